"""The words by which a record is put into a segment of a chain: a rule, told on the page, not a judgement.

Not here: the records (``industry_segments.py``, ``project_segments.py``).
"""

import re

_SPLIT = re.compile(r"[、，,;；—（）()\-]|及(?=\S{3})")
_EMPTY_WORDS = re.compile(r"(等|零部件配套)+$")
_LEAST = 3
_TELLING = ("废钢", "制氢", "储氢", "运氢", "加氢", "电控", "硅料")
"""Words of two characters that mean one thing only."""
_ALSO_CALLED = {
    "节能环保型材": ("铝型材",),
    "铝镁合金模板": ("铝模板", "铝合金模板"),
    "氢能源应用": ("氢燃料", "氢能重卡", "氢能汽车", "氢能源重卡"),
    "短纤": ("短纤维",),
    "轻量化零部件": ("轻量化",),
    "特钢品种": ("特钢", "特殊钢", "不锈钢", "硅钢"),
    "硅料": ("多晶硅", "硅材料"),
    "整车": ("乘用车", "重卡", "商用车"),
}
"""Other words the sources use for a link; without them a gap would be reported where there is none."""


def link_words(text: str) -> tuple[str, ...]:
    """The products or steps that a segment's text names, in its order.

    Args:
        text: for example ``多晶硅、硅棒、硅片``.

    Returns:
        The parts between the separators, each once; what stands before a bracket is left out when the bracket lists.
    """
    opened = re.match(r"^[^（(]+[（(](.+[、，,].+)[）)]$", text)
    parts = (_EMPTY_WORDS.sub("", part.strip()) for part in _SPLIT.split(opened[1] if opened else text))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= 2 and part != "主链"))


def holds(text: str, word: str) -> bool:
    """Does a text speak of a product? It does when it holds the word, or its last three or more characters.

    Chinese names a thing last and qualifies it before: 高品质氧化铝 is 氧化铝. Two characters would fit too much.
    """
    return any(said in text for said in said_of(word))


def said_of(word: str) -> tuple[str, ...]:
    """The texts of which any one speaks of a product: its word, the ends of its word, what else it is called."""
    tails = (word[i:] for i in range(1, len(word) - _LEAST + 1))
    return (word, *tails, *_ALSO_CALLED.get(word, ()))


def is_telling(word: str) -> bool:
    """Does a word alone, in a name, say what a thing is? Not an everyday word of two characters."""
    return len(word) >= _LEAST or word in _TELLING
