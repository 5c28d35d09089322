"""Opvallend, signals outside the priorities and candidates: statements computed from the figures, each with a link."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ivp.figures.base import Record, records
from ivp.web.components import plain, quiet
from ivp.web.page import Page, page_link
from ivp.wording import assessments as words
from ivp.wording import numbers

SHOWN = 5
SHOWN_BEHIND = 8
_PAGES = {"comparison": "vergelijken", "change": "trends", "trend": "trends"}
_LINKS = {"vergelijken": "Vergelijk", "trends": "Bekijk het verloop"}


def show_findings(page: Page, *, area: str = "", theme: str = "", shown: int = SHOWN) -> None:
    """The strongest statements that survive the control of false discoveries."""
    frame = page.store.findings(area=area, theme=theme, limit=shown)
    _statements(page, frame)
    if frame.empty:
        st.markdown("In deze keuze is er geen verschil of verandering die duidelijk meer is dan toeval.")


def show_signals(page: Page, area: str, *, shown: int = 12) -> None:
    """What is significantly high or worsening in an area and belongs to no priority that holds there."""
    frame = page.store.signals(area=area)
    _statements(page, frame.head(shown))
    if frame.empty:
        st.markdown("Er zijn geen signalen buiten de prioriteiten.")
    elif len(frame) > shown:
        quiet(f"De {shown} sterkste van {len(frame)} signalen.")


def show_candidates(page: Page, area: str) -> None:
    """Themes of an area by their score, each with the statements behind it."""
    frame = page.store.candidates(area)
    evidence = page.store.candidate_evidence(area)
    scored = [row for row in records(frame) if pd.notna(row["score"]) and row["score"] >= 1]
    for row in scored:
        st.markdown(plain(words.candidate_sentence(row, page.known.by_id)))
        behind = evidence[evidence["theme"] == row["theme"]]
        if len(behind):
            with st.expander(f"Waarop dit rust ({numbers.counted(len(behind), 'uitspraken')})"):
                _statements(page, behind.head(SHOWN_BEHIND))
    without = [row["theme_label"] for row in records(frame) if pd.isna(row["score"])]
    if without:
        quiet(
            f"Zonder open cijfer met een goede en een slechte kant: {', '.join(without)}. Dat zegt niet dat het hier "
            "niet speelt."
        )


def _statements(page: Page, frame: pd.DataFrame) -> None:
    for row in records(frame):
        st.markdown(plain(words.finding_sentence(row, page.known.by_id[row["indicator"]])))
        _link(page, row)


def _link(page: Page, row: Record) -> None:
    name = _PAGES[row["kind"]]
    target = page.selection.with_changes(indicator=row["indicator"], gebied=row["area"], per="", periode="")
    page_link(name, _LINKS[name], target)
