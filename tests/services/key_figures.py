"""Kerncijfers wijken en buurten on loopback, a table a year: the columns of 2024 as recorded, those of other years
made from them with some left out or added, so that the numbers behind their names drift as the real ones do."""

from __future__ import annotations

from functools import partial

import numpy as np

from tests.services import codes
from tests.services.codes import Country
from tests.services.cube import Dimension, Table, Topic, Values
from tests.services.figures import seeded
from tests.services.people import people
from tests.services.police import texts

YEARS = {
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
    "86358NED": 2026,
}
LEFT_OUT = ("BuitenEuropa_24", "Appartement_57", "EuropaExclusiefNederland_23", "BuitenEuropa_22", "Verweduwd_16")
MISSING = {2017: 5, 2018: 4, 2019: 4, 2020: 3, 2021: 1, 2022: 2, 2023: 2, 2024: 0, 2025: 0, 2026: 0}
"""How many of those a year lacks; 2021 had HuishoudensTotaal_28, one less than 2024."""
NOT_YET = ("Inkomen", "Sociale zekerheid", "Energie", "Opleidingsniveau", "Zorg")
"""Groups without figures in the two newest years."""
SHARES = {
    "AantalInwoners": 1.0,
    "Mannen": 0.495,
    "Vrouwen": 0.505,
    "k_0Tot15Jaar": 0.15,
    "k_15Tot25Jaar": 0.12,
    "k_25Tot45Jaar": 0.24,
    "k_45Tot65Jaar": 0.28,
    "k_65JaarOfOuder": 0.21,
    "HuishoudensTotaal": 0.45,
    "Woningvoorraad": 0.46,
}
BOUNDS = {
    "x 1 000 euro": (20, 60),
    "kWh": (1_800, 4_000),
    "m³": (600, 2_200),
    "per 1 000 inwoners": (5, 40),
    "km": (0.3, 6),
    "ha": (20, 900),
    "per km²": (150, 3_000),
    "aantal inwoners per km²": (80, 5_000),
    "per huishouden": (0.7, 1.6),
    "%": (3, 90),
    "code": (1, 5),
}
SPECIAL = {"GemiddeldeHuishoudensgrootte": (1.6, 2.7), "GemiddeldeWOZWaardeVanWoningen": (180, 600)}
FEW = 50
"""Inhabitants under which an area has counts only."""


def key_figures(country: Country) -> list[Table]:
    """The table of every year."""
    return [_table(id, year, country) for id, year in YEARS.items()]


def _columns(year: int) -> list[dict[str, str]]:
    """Rows of the facts of 2024 as this year has them, numbered anew."""
    gone = LEFT_OUT[: MISSING[year]]
    kept = [row for row in codes.facts("kwb_2024.csv") if row["key"] not in gone]
    if year > 2024:
        more = kept[5] | {"key": "GeslachtOnbekend_0", "title": "Geslacht onbekend"}
        kept.insert(7, more)
    return [row | {"key": f"{_stem(row)}_{number}"} for number, row in enumerate(kept, start=1)]


def _stem(row: dict[str, str]) -> str:
    return row["key"].rpartition("_")[0]


def _table(id: str, year: int, country: Country) -> Table:
    places = codes.neighbourhoods(country)
    known, areas = people(country), [code.key for code in places.codes]
    inhabitants = np.array([known.first_of_january(area, year) for area in areas])
    topics = []
    for row in _columns(year):
        groups, datatype, unit = tuple(row["groups"].split(" > ")), row["datatype"], row["unit"]
        values = _text(row, places) if datatype == "String" else _number(row, inhabitants, year, groups)
        topics.append(
            Topic(row["key"], row["title"], values, groups, row["default"], datatype, unit, int(row["decimals"]))
        )
    title = f"Kerncijfers wijken en buurten {year} (verzonnen)"
    return Table(id, title, [places], topics, f"{year + 1}-09-01T02:00:00", str(year), "Perjaar")


def _text(row: dict[str, str], places: Dimension) -> Values:
    names = {code.key: code.title for code in places.codes}
    sorts = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
    found = {
        "Gemeentenaam": [names.get("GM" + key[2:6], "Nederland").ljust(40) for key in names],
        "SoortRegio": [sorts[key[:2]].ljust(10) for key in names],
        "Codering": [key.ljust(10) for key in names],
    }.get(_stem(row), ["1".ljust(6)] * len(names))
    return texts(found, 0)


def _number(row: dict[str, str], inhabitants: np.ndarray, year: int, groups: tuple[str, ...]) -> Values:
    """A count goes with the inhabitants, rounded to 5; another figure lies between bounds that go with its unit."""
    stem, unit, decimals = _stem(row), row["unit"], int(row["decimals"])
    rng = seeded(f"{stem} {groups} {year}")
    if unit == "aantal" and stem not in SPECIAL and decimals == 0:
        share = SHARES.get(stem, 0.01 + 0.2 * seeded(f"{stem} {groups}").random())
        cells = np.round(inhabitants * share / 5) * 5
    else:
        low, high = SPECIAL.get(stem) or BOUNDS.get(unit, (1, 9))
        cells = np.round(rng.uniform(low, high, len(inhabitants)), decimals)
        cells[inhabitants < FEW] = np.nan
    if year >= max(YEARS.values()) - 1 and groups[0] in NOT_YET:
        cells[:] = np.nan
    return partial(_at, cells)


def _at(cells: np.ndarray, places: tuple[np.ndarray, ...]) -> np.ndarray:
    return np.asarray(cells[places[0]])
