"""What a refresh did, as the web reads it: outcomes, exit code, and the sentence per table."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from ivp.pulls import report
from ivp.pulls.active import folder
from ivp.pulls.report import Outcome, Report, TableReport

AT = datetime(2026, 11, 25, 18, 5)
TAKEN, UNCHANGED, KEPT = Outcome.TAKEN, Outcome.UNCHANGED, Outcome.KEPT


def table(outcome: Outcome, source: str = "T1", **more: object) -> TableReport:
    return TableReport.model_validate({"source": source, "title": "Tabel", "file": "x", "outcome": outcome, **more})


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], 0),
        ([TAKEN], 0),
        ([UNCHANGED], 0),
        ([TAKEN, UNCHANGED], 0),
        ([KEPT], 1),
        ([KEPT, KEPT], 1),
        ([TAKEN, KEPT], 3),
        ([UNCHANGED, KEPT], 3),
    ],
)
def test_the_exit_code(outcomes: list[Outcome], code: int) -> None:
    assert Report(at=AT, tables=tuple(map(table, outcomes))).code == code


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (table(TAKEN, rows=1234), "Tabel (T1): 1.234 cijfers"),
        (table(TAKEN, rows=1, why="Elders gevonden."), "Tabel (T1): 1 cijfer. Elders gevonden."),
        (table(UNCHANGED), "Tabel (T1): ongewijzigd"),
        (table(KEPT, why="Stuk. Wacht."), "Tabel (T1): niet ververst, er zijn nog geen cijfers. Stuk. Wacht."),
        (
            table(KEPT, why="Stuk.", since=date(2026, 3, 1)),
            "Tabel (T1): niet ververst, de cijfers van 1 maart 2026 blijven. Stuk.",
        ),
    ],
)
def test_a_table_is_one_dutch_line(made: TableReport, line: str) -> None:
    assert made.line == line


def test_the_summary_counts_what_there_is() -> None:
    made = Report(at=AT, tables=(table(TAKEN), table(TAKEN), table(UNCHANGED), table(KEPT)))
    assert made.summary == "25 november 2026 om 18.05 uur: 2 tabellen opgehaald, 1 ongewijzigd, 1 niet ververst"
    assert Report(at=AT, tables=(table(TAKEN),)).summary == "25 november 2026 om 18.05 uur: 1 tabel opgehaald"


def test_only_what_needs_a_look_is_listed_failures_first() -> None:
    tables = (table(TAKEN, "A", why="Anders."), table(TAKEN, "B"), table(KEPT, "C", why="Stuk."), table(UNCHANGED, "D"))
    assert [line.split(":")[0] for line in report.lines(tables)] == ["Tabel (C)", "Tabel (A)"]


def test_it_is_remembered_and_read_back(tmp_path: Path) -> None:
    assert report.last(tmp_path) is None
    made = Report(at=AT, stamp="2026-11-25T180500", tables=(table(KEPT, since=date(2026, 1, 2)),))
    report.write(tmp_path, made)
    assert report.last(tmp_path) == made
    assert [file.name for file in folder(tmp_path).iterdir()] == [report.FILE]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"at": "x"}'])
def test_a_report_that_is_not_readable_is_none(content: bytes, tmp_path: Path) -> None:
    folder(tmp_path).mkdir()
    (folder(tmp_path) / report.FILE).write_bytes(content)
    assert report.last(tmp_path) is None


def test_without_the_rights_to_write_nothing_else_fails(tmp_path: Path) -> None:
    (tmp_path / "pulls").write_text("not a folder")
    report.write(tmp_path, Report(at=AT))
    assert report.last(tmp_path) is None


def test_figures_that_cannot_be_used_count_as_kept() -> None:
    made = Report(at=AT, stamp="2026-11-25T180500", tables=(table(TAKEN), table(UNCHANGED, "T2")))
    back = made.undone("Een negatief aantal.")
    assert (back.stamp, back.code) == ("", 3)
    assert back.tables[0].why == "De cijfers zijn niet bruikbaar. Een negatief aantal."
    assert back.tables[1] == made.tables[1]
