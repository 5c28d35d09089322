"""Imports by hand: kept beside the pulls, all or nothing, once, and replaced cell by cell."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from ivp import snapshot
from ivp.catalog.models import State
from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.pulls import handmade, own_files
from ivp.pulls.handmade import import_file, preview, read_import, remove, save
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.templates import MONITOR, REGISTRATION
from tests.sources.filled import COUNT_ROW, SURVEY_ROW, as_csv, as_xlsx, catalog, row

RECORDED = ROOT / "tests" / "sources" / "recorded"
THEFTS = "83651NED_UntypedDataSet_extract.csv"
NOVEMBER = date(2026, 11, 25)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with only what an import reads."""
    for file in ("services", "tables", "topics", "comparison", "outlines"):
        shutil.copy(ROOT / "data" / f"{file}.csv", tmp_path / f"{file}.csv")
    return tmp_path


def put(data: Path, raw: bytes, name: str = "vm.csv", replace: bool = False) -> str:
    file = data / "in" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(raw)
    return import_file(data, file, catalog(), replace)


def kept(data: Path) -> dict[str, pd.DataFrame]:
    folder = data / "eigen"
    snapshot.verify(folder)
    manifest = snapshot.read_manifest(folder)
    return {entry.file: snapshot.read_table(folder, entry.file) for entry in manifest.files}


def content(data: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (data / "eigen").glob("*")}


def test_each_kind_of_file_is_known_and_kept_as_a_snapshot(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    put(data, as_xlsx(REGISTRATION, COUNT_ROW), "halt.xlsx")
    put(data, (RECORDED / THEFTS).read_bytes(), THEFTS)
    assert {name: (len(frame), frame["table"].unique().tolist()) for name, frame in kept(data).items()} == {
        "EIGEN-83651NED.parquet": (384, ["83651NED"]),
        "EIGEN-MONITOR.parquet": (1, ["EIGEN-85146NED"]),
        "EIGEN-REGISTRATIE.parquet": (1, ["EIGEN"]),
    }
    entries = {entry.file: entry for entry in snapshot.read_manifest(data / "eigen").files}
    assert entries["EIGEN-MONITOR.parquet"].periods == "2023"
    assert entries["EIGEN-REGISTRATIE.parquet"].origin.startswith("met de hand ingelezen: halt.xlsx (")
    assert entries["EIGEN-REGISTRATIE.parquet"].origin.endswith("; Proef)")
    assert entries["EIGEN-83651NED.parquet"].licence == "CC BY 4.0"


def test_the_report_says_what_came_in_and_what_it_does(data: Path) -> None:
    report = put(data, as_csv(MONITOR, SURVEY_ROW, row(MONITOR, jaar="2025"))).splitlines()
    assert report == [
        "vm.csv (eigen uitkomsten van de Veiligheidsmonitor, EIGEN-MONITOR): 2 cijfers van 1 gebied, "
        "2023 tot en met 2025.",
        "2 nieuw, 0 veranderd, 0 gelijk.",
    ]


def test_the_same_file_again_changes_not_a_byte(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    before = content(data)
    report = put(data, as_csv(MONITOR, SURVEY_ROW))
    assert "0 nieuw, 0 veranderd, 1 gelijk." in report
    assert content(data) == before
    imported = read_import(as_csv(MONITOR, SURVEY_ROW), "andere-naam.csv", catalog(), data=data)
    save(data, imported, catalog(), today=date(2027, 1, 1))
    assert content(data) == before


def test_a_later_import_replaces_the_cell_and_says_which(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="GM0748")))
    report = put(data, as_csv(MONITOR, row(MONITOR, waarde="12"), row(MONITOR, jaar="2025")), "later.csv")
    assert "1 nieuw, 1 veranderd, 0 gelijk." in report
    assert "- GM1674, 2023, vm-onveilig-buurt: 11,1 wordt 12" in report
    frame = kept(data)["EIGEN-MONITOR.parquet"].set_index(["area", "period"])
    assert frame["value"].to_dict() == {("GM0748", "2023"): 11.1, ("GM1674", "2023"): 12.0, ("GM1674", "2025"): 11.1}
    origin = snapshot.read_manifest(data / "eigen").files[0].origin
    assert "vm.csv (" in origin
    assert "later.csv (" in origin


