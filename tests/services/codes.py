"""Codes of the loopback services: areas, periods and kinds as the real tables have them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from ivp import paths
from tests.services.cube import Code
from tests.services.figures import FIRST_YEAR, LAST_MONTH, YEARS

CRIMES = (
    *(f"1.1.{n}" for n in (1, 2)),
    *(f"1.2.{n}" for n in range(1, 6)),
    "1.3.1",
    *(f"1.4.{n}" for n in range(1, 8)),
    "1.5.2",
    *(f"1.6.{n}" for n in (1, 2, 3)),
    "2.1.1",
    "2.2.1",
    "2.4.1",
    "2.4.2",
    "2.5.1",
    "2.5.2",
    *(f"2.6.{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14)),
    "2.7.2",
    "2.7.3",
    *(f"3.1.{n}" for n in (1, 2, 3)),
    "3.2.1",
    "3.2.2",
    "3.3.2",
    "3.3.5",
    "3.4.2",
    "3.5.2",
    "3.5.5",
    "3.6.4",
    *(f"3.7.{n}" for n in (1, 2, 3, 4)),
    *(f"3.9.{n}" for n in (1, 2, 3)),
)
WITHHELD = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")
NUISANCE = ["E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22"]
THEFTS = tuple(f"CRI{n}" for n in (1122, 1123, 1124, 1125, 1127, 1128, 1131, 1132, 1133, 1134, 1137, 1144))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the catalog."""
    text = (paths.ROOT / "data" / name).read_text(encoding="utf-8-sig").splitlines()
    return list(csv.DictReader([line for line in text if line and not line.startswith("#")], delimiter=";"))


AREAS = {row["code"]: row["name"] for row in rows("areas.csv") if re.match(r"(NL|RE|GM|WK|BU)\d", row["code"])}
OWN = [code for code in AREAS if code.startswith("GM")]
MEMBERS = [row["member"] for row in rows("members.csv")]
OTHERS = {row["code"]: row["name"] for row in rows("comparison.csv")} | {
    r["member"]: r["name"] for r in rows("members.csv")
}
MUNICIPALITIES = dict(({**{c: AREAS[c] for c in OWN}, **OTHERS}).items())
BUURTEN = {gm: [code for code in AREAS if code.startswith("BU" + gm[2:])] for gm in OWN}
UNITS = {
    "NL01": list(MUNICIPALITIES),
    "NL00": list(MUNICIPALITIES),
    "RE08": MEMBERS,
    "PV29": MEMBERS[:13],
    "PV30": MEMBERS[13:],
}


def regions(*more: str) -> list[Code]:
    """RegioS: land, provinces, unit, municipalities."""
    larger = {
        "NL01": "Nederland",
        "PV29": "Zeeland (PV)",
        "PV30": "Noord-Brabant (PV)",
        "RE08": "Zeeland - West-Brabant (RE)",
    }
    return [Code(code, name) for code, name in {**larger, **{m: m for m in more}, **MUNICIPALITIES}.items()]


def neighbourhoods() -> list[Code]:
    """WijkenEnBuurten: the country, and every municipality followed by its wijken and buurten."""
    found = [Code("NL00", "Nederland", {"Municipality": "", "DetailRegionCode": "NL00"})]
    for gm, name in MUNICIPALITIES.items():
        inside = [code for code in AREAS if code[:2] in ("WK", "BU") and code[2:6] == gm[2:]]
        for code in [gm, *inside]:
            more = {"Municipality": gm, "DetailRegionCode": code}
            found.append(Code(code, AREAS.get(code, name), more))
    return found


def periods(
    months: bool,
    years: bool,
    first: int = FIRST_YEAR,
    last: int = FIRST_YEAR + YEARS - 1,
    first_of_january: bool = False,
) -> list[Code]:
    """Perioden in the order of the tables: the months of a year, then the year; the running year has no year yet."""
    found = []
    for year in range(first, last + 1):
        running = year == FIRST_YEAR + YEARS - 1
        if running and first_of_january:
            found.append(Code(f"{year}JJ00", str(year), {"Status": "Voorlopig"}))
        if months:
            number = LAST_MONTH if running else 12
            found += [
                Code(f"{year}MM{m:02}", f"{year} maand {m}", {"Status": "Definitief"}) for m in range(1, number + 1)
            ]
        if years and not running:
            found.append(Code(f"{year}JJ00", str(year), {"Status": "Definitief"}))
    return found


def kinds(codes: Sequence[str], what: str) -> list[Code]:
    """The total and the kinds, as SoortMisdrijf and Overlast have them."""
    return [Code("0.0.0", f"Totaal {what}"), *(Code(code, f"{code} {what}") for code in codes)]
