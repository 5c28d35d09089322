"""The floor: the overview as one HTML file with both references in it; a click shows another part of what is there.

What no server and no framework can beat. It follows `gebied` and `vergelijk` only, and nothing can be asked of it that
was not written beforehand.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path

FOLLOW = """const follow = () => {
  const query = new URLSearchParams(location.search), reference = query.get('vergelijk') ?? 'district'
  for (const table of document.querySelectorAll('table')) table.hidden = table.id !== reference
  for (const cell of document.querySelectorAll('td')) {
    cell.classList.toggle('chosen', cell.dataset.area === query.get('gebied'))
  }
  document.querySelector('h1').textContent = `Overzicht ${query.get('gebied') ?? ''}, vergeleken met ${reference}`
}
addEventListener('popstate', follow)
follow()"""


def page(figures: Path) -> str:
    """The file, made of the CSV of the overview."""
    with figures.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    tables = "".join(_table(name, list(some)) for name, some in groupby(cells, key=lambda one: one["reference"]))
    style = "<style>.chosen{outline:2px solid}</style>"
    head = f"<!doctype html><html lang=nl><meta charset=utf-8><title>Overzicht</title>{style}"
    return f"{head}<h1>Overzicht</h1>{tables}<script>{FOLLOW}</script></html>"


def _table(name: str, cells: list[dict[str, str]]) -> str:
    areas = {one["area"]: one["name"] for one in cells}
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for one in cells:
        rows[one["label"]][one["area"]] = one
    head = "".join(f"<th scope=col>{escape(area)}" for area in areas.values())
    body = "".join(
        f"<tr><th scope=row>{escape(label)}{''.join(_cell(row.get(code)) for code in areas)}"
        for label, row in rows.items()
    )
    return f"<table id={name} hidden><tr><td>{head}{body}</table>"


def _cell(cell: dict[str, str] | None) -> str:
    if cell is None:
        return "<td>"
    told = f'title="{escape(cell["explain"])}" data-area="{cell["area"]}"'
    return f'<td style="background:{cell["fill"]}" {told}>{escape(cell["text"])}'


def main(folder: Path, port: int) -> None:
    """Write the page in `folder` and serve it."""
    (folder / "index.html").write_text(page(folder / "overview.csv"), encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
