"""Goals (streefwaarden): reached, on schedule or behind, against a straight path from the base to the target.

MOPAC's quarterly decks on the Police and Crime Plan put the target first and the figure beside it; they give no
margin. Here the margin says whether the figure lies certainly on its side of what it is held against. A goal that is
not reached says nothing about why: the plan itself names context and capacity.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import BoolArray, FloatArray, floats


class GoalState(StrEnum):
    """How far a goal is; `unknown` without a figure that may be held against the base."""

    REACHED = "reached"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    UNKNOWN = "unknown"


class Progress(NamedTuple):
    """Arrays of one shape. `needed`: what the path asks in the year of the figure, in the unit of the figure.

    `state` holds values of `GoalState`; `certain` says that the 95 % interval of the figure lies wholly on the side
    that the state says (False where there is no interval).
    """

    needed: FloatArray
    state: npt.NDArray[np.str_]
    certain: BoolArray


def needed_now(
    base: npt.ArrayLike,
    target: npt.ArrayLike,
    base_year: npt.ArrayLike,
    target_year: npt.ArrayLike,
    year: npt.ArrayLike,
) -> FloatArray:
    """The point in `year` on the straight line from the base to the target; the target from its year on.

    Without a target (NaN) it is the base: then only the direction counts. With a target year that does not lie after
    the base year it is the target.
    """
    start, end, first, last, now = floats(base, target, base_year, target_year, year)
    length = last - first
    part = np.where(length > 0, np.clip((now - first) / np.maximum(length, 1), 0, 1), 1)
    return np.where(np.isnan(end), start, start + (end - start) * part)


def progress(
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    target: npt.ArrayLike,
    needed: npt.ArrayLike,
    higher: npt.ArrayLike,
) -> Progress:
    """State of goals: `value` with its 95 % bounds, against `target` (NaN: only a direction) and `needed`.

    `higher`: the figure should go up. Reached: the value has passed the target or equals it. On schedule: not that,
    but it has passed what is needed now (`needed_now`) or equals it. Behind otherwise. A goal without a target is
    never reached; it is on schedule where the figure has moved the right way from its base.
    """
    now, low, high, end, asked = floats(value, lower, upper, target, needed)
    up = np.broadcast_to(np.asarray(higher, dtype=bool), now.shape)

    def passed(figure: FloatArray, bar: FloatArray) -> BoolArray:
        return np.where(up, figure >= bar, figure <= bar)

    reached = passed(now, end)
    only_direction = np.isnan(end)
    on_schedule = np.where(only_direction, np.where(up, now > asked, now < asked), passed(now, asked))
    state = np.select(
        [np.isnan(now) | np.isnan(asked), reached, on_schedule],
        [GoalState.UNKNOWN.value, GoalState.REACHED.value, GoalState.ON_SCHEDULE.value],
        GoalState.BEHIND.value,
    )
    bar = np.where(reached, end, asked)
    least, most = np.where(up, low, high), np.where(up, high, low)  # the least and the most favourable bound
    certain = np.where(state == GoalState.BEHIND.value, ~passed(most, bar), passed(least, bar))
    known = ~np.isnan(low) & ~np.isnan(high) & (state != GoalState.UNKNOWN.value)
    return Progress(asked, state, certain.astype(bool) & known)
