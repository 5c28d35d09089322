"""The two matrices of the overview: of the plan, and of all indicators."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp.figures.chart import Chart
from ivp.figures.matrix import overview_matrix
from ivp.figures.plan_matrix import plan_matrix
from ivp.plan_facts import Assessment, PlacedPriority
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading, notice, plain, quiet
from ivp.web.plan.view import LOCAL, PlanView, by_place, lead_indicators, of_level
from ivp.wording import plan as words
from ivp.wording.titles import headline_overview


def indicator_view(here: page.Page, head: DeltaGenerator) -> None:
    """The matrix of the indicators of the chosen theme; a choice in it leads to the page that shows it."""
    rows = [one for one in here.known.indicators if one.order is not None and here.selection.thema in ("", one.theme)]
    facts = here.matrix(rows)
    with head:
        heading(headline_overview(facts, rows[0]), 1)
    matrix = overview_matrix(
        facts,
        rows,
        here.known.areas,
        here.known.fields,
        palette=here.palette,
        title=f"Elk gebied vergeleken met {here.against}",
        source=here.known.source_line(facts),
    )
    _show(here, matrix)
    explain("kleuren", "vergelijking")


def priority_view(here: page.Page, plan: PlanView, head: DeltaGenerator) -> None:
    """The matrix of the priorities with their lead indicators; with a chosen gemeente only those that hold there."""
    theme, area = here.selection.thema, here.selection.gebied
    shown = [one for one in of_level(here, plan.priorities) if theme in ("", one.priority.theme)]
    toets = here.store.assessments(year=plan.year, priorities=[one.priority.id for one in shown])
    own = _where_it_counts(here, shown, toets)
    with head:
        heading(words.plan_headline(own, here.known.name(area) if area else ""), 1)
    if not shown:
        notice("Bij deze keuze hoort geen prioriteit. Kies een ander thema, of kijk bij Alle indicatoren.")
        return
    lead = lead_indicators(here, shown)
    facts = here.matrix(list({one.id: one for some in lead.values() for one in some}.values()))
    known = {fact.indicator for fact in facts if fact.value is not None}
    matrix = plan_matrix(
        shown,
        by_place(toets),
        {id: [one for one in some if one.id in known] for id, some in lead.items()},
        facts,
        here.known.areas,
        title=f"De prioriteiten van {plan.label}, getoetst aan de cijfers tot en met {plan.year}",
        source=here.known.source_line(facts),
        palette=here.palette,
    )
    _show(here, matrix)
    quiet(words.undocumented({one.priority.level for one in plan.priorities}))
    quiet("De toets adviseert, mensen besluiten. Een doel dat niet is gehaald, is nog geen mislukt plan.")
    explain("toets", "kleuren", "vergelijking")
    if area:
        heading(f"Wat zeggen de cijfers over {here.known.area[area].name}?", 2, key="gemeente")
        for row in own:
            st.markdown(f"**{plain(row.priority.title)}**. {plain(words.toets_cell(row))}")


def _where_it_counts(
    here: page.Page, priorities: Sequence[PlacedPriority], toets: Sequence[Assessment]
) -> list[Assessment]:
    """One row per priority: in the chosen gemeente, else where a local one was set, else in the district."""
    district = here.known.codes("district")[0]
    inside = {one.priority.id: one.area.code for one in priorities if one.priority.level in LOCAL}
    return [row for row in toets if row.area.code == (here.selection.gebied or inside.get(row.priority.id, district))]


def _show(here: page.Page, matrix: Chart) -> None:
    chosen = show_chart(matrix, key="matrix", on_select="rerun")
    if not chosen:
        return
    priority, _, indicator = chosen.row.partition("/")
    if chosen.page == "prioriteiten":
        page.go_to(chosen.page, here.selection.with_changes(gebied=chosen.area), prioriteit=priority)
    years = {"per": "", "periode": ""} if here.selection.monthly else {}
    target = here.selection.with_changes(indicator=indicator or priority, gebied=chosen.area, **years)
    page.go_to(chosen.page, target)
