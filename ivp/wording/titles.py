"""Titles that say the finding, made from many rows of the fact frame by fixed rules."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from ivp.catalog.models import Indicator, Statistic
from ivp.wording import areas, facts, numbers, periods
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.groups import Groups, grouped, groups_sentence
from ivp.wording.labels import direction_label, outcome_label

MapMeasure = Literal["rate", "count", "difference", "trend"]


def _of(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of the indicator that belong to the catalog, of the latest period with a figure."""
    rows = frame[frame["indicator"] == indicator.id]
    if "inside" in rows:
        rows = rows[rows["inside"].astype(bool)]
    with_figure = rows[rows["value"].notna() | rows["numerator"].notna()]
    latest = (with_figure if len(with_figure) else rows)["period"].max()
    chosen: pd.DataFrame = rows[rows["period"] == latest]
    return chosen


def _smallest_level(rows: pd.DataFrame) -> str:
    """The level that a title is about: gemeente where there are any, else the level with most areas."""
    levels = rows["level"].value_counts()
    return "gemeente" if "gemeente" in levels else str(levels.index[0])


def _position(frame: pd.DataFrame, indicator: Indicator) -> str:
    """Which areas of one level lie above and below their reference, in small letters."""
    rows = _of(frame, indicator)
    if rows.empty:
        return f"er is nog geen open cijfer over {facts.label_inside(indicator)}"
    level = _smallest_level(rows)
    rows = rows[rows["level"] == level]
    plural = areas.plural(level)
    if not (rows["value"].notna() | rows["numerator"].notna()).any():
        return f"voor de {plural} is er nog geen open cijfer"
    return groups_sentence(grouped(rows), plural, _shared_reference(rows))


def _shared_reference(rows: pd.DataFrame) -> str:
    """The reference of all rows: 'het district'; several of one level: 'hun basisteam'; none: empty."""
    if "reference" not in rows:
        return ""
    references = [row for row in rows.to_dict("records") if facts.reference(row)]
    if not references:
        return ""
    names = {facts.reference(row, short=True): row for row in references}
    codes = {row["reference"] for row in references}
    name = next(iter(names))
    return name if len(codes) == 1 else f"hun {name.split(' ', 1)[-1]}"


def headline_overview(frame: pd.DataFrame, indicator: Indicator) -> str:
    """'Roosendaal en Bergen op Zoom liggen boven het district, de zes kleinere gemeenten eronder'.

    Rule: the municipalities with a difference that counts, by side, furthest from the reference first;
    more than three are counted. 'Kleinere' or 'grotere' only when the denominators say so for every one
    of them. Then those without a difference, and those without a figure.
    """
    return capital(_position(frame, indicator))


def comparison_title(frame: pd.DataFrame, indicator: Indicator) -> str:
    """'Fietsdiefstal: Roosendaal ligt boven het district, …'. Rule: `headline_overview` after the label."""
    return f"{indicator.label}: {_position(frame, indicator)}"


def map_title(frame: pd.DataFrame, indicator: Indicator, measure: MapMeasure = "rate") -> str:
    """The finding on a map of one level.

    Rule: 'count' names the two areas with most cases, with count and period; 'trend' counts the areas with a
    rising and a falling line; 'rate' and 'difference' say who lies above and below the reference.
    """
    if measure not in ("count", "trend"):
        return comparison_title(frame, indicator)
    rows = _of(frame, indicator)
    rows = rows[rows["level"] == _smallest_level(rows)] if len(rows) else rows
    if measure == "count":
        return _most_cases(rows, indicator)
    plural = areas.plural(str(rows["level"].iloc[0])) if len(rows) else "gebieden"
    rising, falling = (int((rows["direction"] == name).sum()) for name in ("rising", "falling"))
    if not (rows["direction"] != "too_few").any():
        return f"{indicator.label}: te weinig cijfers voor een trend (vijf jaren nodig)"
    if not rising and not falling:
        return f"{indicator.label}: in geen van de {plural} een duidelijke richting"
    parts = [
        f"in {numbers.counted(n, plural)} een {direction_label(name)}"
        for n, name in ((rising, "rising"), (falling, "falling"))
        if n
    ]
    return f"{indicator.label}: {enumerate_names(parts)}"


