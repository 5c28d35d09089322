"""`template` and `import` as a data steward types them: where it is told, with consent, and back when it cannot be."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from ivp import cli, paths
from ivp.errors import UserError
from ivp.store import build

DOWNLOAD = "ID;SoortMisdrijf;RegioS;Perioden;TotaalGeregistreerdeMisdrijven_1\n1;T001161;GM0748;{year}JJ00;{cell}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, in a folder of its own where the commands are typed."""
    data = tmp_path / "data"
    copytree(paths.ROOT / "data", data, ignore=ignore_patterns("eigen", "pulls"))
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def download(here: Path, year: int, cell: str) -> str:
    file = here / "83648NED_proef.csv"
    file.write_text(DOWNLOAD.format(year=year, cell=cell), encoding="utf-8")
    return file.name


def test_a_template_comes_where_it_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "map").mkdir()
    for told, written in (("map", "map/sjabloon-monitor.xlsx"), ("x.csv", "x.csv"), (None, "sjabloon-monitor.xlsx")):
        assert cli.main(["template", "monitor", *([told] if told else [])]) == 0
        assert capsys.readouterr().out == f"Klaar: het sjabloon staat in {here / written}.\n"
        assert (here / written).stat().st_size > 500
    for told, said in (
        ("map", "bestaat al"),
        ("nergens/x.csv", "de map nergens is er niet"),
        ("x.doc", "eindigt niet op"),
    ):
        assert cli.main(["template", "monitor", told]) == 1
        assert said in capsys.readouterr().err


def test_losses_wait_for_accept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", download(here, 2015, "")]) == 1
    assert "Geef dan --accept" in capsys.readouterr().err
    assert not (here / "data" / "eigen").exists()
    assert cli.main(["import", "--accept", download(here, 2015, "")]) == 0


def test_an_import_of_a_table_that_is_there_already_leaves_a_database_and_a_broken_one_goes_back(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["import", download(here, 2023, "4321")]) == 0
    assert cli.main(["build"]) == 0
    before = {file.name: file.read_bytes() for file in (here / "data" / "eigen").iterdir()}

    def broken(*_: object, **__: object) -> None:
        raise UserError("De cijfers zijn niet te gebruiken.")

    monkeypatch.setattr(build, "build", broken)
    capsys.readouterr()
    assert cli.main(["import", download(here, 2023, "4322")]) == 1
    assert "Met deze cijfers is het dashboard niet te maken" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in (here / "data" / "eigen").iterdir()} == before
