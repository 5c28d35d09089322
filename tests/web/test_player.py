"""The slider over the periods: what it shows, and that it only takes a period that exists."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

PERIODS = ("2019", "2020", "2021")


def _app(periods: list[str], current: str, forged: str) -> None:
    import streamlit as st

    from ivp.web.selection import player

    def forge() -> None:
        st.session_state[player._SLIDER] = forged
        player._moved(tuple(periods))

    st.button("Stuur", key="stuur", on_click=forge)
    st.text(player.period_player(periods, st.query_params.get("periode", current)))


def app(periods: tuple[str, ...] = PERIODS, current: str = "2020", forged: str = "") -> AppTest:
    test = AppTest.from_function(_app, args=(list(periods), current, forged)).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("periods", [(), ("2019",)])
def test_with_fewer_than_two_periods_there_is_nothing_to_slide(periods: tuple[str, ...]) -> None:
    test = app(periods, "2019")
    assert test.text[0].value == "2019"
    assert not test.select_slider
    assert [button.key for button in test.button] == ["stuur"]


@pytest.mark.parametrize(("current", "shown"), [("2020", "2020"), ("2012", "2021"), ("", "2021")])
def test_a_period_that_is_not_there_becomes_the_last(current: str, shown: str) -> None:
    test = app(current=current)
    assert test.text[0].value == shown
    assert test.select_slider(key="periode-schuif").value == shown


def test_months_have_their_dutch_name_on_the_slider() -> None:
    assert app(("2025-03", "2025-04"), "2025-03").select_slider[0].options == ["maart 2025", "april 2025"]


def test_moving_puts_the_period_in_the_url() -> None:
    test = app()
    test.select_slider(key="periode-schuif").set_value("2019").run()
    assert test.query_params["periode"] == "2019"
    assert test.text[0].value == "2019"


@pytest.mark.parametrize(("forged", "taken"), [("1066", None), ("<b>", None), ("2021", "2021")])
def test_a_period_that_is_not_offered_is_not_taken_from_the_browser(forged: str, taken: str | None) -> None:
    test = app(forged=forged)
    test.button(key="stuur").click().run()
    assert not test.exception
    assert test.query_params.get("periode") == taken
    assert test.text[0].value == (taken or "2020")


def test_playing_has_a_stop_button_and_locks_the_slider() -> None:
    test = app()
    test.button(key="speel").click().run()
    assert [button.key for button in test.button] == ["stuur", "stop"]
    assert test.select_slider(key="periode-schuif").disabled
    assert test.text[0].value == "2019"
    test.button(key="stop").click().run()
    assert [button.key for button in test.button] == ["stuur", "speel"]
    assert test.query_params["periode"] == "2019"
