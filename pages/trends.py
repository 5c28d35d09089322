"""Trends: since when, and is it real? Lines per area with uncertainty, breaks and events; the year so far."""

import streamlit as st

from ivp.figures.lines import trend_chart
from ivp.outcomes import Measure
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading, quiet
from ivp.web.parts.area_panel import area_panel
from ivp.web.parts.months import month_rows
from ivp.web.parts.neighbourhood import months_of_area
from ivp.web.parts.outlook import show_outlook
from ivp.web.parts.timeline import plan_years, what_happened, year_so_far
from ivp.web.selection.periods import MANY
from ivp.wording.months import twelve_months_title
from ivp.wording.titles import trend_title

WIDER = ("eenheid", "land")
CHOOSE = "Kies een gebied om het in kleur te zien, of twee."
head = st.container()
here = page.start(
    ["indicator", "thema", "gebied", "tweede", "vergelijk", "maat", "per"],
    levels=(*page.MEMBERS, "wijk", "buurt"),
    measures=(Measure.VALUE, Measure.COUNT),
)
indicator, chosen = here.indicator, here.selection
subject = chosen.gebied or here.reference_code() or here.known.codes("district")[0]
alike = here.known.alike(chosen.gebied or here.known.codes("gemeente")[0])
reference = here.reference_code(subject)
facts = here.facts(areas=[*alike, chosen.tweede, reference])
only_wider = not any(fact.known for fact in facts)
if only_wider:
    facts = here.facts(levels=WIDER)
    subject = next((fact.area.code for fact in facts if fact.value is not None), subject)
measure = Measure(chosen.maat)
if all(fact.amount(measure) is None for fact in facts):
    measure = Measure.COUNT
if all(fact.amount(measure) is None for fact in facts):
    empty = page.no_figures(here, *page.MEMBERS)
    with head:
        heading(empty or page.missing(here, here.known.name(subject), here.known.levels[subject])[0], 1)
    st.stop()

own = [fact for fact in facts if fact.area.code == subject]
without = not any(fact.known for fact in own)
name = here.known.name(subject)
no_figure, why = page.missing(here, name, here.known.levels[subject])
monthly = chosen.monthly
rolling = False
if monthly:
    with here.row:
        rolling = st.toggle("Som van twaalf maanden", value=True, key="twaalf", bind="query-params")
with head:
    title = twelve_months_title(own, indicator) if rolling else trend_title(own, indicator)
    heading(no_figure if without else title, 1)
focus = [code for code in (chosen.gebied, chosen.tweede) if code]
crowded = monthly and not rolling and len({fact.period for fact in facts}) > MANY
near = {subject, reference, *focus}
shown = [fact for fact in facts if fact.area.code in near] if crowded else facts

chart = trend_chart(
    shown,
    indicator,
    title=f"{indicator.label}: {'som van twaalf maanden' if rolling else 'per maand' if monthly else 'per jaar'}",
    source=here.known.source_line(facts),
    palette=here.palette,
    events=here.known.events,
    plan=plan_years(here),
    focus=[subject] if only_wider or (crowded and not focus) else focus,
    reference=reference if measure == Measure.VALUE else "",
    measure=measure,
    rolling=rolling,
)
left, right = st.columns([3, 1], gap="large")
with left:
    show_chart(chart, key="verloop")
    if crowded:
        quiet("Alleen de gekozen gebieden: zo veel maanden van alle gebieden zijn niet uit elkaar te houden.")
    if only_wider:
        asked = here.known.name(chosen.gebied) if chosen.gebied else "de gemeenten"
        level = here.known.levels.get(chosen.gebied, "gemeente")
        quiet(page.missing(here, asked, level)[1])
    show_outlook(here, subject)
    what_happened(here, {fact.source for fact in facts})
with right:
    known = [fact for fact in own if fact.amount(measure) is not None]
    hint = f"De lijnen zijn van andere gebieden. {why}" if without else CHOOSE
    area_panel(here, known[-1:], hint=hint, leave_out="trends")
    explain("verandering", "trend", "marge")
months_of_area(here, subject)
if monthly:
    month_rows(here, facts, [code for code in dict.fromkeys((subject, chosen.tweede)) if code])
    year_so_far(here, subject)
