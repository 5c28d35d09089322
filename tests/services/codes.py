"""Codes of the loopback services: areas, periods and kinds as the real tables have them.

Codes, titles and keys of columns (here and in `facts/`) are those of CBS and Politie, CC BY 4.0, as recorded in 2024
and 2025. Which municipality lies in which unit is real for RE08 only; the others are dealt out in order of code.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ivp import paths
from tests.services.cube import Code, Dimension
from tests.services.figures import FIRST_YEAR, LAST_MONTH, RUNNING_YEAR

FACTS = Path(__file__).with_name("facts")
WORLD = Path(os.environ.get("IVP_TEST_WORLD", paths.ROOT / "data"))
"""The folder with the areas that the services know; another one than `data/` for another district."""
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
NOWHERE = ("GM0998", "GM0999")
"""Registrations abroad, and those that cannot be placed."""
UNKNOWN_BUURT = "BU00000000"
WITHHELD = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")
COROPS = tuple(f"CR{n:02}" for n in range(1, 41))
"""There are forty; of two the name is recorded."""
MORE_TITLES = {
    **{code: f"Corop {code[2:]} (CR)" for code in COROPS},
    "CR32": "Overig Zeeland (CR)",
    "CR33": "West-Noord-Brabant (CR)",
    "VT01": "West-Brabant (VT)",
}
_LARGE_CITIES = {"GM0363", "GM0518", "GM0599", "GM0344"}


def facts(name: str) -> list[dict[str, str]]:
    """The rows of a file with facts of the real tables."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the catalog."""
    text = (WORLD / name).read_text(encoding="utf-8-sig").splitlines()
    return list(csv.DictReader([line for line in text if line and not line.startswith("#")], delimiter=";"))


REGIOS = {row["code"]: row["title"] for row in facts("regios.csv")}
CRIME_TITLES = {row["code"]: row["title"] for row in facts("misdrijven.csv")}
NUISANCE_TITLES = {row["code"]: row["title"] for row in facts("overlast.csv")}
CRIMES, NUISANCE = tuple(CRIME_TITLES)[1:], tuple(NUISANCE_TITLES)[1:]
"""The kinds without their total."""
AREAS = {row["code"]: row["name"] for row in rows("areas.csv") if re.match(r"(NL|RE|GM|WK|BU)\d", row["code"])}
OWN = [code for code in AREAS if code.startswith("GM")]
MEMBERS = [row["member"] for row in rows("members.csv")]
UNIT = rows("members.csv")[0]["area"]
DISTRICTS = [f"{row['name']} (PD)" for row in rows("areas.csv") if row["level"] == "district"]
TEAMS = [f"{row['name'].removeprefix('Basisteam ')} (BT)" for row in rows("areas.csv") if row["level"] == "basisteam"]
ZEELAND = 13
"""The first members are those of Zeeland, the others of Noord-Brabant."""
BUURTEN = {gm: [code for code in AREAS if code.startswith("BU" + gm[2:])] for gm in OWN}
NATIONWIDE = {code: title for code, title in REGIOS.items() if code.startswith("GM")}
NAMED = {
    **{code: AREAS[code] for code in OWN},
    **{row["code"]: row["name"] for row in rows("comparison.csv")},
    **{row["member"]: row["name"] for row in rows("members.csv")},
}
"""The municipalities that the catalog names."""


