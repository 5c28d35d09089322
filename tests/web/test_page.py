"""What every page starts from: names, areas to draw, periods, the source line, and the way on from an empty page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from ivp.catalog.models import Level, State
from ivp.facts import Covered, Twin
from ivp.web.page import at_nearest_period, reference
from tests.web.stand_in import figure, page

PUBLISHED = (Covered("fiets", Level.GEMEENTE, "2012", "3NED"),)
NO = {"value": None, "numerator": None}
ROWS = [
    figure("GM0001", "2019"),
    figure("GM0001", "2021"),
    figure("GM0002", "2021", **NO, state="unknown"),
    figure("GM0002", "2020", value=None),
    figure("PD-TEST", "2018"),
]


def test_periods_are_those_with_a_figure_at_one_of_the_levels() -> None:
    known = page(ROWS).known
    assert known.periods_of("fiets", "gemeente") == ["2019", "2020", "2021"]
    assert known.periods_of("fiets", "gemeente", counted=False) == ["2019", "2021"]
    assert known.periods_of("fiets", "district") == ["2018"]
    assert known.periods_of("fiets", "gemeente", "district")[0] == "2018"
    assert known.periods_of("fiets", "wijk") == []
    assert known.periods_of("leeg", "gemeente") == []


def test_a_small_area_knows_its_gemeente_and_a_large_one_has_none() -> None:
    known = page().known
    assert known.gemeente_of("WK000201") == "Beedorp"
    assert known.gemeente_of("GM0001") == "Aadorp"
    assert known.gemeente_of("PD-TEST") == ""
    assert known.gemeente_of("") == ""
    assert known.gemeente_of("bestaatniet") == ""


def test_an_area_is_drawn_among_those_of_its_level_and_a_wijk_among_its_own() -> None:
    known = page().known
    assert known.alike("GM0001") == ["GM0001", "GM0002"]
    assert known.alike("WK000101") == ["WK000101"]
    assert known.alike("BT-NOORD") == ["BT-NOORD"]


@pytest.mark.parametrize(
    ("level", "area", "code"),
    [
        ("district", "GM0001", "PD-TEST"),
        ("basisteam", "GM0001", "BT-NOORD"),
        ("basisteam", "WK000101", "BT-NOORD"),
        ("land", "", "NL01"),
        ("provincie", "GM0001", ""),
        ("vergelijkbaar", "GM0001", ""),
    ],
)
def test_the_reference_is_the_area_of_the_chosen_level(level: str, area: str, code: str) -> None:
    assert page(vergelijk=level).reference_code(area) == code


def test_the_reference_in_words() -> None:
    assert page(vergelijk="district").against == "de rest van het district"
    assert page(vergelijk="land").against == "de rest van Nederland"
    assert page(vergelijk="vergelijkbaar").against == "vergelijkbare gemeenten"


def test_facts_are_of_the_chosen_indicator_against_the_chosen_reference() -> None:
    here = page([*ROWS, figure("GM0001", "2019", of="vertrouwen")], vergelijk="land")
    assert {fact.indicator for fact in here.facts(levels=["gemeente"])} == {"fiets"}
    assert here.store.asked[-1]["reference_level"] == "land"  # type: ignore[attr-defined]
    here.facts(reference_level="eenheid")
    assert here.store.asked[-1]["reference_level"] == "eenheid"  # type: ignore[attr-defined]


def test_the_source_line_names_only_tables_with_a_figure_and_says_when_they_are_provisional() -> None:
    here = page([*ROWS, figure("GM0001", "2019", of="vertrouwen", **NO)])
    rows = here.store.all  # type: ignore[attr-defined]
    line = here.known.source_line(rows)
    assert line.startswith("Bron: Politie, ")
    assert "opgehaald 24 november 2026" in line
    assert "CBS" not in line
    assert "voorlopig" not in line
    assert "voorlopige cijfers" in here.known.source_line(replace(row, state=State.PROVISIONAL) for row in rows)
    assert here.known.source_line([]) == ""


def test_a_source_without_a_table_number_has_its_title() -> None:
    known = page().known
    assert known.source_name("1NED") == "1NED"
    assert known.source_name("T") == "Proef"
    assert known.source_name("X") == "X"


def test_one_crime_counts_once_in_lists() -> None:
    twins = (Twin("tevreden", "Andere vraag.", leads=False), Twin("score", "Zelfde vraag.", leads=True))
    known = page(twins=twins).known
    assert [one.id for one in known.leading] == ["vertrouwen", "score"]
    assert known.twins == {"tevreden": "Andere vraag.", "score": "Zelfde vraag."}
    assert [one.id for one in page().known.leading] == ["vertrouwen", "tevreden", "score"]


def test_what_tables_say_to_publish_is_known_by_level_and_period() -> None:
    told = [("2012", "1NED"), ("2013", "3NED")]
    coverage = tuple(Covered("fiets", Level.GEMEENTE, period, table) for period, table in told)
    assert page(coverage=coverage).known.published == {("fiets", Level.GEMEENTE): dict(told)}


def test_the_source_line_names_who_had_a_survey_made_beside_the_publisher_of_the_table() -> None:
    here = page()
    rows = [figure("GM0001", "2019", of="vertrouwen"), figure("GM0002", "2019", of="vertrouwen", owner="Beedorp")]
    assert here.known.source_line(rows) == ("Bronnen: CBS, 2NED; Beedorp, 2NED · opgehaald 23 november 2026")


def test_the_reference_is_read_once_for_a_store() -> None:
    store = page().store
    assert reference(store) is reference(store)


def test_without_a_chosen_period_the_last_with_figures_is_taken() -> None:
    assert at_nearest_period(page(periode="2024"), ["2019", "2021"]).selection.periode == "2021"
    assert at_nearest_period(page(periode="2019", chosen=["periode"]), ["2021"]).selection.periode == "2019"
    assert at_nearest_period(page(periode="2019"), []).selection.periode == "2019"


def _empty(kind: str) -> None:
    import streamlit as st

    from ivp.web.page import no_figures
    from tests.web.stand_in import figure, page
    from tests.web.test_page import PUBLISHED, ROWS

    here = {
        "all": lambda: page(ROWS, periode="2021"),
        "none chosen": lambda: page(ROWS),
        "another year": lambda: page(ROWS, periode="2012"),
        "another level": lambda: page([figure("PD-TEST", "2018"), figure("GM0001", "2019", of="tevreden")]),
        "same theme first": lambda: page(
            [figure("GM0001", "2019"), figure("GM0001", "2019", of="tevreden")], indicator="leeg"
        ),
        "not fetched": lambda: page(ROWS, periode="2012", coverage=PUBLISHED),
        "nothing at all": lambda: page([figure("PD-TEST", "2018")], indicator="leeg"),
    }[kind]()
    st.text(no_figures(here, "gemeente") or "er zijn cijfers")


@pytest.mark.parametrize(
    ("kind", "empty", "button"),
    [
        ("all", False, None),
        ("none chosen", False, None),
        ("another year", True, "Toon 2019"),
        ("another level", True, "Toon Tevreden"),
        ("same theme first", True, "Toon Tevreden"),
        ("nothing at all", True, None),
    ],
)
def test_an_empty_page_says_so_and_offers_the_nearest_figures(kind: str, empty: bool, button: str | None) -> None:
    test = AppTest.from_function(_empty, args=(kind,)).run()
    assert not test.exception
    assert test.text[0].value.endswith("geen open cijfer voor de gemeenten" if empty else "er zijn cijfers")
    assert [one.label for one in test.button] == ([button] if button else [])
    assert any("geen open cijfer voor de gemeenten" in part.value for part in test.markdown) == empty


def test_an_empty_page_says_where_a_table_has_what_was_not_fetched() -> None:
    test = AppTest.from_function(_empty, args=("not fetched",)).run()
    assert not test.exception
    assert test.text[0].value == "Fietsdiefstal: nog niet opgehaald voor de gemeenten"
    told = [part.value.replace("\\", "") for part in test.markdown]
    assert any("Fietsdiefstal: nog niet opgehaald voor de gemeenten" in text for text in told)
    assert any(
        "De gemeenten, 2012: nog niet opgehaald. Bron 3NED heeft dit cijfer; een verversing" in text for text in told
    )
