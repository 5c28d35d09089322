"""The same on each kind of place; with the catalogue in PostgreSQL, also what happens when that goes away."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import duckdb
import pytest

from ivp.errors import UserError
from ivp.store.following import NothingToShowError
from ivp.store.lake import extensions, publish, take
from ivp.store.lake.history import Difference, difference, history
from ivp.store.lake.place import Place
from tests.plan.postgres_server import Server
from tests.store.lake.test_sharing import SERIES, contents, replica

ELSEWHERE = (
    "FROM read_csv('/etc/passwd')",
    "FROM read_parquet('{elsewhere}/x.parquet')",
    "FROM read_parquet('s3://elsewhere/x.parquet')",
    "FROM read_csv('http://127.0.0.1/x.csv')",
    "COPY (SELECT 1) TO '{elsewhere}/x.csv'",
    "ATTACH '{elsewhere}/x.duckdb'",
    "LOAD '{extension}'",
    "INSTALL spatial",
)
CHANGES = (
    "SET threads = 1",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "INSERT INTO lake.theme VALUES ('x', 'x', 'x', 'x', 1)",
    "DROP TABLE lake.observation",
    "DELETE FROM indicator",
    "CREATE TABLE mine (x INTEGER)",
    "CALL ducklake_expire_snapshots('lake', older_than => now()::TIMESTAMP)",
)


def test_what_is_shared_is_read_and_replaced_and_taken_back(
    anywhere: Place, first: Path, second: Path, tmp_path: Path
) -> None:
    publish.publish(anywhere, first)
    reader = replica(anywhere, tmp_path / "a")
    store = reader.get().store
    assert take.SNAPSHOT in store.info
    before = store.rows("series", **SERIES)
    assert len(before) == 14
    publish.publish(anywhere, second)
    assert contents(reader.get().store) == "second"
    assert reader.get().store.rows("series", **SERIES) != before
    assert store.rows("series", **SERIES) == before
    assert difference(anywhere, 1, 2) == [Difference("47013NED", new=1, gone=1, changed=1)]
    publish.restore(anywhere, 1)
    assert reader.get().store.rows("series", **SERIES) == before


def test_an_open_store_reaches_nothing_else_and_changes_nothing(anywhere: Place, first: Path, tmp_path: Path) -> None:
    publish.publish(anywhere, first)
    store = replica(anywhere, tmp_path / "a").get().store
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    duckdb.execute(f"COPY (SELECT 1) TO '{elsewhere}/x.parquet'")
    other = extensions._file("sqlite_scanner" if anywhere.remote else "httpfs")  # not loaded for this place
    for expected, statements in ((duckdb.PermissionException, ELSEWHERE), (duckdb.Error, CHANGES)):
        for statement in statements:
            with pytest.raises(expected):
                store._connection.cursor().execute(statement.format(elsewhere=elsewhere, extension=other))
    assert [file.name for file in elsewhere.iterdir()] == ["x.parquet"]
    store.probe()
    assert [one.number for one in history(anywhere)] == [1]


def test_the_catalogue_restarts_under_open_pages(
    postgres: Server, in_postgres: Place, first: Path, second: Path, tmp_path: Path
) -> None:
    publish.publish(in_postgres, first)
    reader = replica(in_postgres, tmp_path / "a")
    store = reader.get().store
    areas = store.rows("areas")
    postgres.stop()
    try:
        current = reader.get()
        assert current.store is store
        assert "niet te bereiken" in current.problem
        assert store.rows("areas") == areas, "small tables are on this machine"
        with pytest.raises(UserError):
            publish.publish(in_postgres, second)
        with pytest.raises(NothingToShowError, match="niet te bereiken"):
            replica(in_postgres, tmp_path / "b").get()
    finally:
        postgres.start()
    publish.publish(in_postgres, second)
    reader._failure = None  # the wait is over
    again = reader.get()
    assert (contents(again.store), again.problem) == ("second", "")
    assert again.store.rows("series", **SERIES)


def killed_while_sharing(place: Place, file: Path) -> None:
    publish._committed = lambda *_: os._exit(9)  # type: ignore[assignment]
    publish.publish(place, file)


def test_a_machine_that_dies_while_it_shares_leaves_the_old_figures(
    anywhere: Place, first: Path, second: Path, tmp_path: Path
) -> None:
    publish.publish(anywhere, first)
    dying = multiprocessing.get_context("spawn").Process(target=killed_while_sharing, args=(anywhere, second))
    dying.start()
    dying.join(60)
    assert dying.exitcode == 9
    assert [one.number for one in history(anywhere)] == [1]
    reader = replica(anywhere, tmp_path / "a")
    assert contents(reader.get().store) != "second"
    publish.publish(anywhere, second)
    assert contents(reader.get().store) == "second"


def shares(place: Place, file: Path) -> None:
    try:
        publish.publish(place, file)
    except UserError:
        os._exit(1)


def test_two_machines_that_share_at_once_do_not_mix(
    in_postgres: Place, first: Path, second: Path, tmp_path: Path
) -> None:
    publish.publish(in_postgres, first)
    work = multiprocessing.get_context("spawn")
    both = [work.Process(target=shares, args=(in_postgres, second)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert 0 in [one.exitcode for one in both]
    assert [one.number for one in history(in_postgres)] == [1, 2]
    assert contents(replica(in_postgres, tmp_path / "a").get().store) == "second"
