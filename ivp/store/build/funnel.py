"""Funnel limits per indicator and period, over a grid of population sizes."""

from __future__ import annotations

import numpy as np

from ivp.analysis import funnel
from ivp.analysis.levels import CONFIDENCE, FIRM_CONFIDENCE
from ivp.store.build.work import PER, Work

GRID_POINTS = 60
ENOUGH_AREAS = 100


def add_funnels(work: Work) -> None:
    """Fill `funnel_limit`: limits round the rate of all municipalities together.

    Only for rates and periods with at least ENOUGH_AREAS municipalities: with fewer there is no funnel to speak of.
    """
    groups = work.arrays("funnels", enough=ENOUGH_AREAS)
    if not len(groups["target"]):
        return
    sizes = np.geomspace(groups["smallest"], groups["largest"], GRID_POINTS, axis=1)
    target = groups["target"][:, None]
    lower, upper = funnel.limits(sizes, target, CONFIDENCE)
    lower_firm, upper_firm = funnel.limits(sizes, target, FIRM_CONFIDENCE)
    work.lend(
        {
            "place": np.repeat(np.arange(len(sizes)), GRID_POINTS),
            "denominator": sizes.ravel(),
            "lower": lower.ravel() * PER,
            "upper": upper.ravel() * PER,
            "lower_firm": lower_firm.ravel() * PER,
            "upper_firm": upper_firm.ravel() * PER,
        }
    )
    work.insert("funnel_limit", "funnel_limit")
