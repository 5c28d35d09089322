"""The IVP matrix with the plan in it: priorities by level, each with the indicators that say something about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ivp.analysis.assessment import Outcome
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Priority
from ivp.facts import Area, Fact
from ivp.figures.base import alt_text
from ivp.figures.chart import Chart
from ivp.figures.grid import Action, Cell, Column, Entry, Row, Section, matrix_columns, matrix_spec
from ivp.figures.matrix import facts_by_place, indicator_row, legend
from ivp.figures.palette import Palette
from ivp.figures.table import Table
from ivp.plan_facts import Assessment, PlacedPriority
from ivp.wording import numbers
from ivp.wording.assessments import assessment_label
from ivp.wording.plan import LEVEL_LABELS, short_outcome, toets_cell

Toets = Mapping[tuple[str, str], Assessment]
ACTIONS = (Action("prioriteiten", "Bekijk het dossier"),)
TONES = {
    Outcome.SUPPORTS: "much_unfavourable",
    Outcome.NO_REASON: "similar",
    Outcome.IMPROVING: "much_favourable",
    Outcome.CONTRADICT: "much_higher",
    Outcome.INSUFFICIENT: "missing",
}


def plan_matrix(
    priorities: Sequence[PlacedPriority],
    toets: Toets,
    lead: Mapping[str, Sequence[Indicator]],
    facts: Sequence[Fact],
    areas: Sequence[Area],
    *,
    title: str,
    source: str,
    palette: Palette,
) -> Chart:
    """Rows: priorities in sections by level, under each its lead indicators; columns as in `matrix_columns`.

    `toets` by (priority, area); an area in which a priority does not hold has none. `lead`: indicators per priority.
    `facts`: one period per indicator. Row keys are 'priority' and 'priority/indicator'.
    """
    columns = matrix_columns(areas)
    by_place = facts_by_place(facts)
    order = list(LEVEL_LABELS)
    every = [one.priority for one in priorities]
    rows: dict[str, list[Row]] = {}
    for priority in sorted(every, key=lambda one: order.index(one.level)):
        section = rows.setdefault(LEVEL_LABELS[priority.level], [])
        section.append(_priority_row(priority, columns, toets))
        for indicator in lead.get(priority.id, ()):
            row = indicator_row(indicator, columns, by_place)
            section.append(replace(row, key=f"{priority.id}/{indicator.id}", inner=True))
    sections = [Section(label, tuple(some)) for label, some in rows.items()]
    cells = [cell for section in sections for row in section.rows if row.inner for cell in row.cells]
    shown = {indicator.id: indicator for some in lead.values() for indicator in some}
    entries = [*_toets_legend({one.outcome for one in toets.values()}),
               *(legend(list(shown.values()), cells) if cells else [])]  # fmt: skip
    subject = f"{numbers.counted(len(every), 'prioriteiten')} naar gebied, met hun hoofdindicatoren"
    return Chart(
        kind="matrix", spec=matrix_spec(title, columns, sections, entries, palette), title=title, subtitle=subject,
        source=source, alt=alt_text("Tabel", subject, title), twin=partial(_table, every, columns, toets),
        name="ivp-matrix",
    )  # fmt: skip


def _priority_row(priority: Priority, columns: Sequence[Column], toets: Toets) -> Row:
    return Row(
        key=priority.id,
        label=priority.title,
        note=str(priority.standing),
        actions=ACTIONS,
        cells=tuple(_cell(column, toets.get((priority.id, column.area))) for column in columns),
        kind="priority",
    )


def _cell(column: Column, judged: Assessment | None) -> Cell:
    if judged is None:
        return Cell(column.area, "·", fill="none", tone="", explain="Deze prioriteit is hier niet gesteld.")
    outcome = judged.outcome
    return Cell(column.area, short_outcome(outcome), outcome.value, TONES[outcome], toets_cell(judged))


def _toets_legend(used: Collection[Outcome]) -> list[Entry]:
    made = [
        Entry(f"{short_outcome(outcome)}: {assessment_label(outcome)}", outcome.value, tone)
        for outcome, tone in TONES.items()
        if outcome in used
    ]
    return [*made, Entry("·: hier niet gesteld")]


def _table(priorities: Sequence[Priority], columns: Sequence[Column], toets: Toets) -> Table:
    """Level, priority and standing, then the outcome in words per area."""
    rows = []
    for priority in priorities:
        own = [toets.get((priority.id, column.area)) for column in columns]
        told = (assessment_label(one.outcome) if one else "" for one in own)
        rows.append((LEVEL_LABELS[priority.level], priority.title, str(priority.standing), *told))
    return Table(("Niveau", "Prioriteit", "Status", *(column.name for column in columns)), tuple(rows))
