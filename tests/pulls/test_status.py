"""What `python -m ivp status` says of the figures in use, on made-up manifests."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.pulls import own_files, report, status
from ivp.pulls.active import finish, folder, install, new_folder
from ivp.pulls.refresh import ORIGIN
from ivp.pulls.report import Outcome, Report, TableReport
from ivp.snapshot import SnapshotParquet, SnapshotTable

TODAY = date(2026, 11, 25)
FIRST, LAST = "2026-11-01T060000", "2026-11-20T060000"


def frame(count: int = 2) -> pd.DataFrame:
    rows = [("T1", "a", "m", "GM0001", str(2000 + i), float(i), None, "value") for i in range(count)]
    return pd.DataFrame(rows, columns=snapshot.OBSERVATION_SCHEMA.names)


def given(file: str = "T1.parquet", title: str = "Verzonnen tabel", count: int = 2) -> SnapshotTable:
    return SnapshotTable(file, "T1", title, "2000-2001", "samengesteld uit kopieën", "CC0", "", frame(count))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Embedded figures of ten days ago."""
    snapshot.write(tmp_path / "snapshot", [given()], date(2026, 11, 15), "")
    return tmp_path


def pull(data: Path, stamp: str) -> None:
    """A pull with one fetched table, in use."""
    aside = new_folder(data)
    pq.write_table(pa.Table.from_pandas(frame(), snapshot.OBSERVATION_SCHEMA), data / "fetched.parquet")
    fetched = SnapshotParquet(
        "T2.parquet", "T2", "Opgehaalde tabel", "2000-2001", ORIGIN, "CC0", "", data / "fetched.parquet", 2,
        modified="2026-11-14T02:00:00",
    )  # fmt: skip
    snapshot.write(aside / "snapshot", [given(), fetched], date.fromisoformat(stamp[:10]), "")
    finish(aside, stamp)
    install(data, stamp)


def test_the_embedded_figures(data: Path) -> None:
    assert status.rows(data, TODAY) == [
        status.Row("T1", "Verzonnen tabel", "T1.parquet", 10, date(2026, 11, 15), "", "2000-2001", 2, "meegeleverd")
    ]


def test_a_pull_and_own_imports_each_have_their_kind_and_age(data: Path) -> None:
    pull(data, LAST)
    own = own_files.Own({"T1": ("Eigen tabel", "")}, ("telling.xlsx",), frame(1).assign(n=None, owner="Proef"))
    own_files.write(data, {"EIGEN-REGISTRATIE": own}, date(2026, 11, 24))
    assert [(row.file, row.kind, row.age, row.modified) for row in status.rows(data, TODAY)] == [
        ("T1.parquet", "meegeleverd", 5, ""),
        ("T2.parquet", "opgehaald", 5, "2026-11-14T02:00:00"),
        ("EIGEN-REGISTRATIE.parquet", "eigen import", 1, ""),
    ]


def test_the_first_line_says_what_is_in_use_and_what_is_kept(data: Path) -> None:
    def first() -> str:
        return status.as_text(data, TODAY).splitlines()[0]

    one, other = f"1 november 2026 om 6.00 uur ({FIRST})", f"20 november 2026 om 6.00 uur ({LAST})"
    assert first() == "In gebruik: de meegeleverde cijfers: 2 cijfers, 0,0 MB. Er is geen andere verversing bewaard."
    pull(data, FIRST)
    pull(data, LAST)
    used = f"In gebruik: de verversing van {other}: 4 cijfers, 0,0 MB."
    assert first() == f"{used} Ook bewaard: de verversing van {one}."
    install(data, "")
    assert first().endswith(f" Ook bewaard: de verversing van {other}, de verversing van {one}.")


def test_sizes_are_dutch(data: Path) -> None:
    snapshot.write(data / "snapshot", [given(count=1_000)], TODAY, "")
    (data / "snapshot" / "more.bin").write_bytes(b"x" * 1_250_000)
    assert re.search(r": 1\.000 cijfers, 1,3 MB\.", status.as_text(data, TODAY))


