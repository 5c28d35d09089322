"""The year figures that judgements rest on, with what follows from them: comparison, change, trend, and the bases.

Temporary tables for the SQL of the judgements: plan_area, within (an area and all that lie in it), year_figure,
against (the comparison that counts), year_change, year_trend and base_change.
"""

from __future__ import annotations

import numpy as np

from ivp.analysis import change, small_numbers
from ivp.analysis.assessment import BASE_MEAN, BASE_YEAR, LEAST_BASE_YEARS
from ivp.analysis.levels import NONE
from ivp.catalog.levels import JUDGED_AGAINST, PLANNED
from ivp.store.build.figures import Side, both, bound, derive
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work

BASES = {"year": ((BASE_YEAR,), 1), "mean": (BASE_MEAN, LEAST_BASE_YEARS)}
"""Name of a base -> its years, and how many of them must have a figure."""


def gather_years(work: Work) -> int:
    """Make the temporary tables; gives the last year of any figure with an interval, 0 without figures."""
    work.run("judge/years", planned=[str(level) for level in PLANNED])
    bound(work)
    work.run("judge/year_tables")
    derive(work, "year_")
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
    now = Side(*(rows[name] for name in Side._fields))
    then = Side(rows["kind"], *(rows[f"{name}_then"] for name in Side._fields[1:]))
    value, percent, outcome = then.value.copy(), np.full(len(now.kind), np.nan), np.full(len(now.kind), NONE)
    of, (a, b) = both(COUNTED, now, then)
    outcome[of] = change.change_counts(a.numerator, b.numerator, a.denominator / b.denominator).outcome
    value[of] = b.numerator / b.denominator * PER
    allowed = np.flatnonzero(of)[small_numbers.percent_allowed(a.numerator, b.numerator)]
    percent[allowed] = (now.value[allowed] / value[allowed] - 1) * 100
    of, (a, b) = both(SHARE, now, then)
    outcome[of] = change.change_shares(a.numerator, a.denominator, b.numerator, b.denominator).outcome
    value[of] = b.numerator / b.denominator * 100
    of, (a, b) = both(SURVEY, now, then)
    outcome[of] = change.change_surveys(a.value, a.half, b.value, b.half).outcome
    return {"value": value, "percent": percent, "outcome": outcome}
