"""The rows of the open data: what is in them, what is left out, and every wrong question as one Dutch line."""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints
from urllib.parse import quote, urljoin

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from ivp.errors import UserError
from ivp.plan_facts import Assessment
from ivp.store.reader import Store
from ivp.web.open_data import answer, service
from ivp.web.open_data.declare import ROOT, VERSION
from ivp.web.open_data.question import LONGEST, MOST_ROWS, MOST_VALUES
from ivp.web.open_data.resources import RESOURCES
from ivp.web.open_data.service import OpenData
from ivp.wording import open_data as words
from ivp.wording.assessments import assessment_label
from tests.web import open_world
from tests.web.open_world import FORMULA, HASH, SECRET

BOM = "\ufeff"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = open_world.build(tmp_path_factory.mktemp("open") / "open.duckdb")
    yield found
    found.close()


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    return open_world.client(store)


def rows(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"{ROOT}/{address}")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["gegevens"])


def cells(client: TestClient, address: str) -> list[list[str]]:
    text = client.get(f"{ROOT}/{address}").content.decode()
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def refusal(client: TestClient, address: str, status: int = 400) -> str:
    answer = client.get(f"{ROOT}/{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    line = str(answer.json()["title"])
    assert line.isprintable()
    assert len(line) < 400
    return line


# What is in it


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_answers_with_its_columns_in_both_forms(client: TestClient, name: str) -> None:
    names = [column.name for column in RESOURCES[name].columns]

    found = rows(client, name)
    header, *lines = cells(client, f"{name}.csv")

    assert all(list(row) == names for row in found)
    assert header == names
    assert len(lines) == len(found)


def test_a_figure_has_state_table_and_day_and_the_number_of_the_pages(client: TestClient) -> None:
    [row] = rows(client, "cijfers?gebied=GM0001&periode=2023")

    assert row == {
        "indicator": "inbraak", "gebied": "GM0001", "gebied_naam": "Aadorp", "niveau": "gemeente", "periode": "2023",
        "waarde": 12.345, "getoond": "12,3", "eenheid": "per 1.000 inwoners", "aantal": 308.625, "noemer": 25000,
        "ondergrens": 11, "bovengrens": 13.9, "toestand": "waarde", "indicatief": False, "opgeteld": False,
        "geen_cijfer_per_inwoner": None, "ondervraagden": None, "bron": "T1", "opgehaald": "2026-11-20",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "value", "shown", "state", "day"),
    [
        ("gebied=GM0001&periode=2024", 0, "0,00", "waarde", "2026-11-20"),
        ("gebied=GM0001&periode=2024-03", 1.05, "1,1", "voorlopig", "2026-11-20"),
        ("gebied=GM0002&periode=2023", None, "niet gepubliceerd", "niet gepubliceerd", "2026-11-20"),
        ("gebied=GM0002&periode=2024", None, "nog niet opgehaald", "nog niet opgehaald", None),
        ("gebied=WK000101", None, None, "waarde", "2026-11-20"),
    ],
)
def test_missing_is_never_zero_and_says_why(
    client: TestClient, question: str, value: float | None, shown: str | None, state: str, day: str | None
) -> None:
    [row] = rows(client, f"cijfers?{question}")

    assert (row["waarde"], row["getoond"], row["toestand"], row["opgehaald"]) == (value, shown, state, day)


def test_a_count_without_a_rate_says_why(client: TestClient) -> None:
    [row] = rows(client, "cijfers?gebied=WK000101")

    assert (row["aantal"], row["geen_cijfer_per_inwoner"]) == (3, "te weinig inwoners")


def test_what_somebody_had_made_for_himself_is_left_out(client: TestClient) -> None:
    assert rows(client, "cijfers?gebied=GM0001&periode=2025") == []
    assert [row["periode"] for row in rows(client, "vergelijkingen")] == ["2023"]


def test_who_wrote_a_duiding_is_left_out(client: TestClient) -> None:
    for form in ("", ".csv"):
        assert SECRET not in client.get(f"{ROOT}/duidingen{form}").text


