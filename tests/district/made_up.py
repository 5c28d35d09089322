"""A district that does not exist: two basisteams, five gemeenten, a plan, and the country around it.

Nothing here is about a real place. Codes from GM9901 on are nobody's; names are made up, but for `Nuenen, Gerwen en
Nederwetten`, which lends its length and its comma and nothing else. Figures come from the services on loopback, or are
drawn by lot with a fixed seed. Filled in as `docs/another-district.md` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ivp import snapshot
from ivp.snapshot import NAMES_FILE, SnapshotTable
from tests.services.figures import size

SEED = 13
UNIT, DISTRICT = ("RE98", "Schijnland-Midden"), ("PD-WATERKANT", "Verzonnen Waterkant")
TEAMS = {"BT-LUWTE": "Basisteam De Luwte", "BT-BRANDING": "Basisteam Branding & Duin-Zuid"}
SHORTEST, OF_29 = "Oo", "Nuenen, Gerwen en Nederwetten"
OF_80 = "Sint-Verzonnen aan de Bedachte Waterkant met Polders, Uiterwaarden en Buitenduin"
GEMEENTEN = {
    "GM9901": (SHORTEST, "BT-LUWTE"),
    "GM9902": ("Verzonnendam", "BT-LUWTE"),
    "GM9903": (OF_29, "BT-BRANDING"),
    "GM9904": (OF_80, "BT-BRANDING"),
    "GM9905": ("’s-Nergenshuizen", "BT-BRANDING"),
}
"""Code -> name and basisteam."""
ELSEWHERE = {f"GM98{n:02}": f"Elders {chr(64 + n)}" for n in range(1, 15)}
"""Gemeenten outside the district: the first four in the same unit."""
EVERYONE = {**{code: name for code, (name, _) in GEMEENTEN.items()}, **ELSEWHERE}
IN_UNIT = 4
BUURTEN = ("Kern", "Achterom", "Bedrijventerrein De Verzonnen Handel")
LONG_BUURT = "Verspreide huizen tussen de Oude Verzonnen Zeedijk en het Bedachte Binnenmeer"
EAST, NORTH, WIDE = 4.0, 52.0, 0.2
"""Where the gemeenten are drawn side by side, in degrees."""
VARIABLES = ("inwoners", "dichtheid", "huishoudensgrootte", "inkomen", "huurwoningen", "jongeren", "ouderen")
FIRST_YEAR = 2017
YEARS = [str(year) for year in range(2010, 2026)]
PERIOD = "2023;2026"
THING = "verzonnen voor een proef"


def fill(folder: Path) -> None:
    """Fill in what `python -m ivp begin` left open, but for comparison.csv."""
    append(folder / "areas.csv", _areas())
    inside = list(EVERYONE)[: len(GEMEENTEN) + IN_UNIT]
    append(folder / "members.csv", [(UNIT[0], code, EVERYONE[code]) for code in inside])
    for file, rows in _plan().items():
        append(folder / "plan" / file, rows)


def fewer_years(folder: Path) -> None:
    """Ask for the years of an outlook only, so that it is quick."""
    file = folder / "tables.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace(";2012;", f";{FIRST_YEAR};"), encoding="utf-8-sig")


def figures_of_the_land(folder: Path) -> None:
    """In place of the real figures of the land, so that no real place is shown: names, inhabitants, and what likeness
    rests on."""
    names = pd.DataFrame(EVERYONE.items(), columns=["code", "name"])
    cells = np.random.default_rng(SEED).lognormal(3, 0.4, (len(EVERYONE), len(VARIABLES)))
    alike = _rows("85039NED", "KWB", VARIABLES, ["2021"], cells.round(1))
    people = np.repeat([size(code) for code in EVERYONE], len(YEARS))
    inhabitants = _rows("37230ned", "T001", ["bevolking_31_december"], YEARS, people)
    tables = [
        _table(NAMES_FILE, "47022NED", names),
        _table("context_85039NED.parquet", "85039NED", alike),
        _table("37230ned.parquet", "37230ned", inhabitants),
    ]
    snapshot.write(folder / "snapshot", tables, date(2026, 11, 1), "Verzonnen cijfers, alleen om te proberen.")


def shapes(folder: Path) -> None:
    """`geo/` for the map service on loopback: a square per gemeente and a point per buurt."""
    features, points = [], ["code;lon;lat"]
    for n, code in enumerate(GEMEENTEN):
        west, east, south, north = EAST + n * WIDE, EAST + (n + 1) * WIDE, NORTH, NORTH + WIDE
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry})
        for at, (buurt, *_) in enumerate(row for row in _areas() if row[0].startswith(f"BU{code[2:]}")):
            points.append(
                f"{buurt};{west + WIDE * (0.2 + 0.3 * (at % 3)):.4f};{south + WIDE * (0.3 + 0.4 * (at // 3)):.4f}"
            )
    (folder / "geo").mkdir(exist_ok=True)
    (folder / "geo" / "gemeenten.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    (folder / "geo" / "points.csv").write_text("\n".join(points) + "\n", encoding="utf-8")


def _areas() -> list[tuple[str, ...]]:
    """code, level, name, parent, kind, kind_reason."""
    made: list[tuple[str, ...]] = [
        ("NL01", "land", "Nederland", "", "", ""),
        (UNIT[0], "eenheid", UNIT[1], "NL01", "", ""),
        (DISTRICT[0], "district", DISTRICT[1], UNIT[0], "", ""),
        *((code, "basisteam", name, DISTRICT[0], "", "") for code, name in TEAMS.items()),
        *((code, "gemeente", name, team, "", "") for code, (name, team) in GEMEENTEN.items()),
    ]
    for code, (name, _) in GEMEENTEN.items():
        wijken = {f"WK{code[2:]}00": name, f"WK{code[2:]}01": f"{name} buitengebied"}
        for wijk, wijk_name in wijken.items():
            made.append((wijk, "wijk", wijk_name, code, "", ""))
            for at, buurt in enumerate(BUURTEN):
                own = (LONG_BUURT, "", "") if wijk.endswith("01") and at == 1 else (buurt, "", "")
                works = ("bedrijventerrein", "naam") if at == len(BUURTEN) - 1 else own[1:]
                made.append((f"BU{wijk[2:]}{at:02}", "buurt", own[0], wijk, *works))
    return made


def _plan() -> dict[str, list[tuple[str, ...]]]:
    long = f"Minder inbraken in {OF_80}"
    return {
        "priorities.csv": [
            (id, level, area, title, theme, *PERIOD.split(";"), "voorbeeld", THING, "", "")
            for id, level, area, title, theme in (
                ("landelijk-ondermijning", "landelijk", "NL01", "Ondermijning", "ondermijning"),
                ("regionaal-cyber", "regionaal", UNIT[0], "Digitale criminaliteit", "cyber-en-fraude"),
                ("district-geweld", "district", DISTRICT[0], "Geweld op straat", "geweld"),
                ("luwte-overlast", "basisteam", "BT-LUWTE", "Overlast in de luwte", "sociale-overlast"),
                ("lang-inbraak", "lokaal", "GM9904", long, "woninginbraak"),
                ("komma-fiets", "lokaal", "GM9903", "Fietsdiefstal bij haltes", "vermogen-overig"),
            )
        ],
        "links.csv": [
            ("landelijk-ondermijning", "politie-3-1-1", "register", "aanvullend", THING),
            ("district-geweld", "politie-1-4-5", "register", "hoofd", THING),
            ("luwte-overlast", "overlast-e38", "register", "hoofd", THING),
            ("lang-inbraak", "politie-1-1-1", "register", "hoofd", THING),
            ("komma-fiets", "politie-1-2-3", "register", "hoofd", THING),
        ],
        "goals.csv": [
            ("lang-doel", "GM9904", "Woninginbraken per 1.000 inwoners", "omlaag", "2022", "3,2", "2026", "2,5",
             "per 1.000 inwoners", f"gemeente {OF_80}", "voorbeeld", THING, "", "lang-inbraak", "politie-1-1-1"),
        ],
        "actions.csv": [
            ("lang-actie", "GM9904", "2026", "Buurten langsgaan met sloten", "loopt", "voorbeeld", THING, "",
             "lang-inbraak", f"Gemeente {OF_80}", "politie", "2026-12-01", ""),
            ("komma-actie", "GM9903", "2026", "Stallingen bij haltes", "gepland", "voorbeeld", THING, "",
             "komma-fiets", OF_29, "politie", "", ""),
        ],
        "decisions.csv": [
            ("lang-besluit", "lang-inbraak", "GM9904", "2025", "handhaven", "raad", "2025-12-01", "Zo door.", THING)
        ],
        "commentary.csv": [
            ("komma-duiding", "komma-fiets", "GM9903", "2025", "De nieuwe stalling telt mee.", "2026-02-01", THING)
        ],
        "partners.csv": [("politie", "Politie", "Orde, hulp en opsporing", THING, "")],
    }  # fmt: skip


def append(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Add rows below the header, as somebody does in Excel."""
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.writelines(";".join(_quoted(cell) for cell in row) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    return f'"{cell}"' if ";" in cell else cell


def _rows(table: str, code: str, measures: Sequence[str], periods: Sequence[str], values: np.ndarray) -> pd.DataFrame:
    """Published rows of everyone, by measure and period."""
    grid = pd.MultiIndex.from_product([EVERYONE, measures, periods], names=["area", "measure", "period"])
    known = {
        "table": table,
        "code": code,
        "value": values.reshape(-1).astype(float),
        "margin": np.nan,
        "state": "value",
    }
    return grid.to_frame(index=False).assign(**known)


def _table(file: str, source: str, frame: pd.DataFrame) -> SnapshotTable:
    return SnapshotTable(
        file=file,
        source=source,
        title="Verzonnen",
        periods="2021",
        origin="verzonnen",
        licence="-",
        note="",
        frame=frame,
    )
