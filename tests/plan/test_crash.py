"""Whatever moment a save is cut off, the plan loads, nothing is half written, and what was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal, records
from ivp.plan.change import Change
from ivp.plan.repository import repository
from ivp.plan.rows import cells_of
from ivp.plan.transaction import commit
from tests.plan.conftest import contents

ROUNDS = 30
PEOPLE = 120
PARTNER = {"role": "Een rol; met\nregels", "source": "Test"}


class Killed(BaseException):
    """Stands for a crash: nothing may catch it and tidy up."""


def journal_file(data: Path) -> Path:
    return data / "plan" / "journal.jsonl"


def partner_ids(data: Path) -> set[str]:
    return {str(cells["id"]) for cells in files.read(files.path_of(data, "partners")).rows}


def save(data: Path, catalog: Catalog, id: str) -> None:
    journal.save(data, "partners", {**PARTNER, "id": id, "name": id}, "An", catalog=catalog)


def saving_without_end(data: Path, catalog: Catalog, say: int, name: str) -> None:
    """Save new rows, change and delete them, and say which new rows are safely stored."""
    number = 0
    while True:
        number += 1
        id = f"{name}-{number}"
        save(data, catalog, id)
        os.write(say, f"{id}\n".encode())
        seen = {**PARTNER, "id": id, "name": id}
        journal.save(data, "partners", {"role": "Veranderd"}, "An", seen, catalog)


def child(work: Callable[[], None]) -> int:
    """A process of its own that does the work."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(1)
    return pid


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes to kill")
def test_killed_at_any_moment(data: Path, catalog: Catalog) -> None:
    chance = random.Random(20260101)
    acknowledged: set[str] = set()
    for round in range(ROUNDS):
        hear, say = os.pipe()
        pid = child(partial(saving_without_end, data, catalog, say, f"r{round}"))
        os.close(say)
        first = os.read(hear, 1024)
        time.sleep(chance.uniform(0, 0.04))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        heard = first + b"".join(iter(partial(os.read, hear, 65536), b""))
        os.close(hear)
        acknowledged |= set(heard.decode().split())
        plan = journal.load(data, catalog)
        assert acknowledged <= {partner.id for partner in plan.partners}
        assert {entry.key for entry in journal.history(data)} >= acknowledged
    assert len(acknowledged) >= ROUNDS
    last = files.digest(files.path_of(data, "partners").read_bytes())
    assert journal.history(data)[0].hash_after == last


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs more than one process")
def test_several_processes_save_at_the_same_time(data: Path, catalog: Catalog) -> None:
    def work(name: str) -> None:
        for number in range(10):
            save(data, catalog, f"{name}-{number}")
        os._exit(0)

    children = [child(partial(work, name)) for name in ("a", "b", "c")]
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0]
    assert partner_ids(data) >= {f"{name}-{number}" for name in ("a", "b", "c") for number in range(10)}
    assert len(journal.history(data)) == 30


def test_many_save_at_the_same_moment(data: Path, catalog: Catalog) -> None:
    """Within the patience of the lock, without one that is lost or turned away."""
    together = threading.Barrier(PEOPLE)
    failed: list[Exception] = []

    def work(number: int) -> None:
        together.wait()
        try:
            save(data, catalog, f"p{number}")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert partner_ids(data) >= {f"p{number}" for number in range(PEOPLE)}
    assert len(journal.history(data)) == PEOPLE


def two_tables(data: Path, catalog: Catalog) -> None:
    """One batch over two files."""
    partner = cells_of("partners", {**PARTNER, "id": "nieuw", "name": "Nieuw"})
    link = {"priority": "jong", "indicator": "deel", "evidence": "register", "weight": "hoofd"}
    with repository(data).held() as held:
        changes = [Change("partners", "nieuw", None, partner, "save"), Change("links", "jong/deel", None, link, "save")]
        commit(held, changes, "An", catalog)


def is_there(data: Path) -> tuple[bool, bool]:
    link = files.read(files.path_of(data, "links")).find("jong/deel")
    return "nieuw" in partner_ids(data), link is not None


def fail(monkeypatch: pytest.MonkeyPatch, name: str, at: int, error: type[BaseException]) -> None:
    """Make the `at`-th call of `os.<name>` fail, once."""
    real, calls = getattr(os, name), iter(range(1, 1000))

    def failing(*arguments: object) -> object:
        if next(calls) == at:
            raise error("proef")
        return real(*arguments)

    monkeypatch.setattr(os, name, failing)


# staged partners, staged links, journal, its folder, partners, its folder, links, its folder
POINTS = [("fsync", n) for n in range(1, 7)] + [("replace", 1), ("replace", 2)]
BEFORE_JOURNAL = {("fsync", 1), ("fsync", 2)}


