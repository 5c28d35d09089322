"""The resources about figures: areas, indicators, sources, the figures themselves, and what they were held against."""

from __future__ import annotations

from collections.abc import Mapping

from ivp.catalog.models import AreaKind, Indicator, KindReason, Level, State
from ivp.outcomes import Outcome
from ivp.web.open_data import filters
from ivp.web.open_data.declare import Cell, Cells, Column, Kind, Resource
from ivp.wording import numbers
from ivp.wording import open_data as words
from ivp.wording.labels import outcome_label

TEXT, NUMBER, WHOLE, YES_NO, DAY = Kind.TEXT, Kind.NUMBER, Kind.WHOLE, Kind.YES_NO, Kind.DAY


def _shown(row: Cells, indicators: Mapping[str, Indicator]) -> Cell:
    if row["waarde"] is not None:
        return numbers.value(row["waarde"], indicators[row["indicator"]])
    return numbers.short_state(row["toestand"]) or None if row["toestand"] else None


def comparison_outcome(code: str) -> str:
    """The Dutch words for the outcome of a comparison."""
    return outcome_label(Outcome(code))


INDICATOR = Column("indicator", TEXT, "code van de indicator")
AREA = Column("gebied", TEXT, "code van het gebied")
AREA_NAME = Column("gebied_naam", TEXT, "naam van het gebied")
LEVEL = Column("niveau", TEXT, "soort gebied", choices=tuple(Level))
PERIOD = Column("periode", TEXT, "jaar of maand, zoals 2024 of 2024-03")
VALUE = Column("waarde", NUMBER, "het cijfer in de eenheid van de indicator, niet afgerond; leeg is nooit nul")
SHOWN = Column("getoond", TEXT, "het cijfer zoals de pagina’s het tonen, of waarom het er niet is", made=_shown)
UNIT = Column("eenheid", TEXT, "eenheid van het cijfer")
COUNT = Column("aantal", NUMBER, "het aantal waar het cijfer van is gemaakt")
STATE = Column(
    "toestand",
    TEXT,
    "of het cijfer er is, en zo niet waarom",
    label=numbers.state_label,
    choices=tuple(numbers.state_label(state) for state in State),
)
INDICATIVE = Column("indicatief", YES_NO, "of het aantal zo klein is dat toeval zwaar weegt")
SOURCE = Column("bron", TEXT, "nummer van de tabel waar het cijfer uit komt (zie bronnen)")
RETRIEVED = Column("opgehaald", DAY, "dag waarop de tabel is opgehaald")
COMPARED_WITH = Column("vergeleken_met", TEXT, "code van het gebied waarmee is vergeleken")
OTHER_VALUE = Column("andere_waarde", NUMBER, "het cijfer waarmee is vergeleken")

