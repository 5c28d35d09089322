"""The first screen: the four levels with their figures for every area, or as a list for one gemeente."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp.catalog.models import Level
from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.levels import Computed, Group, computed_of, documented, groups
from ivp.figures.matrix import overview_matrix
from ivp.figures.plan_matrix import plan_matrix
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.text import explain, heading, quiet
from ivp.web.parts.own_list import own_list
from ivp.web.plan.access import is_on
from ivp.web.plan.view import PlanView, by_place, lead_indicators
from ivp.wording.headline import headline
from ivp.wording.titles import comparison_title

_COMPUTED_AT = (Level.DISTRICT, Level.BASISTEAM)


def indicator_view(here: page.Page, head: DeltaGenerator) -> None:
    """The matrix of the indicators of the chosen theme; a choice in it leads to the page that shows it."""
    rows = [one for one in here.known.leading if here.selection.thema in ("", one.theme)]
    facts = here.matrix(rows)
    with head:
        heading(comparison_title(facts, rows[0]), 1)
    matrix = overview_matrix(
        facts,
        rows,
        here.known.areas,
        here.known.fields,
        palette=here.palette,
        title=f"Elk gebied vergeleken met {here.against}",
        source=here.known.source_line(facts),
        chosen=here.selection.gebied,
    )
    _show(here, matrix)
    explain("kleuren", "vergelijking", "vergelijkbaar", "beweging")


def plan_groups(here: page.Page, plan: PlanView, *, computed: bool) -> tuple[tuple[Group, ...], tuple[Fact, ...]]:
    """The four levels of the plan for the chosen theme, and the facts of their indicators in every area.

    With a chosen gemeente only the priorities that hold there. `computed`: also what the figures point to where a level
    has no documented priority; for a chosen gemeente where it has none of its own.
    """
    theme, area = here.selection.thema, here.selection.gebied
    shown = [one for one in plan.priorities if theme in ("", one.priority.theme)]
    toets = here.store.assessments(year=plan.year, priorities=[one.priority.id for one in shown])
    lead = lead_indicators(here, shown)
    places = [one.code for one in here.known.areas if one.level in _COMPUTED_AT or one.code == area]
    found = {code: _computed(here, code) for code in places} if computed else {}
    wanted = {one.id: one for some in lead.values() for one in some}
    wanted |= {one.indicator.id: one.indicator for some in found.values() for one in some}
    facts = here.matrix(list(wanted.values()))
    every = documented(shown, by_place(toets), lead, facts)
    return groups(every, here.known.areas, found), facts


def _computed(here: page.Page, area: str) -> tuple[Computed, ...]:
    theme = here.selection.thema
    candidates = [one for one in here.store.candidates(area) if theme in ("", one.theme)]
    return computed_of(candidates, here.store.candidate_evidence(area), here.known.by_id)


def priority_view(here: page.Page, plan: PlanView, head: DeltaGenerator) -> None:
    """The four levels; with a chosen gemeente first its own list, and the table of all areas behind one tap."""
    area = here.selection.gebied
    with here.row:
        computed = st.toggle("Toon ook wat berekend is", value=True, key="berekend", bind="query-params")
    shown, facts = plan_groups(here, plan, computed=computed)
    with head:
        heading(headline(facts, here.known.by_id, area or here.known.codes("district")[0]), 1)
        quiet(f"Plan {plan.label}, getoetst aan de cijfers tot en met {plan.year}.")
    matrix = plan_matrix(
        shown,
        facts,
        here.known.areas,
        title="De vier niveaus van het plan, met de cijfers van elk gebied",
        source=here.known.source_line(facts),
        palette=here.palette,
        chosen=area,
        editing=is_on(),
    )
    if not area:
        _show(here, matrix)
    else:
        own_list(here, plan, shown, facts, area)
        with st.expander("Alle gebieden naast elkaar", key="alle-gebieden", on_change="rerun") as beside:
            if beside.open:
                _show(here, matrix)
    quiet("De toets adviseert, mensen besluiten. Een doel dat niet is gehaald, is nog geen mislukt plan.")
    explain("kleuren", "vergelijking", "vergelijkbaar", "beweging", "toets", "kandidaat")


def _show(here: page.Page, matrix: Chart) -> None:
    chosen = show_chart(matrix, key="matrix", on_select="rerun")
    if not chosen:
        return
    first, _, indicator = chosen.row.partition("/")
    if chosen.page == "prioriteiten":
        page.go_to(chosen.page, here.selection.with_changes(gebied=chosen.area), prioriteit=first)
    if chosen.page == "bewerken":
        page.go_to(chosen.page, here.selection.with_changes(gebied=first))
    years = {"per": "", "periode": ""} if here.selection.monthly else {}
    target = here.selection.with_changes(indicator=indicator or first, gebied=chosen.area, **years)
    page.go_to(chosen.page, target)
