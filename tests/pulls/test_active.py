"""Which figures are in use, through every kill: what is in use is always whole, and the way back stays open."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.pulls import active as pulls
from ivp.pulls.active import (
    CURRENT,
    EMBEDDED,
    active,
    finish,
    folder,
    history,
    install,
    lock,
    new_folder,
    rollback,
    take_up,
)
from ivp.snapshot import SnapshotTable

A, B, C, D = (f"2026-11-{day:02d}T060000" for day in (1, 2, 3, 4))
_FILE_EVENTS = ("open", "os.", "shutil.")


def figures(place: Path, value: float) -> None:
    """A made-up snapshot and outlines of which the one figure says whose they are."""
    row = ("T1", "a", "m", "GM0001", "2024", value, None, "value")
    frame = pd.DataFrame([row], columns=snapshot.OBSERVATION_SCHEMA.names)
    snapshot.write(place / "snapshot", [SnapshotTable("T1.parquet", "T1", "", "", "", "", "", frame)], date.today(), "")
    snapshot.write(place / "geo", [], date.today(), "")


def pull(data: Path, stamp: str) -> Path:
    """A new pull aside; its figure is its day."""
    aside = new_folder(data)
    figures(aside, float(stamp[8:10]))
    return aside


def take(data: Path, stamp: str) -> None:
    finish(pull(data, stamp), stamp)
    install(data, stamp)


def figure(folder: Path) -> float:
    snapshot.verify(folder)
    return float(snapshot.read_table(folder, "T1.parquet")["value"].iloc[0])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    figures(tmp_path / "data", 0.0)
    return tmp_path / "data"


def test_without_a_pull_the_embedded_figures_are_in_use(data: Path) -> None:
    assert active(data) == pulls.Active(data / "snapshot", data / "geo", "")
    assert history(data) == []


def test_a_pull_is_used_only_once_it_is_installed(data: Path) -> None:
    aside = pull(data, A)
    assert (active(data).stamp, history(data)) == ("", [])
    finish(aside, A)
    assert (active(data).stamp, history(data)) == ("", [A])
    install(data, A)
    now = active(data)
    assert (now.stamp, figure(now.snapshot), now.geo) == (A, 1.0, folder(data) / A / "geo")
    assert not list(folder(data).glob(".*"))


def test_the_last_three_are_kept_and_always_the_one_in_use(data: Path) -> None:
    for stamp in (A, B, C, D):
        take(data, stamp)
    assert history(data) == [D, C, B]
    install(data, B)
    take_aside = pull(data, A)
    finish(take_aside, A)
    install(data, A)
    assert history(data) == [D, C, A], "the oldest is in use"
    assert figure(active(data).snapshot) == 1.0


def test_going_back_step_by_step_to_the_embedded_figures(data: Path) -> None:
    for stamp in (A, B, C):
        take(data, stamp)
    assert [rollback(data).stamp for _ in range(3)] == [B, A, ""]
    assert figure(active(data).snapshot) == 0.0
    assert history(data) == [C, B, A], "none is lost by going back"
    with pytest.raises(UserError, match="niets om naar terug te gaan"):
        rollback(data)
    take(data, D)
    assert rollback(data).stamp == C


def test_after_going_back_to_the_embedded_figures_a_kept_pull_can_be_taken_up_again(data: Path) -> None:
    for stamp in (A, B):
        take(data, stamp)
    install(data, "")
    with pytest.raises(UserError, match=f"Neem de laatste verversing weer in gebruik met: python -m ivp rollback {B}"):
        rollback(data)
    assert take_up(data, A).stamp == active(data).stamp == A
    assert figure(active(data).snapshot) == 1.0
    assert take_up(data, EMBEDDED).stamp == active(data).stamp == ""
    assert history(data) == [B, A], "none is lost"


def test_a_pull_that_is_damaged_or_gone_is_not_taken_up(data: Path) -> None:
    take(data, A)
    take(data, B)
    (folder(data) / A / "snapshot" / "T1.parquet").write_bytes(b"damaged")
    with pytest.raises(UserError, match="gewijzigd of beschadigd"):
        take_up(data, A)
    with pytest.raises(UserError, match=f"kies uit {B}, {A}, {EMBEDDED}"):
        take_up(data, C)
    assert active(data).stamp == B


@pytest.mark.parametrize(
    "content",
    [b"2026-10-10T060000\n", b"../../elsewhere", b"\xff\xfe\x00", b"2026-11-09T060000"],
    ids=["gone", "no stamp", "no text", "newer and gone"],
)
def test_a_current_that_names_nothing_is_said_and_can_be_left(data: Path, content: bytes) -> None:
    take(data, A)
    (folder(data) / CURRENT).write_bytes(content)
    with pytest.raises(UserError, match="python -m ivp rollback"):
        active(data)
    assert rollback(data).stamp == ("" if content < A.encode() and content.startswith(b"2026") else A)
    assert figure(active(data).snapshot) in (0.0, 1.0)


def test_a_pull_without_its_manifest_is_said_and_can_be_left(data: Path) -> None:
    take(data, A)
    take(data, B)
    (folder(data) / B / "snapshot" / snapshot.MANIFEST).unlink()
    with pytest.raises(UserError, match="staan er niet"):
        active(data)
    assert rollback(data).stamp == A


def test_a_stamp_names_a_pull_that_is_kept(data: Path) -> None:
    take(data, A)
    assert pulls.place(data, A).snapshot == folder(data) / A / "snapshot"
    assert pulls.place(data, EMBEDDED).snapshot == data / "snapshot"
    for wrong in (B, "..", CURRENT, ""):
        with pytest.raises(UserError, match=f"kies uit {A}, {EMBEDDED}"):
            pulls.place(data, wrong)


def test_only_one_at_a_time_also_from_another_process(data: Path) -> None:
    holder = f"""
