"""A refresh against the loopback services: what comes in, and that nothing changes when anything goes wrong."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.pulls import active, report
from ivp.pulls.progress import Progress
from ivp.pulls.refresh import Done, LossError, Wish, refresh
from ivp.sources.transport import Patience, SourceError, Transport
from tests.services.server import Services

NUISANCE = Wish(only=("47021NED",), outlines=False)
SMALL = Wish(only=("47008NED",), outlines=False)
NOW = datetime(2026, 11, 25, 6, 0, 0)
WAYS = {"pause": 0.0, "read": 5.0, "attempts": 3}


def run(data: Path, wish: Wish = SMALL, now: datetime = NOW, **patience: float) -> Done:
    with Transport(Patience(**{**WAYS, **patience}), sleep=lambda _: None) as transport:  # type: ignore[arg-type]
        return refresh(data, transport, Progress(), wish, now)


def fingerprint(data: Path) -> dict[str, str]:
    """Every file that says what figures are in use; what the last refresh did is another matter."""
    files = [file for file in data.rglob("*") if file.is_file() and not any(p.startswith(".") for p in file.parts[-4:])]
    files = [file for file in files if file.name != report.FILE]
    return {str(f.relative_to(data)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def rows(data: Path, file: str) -> pd.DataFrame:
    return snapshot.read_table(active.active(data).snapshot, file)


def test_a_refresh_takes_new_figures_into_use_and_keeps_the_others(data: Path, services: Services) -> None:
    before = snapshot.read_manifest(data / "snapshot")
    outcome = run(data, NUISANCE)
    now = active.active(data)
    assert now.stamp == outcome.stamp == "2026-11-25T060000"
    manifest = {entry.file: entry for entry in snapshot.read_manifest(now.snapshot).files}
    assert {entry.file for entry in before.files} <= set(manifest)
    fresh = manifest["47021NED.parquet"]
    assert (fresh.modified, fresh.origin) == ("2026-11-15T02:00:00", "opgehaald uit de open tabel")
    assert fresh.periods == "2012-2025, per maand 2012-01 t/m 2026-10"
    assert manifest["MIK.parquet"] == next(entry for entry in before.files if entry.file == "MIK.parquet")
    snapshot.verify(now.snapshot)
    found = rows(data, "47021NED.parquet")
    kinds, areas = set(found["code"]), set(found["area"])
    assert len(kinds) == 9
    assert {"NL01", "RE08", "GM0748", "GM0840"} <= areas
    year = found[(found["area"] == "GM0748") & (found["period"] == "2025")].set_index("code")["value"]
    assert year.sum() == 2 * year["0.0.0"], "kinds add up to the total"
    assert any("47021NED: 108 cijfers werden" in line for line in outcome.lines)


def test_months_of_withheld_kinds_are_withheld_and_other_empty_cells_are_zeros(data: Path) -> None:
    run(data, Wish(only=("47013NED",), outlines=False))
    found = rows(data, "47013NED.parquet")
    own = found[(found["area"] == "GM0873") & (found["code"] == "3.2.2")].set_index("period")
    assert own.loc["2024-05", "state"] == "withheld"
    assert own.loc["2024", "state"] == "value"
    months = found[(found["period"].str.len() == 7) & ~found["code"].isin(["1.4.1", "3.2.1", "3.2.2", "3.7.3"])]
    assert set(months["state"]) == {"value", "provisional"}
    assert set(months.loc[months["state"] == "provisional", "period"].str[:4]) == {"2026"}
    other = found[found["area"] == "GM0059"]
    assert set(other["period"].str.len()) == {4}, "the comparison municipalities come per year"


def test_a_hidden_zero_of_the_neighbourhood_table_is_withheld(data: Path) -> None:
    run(data, Wish(only=("47018NED",), outlines=False))
    found = rows(data, "47018NED.parquet")
    assert set(found.loc[found["code"] == "1.4.1", "state"]) == {"withheld"}
    assert set(found["area"].str[:2]) == {"WK", "BU"}
    assert len(found) == 272 * 59 * 14


def test_figures_of_areas_that_are_not_pulled_stay_with_their_own_date(data: Path) -> None:
    run(data, Wish(only=("47013NED",), outlines=False))
    old = snapshot.read_table(data / "snapshot", "47013NED.parquet")
    now = active.active(data).snapshot
    rest = snapshot.read_table(now, "rest_47013NED.parquet")
    fresh = rows(data, "47013NED.parquet")
    assert set(old["area"]) - set(fresh["area"]) == set(rest["area"])
    entry = next(e for e in snapshot.read_manifest(now).files if e.file == "rest_47013NED.parquet")
    assert entry.retrieved.isoformat() == "2026-11-24"
    assert entry.origin != "opgehaald uit de open tabel"


def test_an_unchanged_table_is_not_pulled_again(data: Path, services: Services) -> None:
    run(data)
    asked = len(services.asked)
    outcome = run(data, now=NOW.replace(hour=7))
    assert outcome.stamp == ""
    assert ["TableInfos" in address for address in services.asked[asked:]] == [True]
    services.table("47008NED").modified = "2026-12-15T02:00:00"
    assert run(data, now=NOW.replace(hour=8)).stamp == "2026-11-25T080000"


FAULTS = [
    ("reset", "TypedDataSet", "verbinding is verbroken"),
    ("truncated", "TypedDataSet", "afgebroken of beschadigd"),
    ("html", "TypedDataSet", "webpagina"),
    ("500", "TypedDataSet", "fout 500"),
    ("503", "DataProperties", "fout 503"),
    ("too-many", "TypedDataSet", "meer dan 10.000 rijen"),
    ("gone", "TableInfos", "bestaat niet"),
    ("slow", "TypedDataSet", "te langzaam|binnen de tijd"),
]


@pytest.mark.parametrize(("kind", "path", "said"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_source_that_keeps_failing_changes_nothing(
    data: Path, services: Services, kind: str, path: str, said: str
) -> None:
    before = fingerprint(data)
    services.fault(kind, path, times=99, seconds=0.3)
    with pytest.raises(SourceError, match=said) as caught:
        run(data, read=0.5 if kind == "slow" else 5.0)
    assert "47008NED" in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert fingerprint(data) == before
    assert active.active(data).stamp == ""


@pytest.mark.parametrize("kind", ["reset", "truncated", "html", "500", "503", "busy"])
def test_a_source_that_stumbles_once_is_asked_again(data: Path, services: Services, kind: str) -> None:
    services.fault(kind, "TypedDataSet", times=2, seconds=1)
    assert run(data).stamp


def test_after_a_broken_connection_only_the_rest_is_asked(data: Path, services: Services) -> None:
    services.fault("reset", "TypedDataSet", times=99, after=25)
    with pytest.raises(SourceError):
        run(data, NUISANCE)
    before = [address for address in services.asked if "TypedDataSet" in address]
    for server in services._servers.values():
        server.faults.faults.clear()
        server.faults.asked.clear()
    assert run(data, NUISANCE).stamp
    after = [address for address in services.asked if "TypedDataSet" in address]
    whole = before[: len(before) - WAYS_TRIED]
    assert whole
    assert not set(whole[: len(whole) // 2]) & set(after), "what came in whole is not asked again"


WAYS_TRIED = 3


def test_a_renamed_kind_and_a_shifted_suffix_change_nothing(data: Path, services: Services) -> None:
    run(data, NUISANCE)
    first = rows(data, "47021NED.parquet")
    table = services.table("47021NED")
    table.modified = "2026-12-15T02:00:00"
    table.topics[0].key = "GeregistreerdeOverlast_7"
    table.dimension("Overlast").codes[1].title = "E33 heet nu anders"
    run(data, NUISANCE, NOW.replace(hour=7))
    assert rows(data, "47021NED.parquet").equals(first)


def test_a_topic_with_another_name_is_refused(data: Path, services: Services) -> None:
    table = services.table("47008NED")
    table.topic("Totaal_2").title = "Meldingen"
    table.topic("Totaal_2").key = "Meldingen_2"
    with pytest.raises(SourceError, match=r"‘Totaal’ staat niet .*topics.csv"):
        run(data)


def test_a_municipality_that_the_table_dropped_stops_the_refresh(data: Path, services: Services) -> None:
    regions = services.table("47008NED").dimension("RegioS")
    regions.codes = [code for code in regions.codes if code.key != "GM0851"]
    before = fingerprint(data)
    with pytest.raises(LossError, match=r"Steenbergen \(GM0851\).*--accept"):
        run(data)
    assert fingerprint(data) == before
    assert run(data, Wish(only=("47008NED",), outlines=False, accept=True)).stamp


def test_a_lost_period_stops_the_refresh_until_it_is_accepted(data: Path, services: Services) -> None:
    run(data)
    table = services.table("47008NED")
    table.modified = "2026-12-15T02:00:00"
    time_ = table.dimension("Perioden")
    time_.codes = [code for code in time_.codes if code.key != "2014JJ00"]
    with pytest.raises(LossError, match="47008NED: periode 2014 ontbreekt"):
        run(data, now=NOW.replace(hour=7))
    assert active.active(data).stamp == "2026-11-25T060000"
    asked = len(services.asked)
    assert run(data, Wish(only=("47008NED",), outlines=False, accept=True), NOW.replace(hour=8)).stamp
    assert not [a for a in services.asked[asked:] if "TypedDataSet" in a], "what came in stays"


def test_a_wrong_pad_is_not_an_empty_table(data: Path, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    from ivp.sources import odata

    plain = odata.equals
    monkeypatch.setattr(odata, "equals", lambda dimension, keys: plain(dimension, [key.strip() for key in keys]))
    with pytest.raises(SourceError, match=r"gaf voor NL01 .* rijen in plaats van"):
        run(data)


def test_contradicting_figures_are_refused(data: Path, services: Services) -> None:
    topic = services.table("47021NED").topics[0]
    values = topic.values
    topic.values = lambda places: values(places) + (places[0] == 1) * 5.0
    with pytest.raises(SourceError, match="tellen op tot 5 meer dan hun totaal"):
        run(data, NUISANCE)


def test_a_full_disk_keeps_the_old_figures(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(data)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("ivp.pulls.pull.pq.write_table", full)
    with pytest.raises(
        UserError, match=r"kunnen niet worden bewaard \(No space left on device\).*De oude cijfers staan er nog"
    ):
        run(data)
    assert fingerprint(data) == before


def test_two_refreshes_at_once_are_refused(data: Path, services: Services) -> None:
    services.fault("slow", "TypedDataSet", seconds=0.05)
    first = threading.Thread(target=run, args=(data,))
    first.start()
    while not services.asked:
        time.sleep(0.01)
    with pytest.raises(UserError, match="loopt al een verversing"):
        run(data)
    first.join()
    assert active.active(data).stamp


def test_kill_at_any_moment_leaves_figures_that_are_whole(data: Path, services: Services) -> None:
    """Killed after ever more time; afterwards the figures in use verify, and a next refresh succeeds."""
    environment = {**os.environ, "IVP_DATA": str(data), "IVP_CACHE": str(data.parent / "cache")}
    command = [
        sys.executable,
        "-m",
        "ivp",
        "refresh",
        "--only",
        "47021NED",
        "--no-outlines",
        "--pause",
        "0",
        "--log",
        "stil",
    ]
    for delay in (0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.5, 3.0):
        services.table("47021NED").modified = f"2026-12-15T02:00:0{int(delay * 10) % 10}"
        process = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        now = active.active(data)
        snapshot.verify(now.snapshot)
        snapshot.read_manifest(now.geo)
    services.table("47021NED").modified = "2027-01-15T02:00:00"
    outcome = run(data, NUISANCE, datetime(2027, 1, 16, 6, 0, 0))
    assert outcome.stamp == "2027-01-16T060000"
    assert not list(active.folder(data).glob(".new-*"))


def test_the_last_three_stay_and_one_can_go_back(data: Path, services: Services) -> None:
    stamps = []
    for hour in range(6, 11):
        services.table("47008NED").modified = f"2026-12-{hour:02}T02:00:00"
        stamps.append(run(data, now=NOW.replace(hour=hour)).stamp)
    assert active.history(data) == stamps[:-4:-1]
    assert active.rollback(data).stamp == stamps[-2]
    assert active.rollback(data).stamp == stamps[-3]
    assert active.rollback(data).stamp == ""
    with pytest.raises(UserError, match="niets om naar terug te gaan"):
        active.rollback(data)


def test_other_boundaries_and_names_are_noticed(data: Path, services: Services) -> None:
    assert not [line for line in run(data).lines if "heet" in line]
    table = services.table("47008NED")
    table.modified, table.title = "2027-01-15T02:00:00", "Reactietijden; gemeente 2027"
    next(code for code in table.dimension("RegioS").codes if code.key.strip() == "GM1674").title = "Rosendaal"
    lines = run(data, now=NOW.replace(hour=7)).lines
    assert any("heet nu ‘Reactietijden; gemeente 2027’ en eerst" in line for line in lines)
    assert "GM1674 heet bij de bron ‘Rosendaal’ en in areas.csv ‘Roosendaal’" in lines


def test_an_unknown_table_is_named(data: Path) -> None:
    with pytest.raises(UserError, match=r"Tabel ‘47999NED’ staat niet in data/tables.csv"):
        run(data, Wish(only=("47999NED",)))


def test_all_municipalities_come_when_asked(data: Path) -> None:
    wish = Wish(only=("47021NED",), outlines=False, everything=True)
    assert run(data, wish).stamp
    assert set(rows(data, "47021NED.parquet")["area"]) >= {"GM0654", "GM0664", "GM1674"}


def test_the_service_knows_who_asks(data: Path, services: Services) -> None:
    run(data)
    assert all(agent.startswith("Veiligheidsbeeld/") for agent in services.agents)
