"""Sentences about one figure, made from one fact by fixed rules, in plain Dutch (B1).

Titles over many facts are in `wording.titles`, words for outcomes in `wording.labels`, explanations of the rules in
`wording.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ivp.analysis.small_numbers import LEAST_PEOPLE
from ivp.catalog.models import Detection, Indicator, State, Statistic
from ivp.errors import UserError
from ivp.facts import Change, Fact
from ivp.outcomes import Direction, FindingKind, Movement, Outcome
from ivp.wording import facts, numbers, periods
from ivp.wording.areas import capital
from ivp.wording.labels import SIMILAR, direction_label, outcome_label
from ivp.wording.movement import likes_clause, moves_clause, told_by_likes

_MORE_CONTROLS = "Meer controles geven meer registraties: dit cijfer is niet goed of slecht."
_NO_PEOPLE = "het aantal inwoners is niet bekend"
_NO_RATE = {
    "few_people": f"hier wonen minder dan {LEAST_PEOPLE} mensen",
    "bedrijventerrein": "dit is een bedrijventerrein, hier wonen weinig mensen",
    "haven": "dit is een havengebied, hier wonen weinig mensen",
    "knooppunt": "dit is een verkeersknooppunt, hier wonen weinig mensen",
    "recreatiepark": "dit is een recreatiegebied, wie hier verblijft woont meestal elders",
}
_OLD = 2
_TABLE = re.compile(r"\d{5}[A-Za-z]{3}")


def cell(fact: Fact, indicator: Indicator) -> str:
    """The explanation of one cell of the matrix.

    Rule: figure with unit, period, count and margin; then the comparison, the place among similar municipalities, the
    movement, the change against a year before, and the reservations (few cases, provisional, found by looking), each
    only where there is one. Without a figure: why.
    """
    if fact.value is None:
        return _cell_without_value(fact, indicator)
    what = f"{facts.figure_with_unit(fact, indicator)} {periods.in_period(fact.period)}"
    first = f"{capital(facts.area(fact))}: {what}{facts.in_brackets(fact, indicator)}."
    parts = [
        first,
        _comparison(fact, indicator),
        _sentence(likes_clause(fact, indicator)),
        _sentence(moves_clause(fact, indicator)),
        _change(fact, indicator),
        "" if fact.moves else _trend(fact),
        *_reservations(fact, indicator),
    ]
    return " ".join(part for part in parts if part)


def _sentence(clause: str) -> str:
    return clause and f"{capital(clause)}."


def _cell_without_value(fact: Fact, indicator: Indicator) -> str:
    """Rule: a count without a rate says so; otherwise `missing` with the state of the fact."""
    if fact.numerator is None:
        return missing(indicator, facts.area(fact), fact.period, state=fact.state, source=fact.source)
    cases = numbers.count_cases(fact.numerator, facts.noun(indicator))
    told = [f"{capital(facts.area(fact))}: {cases} {periods.in_period(fact.period)}."]
    if indicator.statistic == Statistic.RATE:
        told.append(f"{capital(indicator.unit)} is niet te geven: {_NO_RATE.get(fact.no_rate, _NO_PEOPLE)}.")
    if fact.provisional:
        told.append("Voorlopig cijfer.")
    return " ".join(told)


def _comparison(fact: Fact, indicator: Indicator) -> str:
    """Rule: 'Dat is {outcome} dan {reference} ({figure})'; no difference: 'geen verschil dat telt met'; a
    figure that cannot be compared (no margin) only names the other; no reference: nothing.
    """
    if not fact.comparison or told_by_likes(fact):
        return ""
    against, outcome = facts.reference(fact), fact.outcome
    other = numbers.value(fact.comparison.value, indicator)
    if outcome == Outcome.NONE:
        return "" if other == numbers.NO_FIGURE else f"Ter vergelijking: {against} {other}."
    if outcome == Outcome.SIMILAR:
        return f"{capital(SIMILAR)} met {against} ({other})."
    return f"Dat is {outcome_label(outcome)} dan {against} ({other})."


def comparison_clause(fact: Fact, indicator: Indicator) -> str:
    """'hoger dan de rest van het district (42,0)', 'geen verschil dat telt met …'; empty without an outcome, and where
    the place among similar municipalities says it.
    """
    if not fact.comparison or fact.outcome == Outcome.NONE or told_by_likes(fact):
        return ""
    than = f"{facts.reference(fact)} ({numbers.value(fact.comparison.value, indicator)})"
    return f"{SIMILAR} met {than}" if fact.outcome == Outcome.SIMILAR else f"{outcome_label(fact.outcome)} dan {than}"


def _change(fact: Fact, indicator: Indicator) -> str:
    """Rule: up or down beyond chance: 'Daling van 10 % ten opzichte van 2023 (…), meer dan toeval'; the
    percentage only where there is one (30 cases or more); the same: no difference that counts."""
    change = fact.change
    if not change or change.outcome == Movement.NONE:
        return ""
    then = f"{periods.period(change.period)}{_previous(change, indicator)}"
    if change.outcome == Movement.SAME:
        return f"{capital(SIMILAR)} met {then}."
    by = f" van {numbers.rounded_percent(change.percent)}" if change.percent is not None else ""
    word = "Stijging" if change.outcome == Movement.UP else "Daling"
    return f"{word}{by} ten opzichte van {then}, meer dan toeval."


def _previous(change: Change, indicator: Indicator) -> str:
    if indicator.statistic == Statistic.RATE and change.numerator is not None:
        return f" ({numbers.count_cases(change.numerator)})"
    return "" if change.value is None else f" ({numbers.value(change.value, indicator)})"


def _trend(fact: Fact) -> str:
    """Rule: a direction over five points is named with its span; too few points are not mentioned in a cell."""
    trend = fact.trend
    if not trend or trend.direction == Direction.TOO_FEW:
        return ""
    return f"{capital(direction_label(trend.direction))} over vijf cijfers ({periods.span(trend.since, fact.period)})."


def _reservations(fact: Fact, indicator: Indicator) -> list[str]:
    """Rule: indicative below the indicator's minimum; provisional by state; a crime found by looking for it
    gets its warning only where a difference or change is named."""
    lines = []
    if fact.indicative:
        lines.append(f"Indicatief: minder dan {numbers.number(indicator.minimum)} gevallen, toeval weegt zwaar.")
    if fact.provisional:
        lines.append("Voorlopig cijfer.")
    if indicator.detection == Detection.FOUND and (fact.outcome.sign or fact.movement.sign):
        lines.append(_MORE_CONTROLS)
    return lines


def highlight(fact: Fact, indicator: Indicator, kind: FindingKind | None = None) -> str:
    """One or two sentences for the list Opvallend; empty when the fact has nothing of that kind.

    Rule: without `kind` the change beyond chance goes first, then the difference that counts, then the
    direction.
    """
    if not fact.known:
        return ""
    made = {
        FindingKind.CHANGE: _highlight_change,
        FindingKind.COMPARISON: _highlight_comparison,
        FindingKind.TREND: _highlight_trend,
    }
    sentences = (made[name](fact, indicator) for name in ([kind] if kind else made))
    found = next((sentence for sentence in sentences if sentence), "")
    looked_for = [_MORE_CONTROLS] if indicator.detection == Detection.FOUND else []
    return found and " ".join([found, *_short_reservations(fact), *looked_for])


def _short_reservations(fact: Fact) -> list[str]:
    few = "indicatief" if fact.indicative else ""
    early = "voorlopig" if fact.provisional else ""
    both = " en ".join(word for word in (early, few) if word)
    return [f"Het cijfer is {both}."] if both else []


def _highlight_change(fact: Fact, indicator: Indicator) -> str:
    """Rule: 'In X daalde {subject} van {then} in … naar {now} in …: {p} % minder, meer dan toeval.' Rates by
    their counts, other figures by their value and without a percentage."""
    change = fact.change
    if not change or not change.outcome.sign:
        return ""
    rate = indicator.statistic == Statistic.RATE
    if rate:
        then, now = numbers.number(change.numerator), numbers.number(fact.numerator)
    else:
        then, now = numbers.value(change.value, indicator), numbers.value(fact.value, indicator)
    verb, more = ("steeg", "meer") if change.outcome == Movement.UP else ("daalde", "minder")
    percentage = f": {numbers.rounded_percent(change.percent)} {more}" if rate and change.percent is not None else ""
    return (
        f"In {facts.area(fact)} {verb} {facts.subject(indicator)} van {then} {periods.in_period(change.period)} "
        f"naar {now} {periods.in_period(fact.period)}{percentage}, meer dan toeval."
    )


def _highlight_comparison(fact: Fact, indicator: Indicator) -> str:
    """Rule: '{Label} in X: {figure with unit} in {period}, in {reference} {figure}. Dat is {outcome}.'"""
    if not fact.comparison or not fact.outcome.sign:
        return ""
    other = numbers.value(fact.comparison.value, indicator)
    return (
        f"{indicator.label} in {facts.area(fact)}: {numbers.with_unit(fact.value, indicator)} "
        f"{periods.in_period(fact.period)}, in {facts.reference(fact)} {other}. "
        f"Dat is {outcome_label(fact.outcome)}."
    )


def _highlight_trend(fact: Fact, indicator: Indicator) -> str:
    """Rule: '{Label} in X: {direction} over vijf cijfers ({span}), tot {figure}.' Without such a direction the
    movement where there is one: '{Label} in X: {movement}, tot {figure}.'"""
    trend = fact.trend
    if not trend or not trend.direction.sign:
        return _highlight_moves(fact, indicator)
    figure = numbers.with_unit(fact.value, indicator)
    if fact.value is None:
        figure = numbers.count_cases(fact.numerator, facts.noun(indicator))
    return (
        f"{indicator.label} in {facts.area(fact)}: {direction_label(trend.direction)} over vijf cijfers "
        f"({periods.span(trend.since, fact.period)}), tot {figure} {periods.in_period(fact.period)}."
    )


def _highlight_moves(fact: Fact, indicator: Indicator) -> str:
    if not fact.arrow.sign or fact.value is None:
        return ""
    figure = f"{numbers.with_unit(fact.value, indicator)} {periods.in_period(fact.period)}"
    return f"{indicator.label} in {facts.area(fact)}: {moves_clause(fact, indicator)}, tot {figure}."


def missing(
    indicator: Indicator,
    area_name: str,
    period: str,
    nearest_period: str | None = None,
    state: State = State.UNKNOWN,
    source: str = "",
) -> str:
    """Why there is no figure and what would fill it; `source` is the table, where it is not that of the indicator.

    Rule: by state. Unknown: no table is said to have it, and for a survey only one with enough answers in the area
    fills it; not fetched: a refresh does; withheld and not applicable: nothing does. Then the nearest period that has
    a figure.
    """
    where = f"{capital(area_name)}, {periods.period(period)}" if period else capital(area_name)
    table = _table_name(source or indicator.source)
    if state == State.WITHHELD:
        why = f"De bron ({table}) publiceert dit cijfer niet."
    elif state == State.NOT_APPLICABLE:
        why = "Dit cijfer is hier niet van toepassing."
    elif state == State.NOT_FETCHED:
        why = f"Nog niet opgehaald. {capital(table)} heeft dit cijfer; een verversing vult het."
    elif indicator.statistic == Statistic.SURVEY and _TABLE.fullmatch(indicator.source):
        why = f"Geen open cijfer. Alleen een enquête met genoeg antwoorden in dit gebied vult dit ({table})."
    else:
        why = f"Geen open cijfer in {table}."
    nearest = f" Het dichtstbijzijnde cijfer is van {periods.period(nearest_period)}." if nearest_period else ""
    return f"{where}: {why[:1].lower() + why[1:]}{nearest}"


def age(year: int, today: int, newest: int | None) -> str:
    """How old the newest figure here is, from two years on: 'Dit is het nieuwste open cijfer; het is zeven jaar oud.'

    `newest`: the last year that a table is said to publish; None where nothing is said.
    """
    years = today - year
    if years < _OLD:
        return ""
    old = f"{numbers.word(years)} jaar oud"
    if newest == year:
        return f"Dit is het nieuwste open cijfer; het is {old}."
    more = " De bron heeft nieuwere cijfers." if newest is not None and newest > year else ""
    return f"Het nieuwste cijfer in dit dashboard is {old}.{more}"


def _table_name(source: str) -> str:
    return f"tabel {source}" if _TABLE.fullmatch(source) else f"bron {source}"


def source_line(
    table: str, publisher: str, retrieved: date | str, period: str = "", *, provisional: bool = False
) -> str:
    """'Bron: Politie, tabel 47013NED · 2024 · opgehaald 24 november 2026 · voorlopige cijfers'.

    `table` is a table number or a title; `period` is a period or a text made with `periods.span`; empty:
    left out.
    """
    name = f"tabel {table}" if _TABLE.fullmatch(table) else table
    try:
        when = periods.period(period) if period else ""
    except UserError:
        when = period
    fetched = f"opgehaald {periods.date_text(retrieved)}" if retrieved else ""
    parts = [f"Bron: {publisher}, {name}", when, fetched]
    return " · ".join([part for part in parts if part] + (["voorlopige cijfers"] if provisional else []))


def joined_sources(lines: Sequence[str]) -> str:
    """Some source lines as one: what they all end with is said once, and so is what some of them end with; 'Bron'
    becomes 'Bronnen'."""
    if len(lines) < 2:
        return "".join(lines)
    parts = [line.removeprefix("Bron: ").split(" · ") for line in lines]
    shared: list[str] = []
    while all(len(part) > 1 and part[-1] == parts[0][-1] for part in parts):
        shared.insert(0, parts[0][-1])
        parts = [part[:-1] for part in parts]
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, *end in parts:
        alike.setdefault(tuple(end), []).append(name)
    told = [" · ".join(["; ".join(names), *end]) for end, names in alike.items()]
    return " · ".join(["Bronnen: " + "; ".join(told), *shared])
