"""Opvallend, signals outside the priorities and candidates: statements computed from the figures, each with a link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.plan_facts import Finding
from ivp.web.components.text import plain, quiet
from ivp.web.page import Page, page_link
from ivp.wording import assessments as words
from ivp.wording import numbers

SHOWN = 5
SHOWN_BEHIND = 8
_PAGES = {"comparison": "vergelijken", "change": "trends", "trend": "trends"}
_LINKS = {"vergelijken": "Vergelijk", "trends": "Bekijk het verloop"}


def show_findings(page: Page, *, area: str = "", theme: str = "", shown: int = SHOWN) -> None:
    """The strongest statements that survive the control of false discoveries."""
    found = page.store.findings(area=area, theme=theme, limit=shown)
    _statements(page, found)
    if not found:
        st.markdown("In deze keuze is er geen verschil of verandering die duidelijk meer is dan toeval.")


def show_signals(page: Page, area: str, *, shown: int = 12) -> None:
    """What is significantly high or worsening in an area and belongs to no priority that holds there."""
    found = page.store.signals(area)
    _statements(page, found[:shown])
    if not found:
        st.markdown("Er zijn geen signalen buiten de prioriteiten.")
    elif len(found) > shown:
        quiet(f"De {shown} sterkste van {len(found)} signalen.")


def show_candidates(page: Page, area: str) -> None:
    """Themes of an area by their score, each with the statements behind it."""
    found = page.store.candidates(area)
    evidence = page.store.candidate_evidence(area)
    for row in sorted((row for row in found if row.rank), key=lambda one: one.rank):
        st.markdown(plain(words.candidate_sentence(row, page.known.by_id)))
        behind = [one for one in evidence if one.theme == row.theme]
        if behind:
            with st.expander(f"Waarop dit rust ({numbers.counted(len(behind), 'uitspraken')})"):
                _statements(page, behind[:SHOWN_BEHIND])
    without = [row.theme_label for row in found if row.score is None]
    if without:
        quiet(
            f"Zonder open cijfer met een goede en een slechte kant: {', '.join(without)}. Dat zegt niet dat het hier "
            "niet speelt."
        )


def _statements(page: Page, found: Sequence[Finding]) -> None:
    for finding in found:
        fact = finding.fact
        st.markdown(plain(words.finding_sentence(finding, page.known.by_id[fact.indicator])))
        name = _PAGES[finding.kind]
        target = page.selection.with_changes(indicator=fact.indicator, gebied=fact.area.code, per="", periode="")
        page_link(name, _LINKS[name], target)
