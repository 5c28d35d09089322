"""What the database answers about figures: facts, and what is known about areas, indicators and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from ivp.catalog.models import Event, Indicator, Level, Source, State
from ivp.facts import (
    ALIKE,
    Alike,
    Area,
    Availability,
    BaseChange,
    Change,
    Comparison,
    Covered,
    Dataset,
    Fact,
    FunnelLimit,
    Likes,
    Moves,
    Noise,
    Outline,
    QualityCheck,
    ThemeLabel,
    Trend,
    Twin,
    Visible,
    YearToDate,
)
from ivp.outcomes import Arrow, Direction, Grain, Movement, Outcome, Usual
from ivp.store.connection import Database, Row, asked_once

Facts = tuple[Fact, ...]
ALIKE_LEVEL = "vergelijkbaar"
"""Stands for similar municipalities where a level is asked to compare with."""
_VISIBLE_AT = (100, 500, 2000)
_LEVELS = {level.value: level for level in Level}  # an enum that is called is ten times as slow, for 70,000 rows


class FigureReader(Database):
    """The part of `Store` that is about figures. Answers are frozen records in tuples, so they are kept and shared."""

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {row[0]: _area(row) for row in self.rows("areas")}

    def areas(self) -> tuple[Area, ...]:
        """The areas of the catalog, in display order."""
        return tuple(area for area in self._areas.values() if area.inside)

    @asked_once
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in display order of theme and file."""
        known = Indicator.model_fields.keys()
        rows = self.fields("indicators")
        return tuple(Indicator(**{name: row[name] for name in known if name in row}) for row in rows)

    def themes(self) -> tuple[ThemeLabel, ...]:
        """All themes in display order, also those without an indicator."""
        return tuple(ThemeLabel(*row) for row in self.rows("themes"))

    def events(self) -> tuple[Event, ...]:
        """Documented events on the time axis, by date."""
        return tuple(Event(**row) for row in self.fields("events"))

    def sources(self) -> tuple[Source, ...]:
        """The tables that figures come from."""
        return tuple(Source(**row) for row in self.fields("sources"))

    def datasets(self) -> tuple[Dataset, ...]:
        """The files of the snapshot, by source."""
        return tuple(Dataset(*row) for row in self.rows("datasets"))

    @asked_once
    def quality_checks(self) -> tuple[QualityCheck, ...]:
        """The checks on the figures, failed ones first."""
        return tuple(QualityCheck(*row) for row in self.rows("quality_checks"))

    def availability(self) -> tuple[Availability, ...]:
        """Where there are figures, by indicator, level and period."""
        return tuple(
            Availability(indicator, _LEVELS[level], period, known, valued)
            for indicator, level, period, known, valued in self.rows("availability")
        )

    def coverage(self) -> tuple[Covered, ...]:
        """What tables say to publish for all areas of a level."""
        return tuple(
            Covered(indicator, Level(level), period, source)
            for indicator, level, period, source in self.rows("coverage")
        )

    @asked_once
    def twins(self) -> tuple[Twin, ...]:
        """The indicators that count the same as others."""
        return tuple(Twin(*row) for row in self.rows("subjects"))

    def facts(
        self,
        indicators: Sequence[str],
        *,
        reference_level: str,
        areas: Sequence[str] = (),
        levels: Sequence[str] = (),
        periods: Sequence[str] = (),
        grain: Grain | None = None,
        all_netherlands: bool = False,
    ) -> Facts:
        """The facts of some indicators, by indicator, area in display order and period.

        Empty `areas`, `levels` or `periods` mean all; `grain` keeps years or months. `reference_level` picks what is
        compared with: the area of that level that contains an area, or ALIKE_LEVEL for similar municipalities; where
        there is none there is no comparison.
        """
        return self.kept(
            self._facts,
            indicators=tuple(indicators),
            areas=tuple(areas),
            levels=tuple(levels),
            periods=tuple(periods),
            grain=str(grain or ""),
            reference_level=str(reference_level),
            all_netherlands=all_netherlands,
        )

    def _facts(self, **bound: object) -> Facts:
        if not bound["indicators"]:
            return ()
        found = tuple(self._fact(row) for row in self.rows("facts", **bound))
        return tuple(_among_likes(fact) for fact in found) if bound["reference_level"] == ALIKE_LEVEL else found

    def matrix(self, indicators: Sequence[str], *, levels: Sequence[str], reference_level: str) -> Facts:
        """Per indicator the facts of its latest year with a figure at one of `levels`, of the areas down to gemeente.

        Of an indicator without years those of the latest month.
        """
        latest = self.kept(self._latest, indicators=tuple(indicators), levels=tuple(levels))
        large = [level for level in Level if level not in (Level.WIJK, Level.BUURT)]
        found = self.facts(
            list(latest), reference_level=reference_level, levels=large, periods=sorted(set(latest.values()))
        )
        return tuple(fact for fact in found if latest[fact.indicator] == fact.period)

    def _latest(self, **bound: object) -> dict[str, str]:
        return dict(self.rows("latest", **bound))

    def facts_at(self, places: Iterable[tuple[str, str, str, str]]) -> dict[tuple[str, str, str], Fact]:
        """Single facts by (indicator, area, period); `places` are those and the code of the area to compare with."""
        by_level = sorted((self._level(reference), *place) for *place, reference in places)
        found: dict[tuple[str, str, str], Fact] = {}
        for level, group in groupby(by_level, key=lambda one: one[0]):
            wanted = {(indicator, area, period) for _, indicator, area, period in group}
            indicators, areas, periods = (sorted(set(part)) for part in zip(*wanted, strict=True))
            for fact in self.facts(indicators, reference_level=level, areas=areas, periods=periods):
                if (key := (fact.indicator, fact.area.code, fact.period)) in wanted:
                    found[key] = fact
        return found

    def _level(self, code: str) -> str:
        if code == ALIKE.code:
            return ALIKE_LEVEL
        return self._areas[code].level if code in self._areas else Level.DISTRICT

    def _fact(self, row: Row) -> Fact:
        """A row of the query `facts`."""
        return Fact(
            indicator=row[0],
            area=self._areas[row[1]],
            period=row[2],
            value=row[3],
            state=State(row[4]),
            source=row[5],
            numerator=row[6],
            denominator=row[7],
            lower=row[8],
            upper=row[9],
            indicative=row[10],
            summed=row[11],
            comparison=self.comparison(row[12:18]),
            change=_change(row[18:24]),
            trend=Trend(Direction(row[24]), row[25] or "", row[26]) if row[24] is not None else None,
            moves=moves(row[27:38]),
            likes=likes(row[38:44]),
            no_rate=row[44],
            owner=row[45] or "",
        )

    def comparison(self, row: Row) -> Comparison | None:
        """From reference, its value, rest, difference, outcome and perhaps ratio; None without a reference."""
        reference, value, rest, difference, outcome, *ratio = row
        if reference is None:
            return None
        return Comparison(self._areas[reference], value, rest, difference, Outcome(outcome), *ratio)

    @asked_once
    def neighbourhood_months(self, indicator: Indicator, area: str) -> Facts:
        """The monthly counts of a wijk or buurt of the type that an indicator counts; empty where they are not here.

        Counts alone: months of so small an area are not compared.
        """
        rows = self.rows("neighbourhood_series", area=area, code=indicator.code)
        place = self._areas.get(area)
        return tuple(
            Fact(
                indicator=indicator.id,
                area=place,
                period=period,
                value=None,
                state=State.UNKNOWN if count is None else State.VALUE,
                source=indicator.source,
                numerator=count,
            )
            for period, count in rows
            if place is not None
        )

    def neighbourhood_year(self, indicator: Indicator, gemeente: str) -> tuple[str, dict[str, int]]:
        """The last month known in a gemeente, and by wijk and buurt the cases in the twelve months up to it.

        Areas of which a month is missing are left out; '' and nothing where there are no months at all.
        """
        until = self.rows("neighbourhood_last", gemeente=gemeente, code=indicator.code)[0][0]
        if until is None:
            return "", {}
        rows = self.rows("neighbourhood_year", gemeente=gemeente, code=indicator.code, until=until)
        return until, dict(rows)

    def area(self, code: str) -> Area:
        """The area with this code, of the catalog or another municipality. Raises `KeyError` for another code."""
        return self._areas[code]

    def outlines(self, level: str) -> tuple[Outline, ...]:
        """The outlines of a level; empty where they are not known."""
        return self.kept(self._outlines, level=str(level))

    def _outlines(self, level: str) -> tuple[Outline, ...]:
        return tuple(
            Outline(code, name, parent or "", shape) for code, name, parent, shape in self.rows("outlines", level=level)
        )

    @asked_once
    def funnel_limits(self, indicator: str, period: str) -> tuple[FunnelLimit, ...]:
        """The limits of the funnel, by number of inhabitants; empty where there is none."""
        rows = self.rows("funnel_limits", indicator=indicator, period=period)
        return tuple(FunnelLimit(*row) for row in rows)

    @asked_once
    def year_to_date(self, indicator: str, period: str) -> tuple[YearToDate, ...]:
        """January up to a month against the same months a year before, for the areas of the catalog."""
        return tuple(
            YearToDate(self._areas[area], until, count, before, percent, Movement(outcome))
            for area, until, count, before, percent, outcome in self.rows(
                "year_to_date", indicator=indicator, period=period
            )
        )

    @asked_once
    def spreads(self) -> tuple[Noise, ...]:
        """How much every indicator that counts moves between years by itself, in display order."""
        return tuple(_noise(row) for row in self.rows("spreads"))

    @asked_once
    def similar(self, area: str) -> tuple[Alike, ...]:
        """The municipalities most like `area`, nearest first."""
        return tuple(Alike(self._areas[code], distance) for code, distance in self.rows("similar", area=area))

    @asked_once
    def similar_variables(self) -> tuple[str, ...]:
        """What municipalities are held alike on, in words."""
        return tuple(label for _, label, _ in self.rows("similar_variables"))


