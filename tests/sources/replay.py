"""A service on loopback that answers what was recorded with `python -m ivp doctor --record`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from ivp.pulls import recorder
from ivp.pulls.recorder import Answer
from tests.services.faults import Handler, Loopback


class ReplayHandler(Handler):
    def content(self, address: str) -> tuple[int, bytes, str]:
        answer, body = self.server.answers.get(address, (None, b""))
        return (answer.status, body, "application/json") if answer else (404, b"", "text/plain")


class Replay:
    """All recorded hosts as one: which answer belongs to an address does not depend on the host.

    An address that was asked more often gives its last answer.
    """

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, tuple[Answer, bytes]] = {one.asked: (one, body) for one, body in recorder.read(folder)}

    def __enter__(self) -> Replay:
        self._server = Loopback(ReplayHandler, answers=self.answers)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def tables(self) -> list[str]:
        """The tables of which the properties were recorded."""
        return [asked.split("/")[3] for asked in self.answers if asked.split("?")[0].endswith("/DataProperties")]
