"""What goes with a line through time: the year so far, and what happened in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ivp.catalog.models import Event
from ivp.facts import YearToDate
from ivp.figures.series import concerns
from ivp.figures.table import Table
from ivp.outcomes import Movement
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, paragraphs, plain, quiet
from ivp.web.page import Page
from ivp.wording.areas import capital, sentence
from ivp.wording.numbers import rounded_percent
from ivp.wording.periods import date_text, is_month
from ivp.wording.titles import year_to_date_title

_CHANGE = {Movement.UP: "meer", Movement.DOWN: "minder", Movement.SAME: "geen verandering die telt", Movement.NONE: ""}


def plan_years(page: Page) -> tuple[int, int] | None:
    """First and last year of the chosen plan, else of the one that runs now, else of the last; None without a plan."""
    plans = sorted({(one.priority.start, one.priority.end) for one in page.store.priorities()})
    asked, year = st.query_params.get("plan", ""), date.today().year
    chosen = [plan for plan in plans if f"{plan[0]}-{plan[1]}" == asked]
    running = [plan for plan in plans if plan[0] <= year <= plan[1]]
    return next(iter([*chosen, *running, *reversed(plans)]), None)


def year_so_far(page: Page, area: str) -> None:
    """January up to the last month against the same months a year before, for every area of the level of `area`."""
    periods = [one for one in page.known.periods_of(page.indicator.id, page.known.levels[area]) if is_month(one)]
    if not periods:
        return
    period, beside = periods[-1], page.known.alike(area)
    rows = [row for row in page.store.year_to_date(page.indicator.id, period) if row.area.code in beside]
    own = next((row for row in rows if row.area.code == area), None)
    if own is None:
        return
    heading(year_to_date_title(own, page.indicator), 2, key="jaar-tot-nu")
    year = int(period[:4])
    table = Table.of(
        {
            "Gebied": [capital(page.known.name(row.area.code)) for row in rows],
            f"{year}": [row.numerator for row in rows],
            f"{year - 1}": [row.previous for row in rows],
            "Verandering": [_change(row) for row in rows],
        }
    )
    show_table(table, alt="Het jaar tot nu toe naast dezelfde maanden van een jaar eerder")
    quiet("Een percentage staat er alleen bij een verandering die telt en minstens 30 gevallen in beide jaren.")


def _change(row: YearToDate) -> str:
    word = _CHANGE[row.outcome]
    return f"{rounded_percent(row.percent)} {word}" if row.outcome.sign and row.percent is not None else word


def what_happened(page: Page, tables: set[str]) -> None:
    """The documented events that concern these tables, by date, with their source."""
    events = [event for event in page.known.events if concerns(event, tables)]
    if not events:
        return
    with st.expander("Breuken en gebeurtenissen in deze reeks", icon=":material/event:"):
        show_events(events)


def show_events(events: Sequence[Event]) -> None:
    """Dated events with what they mean for the line, one paragraph each."""
    lines = []
    for event in events:
        until = f" tot en met {date_text(event.end)}" if event.end else ""
        cut = " De lijn loopt hier niet door." if event.breaks else ""
        tables = f" Gaat over: {', '.join(event.sources)}." if event.sources else ""
        lines.append(
            f"**{plain(event.label)}** ({date_text(event.start)}{until}). {plain(sentence(event.text))}{cut}{tables}"
        )
    paragraphs(*lines)
