"""Months of a wijk or buurt, where a refresh has fetched them: the last twelve in a sentence, and the calendar."""

from __future__ import annotations

import streamlit as st

from ivp.catalog.models import Statistic
from ivp.web.components.text import plain
from ivp.web.page import Page
from ivp.web.parts.months import show_calendar
from ivp.web.reference import SMALL
from ivp.wording.months import last_year_sentence


def last_year(page: Page, area: str) -> None:
    """How many cases in the last twelve months, and which place that is among its wijken or buurten; else nothing."""
    if not _has_months(page, area):
        return
    gemeente = page.known.gemeente_code(area)
    until, counts = page.store.neighbourhood_year(page.indicator, gemeente)
    if area not in counts:
        return
    level = page.known.levels[area]
    among = [count for code, count in counts.items() if page.known.levels.get(code) == level]
    place = 1 + sum(count > counts[area] for count in among)
    st.markdown(plain(last_year_sentence(counts[area], page.indicator, until, place, len(among), level)))


def months_of_area(page: Page, area: str) -> None:
    """The calendar of months of a wijk or buurt; nothing for a larger area, or where its months are not here."""
    if _has_months(page, area):
        facts = page.store.neighbourhood_months(page.indicator, area)
        show_calendar(page, facts, page.indicator, area)


def _has_months(page: Page, area: str) -> bool:
    """Only registered crime that has figures at this level counts the same cases by month."""
    level = page.known.levels.get(area)
    counted = page.indicator.statistic == Statistic.RATE
    return level in SMALL and counted and bool(page.known.periods_of(page.indicator.id, str(level)))
