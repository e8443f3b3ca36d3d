"""How the map looks: themes, the rules that paint it, the patterns that stand for "nothing known here".

Belongs here: colours, line widths and type of the map's own SVG. Does not belong here: geometry, texts, the page around
it. The rules for the screen are also a section of `assets/map.css`; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SANS = '"Atlas Sans", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one drawing, as CSS values.

    Attributes:
        name: "screen", "light" or "stage".
        paper: Ground of the page.
        ink: Text and strong lines.
        muted: Secondary text.
        accent: The one accent.
        amounts: Five colours, low to high.
        specialised: Colour of the proportional circles.
        not_published: Ground of regions without a figure.
        hatch: Hatching on it.
        line: Hairlines.
    """

    name: str
    paper: str
    ink: str
    muted: str
    accent: str
    amounts: tuple[str, str, str, str, str]
    specialised: str
    not_published: str
    hatch: str
    line: str

    @property
    def live(self) -> bool:
        """Whether colours are the page's custom properties and the page's style sheet paints."""
        return self.name == "screen"


LIGHT = Theme(
    "light",
    paper="#FAF8F4",
    ink="#1F2933",
    muted="#6B7280",
    accent="#B23A2E",
    amounts=("#F3E7D3", "#E6C79A", "#D29F5E", "#B06F33", "#7C431B"),
    specialised="#2F6F6B",
    not_published="#F1EDE6",
    hatch="#DDD5C8",
    line="#DDD5C8",
)
STAGE = Theme(
    "stage",
    paper="#0F1318",
    ink="#F4F1EA",
    muted="#9AA4B2",
    accent="#F4BE6A",
    amounts=("#3A3226", "#5E4527", "#8C6129", "#C98B3B", "#F4BE6A"),
    specialised="#6FB7B0",
    not_published="#1C222B",
    hatch="#333C48",
    line="#333C48",
)
SCREEN = Theme(
    "screen",
    paper=f"var(--paper, {LIGHT.paper})",
    ink=f"var(--ink, {LIGHT.ink})",
    muted=f"var(--muted, {LIGHT.muted})",
    accent=f"var(--accent, {LIGHT.accent})",
    amounts=(
        f"var(--amount-1, {LIGHT.amounts[0]})",
        f"var(--amount-2, {LIGHT.amounts[1]})",
        f"var(--amount-3, {LIGHT.amounts[2]})",
        f"var(--amount-4, {LIGHT.amounts[3]})",
        f"var(--amount-5, {LIGHT.amounts[4]})",
    ),
    specialised=f"var(--specialised, {LIGHT.specialised})",
    not_published=f"var(--not-published, {LIGHT.not_published})",
    hatch=f"var(--hatch, {LIGHT.hatch})",
    line=f"var(--line, {LIGHT.line})",
)


def label_colours(theme: Theme, klass: int | None) -> tuple[str, str]:
    """Give the colours of a label that stands on an amount class.

    The halo is what the eye sees next to the letters; it is one step darker (on stage: brighter) under the fourth
    class, whose own colour gives neither ink nor paper the contrast of WCAG 2.2 level AA (4.5 to 1).

    Args:
        theme: The theme.
        klass: 0..4, or None for a region without a class.

    Returns:
        The colour of the letters and that of their halo.
    """
    if klass is None:
        return theme.ink, theme.not_published
    return (theme.ink, theme.amounts[klass]) if klass < 3 else (theme.paper, theme.amounts[4])


