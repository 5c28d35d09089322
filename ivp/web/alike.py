"""The municipalities most like one, and how they were found."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ivp.figures.dots import dot_plot
from ivp.web.components import plain, show_chart, show_table
from ivp.web.page import Page
from ivp.web.periods import YEAR, in_grain
from ivp.wording.areas import enumerate_names


def show_similar(page: Page, area: str) -> None:
    """The figures of the ten municipalities most like `area`, with their distance and the method; months are of the
    eight alone, so that there it is the year of the month, or the latest.
    """
    period = _year(page)
    found = page.store.similar(area, page.indicator.id, period)
    codes = [area, *found["area"]]
    facts = page.facts(areas=codes, periods=[period], reference_level="land", all_netherlands=True)
    facts = facts.set_index("area").reindex([code for code in codes if code in set(facts["area"])]).reset_index()
    name = page.known.names[area]
    chart = dot_plot(
        facts,
        page.indicator,
        title=f"{page.indicator.label} in {name} en de tien gemeenten die er het meest op lijken",
        source=page.known.source_line(facts),
        palette=page.palette,
        order="given",
        strong=[area],
    )
    show_chart(chart, key="vergelijkbaar")
    with st.expander("Welke gemeenten lijken op elkaar, en hoe is dat bepaald?"):
        variables = list(page.store.query("similar_variables")["label"])
        st.markdown(plain(_method(name, variables)))
        table = pd.DataFrame({"Gemeente": found["area_name"], "Afstand": found["distance"].round(2)})
        show_table(table, alt=f"Afstand tot {name}")


def _year(page: Page) -> str:
    """The period to compare in: the chosen one, or for a month its year where the indicator has years."""
    period, known = page.selection.periode, page.known.years_of(page.indicator.id, "gemeente")
    if period in known or not known:
        return period
    return in_grain(period, YEAR, known) or known[-1]


def _method(name: str, variables: list[str]) -> str:
    return (
        f"De afstand is het verschil op {len(variables)} achtergrondcijfers uit 2021 (CBS, tabel 85039NED): "
        f"{enumerate_names(variables)}. Elk cijfer telt even zwaar, gemeten in standaardafwijkingen over alle "
        "gemeenten. Misdrijven tellen niet mee. Lijken op elkaar werkt niet altijd twee kanten op: een gemeente kan de "
        f"naaste zijn van {name}, terwijl andere gemeenten nog meer op haar lijken."
    )
