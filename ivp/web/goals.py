"""Goals in words: how far they are, and the chance to reach them when the line goes on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ivp.catalog.plan import Direction
from ivp.figures.base import Record
from ivp.web.components import plain
from ivp.web.page import Page
from ivp.wording.goals import chance_sentence, goal_sentence


def goal_lines(page: Page, goals: Sequence[Record]) -> None:
    """One paragraph per row of the reader's frame `goal_progress`."""
    for row in goals:
        st.markdown(plain(" ".join(part for part in (goal_sentence(row), _chance(page, row)) if part)))


def _chance(page: Page, row: Record) -> str:
    """The chance by the outlook; empty where the figure is not in the dashboard, has no target or is known already."""
    if row["indicator"] not in page.known.by_id or pd.isna(row["target_value"]):
        return ""
    found = page.store.outlook(row["indicator"], row["area"], int(row["target_year"]))
    higher = row["direction"] == Direction.HIGHER
    return chance_sentence(found, float(row["target_value"]), page.known.by_id[row["indicator"]], higher=higher)
