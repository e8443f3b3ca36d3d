"""A drawing inside a static part of a page: SVG text that a pure function of ``layouts.figures`` made and escaped."""

from typing import Any

from dash.development.base_component import Component


class RawSvg(Component):  # type: ignore[misc, unused-ignore]
    """SVG inside a ``Block``; never sent to the browser as a component of its own."""

    _children_props: list[str] = []  # noqa: RUF012  Dash reads plain class attributes
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _namespace = "atlas_static"
    _type = "RawSvg"
    _prop_names: list[str] = []  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(self, svg: str) -> None:
        """Keep a drawing.

        Args:
            svg: one SVG element, escaped where it was made.

        Raises:
            ValueError: when it is no SVG element.
        """
        if not (svg.startswith("<svg") and svg.endswith("</svg>")):
            msg = f"RawSvg got {svg[:40]!r}, expected one <svg>…</svg>: pass what a function of layouts.figures drew."
            raise ValueError(msg)
        super().__init__()
        self.svg = svg

    def to_static_html(self) -> str:
        """The drawing itself."""
        return self.svg

    def to_plotly_json(self) -> dict[str, Any]:
        """Refuse to travel alone.

        Raises:
            TypeError: always; the browser has no such component.
        """
        raise TypeError("RawSvg stands inside a Block only: wrap it, Block([RawSvg(svg)]).")
