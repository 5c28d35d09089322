"""The tables of Statistics Netherlands on loopback: crime, thefts, inhabitants, suspects and domestic violence.

As in the real ones counts are rounded to 5, a rate is given from about 95 counts only, municipalities that are no
more have rows without figures, and the last two years are provisional. Each has the regions and dimensions that were
recorded of it; what nobody recorded stands in `ivp/pulls/supposed.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tests.services import codes
from tests.services.codes import Country
from tests.services.cube import IMPOSSIBLE, Code, Dimension, Table, Topic, Values
from tests.services.figures import RUNNING_YEAR, seeded, size
from tests.services.key_figures import key_figures
from tests.services.people import people
from tests.services.police import texts
from tests.services.survey import surveys

FIRST, LAST = 2010, RUNNING_YEAR - 1
FEW = 95
"""Counts (rounded to 5) under which CBS gives no rate."""
THEFTS = {
    "CRI1100": "Diefstal, totaal",
    "CRI1122": "Diefstal fiets",
    "CRI1123": "Diefstal bromfiets, snorfiets",
    "CRI1124": "Diefstal motor",
    "CRI1125": "Diefstal personenauto",
    "CRI1127": "Diefstal vaartuig",
    "CRI1128": "Diefstal uit/vanaf auto",
    "CRI1131": "Diefstal dier",
    "CRI1132": "Straatroof",
    "CRI1133": "Zakkenrollerij",
    "CRI1134": "Diefstal/inbraak woning, box, garage, schuur",
    "CRI1135": "Diefstal/inbraak uit woning",
    "CRI1137": "Winkeldiefstal",
    "CRI1144": "Overval",
}
FORCE = {"T001540": "Totaal diefstallen", "A048105": "Diefstal met geweld", "A048106": "Diefstal zonder geweld"}


def crime_titles() -> dict[str, str]:
    """Codes of crimes: the digits of the classification, filled up with zeros."""
    listed = [(row["code"], row["title"]) for row in codes.facts("misdrijven_cbs.csv")]
    return {code if code.startswith("T") else f"CRI{code:0<4}": title for code, title in listed}


class Yearly:
    """Counts per year (kinds x regions x years) that add up as `parts` (kinds x leaves, 0 or 1) and the units say.

    `gone` marks the regions that are no more.
    """

    def __init__(self, name: str, parts: np.ndarray, regions: Dimension, country: Country, per_thousand: float) -> None:
        leaves, years = parts.shape[1], LAST - FIRST + 1
        drawn = seeded(name).gamma(0.7, 1, leaves) + 0.02
        chance = drawn / np.sum(drawn) * per_thousand / 1_000
        here = list(country.municipalities)
        made = np.empty((leaves, len(here), years))
        for at, code in enumerate(here):
            rng = seeded(name + code)
            slope = np.exp(rng.normal(-0.02, 0.02, (leaves, 1)) * np.arange(years))
            made[:, at] = rng.poisson(chance[:, None] * rng.gamma(12, 1 / 12, (leaves, 1)) * slope * size(code))
        members = np.array([[one in _members(country, code.key) for one in here] for code in regions.codes])
        self.counts = np.einsum("kl,lmy,rm->kry", parts, made, members.astype(float), optimize=True)
        self.gone = np.asarray(~members.any(axis=1))
        self.rounded = np.round(self.counts / 5) * 5


def _members(country: Country, code: str) -> Sequence[str]:
    return country.units.get(code) or [code]


def at(cells: np.ndarray, gone: np.ndarray | None = None) -> Values:
    """Figures from an array with one axis a dimension; impossible for regions (the last axis but one) that are gone."""
    if gone is not None:
        cells = np.where(gone[:, None], IMPOSSIBLE, cells)
    return lambda places: np.asarray(cells[places])


def rates(counts: np.ndarray, inhabitants: np.ndarray) -> np.ndarray:
    """Per 1,000 inhabitants; none for few counts, but 0 for none."""
    found = np.round(counts / inhabitants * 1_000, 1)
    return np.where((counts > 0) & (counts < FEW), np.nan, found)


def _crimes(country: Country, regions: Dimension, years: Dimension) -> Table:
    titles = crime_titles()
    digits = [code.removeprefix("CRI").rstrip("0") if code.startswith("CRI") else "" for code in titles]
    leaves = [one for one in digits if one and sum(other.startswith(one) for other in digits) == 1]
    parts = np.array([[leaf.startswith(kind) for leaf in leaves] for kind in digits], dtype=float)
    made = Yearly("cbs crime", parts, regions, country, 45)
    counts = made.rounded
    share = 0.1 + 0.4 * seeded("solved").random((len(titles), 1, 1))
    solved = np.round(made.counts * share / 5) * 5
    with np.errstate(invalid="ignore", divide="ignore"):
        cleared = np.where(counts > 0, np.round(solved / counts * 100, 1), np.nan)
        relative = np.where(counts[:1] > 0, np.round(counts / counts[:1] * 100, 1), np.nan)
    per_thousand = rates(counts, _inhabitants(country, regions, years))
    suspects = np.round(made.counts * share * 1.1 / 5) * 5
    gone = made.gone
    topics = [
        Topic("TotaalGeregistreerdeMisdrijven_1", "Totaal geregistreerde misdrijven", at(counts, gone)),
        _double("GeregistreerdeMisdrijvenRelatief_2", "Geregistreerde misdrijven, relatief", at(relative, gone), "%"),
        _double(
            "GeregistreerdeMisdrijvenPer1000Inw_3", "Geregistreerde misdrijven per 1000 inw.", at(per_thousand, gone)
        ),
        Topic("TotaalOpgehelderdeMisdrijven_4", "Totaal opgehelderde misdrijven", at(solved, gone)),
        _double("OpgehelderdeMisdrijvenRelatief_5", "Opgehelderde misdrijven, relatief", at(cleared, gone), "%"),
        Topic("RegistratiesVanVerdachten_6", "Registraties van verdachten", at(suspects, gone)),
    ]
    kinds = codes.kinds("SoortMisdrijf", "Soort misdrijf", 7, titles)
    return _table("83648NED", "Geregistreerde criminaliteit; soort misdrijf, regio", [kinds, regions, years], topics)


def _thefts(country: Country, regions: Dimension, years: Dimension) -> Table:
    leaves = len(THEFTS) - 1
    parts = np.concatenate([np.ones((1, leaves)), np.eye(leaves)])
    with_force = Yearly("force", parts, regions, country, 1)
    without = Yearly("no force", parts, regions, country, 20)
    counts = np.stack([with_force.counts + without.counts, with_force.counts, without.counts])
    rounded, gone = np.round(counts / 5) * 5, without.gone
    per_thousand = rates(rounded, _inhabitants(country, regions, years))
    topics = [
        Topic("TotaalGeregistreerdeDiefstallen_1", "Totaal geregistreerde diefstallen", at(rounded, gone)),
        _double(
            "GeregistreerdeDiefstallenPer1000Inw_3", "Geregistreerde diefstallen per 1000 inw.", at(per_thousand, gone)
        ),
    ]
    kinds = codes.kinds("SoortDiefstal", "Soort diefstal", 7, THEFTS)
    force = codes.kinds("GebruikVanGeweld", "Gebruik van geweld", 7, FORCE)
    title = "Geregistreerde diefstallen; diefstallen en verdachten, regio"
    return _table("83651NED", title, [force, kinds, regions, years], topics)


def _inhabitants(country: Country, regions: Dimension, years: Dimension) -> np.ndarray:
    return people(country).table([c.key for c in regions.codes], [c.key for c in years.codes])


def _double(key: str, title: str, values: Values, unit: str = "per 1 000 inwoners") -> Topic:
    return Topic(key, title, values, (), "Missing", "Double", unit, 1)


def _table(id: str, title: str, dimensions: list[Dimension], topics: list[Topic]) -> Table:
    return Table(id, f"{title} (verzonnen)", dimensions, topics, period=f"{FIRST}-{LAST}", frequency="Perjaar")


SUSPECTED = (
    "Totaal verdachten van misdrijven",
    "Verdachten van vermogensmisdrijven",
    "Verdachten van vernieling en openb. orde",
    "Verdachten van geweldsmisdrijven",
    "Verdachten van verkeersmisdrijven",
    "Verdachten van drugsmisdrijven",
    "Verdachten van (vuur)wapenmisdrijven",
)
AGES = {"10000": "Totaal", "53900": "12 tot 18 jaar", "53925": "18 tot 25 jaar", "53950": "25 jaar of ouder"}
SEXES = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen", "9999": "Onbekend"}


def _totals(*wanted: str) -> list[Dimension]:
    known = {
        "Geslacht": {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"},
        "Leeftijd": {"10000": "Totaal leeftijd", "10010": "0 jaar", "10100": "1 jaar", "10200": "2 jaar"},
        "BurgerlijkeStaat": {"T001019": "Totaal burgerlijke staat", "1010": "Ongehuwd", "1020": "Gehuwd"},
    }
    return [codes.kinds(key, key.replace("keStaat", "ke staat"), 7, known[key]) for key in wanted]


def _population(country: Country, regions: Dimension) -> list[Table]:
    """03759ned, with a total and some parts of each dimension, and 37230ned per month."""
    areas = [code.key for code in regions.codes]
    years = codes.periods(False, True, 2002, stand=True, provisional=RUNNING_YEAR)
    months = codes.periods(True, True, 2002, provisional=RUNNING_YEAR - 1)
    stands, slots = [code.key for code in years.codes], [code.key for code in months.codes]
    known = people(country)

    def parted(cells: np.ndarray) -> Values:
        shares = (np.array([1, 0.49, 0.51]), np.array([1, 0.009, 0.0095, 0.01]), np.array([1, 0.48, 0.4]))

        def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
            share = np.prod([part[own] for part, own in zip(shares, places, strict=False)], axis=0)
            return np.asarray(np.round(cells[places[3], places[4]] * share))

        return values

    begin, end = known.table(areas, slots), known.table(areas, slots, end=True)
    born = np.round(begin * 0.0009 * np.where([slot[4:6] == "JJ" for slot in slots], 12, 1))
    title = "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio"
    first, mean = parted(known.table(areas, stands)), parted(known.table(areas, stands, mean=True))
    topics = [
        Topic("BevolkingOp1Januari_1", "Bevolking op 1 januari", first, (), "Impossible"),
        Topic("GemiddeldeBevolking_2", "Gemiddelde bevolking ", mean, (), "Impossible"),
    ]
    dimensions = [*_totals("Geslacht", "Leeftijd", "BurgerlijkeStaat"), regions, years]
    flows = [
        Topic("BevolkingAanHetBeginVanDePeriode_1", "Bevolking aan het begin van de periode", at(begin)),
        Topic("LevendGeborenKinderen_2", "Levend geboren kinderen", at(born)),
        Topic("Overledenen_3", "Overledenen", at(born)),
        Topic("Bevolkingsgroei_13", "Bevolkingsgroei", at(end - begin)),
        Topic("BevolkingAanHetEindeVanDePeriode_15", "Bevolking aan het einde van de periode", at(end)),
    ]
    return [
        _table("03759ned", title, dimensions, topics),
        _table("37230ned", "Bevolkingsontwikkeling; regio per maand", [regions, months], flows),
    ]


def _suspects(country: Country) -> Table:
    """85655NED, whose dimension with municipalities is called otherwise than that of every other table."""
    regions = codes.cbs_regions(country, "NL LD PV GM", "Woongemeente", "Woongemeente")
    years = codes.periods(False, True, FIRST, LAST - 1, provisional=LAST - 1)
    inhabitants = _inhabitants(country, regions, years)
    suspects = inhabitants * 0.006 * (1 + 0.1 * seeded("suspects").random(inhabitants.shape))
    ages, sexes, kinds = np.array([1, 0.2, 0.3, 0.5]), np.array([1, 0.75, 0.24, 0.01]), np.linspace(1, 0.05, 7)

    def parted(kind: int, per: bool) -> Values:
        def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
            age, sex, *rest = places
            found = suspects[tuple(rest)] * ages[age] * sexes[sex] * kinds[kind]
            return np.asarray(np.round(found / inhabitants[tuple(rest)] * 10_000 if per else found))

        return values

    topics = [
        Topic(f"{_name(title)}_{1 + kind + 7 * per}", title, parted(kind, bool(per)), (group,))
        for per, group in enumerate(("Geregistreerde verdachten", "Verdachten per 10 000 inwoners"))
        for kind, title in enumerate(SUSPECTED)
    ]
    dimensions = [codes.kinds("Leeftijd", "Leeftijd", 7, AGES), codes.kinds("Geslacht", "Geslacht", 7, SEXES)]
    title = "Verdachten; delict, leeftijd, geslacht en woongemeente"
    return _table("85655NED", title, [*dimensions, regions, years], topics)


def _name(title: str) -> str:
    return "".join(filter(str.isalpha, title.title()))


def _domestic_violence(country: Country) -> Table:
    """84847NED: only its id and title are recorded; regions and half years are those of its siblings."""
    regions = codes.cbs_regions(country, "NL GM VT")
    years = codes.periods(False, True, 2019, LAST, provisional=LAST)
    slots = [
        Code(f"{year.key[:4]}{slot}", f"{title}{year.title}", year.more)
        for year in years.codes
        for slot, title in (("HJ01", "1e halfjaar "), ("HJ02", "2e halfjaar "), ("JJ00", ""))
    ]
    periods = Dimension("Perioden", "TimeDimension", "Perioden", 8, slots)
    reports = np.round(np.repeat(_inhabitants(country, regions, years), 3, axis=1) * 0.004 / 5) * 5
    topics = [Topic("Adviezen_1", "Adviezen", at(reports * 2)), Topic("Meldingen_2", "Meldingen", at(reports))]
    return _table("84847NED", "Huiselijk geweld; kerncijfers Veilig Thuis, regio", [regions, periods], topics)


def _areas(country: Country, regions: Dimension) -> Table:
    """86247NED, areas in the Netherlands 2026: pairs of code and name in groups, all text."""
    here = [code for code in regions.codes if code.key.startswith("GM") and code.key not in country.abolished]
    places = Dimension("RegioS", "GeoDimension", "Regio's", 6, [Code(code.key, code.title) for code in here])

    def unit(prefix: str) -> list[str]:
        own = [(name, set(members)) for name, members in country.units.items() if name.startswith(prefix)]
        return [next((name for name, members in own if code.key in members), "") for code in here]

    def text(key: str, title: str, group: str, found: list[str], width: int) -> Topic:
        cells = texts([one.ljust(width) for one in found], 0)
        return Topic(key, title, cells, (group,), "Impossible", "String", "code")

    provinces, police = unit("PV"), unit("RE")
    names = codes.REGIOS
    topics = [
        text("Code_1", "Code", "Codes en namen van gemeenten", [code.key for code in here], 6),
        text("Naam_2", "Naam", "Codes en namen van gemeenten", [code.title for code in here], 40),
        text("Code_28", "Code", "Provincies", provinces, 6),
        text("Naam_29", "Naam", "Provincies", [names.get(code, "") for code in provinces], 40),
        text("Code_40", "Code", "Politie regionale eenheden", police, 6),
        text("Naam_41", "Naam", "Politie regionale eenheden", [names.get(code, "") for code in police], 40),
    ]
    return _table("86247NED", "Gebieden in Nederland 2026", [places], topics)


@lru_cache(maxsize=4)
def _costly(country: Country) -> tuple[Table, ...]:
    regions = codes.cbs_regions(country, "NL LD PV GM RE")
    years = codes.periods(False, True, FIRST, LAST, provisional=LAST - 1)
    return (_crimes(country, regions, years), _thefts(country, regions, years))


def tables(country: Country) -> list[Table]:
    """All of them; a table of its own each time, because tests change them."""
    return [
        *(_copied(table) for table in _costly(country)),
        *_population(country, codes.cbs_regions(country, "NL LD PV CR GM")),
        _suspects(country),
        _domestic_violence(country),
        _areas(country, codes.cbs_regions(country, "GM")),
        *surveys(country),
        *key_figures(country),
    ]


def _copied(table: Table) -> Table:
    topics = [Topic(**vars(topic)) for topic in table.topics]
    return Table(table.id, table.title, table.dimensions, topics, table.modified, table.period, table.frequency)
