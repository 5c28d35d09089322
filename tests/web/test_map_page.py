"""The parts of the map page: the panel of a chosen area, the click on the map, the lists beside it and the player."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivp.facts import Fact
from ivp.figures.table import Table
from ivp.outcomes import Measure
from ivp.web.components import tables
from ivp.web.components.mapframe import Frame, frame_of
from ivp.web.parts import area_panel
from ivp.web.parts.maps import LISTED, ranked, shown_title, with_gemeente
from ivp.web.selection.choices import MEASURES
from ivp.wording.titles import map_title
from tests.pages.visits import plots
from tests.web.stand_in import figure, page

ROWS = [
    figure("GM0001", "2021", value=10.0, numerator=500.0),
    figure("GM0002", "2021", value=20.0, numerator=100.0),
    figure("WK000101", "2021", value=90.0, numerator=4.0, indicative=True),
    figure("WK000201", "2021", value=5.0, numerator=40.0),
]


def _facts(*codes: str) -> list[Fact]:
    return [row for row in ROWS if row.area.code in codes]


def _codes(facts: list[Fact]) -> list[str]:
    return [fact.area.code for fact in facts]


def test_every_measure_of_the_control_is_one_of_the_map() -> None:
    assert list(MEASURES) == list(Measure)


def test_gemeenten_are_ranked_by_their_figure_and_by_cases_where_that_is_the_measure() -> None:
    gemeenten = _facts("GM0001", "GM0002")
    assert _codes(ranked(gemeenten, Measure.VALUE)) == ["GM0002", "GM0001"]
    assert _codes(ranked(gemeenten, Measure.COUNT)) == ["GM0001", "GM0002"]


def test_wijken_are_ranked_by_cases_because_a_handful_makes_a_record() -> None:
    assert _codes(ranked(_facts("WK000101", "WK000201"), Measure.VALUE)) == ["WK000201", "WK000101"]


def test_at_most_twelve_are_listed_and_only_those_with_a_figure() -> None:
    many = [figure("GM0001", "2021", area=f"GM{n:04d}", value=float(n)) for n in range(20)]
    many.append(figure("GM0002", "2021", value=None))
    found = ranked(many, Measure.VALUE)
    assert len(found) == LISTED == 12
    assert [fact.value for fact in found] == [float(n) for n in range(19, 7, -1)]


def test_a_wijk_is_named_with_its_gemeente() -> None:
    named = with_gemeente(page(), _facts("GM0001", "WK000101", "WK000201"))
    assert [fact.area.name for fact in named] == ["Aadorp", "Centrum (Aadorp)", "Centrum (Beedorp)"]


def _most_cases(value: float | None) -> None:
    from ivp.outcomes import Measure
    from ivp.web.parts.maps import ranking
    from tests.web.stand_in import figure, page

    rows = [
        figure("WK000101", "2021", value=value, numerator=4.0, indicative=True),
        figure("WK000201", "2021", value=value, numerator=1240.0, indicative=False),
    ]
    here = page(rows)
    ranking(here, rows, Measure.VALUE)


@pytest.mark.parametrize("value", [2.5, None])
def test_the_list_of_most_cases_has_a_rate_only_where_there_is_one(value: float | None) -> None:
    test = AppTest.from_function(_most_cases, args=(value,)).run()
    assert not test.exception
    assert test.subheader[0].value == "Wijken met de meeste gevallen"
    made = [row[1:] for row in components_data(test)["rows"]]
    assert made == ([["1.240", "2,5 ▲"], ["4", "2,5 ▲ (indicatief)"]] if value else [["1.240"], ["4"]])
    assert "De 2 hoogste aantallen van twee wijken" in test.markdown[-1].value.replace("\\", "")


def components_data(test: AppTest) -> dict[str, Any]:
    """What the table component was given."""
    return json.loads(test.get("bidi_component")[0].proto.json)


def _panel(gebied: str, leave_out: str) -> None:
    import streamlit as st

    from ivp.web.parts import area_panel
    from tests.web.stand_in import figure, page

    rows = [figure("GM0001", "2021"), figure("WK000101", "2021")]
    here = page(rows, gebied=gebied, neighbourhood_year=("", {}))
    area_panel.page_link = lambda name, label, selection: st.text(f"{name}|{label}|{selection.gebied}")
    area_panel.area_panel(here, rows, hint="Klik op een gebied.", leave_out=leave_out)


@pytest.fixture
def _links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are texts: a page in a test has no other pages."""
    monkeypatch.setattr(area_panel, "page_link", area_panel.page_link)


