"""The home of shared figures: the newest snapshot, its small tables in a file of this machine."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ivp.errors import UserError
from ivp.store import SCHEMA_VERSION, fingerprint
from ivp.store.cache import Cache
from ivp.store.current import Current
from ivp.store.lake import take
from ivp.store.lake.place import Place
from ivp.store.lake.watch import Latest, watch
from ivp.store.progress import Progress, silent
from ivp.store.reader import Store
from ivp.store.trouble import in_dutch

_LOG = logging.getLogger(__name__)
_FOLDER = "gedeeld"
_VERSION = (
    "De gedeelde cijfers (IVP_LAKE) zijn gemaakt met een andere versie van dit dashboard. Werk deze computer bij, of "
    "maak ze opnieuw op de computer die ververst: python -m ivp build"
)


@dataclass(frozen=True)
class Lake:
    """The figures at `place`, with what is taken along of them in `folder`."""

    place: Place
    folder: Path

    def signature(self) -> fingerprint.Signature:
        """Of the newest snapshot."""
        return ((self.place.key, watch(self.place).latest().number, 0, 0),)

    def newest(self, progress: Progress | None, held: Store | None) -> Current:
        """The newest snapshot, opened; `UserError` (Dutch) when it cannot be had."""
        with in_dutch():
            latest, seen = watch(self.place).latest(), self.signature()
            if latest.schema_version != SCHEMA_VERSION:
                raise UserError(_VERSION)
            if held is not None and held.whole and held.info["content_hash"] == latest.content_hash:
                return Current(held, seen)
            broken = held.file if held is not None and held.broken else None
            store = self._there(latest, broken) or self._taken(latest, broken, progress or silent)
            self._cache.remember(store.file)
            return Current(store, seen)

    def last_good(self) -> Store | None:
        """The snapshot that was used last and that can still be read."""
        return next(filter(None, map(self._opened, self._cache.last())), None)

    @property
    def _cache(self) -> Cache:
        return Cache(self.folder / _FOLDER, Path(self.place.key))

    def _there(self, latest: Latest, broken: Path | None) -> Store | None:
        files = (file for file in self._cache.files(latest.content_hash) if file != broken)
        return next(filter(None, map(self._opened, files)), None)

    def _taken(self, latest: Latest, broken: Path | None, progress: Progress) -> Store:
        progress(0.3, "Gedeelde cijfers ophalen")
        cache = self._cache
        with cache.writing():
            if meanwhile := self._there(latest, broken):
                return meanwhile
            target = cache.new_file(latest.content_hash)
            aside = target.with_name(f"{target.name}.new")
            take.take(self.place, latest.number, aside)
            aside.replace(target)
            store = Store(target, partial(take.opened, self.place))
            cache.remember(target)
            cache.prune(broken)
            return store

    def _opened(self, file: Path) -> Store | None:
        try:
            store = Store(file, partial(take.opened, self.place))
            store.probe()
            return store
        except UserError as error:  # cut short, or its snapshot is gone: it is taken along anew
            _LOG.warning("%s", error)
            return None
