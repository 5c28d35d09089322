"""The first screen: the four levels of the plan with their figures, for every area at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ivp.analysis.toets import Outcome
from ivp.catalog.models import Detection, Indicator
from ivp.catalog.plan import PlanLevel
from ivp.facts import Area, Fact
from ivp.figures.base import alt_text
from ivp.figures.chart import Chart
from ivp.figures.grid import OUTSIDE, Action, Cell, Column, Entry, Fold, Row, Section, matrix_columns, matrix_spec
from ivp.figures.levels import Computed, Documented, Group
from ivp.figures.matrix import ByPlace, facts_by_place, indicator_row, legend
from ivp.figures.palette import Palette
from ivp.figures.table import Table
from ivp.plan_facts import Assessment
from ivp.wording import numbers
from ivp.wording import plan as words
from ivp.wording.assessments import assessment_label

DOSSIER = Action("prioriteiten", "Bekijk het dossier")
ADOPT = Action("bewerken", "Neem op in het plan")
VERDICT = "verdict"
_SHOWN_CONTEXT = 2


def plan_matrix(
    groups: Sequence[Group],
    facts: Sequence[Fact],
    areas: Sequence[Area],
    *,
    title: str,
    source: str,
    palette: Palette,
    chosen: str = "",
    editing: bool = False,
) -> Chart:
    """A section per group: priorities with the outcome in every area where they hold and their figures under them;
    where a level has none, what is computed; what has no figure put away in one line.

    `facts`: one period per indicator. Row keys are 'priority', 'priority/indicator' and for what is computed
    'area/indicator'. `chosen`: the code of the gemeente whose column stands out. `editing` offers to adopt.
    """
    columns = matrix_columns(areas, wider=())
    by_place = facts_by_place(facts)
    drawn = _Drawing(columns, by_place, editing)
    sections = [drawn.section(group, areas) for group in groups]
    cells = [cell for section in sections for row in section.rows for cell in row.cells if row.kind != "priority"]
    indicators = {one.id: one for group in groups for one in _indicators(group)}
    outcomes = {outcome for group in groups for one in group.documented for outcome in one.outcomes}
    entries = [*(legend(list(indicators.values()), cells) if cells else []), *_verdicts(outcomes)]
    count = sum(len(group.documented) for group in groups)
    subject = f"{numbers.counted(count, 'prioriteiten')} op vier niveaus naar gebied, met hun cijfers"
    return Chart(
        kind="matrix", spec=matrix_spec(title, columns, sections, entries, palette, chosen), title=title,
        subtitle=subject, source=source, alt=alt_text("Tabel", subject, title),
        twin=partial(_table, groups, columns, by_place), name="ivp-matrix",
    )  # fmt: skip


def _indicators(group: Group) -> list[Indicator]:
    shown = [one for item in group.documented for one in item.indicators]
    return [*shown, *(one.indicator for one in group.computed)]


class _Drawing:
    """The rows of every group; what they share."""

    def __init__(self, columns: Sequence[Column], by_place: ByPlace, editing: bool) -> None:
        self.columns = columns
        self.by_place = by_place
        self.editing = editing

    def section(self, group: Group, areas: Sequence[Area]) -> Section:
        label = words.group_label(group.level, group.area)
        if not group.documented and group.level != PlanLevel.LOKAAL:
            rows = tuple(self._computed(group, one) for one in group.computed)
            note = words.computed_note(bool(rows))
            return Section(label, rows, note, words.COMPUTED_BADGE if rows else "")
        rows = tuple(row for one in group.shown for row in self._documented(one))
        away = [one.placed for one in group.put_away]
        folds = [Fold(words.put_away(group.level, away), tuple(map(words.priority_line, away)))] if away else []
        if group.level == PlanLevel.LOKAAL:
            folds += self._without_accent(group, areas)
        return Section(label, rows, folds=tuple(folds))

    def _without_accent(self, group: Group, areas: Sequence[Area]) -> list[Fold]:
        own = {one.placed.area.code for one in group.documented}
        names = [area.name for area in areas if area.level == "gemeente" and area.code not in own]
        return [Fold(words.without_accent(names), (words.HOW_TO_ADD,))] if names else []

    def _computed(self, group: Group, one: Computed) -> Row:
        row = indicator_row(one.indicator, self.columns, self.by_place)
        actions = (*row.actions, ADOPT) if self.editing else row.actions
        key = f"{group.area.code if group.area else ''}/{one.indicator.id}"
        return replace(row, key=key, note=f"{words.computed_reason(one.finding)} · {row.note}", actions=actions)

    def _documented(self, one: Documented) -> list[Row]:
        priority = one.placed.priority
        note = words.set_by(one.placed)
        if one.not_by_figures:
            text = self._context(one)
            row = Row(priority.id, priority.title, note, (DOSSIER,), (), "priority", badge="", text=text)
            return [replace(row, badge=assessment_label(Outcome.NOT_BY_FIGURES))]
        cells = tuple(_verdict(column, one.toets.get(column.area)) for column in self.columns)
        rows = [Row(priority.id, priority.title, note, (DOSSIER,), cells, "priority")]
        for indicator in one.indicators:
            row = indicator_row(indicator, self.columns, self.by_place)
            rows.append(replace(row, key=f"{priority.id}/{indicator.id}", inner=True))
        return rows

    def _context(self, one: Documented) -> str:
        """What is known all the same, of the largest area where the priority holds."""
        where = [column.area for column in reversed(self.columns) if column.area in one.toets]
        found = [item for item in one.indicators if item.detection == Detection.FOUND]
        facts = [self.by_place.get((item.id, where[0])) for item in found] if where else []
        known = [(item, fact) for item, fact in zip(found, facts, strict=False) if fact and fact.known]
        return words.found_by_looking([fact for _, fact in known[:_SHOWN_CONTEXT]],
                                      [item for item, _ in known[:_SHOWN_CONTEXT]])  # fmt: skip


def _verdict(column: Column, judged: Assessment | None) -> Cell:
    if judged is None:
        return Cell(column.area, "", fill=OUTSIDE, tone="", explain="")
    outcome = judged.outcome
    return Cell(column.area, words.short_outcome(outcome), VERDICT, "", words.toets_cell(judged), state=outcome.value)


def _verdicts(used: Collection[Outcome]) -> list[Entry]:
    return [
        Entry(f"{words.short_outcome(outcome)}: {assessment_label(outcome)}", VERDICT)
        for outcome in Outcome
        if outcome in used and outcome != Outcome.NOT_BY_FIGURES
    ]


def _table(groups: Sequence[Group], columns: Sequence[Column], by_place: Mapping[tuple[str, str], Fact]) -> Table:
    """Level, priority or computed subject, standing, then per area the outcome in words or the figure as text."""
    rows: list[tuple[str, ...]] = []
    for group in groups:
        level = words.group_label(group.level, group.area)
        for one in group.documented:
            priority = one.placed.priority
            own = [one.toets.get(column.area) for column in columns]
            told = (assessment_label(row.outcome) if row else "" for row in own)
            rows.append((level, priority.title, str(priority.standing), *told))
        for item in group.computed:
            found = [by_place.get((item.indicator.id, column.area)) for column in columns]
            told = (numbers.value(fact.value, item.indicator) if fact else numbers.NO_FIGURE for fact in found)
            rows.append((level, item.indicator.label, words.COMPUTED_BADGE, *told))
    return Table(("Niveau", "Prioriteit", "Status", *(column.name for column in columns)), tuple(rows))
