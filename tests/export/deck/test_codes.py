"""A list of views comes back as it was kept, in a link and in a file; what was made up or broken is refused."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from ivp.errors import UserError
from ivp.export.deck.codes import LARGEST_FILE, LONGEST_LINK, from_code, from_file, is_own, to_code, to_file
from ivp.export.deck.views import LONGEST_NOTE, MOST_ENTRIES, Entry, Playlist, view

LIST = Playlist(
    "Overleg “mei”",
    (
        Entry(view("trends", {"indicator": "fietsdiefstal", "gebied": "GM0001"}), "Eén titel", "Eerst vragen; dan …"),
        Entry(view("evaluatie")),
    ),
)


def packed(text: str) -> str:
    return "eigen." + base64.urlsafe_b64encode(zlib.compress(text.encode())).decode().rstrip("=")


def record(**changes: object) -> dict[str, object]:
    made: dict[str, object] = json.loads(to_file(LIST))
    return made | changes


def test_a_list_comes_back_as_it_was() -> None:
    assert from_code(to_code(LIST)) == LIST
    assert from_file(to_file(LIST)) == LIST
    assert from_file("\ufeff".encode() + to_file(LIST)) == LIST
    assert is_own(to_code(LIST))
    assert not is_own("gebied-GM0001")


def test_it_keeps_codes_and_no_figures() -> None:
    kept = json.loads(to_file(LIST))
    assert kept["dias"][0]["keuze"] == {"gebied": "GM0001", "indicator": "fietsdiefstal"}
    assert set(kept) == {"soort", "versie", "titel", "dias"}


def test_a_full_list_without_notes_fits_in_a_link() -> None:
    entries = [
        Entry(view("vergelijken", {"indicator": f"politie-{n}-{n}-{n}", "gebied": f"GM{n:04}", "vergelijk": "land"}))
        for n in range(MOST_ENTRIES)
    ]
    assert len(to_code(Playlist("Alles", tuple(entries)))) < LONGEST_LINK


def test_a_list_that_is_too_long_for_a_link_is_refused_before_anything_changes() -> None:
    notes = ("".join(chr(48 + (n * n * 7 + at * 31) % 75) for n in range(LONGEST_NOTE)) for at in range(MOST_ENTRIES))
    long = Playlist("Alles", tuple(Entry(view("kaart"), "", note) for note in notes))
    with pytest.raises(UserError, match="past niet meer in een link; er is niets veranderd"):
        to_code(long)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "gebied-GM0001",
        "eigen.",
        "eigen.%%%",
        to_code(LIST)[:-6],
        to_code(LIST) + "AAAA"[:2] * LONGEST_LINK,
        packed("geen json"),
        packed("[]"),
        packed("[" * 100_000),
        packed(json.dumps(record(versie=2))),
        packed(json.dumps(record(dias=[{"pagina": "trends", "keuze": {"gebied": 5}}]))),
        packed(" " * (LARGEST_FILE + 10)),
    ],
)
def test_a_code_that_is_not_whole_is_refused(code: str) -> None:
    with pytest.raises(UserError, match="link naar deze presentatie is niet heel"):
        from_code(code)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (LARGEST_FILE + 1), "te groot"),
        (b"\xff\xfe\x00", "geen tekst"),
        (b"{", "geen JSON"),
        (json.dumps(record(soort="plan")).encode(), "soort"),
        (json.dumps(record(meer=1)).encode(), "meer"),
        (json.dumps(record(titel="x" * 500)).encode(), "titel"),
        (json.dumps(record(dias=[{"pagina": "kaart"}] * (MOST_ENTRIES + 1))).encode(), "dias"),
        (
            json.dumps(record(dias=[{"pagina": "kaart", "notitie": "x" * (LONGEST_NOTE + 1)}])).encode(),
            "dias.0.notitie",
        ),
    ],
)
def test_a_file_that_is_no_presentation_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(UserError, match="geen presentatie van dit dashboard") as caught:
        from_file(content)
    assert why in str(caught.value)
    assert "Bewaar als bestand" in str(caught.value)


def test_a_file_with_a_page_or_code_that_cannot_be_is_refused() -> None:
    with pytest.raises(UserError, match="geen link naar een beeld"):
        from_file(json.dumps(record(dias=[{"pagina": "../x", "keuze": {}}])).encode())
