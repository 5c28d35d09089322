"""Whatever stands in a manifest or file of a snapshot: it is taken, or refused in Dutch."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ivp import snapshot
from ivp.snapshot import SnapshotTable
from tests.fuzzing import bytes_of, json_of, never_fails, one_of
from tests.test_snapshot import _ABOUT, rows


def test_a_manifest(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "s", [SnapshotTable(file="a.parquet", frame=rows(1, 2), **_ABOUT)], date(2026, 1, 1), "x")
    file = tmp_path / "s" / snapshot.MANIFEST
    whole = file.read_bytes()

    def read(raw: bytes) -> None:
        file.write_bytes(raw)
        snapshot.verify(tmp_path / "s")

    never_fails(one_of(bytes_of(whole), json_of(json.loads(whole))), read, 400)


def test_a_table(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "s", [SnapshotTable(file="a.parquet", frame=rows(1, 2), **_ABOUT)], date(2026, 1, 1), "x")
    file = tmp_path / "s" / "a.parquet"

    def read(raw: bytes) -> None:
        file.write_bytes(raw)
        snapshot.read_table(tmp_path / "s", "a.parquet")

    never_fails(bytes_of(file.read_bytes()), read, 200)
