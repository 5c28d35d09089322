"""The transport against a server that fails in every way seen in the wild: a whole answer, or one Dutch sentence."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ivp.errors import UserError
from ivp.sources.transport import (
    GoneError,
    Patience,
    RefusedError,
    SourceError,
    Transport,
    UnreachableError,
    with_query,
)
from tests.sources.loopback import Answer, Clock, Loopback, certificate, http, reset_after

GOOD = http('{"value": [1]}')
NAME = "Proefbron"
TORN = GOOD[:-4]
PAGE = http("<!DOCTYPE html><html>Onderhoud</html>", content_type="text/html")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def transport(clock: Clock) -> Iterator[Transport]:
    with Transport(Patience(), clock=clock, sleep=clock.sleep) as made:
        yield made


def slowly(seconds: float) -> Answer:
    """A byte at a time, `seconds` between them, so that no single wait is long."""

    def send(connection: socket.socket) -> None:
        for byte in http("[" + "1," * 5000 + "1]"):
            connection.sendall(bytes([byte]))
            time.sleep(seconds)

    return send


def silent(connection: socket.socket) -> None:
    time.sleep(1.0)


def refusal(transport: Transport, url: str) -> str:
    """The Dutch sentence of an error that must come; it names the source and tells what to do."""
    with pytest.raises(SourceError) as caught:
        transport.json(url, source=NAME)
    text = str(caught.value)
    assert text.startswith(NAME)
    assert text.count(". ") >= 1
    assert text.endswith(".")
    return text


def test_a_good_answer_comes_in_one_request(transport: Transport, clock: Clock) -> None:
    with Loopback(GOOD) as server:
        assert transport.json(f"{server.url}/a", source=NAME) == {"value": [1]}
    assert (transport.requests, transport.received) == (1, len(b'{"value": [1]}'))
    assert clock.slept == []


def test_blanks_go_as_percent_twenty_and_the_agent_is_ours(transport: Transport) -> None:
    with Loopback(GOOD) as server:
        transport.json(f"{server.url}/a", {"$filter": "RegioS eq 'NL01  '", "$select": "A,B"}, source=NAME)
    assert server.targets == ["/a?$filter=RegioS%20eq%20'NL01%20%20'&$select=A,B"]
    assert "user-agent: veiligheidsbeeld/" in server.heads[0].lower()


def test_signs_with_a_meaning_in_an_address_are_escaped() -> None:
    assert with_query("u", {"$filter": "a&b=c+d#e%f ë"}) == "u?$filter=a%26b%3Dc%2Bd%23e%25f%20%C3%AB"
    assert with_query("u", None) == "u"


@pytest.mark.parametrize(
    "fault",
    [
        reset_after(b""),
        reset_after(TORN),
        TORN,
        http('{"value": [1'),
        PAGE,
        http(b""),
        http(b"\xff\xfe\xfa"),
        http(gzip.compress(b"{}" * 999)[:-20], content_encoding="gzip"),
        http(b"no gzip", content_encoding="gzip"),
        http(status=429),
        http(status=500),
        http(status=502),
        http(status=503),
        http(status=504),
    ],
    ids=[
        "reset at once", "reset in mid-body", "cut off", "truncated JSON", "HTML", "empty", "no text", "gzip cut off",
        "no gzip", "429", "500", "502", "503", "504",
    ],
)  # fmt: skip
def test_a_passing_fault_is_asked_again(fault: Answer, transport: Transport, clock: Clock) -> None:
    with Loopback(fault, fault, GOOD) as server:
        assert transport.json(server.url, source=NAME) == {"value": [1]}
    assert transport.requests == 3
    first, second = clock.slept
    assert 1.0 <= first <= 2.0 <= second <= 4.0


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (reset_after(TORN), "de verbinding is verbroken"),
        (http('{"value": [1'), "het antwoord is afgebroken of beschadigd"),
        (http(b"no gzip", content_encoding="gzip"), "het antwoord is afgebroken of beschadigd"),
        (PAGE, "de dienst geeft een webpagina in plaats van cijfers"),
        (http(status=503), "de dienst antwoordt met fout 503"),
    ],
)
def test_a_lasting_fault_ends_in_one_sentence(fault: Answer, what: str, transport: Transport) -> None:
    with Loopback(fault) as server:
        text = refusal(transport, server.url)
    assert text == f"{NAME}: {what}, ook na 5 pogingen. De oude cijfers staan er nog. Probeer het later opnieuw."
    assert transport.requests == 5


def test_a_compressed_answer_is_unpacked_and_counted_as_it_came(transport: Transport) -> None:
    packed = gzip.compress(b'{"value": [' + b"1," * 5000 + b"1]}")
    with Loopback(http(packed, content_encoding="gzip")) as server:
        assert len(transport.json(server.url, source=NAME)["value"]) == 5001
    assert transport.received == len(packed) < 500


def test_too_many_rows_is_not_asked_again(transport: Transport) -> None:
    body = (Path(__file__).parent / "recorded" / "error_10000.reconstructed.json").read_bytes()
    with Loopback(http(body, status=500)) as server:
        assert "meer dan 10.000 rijen ineens" in refusal(transport, server.url)
    assert transport.requests == 1


def test_a_busy_service_that_happens_to_write_that_number_is_asked_again(transport: Transport) -> None:
    with Loopback(http("10000 visitors", status=503), GOOD) as server:
        transport.json(server.url, source=NAME)
    assert transport.requests == 2


@pytest.mark.parametrize(
    ("status", "what"),
    [(404, "bestaat niet (meer) op 127.0.0.1"), (410, "bestaat niet (meer)"), (400, "fout 400"), (403, "fout 403")],
)
def test_a_refusal_is_final(status: int, what: str, transport: Transport) -> None:
    with Loopback(http("<html>", status=status)) as server:
        assert what in refusal(transport, server.url)
    assert transport.requests == 1


@pytest.mark.parametrize(
    ("answer", "length", "kind"),
    [
        (http(status=404), 100, GoneError),
        (http(status=404), 1_200, RefusedError),
        (http(status=414), 100, RefusedError),
        (http(status=400), 100, RefusedError),
        (http("more than 10000 records", status=500), 100, RefusedError),
        (http("Object reference", status=500), 100, SourceError),
        (http("Object reference", status=500), 1_200, RefusedError),
        (http(status=503), 1_200, SourceError),
        (reset_after(b""), 100, SourceError),
        (reset_after(b""), 1_200, RefusedError),
    ],
    ids=[
        "404", "long 404", "414", "400", "too many rows", "500", "long 500", "long 503", "reset", "long reset",
    ],
)  # fmt: skip
def test_what_may_be_about_the_length_of_an_address_is_a_refusal(
    answer: Answer, length: int, kind: type[SourceError], transport: Transport
) -> None:
    with Loopback(answer) as server, pytest.raises(SourceError) as caught:
        transport.json(server.url, {"q": "x" * length}, source=NAME)
    assert type(caught.value) is kind


def test_an_empty_answer_is_said(transport: Transport) -> None:
    with Loopback(http(b"")) as server:
        assert "de dienst geeft een leeg antwoord, ook na 5 pogingen" in refusal(transport, server.url)


def test_every_whole_answer_is_recorded_and_a_broken_one_is_not(clock: Clock) -> None:
    kept: list[tuple[str, int, bytes]] = []
    with (
        Loopback(http(status=503), reset_after(TORN), GOOD) as server,
        Transport(clock=clock, sleep=clock.sleep, record=lambda *answer: kept.append(answer)) as transport,
    ):
        transport.json(f"{server.url}/a", {"b": "c d"}, source=NAME)
        assert transport.answered(server.url)
    assert kept == [(f"{server.url}/a?b=c%20d", 503, b"{}"), (f"{server.url}/a?b=c%20d", 200, b'{"value": [1]}')]


def test_a_host_that_never_answered_is_known(transport: Transport) -> None:
    with Loopback(reset_after(b"")) as server, pytest.raises(SourceError):
        transport.json(server.url, source=NAME)
    assert not transport.answered(server.url)


@pytest.mark.parametrize("status", [200, 400, 404, 500, 503])
def test_a_look_gives_any_answer_and_is_asked_once(status: int, transport: Transport) -> None:
    with Loopback(http("<no figures>", status=status)) as server:
        assert transport.look(server.url, {"a": "b c"}, source=NAME) == (status, "<no figures>")
    assert server.targets == ["/?a=b%20c"]


def test_a_look_at_nothing_is_said(transport: Transport) -> None:
    with Loopback(reset_after(TORN)) as server, pytest.raises(SourceError, match="de verbinding is verbroken"):
        transport.look(server.url, source=NAME)
    with pytest.raises(SourceError, match=f"^{NAME}: "):
        transport.look("ftp://example.invalid", source=NAME)
    assert transport.requests == 2


@pytest.mark.parametrize(("read", "error"), [(0.1, UnreachableError), (5.0, SourceError)])
def test_a_service_that_is_away_is_told_from_one_that_errs(read: float, error: type[SourceError]) -> None:
    fault = silent if error is UnreachableError else PAGE
    with (
        Loopback(fault) as server,
        Transport(Patience(pause=0, read=read, attempts=1)) as transport,
        pytest.raises(SourceError) as caught,
    ):
        transport.json(server.url, source=NAME)
    assert type(caught.value) is error


def in_so_many_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("asked", [lambda: "40", in_so_many_seconds], ids=["seconds", "date"])
def test_the_server_says_how_long_to_wait(
    asked: Callable[[], str], status: int, transport: Transport, clock: Clock
) -> None:
    with Loopback(http(status=status, retry_after=asked()), GOOD) as server:
        transport.json(server.url, source=NAME)
    assert len(clock.slept) == 1
    assert 38.0 <= clock.slept[0] <= 40.0


@pytest.mark.parametrize(
    "said", ["soon", "-5", "²", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 -0000"]
)
def test_a_wait_that_says_nothing_is_our_own(said: str, transport: Transport, clock: Clock) -> None:
    with Loopback(http(status=503, retry_after=said), GOOD) as server:
        transport.json(server.url, source=NAME)
    assert 1.0 <= clock.slept[0] <= 2.0


def test_a_wait_past_the_deadline_is_not_begun(clock: Clock) -> None:
    with (
        Loopback(http(status=503, retry_after="61")) as server,
        Transport(Patience(total=60), clock=clock, sleep=clock.sleep) as transport,
    ):
        text = refusal(transport, server.url)
    assert "fout 503, en de tijd voor het verversen is om" in text
    assert (transport.requests, clock.slept) == (1, [])


def test_after_the_deadline_nothing_is_asked(clock: Clock) -> None:
    with Loopback(GOOD) as server, Transport(Patience(total=60), clock=clock, sleep=clock.sleep) as transport:
        transport.json(server.url, source=NAME)
        clock.now += 61
        assert "de tijd voor het verversen is om" in refusal(transport, server.url)
        assert len(server.heads) == 1


def test_one_request_a_second_per_host(transport: Transport, clock: Clock) -> None:
    with Loopback(GOOD) as one, Loopback(GOOD) as other:
        begin = clock.now
        for _ in range(3):
            transport.json(one.url, source=NAME)
            transport.json(other.url, source=NAME)
        assert clock.now - begin == pytest.approx(2.0)
        clock.now += 5
        transport.json(one.url, source=NAME)
    assert clock.slept == pytest.approx([1.0, 1.0])


def test_a_drip_ends_by_the_time_for_a_whole_answer() -> None:
    with Loopback(slowly(0.01)) as server, Transport(Patience(pause=0, read=0.3, attempts=2)) as transport:
        begin = time.monotonic()
        assert "het antwoord komt te langzaam binnen, ook na 2 pogingen" in refusal(transport, server.url)
        assert time.monotonic() - begin < 3


def test_a_drip_ends_by_the_deadline_of_the_whole() -> None:
    with Loopback(slowly(0.01)) as server, Transport(Patience(pause=0, total=0.3)) as transport:
        begin = time.monotonic()
        assert "de tijd voor het verversen is om" in refusal(transport, server.url)
        assert time.monotonic() - begin < 3


def test_silence_ends_too() -> None:
    with Loopback(silent) as server, Transport(Patience(pause=0, read=0.1, attempts=2)) as transport:
        assert "er kwam geen antwoord binnen de tijd" in refusal(transport, server.url)


def test_nobody_there_says_so() -> None:
    with Loopback(GOOD) as server:
        url = server.url
    with Transport(Patience(pause=0, attempts=1)) as transport:
        text = refusal(transport, url)
    assert "de dienst is niet te bereiken." in text
    assert "Controleer de verbinding met internet" in text


@pytest.mark.parametrize("url", ["ftp://example.invalid/a", "http://[::1", "example.invalid"])
def test_an_address_that_cannot_be_is_said_at_once(url: str, transport: Transport) -> None:
    assert "data/services.csv" in refusal(transport, url)
    assert transport.requests <= 1


def test_a_redirect_within_the_host_is_followed(transport: Transport) -> None:
    with Loopback(http(status=301, location="/OData/b"), GOOD) as server:
        assert transport.json(f"{server.url}/odata/a", source=NAME) == {"value": [1]}
    assert server.targets == ["/odata/a", "/OData/b"]


@pytest.mark.parametrize(
    "where", ["http://example.invalid/a", "//example.invalid/a", "http://127.0.0.1:9/a", "http://["]
)
def test_a_redirect_to_another_host_is_refused(where: str, transport: Transport) -> None:
    with Loopback(http(status=302, location=where)) as server:
        text = refusal(transport, server.url)
    assert "verwijst door naar een" in text
    assert transport.requests == 1


def test_a_redirect_that_goes_round_ends(transport: Transport) -> None:
    with Loopback(http(status=302, location="/again")) as server:
        assert "blijft doorverwijzen" in refusal(transport, server.url)
    assert transport.requests == 3


def test_a_proxy_from_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    with Loopback(GOOD) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with Transport(clock=clock, sleep=clock.sleep) as transport:
            transport.json("http://source.invalid/a", source=NAME)
    assert proxy.targets == ["http://source.invalid/a"]


def test_a_host_without_proxy_is_asked_itself(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    with Loopback(GOOD) as proxy, Loopback(GOOD) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with Transport(clock=clock, sleep=clock.sleep) as transport:
            transport.json(f"{server.url}/a", source=NAME)
    assert (proxy.targets, server.targets) == ([], ["/a"])


def test_a_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    with Loopback(http(status=407)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with Transport(clock=clock, sleep=clock.sleep) as transport:
            text = refusal(transport, "https://source.invalid/a")
    assert "de proxy laat de verbinding niet door" in text
    assert "Controleer HTTPS_PROXY." in text


@pytest.mark.parametrize("value", ["gopher://x", "http://:x"])
def test_a_proxy_that_cannot_be_is_said_before_anything_is_asked(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", value)
    with pytest.raises(UserError, match="geen geldig adres"):
        Transport()


def test_an_unknown_certificate_is_refused(tmp_path: Path, clock: Clock) -> None:
    _, tls = certificate(tmp_path)
    with Loopback(GOOD, tls=tls) as server, Transport(clock=clock, sleep=clock.sleep) as transport:
        text = refusal(transport, server.url)
    assert "het certificaat van de dienst wordt niet vertrouwd" in text
    assert "SSL_CERT_FILE" in text
    assert server.heads == []


def test_a_certificate_of_the_organisation_is_trusted(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with Loopback(GOOD, tls=tls) as server, Transport(clock=clock, sleep=clock.sleep) as transport:
        assert transport.json(server.url, source=NAME) == {"value": [1]}


def test_a_redirect_to_an_open_connection_is_refused(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with Loopback(GOOD, tls=tls) as server, Transport(clock=clock, sleep=clock.sleep) as transport:
        server.answers = [http(status=302, location=server.url.replace("https", "http"))]
        assert "dat wordt niet gevolgd" in refusal(transport, server.url)


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_a_certificate_file_that_cannot_be_read_is_named(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.pem"
    if text:
        file.write_text(text)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(UserError, match=r"SSL_CERT_FILE wijst naar .*own\.pem"):
        Transport()
