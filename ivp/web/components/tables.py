"""A table of texts: an inline component.

`st.table` cannot be scrolled with the keyboard on a phone; `st.dataframe` is a picture with English numbers and menus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ivp.figures.table import Table, Value, is_numeric
from ivp.web.components.inline import asset
from ivp.wording.numbers import figure, number

_MOST_DECIMALS = 3
_component = st.components.v2.component(
    "ivp_table", html="<div class='scroller'></div>", css=asset("table.css"), js=asset("table.js")
)


def show_table(table: Table, *, alt: str) -> None:
    """A real HTML table with Dutch numbers; `alt` says what it holds. It scrolls inside itself where it must."""
    _component(data=table_data(table, alt))


def table_data(table: Table, alt: str) -> dict[str, Any]:
    """The data of the component: columns with `label` and `number`, and the rows as texts; missing is empty."""
    columns = dict(table.columns())
    numeric = {name: is_numeric(values) for name, values in columns.items()}
    texts = [
        numbers_in_dutch(name, values) if numeric[name] else ["" if value is None else str(value) for value in values]
        for name, values in columns.items()
    ]
    return {
        "alt": alt,
        "columns": [{"label": name, "number": numeric[name]} for name in table.names],
        "rows": [list(row) for row in zip(*texts, strict=True)],
    }


def numbers_in_dutch(name: str, values: Sequence[Value]) -> list[str]:
    """Numbers in Dutch, a column with as many decimals as its figures need (three at the most); years as they are."""
    known = [figure(value) for value in values]
    if name.lower() in ("jaar", "periode"):
        return ["" if value is None else str(int(value)) for value in known]
    decimals = next((n for n in range(_MOST_DECIMALS) if all(_fits(value, n) for value in known)), _MOST_DECIMALS)
    return ["" if value is None else number(value, decimals) for value in known]


def _fits(value: float | None, decimals: int) -> bool:
    return value is None or abs(round(value, decimals) - round(value, _MOST_DECIMALS)) < 5e-4
