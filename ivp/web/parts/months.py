"""What months say that years do not: the calendar of months, and the last twelve beside those of a year before."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.heatmap import month_heatmap
from ivp.figures.samemonths import same_months
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain
from ivp.web.page import Page, is_phone
from ivp.wording.months import calendar_title, same_months_title


def show_calendar(page: Page, facts: Sequence[Fact], indicator: Indicator, area: str) -> None:
    """The calendar of months of one area; nothing where no month has a figure."""
    own = _of(facts, area)
    if not own:
        return
    chart = month_heatmap(
        own,
        indicator,
        area,
        title=calendar_title(own, indicator),
        source=page.known.source_line(own),
        palette=page.palette,
        events=page.known.events,
        phone=is_phone(),
    )
    show_chart(chart, key=f"maanden-{area}")


def month_rows(page: Page, facts: Sequence[Fact], areas: Sequence[str]) -> None:
    """Of every area its calendar, and beside it the last twelve months against a year before."""
    for area in areas:
        own = _of(facts, area)
        if not own:
            continue
        left, right = st.columns(2, gap="large")
        with left:
            show_calendar(page, facts, page.indicator, area)
        with right:
            chart = same_months(
                own,
                page.indicator,
                area,
                title=same_months_title(own),
                source=page.known.source_line(own),
                palette=page.palette,
            )
            show_chart(chart, key=f"jaar-eerder-{area}")
            explain("verandering", key=area)


def _of(facts: Sequence[Fact], area: str) -> list[Fact]:
    """The facts of the area; none where none of them has a figure."""
    own = [fact for fact in facts if fact.area.code == area]
    return own if any(fact.known for fact in own) else []
