"""What can be made: orders that travel to the process that makes them, and the files that come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from ivp.export import EXPORTERS, pictures_of
from ivp.figures.chart import Chart
from ivp.figures.table import Table
from ivp.store.reader import Store


@dataclass(frozen=True, slots=True)
class File:
    """A file that is whole: its name, media type and content."""

    name: str
    mime: str
    content: bytes


class Order(Protocol):
    """Something to make; can be pickled."""

    def make(self) -> File:
        """The file. Raises `UserError` where it cannot be made."""
        ...


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A kind of file about one area, from a database; `template` is the content of a PowerPoint template."""

    database: Path
    area: str
    kind: str
    today: date
    template: bytes | None = None

    def make(self) -> File:
        """As `Order.make`."""
        from ivp.export.forms import FORMS, with_template  # heavy: only where a file is made
        from ivp.export.subject import Subject

        form = with_template(self.template) if self.template else FORMS[self.kind]
        subject = Subject(_store(self.database), self.area, self.today)
        return File(form.name(subject), form.mime, form.make(subject))


@dataclass(frozen=True, slots=True)
class DeckFile:
    """The presentation of a code as PowerPoint file."""

    database: Path
    code: str
    today: date
    template: bytes | None = None

    def make(self) -> File:
        """As `Order.make`."""
        from ivp.export.deck.making import deck_of
        from ivp.export.deck.ready import playlist
        from ivp.export.deck.showing import Showing
        from ivp.export.forms import FORMS
        from ivp.export.pptx import deck_pptx
        from ivp.figures.base import file_stem

        showing = Showing(_store(self.database), self.today)
        deck = deck_of(playlist(self.code, showing), showing)
        return File(f"{file_stem(deck.title)}.pptx", FORMS["pptx"].mime, deck_pptx(deck, self.template))


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as a file, by the end of its name."""

    suffix: str
    table: Table
    title: str
    source: str
    url: str
    period: str
    note: str
    stem: str

    def make(self) -> File:
        """As `Order.make`."""
        exporter = next(one for one in EXPORTERS if one.suffix == self.suffix)
        content = exporter.make(self.table, self.title, self.source, self.url, self.period, self.note)
        return File(f"{self.stem}.{self.suffix}", exporter.mime, content)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A chart as a picture, by the end of its name."""

    suffix: str
    chart: Chart

    def make(self) -> File:
        """As `Order.make`."""
        picture = next(one for one in pictures_of(self.chart) if one.suffix == self.suffix)
        return File(f"{self.chart.name}.{self.suffix}", picture.mime, picture.make(self.chart))


@lru_cache(maxsize=1)
def _store(database: Path) -> Store:
    return Store(database)
