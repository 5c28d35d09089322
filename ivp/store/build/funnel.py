"""Funnel limits per indicator and period, over a grid of population sizes."""

from __future__ import annotations

import numpy as np

from ivp.analysis import places
from ivp.analysis.levels import FIRM_CONFIDENCE
from ivp.store.build.work import PER, Work

GRID_POINTS = 25
ENOUGH_AREAS = 100


def add_funnels(work: Work) -> None:
    """Fill `funnel_limit`: limits round the middle municipality, as municipalities differ.

    Only for rates and periods with at least ENOUGH_AREAS municipalities of which enough have cases to tell how they
    differ: with fewer there is no funnel to speak of.
    """
    rows = work.arrays("funnels", enough=ENOUGH_AREAS)
    groups = work.arrays("funnel_sizes")
    if not len(groups["smallest"]):
        return
    between = places.between_places(rows["numerator"], rows["denominator"], rows["place"], len(groups["smallest"]))
    sizes = np.geomspace(groups["smallest"], groups["largest"], GRID_POINTS, axis=1)
    middle, tau = between.middle[:, None], between.tau[:, None]
    near = places.limits_between(sizes, middle, tau, per=PER)
    far = places.limits_between(sizes, middle, tau, FIRM_CONFIDENCE, per=PER)
    work.lend(
        {
            "place": np.repeat(np.arange(len(sizes)), GRID_POINTS),
            "target": np.repeat(between.middle * PER, GRID_POINTS),
            "denominator": sizes.ravel(),
            "lower": near.lower.ravel(),
            "upper": near.upper.ravel(),
            "lower_firm": far.lower.ravel(),
            "upper_firm": far.upper.ravel(),
        }
    )
    work.insert("funnel_limit", "funnel_limit")
