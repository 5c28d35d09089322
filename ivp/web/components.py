"""The pieces that every page is made of: a chart with its twin, notices, empty states, the link to a view."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import pandas as pd
import pydeck
import streamlit as st
from plotly.basedatatypes import BaseFigure

from ivp.export.table_csv import table_csv
from ivp.figures.chart import Chart
from ivp.wording.numbers import number
from ivp.wording.rules import rule_text

_ASSETS = Path(__file__).parent / "assets"
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~$:+!"})
_NO_BASE_MAP = "__MAP_STYLE__"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "showTips": False, "doubleClick": False, "locale": "nl"}

_RULE_TITLES = {
    "vergelijking": "Hoe vergelijken wij?",
    "verandering": "Wanneer telt een verandering?",
    "trend": "Wanneer is er een trend?",
    "indicatief": "Wat is indicatief?",
    "kleuren": "Wat betekenen de kleuren?",
    "toestanden": "Waarom ontbreekt een cijfer?",
    "trechter": "Hoe leest u de trechter?",
    "marge": "Wat is de marge?",
    "toets": "Hoe werkt de toets?",
    "opvallend": "Wanneer is iets opvallend?",
    "kandidaat": "Hoe komt een kandidaat tot stand?",
    "vooruitblik": "Hoe kijken wij vooruit?",
    "doel": "Wanneer ligt een doel op schema?",
}


def asset(name: str) -> str:
    """The text of a file in `assets/`, for an inline component."""
    return (_ASSETS / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    """The text with every sign escaped that markdown would act on: figures and names are never markup."""
    return re.sub(r"^(\s*\d*)([.)-])(?=\s)", r"\1\\\2", text.translate(_MARKDOWN))


_copy_link = st.components.v2.component(
    "kopieer_link", html="<div class='root'></div>", css=asset("copylink.css"), js=asset("copylink.js")
)


def show_chart(
    chart: Chart,
    *,
    key: str,
    on_select: Literal["rerun", "ignore"] | Callable[[], None] | None = None,
    height: int | None = None,
    level: Literal[2, 3] = 2,
    period: str = "",
    brief: bool = False,
) -> Any:
    """Heading, subtitle, chart, notes, source line and the table twin; returns the selection of the chart.

    `level` is the heading level, `height` in pixels, `period` the Dutch period for the download. The answer is
    what Streamlit gives for a selection (a dict), or None without `on_select`. `brief` leaves subtitle, source and twin
    away: only for a second drawing of figures that stand on the same page with all of these.
    """
    with st.container(gap="xxsmall"):
        heading(chart.title, level, key=key)
        if chart.subtitle and not brief:
            quiet(chart.subtitle)
    selected = _draw(chart, on_select or "ignore", height, f"{key}-grafiek")
    with st.container(gap="xxsmall"):
        for line in chart.notes:
            quiet(line)
        if not brief:
            source_footer(chart.source)
    if not brief:
        table_twin(chart, key=key, period=period)
    return selected if on_select else None


def heading(text: str, level: Literal[1, 2, 3], *, key: str = "") -> None:
    """A real h1, h2 or h3 that is never read as markup."""
    show = {1: st.title, 2: st.header, 3: st.subheader}[level]
    show(plain(text), anchor=key.replace("_", "-") if key else False)


def table_twin(chart: Chart, *, key: str, period: str = "") -> None:
    """The figures of a chart as a table with a CSV download; only sent to the browser once it is opened."""
    twin = st.expander("Tabel en download", key=f"{key}-tabel", on_change="rerun", icon=":material/table:")
    if not twin.open:
        return
    view = this_view()
    with twin:
        show_table(chart.table, alt=f"Tabel bij: {chart.title}")
        st.download_button(
            "Download als CSV",
            data=lambda: csv_of(chart, period, view),
            file_name=f"{chart.name}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            icon=":material/download:",
        )


def this_view() -> str:
    """The address of what is on the screen now; empty outside a browser."""
    url = st.context.url
    if not url:
        return ""
    query = urlencode(st.query_params.to_dict())
    return f"{url if urlsplit(url).path else url + '/'}{f'?{query}' if query else ''}"


def csv_of(chart: Chart, period: str = "", view: str = "") -> bytes:
    """The CSV download of a chart: table, title, period, source and notes, and the link to the view."""
    return table_csv(chart.table, chart.title, chart.source, view, period, " ".join(chart.notes))


def show_table(table: pd.DataFrame, *, alt: str) -> None:
    """A real HTML table with Dutch numbers; `alt` says what it holds. It scrolls inside itself where it must."""
    from ivp.web.table_component import text_table

    text_table(table, alt)


def quiet(text: str, *, centered: bool = False) -> None:
    """A small line in the theme's grey; `st.caption` is too pale for people with poor sight (below 4.5:1)."""
    st.markdown(f":small[:gray[{plain(text)}]]", text_alignment="center" if centered else "left")


