"""Workbooks: numbers stay numbers, text is never run, and it all opens."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ivp.export.fact_sheet import fact_sheet
from ivp.export.selection import selection_xlsx
from ivp.export.subject import Subject
from ivp.export.xlsx import About, Sheet, number_format, table_xlsx, workbook
from ivp.figures.chart import Shown
from ivp.figures.table import Table, Value
from tests.export.made_up import OWN, TODAY, MadeUp
from tests.figures.examples import RATE, row


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def made(table: Table, **more: Any) -> Any:
    return opened(workbook([Sheet("Blad", table, **more)], About("Titel")))["Blad"]


def written(value: Value) -> Any:
    return made(Table(("a",), ((value,),)))["A2"]


def test_cells_keep_their_type() -> None:
    assert [written(value).value for value in (5, 2.5, "x", None, "", 0)] == [5, 2.5, "x", None, None, 0]
    assert written(float("nan")).value is None


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\u200b=1", "\ufeff=1", '=HYPERLINK("x")', "{=1}"])
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    cell = written(text)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["2024", "https://voorbeeld.nl", "1e5"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    cell = written(text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_headers_and_sheet_names_are_harmless_too() -> None:
    book = opened(workbook([Sheet("=A/B:[c]*?", Table(("=1",), ((1,),)))], About("=2")))
    assert book.sheetnames == ["=A B  c"]
    assert book.worksheets[0]["A1"].data_type == "s"


def test_two_sheets_of_one_name_and_a_very_long_one() -> None:
    table = Table(("a",), ())
    names = opened(workbook([Sheet(name, table) for name in ("x" * 40, "x" * 40, "X" * 40, "")], About("T"))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert max(map(len, names)) <= 31


def test_text_longer_than_a_cell_and_with_control_characters() -> None:
    assert len(written("x" * 40_000).value) == 32_767
    assert written("a\x00\x0bb").value == "ab"


@pytest.mark.parametrize(("decimals", "expected"), [(0, "#,##0"), (1, "#,##0.0"), (3, "#,##0.000")])
def test_number_formats_say_the_decimals_and_leave_the_signs_to_the_reader(decimals: int, expected: str) -> None:
    assert number_format(decimals) == expected
    assert number_format(decimals, percent=True) == f'{expected} "%"'


def test_formats_of_facts_are_per_cell_and_of_other_numbers_per_column() -> None:
    sheet = fact_sheet([Shown(RATE, (row(value=0.38, numerator=3.0), row(value=12.3)))])
    page = opened(table_xlsx(sheet, "T", "Bron: x", "", "2024"))["Cijfers"]
    column = sheet.names.index("Cijfer") + 1
    assert [page.cell(line, column).number_format for line in (2, 3)] == ["#,##0.00", "#,##0.0"]
    assert made(Table(("a",), ((1.25,), (3.0,))))["A3"].number_format == "#,##0.00"


def test_the_header_stays_and_can_be_filtered() -> None:
    page = made(Table(("a", "b"), ((1, "x"), (2, "y"))))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"


def test_dates_are_dates() -> None:
    cell = made(Table(("Opgehaald",), (("2026-11-24",), ("",))), dates=("Opgehaald",))["A2"]
    assert (cell.value, cell.number_format) == (datetime(2026, 11, 24), "d mmmm yyyy")


def test_the_file_of_a_view_says_where_it_is_from_and_what_it_means() -> None:
    book = opened(table_xlsx(fact_sheet([Shown(RATE, (row(),))]), "Titel", "Bron: x", "https://y", "2024", "Noot"))
    assert book.sheetnames == ["Cijfers", "Toelichting", "Definities"]
    told = {line[0].value: line[1].value for line in book["Toelichting"].iter_rows(min_row=2)}
    assert told["Titel"] == "Titel"
    assert told["Bron"] == "Bron: x"
    assert told["Opmerking"] == "Noot"
    assert "nooit nul" in told["Cijfer"]
    assert book["Definities"]["A2"].value == RATE.id
    assert book.properties.title == "Titel"


def test_years_are_not_marked_as_numbers_kept_as_text() -> None:
    content = table_xlsx(fact_sheet([Shown(RATE, (row(),))]), "T", "Bron: x", "", "2024")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'sqref="([A-Z0-9 ]+)" numberStoredAsText="1"', page) == ["D2 G2 V2"]


@pytest.fixture(scope="module")
def selection() -> bytes:
    return selection_xlsx(Subject(MadeUp(), OWN, TODAY))


def test_a_selection_has_figures_plan_definitions_and_sources(selection: bytes) -> None:
    book = opened(selection)
    assert book.sheetnames == [
        "Cijfers", "Prioriteiten", "Doelen", "Acties", "Definities", "Bronnen", "Toelichting",
    ]  # fmt: skip
    assert [cell.value for cell in book["Prioriteiten"]["E"]][1:] == ["Veilig wonen", "Drugs"]
    assert book["Cijfers"]["A2"].value == OWN
    assert book["Bronnen"]["F2"].value == datetime(2026, 11, 24)
    assert book.properties.title == "Veiligheidsbeeld Aadorp"


def test_nothing_of_a_plan_leaves_no_empty_sheets() -> None:
    empty = MadeUp(placed=())
    empty.goal_progress = empty.actions = lambda *_, **__: ()  # type: ignore[method-assign]
    names = opened(selection_xlsx(Subject(empty, OWN, TODAY))).sheetnames
    assert names == ["Cijfers", "Definities", "Bronnen", "Toelichting"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it(selection: bytes, tmp_path: Path) -> None:
    file = tmp_path / "boek.xlsx"
    file.write_bytes(selection)
    home = f"-env:UserInstallation=file://{tmp_path / 'profiel'}"
    subprocess.run(["soffice", home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76",
                    "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)  # fmt: skip
    lines = (tmp_path / "boek.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("Gebiedscode;Gebied;Niveau")
    assert any("niet gepubliceerd" in line for line in lines)
