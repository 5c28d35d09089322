"""Readers of the published copies of police tables: one function a table, each checks what it reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp.compile.copies import MUNICIPALITY, YEAR, Copy, read_copy, refusal
from ivp.compile.layouts import POLICE, Described, Fixed, Layout, country
from ivp.compile.names import EIGHT, current_names
from ivp.snapshot import SnapshotTable

TOTAL = "0.0.0"
UNPLACED = "GM0000"
"""Crimes of which the police does not know the municipality: part of the country, and of nothing else."""
_CRIMES = Fixed("misdrijven")
_NATIONAL = Fixed("NL01")

# Regionale eenheden by their CBS code (dimension RegioS of 47013NED).
UNITS = {
    "Noord-Nederland (RE)": "RE01",
    "Oost-Nederland (RE)": "RE02",
    "Midden-Nederland (RE)": "RE03",
    "Noord-Holland (RE)": "RE04",
    "Amsterdam (RE)": "RE05",
    "Den Haag (RE)": "RE06",
    "Rotterdam (RE)": "RE07",
    "Zeeland - West-Brabant (RE)": "RE08",
    "Oost-Brabant (RE)": "RE09",
    "Limburg (RE)": "RE10",
}
_OUTSIDE = ("Gemeenten; niet in te delen", "Niet in te delen (RE)", "Buitenland")

# Keys of dimension Overlast of 47021NED; the copy has titles only.
NUISANCE = {
    "Totaal registraties overlast": TOTAL,
    "Overlast door verward persoon": "E33",
    "Melding overlast jeugd": "E35",
    "Overlast ivm alcohol/ drugs": "E38",
    "Overlast zwervers": "E41",
    "Openbare dronkenschap": "F010",
    "Geluidshinder horeca": "M061",
    "Geluidshinder evenement": "M062",
    "Geluidshinder overig": "M22",
}
_CRIME_TYPES = 59

# Table 47018NED by municipality came in two copies: twelve kinds of every year, and six (one of them all crimes).
TWELVE = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.4.2", "1.4.4", "1.4.5", "2.2.1", "2.5.1", "3.1.1", "3.1.3")
SIX = (TOTAL, "1.4.6", "2.1.1", "2.5.2", "3.7.4", "3.9.1")
_TWELVE_YEARS = tuple(str(year) for year in range(2012, 2026))
_SIX_YEARS = ("2012", "2017", "2018", "2019", "2022", "2023", "2024")
_PROVISIONAL_FROM = "2024"
_NOT_COMPARABLE = {"2.1.1": "2012", "3.9.1": "2012"}
"""Kinds whose figure of that year counts something else than those of later years."""

_47013 = Described("47013NED", "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente", POLICE)
_47018 = Described("47018NED", "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers", POLICE)
_47021 = Described("47021NED", "Geregistreerde overlast; soort overlast, gemeente", POLICE)
_47022 = Described("47022NED", "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, maandcijfers", POLICE)
_47025 = Described("47025NED", "Geregistreerde misdrijven; soort misdrijf, gemeente (voorganger van 47013NED)", POLICE)
_SITE = "Voorwaarden van politie.nl"
_E33 = Described("E33-2017", "Overlast door verward of overspannen persoon per gemeente, 2013-2017", _SITE)
_MIK = Described(
    "MIK",
    "Misdaad in kaart (politie.nl): woninginbraken en pogingen per maand",
    _SITE,
    origin="samengesteld uit een gepubliceerde, wekelijks verzamelde kopie van de kaart",
)


def crimes_by_municipality(folder: Path) -> SnapshotTable:
    """47013NED: all registered crimes per year of municipalities, the ten units and the country."""
    kind, crimes = "soort_regio", "geregistreerde_misdrijven"
    copy = read_copy(
        folder,
        "politie47013_misdrijven_totaal_gemeenten_eenheden_nl_2022_2024.csv",
        ["regio", kind, "code", "jaar", crimes],
    )
    outside = copy["regio"].isin(_OUTSIDE)
    unit, land = copy[kind] == "politie-eenheid", copy["regio"] == "Nederland"
    copy.where(~outside & (copy[kind] != "gemeente")).complete("regio", {"Nederland", *UNITS})
    copy.where(copy[kind] == "gemeente").matches("code", MUNICIPALITY)
    copy = copy.with_column("gebied", copy["code"].mask(unit, copy["regio"].map(UNITS)))
    layout = Layout({crimes: "misdrijven"}, area="gebied", code=Fixed(TOTAL), empty=True)
    copy.matches("jaar", YEAR).unique("regio", "jaar")
    rows = layout.rows(copy)
    _same_totals(copy, rows, unit, land)
    missing = [name for code, name in current_names(folder).items() if code not in set(copy["gebied"])]
    note = (
        "Niet afgerond. Alleen het totaal van alle soorten. De tien eenheden en 'niet in te delen' tellen precies op "
        "tot Nederland. Weggelaten: 'niet in te delen', en het buitenland (daarvoor staat in de kopie geen cijfer)."
    ) + (f" Ontbreekt in de kopie: {', '.join(missing)}." if missing else "")
    return _47013.table(rows[~outside], note)


def _same_totals(copy: Copy, rows: pd.DataFrame, parts: pd.Series, total: pd.Series) -> None:
    """Refuse a copy of which the parts do not add up exactly to the total in every year."""
    added = rows[parts].groupby("period")["value"].sum()
    stated = rows[total].groupby("period")["value"].sum()
    wrong = added.index[added.ne(stated)]
    if len(wrong):
        raise refusal(
            f"{copy.name}: de delen van {wrong[0]} tellen op tot {added[wrong[0]]:.0f} en het totaal is "
            f"{stated.get(wrong[0], 0):.0f}"
        )


def crimes_by_type(folder: Path) -> SnapshotTable:
    """47025NED: registered crimes of the country by type and year.

    The compiler of the copy wrote an empty cell as 0. All types add up exactly to the total (checked here), so
    that every 0 is a true zero.
    """
    kind, crimes = "soort_misdrijf", "geregistreerde_misdrijven"
    layout = Layout({crimes: "misdrijven"}, area=_NATIONAL, code=kind)
    copy = layout.read(folder, "politie_nl_misdrijven_soort_2012_2023.csv")
    copy.matches(kind, r"Totaal misdrijven|\d\.\d\.\d+ .+")
    copy = copy.with_column(kind, copy[kind].str.split(" ").str[0].replace("Totaal", TOTAL))
    if copy[kind].nunique() != _CRIME_TYPES:
        raise refusal(f"{copy.name}: {copy[kind].nunique()} soorten in plaats van {_CRIME_TYPES}")
    rows = layout.rows(copy)
    _same_totals(copy, rows, rows["code"] != TOTAL, rows["code"] == TOTAL)
    note = (
        "Alleen Nederland. Lege cellen stonden in de kopie als 0; de 58 soorten tellen in elk jaar precies op tot het "
        "totaal, dus een 0 is echt nul. Horizontale fraude (3.9.1) is vóór 2016 maar voor een deel onder die "
        "code geregistreerd. Vanaf juli 2018 meer misdrijven per registratie."
    )
    return _47025.table(rows, note)


def nuisance_by_type(folder: Path) -> SnapshotTable:
    """47021NED: registered nuisance of the country by type and year; zeros are checked by the closing sum."""
    kind = "soort_overlast"
    layout = Layout({"registraties": "registraties"}, area=_NATIONAL, code=kind)
    copy = layout.read(folder, "politie_nl_overlast_soort_2012_2023.csv").complete(kind, NUISANCE)
    rows = layout.rows(copy.with_column(kind, copy[kind].map(NUISANCE)))
    _same_totals(copy, rows, rows["code"] != TOTAL, rows["code"] == TOTAL)
    note = (
        "Alleen Nederland. De acht soorten tellen in elk jaar precies op tot het totaal. In 2020 veel meer meldingen "
        "door de coronamaatregelen. Overlast jeugd is zonder baldadigheid en vandalisme."
    )
    return _47021.table(rows, note)


def crimes_by_kind_and_municipality(folder: Path) -> SnapshotTable:
    """47018NED: eighteen kinds per year and municipality; the country where the copy has the crimes without a place.

    Municipalities that merged later have no figure in some years of one copy: those cells are left out.
    """
    twelve = _kinds(folder, "politie47018_misdrijven_12_soorten_gemeenten_nl_2012_2025.csv", TWELVE, _TWELVE_YEARS)
    six = _kinds(folder, "politie47018_misdrijven_6_soorten_gemeenten_nl_2012_2024.csv", SIX, _SIX_YEARS)
    if UNPLACED not in set(twelve["area"]):
        raise refusal(f"47018NED: {UNPLACED} (gemeente onbekend) ontbreekt, dus Nederland is niet op te tellen")
    six = six[six["period"] != six["code"].map(_NOT_COMPARABLE)]
    rows = pd.concat([twelve[twelve["area"] != UNPLACED], six, country(twelve)], ignore_index=True)
    rows = rows[rows["value"].notna()].assign(provisional=lambda r: r["period"] >= _PROVISIONAL_FROM)
    note = (
        "Niet afgerond. Per gemeente; misdrijven zonder bekende buurt ontbreken daar (0 tot 2 procent). Twaalf "
        "soorten voor 2012-2025, met Nederland: de som van alle gemeenten en van de misdrijven zonder gemeente. "
        f"Het totaal en vijf soorten ({', '.join(SIX[1:])}) alleen voor {', '.join(_SIX_YEARS)}, zonder Nederland en "
        "zonder gemeenten die later samengingen; de andere jaren staan wel in de tabel en zijn nog niet opgehaald. "
        f"Het totaal is zonder zedendelicten. {' en '.join(_NOT_COMPARABLE)} zonder 2012. "
        f"Voorlopig vanaf {_PROVISIONAL_FROM}."
    )
    return _47018.table(rows, note)


def _kinds(folder: Path, name: str, kinds: tuple[str, ...], years: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a copy with years as columns; it must hold all of `kinds` and nothing else."""
    layout = Layout(
        {year: year for year in years}, area="region_code", code="code", measure=_CRIMES, across="period", empty=True
    )
    return layout.rows(layout.read(folder, name).complete("code", kinds))


