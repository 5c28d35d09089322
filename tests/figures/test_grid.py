"""The columns of a matrix, and the JSON of a whole one: nothing may change what the component reads."""

from __future__ import annotations

import json

from ivp.figures.grid import Action, Cell, Entry, Fold, Row, Section, matrix_columns, matrix_spec
from ivp.figures.palette import LIGHT
from tests.figures.examples import AREAS, INSIDE

ORDER = ["GM0001", "GM0002", "BT-N", "GM0003", "GM0004", "BT-Z", "PD-X", "RE99", "NL01"]


def test_columns_are_per_basisteam_its_gemeenten_and_itself_then_the_larger_areas() -> None:
    columns = matrix_columns(INSIDE)
    assert [column.area for column in columns] == ORDER
    assert [column.label for column in columns[:3]] == ["Aadorp", "Beedorp", "Basisteam"]
    assert [column.label for column in columns[6:]] == ["District", "Eenheid Polder", "Nederland"]
    assert columns[2].group == "Basisteam Noord"
    assert columns[6].group == "District De Polder"


def test_a_gemeente_without_basisteam_stands_between_the_basisteams_and_the_district() -> None:
    areas = [column.area for column in matrix_columns(AREAS)]
    assert areas == [*ORDER[:6], "GM0901", "GM0902", *ORDER[6:]]


def test_columns_follow_the_order_of_the_catalog_within_a_basisteam() -> None:
    turned = sorted(INSIDE, key=lambda area: area.code != "GM0002")
    assert [column.area for column in matrix_columns(turned)][:3] == ["GM0002", "GM0001", "BT-N"]


def test_a_column_stands_alone_under_a_name_that_no_other_has() -> None:
    names = [column.name for column in matrix_columns(AREAS)]
    assert len(set(names)) == len(names)
    assert {"Basisteam Noord", "Basisteam Zuid", "District De Polder", "Aadorp"} < set(names)


def test_without_wider_levels_the_district_comes_last_and_needs_no_heading() -> None:
    columns = matrix_columns(INSIDE, wider=())
    assert [column.area for column in columns] == ORDER[:7]
    groups = matrix_spec("", columns, (), (), LIGHT)["groups"]
    assert groups[-1] == {"label": "", "span": 1}


def test_the_head_spans_the_columns_of_every_basisteam() -> None:
    groups = matrix_spec("", matrix_columns(INSIDE), (), (), LIGHT)["groups"]
    assert groups == [
        {"label": "Basisteam Noord", "span": 3},
        {"label": "Basisteam Zuid", "span": 3},
        {"label": "Ter vergelijking", "span": 3},
    ]


def test_a_column_that_is_the_sum_of_others_says_so() -> None:
    columns = matrix_spec("", matrix_columns(INSIDE), (), (), LIGHT)["columns"]
    assert {column["area"] for column in columns if not column["aggregate"]} == {"GM0001", "GM0002", "GM0003", "GM0004"}


def test_the_component_reads_plain_json_down_to_every_cell() -> None:
    cell = Cell("GM0001", "12,3", "higher", "unfavourable", "Uitleg.", sign="▲", sign_label="stijging")
    row = Row("geweld", "Geweld", "2024", (Action("trends", "Bekijk het verloop"),), (cell,), inner=True)
    fold = Fold("Twee zonder cijfers", ("Jeugd", "Water"))
    sections = [Section("Veld", (row,), note="Hier:", badge="berekend", folds=(fold,))]
    legend = [Entry("hoger", "higher", "higher")]
    spec = matrix_spec("Titel", matrix_columns(INSIDE), sections, legend, LIGHT, chosen="GM0001")
    assert json.loads(json.dumps(spec)) == spec
    assert spec["sections"] == [
        {
            "label": "Veld", "note": "Hier:", "badge": "berekend",
            "folds": [{"label": "Twee zonder cijfers", "lines": ["Jeugd", "Water"]}],
            "rows": [
                {
                    "key": "geweld", "label": "Geweld", "note": "2024", "kind": "", "inner": True,
                    "badge": "", "text": "",
                    "actions": [{"page": "trends", "label": "Bekijk het verloop"}],
                    "cells": [
                        {"area": "GM0001", "text": "12,3", "fill": "higher", "tone": "unfavourable", "sign": "▲",
                         "sign_label": "stijging", "mark": "", "mark_label": "",
                         "explain": "Uitleg.", "state": "value", "italic": False}
                    ],
                }
            ],
        }
    ]  # fmt: skip
    assert spec["chosen"] == "GM0001"
    assert spec["legend"] == [{"fill": "higher", "tone": "higher", "label": "hoger"}]
