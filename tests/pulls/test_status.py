"""What `python -m ivp status` says of the figures in use, on made-up manifests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.pulls import own_files, status
from ivp.pulls.active import finish, folder, install, new_folder
from ivp.pulls.refresh import ORIGIN
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

    assert first() == "In gebruik: de meegeleverde cijfers. Er is geen andere verversing bewaard."
    pull(data, FIRST)
    pull(data, LAST)
    assert first() == f"In gebruik: de verversing van {LAST}. Ook bewaard: {FIRST}."
    install(data, "")
    assert first() == f"In gebruik: de meegeleverde cijfers. Ook bewaard: {LAST}, {FIRST}."


def test_the_text_shows_every_figure_of_a_row(data: Path) -> None:
    pull(data, LAST)
    text = status.as_text(data, TODAY)
    row = next(line for line in text.splitlines() if line.startswith("T2"))
    assert row.split() == ["T2", "Opgehaalde", "tabel", "2000-2001", "2", "2026-11-20", "2026-11-14", "opgehaald"]
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
