"""How much every indicator moves between years by itself: from all gemeenten of the country, before anything is judged.

After a refresh of our own areas the figures of other gemeenten are those of before, so it still stands on them.
"""

from __future__ import annotations

import numpy as np

from ivp.analysis import noise, rates
from ivp.analysis.levels import BoolArray
from ivp.store.build.work import Arrays, Work

SHOWN_AT = (100, 500, 2000)
"""Cases for which the least visible change is told."""


def add_spreads(work: Work) -> None:
    """Fill `spread`: a row per indicator that counts. The change that is visible is told of rates only."""
    pairs = work.arrays("spread_pairs")
    shares = work.arrays("counted")["is_share"].astype(bool)
    found = _spread(pairs, shares)
    sigma = noise.borrowed(found, shares)
    columns: Arrays = {"sigma": sigma, "pairs": found.pairs, "own": found.own}
    for cases in SHOWN_AT:
        seen = rates.least_visible(cases, np.where(shares, np.nan, sigma))
        columns |= {f"least_down_{cases}": seen.lower, f"least_up_{cases}": seen.upper}
    work.lend({"place": np.arange(shares.size), **columns})
    work.insert("spread", "spread")


def _spread(pairs: Arrays, shares: BoolArray) -> noise.Spread:
    of = pairs["is_share"].astype(bool)
    counts, parts = ({name: column[rows] for name, column in pairs.items()} for rows in (~of, of))
    rates_have = noise.spread_of_counts(
        counts["now"],
        counts["then"],
        counts["all_now"],
        counts["all_then"],
        counts["place"],
        shares.size,
        counts["rounded"],
    )
    shares_have = noise.spread_of_shares(
        (parts["now"], parts["whole"]),
        (parts["then"], parts["whole_then"]),
        (parts["all_now"], parts["all_whole"]),
        (parts["all_then"], parts["all_whole_then"]),
        parts["place"],
        shares.size,
        parts["rounded"],
    )
    return noise.Spread(
        np.where(shares, shares_have.sigma, rates_have.sigma),
        np.where(shares, shares_have.pairs, rates_have.pairs),
        np.where(shares, shares_have.own, rates_have.own),
    )
