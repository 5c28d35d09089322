"""Bewerken: the edit mode of the coordinator. Off unless it is switched on."""

import streamlit as st

from ivp.web import database, page
from ivp.web.components.text import heading, notice, quiet
from ivp.web.plan import upload
from ivp.web.plan.access import access
from ivp.web.plan.adopting import adopt_candidate
from ivp.web.plan.changing import show_done, told
from ivp.web.plan.editor import EDITABLE, edit_table, excel
from ivp.web.plan.history import show_history
from ivp.web.selection.empty import empty_state

head = st.container()
with head:
    heading("Het plan bewerken", 1)
may = access()
if may.state != "ready":
    empty_state(may.why, "De beheerder zet de bewerkstand aan; hoe, staat in docs/operating.md bij Settings.")
    if may.state == "sign_in" and st.button("Aanmelden", icon=":material/login:", type="primary"):
        st.login()
    st.stop()

here = page.start(["gebied"], levels=page.MEMBERS)
if database.problem():
    notice(f"De nieuwste bestanden zijn niet in orde; iedereen ziet de vorige cijfers. {database.problem()}")
blocked = database.plan_problem()
if blocked:
    notice(f"Het plan is nu niet te bewerken. {blocked}")
quiet(f"U bewerkt als {may.who}. Elke wijziging staat met naam en tijd in het journaal en is terug te zetten.")
show_done(here)
names = [] if blocked else [*EDITABLE.values(), "Kandidaten", "Geschiedenis", "Excel"]
names += ["Cijfers"] if upload.is_on() else []
if not names:
    st.stop()
tabs = dict(zip(names, st.tabs(names, key="bewerk-deel", on_change="rerun"), strict=True))
for table, name in EDITABLE.items():
    if name in tabs and tabs[name].open:
        with tabs[name], told():
            edit_table(here, table, may.who)
if "Kandidaten" in tabs and tabs["Kandidaten"].open:
    with tabs["Kandidaten"], told():
        adopt_candidate(here, may.who)
if "Geschiedenis" in tabs and tabs["Geschiedenis"].open:
    with tabs["Geschiedenis"], told():
        show_history(here, may.who)
if "Excel" in tabs and tabs["Excel"].open:
    with tabs["Excel"], told():
        excel(may.who)
if "Cijfers" in tabs and tabs["Cijfers"].open:
    with tabs["Cijfers"]:
        upload.own_figures(may.who)
