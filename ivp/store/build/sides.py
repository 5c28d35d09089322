"""Both sides of a test, as arrays in the order of the rows that SQL handed over."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy.typing as npt

from ivp.analysis import rates
from ivp.analysis.levels import BoolArray, CodeArray, FloatArray
from ivp.analysis.rates import Counts


class Side(NamedTuple):
    """Figures: arrays of one length; `half` is half the width of the interval, the others as in `rates.Counts`."""

    kind: CodeArray
    value: FloatArray
    numerator: FloatArray
    denominator: FloatArray
    half: FloatArray
    sigma: FloatArray
    concentration: FloatArray
    slack: FloatArray

    def at(self, rows: npt.NDArray[Any]) -> Side:
        """These rows, by number or by true and false."""
        return Side(*(column[rows] for column in self))

    @property
    def counts(self) -> Counts:
        """The cases and the people (of a share: the whole) that they are held against."""
        return rates.counts(self.numerator, self.denominator, self.concentration, self.slack)


def both(kind: int, own: Side, other: Side) -> tuple[BoolArray, tuple[Side, Side]]:
    """Which rows are of this kind, and both sides of them."""
    of: BoolArray = own.kind == kind
    return of, (own.at(of), other.at(of))
