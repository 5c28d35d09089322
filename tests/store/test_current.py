"""The database has the content that its name says, whatever happens during a build, and it is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ivp import locking
from ivp.errors import UserError
from ivp.plan import journal
from ivp.store import build, fingerprint
from ivp.store.connection import BrokenDatabaseError
from ivp.store.current import newest, open_current
from ivp.store.reader import Store
from tests.store import small


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> small.Builder:
    made = small.Builder()
    monkeypatch.setattr(build, "build", made)
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small.folder(tmp_path / "data")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_it_is_built_once_and_then_opened(builder: small.Builder, data: Path, cache: Path) -> None:
    first = newest(data, cache)
    first.store.close()
    again = newest(data, cache)
    assert builder.calls == ["a"]
    assert again.store.file == first.store.file
    assert small.said(again.store) == "a"
    assert small.rest(cache) == []


def test_the_name_begins_with_what_the_file_says_and_what_the_files_are(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    store = newest(data, cache).store
    content_hash = fingerprint.content_hash(data)
    assert store.info["content_hash"] == content_hash
    assert store.file.name.startswith(f"veiligheidsbeeld-{content_hash[:16]}-")


# Changes during a build


def test_a_change_during_a_build_discards_what_was_built(builder: small.Builder, data: Path, cache: Path) -> None:
    def change_once(folder: Path) -> None:
        if len(builder.calls) == 1:
            small.write(folder, "b")

    builder.after = change_once
    store = newest(data, cache).store
    assert builder.calls == ["a", "b"]
    assert small.said(store) == "b"
    assert len(small.databases(cache)) == 1


def test_content_that_was_undone_during_a_build_does_not_come_back(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    """The files are 'a' before and after, and so says the database; but what it was made of is 'b'."""
    builder.before = lambda folder: small.write(folder, "b") if not builder.calls else None
    builder.after = lambda folder: small.write(folder, "a") if builder.calls == ["b"] else None
    store = newest(data, cache).store
    assert builder.calls == ["b", "a"]
    assert small.said(store) == "a"
    assert [small.said(Store(file)) for file in small.databases(cache)] == ["a"]


def test_files_that_keep_changing_leave_nothing_behind(builder: small.Builder, data: Path, cache: Path) -> None:
    builder.after = lambda folder: small.write(folder, f"version {len(builder.calls)}")
    with pytest.raises(UserError, match="veranderen nog"):
        newest(data, cache)
    assert small.databases(cache) == []
    assert small.rest(cache) == []


def test_a_database_that_says_to_be_of_other_content_is_discarded(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    builder.hash = "0" * 64
    with pytest.raises(UserError, match="veranderen nog"):
        newest(data, cache)
    assert small.databases(cache) == []


def test_a_database_under_the_name_of_another_is_not_used(builder: small.Builder, data: Path, cache: Path) -> None:
    of_a = newest(data, cache).store
    small.write(data, "b")
    of_b = newest(data, cache).store
    of_b.file.write_bytes(of_a.file.read_bytes())
    of_b.close()
    assert small.said(newest(data, cache).store) == "b"
    assert builder.calls == ["a", "b", "b"]


def test_code_that_is_updated_on_disk_counts_from_the_next_start(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the code in memory would make a database under the name of the code on disk."""
    code = tmp_path / "code" / "ivp" / "store"
    code.mkdir(parents=True)
    (code / "x.sql").write_text("SELECT 1")
    monkeypatch.setattr(fingerprint.paths, "ROOT", tmp_path / "code")
    monkeypatch.setattr(fingerprint, "_CODE", ("ivp/store",))
    fingerprint._code.cache_clear()
    fingerprint._content_hash.cache_clear()
    try:
        before = fingerprint.content_hash(data)
        (code / "x.sql").write_text("SELECT 2")
        fingerprint._content_hash.cache_clear()
        assert fingerprint.content_hash(data) == before
        fingerprint._code.cache_clear()  # as after a start
        fingerprint._content_hash.cache_clear()
        assert fingerprint.content_hash(data) != before
    finally:
        fingerprint._code.cache_clear()
        fingerprint._content_hash.cache_clear()


# Damage


@pytest.mark.parametrize("part", [0.999, 0.9, 0.5, 0.01, 0.0])
def test_a_copy_that_stopped_is_noticed_at_opening_and_made_again(
    builder: small.Builder, data: Path, cache: Path, part: float
) -> None:
    store = newest(data, cache).store
    store.close()
    small.cut(store.file, part)
    with pytest.raises(BrokenDatabaseError):
        Store(store.file)
    again = newest(data, cache).store
    again.probe()
    assert builder.calls == ["a", "a"]


def test_damage_further_on_is_noticed_before_it_is_shown(builder: small.Builder, data: Path, cache: Path) -> None:
    store = newest(data, cache).store
    store.close()
    small.spoil(store.file)
    again = newest(data, cache).store
    again.probe()
    assert builder.calls == ["a", "a"]


