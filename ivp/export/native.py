"""A chart as categories and series, as an office program keeps them, with the figures of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import MARGIN, area_label, judged, measure_text, period_text, references, shown_text
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import LIGHT
from ivp.figures.plotting import Spec
from ivp.figures.series import full_grid, place
from ivp.outcomes import Measure, Outcome
from ivp.wording import numbers
from ivp.wording.labels import outcome_label
from ivp.wording.periods import period as period_label

_SIGNS = {1: "▲ ", -1: "▼ "}
_MOST_PANELS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One area: its label, the figure (None where there is none) with its decimals and margin, and its colours."""

    label: str
    value: float | None
    decimals: int
    lower: float | None
    upper: float | None
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Areas beside each other, first one on top."""

    title: str
    note: str
    bars: tuple[Bar, ...]
    percent: bool


EARLY = " (voorlopig)"
"""Behind a period of which the source may still change a figure."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a figure per category, None in a gap."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over periods, in the order in which they are drawn; those in colour last."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int
    percent: bool


def native(chart: Chart) -> tuple[Bars | Lines, ...]:
    """The chart as one panel, or as two beside each other; empty where a table says it better.

    Through time: the lines of the specification. Otherwise the areas of one or two indicators, of one period each.
    """
    if chart.kind != "plotly" or not 0 < len(chart.shown) <= _MOST_PANELS:
        return ()
    if any(len({fact.period for fact in part.facts}) > 1 for part in chart.shown):
        lines = _lines(chart)
        return (lines,) if lines else ()
    return tuple(_bars(part) for part in chart.shown)


def _bars(part: Shown) -> Bars:
    title = ", ".join(filter(None, (measure_text(part.indicator, part.measure), period_text(part.facts))))
    bars = tuple(_bar(fact, part.indicator, part.measure) for fact in part.facts)
    return Bars(title, _note(part), bars, _is_percentage(part))


def _note(part: Shown) -> str:
    """How to read the bars: what the signs mean and against what, the line on a bar, and what indicative is."""
    facts, indicator = part.facts, part.indicator
    told = []
    if any(fact.outcome != Outcome.NONE for fact in facts):
        high, low = (judged(outcome, indicator.polarity) for outcome in (Outcome.HIGHER, Outcome.LOWER))
        against = references(facts)
        than = f" dan {against[0]}" if len(against) == 1 else ""
        told.append(f"▲ hoger{high}, ▼ lager{low}{than}; donkerder: {outcome_label(Outcome.MUCH_HIGHER)} of lager.")
    if part.measure != Measure.COUNT and any(fact.lower is not None for fact in facts):
        told.append(f"Streep: {MARGIN}.")
    if any(fact.indicative for fact in facts):
        told.append(f"Indicatief: minder dan {numbers.number(indicator.minimum)} gevallen.")
    return " ".join(told)


def _is_percentage(part: Shown) -> bool:
    return part.measure != Measure.COUNT and numbers.is_percentage(part.indicator)


def _bar(fact: Fact, indicator: Indicator, measure: Measure) -> Bar:
    counted = measure == Measure.COUNT
    uncompared = fact.outcome == Outcome.NONE
    return Bar(
        label=bar_label(fact, indicator, measure),
        value=fact.amount(measure),
        decimals=0 if counted else numbers.decimals_of(fact.value, indicator),
        lower=None if counted else fact.lower,
        upper=None if counted else fact.upper,
        fill=LIGHT.hatch if uncompared else LIGHT.fill(fact.outcome, indicator.polarity),
        edge=LIGHT.muted if uncompared else LIGHT.edge(fact.outcome, indicator.polarity),
    )


def bar_label(fact: Fact, indicator: Indicator, measure: Measure) -> str:
    """'▲ Roosendaal (4.185)': the sign of the outcome, the count behind a rate, and every reservation in words."""
    name = f"{_SIGNS.get(fact.outcome.sign, '')}{area_label(fact.area)}"
    if fact.amount(measure) is None:
        return f"{name}: {shown_text(fact, indicator, measure)}"
    told = []
    if measure != Measure.COUNT and fact.numerator is not None and not numbers.is_percentage(indicator):
        told.append(numbers.number(fact.numerator))
    told += [word for word, so in (("indicatief", fact.indicative), ("voorlopig", fact.provisional)) if so]
    return f"{name} ({', '.join(told)})" if told else name


# --- lines ----------------------------------------------------------------------------------------------------


def _lines(chart: Chart) -> Lines | None:
    """The lines that the specification draws, one an area; None where it draws something else."""
    traces = [trace for trace in chart.spec["data"] if trace.get("mode") == "lines+markers" and "meta" in trace]
    if not traces or any(trace.get("xaxis", "x") != "x" for trace in traces):
        return None
    [part, *_] = chart.shown
    known = sorted({fact.period for fact in part.facts if fact.amount(part.measure) is not None})
    early = {fact.period for fact in part.facts if fact.provisional}
    drawn = {round(x, 4) for trace in traces for x in trace["x"]}
    grid = [one for one in _grid(known) if round(place(one), 4) in drawn]
    labels = tuple(f"{period_label(one, short=True)}{EARLY if one in early else ''}" for one in grid)
    places = [round(place(one), 4) for one in grid]
    series = tuple(made for trace in traces for made in _series(trace, places, grid))
    values = [value for one in series for value in one.values if value is not None]
    whole = part.measure == Measure.COUNT
    decimals = 0 if whole else numbers.decimals_of(max(values, default=None), part.indicator)
    return Lines(chart.subtitle, labels, series, decimals, _is_percentage(part))


def _grid(known: Sequence[str]) -> list[str]:
    return full_grid(known[0], known[-1]) if known else []


def _series(trace: Spec, places: Sequence[float], grid: Sequence[str]) -> Iterator[Series]:
    """One series for every part between breaks: an office program has no other way to lift the pen."""
    at = {round(x, 4): y for x, y in zip(trace["x"], trace["y"], strict=True)}
    cuts = [x for x in trace["x"] if round(x, 4) not in places]
    edges = [float("-inf"), *cuts, float("inf")]
    for start, end in pairwise(edges):
        values = tuple(at.get(x) if start < x < end else None for x in places)
        if all(value is None for value in values):
            continue
        first = next(period for x, period in zip(places, grid, strict=True) if start < x < end)
        since = f" (vanaf {period_label(first)})" if start in cuts else ""
        line = trace["line"]
        yield Series(f"{trace['name']}{since}", values, line["color"], line["width"], line["dash"] != "solid")
