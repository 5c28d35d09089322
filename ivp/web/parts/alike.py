"""The municipalities most like one, and how they were found."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.catalog.models import Level
from ivp.figures.dots import dot_plot
from ivp.figures.table import Table
from ivp.outcomes import Grain
from ivp.web.components.charts import show_chart
from ivp.web.components.tables import show_table
from ivp.web.components.text import plain
from ivp.web.page import Page
from ivp.web.selection.periods import in_grain
from ivp.wording.areas import alike_on


def show_similar(page: Page, area: str) -> None:
    """The figures of the ten municipalities most like `area`, with their distance and the method; months are of the
    eight alone, so that there it is the year of the month, or the latest.
    """
    found = page.store.similar(area)
    codes = [area, *(one.area.code for one in found)]
    here = page.facts(areas=codes, periods=[_year(page)], reference_level=Level.LAND, all_netherlands=True)
    facts = sorted(here, key=lambda fact: codes.index(fact.area.code))
    name = page.known.area[area].name
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
        st.markdown(plain(_method(name, page.store.similar_variables())))
        table = Table.of(
            {"Gemeente": [one.area.name for one in found], "Afstand": [round(one.distance, 2) for one in found]}
        )
        show_table(table, alt=f"Afstand tot {name}")


def _year(page: Page) -> str:
    """The period to compare in: the chosen one, or for a month its year where the indicator has years."""
    period, known = page.selection.periode, page.known.years_of(page.indicator.id, Level.GEMEENTE)
    if period in known or not known:
        return period
    return in_grain(period, Grain.YEAR, known) or known[-1]


def _method(name: str, variables: Sequence[str]) -> str:
    return (
        f"De afstand is het verschil op {len(variables)} achtergrondcijfers uit 2021 (CBS, tabel 85039NED): "
        f"{alike_on(variables)}. Elk cijfer telt even zwaar, gemeten in standaardafwijkingen over alle "
        "gemeenten. Misdrijven tellen niet mee. Lijken op elkaar werkt niet altijd twee kanten op: een gemeente kan de "
        f"naaste zijn van {name}, terwijl andere gemeenten nog meer op haar lijken."
    )
