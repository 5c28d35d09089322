"""Numbers of the plan are what their sender sees, in a workbook and in a form; and blank is no number by accident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.catalog.plan import Goal
from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.plan.workbook import export_workbook, import_workbook
from tests.plan.conftest import contents
from tests.plan.test_workbook import cell, edited

GOAL = {
    "area": "GM0001", "measure": "Proefmaat", "direction": "omlaag", "base_year": "2022", "target_year": "2026",
    "set_by": "raad", "standing": "voorbeeld", "source": "Proef",
}  # fmt: skip


def goal(data: Path, catalog: Catalog, id: str = "minder") -> Goal:
    return next(one for one in load_plan(data, catalog).goals if one.id == id)


def typed(**values: tuple[object, str]) -> Callable[[Any], None]:
    """Cells of the goal with a value and a number format."""

    def edit(book: Any) -> None:
        for column, (value, number_format) in values.items():
            found = cell(book, "Doelen", 2, column)
            found.value, found.number_format = value, number_format

    return edit


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.31, "0%", 31), (0.314, "0.0%", 31.4), (0.07, "0.00 %", 7), (-0.05, "0%;[Red]-0%", -5), (1.2, "0%", 120),
        (31, '0"%"', 31), (31, r"0\%", 31), (31.5, '[$-413]0.0" %"', 31.5), (8150.5, "#,##0.0", 8150.5),
        (5, "General", 5), ("31 %", "@", 31), ("8.150", "@", 8150), ("8 150,5", "@", 8150.5), ("−5", "@", -5),
        ("6,75", "General", 6.75),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_excel_shows_it(
    data: Path, catalog: Catalog, value: object, number_format: str, shown: float
) -> None:
    # the base follows, so that the goal keeps its direction
    edit = typed(target_value=(value, number_format), base_value=(100_000, "General"))
    import_workbook(data, edited(export_workbook(data), edit), "An")
    assert goal(data, catalog).target_value == shown
    assert ";100000;" in files.path_of(data, "goals").read_text("utf-8-sig")


@pytest.mark.parametrize("number_format", ["0,", "#,##0,", '#,##0.0,," mln"'])
def test_a_number_that_is_shown_in_thousands_is_refused(data: Path, number_format: str) -> None:
    with pytest.raises(UserError, match=r"kolom H \(target_value\): de cel toont het getal in duizendtallen"):
        import_workbook(data, edited(export_workbook(data), typed(target_value=(5125, number_format))), "An")


def test_a_number_that_can_be_two_is_a_question_with_its_place(data: Path) -> None:
    edit = typed(base_value=("8.150", "@"), target_value=("7.9", "@"))
    before = contents(data)
    with pytest.raises(UserError) as caught:
        import_workbook(data, edited(export_workbook(data), edit), "An")
    assert str(caught.value) == (
        "blad Doelen, rij 2, kolom F (base_value): base_value ‘8.150’ kan 8150 of 8,15 zijn, "
        "want op rij 2 staat ‘7.9’; schrijf 8150 of 8,15: wat is bedoeld?"
    )
    assert contents(data) == before


def test_numbers_that_excel_holds_are_no_question(data: Path, catalog: Catalog) -> None:
    edit = typed(base_value=(8.125, "General"), target_value=("7.9", "@"))
    import_workbook(data, edited(export_workbook(data), edit), "An")
    assert (goal(data, catalog).base_value, goal(data, catalog).target_value) == (8.125, 7.9)


def test_a_number_that_excel_made_a_date_is_named(data: Path) -> None:
    edit = typed(target_value=(datetime(2026, 2, 7), "dd-mm-yyyy"))
    with pytest.raises(UserError, match=r"target_value is een datum .*: die heeft Excel van een getal gemaakt"):
        import_workbook(data, edited(export_workbook(data), edit), "An")


def test_an_area_that_lost_its_letters_and_zeros_is_named(data: Path) -> None:
    def edit(book: Any) -> None:
        cell(book, "Doelen", 2, "area").value = 2

    with pytest.raises(UserError, match=r"kolom B \(area\): area ‘2’ is niet de hele code: .*; vul GM0002 in"):
        import_workbook(data, edited(export_workbook(data), edit), "An")


def test_a_blank_cell_over_a_number_or_a_date_asks_for_consent(data: Path, catalog: Catalog) -> None:
    def edit(book: Any) -> None:
        cell(book, "Doelen", 2, "target_value").value = None
        cell(book, "Acties", 2, "deadline").value = None
        cell(book, "Acties", 2, "partners").value = None

    raw, before = edited(export_workbook(data), edit), contents(data)
    with pytest.raises(UserError) as caught:
        import_workbook(data, raw, "An")
    assert str(caught.value).splitlines() == [
        "blad Doelen: de regel ‘minder’ heeft geen target_value meer, en in het plan staat 6; "
        "vul het weer in, of geef --remove om het ook in het plan weg te halen",
        "blad Acties: de regel ‘team’ heeft geen deadline meer, en in het plan staat 30-9-2024; "
        "vul het weer in, of geef --remove om het ook in het plan weg te halen",
    ]
    assert contents(data) == before
    import_workbook(data, raw, "An", remove=True)
    assert goal(data, catalog).target_value is None


def test_a_cell_that_was_blank_already_needs_no_consent(data: Path, catalog: Catalog) -> None:
    journal.save(data, "goals", {"target_value": ""}, "An", journal.rows(data, "goals")[0], catalog)

    def edit(book: Any) -> None:
        cell(book, "Doelen", 2, "measure").value = "Anders"

    assert import_workbook(data, edited(export_workbook(data), edit), "An").changed == 1


@pytest.mark.parametrize(
    ("base", "target", "stored"),
    [("1.350", "1.200", ("1350", "1200")), ("1 350", "1 200,50", ("1350", "1200,5")), ("22 %", "19%", ("22", "19")),
     ("7.25", "7", ("7,25", "7")), (1350.0, 1200, ("1350", "1200"))],
)  # fmt: skip
def test_what_a_form_sends_is_kept_in_one_spelling(
    data: Path, catalog: Catalog, base: object, target: object, stored: tuple[str, str]
) -> None:
    entry = journal.save(data, "goals", {**GOAL, "base_value": base, "target_value": target}, "An", catalog=catalog)
    assert entry is not None
    assert entry.after is not None
    assert (entry.after["base_value"], entry.after["target_value"]) == stored
    assert goal(data, load_catalog(data), entry.key).base_value == float(stored[0].replace(",", "."))


def test_what_is_no_number_is_refused_as_it_was_typed(data: Path, catalog: Catalog) -> None:
    with pytest.raises(UserError, match="base_value ‘ongeveer 5’ is geen getal"):
        journal.save(data, "goals", {**GOAL, "base_value": "ongeveer 5"}, "An", catalog=catalog)
    with pytest.raises(UserError, match=r"base_year ‘2022,5’ is geen heel getal"):
        journal.save(data, "goals", {**GOAL, "base_value": "5", "base_year": "2022,5"}, "An", catalog=catalog)
