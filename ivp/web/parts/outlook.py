"""The outlook of the chosen series to the end of the plan, made when somebody opens it."""

from __future__ import annotations

import streamlit as st

from ivp.figures.fan import outlook_chart
from ivp.outcomes import Grain
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, plain
from ivp.web.page import Page
from ivp.wording.goals import outlook_sentence

_END = 2026  # without a plan


def show_outlook(page: Page, area: str) -> None:
    """An expander with the projection, how well the method did on known years, or why there is none."""
    box = st.expander("Vooruitblik tot het einde van het plan", key="vooruitblik", on_change="rerun",
                      icon=":material/timeline:")  # fmt: skip
    if not box.open:
        return
    with box:
        until = max((one.priority.end for one in page.store.priorities()), default=_END)
        found = page.store.outlook(page.indicator.id, area, until)
        st.markdown(plain(outlook_sentence(found, page.indicator, page.known.name(area))))
        known = page.facts(areas=[area], grain=Grain.YEAR)
        if found.refusal is None and any(fact.value is not None for fact in known):
            chart = outlook_chart(
                known,
                page.indicator,
                found,
                title=f"{page.indicator.label}, doorgetrokken tot {until}",
                source=page.known.source_line(known),
                palette=page.palette,
            )
            show_chart(chart, key="waaier", level=3)
        explain("vooruitblik")
