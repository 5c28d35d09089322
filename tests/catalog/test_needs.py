"""What an action needs and what stands in its way: optional columns, and a need is a number with a unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog, options_of
from ivp.catalog.load_plan import load_plan
from ivp.catalog.plan import Action, NeedUnit

HEAD = "id;area;year;title;status;standing;source"
ROW = "team;GM0001;2024;Team op straat;loopt;voorbeeld;Plan"


def action(folder: Path, head: str = "", cells: str = "") -> Action:
    (folder / "plan" / "actions.csv").write_text(f"{HEAD}{head}\n{ROW}{cells}\n", encoding="utf-8")
    return load_plan(folder, load_catalog(folder)).actions[0]


def test_a_file_of_before_stays_valid(plan_folder: Path) -> None:
    found = action(plan_folder)
    assert (found.needs, found.needs_unit, found.obstacle) == (None, None, "")


@pytest.mark.parametrize(
    ("cells", "needs", "unit"),
    [("120;uren", 120, "uren"), ("0,5;fte", 0.5, "fte"), ("25.000;euro", 25_000, "euro"), ("7.25;fte", 7.25, "fte")],
)
def test_a_need_is_read_as_a_dutch_number(plan_folder: Path, cells: str, needs: float, unit: str) -> None:
    found = action(plan_folder, ";needs;needs_unit;obstacle", f";{cells};Te weinig mensen")
    assert (found.needs, found.needs_unit, found.obstacle) == (needs, NeedUnit(unit), "Te weinig mensen")


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ("120;", "needs heeft geen eenheid; kies needs_unit: uren, fte, euro"),
        (";fte", "needs_unit staat er zonder getal; vul needs in, of maak needs_unit leeg"),
        ("120;dagen", "needs_unit ‘dagen’ bestaat niet; kies uit: uren, fte, euro"),
        ("veel;uren", "needs ‘veel’ is geen getal"),
        ("-3;uren", "needs is niet groter dan 0; vul in wat er nodig is, of maak het leeg"),
        ("0;uren", "needs is niet groter dan 0; vul in wat er nodig is, of maak het leeg"),
    ],
)
def test_what_is_wrong_with_a_need_is_one_line(plan_folder: Path, cells: str, line: str) -> None:
    with pytest.raises(CatalogError) as caught:
        action(plan_folder, ";needs;needs_unit", f";{cells}")
    (problem,) = str(caught.value).splitlines()
    assert problem.startswith(f"actions.csv, regel 2: {line}")


def test_the_unit_can_be_chosen_in_the_workbook() -> None:
    assert options_of(Action, "needs_unit") == ["uren", "fte", "euro"]
