"""Kaart: where? One indicator on a map of gemeenten, wijken or buurten, with the ranked list beside it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ivp.figures.maps import area_map
from ivp.figures.strip import legend_strip
from ivp.outcomes import Measure
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.mapframe import map_frame
from ivp.web.components.text import explain, heading
from ivp.web.parts.area_panel import area_panel, choose_on_map
from ivp.web.parts.maps import inside, ranking, show_map, shown_title, with_gemeente
from ivp.web.selection.choices import within_gemeente
from ivp.web.selection.periods import offered
from ivp.web.selection.player import period_player
from ivp.wording.periods import period as period_label
from ivp.wording.titles import map_title

NARROW, USUAL = 320, 460  # pixels: what is drawn until the browser has said how wide the map is
head = st.container()
CONTROLS = ["indicator", "thema", "niveau", "binnen", "gebied", "maat", "vergelijk", "per", "maandjaar"]
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
within = within_gemeente(here.selection)
facts = [fact for fact in everyone if fact.area.level == level and here.known.inside(fact.area.code, within)]
reference = here.reference_code(here.selection.gebied)
with head:
    heading(map_title(facts, indicator, measure, here.known.gemeente_of(within)), 1)

left, right = st.columns([3, 2], gap="large")
with left:
    frame = map_frame(NARROW if page.is_phone() else USUAL)
    chart = area_map(
        facts,
        indicator,
        here.store.outlines("gemeente"),
        title=shown_title(here, within, period_label(period)),
        source=here.known.source_line(facts),
        palette=here.palette,
        points=here.known.areas,
        shapes=inside(here, level, within),
        measure=measure,
        selected=here.selection.gebied,
        within=within,
        width=frame.width,
    )
    show_map(chart, frame, here, on_select=partial(choose_on_map, "kaart-grafiek"))
with right:
    area_panel(here, facts, hint="Kies een gebied op de kaart, in de lijst of bij Gebied: dan staat hier de uitleg.")
    strip = legend_strip(
        [*facts, *(fact for fact in everyone if fact.area.code == reference)],
        indicator,
        title="Verdeling",
        source="",
        palette=here.palette,
        measure=measure,
        reference=reference,
    )
    show_chart(strip, key="verdeling", level=3, brief=True)
    ranking(here, facts, measure)
    explain("vergelijking", "kleuren")
