"""One open database, followed while a program runs: new files give a new one, and no failure takes away the old."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ivp.errors import UserError
from ivp.store import fingerprint
from ivp.store.current import Current, Files, Home
from ivp.store.lake.place import Place
from ivp.store.progress import Progress
from ivp.store.reader import Store
from ivp.store.trouble import in_dutch

_FIRST_WAIT = 30.0
_LONGEST_WAIT = 600.0


class NothingToShowError(UserError):
    """There is no database, not even an older one; the message says why."""


@dataclass(frozen=True)
class _Failure:
    """A try that failed: for which files, and until when there is no use in trying these again."""

    signature: fingerprint.Signature
    error: UserError
    wait: float
    until: float


class Follower:
    """What the process has open now; replaced, never changed, so that whoever reads keeps what they hold.

    `data` and `cache` say which folders; `clock` the time in seconds; `lake` where the figures are shared, if so.
    """

    def __init__(
        self,
        data: Callable[[], Path],
        cache: Callable[[], Path],
        clock: Callable[[], float] = time.monotonic,
        lake: Callable[[], Place | None] = lambda: None,
    ) -> None:
        self.current: Current | None = None
        self._data = data
        self._cache = cache
        self._clock = clock
        self._lake = lake
        self._lock = threading.Lock()
        self._failure: _Failure | None = None
        self._remade = -_LONGEST_WAIT

    def get(self, progress: Progress | None = None, *, patient: bool = True) -> Current:
        """The database of the files as they are now, else the one that is open, with the reason in `problem`.

        Who is not `patient` gets the one that is open while somebody else is at it.

        A try that failed is not repeated at once for the same files: the wait doubles each time. A database that broke
        is made again once; if that does not help, it is not the database. Raises `NothingToShowError` when there is
        nothing at all.
        """
        settled = self._settled()
        if settled is not None:
            return settled
        current = self.current
        if not self._lock.acquire(blocking=patient or current is None) and current is not None:
            return current
        try:
            return self._settled() or self._renewed(progress)
        finally:
            self._lock.release()

    def _settled(self) -> Current | None:
        """What is open, while it is of these files and whole, or while there is no use in trying again."""
        seen, current = self._seen(), self.current
        if current is not None and current.signature == seen and self._good(current.store):
            return current
        failure = self._failure
        if failure is None or failure.signature != seen or self._clock() >= failure.until:
            return None
        if current is None:
            raise NothingToShowError(str(failure.error)) from failure.error
        return current

    def _renewed(self, progress: Progress | None) -> Current:
        seen, held = self._seen(), self.current.store if self.current else None
        try:
            with in_dutch():
                self.current = self._home().newest(progress, held)
        except UserError as error:
            return self._failed(seen, error)
        if held is not None and held.broken and held is not self.current.store:
            self._remade = self._clock()
        self._failure = None
        return self.current

    def _failed(self, seen: fingerprint.Signature, error: UserError) -> Current:
        before = self._failure
        again = before is not None and before.signature == seen
        wait = min(before.wait * 2, _LONGEST_WAIT) if before is not None and again else _FIRST_WAIT
        self._failure = _Failure(seen, error, wait, self._clock() + wait)
        self.current = self.current or self._older()
        if self.current is None:
            raise NothingToShowError(str(error)) from error
        self.current = replace(self.current, problem=str(error))
        return self.current

    def _good(self, store: Store) -> bool:
        return store.whole or (store.broken and self._clock() < self._remade + _LONGEST_WAIT)

    def _home(self) -> Home:
        place = self._lake()
        if place is None:
            return Files(self._data(), self._cache())
        from ivp.store.lake.home import Lake

        return Lake(place, self._cache())

    def _seen(self) -> fingerprint.Signature:
        """The files as they are now; nothing when that cannot be seen, and building will say why."""
        try:
            return self._home().signature()
        except (OSError, UserError):
            return ()

    def _older(self) -> Current | None:
        try:
            with in_dutch():
                store = self._home().last_good()
        except UserError:
            return None
        return None if store is None else Current(store, ())
