"""Titles and lines of presentations: of ready-made ones, of slides that are not about figures, and what went wrong."""

from __future__ import annotations

import re

from ivp.wording.execution import partner_line
from ivp.wording.numbers import counted

EVALUATION = "Evaluatie van het plan"
NO_SLIDE = "Van dit beeld is geen dia te maken. Haal het weg, of kies een ander beeld."
ONE_VIEW = "Beeld uit het dashboard"
NO_PAIR = "Kies een gemeente, en een tweede of vergelijkbare gemeenten, om tegenover elkaar te zetten."
PICKED = "Eigen presentatie"
CANNOT = "Deze dia kan nu niet worden getoond"
KEYS_HELP = (
    "Op het scherm: pijltjes, klik of veeg voor de volgende dia, Home en End voor de eerste en de laatste, F voor "
    "volledig scherm, B voor een zwart scherm en Esc om terug te gaan."
)
_SHOWN = 40


def gone(what: str, code: str) -> str:
    """That the code of a view is not there: 'Het gebied GM0001 is er niet (meer). Kies het beeld opnieuw …'."""
    known = re.sub(r"[^\w -]", "", code)[:_SHOWN]
    article = "Het" if what in ("gebied", "beeld", "thema") else "De"
    named = f" {known}" if known else ""
    lacking = "is er niet (meer)" if named else "ontbreekt"
    return f"{article} {what}{named} {lacking}. Haal deze dia weg, of voeg het beeld opnieuw toe."


def area_deck_title(where: str) -> str:
    """'Veiligheidsbeeld Tholen'."""
    return f"Veiligheidsbeeld {where}"


def theme_deck_title(theme: str, where: str) -> str:
    """'Thema Wonen in het district De Markiezaten'."""
    return f"Thema {theme[:1].lower()}{theme[1:]} in {where}"


def partner_deck_title(partner: str) -> str:
    """'Wat Halt doet aan het veiligheidsplan'."""
    return f"Partner {partner}: acties, prioriteiten en cijfers"


def evaluation_deck_title(plan: str) -> str:
    """'Evaluatie van het plan 2023–2026'."""
    return f"Evaluatie van het plan {plan}"


def partner_actions(count: int, partner: str, municipalities: int, overdue: int) -> str:
    """'Halt: drie acties in twee gemeenten, waarvan één over de datum'."""
    if not count:
        return f"{partner}: er is nog geen actie vastgelegd"
    where = counted(municipalities, "gemeenten") if municipalities else ""
    return partner_line(partner, count, where, overdue)


def nothing_recorded(where: str) -> str:
    """'Er is nog niets vastgelegd over Tholen.'"""
    return f"Er is nog niets vastgelegd over {where}."


def findings_title(where: str) -> str:
    """'Wat opvalt in Tholen'."""
    return f"Wat opvalt in {where}"


def slide_count(count: int) -> str:
    """'12 dia’s'."""
    return "1 dia" if count == 1 else f"{count} dia’s"


def deck_heading(title: str, slides: int) -> str:
    """'Veiligheidsbeeld Tholen: 18 dia’s'."""
    return f"{title}: {slide_count(slides)}"


def added(count: int) -> str:
    """'Toegevoegd aan uw presentatie: 3 dia’s.'"""
    return f"Toegevoegd aan uw presentatie, die nu {_views(count)} heeft."


def own_link(count: int) -> str:
    """'Naar uw presentatie (3 beelden)'."""
    return f"Naar uw presentatie ({_views(count)})"


def _views(count: int) -> str:
    return "1 beeld" if count == 1 else f"{count} beelden"


def own_label(title: str) -> str:
    """'Eigen presentatie: Overleg mei'."""
    return title if title == PICKED else f"{PICKED}: {title}"


def list_label(title: str, slides: int) -> str:
    """What the first slide of a view says, and how many there are behind it; without '(1 van 3)'."""
    if slides == 1:
        return title
    told = re.sub(r" \(1 van \d+\)$", "", title)
    return f"{told} (en nog {slide_count(slides - 1)})"
