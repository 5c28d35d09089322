"""The words of the pieces that every page is made of."""

from __future__ import annotations

RULE_TITLES = {
    "vergelijking": "Hoe vergelijken wij?",
    "vergelijkbaar": "Wat zijn vergelijkbare gemeenten?",
    "schommeling": "Hoeveel schommelt een cijfer uit zichzelf?",
    "verandering": "Wanneer telt een verandering?",
    "beweging": "Waar gaat het heen?",
    "trend": "Wanneer is er een trend?",
    "indicatief": "Wat is indicatief?",
    "kleuren": "Wat betekenen de kleuren?",
    "toestanden": "Waarom ontbreekt een cijfer?",
    "trechter": "Hoe leest u de trechter?",
    "marge": "Wat is de marge?",
    "toets": "Hoe werkt de toets?",
    "opvallend": "Wanneer is iets opvallend?",
    "kandidaat": "Hoe komt een kandidaat tot stand?",
    "vooruitblik": "Hoe kijken wij vooruit?",
    "doel": "Wanneer ligt een doel op schema?",
}
"""The question that opens each of `wording.rules.RULES`."""
