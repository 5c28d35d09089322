"""Evaluatie: the period of a plan on one page, and a worksheet for the next one."""

import streamlit as st

from ivp.export import EXPORTERS
from ivp.web import page
from ivp.web.components.tables import show_table
from ivp.web.components.text import explain, heading, plain, quiet
from ivp.web.plan.evaluation import base_and_end, decisions_table, toets_per_year, worksheet
from ivp.web.plan.view import judged_first, plan_view
from ivp.web.selection.empty import empty_state
from ivp.wording.plan import evaluation_title

head = st.container()
here = page.start(["gebied"], levels=page.MEMBERS)
area = here.selection.gebied or here.known.codes("district")[0]
plan = plan_view(here, area)
if plan is None or not plan.priorities:
    with head:
        heading(f"Er is geen prioriteit vastgelegd voor {here.known.name(area)}", 1)
    empty_state("Niets om te evalueren", "Vul data/plan/priorities.csv in; de eerste regels leggen uit hoe.")
    st.stop()

plan = judged_first(here, plan, area)
toets = here.store.assessments(areas=[area], priorities=plan.ids)
with head:
    heading(evaluation_title([row for row in toets if row.year == plan.year], plan.label, here.known.name(area)), 1)

heading("De toets per jaar", 2, key="toets")
show_table(toets_per_year(plan.priorities, toets), alt="De uitkomst van de toets per prioriteit en jaar")
quiet("Elke toets gebruikt alleen cijfers tot en met dat jaar. De toets adviseert, mensen besluiten.")
explain("toets")

heading("Begin en einde", 2, key="begin-einde")
tables = {one.priority.title: base_and_end(here, one.priority.id, area, plan.year) for one in plan.priorities}
for name, table in tables.items():
    if table.rows:
        heading(name, 3)
        show_table(table, alt=f"Begin, einde en verandering bij {name}")
without = [name for name, table in tables.items() if not table.rows]
if without:
    quiet(f"Zonder open cijfer: {', '.join(without)}.")

decisions = decisions_table(here, plan.priorities, area)
heading("Besluiten", 2, key="besluiten")
if not decisions.rows:
    quiet("Er is nog geen besluit vastgelegd.")
else:
    show_table(decisions, alt="Besluiten over de prioriteiten")

heading(f"Werkblad voor {plan.end + 1}–{plan.end + 4}", 2, key="werkblad")
sheet = worksheet(here, plan, area)
title = f"Werkblad {plan.end + 1}–{plan.end + 4}, {here.known.name(area)}"
st.markdown(plain("Handhaven, bijstellen, afbouwen of toevoegen: de kolom Voorstel is leeg, want mensen besluiten."))
show_table(sheet, alt="Werkblad met de prioriteiten, de toets en ruimte voor een voorstel")
for exporter in EXPORTERS:
    st.download_button(
        f"Download het werkblad als {exporter.label}",
        data=exporter.make(sheet, title, f"Toets over {plan.year}; kandidaten zijn berekend, niet vastgesteld", "", ""),
        file_name=f"werkblad-{plan.end + 1}-{plan.end + 4}-{area.lower()}.{exporter.suffix}",
        mime=exporter.mime,
        icon=":material/download:",
        on_click="ignore",
    )
