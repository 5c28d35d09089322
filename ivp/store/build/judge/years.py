"""The year figures that judgements rest on, with what follows from them: comparison, change, line, bases and movement.

Tables for the SQL of the judgements, in the schema `years`, which stay so that a changed plan is judged without making
them again: plan_area, within (an area and all that lie in it), year_figure, against (the comparison that counts), lost
(the reference that is not there because others are missing), year_change, year_trend and moving.
"""

from __future__ import annotations

import numpy as np

from ivp.analysis.movement import BASE_MEAN, BASE_YEAR, LEAST_BASE_YEARS, movement
from ivp.analysis.small_numbers import percent_allowed
from ivp.catalog.levels import JUDGED_AGAINST, PLANNED
from ivp.store.build.bounds import bound
from ivp.store.build.derived import change_tests, derive
from ivp.store.build.sides import Side
from ivp.store.build.work import COUNTED, PER, SHARE, Arrays, Work

BASES = {"year": ((BASE_YEAR,), 1), "mean": (BASE_MEAN, LEAST_BASE_YEARS)}
"""Name of a base -> its years, and how many of them must have a figure."""
_MONTHS = 12


def gather_years(work: Work) -> None:
    """Make these tables and fill `movement`."""
    work.run("judge/years", planned=[str(level) for level in PLANNED])
    bound(work, _MONTHS)
    work.run("judge/year_tables")
    derive(work, "year_")
    rows = [(str(own), str(o), turn) for own, others in JUDGED_AGAINST.items() for turn, o in enumerate(others)]
    own, other, turn = (list(column) for column in zip(*rows, strict=True))
    work.run("judge/against", own=own, other=other, turn=turn)
    work.run("judge/base_tables")
    for name, (years, least) in BASES.items():
        work.lend(_against_base(work.arrays("judge/bases", years=list(years), least=least)))
        work.insert("base_change", "judge/base_change", base=name)
    signals = work.arrays("judge/signals")
    work.lend({"arrow": movement(*signals.values()).astype(object)})
    work.insert("movement", "judge/movement")


def _against_base(rows: Arrays) -> Arrays:
    """Value of the base, percentage of the value, and the test by the statistic's own method; none for numbers."""
    now = Side(*(rows[name] for name in Side._fields))
    then = Side(rows["kind"], *(rows.get(f"{name}_then", rows[name]) for name in Side._fields[1:]))
    z, code = change_tests(now, then)
    per = np.select([now.kind == COUNTED, now.kind == SHARE], [PER, 100.0], np.nan)
    value = np.where(np.isnan(per), then.value, then.numerator / then.denominator * per)
    allowed = (now.kind == COUNTED) & percent_allowed(now.numerator, then.numerator)
    percent = np.where(allowed, (now.value / np.where(allowed, value, np.nan) - 1) * 100, np.nan)
    return {"value": value, "percent": percent, "z": z, "code": code}