@pytest.mark.usefixtures("_links")
@pytest.mark.parametrize(
    ("gebied", "leave_out", "title", "pages"),
    [
        ("GM0001", "", "Aadorp", ["trends", "vergelijken", "gemeente"]),
        ("GM0001", "trends", "Aadorp", ["vergelijken", "gemeente"]),
        ("WK000101", "", "Wijk Centrum", ["trends", "vergelijken"]),
    ],
)
def test_the_panel_explains_the_figure_and_leads_on(gebied: str, leave_out: str, title: str, pages: list[str]) -> None:
    test = AppTest.from_function(_panel, args=(gebied, leave_out)).run()
    assert not test.exception
    assert test.subheader[0].value == title
    assert "53,8" in test.markdown[0].value
    assert [part.value.split("|")[0] for part in test.text] == pages
    assert {part.value.split("|")[2] for part in test.text} == {gebied}


def _aged(period: str, newest: str) -> None:
    from ivp.catalog.models import Level
    from ivp.facts import Covered
    from ivp.web.parts.area_panel import quiet_age
    from tests.web.stand_in import figure, page

    coverage = (Covered("fiets", Level.GEMEENTE, newest, "1NED"),) if newest else ()
    here = page([figure("GM0001", "2014"), figure("GM0001", "2017")], coverage=coverage)
    quiet_age(here, figure("GM0001", period))


@pytest.mark.parametrize(
    ("period", "newest", "said"),
    [
        ("2017", "2017", "Dit is het nieuwste open cijfer"),
        ("2017", "2019", "De bron heeft nieuwere cijfers"),
        ("2017", "", "Het nieuwste cijfer in dit dashboard is"),
        ("2014", "2017", ""),
    ],
)
def test_only_the_newest_figure_says_how_old_it_is(period: str, newest: str, said: str) -> None:
    test = AppTest.from_function(_aged, args=(period, newest)).run()
    assert not test.exception
    told = "".join(part.value for part in test.markdown)
    assert said in told
    assert bool(told) == bool(said)


@pytest.mark.usefixtures("_links")
@pytest.mark.parametrize("gebied", ["", "GM0002"])
def test_without_a_chosen_area_with_a_figure_the_panel_has_a_hint(gebied: str) -> None:
    test = AppTest.from_function(_panel, args=(gebied, "")).run()
    assert not test.subheader
    assert not test.text
    assert "Klik op een gebied" in test.markdown[0].value


