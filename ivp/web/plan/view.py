"""What the pages about the plan share: which plan, which priority, which year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ivp.analysis.toets import Outcome
from ivp.catalog.models import Detection, Indicator
from ivp.catalog.plan import PlanLevel, Weight
from ivp.plan_facts import Assessment, PlacedPriority
from ivp.web.page import Page
from ivp.web.selection.controls import remembered
from ivp.wording.plan import LEVEL_LABELS

ALL = "alle"
Period = tuple[int, int]
"""First and last year of a plan."""
LOCAL = (PlanLevel.LOKAAL, PlanLevel.BASISTEAM)
"""Levels whose priorities are called by the area that set them."""


@dataclass(frozen=True)
class PlanView:
    """One plan period with its priorities and the year that its toets is of."""

    start: int
    end: int
    priorities: tuple[PlacedPriority, ...]
    year: int

    @property
    def label(self) -> str:
        """'2023–2026'."""
        return f"{self.start}–{self.end}"

    @property
    def ids(self) -> list[str]:
        """The ids of the priorities."""
        return [one.priority.id for one in self.priorities]


def plan_view(page: Page, area: str = "") -> PlanView | None:
    """The chosen plan, with the priorities that apply in `area` ('' for all); None when there is no plan at all."""
    every = page.store.priorities()
    if not every:
        return None
    codes = {f"{start}-{end}": (start, end) for start, end in plan_periods(page)}
    start, end = codes[
        remembered("plan", list(codes), lambda code: code.replace("-", "–"), "Plan", row=page.row, width=130)
    ]
    priorities = page.store.priorities(area) if area else every
    mine = tuple(one for one in priorities if (one.priority.start, one.priority.end) == (start, end))
    view = PlanView(start, end, mine, end)
    years = [row.year for row in page.store.assessments(priorities=view.ids)] if mine else []
    return PlanView(start, end, mine, max(years, default=end))


def plan_periods(page: Page) -> list[Period]:
    """The periods of the plan: the one that a page opens with first, then the others, newest first."""
    known = sorted({(one.priority.start, one.priority.end) for one in page.store.priorities()}, reverse=True)
    current = current_period(known, date.today().year)
    return sorted(known, key=lambda period: period != current)


def current_period(known: Sequence[Period], year: int) -> Period | None:
    """The plan that contains this year; without one the last that is over, else the first that is to come.

    A plan for later is made while the present one runs: it opens no page before its time.
    """
    running = [period for period in known if period[0] <= year <= period[1]]
    over = [period for period in known if period[1] < year]
    return max(running or over, default=min(known, default=None))


def lead_indicators(page: Page, priorities: Sequence[PlacedPriority]) -> dict[str, list[Indicator]]:
    """The lead indicators per priority, and what is found by looking for it (context), in the order of the links."""
    found: dict[str, list[Indicator]] = {}
    for link in page.store.links():
        indicator = page.known.by_id.get(link.indicator)
        if indicator and (link.weight == Weight.LEAD or indicator.detection == Detection.FOUND):
            found.setdefault(link.priority, []).append(indicator)
    return {one.priority.id: found[one.priority.id] for one in priorities if one.priority.id in found}


def by_place(assessments: Sequence[Assessment]) -> Mapping[tuple[str, str], Assessment]:
    """The toets by priority and area."""
    return {(row.priority.id, row.area.code): row for row in assessments}


def judged_first(page: Page, view: PlanView, area: str) -> PlanView:
    """The plan with what figures judge in `area` in front, then what they cannot judge, then what has no figures.

    Of each the national framework last: it is no level of the plan itself.
    """
    outcome = {row.priority.id: row.outcome for row in page.store.assessments(year=view.year, areas=[area])}
    order = {Outcome.NOT_BY_FIGURES: 1, Outcome.INSUFFICIENT: 2}

    def place(one: PlacedPriority) -> tuple[int, bool]:
        found = outcome.get(one.priority.id)
        return 3 if found is None else order.get(found, 0), one.priority.level == PlanLevel.LANDELIJK

    return replace(view, priorities=tuple(sorted(view.priorities, key=place)))


def choose_priority(page: Page, view: PlanView) -> PlacedPriority | None:
    """A control with the priorities in the order of `view`; the chosen one, or None without any."""
    by_id = {one.priority.id: one for one in view.priorities}
    if not by_id:
        return None
    chosen = remembered(
        "prioriteit", list(by_id), lambda id: priority_label(by_id[id]), "Prioriteit", row=page.row, width=330
    )
    return by_id[chosen]


def priority_label(one: PlacedPriority) -> str:
    """'Roosendaal: wijkgericht werken'; for a higher level its word: 'Regionaal: …'."""
    level = one.priority.level
    return f"{one.area.name if level in LOCAL else LEVEL_LABELS[level]}: {one.priority.title}"
