"""The four levels side by side, and which municipalities share which theme."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.catalog.plan import PlanLevel
from ivp.figures.table import Table
from ivp.plan_facts import PlacedPriority
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, paragraphs, plain, quiet, small
from ivp.web.page import Page
from ivp.web.plan.view import LOCAL, PlanView
from ivp.web.selection.url import write
from ivp.wording.plan import LEVEL_LABELS, sharing


def show_levels(here: Page, plan: PlanView) -> None:
    """The priorities by level, with what is not documented said as well, and the themes that levels share."""
    levels = [level for level in LEVEL_LABELS if level != PlanLevel.LANDELIJK]
    for column, level in zip(st.columns(len(levels), gap="medium"), levels, strict=True):
        with column:
            heading(LEVEL_LABELS[level], 2, key=f"niveau-{level}")
            rows = [one for one in plan.priorities if one.priority.level == level]
            for row in rows:
                _priority(row)
            if not rows:
                quiet("Niet openbaar vastgelegd. Toevoegen kan in data/plan/priorities.csv of in de bewerkstand.")
    national = [one.priority for one in plan.priorities if one.priority.level == PlanLevel.LANDELIJK]
    if national:
        heading("Landelijk kader", 2, key="niveau-landelijk")
        titles = "; ".join(priority.title for priority in national)
        paragraphs(plain(f"{titles}."), small(f"Bron: {national[0].source}"))
    heading("Waar niveaus en gemeenten elkaar versterken", 2, key="delen")
    st.markdown(plain(sharing({theme: _gemeenten(rows) for theme, rows in _by_theme(plan.priorities).items()})))
    show_table(sharing_table(plan.priorities), alt="Welk niveau en welke gemeente een thema als prioriteit heeft")


def _priority(row: PlacedPriority) -> None:
    priority = row.priority
    where = f"{row.area.name}: " if priority.level in LOCAL else ""
    st.markdown(f"{plain(where)}**{plain(priority.title)}** :small[:gray[{plain(priority.standing)}]]")
    st.button("Dossier →", key=f"dossier-{priority.id}", type="tertiary", on_click=_open, args=(priority.id,))


def _open(priority: str) -> None:
    """Callback: show the dossier of this priority."""
    st.session_state["deel"] = "Dossier"
    write({"prioriteit": priority})


def _by_theme(priorities: Sequence[PlacedPriority]) -> dict[str, list[PlacedPriority]]:
    found: dict[str, list[PlacedPriority]] = {}
    for one in priorities:
        found.setdefault(one.theme_label, []).append(one)
    return found


def _gemeenten(rows: Sequence[PlacedPriority]) -> list[str]:
    """The gemeenten that have a local priority among these."""
    return list(dict.fromkeys(one.area.name for one in rows if one.priority.level == PlanLevel.LOKAAL))


def sharing_table(priorities: Sequence[PlacedPriority]) -> Table:
    """One row per theme: the higher levels that have it, and the gemeenten."""
    themes = _by_theme(priorities)
    higher = [level for level in LEVEL_LABELS if level != PlanLevel.LOKAAL]
    levels = [{one.priority.level for one in rows} for rows in themes.values()]
    return Table.of(
        {
            "Thema": list(themes),
            "Ook op niveau": [
                ", ".join(LEVEL_LABELS[one] for one in higher if one in used) or "geen" for used in levels
            ],
            "Gemeenten": [", ".join(_gemeenten(rows)) or "geen" for rows in themes.values()],
        }
    )
