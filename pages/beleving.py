"""Beleving: figure and feeling. The Veiligheidsmonitor with its margins, beside what is registered; never one score."""

import streamlit as st

from ivp.catalog.models import Statistic
from ivp.figures.lines import trend_chart
from ivp.figures.quadrant import quadrant
from ivp.figures.survey import register_and_survey, survey_dots
from ivp.outcomes import Measure
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading, plain
from ivp.web.parts.survey import limits, register_beside, same_unit
from ivp.web.parts.timeline import plan_years
from ivp.wording.titles import survey_title

head = st.container()
here = page.start(
    ["indicator", "gebied", "vergelijk"],
    offered=lambda indicator: indicator.statistic == Statistic.SURVEY,
    levels=page.MEMBERS,
    measures=(Measure.VALUE,),
)
item = here.indicator
if missing := page.no_figures(here, *page.DISTRICT_LEVELS):
    with head:
        heading(missing, 1)
    st.markdown(plain(limits(here)))
    st.stop()

latest = here.known.periods_of(item.id, *page.MEMBERS)[-1]
shown = same_unit(here, item, latest)
survey = here.facts(indicators=[one.id for one in shown], levels=page.DISTRICT_LEVELS, periods=[latest])
own = [fact for fact in survey if fact.indicator == item.id]
district = here.known.codes("district")[0]
focus = here.selection.gebied or district
with head:
    heading(survey_title(own, item, here.selection.gebied or None), 1)

left, right = st.columns(2, gap="large")
with left:
    history = here.facts(levels=page.DISTRICT_LEVELS)
    line = trend_chart(
        history,
        item,
        title=f"{item.label} door de jaren",
        source=here.known.source_line(history),
        palette=here.palette,
        events=here.known.events,
        plan=plan_years(here),
        focus=[focus],
        reference=here.reference_code(focus) if focus != here.reference_code(focus) else "",
    )
    show_chart(line, key="verloop")
    heading("Wat deze cijfers wel en niet kunnen", 2, key="grenzen")
    st.markdown(plain(limits(here)))
    explain("marge", "vergelijking")
with right:
    register = register_beside(here, latest)
    if register:
        registered = here.facts(indicators=[register.id], levels=page.DISTRICT_LEVELS, periods=[latest])
        pair = register_and_survey(
            registered,
            register,
            own,
            item,
            title=f"{register.short} naast {item.short[:1].lower()}{item.short[1:]}",
            source=here.known.source_line([*registered, *own]),
            palette=here.palette,
            strong=[focus],
        )
        show_chart(pair, key="naast-elkaar")

if register:
    scatter = quadrant(
        registered,
        register,
        own,
        item,
        title=f"{register.short} tegen {item.short[:1].lower()}{item.short[1:]}",
        source=here.known.source_line([*registered, *own]),
        palette=here.palette,
        reference=here.known.codes("land")[0],
        strong=[focus],
    )
    show_chart(scatter, key="kwadrant")
dots = survey_dots(
    survey,
    shown,
    title=f"Uit dezelfde enquête ({latest})",
    source=here.known.source_line(survey),
    palette=here.palette,
    strong=[focus],
)
show_chart(dots, key="enquete")
