"""The municipalities most like each municipality of the catalog, by a year of Kerncijfers wijken en buurten."""

from __future__ import annotations

import numpy as np

from ivp.analysis.similar import nearest
from ivp.catalog.models import Catalog, Level
from ivp.store.build.work import Work

TABLE = "85039NED"
COUNT = 10


def add_similar(work: Work, catalog: Catalog) -> None:
    """Fill `similar_variable` (all measures of TABLE) and `similar_area` (the COUNT nearest Dutch municipalities)."""
    cells = work.arrays("similar_cells", table=TABLE)
    areas, row = np.unique(cells["area"].astype(str), return_inverse=True)
    measures, column = np.unique(cells["measure"].astype(str), return_inverse=True)
    own = [area.code for area in catalog.areas if area.level == Level.GEMEENTE and area.code in areas]
    if not own:
        return
    table = np.full((len(areas), len(measures)), np.nan)
    table[row, column] = cells["value"]
    found = nearest(table, COUNT)
    rows = [
        {"area": code, "neighbour": str(areas[other]), "rank": rank, "distance": float(distance)}
        for code in own
        for place in [int(np.searchsorted(areas, code))]
        for rank, (other, distance) in enumerate(zip(found.index[place], found.distance[place], strict=True), start=1)
        if other >= 0
    ]
    work.add("similar_area", rows)
