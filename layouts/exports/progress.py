"""How far a file has come, and that nobody wants it any more."""

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with (rows written, rows in all) after every chunk; may raise ``CancelledError``."""


class CancelledError(Exception):
    """The person who asked for a file does not want it any more."""


def silent(done: int, of: int) -> None:
    """A report that nobody reads."""
