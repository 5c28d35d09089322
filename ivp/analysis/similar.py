"""Areas most like an area, by a set of background figures ("statistical neighbours")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import FloatArray

LEAST_SHARED = 0.5
"""Two areas are compared only when they share at least this part of the usable figures."""


@dataclass(frozen=True)
class Neighbours:
    """Shape (areas, neighbours), nearest first: row numbers, and distances (root mean square of z-scores).

    Where no further neighbour can be compared the index is -1 and the distance NaN.
    """

    index: npt.NDArray[np.int64]
    distance: FloatArray


def nearest(values: npt.ArrayLike, k_neighbours: int) -> Neighbours:
    """The `k_neighbours` rows nearest to each row of `values` (areas x figures), itself not included.

    Standardised Euclidean distance, as in the CIPFA Nearest Neighbours Model: each figure as a z-score with
    the mean and standard deviation of all areas, all figures weighing the same. The sum of squares is divided
    by the number of figures that both areas have (Dixon, IEEE Trans. SMC 9, 1979), so a missing figure makes
    an area neither nearer nor farther. A figure without spread (or known for fewer than two areas) takes no
    part. Not symmetric: the nearest to A may have others nearer than A. Equal distances: the first row first.
    With fewer other areas than `k_neighbours` there are fewer columns. Raises `ValueError` for another shape
    or k < 1.
    """
    table = np.array(values, dtype=np.float64)
    if table.ndim != 2 or k_neighbours < 1:
        raise ValueError("values must be areas x figures, and at least one neighbour must be asked for")
    table[~np.isfinite(table)] = np.nan
    distance = _distances(_standardised(table))
    np.fill_diagonal(distance, np.nan)
    kept = min(k_neighbours, max(len(table) - 1, 0))
    index = np.argsort(distance, axis=1, kind="stable")[:, :kept]  # NaN sorts last
    found = np.take_along_axis(distance, index, axis=1)
    return Neighbours(np.where(np.isnan(found), -1, index).astype(np.int64), found)


def _standardised(table: FloatArray) -> FloatArray:
    """z-scores of the columns that have spread; the other columns are left out."""
    known = ~np.isnan(table)
    number = np.maximum(known.sum(axis=0), 1)
    centred = table - np.where(known, table, 0.0).sum(axis=0) / number
    spread = np.sqrt(np.where(known, centred**2, 0.0).sum(axis=0) / number)
    # a constant column has a spread of rounding errors only
    usable = spread > 1e-12 * np.maximum(np.abs(np.where(known, table, 0.0)).max(axis=0, initial=0.0), 1e-300)
    scores: FloatArray = centred[:, usable] / spread[usable]
    return scores


def _distances(scores: FloatArray) -> FloatArray:
    """Root mean square difference over the shared columns per pair of rows; NaN where too few are shared."""
    total = np.zeros((len(scores), len(scores)))
    shared = np.zeros_like(total)
    for column in scores.T:  # one column at a time keeps memory at areas x areas
        squared = (column[:, None] - column[None, :]) ** 2
        shared += ~np.isnan(squared)
        total += np.nan_to_num(squared)
    enough = (shared > 0) & (shared >= LEAST_SHARED * scores.shape[1])
    return np.sqrt(np.where(enough, total, np.nan) / np.where(enough, shared, np.nan))
