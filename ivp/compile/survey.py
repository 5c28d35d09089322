"""Readers of the published copies of the Veiligheidsmonitor. Four sources that never continue each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ivp.compile.copies import refusal
from ivp.compile.layouts import CBS, Described, Layout
from ivp.snapshot import SnapshotTable

SURVEY_AREAS = {
    "Nederland": "NL01",
    "Zeeland - West-Brabant (RE)": "RE08",
    "De Markiezaten (PD)": "PD-MARKIEZATEN",
    "Bergen op Zoom (BT)": "BT-BERGEN-OP-ZOOM",
    "Roosendaal (BT)": "BT-ROOSENDAAL",
    "Roosendaal": "GM1674",
}
_AREAS_2015 = {"Nederland": "NL01", "De Markiezaten": "PD-MARKIEZATEN"}
_AREAS_2025 = ("NL01", "GM0748", "GM1674")
ITEMS_2025 = (
    *("SocialeCohesieSchaalscore_15", "VoeltZichWeleensOnveilig_43", "VoeltZichWeleensOnveiligInBuurt_50"),
    *("RapportcijferVeiligheidInBuurt_60", "DoorOnbekendenOpStraat_61", "GediscrimineerdGevoeld_66"),
    *("Slachtoffers_68", "Slachtoffers_72", "Slachtoffers_132", "Slachtoffers_136", "Slachtoffers_166"),
    "ContactMetPolitie_188",
)
ITEMS_2015 = {
    "Slachtofferschap onder burgers (een of meer keer slachtoffer)": "slachtoffers",
    "Voelt zich wel eens onveilig": "onveilig",
}
# The titles of the pages; some have no key there, so that the codes are ours.
ITEMS_NATIONAL = {
    "Onderhoud stoepen, straten en pleintjes": "stoepen",
    "Onderhoud van plantsoenen en parken": "plantsoenen",
    "Straatverlichting": "straatverlichting",
    "Speelplekken voor kinderen": "speelplekken",
    "Voorzieningen voor jongeren": "jongeren",
    "Fysieke voorzieningen - schaalscore": "voorzieningen",
    "Mensen kennen elkaar nauwelijks": "kennen-nauwelijks",
    "Mensen gaan prettig met elkaar om": "prettig",
    "Gezellige buurt waar men elkaar helpt": "gezellig",
    "Voel mij thuis bij mensen in deze buurt": "thuis",
    "Kans om slachtoffer te worden van inbraak in woning": "inbraak-kans",
    "(Poging) woninginbraak: slachtoffers": "inbraak",
    "(Poging tot) woninginbraak: slachtoffers": "inbraak",
    "(Poging) woninginbraak: heeft/had gevolgen voor slachtoffer": "inbraak-gevolgen",
    "(Poging) woninginbraak: melding bij politie": "inbraak-melding",
    "(Poging) woninginbraak: aangifte bij politie": "inbraak-aangifte",
    "Verkeersoverlast: parkeerproblemen": "parkeren",
    "Traditionele criminaliteit: totaal slachtoffers": "traditioneel",
    "Geweldsdelicten: totaal slachtoffers": "geweld",
    "Bedreiging: slachtoffers": "bedreiging",
    "Mishandeling: slachtoffers": "mishandeling",
    "Seksueel geweld: slachtoffers": "seksueel-geweld",
    "Vermogensdelicten: totaal slachtoffers": "vermogen",
    "Diefstal uit auto: slachtoffers": "diefstal-uit-auto",
    "Diefstal vanaf auto: slachtoffers": "diefstal-vanaf-auto",
    "Autodiefstal: slachtoffers": "autodiefstal",
    "Fietsdiefstal: slachtoffers": "fietsdiefstal",
    "Diefstal andere motorvoertuigen: slachtoffers": "diefstal-motorvoertuig",
    "(Poging tot) zakkenrollerij/beroving: slachtoffers": "zakkenrollerij",
    "Overige diefstal: slachtoffers": "diefstal-overig",
    "Vernielingen: totaal slachtoffers": "vernieling",
}
_NO_MARGIN = "Zonder marges in de kopie: schattingen, niet te toetsen. "
_81928 = Described("81928NED", "Veiligheidsmonitor; contact met en oordeel over de politie, regio (2012-2019)", CBS)
_85146 = Described("85146NED", "Veiligheidsmonitor; kerncijfers, regio", CBS)
_NATIONAL = Described("VM-NL", "Veiligheidsmonitor; landelijke uitkomsten 2021 en 2023", CBS)
_2015 = Described("CR2015", "Criminaliteit en rechtshandhaving 2015, tabellen 3.15 en 3.36", "CBS en WODC")
_PERCENT = {"waarde": "waarde"}


def until_2019(folder: Path) -> SnapshotTable:
    """81928NED: Veiligheidsmonitor 2012-2019 on the police; margin is half the width of the 95 % interval."""
    item, margin = "indicator", "betrouwbaarheidsmarge"
    layout = Layout(_PERCENT, area="regio", code=item, areas=r".+", high=100)
    copy = layout.read(folder, "cbs81928_veiligheidsmonitor_politie_2012_2019.csv", margin, "eenheid")
    copy.matches(item, r"[A-Za-z0-9]+_\d+").matches("eenheid", r"procent|schaalscore 0-10")
    scale = copy["eenheid"] != "procent"
    _has_all(copy["regio"], SURVEY_AREAS, copy.name)
    # A share of 0 % with margin 0 comes from a handful of answers: no margin, rather than certainty.
    width = copy.numbers(margin, high=100)
    rows = layout.rows(copy).assign(margin=width.where(scale | (width > 0)))
    copy.refuse(scale & (rows["value"] > 10), "een schaalscore boven de 10 bestaat niet")
    rows["area"] = rows["area"].map(SURVEY_AREAS)
    dropped = copy["regio"][rows["area"].isna()].nunique()
    note = (
        "Marge: halve breedte van het 95%-interval; zonder marge waar die als 0 bij 0 procent staat. Vragen zonder "
        "uitkomst voor een gebied of jaar ontbreken in de kopie. De indeling in politie algemeen (kolom "
        "38-54) en politie in de buurt (kolom 55-72) is afgeleid. Nooit doortrekken na 2019: andere onderzoeksmethode. "
        f"{dropped} andere gebieden zijn weggelaten."
    )
    return _81928.table(rows[rows["area"].notna()], note)


def _has_all(regions: pd.Series, wanted: Mapping[str, str], name: str) -> None:
    missing = sorted(set(wanted) - set(regions))
    if missing:
        raise refusal(f"{name}: het gebied '{missing[0]}' ontbreekt")


def of_2025(folder: Path) -> SnapshotTable:
    """85146NED: Veiligheidsmonitor 2025 without margins; the country and the two of the eight that are large enough.

    Other municipalities are left out: fewer than eight of the ten most alike to either have a figure.
    """
    layout = Layout({"value": "waarde"}, area="region_code", period="period", code="code", areas=r"[A-Z]+\d+", high=100)
    copy = layout.read(folder, "cbs85146_veiligheidsmonitor_2025_regio.csv", "unit").complete("code", ITEMS_2025)
    copy.matches("period", "2025").matches("unit", "%|score")
    _has_all(copy["region_code"], dict.fromkeys(_AREAS_2025, ""), copy.name)
    rows = layout.rows(copy)
    copy.refuse((copy["unit"] == "score") & (rows["value"] > 10), "een score boven de 10 bestaat niet")
    ours = rows["area"].isin(_AREAS_2025)
    note = (
        f"{_NO_MARGIN}Alleen 2025. Bergen op Zoom, Roosendaal en Nederland; {rows['area'][~ours].nunique()} andere "
        "gebieden zijn weggelaten. Nooit één lijn met 2019 en eerder."
    )
    return _85146.table(rows[ours], note)


def national(folder: Path) -> SnapshotTable:
    """Items of 85146NED, 85147NED and 85322NED for the country in 2021 and 2023, mostly without margins."""
    layout = Layout({"value": "waarde"}, area="region_code", period="period", code="title", areas="NL01", high=100)
    copy = layout.read(folder, "cbs_veiligheidsmonitor_nl_2021_2023.csv", "margin_low", "margin_high")
    copy = copy.complete("title", ITEMS_NATIONAL).with_column("title", copy["title"].map(ITEMS_NATIONAL))
    low, high = (copy.numbers(column, high=100, empty=True) for column in ("margin_low", "margin_high"))
    rows = layout.rows(copy.unique("title", "period")).assign(margin=(high - low) / 2)
    copy.refuse((rows["value"] < low) | (rows["value"] > high), "de waarde ligt buiten haar marge")
    note = (
        "Alleen Nederland, uit de tabellen 85146NED, 85147NED en 85322NED. "
        f"{int(rows['margin'].notna().sum())} van de {len(rows)} cijfers hebben een marge; de andere zijn schattingen, "
        "niet te toetsen."
    )
    return _NATIONAL.table(rows, note)


def of_2015(folder: Path) -> SnapshotTable:
    """Veiligheidsmonitor 2015 by police district, from the yearbook of CBS and WODC; no margins."""
    layout = Layout(
        {"value": "waarde"}, area="region_name", period="period", code="title", areas=r".+", periods="2015", high=100
    )
    copy = layout.read(folder, "vm2015_slachtofferschap_onveiligheid_politiedistricten.csv")
    copy.complete("title", ITEMS_2015)
    _has_all(copy["region_name"], _AREAS_2015, copy.name)
    rows = layout.rows(copy.with_column("title", copy["title"].map(ITEMS_2015)))
    dropped = rows["area"].nunique() - len(_AREAS_2015)
    rows["area"] = rows["area"].map(_AREAS_2015)
    note = (
        f"{_NO_MARGIN}Nederland en district De Markiezaten; de {dropped} andere districten zijn weggelaten. Een eigen "
        "bron: niet door te trekken naar andere uitgaven van de Veiligheidsmonitor."
    )
    return _2015.table(rows[rows["area"].notna()], note)