import sys
from pathlib import Path
from ivp.pulls.active import lock
with lock(Path({str(data)!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        for attempt in (lambda: lock(data).__enter__(), lambda: rollback(data)):
            with pytest.raises(UserError, match="loopt al een verversing"):
                attempt()
        other.kill()
    with lock(data):
        pass


def test_the_lock_is_let_go_after_a_fault(data: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(data):
        raise ZeroDivisionError
    with lock(data):
        pass


def test_what_killed_runs_left_is_cleared(data: Path) -> None:
    take(data, A)
    (folder(data) / ".new-1" / "snapshot").mkdir(parents=True)
    (folder(data) / ".current.1").write_text(B)
    (folder(data) / ".work").mkdir()
    with lock(data):
        left = {file.name for file in folder(data).iterdir()}
    assert left == {A, CURRENT, ".lock", ".work"}, "what was fetched stays, to go on with"


def test_a_full_disk_leaves_what_was_in_use(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(data, A)
    aside = pull(data, B)

    def full(_place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pulls, "_sync", full)
    with pytest.raises(UserError, match="Maak ruimte"):
        finish(aside, B)
    assert history(data) == [A]
    with pytest.raises(UserError, match="niet in gebruik worden genomen"):
        install(data, "2026-11-02T060000")
    assert figure(active(data).snapshot) == 1.0


def killed(work: Callable[[], object], step: int) -> bool:
    """Do the work in a process of its own that is killed just before its file operation number `step`."""
    process = os.fork()
    if process == 0:  # pragma: no cover
        done = 0

        def audit(event: str, _arguments: object) -> None:
            nonlocal done
            if event.startswith(_FILE_EVENTS):
                done += 1
                if done == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(audit)
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, ended = os.waitpid(process, 0)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFSIGNALED(ended)


def all_kills(template: Path, work: Callable[[Path], object], check: Callable[[Path], None]) -> int:
    """Kill the work before each of its steps in turn, on a copy of `template`; how many there were."""
    step = 0
    while True:
        step += 1
        data = template.with_name(f"killed-{step}")
        shutil.copytree(template, data)
        again = killed(lambda data=data: work(data), step)  # type: ignore[misc]
        check(data)
        shutil.rmtree(data)
        if not again:
            return step - 1


def whole(data: Path, allowed: tuple[str, ...]) -> None:
    """One of these is in use, whole; every pull to go back to is whole; under the lock all leftovers go."""
    now = active(data)
    assert now.stamp in allowed
    assert figure(now.snapshot) == float(now.stamp[8:10] or 0)
    with lock(data):
        assert {file.name for file in folder(data).glob(".*")} == {".lock"}
    for stamp in history(data):
        assert figure(pulls.place(data, stamp).snapshot) == float(stamp[8:10])
        assert snapshot.read_manifest(pulls.place(data, stamp).geo).files == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_kill_before_any_step_of_taking_a_pull_into_use(data: Path) -> None:
    for stamp in (A, B, C):
        take(data, stamp)
    pull(data, D).rename(folder(data) / f"{pulls._NEW}x")
    seen: set[tuple[str, tuple[str, ...]]] = set()

    def work(data: Path) -> None:
        finish(folder(data) / f"{pulls._NEW}x", D)
        install(data, D)

    def check(data: Path) -> None:
        whole(data, (C, D))
        seen.add((active(data).stamp, tuple(history(data))))
        if D not in history(data):
            finish(pull(data, D), D)
        install(data, D)
        whole(data, (D,))
        assert history(data) == [D, C, B]

    assert all_kills(data, work, check) > 10
    assert seen == {(C, (C, B, A)), (C, (D, C, B, A)), (D, (D, C, B, A)), (D, (D, C, B))}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize(("kept", "allowed"), [((A, B), (B, A)), ((A,), (A, ""))], ids=["to a pull", "to embedded"])
def test_a_kill_before_any_step_of_going_back(data: Path, kept: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    for stamp in kept:
        take(data, stamp)
    seen: set[str] = set()

    def check(data: Path) -> None:
        whole(data, allowed)
        seen.add(active(data).stamp)

    assert all_kills(data, rollback, check) > 3
    assert seen == set(allowed)