@pytest.mark.parametrize(
    ("objects", "chosen"),
    [
        ({"gemeenten": [{"code": "GM0001"}]}, "GM0001"),
        ({"outline": [{"properties": {"code": "GM0002"}}]}, "GM0002"),
        ({"a": [{"code": "GM0001"}], "b": [{"code": "GM0002"}]}, "GM0001"),
        ({"a": []}, ""),
        ({"a": [{"name": "zonder code"}]}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_click_on_the_map_chooses_and_a_click_beside_it_clears(
    objects: Any, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[dict[str, str]] = []
    monkeypatch.setattr(area_panel, "set_selection", lambda **changes: found.append(changes))
    state = SimpleNamespace(selection={"objects": objects})
    monkeypatch.setattr(st, "session_state", {"kaart-grafiek": state})
    area_panel.choose_on_map("kaart-grafiek")
    assert found == [{"gebied": chosen}]


def test_a_map_that_is_not_there_clears_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[dict[str, str]] = []
    monkeypatch.setattr(area_panel, "set_selection", lambda **changes: found.append(changes))
    monkeypatch.setattr(st, "session_state", {})
    area_panel.choose_on_map("kaart-grafiek")
    assert found == [{"gebied": ""}]


@pytest.mark.parametrize(
    ("sent", "frame"),
    [
        ({"width": 328, "plain": False}, Frame(328)),
        ({"width": 900, "plain": True}, Frame(900, plain=True)),
        ({"width": 0, "plain": False}, None),
        ({"width": 10**9, "plain": False}, None),
        ({"width": "328", "plain": False}, None),
        ({"width": True, "plain": False}, None),
        ({"width": 328, "plain": "ja"}, None),
        ({"width": 328.5, "plain": False}, None),
        ({}, None),
        ("328", None),
        (None, None),
    ],
)
def test_a_width_that_the_browser_cannot_have_is_not_taken(sent: object, frame: Frame | None) -> None:
    assert frame_of(sent) == frame


def _map(width: int, plain: bool) -> None:
    import streamlit as st

    from ivp.figures.maps import area_map
    from ivp.figures.palette import LIGHT
    from ivp.web.components.mapframe import Frame, map_frame
    from ivp.web.parts.maps import show_map
    from tests.figures.examples import LOOK, RATE, TOWNS, compared, facts, outlines
    from tests.web.stand_in import page

    st.session_state["_kaart_maat"] = Frame(width, plain)
    frame = map_frame(320)
    chart = area_map(
        facts(compared("GM0001", "higher")), RATE, outlines(*TOWNS), palette=LIGHT, width=frame.width, **LOOK
    )
    show_map(chart, frame, page(periode="2021"), on_select=lambda: None)


def test_the_map_is_as_wide_as_the_browser_said() -> None:
    zooms = []
    for width in (328, 900):
        test = AppTest.from_function(_map, args=(width, False)).run()
        assert not test.exception
        zooms.append(json.loads(test.get("deck_gl_json_chart")[0].proto.json)["initialViewState"]["zoom"])
    assert zooms[0] < zooms[1] - 0.5


def test_without_webgl_a_drawing_stands_in_its_place() -> None:
    test = AppTest.from_function(_map, args=(328, True)).run()
    assert not test.exception
    assert not test.get("deck_gl_json_chart")
    assert len(plots(test)) == 1
    assert any("vaste tekening" in part.value for part in test.markdown)


def test_the_list_chooses_by_code_and_lets_go_and_takes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(tables, "_component", lambda **sent: given.update(sent))
    taken: list[str] = []
    table = Table.of({"Gemeente": ["Aadorp", "Beedorp"], "Cijfer": ["1,0 ▲", "2,0"]})
    tables.choice_table(table, ["GM0001", "GM0002"], "GM0002", alt="Lijst", key="lijst", on_choice=taken.append)
    assert given["data"]["codes"] == ["GM0001", "GM0002"]
    assert given["data"]["chosen"] == "GM0002"
    for sent in ("GM0001", "GM0002", "GM9999", None, 7):
        monkeypatch.setattr(st, "session_state", {"lijst": SimpleNamespace(choice=sent)})
        given["on_choice_change"]()
    assert taken == ["GM0001", ""]


def test_the_title_says_to_which_gemeente_the_map_is_limited() -> None:
    here = page(niveau="buurt")
    label = here.indicator.label
    assert shown_title(here, "", "2021") == f"{label} per buurt, 2021"
    assert shown_title(here, "GM0001", "2021") == f"{label} per buurt in Aadorp, 2021"
    assert map_title(_facts("WK000101"), here.indicator, within="Aadorp").startswith(f"{label} in Aadorp: ")
