"""Readers of the published copies of CBS tables on people, crime and the Veiligheidsmonitor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ivp.catalog.models import State
from ivp.errors import UserError
from ivp.snapshot import SnapshotTable
from ivp.sources.copies import MUNICIPALITY, ORIGIN, YEAR, Copy, observations, period_text, read_copy
from ivp.sources.municipalities import EIGHT, codes_by_name

LICENCE = "CC BY 4.0"
_CRIME = "T001161"
_ALL_THEFTS = "T001540"
_ROUNDED = "Afgerond op 5: een 0 is 0 tot en met 2."
THEFTS = (
    *("CRI1122", "CRI1123", "CRI1124", "CRI1125", "CRI1127", "CRI1128"),
    *("CRI1131", "CRI1132", "CRI1133", "CRI1134", "CRI1137", "CRI1144"),
)
SURVEY_AREAS = {
    "Nederland": "NL01",
    "Zeeland - West-Brabant (RE)": "RE08",
    "De Markiezaten (PD)": "PD-MARKIEZATEN",
    "Bergen op Zoom (BT)": "BT-BERGEN-OP-ZOOM",
    "Roosendaal (BT)": "BT-ROOSENDAAL",
    "Roosendaal": "GM1674",
}


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


def inhabitants(folder: Path) -> SnapshotTable:
    """03759ned: inhabitants on 1 January and on average over the year; the eight and the country."""
    measures = {"M000352": "bevolking_1_januari", "M000365": "bevolking_gemiddeld"}
    copy = read_copy(
        folder, "03759ned_bevolking_2019_2026.csv", ["RegioS", "jaar", "measure", "waarde", "value_attribute"]
    )
    copy.complete("RegioS", {*EIGHT, "NL01"}).complete("measure", measures).matches("jaar", YEAR)
    copy.unique("RegioS", "jaar", "measure").matches("value_attribute", "None|Impossible")
    value = copy.numbers("waarde", low=1, empty=True)
    impossible = copy["value_attribute"] == "Impossible"
    copy.refuse(value.isna() != impossible, "waarde en value_attribute spreken elkaar tegen")
    last = copy["jaar"].where(value.notna()).groupby(copy["measure"]).transform("max")
    frame = observations(
        "03759ned",
        "T001",
        copy["measure"].map(measures),
        copy["RegioS"],
        copy["jaar"],
        value,
        provisional=copy["jaar"] == last,
    )
    frame.loc[impossible, "state"] = State.NOT_APPLICABLE.value
    note = "Het laatste jaar is voorlopig. Een gemiddelde over het lopende jaar bestaat nog niet (niet van toepassing)."
    title = "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio"
    return _table("03759ned", title, period_text(copy["jaar"]), note, frame)


def _placed(copy: Copy, region: str, code: str, names: pd.DataFrame) -> pd.Series:
    """The area code of each row: the copy's own, else that of a certain name; empty where it stays unknown."""
    copy.matches(code, rf"NL01|{MUNICIPALITY}|")
    by_name = copy[region].map(codes_by_name(copy[region], names))
    given = copy[code].replace("", np.nan)
    copy.refuse(given.notna() & by_name.notna() & (given != by_name), "de code hoort niet bij de naam")
    return given.fillna(by_name)


