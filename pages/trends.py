"""Trends: since when, and is it real? Lines per area with uncertainty, breaks and events; the year so far."""

import streamlit as st

from ivp.figures.base import Measure
from ivp.figures.lines import trend_chart
from ivp.web import page
from ivp.web.area_panel import area_panel
from ivp.web.components import explain, heading, quiet, show_chart
from ivp.web.months import month_rows
from ivp.web.outlook import show_outlook
from ivp.web.periods import MANY
from ivp.web.timeline import what_happened, year_so_far
from ivp.wording import sentences

WIDER = ("eenheid", "land")
CHOOSE = "Kies een gebied om het in kleur te zien, of twee."
head = st.container()
here = page.start(
    ["thema", "indicator", "gebied", "tweede", "vergelijk", "maat", "per"],
    levels=(*page.MEMBERS, "wijk", "buurt"),
    measures=("per-1000", "aantal"),
)
indicator, chosen = here.indicator, here.selection
subject = chosen.gebied or here.reference_code()
alike = here.known.alike(chosen.gebied or here.known.codes("gemeente")[0])
reference = here.reference_code(subject)
facts = here.facts(areas=[*alike, chosen.tweede, reference])
only_wider = facts["numerator"].isna().all() and facts["value"].isna().all()
if only_wider:
    facts = here.facts(levels=WIDER)
    subject = next(iter(facts.loc[facts["value"].notna(), "area"]), subject)
measure: Measure = "numerator" if chosen.maat == "aantal" else "value"
if facts[measure].isna().all():
    measure = "numerator"
if facts[measure].isna().all():
    with head:
        heading(f"{indicator.label}: geen open cijfer in de tijd", 1)
    page.no_figures(here, *page.MEMBERS)
    st.stop()

own = facts[facts["area"] == subject]
without = own["value"].isna().all() and own["numerator"].isna().all()
name = here.known.name(subject)
with head:
    heading(f"{indicator.label}: geen open cijfer voor {name}" if without else sentences.trend_title(own, indicator), 1)
monthly = chosen.monthly
rolling = False
if monthly:
    with here.row:
        rolling = st.toggle("Som van twaalf maanden", value=True, key="twaalf", bind="query-params")
focus = [code for code in (chosen.gebied, chosen.tweede) if code]
crowded = monthly and not rolling and facts["period"].nunique() > MANY
shown = facts[facts["area"].isin([subject, reference, *focus])] if crowded else facts

chart = trend_chart(
    shown,
    indicator,
    title=f"{indicator.label}: {'som van twaalf maanden' if rolling else 'per maand' if monthly else 'per jaar'}",
    source=here.known.source_line(facts),
    palette=here.palette,
    events=here.known.events,
    focus=[subject] if only_wider or (crowded and not focus) else focus,
    reference=reference if measure == "value" else "",
    measure=measure,
    rolling=rolling,
)
left, right = st.columns([3, 1], gap="large")
with left:
    show_chart(chart, key="verloop")
    if crowded:
        quiet("Alleen de gekozen gebieden: zo veel maanden van alle gebieden zijn niet uit elkaar te houden.")
    if only_wider:
        quiet(sentences.missing(indicator, here.known.name(chosen.gebied) if chosen.gebied else "de gemeenten", ""))
    show_outlook(here, subject)
    what_happened(here, set(facts["source"]))
with right:
    known = own[own[measure].notna()]
    hint = f"De lijnen zijn van andere gebieden: over {name} is er geen open cijfer." if without else CHOOSE
    area_panel(here, known.tail(1), hint=hint, leave_out="trends")
    explain("verandering", "trend", "marge")
if monthly:
    month_rows(here, facts, [code for code in dict.fromkeys((subject, chosen.tweede)) if code])
    year_so_far(here, subject)
