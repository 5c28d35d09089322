"""What the plan asks of a partner, added up by hand; and everything of one partner from the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date

import pytest

from ivp import paths
from ivp.catalog.models import Level
from ivp.catalog.plan import Action, Partner
from ivp.facts import Area
from ivp.plan import journal
from ivp.plan_facts import PlacedAction
from ivp.store.current import open_current
from ivp.store.partners import needs_by_partner, partner_view
from ivp.store.reader import Store

TODAY = date(2026, 6, 1)
HALT, ZORG = (Partner(id=id, name=name, role="r", source="s") for id, name in (("halt", "Halt"), ("zorg", "Zorg")))
HERE = Area("GM0001", Level.GEMEENTE, "Een")


def action(year: int, *partners: str, **more: object) -> PlacedAction:
    values = {"id": "x", "area": "GM0001", "title": "t", "status": "loopt", "standing": "voorbeeld", "source": "s"}
    return PlacedAction(Action(year=year, partners=partners, **values | more), HERE, partners)


def sums(*actions: PlacedAction) -> list[tuple[str, int, int, int, float, float, float]]:
    return [
        (one.partner.name if one.partner else "", one.year, one.actions, one.overdue, one.hours, one.fte, one.euros)
        for one in needs_by_partner(actions, (HALT, ZORG), TODAY)
    ]


def test_needs_add_up_by_partner_year_and_unit_and_once_for_all() -> None:
    assert sums(
        action(2025, "halt", "zorg", needs=100, needs_unit="uren"),
        action(2025, "halt", needs=20.5, needs_unit="uren"),
        action(2025, "zorg", needs=0.5, needs_unit="fte"),
        action(2026, "halt", needs=12_500, needs_unit="euro"),
        action(2026),
    ) == [
        ("Halt", 2026, 1, 0, 0, 0, 12_500),
        ("", 2026, 2, 0, 0, 0, 12_500),
        ("Halt", 2025, 2, 0, 120.5, 0, 0),
        ("Zorg", 2025, 2, 0, 100, 0.5, 0),
        ("", 2025, 3, 0, 120.5, 0.5, 0),
    ]


def test_what_is_open_after_its_deadline_is_counted_and_what_was_stopped_asks_nothing() -> None:
    assert sums(
        action(2026, "halt", deadline=date(2026, 5, 31)),
        action(2026, "halt", deadline=date(2026, 6, 1)),
        action(2026, "halt", deadline=date(2026, 1, 1), status="afgerond", needs=1, needs_unit="fte"),
        action(2026, "halt", deadline=date(2026, 1, 1), status="gestopt", needs=8, needs_unit="fte"),
    ) == [("Halt", 2026, 3, 1, 0, 1, 0), ("", 2026, 3, 1, 0, 1, 0)]


def test_without_actions_nobody_is_asked_anything() -> None:
    assert sums() == []


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded figures with two made-up actions of Halt in two municipalities."""
    folder = tmp_path_factory.mktemp("partners")
    data = folder / "data"
    shutil.copytree(paths.ROOT / "data", data)
    common = {"status": "loopt", "standing": "voorbeeld", "source": "verzonnen", "partners": "halt"}
    late = {"area": "GM0748", "year": 2025, "title": "Proef BoZ", "priority": "bergen-op-zoom-jeugd",
            "deadline": "2026-01-31", "needs": 80, "needs_unit": "uren", "obstacle": "Geen ruimte"}  # fmt: skip
    other = {"area": "GM1674", "year": 2026, "title": "Proef Roosendaal", "priority": "roosendaal-wijkgericht-werken"}
    for row in (late, other, {**other, "title": "Zonder prioriteit", "priority": "", "area": "GM1655"}):
        journal.save(data, "actions", {**common, **row}, "test")
    made = open_current(data, folder).store
    yield made
    made.close()


def test_everything_of_one_partner_over_all_municipalities(store: Store) -> None:
    view = partner_view(store, "halt", TODAY)
    assert view.partner.name == "Halt"
    assert [one.action.title for one in view.actions] == ["Proef Roosendaal", "Zonder prioriteit", "Proef BoZ"]
    assert [one.action.title for one in view.overdue(TODAY)] == ["Proef BoZ"]
    needs = [(one.year, one.actions, one.overdue, one.hours) for one in view.needs]
    assert needs == [(2026, 2, 0, 0), (2025, 1, 1, 80)]


def test_the_priorities_and_figures_that_a_partner_works_on(store: Store) -> None:
    view = partner_view(store, "halt", TODAY)
    places = [(one.priority.priority.id, one.area.code) for one in view.concerns]
    assert places == [("roosendaal-wijkgericht-werken", "GM1674"), ("bergen-op-zoom-jeugd", "GM0748")]
    assert view.concerns[0].facts
    for concern in view.concerns:
        leads = {link.indicator for link in store.links(concern.priority.priority.id) if link.weight == "hoofd"}
        shown = store.matrix(sorted(leads), levels=["gemeente"], reference_level="district")
        assert list(concern.facts) == [fact for fact in shown if fact.area.code == concern.area.code]
        assert concern.toets is not None
        latest = store.assessments(areas=[concern.area.code], priorities=[concern.priority.priority.id])[-1]
        assert concern.toets == latest


def test_one_area_has_only_its_own_actions_of_a_partner(store: Store) -> None:
    view = partner_view(store, "halt", TODAY, "GM0748")
    assert [one.action.title for one in view.actions] == ["Proef BoZ"]


def test_a_partner_without_actions_has_an_empty_view_and_an_unknown_one_is_refused(store: Store) -> None:
    view = partner_view(store, "woningcorporaties", TODAY)
    assert (view.actions, view.concerns, view.needs) == ((), (), ())
    with pytest.raises(KeyError):
        partner_view(store, "nergens", TODAY)
