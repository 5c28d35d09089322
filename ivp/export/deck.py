"""The ready-made decks: what they say, before they are a file or a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ivp.catalog.models import Indicator
from ivp.export import charts
from ivp.export.document import Block, Bullets, Deck, Figures, Listing, Slide
from ivp.export.report import alike_text, headlines, statements, subtitle
from ivp.export.sources import sources_table
from ivp.export.subject import Subject
from ivp.export.tables import own_figures, priorities_table
from ivp.figures.agenda import action_table
from ivp.figures.chart import Chart
from ivp.figures.table import Table
from ivp.wording.assessments import CAVEAT
from ivp.wording.goals import goal_sentence
from ivp.wording.numbers import MARGIN
from ivp.wording.plan import execution_title
from ivp.wording.rules import rule_text

_TOLD = 4  # indicators with slides of their own
_ROWS = 10  # of a table on one slide
_NOT_ON_A_SLIDE = (MARGIN, "Verandering")
_RULES = ("vergelijking", "kleuren", "indicatief", "marge")


def deck(subject: Subject) -> Deck:
    """The deck of one gemeente, basisteam or the district."""
    slides = [
        *_plan(subject),
        Slide(f"Wat opvalt in {subject.where}", Bullets(statements(subject)), _own_source(subject),
              rule_text("opvallend")),
        *_figures(subject),
        *(slide for indicator in subject.telling(_TOLD) for slide in _indicator(subject, indicator)),
        *_execution(subject),
        _method(subject),
    ]  # fmt: skip
    return Deck(f"Veiligheidsbeeld {subject.name}", subtitle(subject), subject.today, tuple(slides))


def chart_slide(chart: Chart, indicators: Sequence[Indicator] = ()) -> Slide:
    """Any chart of the dashboard as a slide: its finding as the title, and what it is about in the notes."""
    about = indicators or [part.indicator for part in chart.shown]
    return Slide(chart.title, Figures(chart), chart.source, _notes(chart, about))


def table_slides(title: str, table: Table, source: str, notes: str = "") -> Iterator[Slide]:
    """A table as slides of about as many rows each, at most ten; nothing for a table without rows."""
    slides = math.ceil(len(table) / _ROWS)
    rows_each = math.ceil(len(table) / max(slides, 1))
    parts = [table.rows[at * rows_each : (at + 1) * rows_each] for at in range(slides)]
    for number, rows in enumerate(parts, start=1):
        shown = f"{title} ({number} van {len(parts)})" if len(parts) > 1 else title
        yield Slide(shown, Listing(Table(table.names, rows), title), source, notes)


def _own_source(subject: Subject) -> str:
    return subject.source_of(subject.own.values())


def _plan(subject: Subject) -> Iterator[Slide]:
    if subject.plan:
        title = headlines(subject)[0].removesuffix(".")
        notes = f"{rule_text('toets')} {CAVEAT}"
        yield from table_slides(title, priorities_table(subject), _own_source(subject), notes)


def _figures(subject: Subject) -> Iterator[Slide]:
    title = headlines(subject)[1].removesuffix(".")
    table = own_figures(subject)
    shown = table.only(*(name for name in table.names if name not in _NOT_ON_A_SLIDE))
    notes = " ".join(filter(None, (rule_text("vergelijking"), alike_text(subject))))
    yield from table_slides(title, shown, _own_source(subject), notes)


def _indicator(subject: Subject, indicator: Indicator) -> Iterator[Slide]:
    yield chart_slide(charts.comparison(subject, indicator))
    if len({fact.period for fact in subject.history(indicator) if fact.value is not None}) > 1:
        yield chart_slide(charts.course(subject, indicator))
    if indicator == subject.telling(1)[0] and (drawn := charts.gemeenten_map(subject, indicator)):
        yield chart_slide(drawn)


def _notes(chart: Chart, indicators: Sequence[Indicator]) -> str:
    """Definition, caveats and how to read it, for who presents."""
    about = [f"{one.label}: {' '.join(filter(None, (one.definition, one.caveat)))}" for one in indicators]
    return "\n".join(filter(None, [chart.alt, chart.subtitle, *about]))


def _execution(subject: Subject) -> Iterator[Slide]:
    title = execution_title(len(subject.actions), len(subject.goals), subject.where)
    source = charts.plan_sources(subject)
    if subject.goals:
        content: Block = Bullets(tuple(goal_sentence(row) for row in subject.goals))
        yield Slide(title, content, source, rule_text("doel"))
    if subject.actions:
        table = action_table(subject.actions).only("Jaar", "Gebied", "Actie", "Stand")
        yield from table_slides(title, table, source, CAVEAT)


def _method(subject: Subject) -> Slide:
    used = sorted({fact.source for fact in subject.own.values() if fact.known})
    table = sources_table(used, subject.sources, subject.datasets)
    notes = "\n".join(rule_text(rule) for rule in _RULES)
    shown = table.only("Tabel", "Titel", "Uitgever", "Perioden", "Opgehaald")
    return Slide("Waar de cijfers vandaan komen", Listing(shown, "Bronnen"), _own_source(subject), notes)