def source_footer(source: str) -> None:
    """The source line under a figure."""
    if source:
        quiet(source if source.startswith("Bron") else f"Bron: {source}")


def notice(text: str) -> None:
    """A short line about something that could not be done as asked; never an error for the user."""
    st.info(plain(text), icon=":material/info:")


def empty_state(reason: str, remedy: str, nearest: tuple[str, Mapping[str, str]] | None = None) -> None:
    """Why there is nothing to see here, what would fill it, and a button to the nearest choice that has figures.

    `nearest`: label of the button and the changes of the selection that it makes.
    """
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.markdown(":material/search_off:", text_alignment="center")
        st.markdown(f"**{plain(reason)}**", text_alignment="center")
        quiet(remedy, centered=True)
        if nearest:
            label, changes = nearest
            st.button(plain(label), key=f"leeg-{json.dumps(dict(changes), sort_keys=True)}", on_click=_choose,
                      kwargs=dict(changes), icon=":material/arrow_forward:")  # fmt: skip


def explain(*rules: str) -> None:
    """A row of buttons that each open a rule behind the figures in plain sentences. KeyError for an unknown rule."""
    with st.container(horizontal=True, gap="xsmall"):
        for rule in rules:
            with st.popover(_RULE_TITLES[rule], type="tertiary", icon=":material/help:"):
                st.markdown(plain(rule_text(rule)))


def copy_link_control(*, key: str = "kopieer-link") -> None:
    """A button that puts the link to this view on the clipboard; without a clipboard it shows the link to copy."""
    _copy_link(key=key, data={"label": "Kopieer link", "done": "Link gekopieerd",
                              "fallback": "Kopieer deze link:"}, width="content")  # fmt: skip


def _choose(**changes: str) -> None:
    from ivp.web.selection import set_selection  # selection draws with these components

    set_selection(**changes)


def _draw(chart: Chart, on_select: Any, height: int | None, key: str) -> Any:
    if chart.kind == "matrix":
        from ivp.web.matrix_component import ivp_matrix

        return ivp_matrix(chart, key=key)
    if chart.kind == "pydeck":
        return st.pydeck_chart(_Deck(chart.spec), on_select=on_select, height=height or 520, key=key, alt=chart.alt)
    # theme=None: our colours mean something, Streamlit's theme would replace the ones that we leave open
    return st.plotly_chart(
        _Figure(chart.spec), on_select=on_select, theme=None, key=key, alt=chart.alt, height=height or "content",
        config=_CONFIG, selection_mode="points",
    )  # fmt: skip


class _Figure(BaseFigure):  # type: ignore[misc]
    """A figure that is made already: plotly would check every property again, on every run of the page.

    The tests let plotly check the specifications of all builders.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.__dict__["made"] = spec

    def to_dict(self) -> dict[str, Any]:
        return dict(self.__dict__["made"])


class _Deck(pydeck.Deck):  # type: ignore[misc]
    """A deck whose JSON is made already: pydeck's own classes would only write it again."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        super().__init__(map_provider=None, tooltip=spec.get("tooltip", True))
        # Without this mark Streamlit asks another host for a base map.
        self._spec = {**spec, "mapStyle": _NO_BASE_MAP}

    def to_json(self) -> str:
        return json.dumps(self._spec)


def numbers_in_dutch(values: pd.Series) -> list[str]:
    """Numbers in Dutch, a column with as many decimals as its figures need (three at the most)."""
    known = pd.to_numeric(values, errors="coerce").dropna().astype(float)
    decimals = next((n for n in range(3) if (known.round(n) - known.round(3)).abs().max() < 5e-4), 3)
    if str(values.name).lower() in ("jaar", "periode"):
        return ["" if pd.isna(x) else str(int(x)) for x in values]
    return ["" if pd.isna(x) else number(x, decimals) for x in values]
