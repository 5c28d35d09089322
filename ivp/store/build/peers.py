"""Every yearly rate among the municipalities most like its area, and of a sum what the likes of its members give."""

from __future__ import annotations

import numpy as np

from ivp.analysis import peers
from ivp.analysis.levels import NONE
from ivp.outcomes import Usual
from ivp.store.build.similar import COUNT
from ivp.store.build.work import PER, Arrays, Work

_WORDS = {1: Usual.HIGH, -1: Usual.LOW, 0: Usual.USUAL, int(NONE): Usual.UNKNOWN}


def add_peers(work: Work) -> None:
    """Fill `peer`: only where at least eight likes have a figure for that year."""
    cells, own = work.arrays("peer_cells"), work.arrays("peer_figures")
    cases, people = np.full((2, len(own["slack"]), COUNT), np.nan)
    cases[cells["place"], cells["rank"]], people[cells["place"], cells["rank"]] = (
        cells["numerator"],
        cells["denominator"],
    )
    likes = peers.likes_of(cases, people)
    rates = own["numerator"] / own["denominator"]
    members, sums = work.arrays("peer_sums"), work.arrays("peer_sum_figures")
    of, number = members["member"], len(sums["slack"])
    likes_of_sums = peers.likes_of_sums(likes.at(of), own["denominator"][of], members["sum"], number)
    nowhere = peers.Place(*np.zeros((2, number), dtype=np.int64))
    parts = [_among(own, likes, peers.place_among(rates, cases / people)), _among(sums, likes_of_sums, nowhere)]
    work.lend({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
    work.insert("peer", "peer")


def _among(own: Arrays, likes: peers.Likes, place: peers.Place) -> Arrays:
    among = peers.among_likes(own["numerator"], own["denominator"], likes, own["slack"])
    words = np.array([str(_WORDS[code]) for code in among.outcome.tolist()], dtype=object)
    return {
        "usual": words,
        "expected": likes.expected * PER,
        "lower": among.lower * PER,
        "upper": among.upper * PER,
        "place": place.place,
        "among": place.among,
    }
