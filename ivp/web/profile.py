"""What the page of one municipality says besides its charts."""

from __future__ import annotations

import streamlit as st

from ivp.catalog.models import Indicator, Statistic
from ivp.figures.agenda import action_table
from ivp.figures.base import records
from ivp.web.components import explain, heading, plain, quiet, show_table
from ivp.web.goals import goal_lines
from ivp.web.page import Page, page_link
from ivp.web.plan import PlanView
from ivp.wording.areas import capital
from ivp.wording.numbers import number
from ivp.wording.plan import LEVEL_LABELS, plan_headline, toets_cell

_CONTEXT = ("bevolking", "kwb-dichtheid")
_NEAR = ("lokaal", "basisteam", "district", "regionaal", "landelijk")  # a municipality sees its own choices first


def context_line(page: Page, area: str) -> str:
    """'Basisteam Roosendaal · 78.165 inwoners (1 januari 2026) · …': where it lies and how large it is."""
    facts = page.store.matrix(list(_CONTEXT), levels=("gemeente",))
    own = facts[(facts["area"] == area) & facts["value"].notna()].set_index("indicator")
    parts = [capital(page.known.name(page.known.parents[area]))]
    for id in _CONTEXT:
        if id in own.index:
            row = own.loc[id]
            parts.append(f"{number(row['value'])} {page.known.by_id[id].unit} ({row['period']})")
    return " · ".join(parts)


def local_series(page: Page, area: str) -> Indicator | None:
    """The registered crime that goes down to the wijk: the one with most years, first in the catalog."""
    wijken = [
        indicator
        for indicator in page.known.indicators
        if indicator.statistic == Statistic.RATE and page.known.periods_of(indicator.id, "wijk")
    ]
    return max(wijken, key=lambda one: len(page.known.years_of(one.id, "wijk")), default=None)


def show_priorities(page: Page, plan: PlanView, area: str) -> None:
    """The priorities that hold here, from all levels, with the toets; then goals and actions of this municipality."""
    toets = page.store.assessments(year=plan.year, areas=[area], priorities=list(plan.priorities["id"]))
    heading(plan_headline(toets, page.known.names[area]), 2, key="prioriteiten")
    left, right = st.columns([3, 2], gap="large")
    outcome = {row["priority"]: row for row in records(toets)}
    with left:
        for row in sorted(records(plan.priorities), key=lambda one: _NEAR.index(one["level"])):
            said = plain(toets_cell(outcome[row["id"]])) if row["id"] in outcome else ""
            st.markdown(f"**{plain(row['title'])}** :small[:gray[{plain(LEVEL_LABELS[row['level']])}]]  \n{said}")
        page_link("prioriteiten", "Bekijk de dossiers", page.selection)
        explain("toets")
    with right:
        heading("Doelen en acties", 3)
        goals = records(page.store.goal_progress(area))
        goal_lines(page, goals)
        actions = page.store.actions(area=area)
        if len(actions):
            show_table(action_table(actions)[["Jaar", "Actie", "Stand"]], alt="Acties")
        if not goals and not len(actions):
            quiet("Er is nog geen doel en geen actie vastgelegd.")
        page_link("uitvoering", "Naar de uitvoering", page.selection)
