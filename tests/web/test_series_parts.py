"""What goes beside a series: the year so far, events, context and local series of a gemeente, and survey items."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivp.catalog.plan import PlanLevel, Priority, Standing
from ivp.facts import YearToDate
from ivp.outcomes import Movement
from ivp.plan_facts import PlacedPriority
from ivp.web.parts.profile import context_line, local_series
from ivp.web.parts.survey import limits, same_unit
from ivp.web.parts.timeline import _change, plan_years
from tests.pages.visits import plots
from tests.web.stand_in import BY_CODE, INDICATORS, figure, page


def so_far(area: str, **changes: Any) -> YearToDate:
    """One row of the year to date."""
    row = YearToDate(BY_CODE[area], "2025-03", 60.0, 40.0, 50.0, Movement.UP)
    return replace(row, **changes)


def _year(area: str) -> None:
    from ivp.outcomes import Movement
    from ivp.web.parts.timeline import year_so_far
    from tests.web.stand_in import figure, page
    from tests.web.test_series_parts import so_far

    counts = [
        so_far("GM0001"),
        so_far("GM0002", numerator=3.0, previous=4.0, percent=None, outcome=Movement.SAME),
        so_far("PD-TEST", numerator=63.0, previous=44.0, percent=43.2),
    ]
    rows = [figure("GM0001", "2025-03", of="inbraak"), figure("GM0002", "2025-03", of="inbraak")]
    year_so_far(page(rows, indicator="inbraak", year_to_date=tuple(counts)), area)


def _tables(test: AppTest) -> list[dict[str, Any]]:
    return [json.loads(part.proto.json) for part in test.get("bidi_component")]


def test_the_year_so_far_stands_beside_the_same_months_for_every_area_of_the_level() -> None:
    test = AppTest.from_function(_year, args=("GM0001",)).run()
    assert not test.exception
    assert test.header[0].value.startswith("Aadorp\\: 60 gevallen in januari tot en met maart 2025")
    (table,) = _tables(test)
    assert [column["label"] for column in table["columns"]] == ["Gebied", "2025", "2024", "Verandering"]
    assert table["rows"] == [
        ["Aadorp", "60", "40", "50\u00a0% meer"],
        ["Beedorp", "3", "4", "geen verandering die telt"],
    ]


@pytest.mark.parametrize("area", ["PD-TEST", "WK000101"])
def test_without_months_at_its_level_there_is_no_year_so_far(area: str) -> None:
    test = AppTest.from_function(_year, args=(area,)).run()
    assert not test.exception
    assert not test.header
    assert not _tables(test)


@pytest.mark.parametrize(
    ("outcome", "percent", "text"),
    [
        ("up", 50.4, "50\u00a0% meer"),
        ("down", -12.0, "12\u00a0% minder"),
        ("down", None, "minder"),
        ("same", 50.0, "geen verandering die telt"),
        ("none", None, ""),
    ],
)
def test_a_change_has_a_percentage_only_when_it_counts(outcome: str, percent: float | None, text: str) -> None:
    assert _change(so_far("GM0001", outcome=Movement(outcome), percent=percent)) == text


def _events(tables: list[str]) -> None:
    from ivp.web.parts.timeline import what_happened
    from tests.web.stand_in import page

    what_happened(page(), set(tables))


def test_only_events_of_the_tables_on_the_page_are_told_and_a_break_says_that_the_line_stops() -> None:
    test = AppTest.from_function(_events, args=(["2NED"],)).run()
    assert not test.exception
    (one_element,) = test.expander[0].markdown
    assert one_element.value.replace("\\", "").split("\n\n") == [
        "**Knip** (1 januari 2020). Andere vragen. De lijn loopt hier niet door. Gaat over: 2NED.",
        "**Rust** (1 maart 2021 tot en met 31 december 2021). Overal.",
    ]
    other = AppTest.from_function(_events, args=(["1NED"],)).run()
    assert [part.value[:8] for part in other.expander[0].markdown] == ["**Rust**"]


def test_the_local_series_is_the_longest_that_goes_down_to_the_wijk() -> None:
    rows = [
        figure("WK000101", "2025-01", of="inbraak"),
        *(figure("WK000101", year) for year in ("2020", "2021")),
        *(figure("WK000101", year, of="vertrouwen") for year in ("2018", "2019", "2020", "2021")),
        *(figure("GM0001", year, of="leeg") for year in ("2017", "2018", "2019", "2020", "2021")),
    ]
    assert local_series(page(rows), "GM0001") == INDICATORS[0]
    assert local_series(page([figure("GM0001", "2021")]), "GM0001") is None


def test_the_context_line_has_what_is_known_and_where_the_gemeente_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivp.web.parts.profile._CONTEXT", ("fiets", "leeg"))
    rows = [figure("GM0001", "2021", value=78165.0), figure("GM0002", "2021", value=5.0)]
    assert context_line(page(rows), "GM0001") == "Basisteam Noord · 78.165 per 1.000 inwoners (2021)"
    assert context_line(page([figure("GM0002", "2021")]), "GM0001") == "Basisteam Noord"


def test_beside_a_survey_item_stand_others_in_its_unit_with_a_figure_in_that_year() -> None:
    rows = [figure("GM0001", "2019", of=of) for of in ("vertrouwen", "tevreden", "score", "los")]
    rows.append(figure("GM0001", "2019"))
    ids = [one.id for one in same_unit(page(rows), INDICATORS[2], "2019")]
    assert ids == ["vertrouwen", "tevreden"]
    assert [one.id for one in same_unit(page(rows), INDICATORS[2], "2021")] == ["vertrouwen"]
    assert [one.id for one in same_unit(page(rows), INDICATORS[5], "2019")] == ["los", "vertrouwen", "tevreden"]


def test_whether_the_renewed_survey_is_here_is_said_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivp.web.parts.survey._RENEWED", "2NED")
    assert "komen uit tabel 85146NED en staan hier nog niet." in limits(page([figure("GM0001", "2021")]))
    assert "komen uit tabel 85146NED. " in limits(page([figure("GM0001", "2021", of="vertrouwen")]))


def _register() -> None:
    import streamlit as st

    from ivp.web.parts.survey import register_beside
    from tests.web.stand_in import figure, page

    rows = [figure("PD-TEST", "2019", of=of) for of in ("fiets", "leeg", "vertrouwen")]
    found = register_beside(page(rows), st.query_params.get("proef", "2019"))
    st.text(found.id if found else "niets")


def test_the_register_beside_is_chosen_from_what_has_a_figure_in_the_same_year() -> None:
    test = AppTest.from_function(_register).run()
    assert not test.exception
    assert test.text[0].value == "fiets"
    assert test.selectbox[0].options == ["Fietsdiefstal", "Leeg"]
    test.selectbox[0].select("leeg").run()
    assert test.text[0].value == "leeg"
    assert test.query_params["register"] == "leeg"
    test.query_params["proef"] = "2021"
    test.run()
    assert test.text[0].value == "niets"
    assert not test.selectbox


def _similar() -> None:
    import streamlit as st

    from ivp.facts import Alike, Area
    from ivp.web.parts.alike import show_similar
    from tests.web.stand_in import figure, page

    rows = [figure("GM0001", "2021", value=4.0), figure("GM0002", "2021", value=9.0)]
    rows.append(figure("GM0002", "2021", area="GM0003", area_name="Ceedorp", value=6.0))
    found = (("GM0003", "Ceedorp", 0.514), ("GM0009", "Zonder", 0.8), ("GM0002", "Beedorp", 1.0))
    similar = tuple(Alike(Area(code, "gemeente", name), distance) for code, name, distance in found)
    here = page(rows, periode="2021", similar=similar, similar_variables=("Dichtheid", "Inkomen"))
    show_similar(here, "GM0001")
    asked = here.store.asked[-1]  # type: ignore[attr-defined]
    st.text(f"{asked['reference_level']} {asked['all_netherlands']}")


def test_similar_gemeenten_stand_nearest_first_with_their_distance_and_the_method() -> None:
    test = AppTest.from_function(_similar).run()
    assert not test.exception
    assert test.text[0].value == "land True"
    text = json.dumps(plots(test)[0], ensure_ascii=False)
    places = [text.index(name) for name in ("Aadorp", "Ceedorp", "Beedorp")]
    assert sorted(places) in (places, places[::-1])
    assert "Zonder" not in text
    method = test.expander[0] if len(test.expander) == 1 else test.expander[1]
    said = method.markdown[0].value.replace("\\", "")
    assert "2 achtergrondcijfers" in said
    assert "Dichtheid en Inkomen" in said
    table = next(data for data in _tables(test) if data["alt"] == "Afstand tot Aadorp")
    assert table["rows"] == [["Ceedorp", "0,51"], ["Zonder", "0,80"], ["Beedorp", "1,00"]]


def _months_of_a_wijk(area: str) -> None:
    from dataclasses import replace

    from ivp.catalog.models import State
    from ivp.web.parts.neighbourhood import last_year, months_of_area
    from tests.web.stand_in import figure, page

    months = tuple(
        replace(figure("WK000101", f"2025-{n:02d}", value=None, numerator=float(n)), state=State.VALUE)
        for n in range(1, 13)
    )
    year = ("2025-12", {"WK000101": 78, "WK000102": 90, "WK000199": 78, "BU00010101": 500})
    here = page([figure("WK000101", "2024"), figure("GM0001", "2024")], gebied=area, neighbourhood_months=months,
                neighbourhood_year=year)  # fmt: skip
    last_year(here, area)
    months_of_area(here, area)


def test_the_months_of_a_wijk_are_counted_and_drawn() -> None:
    test = AppTest.from_function(_months_of_a_wijk, args=("WK000101",)).run()
    assert not test.exception
    said = test.markdown[0].value.replace("\\", "")
    assert said.startswith("78 gevallen in de twaalf maanden tot en met december 2025")
    assert len(plots(test)) == 1
    assert "van 1 (januari 2025) tot 12 (december 2025) per maand" in test.header[0].value.replace("\\", "")


@pytest.mark.parametrize("area", ["GM0001", "WK000201"])
def test_only_a_wijk_or_buurt_with_months_shows_them(area: str) -> None:
    test = AppTest.from_function(_months_of_a_wijk, args=(area,)).run()
    assert not test.exception
    assert not any("twaalf maanden" in part.value for part in test.markdown)
    assert not (area.startswith("GM") and plots(test))


def _plan(start: int, end: int) -> PlacedPriority:
    priority = Priority(
        id=f"p{start}", level=PlanLevel.DISTRICT, area="PD-TEST", title="Proef", theme="diefstal", start=start, end=end,
        standing=Standing.AANNAME, source="Proef",
    )  # fmt: skip
    return PlacedPriority(priority, BY_CODE["PD-TEST"], "")


@pytest.mark.parametrize(
    ("asked", "plans", "shown"),
    [
        ("", [(2000, 2003), (2004, 2100)], (2004, 2100)),
        ("2000-2003", [(2000, 2003), (2004, 2100)], (2000, 2003)),
        ("onzin", [(2000, 2003), (2004, 2007)], (2004, 2007)),
        ("", [], None),
    ],
)
def test_the_marked_plan_is_the_chosen_one_else_the_one_of_today(
    asked: str, plans: list[tuple[int, int]], shown: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "query_params", {"plan": asked})
    assert plan_years(page(priorities=tuple(_plan(*years) for years in plans))) == shown
