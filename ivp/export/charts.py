"""The charts of a file about one area, made by the builders of the screen, in the light colours on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ivp.catalog.models import Indicator, Level
from ivp.catalog.plan import Action, Goal
from ivp.export.subject import Subject
from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.dots import dot_plot
from ivp.figures.funnel import funnel_chart
from ivp.figures.goals import goal_chart
from ivp.figures.lines import trend_chart
from ivp.figures.maps import WIDTH, area_map
from ivp.figures.multiples import small_multiples
from ivp.figures.palette import LIGHT, Palette
from ivp.figures.position import position_chart
from ivp.outcomes import Grain, Measure
from ivp.wording.periods import is_month
from ivp.wording.titles import comparison_title, funnel_title, map_title, profile_title, trend_title


def comparison(
    subject: Subject, indicator: Indicator, palette: Palette = LIGHT, *, period: str = "", brief: bool = False
) -> Chart:
    """The areas of one indicator beside each other, with the reference as a line; `brief`: larger areas are no rows."""
    facts = subject.across(indicator, period)
    if brief:  # the basisteams are headings
        teams = [one for one in subject.large(indicator, period) if one.area.level == Level.BASISTEAM]
        facts += [one for one in teams if one not in facts]
    return dot_plot(
        facts,
        indicator,
        title=comparison_title(facts, indicator),
        source=subject.source_of(facts),
        palette=palette,
        references=[subject.reference.code],
        strong=[subject.area.code],
        brief=brief,
    )


def course(
    subject: Subject,
    indicator: Indicator,
    palette: Palette = LIGHT,
    *,
    second: str = "",
    measure: Measure = Measure.VALUE,
    months: bool = False,
    rolling: bool = False,
    breaks_only: bool = False,
    height: float = 0.0,
) -> Chart:
    """The course of one indicator, the area itself in colour, and a second one; by year, or by month.

    `breaks_only`: of the events only those that a line does not run across; `height` as for `trend_chart`.
    Single months (not `rolling`) are those of the areas in colour and the reference alone: of more they cannot be told
    apart.
    """
    focus = [code for code in (subject.area.code, second) if code]
    reference = subject.reference.code if subject.reference != subject.area else ""
    if months:
        near = focus if not rolling else [*subject.members, *focus]
        facts = subject.through_time(indicator, [*near, subject.reference.code], Grain.MONTH)
    else:
        facts = subject.history(indicator, focus)
    own = [fact for fact in facts if fact.area.code == subject.area.code]
    return trend_chart(
        facts,
        indicator,
        title=trend_title(own, indicator),
        source=subject.source_of(facts),
        palette=palette,
        events=[event for event in subject.reading.events() if event.breaks or not breaks_only],
        focus=focus,
        reference=reference if measure == Measure.VALUE else "",
        measure=measure,
        rolling=rolling,
        height=height,
    )


def position(subject: Subject, palette: Palette = LIGHT, rows: Sequence[Indicator] = (), title: str = "") -> Chart:
    """Where the area stands on every indicator that leads, or on some of them."""
    rows = rows or subject.leading
    return position_chart(
        subject.latest,
        rows,
        subject.area.code,
        subject.reference.code,
        title=title or f"Waar staat {subject.where}?",
        source=subject.source_of(subject.own[one.id] for one in rows if one.id in subject.own),
        palette=palette,
    )


def positions(subject: Subject, palette: Palette, most: int, title: str = "") -> Iterator[Chart]:
    """`position` in charts of about as many indicators each, at most so many, under what they come down to."""
    known = [one for one in subject.leading if (fact := subject.own.get(one.id)) and fact.value is not None]
    own = [fact for fact in subject.own.values() if fact.value is not None]
    count = math.ceil(len(known) / most)
    each = math.ceil(len(known) / max(count, 1))
    for number in range(count):
        part = f" ({number + 1} van {count})" if count > 1 else ""
        told = f"{title or profile_title(own, subject.leading)}{part}"
        yield position(subject, palette, known[number * each : (number + 1) * each], told)


def funnel(
    subject: Subject, indicator: Indicator, palette: Palette, *, period: str = "", height: float = 0.0
) -> Chart | None:
    """The gemeenten against the limits of chance; None where there are no limits."""
    shown = period or max((fact.period for fact in subject.large(indicator)), default="")
    limits = subject.reading.funnel_limits(indicator.id, shown)
    if not limits:
        return None
    everyone = subject.reading.facts(
        [indicator.id], reference_level=subject.level, levels=[Level.GEMEENTE], periods=[shown], all_netherlands=True
    )
    return funnel_chart(
        everyone,
        indicator,
        limits,
        title=funnel_title(everyone, indicator, limits),
        source=subject.source_of(everyone),
        palette=palette,
        strong=[subject.area.code],
        **({"height": height} if height else {}),
    )


def multiples(subject: Subject, indicator: Indicator, palette: Palette) -> Chart:
    """Every gemeente in a panel of its own, with the reference in each."""
    gemeenten = [one.code for one in subject.reading.areas() if one.level == Level.GEMEENTE]
    facts = subject.through_time(indicator, [*gemeenten, subject.reference.code])
    return small_multiples(
        facts,
        indicator,
        title=f"{indicator.label} per gemeente, alle op dezelfde schaal",
        source=subject.source_of(facts),
        palette=palette,
        reference=subject.reference.code,
        events=subject.reading.events(),
    )


def among_alike(subject: Subject, indicator: Indicator, palette: Palette, *, period: str = "") -> Chart:
    """A gemeente among the gemeenten that are most like it, those first."""
    codes = [subject.area.code, *(one.area.code for one in subject.reading.similar(subject.area.code))]
    shown = period or max((fact.period for fact in subject.large(indicator)), default="")
    found = subject.reading.facts(
        [indicator.id], reference_level=subject.level, areas=codes, periods=[shown], all_netherlands=True
    )
    facts = sorted(found, key=lambda fact: codes.index(fact.area.code))
    return dot_plot(
        facts,
        indicator,
        title=f"{indicator.label} in {subject.where} en de gemeenten die er het meest op lijken",
        source=subject.source_of(facts),
        palette=palette,
        order="given",
        strong=[subject.area.code],
    )


def level_map(
    subject: Subject,
    indicator: Indicator,
    palette: Palette = LIGHT,
    *,
    period: str = "",
    measure: Measure = Measure.VALUE,
    level: Level = Level.GEMEENTE,
    width: float = WIDTH,
) -> Chart | None:
    """The gemeenten, wijken or buurten on the map by one indicator, made for so many pixels.

    None without outlines of gemeenten or without figures.
    """
    reading = subject.reading
    outlines, small = reading.outlines(Level.GEMEENTE), level != Level.GEMEENTE
    facts = _of_level(subject, indicator, level, period)
    if not outlines or not facts:
        return None
    return area_map(
        facts,
        indicator,
        outlines,
        title=map_title(facts, indicator, measure),
        source=subject.source_of(facts),
        palette=palette,
        points=reading.areas() if small else (),
        shapes=reading.outlines(level) if small else (),
        measure=measure,
        selected=subject.area.code,
        width=round(width),
    )


def _of_level(subject: Subject, indicator: Indicator, level: Level, period: str) -> list[Fact]:
    """The figures of the areas of a level: of a period, or the last ones."""
    if level == Level.GEMEENTE:
        return [fact for fact in subject.large(indicator, period) if fact.area.level == level]
    known = [
        one.period for one in subject.reading.availability() if (one.indicator, one.level) == (indicator.id, level)
    ]
    years = [one for one in known if not is_month(one)] or known
    shown = period or max(years, default="")
    if not shown:
        return []
    found = subject.reading.facts([indicator.id], reference_level=subject.level, levels=[level], periods=[shown])
    return list(found)


def wijken(subject: Subject, palette: Palette = LIGHT) -> Chart | None:
    """The wijken of a gemeente beside each other; None where there are no figures of wijken."""
    found = subject.wijken()
    if found is None:
        return None
    indicator, facts = found
    facts.sort(key=lambda fact: -(fact.value or 0.0))
    return dot_plot(
        facts,
        indicator,
        title=map_title(facts, indicator, Measure.COUNT),
        source=subject.source_of(facts),
        palette=palette,
        order="given",
    )


def goals(subject: Subject, palette: Palette = LIGHT) -> Chart:
    """The goals with how far they are."""
    return goal_chart(subject.goals, title="Van begin naar doel", source=plan_sources(subject), palette=palette)


def plan_sources(subject: Subject) -> str:
    """Where the goals and actions are from, with how sure that is."""
    return sources_of_rows([*(one.goal for one in subject.goals), *(one.action for one in subject.actions)])


def sources_of_rows(rows: Sequence[Goal | Action]) -> str:
    """'Bron: X (vastgesteld); Y (uit nieuwsbericht)'; empty without any."""
    told = dict.fromkeys(f"{row.source} ({row.standing})" for row in rows)
    return f"Bron: {'; '.join(told)}" if told else ""
