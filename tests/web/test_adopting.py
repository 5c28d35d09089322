"""Which plan is the present one, and which a candidate can go into."""

from __future__ import annotations

import pytest

from ivp.web.plan.adopting import plans_to_choose
from ivp.web.plan.view import Period, current_period


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
