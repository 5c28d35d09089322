"""No failure takes away what is open, none is repeated at every click, and what broke is made again once."""

from __future__ import annotations

import errno
import os
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.store import build, connection, current, fingerprint
from ivp.store.connection import BrokenDatabaseError
from ivp.store.following import Follower, NothingToShowError
from tests.store import small

NOBODY = 65534


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


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


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def following(builder: small.Builder, data: Path, cache: Path, clock: Clock) -> Follower:
    return Follower(lambda: data, lambda: cache, clock)


def raising(error: BaseException) -> Callable[[Path], None]:
    def fail(_: Path) -> None:
        raise error

    return fail


FAILURES = [
    UserError("areas.csv, regel 3: zo kan het niet"),
    ValueError("could not convert string to float: 'veel'"),
    KeyError("GM1674"),
    ZeroDivisionError(),
    MemoryError(),
    RecursionError(),
    OSError(errno.ENOSPC, "No space left on device", "/secret/cache/x.tmp"),
    PermissionError(errno.EACCES, "Permission denied", "/secret/data/areas.csv"),
    FileNotFoundError(errno.ENOENT, "No such file", "/secret/data/areas.csv"),
    OSError(errno.EIO, "Input/output error"),
    duckdb.IOException("IO Error: Could not write to /secret/cache"),
    duckdb.OutOfMemoryException("Out of Memory Error"),
    duckdb.ConversionException("Could not convert string"),
    duckdb.InternalException("assertion failed"),
]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_whatever_goes_wrong_the_open_store_stays(
    following: Follower, builder: small.Builder, data: Path, cache: Path, error: Exception
) -> None:
    store = following.get().store
    small.write(data, "b")
    builder.after = raising(error)
    found = following.get()

    assert found.store is store
    assert small.said(found.store) == "a"
    assert found.problem
    assert "secret" not in found.problem
    assert "Error" not in found.problem
    assert "\n" not in found.problem
    assert small.rest(cache) == []

    builder.after = lambda _: None
    small.write(data, "c")
    found = following.get()
    assert small.said(found.store) == "c"
    assert found.problem == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "", "/x/areas.csv"), "areas.csv is niet te lezen of te schrijven"),
        (OSError(errno.ENOSPC, "", "/x/y.tmp"), "controleer de ruimte op de schijf"),
        (OSError(errno.EROFS, "", "/x/y.tmp"), "controleer de rechten"),
        (MemoryError(), "te weinig geheugen"),
        (ValueError("x"), "python -m ivp check"),
    ],
)
def test_the_reason_names_the_remedy(following: Follower, builder: small.Builder, error: Exception, said: str) -> None:
    builder.before = raising(error)
    with pytest.raises(NothingToShowError, match=said):
        following.get()


def test_a_failing_build_waits_longer_each_time_and_is_not_repeated_at_every_click(
    following: Follower, builder: small.Builder, data: Path, clock: Clock
) -> None:
    following.get()
    small.write(data, "b")
    builder.after = raising(ValueError())
    tries = []
    for second in range(0, 400, 5):
        clock.now = 1000.0 + second
        before = len(builder.calls)
        assert following.get().problem
        if len(builder.calls) > before:
            tries.append(second)
    assert tries == [0, 30, 90, 210]


def test_the_wait_has_an_end(following: Follower, builder: small.Builder, clock: Clock) -> None:
    builder.after = raising(ValueError())
    for _ in range(20):
        clock.now += 601
        before = len(builder.calls)
        with pytest.raises(NothingToShowError):
            following.get()
        assert len(builder.calls) == before + 1


def test_a_change_is_tried_at_once(following: Follower, builder: small.Builder, data: Path) -> None:
    following.get()
    builder.after = raising(ValueError())
    for text in "bcd":
        small.write(data, text)
        following.get()
        following.get()
    assert builder.calls == ["a", "b", "c", "d"]


def test_going_back_to_what_is_open_builds_nothing(following: Follower, builder: small.Builder, data: Path) -> None:
    store = following.get().store
    small.write(data, "b")
    builder.after = raising(ValueError())
    following.get()
    small.write(data, "a")
    found = following.get()
    assert found.store is store
    assert found.problem == ""
    assert builder.calls == ["a", "b"]


