"""A data folder of one file and a database made of it in no time, to try what happens around a build."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from ivp.plan.records import Entry
from ivp.store import SCHEMA_VERSION, build, fingerprint
from ivp.store.current import newest
from ivp.store.following import Follower
from ivp.store.progress import Progress, silent
from ivp.store.reader import Store

_ROWS = 40_000
FILE = "figures.csv"


@dataclass
class Builder:
    """Stands in for the real build; what runs `before` and `after` the figures are read may raise, wait or change them.

    The database says what it was made of: see `said`. `hash` is what it says to be made of, when that is to be wrong.
    """

    before: Callable[[Path], None] = lambda _: None
    after: Callable[[Path], None] = lambda _: None
    calls: list[str] = field(default_factory=list)
    hash: str = ""

    def __call__(self, data: Path, target: Path, progress: Progress = silent, base: Path | None = None) -> None:
        self.before(data)
        text = (data / FILE).read_text()
        self.calls.append(text)
        aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        with duckdb.connect(str(aside)) as connection:
            connection.execute("CREATE TABLE build_info (key VARCHAR, value VARCHAR)")
            for name in ("observation", "comparison", "change", "trend"):
                connection.execute(f"CREATE TABLE {name} AS SELECT hash(range) AS value FROM range({_ROWS})")
            self.after(data)
            info = {
                "schema_version": SCHEMA_VERSION,
                "complete": "yes",
                "content_hash": self.hash or fingerprint.content_hash(data),
                "said": text,
            }
            connection.executemany("INSERT INTO build_info VALUES (?, ?)", [*info.items()])
        aside.replace(target)


def folder(place: Path, text: str = "a") -> Path:
    """A data folder with these figures."""
    (place / "plan").mkdir(parents=True)
    (place / FILE).write_text(text)
    return place


def journal_line(hash_before: str = "", hash_after: str = "0") -> bytes:
    """A line of the journal: partner 'x' was added."""
    entry = Entry(
        id="1", when="2026-01-01T00:00:00", who="An", table="partners", key="x", action="save", before=None,
        after={"id": "x", "name": "X", "role": "r", "source": "s"}, hash_before=hash_before, hash_after=hash_after,
        batch="b", size=1,
    )  # fmt: skip
    return entry.model_dump_json().encode() + b"\n"


DAMAGED = b"kapot\n" + journal_line()
"""A journal with a damaged line before a whole one."""


def write(data: Path, text: str) -> None:
    """Other figures, as the program writes files: aside, and then in place at once."""
    aside = data / ".new"
    aside.write_text(text)
    aside.replace(data / FILE)


def said(store: Store) -> str:
    """The figures that a database was made of."""
    return dict(store.rows("build_info"))["said"]


def databases(cache: Path) -> list[Path]:
    """The databases in a cache."""
    return sorted(cache.glob("*.duckdb"))


def rest(cache: Path) -> list[str]:
    """What else lies there, but the lock and the notes of what was used last."""
    return [file.name for file in cache.iterdir() if file.suffix not in (".duckdb", ".last") and file.name != ".lock"]


def cut(file: Path, part: float) -> None:
    """Cut a file short, as a copy that stopped."""
    os.truncate(file, int(file.stat().st_size * part))


def spoil(file: Path) -> None:
    """Overwrite the file behind its first block in place, with its size and its time as they were."""
    found = file.stat()
    with file.open("r+b") as stream:
        stream.seek(300_000)
        stream.write(b"\0" * (found.st_size - 300_000))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


# What processes of their own do; started as new ones, because threads of a database do not survive a fork.


def process(work: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
    """A running process that does the work.

    A new process first runs the main module again, and a test of a page leaves the page as that.
    """
    made = multiprocessing.get_context("spawn").Process(target=work, args=arguments, daemon=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
        made.start()
    return made


def builds(data: Path, cache: Path, log: Path, seconds: float) -> None:
    """Open the database, noting in `log` when it is built, which takes this long."""

    def slowly(_: Path) -> None:
        with log.open("a") as file:
            file.write("x")
        time.sleep(seconds)

    build.build = Builder(after=slowly)  # type: ignore[assignment]
    newest(data, cache).store.probe()


def reads(file: Path, ready: Path) -> None:
    """Hold a database open until the process is killed."""
    store = Store(file)
    ready.write_text(store.file.name)
    time.sleep(600)


def follows(data: Path, cache: Path, log: Path, last: str) -> None:
    """Follow the files as a server does, noting what is shown, until that is `last`."""
    build.build = Builder()  # type: ignore[assignment]
    following = Follower(lambda: data, lambda: cache)
    shown = ""
    while shown != last:
        shown = said(following.get().store)
        with log.open("a") as file:
            file.write(f"{shown}\n")


def until(true: Callable[[], bool]) -> None:
    """Wait for it, up to a minute."""
    end = time.monotonic() + 60
    while not true():
        if time.monotonic() > end:
            pytest.fail("waited too long")
        time.sleep(0.02)
