"""A view is a link within the dashboard, and a list of them can be changed."""

from __future__ import annotations

import pytest

from ivp.errors import UserError
from ivp.export.deck.views import LONGEST_CODE, MOST_ENTRIES, Entry, Playlist, View, view, view_of


def listed(*pages: str) -> Playlist:
    return Playlist("Lijst", tuple(Entry(view(page)) for page in pages))


def pages(playlist: Playlist) -> list[str]:
    return [entry.view.page for entry in playlist.entries]


def test_a_view_is_its_link_whatever_the_order() -> None:
    made = view("trends", {"indicator": "fietsdiefstal", "gebied": "GM0001"})
    assert made == view("trends", [("gebied", "GM0001"), ("indicator", "fietsdiefstal")])
    assert made.link == "/trends?gebied=GM0001&indicator=fietsdiefstal"
    assert view_of(made.link) == made
    assert view("verantwoording").link == "/verantwoording"


def test_what_is_no_part_of_a_view_is_left_out() -> None:
    made = view("trends", {"gebied": "GM0001", "toon": "1", "dek": "x", "indicator": ""})
    assert made == View("trends", (("gebied", "GM0001"),))
    assert (made.get("gebied"), made.get("indicator")) == ("GM0001", "")


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        ("../etc", {}),
        ("Trends", {}),
        ("", {}),
        ("trends", {"gebied": "<script>"}),
        ("trends", {"gebied": "x" * (LONGEST_CODE + 1)}),
        ("trends", {"gebied": "a\nb"}),
    ],
)
def test_what_cannot_be_a_view_is_refused(page: str, choices: dict[str, str]) -> None:
    with pytest.raises(UserError, match="geen link naar een beeld"):
        view(page, choices)


def test_entries_move_within_the_list() -> None:
    playlist = listed("kaart", "trends", "gemeente")
    assert pages(playlist.moved(0, 1)) == ["trends", "kaart", "gemeente"]
    assert pages(playlist.moved(2, -1)) == ["kaart", "gemeente", "trends"]
    assert pages(playlist.moved(0, -1)) == pages(playlist.moved(2, 1)) == pages(playlist)


def test_entries_are_changed_and_taken_out() -> None:
    playlist = listed("kaart", "trends", "gemeente")
    assert pages(playlist.without(1)) == ["kaart", "gemeente"]
    told = playlist.changed(1, Entry(view("trends"), "Titel", "Notitie"))
    assert told.entries[1].title == "Titel"
    assert pages(told) == pages(playlist)


def test_a_list_is_full_at_its_most() -> None:
    full = listed(*["kaart"] * MOST_ENTRIES)
    with pytest.raises(UserError, match="hooguit 40 dia’s"):
        full.with_entry(Entry(view("trends")))
    assert len(full.without(0).with_entry(Entry(view("trends"))).entries) == MOST_ENTRIES
