"""What a region code says about a place.

Belongs here: the rules of GB/T 2260 (six digits: two for the province, two for the prefecture, two for the county).
Does not belong here: which places exist (the `regions` table knows) and where they are (`geodata.boundaries`).
"""

NATION = "100000"
PROVINCE = "140000"


def is_prefecture(code: str) -> bool:
    """Say whether a code is that of a prefecture.

    Args:
        code: A region code, well-formed or not.

    Returns:
        True for codes such as "140100", False for everything else.
    """
    return _well_formed(code) and code[2:4] != "00" and code[4:] == "00"


def is_county(code: str) -> bool:
    """Say whether a code is that of a county, a county-level city or an urban district.

    Args:
        code: A region code, well-formed or not.

    Returns:
        True for codes such as "140105", False for everything else.
    """
    return _well_formed(code) and code[2:4] != "00" and code[4:] != "00"


def level_of(code: str) -> str:
    """Name the administrative level of a code by GB/T 2260.

    Args:
        code: Six digits, such as "140105".

    Returns:
        "nation", "province", "prefecture" or "county".

    Raises:
        ValueError: The code is not six digits or its digits contradict the standard.
    """
    if code == NATION:
        return "nation"
    if is_county(code):
        return "county"
    if is_prefecture(code):
        return "prefecture"
    if _well_formed(code) and code.endswith("0000"):
        return "province"
    raise ValueError(
        f"{code!r} is not a region code: expected six ASCII digits by GB/T 2260, such as 140000 (province), "
        "140100 (prefecture) or 140105 (county). Correct the code where it was entered."
    )


def prefecture_of(code: str) -> str:
    """Give the prefecture a county lies in; a prefecture is its own.

    Args:
        code: A prefecture's or county's code.

    Returns:
        The prefecture's code, such as "140100" for "140105".

    Raises:
        ValueError: The code is malformed, or that of a province or the nation, which lie in no prefecture.
    """
    level = level_of(code)
    if level not in ("prefecture", "county"):
        raise ValueError(f"{code} is a {level} and lies in no prefecture: pass the code of a prefecture or county.")
    return f"{code[:4]}00"


def _well_formed(code: str) -> bool:
    # isdecimal alone would let full-width digits pass, which look right in a workbook and match nothing.
    # 10xxxx is the nation's own number, not a province: GB/T 2260 provinces begin at 11.
    return len(code) == 6 and code.isascii() and code.isdecimal() and code >= "110000"
