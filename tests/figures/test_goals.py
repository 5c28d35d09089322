"""Goals on the way from their base to their target, whatever their unit."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.analysis.goals import GoalState
from ivp.catalog.plan import Direction, Goal, Standing
from ivp.figures.chart import Chart
from ivp.figures.goals import goal_chart
from ivp.figures.palette import LIGHT
from ivp.plan_facts import Progress
from tests.figures.examples import LOOK, PLACES, annotations, check

GOAL = Goal(
    id="doel", area="GM0001", measure="Voelt zich onveilig", direction=Direction.LOWER, base_year=2018,
    base_value=16.0, target_year=2026, target_value=12.0, unit="%", set_by="de raad", standing=Standing.VASTGESTELD,
    source="verzonnen",
)  # fmt: skip


def goal(value: float | None, lower: float | None = None, upper: float | None = None, **more: Any) -> Progress:
    state = more.pop("state", GoalState.ON_SCHEDULE)
    return Progress(
        goal=GOAL.model_copy(update=more), area=PLACES["GM0001"], year=2024, period="2024", value=value, lower=lower,
        upper=upper, needed=None, state=state, certain=False, reason="",
    )  # fmt: skip


def chart(*progress: Progress) -> Chart:
    made = goal_chart(progress, palette=LIGHT, **LOOK)
    check(made)
    return made


@pytest.mark.parametrize(
    ("value", "share"), [(16.0, 0.0), (14.0, 0.5), (12.0, 1.0), (11.0, 1.25), (0.0, 1.6), (40.0, -0.6)]
)
def test_the_figure_stands_on_its_way_from_begin_to_goal_and_far_ones_at_the_edge(value: float, share: float) -> None:
    assert chart(goal(value)).spec["data"][2]["x"] == [pytest.approx(share)]


def test_a_goal_upward_has_the_same_way_as_one_downward() -> None:
    assert chart(goal(9.0, base_value=6.0, target_value=12.0)).spec["data"][2]["x"] == [0.5]


def test_the_margin_is_a_line_only_where_it_is_known() -> None:
    margins = chart(goal(14.0, 13.0, 15.0), goal(14.0)).spec["data"][1]
    assert margins["x"] == [0.75, 0.25, None]
    assert margins["y"] == [0.0, 0.0, None]


def test_a_goal_without_a_figure_or_a_target_keeps_its_row_with_what_is_known() -> None:
    made = chart(goal(None), goal(14.5, target_value=None))
    assert made.spec["data"][2]["x"] == []
    assert annotations(made) == ["16 (2018) → 12 (2026)<br>nu geen cijfer", "16 (2018) → omlaag<br>nu 14,5 (2024)"]
    assert len(made.spec["layout"]["yaxis"]["ticktext"]) == 2
    assert made.table.column("Laatste cijfer") == [None, 14.5]
    assert made.table.column("Streefwaarde") == [12.0, None]
    assert made.table.column("Periode") == ["", "2024"]


def test_the_state_is_a_shape() -> None:
    states = (GoalState.REACHED, GoalState.ON_SCHEDULE, GoalState.BEHIND, GoalState.UNKNOWN)
    symbols = chart(*(goal(14.0, state=state) for state in states)).spec["data"][2]["marker"]["symbol"]
    assert symbols == ["circle", "circle-open", "triangle-left", "diamond"]
