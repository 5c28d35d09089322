"""Readers of the published copies of police tables: one function a table, each checks what it reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp.errors import UserError
from ivp.snapshot import SnapshotTable
from ivp.sources.copies import MUNICIPALITY, ORIGIN, YEAR, Copy, observations, period_text, read_copy
from ivp.sources.municipalities import EIGHT, current_names

LICENCE = "Politie open data"
TOTAL = "0.0.0"

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


def _table(source: str, title: str, periods: str, note: str, frame: pd.DataFrame) -> SnapshotTable:
    return SnapshotTable(
        file=f"{source}.parquet",
        source=source,
        title=title,
        periods=periods,
        origin=ORIGIN,
        licence=LICENCE,
        note=note,
        frame=frame,
    )


def crimes_by_municipality(folder: Path) -> SnapshotTable:
    """47013NED: all registered crimes per year of municipalities, the ten units and the country."""
    kind, crimes = "soort_regio", "geregistreerde_misdrijven"
    copy = read_copy(
        folder,
        "politie47013_misdrijven_totaal_gemeenten_eenheden_nl_2022_2024.csv",
        ["regio", kind, "code", "jaar", crimes],
    )
    copy.matches("jaar", YEAR).unique("regio", "jaar")
    outside = copy["regio"].isin(_OUTSIDE)
    copy.where(~outside & (copy[kind] != "gemeente")).complete("regio", {"Nederland", *UNITS})
    copy.where(copy[kind] == "gemeente").matches("code", MUNICIPALITY)
    value = copy.numbers(crimes, empty=True)
    country = copy["regio"] == "Nederland"
    _same_totals(copy, value, copy[kind] == "politie-eenheid", country)
    area = copy["code"].mask(copy[kind] == "politie-eenheid", copy["regio"].map(UNITS))
    frame = observations("47013NED", TOTAL, "misdrijven", area, copy["jaar"], value)[~outside]
    missing = [name for code, name in current_names(folder).items() if code not in set(area)]
    note = (
        "Niet afgerond. Alleen het totaal van alle soorten. De tien eenheden en 'niet in te delen' tellen precies op "
        "tot Nederland. Weggelaten: 'niet in te delen', en het buitenland (daarvoor staat in de kopie geen cijfer)."
    ) + (f" Ontbreekt in de kopie: {', '.join(missing)}." if missing else "")
    title = "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente"
    return _table("47013NED", title, period_text(copy["jaar"]), note, frame)


def _same_totals(copy: Copy, value: pd.Series, parts: pd.Series, total: pd.Series) -> None:
    """Refuse a copy of which the parts do not add up exactly to the total in every year."""
    added = value[parts].groupby(copy["jaar"][parts]).sum()
    stated = value[total].groupby(copy["jaar"][total]).sum()
    wrong = added.index[added.ne(stated)]
    if len(wrong):
        raise UserError(
            f"{copy.name}: de delen van {wrong[0]} tellen op tot {added[wrong[0]]:.0f} en het totaal is "
            f"{stated.get(wrong[0], 0):.0f}; haal het bestand opnieuw op en stel de cijfers opnieuw samen."
        )


def crimes_by_type(folder: Path) -> SnapshotTable:
    """47025NED: registered crimes of the country by type and year.

    The compiler of the copy wrote an empty cell as 0. All types add up exactly to the total (checked here), so
    that every 0 is a true zero.
    """
    kind, crimes = "soort_misdrijf", "geregistreerde_misdrijven"
    copy = read_copy(folder, "politie_nl_misdrijven_soort_2012_2023.csv", [kind, "jaar", crimes])
    copy.matches("jaar", YEAR).matches(kind, r"Totaal misdrijven|\d\.\d\.\d+ .+").unique(kind, "jaar")
    code = copy[kind].str.split(" ").str[0].replace("Totaal", TOTAL)
    if code.nunique() != _CRIME_TYPES:
        raise UserError(
            f"{copy.name}: {code.nunique()} soorten in plaats van {_CRIME_TYPES}; haal het bestand opnieuw op."
        )
    value = copy.numbers(crimes)
    _same_totals(copy, value, code != TOTAL, code == TOTAL)
    frame = observations("47025NED", code, "misdrijven", "NL01", copy["jaar"], value)
    note = (
        "Alleen Nederland. Lege cellen stonden in de kopie als 0; de 58 soorten tellen in elk jaar precies op tot het "
        "totaal, dus een 0 is echt nul. Horizontale fraude (3.9.1) is vóór 2016 maar voor een deel onder die "
        "code geregistreerd. Vanaf juli 2018 meer misdrijven per registratie."
    )
    title = "Geregistreerde misdrijven; soort misdrijf, gemeente (voorganger van 47013NED)"
    return _table("47025NED", title, period_text(copy["jaar"]), note, frame)


def nuisance_by_type(folder: Path) -> SnapshotTable:
    """47021NED: registered nuisance of the country by type and year; zeros are checked by the closing sum."""
    kind, cases = "soort_overlast", "registraties"
    copy = read_copy(folder, "politie_nl_overlast_soort_2012_2023.csv", [kind, "jaar", cases])
    copy.matches("jaar", YEAR).unique(kind, "jaar").complete(kind, NUISANCE)
    value, code = copy.numbers(cases), copy[kind].map(NUISANCE)
    _same_totals(copy, value, code != TOTAL, code == TOTAL)
    frame = observations("47021NED", code, "registraties", "NL01", copy["jaar"], value)
    note = (
        "Alleen Nederland. De acht soorten tellen in elk jaar precies op tot het totaal. In 2020 veel meer meldingen "
        "door de coronamaatregelen. Overlast jeugd is zonder baldadigheid en vandalisme."
    )
    return _table(
        "47021NED", "Geregistreerde overlast; soort overlast, gemeente", period_text(copy["jaar"]), note, frame
    )


def crimes_by_neighbourhood(folder: Path) -> SnapshotTable:
    """47022NED: all registered crimes per year of municipalities, wijken and buurten; the country is their sum."""
    stem, year = "politie47022_misdrijven_totaal_", "jaar"
    sources = (
        ("gemeenten_nl", "gm_code", "geregistreerde_misdrijven_som_buurten_12_maanden", MUNICIPALITY),
        ("wijk_markiezaten", "wijkcode", "som_misdrijven_buurten", r"WK\d{6}"),
        ("buurt_markiezaten", "buurtcode", "geregistreerde_misdrijven", r"BU\d{8}"),
    )
    parts = []
    for name, area, crimes, pattern in sources:
        copy = read_copy(folder, f"{stem}{name}_2021_2025.csv", [area, year, crimes])
        copy.matches(area, pattern).matches(year, YEAR).unique(area, year)
        parts.append(pd.DataFrame({"area": copy[area], year: copy[year], "value": copy.numbers(crimes)}))
    _nested(parts)
    country = parts[0].groupby(year, as_index=False)["value"].sum().assign(area="NL01")
    rows = pd.concat([*parts, country], ignore_index=True)
    last = rows[year].max()
    frame = observations(
        "47022NED", TOTAL, "misdrijven", rows["area"], rows[year], rows["value"], provisional=rows[year] == last
    )
    note = (
        f"Twaalf maanden van de buurten bij elkaar geteld; Nederland is de som van {parts[0]['area'].nunique()} "
        "gemeenten. 0 tot 2 procent lager dan 47013NED: misdrijven zonder buurt ontbreken. Zedendelicten worden in "
        f"deze tabel niet gepubliceerd. {last} is voorlopig. Wijken en buurten volgens de indeling van 2024."
    )
    title = "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, maandcijfers"
    return _table("47022NED", title, period_text(rows[year]), note, frame)


def _nested(parts: list[pd.DataFrame]) -> None:
    """Refuse when the buurten do not add up to their wijk, or the wijken to their municipality, in every year."""
    municipalities, wijken, buurten = parts
    for large, small, digits in ((municipalities, wijken, slice(2, 6)), (wijken, buurten, slice(2, 8))):
        prefix = large["area"].iloc[0][:2]
        added = small.groupby([prefix + small["area"].str[digits], "jaar"])["value"].sum()
        stated = large.set_index(["area", "jaar"])["value"].reindex(added.index)
        wrong = added.index[added.ne(stated)]
        if len(wrong):
            raise UserError(
                f"47022NED: de delen van {wrong[0][0]} in {wrong[0][1]} tellen niet op tot het cijfer van dat gebied; "
                "haal de drie bestanden van deze tabel opnieuw op."
            )


def burglary_by_month(folder: Path) -> SnapshotTable:
    """Misdaad in kaart: domestic burglaries and attempts per month, provisional; incomplete months are unknown."""
    whole = "maand_volledigheid"
    measures = {"woninginbraak": "woninginbraak", "poging_tot_woninginbraak": "poging"}
    copy = read_copy(
        folder,
        "mik_woninginbraak_gemeente_maand_markiezaten_2023_2026.csv",
        ["gm_code", "maand", *measures, whole],
    )
    copy.complete("gm_code", {*EIGHT, "NL00"}).matches("maand", YEAR + r"-(0[1-9]|1[0-2])").unique("gm_code", "maand")
    copy.matches(whole, "volledig|onvolledig")
    area = copy["gm_code"].replace("NL00", "NL01")
    frame = pd.concat(
        [
            observations(
                "MIK",
                code,
                "aantal",
                area,
                copy["maand"],
                copy.numbers(column).where(copy[whole] == "volledig"),
                provisional=True,
            )
            for column, code in measures.items()
        ]
    )
    incomplete = sorted(set(copy["maand"][copy[whole] != "volledig"]))
    note = (
        "Alles voorlopig: 93 tot 95 procent van het uiteindelijke aantal, late registraties ontbreken. Nooit als één "
        f"reeks met 47013NED. De onvolledige maanden {' en '.join(incomplete)} "
        "staan op onbekend. Nederland ligt iets hoger dan de som van alle gemeenten."
    )
    return SnapshotTable(
        file="MIK.parquet",
        source="MIK",
        title="Misdaad in kaart (politie.nl): woninginbraken en pogingen per maand",
        periods=f"{copy['maand'].min()} t/m {copy['maand'].max()}",
        origin="samengesteld uit een gepubliceerde, wekelijks verzamelde kopie van de kaart",
        licence="Voorwaarden van politie.nl",
        note=note,
        frame=frame,
    )
