"""Per page the two selections that the measurement goes back and forth between: what a visitor there changes most."""

from __future__ import annotations

CHANGES: dict[str, tuple[str, str]] = {
    "overzicht": ("vergelijk=district", "vergelijk=land"),
    "prioriteiten": ("gebied=GM1674", "gebied=GM1655"),
    "kaart": (
        "indicator=misdrijven-buurt&niveau=buurt&periode=2024",
        "indicator=misdrijven-buurt&niveau=buurt&periode=2025",
    ),
    "trends": ("indicator=misdrijven-cbs&gebied=GM1674", "indicator=woninginbraak-maand&gebied=GM1674"),
    "vergelijken": ("indicator=misdrijven-totaal&periode=2023", "indicator=misdrijven-totaal&periode=2024"),
    "gemeente": ("gebied=GM0748", "gebied=GM1674"),
    "beleving": ("indicator=vm-algemeen-tevreden", "indicator=vm-buurt-reageert"),
    "uitvoering": ("gebied=GM1674", "gebied=GM1709"),
    "evaluatie": ("gebied=GM1674", "gebied=GM1655"),
    "presenteren": ("gebied=GM1674", "gebied=GM1655"),
    "verantwoording": ("indicator=misdrijven-totaal", "indicator=misdrijven-cbs"),
}
EMPTY = ("n=1", "n=2")
