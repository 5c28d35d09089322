"""The loopback services behave as was recorded of the real ones: hosts, codes, limits, pages and forms."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from tests.services import codes, forms
from tests.services.asking import FEED, ask, rows
from tests.services.server import Services

API = "/ODataApi/odata/47013NED/TypedDataSet"
_ATOM = {"a": "http://www.w3.org/2005/Atom", "d": "http://schemas.microsoft.com/ado/2007/08/dataservices"}
_NULL = "{http://schemas.microsoft.com/ado/2007/08/dataservices/metadata}null"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as made:
        yield made


@pytest.fixture(scope="module")
def whole() -> Iterator[Services]:
    with Services() as running:
        yield running


@pytest.fixture
def services() -> Iterator[Services]:
    with Services(page=500, municipalities=["GM0748", "GM0851", "GM1674", "GM0999"]) as running:
        yield running


@pytest.mark.parametrize("path", ["/ODataApi/odata/{}/TableInfos", "/ODataFeed/OData/{}/TableInfos"])
def test_ids_come_in_any_case_and_only_at_their_own_host(client: httpx.Client, whole: Services, path: str) -> None:
    for id in ("47013NED", "47013ned"):
        assert rows(client, whole.politie, path.format(id))[0]["Identifier"] == "47013NED"
        assert ask(client, whole.cbs, path.format(id), format="json").status_code == 404
    assert rows(client, whole.cbs, path.format("03759NED"))[0]["Identifier"] == "03759ned"
    assert ask(client, whole.cbs, path.format("99999NED")).status_code == 404


def test_the_root_lists_five_sets_and_the_dimensions(client: httpx.Client, whole: Services) -> None:
    names = [row["name"] for row in ask(client, whole.politie, "/ODataApi/odata/47013NED").json()["value"]]
    assert names == ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups",
                     "SoortMisdrijf", "RegioS", "Perioden"]  # fmt: skip
    assert "http://www.w3.org/2007/app" in ask(client, whole.politie, "/ODataFeed/odata/47013NED").text


def test_the_number_of_a_row_is_its_place_in_the_cube(client: httpx.Client, whole: Services) -> None:
    table = whole.tables["47013NED"]
    kinds, regions, periods = table.shape
    assert (kinds, regions) == (59, 375)
    where = "SoortMisdrijf eq '3.9.3 ' and RegioS eq 'GM0999' and Perioden eq '2025JJ00'"
    (row,) = rows(client, whole.politie, FEED, filter=where)
    region = [code.key for code in table.dimension("RegioS").codes].index("GM0999")
    period = [code.key for code in table.dimension("Perioden").codes].index("2025JJ00")
    assert row["ID"] == 58 * regions * periods + region * periods + period
    years = rows(client, whole.politie, FEED, filter="substringof('JJ',Perioden)", top="4")
    assert [row["ID"] for row in years] == [12, 25, 38, 51]
    listed = rows(client, whole.politie, "/ODataCatalog/Tables", filter="Identifier eq '47013NED'")
    assert listed[0]["RecordCount"] == kinds * regions * periods


def test_codes_carry_their_blanks_and_filters_need_them(client: httpx.Client, whole: Services) -> None:
    keys = {row["Key"] for row in rows(client, whole.politie, "/ODataApi/odata/47013NED/RegioS")}
    assert {"NL01  ", "LDG4  ", "RE08  ", "GM0748"} <= keys
    wide = [row["Key"] for row in rows(client, whole.politie, "/ODataApi/odata/47018NED/WijkenEnBuurten")]
    assert wide[0] == "NL00      "
    assert {len(key) for key in wide} == {10}
    right = "SoortMisdrijf eq '0.0.0 ' and RegioS eq 'NL01  '"
    assert rows(client, whole.politie, FEED, filter=right)
    assert rows(client, whole.politie, FEED, filter=right.replace("0.0.0 ", "0.0.0")) == []


def test_what_a_code_says_goes_with_the_kind_of_dimension(client: httpx.Client, whole: Services) -> None:
    period = rows(client, whole.politie, "/ODataApi/odata/47013NED/Perioden")[-1]
    assert period == {"Key": "2026MM10", "Title": "2026 oktober", "Description": "", "Status": "Definitief"}
    buurten = rows(client, whole.politie, "/ODataApi/odata/47018NED/WijkenEnBuurten")
    found = next(row for row in buurten if row["Key"] == "BU07480000")
    assert (found["Municipality"], found["DetailRegionCode"]) == ("GM0748", "BU07480000")
    survey = rows(client, whole.cbs, "/ODataApi/odata/85146NED/RegioS")
    groups = {row["ID"]: row["Title"] for row in rows(client, whole.cbs, "/ODataApi/odata/85146NED/CategoryGroups")}
    large = {row["Key"] for row in survey if groups[row["CategoryGroupID"]].startswith("Gemeenten")}
    assert {"GM0748", "GM1674"} <= large
    assert not large & (set(codes.OWN) - {"GM0748", "GM1674"})
    assert rows(client, whole.politie, "/ODataApi/odata/47013NED/CategoryGroups") == []


def test_the_api_refuses_many_rows_and_skipping(client: httpx.Client, whole: Services) -> None:
    refused = ask(client, whole.politie, API, filter="RegioS eq 'GM0748'")
    assert (refused.status_code, "10000" in refused.text) == (500, True)
    small = "RegioS eq 'GM0748' and substringof('2025',Perioden)"
    assert len(ask(client, whole.politie, API, filter=small).json()["value"]) == 59 * 13
    assert ask(client, whole.politie, API, filter=small, skip="10").status_code == 500
    assert len(ask(client, whole.politie, API, top="7").json()["value"]) == 7


def test_the_feed_gives_pages_with_a_link_that_cannot_be_followed(client: httpx.Client, services: Services) -> None:
    where, found, skip, pages = "RegioS eq 'GM0748' and substringof('MM',Perioden)", [], "0", 0
    while skip:
        answer = ask(client, services.politie, FEED, format="json", filter=where, skip=skip).json()
        found += [row["ID"] for row in answer["value"]]
        link, pages = answer.get("odata.nextLink", ""), pages + 1
        if link:
            assert urlsplit(link).hostname == "dataderden.prod.cbsp.nl"
            assert parse_qs(urlsplit(link).query)["$filter"] == [where]
        skip = parse_qs(urlsplit(link).query).get("$skip", [""])[0]
    assert len(found) == len(set(found)) == 59 * 178
    assert found == sorted(found)
    assert pages == -(-59 * 178 // 500)
    link = ask(client, services.cbs, "/ODataFeed/odata/83648NED/TypedDataSet", format="json").json()["odata.nextLink"]
    assert link.startswith(services.cbs)


def test_top_goes_on_over_pages(client: httpx.Client, services: Services) -> None:
    first = ask(client, services.politie, FEED, format="json", top="700").json()
    options = parse_qs(urlsplit(first["odata.nextLink"]).query)
    assert (len(first["value"]), options["$top"], options["$skip"]) == (500, ["200"], ["500"])
    second = ask(client, services.politie, FEED, format="json", top="200", skip="500").json()
    assert len(second["value"]) == 200
    assert "odata.nextLink" not in second


def test_options_that_do_nothing_and_that_are_wrong(client: httpx.Client, whole: Services) -> None:
    plain = rows(client, whole.politie, FEED, top="3", select="Perioden, ID")
    assert plain == rows(client, whole.politie, FEED, top="3", select="ID,Perioden", orderby="Perioden desc")
    assert list(plain[0]) == ["ID", "Perioden"]
    assert ask(client, whole.politie, FEED, format="json", select="Iets_1").status_code == 400
    assert ask(client, whole.politie, FEED, format="json", top="veel").status_code == 500
    topic = ask(client, whole.politie, FEED, format="json", filter="GeregistreerdeMisdrijven_1 eq '5'")
    assert topic.status_code == 500
    plus = client.get(f"{whole.politie}{FEED}?$format=json&$filter=RegioS+eq+'GM0748'")
    assert plus.status_code == 500


def test_counting(client: httpx.Client, whole: Services) -> None:
    path = "/ODataApi/odata/47022NED/TypedDataSet/$count"
    assert int(ask(client, whole.politie, path).text) == whole.tables["47022NED"].size > 6_000_000
    either = "RegioS eq 'GM0748' or Perioden eq '2025JJ00'"
    regions, periods = whole.tables["47013NED"].shape[1:]
    assert int(ask(client, whole.politie, f"{API}/$count", filter=either).text) == 59 * (regions + periods - 1)
    assert ask(client, whole.politie, "/ODataApi/odata/47013NED/RegioS/$count").text == "375"


def test_without_json_the_feed_is_xml(client: httpx.Client, services: Services) -> None:
    where = "SoortMisdrijf eq '1.4.1 ' and RegioS eq 'NL01  ' and startswith(Perioden,'2012')"
    tree = ElementTree.fromstring(ask(client, services.politie, FEED, filter=where).content)
    found = tree.findall(".//d:GeregistreerdeMisdrijven_1", _ATOM)
    assert [cell.get(_NULL) for cell in found] == ["true"] * 12 + [None]
    assert int(found[-1].text or "") > 0
    assert tree.findall(".//d:RegioS", _ATOM)[0].text == "NL01  "
    assert tree.find("a:link[@rel='next']", _ATOM) is None
    more = ElementTree.fromstring(ask(client, services.politie, FEED).content)
    assert more.find("a:link[@rel='next']", _ATOM) is not None


def test_figures_as_text_tell_unknown_from_impossible(client: httpx.Client, whole: Services) -> None:
    path = "/ODataFeed/odata/83648NED/UntypedDataSet"
    base = "SoortMisdrijf eq 'T001161' and Perioden eq '2020JJ00' and RegioS eq '{}'"
    (gone,) = rows(client, whole.cbs, path, filter=base.format("GM0003"))
    (here,) = rows(client, whole.cbs, path, filter=base.format("GM0748"))
    assert gone["TotaalGeregistreerdeMisdrijven_1"] == " " * 8
    assert here["TotaalGeregistreerdeMisdrijven_1"].lstrip().isdecimal()
    assert len(here["TotaalGeregistreerdeMisdrijven_1"]) == 8
    few = rows(client, whole.cbs, path, filter="RegioS eq 'GM0748' and Perioden eq '2020JJ00'")
    assert "       ." in {row["GeregistreerdeMisdrijvenPer1000Inw_3"] for row in few}


def test_columns_are_as_recorded(client: httpx.Client, whole: Services) -> None:
    properties = rows(client, whole.cbs, "/ODataApi/odata/85984NED/DataProperties")
    assert [row["ID"] for row in properties] == list(range(161))
    assert properties[0]["odata.type"] == "Cbs.OData.GeoDetail"
    by_key = {row["Key"]: row for row in properties if row["Key"]}
    assert (by_key["HuishoudensTotaal_29"]["ID"], by_key["HuishoudensTotaal_29"]["ParentID"]) == (40, 39)
    assert by_key["Omgevingsadressendichtheid_118"]["Position"] == 118
    older = {row["Key"] for row in rows(client, whole.cbs, "/ODataApi/odata/85039NED/DataProperties")}
    assert "HuishoudensTotaal_28" in older
    police = rows(client, whole.politie, "/ODataApi/odata/47018NED/DataProperties")
    assert [(row["ID"], row["Position"], row["Type"], row["Key"]) for row in police[3:]] == [
        (3, 3, "Topic", "GeregistreerdeMisdrijven_1"),
        (4, None, "TopicGroup", ""),
        (5, 4, "Topic", "Gemeentenaam_2"),
        (6, 5, "Topic", "SoortRegio_3"),
    ]
    survey = rows(client, whole.cbs, "/ODataApi/odata/85146NED/DataProperties")
    victims = [row for row in survey if row["Title"] == "Slachtoffers"]
    assert len({row["ParentID"] for row in victims}) == len(victims) > 10
    above = {row["ID"]: row for row in survey}
    assert {"Traditionele criminaliteit", "Bedreiging"} <= {above[row["ParentID"]]["Title"] for row in victims}


@pytest.mark.parametrize(
    ("id", "dimension", "kinds"),
    [
        ("47013NED", "RegioS", "NL LD PV GM RE"),
        ("83651NED", "RegioS", "NL LD PV GM RE"),
        ("03759ned", "RegioS", "NL LD PV CR GM"),
        ("37230ned", "RegioS", "NL LD PV CR GM"),
        ("85655NED", "Woongemeente", "NL LD PV GM"),
        ("84847NED", "RegioS", "NL GM VT"),
        ("85146NED", "RegioS", "NL LD PV GM RE"),
        ("81877NED", "RegioS", "NL PV GM PD BT RE"),
    ],
)
def test_every_table_has_its_own_regions_in_their_order(
    client: httpx.Client, whole: Services, id: str, dimension: str, kinds: str
) -> None:
    base = whole.politie if id == "47013NED" else whole.cbs
    listed = [row["Key"][:2] for row in rows(client, base, f"/ODataApi/odata/{id}/{dimension}")]
    assert list(dict.fromkeys(listed)) == kinds.split()


def test_a_long_address_is_answered_as_if_there_is_nothing(client: httpx.Client, whole: Services) -> None:
    where = " or ".join(f"RegioS eq 'GM{number:04}'" for number in range(70))
    assert len(quote(where)) > 2_048
    assert ask(client, whole.politie, FEED, format="json", filter=where).status_code == 404
    fewer = where[: where.index(" or RegioS eq 'GM0040'")]
    assert ask(client, whole.politie, FEED, format="json", filter=fewer).status_code == 200


def test_the_list_of_tables_can_be_searched(client: httpx.Client, whole: Services) -> None:
    found = rows(client, whole.politie, "/ODataCatalog/Tables", filter="substringof('overlast',tolower(Title))",
                 select="Identifier,FeedUrl")  # fmt: skip
    assert [row["Identifier"] for row in found] == ["47021NED", "47024NED"]
    assert urlsplit(found[0]["FeedUrl"]).hostname == "dataderden.prod.cbsp.nl"
    assert not rows(client, whole.politie, "/ODataCatalog/Tables", filter="Catalog eq 'CBS'")


def test_a_million_rows_take_seconds(whole: Services) -> None:
    """Of the server alone: 100 pages of 10,000 rows within 20 s of one core; a tenth of it is measured here."""
    table = whole.tables["47013NED"]
    topics = {topic.key: topic for topic in table.topics}
    forms.rows_json(table.cells(table.chosen(""), [], 0, 100_000), topics)
    start = time.process_time()
    for skip in range(0, 100_000, 10_000):
        text = forms.rows_json(table.cells(table.chosen(""), [], skip, skip + 10_000), topics)
        assert text.count('"ID"') == 10_000
    assert time.process_time() - start < 2