AREAS = Resource(
    "gebieden",
    "Gebieden",
    "Nederland, politie-eenheid, district, basisteams, gemeenten, wijken en buurten.",
    "cijfers",
    "open_areas",
    (
        Column("code", TEXT, "code van het gebied: van het CBS, of een eigen code (PD-, BT-)"),
        LEVEL,
        Column("naam", TEXT, "naam"),
        Column("ligt_in", TEXT, "code van het gebied erboven"),
        Column("in_dashboard", YES_NO, "of het gebied zelf in het dashboard staat, en niet alleen ter vergelijking"),
        Column("soort", TEXT, "waar bijna niemand woont: wat het is", choices=tuple(AreaKind)),
        Column("soort_volgens", TEXT, "hoe dat bekend is", choices=tuple(KindReason)),
        Column("lengtegraad", NUMBER, "plaats van de naam op de kaart (WGS84)"),
        Column("breedtegraad", NUMBER, "plaats van de naam op de kaart (WGS84)"),
    ),
    (filters.AREA, filters.LEVEL, filters.EVERYWHERE),
)
INDICATORS = Resource(
    "indicatoren",
    "Indicatoren",
    "Wat er is gemeten, waar het vandaan komt en hoe het te lezen is.",
    "cijfers",
    "open_indicators",
    (
        INDICATOR,
        Column("naam", TEXT, "naam"),
        Column("thema", TEXT, "code van het thema"),
        Column("thema_naam", TEXT, "naam van het thema"),
        Column("veiligheidsveld", TEXT, "veld van het Kernbeleid Veiligheid"),
        Column("maatstaf", TEXT, "hoe het cijfer is gemaakt", label=words.statistic, choices=words.STATISTICS),
        UNIT,
        Column("decimalen", WHOLE, "decimalen waarmee het cijfer wordt getoond"),
        Column("gunstig", TEXT, "welke kant gunstig is", label=words.polarity, choices=words.POLARITIES),
        Column("bekend_door", TEXT, "hoe een misdrijf bekend wordt", label=words.detection, choices=words.DETECTIONS),
        Column("indicatief_onder", WHOLE, "bij een kleiner aantal heet het cijfer indicatief"),
        Column("bron_rondt_af_op", WHOLE, "waarop de bron aantallen afrondt"),
        Column("telt_mee_in_lijsten", YES_NO, "nee: een andere indicator over hetzelfde gaat voor"),
        Column("berekend_met_model", YES_NO, "ja: het cijfer is geschat en beslist nooit in een toets"),
        SOURCE,
        Column("bron_code", TEXT, "code in die tabel"),
        Column("bron_maat", TEXT, "maat in die tabel"),
        Column("omschrijving", TEXT, "wat het is"),
        Column("kanttekening", TEXT, "wat erbij te weten is"),
    ),
    (filters.INDICATOR, filters.THEME, filters.SOURCE),
)
SOURCES = Resource(
    "bronnen",
    "Bronnen",
    "De tabellen met uitgever en licentie; een rij per bestand dat in gebruik is.",
    "cijfers",
    "open_sources",
    (
        Column("bron", TEXT, "nummer van de tabel"),
        Column("titel", TEXT, "titel"),
        Column("uitgever", TEXT, "uitgever"),
        Column("licentie", TEXT, "licentie of voorwaarden van de uitgever"),
        Column("adres", TEXT, "adres van de tabel"),
        Column("omschrijving", TEXT, "wat de tabel telt"),
        Column("ververst", TEXT, "hoe vaak de uitgever de tabel ververst"),
        Column("kanttekening", TEXT, "wat erbij te weten is"),
        Column("bestand", TEXT, "naam van het bestand; leeg: nog niets opgehaald"),
        Column("perioden", TEXT, "perioden in het bestand"),
        RETRIEVED,
        Column("rijen", WHOLE, "cijfers in het bestand"),
        Column("herkomst", TEXT, "hoe het bestand hier is gekomen"),
        Column("opmerking", TEXT, "wat over het bestand te weten is"),
    ),
    (filters.SOURCE,),
)
OBSERVATIONS = Resource(
    "cijfers",
    "Cijfers",
    "Eén rij per indicator, gebied en periode, met marge, toestand, tabel en dag van ophalen.",
    "cijfers",
    "open_observations",
    (
        INDICATOR,
        AREA,
        AREA_NAME,
        LEVEL,
        PERIOD,
        VALUE,
        SHOWN,
        UNIT,
        COUNT,
        Column("noemer", NUMBER, "waardoor het aantal is gedeeld"),
        Column("ondergrens", NUMBER, f"onderkant van de {numbers.MARGIN}"),
        Column("bovengrens", NUMBER, f"bovenkant van de {numbers.MARGIN}"),
        STATE,
        INDICATIVE,
        Column("opgeteld", YES_NO, "of het hier is opgeteld uit kleinere gebieden"),
        Column("geen_cijfer_per_inwoner", TEXT, "waarom er alleen een aantal is", label=words.no_rate),
        Column("ondervraagden", NUMBER, "hoeveel mensen de enquête invulden, waar dat bekend is"),
        SOURCE,
        RETRIEVED,
    ),
    (
        filters.INDICATOR,
        filters.THEME,
        filters.AREA,
        filters.LEVEL,
        filters.PERIOD,
        filters.GRAIN,
        filters.SOURCE,
        filters.EVERYWHERE,
    ),
)
COMPARISONS = Resource(
    "vergelijkingen",
    "Vergelijkingen",
    "Elk cijfer tegenover een groter gebied: het verschil, en of dat meer is dan toeval.",
    "cijfers",
    "open_comparisons",
    (
        INDICATOR,
        AREA,
        AREA_NAME,
        LEVEL,
        PERIOD,
        VALUE,
        SHOWN,
        UNIT,
        COMPARED_WITH,
        Column("vergelijk", TEXT, "soort gebied waarmee is vergeleken", choices=tuple(Level)),
        Column("met_de_rest", YES_NO, "ja: met de rest van dat gebied, zonder het gebied zelf"),
        OTHER_VALUE,
        Column("verschil", NUMBER, "het cijfer min dat andere, in de eenheid van de indicator"),
        Column("verhouding", NUMBER, "het cijfer gedeeld door dat andere; alleen van aantallen"),
        Column(
            "uitkomst",
            TEXT,
            "hoger of lager, meer dan toeval",
            label=comparison_outcome,
            choices=tuple(outcome_label(outcome) for outcome in Outcome),
        ),
        STATE,
        INDICATIVE,
        SOURCE,
        RETRIEVED,
    ),
    (
        filters.INDICATOR,
        filters.THEME,
        filters.AREA,
        filters.LEVEL,
        filters.PERIOD,
        filters.REFERENCE,
        filters.SOURCE,
    ),
)
FIGURES = (AREAS, INDICATORS, SOURCES, OBSERVATIONS, COMPARISONS)
