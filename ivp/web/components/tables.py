"""A table of texts: an inline component.

`st.table` cannot be scrolled with the keyboard on a phone; `st.dataframe` is a picture with English numbers and menus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ivp.figures.table import Table, Value, is_numeric
from ivp.web.components.inline import asset
from ivp.web.scripts import loader
from ivp.wording.numbers import figure, number

_MOST_DECIMALS = 3
_component = st.components.v2.component(
    "ivp_table", html="<div class='scroller'></div>", css=asset("table.css"), js=loader("table.js")
)


def show_table(table: Table, *, alt: str) -> None:
    """A real HTML table with Dutch numbers; `alt` says what it holds. It scrolls inside itself where it must."""
    _component(data=table_data(table, alt))


def choice_table(
    table: Table, codes: Sequence[str], chosen: str, *, alt: str, key: str, on_choice: Callable[[str], None]
) -> None:
    """A table in which the first cell of every row is a button that chooses its code, or lets go the one `chosen`.

    `on_choice` is a callback with one of `codes`, or '' for none; what else the browser sends is not taken.
    """

    def taken() -> None:
        code = getattr(st.session_state.get(key), "choice", None)
        if code in codes:
            on_choice("" if code == chosen else str(code))

    data = table_data(table, alt)
    for column in data["columns"][1:]:
        column["number"] = True  # figures with a sign are texts, and still stand under each other
    _component(key=key, data={**data, "codes": list(codes), "chosen": chosen}, on_choice_change=taken)


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
