"""The kinds of slide that all views are made of: a chart, a table, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivp.catalog.models import Indicator
from ivp.export.deck import stage
from ivp.export.document import Bullets, Figures, Listing, Slide
from ivp.figures.chart import Chart
from ivp.figures.table import Table


def chart_slide(chart: Chart, indicators: Sequence[Indicator] = ()) -> Slide:
    """Any chart of the dashboard as a slide: its finding as the title, and what it is about in the notes."""
    about = indicators or [part.indicator for part in chart.shown]
    return Slide(chart.title, Figures(chart), chart.source, _notes(chart, about))


def table_slides(title: str, table: Table, source: str, notes: str = "") -> Iterator[Slide]:
    """A table as slides of about as many rows each, as fit; nothing for a table without rows."""
    parts = list(stage.parts(table))
    for number, part in enumerate(parts, start=1):
        yield Slide(_numbered(title, number, len(parts)), Listing(part, title), source, notes)


def text_slides(title: str, sentences: Sequence[str], source: str, notes: str = "") -> Iterator[Slide]:
    """Sentences under each other, as slides of as many as fit; nothing without any."""
    runs = list(stage.runs(sentences))
    for number, run in enumerate(runs, start=1):
        yield Slide(_numbered(title, number, len(runs)), Bullets(run), source, notes)


def _numbered(title: str, number: int, of: int) -> str:
    return f"{title} ({number} van {of})" if of > 1 else title


def _notes(chart: Chart, indicators: Sequence[Indicator]) -> str:
    """Definition, caveats and how to read it, for who presents."""
    about = [f"{one.label}: {' '.join(filter(None, (one.definition, one.caveat)))}" for one in indicators]
    return "\n".join(filter(None, [chart.alt, chart.subtitle, *about]))
