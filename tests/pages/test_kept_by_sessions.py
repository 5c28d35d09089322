"""What a session keeps between runs is small: Streamlit holds on to it for two minutes after a visitor has left."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.state import SessionState
from streamlit.testing.v1 import AppTest

from ivp.web.page import _options
from ivp.web.selection.choices import Options
from tests.pages.visits import NAMES, go_on, visit


def controls(test: AppTest) -> dict[str, Any]:
    """What Streamlit keeps of every control, by its id."""
    state: Any = test.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return dict(state._new_widget_state.widget_metadata)


def functions(held: Any) -> Iterator[types.FunctionType]:
    """The functions that something holds, in its fields, closures and arguments."""
    seen, left = set(), [held]
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, types.FunctionType):
            yield one
            left += [cell.cell_contents for cell in one.__closure__ or ()]
        elif isinstance(one, types.MethodType):
            left += [one.__func__, one.__self__]
        elif isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list | tuple | set):
            left += one
        elif hasattr(one, "func") and hasattr(one, "args"):  # a partial
            left += [one.func, *one.args, *one.keywords.values()]
        elif hasattr(one, "callback"):
            left += vars(one).values()


@pytest.mark.parametrize("name", NAMES)
def test_no_control_holds_on_to_all_that_its_page_has_made(name: str) -> None:
    held = [one for control in controls(visit(name)).values() for one in functions(control)]
    assert held
    assert [one.__qualname__ for one in held if one.__globals__["__name__"] == "__main__"] == []


def test_the_controls_of_a_page_that_was_left_are_forgotten() -> None:
    test = visit("kaart")
    assert controls(test).keys() - controls(visit("trends")).keys()
    go_on(test, "trends")
    assert controls(test.run()).keys() == controls(visit("trends").run()).keys()


def test_what_can_be_chosen_is_made_once_for_all_sessions() -> None:
    def offered(test: AppTest) -> list[Options]:
        given = (one for control in controls(test).values() for one in control.callback_args or ())
        return [one for one in given if isinstance(one, Options)]

    before = _options.cache_info().currsize
    first, second = offered(visit("trends")), offered(visit("trends"))
    assert first
    assert {id(one) for one in first} == {id(one) for one in second}
    assert _options.cache_info().currsize <= before + 1