def test_another_margin_is_a_change(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    report = put(data, as_csv(MONITOR, row(MONITOR, bovengrens="14,1")))
    assert "1 veranderd" in report
    assert "met een andere marge of status" in report


def test_replace_takes_away_what_the_file_does_not_have_and_nothing_of_another_kind(data: Path) -> None:
    put(data, as_csv(REGISTRATION, COUNT_ROW), "halt.csv")
    put(data, as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="GM0748")))
    report = put(data, as_csv(MONITOR, SURVEY_ROW), replace=True)
    assert "0 nieuw, 0 veranderd, 1 gelijk, 1 weggehaald." in report
    assert {name: len(frame) for name, frame in kept(data).items()} == {
        "EIGEN-MONITOR.parquet": 1, "EIGEN-REGISTRATIE.parquet": 1,
    }  # fmt: skip


def test_own_results_and_those_of_cbs_never_take_each_others_place(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="GM0851")))
    text = '"Perioden";"Regio\'s";"Buurt/Voelt zich weleens onveilig in buurt (%)"\r\n"2023";"Roosendaal";12,0\r\n'
    report = put(data, text.encode(), "85146NED_proef.csv")
    assert "1 nieuw, 0 veranderd, 0 gelijk." in report
    found = {name: (frame["area"].tolist(), set(frame["owner"].fillna("CBS"))) for name, frame in kept(data).items()}
    assert found == {
        "EIGEN-85146NED.parquet": (["GM1674"], {"CBS"}),
        "EIGEN-MONITOR.parquet": (["GM0851", "GM1674"], {"gemeente Proef"}),
    }


def test_a_figure_has_one_place_also_over_two_kinds_of_file(data: Path) -> None:
    put(data, (RECORDED / THEFTS).read_bytes(), THEFTS)
    twice = kept(data)["EIGEN-83651NED.parquet"]
    with_other_name = own_files.load(data)["EIGEN-83651NED"]
    own_files.write(data, {"EIGEN-ANDERS": with_other_name}, NOVEMBER)
    report = put(data, (RECORDED / THEFTS).read_bytes(), THEFTS)
    assert "0 nieuw, 0 veranderd, 384 gelijk." in report
    assert list(kept(data)) == ["EIGEN-ANDERS.parquet"]
    changed = (RECORDED / THEFTS).read_bytes().replace(b"2018JJ00;190;", b"2018JJ00;195;", 1)
    assert "0 nieuw, 1 veranderd, 383 gelijk." in put(data, changed, THEFTS)
    assert {name: len(frame) for name, frame in kept(data).items()} == {"EIGEN-83651NED.parquet": len(twice)}


