"""The commands about figures, as a data steward types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ivp import cli
from ivp.pulls import active
from tests.services.server import Services


@pytest.fixture
def here(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    return data


REFRESH = ["refresh", "--only", "47008NED", "--no-outlines", "--pause", "0"]


def test_refresh_diff_status_and_rollback(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*REFRESH, "--log", "json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events[:2]] == ["begin", "end"]
    assert events[0]["table"] == "47008NED"
    assert events[1]["rows"] == events[0]["rows_expected"] == 140
    assert events[-1]["text"].startswith("Klaar: ")
    stamp = active.active(here).stamp
    assert stamp
    assert cli.main(["diff"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Van meegeleverd naar {stamp}:")
    assert "47008NED: 0 cijfers werden 280" in said
    assert cli.main(["status", "--json"]) == 0
    assert "47008NED" in capsys.readouterr().out
    assert cli.main(["check"]) == 0
    assert cli.main(["rollback"]) == 0
    assert "de meegeleverde cijfers" in capsys.readouterr().out
    assert active.active(here).stamp == ""


def test_a_failed_refresh_is_one_dutch_message(
    here: Path, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.fault("gone", "47008NED")
    assert cli.main([*REFRESH, "--log", "stil"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "47008NED" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("database", [True, False], ids=["with a database", "without one"])
def test_figures_that_cannot_be_built_go_back(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: bool
) -> None:
    from ivp.errors import UserError
    from ivp.store import build

    if database:
        assert cli.main(["build"]) == 0

    def broken(*_: object, **__: object) -> None:
        raise UserError("De cijfers zijn niet te gebruiken.")

    monkeypatch.setattr(build, "build", broken)
    assert cli.main([*REFRESH, "--log", "stil"]) == 1
    assert "de oude zijn weer in gebruik" in capsys.readouterr().err
    assert active.active(here).stamp == ""


def test_an_unknown_pull_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "2020-01-01T000000"]) == 1
    assert "is geen verversing die bewaard is; kies uit meegeleverd" in capsys.readouterr().err


def test_a_lost_pull_says_how_to_go_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*REFRESH, "--log", "stil"]) == 0
    shutil.rmtree(active.active(here).snapshot.parent)
    capsys.readouterr()
    assert cli.main(["check"]) == 1
    assert "python -m ivp rollback" in capsys.readouterr().err
    assert cli.main(["rollback"]) == 0
    assert cli.main(["check"]) == 0


def test_template_and_import(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("monitor", "registratie"):
        target = tmp_path / f"{kind}.xlsx"
        assert cli.main(["template", kind, str(target)]) == 0
        assert target.stat().st_size > 1000
    filled = tmp_path / "monitor.csv"
    assert cli.main(["template", "monitor", str(filled)]) == 0
    text = filled.read_text(encoding="utf-8-sig").splitlines()
    header = next(line for line in text if line.startswith("gebied;"))
    row = "GM0851;2023;vm-onveilig-buurt;12,5;10,5;14,5;320"
    filled.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert cli.main(["import", str(filled)]) == 0
    assert cli.main(["build"]) == 0
    assert cli.main(["import", "--remove", "monitor"]) == 0
    capsys.readouterr()
    filled.write_text(f"{header}\n{row.replace('10,5', '13,5')}\n", encoding="utf-8")
    assert cli.main(["import", str(filled)]) == 1
    assert "ondergrens" in capsys.readouterr().err
