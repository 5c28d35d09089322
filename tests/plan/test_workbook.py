"""The plan as a workbook and back: nothing is lost, everything is checked first, and it is all or nothing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ivp import paths
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.plan.workbook import Report, export_workbook, import_workbook
from tests.plan.conftest import NASTY, contents, nasty_texts

NOTHING = Report(0, 0, 0)


def opened(raw: bytes) -> Any:
    return load_workbook(io.BytesIO(raw))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(raw: bytes, edit: Callable[[Any], object]) -> bytes:
    """The workbook after what someone does to it in Excel."""
    book = opened(raw)
    edit(book)
    return saved(book)


def cell(book: Any, sheet: str, row: int, column: str) -> Any:
    names = [c.value for c in book[sheet][1]]
    return book[sheet].cell(row, names.index(column) + 1)


def test_sheets(data: Path) -> None:
    book = opened(export_workbook(data))
    tables = ["Prioriteiten", "Koppelingen", "Doelen", "Acties", "Partners", "Duiding", "Besluiten"]
    assert book.sheetnames == ["Uitleg", *tables, "Stand"]
    assert book["Stand"].sheet_state == "hidden"
    assert {book[name].freeze_panes for name in book.sheetnames[1:-1]} == {"A2"}
    explanation = [(row[0].value, row[1].value) for row in book["Uitleg"].iter_rows()]
    assert ("Prioriteiten", "uitleg; met een puntkomma") in explanation


def test_every_column_is_there_and_choices_are_offered(data: Path) -> None:
    book = opened(export_workbook(data))
    assert [c.value for c in book["Partners"][1]] == ["id", "name", "role", "source", "url"]
    offered = {choice.formula1 for choice in book["Prioriteiten"].data_validations.dataValidation}
    assert '"landelijk,regionaal,district,basisteam,lokaal"' in offered
    assert all(len(choice) < 255 for choice in offered)


def test_dates_are_dates_and_numbers_numbers(data: Path) -> None:
    book = opened(export_workbook(data))
    assert cell(book, "Acties", 2, "deadline").value == datetime(2024, 9, 30)
    assert cell(book, "Doelen", 2, "base_value").value == 7.5
    assert cell(book, "Doelen", 2, "target_year").value == 2026
    assert cell(book, "Acties", 2, "partners").value == "wijk, school"


def test_there_and_back_changes_no_byte(data: Path) -> None:
    before = contents(data)
    assert import_workbook(data, export_workbook(data), "An") == NOTHING
    assert contents(data) == before


def test_the_committed_plan_there_and_back(tmp_path: Path) -> None:
    from shutil import copytree

    folder = Path(copytree(paths.ROOT / "data", tmp_path / "data", ignore=lambda *_: {"snapshot", "geo"}))
    before = contents(folder)
    assert import_workbook(folder, export_workbook(folder), "An") == NOTHING
    assert contents(folder) == before


def test_every_field_of_every_table_comes_back_with_any_text(data: Path, catalog: Catalog) -> None:
    """Out with texts of all kinds, everything removed, and in again: the same plan."""
    texts = [*NASTY, *nasty_texts(seed=3, count=60)]
    for number, text in enumerate(text for text in texts if text.strip()):
        other = texts[-number].strip() or "x"
        partner = {"id": f"p{number}", "name": text, "role": other, "source": text, "url": "https://example.org/?a=1;b"}
        journal.save(data, "partners", partner, "An", catalog=catalog)
    goal = {"area": "GM0001", "measure": "=2*3", "direction": "omhoog", "base_year": 2021, "base_value": 1e-7,
            "target_year": 2025, "target_value": 1234567.125, "unit": "%", "set_by": "-", "standing": "voorbeeld",
            "source": "+", "url": "https://example.org", "priority": "rust", "indicator": "gevoel"}  # fmt: skip
    action = {"area": "GM0001", "year": 2024, "title": "'=x", "status": "gepland", "standing": "aanname", "source": "@",
              "priority": "rust", "lead": "007", "partners": ("p1", "p2"), "deadline": date(2024, 2, 29),
              "result": "a\nb", "url": "http://example.org"}  # fmt: skip
    written = {
        "priority": "rust",
        "area": "GM0001",
        "year": 2024,
        "text": "_x000D_",
        "written": "1-3-2024",
        "author": "1e5",
    }
    decided = {"priority": "rust", "area": "GM0001", "year": 2024, "verdict": "toevoegen", "decided": "2024-03-01",
               "body": "districtelijk driehoeksoverleg", "text": "WAAR", "source": "2024-01-01"}  # fmt: skip
    for table, row in (("goals", goal), ("actions", action), ("commentary", written), ("decisions", decided)):
        journal.save(data, table, row, "An", catalog=catalog)
    plan, raw = load_plan(data, catalog), edited(export_workbook(data), lambda book: book.remove(book["Stand"]))
    for path in (data / "plan").glob("*.csv"):
        document = files.read(path)
        path.write_bytes("".join(document.head).encode("utf-8-sig"))
    report = import_workbook(data, raw, "Bo")
    assert report == Report(sum(len(getattr(plan, name)) for name in type(plan).model_fields), 0, 0)
    assert load_plan(data, catalog) == plan
    assert import_workbook(data, raw, "Bo") == NOTHING


def test_text_stays_text_in_the_file(data: Path) -> None:
    journal.save(data, "partners", {"name": "=1+1", "role": "-5", "source": "#N/A"}, "An")
    book = opened(export_workbook(data))
    found = cell(book, "Partners", 4, "name")
    assert (found.value, found.data_type, found.number_format, found.quotePrefix) == ("=1+1", "s", "@", True)
    with zipfile.ZipFile(io.BytesIO(export_workbook(data))) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name) and "sheet" in name]


def test_rows_are_added_changed_and_removed_with_a_journal_line_each(data: Path) -> None:
    def edit(book: Any) -> None:
        book["Partners"].append([None, "Halt", "Verwijst", "Test"])
        cell(book, "Doelen", 2, "target_value").value = 5.5
        cell(book, "Acties", 2, "partners").value = "wijk"
        book["Partners"].delete_rows(3)

    raw = edited(export_workbook(data), edit)
    before = contents(data)
    with pytest.raises(UserError, match=r"^blad Partners: de regel ‘school’ staat niet meer in het werkboek; zet haar"):
        import_workbook(data, raw, "An")
    assert contents(data) == before
    assert str(import_workbook(data, raw, "An", remove=True)) == "1 regels toegevoegd, 2 veranderd, 1 weggehaald."
    entries = journal.history(data)
    assert {(entry.table, entry.key, entry.action) for entry in entries} == {
        ("goals", "minder", "save"), ("actions", "team", "save"), ("partners", "halt", "save"),
        ("partners", "school", "delete")}  # fmt: skip
    assert {entry.size for entry in entries} == {4}
    assert files.path_of(data, "goals").read_text("utf-8-sig").count("7,5;2026;5,5") == 1


def test_an_import_of_one_row_can_be_undone(data: Path, catalog: Catalog) -> None:
    plan = load_plan(data, catalog)
    raw = edited(export_workbook(data), lambda book: book["Partners"].append(["halt", "Halt", "Verwijst", "Test"]))
    import_workbook(data, raw, "An")
    journal.undo(data, journal.history(data)[0].id, "An")
    assert load_plan(data, catalog) == plan


@pytest.mark.parametrize(
    "written",
    [datetime(2024, 9, 30), date(2024, 9, 30), "30-9-2024", "2024-09-30", "30-09-2024", datetime(2024, 9, 30, 12)],
)
def test_a_date_in_any_form_is_the_same_date(data: Path, written: object) -> None:
    def edit(book: Any) -> None:
        cell(book, "Acties", 2, "deadline").value = written

    assert import_workbook(data, edited(export_workbook(data), edit), "An") == NOTHING


def test_a_workbook_of_before_there_were_needs_is_read_once_it_has_the_columns(data: Path) -> None:
    old = {"id": "team", "area": "GM0001", "year": 2024, "title": "Team op straat", "status": "loopt",
           "standing": "voorbeeld", "source": "Plan", "priority": "rust", "lead": "", "partners": ["wijk", "school"],
           "deadline": "2024-09-30", "result": "", "url": ""}  # fmt: skip
    state = hashlib.sha256(json.dumps(old, separators=(",", ":")).encode()).hexdigest()[:16]

    def edit(book: Any) -> None:
        next(row for row in book["Stand"].iter_rows(min_row=2) if row[0].value == "actions")[2].value = state
        cell(book, "Acties", 2, "title").value = "Andere titel"

    raw = edited(export_workbook(data), edit)
    assert import_workbook(data, raw, "An") == Report(0, 1, 0)
    journal.undo(data, journal.history(data)[0].id, "An")
    row = journal.rows(data, "actions")[0]
    journal.save(data, "actions", {"needs": 3, "needs_unit": "fte", "obstacle": "Ziekte"}, "Bo", row)
    before = contents(data)
    with pytest.raises(UserError, match="de regel ‘team’ is in het plan veranderd sinds dit werkboek is gemaakt"):
        import_workbook(data, raw, "An")
    assert contents(data) == before


def test_what_someone_else_did_since_stays(data: Path, catalog: Catalog) -> None:
    raw = export_workbook(data)
    journal.save(data, "partners", {"name": "Halt", "role": "r", "source": "s"}, "Bo", catalog=catalog)
    seen = files.read(files.path_of(data, "partners")).rows[0]
    journal.save(data, "partners", {"role": "Anders"}, "Bo", seen, catalog)
    before = contents(data)
    assert import_workbook(data, raw, "An", remove=True) == NOTHING
    assert contents(data) == before


def test_both_changed_the_same_row(data: Path, catalog: Catalog) -> None:
    def edit(book: Any) -> None:
        cell(book, "Partners", 2, "role").value = "Van An"

    raw = edited(export_workbook(data), edit)
    seen = files.read(files.path_of(data, "partners")).rows[0]
    journal.save(data, "partners", {"role": "Van Bo"}, "Bo", seen, catalog)
    before = contents(data)
    with pytest.raises(UserError) as caught:
        import_workbook(data, raw, "An")
    assert str(caught.value) == (
        "blad Partners: de regel ‘wijk’ is in het plan veranderd sinds dit werkboek is gemaakt; "
        "maak een nieuw werkboek en verander de regel daarin"
    )
    assert contents(data) == before


def setting(sheet: str, row: int, column: str, value: object) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        cell(book, sheet, row, column).value = value

    return edit


MISTAKES = [
    (setting("Prioriteiten", 3, "theme", "jeugt"),
     "blad Prioriteiten, rij 3, kolom E (theme): theme ‘jeugt’ bestaat niet; "
     "kies er een uit themes.csv (bedoelt u ‘jeugd’?)"),
    (setting("Koppelingen", 2, "priority", "rus"),
     "blad Koppelingen, rij 2, kolom A (priority): priority ‘rus’ bestaat niet; "
     "kies er een uit blad Prioriteiten (bedoelt u ‘rust’?)"),
    (setting("Acties", 2, "status", "bezig"), "blad Acties, rij 2, kolom E (status): status ‘bezig’ bestaat niet; "
     "kies uit: gepland, loopt, afgerond, gestopt, onbekend"),
    (setting("Acties", 2, "deadline", "mei"), "blad Acties, rij 2, kolom J (deadline): deadline ‘mei’ is geen datum; "
     "schrijf een bestaande datum als jjjj-mm-dd"),
    (setting("Doelen", 2, "direction", None), "blad Doelen, rij 2, kolom D (direction): veld ‘direction’ is leeg; "
     "vul direction in"),
    (setting("Doelen", 2, "base_value", "=6+1"), "blad Doelen, rij 2, kolom F (base_value): de cel bevat een formule; "
     "vul een waarde in"),
    (setting("Doelen", 2, "base_value", "#N/A"), "blad Doelen, rij 2, kolom F (base_value): "
     "de cel bevat een fout van Excel (#N/A); vul een waarde in"),
    (setting("Doelen", 2, "target_year", 2026.5), "blad Doelen, rij 2, kolom G (target_year): target_year ‘2026,5’ "
     "is geen heel getal; vul een getal zonder komma in"),
    (setting("Partners", 3, "id", "wijk"), "blad Partners, rij 3, kolom A (id): id ‘wijk’ staat ook op regel 2; "
     "geef elke regel een eigen id"),
    (lambda book: book.create_sheet("Partner"),
     "blad Partner: dit blad is niet bekend; haal dit blad weg of verbeter de naam (bedoelt u ‘Partners’?)"),
    (lambda book: book.remove(book["Duiding"]),
     "blad Duiding: dit blad ontbreekt; zet het terug, desnoods met alleen de kopregel"),
    (lambda book: book["Partners"].cell(1, 6, "rol"), "blad Partners, rij 1: kolom F (‘rol’) is niet bekend; "
     "haal de kolom weg of verbeter de naam (bedoelt u ‘role’?)"),
    (lambda book: book["Partners"].cell(1, 6, "role"),
     "blad Partners, rij 1: kolom F (‘role’) staat er twee keer; haal er één weg"),
    (lambda book: book["Partners"].cell(2, 6, "x"),
     "blad Partners, rij 1: kolom F heeft geen naam; haal de kolom weg of geef haar een naam"),
    (lambda book: book["Acties"].delete_cols(11),
     "blad Acties, rij 1: kolom ‘lead’ ontbreekt; zet haar terug in de kopregel"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "line"), MISTAKES)
def test_a_mistake_names_sheet_row_column_and_remedy(data: Path, edit: Callable[[Any], object], line: str) -> None:
    raw = edited(export_workbook(data), edit)
    before = contents(data)
    with pytest.raises(UserError) as caught:
        import_workbook(data, raw, "An", remove=True)
    assert line in str(caught.value).splitlines()
    assert contents(data) == before


def test_one_mistake_among_good_changes_changes_nothing(data: Path) -> None:
    def edit(book: Any) -> None:
        book["Partners"].append(["halt", "Halt", "Verwijst", "Test"])
        setting("Acties", 2, "status", "bezig")(book)

    before = contents(data)
    with pytest.raises(UserError):
        import_workbook(data, edited(export_workbook(data), edit), "An")
    assert contents(data) == before


@pytest.mark.parametrize("raw", [b"", b"geen zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook(data: Path, raw: bytes) -> None:
    with pytest.raises(UserError, match="geen leesbaar Excel-bestand"):
        import_workbook(data, raw, "An")


def test_a_workbook_that_unpacks_to_too_much(data: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(65 * 1024 * 1024))
    with pytest.raises(UserError, match="te groot"):
        import_workbook(data, out.getvalue(), "An")


def test_a_workbook_made_by_hand(data: Path, catalog: Catalog) -> None:
    """Without the hidden sheet, with columns in another order and numbers as text."""
    source, made = opened(export_workbook(data)), Workbook()
    made.remove(made.active)
    for name in source.sheetnames[1:-1]:
        rows = [[c.value for c in row][::-1] for row in source[name].iter_rows()]
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([str(value) if isinstance(value, (int, float)) else value for value in row])
    assert import_workbook(data, saved(made), "An") == NOTHING


def test_a_broken_plan_is_not_exported(data: Path) -> None:
    path = files.path_of(data, "actions")
    path.write_text(path.read_text("utf-8").replace("loopt", "bezig"), encoding="utf-8")
    with pytest.raises(UserError, match=r"actions\.csv, regel 2: status ‘bezig’ bestaat niet"):
        export_workbook(data)
