"""The edition on screen: opened once, opened again when a newer one is published. Shared by all callbacks."""

import threading
from pathlib import Path

from data.editions import EditionError, current_edition, open_edition
from data.store import Store

_KEPT = 3


class Library:
    """Opens editions and keeps the last few open.

    A process notices a newly published edition at the next question, because the pointer file changed; an edition that
    cannot be opened never replaces the one in use.
    """

    def __init__(self, data_dir: Path) -> None:
        """Open the current edition.

        Args:
            data_dir: where editions are kept.

        Raises:
            EditionError: when there is none or it is not whole.
        """
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._open: dict[str, Store] = {}
        self._seen = self._stamp()
        self._current = Store(current_edition(data_dir))
        self._open[self._current.edition.edition_id] = self._current
        self.problem = ""

    def _stamp(self) -> tuple[int, int]:
        try:
            status = (self._data_dir / "current").stat()
        except FileNotFoundError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def store(self, edition_id: str = "") -> Store:
        """The store of an edition.

        Args:
            edition_id: its id; "" for the current one. An id nobody published gives the current one.

        Returns:
            An open store.
        """
        stamp = self._stamp()
        if stamp != self._seen:
            with self._lock:
                self._renew(stamp)
        if not edition_id or edition_id == self._current.edition.edition_id:
            return self._current
        with self._lock:
            if edition_id not in self._open:
                try:
                    self._open[edition_id] = Store(open_edition(edition_id, self._data_dir))
                except EditionError:
                    return self._current
                self._close_oldest()
            return self._open[edition_id]

    def _close_oldest(self) -> None:
        while len(self._open) > _KEPT:
            oldest = next(i for i in self._open if i != self._current.edition.edition_id)
            del self._open[oldest]

    def _renew(self, stamp: tuple[int, int]) -> None:
        self._seen = stamp
        try:
            edition = current_edition(self._data_dir)
            if edition.edition_id != self._current.edition.edition_id:
                self._current = Store(edition)
                self._open[edition.edition_id] = self._current
                self._close_oldest()
            self.problem = ""
        except EditionError as error:
            self.problem = str(error)
