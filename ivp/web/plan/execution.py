"""What the page on execution chooses: the actions by area, theme, partner, year and status, and what they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ivp.catalog.plan import Action, Goal
from ivp.figures.needs import needs_table
from ivp.plan_facts import ALL, Concern, PartnerView, PlacedAction, Progress, Topic
from ivp.store.partners import needs_by_partner
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, paragraphs, plain, quiet, small
from ivp.web.page import Page, page_link
from ivp.web.selection.controls import remembered
from ivp.wording import execution as words
from ivp.wording import sentences


@dataclass(frozen=True)
class Chosen:
    """What was chosen beside the area ('' for all), and the actions of that choice, newest year first."""

    actions: tuple[PlacedAction, ...]
    where: str
    topic: Topic
    partner: str

    def has(self, goal: Goal, concerns: Iterable[Concern] = ()) -> bool:
        """Whether a goal belongs to the choice: to its theme, and with a partner to a priority that it works on."""
        if self.partner and goal.priority not in {one.priority.priority.id for one in concerns}:
            return False
        return self.topic.has(goal.priority, goal.indicator)


def chosen_actions(page: Page, area: str) -> Chosen:
    """Draw the controls for theme, partner, year and status."""
    found = page.store.actions(area=area)
    themes = {ALL: "Alle thema’s"} | {id: theme.label for id, theme in page.known.theme.items()}
    theme = remembered("thema", list(themes), themes.__getitem__, "Thema", row=page.row, width=190)
    partners = {ALL: "Alle partners"} | {one.id: one.name for one in page.store.partners()}
    partner = remembered("partner", list(partners), partners.__getitem__, "Partner", row=page.row, width=230)
    years = [ALL, *(str(year) for year in sorted({one.action.year for one in found}, reverse=True))]
    statuses = [ALL, *dict.fromkeys(str(one.action.status) for one in found)]
    year = remembered("jaar", years, _label("Alle jaren"), "Jaar", row=page.row, width=130)
    status = remembered("stand", statuses, _label("Alle"), "Stand", row=page.row, width=130)
    topic = Topic.of(theme, page.store.priorities(), page.known.indicators)
    shown = (one for one in found if one.fits(year, status, partner, topic))
    where = page.known.name(area or page.known.codes("district")[0])
    actions = tuple(sorted(shown, key=lambda one: -one.action.year))
    return Chosen(actions, where, topic, "" if partner == ALL else partner)


def _label(everything: str) -> Callable[[str], str]:
    return lambda code: everything if code == ALL else code


def chosen_goals(page: Page, area: str, chosen: Chosen, view: PartnerView | None) -> tuple[Progress, ...]:
    """The goals that belong to the choice."""
    concerns = view.concerns if view else ()
    return tuple(one for one in page.store.goal_progress(area) if chosen.has(one.goal, concerns))


def overdue(actions: Iterable[PlacedAction], today: date | None = None) -> list[str]:
    """One line per action that is still open after its deadline."""
    now = today or date.today()
    return [words.overdue_line(one) for one in actions if one.overdue(now)]


def show_overdue_and_obstacles(actions: Iterable[PlacedAction]) -> None:
    """What is late, and what stands in the way of what is not."""
    actions = tuple(actions)
    now = date.today()
    held = (words.obstacle_line(one) for one in actions if one.action.open and not one.overdue(now))
    paragraphs(*map(plain, [*overdue(actions, now), *filter(None, held)]))


def show_needs(page: Page, chosen: Chosen) -> None:
    """What the chosen actions ask, by year and partner."""
    heading("Wat is er nodig, per partner", 2, key="nodig")
    partners = [one for one in page.store.partners() if chosen.partner in ("", one.id)]
    needs = needs_by_partner(chosen.actions, partners, date.today())
    if chosen.partner:
        needs = tuple(one for one in needs if one.partner)
    show_table(needs_table(needs).without_empty(), alt="Wat de acties vragen, naar jaar en partner")
    recorded = words.recorded_needs([one.action for one in chosen.actions])
    quiet(recorded, *([] if chosen.partner else [words.DOUBLES]))


def show_partner(page: Page, view: PartnerView) -> None:
    """The role of a partner, and the priorities that it works on with their figures."""
    paragraphs(plain(f"{view.partner.role}."), small(f"Bron: {view.partner.source}"))
    heading("Waar het om gaat", 2, key="waarom")
    if not view.concerns:
        quiet("Bij geen actie van deze partner is vastgelegd bij welke prioriteit zij hoort.")
    for concern in view.concerns:
        lines = [f"{page.known.by_id[fact.indicator].label}. {sentences.cell(fact, page.known.by_id[fact.indicator])}"
                 for fact in concern.facts]  # fmt: skip
        told = "\n".join(f"- {plain(line)}" for line in lines) or "Hier hoort geen open cijfer bij."
        paragraphs(f"**{plain(words.concern_title(concern))}**", told)
        one = concern.priority.priority
        target = page.selection.with_changes(gebied=concern.area.code)
        page_link("prioriteiten", "Bekijk het dossier", target, prioriteit=one.id, plan=f"{one.start}-{one.end}")


def source_names(rows: Iterable[Action | Goal]) -> str:
    """'Bron: A (vastgesteld); B (uit nieuwsbericht)'."""
    return "Bron: " + "; ".join(dict.fromkeys(f"{row.source} ({row.standing})" for row in rows))
