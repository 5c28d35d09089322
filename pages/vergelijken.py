"""Vergelijken: compared with whom? Points with margins, the funnel, every area apart, and similar municipalities."""

import streamlit as st

from ivp.figures.dots import dot_plot
from ivp.figures.funnel import funnel_chart
from ivp.figures.multiples import small_multiples
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading
from ivp.web.parts.alike import show_similar
from ivp.web.parts.area_panel import area_panel
from ivp.web.parts.pair import show_pair
from ivp.web.selection.empty import empty_state
from ivp.web.selection.periods import MANY
from ivp.wording.periods import period as period_label
from ivp.wording.titles import comparison_title, funnel_title

head = st.container()
here = page.start(["indicator", "thema", "per", "maandjaar", "periode", "gebied", "vergelijk"])
if missing := page.no_figures(here, *page.MEMBERS):
    with head:
        heading(missing, 1)
    st.stop()

indicator, chosen = here.indicator, here.selection
here = page.at_nearest_period(here, here.known.periods_of(indicator.id, *page.MEMBERS))
period = here.selection.periode
facts = here.facts(levels=page.DISTRICT_LEVELS, periods=[period])
source = here.known.source_line(facts)
strong = [chosen.gebied]
with head:
    heading(comparison_title(facts, indicator), 1)

tabs = st.tabs(
    ["Met marges", "Trechter", "Per gebied", "Vergelijkbare gemeenten", "A tegenover B"],
    key="beeld",
    bind="query-params",
)
if tabs[0].open:
    with tabs[0]:
        left, right = st.columns([3, 1], gap="large")
        with left:
            chart = dot_plot(
                facts,
                indicator,
                title=f"{indicator.label} in {period_label(period)}, met de marge van toeval",
                source=source,
                palette=here.palette,
                references=[here.reference_code(chosen.gebied)],
                strong=strong,
            )
            show_chart(chart, key="punten", period=period_label(period))
        with right:
            area_panel(here, facts, hint="Kies een gemeente voor de uitleg van het cijfer.", leave_out="vergelijken")
            explain("vergelijking", "marge", "indicatief")
if tabs[1].open:
    with tabs[1]:
        limits = here.store.funnel_limits(indicator.id, period)
        if not limits:
            empty_state(
                "Voor deze keuze is er geen trechter",
                "Een trechter vraagt cijfers van minstens honderd gemeenten in hetzelfde jaar.",
            )
        else:
            everyone = here.facts(levels=["gemeente"], periods=[period], all_netherlands=True)
            funnel = funnel_chart(
                everyone,
                indicator,
                limits,
                title=funnel_title(everyone, indicator, limits),
                source=source,
                palette=here.palette,
                strong=strong,
            )
            show_chart(funnel, key="trechter", period=period_label(period))
            explain("trechter")
if tabs[2].open:
    with tabs[2]:
        series = here.facts(levels=["gemeente", here.reference_level])
        if all(fact.value is None for fact in series if fact.area.level == "gemeente"):
            why = page.missing(here, "de gemeenten", "gemeente")[1]
            empty_state("Voor deze keuze zijn er geen cijfers per gemeente", why)
        else:
            multiples = small_multiples(
                series,
                indicator,
                title=f"{indicator.label} per gemeente, alle op dezelfde schaal",
                columns=2 if page.is_phone() else 4,
                rolling=here.selection.monthly and len({fact.period for fact in series}) > MANY,
                source=here.known.source_line(series),
                palette=here.palette,
                reference=here.reference_code(chosen.gebied),
                events=here.known.events,
            )
            show_chart(multiples, key="per-gebied")
            explain("trend")
if tabs[3].open:
    with tabs[3]:
        show_similar(here, chosen.gebied or here.known.codes("gemeente")[0])
if tabs[4].open:
    with tabs[4]:
        show_pair(here, chosen.gebied or here.known.codes("gemeente")[0])
