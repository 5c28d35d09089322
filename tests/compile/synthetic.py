"""Invented copies of every table, a few rows each: the layout of the real ones, none of their figures."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from ivp.compile.cbs import THEFTS
from ivp.compile.context import DIMENSIONS, KEY_FIGURES, SIMILAR
from ivp.compile.names import EIGHT
from ivp.compile.police import NUISANCE, SIX, TWELVE, UNITS
from ivp.compile.survey import ITEMS_2015, ITEMS_2025, ITEMS_NATIONAL, SURVEY_AREAS

OTHER = "GM9001"
MERGED = "GM9000"
"""A municipality of 2017 that no later table names."""
GEMEENTEN = (*EIGHT, OTHER)
YEARS = ("2021", "2022")

POLICE_47013 = "politie47013_misdrijven_totaal_gemeenten_eenheden_nl_2022_2024.csv"
TYPES_47025 = "politie_nl_misdrijven_soort_2012_2023.csv"
NUISANCE_47021 = "politie_nl_overlast_soort_2012_2023.csv"
GEMEENTEN_47022 = "politie47022_misdrijven_totaal_gemeenten_nl_2021_2025.csv"
WIJKEN_47022 = "politie47022_misdrijven_totaal_wijk_markiezaten_2021_2025.csv"
BUURTEN_47022 = "politie47022_misdrijven_totaal_buurt_markiezaten_2021_2025.csv"
MIK = "mik_woninginbraak_gemeente_maand_markiezaten_2023_2026.csv"
PEOPLE_03759 = "03759ned_bevolking_2019_2026.csv"
PEOPLE_37230 = "cbs37230_bevolking_einde_jaar_gemeenten_nl_2002_2024.csv"
CRIMES_83648 = "cbs83648_misdrijven_totaal_gemeente_2010_2020.csv"
CRIMES_83648_2022 = "cbs83648_misdrijven_totaal_gemeenten_nl_2022.csv"
THEFTS_83651 = "cbs83651_diefstallen_gemeenten_nl_2018_2021.csv"
THEFTS_83651_EIGHT = "cbs83651_diefstallen_markiezaten_2018_2021.csv"
SURVEY_81928 = "cbs81928_veiligheidsmonitor_politie_2012_2019.csv"
KWB_85984 = "cbs85984_kwb2024_context_gemeente_wijk_buurt_markiezaten.csv"
KWB_85039 = "cbs85039_kwb2021_context_gemeenten_nl.csv"
HEALTH_50150 = "rivm50150_goed_ervaren_gezondheid_markiezaten_2012_2024.csv"
LIVEABILITY = "leefbaarometer30_2024_gemeenten_nl.csv"
LIVEABILITY_BUURTEN = "leefbaarometer30_2024_buurt_markiezaten.csv"
TWELVE_47018 = "politie47018_misdrijven_12_soorten_gemeenten_nl_2012_2025.csv"
SIX_47018 = "politie47018_misdrijven_6_soorten_gemeenten_nl_2012_2024.csv"
PERSONS_E33 = "politie_e33_verward_persoon_gemeenten_nl_2013_2017.csv"
SURVEY_85146 = "cbs85146_veiligheidsmonitor_2025_regio.csv"
SURVEY_NATIONAL = "cbs_veiligheidsmonitor_nl_2021_2023.csv"
SURVEY_2015 = "vm2015_slachtofferschap_onveiligheid_politiedistricten.csv"
ACCIDENTS = "bron_ongevallen_gemeenten_nl_2011_2020_TOTAAL.csv"


def name_of(code: str) -> str:
    return f"Verzonnen {code[2:]}"


def write_csv(file: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_police(folder: Path) -> None:
    gemeenten = [(name_of(code), "gemeente", code, y, 10) for code in GEMEENTEN for y in YEARS]
    units = [
        (unit, "politie-eenheid", "RE08" if code == "RE08" else "", y, 9) for unit, code in UNITS.items() for y in YEARS
    ]
    rest = [("Niet in te delen (RE)", "politie-eenheid", "", y, 2) for y in YEARS]
    rest += [("Gemeenten; niet in te delen", "overig", "", y, 2) for y in YEARS]
    rest += [("Buitenland", "overig", "", y, "") for y in YEARS]
    country = [("Nederland", "land", "NL01", y, 92) for y in YEARS]
    header = ["regio", "soort_regio", "code", "jaar", "geregistreerde_misdrijven"]
    write_csv(folder / POLICE_47013, header, [*country, *gemeenten, *units, *rest])
    types = [(f"9.1.{n} Soort {n}", y, 0 if n == 7 else 1) for n in range(58) for y in YEARS]
    header = ["soort_misdrijf", "jaar", "geregistreerde_misdrijven"]
    write_csv(folder / TYPES_47025, header, [*types, *[("Totaal misdrijven", y, 57) for y in YEARS]])
    nuisance = [(name, y, 8 if name.startswith("Totaal") else 1) for name in NUISANCE for y in YEARS]
    write_csv(folder / NUISANCE_47021, ["soort_overlast", "jaar", "registraties"], nuisance)
    header = ["gm_code", "gemeente", "jaar", "geregistreerde_misdrijven_som_buurten_12_maanden"]
    write_csv(folder / GEMEENTEN_47022, header, [(c, name_of(c), y, 10) for c in GEMEENTEN for y in YEARS])
    header = ["wijkcode", "jaar", "som_misdrijven_buurten"]
    write_csv(folder / WIJKEN_47022, header, [(w, y, 5) for w in ("WK071600", "WK071601") for y in YEARS])
    buurten = {"BU07160000": 5, "BU07160001": 0, "BU07160100": 5}
    header = ["buurtcode", "jaar", "geregistreerde_misdrijven"]
    write_csv(folder / BUURTEN_47022, header, [(b, y, n) for b, n in buurten.items() for y in YEARS])
    months = {"2023-04": "onvolledig", "2023-05": "volledig"}
    header = ["gm_code", "maand", "woninginbraak", "poging_tot_woninginbraak", "maand_volledigheid"]
    write_csv(folder / MIK, header, [(c, m, 3, 0, s) for c in (*EIGHT, "NL00") for m, s in months.items()])


def write_kinds(folder: Path) -> None:
    years = [str(year) for year in range(2012, 2026)]
    twelve = [(c, kind, *[3] * len(years)) for kind in TWELVE for c in (*GEMEENTEN, "GM0000")]
    write_csv(folder / TWELVE_47018, ["region_code", "code", *years], twelve)
    years = ["2012", "2017", "2018", "2019", "2022", "2023", "2024"]
    six = [(c, kind, "" if c == OTHER else 4, *[4] * 6) for kind in SIX for c in GEMEENTEN]
    write_csv(folder / SIX_47018, ["region_code", "code", *years], six)
    header = ["region_code", "region_name", "code", *[str(year) for year in range(2013, 2018)]]
    write_csv(folder / PERSONS_E33, header, [(c, name_of(c), "E33", 1, 2, 3, 4, 5) for c in (*GEMEENTEN, MERGED)])


def write_surveys(folder: Path) -> None:
    header = ["region_code", "period", "code", "value", "unit"]
    areas = ("NL01", "GM0748", "GM1674", "GM9002", "PV99")
    scores = [item for item in ITEMS_2025 if "cijfer" in item or "score" in item]
    answers = [
        (a, "2025", i, "6.1" if i in scores else "16", "score" if i in scores else "%")
        for a in areas
        for i in ITEMS_2025
    ]
    write_csv(folder / SURVEY_85146, header, answers)
    header = ["region_code", "period", "title", "value", "margin_low", "margin_high"]
    doubled = {"(Poging tot) woninginbraak: slachtoffers": "2023"}
    items = [
        ("NL01", doubled.get(i, "2021"), i, "5.0", *(("4.8", "5.4") if i.startswith("Straat") else ("", "")))
        for i in ITEMS_NATIONAL
    ]
    write_csv(folder / SURVEY_NATIONAL, header, items)
    districts = [(n, "2015", i, "14.94") for i in ITEMS_2015 for n in ("Nederland", "De Markiezaten", "Elders")]
    write_csv(folder / SURVEY_2015, ["region_name", "period", "title", "value"], districts)


def write_cbs(folder: Path) -> None:
    areas = (*EIGHT, "NL01")
    people = [(c, y, "M000352", 100, "None") for c in areas for y in YEARS]
    people += [(c, "2021", "M000365", 101, "None") for c in areas]
    people += [(c, "2022", "M000365", "", "Impossible") for c in areas]
    write_csv(folder / PEOPLE_03759, ["RegioS", "jaar", "measure", "waarde", "value_attribute"], people)
    december = [(name_of(c), c, y, 100) for c in GEMEENTEN for y in YEARS]
    december += [("Nederland", "NL01", "2021", 900), ("Verzonnen (PV)", "", "2021", 500), ("Opgeheven", "", "2021", 5)]
    write_csv(folder / PEOPLE_37230, ["regio", "statcode_2022", "jaar", "bevolking_31dec"], december)
    figures = ["totaal_geregistreerde_misdrijven", "opgehelderde_misdrijven"]
    figures += ["ophelderingspercentage", "registraties_van_verdachten"]
    old = [(name_of(OTHER), OTHER, "2020", "Misdrijven, totaal", 50, 0, 0, 5)]
    old += [("Nederland", "NL01", "2020", "Misdrijven, totaal", 500, 50, 10, 60)]
    write_csv(folder / CRIMES_83648, ["regio", "statcode_2022", "jaar", "soort_misdrijf", *figures], old)
    new = [(c, name_of(c), "2022", 45, 0, 0, 5) for c in GEMEENTEN]
    write_csv(folder / CRIMES_83648_2022, ["statcode", "gemeente", "jaar", *figures], new)
    header = ["gm_code", "gemeente", "jaar", "soort_diefstal_code", "geregistreerde_diefstallen", "per_1000_inwoners"]
    stolen = [(c, name_of(c), "2021", kind, 10, "") for c in GEMEENTEN for kind in THEFTS]
    stolen += [("GM0000", "", "2021", kind, 500, "") for kind in THEFTS]
    write_csv(folder / THEFTS_83651, header, stolen)
    header = ["gm_code", "jaar", "gebruik_van_geweld_code", "soort_diefstal_code", "geregistreerde_diefstallen"]
    eight = [(c, "2021", v, k, n) for c in EIGHT for k in THEFTS for v, n in (("T001540", 10), ("A048105", 4))]
    write_csv(folder / THEFTS_83651_EIGHT, header, eight)
    header = ["regio", "jaar", "indicator", "waarde", "betrouwbaarheidsmarge", "eenheid"]
    answers = [(r, "2019", "Oordeel_55", 20, 2.5, "procent") for r in (*SURVEY_AREAS, "Elders (PD)")]
    answers += [("Roosendaal", "2019", "Zeldzaam_9", "0.0", "0.0", "procent")]
    answers += [("Nederland", "2019", "Schaal_51", "6.1", "0.0", "schaalscore 0-10")]
    write_csv(folder / SURVEY_81928, header, answers)


def write_context(folder: Path) -> None:
    rows = [(c, c, *[1] * len(KEY_FIGURES)) for c in EIGHT]
    rows.append(("BU07160001", "GM0716", *[""] * len(KEY_FIGURES)))
    write_csv(folder / KWB_85984, ["code", "gm_code", *KEY_FIGURES], rows)
    similar = [(c, name_of(c), *[2] * len(SIMILAR)) for c in GEMEENTEN]
    write_csv(folder / KWB_85039, ["gm_code", "gemeente", *SIMILAR], similar)
    health = [(c, y, "77.5") for c in ("NL00", *EIGHT, "BU07160001") for y in ("2012", "2016")]
    write_csv(folder / HEALTH_50150, ["code", "jaar", "pct_goed_ervaren_gezondheid_18plus"], health)
    scored = [(c, "2024", 6, *["-0.05"] * len(DIMENSIONS)) for c in GEMEENTEN]
    write_csv(folder / LIVEABILITY, ["region_code", "period", "kscore", *DIMENSIONS], scored)
    figures = {"kscore": 7, "kafw": 5, **dict.fromkeys(DIMENSIONS, "0.01")}
    scored = [("BU07160000", "2024", code, value) for code, value in figures.items()]
    write_csv(folder / LIVEABILITY_BUURTEN, ["region_code", "period", "code", "value"], scored)
    accidents = [(name_of(c), "" if c == OTHER else c, 12) for c in GEMEENTEN] + [("Opgeheven", "", 3)]
    write_csv(folder / ACCIDENTS, ["gemeente", "statcode_2022", "ongevallen_totaal"], accidents)


def write_geo(folder: Path) -> None:
    square = [[[[4.1234567, 51.5], [4.2, 51.5], [4.2, 51.6], [4.1234567, 51.5]]]]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name_of(code), "extra": 1},
            "geometry": {"type": "MultiPolygon", "coordinates": square},
        }
        for code in reversed(EIGHT)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "gemeenten.geojson").write_text(json.dumps(collection), encoding="utf-8")
    rows = [("WK071600", 4.1, 51.5), ("BU07160000", 4.15, 51.55)]
    write_csv(folder / "wijk_buurt_points.csv", ["code", "lon", "lat"], rows)


def write_all(folder: Path) -> tuple[Path, Path]:
    """All invented copies; returns the folders of figures and geo."""
    figures, geo = folder / "figures", folder / "geo"
    figures.mkdir(parents=True)
    geo.mkdir()
    for write in (write_police, write_kinds, write_cbs, write_surveys, write_context):
        write(figures)
    write_geo(geo)
    return figures, geo


def change_rows(file: Path, change: Callable[[list[list[str]]], object]) -> None:
    """Let `change` alter the rows of a CSV in place (row 0 is the header, so row n is line n + 1)."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    change(rows)
    write_csv(file, rows[0], rows[1:])
