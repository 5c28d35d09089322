"""The area that a file is about: what it is compared with, what is drawn beside it, and which plan holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.catalog.models import Level
from ivp.export.charts import positions
from ivp.export.report import headlines
from ivp.export.sources import source_line, sources_table
from ivp.export.subject import Subject
from ivp.export.tables import own_figures
from ivp.facts import Twin
from ivp.figures.palette import LIGHT
from tests.export.made_up import OWN, PLACED, TODAY, MadeUp, others
from tests.figures.examples import PLACES, RATE, indicator, row


def subject(code: str = OWN, **more: object) -> Subject:
    return Subject(MadeUp(**more), code, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "level", "reference", "name"),
    [
        (OWN, Level.DISTRICT, "PD-X", "Aadorp"),
        ("BT-N", Level.DISTRICT, "PD-X", "basisteam Noord"),
        ("PD-X", Level.EENHEID, "RE99", "district De Polder"),
    ],
)
def test_what_an_area_is_compared_with(code: str, level: Level, reference: str, name: str) -> None:
    made = subject(code)
    assert (made.level, made.reference.code, made.name) == (level, reference, name)


@pytest.mark.parametrize(
    ("code", "members"),
    [
        (OWN, ["GM0001", "GM0002", "GM0003", "GM0004"]),
        ("BT-N", ["BT-N", "GM0001", "GM0002", "BT-Z"]),
        ("PD-X", ["BT-N", "GM0001", "GM0002", "BT-Z", "GM0003", "GM0004"]),
    ],
)
def test_what_is_drawn_beside_it(code: str, members: list[str]) -> None:
    assert subject(code).members == members


def test_a_crime_that_several_tables_count_is_told_once() -> None:
    """As on the page of a gemeente: what does not lead is in no list, count or chart, but its figures are there."""
    every = subject()
    behind = next(one for one in every.rows if one.id in every.own and every.own[one.id].value is not None)
    once = subject(known_twins=(Twin(behind.id, "telt anders", leads=False), Twin("ander", "", leads=True)))
    assert [one.id for one in once.leading] == [one.id for one in every.rows if one.id != behind.id]
    assert behind.id in once.own
    assert len(own_figures(once)) == len(own_figures(every)) - 1
    assert headlines(once)[1] != headlines(every)[1]
    drawn = [shown.indicator.id for chart in positions(once, LIGHT, 5) for shown in chart.shown]
    assert drawn
    assert behind.id not in drawn


def test_the_areas_above_go_from_near_to_far() -> None:
    assert [area.code for area in subject().above] == ["BT-N", "PD-X", "RE99", "NL01"]


def test_the_newest_plan_counts_and_its_nearest_level_first() -> None:
    old = replace(PLACED[0], priority=PLACED[0].priority.model_copy(update={"id": "oud", "start": 2019, "end": 2022}))
    made = subject(placed=(old, *reversed(PLACED)))
    assert made.plan is not None
    assert made.plan.label == "2023–2026"
    assert [one.priority.id for one in made.plan.priorities] == ["wonen", "drugs"]


def test_only_what_has_a_figure_is_told_at_length() -> None:
    assert [one.id for one in subject().telling(3)] == ["nul", "vroeg", "weinig"]


def test_the_history_has_years_where_there_are_any() -> None:
    months = [row(OWN, f"2024-0{n}", indicator="minder") for n in (1, 2)]
    made = subject(known=[*others(), *months])
    less = made.by_id["minder"]
    assert {fact.period for fact in made.history(less)} == {"2022", "2023", "2024"}
    assert {fact.period for fact in subject(known=months).history(less)} == {"2024-01", "2024-02"}


def test_wijken_are_those_of_the_gemeente_in_the_last_year() -> None:
    crime = indicator(RATE, id="wijkmisdrijf", order=None)
    wijken = [row(code, year, indicator=crime.id) for code in ("WK000101", "WK000102") for year in ("2023", "2024")]
    found = subject(known=wijken, rows=(crime, indicator(RATE, order=1))).wijken()
    assert found is not None
    assert (found[0].id, [(fact.area.code, fact.period) for fact in found[1]]) == (
        "wijkmisdrijf",
        [("WK000101", "2024"), ("WK000102", "2024")],
    )
    assert subject().wijken() is None


def test_sources_of_figures_are_told_once_and_only_of_those_that_are_known() -> None:
    made = subject()
    other = row(value=None, source="99999NED")
    early = row("GM0002", state="provisional")
    assert source_line([row(), early, other], made.sources, made.datasets) == (
        "Bron: Politie, tabel 47013NED · opgehaald 24 november 2026 · voorlopige cijfers"
    )
    assert source_line([other], made.sources, made.datasets) == ""


def test_the_table_of_sources() -> None:
    made = subject()
    table = sources_table(["47013NED", "47013NED", "weg"], made.sources, made.datasets)
    assert table.rows == (("47013NED", "Tabel over 47013NED", "Politie", "open", "2022-2024", "24 november 2026"),)
    assert PLACES[OWN].name == "Aadorp"
