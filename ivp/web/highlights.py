"""Opvallend: the strongest statements in the figures on the page, as sentences with a link.

For now a plain rule: differences and changes past the 99.8 % bound, the largest first, at most one per indicator
and area; a control of false discoveries over all figures together comes with the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from ivp.catalog.models import Indicator
from ivp.web.components import plain
from ivp.web.page import Page, page_link
from ivp.wording import sentences

FIRM = ("much_higher", "much_lower")
SHOWN = 4


@dataclass(frozen=True)
class Highlight:
    """One statement: its sentence and where it leads."""

    text: str
    indicator: str
    area: str
    page: str


def highlights(facts: pd.DataFrame, indicators: dict[str, Indicator], *, shown: int = SHOWN) -> list[Highlight]:
    """The strongest statements about gemeenten: alternately a change and a difference, one per indicator.

    Strength: |log ratio| for differences with at least the indicator's minimum of cases, |percent| for changes.
    """
    rows = facts[(facts["level"] == "gemeente") & ~facts["indicative"].astype(bool)]
    differences = rows[rows["outcome"].isin(FIRM) & (rows["ratio"] > 0)]
    differences = differences.assign(strength=np.abs(np.log(differences["ratio"].astype(float))))
    changes = rows[rows["change_outcome"].isin(["up", "down"]) & rows["change_percent"].notna()]
    changes = changes.assign(strength=changes["change_percent"].abs())
    queue = [_strongest(changes, "change"), _strongest(differences, "comparison")]
    found: list[Highlight] = []
    used: set[str] = set()
    while len(found) < shown and any(queue):
        for kind in queue:
            while kind:
                fact, what = kind.pop(0)
                if (what + fact["indicator"]) in used or len(found) >= shown:
                    continue
                used.add(what + fact["indicator"])
                text = sentences.highlight(fact, indicators[fact["indicator"]], what)
                page = "trends" if what == "change" else "vergelijken"
                if text:
                    found.append(Highlight(text, fact["indicator"], fact["area"], page))
                    break
    return found


def _strongest(rows: pd.DataFrame, kind: str) -> list[tuple[dict[str, object], str]]:
    ordered = rows.sort_values(["strength", "indicator", "area"], ascending=[False, True, True])
    return [(fact, kind) for fact in ordered.to_dict("records")]


def show_highlights(page: Page, found: list[Highlight]) -> None:
    """The statements, each with its link."""
    words = {"trends": "Bekijk het verloop", "vergelijken": "Vergelijk"}
    for statement in found:
        st.markdown(plain(statement.text))
        target = page.selection.with_changes(indicator=statement.indicator, gebied=statement.area, periode="")
        page_link(statement.page, words[statement.page], target)
    if not found:
        st.markdown("In deze keuze is er geen verschil of verandering die duidelijk meer is dan toeval.")
