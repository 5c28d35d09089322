"""The whole of doctor against the loopback services: what it says, what it writes, and how it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ivp.pulls import active, checkup
from ivp.pulls.checkup import Asked
from ivp.pulls.network import NoNetworkError
from ivp.sources.transport import Patience
from tests.services.data import data_folder
from tests.services.geo import GeoServices
from tests.services.server import Services
from tests.services.tables import NAMED
from tests.sources.loopback import Loopback
from tests.sources.replay import Replay

NOW = datetime(2026, 11, 25, 6, 0, 0)
QUICK = Patience(pause=0, read=10, attempts=1)


@pytest.fixture
def services() -> Iterator[Services]:
    with Services(municipalities=NAMED) as running:
        yield running


@pytest.fixture
def geo() -> Iterator[GeoServices]:
    with GeoServices() as running:
        yield running


@pytest.fixture
def data(tmp_path: Path, services: Services, geo: GeoServices) -> Path:
    maps = {"pdok": geo.pdok, "leefbaarometer": geo.leefbaarometer}
    return data_folder(tmp_path / "data", politie=services.politie, cbs=services.cbs, **maps)


def run(data: Path, record: Path | None = None) -> tuple[int, list[str]]:
    said: list[str] = []
    code = checkup.run(Asked(data, data.parent / "doctor.txt", record), NOW, said.append, QUICK)
    return code, said


def line(said: list[str], *parts: str) -> str:
    """The one line that begins so and holds the rest."""
    found = [one for one in said if one.startswith(parts[0]) and all(part in one for part in parts[1:])]
    assert len(found) == 1, (parts, found)
    return found[0]


def after(said: list[str], *parts: str) -> str:
    """The line under it: what to do."""
    return said[said.index(line(said, *parts)) + 1].strip()


def test_everything_as_expected_ends_with_one_sentence_and_a_report(data: Path) -> None:
    code, said = run(data)
    assert code == 0
    assert said[-2] == "\nVerversen zal nu helemaal werken: alle 29 tabellen zijn er."
    report = (data.parent / "doctor.txt").read_text(encoding="utf-8")
    assert report.startswith("Verslag van doctor, 25 november 2026 om 6.00 uur, Veiligheidsbeeld ")
    assert all(one in report for one in said[:-1])
    assert not list(active.folder(data).glob("*")), "nothing was fetched"


def test_what_each_survey_has_for_unit_district_and_basisteams_is_told(data: Path) -> None:
    _, said = run(data)
    assert line(said, "81877NED", "De Markiezaten:").endswith(
        "het district De Markiezaten: PD0002 ‘De Markiezaten (PD)’"
    )
    assert line(said, "81924NED", "basisteam Roosendaal:").endswith("BT0003 ‘Roosendaal (BT)’")
    for survey in ("85146NED", "85322NED", "85472NED", "85955NED"):
        assert line(said, survey, "De Markiezaten:").endswith("staat er niet in")
        assert "RE08 ‘Zeeland - West-Brabant (RE)’" in line(said, survey, "politie-eenheid")


def test_the_longest_address_is_sent(data: Path, services: Services) -> None:
    _, said = run(data)
    told = re.search(r"([\d.]+) tekens \(tabel (\w+), 22 gebieden en soorten\): 1 rij$", line(said, "adres"))
    assert told
    longest = max((one for one in services.asked if "TypedDataSet" in one and "$top=1" in one), key=len)
    assert len(services.cbs + longest) - len("&$top=1") == int(told[1].replace(".", ""))
    assert told[2] in longest


def test_what_is_otherwise_than_supposed_is_named_with_what_was_found(data: Path, services: Services) -> None:
    services.table("85146NED").drop("RegioS", *(f"RE{n:02}" for n in range(1, 11)))
    services.table("86358NED").drop("WijkenEnBuurten", "BU16740706")
    places = services.table("85655NED").dimension("Woongemeente")
    places.key = "Regio"
    code, said = run(data)
    assert code == 3
    assert "let op" in line(said, "85146NED", "met de eenheden", "zonder RE")
    assert "let op" in line(
        said, "85655NED", "verondersteld", "Leeftijd, Geslacht, Regio, Perioden; zonder Woongemeente"
    )
    assert "zonder al onze wijken en buurten" in line(said, "86358NED", "met de codes van 2024")
    assert "doorgeven" not in said
    assert "Geef dit door" in after(said, "85146NED", "met de eenheden")


def test_tables_that_will_fail_make_it_a_part_and_say_what_to_do(data: Path, services: Services) -> None:
    services.remove("84847NED")
    services.table("47008NED").drop("RegioS", "GM0851")
    code, said = run(data)
    assert code == 3
    assert said[-2] == (
        "\nVerversen zal nu voor een deel werken: 27 van de 29 tabellen; zonder 47008NED, 84847NED, die hun oude "
        "cijfers houden."
    )
    assert "FOUT" in line(said, "84847NED", "niet gevonden")
    assert "Zoek de opvolger" in after(said, "84847NED", "niet gevonden")
    assert "Steenbergen (GM0851)" in after(said, "47008NED", "Reactietijden van de politie")


def test_another_path_of_the_leefbaarometer_is_told(data: Path, geo: GeoServices) -> None:
    base = geo.leefbaarometer.removesuffix("/lbm3/ows")
    file = data / "services.csv"
    file.write_text(f"{file.read_text(encoding='utf-8')}leefbaarometer;Leefbaarometer;{base}/wfs\n", encoding="utf-8")
    geo.paths.clear()
    geo.paths.add("/wfs")
    code, said = run(data)
    assert code == 0
    assert f"Gevonden op {base}/wfs; {base}/lbm3/ows gaf de cijfers niet." in after(said, "LBM3", "Leefbaarometer 3")
    assert "zonder /lbm3/ows" in line(said, "LBM3", "verondersteld")


def test_without_a_network_one_thing_is_said(data: Path) -> None:
    with Loopback(b"") as gone:
        nowhere = gone.url
    urls = dict.fromkeys(("politie", "cbs", "pdok", "leefbaarometer"), nowhere)
    folder = data_folder(data.with_name("away"), **urls)
    said: list[str] = []
    with pytest.raises(NoNetworkError, match=r"^Geen netwerk"):
        checkup.run(Asked(folder, data.parent / "doctor.txt"), NOW, said.append, QUICK)
    assert said == []
    assert not (data.parent / "doctor.txt").exists()


def test_nothing_private_is_in_the_report(data: Path, services: Services) -> None:
    """A proxy or a sign-in page of the organisation may answer in the place of a service."""
    services.fault("elsewhere", "47008NED", times=9)
    _, said = run(data)
    report = (data.parent / "doctor.txt").read_text(encoding="utf-8")
    assert "verwijst door naar een ander adres ((ander adres))" in report
    for text in (report, "\n".join(said[:-1])):
        assert "aanmelden.invalid" not in text
        assert str(data) not in text


def test_a_recording_tells_the_same_when_it_is_replayed(data: Path, tmp_path: Path) -> None:
    code, said = run(data, tmp_path / "recording")
    with Replay(tmp_path / "recording") as replay:
        assert len(replay.tables) == 28
        assert sum("TypedDataSet?$format=json&$top=3" in asked for asked in replay.answers) == 27
        urls = dict.fromkeys(("politie", "cbs", "pdok"), replay.url)
        folder = data_folder(tmp_path / "again", **urls, leefbaarometer=f"{replay.url}/lbm3/ows")
        again = checkup.run(Asked(folder, tmp_path / "again.txt"), NOW, (heard := list[str]()).append, QUICK)
    local = re.compile(r"http://127\.0\.0\.1:\d+|doctor\.txt|again\.txt|/\S+/")
    tables = said.index("\nTabellen die verversen ophaalt")
    assert code == again, "\n".join(heard)
    assert [local.sub("", one) for one in heard[tables:-1]] == [local.sub("", one) for one in said[tables:-1]]
