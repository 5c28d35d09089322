"""The IVP matrix on a page: an inline component, because no element of Streamlit is a table of buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ivp.figures.chart import Chart
from ivp.web.components.inline import asset
from ivp.web.scripts import loader

_component = st.components.v2.component(
    "ivp_matrix", html="<div class='matrix'></div>", css=asset("matrix.css"), js=loader("matrix.js")
)
_BETWEEN = ". "
_OWN = ("area", "text", "explain", "state")  # not a look: its area is that of its column, and no script asks its state


@dataclass(frozen=True)
class Choice:
    """What was chosen in a cell: the key of its row, its area, and the page to see it on."""

    row: str
    area: str
    page: str


def ivp_matrix(chart: Chart, key: str) -> Choice | None:
    """Draw the matrix of a chart of kind 'matrix'; the choice is given once, in the run that it causes."""
    result = _component(key=key, data=packed(chart.spec), on_choice_change=lambda: None)
    return choice_of(getattr(result, "choice", None), chart.spec)


def packed(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec as it travels: every look of a cell and every sentence of an explanation once, and in the cells their
    places in those lists. Cells are most of a page and share most of both; `unpack` in matrix.js is the way back.
    """
    looks: dict[tuple[tuple[str, Any], ...], int] = {}
    sentences: dict[str, int] = {}

    def cell(full: Mapping[str, Any]) -> dict[str, Any]:
        look = tuple((name, value) for name, value in full.items() if value and name not in _OWN)
        said = full["explain"].split(_BETWEEN)
        return {
            "text": full["text"],
            "look": looks.setdefault(look, len(looks)),
            "explain": [sentences.setdefault(one, len(sentences)) for one in said],
        }

    sections = [
        section | {"rows": [row | {"cells": [cell(one) for one in row["cells"]]} for row in section["rows"]]}
        for section in spec["sections"]
    ]
    shared = {"looks": [dict(look) for look in looks], "sentences": list(sentences), "between": _BETWEEN}
    return {**spec, "sections": sections, **shared}


def choice_of(sent: object, spec: Mapping[str, Any]) -> Choice | None:
    """The choice that the browser sent, when it names a cell of this matrix and a page of its row; else None."""
    if not isinstance(sent, Mapping):
        return None
    key, area, page = (sent.get(name) for name in ("row", "area", "page"))
    if not isinstance(key, str) or not isinstance(area, str) or not isinstance(page, str):
        return None
    rows = {row["key"]: row for section in spec["sections"] for row in section["rows"]}
    columns = {column["area"] for column in spec["columns"]}
    if key not in rows or area not in columns or page not in {action["page"] for action in rows[key]["actions"]}:
        return None
    return Choice(key, area, page)