@dataclass(frozen=True)
class Country:
    """The municipalities that a server knows, and the larger areas that they make up."""

    municipalities: tuple[str, ...]

    def name(self, code: str) -> str:
        return NATIONWIDE.get(code) or NAMED.get(code, code)

    @cached_property
    def units(self) -> dict[str, list[str]]:
        """Municipalities by land, landsdeel, province and unit of the police."""
        placed = [code for code in self.municipalities if code not in NOWHERE]
        others = sorted(code for code in placed if code not in MEMBERS)
        made: dict[str, list[str]] = {"NL01": list(self.municipalities)}
        made["NL00"] = made["NL01"]
        made.update(_dealt(others, [f"PV{n}" for n in (20, 21, 22, 23, 24, 25, 26, 27, 28, 30, 31)]))
        made.update(_dealt(others, [f"RE{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10)]))
        made["PV29"] = [code for code in MEMBERS[:ZEELAND] if code in placed]
        made["PV30"] = made["PV30"] + [code for code in MEMBERS[ZEELAND:] if code in placed]
        made[UNIT] = [code for code in MEMBERS if code in placed]
        for part, provinces in {"LD01": "20 21 22", "LD02": "23 24 25", "LD03": "26 27 28 29", "LD04": "30 31"}.items():
            made[part] = [code for number in provinces.split() for code in made[f"PV{number}"]]
        made["LDG4"] = [code for code in made["LD03"] if code not in _LARGE_CITIES]
        made.update(_dealt(placed, COROPS))
        made["VT01"] = made[UNIT]
        for rest in ("LD99", "PV99", "RE99"):
            made[rest] = [code for code in self.municipalities if code in NOWHERE]
        return made

    @cached_property
    def abolished(self) -> list[str]:
        """Municipalities that tables of CBS still list, without figures."""
        return [code for code in ("GM0003", "GM0501", "GM0756", "GM0786") if code not in self.municipalities]


def _dealt(codes: Sequence[str], among: Sequence[str]) -> dict[str, list[str]]:
    size = -(-len(codes) // len(among))
    return {unit: list(codes[i * size : (i + 1) * size]) for i, unit in enumerate(among)}


def police_regions(country: Country) -> Dimension:
    """RegioS of the tables of the police, in their order."""
    known = [code for code in REGIOS if not code.startswith("GM") or code in country.municipalities]
    others = [code for code in (UNIT, *country.municipalities) if code not in REGIOS]
    return _regions([*known, *others], country)


def cbs_regions(country: Country, kinds: str, key: str = "RegioS", title: str = "Regio's") -> Dimension:
    """The regions of a table of CBS, kind by kind as `kinds` says ('NL LD PV GM RE'): every table has its own.

    Among the municipalities are those that are no more.
    """
    found: list[str] = []
    for kind in kinds.split():
        here = [code for code in country.municipalities if code not in NOWHERE]
        larger = [
            code
            for code in dict.fromkeys((*REGIOS, *MORE_TITLES, UNIT))
            if code.startswith(kind) and not code.endswith("99")
        ]
        found += [*here, *country.abolished] if kind == "GM" else [code for code in larger if code != "LDG4"]
    return _regions(found, country, key, title)


def _regions(codes: Iterable[str], country: Country, key: str = "RegioS", name: str = "Regio's") -> Dimension:
    return Dimension(key, "GeoDimension", name, 6, [Code(code, title(code, country)) for code in codes])


def title(code: str, country: Country) -> str:
    """How a table calls a region."""
    known = {UNIT: f"{AREAS[UNIT]} (RE)", **MORE_TITLES, **REGIOS}
    return known.get(code) or country.name(code)


@cache
def _inside() -> dict[str, list[str]]:
    """The wijken and buurten by municipality."""
    found: dict[str, list[str]] = {}
    for code in AREAS:
        if code[:2] in ("WK", "BU"):
            found.setdefault(f"GM{code[2:6]}", []).append(code)
    return found


def neighbourhoods(country: Country, unknown: bool = False) -> Dimension:
    """WijkenEnBuurten: the country, and every municipality followed by its wijken and buurten."""
    found = [Code("NL00", "Nederland", {"Municipality": "", "DetailRegionCode": ""})]
    for gm in country.municipalities:
        if gm not in NOWHERE:
            for code in (gm, *_inside().get(gm, [])):
                more = {"Municipality": gm, "DetailRegionCode": code}
                found.append(Code(code, AREAS.get(code) or country.name(gm), more))
    if unknown:
        found.append(Code(UNKNOWN_BUURT, "Buurt onbekend", {"Municipality": "", "DetailRegionCode": UNKNOWN_BUURT}))
    return Dimension("WijkenEnBuurten", "GeoDetail", "Wijken en buurten", 10, found)


def periods(
    months: bool,
    years: bool,
    first: int = FIRST_YEAR,
    last: int = RUNNING_YEAR,
    stand: bool = False,
    provisional: int = RUNNING_YEAR + 1,
) -> Dimension:
    """Perioden: the months of a year, then the year; the running year has no year yet, unless it is a `stand`, a
    figure of 1 January. From `provisional` on figures are."""
    found = []
    for year in range(first, last + 1):
        running = year == RUNNING_YEAR
        status: dict[str, Any] = {"Status": "Voorlopig" if year >= provisional else "Definitief"}
        if months:
            until = LAST_MONTH if running else 12
            found += [Code(f"{year}MM{m:02}", f"{year} {MONTHS[m - 1]}", dict(status)) for m in range(1, until + 1)]
        if years and (not running or stand):
            found.append(Code(f"{year}JJ00", str(year), dict(status)))
    return Dimension("Perioden", "TimeDimension", "Perioden", 8, found)


def kinds(key: str, title: str, width: int, titles: dict[str, str]) -> Dimension:
    """A dimension of kinds, with the total first."""
    return Dimension(key, "Dimension", title, width, [Code(code, name) for code, name in titles.items()])
