"""Titles about the months of one area, made from its facts by fixed rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ivp.catalog.models import Indicator, Level
from ivp.facts import Fact
from ivp.outcomes import Movement
from ivp.wording import areas, numbers, periods
from ivp.wording import facts as fact_words
from ivp.wording.areas import capital

LAST = 12
_ONE_MONTH = {
    Movement.UP: "meer dan een jaar eerder",
    Movement.DOWN: "minder dan een jaar eerder",
    Movement.SAME: "geen verandering die telt",
}


def last_twelve(facts: Sequence[Fact]) -> list[Fact]:
    """Those of the twelve months up to the last one with a figure, ascending; months without a fact are left out."""
    known = [fact.period for fact in facts if fact.known]
    if not known:
        return []
    wanted = set(periods.months_until(max(known), LAST))
    return sorted((fact for fact in facts if fact.period in wanted), key=lambda fact: fact.period)


def figure(fact: Fact) -> float | None:
    """The count of a month; of a figure that is no count the figure itself."""
    return fact.value if fact.numerator is None else fact.numerator


def calendar_title(facts: Sequence[Fact], indicator: Indicator) -> str:
    """'Fietsdiefstal in Roosendaal: van 12 (juli 2024) tot 98 (december 2013) per maand'.

    Rule: the lowest and the highest month; where more months share it, the number alone.
    """
    known = [(amount, fact.period) for fact in facts if (amount := figure(fact)) is not None]
    if not known:
        where = f" in {fact_words.area(facts[0])}" if facts else ""
        return f"{indicator.label}{where}: geen open cijfer per maand"
    low, high = (pick(amount for amount, _ in known) for pick in (min, max))
    reach = _end(known, low) if low == high else f"van {_end(known, low)} tot {_end(known, high)}"
    return f"{indicator.label} in {fact_words.area(facts[0])}: {reach} per maand"


def _end(known: Sequence[tuple[float, str]], amount: float) -> str:
    months = [period for other, period in known if other == amount]
    text = numbers.number(amount, 0 if float(amount).is_integer() else 2)
    return f"{text} ({periods.period(months[0])})" if len(months) == 1 else text


def twelve_months_title(facts: Sequence[Fact], indicator: Indicator) -> str:
    """'Fietsdiefstal in Roosendaal: 402 in de twaalf maanden tot en met mei 2026, 431 in de twaalf maanden ervoor'.

    Rule: the two sums, without a judgement; only where all twelve months are known. `facts` are of one area.
    """
    about = f"{indicator.label} in {fact_words.area(facts[0])}" if facts else indicator.label
    counts = {fact.period: fact.numerator for fact in facts if fact.numerator is not None}
    if not counts:
        return f"{about}: geen open cijfer per maand"
    months = periods.months_until(max(counts), 2 * LAST)
    now, before = _sum(counts, months[LAST:]), _sum(counts, months[:LAST])
    if now is None:
        return f"{about}: niet alle laatste twaalf maanden zijn bekend"
    told = f"{about}: {numbers.number(now)} in de twaalf maanden tot en met {periods.period(max(counts))}"
    return told if before is None else f"{told}, {numbers.number(before)} in de twaalf maanden ervoor"


def _sum(counts: Mapping[str, float], months: Sequence[str]) -> float | None:
    return sum(counts[month] for month in months) if all(month in counts for month in months) else None


def same_months_title(facts: Sequence[Fact]) -> str:
    """'Roosendaal: in twee van de laatste twaalf maanden meer dan een jaar eerder, in één minder'.

    Rule: of the last twelve months those that can be compared, by a change beyond chance; one month is told alone.
    `facts` are of one area.
    """
    outcomes = [fact.movement for fact in last_twelve(facts) if fact.movement != Movement.NONE]
    name = capital(fact_words.area(facts[0])) if facts else ""
    if not outcomes:
        return f"{name}: geen maanden om met een jaar eerder te vergelijken".removeprefix(": ")
    if len(outcomes) == 1:
        return f"{name}: in de enige maand die te vergelijken is, {_ONE_MONTH[outcomes[0]]}"
    up, down = outcomes.count(Movement.UP), outcomes.count(Movement.DOWN)
    of = f"van de laatste {numbers.counted(len(outcomes), 'maanden')}"
    if not up and not down:
        return f"{name}: in geen {of} een verandering die telt, vergeleken met een jaar eerder"
    parts = [f"in {numbers.word(n)} {of if first else ''}".rstrip() + f" {words}" for n, first, words in (
        (up, True, "meer dan een jaar eerder"),
        (down, not up, "minder" if up else "minder dan een jaar eerder"),
    ) if n]  # fmt: skip
    return f"{name}: {', '.join(parts)}"


def last_year_sentence(cases: float, indicator: Indicator, until: str, place: int, among: int, level: Level) -> str:
    """'134 misdrijven in de twaalf maanden tot en met april 2026; 3e van de zeven wijken, van hoog naar laag.'

    Rule: the count, and its place among the areas of its level in the gemeente with twelve known months; equal counts
    share the higher place.
    """
    counted = numbers.count_cases(cases, fact_words.noun(indicator))
    where = f"{numbers.number(place)}e van de {numbers.counted(among, areas.plural(level))}, van hoog naar laag"
    told = f"; {where}" if among > 1 else ""
    return f"{counted} in de twaalf maanden tot en met {periods.period(until)}{told}."