@pytest.mark.parametrize(("name", "at"), POINTS)
def test_a_crash_at_every_step_of_a_batch(
    data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    with monkeypatch.context() as patch:
        fail(patch, name, at, Killed)
        with pytest.raises(Killed):
            two_tables(data, catalog)
    journal.load(data, catalog)
    whole = (name, at) not in BEFORE_JOURNAL
    assert is_there(data) == (whole, whole)
    assert len(journal.history(data)) == (2 if whole else 0)
    assert journal.recover(data) == ()
    save(data, catalog, "later")
    assert is_there(data) == (whole, whole)


@pytest.mark.parametrize(("name", "at"), [point for point in POINTS if point != ("fsync", 6)])
def test_a_failure_without_a_crash_is_taken_back(
    data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    save(data, catalog, "eerst")  # so that the journal is there, and its folder needs no fsync
    before = contents(data)
    with monkeypatch.context() as patch:
        fail(patch, name, at, OSError)
        with pytest.raises(UserError, match="er is niets veranderd; sluit het bestand in Excel"):
            two_tables(data, catalog)
    journal.recover(data)
    assert contents(data) == before


def test_a_file_that_cannot_be_replaced_or_restored_is_finished_later(
    data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("in gebruik")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        patch.setattr(records, "cut", refuse)
        with pytest.raises(UserError, match="de wijziging wordt afgemaakt zodra het weer kan"):
            two_tables(data, catalog)
    assert is_there(data) == (False, False)
    assert journal.recover(data) == ("partners", "links")
    assert is_there(data) == (True, True)


def crashed(data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save of partner 'x' of which only the journal line exists."""
    with monkeypatch.context() as patch:
        fail(patch, "replace", 1, Killed)
        with pytest.raises(Killed):
            save(data, catalog, "x")


def test_a_save_finishes_first_what_a_crash_left(data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed(data, catalog, monkeypatch)
    assert "x" not in partner_ids(data)
    save(data, catalog, "y")
    assert partner_ids(data) >= {"x", "y"}


def test_a_file_edited_by_hand_stands(data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed(data, catalog, monkeypatch)
    path = files.path_of(data, "partners")
    path.write_text(path.read_text("utf-8-sig").replace("Helpt", "Met de hand"), encoding="utf-8")
    by_hand = path.read_bytes()
    assert journal.recover(data) == ()
    journal.load(data, catalog)
    assert path.read_bytes() == by_hand
    save(data, catalog, "y")
    assert "x" not in partner_ids(data)
    assert "Met de hand" in path.read_text("utf-8-sig")


def test_a_file_that_was_taken_away_is_not_made_again(
    data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(data, catalog, monkeypatch)
    files.path_of(data, "partners").unlink()
    assert journal.recover(data) == ()


@pytest.mark.parametrize("torn", [b"{", b'{"id": "', b"\0\0\0\0", b"\0\0\n", b"{}\n", '{"who": "é'.encode()[:-1]])
def test_a_torn_last_line_is_ignored_and_cut_off(data: Path, catalog: Catalog, torn: bytes) -> None:
    save(data, catalog, "x")
    whole = journal_file(data).read_bytes()
    journal_file(data).write_bytes(whole + torn)
    assert [entry.key for entry in journal.history(data)] == ["x"]
    save(data, catalog, "y")
    assert journal_file(data).read_bytes().startswith(whole + b'{"id":')
    assert [entry.key for entry in journal.history(data)] == ["y", "x"]


def test_a_batch_of_which_not_all_lines_were_written_never_happened(data: Path, catalog: Catalog) -> None:
    before = contents(data)
    two_tables(data, catalog)
    lines = journal_file(data).read_bytes().splitlines(keepends=True)
    for name, raw in before.items():
        (data / "plan" / name).write_bytes(raw)
    journal_file(data).write_bytes(lines[0])
    assert journal.recover(data) == ()
    assert is_there(data) == (False, False)
    assert journal.history(data) == ()
    save(data, catalog, "y")
    assert [entry.key for entry in journal.history(data)] == ["y"]


def test_a_damaged_line_in_the_middle_is_said(data: Path, catalog: Catalog) -> None:
    save(data, catalog, "x")
    save(data, catalog, "y")
    lines = journal_file(data).read_bytes().splitlines(keepends=True)
    journal_file(data).write_bytes(b"kapot\n" + lines[1])
    with pytest.raises(UserError, match=r"journal\.jsonl, regel 1: deze regel is beschadigd"):
        journal.history(data)


def test_loading_writes_nothing_when_there_is_nothing_to_finish(data: Path, catalog: Catalog) -> None:
    journal.load(data, catalog)
    assert not list((data / "plan").glob(".*"))
    save(data, catalog, "x")
    before = {path: path.stat().st_mtime_ns for path in (data / "plan").iterdir()}
    assert journal.load(data, catalog) == load_plan(data, catalog)
    assert {path: path.stat().st_mtime_ns for path in (data / "plan").iterdir()} == before
