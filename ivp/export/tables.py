"""The tables of a file about one area: every cell a text that the wording made, so that it reads as on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.models import Indicator, Polarity
from ivp.export.subject import Subject
from ivp.facts import Fact
from ivp.figures.base import area_label, shown_text
from ivp.figures.chart import Chart
from ivp.figures.table import Table
from ivp.outcomes import Movement
from ivp.plan_facts import Assessment, PlacedPriority
from ivp.wording import facts as words
from ivp.wording import numbers
from ivp.wording.areas import capital
from ivp.wording.assessments import assessment_label
from ivp.wording.labels import direction_label, outcome_label, verdict
from ivp.wording.periods import period
from ivp.wording.plan import LEVEL_LABELS

_UP_AND_DOWN = {1: "▲ ", -1: "▼ "}


def figures_table(pairs: Sequence[tuple[Fact, Indicator]]) -> Table:
    """One row per figure: what, when, the figure, what it is held against, the outcome and the change."""
    references = {words.reference(fact) for fact, _ in pairs if fact.comparison and fact.comparison.value is not None}
    one_for_all = len(references) == 1
    return Table.of(
        {
            "Indicator": [f"{one.label}, {one.unit}" for _, one in pairs],
            "Periode": [period(fact.period) for fact, _ in pairs],
            "Cijfer (aantal)": [with_reservations(*pair) for pair in pairs],
            numbers.MARGIN: [numbers.interval(f.lower, f.upper, one, like=f.value) for f, one in pairs],
            capital(min(references)) if one_for_all else "Vergelijking": [
                _against(*pair, named=not one_for_all) for pair in pairs
            ],
            "Uitkomst": [outcome_text(fact, one.polarity) for fact, one in pairs],
            "Verandering": [_movement(fact) for fact, _ in pairs],
        }
    )


def with_reservations(fact: Fact, indicator: Indicator) -> str:
    """'0,38 (10), indicatief, voorlopig'."""
    told = [("indicatief", fact.indicative), (numbers.state_label(fact.state), fact.provisional)]
    return ", ".join([shown_text(fact, indicator), *(word for word, so in told if so)])


def _against(fact: Fact, indicator: Indicator, *, named: bool) -> str:
    """'42,1', or with its name '42,1 (de rest van het district)'; empty without a figure to hold it against."""
    if fact.comparison is None or fact.comparison.value is None:
        return ""
    figure = numbers.value(fact.comparison.value, indicator)
    return f"{figure} ({words.reference(fact)})" if named else figure


def outcome_text(fact: Fact, polarity: Polarity = Polarity.NONE) -> str:
    """'▲ duidelijk hoger (ongunstig)'; the judgement only with a polarity, and nothing without a figure."""
    if fact.value is None:
        return ""
    judged = verdict(fact.outcome, polarity)
    sign = _UP_AND_DOWN.get(fact.outcome.sign, "")
    return f"{sign}{outcome_label(fact.outcome)}" + (f" ({judged})" if judged != "neutraal" else "")


def _movement(fact: Fact) -> str:
    """'daling, meer dan toeval (sinds 2023)'; empty where there is nothing to hold it against."""
    if fact.change is None or fact.movement == Movement.NONE:
        return ""
    return f"{direction_label(fact.movement)} (sinds {period(fact.change.period)})"


def own_figures(subject: Subject) -> Table:
    """The last figures of the area on the indicators of the matrix; those without any figure are left to `without`."""
    return figures_table([(fact, subject.by_id[id]) for id, fact in _in_order(subject) if fact.known])


def without_figures(subject: Subject) -> list[str]:
    """The indicators of the matrix that have no figure here, with the word for why."""
    return [
        f"{subject.by_id[id].label} ({shown_text(fact, subject.by_id[id])})"
        for id, fact in _in_order(subject)
        if not fact.known
    ]


def _in_order(subject: Subject) -> list[tuple[str, Fact]]:
    ordered = sorted(subject.leading, key=lambda one: one.order or 0)
    return [(one.id, subject.own[one.id]) for one in ordered if one.id in subject.own]


def priorities_table(subject: Subject) -> Table:
    """The priorities that hold here, nearest level first, with the outcome of the toets in words."""
    rows = [one.priority for one in subject.plan.priorities] if subject.plan else []
    judged = [subject.judged(row.id) for row in rows]
    return Table.of(
        {
            "Niveau": [LEVEL_LABELS[row.level] for row in rows],
            "Prioriteit": [row.title for row in rows],
            "Toets": [assessment_label(one.outcome) if one else "" for one in judged],
            "Status": [str(row.standing) for row in rows],
        }
    )


def toets_per_year(priorities: Sequence[PlacedPriority], toets: Sequence[Assessment]) -> Table:
    """One row per priority, one column per year: the outcome in words."""
    outcome = {(row.priority.id, row.year): assessment_label(row.outcome) for row in toets}
    rows = [one.priority for one in priorities]
    return Table.of(
        {
            "Niveau": [LEVEL_LABELS[row.level] for row in rows],
            "Prioriteit": [row.title for row in rows],
            **{
                str(year): [outcome.get((row.id, year), "") for row in rows]
                for year in sorted({row.year for row in toets})
            },
        }
    )


def map_table(chart: Chart, most: int = 10) -> Table:
    """What stands beside a map: its areas with figure and outcome, those with most cases where there are many."""
    pairs = [(fact, part.indicator) for part in chart.shown for fact in part.facts]
    if len(pairs) > most:
        pairs = sorted(pairs, key=lambda pair: -(pair[0].numerator or 0.0))[:most]
    return Table.of(
        {
            "Gebied": [area_label(fact.area) for fact, _ in pairs],
            "Cijfer (aantal)": [with_reservations(*pair) for pair in pairs],
            "Uitkomst": [outcome_text(fact) for fact, _ in pairs],
        }
    )
