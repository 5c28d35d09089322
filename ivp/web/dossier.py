"""The dossier of one priority in one area: the toets with its numbers, goals, actions, duiding, decisions, source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ivp.catalog.models import Statistic
from ivp.figures.agenda import action_table
from ivp.figures.base import Record, records
from ivp.figures.goals import goal_chart
from ivp.figures.lines import trend_chart
from ivp.figures.plan_matrix import plan_matrix
from ivp.figures.survey import register_and_survey
from ivp.web import page
from ivp.web.components import explain, heading, plain, quiet, show_chart, show_table
from ivp.web.goals import goal_lines
from ivp.web.plan import PlanView, explanations, outcomes
from ivp.web.selection import set_selection
from ivp.wording import numbers
from ivp.wording.assessments import assessment_text, excluded_label, judgement_label
from ivp.wording.periods import date_text


def show_dossier(here: page.Page, plan: PlanView, priority: Record, area: str) -> None:
    """Everything about a priority, as it is documented and as the figures of `area` have it."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _what_it_is(priority)
        _toets(here, plan, priority, area)
        _figures(here, priority, area)
    with right:
        _goals(here, priority, area)
        _actions(here, priority)
        _written(here, priority, area)
    _every_area(here, plan, priority)


def _every_area(here: page.Page, plan: PlanView, priority: Record) -> None:
    """The toets and the linked indicators in every area."""
    toets = here.store.assessments(year=plan.year, priorities=[priority["id"]])
    links = here.store.links(priority["id"])
    linked = [here.known.by_id[id] for id in links["indicator"] if id in here.known.by_id]
    facts = here.store.matrix([one.id for one in linked], levels=page.MEMBERS)
    known = set(facts.loc[facts["value"].notna(), "indicator"])
    matrix = plan_matrix(
        plan.priorities[plan.priorities["id"] == priority["id"]],
        outcomes(toets),
        explanations(toets),
        {priority["id"]: [one for one in linked if one.id in known]},
        facts,
        here.known.areas,
        title="De toets en de cijfers in elk gebied",
        source=here.known.source_line(facts),
        palette=here.palette,
    )
    chosen = show_chart(matrix, key="elk-gebied", on_select="rerun")
    if not chosen:
        return
    if chosen.page == "prioriteiten":
        set_selection(gebied=chosen.area)
        st.rerun()
    indicator = chosen.row.partition("/")[2]
    page.go_to(chosen.page, here.selection.with_changes(indicator=indicator, gebied=chosen.area))


def _what_it_is(priority: Record) -> None:
    if priority["description"]:
        st.markdown(plain(priority["description"]))
    lines = [f"{priority['theme_label']}, {priority['start']}–{priority['end']}, status: {priority['standing']}"]
    lines.append(f"Bron: {priority['source']}")
    for line in lines:
        quiet(line)
    if priority["url"]:
        st.link_button("Naar de bron", priority["url"], type="tertiary", icon=":material/open_in_new:")


def _toets(here: page.Page, plan: PlanView, priority: Record, area: str) -> None:
    found = records(here.store.assessments(year=plan.year, areas=[area], priorities=[priority["id"]]))
    heading(f"De toets over {plan.year}", 2, key="toets")
    if not found:
        st.markdown(plain(f"Deze prioriteit is niet gesteld voor {here.known.name(area)}."))
        return
    parts = here.store.assessment_parts(priority["id"], area, plan.year)
    st.markdown(plain(assessment_text(found[0], records(parts), here.known.by_id)))
    explain("toets", "vergelijking", "trend")
    table = _parts_table(here, records(parts))
    with st.expander("De cijfers onder de toets"):
        show_table(table, alt="De indicatoren onder de toets")


def _parts_table(here: page.Page, parts: list[Record]) -> pd.DataFrame:
    """What was looked at: the figure, its judgement and why it does not decide."""
    return pd.DataFrame(
        [
            {
                "Indicator": here.known.by_id[part["indicator"]].label,
                "Cijfer": numbers.value(part["value"], here.known.by_id[part["indicator"]]),
                "Oordeel": judgement_label(part["judgement"]),
                "Beslist mee": "ja" if part["decides"] else f"nee, {excluded_label(part['excluded'])}",
            }
            for part in parts
        ]
    )


