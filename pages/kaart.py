"""Kaart: where? One indicator on a map of gemeenten, wijken or buurten, with the ranked list beside it."""

from dataclasses import replace

import streamlit as st

from ivp.figures.dots import dot_plot
from ivp.figures.maps import area_map
from ivp.figures.strip import legend_strip
from ivp.outcomes import Measure
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading
from ivp.web.parts.area_panel import area_panel, choose_on_map
from ivp.web.parts.maps import most_cases, ranked, with_gemeente
from ivp.web.selection.periods import offered
from ivp.web.selection.player import period_player
from ivp.wording.periods import period as period_label
from ivp.wording.titles import map_title

head = st.container()
CONTROLS = ["indicator", "thema", "niveau", "maat", "vergelijk", "per", "maandjaar"]
here = page.start(CONTROLS, levels=("gemeente", "wijk", "buurt"))
level, indicator, measure = here.selection.niveau, here.indicator, Measure(here.selection.maat)
periods = here.known.periods_of(indicator.id, level, counted=measure == Measure.COUNT)
here = page.at_nearest_period(here, periods)
with here.row:
    period = period_player(offered(periods, here.selection.periode), here.selection.periode)
here = replace(here, selection=replace(here.selection, periode=period))
if missing := page.no_figures(here, level):
    with head:
        heading(missing, 1)
    st.stop()

everyone = with_gemeente(here, here.facts(levels=[level, here.reference_level], periods=[period]))
facts = [fact for fact in everyone if fact.area.level == level]
reference = here.reference_code(here.selection.gebied)
with head:
    heading(map_title(facts, indicator, measure), 1)

left, right = st.columns([3, 2], gap="large")
with left:
    chart = area_map(
        facts,
        indicator,
        here.store.outlines("gemeente"),
        title=f"{indicator.label} per {level}, {period_label(period)}",
        source=here.known.source_line(facts),
        palette=here.palette,
        points=here.known.areas,
        shapes=() if level == "gemeente" else here.store.outlines(level),
        measure=measure,
        selected=here.selection.gebied,
        width=320 if page.is_phone() else 620,
    )
    show_chart(chart, key="kaart", on_select=lambda: choose_on_map("kaart-grafiek"), period=period_label(period))
with right:
    area_panel(here, facts, hint="Klik op een gebied op de kaart voor de uitleg van het cijfer.")
    strip = legend_strip(
        [fact for fact in everyone if fact.area.level == level or fact.area.code == reference],
        indicator,
        title="Verdeling",
        source="",
        palette=here.palette,
        measure=measure,
        reference=reference,
    )
    show_chart(strip, key="verdeling", level=3, brief=True)
    if level == "gemeente":
        dots = dot_plot(
            ranked(facts, measure),
            indicator,
            title="Van hoog naar laag",
            source="",
            palette=here.palette,
            order="given",
            strong=[here.selection.gebied],
        )
        show_chart(dots, key="volgorde", level=3, brief=True)
    else:
        most_cases(here, facts)
    explain("vergelijking", "kleuren")
