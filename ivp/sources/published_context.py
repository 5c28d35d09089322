"""Readers of the published copies of background figures: key figures, health, liveability, road accidents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp.snapshot import SnapshotTable
from ivp.sources.copies import MUNICIPALITY, ORIGIN, YEAR, observations, period_text, read_copy
from ivp.sources.municipalities import EIGHT, codes_by_name

LICENCE = "CC BY 4.0"
_ANY_AREA = r"GM\d{4}|WK\d{6}|BU\d{8}"

KEY_FIGURES = {
    "inwoners": "inwoners",
    "inwoners0tot15": "inwoners_0_15",
    "inwoners65plus": "inwoners_65plus",
    "huishoudens": "huishoudens",
    "huishoudensgrootte": "huishoudensgrootte",
    "dichtheid": "dichtheid",
    "wozWaarde": "woz",
    "koopwoningen": "koopwoningen",
    "inkomenPerInwoner": "inkomen",
    "stedelijkheid": "stedelijkheid",
    "adressendichtheid": "adressendichtheid",
    "oppervlakteLandHa": "oppervlakte_land_ha",
}
# The few that say what kind of municipality it is; the copy has some eighty.
SIMILAR = {
    "inwoners": "inwoners",
    "Demographics: Population density (per km²)": "inwoners_per_km2",
    "Demographics: 15-24 years (%)": "jongeren_15_tot_25_procent",
    "Demographics: 65+ years (%)": "ouderen_65_plus_procent",
    "Demographics: Single-person households (%)": "eenpersoonshuishoudens_procent",
    "Inequality: Low income threshold (%)": "laag_inkomen_procent",
    "Inequality: Bijstand recipients (per 1k)": "bijstand_per_1000_inwoners",
    "Housing: Rental homes (%)": "huurwoningen_procent",
    "Housing: Avg WOZ value (x€1k)": "woz_waarde_x_1000_euro",
    "Services: Degree of urbanisation (1–5)": "stedelijkheid_klasse",
    "Economy: Business density (per 1k pop)": "bedrijven_per_1000_inwoners",
    "Economy: Cars per household": "autos_per_huishouden",
    "Environment: Land area (km²)": "landoppervlak_km2",
}


def _table(
    source: str, title: str, periods: str, note: str, frame: pd.DataFrame, licence: str = LICENCE
) -> SnapshotTable:
    return SnapshotTable(
        file=f"context_{source}.parquet",
        source=source,
        title=title,
        periods=periods,
        origin=ORIGIN,
        licence=licence,
        note=note,
        frame=frame,
    )


def key_figures(folder: Path) -> SnapshotTable:
    """85984NED: Kerncijfers wijken en buurten 2024 of the eight, their wijken and buurten."""
    copy = read_copy(
        folder, "cbs85984_kwb2024_context_gemeente_wijk_buurt_markiezaten.csv", ["code", "gm_code", *KEY_FIGURES]
    )
    copy.matches("code", _ANY_AREA).unique("code").complete("gm_code", EIGHT)
    frame = pd.concat(
        [
            observations("85984NED", "KWB", measure, copy["code"], "2024", copy.numbers(column, empty=True))
            for column, measure in KEY_FIGURES.items()
        ]
    )
    note = (
        "Aantallen van wijken en buurten afgerond op 5. WOZ-waarde en inkomen per inwoner in duizenden euro's, "
        "koopwoningen in procenten, stedelijkheid van 1 (zeer sterk) tot 5 (niet). Een leeg vakje in de bron staat op "
        "onbekend: te weinig inwoners of nog niet bekend."
    )
    return _table("85984NED", "Kerncijfers wijken en buurten 2024", "2024", note, frame)


def similar_variables(folder: Path) -> SnapshotTable:
    """85039NED: figures of 2021 that say what kind of municipality it is; all municipalities of that year."""
    copy = read_copy(folder, "cbs85039_kwb2021_context_gemeenten_nl.csv", ["gm_code", *SIMILAR])
    copy.matches("gm_code", MUNICIPALITY).unique("gm_code")
    frame = pd.concat(
        [
            observations("85039NED", "KWB", measure, copy["gm_code"], "2021", copy.numbers(column, empty=True))
            for column, measure in SIMILAR.items()
        ]
    )
    note = (
        "Alleen om vergelijkbare gemeenten te zoeken, niet om aan te halen: enkele percentages zijn door de "
        "samensteller van de kopie berekend. Indeling van 2021."
    )
    return _table("85039NED", "Kerncijfers wijken en buurten 2021", "2021", note, frame)


def health(folder: Path) -> SnapshotTable:
    """50150NED: share of inhabitants of 18 and older in (very) good self-rated health; modelled."""
    share = "pct_goed_ervaren_gezondheid_18plus"
    copy = read_copy(folder, "rivm50150_goed_ervaren_gezondheid_markiezaten_2012_2024.csv", ["code", "jaar", share])
    copy.matches("code", rf"NL00|{_ANY_AREA}").matches("jaar", YEAR).unique("code", "jaar")
    area = copy["code"].replace("NL00", "NL01")
    value = copy.numbers(share, high=100, empty=True)
    frame = observations("50150NED", "GEZ", "goed_ervaren_gezondheid", area, copy["jaar"], value)
    found = copy["code"].str.startswith("BU")
    note = (
        "Procent van de inwoners van 18 jaar en ouder, geschat met een rekenmodel. Wijken ontbreken in de kopie; "
        f"{copy['code'][found].nunique()} buurten hebben een cijfer."
    )
    return _table("50150NED", "Gezondheid per wijk en buurt", period_text(copy["jaar"]), note, frame)


def liveability(folder: Path) -> SnapshotTable:
    """Leefbaarometer 2.0: class 1 to 9 of the eight municipalities."""
    years = {"KL02": "2002", "KL08": "2008", "KL12": "2012", "KL14": "2014", "KL16": "2016"}
    copy = read_copy(folder, "leefbaarometer20_klasse_gemeente_2002_2016.csv", ["gm_code", *years])
    copy.complete("gm_code", EIGHT).unique("gm_code")
    frame = pd.concat(
        [
            observations("LBM2", "KL", "klasse", copy["gm_code"], year, copy.numbers(column, low=1, high=9))
            for column, year in years.items()
        ]
    )
    note = "Oude uitgave, niet te vergelijken met Leefbaarometer 3. Klasse 1 (zeer onvoldoende) tot 9 (uitstekend)."
    periods = period_text(pd.Series(list(years.values())))
    return _table("LBM2", "Leefbaarometer 2.0", periods, note, frame, "Open data")


def road_accidents(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """BRON: one total of road accidents over ten years per municipality, given the last year as period."""
    total = "ongevallen_totaal"
    copy = read_copy(folder, "bron_ongevallen_gemeenten_nl_2011_2020_TOTAAL.csv", ["gemeente", "statcode_2022", total])
    copy.matches("statcode_2022", rf"{MUNICIPALITY}|").unique("gemeente")
    by_name = copy["gemeente"].map(codes_by_name(copy["gemeente"], names))
    area = copy["statcode_2022"].mask(copy["statcode_2022"] == "", by_name)
    frame = observations("BRON", "ONG", "ongevallen", area, "2020", copy.numbers(total))[area.notna()]
    dropped = int(area.isna().sum())
    note = (
        "Eén totaal over de tien jaren 2011 tot en met 2020, geplaatst bij 2020; geen cijfer per jaar. Ongevallen, "
        f"geen slachtoffers. {int(area.notna().sum())} gemeenten, indeling van 2021; niet elke gemeente staat in de "
        "kopie."
    ) + (f" {dropped} gemeenten zonder code zijn weggelaten." if dropped else "")
    title = "Bestand geregistreerde ongevallen in Nederland (BRON), totaal over 2011-2020"
    return _table("BRON", title, "2011-2020 (totaal)", note, frame, "Open data")
