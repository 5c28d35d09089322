"""What was found out about a figure, and how it is looked at: the enums that every wall lets through, once.

Their values are those in the tables and the URL.
"""

from __future__ import annotations

from enum import StrEnum

from ivp.catalog.models import Polarity


class Outcome(StrEnum):
    """A figure against its reference: `much_` at 99.8 %, the others at 95 %; `none` where there is no comparison."""

    MUCH_HIGHER = "much_higher"
    HIGHER = "higher"
    SIMILAR = "similar"
    LOWER = "lower"
    MUCH_LOWER = "much_lower"
    NONE = "none"

    @property
    def sign(self) -> int:
        """1 for higher, -1 for lower, 0 for no difference that counts or no comparison."""
        return _SIGNS.get(self, 0)

    @property
    def firm(self) -> bool:
        """Whether the difference was called at the second level of confidence."""
        return self in (Outcome.MUCH_HIGHER, Outcome.MUCH_LOWER)


class Movement(StrEnum):
    """A change against an earlier figure, at 95 %; `none` where there is nothing to compare with."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NONE = "none"

    @property
    def sign(self) -> int:
        """1 for up, -1 for down, else 0."""
        return _SIGNS.get(self, 0)


class Direction(StrEnum):
    """The direction over five points, at 99.8 %; `too_few` without five points on one side of every break."""

    RISING = "rising"
    FALLING = "falling"
    STABLE = "stable"
    TOO_FEW = "too_few"

    @property
    def sign(self) -> int:
        """1 for rising, -1 for falling, else 0."""
        return _SIGNS.get(self, 0)


class Arrow(StrEnum):
    """Which way a figure goes by three signals: since 2019, since the mean of 2020-2022, and the line over five points.

    Mixed: signals on both sides. Unknown: fewer than two signals are known.
    """

    UP = "up"
    DOWN = "down"
    NONE = "none"
    MIXED = "mixed"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> int:
        """1 for up, -1 for down, else 0."""
        return _SIGNS.get(self, 0)


class Usual(StrEnum):
    """Whether a figure is unusual among similar municipalities: outside what those differ among themselves."""

    HIGH = "high"
    LOW = "low"
    USUAL = "usual"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> int:
        """1 for unusually high, -1 for unusually low, else 0."""
        return _SIGNS.get(self, 0)


class FindingKind(StrEnum):
    """What a statement that stands out is about."""

    CHANGE = "change"
    COMPARISON = "comparison"
    TREND = "trend"


_SIGNS: dict[StrEnum, int] = {
    Outcome.MUCH_HIGHER: 1, Outcome.HIGHER: 1, Outcome.LOWER: -1, Outcome.MUCH_LOWER: -1,
    Movement.UP: 1, Movement.DOWN: -1, Direction.RISING: 1, Direction.FALLING: -1,
    Arrow.UP: 1, Arrow.DOWN: -1, Usual.HIGH: 1, Usual.LOW: -1,
}  # fmt: skip


class Grain(StrEnum):
    """The step in time that is looked at; the values are those of `?per=`."""

    YEAR = "jaar"
    MONTH = "maand"


class Measure(StrEnum):
    """What of a figure is shown; the values are those of `?maat=`."""

    VALUE = "per-1000"
    COUNT = "aantal"
    DIFFERENCE = "verschil"
    TREND = "trend"


class Good(StrEnum):
    """Whether a side is the good one; neutral without a side or without polarity."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    NEUTRAL = "neutral"


def good(sign: int, polarity: Polarity) -> Good:
    """Whether higher (1), lower (-1) or no difference (0) is favourable under this polarity."""
    if not sign or polarity == Polarity.NONE:
        return Good.NEUTRAL
    return Good.FAVOURABLE if (sign > 0) == (polarity == Polarity.HIGHER_IS_BETTER) else Good.UNFAVOURABLE
