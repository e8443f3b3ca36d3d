"""The live map: a Dash component of our own, without a build step.

Belongs here: the component's properties and its first, static form. Does not belong here: drawing
(`layouts.figures.map`), behaviour (`assets/20_atlas_map.js`, which Dash's renderer finds as
`window.atlas_components.AtlasMap`).
"""

from html import escape
from typing import Any

from dash.development.base_component import Component


class AtlasMap(Component):  # type: ignore[misc, unused-ignore]
    """A map that is fetched once as a neutral drawing and repainted from small payloads.

    Properties of the component in the browser:
        id: Identifies the component in callbacks.
        className: Further classes of the wrapper.
        src: Address of the neutral drawing, "/map/<frame key>.svg?v=<digest>"; the frame's key is read from it.
        paint: What `layouts.figures.map.paint_payload` gives.
        selected: Code of the outlined region, "" for none.
        title: Name of the map for screen readers.
        description: What it says, in a sentence, for screen readers.
        hint: Last line of the hover card: how to open a region.
        texts: Other words: unit, period, scope (of the figures, for the hover card; without a unit it shows the
            mark's label), scopes (what the signs beside circles mean), ask (how to ask for a source), not-published,
            not-comparable, failed (nothing loaded).
        event: Set by the browser: {"type": "open", "region": code, "n": counter}; n grows, so that the same region
            opened twice is two events.
    """

    _children_props: list[str] = []  # noqa: RUF012  Dash reads plain class attributes
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _namespace = "atlas_components"
    _type = "AtlasMap"
    _prop_names: list[str] = [  # noqa: RUF012
        "id",
        "className",
        "src",
        "paint",
        "selected",
        "title",
        "description",
        "hint",
        "texts",
        "event",
    ]
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(self, *, svg: str = "", **properties: Any) -> None:
        """Make the component.

        Args:
            svg: The whole drawing for the static first page; it stays on the server.
            **properties: The properties above.

        Raises:
            TypeError: A property is unknown.
        """
        super().__init__(**properties)
        # Not among the property names, so that the layout's JSON leaves it out.
        self._svg = svg

    def to_static_html(self) -> str:
        """Write the component as it stands before any script runs.

        Returns:
            The wrapper with the drawing in it; the browser's component moves that drawing into its own wrapper.

        Raises:
            ValueError: The component was made without `svg`.
        """
        if not self._svg:
            raise ValueError(
                f"AtlasMap {getattr(self, 'id', '')!r} has no drawing, which the static page needs: pass "
                "svg=draw(frame, marks, …)."
            )
        classes = " ".join(filter(None, ["atlas-map", getattr(self, "className", "")]))
        identity = f' id="{escape(self.id)}"' if hasattr(self, "id") else ""
        return f'<div class="{escape(classes)}"{identity}>{self._svg}</div>'
