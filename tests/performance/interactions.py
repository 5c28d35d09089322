"""Per page the five things that a visitor there does most; each is a click after the one before.

A click is a changed address, as every control of the dashboard makes one. After the fifth comes the first again.
"""

from __future__ import annotations

INTERACTIONS: dict[str, dict[str, str]] = {
    "overzicht": {
        "gebied": "gebied=GM1674",
        "geen gebied": "",
        "tegenover": "vergelijk=land",
        "alle indicatoren": "beeld=Alle+indicatoren",
        "thema": "beeld=Alle+indicatoren&thema=woninginbraak",
    },
    "prioriteiten": {
        "gebied": "gebied=GM1674",
        "gebied 2": "gebied=GM1655",
        "basisteam": "gebied=BT-ROOSENDAAL",
        "gebied 3": "gebied=GM0748",
        "district": "",
    },
    "kaart": {
        "indicator": "indicator=misdrijven-totaal",
        "jaar": "indicator=misdrijven-totaal&periode=2023",
        "maat": "indicator=misdrijven-totaal&periode=2023&maat=aantal",
        "buurten": "indicator=misdrijven-buurt&niveau=buurt&periode=2024",
        "jaar van buurten": "indicator=misdrijven-buurt&niveau=buurt&periode=2025",
    },
    "trends": {
        "gebied": "indicator=misdrijven-cbs&gebied=GM1674",
        "gebied 2": "indicator=misdrijven-cbs&gebied=GM0748",
        "tweede gebied": "indicator=misdrijven-cbs&gebied=GM0748&tweede=GM1674",
        "tegenover": "indicator=misdrijven-cbs&gebied=GM0748&vergelijk=land",
        "maanden": "indicator=woninginbraak-maand&gebied=GM1674",
    },
    "vergelijken": {
        "indicator": "indicator=misdrijven-totaal",
        "jaar": "indicator=misdrijven-totaal&periode=2023",
        "gebied": "indicator=misdrijven-totaal&periode=2023&gebied=GM1674",
        "tegenover": "indicator=misdrijven-totaal&periode=2023&gebied=GM1674&vergelijk=land",
        "indicator 2": "indicator=misdrijven-cbs",
    },
    "gemeente": {
        "gebied": "gebied=GM0748",
        "gebied 2": "gebied=GM1674",
        "tegenover": "gebied=GM1674&vergelijk=land",
        "gebied 3": "gebied=GM0716",
        "gebied 4": "gebied=GM1709",
    },
    "beleving": {
        "indicator": "indicator=vm-algemeen-tevreden",
        "indicator 2": "indicator=vm-buurt-reageert",
        "gebied": "indicator=vm-buurt-reageert&gebied=GM1674",
        "gebied 2": "indicator=vm-buurt-reageert&gebied=GM0748",
        "tegenover": "indicator=vm-buurt-reageert&gebied=GM0748&vergelijk=land",
    },
    "uitvoering": {
        "gebied": "gebied=GM1674",
        "gebied 2": "gebied=GM1709",
        "gebied 3": "gebied=GM0748",
        "gebied 4": "gebied=GM0716",
        "alles": "",
    },
    "evaluatie": {
        "gebied": "gebied=GM1674",
        "gebied 2": "gebied=GM1655",
        "basisteam": "gebied=BT-ROOSENDAAL",
        "gebied 3": "gebied=GM0748",
        "district": "",
    },
    "presenteren": {
        "gebied": "gebied=GM1674",
        "gebied 2": "gebied=GM1655",
        "gebied 3": "gebied=GM0748",
        "gebied 4": "gebied=GM0716",
        "gebied 5": "gebied=GM1709",
    },
    "verantwoording": {
        "indicator": "indicator=misdrijven-totaal",
        "indicator 2": "indicator=misdrijven-cbs",
        "indicator 3": "indicator=vm-algemeen-tevreden",
        "indicator 4": "indicator=woninginbraak-maand",
        "thema": "thema=geweld",
    },
}
EMPTY = {f"klik {number}": f"n={number}" for number in range(1, 6)}
