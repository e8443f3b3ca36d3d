"""A part of a page that is only read and clicked: written as HTML on the server, set as one piece in the browser.

Inside stand links and numbers, whose clicks the document itself listens to (``assets/10_atlas.js``); no callback names
anything in it. A table of 117 rows arrives as text and is there in a frame, where as many Dash components would take
ten.
"""

from html import escape
from typing import Any

from dash.development.base_component import Component

from layouts.static_html import to_html


class Block(Component):  # type: ignore[misc, unused-ignore]
    """Static content with an id of its own.

    Properties of the component in the browser:
        id: identifies it in callbacks.
        html: its content, escaped where it was made (``layouts.static_html``).
        tag: element that wraps it, ``div`` by default.
        className: CSS classes of the wrapper.
        attributes: further attributes of the wrapper.
    """

    _children_props: list[str] = []  # noqa: RUF012  Dash reads plain class attributes
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _namespace = "atlas_components"
    _type = "Block"
    _prop_names: list[str] = ["id", "html", "tag", "className", "attributes"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    html: str
    tag: str
    className: str
    attributes: dict[str, str]

    def __init__(
        self, content: Any, *, tag: str = "div", attributes: dict[str, str] | None = None, **properties: Any
    ) -> None:
        """Make a block.

        Args:
            content: component, text or list; kept for tests that walk the tree.
            tag: element that wraps it.
            attributes: further attributes of the wrapper, such as ``aria-label``.
            **properties: ``id`` and ``className``.
        """
        super().__init__(html=to_html(content, ids=True), tag=tag, attributes=attributes or {}, **properties)
        self.content = content

    def to_static_html(self) -> str:
        """The same element as a string, without its id."""
        attributes = dict(self.attributes)
        if getattr(self, "className", ""):
            attributes["class"] = self.className
        written = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
        return f"<{self.tag}{written}>{self.html}</{self.tag}>"