def _area(row: Row) -> Area:
    code, level, name, parent, *rest = row
    return Area(code, Level(level), name, parent or "", *rest)


def moves(row: Row) -> Moves | None:
    """From arrow, the two bases (period, value, percent, outcome), line and its first period; None without an arrow."""
    if row[0] is None:
        return None
    return Moves(Arrow(row[0]), _base(row[1:5]), _base(row[5:9]), Movement(row[9]), row[10] or "")


def _base(row: Row) -> BaseChange | None:
    period, value, percent, outcome = row
    return None if period is None else BaseChange(period, value, percent, Movement(outcome))


def likes(row: Row) -> Likes | None:
    """From usual, expected, both bounds, place and number; None without likes."""
    return None if row[0] is None else Likes(Usual(row[0]), *row[1:])


_BY_USUAL = {Usual.HIGH: Outcome.HIGHER, Usual.LOW: Outcome.LOWER, Usual.USUAL: Outcome.SIMILAR}


def _among_likes(fact: Fact) -> Fact:
    """Compared with its likes: higher or lower where that is unusual among them."""
    if fact.likes is None or fact.likes.expected is None or fact.value is None:
        return fact
    expected, outcome = fact.likes.expected, _BY_USUAL.get(fact.likes.usual, Outcome.NONE)
    return replace(fact, comparison=Comparison(ALIKE, expected, False, fact.value - expected, outcome))


def _noise(row: Row) -> Noise:
    indicator, sigma, pairs, own, *ratios = row
    seen = zip(_VISIBLE_AT, ratios[::2], ratios[1::2], strict=True)
    least = tuple(Visible(cases, down, up) for cases, down, up in seen if down is not None)
    return Noise(indicator, sigma, pairs, own, least)


def _change(row: Row) -> Change | None:
    period, value, numerator, difference, percent, outcome = row
    return None if period is None else Change(period, value, numerator, difference, percent, Movement(outcome))
