"""The *toets*: do the figures of an area support a priority? Declared rules, made before the figures arrive.

No norm prescribes them; they are ours, after three examples. The Scottish National Performance Framework fixes per
indicator when it is improving or worsening, judged by statisticians and not by ministers. OHID Fingertips turns a
comparison and a trend into better or worse by the polarity of the indicator. The Wijkprofiel of Rotterdam shows that
registration and feeling can point opposite ways, so the two are judged apart and never merged.

Of one indicator (`judge`), every sign tested at 95 % or more (see `comparison`, `trend`, `change`):
1. unfavourable movement: the direction over five points, the change against 2019 or the change against the mean of
   2020-2022 goes the wrong way; favourable movement: one of them goes the right way;
2. *worse*: the level lies on the wrong side of the reference, or the movement is unfavourable only;
3. *better*: the movement is favourable only, and the level is not on the wrong side;
4. *steady*: there are signs, but none of that, also when the movements contradict each other;
5. *unknown*: no polarity, or not one sign is known. Signs that contradict each other are marked `contradictory`.

Of a priority: `deciding`, `majority` and `conclude`. A goal (`analysis.goals`) is shown beside it and never decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import NONE, BoolArray, CodeArray
from ivp.analysis.movement import BASE_MEAN as BASE_MEAN
from ivp.analysis.movement import BASE_YEAR as BASE_YEAR
from ivp.analysis.movement import LEAST_BASE_YEARS as LEAST_BASE_YEARS
from ivp.analysis.toets import OLDEST as OLDEST

IntArray = npt.NDArray[np.int64]
TextArray = npt.NDArray[np.str_]


class Judgement(StrEnum):
    """What one indicator, or the deciding indicators of one kind together, say."""

    WORSE = "worse"
    BETTER = "better"
    STEADY = "steady"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What register and survey together say about a priority."""

    SUPPORTS = "supports"
    NO_REASON = "no_reason"
    IMPROVING = "improving"
    CONTRADICT = "contradict"
    INSUFFICIENT = "insufficient"


class Judged(NamedTuple):
    """Arrays of one shape: values of `Judgement`; whether favourable and unfavourable signs stand beside each other."""

    judgement: TextArray
    contradictory: BoolArray


class Majority(NamedTuple):
    """Per group: the judgement, and how many deciding indicators are worse, better and steady."""

    judgement: TextArray
    worse: IntArray
    better: IntArray
    steady: IntArray


def judge(
    polarity: npt.ArrayLike, level: npt.ArrayLike, trend: npt.ArrayLike, changes: Sequence[npt.ArrayLike]
) -> Judged:
    """Judge indicators by the rule above.

    `polarity`: 1 where higher is better, -1 where lower is, 0 without. The others hold outcome codes (negative for
    lower or falling, positive for higher or rising, 0 for no difference that counts, NONE where not known).
    Raises `ValueError` for another polarity or shapes that do not fit.
    """
    given = [np.asarray(codes, dtype=np.int64) for codes in (polarity, level, trend, *changes)]
    side, position, *movements = np.broadcast_arrays(*given)
    if np.any(np.abs(side) > 1):
        raise ValueError("polarity is 1, -1 or 0")
    good_level, *good = (_favourable(codes, side) for codes in (position, *movements))
    worsening = np.any([sign < 0 for sign in good], axis=0)
    improving = np.any([sign > 0 for sign in good], axis=0)
    worse = (good_level < 0) | (worsening & ~improving)
    better = improving & ~worsening & (good_level >= 0)
    known = (side != 0) & np.any([codes != NONE for codes in (position, *movements)], axis=0)
    judgement = np.select(
        [~known, worse, better], [Judgement.UNKNOWN.value, Judgement.WORSE.value, Judgement.BETTER.value], "steady"
    )
    contradictory = (worsening | (good_level < 0)) & (improving | (good_level > 0))
    return Judged(judgement, contradictory)


def _favourable(codes: npt.NDArray[np.int64], side: npt.NDArray[np.int64]) -> CodeArray:
    """1 where the sign is favourable, -1 where it is not, 0 where there is none or it is not known."""
    return np.where(codes == NONE, 0, np.sign(codes) * side).astype(np.int8)


def deciding(group: npt.ArrayLike, lead: npt.ArrayLike, usable: npt.ArrayLike) -> BoolArray:
    """Which indicators decide: the usable lead ones; supporting ones only in a group without a usable lead one.

    `group` numbers the combinations of priority, area, year and kind of evidence; `usable` says that an indicator has
    a judgement and may decide (it has a polarity and is not found by looking for it: product rule 8).
    """
    of = np.asarray(group, dtype=np.int64)
    heavy, may = np.asarray(lead, dtype=bool), np.asarray(usable, dtype=bool)
    has_lead = np.bincount(of, weights=heavy & may, minlength=1) > 0
    decides: BoolArray = may & (heavy | ~has_lead[of])
    return decides


def majority(group: npt.ArrayLike, judgement: npt.ArrayLike, decides: npt.ArrayLike, groups: int) -> Majority:
    """Judge every group 0 … `groups` - 1 by its deciding indicators.

    Worse (better) where more than half of them are; steady otherwise, so also in a tie; unknown where none decides.
    """
    of, verdict = np.asarray(group, dtype=np.int64), np.asarray(judgement)
    may = np.asarray(decides, dtype=bool)

    def number(kind: Judgement) -> IntArray:
        return np.bincount(of[may & (verdict == kind.value)], minlength=groups).astype(np.int64)

    worse, better, steady = number(Judgement.WORSE), number(Judgement.BETTER), number(Judgement.STEADY)
    total = worse + better + steady
    together = np.select(
        [total == 0, 2 * worse > total, 2 * better > total],
        [Judgement.UNKNOWN.value, Judgement.WORSE.value, Judgement.BETTER.value],
        Judgement.STEADY.value,
    )
    return Majority(together, worse, better, steady)


def conclude(register: npt.ArrayLike, survey: npt.ArrayLike) -> TextArray:
    """The `Outcome` of two arrays of judgements, of the register and of the survey.

    No figure on either side: insufficient. One worse and the other better: contradict. Otherwise one worse: supports;
    one better: improving; nothing of that: no_reason.
    """
    one, two = np.asarray(register), np.asarray(survey)
    worse, better, unknown = (
        [side == kind.value for side in (one, two)] for kind in (Judgement.WORSE, Judgement.BETTER, Judgement.UNKNOWN)
    )
    return np.select(
        [
            unknown[0] & unknown[1],
            (worse[0] & better[1]) | (better[0] & worse[1]),
            worse[0] | worse[1],
            better[0] | better[1],
        ],
        [Outcome.INSUFFICIENT.value, Outcome.CONTRADICT.value, Outcome.SUPPORTS.value, Outcome.IMPROVING.value],
        Outcome.NO_REASON.value,
    )
