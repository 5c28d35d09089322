"""Two gemeenten held against each other, or one against those that are like it: by theme which is higher on what.

Two rates are tested as everywhere (`analysis.rates`): independent counts, with the extra spread that the figures of an
indicator have from year to year. Of a gemeente against its likes the store has the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from ivp.analysis import rates, shares
from ivp.catalog.models import Indicator, Level, Statistic
from ivp.export.reading import Reading
from ivp.facts import ALIKE, Area, Fact
from ivp.outcomes import Outcome, Usual

_OUTCOMES = {
    -2: Outcome.MUCH_LOWER, -1: Outcome.LOWER, 0: Outcome.SIMILAR, 1: Outcome.HIGHER, 2: Outcome.MUCH_HIGHER,
}  # fmt: skip
_OF_LIKES = {Usual.HIGH: Outcome.HIGHER, Usual.LOW: Outcome.LOWER, Usual.USUAL: Outcome.SIMILAR}
_ROUNDED = 2.0  # cases that the truth may lie off where a table is rounded to five


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator of both: how the first is against the second; `NONE` where that cannot be judged.

    `other` is the figure of the second; of similar gemeenten their middle one. `indicative`: one of them rests on few
    cases.
    """

    indicator: Indicator
    fact: Fact
    other: float | None
    outcome: Outcome
    indicative: bool


@dataclass(frozen=True, slots=True)
class ThemePairs:
    """The indicators of a theme, one of those that count the same."""

    theme: str
    label: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """An area against another one, or against `ALIKE`."""

    one: Area
    other: Area
    themes: tuple[ThemePairs, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Of all themes."""
        return tuple(pair for theme in self.themes for pair in theme.pairs)


class _Spread(Protocol):
    @property
    def indicator(self) -> str: ...
    @property
    def sigma(self) -> float | None: ...


class _Twin(Protocol):
    @property
    def indicator(self) -> str: ...
    @property
    def leads(self) -> bool: ...


@runtime_checkable
class Noisy(Protocol):
    """A store that knows how much its figures move by themselves, and which of them count the same."""

    def spreads(self) -> Sequence[_Spread]: ...
    def twins(self) -> Sequence[_Twin]: ...


def against(reading: Reading, one: Area, other: Area) -> Against:
    """The last figures of `one` against those of `other` of the same year; of two gemeenten, or of one and `ALIKE`.

    Indicators of the matrix that count something; of those that count the same only the one that leads. A figure of
    which the spread is not known is not judged.
    """
    behind = {twin.indicator for twin in reading.twins() if not twin.leads} if isinstance(reading, Noisy) else set()
    rows = [row for row in reading.indicators() if row.order is not None and row.id not in behind]
    rows = [row for row in rows if row.statistic in (Statistic.RATE, Statistic.SHARE)]
    facts = reading.matrix([row.id for row in rows], levels=[Level.GEMEENTE], reference_level=Level.DISTRICT)
    here = {fact.indicator: fact for fact in facts if fact.area.code == one.code}
    there = {fact.indicator: fact for fact in facts if fact.area.code == other.code}
    made = {}
    tested = _tested(rows, here, there, _sigma(reading))
    for row in (row for row in rows if row.id in here):
        fact = here[row.id]
        if other.code == ALIKE.code:
            expected = fact.likes.expected if fact.likes else None
            made[row.id] = Pair(row, fact, expected, _OF_LIKES.get(fact.usual, Outcome.NONE), fact.indicative)
        else:
            second = there.get(row.id)
            few = fact.indicative or (second is not None and second.indicative)
            made[row.id] = Pair(row, fact, second.value if second else None, tested.get(row.id, Outcome.NONE), few)
    themes = [
        ThemePairs(
            theme.id, theme.label, tuple(made[row.id] for row in rows if row.theme == theme.id and row.id in made)
        )
        for theme in reading.themes()
    ]
    return Against(one, other, tuple(theme for theme in themes if theme.pairs))


def _sigma(reading: Reading) -> Mapping[str, float]:
    if not isinstance(reading, Noisy):
        return {}
    return {spread.indicator: spread.sigma for spread in reading.spreads() if spread.sigma is not None}


def _tested(
    rows: Sequence[Indicator], here: Mapping[str, Fact], there: Mapping[str, Fact], sigma: Mapping[str, float]
) -> dict[str, Outcome]:
    """The outcome by indicator, of those with a rate on both sides and a known spread."""
    found: dict[str, Outcome] = {}
    for statistic in (Statistic.RATE, Statistic.SHARE):
        usable = [
            row
            for row in rows
            if row.statistic == statistic
            and row.id in sigma
            and _valued(here.get(row.id))
            and _valued(there.get(row.id))
        ]
        if not usable:
            continue
        slack = [_ROUNDED if row.rounding > 1 else 0.0 for row in usable]
        sides = [_counts([side[row.id] for row in usable], slack) for side in (here, there)]
        spread = np.array([sigma[row.id] for row in usable])
        if statistic == Statistic.RATE:
            codes = rates.compare(sides[0], sides[1], spread, bounds=False).outcome
        else:
            codes = shares.compare_shares(sides[0], sides[1], spread).outcome
        found |= {row.id: _OUTCOMES.get(int(code), Outcome.NONE) for row, code in zip(usable, codes, strict=True)}
    return found


def _valued(fact: Fact | None) -> bool:
    return fact is not None and None not in (fact.value, fact.numerator, fact.denominator)


def _counts(facts: Sequence[Fact], slack: Sequence[float]) -> rates.Counts:
    """One gemeente in one year each: what happens there is not diluted by others."""
    cases = np.array([fact.numerator for fact in facts], dtype=float)
    people = np.array([fact.denominator for fact in facts], dtype=float)
    return rates.counts(cases, people, 1.0, slack)
