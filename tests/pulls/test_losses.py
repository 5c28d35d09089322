"""An empty cell in the place of a figure asks for consent; a figure that no dashboard can be made of goes back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ivp import snapshot
from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.pulls import own_files
from ivp.pulls.handmade import import_file, preview, read_import, remove, save
from ivp.snapshot import OBSERVATION_SCHEMA, SnapshotTable
from ivp.sources.templates import MONITOR, UNNAMED
from tests.pulls.test_handmade import content, kept
from tests.sources.filled import SURVEY_ROW, as_csv, catalog, row

HEAD = "ID;SoortMisdrijf;RegioS;Perioden;TotaalGeregistreerdeMisdrijven_1\n"
NAME = "83648NED_proef.csv"
KEY = {"table": "83648NED", "code": "T001161", "measure": "misdrijven", "area": "GM1674"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one made-up figure in use."""
    for file in ("services", "tables", "topics", "comparison", "outlines"):
        shutil.copy(ROOT / "data" / f"{file}.csv", tmp_path / f"{file}.csv")
    figure = {**KEY, "period": "2023", "value": 11.0, "margin": None, "state": "value"}
    frame = pd.DataFrame([figure], columns=OBSERVATION_SCHEMA.names)
    item = SnapshotTable("83648NED.parquet", "83648NED", "Proef", "2023", "proef", "", "", frame)
    snapshot.write(tmp_path / "snapshot", [item], date(2026, 11, 1), "")
    return tmp_path


def download(data: Path, *cells: tuple[str, str]) -> Path:
    """A StatLine download with (year, cell) for one area."""
    file = data / NAME
    rows = (f"{n};T001161;GM1674;{year}JJ00;{cell}\n" for n, (year, cell) in enumerate(cells))
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    return file


def test_an_empty_cell_over_a_figure_in_use_asks_for_consent(data: Path) -> None:
    file = download(data, ("2023", ""), ("2024", "12"))
    with pytest.raises(UserError) as caught:
        import_file(data, file, catalog())
    assert str(caught.value).splitlines() == [
        "Let op: lege cellen in dit bestand komen in de plaats van 1 cijfer:",
        "- GM1674, 2023, T001161",
        "Er is niets bewaard. Is dit de bedoeling? Geef dan --accept.",
    ]
    assert not (data / "eigen").exists()
    report = import_file(data, file, catalog(), accept=True)
    assert "komen in de plaats van 1 cijfer:" in report
    assert kept(data)["EIGEN-83648NED.parquet"]["value"].isna().tolist() == [True, False]


def test_what_was_consented_to_is_not_asked_again(data: Path) -> None:
    import_file(data, download(data, ("2023", "")), catalog(), accept=True)
    before = content(data)
    assert "0 nieuw, 0 veranderd, 1 gelijk." in import_file(data, download(data, ("2023", "")), catalog())
    assert content(data) == before


def test_an_empty_cell_over_an_imported_figure_asks_as_well(data: Path) -> None:
    import_file(data, download(data, ("2021", "9")), catalog())
    before = content(data)
    with pytest.raises(UserError, match="in de plaats van 1 cijfer"):
        import_file(data, download(data, ("2021", ".")), catalog())
    assert content(data) == before


@pytest.mark.parametrize("cells", [(("2023", "12"),), (("2022", ""),)], ids=["a figure", "empty where nothing was"])
def test_nothing_is_asked_when_nothing_is_lost(data: Path, cells: tuple[tuple[str, str], ...]) -> None:
    imported = read_import(download(data, *cells).read_bytes(), NAME, catalog(), data=data)
    assert preview(data, imported, catalog()).lost == ()
    save(data, imported, catalog())


def test_many_losses_are_counted_and_the_first_shown(data: Path) -> None:
    years = [str(year) for year in range(2010, 2020)]
    import_file(data, download(data, *((year, "5") for year in years)), catalog())
    imported = read_import(download(data, *((year, "") for year in years)).read_bytes(), NAME, catalog(), data=data)
    lost = preview(data, imported, catalog()).lost
    assert len(lost) == 7
    assert "10 cijfers" in lost[0]
    assert lost[-1] == "- … en nog 5"


def refuse() -> None:
    raise UserError("De cijfers passen er niet bij.")


def break_down() -> None:
    raise RuntimeError("iets binnenin")


@pytest.mark.parametrize("prove", [refuse, break_down])
def test_figures_that_no_dashboard_can_be_made_of_go_back(data: Path, prove: object) -> None:
    file = download(data, ("2024", "12"))
    with pytest.raises(UserError, match="niet te maken; de vorige staan er weer") as caught:
        import_file(data, file, catalog(), prove=prove)  # type: ignore[arg-type]
    assert "binnenin" not in str(caught.value)
    assert not (data / "eigen").exists()
    import_file(data, file, catalog())
    before = content(data)
    with pytest.raises(UserError, match="de vorige staan er weer"):
        import_file(data, download(data, ("2024", "13")), catalog(), prove=prove)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="de vorige staan er weer"):
        remove(data, "83648NED", prove=prove)  # type: ignore[arg-type]
    assert content(data) == before
    assert sorted(place.name for place in data.iterdir() if "eigen" in place.name) == [".eigen.lock", "eigen"]


