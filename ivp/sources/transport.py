"""Asking open-data services politely: one request a second per host, retries that back off, and a deadline.

Services of CBS, Politie and PDOK break off, slow down and answer with pages meant for people; what survives here is
a whole JSON answer or one Dutch sentence.
"""

from __future__ import annotations

import json
import os
import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx
import truststore
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from ivp import __version__
from ivp.errors import UserError

USER_AGENT = f"Veiligheidsbeeld/{__version__} (open data; veiligheidsplan van gemeenten)"
_TOO_MANY = "10000"  # stands in error 500 for an answer of more than 10,000 rows: asking again does not help
_BUSY = {429, 500, 502, 503, 504}
LONG = 1_000
"""Characters of an address that may be too long for a service: then an error can be about its length alone.

Servers of the kind that CBS uses (IIS) take 2,048 characters of a query unless they are told otherwise, and answer
404 to more; others break the connection off.
"""
_LATER = "Probeer het later opnieuw."
_SETTING = "Controleer het adres in data/services.csv."
KEPT = "De oude cijfers staan er nog."
"""What a message says besides what happened and what to do."""


class SourceError(UserError):
    """A source did not give what was asked; the Dutch message says which, what happened and what to do."""


class UnreachableError(SourceError):
    """Nobody answers at the service at all, or it is not trusted; `what` happened, and the `remedy`, apart."""

    def __init__(self, message: str, what: str, remedy: str) -> None:
        super().__init__(message)
        self.what, self.remedy = what, remedy


class GoneError(SourceError):
    """The service says that there is nothing at this address."""


class RefusedError(SourceError):
    """The service does not take this question; it may take it in parts."""


@dataclass(frozen=True)
class Patience:
    """Seconds: between two requests to one host, to connect, for one whole answer, and for everything together.

    `read` holds for each wait and for the whole answer; one that stalls just before that time may take twice as long.
    """

    pause: float = 1.0
    connect: float = 10.0
    read: float = 120.0
    attempts: int = 5
    total: float = 7200.0


class _AgainError(Exception):
    """An answer that may be better next time; `wait` is what the server asked for, in seconds.

    `away`: nobody answers. `length`: this may also be how a service refuses a long address.
    """

    def __init__(
        self, what: str, wait: float = 0.0, remedy: str = _LATER, away: bool = False, length: bool = False
    ) -> None:
        super().__init__(what)
        self.wait, self.remedy, self.away, self.length = wait, remedy, away, length


Record = Callable[[str, int, bytes], None]


