"""The Veiligheidsmonitor on loopback: values with the bounds of their interval, for large municipalities only.

Since 2021 it is one series, until 2019 it was another, which also had the districts and basisteams of the police.
Regions and nesting are those recorded per table; what nobody recorded stands in `ivp/pulls/supposed.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.services import codes
from tests.services.codes import Country
from tests.services.cube import Code, Dimension, Table, Topic, Values
from tests.services.figures import LARGE, seeded, size

MARGINS = {
    "MW00000": "Waarde",
    "MOG0095": "Ondergrens 95%-interval",
    "MBG0095": "Bovengrens 95%-interval",
}
WAVES = (2021, 2023, 2025)
EARLIER = (*range(2012, 2018), 2019)
GROUPS = {
    "NL": (1, "Nederland"),
    "RE": (2, "Politie: regionale eenheden"),
    "PD": (2, "Politie: regionale eenheden"),
    "BT": (2, "Politie: regionale eenheden"),
    "LD": (3, "Landsdelen en provincies"),
    "PV": (3, "Landsdelen en provincies"),
    "GM": (5, "Gemeenten met 70 000 of meer inwoners"),
}
"""Groups of regions; that 2 is the police is derived, because only that number is missing in what was recorded."""
POLICE = {
    "PD": ("Hart van Brabant (PD)", *codes.DISTRICTS, "De Baronie (PD)", "Zeeland (PD)"),
    "BT": (codes.TEAMS[0], "Etten-Leur (BT)", *codes.TEAMS[1:], "Walcheren (BT)"),
}
"""A few of the 42 districts and 168 basisteams until 2019: titles recorded, codes not."""
SMALL_THEN = ("GM0748",)
"""Municipalities of ours that were too small for the survey until 2019."""

Columns = list[tuple[str, str, tuple[str, ...]]]
"""Key, title and groups of topics."""

VIOLENCE, PROPERTY, DAMAGE = "Geweldsdelicten", "Vermogensdelicten", "Vernielingen"
DELICTS = {
    VIOLENCE: ("Bedreiging", "Mishandeling", "Seksuele delicten"),
    PROPERTY: ("(Poging) woninginbraak", "Diefstal uit woning", "Fietsdiefstal", "Autodiefstal", "Diefstal uit auto",
               "Zakkenrollerij", "Overige diefstal"),
    DAMAGE: ("Vernieling voertuig", "Overige vernieling"),
}  # fmt: skip
ONLINE = {
    "Online oplichting en fraude": ("Aankoopfraude", "Verkoopfraude", "Fraude betalingsverkeer", "Identiteitsfraude"),
    "Hacken": ("Hacken apparaat", "Hacken account"),
    "Online bedreiging en intimidatie": ("Bedreiging", "Pesten", "Stalken", "Shamesexting"),
}
ITEMS = (
    "Totaal", "Een keer", "Twee keer", "Drie keer of vaker", "Thuis", "In eigen buurt", "Elders in woonplaats",
    "Elders in Nederland", "Buitenland", "Bekende dader", "Onbekende dader", "Met gevolgen", "Melding", "Aangifte",
)  # fmt: skip


@dataclass(frozen=True)
class Wave:
    """A series of the survey: its years, kinds of regions in their order, and who is too small for it."""

    years: Sequence[int]
    kinds: str
    small: Sequence[str] = ()


NOW = Wave(WAVES, "NL LD PV GM RE")
THEN = Wave(EARLIER, "NL PV GM PD BT RE", SMALL_THEN)


def regions(country: Country, wave: Wave) -> Dimension:
    """The regions of a series, kind by kind; of the municipalities those that are large enough."""
    made: list[Code] = []
    for kind in wave.kinds.split():
        known = [
            code
            for code in dict.fromkeys((*codes.REGIOS, codes.UNIT))
            if code[:2] == kind and not code.endswith("99") and code != "LDG4"
        ]
        large = [one for one in country.municipalities if size(one) >= LARGE and one not in wave.small]
        titled = {f"{kind}{n:04}": title for n, title in enumerate(POLICE.get(kind, ()), start=1)}
        titled = titled or {code: codes.title(code, country) for code in known}
        titled = {code: country.name(code) for code in large} if kind == "GM" else titled
        made += [Code(code, title, {"CategoryGroupID": GROUPS[kind][0]}) for code, title in titled.items()]
    groups = dict(GROUPS[kind] for kind in wave.kinds.split())
    listed = [
        {"ID": number, "DimensionKey": "RegioS", "Title": title, "Description": "", "ParentID": None}
        for number, title in groups.items()
    ]
    return Dimension("RegioS", "GeoDimension", "Regio's", 6, made, listed)


def _answers(name: str, score: bool, places: Dimension, waves: int, country: Country) -> Values:
    """Values and bounds: narrower where more people live; a share of persons, or a score of 0 to 10."""
    rng, shape = seeded(name), (len(places.codes), waves)
    middle = rng.uniform(6.4, 7.6) if score else rng.uniform(4, 45)
    value = middle + rng.normal(0, middle * 0.06, shape)
    people = [sum(map(size, country.units.get(code.key) or [code.key])) for code in places.codes]
    width = middle * (0.012 if score else 0.1) * np.clip(np.sqrt(70_000 / np.array(people)), 0.05, 1)[:, None]
    cells = np.round(np.stack([value, value - width, value + width]), 1)
    return lambda at: cells[at]


def _table(id: str, title: str, columns: Columns, country: Country, wave: Wave = NOW) -> Table:
    places = regions(country, wave)
    slots = [Code(f"{year}JJ00", str(year), {"Status": "Definitief"}) for year in wave.years]
    topics = []
    for key, name, groups in columns:
        score = "score" in name or "Rapportcijfer" in name
        unit = "score (0-10)" if score else "% personen van 15 jaar of ouder"
        values = _answers(id + key, score, places, len(wave.years), country)
        topics.append(Topic(key, name, values, groups, "Impossible", "Double", unit, 1))
    margins = codes.kinds("Marges", "Marges", 7, MARGINS)
    periods = Dimension("Perioden", "TimeDimension", "Perioden", 8, slots)
    period = f"{wave.years[0]}-{wave.years[-1]}"
    return Table(
        id, f"{title} (verzonnen)", [margins, places, periods], topics, "2026-03-02T02:00:00", period, "Tweejaarlijks"
    )


def _recorded(file: str) -> Columns:
    return [(row["key"], row["title"], tuple(row["groups"].split(" > "))) for row in codes.facts(file)]


def _numbered(topics: Sequence[tuple[str, tuple[str, ...]]]) -> Columns:
    """Titles within groups, with keys of the length that real ones have."""
    return [
        (f"{''.join(filter(str.isalpha, title.title()))[:24]}_{number}", title, groups)
        for number, (title, groups) in enumerate(topics, start=1)
    ]


def _victims(top: str, delicts: dict[str, Sequence[str]]) -> Columns:
    """The nesting of 85322NED: totals within each group of delicts, and every delict with its own groups."""
    topics: list[tuple[str, tuple[str, ...]]] = [("Totaal slachtoffers", (top,))]
    for group, listed in delicts.items():
        topics.append(("Totaal slachtoffers", (top, group)))
        topics += [(item, (top, group, delict, "Slachtoffers")) for delict in listed for item in ITEMS]
    return _numbered(topics)


def _committed() -> Columns:
    top = "Traditionele criminaliteit"
    return _numbered([("Delicten", (top, group, delict)) for group, listed in DELICTS.items() for delict in listed])


def surveys(country: Country) -> list[Table]:
    """85146NED and its details since 2021, and two tables until 2019."""
    key_figures = _recorded("veiligheidsmonitor.csv")
    traditional, online = "Traditionele criminaliteit", "Online criminaliteit"
    nuisance = _numbered(
        [
            ("Een of meer vormen van overlast", ("Overlast in de buurt",)),
            ("Drugsoverlast", ("Overlast in de buurt", "Sociale overlast")),
            ("Rapportcijfer leefbaarheid in buurt", ("Leefbaarheid in de buurt",)),
        ]
    )
    return [
        _table("85146NED", "Veiligheidsmonitor; kerncijfers, regio", key_figures, country),
        _table(
            "85322NED", "Slachtofferschap traditionele criminaliteit; regio", _victims(traditional, DELICTS), country
        ),
        _table("85472NED", "Slachtofferschap online criminaliteit; regio", _victims(online, ONLINE), country),
        _table("85955NED", "Ondervonden delicten traditionele criminaliteit; regio", _committed(), country),
        _table("81877NED", "Veiligheidsbeleving; regio", _recorded("veiligheidsbeleving.csv"), country, THEN),
        _table("81924NED", "Leefbaarheid en overlast in buurt; regio", nuisance, country, THEN),
    ]
