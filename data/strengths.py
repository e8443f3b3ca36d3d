"""What a place is strong in, as far as public texts say so: industries ranked by the evidence this atlas holds.

This counts evidence; it measures no output. Where employees or output by industry are published, location quotients
would say more; for Shanxi's cities they are not.
"""

from dataclasses import dataclass

from data.place import CityIndustry, clusters_in, industries_of, projects_in
from data.store import Store

ROLE_ORDER = ("pillar", "chain", "emerging", "speciality")


@dataclass(frozen=True, slots=True)
class Strength:
    """One industry of a place.

    Attributes:
        industry: id in the taxonomy.
        roles: what the place calls it, in the order pillar, chain, emerging, speciality.
        statements: the wordings it rests on.
        clusters: how many clusters of the place belong to it.
        projects: how many project records of the place belong to it.
    """

    industry: str
    roles: tuple[str, ...]
    statements: tuple[CityIndustry, ...]
    clusters: int
    projects: int

    @property
    def evidence(self) -> int:
        """Wordings of different sources, clusters and project records, together."""
        return len({s.source for s in self.statements}) + self.clusters + self.projects


def strengths(store: Store, region: str) -> tuple[Strength, ...]:
    """Industries of a place by evidence.

    Args:
        store: the store.
        region: a prefecture or county.

    Returns:
        Industries that the place itself names, or that at least two clusters or project records belong to; those it
        names first, then by evidence.
    """
    named: dict[str, list[CityIndustry]] = {}
    for statement in industries_of(store, region):
        for industry in statement.industries:
            named.setdefault(industry, []).append(statement)
    clusters: dict[str, int] = {}
    for cluster in clusters_in(store, region):
        for industry in cluster.industries:
            clusters[industry] = clusters.get(industry, 0) + 1
    projects: dict[str, int] = {}
    for project in projects_in(store, region):
        for industry in project.industries:
            projects[industry] = projects.get(industry, 0) + 1
    found = []
    for industry in {*named, *clusters, *projects}:
        statements = tuple(named.get(industry, ()))
        roles = tuple(role for role in ROLE_ORDER if any(s.role == role for s in statements))
        strength = Strength(industry, roles, statements, clusters.get(industry, 0), projects.get(industry, 0))
        if statements or strength.evidence >= 2:
            found.append(strength)
    return tuple(sorted(found, key=lambda s: (not s.statements, -s.evidence, s.industry)))
