"""The overview in Dash: the matrix "Alle indicatoren" with the colours, figures and explanations of ours, and a line.

Run as `python dash_overview.py FOLDER PORT` with Dash installed; FOLDER is what `figures.py` wrote. The files are read
once, at the start. It follows the address as ours does (`gebied` marks a column, `vergelijk`, `thema`). Not in it: the
plan, what stands out, a choice in a cell, margins, downloads, and figures that change while it runs. It runs on
the development server that Dash brings, with threads; a production server was not tried.
"""

import csv
import logging
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import parse_qs

from dash import Dash, Input, Output, dcc, html

FOLDER, PORT = Path(sys.argv[1]), int(sys.argv[2])


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OVERVIEW, YEARS = _read("overview.csv"), _read("years.csv")
app = Dash(__name__, serve_locally=True)
app.layout = html.Div(
    [dcc.Location(id="at", refresh=False), html.H1(id="title"), html.Div(id="matrix"), dcc.Graph(id="line")]
)


@app.callback(
    Output("title", "children"), Output("matrix", "children"), Output("line", "figure"), Input("at", "search")
)
def show(search: str) -> tuple[str, html.Table, dict[str, object]]:
    """The page for a query string."""
    query = {key: values[0] for key, values in parse_qs((search or "").lstrip("?")).items()}
    reference, theme, area = query.get("vergelijk", "district"), query.get("thema", ""), query.get("gebied", "")
    cells = [one for one in OVERVIEW if one["reference"] == reference and theme in ("", one["theme"])]
    indicator = cells[0]["indicator"]
    return f"Overzicht {area} {theme}, vergeleken met {reference}", _matrix(cells, area), _line(indicator, area)


def _matrix(cells: list[dict[str, str]], chosen: str) -> html.Table:
    areas = {one["area"]: one["name"] for one in cells}
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for one in cells:
        rows[one["label"]][one["area"]] = one
    head = html.Tr([html.Th(""), *(html.Th(name, scope="col") for name in areas.values())])
    return html.Table([html.Thead(head), html.Tbody([_row(label, row, areas, chosen) for label, row in rows.items()])])


def _row(label: str, row: dict[str, dict[str, str]], areas: dict[str, str], chosen: str) -> html.Tr:
    cells = [
        html.Td(row[code]["text"], title=row[code]["explain"], style=_style(row[code], chosen))
        if code in row
        else html.Td()
        for code in areas
    ]
    return html.Tr([html.Th(label, scope="row"), *cells])


def _style(cell: dict[str, str], chosen: str) -> dict[str, str]:
    return {"background": cell["fill"]} | ({"outline": "2px solid"} if cell["area"] == chosen else {})


def _line(indicator: str, area: str) -> dict[str, object]:
    series: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in YEARS:
        if one["indicator"] == indicator and area in ("", one["area"]):
            series[one["name"]].append(one)
    lines = [
        {"name": name, "x": [one["year"] for one in some], "y": [float(one["value"]) for one in some]}
        for name, some in series.items()
    ]
    return {"data": lines, "layout": {"title": {"text": indicator}}}


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app.run(port=PORT, debug=False)