def test_one_mistake_keeps_nothing(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    before = content(data)
    with pytest.raises(ImportMistakesError):
        put(data, as_csv(MONITOR, row(MONITOR, jaar="2025"), row(MONITOR, waarde="x")))
    assert content(data) == before


def test_a_preview_changes_nothing_and_tells_the_same_as_saving(data: Path) -> None:
    imported = read_import(as_csv(MONITOR, SURVEY_ROW), "vm.csv", catalog(), data=data)
    seen = preview(data, imported, catalog())
    assert not (data / "eigen").exists()
    assert save(data, imported, catalog(), today=NOVEMBER) == seen
    assert (seen.new, seen.changed, seen.same, seen.removed) == (1, 0, 0, 0)


def test_a_full_disk_leaves_the_old_figures(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    before = content(data)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot.pq, "write_table", full)
    with pytest.raises(UserError, match="vorige cijfers zijn ongewijzigd"):
        put(data, as_csv(MONITOR, row(MONITOR, jaar="2025")))
    assert content(data) == before


def test_a_save_that_was_cut_off_between_its_renames_loses_nothing(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    (data / "eigen").rename(data / ".eigen.previous")
    report = put(data, as_csv(MONITOR, row(MONITOR, jaar="2025")))
    assert "1 nieuw" in report
    assert kept(data)["EIGEN-MONITOR.parquet"]["period"].tolist() == ["2023", "2025"]


def test_a_damaged_folder_is_not_written_over(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    (data / "eigen" / "EIGEN-MONITOR.parquet").write_bytes(b"stuk")
    with pytest.raises(UserError, match="gewijzigd of beschadigd"):
        put(data, as_csv(MONITOR, row(MONITOR, jaar="2025")))
    assert content(data)["EIGEN-MONITOR.parquet"] == b"stuk"


def test_two_imports_at_once_do_not_mix(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handmade, "_PATIENCE", 0)
    with FileLock(str(data / ".eigen.lock")), pytest.raises(UserError, match="nu iets anders ingelezen"):
        put(data, as_csv(MONITOR, SURVEY_ROW))


def test_what_was_imported_can_be_taken_away_by_name(data: Path) -> None:
    put(data, as_csv(MONITOR, SURVEY_ROW))
    put(data, as_csv(REGISTRATION, COUNT_ROW))
    with pytest.raises(UserError, match="kies uit: EIGEN-MONITOR, EIGEN-REGISTRATIE"):
        remove(data, "85146NED")
    assert remove(data, "monitor") == "Weggehaald: 1 cijfer (EIGEN-MONITOR)."
    assert list(kept(data)) == ["EIGEN-REGISTRATIE.parquet"]
    remove(data, "eigen-registratie")
    assert not (data / "eigen").exists()
    with pytest.raises(UserError, match="nog niets ingelezen"):
        remove(data, "monitor")


def test_metadata_beside_a_download_is_read_with_it(data: Path) -> None:
    folder = data / "in"
    folder.mkdir()
    shutil.copy(RECORDED / "47013NED_metadata_export_extract.csv", folder / "47013NED_metadata.csv")
    lines = ["ID;SoortMisdrijf;RegioS;Perioden;GeregistreerdeMisdrijven_1", "1;0.0.0 ;GM0748;2024JJ00;9",
             "2;1.1.1 ;GM0748;2024JJ00;"]  # fmt: skip
    put(data, "\n".join(lines).encode(), "47013NED_UntypedDataSet_proef.csv")
    states = kept(data)["EIGEN-47013NED.parquet"].set_index("code")["state"]
    assert states["1.1.1"] == State.UNKNOWN  # without the metadata an empty cell is not applicable


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"", "is leeg"), (b"zomaar wat tekst\nnog iets\n", "De kop van|In de kop|niet te herkennen|niet te zien")],
)
def test_other_files_get_one_sentence(data: Path, raw: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        put(data, raw, "tekst.csv")
    with pytest.raises(UserError, match="niet te lezen"):
        import_file(data, data / "weg.csv", catalog())
    assert not (data / "eigen").exists()


OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
UNICODE = "gebied;jaar;indicator;waarde;ondergrens;bovengrens\r\nGM1674;2023;vm-onveilig-buurt;1;1;1\r\n"


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (OFFICE + "EncryptedPackage".encode("utf-16-le"), "vm.xlsx", "met een wachtwoord beveiligd; open het in Excel"),
        (OFFICE + "Workbook".encode("utf-16-le"), "vm.xls", r"oud Excel-bestand \(.xls\); open het in Excel en bewaar"),
        (UNICODE.encode("utf-16"), "vm.csv", r"Unicode-tekst \(UTF-16\); bewaar het in Excel als ‘CSV UTF-8’"),
        (UNICODE.replace(";", ",").encode(), "vm.csv", "niet met een puntkomma gescheiden; bewaar het in Excel"),
        (UNICODE.replace(";", "\t").encode(), "vm.txt", "niet met een puntkomma gescheiden"),
        (UNICODE.replace("vm-", "vm-é").encode("cp1252"), "vm.csv", "niet leesbaar als UTF-8; bewaar het in Excel als"),
        (b"%PDF-1.7", "vm.pdf", "een PDF"),
        (b"naam;aantal mensen\nx;3\n", "lijst.csv", "niet te herkennen; zet de cijfers in een leeg sjabloon"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_remedy_for_that_kind_of_file(data: Path, raw: bytes, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        put(data, raw, name)
    assert "StatLine" not in str(caught.value)
    assert not (data / "eigen").exists()


def test_a_download_that_is_no_utf8_is_told_about_statline(data: Path) -> None:
    raw = '"Perioden";"Regio\'s";"Buurt/Proef (é)"\n"2023";"Roosendaal";12,0\n'.encode("cp1252")
    with pytest.raises(UserError, match="download het opnieuw van StatLine"):
        put(data, raw, "85146NED_x.csv")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handmade, "_MOST_BYTES", 100)
    with pytest.raises(UserError, match=r"vm\.csv is te groot; kies bij de bron minder gebieden of jaren"):
        put(data, as_csv(MONITOR, SURVEY_ROW))
    with pytest.raises(UserError, match="te groot"):
        read_import(as_csv(MONITOR, SURVEY_ROW), "vm.csv", catalog(), data=data)
