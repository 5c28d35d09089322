"""The overview in Dash: one heat map of the table, read once at the start. No map, no plan, no words, no findings."""

import csv
import os
import sys
from pathlib import Path
from urllib.parse import parse_qs

from dash import Dash, Input, Output, dcc, html

with (Path(os.environ["TWINS_DATA"]) / "figures.csv").open() as file:
    ROWS = list(csv.DictReader(file))
AREAS = sorted({row["area"] for row in ROWS})
KINDS = sorted({row["code"] for row in ROWS})
app = Dash(__name__)
app.layout = html.Div([dcc.Location(id="url"), html.H1(id="head"), dcc.Graph(id="matrix")])


@app.callback(Output("head", "children"), Output("matrix", "figure"), Input("url", "search"))
def show(search):  # type: ignore[no-untyped-def]
    year = parse_qs((search or "").lstrip("?")).get("jaar", ["2024"])[0]
    values = {(row["code"], row["area"]): float(row["value"]) for row in ROWS if row["period"] == year}
    cells = [[values.get((kind, area)) for area in AREAS] for kind in KINDS]
    return f"Misdrijven {year}", {"data": [{"type": "heatmap", "x": AREAS, "y": KINDS, "z": cells}]}


app.run(port=int(sys.argv[1]), debug=False)
