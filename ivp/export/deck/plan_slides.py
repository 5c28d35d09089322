"""The slides of the views about the plan: its priorities, one of them, the evaluation, what is done, one partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivp.catalog.models import Level
from ivp.catalog.plan import Partner
from ivp.errors import UserError
from ivp.export import charts
from ivp.export.deck.showing import Showing
from ivp.export.deck.slides import table_slides, text_slides
from ivp.export.deck.views import View
from ivp.export.document import Slide
from ivp.export.report import NO_FINDING, NO_PLAN, headlines
from ivp.export.subject import Plan, Subject
from ivp.export.tables import priorities_table, toets_per_year
from ivp.figures.agenda import action_table
from ivp.plan_facts import PlacedAction, Topic
from ivp.wording import deck as words_of_deck
from ivp.wording import plan as words
from ivp.wording.assessments import CAVEAT, finding_sentence, part_sentence
from ivp.wording.deck import gone, nothing_recorded, partner_actions
from ivp.wording.goals import goal_sentence
from ivp.wording.rules import rule_text

LEVELS, SIGNALS = "Vier niveaus", "Signalen buiten de prioriteiten"
_YEARS = 3  # of the toets on a slide
_ACTIONS = ("Jaar", "Gebied", "Actie", "Stand")
_PARTNER_ACTIONS = ("Jaar", "Gebied", "Actie", "Stand", "Deadline")


def priorities(view: View, showing: Showing) -> Iterator[Slide]:
    """One priority where the view names one, with its figures; else all that hold in the area, with their toets."""
    subject, part = showing.of(view), view.get("deel")
    if part == SIGNALS:
        yield from _signals(showing, subject)
        return
    if view.get("prioriteit") and part != LEVELS:
        yield from _priority(view, showing, subject)
        return
    _plan(view, subject)
    if part not in ("", LEVELS):
        raise UserError(words_of_deck.NO_SLIDE)
    title = headlines(subject)[0].removesuffix(".")
    notes = f"{rule_text('toets')} {CAVEAT}"
    yield from table_slides(title, priorities_table(subject), subject.source_of(subject.own.values()), notes)


def _plan(view: View, subject: Subject) -> Plan:
    """The plan of now. `UserError` where there is none, or where the view is of another one."""
    if subject.plan is None:
        raise UserError(NO_PLAN)
    if view.get("plan") not in ("", subject.plan.label.replace("–", "-")):
        raise UserError(words_of_deck.gone("plan", view.get("plan")))
    return subject.plan


def _signals(showing: Showing, subject: Subject) -> Iterator[Slide]:
    found = showing.reading.signals(subject.area.code)
    told = [finding_sentence(one, subject.by_id[one.fact.indicator]) for one in found]
    source = subject.source_of(one.fact for one in found)
    yield from text_slides(
        words.signals_lead(subject.where).removesuffix("."), [*filter(None, told)] or [NO_FINDING], source,
        rule_text("opvallend"),
    )  # fmt: skip


def _priority(view: View, showing: Showing, subject: Subject) -> Iterator[Slide]:
    placed = showing.priority(view)
    toets = showing.reading.assessments(areas=[subject.area.code], priorities=[placed.priority.id])
    latest = max(toets, key=lambda row: row.year, default=None)
    title = words.dossier_title(placed.priority, [latest] if latest else [], subject.where)
    parts = subject.parts(latest) if latest else ()
    known = [part for part in parts if part.fact is not None and part.fact.value is not None]
    told = [
        part_sentence(part, subject.by_id[part.indicator]) for part in sorted(known, key=lambda one: not one.decides)
    ]
    source = subject.source_of(part.fact for part in known if part.fact)
    about = f"Prioriteit: {placed.priority.source} ({placed.priority.standing})"
    yield from text_slides(
        title, told or [nothing_recorded(subject.where)], " · ".join(filter(None, (source, about))), rule_text("toets")
    )


def evaluation(view: View, showing: Showing) -> Iterator[Slide]:
    """The toets of every priority in the last years."""
    subject = showing.of(view)
    plan = _plan(view, subject)
    toets = showing.reading.assessments(areas=[subject.area.code], priorities=sorted(subject.ids))
    years = sorted({row.year for row in toets})[-_YEARS:]
    title = words.evaluation_title(plan.toets, plan.label, subject.where)
    table = toets_per_year(plan.priorities, [row for row in toets if row.year in years])
    yield from table_slides(title, table, subject.source_of(subject.own.values()), f"{rule_text('toets')} {CAVEAT}")


def execution(view: View, showing: Showing) -> Iterator[Slide]:
    """Goals and actions of an area; of a partner its actions everywhere. Filtered as the page does."""
    subject = showing.of(view)
    if view.get("partner"):
        yield from _of_partner(view, showing, subject)
        return
    topic = showing.topic(view)
    area = subject.area.code if view.get("gebied") else ""
    actions = _chosen(view, showing.reading.actions(area=area), topic)
    goals = [row for row in showing.reading.goal_progress(area) if topic.has(row.goal.priority, row.goal.indicator)]
    theme = showing.label_of(topic)
    source = charts.sources_of_rows([*(row.goal for row in goals), *(one.action for one in actions)])
    title = words.execution_title(0, len(goals), subject.where, theme)
    if goals:
        yield from text_slides(title, [goal_sentence(row) for row in goals], source, rule_text("doel"))
    if actions:
        told = words.execution_title(len(actions), 0, subject.where, theme)
        yield from table_slides(told, action_table(actions).only(*_ACTIONS), source, CAVEAT)
    if not (actions or goals):
        yield from text_slides(title, [nothing_recorded(subject.where)], source)


def _chosen(view: View, actions: Sequence[PlacedAction], topic: Topic) -> list[PlacedAction]:
    """Those of the theme, the year and the status that the view names, newest first."""
    chosen = [one for one in actions if one.fits(view.get("jaar"), view.get("stand"), "", topic)]
    return sorted(chosen, key=lambda one: -one.action.year)


def _of_partner(view: View, showing: Showing, subject: Subject) -> Iterator[Slide]:
    partner = partner_of(view.get("partner"), showing)
    topic = showing.topic(view)
    mine = _chosen(view, actions_of(partner, showing, view.get("gebied")), topic)
    places = {one.area.code for one in mine if one.area.level == Level.GEMEENTE}
    late = sum(one.overdue(showing.today) for one in mine)
    name = f"{partner.name}, thema {showing.label_of(topic)}" if topic.theme else partner.name
    title = partner_actions(len(mine), name, len(places), late)
    source = charts.sources_of_rows([one.action for one in mine]) or f"Bron: {partner.source}"
    if not mine:
        yield from text_slides(title, [f"{partner.name}: {partner.role}."], source)
    yield from table_slides(title, action_table(mine).only(*_PARTNER_ACTIONS), source, f"{partner.role}. {CAVEAT}")


def partner_of(code: str, showing: Showing) -> Partner:
    """The partner of a code. `UserError` for one that is not in the plan (any more)."""
    found = next((one for one in showing.reading.partners() if one.id == code), None)
    if found is None:
        raise UserError(gone("partner", code))
    return found


def actions_of(partner: Partner, showing: Showing, area: str = "") -> list[PlacedAction]:
    """The actions that a partner takes part in, newest first; of an area and what contains it, or of all."""
    mine = [one for one in showing.reading.actions(area=area) if partner.id in one.action.partners]
    return sorted(mine, key=lambda one: -one.action.year)
