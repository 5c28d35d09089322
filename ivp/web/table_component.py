"""A table of texts: an inline component.

`st.table` cannot be scrolled with the keyboard on a phone; `st.dataframe` is a picture with English numbers and menus.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ivp.web.components import asset, numbers_in_dutch

_component = st.components.v2.component(
    "ivp_table", html="<div class='scroller'></div>", css=asset("table.css"), js=asset("table.js")
)


def text_table(table: pd.DataFrame, alt: str) -> None:
    """Draw `table`; `alt` says what it holds, for who does not see it."""
    _component(data=table_data(table, alt))


def table_data(table: pd.DataFrame, alt: str) -> dict[str, Any]:
    """The data of the component: columns with `label` and `number`, and the rows as texts; missing is empty."""
    numeric = [pd.api.types.is_numeric_dtype(table[name]) for name in table.columns]
    columns = [
        numbers_in_dutch(table[name]) if number else ["" if pd.isna(value) else str(value) for value in table[name]]
        for name, number in zip(table.columns, numeric, strict=True)
    ]
    return {
        "alt": alt,
        "columns": [
            {"label": str(name), "number": number} for name, number in zip(table.columns, numeric, strict=True)
        ],
        "rows": [list(row) for row in zip(*columns, strict=True)],
    }
