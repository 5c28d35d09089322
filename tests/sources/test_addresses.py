"""The addresses of a service in turn: what works is remembered, and who is away is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ivp.sources.addresses import Addresses
from ivp.sources.transport import GoneError, Patience, SourceError, Transport, UnreachableError

A, B, C = "https://a.invalid/x", "https://b.invalid/x", "https://b.invalid/y"


@pytest.fixture
def transport() -> Iterator[Transport]:
    with Transport(Patience(pause=0, attempts=1)) as made:
        yield made


def answering(*at: str, asked: list[str], error: SourceError | None = None) -> Callable[[str], str]:
    def ask(url: str) -> str:
        asked.append(url)
        if url in at:
            return f"from {url}"
        raise error or GoneError(f"nothing at {url}")

    return ask


def test_the_first_that_works_counts_and_goes_first_from_then_on(transport: Transport) -> None:
    addresses, asked = Addresses(transport), list[str]()
    for _ in range(2):
        assert addresses.first("T1", (A, B, C), answering(B, C, asked=asked)) == f"from {B}"
    assert asked == [A, B, B]
    addresses.first("T2", (A, B), answering(A, asked=asked))
    assert asked[3:] == [A], "of another table nothing is known"


def test_what_worked_last_time_goes_first_and_the_others_still_follow(transport: Transport) -> None:
    asked: list[str] = []
    addresses = Addresses(transport, {"T1": C})
    addresses.first("T1", (A, B, C), answering(B, asked=asked))
    assert asked == [C, A, B]
    assert addresses.worked == {"T1": B}


def test_when_none_works_the_usual_address_says_why(transport: Transport) -> None:
    asked: list[str] = []
    with pytest.raises(GoneError, match=f"nothing at {A}"):
        Addresses(transport, {"T1": B}).first("T1", (A, B), answering(asked=asked))
    assert asked == [B, A]


def test_a_host_that_is_away_is_not_asked_again_at_any_path(transport: Transport) -> None:
    addresses, asked = Addresses(transport), list[str]()
    away = UnreachableError("away", "away", "")
    for table in ("T1", "T2"):
        with pytest.raises(UnreachableError, match="away"):
            addresses.first(table, (B, C), answering(asked=asked, error=away))
    assert asked == [B]