def nuisance_by_persons(folder: Path) -> SnapshotTable:
    """E33 2013-2017: notifications of confused persons by municipality (layout of 2017); the country is their sum."""
    years = {str(year): str(year) for year in range(2013, 2018)}
    layout = Layout(years, area="region_code", code="code", measure=Fixed("registraties"), across="period")
    copy = layout.read(folder, "politie_e33_verward_persoon_gemeenten_nl_2013_2017.csv").complete("code", ["E33"])
    rows = layout.rows(copy)
    note = (
        "Meldingen, geen personen. Gemeenten volgens de indeling van 2017; loopt niet door na 2017. Nederland is de "
        f"som van {rows['area'].nunique()} gemeenten, 99,6 tot 99,9 procent van het cijfer in 47021NED."
    )
    return _E33.table(pd.concat([rows, country(rows)]), note)


def crimes_by_neighbourhood(folder: Path) -> SnapshotTable:
    """47022NED: all registered crimes per year of municipalities, wijken and buurten; the country is their sum."""
    sources = (
        ("gemeenten_nl", "gm_code", "geregistreerde_misdrijven_som_buurten_12_maanden", MUNICIPALITY),
        ("wijk_markiezaten", "wijkcode", "som_misdrijven_buurten", r"WK\d{6}"),
        ("buurt_markiezaten", "buurtcode", "geregistreerde_misdrijven", r"BU\d{8}"),
    )
    parts = []
    for name, area, crimes, pattern in sources:
        layout = Layout({crimes: "misdrijven"}, area=area, code=Fixed(TOTAL), areas=pattern)
        parts.append(layout.rows(layout.read(folder, f"politie47022_misdrijven_totaal_{name}_2021_2025.csv")))
    _nested(parts)
    rows = pd.concat([*parts, country(parts[0])], ignore_index=True)
    last = rows["period"].max()
    note = (
        f"Twaalf maanden van de buurten bij elkaar geteld; Nederland is de som van {parts[0]['area'].nunique()} "
        "gemeenten. 0 tot 2 procent lager dan 47013NED: misdrijven zonder buurt ontbreken. Zedendelicten worden in "
        f"deze tabel niet gepubliceerd. {last} is voorlopig. Wijken en buurten volgens de indeling van 2024."
    )
    return _47022.table(rows.assign(provisional=rows["period"] == last), note)


