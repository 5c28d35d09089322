"""Titles about the months of one area."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.catalog.models import Level
from ivp.facts import Fact
from ivp.wording import months
from tests.wording.examples import RATE, THEFT, fact


def month(period: str, count: float | None, **more: Any) -> Fact:
    if count is None:
        return fact("figure", period=period, **more)
    return fact(period=period, numerator=count, value=count / 10, **more)


NAME = fact().area.name


def test_the_lowest_and_the_highest_month_are_named_where_there_is_one() -> None:
    rows = [month("2024-01", 5), month("2024-02", 12), month("2024-03", 5), month("2024-04", None)]
    assert months.calendar_title(rows, RATE) == f"{RATE.label} in {NAME}: van 5 tot 12 (februari 2024) per maand"


def test_the_same_in_every_month_is_one_number() -> None:
    assert months.calendar_title([month("2024-01", 5), month("2024-02", 5)], RATE).endswith(": 5 per maand")


def test_without_a_figure_the_title_says_so() -> None:
    assert months.calendar_title([month("2024-01", None)], RATE).endswith("geen open cijfer per maand")
    assert months.calendar_title([], RATE) == f"{RATE.label}: geen open cijfer per maand"


def test_the_last_twelve_months_end_at_the_last_known_one() -> None:
    rows = [month(f"{year}-{n:02d}", 1) for year in (2022, 2023) for n in range(1, 13)] + [month("2024-01", None)]
    found = [row.period for row in months.last_twelve(rows)]
    assert found == [f"2023-{n:02d}" for n in range(1, 13)]
    assert months.last_twelve([month("2024-01", None)]) == []


def changes(*outcomes: str) -> list[Fact]:
    return [month(f"2024-{n:02d}", 1, change_outcome=outcome) for n, outcome in enumerate(outcomes, start=1)]


def test_months_that_moved_are_counted_by_side() -> None:
    two = f"{NAME}: in twee van de laatste vijf maanden meer dan een jaar eerder, in één minder"
    assert months.same_months_title(changes("up", "up", "down", "same", "same", "none")) == two
    down = f"{NAME}: in één van de laatste twee maanden minder dan een jaar eerder"
    assert months.same_months_title(changes("down", "same")) == down


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("up", "meer dan een jaar eerder"), ("down", "minder dan een jaar eerder"), ("same", "geen verandering die telt")],
)
def test_one_month_is_not_called_the_last_one_months(outcome: str, said: str) -> None:
    assert months.same_months_title(changes(outcome, "none")) == (
        f"{NAME}: in de enige maand die te vergelijken is, {said}"
    )


def test_no_change_and_nothing_to_compare_are_said() -> None:
    none = "in geen van de laatste twee maanden een verandering die telt, vergeleken met een jaar eerder"
    assert months.same_months_title(changes("same", "same")) == f"{NAME}: {none}"
    assert months.same_months_title(changes("none")).endswith("geen maanden om met een jaar eerder te vergelijken")
    assert months.same_months_title([]) == "geen maanden om met een jaar eerder te vergelijken"


def sums(count: int, first: int = 2023) -> list[Fact]:
    """`count` months with 100 cases in the first year and 1 in every later month."""
    return [month(f"{first + n // 12}-{n % 12 + 1:02d}", 100 if n < 12 else 1) for n in range(count)]


def test_twelve_months_are_added_and_held_beside_the_twelve_before() -> None:
    assert months.twelve_months_title(sums(24), THEFT) == (
        "Fietsdiefstal in Aadorp: 12 in de twaalf maanden tot en met december 2024, 1.200 in de twaalf maanden ervoor"
    )
    assert months.twelve_months_title(sums(14), THEFT) == (
        "Fietsdiefstal in Aadorp: 1.002 in de twaalf maanden tot en met februari 2024"
    )


def test_a_sum_of_less_than_twelve_months_is_not_given() -> None:
    assert months.twelve_months_title(sums(11), THEFT) == (
        "Fietsdiefstal in Aadorp: niet alle laatste twaalf maanden zijn bekend"
    )
    hole = [one for one in sums(24) if one.period != "2024-06"]
    assert months.twelve_months_title(hole, THEFT).endswith("niet alle laatste twaalf maanden zijn bekend")
    assert months.twelve_months_title([month("2024-01", None)], THEFT) == (
        "Fietsdiefstal in Aadorp: geen open cijfer per maand"
    )
    assert months.twelve_months_title([], THEFT) == "Fietsdiefstal: geen open cijfer per maand"


def test_the_last_twelve_months_of_a_wijk_have_their_place_among_the_others() -> None:
    said = months.last_year_sentence(134.0, THEFT, "2026-04", 3, 7, Level.WIJK)
    assert said == (
        "134 diefstallen in de twaalf maanden tot en met april 2026; 3e van de zeven wijken, van hoog naar laag."
    )
    alone = months.last_year_sentence(1.0, THEFT, "2026-04", 1, 1, Level.BUURT)
    assert alone == "1 diefstal in de twaalf maanden tot en met april 2026."
