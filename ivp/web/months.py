"""What months say that years do not: the calendar of months, and the last twelve beside those of a year before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ivp.catalog.models import Indicator
from ivp.figures.base import records
from ivp.figures.heatmap import month_heatmap
from ivp.figures.samemonths import same_months
from ivp.web.components import explain, show_chart
from ivp.web.page import Page, is_phone
from ivp.wording.months import calendar_title, same_months_title


def show_calendar(page: Page, facts: pd.DataFrame, indicator: Indicator, area: str) -> None:
    """The calendar of months of one area; nothing where no month has a figure."""
    own = _of(facts, area)
    if own.empty:
        return
    chart = month_heatmap(
        own,
        indicator,
        area,
        title=calendar_title(records(own), indicator),
        source=page.known.source_line(own),
        palette=page.palette,
        events=page.known.events,
        phone=is_phone(),
    )
    show_chart(chart, key=f"maanden-{area}")


def month_rows(page: Page, facts: pd.DataFrame, areas: list[str]) -> None:
    """Of every area its calendar, and beside it the last twelve months against a year before."""
    for area in areas:
        own = _of(facts, area)
        if own.empty:
            continue
        left, right = st.columns(2, gap="large")
        with left:
            show_calendar(page, facts, page.indicator, area)
        with right:
            chart = same_months(
                own,
                page.indicator,
                area,
                title=same_months_title(records(own)),
                source=page.known.source_line(own),
                palette=page.palette,
            )
            show_chart(chart, key=f"jaar-eerder-{area}")
            explain("verandering")


def _of(facts: pd.DataFrame, area: str) -> pd.DataFrame:
    own = facts[facts["area"] == area]
    return own if (own["value"].notna() | own["numerator"].notna()).any() else own.iloc[:0]
