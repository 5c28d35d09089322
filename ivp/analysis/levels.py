"""What all comparisons share: the two levels of confidence, the outcome codes and the check of the input.

A difference is called at 95 % and, more firmly, at 99.8 %: the two levels of the English public health
profiles (OHID Fingertips, Technical guidance; Eayres, D., Technical Briefing 3, APHO, 2008).
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
CodeArray = npt.NDArray[np.int8]
BoolArray = npt.NDArray[np.bool_]


class Interval(NamedTuple):
    """Lower and upper bounds, each of the shape of the input."""

    lower: FloatArray
    upper: FloatArray


CONFIDENCE = 0.95
FIRM_CONFIDENCE = 0.998
RELEVANT_HIGHER, RELEVANT_LOWER = 1.25, 0.8
"""A difference matters from a quarter higher or a fifth lower (ours: one is the other turned round)."""
NONE = np.int8(9)
"""Outcome code of a row that cannot be judged; the others run from -2 (firmly lower) to 2 (firmly higher)."""


def normal_quantile(confidence: float) -> float:
    """The z that belongs to a two-sided `confidence` (0.95 -> 1.960, 0.998 -> 3.090).

    Raises `ValueError` unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


Z = normal_quantile(CONFIDENCE)
Z_FIRM = normal_quantile(FIRM_CONFIDENCE)


def floats(*arrays: npt.ArrayLike) -> list[FloatArray]:
    """The arrays as floats of one common shape; raises `ValueError` where the shapes do not fit."""
    given = [np.asarray(array, dtype=np.float64) for array in arrays]
    return [np.array(array) for array in np.broadcast_arrays(*given)]


def not_negative(*arrays: npt.ArrayLike) -> list[FloatArray]:
    """As `floats`; raises `ValueError` when a number is negative or infinite (NaN passes: it is missing)."""
    checked = floats(*arrays)
    for array in checked:
        if np.any(array < 0) or np.any(np.isinf(array)):
            raise ValueError("counts, populations and margins must be finite and at least 0")
    return checked


def code_of_z(z: npt.ArrayLike) -> CodeArray:
    """Outcome codes of a standard normal statistic: 0 below 1.96, 1 from there, 2 from 3.09, signed."""
    (statistic,) = floats(z)
    size = (np.abs(statistic) >= Z).astype(np.int8) + (np.abs(statistic) >= Z_FIRM).astype(np.int8)
    return np.where(np.isnan(statistic), NONE, np.sign(statistic) * size).astype(np.int8)


def relevant(ratio: npt.ArrayLike) -> BoolArray:
    """True from a ratio of 1.25 upward or 0.8 downward; NaN is not."""
    (given,) = floats(ratio)
    # a ratio of counts can miss the bound by the rounding of floats alone
    return (given >= RELEVANT_HIGHER * (1 - 1e-12)) | (given <= RELEVANT_LOWER * (1 + 1e-12))


def where_relevant(certain: npt.ArrayLike, ratio: npt.ArrayLike) -> CodeArray:
    """Codes for a colour: 2 and -2 become 1 and -1 where the ratio is not `relevant`; the others stay."""
    codes = np.asarray(certain, dtype=np.int8)
    return np.where((np.abs(codes) == 2) & ~relevant(ratio), np.sign(codes), codes).astype(np.int8)
