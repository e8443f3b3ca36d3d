"""A trend as a Plotly figure: a place's yearly values beside the province's. Values in, a plain dictionary out."""

from collections.abc import Sequence
from typing import Any

from layouts.figures.map_style import LIGHT


def trend_figure(
    place: Sequence[tuple[str, float]],
    province: Sequence[tuple[str, float]],
    *,
    names: tuple[str, str],
    unit: str,
    breaks: Sequence[str] = (),
) -> dict[str, Any]:
    """Draw two series of years.

    Args:
        place: (year, value) of the place, oldest first.
        province: the same for the province.
        names: what the two lines are called.
        unit: unit of the values.
        breaks: years after which the basis changed: the line is interrupted there.

    Returns:
        A Plotly figure as a dictionary (no template: the page's own style).
    """
    lines = []
    for values, name, colour, dash in (
        (province, names[1], LIGHT.muted, "dot"),
        (place, names[0], LIGHT.accent, "solid"),
    ):
        x: list[str] = []
        y: list[float | None] = []
        for year, value in values:
            if x and any(x[-1] <= b < year for b in breaks):
                x.append(x[-1])
                y.append(None)
            x.append(year)
            y.append(value)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": x,
                "y": y,
                "connectgaps": False,
                "line": {"color": colour, "width": 2.5 if dash == "solid" else 1.5, "dash": dash},
                "marker": {"size": 7, "color": colour},
                "hovertemplate": f"%{{x}} · %{{y:,}} {unit}<extra>{name}</extra>",
            }
        )
    axis = {
        "showgrid": False,
        "linecolor": LIGHT.line,
        "tickcolor": LIGHT.line,
        "ticks": "outside",
        "fixedrange": True,
        "zeroline": False,
    }
    # A year nobody has a value for keeps its place: equal distances are equal times.
    known = [int(year) for year, _ in (*place, *province)]
    years = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    return {
        "data": lines,
        "layout": {
            "template": "none",
            "height": 220,
            "margin": {"l": 48, "r": 12, "t": 8, "b": 28},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Atlas Sans, sans-serif", "size": 12, "color": LIGHT.ink},
            "xaxis": {**axis, "type": "category", "categoryorder": "array", "categoryarray": years},
            "yaxis": {**axis, "gridcolor": LIGHT.line, "showgrid": True},
            "legend": {"orientation": "h", "x": 0, "y": 1.14, "xanchor": "left"},
            "hovermode": "x",
            "showlegend": True,
        },
    }
