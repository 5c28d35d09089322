"""The four levels side by side, and which municipalities share which theme."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ivp.figures.base import Record, records
from ivp.web.components import heading, plain, quiet, show_table
from ivp.web.page import Page
from ivp.web.plan import PlanView
from ivp.web.selection import set_choice
from ivp.wording.plan import LEVEL_LABELS, sharing


def show_levels(here: Page, plan: PlanView) -> None:
    """The priorities by level, with what is not documented said as well, and the themes that levels share."""
    levels = [level for level in LEVEL_LABELS if level != "landelijk"]
    for column, level in zip(st.columns(len(levels), gap="medium"), levels, strict=True):
        with column:
            heading(LEVEL_LABELS[level], 2, key=f"niveau-{level}")
            rows = [row for row in records(plan.priorities) if row["level"] == level]
            for row in rows:
                _priority(row)
            if not rows:
                quiet("Niet openbaar vastgelegd. Toevoegen kan in data/plan/priorities.csv of in de bewerkstand.")
    national = [row for row in records(plan.priorities) if row["level"] == "landelijk"]
    if national:
        heading("Landelijk kader", 2, key="niveau-landelijk")
        st.markdown(plain("; ".join(row["title"] for row in national) + "."))
        quiet(f"Bron: {national[0]['source']}")
    heading("Waar niveaus en gemeenten elkaar versterken", 2, key="delen")
    st.markdown(plain(sharing(_shared(plan.priorities))))
    show_table(sharing_table(here, plan.priorities), alt="Welk niveau en welke gemeente een thema als prioriteit heeft")


def _priority(row: Record) -> None:
    where = f"{row['area_name']}: " if row["level"] in ("lokaal", "basisteam") else ""
    st.markdown(f"{plain(where)}**{plain(row['title'])}** :small[:gray[{plain(row['standing'])}]]")
    st.button("Dossier →", key=f"dossier-{row['id']}", type="tertiary", on_click=_open, args=(row["id"],))


def _open(priority: str) -> None:
    """Callback: show the dossier of this priority."""
    st.session_state["deel"] = "Dossier"
    set_choice("prioriteit", priority)


def _shared(priorities: pd.DataFrame) -> dict[str, list[str]]:
    """The gemeenten with a local priority, by theme."""
    local = priorities[priorities["level"] == "lokaal"]
    return {
        str(theme): list(dict.fromkeys(rows["area_name"])) for theme, rows in local.groupby("theme_label", sort=False)
    }


def sharing_table(here: Page, priorities: pd.DataFrame) -> pd.DataFrame:
    """One row per theme: the higher levels that have it, and the gemeenten."""
    rows = []
    for theme, group in priorities.groupby("theme_label", sort=False):
        levels = set(group["level"])
        higher = [label for level, label in LEVEL_LABELS.items() if level in levels and level != "lokaal"]
        local = list(dict.fromkeys(group.loc[group["level"] == "lokaal", "area_name"]))
        rows.append(
            {
                "Thema": theme,
                "Ook op niveau": ", ".join(higher) or "geen",
                "Gemeenten": ", ".join(local) or "geen",
            }
        )
    return pd.DataFrame(rows)
