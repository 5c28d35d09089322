"""Made-up facts for the tests of the figures, in the columns and types of the reader; no place here is real."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ivp.catalog.models import Event, Indicator
from ivp.figures.chart import Chart
from tests.wording import examples as wording

RATE, DRUGS, SURVEY, SCALE, SHARE = wording.RATE, wording.DRUGS, wording.SURVEY, wording.SCALE, wording.SHARE
LOOK: dict[str, Any] = {"title": "Aadorp ligt boven het district", "source": "Bron: tabel 47013NED, politie"}

AREAS = pd.DataFrame(
    [
        ("NL01", "land", "Nederland", None, 0),
        ("RE99", "eenheid", "Eenheid Polder", "NL01", 1),
        ("PD-X", "district", "De Polder", "RE99", 2),
        ("BT-N", "basisteam", "Noord", "PD-X", 3),
        ("GM0001", "gemeente", "Aadorp", "BT-N", 4),
        ("GM0002", "gemeente", "Beedorp", "BT-N", 5),
        ("BT-Z", "basisteam", "Zuid", "PD-X", 6),
        ("GM0003", "gemeente", "Ceedorp", "BT-Z", 7),
        ("GM0004", "gemeente", "Deedorp", "BT-Z", 8),
        ("WK000101", "wijk", "Wijk 01 Haven", "GM0001", 9),
        ("WK000102", "wijk", "Wijk 02 Veld", "GM0001", 10),
        ("GM0901", "gemeente", "Verdorp", None, 11),
        ("GM0902", "gemeente", "Xeedorp", None, 12),
    ],
    columns=["code", "level", "name", "parent", "sort"],
)
TOWNS = ("GM0001", "GM0002", "GM0003", "GM0004")
_KNOWN = {str(area["code"]): area for area in AREAS.to_dict("records")}
_TEXT = [
    *("indicator", "area", "area_name", "level", "parent", "period", "state", "source", "previous_period"),
    *("change_outcome", "direction", "trend_from", "reference", "reference_name", "outcome"),
]
_READ = {"text", "hovertext", "ticktext", "tip", "label", "note", "explain", "caption", "sign_label"}
_NOT_A_WORD = re.compile(r"\b(nan|NaN|None|null|inf|much_\w+|provisional|withheld)\b")
BREAK = Event(id="knip", start=date(2022, 1, 1), label="Nieuwe telling", text="Anders geteld.", breaks=True)
NO_BREAK = BREAK.model_copy(update={"id": "actie", "label": "Actieweek", "breaks": False})


def row(code: str = "GM0001", period: str = "2024", value: float | None = 10.0, **more: Any) -> dict[str, Any]:
    """One fact, not compared: `value` per 1,000 on 10,000 inhabitants, margin one to both sides; None: no figure."""
    area = _KNOWN[code]
    fields: dict[str, Any] = {
        "area": code, "area_name": area["name"], "level": area["level"], "parent": area["parent"],
        "sort": area["sort"], "inside": not code.startswith("GM09"), "period": period, "denominator": 10_000.0,
    }  # fmt: skip
    if value is None:
        return wording.fact("reference", "change", "figure", **(fields | more)).to_dict()
    figure = {"value": value, "numerator": value * 10, "lower": value - 1, "upper": value + 1}
    return wording.fact("reference", "change", **(fields | figure | more)).to_dict()


def compared(code: str, outcome: str, value: float = 10.0, **more: Any) -> dict[str, Any]:
    """One fact with an outcome against the rest of the district."""
    against = {"reference": "PD-X", "reference_name": "De Polder", "reference_value": 8.0, "rest": True}
    return row(code, value=value, outcome=outcome, difference=value - 8.0, **(against | more))


def series(values: Mapping[str, float | None], code: str = "GM0001", **more: Any) -> list[dict[str, Any]]:
    """Facts of one area: {period: figure}."""
    return [row(code, period, value, **more) for period, value in values.items()]


def months(first: int, count: int, value: float = 1.0) -> dict[str, float | None]:
    """`count` months from January of the year `first`, all with one figure."""
    return {f"{first + n // 12}-{n % 12 + 1:02d}": value for n in range(count)}


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    """The frame as the reader gives it: missing text is NaN, not None."""
    columns = list(wording.fact().index)
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype(dict.fromkeys(_TEXT, "str"))


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
    names = [str(name) for name in chart.table.columns]
    assert names, "a twin without columns"
    assert len(set(names)) == len(names)
    assert not set(names) & set(wording.fact().index)
    for text in [*words(chart.spec), *chart.notes, chart.title, chart.subtitle, chart.alt, *names]:
        assert not _NOT_A_WORD.search(text), text
    if chart.kind == "plotly":
        go.Figure(data=chart.spec["data"], layout=chart.spec["layout"])


def indicator(one: Indicator, **changes: Any) -> Indicator:
    """An indicator with other fields."""
    return one.model_copy(update=changes)


def outlines(*codes: str) -> dict[str, Any]:
    """Squares of a tenth of a degree in a row from west to east, as GeoJSON."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code, "name": _KNOWN[code]["name"], "parent": _parent(code)},
                "geometry": {"type": "Polygon", "coordinates": [_square(4.0 + at / 10)]},
            }
            for at, code in enumerate(codes)
        ],
    }


def _square(west: float) -> list[list[float]]:
    east = west + 0.1
    return [[west, 51.5], [east, 51.5], [east, 51.6], [west, 51.6], [west, 51.5]]


def _parent(code: str) -> str | None:
    parent = _KNOWN[code]["parent"]
    return parent if isinstance(parent, str) else None