def test_a_comparison_says_with_what_and_what_came_of_it(client: TestClient) -> None:
    [row] = rows(client, "vergelijkingen?vergelijk=district")

    assert (row["vergeleken_met"], row["met_de_rest"], row["uitkomst"], row["bron"]) == ("PD-X", True, "hoger", "T1")
    assert rows(client, "vergelijkingen?vergelijk=land") == []


def test_a_toets_has_the_words_of_the_pages(client: TestClient) -> None:
    [row] = rows(client, "toetsen")

    assert row["uitkomst"] == "cijfers ondersteunen de prioriteit"
    outcomes = get_type_hints(Assessment)["outcome"]
    assert {words.assessment(str(one)) for one in outcomes} == {assessment_label(one) for one in outcomes}


# Filters and parts


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", 6),
        ("landelijk=ja", 7),
        ("landelijk=nee", 6),
        ("gebied=GM0099", 1),
        ("gebied=GM0001,GM0002", 5),
        ("gebied=GM0001, GM0002&periode=2024", 2),
        ("niveau=wijk", 1),
        ("per=maand", 1),
        ("per=jaar", 5),
        ("periode=2024,2024-03", 4),
        ("thema=diefstal&indicator=inbraak&bron=T1", 6),
        ("bron=T2", 0),
    ],
)
def test_filters_take_the_codes_of_the_pages(client: TestClient, question: str, found: int) -> None:
    assert len(rows(client, f"cijfers?{question}")) == found


@pytest.mark.parametrize("form", ["", ".csv"])
def test_the_parts_together_are_the_whole(client: TestClient, form: str) -> None:
    whole = client.get(f"{ROOT}/cijfers{form}?landelijk=ja").text
    address: str | None = f"{ROOT}/cijfers{form}?landelijk=ja&aantal=3"
    parts, addresses = [], []
    while address:
        answer = client.get(address)
        parts.append(answer.text)
        addresses.append(address)
        given = answer.links.get("next", {}).get("url")
        address = urljoin(f"{ROOT}/x", given) if given else None

    assert addresses[1:] == [f"{ROOT}/cijfers{form}?landelijk=ja&aantal=3&pagina={page}" for page in (2, 3)]
    of_parts = [line for part in parts for line in part.splitlines()[1:] if line != "]}"]
    assert [line.rstrip(",") for line in of_parts] == [
        line.rstrip(",") for line in whole.splitlines()[1:] if line != "]}"
    ]


def test_json_says_which_part_and_version_it_is(client: TestClient) -> None:
    first = client.get(f"{ROOT}/gebieden?aantal=4").json()
    last = client.get(f"{ROOT}/gebieden?aantal=4&pagina=2").json()

    assert {**first, "gegevens": 0} == {
        "versie": HASH[:16], "samengesteld_op": "2026-11-26", "rijen": 4, "volgende": None, "gegevens": 0,
    }  # fmt: skip
    assert (last["rijen"], last["volgende"]) == (0, None)


# CSV