def test_with_nothing_at_all_the_reason_is_said_and_the_correction_counts(
    following: Follower, builder: small.Builder, data: Path
) -> None:
    builder.before = raising(UserError("areas.csv, regel 3: zo kan het niet"))
    for _ in range(3):
        with pytest.raises(NothingToShowError, match="regel 3"):
            following.get()
    builder.before = lambda _: None
    small.write(data, "goed")
    assert small.said(following.get().store) == "goed"


def test_at_the_start_the_last_good_database_of_these_files_is_shown(
    following: Follower, builder: small.Builder, data: Path, cache: Path, clock: Clock
) -> None:
    following.get().store.close()
    small.write(data, "b")
    builder.after = raising(ValueError())
    started = Follower(lambda: data, lambda: cache, clock)
    found = started.get()
    assert small.said(found.store) == "a"
    assert found.problem
    assert started.get() is found


def test_of_two_last_good_ones_the_broken_one_is_passed_over(
    following: Follower, builder: small.Builder, data: Path, cache: Path, clock: Clock
) -> None:
    following.get().store.close()
    small.write(data, "b")
    newer = following.get().store
    newer.close()
    small.cut(newer.file, 0.9)
    builder.after = raising(ValueError())
    assert small.said(Follower(lambda: data, lambda: cache, clock).get().store) == "a"


