"""Overzicht: where do we stand? The IVP matrix of priorities, or of all indicators, and what stands out."""

import streamlit as st

from ivp.web import page
from ivp.web.components.text import explain, heading
from ivp.web.parts.overview import indicator_view, priority_view
from ivp.web.parts.search import search
from ivp.web.parts.standing_out import show_findings
from ivp.web.plan.view import plan_view

head = st.container()
here = page.start(["gebied", "thema", "vergelijk"], offered=lambda indicator: indicator.order is not None)
search(here)
area = here.selection.gebied
plan = plan_view(here, area)
names = ["Prioriteiten", "Alle indicatoren"] if plan is not None else ["Alle indicatoren"]
with st.container(key="eerste-scherm"):
    main, beside = st.columns([5, 1], gap="medium")
with main:
    tabs = st.tabs(names, key="beeld", bind="query-params")
    for tab, name in zip(tabs, names, strict=True):
        if tab.open:
            with tab:
                if name == "Prioriteiten" and plan is not None:
                    priority_view(here, plan, head)
                else:
                    indicator_view(here, head)
with beside:
    heading("Opvallend", 2, key="opvallend")
    show_findings(here, area=area, theme=here.selection.thema)
    explain("opvallend")
