"""What this program supposes of the live services and nobody has recorded: in one place, each to be looked at.

`python -m ivp doctor` says of every line what it found. What was recorded, and by whom, stands in
`tests/services/facts/recorded.csv`; the copy of the services in `tests/services` is made of the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """Which side of a table."""

    DIMENSIONS = "dimensies"
    REGIONS = "gebieden"
    TOPICS = "onderwerpen"
    PERIODS = "perioden"
    ADDRESS = "adres"


ALL_OURS, NO_OTHERS = "al onze wijken en buurten", "geen andere wijken of buurten in onze gemeenten"
"""What else can be there among the regions."""


@dataclass(frozen=True)
class Supposed:
    """One supposition about tables: `wants` is what must be there for it to hold (nothing: only to know).

    Dimensions by key, kinds of regions and periods by their letters, topics with their groups. `what` is Dutch.
    """

    tables: tuple[str, ...]
    about: About
    what: str
    wants: tuple[str, ...] = ()


_KEY_FIGURES = ("84286NED", "84583NED", "85039NED", "85318NED", "85618NED", "86165NED", "86358NED")
_SURVEYS = ("85472NED", "85955NED", "81924NED")
_COUNTED = ("83648NED", "83651NED", "85146NED", "85322NED", "85472NED", "85955NED")

SUPPOSED = (
    Supposed(("47018NED",), About.REGIONS, "de indeling is nog die van 2024", (ALL_OURS, NO_OTHERS)),
    Supposed(("47008NED",), About.TOPICS, "naast het aantal staat een percentage; de titel kent niemand"),
    Supposed(_COUNTED, About.REGIONS, "met de eenheden van de politie", ("RE",)),
    Supposed(("81877NED", "81924NED"), About.REGIONS, "met districten en basisteams, zoals 81928NED", ("PD", "BT")),
    Supposed(_SURVEYS, About.DIMENSIONS, "dezelfde als de andere enquêtes", ("Marges", "RegioS", "Perioden")),
    Supposed(
        ("85146NED",),
        About.TOPICS,
        "‘Slachtoffers’ staat ook vlak onder de hoofdgroepen",
        ("Traditionele criminaliteit › Slachtoffers", "Online criminaliteit › Slachtoffers"),
    ),
    Supposed(("85322NED", "85472NED", "85955NED"), About.TOPICS, "genest als 85322NED, waarvan de eerste bekend zijn"),
    Supposed(("81924NED",), About.TOPICS, "over leefbaarheid en overlast in de buurt"),
    Supposed(
        ("85655NED",), About.DIMENSIONS, "gebieden heten Woongemeente, naar de titel", ("Woongemeente", "Geslacht")
    ),
    Supposed(("84847NED",), About.DIMENSIONS, "gebieden en perioden, en verder niets", ("RegioS", "Perioden")),
    Supposed(("84847NED",), About.REGIONS, "met gemeenten, zoals tabellen die erop lijken", ("GM",)),
    Supposed(("84847NED",), About.TOPICS, "adviezen en meldingen"),
    Supposed(("84847NED",), About.PERIODS, "met hele jaren", ("JJ",)),
    Supposed(("86247NED",), About.REGIONS, "alleen gemeenten"),
    Supposed(("86247NED",), About.TOPICS, "met de eenheden van de politie"),
    Supposed(_KEY_FIGURES, About.DIMENSIONS, "alleen wijken en buurten", ("WijkenEnBuurten",)),
    Supposed(_KEY_FIGURES, About.REGIONS, "met de codes van 2024", (ALL_OURS, NO_OTHERS)),
    Supposed(_KEY_FIGURES, About.TOPICS, "inwoners heten als in 2024", ("Bevolking › Aantal inwoners",)),
    Supposed(("LBM3",), About.ADDRESS, "het eerste adres in data/services.csv geeft cijfers", ("/lbm3/ows",)),
)
"""A longest address of 1,800 characters and 22 comparisons in a filter are supposed too: see `ivp/pulls/questions.py`
and `ivp/sources/odata.py`; `doctor` sends the longest one."""
