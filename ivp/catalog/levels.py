"""The levels of areas, once: their order, how their codes begin, and what an area of each takes part in."""

from __future__ import annotations

from ivp.catalog.models import Level

DOWN = tuple(Level)
"""From large to small."""
UP = DOWN[::-1]
PREFIXES = {
    Level.LAND: "NL",
    Level.EENHEID: "RE",
    Level.DISTRICT: "PD-",
    Level.BASISTEAM: "BT-",
    Level.GEMEENTE: "GM",
    Level.WIJK: "WK",
    Level.BUURT: "BU",
}
"""How the codes of a level begin."""
OF_MEMBERS = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM)
"""Made of gemeenten: without a figure of their own they are the sum of those."""
REFERENCES = (Level.BASISTEAM, Level.DISTRICT, Level.EENHEID, Level.LAND)
"""What an area inside it can be compared with, near before far."""
DRAWABLE = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
"""Has outlines, so it can be on a map."""
PLANNED = (Level.LAND, Level.EENHEID, Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
"""A plan can be about it."""
ASSESSED = PLANNED[1:]
"""Gets a toets."""
TOLD = ASSESSED[1:]
"""Has statements (opvallend, signalen) and candidates for a next plan."""
JUDGED_AGAINST = {
    Level.EENHEID: (Level.LAND,),
    Level.DISTRICT: (Level.EENHEID, Level.LAND),
    Level.BASISTEAM: (Level.DISTRICT,),
    Level.GEMEENTE: (Level.DISTRICT,),
}
"""What an area is held against when it is judged: the first of these levels that gives an outcome."""


def level_of(code: str) -> Level | None:
    """The level that an area code belongs to, by its beginning; None for an unknown kind of code."""
    return next((level for level, start in PREFIXES.items() if code.startswith(start)), None)
