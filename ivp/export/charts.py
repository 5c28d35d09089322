"""The charts of a file about one area, made by the builders of the screen in the light colours."""

from __future__ import annotations

from ivp.catalog.models import Indicator, Level
from ivp.catalog.plan import Action, Goal
from ivp.export.subject import Subject
from ivp.figures.chart import Chart
from ivp.figures.dots import dot_plot
from ivp.figures.goals import goal_chart
from ivp.figures.lines import trend_chart
from ivp.figures.maps import area_map
from ivp.figures.palette import LIGHT
from ivp.figures.position import position_chart
from ivp.outcomes import Measure
from ivp.wording.titles import comparison_title, map_title, trend_title


def comparison(subject: Subject, indicator: Indicator) -> Chart:
    """The areas of one indicator beside each other, with the reference as a line."""
    facts = subject.across(indicator)
    return dot_plot(
        facts,
        indicator,
        title=comparison_title(facts, indicator),
        source=subject.source_of(facts),
        palette=LIGHT,
        references=[subject.reference.code],
        strong=[subject.area.code],
    )


def course(subject: Subject, indicator: Indicator) -> Chart:
    """The course of one indicator, the area itself in colour."""
    facts = subject.history(indicator)
    own = [fact for fact in facts if fact.area.code == subject.area.code]
    return trend_chart(
        facts,
        indicator,
        title=trend_title(own, indicator),
        source=subject.source_of(facts),
        palette=LIGHT,
        events=subject.reading.events(),
        focus=[subject.area.code],
        reference=subject.reference.code if subject.reference != subject.area else "",
    )


def position(subject: Subject) -> Chart:
    """Where the area stands on every indicator of the matrix."""
    return position_chart(
        subject.latest,
        subject.rows,
        subject.area.code,
        subject.reference.code,
        title=f"Waar staat {subject.where}?",
        source=subject.source_of(subject.own.values()),
        palette=LIGHT,
    )


def gemeenten_map(subject: Subject, indicator: Indicator) -> Chart | None:
    """The gemeenten on the map by one indicator; None where their outlines are not known."""
    outlines = subject.reading.outlines(Level.GEMEENTE)
    facts = [fact for fact in subject.latest if fact.indicator == indicator.id and fact.area.level == Level.GEMEENTE]
    if not outlines or not facts:
        return None
    return area_map(
        facts,
        indicator,
        outlines,
        title=map_title(facts, indicator),
        source=subject.source_of(facts),
        palette=LIGHT,
        selected=subject.area.code,
    )


def wijken(subject: Subject) -> Chart | None:
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
        palette=LIGHT,
        order="given",
    )


def goals(subject: Subject) -> Chart:
    """The goals with how far they are."""
    return goal_chart(subject.goals, title="Van begin naar doel", source=plan_sources(subject), palette=LIGHT)


def plan_sources(subject: Subject) -> str:
    """Where the goals and actions are from, with how sure that is: 'Bron: X (vastgesteld); Y (uit nieuwsbericht)'."""
    rows: list[Goal | Action] = [one.goal for one in subject.goals]
    rows += [one.action for one in subject.actions]
    told = dict.fromkeys(f"{row.source} ({row.standing})" for row in rows)
    return f"Bron: {'; '.join(told)}" if told else ""
