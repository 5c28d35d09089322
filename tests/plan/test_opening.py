"""What a workbook may cost is settled before it is read, nothing filled in is lost, and what is no XLSX says so."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.plan.opening import MOST_COLUMNS, filled_rows, open_workbook
from ivp.plan.workbook import export_workbook, import_workbook
from tests.plan.test_workbook import NOTHING, edited, opened, saved

MOST_SECONDS, MOST_MB = 2.0, 100
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from ivp.catalog.load import load_catalog
from ivp.errors import UserError
from ivp.plan.workbook import import_workbook

data, raw = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
catalog = load_catalog(data)
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    said = str(import_workbook(data, raw, "An", catalog=catalog))
except UserError as error:
    said = str(error)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(json.dumps([time.process_time() - start, grown, said]))
"""
Change = Callable[[bytes], bytes]


def changed(raw: bytes, part: str, change: Change) -> bytes:
    """The workbook with one of its parts changed as bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def sheet(raw: bytes, title: str) -> str:
    return f"xl/worksheets/sheet{opened(raw).sheetnames.index(title) + 1}.xml"


def rows_behind(more: bytes) -> Change:
    return lambda content: content.replace(b"</sheetData>", more + b"</sheetData>")


def in_acties(raw: bytes, more: bytes) -> bytes:
    return changed(raw, sheet(raw, "Acties"), rows_behind(more))


def in_part(part: str, tag: str, more: bytes) -> Callable[[bytes], bytes]:
    end = f"</{tag}>".encode()
    return lambda raw: changed(raw, part, lambda content: content.replace(end, more + end))


HOSTILE = {
    "one bold cell in the last row": lambda raw: in_acties(raw, b'<row r="1048576"><c r="A1048576" s="1"/></row>'),
    "rows without anything": lambda raw: in_acties(raw, b"<row/>" * 100_000),
    "rows with an empty cell": lambda raw: in_acties(raw, b'<row><c s="1"/></row>' * 35_000),
    "more rows than may be": lambda raw: in_acties(raw, b"<row/>" * 1_000_000),
    "one cell after the other": lambda raw: in_acties(raw, b"<row>" + b"<c/>" * 100_000 + b"</row>"),
    "a very long text": lambda raw: in_acties(
        raw, b'<row><c t="inlineStr"><is><t>' + b"x" * 15_000_000 + b"</t></is></c></row>"
    ),
    "tags in tags": lambda raw: in_acties(raw, b"<row><c>" + b"<x>" * 45_000 + b"</x>" * 45_000 + b"</c></row>"),
    "styles": in_part("xl/styles.xml", "cellXfs", b'<xf numFmtId="0"/>' * 10_000),
    "more styles than may be": in_part("xl/styles.xml", "cellXfs", b'<xf numFmtId="0"/>' * 300_000),
    "sheets": in_part("xl/workbook.xml", "sheets", b'<sheet name="s" sheetId="99" r:id="rId1"/>' * 100_000),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_small_file_never_costs_much(data: Path, tmp_path: Path, make: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(make(export_workbook(data)))
    assert file.stat().st_size < 60_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(data), str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, grown, said = json.loads(done.stdout)
    assert seconds < MOST_SECONDS, said
    assert grown < MOST_MB, said


@pytest.mark.parametrize("name", ["one bold cell in the last row", "rows without anything"])
def test_formatting_far_below_the_rows_changes_nothing(data: Path, name: str) -> None:
    assert import_workbook(data, HOSTILE[name](export_workbook(data)), "An") == NOTHING


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("more rows than may be", "Haal in Excel de lege rijen onder"), ("more styles than may be", "naar een nieuw"),
     ("sheets", "Kopieer de tabellen als waarden")],
)  # fmt: skip
def test_what_is_too_large_says_what_to_do(data: Path, name: str, remedy: str) -> None:
    with pytest.raises(UserError, match="te groot") as caught:
        import_workbook(data, HOSTILE[name](export_workbook(data)), "An")
    assert remedy in str(caught.value)


@pytest.mark.parametrize("row", [2_000, 1_048_576])
def test_a_row_far_below_the_others_is_not_lost(data: Path, row: int) -> None:
    cells = b"".join(
        f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()
        for letter, text in zip("ABCD", ("halt", "Halt", "Verwijst", "Proef"), strict=True)
    )
    raw = export_workbook(data)
    far = changed(raw, sheet(raw, "Partners"), rows_behind(f'<row r="{row}">'.encode() + cells + b"</row>"))
    assert import_workbook(data, far, "An").added == 1


def test_a_sheet_that_lies_about_its_size_is_read_whole(data: Path) -> None:
    raw = edited(export_workbook(data), lambda book: book["Partners"].append(["halt", "Halt", "Verwijst", "Proef"]))
    size = re.compile(rb'ref="A1:[A-Z]+\d+"')
    lying = changed(raw, sheet(raw, "Partners"), lambda content: size.sub(b'ref="A1:B2"', content, count=1))
    assert b'ref="A1:B2"' in zipfile.ZipFile(io.BytesIO(lying)).read(sheet(raw, "Partners"))
    assert import_workbook(data, lying, "An").added == 1


def test_columns_beyond_those_that_are_read_are_refused(data: Path) -> None:
    raw = edited(export_workbook(data), lambda book: book["Partners"].cell(1, MOST_COLUMNS + 1, "ver weg"))
    with pytest.raises(UserError, match="er zijn te veel kolommen; haal de kolommen vanaf AO weg"):
        import_workbook(data, raw, "An")


def test_the_first_mistakes_are_shown_and_the_others_counted(data: Path) -> None:
    def edit(book: object) -> None:
        for number in range(400):
            book["Partners"].append([f"p{number}", "", "x", "y"])  # type: ignore[index]

    with pytest.raises(UserError) as caught:
        import_workbook(data, edited(export_workbook(data), edit), "An")
    lines = str(caught.value).splitlines()
    assert len(lines) == 31
    assert re.fullmatch(r"… en nog \d+ fouten", lines[-1])


@pytest.mark.parametrize(
    "spoil",
    [lambda content: content.replace(b"</sheetData>", b""), lambda content: content[:200],
     lambda content: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content],
    ids=["a tag that is not closed", "cut off", "an entity"],
)  # fmt: skip
def test_a_damaged_sheet_is_one_line(data: Path, spoil: Change) -> None:
    raw = export_workbook(data)
    with pytest.raises(UserError, match="geen leesbaar Excel-bestand: het is beschadigd"):
        import_workbook(data, changed(raw, sheet(raw, "Acties"), spoil), "An")


def test_rows_have_the_numbers_that_excel_shows() -> None:
    book = Workbook()
    for row in (1, 3, 7):
        book.active.cell(row, 2, row)
    read = open_workbook(saved(book), "x.xlsx")
    assert [(number, cells[1].value) for number, cells in filled_rows(read.worksheets[0], "x.xlsx")] == [
        (1, 1), (3, 3), (7, 7),
    ]  # fmt: skip


def test_a_header_in_another_row_is_missed(data: Path) -> None:
    raw = edited(export_workbook(data), lambda book: book["Partners"].insert_rows(1))
    with pytest.raises(UserError, match="blad Partners, rij 1: kolom ‘id’ ontbreekt"):
        import_workbook(data, raw, "An")


def test_a_password_or_an_old_workbook_says_so_for_the_plan_too(data: Path) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    with pytest.raises(UserError, match="Het werkboek is niet te lezen: het is met een wachtwoord beveiligd"):
        import_workbook(data, container + "EncryptedPackage".encode("utf-16-le"), "An")
    with pytest.raises(UserError, match=r"een oud Excel-bestand \(\.xls\); open het in Excel en bewaar het als \.xlsx"):
        import_workbook(data, container, "An")
