"""Candidates for a next plan: the parts of the declared score of a theme in an area; computed, never decided.

The score runs from 0 to 100. Four fifths are for what is wrong: the mean of two parts that each run from 0 to 1,
- high: the part of the figures of the theme that are unfavourable among likes or against the rest,
- worsening: the part of the figures that move the wrong way,
of those that have such a figure (what is missing is not 0). One fifth is for size: the cases of the theme in the area
as a share of all cases of the district, from SIZE_CAP upward in full. Size alone is never enough: a theme that is
neither high nor worsening anywhere has a score but is no candidate and gets no rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import BoolArray, FloatArray, not_negative
from ivp.analysis.noise import IntArray

SIZE_WEIGHT = 0.2
SIZE_CAP = 0.1
"""A tenth of all cases of the district is large; more is not larger."""


@dataclass(frozen=True)
class Score:
    """Arrays of one shape: `score` (0-100), `size` (0-1) and whether the theme may be a candidate at all.

    `score` is NaN without any figure of what is wrong; `size` is NaN where the cases are not known.
    """

    score: FloatArray
    size: FloatArray
    candidate: BoolArray


def score(high: npt.ArrayLike, worsening: npt.ArrayLike, cases: npt.ArrayLike, district_cases: npt.ArrayLike) -> Score:
    """`high` and `worsening` are parts from 0 to 1, NaN where no figure can say; counts of the latest year of a figure.

    Give only recent figures. Cases that are not known count as no size. Raises `ValueError` outside 0-1 or for
    negative numbers.
    """
    wrong, worse, number, all_cases = not_negative(high, worsening, cases, district_cases)
    if np.any(np.maximum(wrong, worse) > 1):
        raise ValueError("high and worsening are parts, from 0 to 1")
    known = np.isfinite([wrong, worse])
    parts = np.where(known, [wrong, worse], 0.0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    share = number / np.where(all_cases > 0, all_cases, np.nan)
    size = np.minimum(share / SIZE_CAP, 1.0)
    together = 100 * ((1 - SIZE_WEIGHT) * parts + SIZE_WEIGHT * np.nan_to_num(size))
    return Score(together, size, np.nan_to_num(parts) > 0)


def ranks(area: npt.ArrayLike, scored: Score) -> IntArray:
    """The rank of every candidate in its area by score, from 1; 0 for a theme that is no candidate.

    `area` numbers the areas. Equal scores in the order given.
    """
    of = np.asarray(area, dtype=np.int64)
    order = np.lexsort((np.arange(of.size), -np.nan_to_num(scored.score), ~scored.candidate, of))
    rank = np.empty(of.size, dtype=np.int64)
    rank[order] = np.arange(of.size) - np.searchsorted(of[order], of[order], side="left") + 1
    return np.where(scored.candidate, rank, 0)
