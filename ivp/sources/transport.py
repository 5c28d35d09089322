"""Asking open-data services politely: one request a second per host, retries that back off, and a deadline.

Services of CBS, Politie and PDOK break off, slow down and answer with pages meant for people; what survives here is
a whole JSON answer or one Dutch sentence.
"""

from __future__ import annotations

import json
import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import truststore
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from ivp import __version__
from ivp.errors import UserError

USER_AGENT = f"Veiligheidsbeeld/{__version__} (open data; veiligheidsplan De Markiezaten)"
TOO_MANY = "10000"
"""What the services write in the error for an answer of more than 10,000 rows: asking again does not help."""
_BUSY = {429, 500, 502, 503, 504}
_LONGEST_WAIT = 300.0
_HOPS = 3
_OLD_FIGURES = "De oude cijfers staan er nog. Probeer het later opnieuw."


class SourceError(UserError):
    """A source did not give what was asked; the Dutch message says which, what happened and what to do."""


@dataclass(frozen=True)
class Patience:
    """Seconds: between two requests to one host, to connect, for one whole answer, and for everything together."""

    pause: float = 1.0
    connect: float = 10.0
    read: float = 120.0
    attempts: int = 5
    total: float = 7200.0


class _AgainError(Exception):
    """An answer that may be better next time; `wait` is what the server asked for, in seconds."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


class Transport:
    """A client for a whole refresh. `requests` and `received` (bytes) count what was done.

    Proxies come from the environment; certificates from the system's trust store, or from SSL_CERT_FILE.
    """

    def __init__(
        self,
        patience: Patience | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.patience = patience or Patience()
        self.requests = self.received = 0
        self._clock, self._sleep = clock, sleep
        self._end = clock() + self.patience.total
        self._last: dict[str, float] = {}
        limits = httpx.Timeout(self.patience.read, connect=self.patience.connect)
        trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx.Client(timeout=limits, verify=trust, headers={"User-Agent": USER_AGENT})

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def json(self, url: str, params: Mapping[str, str] | None = None, *, source: str) -> Any:
        """The JSON at `url`; `source` names it in messages. Raises `SourceError` when it does not come."""
        address = with_query(url, params)
        retrying = Retrying(
            retry=retry_if_exception_type(_AgainError),
            stop=stop_after_attempt(self.patience.attempts),
            wait=self._wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, address, source)
        except _AgainError as error:
            raise SourceError(f"{source}: {error}, ook na {self.patience.attempts} pogingen. {_OLD_FIGURES}") from error

    def _wait(self, state: RetryCallState) -> float:
        """Exponential back-off with jitter, or longer when the server asks; never past the deadline."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _AgainError) else 0.0
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreading load, not a secret
        backoff = min(self.patience.pause * 2**state.attempt_number * jitter, 60.0)
        wait: float = max(min(asked, _LONGEST_WAIT), backoff)
        if self._clock() + wait > self._end:
            raise SourceError(f"{error or 'De bron'}; de tijd voor het verversen is om. {_OLD_FIGURES}")
        return wait

    def _once(self, address: str, source: str) -> Any:
        for _ in range(_HOPS):
            answer, body = self._ask(address, source)
            if not answer.is_redirect:
                return self._content(answer, body, source)
            to = str(answer.url.join(answer.headers.get("location", "")))
            if urlsplit(to).netloc != urlsplit(address).netloc:
                raise SourceError(
                    f"{source} verwijst door naar een ander adres ({urlsplit(to).netloc}); dat wordt niet gevolgd. "
                    "Controleer het adres in data/services.csv."
                )
            address = to
        raise SourceError(f"{source} blijft doorverwijzen. Controleer het adres in data/services.csv.")

    def _ask(self, address: str, source: str) -> tuple[httpx.Response, bytes]:
        """Answer and whole body; every way in which a connection breaks is worth another try."""
        self._be_polite(urlsplit(address).netloc, source)
        self.requests += 1
        end = min(self._clock() + self.patience.read, self._end)
        try:
            with self._client.stream("GET", address) as answer:
                chunks = []
                for chunk in answer.iter_bytes():
                    chunks.append(chunk)
                    if self._clock() > end:
                        raise _AgainError("het antwoord komt te langzaam binnen")
        except httpx.TimeoutException as error:
            raise _AgainError("er kwam geen antwoord binnen de tijd") from error
        except httpx.TransportError as error:
            raise _AgainError(_trouble(error)) from error
        body = b"".join(chunks)
        self.received += len(body)
        return answer, body

    def _be_polite(self, host: str, source: str) -> None:
        wait = self._last.get(host, float("-inf")) + self.patience.pause - self._clock()
        if wait > 0:
            self._sleep(wait)
        if self._clock() > self._end:
            raise SourceError(f"{source}: de tijd voor het verversen is om. {_OLD_FIGURES}")
        self._last[host] = self._clock()

    def _content(self, answer: httpx.Response, body: bytes, source: str) -> Any:
        status = answer.status_code
        if status == httpx.codes.NOT_FOUND:
            raise SourceError(f"{source} bestaat niet (meer) op {answer.url.host}. Zoek de opvolger en pas data/ aan.")
        if status in _BUSY and TOO_MANY not in body[:2000].decode("utf-8", "replace"):
            raise _AgainError(f"de dienst antwoordt met fout {status}", _retry_after(answer))
        if status >= httpx.codes.BAD_REQUEST:
            raise SourceError(f"{source}: de dienst weigert de vraag (fout {status}). Meld dit bij de beheerder.")
        try:
            return json.loads(body)
        except ValueError as error:
            page = body.lstrip()[:1] == b"<"
            raise _AgainError("de dienst geeft een webpagina in plaats van cijfers" if page else
                         "het antwoord is afgebroken of beschadigd") from error  # fmt: skip


def with_query(url: str, params: Mapping[str, str] | None) -> str:
    """The address with its query, a space as %20: the services do not read a plus as a space."""
    if not params:
        return url
    return f"{url}?" + "&".join(f"{name}={quote(value, safe=chr(39) + '(),:/')}" for name, value in params.items())


def _trouble(error: httpx.TransportError) -> str:
    text = str(error)
    if "CERTIFICATE" in text.upper():
        return "het certificaat van de dienst wordt niet vertrouwd"
    if isinstance(error, httpx.ConnectError):
        return "de dienst is niet te bereiken"
    if isinstance(error, httpx.ProxyError):
        return "de proxy laat de verbinding niet door"
    return "de verbinding is verbroken"


def _retry_after(answer: httpx.Response) -> float:
    """Seconds that the server asks to wait: a number or a date; 0 when it does not say."""
    text = answer.headers.get("retry-after", "")
    if text.strip().isdigit():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0
