"""Dutch periods and dates."""

from __future__ import annotations

from datetime import date

import pytest

from ivp.errors import UserError
from ivp.wording import periods


@pytest.mark.parametrize(
    ("text", "long", "short", "inside"),
    [
        ("2024", "2024", "2024", "in 2024"),
        ("2025-03", "maart 2025", "mrt 2025", "in maart 2025"),
        ("2024-12", "december 2024", "dec 2024", "in december 2024"),
        ("2024-H2", "2e helft 2024", "2e helft 2024", "in de 2e helft van 2024"),
        ("2024-Q3", "3e kwartaal 2024", "3e kw. 2024", "in het 3e kwartaal van 2024"),
    ],
)
def test_period(text: str, long: str, short: str, inside: str) -> None:
    assert periods.period(text) == long
    assert periods.period(text, short=True) == short
    assert periods.in_period(text) == inside


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-00", "2024-H3", "2024-Q5", "2024-3", "2024-03-01"])
def test_a_wrong_period_is_a_dutch_sentence(text: str) -> None:
    with pytest.raises(UserError, match="niet te lezen"):
        periods.period(text)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021", "2025", "2021–2025"),
        ("2024", "2024", "2024"),
        ("2025-01", "2025-03", "januari–maart 2025"),
        ("2023-04", "2026-06", "april 2023 – juni 2026"),
        ("2023", "2024-H1", "2023 – 1e helft 2024"),
    ],
)
def test_span(first: str, last: str, expected: str) -> None:
    assert periods.span(first, last) == expected


def test_short_span() -> None:
    assert periods.span("2025-01", "2025-03", short=True) == "jan–mrt 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024", "2023"), ("2025-03", "2024-03"), ("2024-H2", "2023-H2"), ("2000-Q1", "1999-Q1")],
)
def test_previous_is_a_year_before(text: str, expected: str) -> None:
    assert periods.previous(text) == expected


def test_date_text() -> None:
    assert periods.date_text(date(2026, 11, 24)) == "24 november 2026"
    assert periods.date_text("2026-03-01") == "1 maart 2026"
    assert periods.date_text("2026-03-01T12:00:00", short=True) == "1 mrt 2026"
    with pytest.raises(UserError, match="datum"):
        periods.date_text("gisteren")


@pytest.mark.parametrize(("text", "month"), [("2025-03", True), ("2025", False), ("2025-13", False), ("", False)])
def test_what_is_a_month(text: str, month: bool) -> None:
    assert periods.is_month(text) is month


@pytest.mark.parametrize(("text", "number"), [("2024-03", 24290), ("2024-12", 24299), ("2025-01", 24300)])
def test_months_count_on_over_the_years(text: str, number: int) -> None:
    assert periods.month_number(text) == number
    assert periods.month_text(number) == text


def test_a_year_has_no_month_number() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        periods.month_number("2024")


def test_the_months_up_to_one_cross_the_year() -> None:
    assert periods.months_until("2024-02", 4) == ["2023-11", "2023-12", "2024-01", "2024-02"]


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ([], ""),
        (["2012", "2025"], "2012–2025"),
        (["2023-04", "2026-06"], "april 2023 – juni 2026"),
        (["2012", "2012-01", "2025", "2026-10"], "2012–2025 en per maand januari 2012 – oktober 2026"),
    ],
)
def test_the_reach_of_a_series_names_years_and_months_apart(known: list[str], text: str) -> None:
    assert periods.reach(known) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-11-24T14:04:05.123+00:00", "24 november 2026, 15.04 uur"),
        ("2026-07-01T22:30:00Z", "2 juli 2026, 00.30 uur"),
        ("2026-03-29T01:30:00+00:00", "29 maart 2026, 03.30 uur"),
    ],
)
def test_a_moment_is_told_in_dutch_time(moment: str, text: str) -> None:
    assert periods.moment_text(moment) == text


def test_what_is_no_moment_is_said() -> None:
    with pytest.raises(UserError, match="tijdstip 'gisteren'"):
        periods.moment_text("gisteren")
