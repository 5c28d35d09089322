"""The tables of the two loopback hosts, with synthetic figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tests.services import codes
from tests.services.codes import CRIMES, NUISANCE, WITHHELD
from tests.services.cube import Code, Dimension, Table, Topic, Values
from tests.services.figures import Registered, seeded

SIZES = {code: int(seeded("people" + code).integers(18_000, 90_000)) for code in codes.MUNICIPALITIES}


@lru_cache(maxsize=2)
def registered(name: str) -> Registered:
    kinds = CRIMES if name == "crime" else NUISANCE
    return Registered(name, kinds, SIZES, codes.BUURTEN, codes.UNITS)


def police(name: str, regions: list[Code], periods: list[Code], zero_is_null: bool, hide: bool) -> Values:
    """Figures of a police table with dimensions kind, region, period; the total is the first kind."""
    data, keys = registered(name), [code.key for code in regions]
    slots = [period.key for period in periods]
    hidden = [1 + data.kinds.index(code) for code in WITHHELD] if name == "crime" else []

    @lru_cache(maxsize=400)
    def block(region: int) -> np.ndarray:
        months, years = data.of(keys[region]), data.years(keys[region])
        made = np.empty((len(data.kinds) + 1, len(slots)))
        for at, slot in enumerate(slots):
            year = int(slot[:4]) - 2012
            column = years[:, year] if "JJ" in slot else months[:, year * 12 + int(slot[6:]) - 1]
            made[0, at], made[1:, at] = column.sum(), column
        if zero_is_null:
            made[1:][made[1:] == 0] = np.nan
        monthly = np.array(["MM" in slot for slot in slots])
        if hide:  # hidden in the whole table, and it arrives as a zero
            made[hidden] = 0
        elif hidden:
            made[np.ix_(hidden, np.flatnonzero(monthly))] = np.nan
        return made

    def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
        kind, region, period = places
        found = np.empty(len(kind))
        for one in np.unique(region):
            at = region == one
            found[at] = block(int(one))[kind[at], period[at]]
        return found

    return values


def noise(name: str, low: float, high: float, round_to: float = 0.1, by: int = 0) -> Values:
    """Figures between two bounds, a little different every period, the same for the same places."""

    def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
        number = np.zeros(len(places[0]), dtype=np.uint64)
        for at in places:
            number = number * np.uint64(1009) + at.astype(np.uint64)
        mixed = (number * np.uint64(2654435761) + np.uint64(len(name) * 97)) % np.uint64(1_000_003)
        return np.round((low + (high - low) * mixed / 1_000_003) / round_to) * round_to

    return values


def of_region(regions: list[Code], at: int, factor: float, round_to: int) -> Values:
    """A count that goes with the size of the region."""
    sizes = {**SIZES, **{unit: sum(SIZES[m] for m in members) for unit, members in codes.UNITS.items()}}
    size = np.array([sizes.get(code.key, 900) for code in regions], dtype=float)
    wiggle = noise(str(factor), 0.8, 1.2, 0.001)

    def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
        return np.round(size[places[at]] * factor * wiggle(places) / round_to) * round_to

    return values


def _region(codes_: list[Code], wide: bool = False) -> Dimension:
    if wide:
        return Dimension("WijkenEnBuurten", "GeoDetail", "Wijken en buurten", 10, codes_)
    return Dimension("RegioS", "GeoDimension", "Regio's", 6, codes_)


def _time(codes_: list[Code]) -> Dimension:
    return Dimension("Perioden", "TimeDimension", "Perioden", 8, codes_)


def politie() -> dict[str, Table]:
    """The tables of the police."""
    crimes = Dimension("SoortMisdrijf", "Dimension", "Soort misdrijf", 6, codes.kinds(CRIMES, "misdrijven"))
    nuisance = Dimension("Overlast", "Dimension", "Overlast", 6, codes.kinds(NUISANCE, "overlast"))
    both, years, months = codes.periods(True, True), codes.periods(False, True), codes.periods(True, False)
    regions, small = codes.regions("GM0999"), codes.neighbourhoods()

    def crime(id: str, region: Dimension, time: list[Code], zero_is_null: bool, hide: bool) -> Table:
        values = police("crime", region.codes, time, zero_is_null, hide)
        default = "Missing" if zero_is_null else "Zero"
        topics = [Topic("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", values, default=default)]
        return Table(id, f"Geregistreerde misdrijven (verzonnen); {id}", [crimes, region, _time(time)], topics)

    def trouble(id: str, region: Dimension) -> Table:
        values = police("nuisance", region.codes, both, zero_is_null=True, hide=False)
        topics = [Topic("GeregistreerdeOverlast_1", "Geregistreerde overlast", values)]
        return Table(id, f"Geregistreerde overlast (verzonnen); {id}", [nuisance, region, _time(both)], topics)

    prio = of_region(regions, 0, 0.012, 1)
    fast = of_region(regions, 0, 0.008, 1)
    response = [
        Topic("Totaal_2", "Totaal", prio),
        Topic("Reactietijd0Tot15Minuten_3", "Reactietijd 0 tot 15 minuten", fast),
    ]
    tables = [
        crime("47013NED", _region(regions), both, True, False),
        crime("47018NED", _region(small, True), years, False, True),
        crime("47022NED", _region(small, True), months, False, True),
        trouble("47021NED", _region(regions)),
        trouble("47024NED", _region(small, True)),
        Table("47008NED", "Reactietijden (verzonnen)", [_region(regions), _time(both)], response),
    ]
    return {table.id: table for table in tables}


def cbs() -> dict[str, Table]:
    """The tables of Statistics Netherlands."""
    regions = codes.regions()
    large = [code for code in regions if code.key in ("NL01", "PV29", "PV30", "RE08", "GM0748", "GM1674")]
    years, recent = codes.periods(False, True, 2010, 2025), codes.periods(True, True, 2010, 2025)
    for period in (years[-1], years[-2]):
        period.more["Status"] = "Voorlopig"
    digits = (1000, 1100, 1110, 2000, 2100, 2200, 3000, 3100, 3300, 3400, 4000, 5000)
    kinds = [Code("T001161", "Misdrijven, totaal"), *(Code(f"CRI{n}", f"Misdrijf {n}") for n in digits)]
    thefts = [
        Code("CRI1100", "Diefstal"),
        *(Code(code, "Diefstal/inbraak woning" if code == "CRI1134" else f"Diefstal {code}") for code in codes.THEFTS),
    ]
    force = [Code("T001540", "Totaal"), Code("A048105", "Met geweld"), Code("A048106", "Zonder geweld")]
    crime_topics = [
        Topic("TotaalGeregistreerdeMisdrijven_1", "Totaal geregistreerde misdrijven", of_region(regions, 1, 0.04, 5)),
        Topic("TotaalOpgehelderdeMisdrijven_4", "Totaal opgehelderde misdrijven", of_region(regions, 1, 0.01, 5)),
        Topic(
            "OpgehelderdeMisdrijvenRelatief_5",
            "Opgehelderde misdrijven, relatief",
            noise("rel", 20, 30),
            datatype="Double",
        ),
        Topic("RegistratiesVanVerdachten_6", "Registraties van verdachten", of_region(regions, 1, 0.011, 5)),
    ]
    people = [
        Topic("BevolkingOp1Januari_1", "Bevolking op 1 januari", of_region(regions, 3, 1.0, 1)),
        Topic("GemiddeldeBevolking_2", "Gemiddelde bevolking", of_region(regions, 3, 1.0, 1)),
    ]
    total = {
        "Geslacht": Dimension(
            "Geslacht",
            "Dimension",
            "Geslacht",
            7,
            [Code("T001038", "Totaal mannen en vrouwen"), Code("3000", "Mannen")],
        ),
        "Leeftijd": Dimension(
            "Leeftijd", "Dimension", "Leeftijd", 5, [Code("10000", "Totaal leeftijd"), Code("10010", "0 jaar")]
        ),
        "BurgerlijkeStaat": Dimension(
            "BurgerlijkeStaat",
            "Dimension",
            "Burgerlijke staat",
            7,
            [Code("T001019", "Totaal burgerlijke staat"), Code("1010", "Ongehuwd")],
        ),
    }
    end = [
        Topic(
            "BevolkingAanHetBeginVanDePeriode_1",
            "Bevolking aan het begin van de periode",
            of_region(regions, 0, 1.0, 1),
        ),
        Topic(
            "BevolkingAanHetEindeVanDePeriode_15",
            "Bevolking aan het einde van de periode",
            of_region(regions, 0, 1.0, 1),
        ),
    ]
    found = [
        Table(
            "83648NED",
            "Geregistreerde criminaliteit (verzonnen)",
            [Dimension("SoortMisdrijf", "Dimension", "Soort misdrijf", 7, kinds), _region(regions), _time(years)],
            crime_topics,
        ),
        Table(
            "83651NED",
            "Geregistreerde diefstallen (verzonnen)",
            [
                Dimension("GebruikVanGeweld", "Dimension", "Gebruik van geweld", 7, force),
                Dimension("SoortDiefstal", "Dimension", "Soort diefstal", 7, thefts),
                _region(regions),
                _time(years),
            ],
            [
                Topic(
                    "TotaalGeregistreerdeDiefstallen_1",
                    "Totaal geregistreerde diefstallen",
                    of_region(regions, 2, 0.002, 5),
                )
            ],
        ),
        Table(
            "03759ned",
            "Bevolking op 1 januari (verzonnen)",
            [
                total["Geslacht"],
                total["Leeftijd"],
                total["BurgerlijkeStaat"],
                _region(regions),
                _time(codes.periods(False, True, 2002, first_of_january=True)),
            ],
            people,
        ),
        Table("37230ned", "Bevolkingsontwikkeling (verzonnen)", [_region(regions), _time(recent)], end),
        Table(
            "85655NED",
            "Verdachten (verzonnen, opbouw geraden)",
            [total["Leeftijd"], _region(regions), _time(years)],
            [Topic("Verdachten_1", "Verdachten", of_region(regions, 1, 0.006, 5))],
        ),
        Table(
            "84847NED",
            "Huiselijk geweld (verzonnen, opbouw geraden)",
            [_region(large), _time(years)],
            [Topic("Meldingen_1", "Meldingen", of_region(large, 0, 0.004, 5))],
        ),
        *(_survey(id, large) for id in ("85146NED", "85322NED", "85472NED", "85955NED")),
        *(_key_figures(id, year) for id, year in KEY_FIGURES.items()),
    ]
    return {table.id: table for table in [*found, _areas_of_the_country(regions)]}


def _areas_of_the_country(regions: list[Code]) -> Table:
    """Gebieden in Nederland 2026: pairs of code and name in groups, all text."""
    nothing = noise("text", 0, 0)
    topics = [
        Topic("Code_1", "Code", nothing, ("Codes en namen van gemeenten",), datatype="String"),
        Topic("Naam_2", "Naam", nothing, ("Codes en namen van gemeenten",), datatype="String"),
        Topic("Code_40", "Code", nothing, ("Politie regionale eenheid",), datatype="String"),
    ]
    return Table("86247NED", "Gebieden in Nederland 2026 (verzonnen)", [_region(regions)], topics)


KEY_FIGURES = {
    "83765NED": 2017,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
}
SURVEY = (
    ("VoeltZichWeleensOnveilig", "Voelt zich weleens onveilig", ()),
    ("VoeltZichWeleensOnveiligInBuurt", "Voelt zich weleens onveilig in buurt", ()),
    ("RapportcijferVeiligheidInBuurt", "Rapportcijfer veiligheid in buurt", ()),
    ("EenOfMeerVormenVanSocialeOverlast", "Een of meer vormen van sociale overlast", ("Overlast",)),
    ("RondhangendeJongeren", "Rondhangende jongeren", ("Overlast",)),
    ("EenOfMeerVormenVanVerkeersoverlast", "Een of meer vormen van verkeersoverlast", ("Overlast",)),
    ("Slachtoffers", "Slachtoffers", ("Slachtofferschap", "Traditionele criminaliteit")),
    ("Slachtoffers", "Slachtoffers", ("Slachtofferschap", "Online criminaliteit")),
    ("TevredenheidFunctionerenInBuurt", "Tevredenheid functioneren in buurt", ("Politie",)),
)


def _survey(id: str, regions: list[Code]) -> Table:
    margins = [Code("MW00000", "Waarde"), Code("MOG0095", "Ondergrens 95%"), Code("MBG0095", "Bovengrens 95%")]
    waves = [Code(f"{year}JJ00", str(year), {"Status": "Definitief"}) for year in (2021, 2023, 2025)]
    shift = np.array([0.0, -2.0, 2.0])

    def values(low: float, high: float, scale: float) -> Values:
        middle = noise(id, low, high)

        def made(places: tuple[np.ndarray, ...]) -> np.ndarray:
            same = (np.zeros_like(places[0]), *places[1:])
            return np.round(middle(same) + shift[places[0]] * scale, 1)

        return made

    topics = [
        Topic(
            f"{stem}_{number}",
            title,
            values(6.5, 7.5, 0.1) if "cijfer" in title else values(15, 45, 1),
            groups,
            "Impossible",
            "Double",
        )
        for number, (stem, title, groups) in enumerate(SURVEY, start=43)
    ]
    return Table(
        id,
        f"Veiligheidsmonitor (verzonnen); {id}",
        [Dimension("Marges", "Dimension", "Marges", 7, margins), _region(regions), _time(waves)],
        topics,
    )


def _key_figures(id: str, year: int) -> Table:
    areas = codes.neighbourhoods()
    size = np.array(
        [
            max(SIZES.get(c.key, 900), 5) if c.key.startswith("GM") else 5 * int(seeded(c.key).integers(20, 900))
            for c in areas
        ]
    )
    drift = year - 2017  # the number behind a key moves every year

    def people(share: float) -> Values:
        return lambda places: np.round(size[places[0]] * share / 5) * 5

    wanted = [
        ("AantalInwoners", "Aantal inwoners", ("Bevolking",), people(1.0)),
        ("k_0Tot15Jaar", "0 tot 15 jaar", ("Bevolking", "Leeftijdsgroepen"), people(0.15)),
        ("k_65JaarOfOuder", "65 jaar of ouder", ("Bevolking", "Leeftijdsgroepen"), people(0.2)),
        ("HuishoudensTotaal", "Huishoudens totaal", ("Bevolking", "Particuliere huishoudens"), people(0.45)),
        (
            "GemiddeldeHuishoudensgrootte",
            "Gemiddelde huishoudensgrootte",
            ("Bevolking", "Particuliere huishoudens"),
            noise("a", 1.8, 2.6),
        ),
        ("Bevolkingsdichtheid", "Bevolkingsdichtheid", ("Bevolking",), noise("b", 100, 4000, 1)),
        ("GemiddeldeWOZWaardeVanWoningen", "Gemiddelde WOZ-waarde van woningen", ("Wonen",), noise("c", 200, 500, 1)),
        ("Koopwoningen", "Koopwoningen", ("Wonen", "Woningen naar eigendom"), noise("d", 40, 80, 1)),
        ("GemiddeldInkomenPerInwoner", "Gemiddeld inkomen per inwoner", ("Inkomen",), noise("e", 20, 40)),
        ("MateVanStedelijkheid", "Mate van stedelijkheid", ("Stedelijkheid",), noise("f", 1, 5, 1)),
        ("Omgevingsadressendichtheid", "Omgevingsadressendichtheid", ("Stedelijkheid",), noise("g", 200, 2000, 1)),
        ("OppervlakteLand", "Oppervlakte land", ("Oppervlakte",), noise("h", 50, 900, 1)),
    ]
    topics = [
        Topic(f"{stem}_{5 + drift + i}", title, values, groups, "Impossible")
        for i, (stem, title, groups, values) in enumerate(wanted)
    ]
    return Table(id, f"Kerncijfers wijken en buurten {year} (verzonnen)", [_region(areas, True)], topics)


def everything(municipalities: Sequence[str] | None = None) -> dict[str, dict[str, Table]]:
    """The tables of both hosts."""
    return {"politie": politie(), "cbs": cbs()}
