"""Readers of the published copies of CBS tables on people and crime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ivp.catalog.models import State
from ivp.compile.copies import MUNICIPALITY, YEAR, Copy, read_copy
from ivp.compile.layouts import CBS, Described, Fixed, Layout, country
from ivp.compile.names import EIGHT, codes_by_name
from ivp.snapshot import SnapshotTable

_CRIME = Fixed("T001161")
_PEOPLE = Fixed("T001")
_ALL_THEFTS = "T001540"
_ROUNDED = "Afgerond op 5: een 0 is 0 tot en met 2."
THEFTS = (
    *("CRI1122", "CRI1123", "CRI1124", "CRI1125", "CRI1127", "CRI1128"),
    *("CRI1131", "CRI1132", "CRI1133", "CRI1134", "CRI1137", "CRI1144"),
)
_COUNTS = {
    "totaal_geregistreerde_misdrijven": "misdrijven",
    "opgehelderde_misdrijven": "opgehelderd",
    "ophelderingspercentage": "ophelderingspercentage",
    "registraties_van_verdachten": "verdachten",
}
_03759 = Described("03759ned", "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio", CBS)
_37230 = Described("37230ned", "Bevolkingsontwikkeling; regio per maand", CBS)
_83648 = Described("83648NED", "Geregistreerde criminaliteit; soort misdrijf, regio", CBS)
_83651 = Described("83651NED", "Geregistreerde diefstallen; diefstallen en verdachten, regio", CBS)


def inhabitants(folder: Path) -> SnapshotTable:
    """03759ned: inhabitants on 1 January and on average over the year; the eight and the country."""
    measures = {"M000352": "bevolking_1_januari", "M000365": "bevolking_gemiddeld"}
    layout = Layout(
        {"waarde": "T001"},
        area="RegioS",
        measure="measure",
        across="code",
        areas=rf"NL01|{MUNICIPALITY}",
        low=1,
        empty=True,
    )
    copy = layout.read(folder, "03759ned_bevolking_2019_2026.csv", "value_attribute")
    copy.complete("RegioS", {*EIGHT, "NL01"}).complete("measure", measures)
    copy.matches("value_attribute", "None|Impossible")
    rows = layout.rows(copy.with_column("measure", copy["measure"].map(measures)))
    impossible = copy["value_attribute"] == "Impossible"
    copy.refuse(rows["value"].isna() != impossible, "waarde en value_attribute spreken elkaar tegen")
    last = rows["period"].where(rows["value"].notna()).groupby(rows["measure"]).transform("max")
    state = impossible.map({True: State.NOT_APPLICABLE.value})
    note = "Het laatste jaar is voorlopig. Een gemiddelde over het lopende jaar bestaat nog niet (niet van toepassing)."
    return _03759.table(rows.assign(provisional=rows["period"] == last, state=state), note)


def placed(copy: Copy, region: str, code: str, names: pd.DataFrame) -> Copy:
    """The copy with column `gebied`: its own code, else that of a certain name; empty where it stays unknown."""
    copy.matches(code, rf"NL01|{MUNICIPALITY}|")
    by_name = copy[region].map(codes_by_name(copy[region], names))
    given = copy[code].replace("", np.nan)
    copy.refuse(given.notna() & by_name.notna() & (given != by_name), "de code hoort niet bij de naam")
    return copy.with_column("gebied", given.fillna(by_name))


def inhabitants_by_municipality(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """37230ned: inhabitants on 31 December of municipalities and the country."""
    people = "bevolking_31dec"
    copy = read_copy(
        folder,
        "cbs37230_bevolking_einde_jaar_gemeenten_nl_2002_2024.csv",
        ["regio", "statcode_2022", "jaar", people],
    )
    copy = placed(copy.matches("jaar", YEAR).unique("regio", "jaar"), "regio", "statcode_2022", names)
    unknown, province = copy["gebied"].isna(), copy["regio"].str.endswith("(PV)")
    dropped = copy["regio"][unknown & ~province].nunique()
    rows = Layout({people: "bevolking_31_december"}, area="gebied", code=_PEOPLE, low=1).rows(copy)
    note = (
        f"Weggelaten: provincies, en {dropped} gemeenten die vóór 2018 zijn opgeheven of hernoemd en in de kopie "
        "geen code hebben."
    )
    return _37230.table(rows[~unknown], note)


def crimes(folder: Path, names: pd.DataFrame) -> SnapshotTable:
    """83648NED: registered, cleared and suspects, all crimes; 2010-2020 and 2022 from two copies."""
    older = read_copy(
        folder,
        "cbs83648_misdrijven_totaal_gemeente_2010_2020.csv",
        ["regio", "statcode_2022", "jaar", "soort_misdrijf", *_COUNTS],
    )
    older.matches("jaar", YEAR).matches("soort_misdrijf", "Misdrijven, totaal").unique("regio", "jaar")
    older = placed(older, "regio", "statcode_2022", names)
    area = older["gebied"]
    was = Layout(_COUNTS, area="gebied", code=_CRIME).rows(older)
    # In this copy '.' was filled with 0, as its rates per 1,000 show: a 0 may be a missing figure.
    was = was.assign(value=was["value"].where(was["value"] > 0))[was["area"].notna()]
    layout = Layout(_COUNTS, area="statcode", code=_CRIME)
    now = layout.rows(layout.read(folder, "cbs83648_misdrijven_totaal_gemeenten_nl_2022.csv"))
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
    return _83648.table(pd.concat([was, now]), note)


def thefts(folder: Path) -> SnapshotTable:
    """83651NED: twelve kinds of theft per municipality; the country is the sum of all municipalities.

    The copy for all municipalities does not say which violence code it holds; it must equal the total (T001540)
    of the copy for the eight.
    """
    kind, count, rate = "soort_diefstal_code", "geregistreerde_diefstallen", "per_1000_inwoners"
    layout = Layout({count: "diefstallen"}, code=kind, empty=True)
    copy = layout.read(folder, "cbs83651_diefstallen_gemeenten_nl_2018_2021.csv", rate).complete(kind, THEFTS)
    rows = layout.rows(copy)
    # The table gives rate 0.0 with a count of 0; a 0 without that rate is not a zero of the table.
    rows["value"] = rows["value"].where((rows["value"] > 0) | copy[rate].str.fullmatch(r"0(\.0+)?"))
    _same_as_the_eight(folder, rows, layout)
    rows = rows[rows["area"] != "GM0000"]
    size = rows.groupby("period")["area"].nunique()
    note = (
        f"{_ROUNDED} Nederland: som van alle gemeenten ({', '.join(f'{y}: {n}' for y, n in size.items())}), elk "
        "afgerond op 5. CRI1134 is diefstal en inbraak uit woning samen met box, garage en schuur."
    )
    return _83651.table(pd.concat([rows, country(rows)]), note)


def _same_as_the_eight(folder: Path, rows: pd.DataFrame, layout: Layout) -> None:
    """Refuse when the copy of the eight, which names its violence codes, has another total."""
    violence = "gebruik_van_geweld_code"
    eight = read_copy(
        folder,
        "cbs83651_diefstallen_markiezaten_2018_2021.csv",
        ["gm_code", "jaar", violence, "soort_diefstal_code", *layout.values],
    )
    eight = eight.where(eight[violence] == _ALL_THEFTS).complete("gm_code", EIGHT)
    keys = ["area", "period", "code"]
    told = layout.rows(eight)
    stated = rows.set_index(keys)["value"].reindex(pd.MultiIndex.from_frame(told[keys])).to_numpy()
    eight.refuse(told["value"] != stated, "het totaal wijkt af van dat in de kopie van alle gemeenten")
