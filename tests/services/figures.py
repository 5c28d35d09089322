"""Synthetic registered crime that adds up: kinds to their total, months to years, buurten to wijken, members to units.

Nothing here is about a real place: only codes and names are real. Figures follow from a seed and the code, with a
season, a slope and chance, so that charts of them look like charts.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np

FIRST_YEAR = 2012
YEARS = 15
LAST_MONTH = 10
"""The running year, 2026, has months up to October and no year figure."""
MONTHS = (YEARS - 1) * 12 + LAST_MONTH


def seeded(text: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(text.encode()))


class Registered:
    """Counts per month of kinds (without the total), for municipalities, their buurten, and what is made of them.

    `sizes`: inhabitants by municipality code; `buurten`: codes by municipality; `units`: members by larger area.
    """

    def __init__(
        self,
        name: str,
        kinds: Sequence[str],
        sizes: dict[str, int],
        buurten: dict[str, list[str]],
        units: dict[str, list[str]],
    ) -> None:
        self.name, self.kinds, self.sizes, self.buurten, self.units = name, list(kinds), sizes, buurten, units
        rng = seeded(name)
        self.rates = rng.gamma(0.6, 0.00012, len(kinds)) + 1e-6  # per inhabitant and month

    @cached_property
    def by_municipality(self) -> dict[str, np.ndarray]:
        """Kinds x months."""
        month = np.arange(MONTHS)
        made = {}
        for code, people in self.sizes.items():
            rng = seeded(self.name + code)
            level = rng.gamma(12, 1 / 12, len(self.kinds)) * self.rates * people
            slope = rng.normal(0, 0.02, len(self.kinds))
            season = 1 + 0.15 * np.sin(2 * np.pi * (month + rng.integers(12)) / 12)
            made[code] = rng.poisson(level[:, None] * np.exp(slope[:, None] * month / 12) * season)
        return made

    def of(self, area: str) -> np.ndarray:
        """Kinds x months of any area: municipality, wijk, buurt, or a larger one as the sum of its members."""
        if area in self.by_municipality:
            return self.by_municipality[area]
        if area in self.units:
            return np.sum([self.by_municipality[member] for member in self.units[area]], axis=0)
        return self._inside(area)

    def _inside(self, area: str) -> np.ndarray:
        municipality = "GM" + area[2:6]
        if municipality not in self.buurten:
            return np.zeros((len(self.kinds), MONTHS), dtype=int)
        shares = self._shares[municipality]
        own = [i for i, code in enumerate(self.buurten[municipality]) if code[2:].startswith(area[2:])]
        return np.asarray(shares[:, :, own].sum(axis=2))

    @cached_property
    def _shares(self) -> dict[str, np.ndarray]:
        """Kinds x months x buurten of every municipality; a hundredth has no known buurt."""
        made = {}
        for code, buurten in self.buurten.items():
            rng = seeded(self.name + "buurt" + code)
            weights = rng.dirichlet(np.full(len(buurten), 1.5)) * 0.99
            made[code] = rng.multinomial(self.by_municipality[code], [*weights, 0.01])
        return made

    def years(self, area: str) -> np.ndarray:
        """Kinds x years that are over."""
        whole = self.of(area)[:, : (YEARS - 1) * 12]
        return np.asarray(whole.reshape(len(self.kinds), YEARS - 1, 12).sum(axis=2))