def _nested(parts: list[pd.DataFrame]) -> None:
    """Refuse when the buurten do not add up to their wijk, or the wijken to their municipality, in every year."""
    municipalities, wijken, buurten = parts
    for large, small, digits in ((municipalities, wijken, slice(2, 6)), (wijken, buurten, slice(2, 8))):
        prefix = large["area"].iloc[0][:2]
        added = small.groupby([prefix + small["area"].str[digits], "period"])["value"].sum()
        stated = large.set_index(["area", "period"])["value"].reindex(added.index)
        wrong = added.index[added.ne(stated)]
        if len(wrong):
            place, year = wrong[0]
            raise refusal(f"47022NED: de delen van {place} in {year} tellen niet op tot het cijfer van dat gebied")


def burglary_by_month(folder: Path) -> SnapshotTable:
    """Misdaad in kaart: domestic burglaries and attempts per month, provisional; incomplete months are unknown."""
    whole = "maand_volledigheid"
    layout = Layout(
        {"woninginbraak": "woninginbraak", "poging_tot_woninginbraak": "poging"},
        period="maand",
        measure=Fixed("aantal"),
        across="code",
        areas=rf"NL00|{MUNICIPALITY}",
        periods=YEAR + r"-(0[1-9]|1[0-2])",
    )
    copy = layout.read(folder, "mik_woninginbraak_gemeente_maand_markiezaten_2023_2026.csv", whole)
    copy.complete("gm_code", {*EIGHT, "NL00"}).matches(whole, "volledig|onvolledig")
    rows = layout.rows(copy.with_column("gm_code", copy["gm_code"].replace("NL00", "NL01")))
    rows["value"] = rows["value"].where(copy[whole].loc[rows.index].eq("volledig"))
    incomplete = sorted(set(copy["maand"][copy[whole] != "volledig"]))
    note = (
        "Alles voorlopig: 93 tot 95 procent van het uiteindelijke aantal, late registraties ontbreken. Nooit als één "
        f"reeks met 47013NED. De onvolledige maanden {' en '.join(incomplete)} "
        "staan op onbekend. Nederland ligt iets hoger dan de som van alle gemeenten."
    )
    return _MIK.table(rows.assign(provisional=True), note, f"{copy['maand'].min()} t/m {copy['maand'].max()}")
