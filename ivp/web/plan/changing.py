"""Changing the plan from the page: do it, say in Dutch what came of it, and keep saying it until the next change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from ivp.catalog.models import Level
from ivp.catalog.table import CatalogError
from ivp.errors import UserError
from ivp.plan import journal
from ivp.web.components.text import error, plain
from ivp.web.page import Page, page_link
from ivp.wording.plan_rows import mistake

_DONE = "bewerk-gedaan"
_OPENED = "bewerk-geopend"
_TURN = "bewerk-beurt"

T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """What was done, in a sentence, and the row by which it shows on another page (none: it shows nowhere)."""

    said: str
    table: str = ""
    row: Mapping[str, str] | None = None


@contextmanager
def told() -> Iterator[None]:
    """What cannot be read now is one Dutch line in its place."""
    try:
        yield
    except UserError as wrong:
        error(_in_labels(wrong))


def change(do: Callable[[], T], done: Callable[[T], Done]) -> None:
    """Do it; say in Dutch what is wrong and change nothing, or show the new state with what was `done`."""
    st.session_state.pop(_DONE, None)
    try:
        made = do()
    except UserError as wrong:
        error(_in_labels(wrong))
        if isinstance(wrong, journal.ConflictError):
            st.button("Toon de nieuwe versie", key="nieuwe-versie", on_click=start_again)
        return
    start_again()
    st.session_state[_DONE] = done(made)
    st.rerun()


def _in_labels(wrong: UserError) -> str:
    """The message; of mistakes in a row what the form calls its fields, because the files are not in sight here."""
    if not isinstance(wrong, CatalogError):
        return str(wrong)
    lines = (mistake(problem.what, problem.remedy) for problem in wrong.problems)
    return "\n".join([*dict.fromkeys(lines), "Er is niets bewaard."])


def turn() -> int:
    """Changes with every change, so that forms start empty again."""
    return int(st.session_state.get(_TURN, 0))


def start_again() -> None:
    """Forget what was opened and typed."""
    st.session_state.pop(_OPENED, None)
    st.session_state[_TURN] = turn() + 1


def opened(place: tuple[str, str], row: Mapping[str, str]) -> dict[str, str]:
    """The row as this editor first saw it, kept until it is saved or another one is chosen."""
    kept: dict[str, object] = st.session_state.setdefault(_OPENED, {})
    if kept.get("plaats") != place:
        kept.update(plaats=place, rij=dict(row))
    first = kept["rij"]
    return dict(first) if isinstance(first, dict) else dict(row)


def show_done(page: Page) -> None:
    """What the last change did, with a link to where it shows; nothing before the first change."""
    done: Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    with st.container(key="gedaan"):
        st.success(plain(done.said), icon=":material/check:")
        if done.row is not None:
            _link(page, done.table, done.row)


def _link(page: Page, table: str, row: Mapping[str, str]) -> None:
    area = row.get("area", "")
    level = page.known.levels.get(area)
    if table in ("goals", "actions"):
        here = area if level == Level.GEMEENTE else ""
        page_link("uitvoering", "Bekijk het op Uitvoering", page.selection.with_changes(gebied=here))
        return
    here = area if level in (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT) else ""
    id = row.get("id", "") if table == "priorities" else row.get("priority", "")
    periods = {one.priority.id: f"{one.priority.start}-{one.priority.end}" for one in page.store.priorities()}
    if id in periods:
        target = page.selection.with_changes(gebied=here)
        page_link("prioriteiten", "Bekijk het op Prioriteiten", target, prioriteit=id, plan=periods[id])
