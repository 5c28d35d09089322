"""The commands: a build shares, `lake` lists, compares and goes back, and without the setting it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.cli import main
from ivp.store.lake.place import Place
from ivp.store.lake.publish import publish
from tests.national.cube import Size, write_country

TINY = Size(municipalities=8, types=1, buurten=8, basisteams=2, districts=1, units=1)


def test_without_the_setting_there_is_nothing_to_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IVP_LAKE", raising=False)
    assert main(["lake", "history"]) == 1
    assert "IVP_LAKE is niet ingevuld" in capsys.readouterr().err


def test_a_build_shares_once(
    extensions_installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_country(tmp_path / "data", TINY)
    for name, folder in {"IVP_DATA": "data", "IVP_CACHE": "cache", "IVP_LAKE": "gedeeld"}.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    assert main(["build"]) == 0
    assert "Gedeeld als momentopname 1." in capsys.readouterr().out
    assert main(["build"]) == 0
    assert "waren al gedeeld" in capsys.readouterr().out


def test_list_compare_and_go_back(
    place: Place, first: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("IVP_LAKE", str(tmp_path / "gedeeld"))
    publish(place, first)
    assert main(["lake", "diff"]) == 1
    assert "nog geen eerdere momentopname" in capsys.readouterr().err
    publish(place, second)
    assert main(["lake", "diff"]) == 0
    assert "Van momentopname 1 naar 2:\n47013NED: 1 nieuw, 1 gewijzigd, 1 weg\n" in capsys.readouterr().out
    assert main(["lake", "rollback", "1"]) == 0
    assert "Momentopname 1 is weer in gebruik, als 3." in capsys.readouterr().out
    assert main(["lake", "history"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1"]
    assert lines[0].endswith("terug naar 1")
    assert main(["lake", "diff", "1", "3"]) == 0
    assert "Geen verschil" in capsys.readouterr().out
