"""What the page on execution chooses: the actions of an area, year and status, and which are overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ivp.catalog.plan import Action, Goal
from ivp.plan_facts import PlacedAction
from ivp.web.page import Page
from ivp.web.selection.controls import remembered
from ivp.wording.periods import date_text

ALL = "alle"


def chosen_actions(page: Page, area: str) -> tuple[list[PlacedAction], str]:
    """The actions that match the controls for year and status, newest year first; and the area in words."""
    found = page.store.actions(area=area)
    years = [ALL, *(str(year) for year in sorted({one.action.year for one in found}, reverse=True))]
    statuses = [ALL, *dict.fromkeys(str(one.action.status) for one in found)]
    year = remembered("jaar", years, _label("Alle jaren"), "Jaar", row=page.row, width=130)
    status = remembered("stand", statuses, _label("Alle"), "Stand", row=page.row, width=130)
    shown = [one for one in found if year in (ALL, str(one.action.year)) and status in (ALL, one.action.status)]
    where = page.known.name(area or page.known.codes("district")[0])
    return sorted(shown, key=lambda one: -one.action.year), where


def _label(everything: str) -> Callable[[str], str]:
    return lambda code: everything if code == ALL else code


def overdue(actions: Sequence[PlacedAction], today: date | None = None) -> list[str]:
    """One line per action that is still open after its deadline."""
    now = today or date.today()
    return [
        f"Over de datum: {one.action.title} ({one.area.name}), deadline {date_text(one.action.deadline)}."
        for one in actions
        if one.overdue(now) and one.action.deadline
    ]


def source_names(rows: Iterable[Action | Goal]) -> str:
    """'Bron: A (vastgesteld); B (uit nieuwsbericht)'."""
    return "Bron: " + "; ".join(dict.fromkeys(f"{row.source} ({row.standing})" for row in rows))
