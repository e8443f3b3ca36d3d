"""What projects can be selected by beside the industries of the taxonomy: divisions of GB/T 4754, segments of chains.

A division stands behind an industry, not behind a project: a record is in every division of the industries it is filed
under. ``gbt-38`` is a division, ``gbt-C`` a section with all its divisions, ``ch07-up`` a segment. Not here: names.
"""

from functools import lru_cache

from data.gbt4754 import PREFIX, SECTIONS, codes_of, section_of
from data.industry import industries
from data.project_segments import PLACED
from data.store import Store


@lru_cache(maxsize=8)
def divisions(store: Store) -> dict[str, tuple[str, ...]]:
    """Section → its divisions that stand behind some industry, in the order of the standard."""
    found: dict[str, set[str]] = {}
    for industry in industries(store).values():
        for code in codes_of(industry.gbt4754):
            inside = found.setdefault(section_of(code), set())
            if code not in SECTIONS:
                inside.add(code)
    return {section: tuple(sorted(found[section])) for section in sorted(found) if section}


def division_nodes(store: Store) -> tuple[str, ...]:
    """All nodes, each section before its divisions."""
    return tuple(f"{PREFIX}{code}" for section, inside in divisions(store).items() for code in (section, *inside))


@lru_cache(maxsize=8)
def segment_nodes(store: Store) -> dict[str, tuple[str, str]]:
    """Node → (chain id, segment) for the segments in which there is a project, in the order of the chains."""
    nodes = [r["node"] for r in store.rows("SELECT DISTINCT node FROM project_segments")]
    pairs = {node: (chain, segment) for node in nodes for chain, _, segment in [node.partition("-")]}
    return dict(sorted(pairs.items(), key=lambda item: (item[1][0], PLACED.index(item[1][1]))))
