"""The page components: nothing from the data is markup, the twin is lazy, and what the browser sends is checked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ivp.web.components import charts, matrix
from ivp.web.components.matrix import Choice, choice_of, packed
from ivp.web.components.tables import numbers_in_dutch
from ivp.web.components.text import plain

JOINER = "\u2060"  # takes no room; what breaks an address
ROW = {
    "key": "fietsdiefstal",
    "label": "Fiets",
    "note": "",
    "actions": [{"page": "trends", "label": "Trend"}, {"page": "vergelijken", "label": "Vergelijk"}],
    "cells": [],
}
SPEC = {
    "caption": "Proef",
    "columns": [
        {"area": "GM0001", "label": "Aadorp", "group": "Noord"},
        {"area": "BT-NOORD", "label": "Team", "group": "Noord"},
    ],
    "groups": [{"label": "Noord", "span": 2}],
    "sections": [{"label": "Diefstal", "rows": [ROW]}],
    "legend": [],
    "tones": {},
}


@pytest.mark.parametrize(
    "text", ["**vet** _schuin_ `code`", "# kop", "[link](http://x)", "<b>x</b>", ":red[x]", "$x$", "| a |"]
)
def test_text_is_never_markup(text: str) -> None:
    escaped = plain(text)
    for sign in "*_`#[]<|$":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")
    assert escaped.replace("\\", "").replace(JOINER, "") == text


@pytest.mark.parametrize(
    "text", ["www.kwaad.example", "http://kwaad.example", "HTTPS://kwaad.example", "iemand@kwaad.example"]
)
def test_an_address_that_somebody_wrote_is_no_link(text: str) -> None:
    shown = plain(f"Zie {text} voor meer")
    assert text not in shown.replace("\\", "")
    assert shown.replace("\\", "").replace(JOINER, "") == f"Zie {text} voor meer"


def test_a_text_keeps_its_lines_and_nothing_of_a_line_becomes_markup() -> None:
    assert plain("een\n\n  # twee\n1. drie") == "een  \n  \n\\# twee  \n1\\. drie"


def test_a_sentence_that_begins_with_a_year_is_not_a_list() -> None:
    assert plain("2019. Toen brak de reeks.") == "2019\\. Toen brak de reeks."
    assert plain("- een streepje") == "\\- een streepje"
    assert plain("52,6 per 1.000") == "52,6 per 1.000"


def test_numbers_in_a_table_are_dutch_with_the_decimals_of_the_column() -> None:
    assert numbers_in_dutch("Aantal", [1234.5, 2.0, None]) == ["1.234,5", "2,0", ""]
    assert numbers_in_dutch("Aantal", [4185, 12]) == ["4.185", "12"]
    assert numbers_in_dutch("Aantal", [0.12345, 1.0]) == ["0,123", "1,000"]
    assert numbers_in_dutch("Jaar", [2023, 2024]) == ["2023", "2024"]
    assert numbers_in_dutch("Aantal", [None, None]) == ["", ""]


def test_a_map_never_asks_another_host_for_a_base_map() -> None:
    spec = {"layers": [], "mapStyle": "https://ergens/style.json"}
    assert json.loads(charts._Deck(spec).to_json()) == {"layers": [], "mapStyle": charts._NO_BASE_MAP}


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "trends",
        {"row": "fietsdiefstal", "area": "GM9999", "page": "trends"},
        {"row": "onbekend", "area": "GM0001", "page": "trends"},
        {"row": "fietsdiefstal", "area": "GM0001", "page": "http://kwaad"},
        {"row": "fietsdiefstal", "area": "GM0001", "page": "kaart"},
        {"row": ["fietsdiefstal"], "area": "GM0001", "page": "trends"},
        {"row": "fietsdiefstal", "area": "GM0001"},
    ],
)
def test_a_choice_that_is_not_a_cell_of_this_matrix_is_not_taken(sent: object) -> None:
    assert choice_of(sent, SPEC) is None


def test_a_choice_of_a_cell_is_taken() -> None:
    sent = {"row": "fietsdiefstal", "area": "GM0001", "page": "vergelijken"}
    assert choice_of(sent, SPEC) == Choice("fietsdiefstal", "GM0001", "vergelijken")


def test_a_matrix_travels_with_every_look_and_sentence_once_and_nothing_is_lost() -> None:
    grey = {"fill": "similar", "sign": "→", "italic": True, "mark": ""}
    said = ["Aadorp: 1,2 (95 %-marge 1–2). Geen verschil. Let op.", "Team: 3. Geen verschil. Let op."]
    cells = [
        {"area": column["area"], "text": text, "explain": explain, "state": "value", **grey}
        for column, text, explain in zip(SPEC["columns"], ["1,2", ""], said, strict=True)
    ]
    outside = {"area": "GM0001", "text": "", "explain": "", "fill": "outside"}
    rows = [ROW | {"cells": cells}, ROW | {"cells": [outside]}, ROW]

    sent = packed(SPEC | {"sections": [{"label": "Diefstal", "rows": rows}]})

    first, second, third = (row["cells"] for row in sent["sections"][0]["rows"])
    assert [cell["text"] for cell in first] == ["1,2", ""]
    assert [cell["look"] for cell in (*first, *second)] == [0, 0, 1]
    assert sent["looks"] == [{"fill": "similar", "sign": "→", "italic": True}, {"fill": "outside"}]
    assert len(sent["sentences"]) == len(set(sent["sentences"])) == 5  # the empty one among them
    told = [sent["between"].join(sent["sentences"][at] for at in cell["explain"]) for cell in (*first, *second)]
    assert told == [*said, ""]
    assert third == []
    assert sent["columns"] == SPEC["columns"]
    assert rows[0]["cells"] == cells  # the choice is checked against the spec as it was


def test_the_scripts_make_no_markup_and_know_no_other_host() -> None:
    for name in ("matrix.js", "plot.js", "copylink.js", "table.js", "matrix.css", "copylink.css", "table.css"):
        text = (Path(matrix.__file__).parent / "assets" / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
        assert not re.search(r"https?://|@import|url\(|fetch\(", text)


def _page() -> None:
    import streamlit as st

    from ivp.figures.chart import Chart
    from ivp.figures.table import Table
    from ivp.web.components.charts import show_chart
    from ivp.web.components.inline import copy_link_control
    from ivp.web.components.text import explain, heading
    from ivp.web.selection.empty import empty_state

    if "open" in st.query_params:
        st.session_state["proef-tabel"] = True
    table = Table.of({"Gebied": ["A*dorp", None], "Aantal": [1234.0, None]})
    spec = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {}}
    heading("Pagina", 1)
    chart = Chart(
        "plotly", spec, "Meer <b>fiets</b>", "per 1.000", "Staaf", lambda: table, "Politie", "naam", ("Een noot",)
    )
    show_chart(chart, key="proef")
    empty_state("Geen cijfer.", "Kies een ander jaar.", ("Ga naar 2021", {"periode": "2021"}))
    copy_link_control()
    explain("vergelijking")


def tables(test: AppTest) -> list[dict[str, Any]]:
    """What the table component was given, for every table on the page."""
    made = [json.loads(part.proto.json) for part in test.get("bidi_component")]
    return [data for data in made if "rows" in data]


def test_a_chart_has_heading_source_and_a_twin_that_is_only_there_when_opened() -> None:
    test = AppTest.from_function(_page).run()
    assert not test.exception
    assert test.title[0].value == "Pagina"
    assert test.header[0].value == "Meer \\<b\\>fiets\\</b\\>"
    assert any("Bron\\: Politie" in part.value for part in test.markdown)
    assert not tables(test)
    test.query_params["open"] = "1"
    test.run()
    assert not test.exception
    assert tables(test) == [
        {
            "alt": "Tabel bij: Meer <b>fiets</b>",
            "columns": [{"label": "Gebied", "number": False}, {"label": "Aantal", "number": True}],
            "rows": [["A*dorp", "1.234"], ["", ""]],
        }
    ]


def _lines() -> None:
    from ivp.figures.chart import Chart
    from ivp.figures.table import Table
    from ivp.web.components.charts import show_chart
    from ivp.web.components.text import quiet

    quiet()
    quiet("eerste *regel*", "tweede regel")
    spec = {"data": [], "layout": {"height": 90}}
    chart = Chart(
        "plotly", spec, "Kop", "", "Niets", lambda: Table.of({}), "Politie", "naam", ("noot een", "noot twee")
    )
    show_chart(chart, key="proef")


def test_lines_that_follow_each_other_are_paragraphs_of_one_element() -> None:
    test = AppTest.from_function(_lines).run()
    assert not test.exception
    assert [part.value.split("\n\n") for part in test.markdown] == [
        [r":small[:gray[Eerste \*regel\*]]", ":small[:gray[Tweede regel]]"],
        [":small[:gray[Noot een]]", ":small[:gray[Noot twee]]", r":small[:gray[Bron\: Politie]]"],
    ]


def test_an_empty_state_leads_to_the_nearest_figures() -> None:
    test = AppTest.from_function(_page).run()
    next(button for button in test.button if button.label == "Ga naar 2021").click()
    test.run()
    assert not test.exception
    assert test.query_params["periode"] in ("2021", ["2021"])
