"""Made-up facts for the tests of the figures, as the reader gives them; no place here is real."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape, unescape
from typing import Any

import plotly.graph_objects as go

from ivp.catalog.models import Event, Indicator, Level
from ivp.facts import Area, Fact, Outline
from ivp.figures.chart import Chart
from ivp.figures.table import Table, Value
from tests.wording import examples as wording

RATE, DRUGS, SURVEY, SCALE, SHARE = wording.RATE, wording.DRUGS, wording.SURVEY, wording.SCALE, wording.SHARE
LOOK: dict[str, Any] = {"title": "Aadorp ligt boven het district", "source": "Bron: tabel 47013NED, politie"}

AREAS = tuple(
    Area(code, Level(level), name, parent, sort, inside=not code.startswith("GM09"))
    for sort, (code, level, name, parent) in enumerate(
        [
            ("NL01", "land", "Nederland", ""),
            ("RE99", "eenheid", "Eenheid Polder", "NL01"),
            ("PD-X", "district", "De Polder", "RE99"),
            ("BT-N", "basisteam", "Noord", "PD-X"),
            ("GM0001", "gemeente", "Aadorp", "BT-N"),
            ("GM0002", "gemeente", "Beedorp", "BT-N"),
            ("BT-Z", "basisteam", "Zuid", "PD-X"),
            ("GM0003", "gemeente", "Ceedorp", "BT-Z"),
            ("GM0004", "gemeente", "Deedorp", "BT-Z"),
            ("WK000101", "wijk", "Wijk 01 Haven", "GM0001"),
            ("WK000102", "wijk", "Wijk 02 Veld", "GM0001"),
            ("GM0901", "gemeente", "Verdorp", ""),
            ("GM0902", "gemeente", "Xeedorp", ""),
        ]
    )
)
INSIDE = tuple(area for area in AREAS if area.inside)
TOWNS = ("GM0001", "GM0002", "GM0003", "GM0004")
PLACES = {area.code: area for area in AREAS}
_READ = {"text", "hovertext", "ticktext", "tip", "label", "note", "explain", "caption", "sign_label"}
_NOT_A_WORD = re.compile(r"\b(nan|NaN|None|null|inf|much_\w+|provisional|withheld)\b")
BREAK = Event(id="knip", start=date(2022, 1, 1), label="Nieuwe telling", text="Anders geteld.", breaks=True)
NO_BREAK = BREAK.model_copy(update={"id": "actie", "label": "Actieweek", "breaks": False})


def row(code: str = "GM0001", period: str = "2024", value: float | None = 10.0, **more: Any) -> Fact:
    """One fact, not compared: `value` per 1,000 on 10,000 inhabitants, margin one to both sides; None: no figure."""
    area = PLACES[code]
    fields: dict[str, Any] = {
        "area": code, "area_name": area.name, "level": area.level, "parent": area.parent,
        "sort": area.sort, "inside": area.inside, "period": period, "denominator": 10_000.0,
    }  # fmt: skip
    if value is None:
        return wording.fact("reference", "change", "figure", **(fields | more))
    figure = {"value": value, "numerator": value * 10, "lower": value - 1, "upper": value + 1}
    return wording.fact("reference", "change", **(fields | figure | more))


def compared(code: str, outcome: str, value: float = 10.0, **more: Any) -> Fact:
    """One fact with an outcome against the rest of the district."""
    against = {"reference": "PD-X", "reference_name": "De Polder", "reference_value": 8.0, "rest": True}
    return row(code, value=value, outcome=outcome, difference=value - 8.0, **(against | more))


def series(values: Mapping[str, float | None], code: str = "GM0001", **more: Any) -> list[Fact]:
    """Facts of one area: {period: figure}."""
    return [row(code, period, value, **more) for period, value in values.items()]


def months(first: int, count: int, value: float = 1.0) -> dict[str, float | None]:
    """`count` months from January of the year `first`, all with one figure."""
    return {f"{first + n // 12}-{n % 12 + 1:02d}": value for n in range(count)}


def facts(*rows: Fact) -> tuple[Fact, ...]:
    """The facts as the reader gives them."""
    return rows


# --- what a chart shows ---------------------------------------------------------------------------------------


def trace(chart: Chart, name: str) -> dict[str, Any]:
    """The one trace with this name."""
    [found] = [trace for trace in chart.spec["data"] if trace["name"] == name]
    return dict(found)


def drawn(trace: Mapping[str, Any], along: str = "y") -> list[float]:
    """The numbers that a trace draws, without its gaps."""
    return [value for value in trace[along] if value is not None]


def annotations(chart: Chart) -> list[str]:
    """The texts written in a chart."""
    return [str(note["text"]) for note in chart.spec["layout"]["annotations"]]


def by_name(table: Table, column: str, key: str = "Gebied") -> dict[Value, Value]:
    """A column of a twin by the names in another one."""
    return dict(zip(table.column(key), table.column(column), strict=True))


def known(table: Table, column: str, **only: str) -> list[Value]:
    """The cells of a column that are not empty, of the rows with these texts (by column)."""
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    return [row[column] for row in rows if row[column] is not None and only.items() <= row.items()]


def words(part: Any, key: str = "") -> Iterator[str]:
    """Every text in a spec that a reader can meet: labels, ticks and explanations, not colours and codes."""
    if isinstance(part, str) and key in _READ:
        yield part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            if name not in ("tones", "colors"):
                yield from words(inner, str(name))
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from words(inner, key)


def check(chart: Chart) -> None:
    """What every chart owes its reader: words, a source, a twin with Dutch columns, and a spec that can be drawn."""
    for text in (chart.title, chart.subtitle, chart.alt, chart.source, chart.name):
        assert text.strip(), chart
    assert chart.title in chart.alt
    json.dumps(chart.spec, allow_nan=False)
    names = chart.table.names
    assert names, "a twin without columns"
    assert len(set(names)) == len(names)
    assert not set(names) & wording.FLAT
    assert not [row for row in chart.table.rows if len(row) != len(names)]
    for text in [*words(chart.spec), *chart.notes, chart.title, chart.subtitle, chart.alt, *names]:
        assert not _NOT_A_WORD.search(text), text
    if chart.kind == "plotly":
        go.Figure(data=chart.spec["data"], layout=chart.spec["layout"])


def indicator(one: Indicator, **changes: Any) -> Indicator:
    """An indicator with other fields."""
    return one.model_copy(update=changes)


def outlines(*codes: str) -> tuple[Outline, ...]:
    """Squares of a tenth of a degree in a row from west to east."""
    return tuple(
        Outline(code, PLACES[code].name, PLACES[code].parent, json.dumps(polygon(_square(4.0 + at / 10))))
        for at, code in enumerate(codes)
    )


def polygon(ring: list[list[float]]) -> dict[str, Any]:
    """A GeoJSON polygon without holes."""
    return {"type": "Polygon", "coordinates": [ring]}


def _square(west: float) -> list[list[float]]:
    east = west + 0.1
    return [[west, 51.5], [east, 51.5], [east, 51.6], [west, 51.6], [west, 51.5]]


def shown_tip(html: str, fields: Mapping[str, Any]) -> str:
    """What a tooltip says, filled in as Streamlit does it and with hidden parts left away as a browser does."""
    for field in re.findall(r"{(.*?)}", html):
        if field in fields:
            html = html.replace(f"{{{field}}}", escape(str(fields[field])), 1)
    parts = re.findall(r'<div style="display:(.*?)">(.*?)</div>', html, re.DOTALL)
    return "".join(unescape(words) for shown, words in parts if shown == "block")