def _most_cases(rows: pd.DataFrame, indicator: Indicator) -> str:
    """Rule: the areas with the largest two counts above zero; where equal counts make that more than three
    areas, none of them is named.
    """
    if rows.empty or rows["numerator"].isna().all():
        return f"{indicator.label}: geen open aantallen"
    period = periods.in_period(rows["period"].iloc[0])
    cases = rows[rows["numerator"] > 0]
    if cases.empty:
        return f"{indicator.label}: geen enkel geval {period}"
    named = cases.astype({"numerator": float}).nlargest(2, "numerator", keep="all").to_dict("records")
    if len(named) > 3:
        return f"{indicator.label}: geen gebied springt eruit {period}"
    names = [f"{facts.area(row)} ({numbers.number(row['numerator'])})" for row in named]
    return f"{indicator.label}: de meeste gevallen {period} in {enumerate_names(names)}"


def funnel_title(frame: pd.DataFrame, indicator: Indicator, limits: pd.DataFrame) -> str:
    """Which municipalities lie outside the funnel of chance round the rate of all municipalities.

    `limits` is the reader's `funnel_limits`. Rule: outside the 99.8 % limits at their own number of
    inhabitants (linear between the points of the grid) is above or below, inside is no difference that
    counts.
    """
    rows = _of(frame, indicator)
    rows = rows[(rows["level"] == "gemeente") & rows["value"].notna() & rows["denominator"].notna()]
    if rows.empty or limits.empty:
        return f"{indicator.label}: geen cijfers voor een trechter"
    grid = limits.sort_values("denominator")
    size, value = rows["denominator"].to_numpy(float), rows["value"].to_numpy(float)
    low, high = (
        np.interp(size, grid["denominator"].to_numpy(float), grid[column].to_numpy(float))
        for column in ("lower_firm", "upper_firm")
    )
    outcome = np.where(value > high, "much_higher", np.where(value < low, "much_lower", "similar"))
    groups = grouped(rows.assign(outcome=outcome, difference=value - float(grid["target"].iloc[0])))
    if not groups.above and not groups.below:
        return f"{indicator.label}: alle gemeenten liggen binnen de trechter van toeval"
    return f"{indicator.label}: {groups_sentence(groups, 'gemeenten', 'de trechter', inside='binnen')}"


def trend_title(frame: pd.DataFrame, indicator: Indicator) -> str:
    """What one area shows over time, from its last figure.

    Rule: a change beyond chance against a year before goes first ('In Roosendaal daalde het aantal
    misdrijven tussen 2023 en 2024, meer dan toeval'), else that it did not; then, for years, the
    direction over five points, or how many points there are. The last year decides; earlier ones are only
    in the trend.
    """
    rows = frame[(frame["indicator"] == indicator.id) & (frame["value"].notna() | frame["numerator"].notna())]
    if rows.empty:
        name = f" in {facts.area(frame.iloc[0])}" if len(frame) else ""
        return f"Geen open cijfers over {facts.label_inside(indicator)}{name}"
    last = rows.sort_values("period").iloc[-1].to_dict()
    what, subject = facts.area(last), facts.subject(indicator)
    outcome, before = facts.text(last, "change_outcome", "none"), facts.text(last, "previous_period")
    between = f"tussen {periods.period(before)} en {periods.period(last['period'])}" if before else ""
    trend = _trend_words(last)
    if outcome in ("up", "down") and before:
        verb = "steeg" if outcome == "up" else "daalde"
        change = f"In {what} {verb} {subject} {between}, meer dan toeval"
    elif outcome == "same" and before:
        change = f"In {what} veranderde {subject} niet meer dan toeval {between}"
    elif trend:
        return f"{indicator.label} in {what}: {trend}"
    else:
        when = periods.in_period(last["period"])
        return f"{indicator.label} in {what} {when}: nog niets om mee te vergelijken"
    return f"{change}; {trend}" if trend else change


