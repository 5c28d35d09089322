"""The plan in a real PostgreSQL: two writers, processes that are killed, a database that restarts: nothing is lost and
nothing is done twice, and whoever saves reads one Dutch line."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from ivp import paths
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal, postgres, repository
from ivp.plan.journal import ConflictError
from ivp.store import fingerprint
from tests.plan.postgres_server import Server, free_port

PARTNER = {"role": "Een rol", "source": "Test"}
ROUNDS = 8
SAVING = """
import sys
from pathlib import Path
from ivp.catalog.load import load_catalog
from ivp.plan import journal
data, name = Path(sys.argv[1]), sys.argv[2]
catalog, number = load_catalog(data), 0
while number < int(sys.argv[3]):
    number += 1
    id = f"{name}-{number}"
    row = {"role": "Een rol", "source": "Test", "id": id, "name": id}
    journal.save(data, "partners", row, name, catalog=catalog)
    print(id, flush=True)
    journal.save(data, "partners", {"role": "Veranderd"}, name, row, catalog)
"""


def save(data: Path, catalog: Catalog, id: str) -> None:
    journal.save(data, "partners", {**PARTNER, "id": id, "name": id}, "An", catalog=catalog)


def ids(data: Path) -> list[str]:
    return [row["id"] for row in journal.rows(data, "partners")]


def saving(data: Path, name: str, times: int) -> subprocess.Popen[str]:
    """A process of its own that saves, and says what is safely stored."""
    command = [sys.executable, "-c", SAVING, str(data), name, str(times)]
    return subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, text=True)


def replayed(data: Path, table: str) -> dict[str, dict[str, str]]:
    """The rows as the journal tells them, from the files that the plan began with."""
    rows = {cells["id"]: cells for cells in files.read(data / "plan" / f"{table}.csv").rows}
    for entry in reversed(journal.history(data)):
        assert rows.get(entry.key) == entry.before
        if entry.after is None:
            del rows[entry.key]
        else:
            rows[entry.key] = entry.after
    return rows


def holds(data: Path, acknowledged: set[str]) -> None:
    """What was acknowledged is there once, and tables and journal tell the same."""
    now = {row["id"]: row for row in journal.rows(data, "partners")}
    assert acknowledged <= now.keys()
    assert replayed(data, "partners") == now
    added = Counter(entry.key for entry in journal.history(data) if entry.before is None)
    assert set(added.values()) <= {1}


def test_several_processes_save_at_the_same_time(moved: str, data: Path) -> None:
    running = [saving(data, name, 6) for name in ("a", "b", "c")]
    heard = [process.communicate(timeout=120)[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    holds(data, {id for some in heard for id in some})
    assert len(journal.history(data)) == 36


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_half(moved: str, data: Path, catalog: Catalog) -> None:
    chance, acknowledged = random.Random(20260303), set[str]()
    for turn in range(ROUNDS):
        process = saving(data, f"r{turn}", 10_000)
        assert process.stdout is not None
        acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged |= {line for line in rest.split("\n")[:-1] if line}
        holds(data, acknowledged)
        save(data, catalog, f"daarna-{turn}")
    assert len(acknowledged) >= ROUNDS


def test_a_database_that_restarts_costs_at_most_one_line(
    moved: str, data: Path, catalog: Catalog, server: Server
) -> None:
    done, acknowledged, said = threading.Event(), set[str](), list[str]()

    def work(name: str) -> None:
        number = 0
        while not done.is_set():
            number += 1
            try:
                save(data, catalog, f"{name}-{number}")
                acknowledged.add(f"{name}-{number}")
            except UserError as error:
                said.append(str(error))

    workers = [threading.Thread(target=work, args=(name,)) for name in ("x", "y")]
    for worker in workers:
        worker.start()
    for _ in range(3):
        time.sleep(0.7)
        server.stop("immediate")
        time.sleep(0.3)
        server.start()
    time.sleep(0.7)
    done.set()
    for worker in workers:
        worker.join(60)
    assert len(acknowledged) > 3
    holds(data, acknowledged)
    assert set(said) <= {postgres._UNSAVED, postgres._UNKNOWN}
    assert len(said) <= 6  # each restart costs each of the two at most one


def test_who_saves_over_a_newer_version_is_stopped(moved: str, data: Path, catalog: Catalog) -> None:
    row = journal.rows(data, "partners")[0]
    journal.save(data, "partners", {"role": "Van Bo"}, "Bo", row, catalog)
    with pytest.raises(ConflictError, match="role is nu ‘Van Bo’ en u wilde ‘Van An’"):
        journal.save(data, "partners", {**row, "role": "Van An"}, "An", row, catalog)
    with pytest.raises(ConflictError):
        journal.delete(data, "partners", row, "An", catalog)
    assert journal.rows(data, "partners")[0]["role"] == "Van Bo"


def test_of_two_who_change_the_same_row_at_once_one_wins(moved: str, data: Path, catalog: Catalog) -> None:
    row, together, outcomes = journal.rows(data, "partners")[0], threading.Barrier(4), list[str]()

    def work(name: str) -> None:
        together.wait()
        try:
            journal.save(data, "partners", {"role": name}, name, row, catalog)
            outcomes.append("bewaard")
        except ConflictError:
            outcomes.append("botsing")

    workers = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(outcomes) == ["bewaard", "botsing", "botsing", "botsing"]
    assert len(journal.history(data)) == 1


def test_who_holds_the_plan_too_long_makes_others_say_so(
    moved: str, data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = postgres._sql("hold").replace("'20s'", "'200ms'")
    real = postgres._sql
    with psycopg.connect(moved) as other:
        other.execute(real("hold"))
        monkeypatch.setattr(postgres, "_sql", lambda name: soon if name == "hold" else real(name))
        with pytest.raises(UserError, match="Iemand anders slaat nu iets op in het plan; probeer het zo nog eens"):
            save(data, catalog, "x")
        assert "x" not in ids(data)  # and who reads is not kept waiting
    save(data, catalog, "x")
    assert ids(data)[-1] == "x"


def lose_commit(monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    """The connection falls away at the end of a transaction: just before it counts, or just after."""
    real = psycopg.Connection.commit

    def commit(self: psycopg.Connection[object]) -> None:
        if not before:
            real(self)
        self.close()
        raise psycopg.OperationalError("de verbinding is weg")

    monkeypatch.setattr(psycopg.Connection, "commit", commit)


def test_a_save_that_the_database_did_but_could_not_confirm_counts(
    moved: str, data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_commit(monkeypatch, before=False)
    save(data, catalog, "x")
    assert ids(data)[-1] == "x"
    assert len(journal.history(data)) == 1


def test_a_save_that_the_database_did_not_do_is_said_and_can_be_done_again(
    moved: str, data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        lose_commit(patch, before=True)
        with pytest.raises(UserError, match="dus er is niets opgeslagen; probeer het zo nog eens"):
            save(data, catalog, "x")
    assert journal.history(data) == ()
    save(data, catalog, "x")
    assert ids(data).count("x") == 1


def test_a_save_of_which_nothing_is_known_says_where_to_look(
    moved: str, data: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = repository.repository(data)
    assert isinstance(home, postgres.PostgresRepository)
    lose_commit(monkeypatch, before=False)
    ask = home._ask

    def unanswered(name: str, **more: object) -> object:
        if name == "batch":
            raise UserError("weg")
        return ask(name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(home, "_ask", unanswered)
    with pytest.raises(UserError, match="Kijk straks bij Geschiedenis of uw wijziging er staat"):
        save(data, catalog, "x")
    assert ids(data).count("x") == 1


@pytest.fixture
def away(moved: str, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is down, after it was known; waiting is cut short."""
    monkeypatch.setattr(postgres, "_RESTART", 0.3)
    monkeypatch.setattr(postgres, "_LONG", 0)
    repository.repository(data).fingerprint()
    server.stop("fast")
    yield
    server.start()


