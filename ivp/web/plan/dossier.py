"""The dossier of one priority in one area: the toets with its numbers, goals, actions, duiding, decisions, source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.catalog.models import Indicator, Statistic
from ivp.catalog.plan import Priority
from ivp.figures.agenda import action_table
from ivp.figures.goals import goal_chart
from ivp.figures.levels import Group, documented
from ivp.figures.lines import trend_chart
from ivp.figures.plan_matrix import plan_matrix
from ivp.figures.survey import register_and_survey
from ivp.figures.table import Table
from ivp.plan_facts import AssessmentPart, PlacedPriority
from ivp.web import page
from ivp.web.components.charts import show_chart
from ivp.web.components.tables import show_table
from ivp.web.components.text import explain, heading, lead_figures, paragraphs, plain, quiet, small
from ivp.web.parts.timeline import plan_years
from ivp.web.plan.execution import source_names
from ivp.web.plan.goals import goal_lines
from ivp.web.plan.view import PlanView, by_place
from ivp.web.selection.url import set_selection
from ivp.wording import numbers
from ivp.wording.assessments import (
    CAVEAT,
    assessment_rest,
    assessment_verdict,
    excluded_label,
    figure_label,
    part_sentence,
)
from ivp.wording.periods import date_text


def show_dossier(here: page.Page, plan: PlanView, chosen: PlacedPriority, area: str) -> None:
    """Everything about a priority, as it is documented and as the figures of `area` have it."""
    priority = chosen.priority
    left, right = st.columns([3, 2], gap="large")
    with left:
        _deciding(here, plan, priority, area)
        _figures(here, priority, area)
        _toets(here, plan, priority, area)
    with right:
        _what_it_is(chosen)
        _goals(here, priority, area)
        _actions(here, priority)
        _written(here, priority, area)
    _every_area(here, plan, chosen)


def _linked(here: page.Page, priority: Priority) -> list[Indicator]:
    links = here.store.links(priority.id)
    return [here.known.by_id[link.indicator] for link in links if link.indicator in here.known.by_id]


def _every_area(here: page.Page, plan: PlanView, chosen: PlacedPriority) -> None:
    """The toets and the linked indicators in every area."""
    priority = chosen.priority
    toets = here.store.assessments(year=plan.year, priorities=[priority.id])
    linked = _linked(here, priority)
    facts = here.matrix(linked)
    own = documented([chosen], by_place(toets), {priority.id: linked}, facts)
    matrix = plan_matrix(
        [Group(priority.level, chosen.area, own)],
        facts,
        here.known.areas,
        title="De toets en de cijfers in elk gebied",
        source=here.known.source_line(facts),
        palette=here.palette,
        chosen=here.selection.gebied,
    )
    picked = show_chart(matrix, key="elk-gebied", on_select="rerun")
    if not picked:
        return
    if picked.page == "prioriteiten":
        set_selection(gebied=picked.area)
        st.rerun()
    indicator = picked.row.partition("/")[2]
    page.go_to(picked.page, here.selection.with_changes(indicator=indicator, gebied=picked.area))


def _what_it_is(chosen: PlacedPriority) -> None:
    priority = chosen.priority
    heading("De prioriteit", 2, key="prioriteit")
    standing = f"{chosen.theme_label}, {priority.start}–{priority.end}, status: {priority.standing}"
    described = [plain(priority.description)] if priority.description else []
    paragraphs(*described, small(standing), small(f"Bron: {priority.source}"))
    if priority.url:
        st.link_button("Naar de bron", priority.url, type="tertiary", icon=":material/open_in_new:")


def _deciding(here: page.Page, plan: PlanView, priority: Priority, area: str) -> None:
    """What the headline rests on: every figure that decides, with its numbers."""
    parts = here.store.assessment_parts(priority.id, area, plan.year)
    lines = [part_sentence(part, here.known.by_id[part.indicator]) for part in parts if part.decides]
    if lines:
        lead_figures(*lines)


def _toets(here: page.Page, plan: PlanView, priority: Priority, area: str) -> None:
    found = here.store.assessments(year=plan.year, areas=[area], priorities=[priority.id])
    heading(f"De toets over {plan.year}", 2, key="toets")
    if not found:
        st.markdown(plain(f"Deze prioriteit is niet gesteld voor {here.known.name(area)}."))
        return
    parts = here.store.assessment_parts(priority.id, area, plan.year)
    rest = f"{assessment_rest(found[0], parts, here.known.by_id)} {CAVEAT}"
    paragraphs(plain(assessment_verdict(found[0])), small(rest))
    explain("toets", "beweging", "vergelijkbaar", "schommeling")
    with st.expander("De cijfers onder de toets"):
        show_table(_parts_table(here, parts), alt="De indicatoren onder de toets")


def _parts_table(here: page.Page, parts: Sequence[AssessmentPart]) -> Table:
    """What was looked at: the figure, its judgement and why it does not decide."""
    about = [here.known.by_id[part.indicator] for part in parts]
    figures = [numbers.value(part.fact and part.fact.value, one) for part, one in zip(parts, about, strict=True)]
    return Table.of(
        {
            "Indicator": [one.label for one in about],
            "Cijfer": figures,
            "Oordeel": [figure_label(part.said, one) for part, one in zip(parts, about, strict=True)],
            "Beslist mee": ["ja" if part.decides else f"nee, {excluded_label(part.excluded)}" for part in parts],
        }
    )


def _figures(here: page.Page, priority: Priority, area: str) -> None:
    """The first register indicator beside the first survey one; otherwise the course of the first with figures."""
    linked = _linked(here, priority)
    facts = here.matrix(linked)
    with_figures = [one for one in linked if any(fact.indicator == one.id for fact in facts)]
    survey = [one for one in with_figures if one.statistic == Statistic.SURVEY]
    register = [one for one in with_figures if one.statistic != Statistic.SURVEY]
    if register and survey:
        left, right = register[0], survey[0]
        pair = register_and_survey(
            facts,
            left,
            facts,
            right,
            title="Wat is geregistreerd, en wat inwoners zeggen",
            source=here.known.source_line(fact for fact in facts if fact.indicator in (left.id, right.id)),
            palette=here.palette,
            strong=[area],
        )
        show_chart(pair, key="naast-elkaar")
    elif with_figures:
        _course(here, with_figures[0], area)
    else:
        quiet("Bij deze prioriteit hoort nog geen open cijfer van deze gemeenten.")


def _course(here: page.Page, indicator: Indicator, area: str) -> None:
    reference = here.reference_code(area)
    facts = here.facts(
        indicators=[indicator.id],
        areas=[*here.known.alike(area), reference],
        grain=here.known.grain_of(indicator.id),
    )
    line = trend_chart(
        facts,
        indicator,
        title=f"{indicator.label} door de jaren",
        source=here.known.source_line(facts),
        palette=here.palette,
        events=here.known.events,
        plan=plan_years(here),
        focus=[area],
        reference=reference if reference != area else "",
    )
    show_chart(line, key="verloop")


def _goals(here: page.Page, priority: Priority, area: str) -> None:
    heading("Doelen", 2, key="doelen")
    mine = [row for row in here.store.goal_progress(area) if row.goal.priority == priority.id]
    if not mine:
        quiet("Er is geen streefwaarde vastgelegd. Toevoegen kan in data/plan/goals.csv of in de bewerkstand.")
        return
    source = source_names(row.goal for row in mine)
    show_chart(
        goal_chart(mine, title="Van begin naar doel", source=source, palette=here.palette), key="voortgang", level=3
    )
    paragraphs(*goal_lines(here, mine))
    explain("doel")


def _actions(here: page.Page, priority: Priority) -> None:
    heading("Wat er gebeurt", 2, key="acties")
    actions = here.store.actions(priority=priority.id)
    if not actions:
        quiet("Er is geen actie vastgelegd.")
        return
    show_table(action_table(actions).only("Jaar", "Gebied", "Actie", "Stand"), alt="Acties bij deze prioriteit")
    quiet(source_names(one.action for one in actions))


def _written(here: page.Page, priority: Priority, area: str) -> None:
    heading("Duiding en besluit", 2, key="duiding")
    notes = here.store.commentary(priority.id, area)
    decisions = here.store.decisions(priority.id, area)
    lines = []
    for decision in decisions:
        who = f"{decision.body}, {date_text(decision.decided)}"
        lines.append(f"**{plain(decision.verdict)}** ({plain(who)}). {plain(decision.text)}")
    for note in notes:
        who = f"{note.author or 'Coördinator'}, {date_text(note.written)}, over {note.year}"
        lines.append(f"{plain(note.text)} :small[:gray[{plain(who)}]]")
    paragraphs(*lines)
    if not notes and not decisions:
        quiet("Er is nog geen duiding en geen besluit vastgelegd.")
