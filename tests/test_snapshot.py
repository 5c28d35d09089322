"""The snapshot folder: read back what was written, notice every change, and never lose the previous one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivp import snapshot
from ivp.errors import UserError
from ivp.snapshot import KeptFile, SnapshotDocument, SnapshotParquet, SnapshotTable

EARLIER, COMPILED, LATER = date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)
_ABOUT = {"source": "T1", "title": "Verzonnen", "periods": "2020", "origin": "verzonnen", "licence": "-", "note": ""}


def rows(*values: float | None, state: str = "value") -> pd.DataFrame:
    """Observation rows of invented areas, one per value; None is unknown."""
    return pd.DataFrame(
        {
            "table": "T1",
            "code": "A",
            "measure": "m",
            "area": [f"GM900{n}" for n in range(len(values))],
            "period": "2020",
            "value": pd.Series(values, dtype=float),
            "margin": None,
            "state": ["unknown" if value is None else state for value in values],
        }
    )


def item(frame: pd.DataFrame, file: str = "T1.parquet") -> SnapshotTable:
    return SnapshotTable(file=file, frame=frame, **_ABOUT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = pd.DataFrame({"code": ["GM9000"], "name": ["Verzonnen"]})
    place = SnapshotDocument(file="punten.csv", content=b"code\nGM9000\n", rows=1, **_ABOUT)
    target = tmp_path / "snapshot"
    snapshot.write(target, [item(rows(1, None, 3)), item(names, snapshot.NAMES_FILE), place], COMPILED, "let op")
    return target


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    file = folder / snapshot.MANIFEST
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")


def replace_table(folder: Path, table: pa.Table, count: int | None = None) -> None:
    """Another Parquet file, with a manifest that agrees on the hash (and on the rows, unless `count` says else)."""
    pq.write_table(table, folder / "T1.parquet")

    def agree(content: dict[str, Any]) -> None:
        entry = next(one for one in content["files"] if one["file"] == "T1.parquet")
        entry["sha256"] = snapshot._sha256(folder / "T1.parquet")
        entry["rows"] = table.num_rows if count is None else count

    edit_manifest(folder, agree)


def test_what_is_written_is_read_back(folder: Path) -> None:
    snapshot.verify(folder)
    manifest = snapshot.read_manifest(folder)
    assert (manifest.compiled, manifest.note) == (COMPILED, "let op")
    assert {entry.file: entry.rows for entry in manifest.files} == {
        "T1.parquet": 3,
        "gemeenten_nl.parquet": 1,
        "punten.csv": 1,
    }
    frame = snapshot.read_table(folder, "T1.parquet")
    assert list(frame.columns) == snapshot.OBSERVATION_SCHEMA.names
    assert frame["state"].tolist() == ["value", "unknown", "value"]
    assert frame["value"].isna().tolist() == [False, True, False]


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    frame = rows(1, None, 3)
    turned = frame.iloc[::-1][sorted(frame.columns)]
    first = snapshot.write(tmp_path / "a", [item(frame), item(frame, "T2.parquet")], COMPILED, "")
    second = snapshot.write(tmp_path / "b", [item(turned, "T2.parquet"), item(turned)], COMPILED, "")
    assert first == second
    assert (
        snapshot.write(tmp_path / "c", [item(rows(1, None, 4))], COMPILED, "").files[0].sha256 != first.files[0].sha256
    )


def test_missing_manifest_and_file_are_named(folder: Path) -> None:
    (folder / "T1.parquet").unlink()
    with pytest.raises(UserError, match=r"map 'snapshot' ontbreekt T1\.parquet; zet de map terug"):
        snapshot.verify(folder)
    (folder / snapshot.MANIFEST).unlink()
    with pytest.raises(UserError, match=r"map 'snapshot' ontbreekt manifest\.json; zet de map terug"):
        snapshot.verify(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.pop("compiled"),
        lambda content: content.update(extra=1),
        lambda content: content["files"][0].update(rows=-1),
        lambda content: content["files"][0].update(file="../buiten.parquet"),
    ],
)
def test_manifest_of_another_shape_is_unreadable(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    edit_manifest(folder, change)
    with pytest.raises(UserError, match=r"manifest\.json in de map 'snapshot' is niet leesbaar; zet de map terug"):
        snapshot.verify(folder)


def test_manifest_that_is_no_json_is_unreadable(folder: Path) -> None:
    (folder / snapshot.MANIFEST).write_bytes(b"\xff{")
    with pytest.raises(UserError, match="niet leesbaar"):
        snapshot.read_manifest(folder)


@pytest.mark.parametrize("file", ["T1.parquet", "gemeenten_nl.parquet", "punten.csv"])
def test_one_changed_byte_is_noticed(folder: Path, file: str) -> None:
    content = bytearray((folder / file).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / file).write_bytes(bytes(content))
    with pytest.raises(UserError, match=f"{file} in de map 'snapshot' is gewijzigd of beschadigd"):
        snapshot.verify(folder)


def test_a_file_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(snapshot, "_sha256", refuse)
    with pytest.raises(UserError, match=r"T1\.parquet in de map 'snapshot' is niet te lezen; controleer de rechten"):
        snapshot.verify(folder)


def test_other_number_of_rows_is_noticed(folder: Path) -> None:
    replace_table(folder, pq.read_table(folder / "T1.parquet"), count=5)
    with pytest.raises(UserError, match=r"T1\.parquet heeft 3 rijen en volgens manifest\.json 5"):
        snapshot.verify(folder)


def test_missing_column_is_noticed(folder: Path) -> None:
    replace_table(folder, pq.read_table(folder / "T1.parquet").drop_columns(["margin"]))
    with pytest.raises(UserError, match=r"T1\.parquet mist de kolom 'margin'"):
        snapshot.verify(folder)


def test_unknown_state_is_noticed(folder: Path) -> None:
    table = pq.read_table(folder / "T1.parquet")
    replace_table(folder, table.set_column(7, "state", pa.array(["value", "geheim", "value"])))
    with pytest.raises(UserError, match=r"T1\.parquet bevat de onbekende status 'geheim'"):
        snapshot.verify(folder)


def test_a_file_that_is_no_parquet_is_named(folder: Path) -> None:
    (folder / "T1.parquet").write_bytes(b"geen parquet")
    with pytest.raises(UserError, match=r"T1\.parquet in de map 'snapshot' ontbreekt of is niet leesbaar"):
        snapshot.read_table(folder, "T1.parquet")

    def agree(content: dict[str, Any]) -> None:
        content["files"][0]["sha256"] = snapshot._sha256(folder / "T1.parquet")

    edit_manifest(folder, agree)
    with pytest.raises(UserError, match=r"T1\.parquet is geen leesbaar Parquet-bestand"):
        snapshot.verify(folder)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.concat([rows(1), rows(2)]), "double"),
        (rows(1, state="secret"), "unknown state"),
        (rows(1, state="withheld"), "a value without a state"),
        (rows(None).assign(state="value"), "a value without a state"),
        (rows(1).assign(area=None), "empty"),
    ],
)
def test_a_frame_that_breaks_the_layout_is_not_written(folder: Path, frame: pd.DataFrame, message: str) -> None:
    before = snapshot.read_manifest(folder)
    with pytest.raises(ValueError, match=message):
        snapshot.write(folder, [item(frame)], COMPILED, "")
    assert snapshot.read_manifest(folder) == before
    snapshot.verify(folder)
    assert [entry.name for entry in folder.parent.iterdir()] == ["snapshot"]


def test_a_new_snapshot_takes_the_place_of_the_old_and_leaves_nothing_behind(folder: Path) -> None:
    snapshot.write(folder, [item(rows(7), "T2.parquet")], COMPILED, "nieuw")
    assert sorted(entry.name for entry in folder.iterdir()) == ["T2.parquet", "manifest.json"]
    assert [entry.name for entry in folder.parent.iterdir()] == ["snapshot"]


def test_the_previous_one_returns_when_the_swap_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot.read_manifest(folder)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="de vorige cijfers zijn ongewijzigd"):
        snapshot.write(folder, [item(rows(7))], COMPILED, "nieuw")
    assert snapshot.read_manifest(folder) == before
    snapshot.verify(folder)
    assert [entry.name for entry in folder.parent.iterdir()] == ["snapshot"]


def test_a_swap_that_was_cut_off_halfway_is_mended_before_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(folder.with_name(".snapshot.previous"))
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="de schijf is vol"):
        snapshot.write(folder, [item(rows(7))], COMPILED, "nieuw")
    snapshot.verify(folder)


def ready(folder: Path, table: pa.Table, count: int | None = None) -> SnapshotParquet:
    """A Parquet file made elsewhere, in groups of two rows."""
    file = folder / "made.parquet"
    pq.write_table(table, file, row_group_size=2)
    made = SnapshotParquet(file="T2.parquet", path=file, rows=0, **_ABOUT)  # type: ignore[arg-type]
    rows = table.num_rows if count is None else count
    return replace(made, rows=rows, modified="2026-01-01T02:00:00", definition="f00", retrieved=EARLIER)


def layout(*values: float | None) -> pa.Table:
    return pa.Table.from_pandas(rows(*values), schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False)


def test_a_ready_parquet_file_is_taken_as_it_is(folder: Path, tmp_path: Path) -> None:
    made = ready(tmp_path, layout(1, None, 3, 4, 5))
    manifest = snapshot.write(folder, [made, item(rows(1))], COMPILED, "")
    one, two = manifest.files
    assert (one.modified, one.definition, one.retrieved) == ("", "", COMPILED)
    assert (two.modified, two.definition, two.retrieved, two.rows) == ("2026-01-01T02:00:00", "f00", EARLIER, 5)
    assert (folder / "T2.parquet").read_bytes() == made.path.read_bytes()
    snapshot.verify(folder)
    assert snapshot.read_manifest(folder) == manifest


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("state", ["value", "value", "geheim"], "unknown state"),
        ("state", ["value", "value", "withheld"], "state without its value"),
        ("state", ["value", "value", None], "unknown state"),
        ("value", [1.0, 2.0, None], "state without its value"),
        ("area", ["GM9000", "GM9001", "GM9000"], "double"),
        ("area", ["GM9000", "GM9001", None], "empty"),
        ("code", ["A", "A", None], "empty"),
        ("measure", ["m", None, "m"], "empty"),
        ("period", ["2020", "2020", None], "empty"),
        ("table", ["T1", "T1", None], "empty"),
    ],
)
def test_a_ready_file_that_breaks_the_layout_changes_nothing(
    folder: Path, tmp_path: Path, column: str, values: list[Any], message: str
) -> None:
    before = snapshot.read_manifest(folder)
    table = layout(1, 2, 3)
    at = table.schema.get_field_index(column)
    made = ready(tmp_path, table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type)))
    with pytest.raises(ValueError, match=message):
        snapshot.write(folder, [made], COMPILED, "")
    assert snapshot.read_manifest(folder) == before
    snapshot.verify(folder)


@pytest.mark.parametrize(
    ("table", "count", "message"),
    [
        (layout(1, 2), 3, "2 rows, not 3"),
        (layout(1, 2).drop_columns(["margin"]), 2, "other columns"),
        (layout(1, 2).drop_columns(["state"]), 2, "other columns"),
        (layout(1, 2).set_column(4, "period", pa.array([2020, 2021])), 2, "other columns"),
    ],
)
def test_a_ready_file_with_other_columns_or_rows_changes_nothing(
    folder: Path, tmp_path: Path, table: pa.Table, count: int, message: str
) -> None:
    before = snapshot.read_manifest(folder)
    with pytest.raises(ValueError, match=message):
        snapshot.write(folder, [ready(tmp_path, table, count)], COMPILED, "")
    assert snapshot.read_manifest(folder) == before


def test_the_same_figure_in_two_years_or_months_is_not_double(folder: Path, tmp_path: Path) -> None:
    table = layout(1, 2, 3, 4)
    at = table.schema.get_field_index("period")
    periods = pa.array(["2020", "2020-01", "2020-02", "2021"])
    same = table.set_column(table.schema.get_field_index("area"), "area", pa.array(["GM9000"] * 4))
    snapshot.write(folder, [ready(tmp_path, same.set_column(at, "period", periods))], COMPILED, "")
    snapshot.verify(folder)


def test_a_file_that_stays_keeps_what_its_manifest_said(folder: Path, tmp_path: Path) -> None:
    snapshot.write(folder, [ready(tmp_path, layout(1, 2))], COMPILED, "")
    (entry,) = snapshot.read_manifest(folder).files
    kept = snapshot.write(tmp_path / "next", [KeptFile(entry, folder / entry.file)], LATER, "")
    assert (kept.compiled, kept.files) == (LATER, (entry,))
    snapshot.verify(tmp_path / "next")


def test_a_manifest_of_before_the_fields_still_loads(folder: Path) -> None:
    def without(content: dict[str, Any]) -> None:
        for entry in content["files"]:
            del entry["modified"], entry["definition"]

    edit_manifest(folder, without)
    snapshot.verify(folder)
    assert {(entry.modified, entry.definition) for entry in snapshot.read_manifest(folder).files} == {("", "")}


def test_nothing_is_written_where_the_user_happens_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with snapshot.in_little_memory() as connection:
        (aside,) = connection.execute("SELECT current_setting('temp_directory')").fetchone() or ("",)
        query = "SELECT count(*) FROM (SELECT DISTINCT hash(i), hash(i + 1) FROM range(3000000) t(i))"
        assert connection.execute(query).fetchone() == (3000000,), "more than fits in the memory"
        assert list(tmp_path.iterdir()) == []
    assert not Path(aside).exists()
