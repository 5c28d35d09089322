"""Gemeente: everything on one municipality."""

import streamlit as st

from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.position import position_chart
from ivp.web import page
from ivp.web.components import explain, heading, quiet, show_chart
from ivp.web.maps import ranked
from ivp.web.months import show_calendar
from ivp.web.plan import plan_view
from ivp.web.profile import context_line, local_series, show_priorities
from ivp.web.standing_out import show_findings
from ivp.wording import sentences

head = st.container()
here = page.start(["gebied", "vergelijk"], all_areas=False)
area = here.selection.gebied
name = here.known.names[area]
reference = here.reference_code(area)
rows = [indicator for indicator in here.known.indicators if indicator.order is not None]
facts = here.store.matrix(
    [indicator.id for indicator in rows], levels=("gemeente",), reference_level=here.reference_level
)
own = facts[facts["area"] == area]
with head:
    heading(sentences.profile_title(own, rows), 1)
    quiet(context_line(here, area))

left, right = st.columns([3, 1], gap="large")
with left:
    chart = position_chart(
        facts,
        rows,
        area,
        reference,
        title=f"Waar staat {name} tussen de acht gemeenten?",
        source=here.known.source_line(own),
        palette=here.palette,
    )
    show_chart(chart, key="positie")
    explain("vergelijking", "kleuren")
with right:
    heading(f"Opvallend in {name}", 2, key="opvallend")
    show_findings(here, area=area)
    explain("opvallend")

plan = plan_view(here, area)
if plan is not None:
    show_priorities(here, plan, area)

series = local_series(here, area)
if series:
    line, districts = st.columns(2, gap="large")
    grain = here.known.grain_of(series.id)
    history = here.store.facts([series.id], areas=[*here.known.alike(area), reference], grain=grain)
    with line:
        trend = trend_chart(
            history,
            series,
            title=sentences.trend_title(history[history["area"] == area], series),
            source=here.known.source_line(history),
            palette=here.palette,
            events=here.known.events,
            focus=[area],
            reference=reference,
        )
        show_chart(trend, key="verloop")
        if grain == "year":
            show_calendar(here, here.store.facts([series.id], areas=[area], grain="month"), series, area)
    with districts:
        latest = here.known.years_of(series.id, "wijk", counted=False)[-1]
        wijken = here.store.facts([series.id], levels=["wijk"], periods=[latest])
        inside = wijken[wijken["parent"] == area]
        dots = dot_plot(
            ranked(inside, "rate"),
            series,
            title=sentences.map_title(inside, series, "count"),
            source=here.known.source_line(inside),
            palette=here.palette,
            order="given",
        )
        show_chart(dots, key="wijken")
