"""Which periods can be chosen: years first, months behind a switch, and of many months one year at a time."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.outcomes import Grain
from ivp.wording.periods import is_month, month_number

GRAINS = {Grain.YEAR: "Jaar", Grain.MONTH: "Maand"}
MANY = 48
"""More months than these are chosen in two steps: the year, then the month."""


def of_grain(periods: Sequence[str], grain: Grain) -> list[str]:
    """The periods of that grain, or all of them where there are none of it."""
    kept = [period for period in periods if is_month(period) == (grain == Grain.MONTH)]
    return kept or list(periods)


def grains(periods: Sequence[str]) -> list[Grain]:
    """The grains that the periods have, years first."""
    return [grain for grain in GRAINS if any(is_month(period) == (grain == Grain.MONTH) for period in periods)]


def grain_of(asked: str, period: str, periods: Sequence[str]) -> Grain:
    """The grain to show: that of the period asked for, else the one asked for; the other where there is none of it."""
    wished = _of(period) if period else asked
    known = grains(periods)
    return next((grain for grain in known if grain == wished), next(iter(known), Grain.YEAR))


def _of(period: str) -> Grain:
    return Grain.MONTH if is_month(period) else Grain.YEAR


def offered(periods: Sequence[str], period: str) -> list[str]:
    """The periods to choose from beside `period`, ascending: of its grain, and of many months those of its year."""
    same = of_grain(periods, _of(period))
    if not is_month(period) or len(same) <= MANY:
        return same
    return [other for other in same if other[:4] == period[:4]]


def month_years(periods: Sequence[str], period: str) -> list[str]:
    """The years to choose a month in, latest first; empty where all months can be offered at once."""
    months = [other for other in periods if is_month(other)]
    if not is_month(period) or len(months) <= MANY:
        return []
    return sorted({month[:4] for month in months}, reverse=True)


def in_grain(period: str, grain: Grain, periods: Sequence[str]) -> str:
    """The period nearest to a chosen one in the other grain: its last month, or its year; empty where there is none."""
    if grain == Grain.YEAR:
        return period[:4] if period[:4] in periods else ""
    return next((month for month in reversed(periods) if is_month(month) and month[:4] == period[:4]), "")


def in_year(period: str, year: str, periods: Sequence[str]) -> str:
    """The same month in another year, or the last one that it has."""
    same = f"{year}{period[4:]}"
    return same if same in periods else in_grain(year, Grain.MONTH, periods)


def nearest(period: str, periods: Sequence[str]) -> str | None:
    """The period that lies nearest, of the same grain where there is one; the latest year (or month) without one."""
    if not periods:
        return None
    if not period:
        return of_grain(periods, Grain.YEAR)[-1]
    return min(of_grain(periods, _of(period)), key=lambda other: abs(_at(other) - _at(period)))


def _at(period: str) -> int:
    """Where a period lies in time, in months; a year at its middle."""
    return month_number(period) if is_month(period) else month_number(f"{period[:4]}-06")
