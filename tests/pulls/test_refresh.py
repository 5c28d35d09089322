"""A refresh against the loopback services: what comes in, and that nothing changes when anything goes wrong."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.pulls import active, report
from ivp.pulls.network import NoNetworkError
from ivp.pulls.progress import Progress
from ivp.pulls.refresh import Done, LossError, Wish, refresh
from ivp.sources.transport import Patience, SourceError, Transport
from tests.services import tables
from tests.services.data import data_folder
from tests.services.server import Services
from tests.sources.loopback import Loopback

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
    assert set(found["area"].str[:2]) == {"GM", "WK", "BU"}
    assert len(found) == (272 + 8) * 59 * 14


def test_a_refresh_continues_the_kinds_by_gemeente_and_keeps_those_of_other_gemeenten(data: Path) -> None:
    embedded = snapshot.read_table(data / "snapshot", "47018NED.parquet")
    run(data, Wish(only=("47018NED",), outlines=False))
    fresh = rows(data, "47018NED.parquet")
    assert set(embedded["code"]) <= set(fresh["code"])
    rest = rows(data, "rest_47018NED.parquet")
    assert set(rest["area"]) == set(embedded["area"]) - set(fresh["area"])
    assert {"NL01", "GM0014"} <= set(rest["area"])
    assert "GM0748" in set(fresh["area"])


def test_a_refresh_of_the_survey_has_every_item_that_is_embedded(data: Path) -> None:
    items = set(snapshot.read_table(data / "snapshot", "85146NED.parquet")["code"])
    run(data, Wish(only=("85146NED",), outlines=False))  # losing an item would stop it
    fresh = rows(data, "85146NED.parquet")
    assert items <= set(fresh["code"])
    assert fresh.loc[fresh["code"].isin(items), "margin"].notna().any()


def test_figures_of_areas_that_are_not_pulled_stay_with_their_own_date(data: Path) -> None:
    run(data, Wish(only=("47013NED",), outlines=False))
    old = snapshot.read_table(data / "snapshot", "47013NED.parquet")
    now = active.active(data).snapshot
    rest = snapshot.read_table(now, "rest_47013NED.parquet")
    fresh = rows(data, "47013NED.parquet")
    assert set(old["area"]) - set(fresh["area"]) == set(rest["area"])
    entry = next(e for e in snapshot.read_manifest(now).files if e.file == "rest_47013NED.parquet")
    assert entry.retrieved == snapshot.read_manifest(data / "snapshot").compiled
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
        UserError, match=r"kunnen niet worden bewaard \(de schijf is vol\).*De oude cijfers staan er nog"
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


def outcomes(done: Done) -> dict[str, str]:
    return {table.source: table.outcome.value for table in done.report.tables}


FOUR = Wish(only=("47021NED", "47008NED", "37230ned", "85655NED", "84847NED", "85322NED"), outlines=False)


def four_faults(services: Services) -> None:
    """One table is gone, one has another dimension, one breaks off, and one lost a municipality of ours."""
    services.remove("84847NED")
    services.table("85655NED").dimension("Leeftijd").codes[0].title = "Alle leeftijden"
    services.fault("reset", "37230ned/TypedDataSet", times=99)
    services.table("47008NED").drop("RegioS", "GM0851")


def test_four_tables_that_fail_in_four_ways_cost_those_four(data: Path, services: Services) -> None:
    four_faults(services)
    before = {entry.file: entry for entry in snapshot.read_manifest(data / "snapshot").files}
    done = run(data, FOUR)
    assert outcomes(done) == {
        "47021NED": "opgehaald",
        "47008NED": "behouden",
        "85322NED": "opgehaald",
        "37230ned": "behouden",
        "85655NED": "behouden",
        "84847NED": "behouden",
    }
    assert (done.stamp, done.report.code) == ("2026-11-25T060000", 3)
    assert report.last(data) == done.report
    why = {table.source: table.why for table in done.report.tables}
    assert re.search(r"Steenbergen \(GM0851\).*--accept", why["47008NED"])
    assert "de verbinding is verbroken" in why["37230ned"]
    assert "dimensie ‘Leeftijd’ en het is niet zeker welke code geldt" in why["85655NED"]
    assert "bestaat niet (meer)" in why["84847NED"]
    assert sum("niet ververst" in line for line in done.lines) == 4
    after = {entry.file: entry for entry in snapshot.read_manifest(active.active(data).snapshot).files}
    assert after["37230ned.parquet"] == before["37230ned.parquet"], "the old figures stay as they were"
    assert after["47021NED.parquet"].origin == "opgehaald uit de open tabel"
    assert not {"84847NED.parquet", "85655NED.parquet", "47008NED.parquet"} & set(after)


def test_strict_is_all_or_nothing(data: Path, services: Services) -> None:
    services.remove("84847NED")
    before = fingerprint(data)
    with pytest.raises(SourceError, match="tabel 84847NED bestaat niet"):
        run(data, replace(FOUR, strict=True))
    assert fingerprint(data) == before
    assert active.active(data).stamp == ""


def test_when_nothing_comes_in_every_table_says_why(data: Path, services: Services) -> None:
    for table in FOUR.only:
        services.remove(table)
    with pytest.raises(UserError, match="Er is niets ververst; de oude cijfers staan er nog") as caught:
        run(data, FOUR)
    assert len(str(caught.value).splitlines()) == 1 + len(FOUR.only)
    last = report.last(data)
    assert last is not None
    assert (last.code, last.stamp, active.active(data).stamp) == (1, "", "")


def test_a_table_that_failed_goes_on_where_it_stopped_and_the_others_are_not_asked_again(
    data: Path, services: Services
) -> None:
    services.fault("reset", "47021NED/TypedDataSet", times=99, after=20)
    both = Wish(only=("47021NED", "47008NED"), outlines=False)
    assert outcomes(run(data, both)) == {"47021NED": "behouden", "47008NED": "opgehaald"}
    for server in services._servers.values():
        server.faults.faults.clear()
        server.faults.asked.clear()
    done = run(data, both, NOW.replace(hour=7))
    assert outcomes(done) == {"47021NED": "opgehaald", "47008NED": "ongewijzigd"}
    assert done.report.code == 0
    whole = 52
    assert len([one for one in services.asked if "TypedDataSet" in one]) == whole - 20
    assert not (active.folder(data) / ".work").exists() or not list((active.folder(data) / ".work").iterdir())


def test_a_loss_stops_that_table_and_the_others_come_in(data: Path, services: Services) -> None:
    both = Wish(only=("47021NED", "47008NED"), outlines=False)
    run(data, both)
    for id in both.only:
        services.table(id).modified = "2026-12-15T02:00:00"
    services.table("47008NED").drop("Perioden", "2014JJ00")
    done = run(data, both, NOW.replace(hour=7))
    assert outcomes(done) == {"47021NED": "opgehaald", "47008NED": "behouden"}
    kept = done.report.of(report.Outcome.KEPT)[0]
    assert "periode 2014 ontbreekt in de nieuwe cijfers. Klopt dit, ververs dan met --accept" in kept.why
    assert "2014" in set(rows(data, "47008NED.parquet")["period"])
    entries = {e.file: e for e in snapshot.read_manifest(active.active(data).snapshot).files}
    assert entries["47021NED.parquet"].modified == "2026-12-15T02:00:00"
    again = run(data, replace(both, accept=True), NOW.replace(hour=8))
    assert outcomes(again) == {"47021NED": "ongewijzigd", "47008NED": "opgehaald"}


def test_a_new_year_of_counts_waits_for_inhabitants_that_failed(data: Path, services: Services) -> None:
    both = Wish(only=("47021NED", "03759ned"), outlines=False)
    year = services.table("47021NED").dimension("Perioden")
    year.codes = [replace(code, key=code.key.replace("2026", "2027")) for code in year.codes]
    services.remove("03759ned")
    with pytest.raises(UserError, match="Er is niets ververst") as caught:
        run(data, both)
    assert "wacht: van 2027 zijn er nog geen inwoners, want 03759ned kwam niet binnen" in str(caught.value)


def test_counts_of_years_with_inhabitants_do_not_wait(data: Path, services: Services) -> None:
    services.remove("03759ned")
    done = run(data, Wish(only=("47021NED", "03759ned"), outlines=False))
    assert outcomes(done) == {"47021NED": "opgehaald", "03759ned": "behouden"}


def test_another_host_is_tried_and_told(data: Path, services: Services, tmp_path: Path) -> None:
    services.remove("47008NED")
    folder = data_folder(tmp_path / "two", politie=[services.politie, services.cbs], cbs=services.cbs)
    with Services(municipalities=tables.NAMED) as other:
        services.tables.hosts["cbs"]["47008NED"] = other.table("47008NED")
        done = run(folder)
    (table,) = done.report.tables
    assert table.outcome is report.Outcome.TAKEN
    assert table.why == f"Gevonden op {services.cbs}; {services.politie} gaf de cijfers niet."


def test_a_long_question_that_is_refused_is_asked_in_parts(tmp_path: Path) -> None:
    with Services(longest=600) as strict:
        folder = data_folder(tmp_path / "strict", politie=strict.politie, cbs=strict.cbs)
        done = run(folder, Wish(only=("83648NED",), outlines=False))
        assert outcomes(done) == {"83648NED": "opgehaald"}
        sizes = [len(urlsplit(one).query) for one in strict.asked if "TypedDataSet" in one]
        assert max(sizes) > 600 >= min(sizes), "refused first, then in parts"


def test_the_rows_of_a_whole_table_are_asked_without_naming_its_columns(data: Path, services: Services) -> None:
    assert len(services.table("85322NED").columns) > 150
    assert run(data, Wish(only=("85322NED",), outlines=False)).stamp
    asked = [one for one in services.asked if "85322NED/TypedDataSet" in one]
    assert asked
    assert not any("select" in one for one in asked)
    found = rows(data, "85322NED.parquet")
    assert "Traditionele criminaliteit › Totaal slachtoffers" in set(found["code"])


def test_districts_and_basisteams_are_taken_by_title_where_they_are(data: Path, services: Services) -> None:
    done = run(data, Wish(only=("81877NED", "85146NED"), outlines=False))
    found = rows(data, "81877NED.parquet")
    ours = {"NL01", "RE08", "PD-MARKIEZATEN", "BT-BERGEN-OP-ZOOM", "BT-ROOSENDAAL", "GM1674"}
    assert set(found["area"]) == ours
    assert set(found["code"]) >= {"VoeltZichWelEensOnveilig", "RapportcijferVeiligheidInBuurt"}
    assert found["margin"].notna().all()
    why = {table.source: table.why for table in done.report.tables}
    assert why["85146NED"].startswith(
        "Niet in deze tabel: De Markiezaten, Basisteam Bergen op Zoom, Basisteam Roosenda"
    )
    assert not set(rows(data, "85146NED.parquet")["area"]) & {"PD-MARKIEZATEN", "BT-ROOSENDAAL"}


def test_without_a_network_one_thing_is_said_at_once(data: Path, tmp_path: Path) -> None:
    with Loopback(b"") as gone:
        nowhere = gone.url
    urls = dict.fromkeys(("politie", "cbs", "pdok", "leefbaarometer"), nowhere)
    folder = data_folder(tmp_path / "away", **urls)
    with pytest.raises(NoNetworkError, match=r"^Geen netwerk: .* Controleer de verbinding met internet") as caught:
        run(folder, Wish())
    assert len(str(caught.value).splitlines()) == 1


def test_a_host_that_is_away_is_asked_once_for_all_its_tables(tmp_path: Path, services: Services) -> None:
    with Loopback(b"") as gone:
        nowhere = gone.url
    folder = data_folder(tmp_path / "half", politie=nowhere, cbs=services.cbs)
    with Transport(Patience(**WAYS), sleep=lambda _: None) as transport:  # type: ignore[arg-type]
        wish = Wish(only=("47021NED", "47008NED", "37230ned"), outlines=False)
        done = refresh(folder, transport, Progress(), wish, NOW)
        looked = 1  # whether there is a network at all
        assert transport.requests - len(services.asked) == WAYS["attempts"] + looked
    assert outcomes(done) == {"47021NED": "behouden", "47008NED": "behouden", "37230ned": "opgehaald"}
