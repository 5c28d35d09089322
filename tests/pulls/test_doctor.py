"""The doctor asks every point, says what it saw, and goes on when one source is away. All figures are synthetic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.pulls.doctor import Finding, doctor
from ivp.sources.transport import Patience, Transport
from tests.services.cube import Code, Dimension, Table, Topic, Values
from tests.services.server import Services
from tests.sources.loopback import Clock, Loopback, http

CATALOG = load_catalog(paths.ROOT / "data")
LETTERS = "abcdefghijklm"
HIDDEN = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")
CRIMES = ("0.0.0", *HIDDEN, *(f"9.{n}.1" for n in range(54)))
NUISANCE = ("0.0.0", "E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22")
CBS_CRIMES = ("T001161", *(f"CRI{n}" for n in (1000, 1100, 1110, 2000, 2100, 2200, 3000, 3100, 3300, 3400, 4000, 5000)))
YEAR = datetime.now(UTC).year
OUTLINES = json.dumps({"features": [{}] * 342, "links": [{"rel": "self"}, {"rel": "next"}]})


def made_of(kinds: int) -> Values:
    """Kind n counts n, every third has an empty cell; the first is the total of the others."""
    parts = np.array([n if n % 3 else np.nan for n in range(kinds)])
    parts[0] = np.nansum(parts[1:])
    return lambda places: parts[places[0]]


def nothing(places: tuple[np.ndarray, ...]) -> np.ndarray:
    return np.zeros(len(places[0]))


def dimension(key: str, *codes: str, kind: str = "Dimension", width: int = 7) -> Dimension:
    return Dimension(key, kind, key, width, [Code(code, f"Titel van {code}") for code in codes])


def time(last: int = 2025) -> Dimension:
    slots = [
        f"{year}{slot}" for year in range(2012, last + 1) for slot in (*(f"MM{m:02}" for m in range(1, 13)), "JJ00")
    ]
    return dimension("Perioden", *slots, kind="TimeDimension", width=8)


def regions(*codes: str) -> Dimension:
    return dimension("RegioS", *codes, kind="GeoDimension", width=6)


def table(id: str, *dimensions: Dimension, topics: list[Topic] | None = None, title: str = "Verzonnen") -> Table:
    return Table(id, title, list(dimensions), topics or [Topic("Iets_1", "Iets", nothing)])


def politie() -> dict[str, Table]:
    places = dimension("WijkenEnBuurten", "NL00", "GM0748", "BU07480000", kind="GeoDetail", width=10)
    crimes = dimension("SoortMisdrijf", *CRIMES, width=6)
    count = Topic("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", made_of(len(CRIMES)))
    hidden = Topic("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", nothing)
    nuisance = dimension("Overlast", *NUISANCE, width=6)
    found = [
        table("47013NED", crimes, regions("NL01", "GM0748", "GM1674"), time(), topics=[count]),
        table("47018NED", crimes, places, time(), topics=[hidden]),
        table("47021NED", nuisance, regions("NL01"), time()),
    ]
    return {one.id: one for one in found}


def cbs() -> dict[str, Table]:
    thefts = dimension("SoortDiefstal", "CRI1134", "CRI1135")
    thefts.codes[0].title, thefts.codes[1].title = "Diefstal/inbraak woning", "Diefstal uit bedrijf"
    groups = [
        Topic("Code_1", "Code", nothing, ("Codes van gemeenten",)),
        Topic("Code_3", "Code", nothing, ("Politie",)),
    ]
    ours = regions("NL01", "PV30", "GM0748", "GM1674")
    title = "Kerncijfers wijken en buurten"
    found = [
        table("85146NED", regions("NL01", "GM0748", "GM1674", "PD0101")),
        table("83648NED", dimension("SoortMisdrijf", *CBS_CRIMES, "CRI9999")),
        table("83651NED", thefts),
        table("85655NED", ours, time(2024)),
        table("84847NED", ours, time(2023)),
        table("86247NED", regions("GM0748"), topics=groups),
        table("86165NED", regions("NL01"), title=f"{title} {YEAR - 1}"),
        table("99999NED", regions("NL01"), title=f"{title} {YEAR}"),
    ]
    return {one.id: one for one in found}


@pytest.fixture
def services() -> Iterator[Services]:
    with Services({"politie": politie(), "cbs": cbs()}) as made:
        yield made


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def examined(services: Services, **urls: str) -> dict[str, Finding]:
    """The findings by letter, with PDOK on a server of its own."""
    with Loopback(http(OUTLINES)) as pdok, Transport(Patience(pause=0, attempts=2)) as transport:
        places = {"politie": services.politie, "cbs": services.cbs, "pdok": pdok.url} | urls
        findings = list(doctor(places, transport, CATALOG))
    assert [finding.point for finding in findings] == list(LETTERS)
    for finding in findings:
        assert finding.what
        assert finding.seen
        assert "\n" not in finding.seen + finding.remedy
        assert finding.remedy or finding.passed
    return {finding.point: finding for finding in findings}


def test_sources_as_expected_pass_every_point_that_can_be_decided(services: Services) -> None:
    found = examined(services)
    assert {point for point, finding in found.items() if finding.passed} == set(LETTERS) - {"m"}
    assert found["m"].passed is None  # loopback has no certificate
    seen = {point: finding.seen for point, finding in found.items()}
    assert seen["a"] == "28 van 28 jaren sluiten (NL01 en GM0748); 532 lege cellen, 0 keer 0"
    assert seen["b"] == "2 gemeenten, met Bergen op Zoom en Roosendaal; ook PD: 1"
    assert seen["c"] == "56 cellen van verborgen misdrijven: 56 keer 0"
    assert seen["d"] == "9 codes, alle bekende zijn er"
    assert seen["e"] == "14 codes, alle bekende zijn er"
    assert seen["f"] == "CRI1134 is Diefstal/inbraak woning; CRI1135 is Diefstal uit bedrijf"
    assert "85655NED: 1 onderwerpen, RegioS, Perioden, 2 gemeenten, nieuwste jaar 2024" in seen["g"]
    assert "84847NED: 1 onderwerpen, RegioS, Perioden, 2 gemeenten, nieuwste jaar 2023" in seen["g"]
    assert seen["h"] == "2 indelingen, met Politie"
    assert (
        seen["i"] == "feed met $skip=10 begint bij rij [10]; ODataApi antwoordt op $skip met 500, op $top=6000 met 200"
    )
    assert seen["j"] == "fout 500 als tekst: The requested query returns more than 10000 records"
    assert seen["k"] == "limit=1000 geeft 342 vlakken en een volgende bladzijde"
    assert seen["l"] == f"2 tabellen; nieuwste {YEAR}: 99999NED"


def test_all_points_take_less_than_a_minute_at_one_request_a_second(services: Services) -> None:
    clock = Clock()
    with (
        Loopback(http(OUTLINES)) as pdok,
        Transport(Patience(attempts=2), clock=clock, sleep=clock.sleep) as transport,
    ):
        places = {"politie": services.politie, "cbs": services.cbs, "pdok": pdok.url}
        assert len(list(doctor(places, transport, CATALOG))) == len(LETTERS)
    assert transport.requests < 30
    assert sum(clock.slept) < 40


def changed(services: Services, id: str, place: int, *codes: str) -> None:
    """Give a dimension other codes."""
    one = services.table(id).dimensions[place]
    one.codes = [Code(code, f"Titel van {code}") for code in codes]


def test_a_total_that_does_not_close_is_seen(services: Services) -> None:
    services.table("47013NED").topics[0].values = lambda places: np.where(places[0] == 0, 100.0, 1.0)
    assert examined(services)["a"].passed is False


def test_a_wrong_pad_is_seen_as_no_rows(services: Services) -> None:
    services.table("47013NED").dimension("RegioS").width = 8
    found = examined(services)["a"]
    assert found.passed is False
    assert "geeft geen rijen; de codes of hun spaties zijn veranderd" in found.seen


def test_a_municipality_outside_the_survey_is_for_a_person_to_judge(services: Services) -> None:
    changed(services, "85146NED", 0, "NL01", "GM1674")
    found = examined(services)["b"]
    assert (found.passed, found.seen) == (None, "1 gemeenten, zonder Bergen op Zoom; geen codes van districten")
    assert "sjabloon" in found.remedy


def test_hidden_crimes_that_get_figures_are_seen(services: Services) -> None:
    services.table("47018NED").topics[0].values = lambda places: np.where(places[0] == 1, 3.0, np.nan)
    found = examined(services)["c"]
    assert found.passed is False
    assert found.seen == "56 cellen van verborgen misdrijven: 14 keer een getal, 42 keer leeg"


def test_a_lost_and_a_new_kind_of_nuisance_are_named(services: Services) -> None:
    changed(services, "47021NED", 0, *NUISANCE[:-1], "M99")
    found = examined(services)["d"]
    assert (found.passed, found.seen) == (False, "9 codes, niet meer: M22, nieuw: M99")


def test_a_lost_code_of_cbs_is_named(services: Services) -> None:
    changed(services, "83648NED", 0, *CBS_CRIMES[:-1])
    found = examined(services)["e"]
    assert (found.passed, found.seen) == (False, "12 codes, niet meer: CRI5000")


@pytest.mark.parametrize(
    ("first", "second", "passed"),
    [("Bedrijf", "Woning", False), ("Uit woning en schuur", "Uit woning", None), ("Uit woning", "Bedrijf", True)],
)
def test_the_code_of_burglary_is_seen_by_its_title(
    first: str, second: str, passed: bool | None, services: Services
) -> None:
    codes = services.table("83651NED").dimensions[0].codes
    codes[0].title, codes[1].title = first, second
    assert examined(services)["f"].passed is passed


def test_a_table_without_municipalities_is_seen(services: Services) -> None:
    changed(services, "84847NED", 0, "NL01", "PV30")
    found = examined(services)["g"]
    assert found.passed is False
    assert "0 gemeenten" in found.seen


def test_no_police_areas_is_no_fault(services: Services) -> None:
    services.table("86247NED").topics.pop()
    found = examined(services)["h"]
    assert (found.passed, found.seen) == (None, "1 indelingen, geen van de politie")


def test_key_figures_that_are_not_there_yet_are_no_fault(services: Services) -> None:
    services.remove("99999NED")
    found = examined(services)["l"]
    assert (found.passed, found.seen) == (None, f"1 tabellen; nieuwste {YEAR - 1}: 86165NED")
    assert str(YEAR) in found.remedy


def test_a_table_that_is_gone_fails_its_own_points_only(services: Services) -> None:
    services.remove("86247NED")
    found = examined(services)
    assert found["h"].passed is False
    assert found["h"].seen.startswith("Tabel 86247NED bestaat niet (meer)")
    assert {point for point, finding in found.items() if finding.passed is False} == {"h"}


def test_too_many_rows_that_are_cut_off_are_seen(services: Services) -> None:
    services.fault("truncated", "ODataApi/odata/47013NED/TypedDataSet?$filter")
    assert examined(services)["j"].passed is False


@pytest.mark.parametrize("kind", ["html", "503", "reset", "truncated", "gone"])
def test_one_point_gone_wrong_leaves_the_others(kind: str, services: Services) -> None:
    services.fault(kind, "Overlast", times=2)
    found = examined(services)
    assert {point for point, finding in found.items() if finding.passed is False} == {"d"}
    assert found["d"].seen.startswith("Tabel 47021NED")


def test_a_service_that_is_away_is_asked_once_and_the_others_go_on(services: Services) -> None:
    with Loopback(b"") as gone:
        url = gone.url
    found = examined(services, politie=url)
    assert {point for point, finding in found.items() if finding.passed is False} == set("acdijm")
    assert found["a"].seen == "Tabel 47013NED: de dienst is niet te bereiken, ook na 2 pogingen"
    assert found["m"].seen == "niet gevraagd, want de dienst is niet te bereiken"


def test_no_service_at_all_still_gives_every_point() -> None:
    with Transport(Patience(pause=0)) as transport:
        findings = list(doctor({}, transport, CATALOG))
    assert [finding.passed for finding in findings] == [False] * len(LETTERS)
    assert "pdok staat niet in data/services.csv" in findings[10].seen


@pytest.mark.parametrize(
    ("answers", "passed", "seen"),
    [
        ([http(status=400), http(OUTLINES)], True, "limit=200 geeft 342 vlakken en een volgende bladzijde"),
        ([http(status=400)], False, "ook limit=100 geeft fout 400"),
        ([http('{"features": []}')], False, "het antwoord heeft een andere vorm (KeyError('links'))"),
        ([http("<html>")], False, "het antwoord heeft een andere vorm"),
        ([http("[1]")], False, "het antwoord heeft een andere vorm"),
    ],
)
def test_outlines_come_at_the_largest_limit(answers: list[bytes], passed: bool, seen: str, services: Services) -> None:
    with Loopback(*answers) as pdok:
        found = examined(services, pdok=pdok.url)["k"]
    assert found.passed is passed
    assert found.seen.startswith(seen)
