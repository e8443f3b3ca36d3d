"""A Dash component tree as an HTML string: the first response shows the very tree that the live page takes over.

Only what the pages use is known here: ``dash.html`` elements, and components that bring ``to_static_html()``.
"""

import re
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_NAMES = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "autoFocus": "autofocus",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "dateTime": "datetime",
    "autoComplete": "autocomplete",
    "spellCheck": "spellcheck",
    "readOnly": "readonly",
    "maxLength": "maxlength",
}
_SILENT = {"children", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "loading_state", "key", "id"}
_WILDCARDS = ("data-", "aria-")
_BOOLEAN = {"hidden", "open", "disabled", "checked", "autofocus", "readonly", "download"}


def _style(style: dict[str, Any]) -> str:
    parts = []
    for name, value in style.items():
        css = name if name.startswith("--") else re.sub(r"([A-Z])", lambda m: "-" + m[1].lower(), name)
        parts.append(f"{css}:{value}")
    return ";".join(parts)


def _wildcard(item: tuple[str, Any]) -> str:
    """What attributes are sorted by: the name of data-* and aria-*, nothing for all others."""
    return item[0] if item[0].startswith(_WILDCARDS) else ""


def in_order(node: Any) -> Any:
    """A component tree whose data-* and aria-* are in alphabetical order, so that it is the same in every process.

    Args:
        node: a component, or a list of what components hold. What is in order already is only read, so that a tree
            may be in use elsewhere.

    Returns:
        The same tree.
    """
    if isinstance(node, list | tuple):
        for child in node:
            in_order(child)
    elif isinstance(node, Component):
        found = [name for name in node.__dict__ if name.startswith(_WILDCARDS)]
        if found != sorted(found):
            for name in sorted(found):
                node.__dict__[name] = node.__dict__.pop(name)
        in_order(getattr(node, "children", None))
    return node


def to_html(node: Any, *, ids: bool = False) -> str:
    """Write a component tree as HTML.

    Args:
        node: a component, text, number, None, or a list of these.
        ids: keep ids; the first view drops them so that none stands twice while the live page takes over.

    Returns:
        HTML; all text and attribute values escaped.

    Raises:
        TypeError: when the tree holds a component that has no static form.
    """
    if node is None or node is False:
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node), quote=False)
    if isinstance(node, list | tuple):
        return "".join(to_html(child, ids=ids) for child in node)
    static = getattr(node, "to_static_html", None)
    if static is not None:
        return str(static())
    if not isinstance(node, Component) or node._namespace != "dash_html_components":
        msg = f"{type(node).__name__} has no static form: give it to_static_html()"
        raise TypeError(msg)
    tag = node._type.lower()
    attributes = []
    # Dash keeps data-* and aria-* in the order of a set, which differs between processes; the sort moves no others.
    for name, value in sorted(node.to_plotly_json()["props"].items(), key=_wildcard):
        if name in _SILENT or value is None:
            if name == "id" and ids and value:
                attributes.append(f' id="{escape(str(value))}"')
            continue
        attribute = _NAMES.get(name, name.lower() if not name.startswith(_WILDCARDS) else name)
        if name == "style":
            attributes.append(f' style="{escape(_style(value))}"')
        elif attribute in _BOOLEAN and isinstance(value, bool | str) and (value is True or value in ("", attribute)):
            attributes.append(f" {attribute}")
        elif attribute in _BOOLEAN and value is False:
            continue
        else:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            attributes.append(f' {attribute}="{escape(text)}"')
    opening = f"<{tag}{''.join(attributes)}>"
    if tag in _VOID:
        return opening
    return f"{opening}{to_html(getattr(node, 'children', None), ids=ids)}</{tag}>"
