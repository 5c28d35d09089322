"""Gemeente: everything on one municipality."""

import streamlit as st

from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.position import position_chart
from ivp.outcomes import Grain, Measure
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading, quiet
from ivp.web.parts.maps import ranked
from ivp.web.parts.months import show_calendar
from ivp.web.parts.profile import context_line, local_series, monthly_series, show_priorities
from ivp.web.parts.standing_out import show_findings
from ivp.web.parts.timeline import plan_years
from ivp.web.plan.view import judged_first, plan_view
from ivp.web.workshop.area_files import area_files
from ivp.wording.titles import map_title, profile_title, trend_title

head = st.container()
here = page.start(["gebied", "vergelijk"], all_areas=False)
area = here.selection.gebied
name = here.known.area[area].name
reference = here.reference_code(area)
rows = here.known.leading
facts = here.matrix(rows, levels=page.GEMEENTEN)
own = [fact for fact in facts if fact.area.code == area]
with head:
    heading(profile_title(own, rows), 1)
    quiet(context_line(here, area))

left, right = st.columns([3, 1], gap="large")
with left:
    chart = position_chart(
        facts,
        rows,
        area,
        reference,
        title=f"Waar staat {name} tussen de gemeenten van het district?",
        source=here.known.source_line(own),
        palette=here.palette,
    )
    show_chart(chart, key="positie")
    explain("vergelijking", "vergelijkbaar", "kleuren")
with right:
    heading(f"Opvallend in {name}", 2, key="opvallend")
    show_findings(here, area=area)
    explain("opvallend")

plan = plan_view(here, area)
if plan is not None:
    show_priorities(here, judged_first(here, plan, area), area)

series = local_series(here, area)
if series:
    line, districts = st.columns(2, gap="large")
    grain = here.known.grain_of(series.id)
    history = here.facts(indicators=[series.id], areas=[*here.known.alike(area), reference], grain=grain)
    with line:
        trend = trend_chart(
            history,
            series,
            title=trend_title([fact for fact in history if fact.area.code == area], series),
            source=here.known.source_line(history),
            palette=here.palette,
            events=here.known.events,
            plan=plan_years(here),
            focus=[area],
            reference=reference,
        )
        show_chart(trend, key="verloop")
        if grain == Grain.YEAR:
            monthly = monthly_series(here, series)
            months = here.facts(indicators=[monthly.id], areas=[area], grain=Grain.MONTH)
            show_calendar(here, months, monthly, area)
    with districts:
        latest = here.known.years_of(series.id, "wijk", counted=False)[-1]
        wijken = here.facts(indicators=[series.id], levels=["wijk"], periods=[latest])
        inside = [fact for fact in wijken if fact.area.parent == area]
        dots = dot_plot(
            ranked(inside, Measure.VALUE),
            series,
            title=map_title(inside, series, Measure.COUNT),
            source=here.known.source_line(inside),
            palette=here.palette,
            order="given",
        )
        show_chart(dots, key="wijken")
heading(f"Neem {name} mee", 2, key="meenemen")
area_files(here.store, area, key="meenemen")
