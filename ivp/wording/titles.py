"""Titles that say the finding, made from many facts by fixed rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ivp.catalog.models import Indicator, Level, Polarity, Statistic
from ivp.facts import Fact, FunnelLimit, YearToDate
from ivp.outcomes import Direction, Good, Measure, Movement, Outcome, good
from ivp.wording import areas, funnel, numbers, periods
from ivp.wording import facts as fact_words
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.groups import FUNNEL, Groups, grouped, groups_sentence
from ivp.wording.labels import direction_label, outcome_label
from ivp.wording.movement import line_words


def _latest(facts: Sequence[Fact], indicator: Indicator) -> list[Fact]:
    """The facts of the indicator that belong to the catalog, of the latest period with a figure."""
    own = [fact for fact in facts if fact.indicator == indicator.id and fact.area.inside]
    latest = max((fact.period for fact in [one for one in own if one.known] or own), default="")
    return [fact for fact in own if fact.period == latest]


def _of_one_level(facts: Sequence[Fact]) -> list[Fact]:
    """Those of the level that a title is about: gemeente where there are any, else the level with most areas."""
    levels = Counter(fact.area.level for fact in facts)
    wanted = max(levels, key=lambda level: (level == Level.GEMEENTE, levels[level]), default=None)
    return [fact for fact in facts if fact.area.level == wanted]


def _position(facts: Sequence[Fact], indicator: Indicator) -> str:
    """Which areas of one level are higher and lower than what they are held against, in small letters."""
    rows = _of_one_level(_latest(facts, indicator))
    if not rows:
        return f"er is nog geen open cijfer over {fact_words.label_inside(indicator)}"
    plural = areas.plural(rows[0].area.level)
    if not any(fact.known for fact in rows):
        return f"voor de {plural} is er nog geen open cijfer"
    return groups_sentence(grouped(rows), plural, _shared_reference(rows))


def _shared_reference(facts: Sequence[Fact]) -> str:
    """What all were held against: 'de rest van het district'; of several 'de rest van hun basisteam'; none: empty."""
    compared = {fact.comparison.reference.code: fact for fact in facts if fact.comparison}
    if not compared:
        return ""
    first = next(iter(compared.values()))
    if len(compared) == 1:
        return fact_words.reference(first)
    own = fact_words.reference(first, short=True).split(" ", 1)[-1]
    return f"de rest van hun {own}" if first.comparison and first.comparison.rest else f"hun {own}"


def comparison_title(facts: Sequence[Fact], indicator: Indicator) -> str:
    """'Fietsdiefstal: Roosendaal ligt hoger dan de rest van het district, de zes kleinere gemeenten lager'.

    Rule: after the label the municipalities with a difference that counts, by side, furthest from the reference first;
    more than three are counted. 'Kleinere' or 'grotere' only when the denominators say so for every one
    of them. Then those without a difference, and those without a figure.
    """
    return f"{indicator.label}: {_position(facts, indicator)}"


def map_title(facts: Sequence[Fact], indicator: Indicator, measure: Measure = Measure.VALUE, within: str = "") -> str:
    """The finding on a map of one level; `within` is the name of the gemeente that it is limited to.

    Rule: `COUNT` names the two areas with most cases, with count and period; `TREND` counts the areas with a
    rising and a falling line; the others say who lies above and below the reference.
    """
    subject = f"{indicator.label} in {within}" if within else indicator.label
    if measure == Measure.COUNT:
        return f"{subject}: {_most_cases(_of_one_level(_latest(facts, indicator)))}"
    if measure == Measure.TREND:
        return f"{subject}: {_directions(_of_one_level(_latest(facts, indicator)))}"
    return f"{subject}: {_position(facts, indicator)}"


def map_in_numbers(facts: Sequence[Fact], indicator: Indicator, measure: Measure = Measure.VALUE) -> str:
    """The finding on a map that stands beside other charts of the same indicator: 'X op de kaart: twee gemeenten liggen
    hoger dan de rest van het district, vijf lager, één zonder verschil dat telt'.

    Rule: as `map_title`, but areas on either side are counted, because the map says which they are.
    """
    groups = grouped(_of_one_level(_latest(facts, indicator)))
    finding = map_title(facts, indicator, measure).removeprefix(f"{indicator.label}: ")
    if measure in (Measure.VALUE, Measure.DIFFERENCE) and (groups.above or groups.below):
        finding = _counted_sides(groups, facts, indicator)
    return f"{indicator.label} op de kaart: {finding}"


def _counted_sides(groups: Groups, facts: Sequence[Fact], indicator: Indicator) -> str:
    rows = _of_one_level(_latest(facts, indicator))
    plural, against = areas.plural(rows[0].area.level), _shared_reference(rows)
    parts: list[str] = []
    for group, side in ((groups.above, "hoger"), (groups.below, "lager")):
        if group:
            verb = "ligt" if len(group) == 1 else "liggen"
            who = numbers.counted(len(group), plural)
            parts.append(f"{numbers.word(len(group))} {side}" if parts else f"{who} {verb} {side} dan {against}")
    others = (
        (groups.similar, "zonder verschil dat telt"),
        (groups.uncompared, "niet te vergelijken"),
        (groups.missing, "zonder cijfer"),
    )
    parts += [f"{numbers.word(len(group))} {what}" for group, what in others if group]
    return ", ".join(parts)


def _directions(rows: Sequence[Fact]) -> str:
    counts = Counter(fact.direction for fact in rows)
    if len(rows) == counts[Direction.TOO_FEW]:
        return "te weinig cijfers voor een trend (vijf jaren nodig)"
    plural = areas.plural(rows[0].area.level)
    parts = [
        f"in {numbers.counted(counts[direction], plural)} een {direction_label(direction)}"
        for direction in (Direction.RISING, Direction.FALLING)
        if counts[direction]
    ]
    return enumerate_names(parts) or f"in geen van de {plural} een duidelijke richting"


def _most_cases(rows: Sequence[Fact]) -> str:
    """Rule: the areas with the largest two counts above zero; where equal counts make that more than three
    areas, none of them is named.
    """
    counted = [(fact.numerator, fact) for fact in rows if fact.numerator is not None]
    if not counted:
        return "geen open aantallen"
    period = periods.in_period(rows[0].period)
    cases = sorted((one for one in counted if one[0] > 0), key=lambda one: -one[0])
    if not cases:
        return f"geen enkel geval {period}"
    least = min(count for count, _ in cases[:2])
    named = [one for one in cases if one[0] >= least]
    if len(named) > 3:
        return f"geen gebied springt eruit {period}"
    names = [f"{fact_words.area(fact)} ({numbers.number(count)})" for count, fact in named]
    return f"de meeste gevallen {period} in {enumerate_names(names)}"


def funnel_title(facts: Sequence[Fact], indicator: Indicator, limits: Sequence[FunnelLimit]) -> str:
    """Which municipalities lie outside the funnel of chance round the rate of all municipalities.

    Rule: outside the firm limits at their own number of inhabitants (`funnel.limit_at`) is above or below, inside is
    no difference that counts.
    """
    rows = [fact for fact in _latest(facts, indicator) if fact.area.level == Level.GEMEENTE and _placed(fact)]
    if not rows or not limits:
        return f"{indicator.label}: geen cijfers voor een trechter"

    def judged(fact: Fact) -> tuple[Outcome, float]:
        size, value = fact.denominator or 0.0, fact.value or 0.0
        outcome = funnel.outcome_at(value, funnel.limit_at(limits, size))
        return outcome if outcome.firm else Outcome.SIMILAR, abs(value - limits[0].target)

    groups = grouped(rows, judged=judged)
    if not groups.above and not groups.below:
        return f"{indicator.label}: alle gemeenten liggen binnen de trechter"
    return f"{indicator.label}: {groups_sentence(groups, 'gemeenten', 'de trechter', FUNNEL)}"


def _placed(fact: Fact) -> bool:
    return fact.value is not None and fact.denominator is not None


def trend_title(facts: Sequence[Fact], indicator: Indicator) -> str:
    """What one area shows over time, from its last figure.

    Rule: a change beyond chance against a year before goes first ('In Roosendaal daalde het aantal
    misdrijven tussen 2023 en 2024, meer dan toeval'), else that it did not; then, for years, the
    direction over five points, or how many points there are. The last year decides; earlier ones are only
    in the trend.
    """
    rows = [fact for fact in facts if fact.indicator == indicator.id and fact.known]
    if not rows:
        name = f" in {fact_words.area(facts[0])}" if facts else ""
        return f"Geen open cijfers over {fact_words.label_inside(indicator)}{name}"
    last = max(rows, key=lambda fact: fact.period)
    what, subject = fact_words.area(last), fact_words.subject(indicator)
    between = f"tussen {periods.period(last.change.period)} en {periods.period(last.period)}" if last.change else ""
    trend = _trend_words(last)
    if last.movement.sign:
        verb = "steeg" if last.movement == Movement.UP else "daalde"
        change = f"In {what} {verb} {subject} {between}, meer dan toeval"
    elif last.movement == Movement.SAME:
        change = f"In {what} veranderde {subject} niet meer dan toeval {between}"
    elif trend:
        return f"{indicator.label} in {what}: {trend}"
    else:
        when = periods.in_period(last.period)
        return f"{indicator.label} in {what} {when}: nog niets om mee te vergelijken"
    return f"{change}; {trend}" if trend else change


def year_to_date_title(row: YearToDate, indicator: Indicator) -> str:
    """'Roosendaal: 37 in januari tot en met mei 2026, 45 in dezelfde maanden van 2025; niet meer dan toeval'.

    Rule: both counts, then the percentage where 30 cases or more allow one, and whether it is more than chance.
    """
    year, months = row.period[:4], periods.months_so_far(row.period)
    now, then = numbers.number(row.numerator), numbers.number(row.previous)
    share = ""
    if row.outcome.sign and row.percent is not None:
        share = f"{numbers.rounded_percent(row.percent)} {'meer' if row.percent > 0 else 'minder'}, "
    chance = "meer dan toeval" if row.outcome.sign else "niet meer dan toeval"
    return (
        f"{capital(areas.place(row.area))}: {now} {fact_words.noun(indicator)} in {months} {year}, {then} in dezelfde "
        f"maanden van {int(year) - 1}; {share}{chance}"
    )


def _trend_words(last: Fact) -> str:
    """Rule: yearly figures only; 'dalende lijn over vijf jaar (2020–2024)' where the five are successive years, said as
    in every other sentence about the line (`line_words`).
    """
    trend = last.trend
    if not trend or last.monthly:
        return ""
    if trend.direction == Direction.TOO_FEW:
        return f"te weinig punten voor een trend ({trend.points} van de 5 jaren)" if 0 < trend.points < 5 else ""
    over = "vijf jaar" if last.year - int(trend.since[:4]) == 4 else "vijf cijfers"
    return f"{line_words(last)} over {over} ({periods.span(trend.since, last.period)})"


def profile_title(facts: Sequence[Fact], indicators: Sequence[Indicator]) -> str:
    """'Roosendaal: 4 indicatoren ongunstiger dan de rest van het district, 2 gunstiger, 6 zonder verschil dat telt'.

    `facts` are facts of one area, one an indicator. Rule: of `indicators` count what is unfavourable and favourable,
    what is higher or lower without a good side, and what does not differ; groups of nothing are left out; nothing
    compared says so.
    """
    polarity = {one.id: one.polarity for one in indicators}
    rows = [fact for fact in facts if fact.indicator in polarity]
    if not rows:
        return "Geen open cijfers"
    name, against = capital(fact_words.area(rows[0])), _shared_reference(rows)
    compared = [fact for fact in rows if fact.outcome != Outcome.NONE]
    if not compared:
        return f"{name}: geen enkel cijfer is te vergelijken{' met ' + against if against else ''}"
    counts = Counter(_verdict(fact, polarity[fact.indicator]) for fact in compared)
    neutral = " (niet goed of slecht)"
    words = (("ongunstiger", f" dan {against}", ""), ("gunstiger", f" dan {against}", ""),
             ("hoger", f" dan {against}", neutral), ("lager", f" dan {against}", neutral),
             ("zonder verschil dat telt", f" met {against}", ""))  # fmt: skip
    parts: list[str] = []
    for word, than, aside in words:
        if n := counts[word]:
            noun = "indicator" if n == 1 else "indicatoren"
            parts.append(f"{n} {word}{aside}" if parts else f"{n} {noun} {word}{than}{aside}")
    return f"{name}: {', '.join(parts)}"


def _verdict(fact: Fact, polarity: Polarity) -> str:
    judged = good(fact.outcome.sign, polarity)
    if not fact.outcome.sign:
        return "zonder verschil dat telt"
    direction = "hoger" if fact.outcome.sign > 0 else "lager"
    return {Good.UNFAVOURABLE: "ongunstiger", Good.FAVOURABLE: "gunstiger"}.get(judged, direction)


def survey_title(facts: Sequence[Fact], indicator: Indicator, area: str | None = None) -> str:
    """'Tevreden over …: 22,1 % in het district X, 27,8 % in Nederland (2019); het verschil is groter dan
    de marges'.

    Rule: about `area`, else the district, else the first area that is compared, else the first with a
    figure; without a comparison only its figure and margin.
    """
    rows = [fact for fact in _latest(facts, indicator) if fact.value is not None]
    if not rows:
        return f"{indicator.label}: geen open cijfer"
    fact = min(rows, key=lambda one: _rank_of_subject(one, area))
    own = f"{numbers.with_unit(fact.value, indicator)} in {fact_words.area(fact)}"
    year = periods.period(fact.period)
    if not fact.comparison or fact.outcome == Outcome.NONE:
        margin = numbers.interval(fact.lower, fact.upper, indicator)
        return f"{indicator.label}: {own} ({year}; {f'marge {margin}' if margin else 'schatting zonder marge'})"
    other = f"{numbers.value(fact.comparison.value, indicator)} in {fact_words.reference(fact)}"
    same = fact.outcome == Outcome.SIMILAR
    verdict = "geen verschil dat telt" if same else "het verschil is groter dan de marges"
    if indicator.statistic != Statistic.SURVEY and not same:
        verdict = f"dat is {outcome_label(fact.outcome)}"
    return f"{indicator.label}: {own}, {other} ({year}); {verdict}"


def _rank_of_subject(fact: Fact, area: str | None) -> int:
    if fact.area.code == area:
        return 0
    if fact.outcome == Outcome.NONE:
        return 3
    return 1 if fact.area.level == Level.DISTRICT else 2
