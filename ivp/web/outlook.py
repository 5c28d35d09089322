"""The outlook of the chosen series to the end of the plan, made when somebody opens it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ivp.figures.fan import outlook_chart
from ivp.web.components import explain, plain, show_chart
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
        plans = page.store.priorities()
        until = int(plans["end"].max()) if len(plans) else _END
        found = page.store.outlook(page.indicator.id, area, until)
        st.markdown(plain(outlook_sentence(found, page.indicator, page.known.name(area))))
        known = page.facts(areas=[area], grain="year")
        if found.refusal is None and known["value"].notna().any():
            projection = pd.DataFrame(
                {
                    "year": found.years,
                    "middle": found.middle,
                    "lower80": found.lower80,
                    "upper80": found.upper80,
                    "lower95": found.lower95,
                    "upper95": found.upper95,
                }
            )
            chart = outlook_chart(
                known,
                page.indicator,
                projection,
                title=f"{page.indicator.label}, doorgetrokken tot {until}",
                source=page.known.source_line(known),
                palette=page.palette,
            )
            show_chart(chart, key="waaier", level=3)
        explain("vooruitblik")
