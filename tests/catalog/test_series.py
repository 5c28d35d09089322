"""Which tables make an indicator, what they publish of it, and which of several twins leads; on a synthetic catalog."""

from __future__ import annotations

import pytest

from ivp.catalog import series
from ivp.catalog.models import Catalog, Coverage, Indicator, Level, Statistic, Subject
from tests.store import synthetic as made


def catalog(*indicators: Indicator, **more: object) -> Catalog:
    """The synthetic district with four tables in order: NEW, YEARLY and OLD are continued by it, OTHER is apart."""
    sources = (
        made.source("NEW"),
        made.source("YEARLY", successor="NEW"),
        made.source("OLD", successor="NEW"),
        made.source("OTHER"),
    )
    return made.catalog(*indicators, sources=sources).model_copy(update=more)


def count(id: str, source: str, **more: object) -> Indicator:
    return made.indicator(id, Statistic.RATE, source, **more)


def cover(source: str, *levels: Level, **more: object) -> Coverage:
    fields: dict[str, object] = {"years": "2020-2021", "basis": "lijst"}
    return Coverage(source=source, levels=levels, **{**fields, **more})  # type: ignore[arg-type]


def tables(feeds: tuple[series.Feed, ...], indicator: str) -> list[str]:
    return [feed.table for feed in sorted(feeds, key=lambda feed: feed.rank) if feed.indicator == indicator]


def test_older_tables_feed_the_indicators_of_their_successor_in_the_order_of_the_file() -> None:
    feeds = series.feeds(catalog(count("a", "NEW"), count("b", "OTHER")))
    assert tables(feeds, "a") == ["NEW", "YEARLY", "OLD"]
    assert tables(feeds, "b") == ["OTHER"]


def test_what_one_indicator_continues_is_not_given_to_the_successor_as_well() -> None:
    known = catalog(count("a", "NEW"), count("b", "OTHER", continues="YEARLY"), count("c", "NEW", code="Y"))
    feeds = series.feeds(known)
    assert tables(feeds, "a") == ["NEW", "OLD"]
    assert tables(feeds, "b") == ["OTHER", "YEARLY"]
    assert tables(feeds, "c") == ["NEW", "YEARLY", "OLD"]  # another code


def test_a_table_declares_its_levels_and_what_can_be_summed_from_every_gemeente() -> None:
    known = catalog(count("a", "OTHER"), coverage=(cover("OTHER", Level.GEMEENTE, years="2020"),))
    found = {(one.level, one.area, one.year) for one in series.declared(known)}
    assert found == {(level, "", 2020) for level in (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT, Level.EENHEID)}


def test_a_survey_is_never_summed_and_may_be_declared_for_some_areas_only() -> None:
    survey = made.indicator("s", Statistic.SURVEY, "OTHER", unit="%")
    known = catalog(survey, coverage=(cover("OTHER", Level.GEMEENTE, areas=("GM0001",), years="2021, 2023"),))
    found = [(one.level, one.area, one.year) for one in series.declared(known)]
    assert found == [(Level.GEMEENTE, "GM0001", 2021), (Level.GEMEENTE, "GM0001", 2023)]
    assert series.newest(known, "s", made.AREAS[5]) == 2023
    assert series.newest(known, "s", made.AREAS[6]) is None


def test_what_a_table_lacks_and_years_before_the_first_comparable_one_are_not_declared() -> None:
    covered = (cover("NEW", Level.LAND, lacks=("X",)), cover("OTHER", Level.LAND, years="2019-2021"))
    known = catalog(count("a", "NEW"), count("b", "OTHER", since=2020), coverage=covered)
    assert {(one.indicator, one.year) for one in series.declared(known)} == {("b", 2020), ("b", 2021)}


def test_an_older_table_declares_for_the_indicator_of_its_successor() -> None:
    known = catalog(count("a", "NEW"), coverage=(cover("YEARLY", Level.BUURT, years="2020"),))
    assert [(one.indicator, one.source) for one in series.declared(known, (Level.BUURT,))] == [("a", "YEARLY")]
    assert list(series.declared(known, (Level.LAND,))) == []


@pytest.mark.parametrize(
    ("years", "leader"),
    [
        ({"new": 14, "other": 14}, "new"),
        ({"new": 3, "other": 14}, "other"),  # too few years to be judged
        ({"new": 3, "other": 4}, "new"),  # nobody has enough: the first with any
        ({"other": 1}, "other"),
        ({}, "new"),
    ],
)
def test_one_table_leads_per_subject(years: dict[str, int], leader: str) -> None:
    subject = Subject(id="x", label="X", indicators=("other", "new"), note="Anders geteld.")
    known = catalog(
        count("other", "OTHER"), count("new", "NEW"), count("alone", "OTHER", code="Z"), subjects=(subject,)
    )
    assert series.leading(known, years) == {leader, "alone"}


def test_fewer_years_suffice_when_asked() -> None:
    subject = Subject(id="x", label="X", indicators=("new", "other"), note="Anders geteld.")
    known = catalog(count("other", "OTHER"), count("new", "NEW"), subjects=(subject,))
    assert series.leading(known, {"new": 1, "other": 9}, least=1) == {"new"}


def test_twins_know_each_other_in_the_order_of_their_tables() -> None:
    subject = Subject(id="x", label="X", indicators=("a", "b", "c"), note="Anders geteld.")
    known = catalog(
        count("a", "OTHER"), count("b", "NEW"), count("c", "OLD"), count("d", "NEW", code="Z"), subjects=(subject,)
    )
    assert [one.id for one in series.twins(known, "a")] == ["b", "c"]
    assert series.twins(known, "d") == ()
    assert series.subject_of(known, "c") == subject


def test_years_are_single_and_spans() -> None:
    assert cover("NEW", Level.LAND, years="2012-2014, 2017").each_year == {2012, 2013, 2014, 2017}