def test_a_question_that_fails_says_that_the_database_is_broken(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    file = newest(data, cache).store.file
    copy = file.with_name("veiligheidsbeeld-copy.duckdb")
    copy.write_bytes(file.read_bytes())
    store = Store(copy)  # opens, and reads a small table
    small.spoil(copy)
    assert store.whole
    with pytest.raises(BrokenDatabaseError):
        store.probe()
    assert not store.whole


@pytest.mark.parametrize("change", ["cut", "gone", "replaced"])
def test_an_open_database_that_changes_on_disk_is_not_whole(
    builder: small.Builder, data: Path, cache: Path, change: str
) -> None:
    store = newest(data, cache).store
    assert store.whole
    if change == "cut":
        small.cut(store.file, 0.9)
    elif change == "gone":
        store.file.unlink()
    else:
        copy = store.file.with_suffix(".copy")
        copy.write_bytes(store.file.read_bytes())
        copy.replace(store.file)
    assert not store.whole
    assert small.said(newest(data, cache, held=store).store) == "a"


# What may go, and what may not


def test_only_what_was_used_last_stays_and_times_of_files_say_nothing(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    files = []
    for number, text in enumerate("abcd"):
        small.write(data, text)
        store = newest(data, cache).store
        store.close()
        files.append(store.file)
        os.utime(store.file, (2_000_000_000 - number, 2_000_000_000 - number))  # the oldest looks newest
    assert small.databases(cache) == sorted(files[-2:])


def test_a_data_folder_leaves_the_databases_of_another_alone(
    builder: small.Builder, data: Path, cache: Path, tmp_path: Path
) -> None:
    other = small.folder(tmp_path / "other", "from elsewhere")
    elsewhere = newest(other, cache).store
    elsewhere.close()
    for text in "abcd":
        small.write(data, text)
        newest(data, cache).store.close()
    assert elsewhere.file in small.databases(cache)
    (other / small.FILE).unlink()
    older = open_current(other, cache)
    assert small.said(older.store) == "from elsewhere"
    assert f"{small.FILE} ontbreekt" in older.problem


def test_without_one_of_its_own_no_database_of_another_folder_is_shown(
    builder: small.Builder, data: Path, cache: Path, tmp_path: Path
) -> None:
    newest(data, cache).store.close()
    broken = small.folder(tmp_path / "broken")
    (broken / small.FILE).unlink()
    with pytest.raises(UserError, match=f"{small.FILE} ontbreekt"):
        open_current(broken, cache)


def test_what_another_process_has_open_is_not_removed(
    builder: small.Builder, data: Path, cache: Path, tmp_path: Path
) -> None:
    first = newest(data, cache).store
    first.close()
    reader = small.process(small.reads, first.file, tmp_path / "ready")
    small.until((tmp_path / "ready").exists)
    for text in "bcd":
        small.write(data, text)
        newest(data, cache).store.close()
    assert first.file in small.databases(cache)

    reader.kill()
    reader.join()
    small.write(data, "e")
    newest(data, cache)
    assert first.file not in small.databases(cache)


def test_what_this_process_has_open_is_not_removed(builder: small.Builder, data: Path, cache: Path) -> None:
    first = newest(data, cache).store
    for text in "bcd":
        small.write(data, text)
        newest(data, cache).store.close()
    assert first.file in small.databases(cache)
    assert first.whole
    first.close()
    small.write(data, "e")
    newest(data, cache)
    assert first.file not in small.databases(cache)


def test_what_killed_builders_left_behind_goes(builder: small.Builder, data: Path, cache: Path, tmp_path: Path) -> None:
    killed = small.process(small.builds, data, cache, tmp_path / "log", 600.0)
    small.until((tmp_path / "log").exists)
    killed.kill()
    killed.join()
    (cache / "veiligheidsbeeld-0011223344556677.duckdb.4242.tmp.wal").write_bytes(b"left")
    assert len(small.rest(cache)) >= 2

    newest(data, cache)
    assert small.rest(cache) == []
    assert builder.calls == ["a"]


def test_what_is_left_behind_goes_when_there_is_nothing_to_build_too(
    builder: small.Builder, data: Path, cache: Path
) -> None:
    newest(data, cache).store.close()
    left = cache / "veiligheidsbeeld-0011223344556677.duckdb.4242.tmp"
    left.write_bytes(b"left")
    held = locking.locked(cache / ".lock", 0, "bezet")
    with held:  # another process builds
        newest(data, cache).store.close()
        assert left.exists()
    newest(data, cache)
    assert small.rest(cache) == []


@pytest.mark.slow
def test_processes_that_start_together_build_once(data: Path, cache: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    together = [small.process(small.builds, data, cache, log, 0.5) for _ in range(3)]
    for one in together:
        one.join(120)
    assert [one.exitcode for one in together] == [0, 0, 0]
    assert log.read_text() == "x"
    assert len(small.databases(cache)) == 1


# The plan


def test_a_damaged_journal_does_not_touch_the_figures(builder: small.Builder, data: Path, cache: Path) -> None:
    (data / "plan" / "journal.jsonl").write_bytes(small.DAMAGED)
    with pytest.raises(UserError, match="beschadigd"):
        journal.recover(data)
    assert small.said(newest(data, cache).store) == "a"


def test_any_failure_to_finish_a_save_does_not_touch_the_figures(
    builder: small.Builder, data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> tuple[str, ...]:
        raise RuntimeError("anything")

    monkeypatch.setattr("ivp.plan.journal.recover", fail)
    assert small.said(newest(data, cache).store) == "a"
