"""The title of the year so far, the months it counts, and source lines in one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.errors import UserError
from ivp.facts import YearToDate
from ivp.outcomes import Movement
from ivp.wording.periods import months_so_far
from ivp.wording.sentences import joined_sources, source_line
from ivp.wording.titles import year_to_date_title
from tests.wording.examples import RATE, THEFT, area

BURGLARY = RATE.model_copy(update={"id": "inbraak", "label": "Woninginbraak", "measure": "woninginbraken"})


ROW = YearToDate(area("GM0001", "Aadorp"), "2026-05", 1037.0, 1245.0, percent=-16.7, outcome=Movement.DOWN)


def test_a_change_beyond_chance_has_its_percentage() -> None:
    assert year_to_date_title(ROW, RATE) == (
        "Aadorp: 1.037 misdrijven in januari tot en met mei 2026, 1.245 in dezelfde maanden van 2025; "
        "17\u00a0% minder, meer dan toeval"
    )
    assert year_to_date_title(replace(ROW, outcome=Movement.UP, percent=20.4), RATE).endswith(
        "; 20\u00a0% meer, meer dan toeval"
    )


def test_a_change_within_chance_has_no_percentage() -> None:
    assert year_to_date_title(replace(ROW, outcome=Movement.SAME), RATE).endswith("van 2025; niet meer dan toeval")


def test_few_cases_have_no_percentage_but_can_be_more_than_chance() -> None:
    few = replace(ROW, numerator=2.0, previous=20.0, percent=None)
    assert year_to_date_title(few, THEFT) == (
        "Aadorp: 2 diefstallen in januari tot en met mei 2026, 20 in dezelfde maanden van 2025; meer dan toeval"
    )


def test_what_is_not_a_noun_is_called_a_case_and_an_area_its_full_name() -> None:
    district = replace(ROW, area=area("PD-X", "De Polder"), period="2026-01")
    assert year_to_date_title(district, BURGLARY).startswith("Het district De Polder: 1.037 gevallen in januari 2026, ")


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2026-01", "januari"),
        ("2026-02", "januari tot en met februari"),
        ("2025-12", "januari tot en met december"),
    ],
)
def test_months_so_far(period: str, months: str) -> None:
    assert months_so_far(period) == months


@pytest.mark.parametrize("wrong", ["2026-13", "2026-00", "mei", ""])
def test_months_so_far_of_what_is_no_month(wrong: str) -> None:
    with pytest.raises(UserError):
        months_so_far(wrong)


@pytest.mark.parametrize("wrong", ["2026", "2026-H1", "2026-Q3"])
def test_months_so_far_of_another_period(wrong: str) -> None:
    with pytest.raises(UserError, match="is geen maand"):
        months_so_far(wrong)


def test_no_source_and_one_source_stay_as_they_are() -> None:
    assert joined_sources([]) == ""
    line = source_line("47013NED", "Politie", "2026-11-24")
    assert joined_sources([line]) == line


def test_what_all_sources_end_with_is_said_once() -> None:
    lines = [
        source_line(table, publisher, "2026-11-24")
        for table, publisher in (("81928NED", "CBS"), ("47013NED", "Politie"))
    ]
    assert joined_sources(lines) == "Bronnen: CBS, tabel 81928NED; Politie, tabel 47013NED · opgehaald 24 november 2026"


def test_what_differs_stays_with_its_own_source() -> None:
    one = source_line("47013NED", "Politie", "2026-11-24", provisional=True)
    other = source_line("81928NED", "CBS", "2026-11-23")
    assert joined_sources([one, other]) == (
        "Bronnen: Politie, tabel 47013NED · opgehaald 24 november 2026 · voorlopige cijfers; "
        "CBS, tabel 81928NED · opgehaald 23 november 2026"
    )


def test_what_some_sources_end_with_is_said_once_too() -> None:
    early = [source_line(table, "Politie", "2026-11-24", provisional=True) for table in ("47018NED", "47022NED")]
    others = [source_line(table, "CBS", "2026-11-24") for table in ("81928NED", "83651NED")]
    assert joined_sources([early[0], others[0], early[1], others[1]]) == (
        "Bronnen: Politie, tabel 47018NED; Politie, tabel 47022NED · opgehaald 24 november 2026 · voorlopige cijfers; "
        "CBS, tabel 81928NED; CBS, tabel 83651NED · opgehaald 24 november 2026"
    )


def test_two_equal_lines_keep_their_table() -> None:
    line = "Bron: Politie, tabel 47013NED · opgehaald 24 november 2026"
    assert joined_sources([line, line]).count("tabel 47013NED") == 2
