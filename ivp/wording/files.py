"""Short sentences about files that are being made."""

from __future__ import annotations

from ivp.wording.numbers import word

_MEANWHILE = "U kunt intussen verder kijken; het bestand blijft hier klaarstaan."


def waiting(label: str, ahead: int) -> str:
    """'Rapport (PDF) wordt gemaakt; dat duurt een paar tellen. …', or how many go before it."""
    if ahead:
        before = "één bestand gaat" if ahead == 1 else f"{word(ahead)} bestanden gaan"
        return f"{label} staat in de rij: {before} voor. {_MEANWHILE}"
    return f"{label} wordt gemaakt; dat duurt een paar tellen. {_MEANWHILE}"
