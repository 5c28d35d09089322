"""What actions ask and what holds them, by partner, in plain Dutch (B1) and by fixed rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ivp.catalog.plan import Action, NeedUnit
from ivp.plan_facts import Concern, PartnerView, PlacedAction
from ivp.wording import areas, numbers
from ivp.wording.assessments import assessment_label
from ivp.wording.periods import date_text

DOUBLES = (
    "Een actie met meer partners telt bij elk van hen mee; alleen de regel ‘Alle acties samen’ is een som zonder "
    "dubbelingen. Gestopte acties tellen niet mee."
)
TOGETHER = "Alle acties samen"
_DECIMALS = 2  # at the most


def need_text(action: Action) -> str:
    """'120 uren', '0,5 fte', '€ 25.000'; empty where nothing is recorded."""
    if action.needs is None or action.needs_unit is None:
        return ""
    decimals = next((n for n in range(_DECIMALS) if round(action.needs, n) == action.needs), _DECIMALS)
    figure = numbers.number(action.needs, decimals)
    return f"€ {figure}" if action.needs_unit == NeedUnit.EURO else f"{figure} {action.needs_unit}"


def overdue_line(one: PlacedAction) -> str:
    """'Over de datum: X (Roosendaal), deadline 1 maart 2025. Staat in de weg: te weinig mensen.'"""
    deadline = f", deadline {date_text(one.action.deadline)}" if one.action.deadline else ""
    return f"Over de datum: {one.action.title} ({one.area.name}){deadline}.{_held(one.action)}"


def obstacle_line(one: PlacedAction) -> str:
    """'X (Roosendaal). Staat in de weg: te weinig mensen.'; empty where nothing is recorded."""
    return f"{one.action.title} ({one.area.name}).{_held(one.action)}" if one.action.obstacle else ""


def _held(action: Action) -> str:
    return f" Staat in de weg: {action.obstacle.strip().rstrip('.')}." if action.obstacle.strip() else ""


def partner_title(view: PartnerView, today: date, where: str = "") -> str:
    """'Halt: drie acties in twee gemeenten, waarvan één over de datum'.

    Rule: `where` takes the place of the number of areas; without actions it says so.
    """
    if not view.actions:
        return f"{view.partner.name}: geen actie vastgelegd{f' voor {where}' if where else ''}"
    places = {one.area.code for one in view.actions}
    area = where or (areas.place(view.actions[0].area) if len(places) == 1 else f"{numbers.word(len(places))} gebieden")
    return partner_line(view.partner.name, len(view.actions), area, len(view.overdue(today)))


def partner_line(partner: str, actions: int, where: str, late: int) -> str:
    """'Halt: drie acties in Tholen, waarvan één over de datum'; without a `where` it names no place."""
    over = f", waarvan {numbers.word(late)} over de datum" if late else ""
    return f"{partner}: {numbers.counted(actions, 'acties')}{f' in {where}' if where else ''}{over}"


def concern_title(concern: Concern) -> str:
    """'Jeugd in Roosendaal (2023–2026): cijfers ondersteunen de prioriteit'."""
    one = concern.priority.priority
    what = f"{one.title} in {areas.place(concern.area)} ({one.start}–{one.end})"
    return f"{what}: {assessment_label(concern.toets.outcome)}" if concern.toets else f"{what}: nog niet getoetst"


def recorded_needs(actions: Sequence[Action]) -> str:
    """'Bij twee van de dertien acties is vastgelegd wat er nodig is.'"""
    known = sum(action.needs is not None for action in actions)
    if len(actions) == 1:
        return f"Bij deze actie is {'' if known else 'niet '}vastgelegd wat er nodig is."
    return f"Bij {numbers.word(known)} van de {numbers.word(len(actions))} acties is vastgelegd wat er nodig is."


def no_actions(where: str, partner: str = "", theme: str = "") -> str:
    """'Er zijn geen acties vastgelegd van Halt bij het thema Jeugd voor Roosendaal'."""
    whose = f" van {partner}" if partner else ""
    about = f" bij het thema {theme}" if theme else ""
    return f"Er zijn geen acties vastgelegd{whose}{about} voor {where}"