def _figures(here: page.Page, priority: Record, area: str) -> None:
    """The first register indicator beside the first survey one; otherwise the course of the first with figures."""
    links = [row for row in records(here.store.links(priority["id"])) if row["indicator"] in here.known.by_id]
    ids = [row["indicator"] for row in links]
    facts = here.store.matrix(ids, levels=page.MEMBERS)
    with_figures = [id for id in ids if (facts["indicator"] == id).any()]
    survey = [id for id in with_figures if here.known.by_id[id].statistic == Statistic.SURVEY]
    register = [id for id in with_figures if id not in survey]
    if register and survey:
        left, right = register[0], survey[0]
        pair = register_and_survey(
            facts,
            here.known.by_id[left],
            facts,
            here.known.by_id[right],
            title="Wat is geregistreerd, en wat inwoners zeggen",
            source=here.known.source_line(facts[facts["indicator"].isin([left, right])]),
            palette=here.palette,
            strong=[area],
        )
        show_chart(pair, key="naast-elkaar")
    elif with_figures:
        _course(here, with_figures[0], area)
    else:
        quiet("Bij deze prioriteit hoort nog geen open cijfer van deze gemeenten.")


def _course(here: page.Page, indicator: str, area: str) -> None:
    one = here.known.by_id[indicator]
    reference = here.reference_code(area)
    areas = [*here.known.alike(area), reference]
    facts = here.store.facts([indicator], areas=areas, grain=here.known.grain_of(indicator))
    line = trend_chart(
        facts,
        one,
        title=f"{one.label} door de jaren",
        source=here.known.source_line(facts),
        palette=here.palette,
        events=here.known.events,
        focus=[area],
        reference=reference if reference != area else "",
    )
    show_chart(line, key="verloop")


def _goals(here: page.Page, priority: Record, area: str) -> None:
    heading("Doelen", 2, key="doelen")
    progress = here.store.goal_progress(area)
    mine = progress[progress["priority"] == priority["id"]]
    if mine.empty:
        quiet("Er is geen streefwaarde vastgelegd. Toevoegen kan in data/plan/goals.csv of in de bewerkstand.")
        return
    chart = goal_chart(mine, title="Van begin naar doel", source=_sources(mine), palette=here.palette)
    show_chart(chart, key="voortgang", level=3)
    goal_lines(here, records(mine))
    explain("doel")


def _actions(here: page.Page, priority: Record) -> None:
    heading("Wat er gebeurt", 2, key="acties")
    actions = here.store.actions(priority=priority["id"])
    if actions.empty:
        quiet("Er is geen actie vastgelegd.")
        return
    show_table(action_table(actions)[["Jaar", "Gebied", "Actie", "Stand"]], alt="Acties bij deze prioriteit")
    quiet(_sources(actions))


def _written(here: page.Page, priority: Record, area: str) -> None:
    heading("Duiding en besluit", 2, key="duiding")
    notes = records(here.store.commentary(priority["id"], area))
    decisions = records(here.store.decisions(priority["id"], area))
    for row in decisions:
        who = f"{row['body']}, {date_text(str(row['decided'])[:10])}"
        st.markdown(f"**{plain(row['verdict'])}** ({plain(who)}). {plain(row['text'])}")
    for row in notes:
        who = f"{row['author'] or 'Coördinator'}, {date_text(str(row['written'])[:10])}, over {row['year']}"
        st.markdown(f"{plain(row['text'])} :small[:gray[{plain(who)}]]")
    if not notes and not decisions:
        quiet("Er is nog geen duiding en geen besluit vastgelegd.")


def _sources(rows: pd.DataFrame) -> str:
    named: list[Any] = [f"{row['source']} ({row['standing']})" for row in records(rows)]
    return "Bron: " + "; ".join(dict.fromkeys(named))
