"""The figures of the twins, from the embedded snapshot: as CSV, as SQLite for Datasette, and as a static page."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pandas as pd

from tests.performance.servers import ROOT

_STATIC = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Misdrijven</title>
<h1></h1><table></table><script>
const rows = ROWS;
function show() {
  const year = new URLSearchParams(location.search).get('jaar') || '2024';
  document.querySelector('h1').textContent = 'Misdrijven ' + year;
  document.querySelector('table').innerHTML = rows.filter(row => row[2] === year)
    .map(row => '<tr><td>' + [row[0], row[1], row[3]].join('<td>')).join('');
}
addEventListener('popstate', show); show();
</script></html>"""


def write(folder: Path) -> None:
    """Registered crimes (CBS table 47018NED) of the municipalities in the outlines: code, area, period, value."""
    geojson = ROOT / "data" / "geo" / "gemeenten.geojson"
    areas = [feature["properties"]["code"] for feature in json.loads(geojson.read_text())["features"]]
    table = pd.read_parquet(ROOT / "data" / "snapshot" / "47018NED.parquet")
    chosen = (table["measure"] == "misdrijven") & table["area"].isin(areas) & table["value"].notna()
    figures = table.loc[chosen, ["code", "area", "period", "value"]]
    shutil.copy(geojson, folder)
    figures.to_csv(folder / "figures.csv", index=False)
    with sqlite3.connect(folder / "figures.db") as database:
        figures.to_sql("figures", database, index=False)
    (folder / "index.html").write_text(_STATIC.replace("ROWS", figures.to_json(orient="values")))
