"""What the page of one municipality says besides its charts."""

from __future__ import annotations

import streamlit as st

from ivp.catalog.models import Indicator, Level, Statistic
from ivp.figures.agenda import action_table
from ivp.web.components.tables import show_table
from ivp.web.components.text import explain, heading, paragraphs, plain, quiet
from ivp.web.page import GEMEENTEN, Page, page_link
from ivp.web.plan.goals import goal_lines
from ivp.web.plan.view import PlanView
from ivp.wording.areas import capital
from ivp.wording.numbers import number
from ivp.wording.periods import is_month
from ivp.wording.plan import LEVEL_LABELS, plan_headline, toets_cell

_CONTEXT = ("bevolking", "kwb-dichtheid")


def context_line(page: Page, area: str) -> str:
    """'Basisteam Roosendaal · 78.165 inwoners (1 januari 2026) · …': where it lies and how large it is."""
    asked = [page.known.by_id[id] for id in _CONTEXT if id in page.known.by_id]
    found = page.matrix(asked, levels=GEMEENTEN)
    own = {fact.indicator: fact for fact in found if fact.area.code == area and fact.value is not None}
    parts = [capital(page.known.name(page.known.area[area].parent))]
    parts += [f"{number(own[one.id].value)} {one.unit} ({own[one.id].period})" for one in asked if one.id in own]
    return " · ".join(parts)


def local_series(page: Page, area: str) -> Indicator | None:
    """The registered crime that goes down to the wijk: the one with most years, first in the catalog."""
    wijken = [
        indicator
        for indicator in page.known.indicators
        if indicator.statistic == Statistic.RATE and page.known.periods_of(indicator.id, Level.WIJK)
    ]
    return max(wijken, key=lambda one: len(page.known.years_of(one.id, Level.WIJK)), default=None)


def monthly_series(page: Page, series: Indicator) -> Indicator:
    """The series itself where gemeenten have months of it, else the first of its theme of which they have."""
    known = [
        one
        for one in page.known.indicators
        if one.theme == series.theme and any(map(is_month, page.known.periods_of(one.id, Level.GEMEENTE)))
    ]
    return known[0] if known and series not in known else series


def show_priorities(page: Page, plan: PlanView, area: str) -> None:
    """The priorities that hold here, from all levels, with the toets; then goals and actions of this municipality."""
    toets = page.store.assessments(year=plan.year, areas=[area], priorities=plan.ids)
    heading(plan_headline(toets, page.known.area[area].name), 2, key="prioriteiten")
    left, right = st.columns([3, 2], gap="large")
    outcome = {row.priority.id: row for row in toets}
    with left:
        lines = []
        for priority in (one.priority for one in plan.priorities):
            said = plain(toets_cell(outcome[priority.id])) if priority.id in outcome else ""
            level = plain(LEVEL_LABELS[priority.level])
            lines.append(f"**{plain(priority.title)}** :small[:gray[{level}]]  \n{said}")
        paragraphs(*lines)
        page_link("prioriteiten", "Bekijk de dossiers", page.selection)
        explain("toets")
    with right:
        heading("Doelen en acties", 3)
        goals, actions = page.store.goal_progress(area), page.store.actions(area=area)
        paragraphs(*goal_lines(page, goals))
        if actions:
            show_table(action_table(actions).only("Jaar", "Actie", "Stand"), alt="Acties")
        if not goals and not actions:
            quiet("Er is nog geen doel en geen actie vastgelegd.")
        page_link("uitvoering", "Naar de uitvoering", page.selection)
