"""The Veiligheidsmonitor on loopback: values with the bounds of their interval, for large municipalities only."""

from __future__ import annotations

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
GROUPS = {
    1: ("Nederland", ("NL",)),
    2: ("Politie: regionale eenheden", ("RE",)),
    3: ("Provincies", ("PV",)),
    5: ("Gemeenten met 70 000 of meer inwoners", ("GM",)),
}
"""Groups of regions; that 2 is the police is derived, because only that number is missing in what was recorded."""
DETAILS = {
    "85322NED": ("Slachtofferschap traditionele criminaliteit; regio", "Slachtofferschap > Traditionele criminaliteit"),
    "85472NED": ("Slachtofferschap online criminaliteit; regio", "Slachtofferschap > Online criminaliteit"),
    "85955NED": ("Ondervonden delicten traditionele criminaliteit; regio", "Ondervonden delicten"),
}
_KINDS = ("Totaal", "Geweldsdelicten", "Vermogensdelicten", "Vernielingen")


def regions(country: Country) -> Dimension:
    """The country, provinces, units of the police, and municipalities that are large enough."""
    larger = [code for code in codes.REGIOS if code[:2] in ("NL", "PV", "RE") and not code.endswith("99")]
    made = []
    for code in (*larger, *(one for one in country.municipalities if size(one) >= LARGE)):
        group = next(number for number, (_, prefixes) in GROUPS.items() if code[:2] in prefixes)
        made.append(Code(code, codes.REGIOS.get(code) or country.name(code), {"CategoryGroupID": group}))
    listed = [
        {"ID": number, "DimensionKey": "RegioS", "Title": title, "Description": "", "ParentID": None}
        for number, (title, _) in GROUPS.items()
    ]
    return Dimension("RegioS", "GeoDimension", "Regio's", 6, made, listed)


def _answers(name: str, score: bool, places: Dimension, country: Country) -> Values:
    """Values and bounds: narrower where more people live; a share of persons, or a score of 0 to 10."""
    rng, shape = seeded(name), (len(places.codes), len(WAVES))
    middle = rng.uniform(6.4, 7.6) if score else rng.uniform(4, 45)
    value = middle + rng.normal(0, middle * 0.06, shape)
    people = [sum(map(size, country.units.get(code.key) or [code.key])) for code in places.codes]
    width = middle * (0.012 if score else 0.1) * np.clip(np.sqrt(70_000 / np.array(people)), 0.05, 1)[:, None]
    cells = np.round(np.stack([value, value - width, value + width]), 1)
    return lambda at: cells[at]


def _table(id: str, title: str, columns: list[tuple[str, str, tuple[str, ...]]], country: Country) -> Table:
    places = regions(country)
    waves = Dimension(
        "Perioden",
        "TimeDimension",
        "Perioden",
        8,
        [Code(f"{year}JJ00", str(year), {"Status": "Definitief"}) for year in WAVES],
    )
    topics = []
    for key, name, groups in columns:
        score = "score" in name or "Rapportcijfer" in name
        unit = "score (0-10)" if score else "% personen van 15 jaar of ouder"
        values = _answers(id + key, score, places, country)
        topics.append(Topic(key, name, values, groups, "Impossible", "Double", unit, 1))
    margins = codes.kinds("Marges", "Marges", 7, MARGINS)
    full = f"{title} (verzonnen)"
    return Table(id, full, [margins, places, waves], topics, "2026-03-02T02:00:00", "2021-2025", "Tweejaarlijks")


def surveys(country: Country) -> list[Table]:
    """85146NED as recorded, and three tables with details whose columns are guessed."""
    recorded = [
        (row["key"], row["title"], tuple(row["groups"].split(" > "))) for row in codes.facts("veiligheidsmonitor.csv")
    ]
    made = [_table("85146NED", "Veiligheidsmonitor; kerncijfers, regio", recorded, country)]
    for id, (title, group) in DETAILS.items():
        columns = [
            (f"{stem}_{2 * number + n}", stem, (*group.split(" > "), kind))
            for number, kind in enumerate(_KINDS)
            for n, stem in enumerate(("Slachtoffers", "Delicten"), start=1)
        ]
        made.append(_table(id, f"{title}; opbouw geraden", columns, country))
    return made