def test_without_the_database_readers_go_on_and_editors_read_one_line(away: None, data: Path, catalog: Catalog) -> None:
    home = repository.repository(data)
    known = home.fingerprint()
    assert known == home.fingerprint() != ""
    for work in (
        lambda: save(data, catalog, "x"),
        lambda: journal.rows(data, "partners"),
        lambda: journal.history(data),
        lambda: journal.recover(data),
    ):
        with pytest.raises(UserError) as caught:
            work()
        assert str(caught.value).startswith("De database van het plan is nu niet bereikbaar")
        assert "geheim" not in str(caught.value)
        assert "\n" not in str(caught.value)


def test_readers_do_not_ask_a_database_that_is_away_at_every_click(
    away: None, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = psycopg.connect
    monkeypatch.setattr(psycopg, "connect", lambda *a, **k: (asked.append(1), real(*a, **k))[1])
    home = repository.repository(data)
    for _ in range(20):
        home.fingerprint()
    assert 1 <= len(asked) <= 2


def test_a_database_that_was_never_seen_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_PLAN", f"postgresql://ivp:geheim@127.0.0.1:{free_port()}/nergens")
    monkeypatch.setattr(postgres, "_RESTART", 0.2)
    for _ in range(2):
        with pytest.raises(UserError, match="niet bereikbaar; probeer het zo nog eens") as caught:
            fingerprint.signature(data)
        assert "geheim" not in str(caught.value)


def test_a_setting_that_is_no_address_is_refused_without_repeating_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVP_PLAN", "mysql://ivp:geheim@ergens/plan")
    with pytest.raises(UserError, match=r"IVP_PLAN is geen adres van PostgreSQL; vul postgresql://… in") as caught:
        journal.rows(data, "partners")
    assert "geheim" not in str(caught.value)


def test_the_driver_is_only_needed_where_it_is_asked_for(data: Path) -> None:
    look = f"""
import sys
sys.modules["psycopg"] = None
from pathlib import Path
from ivp.errors import UserError
from ivp.plan import journal
print(len(journal.rows(Path({str(data)!r}), "partners")))
import os
os.environ["IVP_PLAN"] = "postgresql://x"
try:
    journal.rows(Path({str(data)!r}), "partners")
except UserError as error:
    print(error)
"""
    free = {name: value for name, value in os.environ.items() if name != "IVP_PLAN"}
    done = subprocess.run([sys.executable, "-c", look], cwd=paths.ROOT, env=free, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "2",
        'Voor een plan in PostgreSQL is een pakket nodig; installeer het met: pip install "psycopg[binary]"',
    ], done.stderr


def test_the_fingerprint_follows_the_database_and_not_the_files(moved: str, data: Path, catalog: Catalog) -> None:
    save(data, catalog, "eerst")  # from the first save on, a table begins with the mark of UTF-8
    figures, before = fingerprint.figures_hash(data), fingerprint.content_hash(data)
    goals = data / "plan" / "goals.csv"
    goals.write_text(goals.read_text("utf-8").replace("Geweld", "Anders"), encoding="utf-8")
    assert fingerprint.content_hash(data) == before
    save(data, catalog, "x")
    after = fingerprint.content_hash(data)
    assert after != before
    journal.undo(data, journal.history(data)[0].id, "An", catalog)
    assert fingerprint.content_hash(data) == before
    with psycopg.connect(moved, autocommit=True) as by_hand:
        by_hand.execute(
            "UPDATE plan_line SET line = replace(line, 'Helpt', 'Met de hand') WHERE table_name = 'partners'"
        )
    assert fingerprint.content_hash(data) not in (before, after)
    assert journal.rows(data, "partners")[0]["role"] == "Met de hand"
    assert fingerprint.figures_hash(data) == figures


def test_rows_can_be_read_along_in_the_database(moved: str, data: Path, catalog: Catalog) -> None:
    save(data, catalog, "x")
    query = "SELECT key, cells->>'name' FROM plan_line WHERE table_name = 'partners' AND key IS NOT NULL ORDER BY place"
    with psycopg.connect(moved) as reading:
        assert reading.execute(query).fetchall() == [("wijk", "Wijkteam"), ("school", "School"), ("x", "x")]
        told = reading.execute("SELECT who, table_name, key FROM plan_journal").fetchall()
    assert told == [("An", "partners", "x")]


def test_the_database_itself_refuses_two_rows_with_one_key(moved: str) -> None:
    twice = "INSERT INTO plan_line (table_name, place, line, key) VALUES ('partners', 99, 'x', 'wijk')"
    with pytest.raises(psycopg.errors.UniqueViolation), psycopg.connect(moved) as writing:
        writing.execute(twice)
