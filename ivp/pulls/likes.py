"""The municipalities most like ours, for `comparison.csv`: a refresh asks the figures of those that stand there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.analysis.similar import nearest
from ivp.catalog.models import Catalog, Level
from ivp.snapshot import NAMES_FILE

TABLE = "85039NED"
COUNT = 10
"""The table and the number of likes; the database is built with the same."""
_STILL = 1
"""Who has figures in the newest year or the one before is a municipality still."""


def likes(folder: Path, catalog: Catalog) -> dict[str, str]:
    """Code -> name of the municipalities outside the district among the likes of one of ours, by code.

    From the snapshot in `folder`; municipalities that are no more are left out.
    """
    tables = [snapshot.read_table(folder, e.file) for e in snapshot.read_manifest(folder).files if e.file != NAMES_FILE]
    figures = pd.concat([table[table["area"].str.startswith("GM")] for table in tables], ignore_index=True)
    wide = figures[figures["table"] == TABLE].pivot(index="area", columns="measure", values="value")
    ours = [area.code for area in catalog.areas if area.level is Level.GEMEENTE]
    found = nearest(wide.to_numpy(), COUNT).index
    near = {
        str(wide.index[at]) for code in ours if code in wide.index for at in found[wide.index.get_loc(code)] if at >= 0
    }
    years = figures.groupby("area")["period"].max().str[:4].astype(int)
    still = years.index[years >= years.max() - _STILL]
    names = snapshot.read_table(folder, NAMES_FILE).drop_duplicates("code").set_index("code")["name"]
    return {code: str(names.get(code, code)) for code in sorted(near & set(still) - set(ours))}