def test_a_folder_with_data_that_cannot_be_seen_keeps_the_store(
    following: Follower, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = following.get().store
    monkeypatch.setattr(fingerprint, "signature", raising(PermissionError(errno.EACCES, "", str(data / small.FILE))))
    found = following.get()
    assert found.store is store
    assert found.problem == f"{small.FILE} is niet te lezen of te schrijven; controleer de rechten."


def test_a_cache_of_somebody_else_keeps_the_store(data: Path, cache: Path, builder: small.Builder) -> None:
    def refused() -> Path:
        if builder.calls:
            raise UserError("De map is van iemand anders.")
        return cache

    following = Follower(lambda: data, refused)
    store = following.get().store
    small.write(data, "b")
    assert following.get().store is store


def test_many_at_once_build_once(following: Follower, builder: small.Builder, data: Path) -> None:
    following.get()
    small.write(data, "b")
    together, found = threading.Barrier(12), []

    def click() -> None:
        together.wait()
        found.append(following.get())

    threads = [threading.Thread(target=click) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [small.said(one.store) for one in found] == ["b"] * 12
    assert builder.calls == ["a", "b"]


def test_who_only_looks_does_not_wait_for_the_build_of_another(
    following: Follower, builder: small.Builder, data: Path
) -> None:
    before = following.get()
    small.write(data, "b")
    building, seen = threading.Event(), threading.Event()

    def wait(_: Path) -> None:
        building.set()
        assert seen.wait(60)

    builder.after = wait
    thread = threading.Thread(target=following.get)
    thread.start()
    assert building.wait(60)
    assert following.get(patient=False) is before
    seen.set()
    thread.join()
    assert small.said(following.get(patient=False).store) == "b"


@pytest.mark.slow
def test_two_servers_on_one_folder_both_follow_and_neither_goes_back(data: Path, cache: Path, tmp_path: Path) -> None:
    small.write(data, "0")
    logs = [tmp_path / name for name in ("one", "two")]
    servers = [small.process(small.follows, data, cache, log, "30") for log in logs]
    small.until(lambda: all(log.exists() for log in logs))
    for version in range(1, 31):
        small.write(data, str(version))
        time.sleep(0.03)
    for server in servers:
        server.join(120)
    assert [server.exitcode for server in servers] == [0, 0]
    for log in logs:
        shown = [int(line) for line in log.read_text().split()]
        assert shown == sorted(shown)
    assert small.rest(cache) == []
    assert len(small.databases(cache)) <= 4


# Broken while open


@pytest.mark.parametrize("how", ["cut", "gone", "spoiled"])
def test_a_database_that_breaks_while_it_is_open_is_made_again(
    following: Follower, builder: small.Builder, data: Path, how: str
) -> None:
    file = following.get().store.file
    if how == "cut":
        small.cut(file, 0.9)
    elif how == "gone":
        file.unlink()
    else:
        unread = file.with_name(f"{file.stem[:-6]}ffffff.duckdb")
        file = file.rename(unread)
        following.current = current.Current(current.Store(file), fingerprint.signature(data))
        small.spoil(file)
        with pytest.raises(BrokenDatabaseError):
            following.get().store.probe()
    again = following.get()
    again.store.probe()
    assert again.store.file != file
    assert small.said(again.store) == "a"
    assert again.problem == ""
    assert builder.calls == ["a", "a"]


def test_it_is_made_again_once_and_then_it_is_not_the_database(
    following: Follower, builder: small.Builder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    following.get()
    real = connection._sql
    monkeypatch.setattr(connection, "_sql", lambda name: "SELECT wrong" if name == "areas" else real(name))
    for _ in range(5):
        with pytest.raises(BrokenDatabaseError):
            following.get().store.rows("areas")
    assert builder.calls == ["a", "a"]

    clock.now += 601
    following.get()
    assert builder.calls == ["a", "a", "a"]


def test_a_broken_database_that_cannot_be_made_again_stays_for_what_can_be_read(
    following: Follower, builder: small.Builder
) -> None:
    store = following.get().store
    store.broken = True
    builder.after = raising(OSError(errno.ENOSPC, "No space left on device"))
    found = following.get()
    assert found.store is store
    assert small.said(found.store) == "a"
    assert "ruimte op de schijf" in found.problem
    following.get()
    assert builder.calls == ["a", "a"]


# The disk itself, without pretending


@contextmanager
def somebody() -> Iterator[Path]:
    """An empty folder of a user that may not do everything; root passes every check of rights."""
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as name:
        place = Path(name)
        if os.geteuid() != 0:
            yield place
            return
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield place
        finally:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_cache_that_became_read_only_keeps_the_store_and_can_still_be_read(builder: small.Builder) -> None:
    with somebody() as place:
        data, cache = small.folder(place / "data"), place / "cache"
        following = Follower(lambda: data, lambda: cache)
        store = following.get().store
        cache.chmod(0o500)
        try:
            small.write(data, "b")
            found = following.get()
            assert found.store is store
            assert "rechten" in found.problem
            assert small.said(Follower(lambda: data, lambda: cache).get().store) == "a"
            small.write(data, "a")
            assert Follower(lambda: data, lambda: cache).get().problem == ""
        finally:
            cache.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_file_that_may_not_be_read_keeps_the_store(builder: small.Builder) -> None:
    with somebody() as place:
        data, cache = small.folder(place / "data"), place / "cache"
        following = Follower(lambda: data, lambda: cache)
        store = following.get().store
        (data / "more.csv").write_text("x")
        (data / "more.csv").chmod(0)
        found = following.get()
        assert found.store is store
        assert found.problem == "more.csv is niet te lezen of te schrijven; controleer de rechten."


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_that_is_full_keeps_the_store_and_leaves_nothing_behind(
    following: Follower, builder: small.Builder, data: Path, cache: Path
) -> None:
    store = following.get().store
    small.write(data, "b")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
    try:
        found = following.get()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert found.store is store
    assert "ruimte op de schijf" in found.problem
    assert small.rest(cache) == []
    assert small.databases(cache) == [store.file]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_half_finished_save_in_a_read_only_folder_does_not_touch_the_figures(builder: small.Builder) -> None:
    with somebody() as place:
        data, cache = small.folder(place / "data"), place / "cache"
        half_saved(data)
        (data / "plan").chmod(0o500)
        try:
            with pytest.raises(UserError, match="controleer de rechten"):
                journal.recover(data)
            found = Follower(lambda: data, lambda: cache).get()
            assert small.said(found.store) == "a"
            assert found.problem == ""
        finally:
            (data / "plan").chmod(0o700)


def half_saved(data: Path) -> None:
    """A journal with a line whose file does not have the change yet."""
    table = data / "plan" / "partners.csv"
    table.write_text("id;name;role;source\n")
    (data / "plan" / "journal.jsonl").write_bytes(small.journal_line(files.digest(table.read_bytes())))
