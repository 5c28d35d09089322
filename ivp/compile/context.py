"""Readers of the published copies of background figures: key figures, health, liveability, road accidents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp.compile.cbs import placed
from ivp.compile.copies import read_copy
from ivp.compile.layouts import CBS, OPEN, Described, Fixed, Layout
from ivp.compile.names import EIGHT
from ivp.snapshot import SnapshotTable

_ANY_AREA = r"GM\d{4}|WK\d{6}|BU\d{8}"
_KWB = Fixed("KWB")

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
DIMENSIONS = {
    "afw": "afwijking",
    "won": "afwijking_woningvoorraad",
    "fys": "afwijking_fysieke_omgeving",
    "vrz": "afwijking_voorzieningen",
    "soc": "afwijking_sociale_samenhang",
    "onv": "afwijking_overlast_en_onveiligheid",
}
_CLASS = "kscore"
_85984 = Described("85984NED", "Kerncijfers wijken en buurten 2024", CBS, context=True)
_85039 = Described("85039NED", "Kerncijfers wijken en buurten 2021", CBS, context=True)
_50150 = Described("50150NED", "Gezondheid per wijk en buurt", CBS, context=True)
_LBM3 = Described("LBM3", "Leefbaarometer 3.0", OPEN)
_BRON = Described(
    "BRON", "Bestand geregistreerde ongevallen in Nederland (BRON), totaal over 2011-2020", OPEN, context=True
)


def key_figures(folder: Path) -> SnapshotTable:
    """85984NED: Kerncijfers wijken en buurten 2024 of the eight, their wijken and buurten."""
    layout = Layout(KEY_FIGURES, area="code", period=Fixed("2024"), code=_KWB, areas=_ANY_AREA, empty=True)
    copy = layout.read(folder, "cbs85984_kwb2024_context_gemeente_wijk_buurt_markiezaten.csv", "gm_code")
    copy.complete("gm_code", EIGHT)
    note = (
        "Aantallen van wijken en buurten afgerond op 5. WOZ-waarde en inkomen per inwoner in duizenden euro's, "
        "koopwoningen in procenten, stedelijkheid van 1 (zeer sterk) tot 5 (niet). Een leeg vakje in de bron staat op "
        "onbekend: te weinig inwoners of nog niet bekend."
    )
    return _85984.table(layout.rows(copy), note)


def similar_variables(folder: Path) -> SnapshotTable:
    """85039NED: figures of 2021 that say what kind of municipality it is; all municipalities of that year."""
    layout = Layout(SIMILAR, period=Fixed("2021"), code=_KWB, empty=True)
    note = (
        "Alleen om vergelijkbare gemeenten te zoeken, niet om aan te halen: enkele percentages zijn door de "
        "samensteller van de kopie berekend. Indeling van 2021."
    )
    return _85039.table(layout.rows(layout.read(folder, "cbs85039_kwb2021_context_gemeenten_nl.csv")), note)


def health(folder: Path) -> SnapshotTable:
    """50150NED: share of inhabitants of 18 and older in (very) good self-rated health; modelled."""
    share = {"pct_goed_ervaren_gezondheid_18plus": "goed_ervaren_gezondheid"}
    layout = Layout(share, area="code", code=Fixed("GEZ"), areas=rf"NL00|{_ANY_AREA}", high=100, empty=True)
    rows = layout.rows(layout.read(folder, "rivm50150_goed_ervaren_gezondheid_markiezaten_2012_2024.csv"))
    rows["area"] = rows["area"].replace("NL00", "NL01")
    found = rows["area"].str.startswith("BU")
    note = (
        "Procent van de inwoners van 18 jaar en ouder, geschat met een rekenmodel. Wijken ontbreken in de kopie; "
        f"{rows['area'][found].nunique()} buurten hebben een cijfer."
    )
    return _50150.table(rows, note)


def liveability(folder: Path) -> SnapshotTable:
    """LBM3: class 1 to 9, and how far an area is from the national mean, in total and on five dimensions."""
    wide = {"area": "region_code", "period": "period", "code": Fixed("KL")}
    deviation = Layout(DIMENSIONS, **wide, low=-10, high=10)  # type: ignore[arg-type]
    scale = Layout({_CLASS: "klasse"}, **wide, low=1, high=9)  # type: ignore[arg-type]
    copy = deviation.read(folder, "leefbaarometer30_2024_gemeenten_nl.csv", _CLASS)
    parts = [deviation.rows(copy), scale.rows(copy), _liveability_of_buurten(folder)]
    note = (
        "Berekend met een rekenmodel, deels uit geregistreerde misdrijven: geen tweede bewijs naast het register. "
        "Afwijking van het landelijk gemiddelde, in totaal en op vijf dimensies; hoger is beter. Klasse 1 (zeer "
        f"onvoldoende) tot 9 (uitstekend). {parts[0]['area'].nunique()} gemeenten en {parts[2]['area'].nunique()} "
        "buurten van het district; de andere buurten staan niet in de bron."
    )
    return _LBM3.table(pd.concat(parts), note)


def _liveability_of_buurten(folder: Path) -> pd.DataFrame:
    """The buurten come as one row per figure; class and deviation have other limits."""
    names = {**DIMENSIONS, _CLASS: "klasse"}
    layout = Layout(
        {"value": "KL"},
        area="region_code",
        period="period",
        measure="code",
        across="code",
        areas=r"BU\d{8}",
        low=-10,
        high=10,
    )
    copy = layout.read(folder, "leefbaarometer30_2024_buurt_markiezaten.csv")
    copy = copy.where(copy["code"].isin(names))
    copy.where(copy["code"] == _CLASS).numbers("value", low=1, high=9)
    return layout.rows(copy.complete("code", names).with_column("code", copy["code"].map(names)))


def road_accidents(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """BRON: one total of road accidents over ten years per municipality, given the last year as period."""
    total = "ongevallen_totaal"
    copy = read_copy(folder, "bron_ongevallen_gemeenten_nl_2011_2020_TOTAAL.csv", ["gemeente", "statcode_2022", total])
    copy = placed(copy.unique("gemeente"), "gemeente", "statcode_2022", names)
    known = copy["gebied"].notna()
    rows = Layout({total: "ongevallen"}, area="gebied", period=Fixed("2020"), code=Fixed("ONG")).rows(copy)
    note = (
        "Eén totaal over de tien jaren 2011 tot en met 2020, geplaatst bij 2020; geen cijfer per jaar. Ongevallen, "
        f"geen slachtoffers. {int(known.sum())} gemeenten, indeling van 2021; niet elke gemeente staat in de "
        "kopie."
    ) + (f" {int((~known).sum())} gemeenten zonder code zijn weggelaten." if not known.all() else "")
    return _BRON.table(rows[known], note, "2011-2020 (totaal)")
