"""The OData client on recorded answers of the real services, byte for byte, and on answers that went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ivp.sources.odata import (
    Code,
    Dimension,
    ODataTable,
    TableInfo,
    Topic,
    both,
    contains,
    equals,
    in_municipality,
    resolve,
)
from ivp.sources.transport import Patience, SourceError, Transport
from tests.sources.loopback import Answer, Loopback, http

RECORDED = Path(__file__).parent / "recorded"


class Recorded(Loopback):
    """Answers with files by the name of the set; a list of files is a page after page, an int an error."""

    def __init__(self, sets: Mapping[str, Any]) -> None:
        super().__init__(b"")
        self.sets = {name: list(what) if isinstance(what, list) else [what] for name, what in sets.items()}

    def answer(self, target: str) -> Answer:
        listed = self.sets.get(urlsplit(target).path.rpartition("/")[2])
        if not listed:
            return http(status=404)
        what = listed.pop(0) if len(listed) > 1 else listed[0]
        if isinstance(what, int):
            return http(status=what)
        return http(what if isinstance(what, bytes) else (RECORDED / f"{what}.json").read_bytes())


@pytest.fixture
def transport(monkeypatch: pytest.MonkeyPatch) -> Iterator[Transport]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Transport(Patience(pause=0, attempts=2)) as made:
        yield made


def table(transport: Transport, server: Loopback, id: str = "47013NED") -> ODataTable:
    return ODataTable(transport, server.url + "/", id, f"Tabel {id}")


def value(*rows: Mapping[str, Any], link: str = "") -> bytes:
    return json.dumps({"value": rows} | ({"odata.nextLink": link} if link else {})).encode()


def asked(server: Loopback) -> list[dict[str, str]]:
    """The query of every request."""
    return [{name: got[0] for name, got in parse_qs(urlsplit(target).query).items()} for target in server.targets]


def topics_of(file: str, transport: Transport) -> tuple[Topic, ...]:
    with Recorded({"DataProperties": file}) as server:
        return table(transport, server).structure()[1]


def test_info_of_the_recorded_table(transport: Transport) -> None:
    with Recorded({"TableInfos": "47013NED_TableInfos"}) as server:
        assert table(transport, server).info() == TableInfo(
            "47013NED",
            "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente 2025",
            "2025-12-15T02:00:00",
            "2012-2025",
            "Permaand",
        )
    assert server.targets == ["/ODataFeed/odata/47013NED/TableInfos?$format=json"]


def test_structure_of_the_recorded_municipality_table(transport: Transport) -> None:
    with Recorded({"DataProperties": "47013NED_DataProperties"}) as server:
        dimensions, topics = table(transport, server).structure()
    assert dimensions == (
        Dimension("SoortMisdrijf", "Dimension", "Soort misdrijf"),
        Dimension("RegioS", "GeoDimension", "Regio's"),
        Dimension("Perioden", "TimeDimension", "Perioden"),
    )
    assert [topic.key for topic in topics] == ["GeregistreerdeMisdrijven_1", "Aangiften_2", "Internetaangiften_3"]
    assert topics[0] == Topic(
        "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", (), "aantal", 0, "Missing", "Long"
    )


def test_what_an_empty_cell_means_differs_by_table(transport: Transport) -> None:
    with Recorded({"DataProperties": "47018NED_DataProperties"}) as server:
        dimensions, topics = table(transport, server, "47018NED").structure()
    assert dimensions[1] == Dimension("WijkenEnBuurten", "GeoDetail", "Wijken en buurten")
    assert [(t.key, t.default, t.datatype, t.groups) for t in topics] == [
        ("GeregistreerdeMisdrijven_1", "Zero", "Long", ()),
        ("Gemeentenaam_2", "Missing", "String", ("Regioaanduiding",)),
        ("SoortRegio_3", "Missing", "String", ("Regioaanduiding",)),
    ]


def test_topics_know_their_groups_outermost_first(transport: Transport) -> None:
    topics = {topic.key: topic for topic in topics_of("85984NED_DataProperties", transport)}
    assert len(topics) == 118
    assert topics["Nederland_20"].groups == ("Bevolking", "Bevolking naar herkomst", "Geboren in Nederland")
    assert topics["AantalInwoners_5"].groups == ("Bevolking",)
    assert topics["GemiddeldInkomenPerInwoner_73"].decimals == 1


@pytest.mark.parametrize(
    ("file", "dimension", "number", "first", "last"),
    [
        ("47013NED_SoortMisdrijf", "SoortMisdrijf", 59, "0.0.0 ", "3.9.3 "),
        ("47013NED_RegioS", "RegioS", 375, "NL01  ", "RE99  "),
        ("47013NED_Perioden", "Perioden", 180, "2012MM01", "2025MM11"),
        ("47021NED_Overlast", "Overlast", 9, "0.0.0 ", "M22   "),
        ("47018NED_WijkenEnBuurten_8gemeenten_2024", "WijkenEnBuurten", 281, "NL00      ", "BU08730309"),
    ],
)
def test_codes_keep_their_blanks(
    file: str, dimension: str, number: int, first: str, last: str, transport: Transport
) -> None:
    with Recorded({dimension: file}) as server:
        codes = table(transport, server).codes(dimension)
    assert (len(codes), codes[0].key, codes[-1].key) == (number, first, last)
    assert all(code.title == code.title.strip() != "" for code in codes)


def test_codes_know_status_and_municipality(transport: Transport) -> None:
    sets = {"Perioden": "47013NED_Perioden", "WijkenEnBuurten": "47018NED_WijkenEnBuurten_8gemeenten_2024"}
    with Recorded(sets) as server:
        periods = table(transport, server).codes("Perioden")
        areas = table(transport, server).codes("WijkenEnBuurten")
    assert periods[0] == Code("2012MM01", "2012 januari", "Definitief")
    assert areas[2] == Code("WK074800  ", "Wijk 00 Bergen op Zoom-Oude stad e.o.", "", "GM0748")


def test_recorded_rows_come_as_they_are(transport: Transport) -> None:
    with Recorded({"TypedDataSet": "47013NED_TypedDataSet_rows"}) as server:
        pages = list(table(transport, server).pages(equals("RegioS", ["NL01  "]), ["RegioS", "Perioden"]))
    assert [len(page) for page in pages] == [6]
    assert pages[0][0]["GeregistreerdeMisdrijven_1"] == 1127693
    assert pages[0][0]["RegioS"] == "NL01  "
    assert pages[0][-1]["GeregistreerdeMisdrijven_1"] is None
    assert server.targets == [
        "/ODataFeed/odata/47013NED/TypedDataSet?$format=json&$filter=(RegioS%20eq%20'NL01%20%20')&$select=RegioS,Perioden"
    ]


def test_a_recorded_row_of_wijken_and_buurten_is_given_with_all_its_columns(transport: Transport) -> None:
    with Recorded({"TypedDataSet": "47018NED_TypedDataSet_row"}) as server:
        ((row,),) = table(transport, server, "47018NED").pages()
    assert row == {
        "ID": 12,
        "SoortMisdrijf": "0.0.0 ",
        "WijkenEnBuurten": "NL00      ",
        "Perioden": "2024JJ00",
        "GeregistreerdeMisdrijven_1": 805327,
        "Gemeentenaam_2": "",
        "SoortRegio_3": "",
    }


def test_the_next_page_is_asked_at_our_own_address(transport: Transport) -> None:
    inside = "https://dataderden.prod.cbsp.nl/ODataFeed/odata/x/TypedDataSet?$format=json&$skip=20000"
    pages = ["ODataFeed_page_with_nextLink.reconstructed", value({"ID": 1}, link=inside), value({"ID": 2})]
    with Recorded({"TypedDataSet": pages}) as server:
        rows = [row["ID"] for page in table(transport, server).pages("(a eq 'b')", ["ID"]) for row in page]
    assert rows == [0, 1, 2]
    same = {"$format": "json", "$filter": "(a eq 'b')", "$select": "ID"}
    assert asked(server) == [same, same | {"$skip": "10000"}, same | {"$skip": "20000"}]


def test_pages_are_asked_only_when_they_are_wanted(transport: Transport) -> None:
    with Recorded({"TypedDataSet": "ODataFeed_page_with_nextLink.reconstructed"}) as server:
        pages = table(transport, server).pages()
        assert server.targets == []
        next(pages)
        assert len(server.targets) == 1


def test_a_list_of_codes_longer_than_a_page_is_read_whole(transport: Transport) -> None:
    pages = [value({"Key": "BU1", "Title": "a"}, link="x?$skip=10000"), value({"Key": "BU2", "Title": "b"})]
    with Recorded({"WijkenEnBuurten": pages}) as server:
        assert [code.key for code in table(transport, server).codes("WijkenEnBuurten")] == ["BU1", "BU2"]


@pytest.mark.parametrize("link", ["x?$format=json", "x?$skip=", "x?$skip=abc", "x?$skip=0", "x?$skip=-5", "x?$skip=²"])
def test_a_link_that_leads_nowhere_stops(link: str, transport: Transport) -> None:
    with Recorded({"TypedDataSet": value({"ID": 0}, link=link)}) as server:
        pages = table(transport, server).pages()
        next(pages)
        with pytest.raises(SourceError, match=r"^Tabel 47013NED wijst de volgende rijen niet goed aan\."):
            next(pages)


def test_the_same_page_again_and_again_stops(transport: Transport) -> None:
    with (
        Recorded({"TypedDataSet": "ODataFeed_page_with_nextLink.reconstructed"}) as server,
        pytest.raises(SourceError, match="volgende rijen"),
    ):
        list(table(transport, server).pages())
    assert len(server.targets) == 2


@pytest.mark.parametrize("body", [b"[]", b"5", b"null", b"{}", b'{"value": {}}', b'{"value": [1]}', b'{"value": null}'])
def test_an_answer_without_rows_is_said(body: bytes, transport: Transport) -> None:
    with (
        Recorded({"TypedDataSet": body, "Perioden": body}) as server,
        pytest.raises(SourceError, match="Tabel 47013NED geeft een antwoord zonder rijen"),
    ):
        list(table(transport, server).pages())


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("TableInfos", value(), "zegt niet wanneer hij is bijgewerkt"),
        ("TableInfos", value({"Title": "a", "Modified": None}), "zegt niet wanneer hij is bijgewerkt"),
        ("DataProperties", value({"ID": 0}), "beschrijft zijn kolommen anders dan verwacht"),
        (
            "DataProperties",
            value({"ID": 0, "odata.type": "Cbs.OData.Topic", "Key": "A_1", "Title": "A", "ParentID": 7}),
            "beschrijft zijn kolommen anders dan verwacht",
        ),
        ("Perioden", value({"Title": "2012"}), "geeft codes van Perioden zonder sleutel"),
    ],
)
def test_metadata_that_changed_shape_is_said(name: str, body: bytes, message: str, transport: Transport) -> None:
    with Recorded({name: body}) as server:
        one = table(transport, server)
        calls = {"TableInfos": one.info, "DataProperties": one.structure, "Perioden": lambda: one.codes("Perioden")}
        with pytest.raises(SourceError, match=f"^Tabel 47013NED {message}"):
            calls[name]()


def test_the_kind_of_a_column_stands_in_either_of_two_fields(transport: Transport) -> None:
    one = {"ID": 0, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"}
    other = {"ID": 1, "odata.type": "Cbs.OData.GeoDimension", "Key": "RegioS", "Title": "Regio's"}
    with Recorded({"DataProperties": value(one, other)}) as server:
        assert [d.kind for d in table(transport, server).structure()[0]] == ["TimeDimension", "GeoDimension"]


def test_groups_that_go_round_end(transport: Transport) -> None:
    group = {"ID": 0, "odata.type": "Cbs.OData.TopicGroup", "Key": "", "Title": "G", "ParentID": 0}
    topic = {"ID": 1, "odata.type": "Cbs.OData.Topic", "Key": "A_1", "Title": "A", "ParentID": 0}
    with Recorded({"DataProperties": value(group, topic)}) as server:
        assert table(transport, server).structure()[1][0].title == "A"


def test_a_table_that_is_gone_says_so(transport: Transport) -> None:
    with Recorded({}) as server, pytest.raises(SourceError, match=r"^Tabel 47013NED bestaat niet \(meer\)"):
        table(transport, server).info()


def test_the_number_of_rows_is_asked(transport: Transport) -> None:
    with Recorded({"$count": b"\xef\xbb\xbf11210"}) as server:
        assert table(transport, server).count(contains("Perioden", "JJ")) == 11210
    assert [unquote(target) for target in server.targets] == [
        "/ODataFeed/odata/47013NED/TypedDataSet/$count?$filter=substringof('JJ',Perioden)"
    ]


@pytest.mark.parametrize("what", [400, 404, 500, b'{"value": []}', b"true", b"<html>"])
def test_a_service_that_does_not_count_gives_none(what: Any, transport: Transport) -> None:
    with Recorded({"$count": what}) as server:
        assert table(transport, server).count() is None


def test_filters_are_those_that_the_service_itself_uses() -> None:
    assert equals("RegioS", ["NL01  ", "GM0748"]) == "(RegioS eq 'NL01  ') or (RegioS eq 'GM0748')"
    assert in_municipality("WijkenEnBuurten", "0748") == "substring(WijkenEnBuurten,2,4) eq '0748'"
    assert contains("Perioden", "JJ") == "substringof('JJ',Perioden)"
    assert both("a eq 'b'", "", "c or d") == "(a eq 'b') and (c or d)"
    assert both() == ""
    assert equals("Naam", ["'s-Hage"]) == "(Naam eq '''s-Hage')"


@pytest.mark.parametrize(
    ("title", "group", "key"),
    [
        ("Aantal inwoners", "", "AantalInwoners_5"),
        ("aantal INWONERS", "", "AantalInwoners_5"),
        ("AantalInwoners", "", "AantalInwoners_5"),
        ("Wmo-clienten", "", "WmoClienten_90"),
        ("Wmo-cliënten", "Zorg", "WmoClienten_90"),
        ("Gem. gestandaardiseerd inkomen van huish", "", "GemGestandaardiseerdInkomenVanHuish_76"),
        ("k_0Tot15Jaar", "", "k_0Tot15Jaar_8"),
        ("Nederland", "geboren in", "Nederland_20"),
        ("Europa (exclusief Nederland)", "Herkomstland", "EuropaExclusiefNederland_18"),
    ],
)
def test_a_topic_is_found_by_title_and_group(title: str, group: str, key: str, transport: Transport) -> None:
    assert resolve(topics_of("85984NED_DataProperties", transport), title, group).key == key


def topic(key: str, title: str, *groups: str) -> Topic:
    return Topic(key, title, groups, "aantal", 0, "Zero", "Long")


def test_a_changed_suffix_or_place_does_not_matter() -> None:
    before = [
        topic("Slachtoffers_68", "Slachtoffers", "Traditioneel"),
        topic("Slachtoffers_132", "Slachtoffers", "Online"),
    ]
    after = [
        topic("Slachtoffers_64", "Slachtoffers", "Online"),
        topic("Slachtoffers_70", "Slachtoffers", "Traditioneel"),
    ]
    assert resolve(before, "Slachtoffers", "online").key == "Slachtoffers_132"
    assert resolve(after, "Slachtoffers", "online").key == "Slachtoffers_64"


TRADITIONAL, ONLINE = "Traditionele criminaliteit", "Online criminaliteit"
NESTED = [
    topic("Slachtoffers_77", "Slachtoffers", TRADITIONAL, "Geweldsdelicten", "Bedreiging"),
    topic("Slachtoffers_68", "Slachtoffers", TRADITIONAL),
    topic("Slachtoffers_97", "Slachtoffers", TRADITIONAL, "Vermogensdelicten", "(Poging) woninginbraak"),
    topic("Slachtoffers_136", "Slachtoffers", ONLINE, "Online oplichting en fraude"),
    topic("Slachtoffers_141", "Slachtoffers", ONLINE, "Online oplichting en fraude", "Aankoopfraude"),
]


@pytest.mark.parametrize(
    ("group", "key"),
    [
        ("traditionele criminaliteit", "Slachtoffers_68"),
        ("Bedreiging", "Slachtoffers_77"),
        ("Vermogensdelicten", "Slachtoffers_97"),
        ("online criminaliteit", "Slachtoffers_136"),
        ("fraude", "Slachtoffers_136"),
    ],
    ids=["right above", "innermost", "the only one within", "fewest groups", "nearest and fewest"],
)
def test_of_a_title_at_several_depths_the_nearest_group_decides_and_then_the_fewest(group: str, key: str) -> None:
    assert resolve(NESTED, "Slachtoffers", group).key == key
    assert resolve(NESTED[::-1], "Slachtoffers", group).key == key


def test_two_at_the_same_depth_are_not_chosen_between() -> None:
    twins = [topic("A_1", "A", "G", "X"), topic("A_2", "A", "G", "Y")]
    with pytest.raises(SourceError, match="komt vaker voor"):
        resolve(twins, "A", "G")
    with pytest.raises(SourceError, match="komt vaker voor"):
        resolve(NESTED, "Slachtoffers")


def test_structure_and_codes_are_asked_once(transport: Transport) -> None:
    with Recorded({"DataProperties": "47013NED_DataProperties", "Perioden": "47013NED_Perioden"}) as server:
        one = table(transport, server)
        for _ in range(2):
            one.structure()
            one.codes("Perioden")
    assert len(server.targets) == 2


def test_the_first_rows_of_a_question_are_asked_with_their_number(transport: Transport) -> None:
    with Recorded({"TypedDataSet": "ODataFeed_page_with_nextLink.reconstructed"}) as server:
        assert [row["ID"] for row in table(transport, server).top("(a eq 'b')", ["ID"], 1)] == [0]
    assert asked(server) == [{"$format": "json", "$filter": "(a eq 'b')", "$select": "ID", "$top": "1"}]


def test_an_address_fits_when_also_its_last_page_stays_below_the_limit(transport: Transport) -> None:
    one = ODataTable(transport, "https://dataderden.cbs.nl", "47013NED", "x")
    lengths = {n: len(one.address("A" * n)) for n in range(1_600, 1_800)}
    fitting = [n for n in lengths if one.fits("A" * n, ())]
    assert lengths[max(fitting)] + len("&$skip=10000000") == 1_800


def test_a_title_goes_before_the_name_in_a_key() -> None:
    assert resolve([topic("Totaal_1", "Alles"), topic("Alles_2", "Totaal")], "Totaal").key == "Alles_2"


def test_a_topic_that_occurs_more_often_is_not_chosen(transport: Transport) -> None:
    topics = topics_of("85984NED_DataProperties", transport)
    with pytest.raises(SourceError, match="komt vaker voor") as caught:
        resolve(topics, "Nederland")
    assert "Bevolking › Bevolking naar herkomst › Herkomstland › Nederland" in str(caught.value)
    assert "group in data/topics.csv" in str(caught.value)


@pytest.mark.parametrize(
    ("title", "group", "there"),
    [
        ("Aantal bewoners", "", "Bevolking › Aantal inwoners"),
        ("Nederland", "Zorg", "Bevolking › Bevolking naar herkomst › Herkomstland › Nederland"),
        ("Qqqq", "", "Regioaanduiding › Gemeentenaam"),
    ],
)
def test_a_renamed_topic_is_said_with_what_there_is(title: str, group: str, there: str, transport: Transport) -> None:
    topics = topics_of("85984NED_DataProperties", transport)
    with pytest.raises(SourceError, match=r"staat niet \(meer\) in de tabel") as caught:
        resolve(topics, title, group)
    assert there in str(caught.value)