class Transport:
    """A client for a whole refresh. `requests` and `received` (bytes on the line) count what was done.

    Proxies come from the environment; certificates from the system's trust store, and from SSL_CERT_FILE. `record`
    gets every whole answer: its address, status and content. Raises `SourceError` when a setting cannot be used.
    """

    def __init__(
        self,
        patience: Patience | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        record: Record | None = None,
    ) -> None:
        self.patience = patience or Patience()
        self.requests = self.received = 0
        self._clock, self._sleep, self._record = clock, sleep, record
        self._end = clock() + self.patience.total
        self._last: dict[bytes, float] = {}
        self._answered: set[bytes] = set()
        self._client = _client()

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def json(self, url: str, params: Mapping[str, str] | None = None, *, source: str) -> Any:
        """The JSON at `url`; `source` names it in messages. Raises `SourceError` when it does not come."""
        retrying = Retrying(
            retry=retry_if_exception_type(_AgainError),
            stop=stop_after_attempt(self.patience.attempts),
            wait=partial(self._wait, source),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, httpx.URL(with_query(url, params)), source)
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise SourceError(f"{source}: het adres {url[:80]} klopt niet. {_SETTING}") from error
        except _AgainError as error:
            raise self._given_up(error, with_query(url, params), source) from error

    def answered(self, url: str) -> bool:
        """Whether anything ever came from the host of this address."""
        return httpx.URL(url).netloc in self._answered

    def _given_up(self, error: _AgainError, address: str, source: str) -> SourceError:
        often = f", ook na {self.patience.attempts} pogingen" if self.patience.attempts > 1 else ""
        message = f"{source}: {error}{often}. {KEPT} {error.remedy}"
        if error.away:
            return UnreachableError(message, str(error), error.remedy)
        return RefusedError(message) if error.length and len(address) > LONG else SourceError(message)

    def look(self, url: str, params: Mapping[str, str] | None = None, *, source: str) -> tuple[int, str]:
        """Status and text of whatever answer there is, asked once: to learn how a service refuses."""
        try:
            answer = self._ask(httpx.URL(with_query(url, params)), source)
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise SourceError(f"{source}: {error}. {_LATER}") from error
        except _AgainError as error:
            message = f"{source}: {error}. {_LATER}"
            raise UnreachableError(message, str(error), error.remedy) if error.away else SourceError(message) from error
        return answer.status_code, answer.text

    def _wait(self, source: str, state: RetryCallState) -> float:
        """Exponential back-off with jitter, or longer when the server asks; never past the deadline."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _AgainError) else 0.0
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreading load, not a secret
        wait: float = max(asked, min(self.patience.pause * 2**state.attempt_number * jitter, 60.0))
        if self._clock() + wait > self._end:
            raise SourceError(f"{source}: {error}, en de tijd voor het verversen is om. {KEPT} {_LATER}")
        return wait

    def _once(self, url: httpx.URL, source: str) -> Any:
        for _ in range(3):
            answer = self._ask(url, source)
            if not answer.has_redirect_location:
                return _content(answer, source)
            url = _redirected(answer, source)
        raise SourceError(f"{source} blijft doorverwijzen. {_SETTING}")

    def _ask(self, url: httpx.URL, source: str) -> httpx.Response:
        """The whole answer, unpacked; every way in which a connection breaks is worth another try."""
        self._be_polite(url.netloc, source)
        self.requests += 1
        end = min(self._clock() + self.patience.read, self._end)
        limits = httpx.Timeout(max(end - self._clock(), 0.01), connect=self.patience.connect)
        chunks: list[bytes] = []
        try:
            with self._client.stream("GET", url, timeout=limits) as answer:
                for chunk in answer.iter_raw():
                    chunks.append(chunk)
                    if self._clock() > end:
                        raise _AgainError("het antwoord komt te langzaam binnen")
            body = b"".join(chunks)
            self.received += len(body)
            self._answered.add(url.netloc)
            whole = httpx.Response(answer.status_code, headers=answer.headers, content=body, request=answer.request)
        except httpx.UnsupportedProtocol:
            raise
        except httpx.RequestError as error:
            raise _trouble(error) from error
        if self._record:
            self._record(str(url), whole.status_code, whole.content)
        return whole

    def _be_polite(self, host: bytes, source: str) -> None:
        wait = self._last.get(host, float("-inf")) + self.patience.pause - self._clock()
        if wait > 0:
            self._sleep(wait)
        if self._clock() > self._end:
            raise SourceError(f"{source}: de tijd voor het verversen is om. {KEPT} {_LATER}")
        self._last[host] = self._clock()


def with_query(url: str, params: Mapping[str, str] | None) -> str:
    """The address with its query, a space as %20: the services do not read a plus as a space."""
    if not params:
        return url
    return f"{url}?" + "&".join(f"{name}={quote(value, safe=chr(39) + '(),:/')}" for name, value in params.items())


def _client() -> httpx.Client:
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    own = os.environ.get("SSL_CERT_FILE")
    try:
        if own:
            trust.load_verify_locations(cafile=own)
        return httpx.Client(verify=trust, headers={"User-Agent": USER_AGENT})
    except OSError as error:
        raise SourceError(
            f"SSL_CERT_FILE wijst naar {own}; dat is niet te lezen. Wijs een PEM-bestand aan of maak hem leeg."
        ) from error
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise SourceError(
            "De proxy in HTTP(S)_PROXY of ALL_PROXY is geen geldig adres. Vul iets in zoals http://proxy:8080."
        ) from error


def _redirected(answer: httpx.Response, source: str) -> httpx.URL:
    """Where a redirect leads: within the same host, and never from a safe to an open connection."""
    try:
        to = answer.url.join(answer.headers["location"])
    except httpx.InvalidURL:
        raise SourceError(f"{source} verwijst door naar een adres dat niet bestaat. {_SETTING}") from None
    if (to.host, to.port) != (answer.url.host, answer.url.port) or to.scheme not in ("https", answer.url.scheme):
        where = f"{to.scheme}://{to.netloc.decode('ascii')}"
        raise SourceError(f"{source} verwijst door naar een ander adres ({where}); dat wordt niet gevolgd. {_SETTING}")
    return to


def _content(answer: httpx.Response, source: str) -> Any:
    status, body = answer.status_code, answer.content
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE) and len(str(answer.url)) <= LONG:
        raise GoneError(f"{source} bestaat niet (meer) op {answer.url.host}. Zoek de opvolger en pas data/ aan.")
    if status == httpx.codes.INTERNAL_SERVER_ERROR and _TOO_MANY in body[:2000].decode("utf-8", "replace"):
        raise RefusedError(
            f"{source}: de vraag geeft meer dan 10.000 rijen ineens. Kies een kleinere partition in data/tables.csv."
        )
    if status in _BUSY:
        length = status == httpx.codes.INTERNAL_SERVER_ERROR
        raise _AgainError(f"de dienst antwoordt met fout {status}", _retry_after(answer), length=length)
    if status >= httpx.codes.BAD_REQUEST:
        raise RefusedError(f"{source}: de dienst weigert de vraag (fout {status}). {KEPT} Meld dit bij de beheerder.")
    if not body.strip():
        raise _AgainError("de dienst geeft een leeg antwoord")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        if body.lstrip()[:1] == b"<":
            raise _AgainError("de dienst geeft een webpagina in plaats van cijfers") from error
        raise _AgainError("het antwoord is afgebroken of beschadigd") from error


def _trouble(error: httpx.RequestError) -> _AgainError:
    away = partial(_AgainError, away=True)
    if isinstance(error, httpx.TimeoutException):
        return away("er kwam geen antwoord binnen de tijd")
    if "CERTIFICATE" in str(error).upper():
        remedy = "Wijs met SSL_CERT_FILE het certificaat van uw organisatie aan, of probeer het later opnieuw."
        return away("het certificaat van de dienst wordt niet vertrouwd", remedy=remedy)
    if isinstance(error, httpx.ProxyError):
        return away("de proxy laat de verbinding niet door", remedy="Controleer HTTPS_PROXY.")
    if isinstance(error, httpx.ConnectError):
        return away("de dienst is niet te bereiken", remedy="Controleer de verbinding met internet en de proxy.")
    if isinstance(error, httpx.DecodingError):
        return _AgainError("het antwoord is afgebroken of beschadigd")
    return _AgainError("de verbinding is verbroken", length=True)


def _retry_after(answer: httpx.Response) -> float:
    """Seconds that the server asks to wait: a number or a date; 0 when it does not say."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0
