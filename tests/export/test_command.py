"""`python -m ivp report` and `nieuw`: files that open, or one Dutch line and nothing half-written."""

from __future__ import annotations

import argparse
import io
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from ivp import cli, paths
from ivp.errors import UserError
from ivp.export import command
from ivp.export.forms import FORMS, with_template
from ivp.export.saving import save
from ivp.export.subject import REPORTED, Subject
from ivp.pulls.latest import Latest, latest
from ivp.store.current import open_current
from ivp.store.reader import Store
from tests.export.made_up import OWN, TODAY, MadeUp

OPENS = {
    "pptx": Presentation,
    "docx": docx.Document,
    "xlsx": load_workbook,
    "pdf": lambda file: file.read().index(b"%PDF"),
    "a4": lambda file: file.read().index(b"%PDF"),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    monkeypatch.setattr(cli, "_store", MadeUp)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main([*arguments, "--naar", str(tmp_path / "uit")])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "uit").iterdir()) if (folder / "uit").exists() else []


@pytest.mark.parametrize("kind", command.KINDS)
def test_every_kind_of_file_opens(run: Any, tmp_path: Path, kind: str) -> None:
    code, out, err = run("report", "--gemeente", "aadorp", "--vorm", kind)
    [name] = files(tmp_path)
    assert (code, out.strip(), err) == (0, str(tmp_path / "uit" / name), "")
    assert name.startswith("veiligheidsbeeld-aadorp")
    OPENS[kind](io.BytesIO((tmp_path / "uit" / name).read_bytes()))


def test_the_kinds_are_those_that_can_be_made() -> None:
    assert tuple(FORMS) == command.KINDS


@pytest.mark.parametrize("name", ["Aadorp", "GM0001", "basisteam noord", "District", "pd-x"])
def test_an_area_by_its_name_or_code(name: str) -> None:
    given = argparse.Namespace(gemeente=name, alles=False)
    assert len(command.chosen(given, MadeUp())) == 1


def test_all_of_them(run: Any, tmp_path: Path) -> None:
    assert run("report", "--alles", "--vorm", "xlsx")[0] == 0
    assert len(files(tmp_path)) == len([area for area in MadeUp().areas() if area.level in REPORTED]) == 7


def test_an_unknown_municipality_is_one_line_that_names_the_others(run: Any, tmp_path: Path) -> None:
    code, out, err = run("report", "--gemeente", "Nergens")
    assert (code, out, files(tmp_path)) == (1, "", [])
    assert err == (
        "‘Nergens’ is geen gebied van dit dashboard; kies uit: District, Basisteam Noord, Aadorp, Beedorp, Basisteam "
        "Zuid, Ceedorp, Deedorp.\n"
    )


def test_a_broken_or_missing_template_is_one_line(run: Any, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.pptx"
    broken.write_bytes(b"geen")
    for file, expected in ((broken, "geen PowerPoint-bestand"), (tmp_path / "weg.pptx", "is niet te lezen")):
        code, _, err = run("report", "--gemeente", "Aadorp", "--vorm", "pptx", "--template", str(file))
        assert (code, files(tmp_path)) == (1, [])
        assert expected in err
        assert len(err.splitlines()) == 1


def test_a_template_belongs_to_a_presentation(run: Any) -> None:
    code, _, err = run("report", "--gemeente", "Aadorp", "--vorm", "pdf", "--template", "x.pptx")
    assert (code, err) == (1, "Een sjabloon hoort bij een presentatie; geef ook --vorm pptx.\n")


def test_a_template_is_used(run: Any, tmp_path: Path) -> None:
    template = tmp_path / "eigen.pptx"
    Presentation().save(str(template))
    assert run("report", "--gemeente", "Aadorp", "--vorm", "pptx", "--template", str(template))[0] == 0
    made = Presentation(str(tmp_path / "uit" / "veiligheidsbeeld-aadorp.pptx"))
    assert made.slide_width == Presentation(str(template)).slide_width


def test_a_place_that_cannot_be_written_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "_store", MadeUp)
    taken = tmp_path / "bestand"
    taken.write_text("x")
    assert cli.main(["report", "--gemeente", "Aadorp", "--vorm", "xlsx", "--naar", str(taken)]) == 1
    err = capsys.readouterr().err
    assert "kan niet worden geschreven" in err
    assert len(err.splitlines()) == 1
    assert taken.read_text() == "x"


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, "a.txt", b"oud")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="kan niet worden geschreven"):
        save(tmp_path, "a.txt", b"nieuw")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"oud"


def test_bars_are_for_people(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    with command._shown(2) as tell:
        tell("een")
    assert capsys.readouterr().out == "een\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with command._shown(2) as tell:
        tell("twee")
    assert "twee" in capsys.readouterr().out


def test_a_form_with_a_template_keeps_its_name() -> None:
    subject = Subject(MadeUp(), OWN, TODAY)
    assert with_template(b"").name(subject) == FORMS["pptx"].name(subject) == "veiligheidsbeeld-aadorp.pptx"
    assert FORMS["a4"].name(subject) == "veiligheidsbeeld-aadorp-a4.pdf"


def test_news_before_any_refresh_says_what_to_do(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IVP_DATA", str(tmp_path))
    code, out, err = run("nieuw", "--gemeente", "Aadorp")
    assert (code, out, files(tmp_path)) == (1, "", [])
    assert err.startswith("De meegeleverde cijfers zijn in gebruik, dus er is niets nieuws; ververs eerst")


def test_news_is_written_as_text_feed_and_mail(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tests.export.test_news import MADE, table

    last = Latest("1 november 2026", MADE, (table(new_periods=("2024",)),))
    monkeypatch.setattr("ivp.pulls.latest.latest", lambda _: last)
    code, out, _ = run("nieuw", "--gemeente", "Aadorp", "--adres", "https://voorbeeld.nl")
    assert (code, files(tmp_path)) == (0, ["nieuw-aadorp.atom", "nieuw-aadorp.html", "nieuw-aadorp.txt"])
    assert "Nieuw: Soort minder." in out


# --- with the figures that come with the dashboard ----------------------------------------------------------------


@pytest.fixture(scope="module")
def store() -> Store:
    return open_current(paths.ROOT / "data", paths.cache_dir()).store


@pytest.mark.parametrize("kind", command.KINDS)
def test_every_area_of_the_dashboard_gets_every_file(store: Store, kind: str) -> None:
    by_level = {area.level: area for area in store.areas() if area.level in REPORTED}
    for area in by_level.values():
        made = FORMS[kind].make(Subject(store, area.code, TODAY))
        OPENS[kind](io.BytesIO(made))


def test_news_compares_the_figures_in_use_with_those_before(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data" / "snapshot", data / "snapshot")
    pull = data / "pulls" / "2026-11-25T101112"
    for part in ("snapshot", "geo"):
        shutil.copytree(paths.ROOT / "data" / part, pull / part)
    (data / "pulls" / "current").write_text(pull.name, encoding="utf-8")
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setattr(cli, "_store", MadeUp)
    assert latest(data) == Latest("de meegeleverde cijfers", datetime(2026, 11, 25, 10, 11, 12), ())
    assert cli.main(["nieuw", "--gemeente", "Aadorp", "--naar", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(
        "Veiligheidsbeeld Aadorp: nieuw sinds de meegeleverde cijfers\n\n- Er is voor dit gebied geen cijfer veranderd."
    )
