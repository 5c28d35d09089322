"""Opvallend: the strongest statements in the figures on the page, as sentences with a link.

For now a plain rule: differences and changes past the 99.8 % bound, the largest first, at most one per indicator
and area; a control of false discoveries over all figures together comes with the plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import pandas as pd
import streamlit as st

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, records
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


def highlights(facts: pd.DataFrame, indicators: Mapping[str, Indicator], *, shown: int = SHOWN) -> list[Highlight]:
    """The strongest statements about gemeenten: alternately a change and a difference, one of a kind per indicator.

    Strength: |percent| for changes, |log ratio| for differences; only of figures with at least the indicator's
    minimum of cases.
    """
    rows = facts[(facts["level"] == "gemeente") & ~facts["indicative"].astype(bool)]
    changes = rows[rows["change_outcome"].isin(["up", "down"]) & rows["change_percent"].notna()]
    differences = rows[rows["outcome"].isin(FIRM) & (rows["ratio"] > 0)]
    by_change = _strongest(changes, changes["change_percent"].abs())
    by_difference = _strongest(differences, np.log(differences["ratio"].astype(float)).abs())
    kinds: list[list[Highlight]] = [
        _statements(by_change, indicators, "change", "trends"),
        _statements(by_difference, indicators, "comparison", "vergelijken"),
    ]
    alternately = [one for pair in zip_longest(*kinds) for one in pair if one]
    return alternately[:shown]


def _strongest(rows: pd.DataFrame, strength: pd.Series) -> list[Record]:
    """The strongest row of every indicator, strongest first."""
    ordered = rows.assign(strength=strength).sort_values(
        ["strength", "indicator", "area"], ascending=[False, True, True]
    )
    return records(ordered.drop_duplicates("indicator"))


def _statements(
    rows: Sequence[Record], indicators: Mapping[str, Indicator], kind: sentences.HighlightKind, page: str
) -> list[Highlight]:
    made = [(sentences.highlight(row, indicators[row["indicator"]], kind), row) for row in rows]
    return [Highlight(text, row["indicator"], row["area"], page) for text, row in made if text]


def show_highlights(page: Page, found: list[Highlight]) -> None:
    """The statements, each with its link."""
    words = {"trends": "Bekijk het verloop", "vergelijken": "Vergelijk"}
    for statement in found:
        st.markdown(plain(statement.text))
        target = page.selection.with_changes(indicator=statement.indicator, gebied=statement.area, periode="")
        page_link(statement.page, words[statement.page], target)
    if not found:
        st.markdown("In deze keuze is er geen verschil of verandering die duidelijk meer is dan toeval.")
