"""Which address of a service answers: asked in the order of the list, and what worked goes first from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ivp.sources.transport import SourceError, Transport, UnreachableError

T = TypeVar("T")


class Addresses:
    """The addresses of a run. `worked` is where each table was found last, by its name."""

    def __init__(self, transport: Transport, worked: Mapping[str, str] | None = None) -> None:
        self.transport, self.worked = transport, dict(worked or {})
        self._away: dict[str, UnreachableError] = {}

    def first(self, table: str, urls: Sequence[str], ask: Callable[[str], T]) -> T:
        """What `ask` gives at the first of `urls` where it gives anything, beginning with what worked for this table.

        A host from which nothing ever came is not asked again. Raises the `SourceError` of the first address.
        """
        known = self.worked.get(table)
        errors: dict[str, SourceError] = {}
        for url in sorted(urls, key=lambda one: one != known):
            try:
                answer = self._asked(url, ask)
            except SourceError as error:
                errors[url] = error
            else:
                self.worked[table] = url
                return answer
        raise errors[urls[0]]

    def _asked(self, url: str, ask: Callable[[str], T]) -> T:
        host = url.split("/")[2]
        if host in self._away:
            raise self._away[host]
        try:
            return ask(url)
        except UnreachableError as error:
            if not self.transport.answered(url):
                self._away[host] = error
            raise
