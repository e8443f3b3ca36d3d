"""A Plotly chart with a quiet place kept for it in the first, static view."""

from typing import Any

from dash import dcc, html


class Chart(dcc.Graph):
    """A ``dcc.Graph`` that reserves its height in the first view, so that nothing moves when it arrives."""

    def __init__(self, *, figure: dict[str, Any], label: str, **properties: Any) -> None:
        """Make a chart.

        Args:
            figure: a Plotly figure as a dictionary; its layout states its height in pixels.
            label: what it shows, for the static view.
            **properties: properties of ``dcc.Graph``.
        """
        self._height = int(figure["layout"]["height"])
        super().__init__(
            figure=figure,
            config={"displayModeBar": False, "responsive": True},
            style={"height": f"{self._height}px"},
            className="chart",
            **properties,
        )

    def to_static_html(self) -> str:
        """An empty box of the chart's height."""
        return f'<div class="chart" style="height:{self._height}px"></div>'


def charted(*, figure: dict[str, Any], label: str, **properties: Any) -> html.Div:
    """A chart in a box of its height, which stays while the live page waits for Plotly's script.

    Args:
        figure: a Plotly figure as a dictionary; its layout states its height in pixels.
        label: what it shows, for the static view.
        **properties: properties of ``dcc.Graph``.

    Returns:
        The box.
    """
    height = int(figure["layout"]["height"])
    return html.Div(Chart(figure=figure, label=label, **properties), style={"minHeight": f"{height}px"})
