"""What is said about the open data: OpenAPI, DCAT, the feed, the page and the manual, held against what is answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from starlette.testclient import TestClient

from ivp import paths
from ivp.pulls.diff import TableDiff
from ivp.pulls.latest import Latest
from ivp.store.current import open_current
from ivp.store.reader import Store
from ivp.web.open_data import answer, feed
from ivp.web.open_data.declare import ROOT, VERSION
from ivp.web.open_data.openapi import openapi, row_schema
from ivp.web.open_data.publisher import Publisher, publisher
from ivp.web.open_data.question import MOST_ROWS, read
from ivp.web.open_data.resources import RESOURCES
from ivp.web.parts.open_data import addresses_table
from ivp.wording import open_data as words
from tests.pages.visits import visit
from tests.web import open_world

MANUAL = (paths.ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")
ATOM = "{http://www.w3.org/2005/Atom}"
AT = f"https://voorbeeld.nl{ROOT}"
GIVEN = "Gemeente Aadorp; open@aadorp.nl; https://aadorp.nl/id"
# What DCAT-AP-NL 3.0 asks at least of each class (shapes/300/dcat-ap-nl-SHACL.ttl of Geonovum), with DCAT-AP 3.0.
ASKED = {
    "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:dataset"),
    "dcat:Dataset": ("dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:creator",
                     "dct:accessRights", "dcat:contactPoint", "dcat:theme"),
    "dcat:Distribution": ("dcat:accessURL", "dct:license"),
    "dcat:DataService": ("dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:accessRights",
                         "dcat:contactPoint", "dcat:theme", "dcat:endpointURL", "dcat:endpointDescription",
                         "dct:license"),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = open_world.build(tmp_path_factory.mktemp("open") / "open.duckdb")
    yield found
    found.close()


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    return open_world.client(store)


# OpenAPI


def nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(tree, Mapping):
        yield tree
    for child in tree.values() if isinstance(tree, Mapping) else tree if isinstance(tree, list) else ():
        yield from nodes(child)


def test_every_reference_leads_somewhere() -> None:
    found = openapi(AT)
    references = [node["$ref"] for node in nodes(found) if "$ref" in node]

    assert references
    for reference in references:
        place: Any = found
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]


def test_every_address_and_filter_is_described(client: TestClient) -> None:
    found = client.get(f"{ROOT}/openapi.json").json()

    assert found["openapi"] == "3.1.0"
    assert found["info"]["version"] == VERSION
    assert found["servers"] == [{"url": f"http://testserver{ROOT}"}]
    assert set(found["paths"]) == {f"/{name}{form}" for name in RESOURCES for form in ("", ".csv")}
    operations = [path["get"] for path in found["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for address in found["paths"]:
        assert client.get(ROOT + address).status_code == 200


@pytest.mark.parametrize("name", RESOURCES)
def test_a_described_filter_takes_what_is_described(client: TestClient, name: str) -> None:
    for one in openapi(AT)["paths"][f"/{name}"]["get"]["parameters"]:
        schema = one["schema"].get("items", one["schema"])
        values = schema.get("enum") or [schema[key] for key in ("minimum", "maximum") if key in schema]
        for value in values:
            assert client.get(f"{ROOT}/{name}?{one['name']}={value}").status_code == 200, (one["name"], value)
        if "enum" in schema:
            assert client.get(f"{ROOT}/{name}?{one['name']}=x").status_code == 400
        if "maximum" in schema:
            assert client.get(f"{ROOT}/{name}?{one['name']}={schema['maximum'] + 1}").status_code == 400


def test_described_patterns_are_those_that_are_held_to(client: TestClient) -> None:
    parameters = [one for path in openapi(AT)["paths"].values() for one in path["get"]["parameters"]]
    patterns = {one["name"]: one["schema"]["items"]["pattern"] for one in parameters if "pattern" in str(one)}
    addresses = {"periode": "cijfers", "jaar": "toetsen"}

    assert patterns.keys() == addresses.keys()
    for name, pattern in patterns.items():
        for value in ("2024", "2024-03", "2024-13", "1899", "24", "2024-3", "x"):
            answered = client.get(f"{ROOT}/{addresses[name]}?{name}={value}").status_code == 200
            assert answered == bool(re.fullmatch(pattern, value)), (name, value)


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a cell is what its property says, for the few words of JSON Schema that are used here."""
    if "enum" in schema and value not in schema["enum"]:
        return False
    if value is None:
        return "null" in schema["type"]
    kinds = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "array": list}
    if isinstance(value, bool) != (schema["type"][0] == "boolean") or not isinstance(value, kinds[schema["type"][0]]):
        return False
    if schema.get("format") == "date":
        return date.fromisoformat(value).isoformat() == value
    return all(isinstance(one, str) for one in value) if isinstance(value, list) else True


