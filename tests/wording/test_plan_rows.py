"""Rows and steps of the plan by name: titles in place of keys, fields in Dutch, and long texts cut at a word."""

from __future__ import annotations

import pytest

from ivp.catalog.load_plan import TABLES
from ivp.wording.plan_rows import (
    FIELDS,
    Difference,
    Names,
    counted_rows,
    differences,
    mistake,
    row_title,
    shortened,
    step_title,
    what_happened,
)
from ivp.wording.plan_rows import TABLES as WORDS

NAMES = Names(
    areas={"GM0001": "Een"},
    priorities={"rust": "Rust in de wijk"},
    indicators={"aantal": "Geweldsmisdrijven"},
    themes={"geweld": "Geweld"},
    partners={"wijk": "Wijkteam", "school": "De school"},
)
PRIORITY = {"id": "rust", "area": "GM0001", "title": "Rust in de wijk", "theme": "geweld"}
LINK = {"priority": "rust", "indicator": "aantal"}


def test_every_table_and_every_field_has_a_dutch_name() -> None:
    assert set(WORDS) == set(TABLES)
    assert {name for model in TABLES.values() for name in model.model_fields} <= set(FIELDS)


@pytest.mark.parametrize(
    ("table", "cells", "title"),
    [
        ("priorities", PRIORITY, "Een: Rust in de wijk"),
        ("goals", {"id": "x", "area": "GM0001", "measure": "Minder geweld"}, "Een: Minder geweld"),
        ("commentary", {"id": "x", "area": "GM0001", "text": "Eén\nregel"}, "Een: Eén regel"),
        ("decisions", {"id": "x", "area": "GM0001", "verdict": "handhaven", "priority": "rust", "text": "Want"},
         "Een: handhaven, Rust in de wijk"),
        ("links", LINK, "koppeling Rust in de wijk – Geweldsmisdrijven"),
        ("links", {"priority": "weg", "indicator": "onbekend"}, "koppeling weg – onbekend"),
        ("partners", {"id": "halt", "name": "Halt"}, "Halt"),
        ("partners", {"id": "halt"}, "halt"),
    ],
)  # fmt: skip
def test_what_a_row_is_called(table: str, cells: dict[str, str], title: str) -> None:
    assert row_title(table, cells, NAMES) == title


def test_only_what_changed_is_told_with_names_for_codes() -> None:
    before = {"id": "x", "area": "GM0001", "title": "Oud", "partners": "wijk", "deadline": "30-9-2024", "lead": "Raad"}
    after = {"id": "x", "area": "GM0001", "title": "Nieuw", "partners": "wijk, school", "deadline": "2024-10-01"}
    assert differences(before, after, NAMES) == (
        Difference("Titel", "Oud", "Nieuw"),
        Difference("Partners", "Wijkteam", "Wijkteam, De school"),
        Difference("Deadline", "30 september 2024", "1 oktober 2024"),
        Difference("Trekker", "Raad", ""),
    )


def test_a_new_row_tells_all_of_it_but_its_id() -> None:
    assert differences(None, PRIORITY, NAMES) == (
        Difference("Gebied", "", "Een"),
        Difference("Titel", "", "Rust in de wijk"),
        Difference("Thema", "", "Geweld"),
    )


@pytest.mark.parametrize(
    ("rows", "undo", "title"),
    [
        ([("priorities", None, PRIORITY), ("links", None, LINK), ("links", None, LINK)], False,
         "Prioriteit Een: Rust in de wijk toegevoegd, met 2 koppelingen"),
        ([("links", LINK, None), ("priorities", PRIORITY, None)], True,
         "Prioriteit Een: Rust in de wijk teruggezet, met 1 koppeling"),
        ([("links", LINK, LINK)], False, "Koppeling Rust in de wijk – Geweldsmisdrijven gewijzigd"),
        ([("partners", {"name": "Halt"}, None)], False, "Partner Halt weggehaald"),
        ([("actions", None, {}), ("actions", None, {}), ("goals", None, {})], False, "1 doel en 2 acties bijgewerkt"),
        ([("goals", None, {}), ("actions", None, {})], True, "1 doel en 1 actie teruggezet"),
    ],
)  # fmt: skip
def test_what_a_step_is_called(rows: list[tuple[str, dict[str, str] | None, dict[str, str] | None]], undo: bool,
                               title: str) -> None:  # fmt: skip
    assert step_title(rows, NAMES, undo=undo) == title


@pytest.mark.parametrize(
    ("what", "remedy", "line"),
    [
        ("needs heeft geen eenheid", "kies needs_unit: uren", "Nodig heeft geen eenheid; kies Nodig in: uren."),
        ("end 2022 ligt voor start 2023", "wissel de jaren",
         "Laatste jaar 2022 ligt voor Eerste jaar 2023; wissel de jaren."),
        ("veld ‘title’ is leeg", "vul title in", "Veld ‘Titel’ is leeg; vul Titel in."),
        ("area ‘GM 9’ bestaat niet", "kies er een uit areas.csv",
         "Gebied ‘GM 9’ bestaat niet; kies er een uit areas.csv."),
        ("lead ‘de end van start’ is te lang", "kort het in", "Trekker ‘de end van start’ is te lang; kort het in."),
    ],
)  # fmt: skip
def test_a_mistake_names_the_fields_of_the_form(what: str, remedy: str, line: str) -> None:
    assert mistake(what, remedy) == line


def test_what_happened_to_a_row() -> None:
    assert [what_happened(None, {}), what_happened({}, {}), what_happened({}, None)] == [
        "toegevoegd", "gewijzigd", "weggehaald"]  # fmt: skip
    assert what_happened(None, {}, undo=True) == "teruggezet"


@pytest.mark.parametrize("text", ["woord " * 40, "x" * 200, "kort", "precies tien woorden\nop twee regels"])
def test_a_long_text_is_one_line_and_cut_at_a_word(text: str) -> None:
    short = shortened(text, 50)
    assert len(short) <= 50
    assert "\n" not in short
    whole = " ".join(text.split())
    assert short == whole if len(whole) <= 50 else whole.startswith(short.removesuffix("…")) and short.endswith("…")
    assert not short.endswith(" …")


def test_rows_are_counted_by_table() -> None:
    assert counted_rows([]) == ""
    assert counted_rows(["links", "goals", "links"]) == "1 doel en 2 koppelingen"
