"""The closing check: what an empty cell of a police table means, decided by adding up, never by guessing.

The kinds of one area and period add up to their total (47013NED, 47021NED and 47024NED; all years 2012-2023 of the
country close exactly). So where they do, an empty cell is a zero; where they do not, it is unknown. Some kinds are
not published per month, so a month closes only together with its year:

- a month whose known kinds already make the total has nothing left: the rest is zero;
- in a year that closes, a kind whose twelve months add up to its year has zeros in its empty months;
- in the running year, without a year to close with, an empty month is a provisional zero only when the last year of
  that area closed for every kind in both ways; else it is unknown.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from ivp.catalog.models import State
from ivp.errors import UserError

_MONTHS = 12


def close(rows: pd.DataFrame, total: str, withheld_month: Collection[str] = ()) -> pd.DataFrame:
    """Decide the empty cells of one measure: columns area, code, period, value, state; the order of `rows` is kept.

    `rows` has area, code ('0.0.0' or what `total` says for the total), period ('2024' or '2024-04') and value (NaN
    for an empty cell), each combination once. Kinds in `withheld_month` are withheld in every month. Raises
    `UserError` when known kinds add up to more than their total.
    """
    wide = rows.pivot(index=["area", "period"], columns="code", values="value").astype(float)
    month = wide.index.get_level_values("period").str.len() == len("2024-04")
    hidden = np.outer(month, wide.columns.isin(list(withheld_month)))
    value = wide.to_numpy(copy=True)
    value[hidden] = np.nan
    gap = _gap(wide, value, total)
    zero = np.isnan(value) & ~hidden & (gap == 0)[:, None]
    closing = pd.DataFrame(value, wide.index, wide.columns)
    zero, likely = _months(closing, zero, hidden, month, gap, total)
    states = np.full(value.shape, State.VALUE.value, dtype=object)
    states[np.isnan(value)] = State.UNKNOWN.value
    states[zero] = State.VALUE.value
    states[likely] = State.PROVISIONAL.value
    states[hidden] = State.WITHHELD.value
    value[zero | likely] = 0.0
    keys = pd.MultiIndex.from_frame(rows[["area", "period"]])
    at = wide.index.get_indexer(keys), wide.columns.get_indexer(rows["code"])
    return rows[["area", "code", "period"]].assign(value=value[at], state=states[at])


def _gap(wide: pd.DataFrame, value: np.ndarray, total: str) -> np.ndarray:
    """Total minus the known kinds, NaN without a total; refuses a total that is too small."""
    of_total = wide.columns == total
    whole = value[:, of_total].sum(axis=1) if of_total.any() else np.full(len(wide), np.nan)
    gap = whole - np.nansum(value[:, ~of_total], axis=1)
    wrong = np.flatnonzero(gap < 0)
    if len(wrong):
        area, period = wide.index[wrong[0]]
        raise UserError(
            f"De soorten van {area} in {period} tellen op tot {-gap[wrong[0]]:.0f} meer dan hun totaal; "
            "de tabel spreekt zichzelf tegen, probeer het later opnieuw"
        )
    return np.asarray(gap, dtype=float)


def _months(
    wide: pd.DataFrame, zero: np.ndarray, hidden: np.ndarray, month: np.ndarray, gap: np.ndarray, total: str
) -> tuple[np.ndarray, np.ndarray]:
    """The zeros including those of months, and the provisional zeros of the running year."""
    likely = np.zeros_like(zero)
    filled = np.where(zero, 0.0, wide.to_numpy())
    empty = np.isnan(filled) & ~hidden
    year = wide.index.get_level_values("period").str[:4]
    area = wide.index.get_level_values("area")
    open_kinds = ~hidden.any(axis=0) & (wide.columns != total)
    for code in area.unique():
        sound = False
        for one in sorted(year[area == code].unique()):
            months = np.flatnonzero((area == code) & (year == one) & month)
            whole = np.flatnonzero((area == code) & (year == one) & ~month)
            if len(whole) == 1 and gap[whole[0]] == 0:
                agree = np.nansum(filled[months], axis=0) == filled[whole[0]]
                agree &= len(months) == _MONTHS
                zero[months] |= empty[months] & agree & open_kinds
                sound = bool(agree[open_kinds].all())
            elif not len(whole) and sound:
                likely[months] = empty[months] & ~zero[months] & open_kinds
            else:
                sound = False
    return zero, likely
