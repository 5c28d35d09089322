"""The record of the outlook on every stored series: what it would have said about years that are already known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ivp.analysis.outlook import Backtest, Outlook
from ivp.store.reader import Store

_MONTHS = 12
_LAST_YEAR = 9999
_LINE = "{:32} {:22} {:>11} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6}  {}"


def backtests(store: Store, years: int = 2) -> Iterator[tuple[pd.Series, Outlook]]:
    """Every series of counts with the outlook `years` ahead of its last year, or the refusal."""
    for row in store.query("series_all").itertuples(index=False):
        series = store.query("series", indicator=row.indicator, area=row.area)
        until = int(series["year"].max()) + years - int(series["month"].notna().any())
        yield pd.Series(row._asdict()), store.outlook(row.indicator, row.area, until)


def backtest_lines(store: Store) -> Iterator[str]:
    """The record of all series that allow an outlook, and how many do not, and why: lines in Dutch."""
    yield _LINE.format("indicator", "gebied", "punten", "proeven", "MAPE", "naïef", "in 80%", "in 95%", "breder", "")
    kept, refused = [], []
    for row, found in backtests(store):
        if found.refusal is not None:
            refused.append((str(found.refusal), row["source"]))
        if found.backtest is not None:
            yield _record(row, found, found.backtest)
            kept += [found.backtest] if found.refusal is None else []
    yield from _summary(kept, refused)


def _record(row: pd.Series, found: Outlook, test: Backtest) -> str:
    return _LINE.format(
        row["indicator"][:32],
        row["area_name"][:22],
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


def _summary(kept: list[Backtest], refused: list[tuple[str, str]]) -> Iterator[str]:
    yield f"{len(kept)} reeksen met een vooruitblik."
    if kept:
        mape, relative = (np.median([getattr(test, name) for test in kept]) for name in ("mape", "relative"))
        inside80, inside95 = (np.mean([getattr(test, name) for test in kept]) for name in ("covered80", "covered95"))
        yield (
            f"Midden: MAPE {mape:.1f}%, fout {relative:.2f} keer die van het laatste jaar herhalen (naïef); "
            f"dekking zonder verbreding {inside80:.0%} (80%) en {inside95:.0%} (95%)."
        )
    counted = pd.Series(refused).value_counts() if refused else pd.Series(dtype=int)
    for (reason, source), number in sorted(counted.items()):
        yield f"Geweigerd, {reason}, {source}: {number} reeksen"
