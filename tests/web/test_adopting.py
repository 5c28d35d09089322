"""Which plan is the present one, which a candidate can go into, and what is a candidate at all."""

from __future__ import annotations

import pytest

from ivp.catalog.models import Level
from ivp.facts import Area
from ivp.plan_facts import Candidate
from ivp.web.plan.adopting import plans_to_choose, stands_out
from ivp.web.plan.view import Period, current_period

HERE = Area("GM0001", Level.GEMEENTE, "Een", parent="BT-A")


@pytest.mark.parametrize(
    ("known", "year", "current"),
    [
        ([(2019, 2022), (2023, 2026)], 2026, (2023, 2026)),
        ([(2019, 2022), (2023, 2026), (2027, 2030)], 2026, (2023, 2026)),
        ([(2019, 2022), (2023, 2026), (2027, 2030)], 2027, (2027, 2030)),
        ([(2019, 2022), (2023, 2026)], 2029, (2023, 2026)),
        ([(2027, 2030), (2031, 2034)], 2025, (2027, 2030)),
        ([(2019, 2022), (2027, 2030)], 2024, (2019, 2022)),
        ([(2023, 2026), (2025, 2028)], 2026, (2025, 2028)),
        ([], 2026, None),
    ],
)
def test_the_present_plan_contains_this_year(known: list[Period], year: int, current: Period | None) -> None:
    assert current_period(known, year) == current
    assert current_period(known[::-1], year) == current


@pytest.mark.parametrize(
    ("known", "year", "offered"),
    [
        ([(2019, 2022), (2023, 2026)], 2026, {(2027, 2030): "volgend plan", (2023, 2026): "lopend plan"}),
        ([(2023, 2026), (2027, 2029)], 2026, {(2027, 2029): "volgend plan", (2023, 2026): "lopend plan"}),
        ([(2023, 2026), (2031, 2034), (2027, 2030)], 2026,
         {(2027, 2030): "volgend plan", (2031, 2034): "volgend plan", (2023, 2026): "lopend plan"}),
        ([(2019, 2022)], 2026, {(2026, 2029): "volgend plan"}),
        ([], 2026, {(2026, 2029): "volgend plan"}),
    ],
)  # fmt: skip
def test_a_candidate_goes_into_the_next_plan_by_default_or_into_the_running_one(
    known: list[Period], year: int, offered: dict[Period, str]
) -> None:
    assert plans_to_choose(known, year) == offered
    assert list(plans_to_choose(known, year)) == list(offered)


def candidate(high: float | None, worsening: float | None) -> Candidate:
    return Candidate(HERE, "geweld", "Geweld", 40.0, high, worsening, 1.0, 3, 12.0, "aantal", "2025", documented=False)


@pytest.mark.parametrize(
    ("high", "worsening", "offered"),
    [(0.5, 0.0, True), (0.0, 0.1, True), (None, 0.2, True), (0.0, 0.0, False), (None, 0.0, False), (None, None, False)],
)
def test_a_theme_without_anything_unfavourable_is_no_candidate(
    high: float | None, worsening: float | None, offered: bool
) -> None:
    assert stands_out(candidate(high, worsening)) == offered
