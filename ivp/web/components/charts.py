"""A chart on a page: heading, drawing, notes, source line, and the table twin with its downloads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import pydeck
import streamlit as st

from ivp.export import EXPORTERS, Exporter, Picture, pictures_of
from ivp.figures.chart import Chart
from ivp.figures.mapwire import for_browser
from ivp.web.components.inline import this_view
from ivp.web.components.matrix import ivp_matrix
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, quiet, source_note
from ivp.web.scripts import PLOTLY, address, loader
from ivp.web.workshop.orders import Order, PictureFile, TableFile
from ivp.web.workshop.queue import content_of

_NO_BASE_MAP = "__MAP_STYLE__"
# st.plotly_chart mounts a changed chart anew and draws it two to four times, also far below the screen.
_plot = st.components.v2.component(
    "grafiek", html="<div class='grafiek'></div>", js=loader("plot.js"), isolate_styles=False
)


def show_chart(
    chart: Chart,
    *,
    key: str,
    on_select: Literal["rerun", "ignore"] | Callable[[], None] | None = None,
    level: Literal[2, 3] = 2,
    period: str = "",
    brief: bool = False,
) -> Any:
    """Heading, subtitle, chart, notes, source line and the table twin; returns the selection of the chart.

    `level` is the heading level, `period` the Dutch period for the download. The answer is
    what Streamlit gives for a selection (a dict), or None without `on_select`. `brief` leaves subtitle, source and twin
    away: only for a second drawing of figures that stand on the same page with all of these.
    """
    with st.container(gap="xxsmall"):
        heading(chart.title, level, key=key)
        if chart.subtitle and not brief:
            quiet(chart.subtitle)
    selected = _draw(chart, on_select or "ignore", f"{key}-grafiek")
    with st.container(key=f"{key}-noten"):
        quiet(*chart.notes, *source_note("" if brief else chart.source))
    if not brief:
        table_twin(chart, key=key, period=period)
    return selected if on_select else None


def table_twin(chart: Chart, *, key: str, period: str = "") -> None:
    """The figures of a chart as a table with downloads; only made and sent to the browser once it is opened."""
    twin = st.expander("Tabel en download", key=f"{key}-tabel", on_change="rerun", icon=":material/table:")
    if not twin.open:
        return
    from ivp.export.fact_sheet import download_table  # opened when somebody takes a file along

    view, table = this_view(), download_table(chart)
    told = chart.title, chart.source, view, period, " ".join(chart.notes), chart.name
    with twin:
        show_table(chart.table, alt=f"Tabel bij: {chart.title}")
        with st.container(horizontal=True, gap="small"):
            for exporter in EXPORTERS:
                _download(exporter, TableFile(exporter.suffix, table, *told), chart.name, key)
            for picture in pictures_of(chart):
                _download(picture, PictureFile(picture.suffix, chart), chart.name, key)


def _download(kind: Exporter | Picture, order: Order, name: str, key: str) -> None:
    st.download_button(
        f"Download als {kind.label}",
        data=partial(content_of, order),
        file_name=f"{name}.{kind.suffix}",
        mime=kind.mime,
        key=f"{key}-{kind.suffix}",
        on_click="ignore",
        icon=":material/download:",
    )


def _draw(chart: Chart, on_select: Any, key: str) -> Any:
    if chart.kind == "matrix":
        return ivp_matrix(chart, key=key)
    if chart.kind == "pydeck":
        high = chart.spec["initialViewState"]["height"]
        return st.pydeck_chart(_Deck(chart.spec), on_select=on_select, height=high, key=key, alt=chart.alt)
    _plot(key=key, data={"spec": chart.spec, "alt": chart.alt, "library": address(PLOTLY)})
    return None


class _Deck(pydeck.Deck):  # type: ignore[misc]
    """A deck whose JSON is made already: pydeck's own classes would only write it again."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        sent = for_browser(spec)
        super().__init__(map_provider=None, tooltip=sent.pop("tooltip", True))
        # Without this mark Streamlit asks another host for a base map.
        self._spec = {**sent, "mapStyle": _NO_BASE_MAP}

    def to_json(self) -> str:
        return json.dumps(self._spec, ensure_ascii=False, separators=(",", ":"))  # half a map is coordinates
