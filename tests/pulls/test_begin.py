"""A folder for another district: only what is of the whole country goes along, and nothing is half-made."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ivp import cli, paths, snapshot
from ivp.catalog.load import load_catalog, load_file
from ivp.catalog.tables import Comparison
from ivp.errors import UserError
from ivp.pulls.begin import OWN, SAME, begin
from ivp.pulls.likes import likes

DATA = paths.ROOT / "data"
TODAY = date(2027, 1, 2)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("begin") / "verderop" / "data"
    begin(DATA, target, TODAY)
    return target


def test_it_says_which_files_are_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["begin", str(tmp_path / "nieuw")]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in (*OWN, "plan/priorities.csv"))


def test_what_is_the_same_everywhere_is_copied_and_the_rest_has_a_header_only(begun: Path) -> None:
    assert all((begun / name).read_bytes() == (DATA / name).read_bytes() for name in SAME)
    for name in ("areas.csv", "members.csv", "comparison.csv", "plan/priorities.csv", "plan/links.csv"):
        *told, header = (begun / name).read_text(encoding="utf-8-sig").splitlines()
        assert header in (DATA / name).read_text(encoding="utf-8-sig").splitlines()
        assert told
        assert all(line.startswith("#") for line in told)
    assert not (begun / "plan" / "journal.jsonl").exists()


def test_only_rows_of_single_areas_leave_what_tables_publish(begun: Path) -> None:
    kept = (begun / "coverage.csv").read_text(encoding="utf-8-sig").splitlines()
    gone = set((DATA / "coverage.csv").read_text(encoding="utf-8-sig").splitlines()) - set(kept)
    assert {line.split(";")[2] for line in gone} == {"GM0748", "GM1674"}


def test_figures_are_those_of_the_whole_country_with_their_own_date(begun: Path) -> None:
    snapshot.verify(begun / "snapshot")
    before = {entry.file: entry for entry in snapshot.read_manifest(DATA / "snapshot").files}
    areas: dict[str, pd.Series] = {}
    for entry in snapshot.read_manifest(begun / "snapshot").files:
        assert entry.retrieved == before[entry.file].retrieved
        if entry.file != snapshot.NAMES_FILE:
            areas[entry.file] = snapshot.read_table(begun / "snapshot", entry.file)["area"].drop_duplicates()
    assert {code[:2] for found in areas.values() for code in found} == {"NL", "RE", "GM"}
    assert all(found.str.startswith("GM").sum() in (0, *range(301, 500)) for found in areas.values())
    assert len(areas["37230ned.parquet"]) > 300
    assert set(areas["03759ned.parquet"]) == {"NL01"}, "only ours had a municipality there"


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "hier.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(UserError, match="bestaat al en blijft zoals het is"):
        begin(DATA, tmp_path, TODAY)
    assert [file.name for file in tmp_path.iterdir()] == ["hier.txt"]


def test_after_a_mistake_nothing_is_left(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("pulls", "eigen"))
    file = tmp_path / "data" / "snapshot" / "LBM3.parquet"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(UserError, match=r"LBM3\.parquet"):
        begin(tmp_path / "data", tmp_path / "nieuw", TODAY)
    assert not (tmp_path / "nieuw").exists()


def test_the_likes_of_ours_are_those_in_comparison_csv() -> None:
    problems: list[object] = []
    listed = load_file(DATA / "comparison.csv", Comparison, problems).models  # type: ignore[arg-type]
    assert likes(DATA / "snapshot", load_catalog(DATA)) == {one.code: one.name for one in listed}
    assert problems == []