def test_the_proof_sees_what_was_written_and_runs_only_when_something_changed(data: Path) -> None:
    seen: list[int] = []
    file = download(data, ("2024", "12"))
    import_file(data, file, catalog(), prove=lambda: seen.append(len(kept(data))))
    import_file(data, file, catalog(), prove=lambda: seen.append(-1))
    assert seen == [1]


def test_a_killed_proof_leaves_what_was_there(data: Path) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(data, download(data, ("2024", "12")), catalog(), prove=killed)
    assert not (data / "eigen").exists()


def test_no_file_has_the_name_of_one_of_the_snapshot(data: Path) -> None:
    import_file(data, download(data, ("2024", "12")), catalog())
    (data / "vm.csv").write_bytes(as_csv(MONITOR, SURVEY_ROW))
    import_file(data, data / "vm.csv", catalog())
    own = {entry.file for entry in snapshot.read_manifest(data / "eigen").files}
    assert own == {"EIGEN-83648NED.parquet", "EIGEN-MONITOR.parquet"}
    assert not own & {entry.file for entry in snapshot.read_manifest(ROOT / "data" / "snapshot").files}


def test_a_folder_of_before_is_read_and_renamed_with_the_next_import(data: Path) -> None:
    """An import of a table that is there already had its name, and a survey result that of CBS, without an owner."""
    plain = {name: [] for name in OBSERVATION_SCHEMA.names}
    download_before = pd.DataFrame([{**KEY, "period": "2020", "value": 4.0, "margin": None, "state": "value"}])
    survey = {"table": "85146NED", "code": "proef", "measure": "waarde", "area": "GM1674", "period": "2023"}
    survey_before = pd.DataFrame([{**survey, "value": 4.0, "margin": 1.0, "state": "value"}])
    items = [
        SnapshotTable(
            f"{name}.parquet", str(frame["table"][0]), "Proef", "2020", "met de hand ingelezen: x.csv", "", "",
            frame[list(plain)],
        )
        for name, frame in (("83648NED", download_before), ("EIGEN-MONITOR", survey_before))
    ]  # fmt: skip
    snapshot.write(data / "eigen", items, date(2026, 11, 1), "")
    import_file(data, download(data, ("2024", "12")), catalog())
    found = kept(data)
    assert {name: frame["table"].unique().tolist() for name, frame in found.items()} == {
        "EIGEN-83648NED.parquet": ["83648NED"], "EIGEN-MONITOR.parquet": ["EIGEN-85146NED"],
    }  # fmt: skip
    assert found["EIGEN-83648NED.parquet"]["period"].tolist() == ["2020", "2024"]
    assert found["EIGEN-MONITOR.parquet"]["owner"].tolist() == [UNNAMED]


def test_own_results_say_whose_they_are_and_how_many_answered(data: Path) -> None:
    (data / "vm.csv").write_bytes(as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="GM0748", n="", bron="Halt")))
    import_file(data, data / "vm.csv", catalog())
    frame = kept(data)["EIGEN-MONITOR.parquet"].set_index("area")
    assert frame["owner"].to_dict() == {"GM0748": "Halt", "GM1674": "gemeente Proef"}
    assert frame["n"].fillna(-1).to_dict() == {"GM0748": -1, "GM1674": 111}
    assert frame["margin"].tolist() == pytest.approx([2.0, 2.0])
    entry = snapshot.read_manifest(data / "eigen").files[0]
    assert (entry.source, entry.title) == ("EIGEN-85146NED", "Veiligheidsmonitor, eigen uitkomsten")
    assert entry.note == "Cijfers van: Halt, gemeente Proef."
    assert "CBS" not in entry.model_dump_json()


def test_another_owner_or_number_of_answers_is_a_change(data: Path) -> None:
    for changes, said in ((), "1 nieuw"), (("n", "112"), "1 veranderd"), (("bron", "Halt"), "1 veranderd"):
        (data / "vm.csv").write_bytes(as_csv(MONITOR, row(MONITOR, **dict([changes] if changes else []))))
        assert said in import_file(data, data / "vm.csv", catalog())


def test_figures_of_two_tables_under_one_name_have_a_file_each(data: Path) -> None:
    frame = pd.DataFrame(
        [{**KEY, "table": table, "period": "2023", "value": 1.0, "margin": None, "state": "value", "n": None,
          "owner": "Proef"} for table in ("T1", "T2")]
    )  # fmt: skip
    own = own_files.Own({"T1": ("Een", "vrij"), "T2": ("Twee", "vrij")}, ("x.csv",), frame)
    own_files.write(data, {"EIGEN-MONITOR": own}, date(2026, 11, 1))
    files = {entry.file: (entry.source, entry.title) for entry in snapshot.read_manifest(data / "eigen").files}
    assert files == {"EIGEN-MONITOR.T1.parquet": ("T1", "Een"), "EIGEN-MONITOR.T2.parquet": ("T2", "Twee")}
    again = own_files.load(data)["EIGEN-MONITOR"]
    assert (again.title, len(again.frame), again.tables) == ("Een; Twee", 2, own.tables)
