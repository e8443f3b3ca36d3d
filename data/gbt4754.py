"""The national standard of industries, GB/T 4754-2017, as far as codes tell: which division is in which section.

Not here: names (``layouts/messages``), which industry of the atlas has which code (the table ``industries``).
"""

PREFIX = "gbt-"
SECTIONS = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60),
    "H": (61, 62), "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79),
    "O": (80, 82), "P": (83, 83), "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip
"""Section → its first and last division (GB/T 4754-2017)."""


def section_of(code: str) -> str:
    """The section of a code; a section's own code is its section, "" where there is none."""
    if code in SECTIONS:
        return code
    return next((s for s, (low, high) in SECTIONS.items() if code.isdecimal() and low <= int(code) <= high), "")


def codes_of(gbt4754: str) -> tuple[str, ...]:
    """The codes behind an industry, from its cell in the table."""
    return tuple(code for code in (gbt4754 or "").split(";") if code)


def section_sql(column: str) -> str:
    """The section of a code as SQL; NULL where there is none."""
    number = f"TRY_CAST({column} AS INTEGER)"
    cases = " ".join(
        f"WHEN {column} = '{s}' OR {number} BETWEEN {a} AND {b} THEN '{s}'" for s, (a, b) in SECTIONS.items()
    )
    return f"CASE {cases} END"
