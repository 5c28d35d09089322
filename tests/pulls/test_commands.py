"""The commands about figures, as a data steward types them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest

from ivp import cli, cli_refresh
from ivp.pulls import active, checkup, report
from ivp.sources.transport import Patience
from tests.services.data import data_folder
from tests.services.server import Services
from tests.sources.loopback import Loopback


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


def test_a_refresh_of_which_a_part_fails_ends_with_three_and_says_which(
    here: Path, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.fault("gone", "84847NED", times=9)
    both = ["refresh", "--only", "47008NED", "84847NED", "--no-outlines", "--pause", "0"]
    assert cli.main([*both, "--strict", "--log", "stil"]) == 1
    assert "84847NED bestaat niet (meer)" in capsys.readouterr().err
    assert active.active(here).stamp == ""
    assert cli.main([*both, "--log", "json"]) == 3
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["table"] for event in events if event["event"] == "kept"] == ["84847NED"]
    assert any(event.get("text", "").endswith("1 tabel opgehaald, 1 niet ververst.") for event in events)
    assert cli.main(["status"]) == 0
    said = capsys.readouterr().out
    assert "(84847NED): niet ververst, er zijn nog geen cijfers. CBS open data, tabel 84847NED bestaat niet" in said


def test_figures_that_cannot_be_built_are_not_told_as_taken(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_refresh, "_problem", lambda: "De cijfers zijn niet te gebruiken.")
    assert cli.main([*REFRESH, "--log", "stil"]) == 1
    last = report.last(here)
    assert last is not None
    assert (last.stamp, last.code) == ("", 1)
    assert last.tables[0].why == "De cijfers zijn niet bruikbaar. De cijfers zijn niet te gebruiken."


def test_a_kept_pull_is_taken_up_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*REFRESH, "--log", "stil"]) == 0
    stamp = active.active(here).stamp
    assert cli.main(["rollback"]) == 0
    capsys.readouterr()
    assert cli.main(["rollback"]) == 1
    assert f"python -m ivp rollback {stamp}" in capsys.readouterr().err
    assert cli.main(["rollback", stamp]) == 0
    assert re.fullmatch(rf"In gebruik: de verversing van .* uur \({stamp}\)\.\n", capsys.readouterr().out)
    assert active.active(here).stamp == stamp
    assert cli.main(["rollback", "meegeleverd"]) == 0


@pytest.mark.parametrize("command", [["refresh", "--log", "json", "--pause", "0"], ["doctor"]])
def test_without_a_network_there_is_one_thing_to_say(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Loopback(b"") as gone:
        nowhere = gone.url
    urls = dict.fromkeys(("politie", "cbs", "pdok", "leefbaarometer"), nowhere)
    monkeypatch.setenv("IVP_DATA", str(data_folder(tmp_path / "away", **urls)))
    monkeypatch.setattr(Patience, "__init__", partialmethod(Patience.__init__, attempts=1, pause=0.0))
    monkeypatch.chdir(tmp_path)
    assert cli.main(command) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Geen netwerk: geen van de diensten met open data antwoordt (de dienst is niet te bereiken). Er is niets "
        "veranderd. Controleer de verbinding met internet en de proxy.\n"
    )


def test_doctor_ends_as_a_refresh_would(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "PATIENCE", Patience(pause=0, attempts=1, connect=1))
    ends = {0: "helemaal", 3: "voor een deel", 1: "niet"}
    for code, word in ends.items():
        asked: list[checkup.Asked] = []

        def run(
            what: checkup.Asked, _now: object, show: Callable[[str], None], code: int = code, word: str = word
        ) -> int:
            asked.append(what)  # noqa: B023 - called within this turn of the loop
            show(word)
            return code

        monkeypatch.setattr(checkup, "run", run)
        arguments = ["doctor", "--report", str(tmp_path / "r.txt"), "--record", str(tmp_path / "m")]
        assert cli.main(arguments) == code
        assert capsys.readouterr().out == f"{word}\n"
        assert asked == [checkup.Asked(here, tmp_path / "r.txt", tmp_path / "m")]


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
