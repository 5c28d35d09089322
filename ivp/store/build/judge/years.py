"""The year figures that judgements rest on, with what follows from them: comparison, change, trend, and the bases.

Temporary tables for the SQL of the judgements: plan_area, within (an area and all that lie in it), year_figure,
against (the comparison that counts), year_change, year_trend and base_change.
"""

from __future__ import annotations

import numpy as np

from ivp.analysis import change, small_numbers
from ivp.analysis.assessment import BASE_MEAN, BASE_YEAR, LEAST_BASE_YEARS
from ivp.analysis.levels import NONE, FloatArray
from ivp.catalog.levels import JUDGED_AGAINST, PLANNED
from ivp.store.build import figures
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work

BASES = {"year": ((BASE_YEAR,), 1), "mean": (BASE_MEAN, LEAST_BASE_YEARS)}
"""Name of a base -> its years, and how many of them must have a figure."""


def gather_years(work: Work) -> int:
    """Make the temporary tables; gives the last year of any figure with an interval, 0 without figures."""
    work.run("judge/years", planned=[str(level) for level in PLANNED])
    figures.bound(work)
    work.run("judge/year_tables")
    if work.rows("count_figures")[0][0]:
        figures.derive(work, "year_")
    rows = [(str(own), str(o), turn) for own, others in JUDGED_AGAINST.items() for turn, o in enumerate(others)]
    own, other, turn = (list(column) for column in zip(*rows, strict=True))
    work.run("judge/against", own=own, other=other, turn=turn)
    work.run("judge/base_tables")
    for name, (years, least) in BASES.items():
        work.lend(_against_base(work.arrays("judge/bases", years=list(years), least=least)))
        work.insert("base_change", "judge/base_change", base=name)
    return int(work.rows("judge/latest")[0][0])


def _against_base(rows: Arrays) -> Arrays:
    """Value of the base, percentage of the value and outcome by the statistic's own method; none for numbers."""
    value = rows["value_then"].copy()
    percent, outcome = np.full(len(value), np.nan), np.full(len(value), NONE)
    of = rows["kind"] == COUNTED
    now, size, then, size_then = _four(rows, of, "numerator", "denominator")
    outcome[of] = change.change_counts(now, then, size / size_then).outcome
    value[of] = then / size_then * PER
    allowed = np.flatnonzero(of)[small_numbers.percent_allowed(now, then)]
    percent[allowed] = (rows["value"][allowed] / value[allowed] - 1) * 100
    of = rows["kind"] == SHARE
    now, size, then, size_then = _four(rows, of, "numerator", "denominator")
    outcome[of] = change.change_shares(now, size, then, size_then).outcome
    value[of] = then / size_then * 100
    of = rows["kind"] == SURVEY
    outcome[of] = change.change_surveys(*_four(rows, of, "value", "half")).outcome
    return {"value": value, "percent": percent, "outcome": outcome}


def _four(rows: Arrays, of: np.ndarray, first: str, second: str) -> list[FloatArray]:
    return [rows[name + then][of] for then in ("", "_then") for name in (first, second)]
