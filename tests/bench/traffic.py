"""Bytes on the wire, as Chromium itself counts them.

Belongs here: listening to a page's network events. Does not belong here: times of what is seen (the probes).

Playwright's `route()` is not used to block other addresses here: it switches the HTTP cache off, and the warm visit
measures that cache. The browser's resolver rules block them, and `Traffic.foreign` tells when one was asked for.
"""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass(slots=True)
class _Request:
    url: str
    started: float
    parts: list[tuple[float, int]] = field(default_factory=list)
    finished: tuple[float, int] | None = None

    def received(self, until: float) -> int:
        """Bytes on the wire, headers included, until a moment."""
        if self.finished and self.finished[0] <= until:
            return self.finished[1]
        return sum(size for moment, size in self.parts if moment <= until)


class Traffic:
    """The requests of one page, from its attachment on.

    Moments are seconds since 1970 by the browser's clock.

    Args:
        page: A page that has not been navigated yet.
        origin: The application's address; requests elsewhere are listed in `foreign`.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self.foreign: list[str] = []
        self._origin = f"{origin}/"
        self._requests: dict[str, _Request] = {}
        self._open: set[str] = set()
        # The events' clock starts anywhere; requestWillBeSent gives both clocks.
        self._offset: float | None = None
        client = page.context.new_cdp_session(page)
        client.on("Network.requestWillBeSent", self._sent)
        client.on("Network.responseReceived", self._answered)
        client.on("Network.dataReceived", self._data)
        client.on("Network.loadingFinished", self._finished)
        client.on("Network.loadingFailed", lambda event: self._open.discard(event["requestId"]))
        client.send("Network.enable")

    @property
    def pending(self) -> int:
        """How many requests are under way."""
        return len(self._open)

    def received(self, until: float, since: float = 0) -> int:
        """Count the bytes that came over the wire for requests begun in a span of time.

        Args:
            until: The moment up to which bytes count.
            since: The moment from which requests count.

        Returns:
            Bytes, headers included and compressed as sent.
        """
        return sum(request.received(until) for request in self._requests.values() if request.started >= since)

    def requests(self, since: float) -> int:
        """Count the requests begun since a moment."""
        return sum(request.started >= since for request in self._requests.values())

    def _moment(self, event: dict[str, Any]) -> float:
        assert self._offset is not None, "a network event came before the first request's"
        return float(event["timestamp"]) + self._offset

    def _sent(self, event: dict[str, Any]) -> None:
        url = str(event["request"]["url"])
        if url.startswith(("data:", "blob:")):
            return
        if not url.startswith(self._origin):
            self.foreign.append(url)
        if self._offset is None:
            self._offset = float(event["wallTime"]) - float(event["timestamp"])
        self._requests[event["requestId"]] = _Request(url, self._moment(event))
        self._open.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        request = self._requests.get(event["requestId"])
        response = event["response"]
        if request and not response.get("fromDiskCache"):
            request.parts.append((self._moment(event), int(response["encodedDataLength"])))

    def _data(self, event: dict[str, Any]) -> None:
        if request := self._requests.get(event["requestId"]):
            request.parts.append((self._moment(event), int(event["encodedDataLength"])))

    def _finished(self, event: dict[str, Any]) -> None:
        self._open.discard(event["requestId"])
        if request := self._requests.get(event["requestId"]):
            request.finished = (self._moment(event), int(event["encodedDataLength"]))