def year_to_date_title(row: facts.Fact, indicator: Indicator) -> str:
    """'Roosendaal: 37 in januari tot en met mei 2026, 45 in dezelfde maanden van 2025; niet meer dan toeval'.

    Rule: both counts, then the percentage where 30 cases or more allow one, and whether it is more than chance.
    """
    year = str(row["period"])[:4]
    months = periods.months_so_far(str(row["period"]))
    now, then = numbers.number(row["numerator"]), numbers.number(row["previous_numerator"])
    size = facts.known(row, "percent")
    moved = row["outcome"] in ("up", "down")
    share = (
        f"{numbers.rounded_percent(size)} {'meer' if size > 0 else 'minder'}, " if moved and size is not None else ""
    )
    chance = "meer dan toeval" if moved else "niet meer dan toeval"
    return (
        f"{capital(facts.area(row))}: {now} {facts.noun(indicator)} in {months} {year}, {then} in dezelfde maanden van "
        f"{int(year) - 1}; {share}{chance}"
    )


def _trend_words(last: facts.Fact) -> str:
    """Rule: yearly figures only; 'dalende lijn over vijf jaar (2020–2024)' where the five are successive
    years.
    """
    if not facts.is_yearly(last):
        return ""
    direction, first = facts.text(last, "direction", "too_few"), facts.text(last, "trend_from")
    if direction == "too_few" or not first:
        points = int(facts.known(last, "trend_points") or 0)
        return f"te weinig punten voor een trend ({points} van de 5 jaren)" if 0 < points < 5 else ""
    successive = int(str(last["period"])[:4]) - int(first[:4]) == 4
    over = "vijf jaar" if successive else "vijf cijfers"
    return f"{direction_label(direction)} over {over} ({periods.span(first, last['period'])})"


def profile_title(frame: pd.DataFrame, indicators: list[Indicator] | None = None) -> str:
    """'Roosendaal: 4 indicatoren hoger dan het district, 2 lager, 6 zonder verschil dat telt'.

    `frame` holds facts of one area, one row an indicator. Rule: count the outcomes by side; groups of
    nothing are left out; nothing compared says so. `indicators` limits which rows count.
    """
    rows = frame if indicators is None else frame[frame["indicator"].isin([item.id for item in indicators])]
    if rows.empty:
        return "Geen open cijfers"
    groups: Groups = grouped(rows, by="indicator")
    name, against = capital(facts.area(rows.iloc[0])), _shared_reference(rows)
    counts = [
        (len(groups.above), f"hoger dan {against}", "hoger"),
        (len(groups.below), f"lager dan {against}", "lager"),
        (len(groups.similar), f"zonder verschil dat telt met {against}", "zonder verschil dat telt"),
    ]
    parts: list[str] = []
    for n, first, later in counts:
        if n:
            noun = "indicator" if n == 1 else "indicatoren"
            parts.append(f"{n} {later}" if parts else f"{n} {noun} {first}")
    if not parts:
        return f"{name}: geen enkel cijfer is te vergelijken{' met ' + against if against else ''}"
    return f"{name}: {', '.join(parts)}"


def survey_title(frame: pd.DataFrame, indicator: Indicator, area: str | None = None) -> str:
    """'Tevreden over …: 22,1 % in het district X, 27,8 % in Nederland (2019); het verschil is groter dan
    de marges'.

    Rule: about `area`, else the district, else the first area that is compared, else the first with a
    figure; without a comparison only its figure and margin.
    """
    rows = _of(frame, indicator)
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return f"{indicator.label}: geen open cijfer"
    found = rows.to_dict("records")
    fact = min(found, key=lambda row: _rank_of_subject(row, area))
    own = f"{numbers.with_unit(fact['value'], indicator)} in {facts.area(fact)}"
    year = periods.period(fact["period"])
    if not facts.is_compared(fact):
        margin = numbers.interval(fact["lower"], fact["upper"], indicator)
        return f"{indicator.label}: {own} ({year}{'; marge ' + margin if margin else ''})"
    other = f"{numbers.value(fact['reference_value'], indicator)} in {facts.reference(fact)}"
    same = fact["outcome"] == "similar"
    verdict = "geen verschil dat telt" if same else "het verschil is groter dan de marges"
    if indicator.statistic != Statistic.SURVEY and not same:
        verdict = f"dat is {outcome_label(fact['outcome'])}"
    return f"{indicator.label}: {own}, {other} ({year}); {verdict}"


def _rank_of_subject(row: facts.Fact, area: str | None) -> int:
    if row["area"] == area:
        return 0
    if not facts.is_compared(row):
        return 3
    return 1 if row["level"] == "district" else 2
