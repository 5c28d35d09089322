"""What the page on execution chooses: the actions of an area, year and status, and which are overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from ivp.catalog.plan import Status
from ivp.figures.base import records
from ivp.web.page import Page
from ivp.web.selection import remembered
from ivp.wording.periods import date_text

ALL = "alle"
_OPEN = (Status.PLANNED, Status.RUNNING)


def chosen_actions(page: Page, area: str) -> tuple[pd.DataFrame, str]:
    """The actions that match the controls for year and status, with names of partners; and the area in words."""
    actions = page.store.actions(area=area)
    names = dict(zip(*(page.store.partners()[column] for column in ("id", "name")), strict=True))
    actions = actions.assign(partners=[[names.get(id, id) for id in ids] for ids in actions["partners"]])
    years = [ALL, *(str(year) for year in sorted(set(actions["year"]), reverse=True))]
    statuses = [ALL, *dict.fromkeys(actions["status"])]
    year = remembered("jaar", years, _label("Alle jaren"), "Jaar", row=page.row, width=130)
    status = remembered("stand", statuses, _label("Alle"), "Stand", row=page.row, width=130)
    if year != ALL:
        actions = actions[actions["year"] == int(year)]
    if status != ALL:
        actions = actions[actions["status"] == status]
    where = page.known.name(area) if area else page.known.name(page.known.codes("district")[0])
    return actions.sort_values("year", ascending=False, kind="stable").reset_index(drop=True), where


def _label(everything: str) -> Callable[[str], str]:
    return lambda code: everything if code == ALL else code


def overdue(actions: pd.DataFrame, today: date | None = None) -> list[str]:
    """One line per action that is still open after its deadline."""
    now = today or date.today()
    lines = []
    for row in records(actions):
        deadline = row["deadline"]
        if row["status"] in _OPEN and pd.notna(deadline) and pd.Timestamp(deadline).date() < now:
            lines.append(
                f"Over de datum: {row['title']} ({row['area_name']}), deadline {date_text(str(deadline)[:10])}."
            )
    return lines


def source_names(rows: pd.DataFrame) -> str:
    """'Bron: A (vastgesteld); B (uit nieuwsbericht)'."""
    return "Bron: " + "; ".join(dict.fromkeys(f"{row['source']} ({row['standing']})" for row in records(rows)))
