"""The tables of the page that evaluates a plan."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.models import Indicator
from ivp.export.tables import toets_per_year as toets_per_year
from ivp.facts import BaseChange
from ivp.figures.table import Table
from ivp.outcomes import Movement
from ivp.plan_facts import AssessmentPart, PlacedPriority
from ivp.web.page import Page
from ivp.web.plan.view import PlanView
from ivp.wording import numbers
from ivp.wording.assessments import assessment_label
from ivp.wording.labels import direction_label
from ivp.wording.movement import likes_clause
from ivp.wording.periods import date_text, period, span
from ivp.wording.plan import LEVEL_LABELS
from ivp.wording.sentences import comparison_clause


def base_and_end(page: Page, priority: str, area: str, year: int) -> Table:
    """Per linked indicator the base, the last figure and whether the change is more than chance; empty without any."""
    parts = page.store.assessment_parts(priority, area, year)
    known = [(part, page.known.by_id[part.indicator]) for part in parts if part.fact and part.fact.value is not None]
    return Table.of(
        {
            "Indicator": [one.label for _, one in known],
            "Begin": [_base(_shown(part), one) for part, one in known],
            "Laatste cijfer": [_last(part, one) for part, one in known],
            "Verandering": [_change(_shown(part)) for part, _ in known],
            "Vergeleken": [_compared(part, one) for part, one in known],
        }
    )


def _shown(part: AssessmentPart) -> BaseChange | None:
    """The base that is shown: 2019, or else the mean of 2020-2022."""
    moves = part.fact.moves if part.fact else None
    if moves is None:
        return None
    return moves.base if moves.base and moves.base.value is not None else moves.mean


def _base(base: BaseChange | None, indicator: Indicator) -> str:
    if base is None or base.value is None:
        return numbers.NO_FIGURE
    first, _, last = base.period.partition("-")
    text = f"gemiddelde van {span(first, last)}" if last else period(first)
    return f"{numbers.with_unit(base.value, indicator)} ({text})"


def _last(part: AssessmentPart, indicator: Indicator) -> str:
    fact = part.fact
    return f"{numbers.with_unit(fact.value, indicator)} ({period(fact.period)})" if fact else numbers.NO_FIGURE


def _change(base: BaseChange | None) -> str:
    return direction_label(base.outcome) if base and base.outcome != Movement.NONE else ""


def _compared(part: AssessmentPart, indicator: Indicator) -> str:
    """With whom, and what came of it: 'hoger dan de rest van het district (4,3)'."""
    fact = part.fact
    return (comparison_clause(fact, indicator) or likes_clause(fact, indicator)) if fact else ""


def decisions_table(page: Page, priorities: Sequence[PlacedPriority], area: str) -> Table:
    """Decisions about these priorities in an area, newest first."""
    titles = {one.priority.id: one.priority.title for one in priorities}
    rows = [row for row in page.store.decisions(area=area) if row.priority in titles]
    return Table.of(
        {
            "Datum": [date_text(row.decided) for row in rows],
            "Prioriteit": [titles[row.priority] for row in rows],
            "Besluit": [str(row.verdict) for row in rows],
            "Door": [str(row.body) for row in rows],
            "Toelichting": [row.text for row in rows],
        }
    )


def worksheet(page: Page, plan: PlanView, area: str) -> Table:
    """The priorities that hold in an area, then the computed candidates that are none yet, with an empty proposal."""
    toets = page.store.assessments(year=plan.year, areas=[area], priorities=plan.ids)
    outcome = {row.priority.id: assessment_label(row.outcome) for row in toets}
    rows = [
        (
            one.theme_label,
            one.priority.title,
            f"{LEVEL_LABELS[one.priority.level]}, {one.priority.standing}",
            outcome.get(one.priority.id, ""),
            "",
        )
        for one in plan.priorities
    ]
    rows += [
        (row.theme_label, "", "kandidaat, berekend uit de cijfers", "", "")
        for row in page.store.candidates(area)
        if row.rank and not row.documented
    ]
    return Table(("Thema", "Prioriteit", "Herkomst", "Toets", "Voorstel"), tuple(rows))