@pytest.mark.parametrize("name", RESOURCES)
def test_every_row_of_the_dashboard_is_as_described(name: str) -> None:
    store = open_current(paths.ROOT / "data", paths.cache_dir()).store
    resource, codes = RESOURCES[name], answer.codes(store)
    properties = list(row_schema(resource)["properties"].items())
    page, more = 0, True
    while more:
        page += 1
        question = read(resource, f"aantal={MOST_ROWS}&pagina={page}".encode(), codes)
        found = answer.ask(store, resource, question)
        more = found.more
        for row in found.rows:
            for value, (column, schema) in zip(row, properties, strict=True):
                assert fits(value, schema), (column, value)
        json.loads(answer.as_json(store, resource, found, None))
    if name not in ("besluiten", "duidingen"):  # nothing is documented yet
        assert page > 1 or found.rows


def test_what_does_not_fit_is_seen() -> None:
    schema = row_schema(RESOURCES["cijfers"])["properties"]

    assert not fits("x", schema["waarde"])
    assert not fits(True, schema["waarde"])
    assert not fits("weg", schema["toestand"])
    with pytest.raises(ValueError, match="isoformat"):
        fits("26-11-2026", schema["opgehaald"])


# DCAT


def test_the_catalogue_has_what_the_profile_asks(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_PUBLISHER", GIVEN)
    found = client.get(f"{ROOT}/catalogus.jsonld")
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for node in nodes(found.json()):
        if "@type" in node:
            by_kind.setdefault(node["@type"], []).append(node)

    assert found.headers["content-type"] == "application/ld+json"
    for kind, asked in ASKED.items():
        assert by_kind[kind]
        for node in by_kind[kind]:
            assert not [name for name in asked if not node.get(name)], node["@id"]
    agent = by_kind["foaf:Agent"][0]
    assert (agent["@id"], agent["foaf:name"]["@value"]) == ("https://aadorp.nl/id", "Gemeente Aadorp")
    contact = by_kind["vcard:Kind"][0]
    assert contact["vcard:hasEmail"] == {"@id": "mailto:open@aadorp.nl"}
    assert contact["vcard:hasURL"] == {"@id": "http://testserver/verantwoording"}


def test_every_distribution_is_there_and_every_resource_is_distributed(client: TestClient) -> None:
    found = client.get(f"{ROOT}/catalogus.jsonld").json()
    distributed = [one["dcat:accessURL"]["@id"] for data in found["dcat:dataset"] for one in data["dcat:distribution"]]

    assert distributed == [f"http://testserver{ROOT}/{name}{form}" for name in RESOURCES for form in ("", ".csv")]
    for address in [*distributed, found["dcat:service"]["dcat:endpointDescription"]["@id"]]:
        assert client.get(address).status_code == 200
    prefixes = {key.split(":")[0] for node in nodes(found) for key in node if ":" in key}
    assert prefixes <= found["@context"].keys()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", None),
        (" ; open@aadorp.nl", None),
        (GIVEN, Publisher("Gemeente Aadorp", "open@aadorp.nl", "https://aadorp.nl/id")),
        ("Aadorp", Publisher("Aadorp")),
        ("Aadorp; javascript:alert(1)", Publisher("Aadorp")),
        ("Aadorp; https://aadorp.nl/id", Publisher("Aadorp", "", "https://aadorp.nl/id")),
    ],
)
def test_who_publishes_is_what_the_setting_says(
    monkeypatch: pytest.MonkeyPatch, client: TestClient, given: str, expected: Publisher | None
) -> None:
    monkeypatch.setenv("IVP_PUBLISHER", given)

    assert publisher() == expected
    assert ("dct:publisher" in client.get(f"{ROOT}/catalogus.jsonld").json()) == (expected is not None)
    assert ("contact" in client.get(f"{ROOT}/openapi.json").json()["info"]) == (expected is not None)


