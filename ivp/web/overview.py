"""The two matrices of the overview: of the plan, and of all indicators."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp.figures.base import records
from ivp.figures.chart import Chart
from ivp.figures.matrix import overview_matrix
from ivp.figures.plan_matrix import plan_matrix
from ivp.web import page
from ivp.web.components import explain, heading, notice, plain, quiet, show_chart
from ivp.web.plan import PlanView, explanations, lead_indicators, of_level, outcomes
from ivp.wording import plan as words
from ivp.wording import sentences


def indicator_view(here: page.Page, head: DeltaGenerator) -> None:
    """The matrix of the indicators of the chosen theme; a choice in it leads to the page that shows it."""
    rows = [one for one in here.known.indicators if one.order is not None and here.selection.thema in ("", one.theme)]
    facts = here.store.matrix([one.id for one in rows], levels=page.MEMBERS, reference_level=here.reference_level)
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
    _show(here, matrix)
    explain("kleuren", "vergelijking")


def priority_view(here: page.Page, plan: PlanView, head: DeltaGenerator) -> None:
    """The matrix of the priorities with their lead indicators; with a chosen gemeente only those that hold there."""
    shown = of_level(here, plan.priorities)
    if here.selection.thema:
        shown = shown[shown["theme"] == here.selection.thema].reset_index(drop=True)
    toets = here.store.assessments(year=plan.year, priorities=list(shown["id"]))
    own = _where_it_counts(here, shown, toets)
    area = here.selection.gebied
    with head:
        heading(words.plan_headline(own, here.known.name(area) if area else ""), 1)
    if shown.empty:
        notice("Bij deze keuze hoort geen prioriteit. Kies een ander thema, of kijk bij Alle indicatoren.")
        return
    lead = lead_indicators(here, shown)
    ids = list(dict.fromkeys(one.id for some in lead.values() for one in some))
    facts = here.store.matrix(ids, levels=page.MEMBERS, reference_level=here.reference_level)
    known = set(facts.loc[facts["value"].notna(), "indicator"])
    matrix = plan_matrix(
        shown,
        outcomes(toets),
        explanations(toets),
        {id: [one for one in some if one.id in known] for id, some in lead.items()},
        facts,
        here.known.areas,
        title=f"De prioriteiten van {plan.label}, getoetst aan de cijfers tot en met {plan.year}",
        source=here.known.source_line(facts),
        palette=here.palette,
    )
    _show(here, matrix)
    quiet(words.undocumented(set(plan.priorities["level"])))
    quiet("De toets adviseert, mensen besluiten. Een doel dat niet is gehaald, is nog geen mislukt plan.")
    explain("toets", "kleuren", "vergelijking")
    if here.selection.gebied:
        heading(f"Wat zeggen de cijfers over {here.known.names[area]}?", 2, key="gemeente")
        for row in records(own):
            st.markdown(f"**{plain(row['title'])}**. {plain(words.toets_cell(row))}")


def _where_it_counts(here: page.Page, priorities: pd.DataFrame, toets: pd.DataFrame) -> pd.DataFrame:
    """One row per priority: in the chosen gemeente, else where a local one was set, else in the district."""
    district = here.known.codes("district")[0]
    inside = {row["id"]: row["area"] for row in records(priorities) if row["level"] in ("lokaal", "basisteam")}
    wanted = toets["priority"].map(lambda id: here.selection.gebied or inside.get(id, district))
    return toets[toets["area"] == wanted]


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
