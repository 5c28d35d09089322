"""A changed plan: only what hangs on it is made again, and the database is the same as one that is made whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from ivp import paths
from ivp.errors import UserError
from ivp.plan import journal
from ivp.store.build import run
from ivp.store.current import open_current

PRIORITY = {"level": "lokaal", "area": "GM0716", "title": "Proef", "theme": "verkeer", "start": 2023, "end": 2026,
            "standing": "aanname", "source": "verzonnen"}  # fmt: skip
GOAL = {"area": "GM0716", "measure": "Proefdoel", "direction": "omlaag", "base_year": 2015, "base_value": "50",
        "target_year": 2026, "target_value": "1", "set_by": "de test", "standing": "voorbeeld", "source": "verzonnen",
        "indicator": "misdrijven-totaal"}  # fmt: skip


def links(key: str) -> Iterator[tuple[str, dict[str, object]]]:
    yield "links", {"priority": key, "indicator": "misdrijven-totaal", "evidence": "register", "weight": "hoofd"}


def change_plan(data: Path) -> None:
    """A priority and a goal more, and a priority with all that refers to it gone."""
    journal.add(data, "priorities", PRIORITY, "test", links)
    journal.save(data, "goals", GOAL, "test")
    gone = next(row for row in journal.rows(data, "priorities") if row["id"] == "halderberge-leefbaarheid")
    seen = journal.references(data, "priorities", gone["id"])
    journal.delete(data, "priorities", gone, "test", seen=seen)


def made_again(data: Path, target: Path, base: Path) -> None:
    """The database on a base that must do: the figures are not read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "write", refuse)
        run.build(data, target, base=base)


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the figures are made again")


def contents(file: Path) -> dict[str, pd.DataFrame]:
    """Every table and view of a database, rows in a fixed order."""
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute("SELECT table_schema, table_name FROM information_schema.tables").fetchall()
        return {name: connection.execute(f'SELECT * FROM {schema}."{name}" ORDER BY ALL').df()
                for schema, name in sorted(names)}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A data folder of which the plan was changed, and the database of before that."""
    folder = tmp_path_factory.mktemp("plan")
    data, base = folder / "data", folder / "voor.duckdb"
    shutil.copytree(paths.ROOT / "data", data)
    run.build(data, base)
    change_plan(data)
    return data, base


def test_the_result_is_what_a_whole_build_makes(made: tuple[Path, Path], tmp_path: Path) -> None:
    data, base = made
    before = base.read_bytes()
    made_again(data, tmp_path / "plan.duckdb", base)
    run.build(data, tmp_path / "heel.duckdb")
    old, new, whole = contents(base), contents(tmp_path / "plan.duckdb"), contents(tmp_path / "heel.duckdb")
    assert new.keys() == whole.keys()
    for name, frame in whole.items():
        pd.testing.assert_frame_equal(new[name], frame, obj=name)
    changed = {name for name, frame in whole.items() if not frame.equals(old[name])}
    assert changed >= {"priority", "goal", "goal_progress", "assessment", "assessment_part", "candidate", "build_info"}
    assert not changed & {"observation", "comparison", "trend", "year_figure", "movement"}
    assert base.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["heel.duckdb", "plan.duckdb"]


@pytest.mark.parametrize("file", ["indicators.csv", "areas.csv", "events.csv"])
def test_other_figures_or_another_catalog_are_made_whole(made: tuple[Path, Path], tmp_path: Path, file: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(made[0], data)
    made_again(data, tmp_path / "zelfde.duckdb", made[1])
    (data / file).write_bytes((data / file).read_bytes() + b"# nog een regel uitleg\n")
    with pytest.raises(AssertionError, match="made again"):
        made_again(data, tmp_path / "ander.duckdb", made[1])


def test_a_damaged_or_half_written_database_is_no_base(made: tuple[Path, Path], tmp_path: Path) -> None:
    data, base = made
    half = tmp_path / "half.duckdb"
    half.write_bytes(base.read_bytes()[:100_000])
    for unfit in (half, tmp_path / "nergens.duckdb"):
        with pytest.raises(AssertionError, match="made again"):
            made_again(data, tmp_path / "nieuw.duckdb", unfit)
    shutil.copyfile(base, half)
    with duckdb.connect(str(half)) as connection:
        connection.execute("UPDATE build_info SET value = 'no' WHERE key = 'complete'")
    with pytest.raises(AssertionError, match="made again"):
        made_again(data, tmp_path / "nieuw.duckdb", half)
    assert not (tmp_path / "nieuw.duckdb").exists()


def test_a_mistake_in_the_plan_leaves_nothing_behind(made: tuple[Path, Path], tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(made[0], data)
    goals = data / "plan" / "goals.csv"
    goals.write_text(goals.read_text("utf-8-sig").replace("omhoog", "naar boven"), encoding="utf-8")
    with pytest.raises(UserError, match="direction ‘naar boven’ bestaat niet"):
        run.build(data, tmp_path / "plan.duckdb", base=made[1])
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_base_that_is_gone_by_then_costs_only_time(made: tuple[Path, Path], tmp_path: Path) -> None:
    run.build(made[0], tmp_path / "heel.duckdb", base=tmp_path / "weg.duckdb")
    assert len(contents(tmp_path / "heel.duckdb")["priority"]) == len(journal.rows(made[0], "priorities"))


def test_the_running_app_makes_only_the_plan_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data)
    first = open_current(data, tmp_path).store  # stays open, as in the app
    monkeypatch.setattr(run, "write", refuse)
    change_plan(data)
    store = open_current(data, tmp_path).store
    assert "proef" in [one.priority.id for one in store.priorities()]
    assert store.info["content_hash"] != first.info["content_hash"]
    assert store.info["figures_hash"] == first.info["figures_hash"]
    (data / "events.csv").write_bytes((data / "events.csv").read_bytes() + b"# uitleg\n")
    assert open_current(data, tmp_path).problem  # these cannot be made of the last one
    store.close()
    first.close()
