"""The ready-made presentations: of every area, theme and partner, and the evaluation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.errors import UserError
from ivp.export.deck.codes import to_code
from ivp.export.deck.ready import area_of, playlist, ready
from ivp.export.deck.showing import Showing
from ivp.export.deck.views import Entry, Playlist, view
from tests.export.made_up import ACTION, OWN, TODAY, MadeUp

SHOWING = Showing(MadeUp(), TODAY)


def links(code: str, reading: MadeUp | None = None) -> list[str]:
    return [entry.view.link for entry in playlist(code, Showing(reading, TODAY) if reading else SHOWING).entries]


def test_there_is_one_for_every_area_theme_and_partner_and_for_the_evaluation() -> None:
    offered = ready(SHOWING)
    codes = [one.code for one in offered]
    assert codes[:3] == ["gebied-PD-X", "gebied-BT-N", "gebied-BT-Z"]
    assert {f"gebied-{code}" for code in ("GM0001", "GM0002", "GM0003", "GM0004")} <= set(codes)
    assert {"evaluatie", "partner-halt"} <= set(codes)
    assert any(code.startswith("thema-") for code in codes)
    assert len(set(codes)) == len(codes) == len({one.label for one in offered})
    for code in codes:
        assert playlist(code, SHOWING).entries, code


def test_that_of_an_area_goes_from_plan_and_findings_to_the_sources() -> None:
    found = links(f"gebied-{OWN}")
    assert found[:2] == [f"/prioriteiten?deel=Vier+niveaus&gebied={OWN}", f"/overzicht?gebied={OWN}"]
    assert found[-1] == f"/verantwoording?gebied={OWN}"
    assert f"/uitvoering?gebied={OWN}" in found
    assert sum(link.startswith("/kaart") for link in found) == 1


def test_a_partner_has_its_actions_and_the_priorities_that_they_are_about() -> None:
    assert links("partner-halt") == ["/uitvoering?partner=halt"]
    busy = MadeUp(action=ACTION.model_copy(update={"partners": ("halt",), "priority": "wonen"}))
    assert links("partner-halt", busy) == ["/uitvoering?partner=halt", f"/prioriteiten?gebied={OWN}&prioriteit=wonen"]


def test_no_period_is_kept_so_that_next_year_shows_next_years_figures() -> None:
    assert not any("periode" in link for one in ready(SHOWING) for link in links(one.code))


@pytest.mark.parametrize("code", ["gebied-GM9999", "gebied-WK000101", "thema-weg", "partner-weg", "weg", ""])
def test_an_unknown_one_is_refused(code: str) -> None:
    with pytest.raises(UserError, match=r"er niet|ontbreekt"):
        playlist(code, SHOWING)


def test_ones_own_comes_out_of_its_code() -> None:
    own = Playlist("Van mij", (Entry(view("kaart", {"indicator": "vroeg"})),))
    assert playlist(to_code(own), SHOWING) == own
    assert replace(own, title="x") != own


def test_which_area_it_is_about() -> None:
    assert (area_of(f"gebied-{OWN}"), area_of("evaluatie"), area_of("gebied-BT-N")) == (OWN, "", "BT-N")