def stylesheet(theme: Theme, *, prefix: str = "", px: float = 1.0) -> str:
    """Write the rules that paint the map.

    Paint stands on the `a` around a region, not on its path: a `use` of the path inherits nothing from there, so that
    the outline of the selected region can be drawn above its neighbours.

    Args:
        theme: `SCREEN` gives custom properties and constant line widths for `assets/map.css`; the others literal values
            for a drawing that stands alone.
        prefix: Prefix of the pattern ids; not used for `SCREEN`, which reads them from the root's style.
        px: Drawing units of one pixel, for line widths where strokes scale.

    Returns:
        CSS, one rule a line.
    """
    scope = "svg[data-map]"
    hatched = "var(--map-hatch)" if theme.live else f"url(#{prefix}-hatch)"
    dotted = "var(--map-dots)" if theme.live else f"url(#{prefix}-dots)"
    faded = "var(--map-land)" if theme.live else f"url(#{prefix}-land)"
    sans = f"var(--font-sans, {SANS})" if theme.live else SANS

    def width(pixels: float) -> str:
        return f"stroke-width: {pixels if theme.live else round(pixels * px, 2):g}{'px' if theme.live else ''}"

    rules: list[tuple[str, Sequence[str]]] = [
        ("", [f"font-family: {sans}"]),
        (".hatch-ground", [f"fill: {theme.not_published}"]),
        (".hatch-line", [f"stroke: {theme.hatch}"]),
        (".dots-ground", [f"fill: {theme.paper}"]),
        (".dots-dot", [f"fill: {theme.muted}"]),
        (".land-stop", [f"stop-color: {theme.not_published}"]),
        (".context", [f"fill: {theme.not_published}", "fill-opacity: 0.55", f"stroke: {theme.paper}", width(1)]),
        (".context.faded", [f"fill: {faded}", "fill-opacity: 1"]),
        (".beyond", [f"fill: {theme.not_published}", f"stroke: {theme.paper}", width(1.2)]),
        (".regions a", [f"fill: {hatched}", f"stroke: {theme.paper}", width(1.2), "stroke-linejoin: round"]),
        ('.regions a[data-state="not-comparable"]', [f"fill: {dotted}", f"stroke: {theme.hatch}"]),
        ('.regions a[data-state="value"]', [f"fill: {theme.paper}", f"stroke: {theme.line}"]),
        *[
            (f'.regions a[data-class="{i}"]', [f"fill: {colour}", f"stroke: {theme.paper}"])
            for i, colour in enumerate(theme.amounts)
        ],
        (".regions a.dim", ["opacity: 0.45"]),
        (".borders", ["fill: none", "stroke-linejoin: round", "pointer-events: none"]),
        (".borders .prefecture", [f"stroke: {theme.paper}", width(2.6)]),
        (".borders .prefecture-line", [f"stroke: {theme.muted}", width(0.9)]),
        (".borders .province", [f"stroke: {theme.muted}", width(1)]),
        (
            ".symbols",
            [
                f"fill: {theme.specialised}",
                "fill-opacity: 0.2",
                f"stroke: {theme.specialised}",
                width(1),
                "pointer-events: none",
            ],
        ),
        (
            ".symbols .hollow",
            ["fill: none", "stroke-dasharray: 3 2.4" if theme.live else f"stroke-dasharray: {3 * px:g} {2.4 * px:g}"],
        ),
        (".overlay", ["fill: none", "stroke-linejoin: round", "pointer-events: none"]),
        (".overlay .hot", [f"stroke: {theme.ink}", width(1.4)]),
        (".overlay .selected", [f"stroke: {theme.ink}", width(2)]),
        (".overlay .focus", [f"stroke: {theme.accent}", width(3)]),
        (
            ".labels",
            [
                f"fill: {theme.ink}",
                f"stroke: {theme.not_published}",
                "stroke-width: 0.17em",
                "stroke-linejoin: round",
                "paint-order: stroke",
                "text-anchor: middle",
                "font-weight: 600",
                "font-variant-numeric: tabular-nums",
                "pointer-events: none",
            ],
        ),
        ('.labels text[data-state="value"]', [f"stroke: {theme.paper}"]),
        ('.labels text[data-state="not-comparable"]', [f"stroke: {theme.paper}"]),
        *[
            (f'.labels text[data-class="{klass}"]', [f"fill: {letters}", f"stroke: {halo}"])
            for klass in range(5)
            for letters, halo in [label_colours(theme, klass)]
        ],
        (".labels tspan", ["font-size: 0.86em", "font-weight: 400"]),
        (".labels .area", ["font-weight: 700", f"stroke: {theme.paper}"]),
        (".labels .beyond-name", [f"fill: {theme.muted}", f"stroke: {theme.paper}", "font-weight: 400"]),
    ]
    return "\n".join(f"{f'{scope} {part}'.strip()} {{ {'; '.join(body)} }}" for part, body in rules)


def land_gradient(prefix: str, view_box: tuple[float, float, float, float]) -> str:
    """Draw the fill of the land around the province, which fades out before its data end.

    Args:
        prefix: Prefix that makes the id unique in the page.
        view_box: x, y, width, height of the frame in drawing units.

    Returns:
        An SVG `radialGradient` with the id `<prefix>-land`, an ellipse around the view box.
    """
    x, y, width, height = view_box
    reach = 1100.0  # the context ends some 120 km outside the province
    radius, squeeze = height / 2 + reach, (width / 2 + reach) / (height / 2 + reach)
    stops = "".join(
        f'<stop class="land-stop" offset="{offset}" stop-opacity="{opacity}"/>'
        for offset, opacity in ((0, 0.9), (0.55, 0.75), (0.8, 0.35), (1, 0))
    )
    return (
        f'<radialGradient id="{prefix}-land" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="{radius:g}" '
        f'gradientTransform="translate({x + width / 2:g} {y + height / 2:g}) scale({squeeze:.3f} 1)">{stops}'
        f"</radialGradient>"
    )


def patterns(prefix: str, px: float) -> str:
    """Draw the two patterns: diagonal hatching (not published) and dots (not comparable), apart also without colour.

    Args:
        prefix: Prefix that makes the ids unique in the page.
        px: Drawing units of one pixel.

    Returns:
        Two SVG `pattern` elements with the ids `<prefix>-hatch` and `<prefix>-dots`.
    """
    tile, dot = round(7 * px, 1), round(0.85 * px, 2)
    quarter, rest = round(tile / 4, 2), round(tile * 3 / 4, 2)
    return (
        f'<pattern id="{prefix}-hatch" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="hatch-ground" width="{tile}" height="{tile}"/>'
        f'<line class="hatch-line" x1="{quarter}" x2="{quarter}" y1="0" y2="{tile}" stroke-width="{round(px, 2)}"/>'
        f"</pattern>"
        f'<pattern id="{prefix}-dots" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse">'
        f'<rect class="dots-ground" width="{tile}" height="{tile}"/>'
        f'<circle class="dots-dot" cx="{quarter}" cy="{quarter}" r="{dot}"/>'
        f'<circle class="dots-dot" cx="{rest}" cy="{rest}" r="{dot}"/></pattern>'
    )