def inhabitants_by_municipality(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """37230ned: inhabitants on 31 December of municipalities and the country."""
    people = "bevolking_31dec"
    copy = read_copy(
        folder,
        "cbs37230_bevolking_einde_jaar_gemeenten_nl_2002_2024.csv",
        ["regio", "statcode_2022", "jaar", people],
    )
    copy.matches("jaar", YEAR).unique("regio", "jaar")
    area = _placed(copy, "regio", "statcode_2022", names)
    province = copy["regio"].str.endswith("(PV)")
    dropped = copy["regio"][area.isna() & ~province].nunique()
    frame = observations("37230ned", "T001", "bevolking_31_december", area, copy["jaar"], copy.numbers(people, low=1))
    note = (
        f"Weggelaten: provincies, en {dropped} gemeenten die vóór 2018 zijn opgeheven of hernoemd en in de kopie "
        "geen code hebben."
    )
    title = "Bevolkingsontwikkeling; regio per maand"
    return _table("37230ned", title, period_text(copy["jaar"]), note, frame[area.notna()])


def crimes(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """83648NED: registered, cleared and suspects, all crimes; 2010-2020 and 2022 from two copies."""
    measures = {
        "totaal_geregistreerde_misdrijven": "misdrijven",
        "opgehelderde_misdrijven": "opgehelderd",
        "ophelderingspercentage": "ophelderingspercentage",
        "registraties_van_verdachten": "verdachten",
    }
    older = read_copy(
        folder,
        "cbs83648_misdrijven_totaal_gemeente_2010_2020.csv",
        ["regio", "statcode_2022", "jaar", "soort_misdrijf", *measures],
    )
    older.matches("jaar", YEAR).matches("soort_misdrijf", "Misdrijven, totaal").unique("regio", "jaar")
    newer = read_copy(
        folder, "cbs83648_misdrijven_totaal_gemeenten_nl_2022.csv", ["statcode", "gemeente", "jaar", *measures]
    )
    newer.matches("statcode", MUNICIPALITY).matches("jaar", YEAR).unique("statcode", "jaar")
    area = _placed(older, "regio", "statcode_2022", names)
    parts = []
    for column, measure in measures.items():
        value = older.numbers(column)
        # In this copy '.' was filled with 0, as its rates per 1,000 show: a 0 may be a missing figure.
        parts.append(
            observations("83648NED", _CRIME, measure, area, older["jaar"], value.where(value > 0))[area.notna()]
        )
        parts.append(observations("83648NED", _CRIME, measure, newer["statcode"], newer["jaar"], newer.numbers(column)))
    frame = pd.concat(parts)
    missing = [names.set_index("code")["name"].groupby(level=0).first()[c] for c in EIGHT if c not in set(area)]
    newest = older["jaar"].max()
    count = area[(older["jaar"] == newest) & (area != "NL01")].nunique()
    note = (
        f"{_ROUNDED} Het jaar 2021 is er niet; Nederland staat er tot en met {newest} in. "
        f"{older['jaar'].min()}-{newest}: {area[area != 'NL01'].nunique()} gemeenten "
        f"(in {newest} {count}), zonder "
        f"{' en '.join(sorted(missing))}; {older['regio'][area.isna()].nunique()} opgeheven gemeenten zonder code zijn "
        "weggelaten; een 0 kan daar een ontbrekend cijfer zijn en staat op onbekend."
    )
    title = "Geregistreerde criminaliteit; soort misdrijf, regio"
    return _table("83648NED", title, period_text(frame["period"]), note, frame)


def thefts(folder: Path) -> SnapshotTable:
    """83651NED: twelve kinds of theft per municipality; the country is the sum of all municipalities.

    The copy for all municipalities does not say which violence code it holds; it must equal the total (T001540)
    of the copy for the eight.
    """
    kind, count, rate = "soort_diefstal_code", "geregistreerde_diefstallen", "per_1000_inwoners"
    stem = "cbs83651_diefstallen_"
    copy = read_copy(folder, f"{stem}gemeenten_nl_2018_2021.csv", ["gm_code", "jaar", kind, count, rate])
    copy.matches("gm_code", MUNICIPALITY).matches("jaar", YEAR).complete(kind, THEFTS).unique("gm_code", "jaar", kind)
    value = copy.numbers(count, empty=True)
    # The table gives rate 0.0 with a count of 0; a 0 without that rate is not a zero of the table.
    value = value.where((value > 0) | copy[rate].str.fullmatch(r"0(\.0+)?"))
    eight = read_copy(
        folder, f"{stem}markiezaten_2018_2021.csv", ["gm_code", "jaar", "gebruik_van_geweld_code", kind, count]
    )
    eight = eight.where(eight["gebruik_van_geweld_code"] == _ALL_THEFTS).complete("gm_code", EIGHT)
    keys = ["gm_code", "jaar", kind]
    stated = copy.frame.assign(value=value).set_index(keys)["value"]
    same = stated.reindex(pd.MultiIndex.from_frame(eight.frame[keys])).to_numpy()
    eight.refuse(eight.numbers(count) != same, "het totaal wijkt af van dat in de kopie van alle gemeenten")
    placed = copy["gm_code"] != "GM0000"
    frame = observations("83651NED", copy[kind], "diefstallen", copy["gm_code"], copy["jaar"], value)[placed]
    country = frame.groupby(["code", "period"], as_index=False)["value"].sum()
    national = observations("83651NED", country["code"], "diefstallen", "NL01", country["period"], country["value"])
    size = frame.groupby("period")["area"].nunique()
    note = (
        f"{_ROUNDED} Nederland: som van alle gemeenten ({', '.join(f'{y}: {n}' for y, n in size.items())}), elk "
        "afgerond op 5. CRI1134 is diefstal en inbraak uit woning samen met box, garage en schuur."
    )
    title = "Geregistreerde diefstallen; diefstallen en verdachten, regio"
    return _table("83651NED", title, period_text(copy["jaar"]), note, pd.concat([frame, national]))


def survey(folder: Path) -> SnapshotTable:
    """81928NED: Veiligheidsmonitor 2012-2019 on the police; margin is half the width of the 95 % interval."""
    item, margin = "indicator", "betrouwbaarheidsmarge"
    copy = read_copy(
        folder,
        "cbs81928_veiligheidsmonitor_politie_2012_2019.csv",
        ["regio", "jaar", item, "waarde", margin, "eenheid"],
    )
    copy.matches("jaar", YEAR).matches(item, r"[A-Za-z0-9]+_\d+").unique("regio", "jaar", item)
    copy.matches("eenheid", r"procent|schaalscore 0-10")
    scale = copy["eenheid"] != "procent"
    value = copy.numbers("waarde", high=100)
    copy.refuse(scale & (value > 10), "een schaalscore boven de 10 bestaat niet")
    missing = sorted(set(SURVEY_AREAS) - set(copy["regio"]))
    if missing:
        raise UserError(f"{copy.name}: het gebied '{missing[0]}' ontbreekt; haal het bestand opnieuw op.")
    # A share of 0 % with margin 0 comes from a handful of answers: no margin, rather than certainty.
    width = copy.numbers(margin, high=100)
    width = width.where(scale | (width > 0))
    area = copy["regio"].map(SURVEY_AREAS)
    frame = observations("81928NED", copy[item], "waarde", area, copy["jaar"], value, margin=width)[area.notna()]
    dropped = copy["regio"][area.isna()].nunique()
    note = (
        "Marge: halve breedte van het 95%-interval; zonder marge waar die als 0 bij 0 procent staat. Vragen zonder "
        "uitkomst voor een gebied of jaar ontbreken in de kopie. De indeling in politie algemeen (kolom "
        "38-54) en politie in de buurt (kolom 55-72) is afgeleid. Nooit doortrekken na 2019: andere onderzoeksmethode. "
        f"{dropped} andere gebieden zijn weggelaten."
    )
    title = "Veiligheidsmonitor; contact met en oordeel over de politie, regio (2012-2019)"
    return _table("81928NED", title, period_text(copy["jaar"]), note, frame)
