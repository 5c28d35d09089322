"""Mistakes in subjects, coverage, kinds of areas and continued tables: one Dutch line each, with file and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog
from tests.catalog.conftest import FILES

HEADS = {
    "subjects.csv": "id;label;indicators;note\n",
    "coverage.csv": "source;levels;areas;years;lacks;basis\n",
}
AREAS = FILES["areas.csv"].replace("name;parent", "name;parent;kind;kind_reason")
INDICATORS = FILES["indicators.csv"].replace(";order\n", ";order;continues\n")


def problems(folder: Path) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    return str(caught.value).splitlines()


def test_a_folder_without_these_files_says_nothing_of_the_kind(folder: Path) -> None:
    catalog = load_catalog(folder)
    assert (catalog.subjects, catalog.coverage) == ((), ())


def test_right_files_are_read(folder: Path) -> None:
    (folder / "subjects.csv").write_text(HEADS["subjects.csv"] + "x;X;aantal, deel;Anders geteld.\n", encoding="utf-8")
    row = "T1;land, gemeente;GM0001, NL01;2012-2014, 2017;A;Lijst\n"
    (folder / "coverage.csv").write_text(HEADS["coverage.csv"] + row, encoding="utf-8")
    catalog = load_catalog(folder)
    assert catalog.subjects[0].indicators == ("aantal", "deel")
    assert catalog.coverage[0].areas == ("GM0001", "NL01")


ROWS = [
    ("subjects.csv", "x;X;aantal, deal;Anders.",
     "subjects.csv, regel 2: indicators ‘deal’ bestaat niet; kies er een uit indicators.csv (bedoelt u ‘deel’?)"),
    ("subjects.csv", "x;X;aantal, deel;Anders.\ny;Y;deel, aantal;Anders.",
     "subjects.csv, regel 3: ‘deel’ staat ook op regel 2; zet elke indicator bij één onderwerp"),
    ("subjects.csv", "x;X;aantal, deel;", "subjects.csv, regel 2: veld ‘note’ is leeg; vul note in"),
    ("coverage.csv", "T9;land;;2020;;Lijst",
     "coverage.csv, regel 2: source ‘T9’ bestaat niet; kies er een uit sources.csv"),
    ("coverage.csv", "T1;land;;2022-2020;;Lijst",
     "coverage.csv, regel 2: years ‘2022-2020’ is leeg; zet het eerste jaar voorop"),
    ("coverage.csv", "T1;land;;twee;;Lijst", "coverage.csv, regel 2: years ‘twee’ zijn geen jaren; "
     "schrijf ze als 2012-2025, of met een komma ertussen"),
    ("coverage.csv", "T1;land;GM0001;2020;;Lijst",
     "coverage.csv, regel 2: ‘GM0001’ is een gemeente; noem dat level ook"),
    ("coverage.csv", "T1;land;GM9;2020;;Lijst",
     "coverage.csv, regel 2: areas ‘GM9’ bestaat niet; kies er een uit areas.csv"),
    ("coverage.csv", "T1;land, wijk;;2020;;Lijst\nT1;wijk;;2021;;Lijst",
     "coverage.csv, regel 3: T1 en wijk staan ook op regel 2; voeg die regels samen"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "rows", "message"), ROWS)
def test_a_mistake_in_a_row_is_one_line(folder: Path, file: str, rows: str, message: str) -> None:
    (folder / file).write_text(HEADS[file] + rows + "\n", encoding="utf-8")
    found = problems(folder)
    assert len([line for line in found if line.startswith(message)]) == 1, found


BUURT = "BU00010000;buurt;Buurt;WK000100"
KINDS = [
    (BUURT, ";bedrijventerrein;", "kind en kind_reason horen bij elkaar"),
    (BUURT, ";bedrijventerrein;naam", "de naam ‘Buurt’ zegt niet dat dit een bedrijventerrein is"),
    (BUURT, ";bedrijventerrein;wijk", "de naam ‘Wijk’ zegt niet dat dit een bedrijventerrein is"),
    (BUURT, ";fabriek;naam", "kind ‘fabriek’ bestaat niet; kies uit: bedrijventerrein, haven"),
    ("GM0001;gemeente;Een;BT-A", ";haven;grondgebruik", "een gemeente heeft geen kind"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "kind", "message"), KINDS)
def test_a_kind_must_be_beyond_doubt(folder: Path, row: str, kind: str, message: str) -> None:
    (folder / "areas.csv").write_text(AREAS.replace(row, row + kind), encoding="utf-8")
    found = problems(folder)
    assert len(found) == 1
    assert message in found[0]


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("Industrieterrein Oost", "bedrijventerrein", "naam"),
        ("Recreatiepark", "recreatiepark", "naam"),
        ("Buurt", "haven", "grondgebruik"),
    ],
)
def test_a_kind_that_holds_is_read(folder: Path, name: str, kind: str, reason: str) -> None:
    row = f"BU00010000;buurt;{name};WK000100;{kind};{reason}"
    (folder / "areas.csv").write_text(AREAS.replace(BUURT, row), encoding="utf-8")
    assert load_catalog(folder).area("BU00010000").kind == kind


@pytest.mark.parametrize(
    ("continues", "message"),
    [
        ("T1", "indicators.csv, regel 2: continues is de bron zelf; maak het leeg"),
        ("T7", "indicators.csv, regel 2: continues ‘T7’ bestaat niet"),
    ],
)
def test_a_continued_table_exists_and_is_another(folder: Path, continues: str, message: str) -> None:
    (folder / "indicators.csv").write_text(
        INDICATORS.replace("misdrijven;;20", f"misdrijven;;20;{continues}"), encoding="utf-8"
    )
    found = problems(folder)
    assert len(found) == 1
    assert found[0].startswith(message)


def test_a_code_is_continued_by_one_indicator(folder: Path) -> None:
    rows = INDICATORS.replace("misdrijven;;20", "misdrijven;;20;T0")
    sources = FILES["sources.csv"] + "T2;Derde;Politie;Open;https://example.org/2;Telling;Jaar;;\n"
    again = "nog;Nog;Nog;geweld;rate;per 1.000 inwoners;1;lower_is_better;reported;T2;A;misdrijven;;;T0\n"
    (folder / "sources.csv").write_text(sources, encoding="utf-8")
    (folder / "indicators.csv").write_text(rows + again, encoding="utf-8")
    assert problems(folder) == ["indicators.csv, regel 4: T0 met code A hoort al bij regel 2; maak continues leeg"]
