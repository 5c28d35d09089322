"""Questions that pages ask at every click are asked of the database once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ivp.store.reader import Store
from tests.store import ready


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ready.put_database(tmp_path)
    opened = Store(next(tmp_path.glob("*.duckdb")))
    yield opened
    opened.close()


@pytest.fixture
def asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the questions that reach the database."""
    names: list[str] = []
    ask = store._ask

    def noted(name: str, parameters: dict[str, Any]) -> Any:
        names.append(name)
        return ask(name, parameters)

    monkeypatch.setattr(store, "_ask", noted)
    return names


@pytest.mark.parametrize(
    "question",
    [
        Store.links,
        Store.goal_progress,
        Store.actions,
        Store.partners,
        Store.commentary,
        Store.decisions,
        Store.spreads,
        Store.twins,
        Store.similar_variables,
        lambda store: store.candidates("GM1674"),
        lambda store: store.similar(area="GM1674"),
        lambda store: store.assessment_parts("", "GM1674", 2025),
        lambda store: store.funnel_limits("misdrijven-totaal", "2024"),
        lambda store: store.year_to_date("misdrijven-totaal", "2024-06"),
    ],
)
def test_the_same_question_reaches_the_database_once(
    store: Store, asked: list[str], question: Callable[[Store], tuple[Any, ...]]
) -> None:
    first, questions = question(store), len(asked)
    assert questions
    assert question(store) is first
    assert len(asked) == questions


def test_another_area_is_another_question(store: Store) -> None:
    one, other = store.similar("GM1674"), store.similar("GM0748")
    assert one
    assert one != other


def test_what_is_forgotten_is_asked_again(store: Store, asked: list[str]) -> None:
    store.partners()
    store.forget()
    store.partners()
    assert asked == ["partners", "partners"]
