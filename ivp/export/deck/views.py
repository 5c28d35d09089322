"""A view of the dashboard as a link within it, and a list of views: what a presentation is kept as.

It holds codes and no figures, and no period where the latest one was meant: a list of last year shows this year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from ivp.errors import UserError

KEYS = ("thema", "indicator", "per", "periode", "gebied", "tweede", "vergelijk", "maat", "niveau", "plan", "prioriteit",
        "partner", "beeld", "deel", "twaalf", "jaar", "stand", "laag")  # fmt: skip
"""The query parameters that a view is made of; others, such as an open table, are not part of it."""
LONGEST_CODE, LONGEST_TITLE, LONGEST_NOTE = 80, 140, 600
MOST_ENTRIES = 40
_PAGE = re.compile(r"[a-z]{1,20}")
_CODE = re.compile(r"[\w .,:’'()&+–-]+")


@dataclass(frozen=True, slots=True)
class View:
    """A page with its selection, sorted by key; make it with `view`."""

    page: str
    choices: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str:
        """What was chosen; empty for nothing."""
        return dict(self.choices).get(key, "")

    @property
    def link(self) -> str:
        """'/trends?gebied=GM1674&indicator=fietsdiefstal'."""
        return f"/{self.page}" + (f"?{urlencode(self.choices)}" if self.choices else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A view in a list, with a title of one's own (empty: the finding) and a note for who presents."""

    view: View
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Playlist:
    """The views of a presentation in order."""

    title: str
    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry) -> Playlist:
        """The list with one more at the end. `UserError` when it is full."""
        if len(self.entries) >= MOST_ENTRIES:
            raise UserError(f"Een presentatie heeft hooguit {MOST_ENTRIES} dia’s. Haal er eerst een weg.")
        return replace(self, entries=(*self.entries, entry))

    def changed(self, at: int, entry: Entry) -> Playlist:
        """The list with another entry at a place."""
        return replace(self, entries=(*self.entries[:at], entry, *self.entries[at + 1 :]))

    def without(self, at: int) -> Playlist:
        """The list without the entry at a place."""
        return replace(self, entries=(*self.entries[:at], *self.entries[at + 1 :]))

    def moved(self, at: int, by: int) -> Playlist:
        """The list with an entry so many places further; at the ends it stays where it is."""
        rest = self.without(at).entries
        to = min(max(at + by, 0), len(rest))
        return replace(self, entries=(*rest[:to], self.entries[at], *rest[to:]))


def view(page: str, choices: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> View:
    """A view of a page; choices that are no part of a view and empty ones are left out.

    `UserError` for a page or a code that cannot be one.
    """
    kept = {key: value for key, value in dict(choices).items() if key in KEYS and value}
    if not _PAGE.fullmatch(page) or any(len(one) > LONGEST_CODE or not _CODE.fullmatch(one) for one in kept.values()):
        raise UserError("Dit is geen link naar een beeld van dit dashboard. Voeg het beeld opnieuw toe.")
    return View(page, tuple(sorted(kept.items())))


def view_of(link: str) -> View:
    """The view behind a link within the dashboard. `UserError` for another link."""
    parts = urlsplit(link)
    return view(parts.path.strip("/"), parse_qsl(parts.query))
