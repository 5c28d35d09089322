"""Synthetic counts that add up: kinds to their total, months to years, buurten to wijken, members to units.

Nothing here is about a real place: only codes and names are real. Figures follow from a seed and the code, with a
season, a slope and chance, so that charts of them look like charts.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np

FIRST_YEAR = 2012
RUNNING_YEAR = 2026
LAST_MONTH = 10
"""The running year has months up to October and no year figure."""
WHOLE_YEARS = RUNNING_YEAR - FIRST_YEAR
MONTHS = WHOLE_YEARS * 12 + LAST_MONTH
LARGE = 70_000
_LARGE_OWN = ("GM0748", "GM1674")
_SMALL_OWN = ("GM0851", "GM0716", "GM0873", "GM1655", "GM1709", "GM0840")
UNPLACED = 0.01
"""Share of what happens in a municipality without a known buurt."""


def seeded(text: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(text.encode()))


@lru_cache(maxsize=1000)
def size(code: str) -> int:
    """Inhabitants of a municipality that were made up; two of ours are large enough for the survey, six are not."""
    if code in ("GM0998", "GM0999"):
        return 300
    drawn = seeded("people" + code).random()
    if code in _LARGE_OWN:
        return round(LARGE + 2_000 + 9_000 * drawn)
    if code in _SMALL_OWN:
        return round(20_000 + 20_000 * drawn)
    return round(15_000 + 65_000 * drawn)


class Registered:
    """Counts per month of kinds (without the total), for municipalities, their buurten, and what is made of them.

    `per_thousand` is what all kinds together count per 1,000 inhabitants and year; `shares` divides it over the kinds
    (drawn when it is not given). `buurten`: codes by municipality; `units`: members by larger area.
    """

    def __init__(
        self,
        name: str,
        kinds: Sequence[str],
        units: Mapping[str, Sequence[str]],
        buurten: Mapping[str, Sequence[str]],
        per_thousand: float,
        shares: Sequence[float] | None = None,
    ) -> None:
        self.name, self.kinds, self.units = name, list(kinds), units
        self.buurten = {code: list(inside) for code, inside in buurten.items() if code in units["NL01"]}
        drawn = np.asarray(shares) if shares else seeded(name).gamma(0.6, 1, len(kinds)) + 0.01
        self.rates = drawn / drawn.sum() * per_thousand / 12_000  # per inhabitant and month

    @cached_property
    def by_municipality(self) -> dict[str, np.ndarray]:
        """Kinds x months."""
        return {code: self._made(code) for code in self.units["NL01"]}

    def _made(self, code: str) -> np.ndarray:
        rng, month = seeded(self.name + code), np.arange(MONTHS)
        level = rng.gamma(12, 1 / 12, len(self.kinds)) * self.rates * size(code)
        slope = rng.normal(0, 0.02, len(self.kinds))
        season = 1 + 0.15 * np.sin(2 * np.pi * (month + rng.integers(12)) / 12)
        drawn = rng.poisson(level[:, None] * np.exp(slope[:, None] * month / 12) * season)
        return np.asarray(drawn, dtype=np.int32)

    def of(self, area: str) -> np.ndarray:
        """Kinds x months of any area: municipality, wijk, buurt, or a larger one as the sum of its members."""
        if area in self.by_municipality:
            return self.by_municipality[area]
        nothing: np.ndarray = np.zeros((len(self.kinds), MONTHS), dtype=np.int32)
        if area in self.units:
            members = self.units[area]
            return np.asarray(np.sum([nothing, *(self.by_municipality[one] for one in members)], axis=0))
        if area == "BU00000000":
            return np.asarray(np.sum([nothing, *(shares[:, :, -1] for shares in self._shares.values())], axis=0))
        municipality = "GM" + area[2:6]
        if municipality not in self.buurten:
            return nothing
        own = [i for i, code in enumerate(self.buurten[municipality]) if code[2:].startswith(area[2:])]
        return np.asarray(self._shares[municipality][:, :, own].sum(axis=2))

    @cached_property
    def _shares(self) -> dict[str, np.ndarray]:
        """Kinds x months x buurten of every municipality, and last what has no known buurt."""
        made = {}
        for code, buurten in self.buurten.items():
            rng = seeded(self.name + "buurt" + code)
            weights = rng.dirichlet(np.full(len(buurten), 1.5)) * (1 - UNPLACED)
            drawn = rng.multinomial(self.by_municipality[code], [*weights, UNPLACED])
            made[code] = np.asarray(drawn, dtype=np.int32)
        return made

    def slots(self, area: str, keys: Sequence[str]) -> np.ndarray:
        """Kinds x periods, for keys such as 2024MM03 and 2024JJ00."""
        months = self.of(area)
        years = months[:, : WHOLE_YEARS * 12].reshape(len(self.kinds), WHOLE_YEARS, 12).sum(axis=2)
        every = np.concatenate([months, years], axis=1)
        return np.asarray(every[:, [_slot(key) for key in keys]])


class Part(Registered):
    """A part of what is registered, such as what was reported over the internet: never more than the whole."""

    def __init__(self, whole: Registered, name: str, share: float) -> None:
        self.name, self.kinds, self.units, self.buurten = name, whole.kinds, whole.units, whole.buurten
        self.whole, self.share = whole, share

    def _made(self, code: str) -> np.ndarray:
        drawn = seeded(self.name + code).binomial(self.whole.by_municipality[code], self.share)
        return np.asarray(drawn, dtype=np.int32)


def _slot(key: str) -> int:
    year = int(key[:4]) - FIRST_YEAR
    return MONTHS + year if "JJ" in key else year * 12 + int(key[6:]) - 1
