"""Inhabitants that were made up: of municipalities per month, of their wijken and buurten per year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tests.services import codes
from tests.services.codes import Country
from tests.services.figures import seeded, size

FIRST = 2002
UNTIL = 2027
MONTHS = (UNTIL - FIRST) * 12 + 1


class People:
    """`begin` gives inhabitants at the start of every month from January 2002, by area."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self._known = {code: self._made(code) for code in country.municipalities}

    def _made(self, code: str) -> np.ndarray:
        rng = seeded("growth" + code)
        years = np.arange(MONTHS) / 12
        grown = size(code) * np.exp(rng.normal(0.004, 0.003) * (years - years[-1]))
        return np.asarray(np.round(grown + rng.normal(0, size(code) * 0.0004, MONTHS)), dtype=np.int64)

    def begin(self, area: str) -> np.ndarray:
        """Months; NaN for an area that is not there (any more)."""
        if area in self._known:
            return self._known[area]
        members = self.country.units.get(area, [])
        return np.sum([self._known[one] for one in members], axis=0) if members else np.full(MONTHS, np.nan)

    def first_of_january(self, area: str, year: int) -> float:
        """Inhabitants of any area, also a wijk or buurt, rounded to 5 there."""
        if area[:2] not in ("WK", "BU"):
            return float(self.begin(area)[(year - FIRST) * 12])
        gemeente = "GM" + area[2:6]
        shares = dict(zip(codes.BUURTEN[gemeente], _shares(gemeente), strict=True))
        whole = self.begin(gemeente)[(year - FIRST) * 12]
        inside = sum(share for code, share in shares.items() if code[2:].startswith(area[2:]))
        return float(np.floor(whole * inside / 5) * 5)

    def table(self, areas: Sequence[str], keys: Sequence[str], end: bool = False, mean: bool = False) -> np.ndarray:
        """Areas x periods: at the begin (or end) of each period, or the mean over it; NaN for what is not there yet."""
        start = np.array([_month(key) for key in keys])
        after = start + np.array([12 if "JJ" in key else 1 for key in keys])
        begins = np.array([self.begin(area) for area in areas], dtype=float)
        if mean:
            found = np.round((begins[:, start] + begins[:, np.minimum(after, MONTHS - 1)]) / 2)
            found[:, [key.startswith(str(UNTIL - 1)) for key in keys]] = np.nan
            return np.asarray(found)
        return np.asarray(begins[:, after if end else start])


def _month(key: str) -> int:
    return (int(key[:4]) - FIRST) * 12 + (0 if "JJ" in key else int(key[6:]) - 1)


@lru_cache(maxsize=64)
def _shares(gemeente: str) -> np.ndarray:
    return seeded("people in" + gemeente).dirichlet(np.full(len(codes.BUURTEN[gemeente]), 1.5))


@lru_cache(maxsize=4)
def people(country: Country) -> People:
    return People(country)
