"""A finished SVG drawing as a part of a page."""


class Drawing:
    """An SVG document that stands in a ``Block`` as it is.

    Attributes:
        svg: the drawing, escaped where it was made.
    """

    def __init__(self, svg: str) -> None:
        """Keep the drawing."""
        self.svg = svg

    def to_static_html(self) -> str:
        """The drawing."""
        return self.svg
