"""What the pages about the plan share: which plan, which priority, which year, and the words of a toets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, records
from ivp.web.page import Page
from ivp.web.selection import remembered
from ivp.wording.plan import LEVEL_LABELS, toets_cell

ALL = "alle"


@dataclass(frozen=True)
class PlanView:
    """One plan period with its priorities (the reader's frame) and the year that its toets is of."""

    start: int
    end: int
    priorities: pd.DataFrame
    year: int

    @property
    def label(self) -> str:
        """'2023–2026'."""
        return f"{self.start}–{self.end}"


def plan_view(page: Page, area: str = "") -> PlanView | None:
    """The chosen plan, with the priorities that apply in `area` ('' for all); None when there is no plan at all."""
    every = page.store.priorities()
    if every.empty:
        return None
    periods = sorted({(int(row["start"]), int(row["end"])) for row in records(every)}, reverse=True)
    codes = {f"{start}-{end}": (start, end) for start, end in periods}
    start, end = codes[
        remembered("plan", list(codes), lambda code: code.replace("-", "–"), "Plan", row=page.row, width=130)
    ]
    priorities = page.store.priorities(area) if area else every
    mine = priorities[(priorities["start"] == start) & (priorities["end"] == end)].reset_index(drop=True)
    years = page.store.assessments(priorities=list(mine["id"]))["year"] if len(mine) else pd.Series(dtype=int)
    return PlanView(start, end, mine, int(years.max()) if len(years) else end)


def lead_indicators(page: Page, priorities: pd.DataFrame) -> dict[str, list[Indicator]]:
    """The lead indicators per priority, in the order of the links."""
    links = page.store.links()
    found: dict[str, list[Indicator]] = {}
    for row in records(links[links["weight"] == "hoofd"]):
        if row["indicator"] in page.known.by_id:
            found.setdefault(row["priority"], []).append(page.known.by_id[row["indicator"]])
    return {id: found[id] for id in priorities["id"] if id in found}


def outcomes(assessments: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The outcome by priority and area."""
    return {(row["priority"], row["area"]): row["outcome"] for row in records(assessments)}


def explanations(assessments: pd.DataFrame) -> dict[tuple[str, str], str]:
    """One sentence per priority and area."""
    return {(row["priority"], row["area"]): toets_cell(row) for row in records(assessments)}


def choose_priority(page: Page, view: PlanView) -> Record | None:
    """A control with the priorities by level; the row of the chosen one, or None without any."""
    by_id = {row["id"]: row for row in records(view.priorities)}
    if not by_id:
        return None
    chosen = remembered(
        "prioriteit", list(by_id), lambda id: priority_label(by_id[id]), "Prioriteit", row=page.row, width=330
    )
    return by_id[chosen]


def priority_label(row: Mapping[str, object]) -> str:
    """'Roosendaal: wijkgericht werken'; for a higher level its word: 'Regionaal: …'."""
    where = row["area_name"] if row["level"] in ("lokaal", "basisteam") else LEVEL_LABELS[str(row["level"])]
    return f"{where}: {row['title']}"


def of_level(page: Page, priorities: pd.DataFrame) -> pd.DataFrame:
    """The priorities of the level that is chosen in a control of its own; all of them by default."""
    levels = [level for level in LEVEL_LABELS if level in set(priorities["level"])]
    labels = {ALL: "Alle niveaus", **{level: LEVEL_LABELS[level] for level in levels}}
    chosen = remembered("laag", list(labels), labels.__getitem__, "Niveau", row=page.row, width=150)
    return priorities if chosen == ALL else priorities[priorities["level"] == chosen].reset_index(drop=True)
