"""The record of the outlook on every series of counts, for the command `backtest`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import fmean, median
from typing import NamedTuple

from ivp.analysis.outlook import Backtest, Outlook
from ivp.store.reader import Store

_MONTHS = 12
_LAST_YEAR = 9999
_LINE = "{:32} {:22} {:>11} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6}  {}"


class Series(NamedTuple):
    """One series of counts: its indicator and area, and the last year or month that is known."""

    indicator: str
    source: str
    area: str
    area_name: str
    last_year: int
    monthly: bool


def backtests(store: Store, years: int = 2) -> Iterator[tuple[Series, Outlook]]:
    """Every series of counts with the outlook `years` ahead of its last year, or the refusal."""
    for row in store.rows("series_all"):
        series = Series(*row)
        yield series, store.outlook(series.indicator, series.area, series.last_year + years - series.monthly)


def backtest_lines(store: Store) -> Iterator[str]:
    """The record of all series that allow an outlook, and how many do not, and why: lines in Dutch."""
    yield _LINE.format("indicator", "gebied", "punten", "proeven", "MAPE", "naïef", "in 80%", "in 95%", "breder", "")
    kept, refused = [], Counter[tuple[str, str]]()
    for series, found in backtests(store):
        if found.refusal is not None:
            refused[str(found.refusal), series.source] += 1
        if found.backtest is not None:
            yield _record(series, found, found.backtest)
            kept += [found.backtest] if found.refusal is None else []
    yield from _summary(kept, refused)


def _record(series: Series, found: Outlook, test: Backtest) -> str:
    return _LINE.format(
        series.indicator[:32],
        series.area_name[:22],
        _span(found),
        test.trials,
        f"{test.mape:.1f}%",
        f"{test.relative:.2f}",
        f"{test.covered80:.0%}",
        f"{test.covered95:.0%}",
        f"{test.widened:.2f}",
        "geweigerd" if found.refusal else "",
    ).rstrip()


def _span(found: Outlook) -> str:
    if found.last > _LAST_YEAR:  # months, counted as 12 * year + month - 1
        return "-".join(f"{moment // _MONTHS}/{moment % _MONTHS + 1:02d}"[2:] for moment in (found.first, found.last))
    return f"{found.first}-{found.last}"


def _summary(kept: list[Backtest], refused: Counter[tuple[str, str]]) -> Iterator[str]:
    yield f"{len(kept)} reeksen met een vooruitblik."
    if kept:
        yield (
            f"Midden: MAPE {median(test.mape for test in kept):.1f}%, fout "
            f"{median(test.relative for test in kept):.2f} keer die van het laatste jaar herhalen (naïef); dekking "
            f"zonder verbreding {fmean(test.covered80 for test in kept):.0%} (80%) en "
            f"{fmean(test.covered95 for test in kept):.0%} (95%)."
        )
    for (reason, source), number in sorted(refused.items()):
        yield f"Geweigerd, {reason}, {source}: {number} reeksen"