def test_csv_opens_in_a_dutch_excel(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/cijfers.csv?gebied=GM0001&periode=2023")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="veiligheidsbeeld-cijfers.csv"'
    assert answer.content.endswith(b"\r\n")
    assert b";12,345;12,3;per 1.000 inwoners;308,625;25000;11;13,9;waarde;nee;nee;;;T1;2026-11-20\r\n" in answer.content


def test_an_action_tells_what_it_needs_and_what_stands_in_its_way(client: TestClient) -> None:
    [action] = rows(client, "acties")
    assert (action["nodig"], action["nodig_eenheid"], action["belemmering"]) == (1.5, "fte", "te weinig mensen")
    names, values = cells(client, "acties.csv")
    told = dict(zip(names, values, strict=True))
    assert (told["nodig"], told["nodig_eenheid"], told["belemmering"]) == ("1,5", "fte", "te weinig mensen")
    described = client.get(f"{ROOT}/openapi.json").text
    assert all(one in described for one in ("nodig_eenheid", "waarin dat is geteld", "wat in de weg staat"))


def test_text_is_never_a_formula_and_keeps_its_lines(client: TestClient) -> None:
    assert cells(client, "gebieden.csv?gebied=GM0002")[1][2] == f"'{FORMULA}"
    assert rows(client, "gebieden?gebied=GM0002")[0]["naam"] == FORMULA
    [action] = rows(client, "acties")
    assert (action["titel"], action["partners"], action["termijn"]) == ("+31 bellen", ["halt", "om"], "2026-12-31")
    assert "'+31 bellen" in cells(client, "acties.csv")[1]
    assert "halt,om" in cells(client, "acties.csv")[1]
    assert cells(client, "duidingen.csv")[1][4] == rows(client, "duidingen")[0]["tekst"] == 'Het\r\nging;\n"goed"'


# Over the line


def test_a_version_that_is_known_is_not_sent_again_nor_looked_up(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(f"{ROOT}/cijfers")
    monkeypatch.setattr(answer, "ask", lambda *_: pytest.fail("looked up"))
    again = client.get(f"{ROOT}/cijfers", headers={"If-None-Match": f'"x", {first.headers["etag"]}'})

    assert first.headers["etag"].startswith(f'W/"{HASH[:24]}-')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["access-control-allow-origin"] == "*"


def test_other_figures_are_another_version(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get(f"{ROOT}/cijfers").headers["etag"]
    monkeypatch.setitem(store.info, "content_hash", "f" * 64)

    assert client.get(f"{ROOT}/cijfers", headers={"If-None-Match": before}).status_code == 200


def test_a_wrong_question_is_wrong_for_who_has_a_version_too(client: TestClient) -> None:
    assert client.get(f"{ROOT}/cijfers?x=1", headers={"If-None-Match": "*"}).status_code == 400


@pytest.mark.parametrize("path", ["", "/cijfers", "/cijfers.csv", "/openapi.json", "/catalogus.jsonld", "/nieuw.atom"])
def test_every_site_may_read_and_head_has_no_body(client: TestClient, path: str) -> None:
    get, head = client.get(ROOT + path), client.head(ROOT + path)

    assert (get.status_code, head.status_code, head.content) == (200, 200, b"")
    assert get.headers["access-control-allow-origin"] == "*"
    assert get.headers["api-version"] == VERSION
    assert get.headers["cache-control"] == "no-cache"
    kept = ("etag", "content-type", "link", "api-version", "cache-control")
    assert [head.headers.get(name) for name in kept] == [get.headers.get(name) for name in kept]


def test_another_site_may_ask_first(client: TestClient) -> None:
    answer = client.options(f"{ROOT}/cijfers", headers={"Origin": "https://elders.nl"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "If-None-Match"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{ROOT}/cijfers")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "alleen te lezen" in answer.json()["title"]


def test_a_large_answer_is_compressed_and_a_client_without_gzip_reads_it(client: TestClient) -> None:
    packed = client.get(f"{ROOT}/openapi.json")
    plain = client.get(f"{ROOT}/openapi.json", headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


@pytest.mark.parametrize(
    "path", ["/", "/cijfers/", "/Cijfers", "/cijfers.json", "/cijfers.", "/.csv", "/cijfers.csv.csv", "/..%2fcijfers",
             "/cijfers%00", "/onbekend", "/%3Cscript%3E", "/cijfers%0d%0aSet-Cookie:%20a=b"]
)  # fmt: skip
def test_an_address_that_does_not_exist_is_said_to(client: TestClient, path: str) -> None:
    assert refusal(client, path.removeprefix("/"), 404) == "Dit adres bestaat niet. Wat er wel is, staat op /open/v1."


@pytest.mark.parametrize("path", ["/", "/open", "/open/v10", "/open/v1x/cijfers", "/trends", "/x/open/v1"])
def test_other_addresses_pass(client: TestClient, path: str) -> None:
    assert client.get(path).text == "de pagina’s"


def test_below_another_address(store: Store) -> None:
    below, mounted = open_world.client(store, base="veiligheid"), open_world.client(store, root_path="/markiezaten")

    assert below.get(f"/veiligheid{ROOT}/gebieden").json()["rijen"] == 4
    assert below.get(f"{ROOT}/gebieden").text == "de pagina’s"
    assert below.get(f"/veiligheid{ROOT}").json()["beschrijving"] == f"http://testserver/veiligheid{ROOT}/openapi.json"
    proxied = below.get(f"/veiligheid{ROOT}", headers={"X-Forwarded-Proto": "https", "Host": "voorbeeld.nl"})
    assert proxied.json()["beschrijving"] == f"https://voorbeeld.nl/veiligheid{ROOT}/openapi.json"
    assert mounted.get(f"{ROOT}/gebieden").json()["rijen"] == 4


# Wrong questions


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("cijfers?gebiet=GM0001", "‘gebiet’ is geen filter van cijfers; kies uit: indicator, thema, gebied, niveau, "
                                  "periode, per, bron, landelijk, aantal, pagina."),
        ("cijfers?gebied=GM9999", "‘GM9999’ kan niet bij gebied; geef codes van gebieden (zie gebieden)."),
        ("cijfers?gebied=GM0001,", "‘’ kan niet bij gebied; geef codes van gebieden (zie gebieden)."),
        ("cijfers?gebied=", "‘gebied’ is leeg; geef een waarde of laat het weg."),
        ("cijfers?gebied=GM0001&gebied=GM0002",
         "‘gebied’ staat er twee keer; zet de codes met een komma achter elkaar."),
        ("cijfers?niveau=stad",
         "‘stad’ kan niet bij niveau; kies uit: land, eenheid, district, basisteam, gemeente, wijk, buurt."),
        ("cijfers?periode=2024-13", "‘2024-13’ kan niet bij periode; geef jaren of maanden, zoals 2024 of 2024-03."),
        ("cijfers?periode=%D9%A2%D9%A0%D9%A2%D9%A4",
         "‘٢٠٢٤’ kan niet bij periode; geef jaren of maanden, zoals 2024 of 2024-03."),
        ("cijfers?per=week", "‘week’ kan niet bij per; kies uit: jaar, maand."),
        ("cijfers?landelijk=true", "‘true’ kan niet bij landelijk; kies uit: ja, nee."),
        ("cijfers?aantal=0", f"‘0’ kan niet bij aantal; geef een heel getal van 1 tot en met {MOST_ROWS}."),
        ("cijfers?aantal=5001", f"‘5001’ kan niet bij aantal; geef een heel getal van 1 tot en met {MOST_ROWS}."),
        ("cijfers?aantal=1e3", f"‘1e3’ kan niet bij aantal; geef een heel getal van 1 tot en met {MOST_ROWS}."),
        ("cijfers?pagina=-1", "‘-1’ kan niet bij pagina; geef een heel getal van 1 tot en met 100000."),
        ("toetsen?jaar=24", "‘24’ kan niet bij jaar; geef jaren, zoals 2024."),
        ("partners?gebied=GM0001", "‘gebied’ is geen filter van partners; kies uit: aantal, pagina."),
        ("nieuw.atom?gebied=WK000101", "Vraag de feed van één gebied met gebied=, en geef een van deze codes: PD-X, "
                                       "GM0001, GM0002."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_dutch_line(client: TestClient, address: str, line: str) -> None:
    assert refusal(client, address) == line


@pytest.mark.parametrize(
    "value",
    [
        "' OR 1=1 --", "GM0001'; DROP TABLE area; --", "GM0001\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "\x00",
        "🏚️" * 50, "٠" * 30, "‮GM0001", "=1+1", "../../etc/passwd", "$areas", "a" * 500,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["gebied", "indicator", "periode", "niveau", "landelijk", "aantal", "verzonnen"])
def test_hostile_values_are_refused_and_said_short(client: TestClient, name: str, value: str) -> None:
    for form in ("", ".csv"):
        answer = client.get(f"{ROOT}/cijfers{form}?{name}={quote(value)}")
        assert answer.status_code == 400
        assert "set-cookie" not in answer.headers
        assert len(answer.json()["title"]) < 300
        assert answer.json()["title"].isprintable()
    assert len(rows(client, "gebieden")) == 4


def test_a_hostile_name_is_said_short(client: TestClient) -> None:
    assert refusal(client, f"cijfers?{quote('<b>' * 200)}=1").startswith("‘<b><b>")


def test_too_much_is_refused(client: TestClient) -> None:
    assert "te lang" in refusal(client, f"cijfers?gebied={'a' * LONGEST}")
    assert "te veel waarden" in refusal(client, f"cijfers?gebied={','.join(['GM0001'] * (MOST_VALUES + 1))}")
    assert "te lang" in refusal(client, "cijfers?" + "&".join(f"x{n}=1" for n in range(1000)))
    assert "is geen filter" in refusal(client, "cijfers?" + "&".join(f"x{n}=1" for n in range(100)))


def test_bytes_that_are_no_text_are_refused(client: TestClient) -> None:
    assert "kan niet bij gebied" in refusal(client, "cijfers?gebied=%ff%fe")


# Never in the way


def test_one_at_a_time_and_whoever_is_too_many_is_asked_to_come_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    going, at_work, most = threading.Event(), [], []
    ask = answer.ask

    def slow(*arguments: Any) -> Any:
        at_work.append(1)
        most.append(len(at_work))
        going.wait(10)
        at_work.pop()
        return ask(*arguments)

    arrived: list[Request] = []
    in_turn = OpenData._in_turn

    async def noted(self: OpenData, request: Request) -> Response | None:
        arrived.append(request)
        return await in_turn(self, request)

    monkeypatch.setattr(answer, "ask", slow)
    monkeypatch.setattr(OpenData, "_in_turn", noted)
    codes: list[int] = []
    with open_world.client(store) as client:  # one event loop for all
        threads = [
            threading.Thread(target=lambda: codes.append(client.get(f"{ROOT}/cijfers").status_code)) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        _until(lambda: bool(most) and len(arrived) == len(threads))
        refused = client.get(f"{ROOT}/cijfers")
        passed = client.get("/trends")
        going.set()
        for thread in threads:
            thread.join(10)

    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "5"
    assert refused.json()["title"] == "Het is nu te druk. Probeer het over een paar seconden opnieuw."
    assert passed.text == "de pagina’s"
    assert codes == [200, 200]
    assert max(most) == 1


def test_after_an_answer_there_is_a_rest_for_as_long_as_it_took(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    moments: list[float] = []
    ask = answer.ask

    def slow(*arguments: Any) -> Any:
        moments.append(time.monotonic())
        time.sleep(0.2)
        moments.append(time.monotonic())
        return ask(*arguments)

    monkeypatch.setattr(answer, "ask", slow)
    with open_world.client(store) as client:
        first, second = client.get(f"{ROOT}/cijfers"), client.get(f"{ROOT}/cijfers")

    assert first.status_code == second.status_code == 200
    assert moments[2] - moments[1] >= 0.2


def _until(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        threading.Event().wait(0.02)
    pytest.fail("it did not come to that")


@pytest.mark.parametrize(("error", "status"), [(UserError("areas.csv ontbreekt"), 503), (RuntimeError("/geheim"), 500)])
def test_without_figures_it_says_so_and_hides_why(error: Exception, status: int) -> None:
    def broken() -> Store:
        raise error

    app = Starlette(middleware=[Middleware(OpenData, open_store=broken)])
    answer = TestClient(app).get(f"{ROOT}/cijfers")

    assert answer.status_code == status
    assert answer.json()["title"] == "De gegevens zijn nu niet beschikbaar. Probeer het later opnieuw."
    assert answer.headers["access-control-allow-origin"] == "*"
