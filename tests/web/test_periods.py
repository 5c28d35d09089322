"""Which periods can be chosen: years first, months behind the switch, and of many months one year at a time."""

from __future__ import annotations

import pytest

from ivp.web.selection import periods
from ivp.web.selection.choices import Options, choices, effect
from ivp.web.selection.resolve import resolve
from tests.web.shared import indicator, options

YEARS = ["2012", "2013", "2014", "2015", "2016"]
MONTHS = [f"{year}-{month:02d}" for year in range(2012, 2018) for month in range(1, 13)][:-2]
BOTH = sorted([*YEARS, *MONTHS])
FEW = ["2025-01", "2025-02"]


def both(**changes: object) -> Options:
    """One indicator with years and months for gemeenten, and years alone for wijken."""
    levels = {("fiets", "gemeente"): BOTH, ("fiets", "wijk"): YEARS}
    fields = {"indicators": (indicator("fiets", "diefstal"), indicator("jaren", "diefstal")),
              "periods": {"fiets": BOTH, "jaren": YEARS}, "level_periods": levels,
              "levels": ("gemeente", "wijk")}  # fmt: skip
    return options(**(fields | changes))


def test_the_latest_year_is_the_default_although_a_month_is_later() -> None:
    selection, notices = resolve({}, both())
    assert (selection.per, selection.periode, notices) == ("jaar", "2016", {})
    assert not selection.monthly


def test_months_are_asked_for_by_the_switch_or_by_a_month() -> None:
    switched, _ = resolve({"per": "maand"}, both())
    assert (switched.per, switched.periode) == ("maand", "2017-10")
    linked, _ = resolve({"periode": "2014-03"}, both())
    assert (linked.per, linked.periode) == ("maand", "2014-03")
    year, _ = resolve({"per": "maand", "periode": "2014"}, both())
    assert (year.per, year.periode) == ("jaar", "2014")


def test_where_there_are_no_months_the_switch_does_nothing_and_is_not_offered() -> None:
    for asked, more in (
        ({"gebied": "WK000101"}, {}),
        ({"niveau": "wijk"}, {"by_niveau": True}),
        ({"indicator": "jaren"}, {}),
    ):
        selection, notices = resolve({"per": "maand", **asked}, both(**more))
        assert (selection.per, selection.periode, notices) == ("jaar", "2016", {})
        assert choices("per", selection, both(**more)) == {}
    selection, _ = resolve({"per": "maand"}, both())
    assert choices("per", selection, both()) == {"jaar": "Jaar", "maand": "Maand"}


def test_an_indicator_of_months_alone_needs_no_switch() -> None:
    selection, _ = resolve({"indicator": "woninginbraak"}, options())
    assert (selection.per, selection.periode) == ("maand", "2025-02")
    assert choices("per", selection, options()) == {}


def test_an_unknown_grain_gives_a_notice() -> None:
    selection, notices = resolve({"per": "<b>week"}, both())
    assert selection.per == "jaar"
    assert notices == {"per": "Onbekende tijdstap in de link: bweek. U ziet nu cijfers per jaar."}


def test_no_list_of_periods_is_long() -> None:
    year, _ = resolve({}, both())
    assert list(choices("periode", year, both())) == YEARS[::-1]
    assert choices("maandjaar", year, both()) == {}
    month, _ = resolve({"periode": "2014-03"}, both())
    assert list(choices("periode", month, both())) == [f"2014-{n:02d}" for n in range(12, 0, -1)]
    assert choices("periode", month, both())["2014-03"] == "maart 2014"
    assert list(choices("maandjaar", month, both())) == ["2017", *YEARS[::-1]]
    few, _ = resolve({"indicator": "woninginbraak"}, options())
    assert list(choices("periode", few, options())) == FEW[::-1]
    assert choices("maandjaar", few, options()) == {}


@pytest.mark.parametrize(
    ("asked", "key", "code", "changes"),
    [
        ({}, "per", "maand", {"per": "maand", "periode": ""}),
        ({"periode": "2014"}, "per", "maand", {"per": "maand", "periode": "2014-12"}),
        ({"per": "maand"}, "per", "jaar", {"per": "", "periode": ""}),
        ({"periode": "2014-03"}, "per", "jaar", {"per": "", "periode": "2014"}),
        ({"periode": "2017-03"}, "per", "jaar", {"per": "", "periode": ""}),
        ({"periode": "2014-03"}, "maandjaar", "2016", {"periode": "2016-03"}),
        ({"periode": "2014-12"}, "maandjaar", "2017", {"periode": "2017-10"}),
        ({"periode": "2014-03"}, "periode", "2014-05", {"periode": "2014-05"}),
    ],
)
def test_what_a_choice_writes_never_contradicts_itself(
    asked: dict[str, str], key: str, code: str, changes: dict[str, str]
) -> None:
    selection, _ = resolve(asked, both())
    assert effect(key, code, selection, both()) == changes
    after, notices = resolve({k: v for k, v in {**asked, **changes}.items() if v}, both())
    assert notices == {}
    assert key != "per" or after.per == code


@pytest.mark.parametrize(
    ("period", "known", "found"),
    [
        ("", [], None),
        ("", BOTH, "2016"),
        ("", FEW, "2025-02"),
        ("1999", BOTH, "2012"),
        ("2013", ["2012", "2015", "2013-06"], "2012"),
        ("2014-05", ["2014", "2014-01", "2014-06"], "2014-06"),
        ("2014-12", YEARS, "2014"),
        ("2020", FEW, "2025-01"),
    ],
)
def test_the_nearest_period_is_of_the_same_kind_where_there_is_one(
    period: str, known: list[str], found: str | None
) -> None:
    assert periods.nearest(period, known) == found
