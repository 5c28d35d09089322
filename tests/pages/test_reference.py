"""Every part of a page compares with the one reference that was chosen: the figures asked for and the words drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ivp.store.figure_reader import FigureReader
from tests.pages import visits
from tests.pages.visits import visit

REST = re.compile(r"de rest van (het basisteam|het district|de politie-eenheid|Nederland)")
NAMED = {"basisteam": "het basisteam", "district": "het district", "eenheid": "de politie-eenheid", "land": "Nederland"}
PAGES = {
    "overzicht": {"beeld": "Alle indicatoren"},
    "prioriteiten": {"gebied": "GM1674", "prioriteit": "roosendaal-wijkgericht-werken"},
    "kaart": {},
    "trends": {"gebied": "GM1674"},
    "vergelijken": {},
    "gemeente": {"gebied": "GM1674"},
    "beleving": {},
}


@pytest.mark.parametrize("reference", [*NAMED, "vergelijkbaar"])
@pytest.mark.parametrize("name", list(PAGES))
def test_all_parts_of_a_page_compare_with_the_chosen_reference(
    name: str, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for question in ("facts", "matrix"):
        monkeypatch.setattr(FigureReader, question, _noting(getattr(FigureReader, question), asked))
    monkeypatch.setattr(FigureReader, "facts_at", _aside(FigureReader.facts_at, asked))
    test = visit(name, vergelijk=reference, **PAGES[name])
    visits.holds_for_every_page(test)
    assert asked
    assert set(asked) == {reference}
    drawn = "\n".join(text for part in visits.drawn(test) for text in visits._texts(part))
    assert set(REST.findall(drawn)) <= {NAMED.get(reference)}


def _noting(question: Any, asked: list[str]) -> Any:
    def noting(self: FigureReader, *given: Any, reference_level: str, **wanted: Any) -> Any:
        asked.append(str(reference_level))
        return question(self, *given, reference_level=reference_level, **wanted)

    return noting


def _aside(question: Any, asked: list[str]) -> Any:
    """Statements of Opvallend each have the reference that they were tested against; they are not counted."""

    def aside(self: FigureReader, places: Any) -> Any:
        before = len(asked)
        found = question(self, places)
        del asked[before:]
        return found

    return aside
