"""Goals in words: how far they are, and the chance to reach them when the line goes on."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.plan import Direction
from ivp.plan_facts import Progress
from ivp.web.components.text import plain
from ivp.web.page import Page
from ivp.wording.goals import chance_sentence, goal_sentence


def goal_lines(page: Page, goals: Sequence[Progress]) -> list[str]:
    """One Markdown line per goal."""
    return [plain(" ".join(part for part in (goal_sentence(row), _chance(page, row)) if part)) for row in goals]


def _chance(page: Page, row: Progress) -> str:
    """The chance by the outlook; empty where the figure is not in the dashboard, has no target or is known already."""
    goal = row.goal
    if goal.indicator not in page.known.by_id or goal.target_value is None:
        return ""
    found = page.store.outlook(goal.indicator, goal.area, goal.target_year)
    higher = goal.direction == Direction.HIGHER
    return chance_sentence(found, goal.target_value, page.known.by_id[goal.indicator], higher=higher)