def test_another_publisher_or_address_is_another_version(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = [client.get(f"{ROOT}/catalogus.jsonld").headers["etag"]]
    tags.append(client.get(f"{ROOT}/catalogus.jsonld", headers={"Host": "voorbeeld.nl"}).headers["etag"])
    monkeypatch.setenv("IVP_PUBLISHER", GIVEN)
    tags.append(client.get(f"{ROOT}/catalogus.jsonld").headers["etag"])

    assert len(set(tags)) == 3


# The feed


def changed(*periods: str) -> Latest:
    table = TableDiff("T1", (1, 2), periods, (), (), (), (), (), 0, (), 0, (), 0, ())
    return Latest("1 november 2026", datetime(2026, 11, 26, 9, 30), (table,))


def test_the_feed_tells_what_the_refresh_brought(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "latest", lambda _: changed("2023"))
    answered = client.get(f"{ROOT}/nieuw.atom?gebied=GM0001", headers={"Host": "voorbeeld.nl"})
    found = Tree.fromstring(answered.text)

    assert answered.headers["content-type"] == "application/atom+xml; charset=utf-8"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://voorbeeld.nl/",
        "self": f"http://voorbeeld.nl{ROOT}/nieuw.atom?gebied=GM0001",
    }
    entry = found.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Veiligheidsbeeld Aadorp: nieuw sinds 1 november 2026"
    assert str(entry.findtext(f"{ATOM}content")).startswith("Nieuw: Inbraak. Aadorp: 12,3")


def test_without_a_refresh_the_feed_is_empty_and_still_a_feed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "latest", lambda _: None)
    found = Tree.fromstring(client.get(f"{ROOT}/nieuw.atom").text)

    assert found.findtext(f"{ATOM}id") == "urn:veiligheidsbeeld:PD-X"
    assert str(found.findtext(f"{ATOM}updated")).startswith("2026-11-26T00:00:00")
    assert found.findall(f"{ATOM}entry") == []


# The list, the page and the manual


def test_the_list_names_what_answers(client: TestClient) -> None:
    found = client.get(ROOT).json()
    addresses = [found["beschrijving"], found["catalogus"], found["nieuw"]]
    addresses += [one[form] for one in found["gegevens"] for form in ("json", "csv")]

    assert len(addresses) == 3 + 2 * len(RESOURCES)
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_the_page_names_every_address() -> None:
    table = addresses_table()

    assert table.column("Adres") == [f"{ROOT}/{name}" for name in RESOURCES]
    assert table.column("Filters")[list(RESOURCES).index("toetsen")] == "prioriteit, gebied, jaar"


def test_the_manual_names_every_address_with_its_filters() -> None:
    told = dict(re.findall(r"^\| `([a-z]+)` \|.*\|([^|]*)\|$", MANUAL, flags=re.MULTILINE))

    assert {name: re.findall(r"`(\w+)`", filters) for name, filters in told.items()} == {
        one.name: [wanted.name for wanted in one.filters] for one in RESOURCES.values()
    }
    assert f"{MOST_ROWS:,}" in MANUAL


def test_no_licence_is_given_to_what_is_of_others(client: TestClient) -> None:
    datasets = client.get(f"{ROOT}/catalogus.jsonld").json()["dcat:dataset"]
    licences = [{one["dct:license"]["@id"] for one in data["dcat:distribution"]} for data in datasets]

    assert licences == [
        {f"http://testserver{ROOT}/bronnen"},
        {"http://standaarden.overheid.nl/owms/terms/licentieonbekend"},
    ]


def test_verantwoording_tells_of_it() -> None:
    test = visit("verantwoording")
    texts = [paragraph for element in test.markdown for paragraph in element.value.split("\n\n")]

    assert not test.exception
    assert any("als JSON, en met **.csv** achter het adres" in text for text in texts)
    assert any("(open/v1/openapi.json)" in text for text in texts)
    assert words.LEFT_OUT in texts
