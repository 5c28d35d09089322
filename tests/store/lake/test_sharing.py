"""One machine shares its figures, others read them: all of a snapshot or nothing, and the same as from a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import pytest

from ivp.errors import UserError
from ivp.store.following import Follower, NothingToShowError
from ivp.store.lake import attach, publish, take
from ivp.store.lake.history import Difference, difference, history
from ivp.store.lake.place import Place
from ivp.store.reader import Store
from tests.store import small
from tests.store.lake.conftest import variant

SERIES = {"indicator": "47013ned-1-0", "area": "GM0001"}


@pytest.fixture
def replicas(place: Place, tmp_path: Path) -> list[Follower]:
    """Two machines that read, each with a folder of its own."""
    return [replica(place, tmp_path / name) for name in ("a", "b")]


def replica(place: Place, folder: Path) -> Follower:
    return Follower(lambda: folder / "none", lambda: folder, lake=lambda: place)


def contents(store: Store) -> str:
    return store.info["content_hash"].rstrip("0")


def every_table(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    names = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
    ).fetchall()
    return {name: sorted(connection.execute(f'FROM "{name}"').fetchall(), key=str) for (name,) in names}


def test_a_replica_has_every_table_as_it_was_built(place: Place, replicas: list[Follower], first: Path) -> None:
    publish.publish(place, first)
    with duckdb.connect(str(first), read_only=True) as built:
        expected = every_table(built)
    store = replicas[0].get().store
    found = every_table(store._connection)
    assert found.keys() == expected.keys()
    stayed = found["build_info"].pop([key for key, _ in found["build_info"]].index(take.SNAPSHOT))
    assert stayed == (take.SNAPSHOT, "1")
    assert found == expected
    assert len(expected["observation"]) > take.STAYS


def test_large_tables_stay_and_small_ones_come_along(place: Place, replicas: list[Follower], first: Path) -> None:
    publish.publish(place, first)
    file = replicas[0].get().store.file
    with duckdb.connect() as beside:
        beside.execute(f"ATTACH '{file}' AS taken (READ_ONLY)")
        views = beside.execute("SELECT view_name FROM duckdb_views() WHERE database_name = 'taken' AND NOT internal")
        assert {"observation", "area_tree"} <= {name for (name,) in views.fetchall()}
        assert beside.execute("SELECT count(*) FROM taken.indicator").fetchone() == (4,)


def test_what_fits_needs_no_lake_any_more(
    place: Place, replicas: list[Follower], first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take, "STAYS", 10_000_000)
    publish.publish(place, first)
    store = replicas[0].get().store
    assert take.SNAPSHOT not in store.info
    assert store._connection.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall() == [
        (store.file.stem,)
    ]


def test_all_replicas_see_a_new_snapshot_at_once(
    place: Place, replicas: list[Follower], first: Path, second: Path
) -> None:
    publish.publish(place, first)
    before = [follower.get().store for follower in replicas]
    seen = [store.rows("series", **SERIES) for store in before]
    assert publish.publish(place, second) == 2
    after = [follower.get().store for follower in replicas]
    assert {contents(store) for store in after} == {"second"}
    assert after[0].rows("series", **SERIES) == after[1].rows("series", **SERIES) != seen[0]
    assert [store.rows("series", **SERIES) for store in before] == seen, "who holds the older one reads on"


def test_the_same_figures_are_shared_once(place: Place, first: Path) -> None:
    assert publish.publish(place, first) == 1
    assert publish.publish(place, first) is None
    assert [one.number for one in history(place)] == [1]


def test_what_did_not_change_is_not_written_again(place: Place, first: Path, second: Path, tmp_path: Path) -> None:
    publish.publish(place, first)
    written = set(Path(place.figures).rglob("*.parquet"))
    publish.publish(place, second)
    new = {file.parent.name for file in set(Path(place.figures).rglob("*.parquet")) - written}
    assert {file.parent.name for file in written} >= {"comparison", "observation", "trend"}
    assert new == {"observation"}


def test_a_failure_half_way_shares_nothing(
    place: Place, replicas: list[Follower], first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish.publish(place, first)
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_committed", _full_disk)
        with pytest.raises(UserError, match="niet gedeeld"):
            publish.publish(place, second)
    assert contents(replicas[0].get().store) != "second"
    assert publish.publish(place, second) == 2
    assert contents(replicas[0].get().store) == "second"


def _full_disk(*_: object) -> int:
    raise duckdb.IOException("full")


def test_what_differs_is_counted_by_source(place: Place, first: Path, second: Path) -> None:
    publish.publish(place, first)
    publish.publish(place, second)
    assert difference(place, 1, 2) == [Difference("47013NED", new=1, gone=1, changed=1)]
    assert difference(place, 2, 2) == []
    with pytest.raises(UserError, match="Momentopname 9"):
        difference(place, 1, 9)


def test_going_back_is_a_new_snapshot_with_the_old_figures(
    place: Place, replicas: list[Follower], first: Path, second: Path
) -> None:
    publish.publish(place, first)
    before = replicas[0].get().store.rows("series", **SERIES)
    publish.publish(place, second)
    assert replicas[0].get().store.rows("series", **SERIES) != before
    assert publish.restore(place, 1) == 3
    assert replicas[0].get().store.rows("series", **SERIES) == before
    assert difference(place, 1, 3) == []
    with pytest.raises(UserError, match=r"Momentopname 8 is er niet.*1, 2, 3"):
        publish.restore(place, 8)


def test_only_the_last_snapshots_stay_and_their_files(place: Place, replicas: list[Follower], first: Path) -> None:
    for number in range(publish.KEEP + 3):
        publish.publish(place, variant(first, f"number{number}"))
    kept = [one.number for one in history(place)]
    assert kept == [*range(4, publish.KEEP + 4)]
    files = list((Path(place.figures) / "main" / "observation").glob("*.parquet"))
    assert len(files) <= publish.KEEP
    assert contents(replicas[0].get().store) == f"number{publish.KEEP + 2}"


def test_a_replica_whose_snapshot_is_gone_takes_the_figures_along_anew(
    place: Place, tmp_path: Path, first: Path
) -> None:
    publish.publish(place, first)
    store = replica(place, tmp_path / "a").get().store
    store.close()
    for number in range(publish.KEEP + 1):
        publish.publish(place, variant(first, f"number{number}"))
    publish.publish(place, first)  # the content of the file that lies there, in a later snapshot
    again = replica(place, tmp_path / "a").get().store
    assert again.info["content_hash"] == store.info["content_hash"]
    assert int(again.info[take.SNAPSHOT]) > publish.KEEP
    again.probe()


def test_a_copy_that_was_cut_short_is_made_again(place: Place, tmp_path: Path, first: Path) -> None:
    publish.publish(place, first)
    store = replica(place, tmp_path / "a").get().store
    store.close()
    small.cut(store.file, 0.5)
    replica(place, tmp_path / "a").get().store.probe()


def test_other_figures_than_this_version_reads_are_not_taken(
    place: Place, replicas: list[Follower], first: Path
) -> None:
    publish.publish(place, first)
    shown = replicas[0].get().store
    publish.publish(place, variant(first, "newer", schema_version="999"))
    current = replicas[0].get()
    assert current.store is shown
    assert "andere versie van dit dashboard" in current.problem
    with pytest.raises(NothingToShowError, match="andere versie"):
        replicas[1].get()


def test_nothing_shared_yet_is_said(place: Place, replicas: list[Follower]) -> None:
    with pytest.raises(NothingToShowError, match=r"IVP_LAKE.*niet te bereiken"):
        replicas[0].get()
    attach.connected(place, write=True).close()
    with pytest.raises(NothingToShowError, match=r"nog geen gedeelde cijfers.*ivp build"):
        replicas[1].get()


def test_two_openings_of_one_file_in_one_process(place: Place, replicas: list[Follower], first: Path) -> None:
    publish.publish(place, first)
    one = replicas[0].get().store
    two = Store(one.file, partial(take.opened, place))
    assert one.rows("series", **SERIES) == two.rows("series", **SERIES)
    one.close()
    two.probe()
