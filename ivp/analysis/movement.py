"""Movement of a figure: one answer from three signals, the same arrow everywhere.

The signals are outcome codes (`levels`): the change against 2019, the change against the mean of 2020-2022, and the
line through the last five points. At 95 % each is wrong one time in twenty, and any one of three one time in nine; so
two must agree, or one must be firm (99.8 %). Signals on both sides are told as such and not weighed.
Simulated in the tests: some 3.3 % false movement; of a real change of 10 % a year since 2019 three quarters are seen
in the fifth year at 300 cases and sigma 0.1, four in ten at 50 cases.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import NONE

BASE_YEAR = 2019
BASE_MEAN = (2020, 2021, 2022)
LEAST_BASE_YEARS = 2
"""A change is held against 2019 and against the mean of 2020-2022: 2020 and 2021 were years of corona, so one of them
alone is no base. With fewer than two of the three years there is no mean."""
LEAST_SIGNALS = 2

TextArray = npt.NDArray[np.str_]


class Movement(StrEnum):
    """Which way a figure goes. Mixed: signals on both sides. Unknown: fewer than two signals are known."""

    UP = "up"
    DOWN = "down"
    NONE = "none"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Course(StrEnum):
    """A movement with its polarity: for better or for worse."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    NONE = "none"
    MIXED = "mixed"
    UNKNOWN = "unknown"


def movement(*signals: npt.ArrayLike) -> TextArray:
    """Values of `Movement` from three arrays of outcome codes of one shape, NONE where a signal is not known.

    Up (down): two signals or more say so at 95 %, or one at 99.8 %, and none says the opposite. Mixed: both sides have
    a signal. None: nothing of that.
    """
    codes = np.stack(np.broadcast_arrays(*(np.asarray(signal, dtype=np.int8) for signal in signals)))
    known = codes != NONE
    codes = np.where(known, codes, 0)
    up, down = np.any(codes > 0, axis=0), np.any(codes < 0, axis=0)
    enough = (np.sum(codes != 0, axis=0) >= 2) | np.any(np.abs(codes) == 2, axis=0)
    few = known.sum(axis=0) < LEAST_SIGNALS
    rules = [few, up & down, up & enough, down & enough]
    answers = [Movement.UNKNOWN.value, Movement.MIXED.value, Movement.UP.value, Movement.DOWN.value]
    return np.select(rules, answers, Movement.NONE.value)


def course(moved: npt.ArrayLike, polarity: npt.ArrayLike) -> TextArray:
    """Values of `Course`; `polarity` is 1 where higher is better, -1 where lower is, 0 without (then not known).

    Raises `ValueError` for another polarity.
    """
    side = np.asarray(polarity, dtype=np.int64)
    if np.any(np.abs(side) > 1):
        raise ValueError("polarity is 1, -1 or 0")
    answer = np.asarray(moved, dtype=np.str_)
    goes = np.select([answer == Movement.UP.value, answer == Movement.DOWN.value], [1, -1], 0) * side
    rules = [side == 0, goes > 0, goes < 0]
    return np.select(rules, [Course.UNKNOWN.value, Course.FAVOURABLE.value, Course.UNFAVOURABLE.value], answer)
