"""Overzicht: where do we stand? The matrix of indicators by area, and the statements that stand out."""

import streamlit as st

from ivp.figures.matrix import overview_matrix
from ivp.web import page
from ivp.web.components import explain, heading, show_chart
from ivp.web.highlights import highlights, show_highlights
from ivp.wording import sentences

head = st.container()
here = page.start(["thema", "vergelijk"], offered=lambda indicator: indicator.order is not None)
rows = [
    indicator
    for indicator in here.known.indicators
    if indicator.order is not None and here.selection.thema in ("", indicator.theme)
]
facts = here.store.matrix(
    [indicator.id for indicator in rows], levels=page.MEMBERS, reference_level=here.reference_level
)
with head:
    heading(sentences.headline_overview(facts, rows[0]), 1)

matrix = overview_matrix(
    facts,
    rows,
    here.known.areas,
    here.known.themes,
    palette=here.palette,
    title=f"Elk gebied vergeleken met {here.against}",
    source=here.known.source_line(facts),
)
main, beside = st.columns([4, 1], gap="medium")
with main:
    chosen = show_chart(matrix, key="matrix", on_select="rerun")
    explain("kleuren", "vergelijking")
with beside:
    heading("Opvallend", 2, key="opvallend")
    show_highlights(here, highlights(facts, here.known.by_id))
    explain("verandering")
if chosen:
    page.go_to(chosen.page, here.selection.with_changes(indicator=chosen.row, gebied=chosen.area))