def test_what_the_last_refresh_did_is_told_with_reason_and_remedy(data: Path) -> None:
    told = {"title": "Tabel", "file": "T1.parquet"}
    tables = (
        TableReport(source="T1", outcome=Outcome.TAKEN, rows=1234, **told),
        TableReport(source="T2", outcome=Outcome.KEPT, why="Stuk. Maak het heel.", since=date(2026, 11, 2), **told),
        TableReport(source="T3", outcome=Outcome.KEPT, why="Weg.", **told),
        TableReport(source="T4", outcome=Outcome.TAKEN, rows=1, why="Elders gevonden.", **told),
    )
    report.write(data, Report(at=datetime(2026, 11, 25, 6, 5), tables=tables))
    assert status.as_text(data, TODAY).splitlines()[1:5] == [
        "Laatste verversing: 25 november 2026 om 6.05 uur: 2 tabellen opgehaald, 2 niet ververst.",
        "- Tabel (T2): niet ververst, de cijfers van 2 november 2026 blijven. Stuk. Maak het heel.",
        "- Tabel (T3): niet ververst, er zijn nog geen cijfers. Weg.",
        "- Tabel (T4): 1 cijfer. Elders gevonden.",
    ]
    assert json.loads(status.as_json(data, TODAY))["last_refresh"]["tables"][1]["why"] == "Stuk. Maak het heel."


def test_the_text_shows_every_figure_of_a_row(data: Path) -> None:
    pull(data, LAST)
    text = status.as_text(data, TODAY)
    row = next(line for line in text.splitlines() if line.startswith("T2"))
    shown = "T2 Opgehaalde tabel 2000-2001 2 20 nov 2026 14 nov 2026 opgehaald"
    assert row.split() == shown.split()
    assert "5 dagen" in text
    assert "1 dag\n" in f"{status.as_text(data, date(2026, 11, 21))}\n"


@pytest.mark.parametrize(
    "item",
    [
        given(title="Een heel lange titel van een verzonnen tabel " * 6),
        given(title="[red]geen opmaak[/red] " + "W" * 90),
        given(file="een_heel_lange_naam_van_een_bestand_met_cijfers.parquet"),
    ],
    ids=["long title", "one long word", "long file"],
)
def test_no_line_is_wider_than_a_screen_and_nothing_is_cut_off(data: Path, item: SnapshotTable) -> None:
    snapshot.write(data / "snapshot", [item], TODAY, "")
    lines = status.as_text(data, TODAY).splitlines()
    assert max(len(line) for line in lines) <= status.WIDTH
    assert lines[3].endswith("meegeleverd")
    shown = "".join("".join(lines).split())
    assert shown.count("W") == item.title.count("W")
    assert shown.count("[red]") == item.title.count("[red]")


def test_the_real_embedded_figures_fit() -> None:
    lines = status.as_text(paths.ROOT / "data", TODAY).splitlines()
    assert max(len(line) for line in lines[1:]) <= status.WIDTH
    assert sum(line.endswith(("meegeleverd", "opgehaald", "eigen import")) for line in lines) >= 10


def test_json_for_a_machine(data: Path) -> None:
    pull(data, FIRST)
    pull(data, LAST)
    told = json.loads(status.as_json(data, TODAY))
    assert (told["in_use"], told["kept"]) == (LAST, [LAST, FIRST])
    assert told["files"][1] == {
        "source": "T2",
        "title": "Opgehaalde tabel",
        "file": "T2.parquet",
        "age": 5,
        "retrieved": "2026-11-20",
        "modified": "2026-11-14T02:00:00",
        "periods": "2000-2001",
        "rows": 2,
        "kind": "opgehaald",
    }
    install(data, "")
    assert json.loads(status.as_json(data, TODAY))["in_use"] == "meegeleverd"


def test_a_pull_that_is_gone_is_one_dutch_line(data: Path) -> None:
    folder(data).mkdir()
    (folder(data) / "current").write_text(FIRST, encoding="utf-8")
    for say in (status.rows, status.as_text, status.as_json):
        with pytest.raises(UserError, match="rollback"):
            say(data)
