"""`python -m ivp check` with the plan, `plan export` and `plan import`: Dutch lines, exit code, nothing half done."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import load_workbook

from ivp import cli, paths, snapshot
from ivp.plan import journal
from tests.plan.conftest import contents


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setattr(snapshot, "verify", lambda folder: None)  # the synthetic district has no figures

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(list(arguments))
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


def test_check_counts_the_plan(run) -> None:
    code, out, _ = run("check")
    assert (code, out.rstrip().endswith("; 2 prioriteiten, 1 doelen, 1 acties.")) == (0, True)


def test_check_reports_a_mistake_in_the_plan(run, data: Path) -> None:
    path = data / "plan" / "actions.csv"
    path.write_text(path.read_text("utf-8").replace("loopt", "bezig"), encoding="utf-8")
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert err == (
        "actions.csv, regel 2: status ‘bezig’ bestaat niet; kies uit: gepland, loopt, afgerond, gestopt, onbekend\n"
    )


def test_out_and_in(run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    assert run("plan", "export", str(file)) == (0, f"Klaar: het plan staat in {file}.\n", "")
    book = load_workbook(file)
    book["Partners"].append(["halt", "Halt", "Verwijst", "Test"])
    book.save(file)
    assert run("plan", "import", str(file), "--who", "An") == (
        0, "Klaar: 1 regels toegevoegd, 0 veranderd, 0 weggehaald.\n", "")  # fmt: skip
    assert journal.history(data)[0].who == "An"
    book["Partners"].delete_rows(4)
    book.save(file)
    code, _, err = run("plan", "import", str(file))
    assert code == 0  # the workbook is of before, and never had that row
    assert err == ""


def test_removing_needs_to_be_said(run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    run("plan", "export", str(file))
    book = load_workbook(file)
    book["Besluiten"].delete_rows(2)
    book.save(file)
    before = contents(data)
    code, out, err = run("plan", "import", str(file))
    assert (code, out) == (1, "")
    assert err.startswith("blad Besluiten: de regel ‘besluit’ staat niet meer in het werkboek")
    assert contents(data) == before
    assert run("plan", "import", str(file), "--remove")[1] == "Klaar: 0 regels toegevoegd, 0 veranderd, 1 weggehaald.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "import", "nergens.xlsx"), "nergens.xlsx is niet te lezen; controleer de naam en de rechten.\n"),
        (("plan", "export", "nergens/plan.xlsx"), "nergens/plan.xlsx kan niet worden geschreven; sluit het in Excel"),
    ],
)
def test_files_that_cannot_be_used(run, tmp_path: Path, monkeypatch, arguments: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith(message)


def test_a_failed_export_leaves_the_old_workbook(run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(b"oud")
    (data / "plan" / "links.csv").unlink()
    assert run("plan", "export", str(file))[0] == 1
    assert file.read_bytes() == b"oud"


def test_the_committed_data_is_not_changed_by_a_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = Path(copytree(paths.ROOT / "data", tmp_path / "data", ignore=lambda *_: {"geo"}))
    monkeypatch.setenv("IVP_DATA", str(folder))
    before = contents(folder)
    assert cli.main(["check"]) == 0
    assert contents(folder) == before
