"""What actions ask and what holds them, in words."""

from __future__ import annotations

from datetime import date

import pytest

from ivp.analysis.toets import Outcome as ToetsOutcome
from ivp.catalog.models import Level
from ivp.catalog.plan import Action, Partner, Priority
from ivp.facts import Area
from ivp.figures.needs import needs_table
from ivp.plan_facts import Assessment, Concern, PartnerNeed, PartnerView, PlacedAction, PlacedPriority, Says, Side
from ivp.wording import execution as words

HERE, THERE = Area("GM0001", Level.GEMEENTE, "Een"), Area("GM0002", Level.GEMEENTE, "Twee")
HALT = Partner(id="halt", name="Halt", role="r", source="s")
TODAY = date(2026, 6, 1)


def action(area: Area = HERE, **more: object) -> PlacedAction:
    values = {"id": "x", "title": "Proef", "status": "loopt", "standing": "voorbeeld", "source": "s", "year": 2026}
    return PlacedAction(Action(area=area.code, **values | more), area, ())


@pytest.mark.parametrize(
    ("needs", "unit", "text"),
    [
        (120, "uren", "120 uren"),
        (1.5, "uren", "1,5 uren"),
        (0.25, "fte", "0,25 fte"),
        (2, "fte", "2 fte"),
        (25_000, "euro", "€ 25.000"),
        (99.5, "euro", "€ 99,5"),
        (None, None, ""),
    ],
)
def test_what_an_action_needs(needs: float | None, unit: str | None, text: str) -> None:
    assert words.need_text(action(needs=needs, needs_unit=unit).action) == text


def test_what_is_late_says_what_stands_in_its_way() -> None:
    late = action(deadline=date(2026, 3, 1), obstacle=" Te weinig mensen. ")
    assert words.overdue_line(late) == (
        "Over de datum: Proef (Een), deadline 1 maart 2026. Staat in de weg: Te weinig mensen."
    )
    assert words.overdue_line(action(deadline=date(2026, 3, 1))) == "Over de datum: Proef (Een), deadline 1 maart 2026."
    assert words.obstacle_line(late) == "Proef (Een). Staat in de weg: Te weinig mensen."
    assert words.obstacle_line(action()) == ""


def test_the_title_of_a_partner_counts_actions_areas_and_what_is_late() -> None:
    late, fine, far = action(deadline=date(2026, 3, 1)), action(), action(THERE)

    def title(*actions: PlacedAction, where: str = "") -> str:
        return words.partner_title(PartnerView(HALT, actions, (), ()), TODAY, where)

    assert title(late, fine, far) == "Halt: drie acties in twee gebieden, waarvan één over de datum"
    assert title(fine) == "Halt: één actie in Een"
    assert title(fine, where="Een") == "Halt: één actie in Een"
    assert title() == "Halt: geen actie vastgelegd"
    assert title(where="Een") == "Halt: geen actie vastgelegd voor Een"


def test_a_concern_says_what_its_toets_says() -> None:
    priority = Priority(id="jeugd", level="lokaal", area="GM0001", title="Jeugd", theme="jeugd", start=2023, end=2026,
                        standing="aanname", source="s")  # fmt: skip
    side = Side(Says.WORSE, 1, 0, 0, 0, 1)
    toets = Assessment(priority, HERE, 2025, ToetsOutcome.SUPPORTS, side, side)
    placed = PlacedPriority(priority, HERE, "Jeugd")
    assert words.concern_title(Concern(placed, HERE, toets, ())).startswith("Jeugd in Een (2023–2026): cijfers onderst")
    assert words.concern_title(Concern(placed, HERE, None, ())) == "Jeugd in Een (2023–2026): nog niet getoetst"


def test_how_many_actions_say_what_they_need() -> None:
    asks, silent = action(needs=1, needs_unit="fte").action, action().action
    assert words.recorded_needs([asks, silent, silent]) == "Bij één van de drie acties is vastgelegd wat er nodig is."
    assert words.recorded_needs([silent, silent]) == "Bij geen van de twee acties is vastgelegd wat er nodig is."
    assert words.recorded_needs([asks]) == "Bij deze actie is vastgelegd wat er nodig is."
    assert words.recorded_needs([silent]) == "Bij deze actie is niet vastgelegd wat er nodig is."


def test_without_actions_the_choice_is_named() -> None:
    assert words.no_actions("Een") == "Er zijn geen acties vastgelegd voor Een"
    assert words.no_actions("Een", "Halt", "Jeugd") == (
        "Er zijn geen acties vastgelegd van Halt bij het thema Jeugd voor Een"
    )


def test_the_table_leaves_empty_what_is_not_recorded() -> None:
    table = needs_table([PartnerNeed(HALT, 2026, 2, 1, 80, 0, 0), PartnerNeed(None, 2026, 3, 1, 80, 0.5, 0)])
    assert table.names == ("Jaar", "Partner", "Acties", "Over de datum", "Uren", "Fte", "Euro")
    assert table.rows == (
        ("2026", "Halt", 2, 1, 80, None, None),
        ("2026", "Alle acties samen", 3, 1, 80, 0.5, None),
    )
