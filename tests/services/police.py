"""The tables of the police on loopback: crime, nuisance and response times, by municipality, wijk and buurt.

As in the real ones a zero arrives empty in the tables by municipality and as 0 in those by buurt; four kinds have no
months, and by buurt they arrive as 0 whatever there is; reports run two months behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from tests.services import codes
from tests.services.codes import CRIMES, NUISANCE, WITHHELD, Country
from tests.services.cube import Dimension, Table, Topic, Values
from tests.services.figures import LAST_MONTH, RUNNING_YEAR, Part, Registered

RESPONSE = {
    "Reactietijd0Tot15Minuten_3": ("Reactietijd 0 tot 15 minuten", 0.86),
    "Reactietijd15Tot30Minuten_4": ("Reactietijd 15 tot 30 minuten", 0.10),
    "Reactietijd30Tot45Minuten_5": ("Reactietijd 30 tot 45 minuten", 0.02),
    "Reactietijd45Tot60Minuten_6": ("Reactietijd 45 tot 60 minuten", 0.01),
    "Reactietijd60Tot120Minuten_7": ("Reactietijd 60 tot 120 minuten", 0.006),
    "ReactietijdMeerDan120Minuten_8": ("Reactietijd meer dan 120 minuten", 0.004),
}
"""Kinds of response times: title and share."""
BEHIND = tuple(f"{RUNNING_YEAR}MM{month:02}" for month in range(LAST_MONTH - 1, LAST_MONTH + 1))


@dataclass(frozen=True)
class Rules:
    """How figures arrive: zeros empty, kinds without months, kinds hidden as 0, periods not there yet."""

    zero_is_null: bool = True
    no_months: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def registered(country: Country) -> dict[str, Registered]:
    """What everything comes from, by name; the same for all tables, so that they agree."""
    units = country.units
    crime = Registered("crime", CRIMES, units, codes.BUURTEN, 45)
    reported = Part(crime, "reported", 0.7)
    shares = [share for _, share in RESPONSE.values()]
    return {
        "crime": crime,
        "reported": reported,
        "online": Part(reported, "online", 0.35),
        "nuisance": Registered("nuisance", NUISANCE, units, codes.BUURTEN, 30),
        "response": Registered("response", list(RESPONSE), units, {}, 14, shares),
    }


def figures(data: Registered, regions: Dimension, periods: Dimension, rules: Rules, kind: int | None = None) -> Values:
    """Figures at (kind, region, period), kind 0 being the total; with `kind`, at (region, period) of that kind."""
    keys = [code.key for code in regions.codes]
    slots = [code.key for code in periods.codes]
    monthly = np.array(["MM" in slot for slot in slots])
    late = np.isin(slots, rules.behind)

    @cache
    def block(region: int) -> np.ndarray:
        parts = data.slots(keys[region], slots)
        made = np.concatenate([parts.sum(axis=0, keepdims=True), parts]).astype(np.float32)
        for code in rules.hidden:
            made[1 + data.kinds.index(code)] = 0
        for code in rules.no_months:
            made[1 + data.kinds.index(code), monthly] = np.nan
        if rules.zero_is_null:
            made[made == 0] = np.nan
        made[:, late] = np.nan
        return made

    def values(places: tuple[np.ndarray, ...]) -> np.ndarray:
        *first, region, period = places
        row = first[0] if kind is None else np.full(len(region), kind)
        found = np.empty(len(region))
        for one in np.unique(region):
            at = region == one
            found[at] = block(int(one))[row[at], period[at]]
        return found

    return values


def texts(found: Sequence[str], at: int) -> Values:
    """A column of texts that goes with the code of one dimension."""
    known = np.array(found, dtype=object)
    return lambda places: known[places[at]]


def area_names(regions: Dimension, at: int, first: int, padded: bool) -> list[Topic]:
    """Gemeentenaam and SoortRegio of wijken and buurten, with blanks where the table has them."""
    names = {code.key: code.title for code in regions.codes}
    sorts = {"GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
    gemeente = [names.get("GM" + key[2:6], "") if not key.startswith("NL") else "" for key in names]
    sort = [sorts.get(key[:2], "") for key in names]
    if padded:
        gemeente, sort = [name.ljust(40) for name in gemeente], [name.ljust(10) for name in sort]
    group = ("Regioaanduiding",)
    return [
        Topic(f"Gemeentenaam_{first}", "Gemeentenaam", texts(gemeente, at), group, "Missing", "String", "naam"),
        Topic(f"SoortRegio_{first + 1}", "Soort regio", texts(sort, at), group, "Missing", "String", "omschrijving"),
    ]


def tables(country: Country) -> list[Table]:
    """All of them."""
    data = registered(country)
    both, years, months = codes.periods(True, True), codes.periods(False, True), codes.periods(True, False)
    regions, small = codes.police_regions(country), codes.neighbourhoods(country, unknown=True)
    crimes = codes.kinds("SoortMisdrijf", "Soort misdrijf", 6, codes.CRIME_TITLES)
    nuisance = codes.kinds("Overlast", "Overlast", 6, codes.NUISANCE_TITLES)
    gemeente, buurt = Rules(no_months=WITHHELD), Rules(zero_is_null=False, hidden=WITHHELD)
    late = Rules(no_months=WITHHELD, behind=BEHIND)

    def column(key: str, title: str, name: str, place: Dimension, time: Dimension, rules: Rules) -> Topic:
        default = "Missing" if rules.zero_is_null else "Zero"
        return Topic(key, title, figures(data[name], place, time, rules), default=default)

    def crime(place: Dimension, time: Dimension, rules: Rules) -> Topic:
        return column("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", "crime", place, time, rules)

    def trouble(place: Dimension, rules: Rules) -> Topic:
        return column("GeregistreerdeOverlast_1", "Geregistreerde overlast", "nuisance", place, both, rules)

    def made(id: str, title: str, kind: Dimension, place: Dimension, time: Dimension, *topics: Topic) -> Table:
        names = area_names(place, 1, 2, padded=False) if place is small else []
        return Table(id, f"{title} (verzonnen)", [kind, place, time], [*topics, *names])

    crime_title, trouble_title = "Geregistreerde misdrijven; soort misdrijf", "Geregistreerde overlast; soort overlast"
    reported = [
        column("Aangiften_2", "Aangiften", "reported", regions, both, late),
        column("Internetaangiften_3", "Internetaangiften", "online", regions, both, late),
    ]
    return [
        made(
            "47013NED",
            f"{crime_title}, gemeente 2026",
            crimes,
            regions,
            both,
            crime(regions, both, gemeente),
            *reported,
        ),
        made("47018NED", f"{crime_title}, wijk, buurt, jaarcijfers", crimes, small, years, crime(small, years, buurt)),
        made(
            "47022NED", f"{crime_title}, wijk, buurt, maandcijfers", crimes, small, months, crime(small, months, buurt)
        ),
        made("47021NED", f"{trouble_title}, gemeente 2026", nuisance, regions, both, trouble(regions, Rules())),
        made("47024NED", f"{trouble_title}, wijk, buurt", nuisance, small, both, trouble(small, Rules())),
        _response(data["response"], regions, both),
    ]


def _response(data: Registered, regions: Dimension, time: Dimension) -> Table:
    """47008NED; its first column is a share, of which only the name is recorded."""
    numbers = {"Totaal_2": "Totaal"} | {key: title for key, (title, _) in RESPONSE.items()}
    counts = [
        Topic(key, title, figures(data, regions, time, Rules(), kind), ("Reactietijden prio 1",))
        for kind, (key, title) in enumerate(numbers.items())
    ]

    def share(places: tuple[np.ndarray, ...]) -> np.ndarray:
        return np.asarray(np.round(counts[1].values(places) / counts[0].values(places) * 100, 1))

    title = "Reactietijd 0 tot 15 minuten, relatief"
    relative = Topic("Reactietijd0Tot15MinutenRelatief_1", title, share, (), "Missing", "Double", "%", 1)
    return Table("47008NED", "Reactietijden prio 1 (verzonnen)", [regions, time], [relative, *counts])
