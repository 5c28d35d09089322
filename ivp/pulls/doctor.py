"""Do the sources behave as this program expects? What could not be checked without internet, asked point by point.

What is expected, and why, stands in the notes on the wire formats (section 11 there, points a to m). Every question
is small: all of them together take well under a minute at one request a second per host.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ivp.catalog.models import Catalog, Level
from ivp.sources.odata import Code, ODataTable, both, contains, equals
from ivp.sources.transport import SourceError, Transport, UnreachableError
from ivp.wording.areas import enumerate_names

Answer = tuple[bool | None, str, str]
"""Passed (None: only to know), what was seen, and what to do when it is not as expected."""
_TOTAL = "0.0.0"
_HIDDEN = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")
_NUISANCE = {"0.0.0", "E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22"}
_CBS_CRIMES = {
    "T001161",
    *(f"CRI{n}" for n in (1000, 1100, 1110, 2000, 2100, 2200, 3000, 3100, 3300, 3400, 4000, 5000)),
}
_MONITOR = "85146NED"
_SURVEY_REGIONS = ("NL", "LD", "PV", "GM", "RE", "CR")
_MANY = "6000"


@dataclass(frozen=True)
class Finding:
    """One point: `passed` is None when a person must judge; `what`, `seen` and `remedy` are Dutch, one line each."""

    point: str
    what: str
    passed: bool | None
    seen: str
    remedy: str


def doctor(services: Mapping[str, str], transport: Transport, catalog: Catalog) -> Iterator[Finding]:
    """Ask every point in turn; `services` gives the base address by id (politie, cbs, pdok), `catalog` our areas.

    A service that is away fails its own points and is not asked again; the others go on. Nothing is raised for it.
    """
    away: dict[str, str] = {}
    for point, service, what, check in POINTS:
        desk = Desk(transport, services.get(service, ""), catalog)
        yield Finding(point, what, *_asked(check, service, desk, away))


def _asked(check: Check, service: str, desk: Desk, away: dict[str, str]) -> Answer:
    if not desk.base:
        return False, f"dienst {service} staat niet in data/services.csv", "Zet de dienst in data/services.csv."
    if service in away:
        return False, "niet gevraagd, want de dienst is niet te bereiken", away[service]
    try:
        return check(desk)
    except UnreachableError as error:
        away[service] = "Controleer internet, proxy en certificaten, en begin opnieuw."
        return False, _short(error), away[service]
    except SourceError as error:
        return False, _short(error), "Kijk bij de bron of de tabel is vernieuwd, of probeer het later opnieuw."
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        return False, f"het antwoord heeft een andere vorm ({error!r:.60})", "Meld dit bij de beheerder."


def _short(error: SourceError) -> str:
    """What happened, without what to do."""
    return str(error).split(". ")[0].rstrip(".")


@dataclass(frozen=True)
class Desk:
    """One service to ask, and the catalog that says which areas are ours."""

    transport: Transport
    base: str
    catalog: Catalog

    @property
    def ours(self) -> dict[str, str]:
        """Code and name of our gemeenten."""
        return {area.code: area.name for area in self.catalog.areas if area.level is Level.GEMEENTE}

    @property
    def one(self) -> str:
        """One of our gemeenten, to ask for as an example."""
        return next(iter(self.ours))

    def table(self, id: str) -> ODataTable:
        return ODataTable(self.transport, self.base, id, f"Tabel {id}")

    def rows(self, id: str, where: str) -> list[dict[str, Any]]:
        found = [row for page in self.table(id).pages(where) for row in page]
        if not found:
            raise SourceError(f"Tabel {id} geeft geen rijen; de codes of hun spaties zijn veranderd")
        return found

    def look(self, path: str, **query: str) -> tuple[int, str]:
        asked = {f"${name}": text for name, text in query.items()}
        return self.transport.look(self.base + path, asked, source=self.base)


def zeros(desk: Desk) -> Answer:
    """a: where the kinds add up to the total with an empty cell as zero, empty cells are zeros."""
    rows = desk.rows("47013NED", both(equals("RegioS", ["NL01  ", desk.one]), contains("Perioden", "JJ")))
    column = _column(rows, "GeregistreerdeMisdrijven")
    gaps: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sign = 1 if row["SoortMisdrijf"].strip() == _TOTAL else -1
        gaps[row["RegioS"], row["Perioden"]] += sign * (row[column] or 0)
    empty, zero = sum(row[column] is None for row in rows), sum(row[column] == 0 for row in rows)
    closed = sum(not gap for gap in gaps.values())
    seen = f"{closed} van {len(gaps)} jaren sluiten (NL01 en {desk.one}); {empty} lege cellen, {zero} keer 0"
    return closed == len(gaps), seen, "Jaren die niet sluiten krijgen ‘onbekend’; meld het bij de beheerder."


def survey_regions(desk: Desk) -> Answer:
    """b: which of ours are in the survey, and whether it has districts."""
    codes = desk.table("85146NED").codes("RegioS")
    keys = {code.key.strip() for code in codes}
    kinds = Counter(key[:2] for key in sorted(keys))
    declared = {code for one in desk.catalog.coverage if one.source == _MONITOR for code in one.areas}
    missing = [name for code, name in desk.ours.items() if code in declared - keys]
    there = [name for code, name in desk.ours.items() if code in keys]
    other = [f"{kind}: {n}" for kind, n in kinds.items() if kind not in _SURVEY_REGIONS]
    named = (
        f"zonder {enumerate_names(missing)}"
        if missing
        else f"met {enumerate_names(there)}"
        if there
        else "geen van ons"
    )
    seen = f"{kinds['GM']} gemeenten, {named}"
    seen += f"; ook {', '.join(other)}" if other else "; geen codes van districten"
    return None if missing else True, seen, "Lees eigen uitkomsten in met het sjabloon monitor."


def hidden_crimes(desk: Desk) -> Answer:
    """c: what withheld crimes look like in the table of wijken and buurten."""
    kinds = equals("SoortMisdrijf", [code.ljust(6) for code in _HIDDEN])
    area = equals("WijkenEnBuurten", [desk.one.ljust(10)])
    rows = desk.rows("47018NED", both(kinds, area, contains("Perioden", "JJ")))
    column = _column(rows, "GeregistreerdeMisdrijven")
    looks = Counter("leeg" if row[column] is None else "0" if row[column] == 0 else "een getal" for row in rows)
    seen = f"{len(rows)} cellen van verborgen misdrijven: " + ", ".join(f"{n} keer {look}" for look, n in looks.items())
    return not looks["een getal"], seen, "De bron publiceert ze nu wel: pas withheld aan in data/tables.csv."


def nuisance(desk: Desk) -> Answer:
    """d: the nine codes of nuisance."""
    codes = desk.table("47021NED").codes("Overlast")
    return _same(codes, _NUISANCE, exactly=True)


def cbs_crimes(desk: Desk) -> Answer:
    """e: the codes of crimes at Statistics Netherlands."""
    return _same(desk.table("83648NED").codes("SoortMisdrijf"), _CBS_CRIMES, exactly=False)


def burglary(desk: Desk) -> Answer:
    """f: which code is burglary from a house."""
    titles = {code.key.strip(): code.title for code in desk.table("83651NED").codes("SoortDiefstal")}
    seen = "; ".join(f"{code} is {titles.get(code, 'er niet')}" for code in ("CRI1134", "CRI1135"))
    first, second = ("woning" in titles.get(code, "").casefold() for code in ("CRI1134", "CRI1135"))
    passed = None if first and second else first
    return passed, seen, "Kies in data/indicators.csv de code met ‘woning’ in de titel."


def columns_and_years(desk: Desk) -> Answer:
    """g: what two tables hold whose columns nobody has recorded."""
    seen, deep = [], True
    for id in ("85655NED", "84847NED"):
        table = desk.table(id)
        dimensions, topics = table.structure()
        time = next(d.key for d in dimensions if d.kind == "TimeDimension")
        place = next(d.key for d in dimensions if d.kind.startswith("Geo"))
        newest = max(code.key[:4] for code in table.codes(time))
        ours = sum(code.key.startswith("GM") for code in table.codes(place))
        deep &= ours > 0
        names = ", ".join(d.key for d in dimensions)
        seen.append(f"{id}: {len(topics)} onderwerpen, {names}, {ours} gemeenten, nieuwste jaar {newest}")
    return deep, "; ".join(seen), "Zonder gemeenten: haal de tabel uit data/tables.csv."


def police_areas(desk: Desk) -> Answer:
    """h: whether the table of areas says which police unit or district a municipality is in."""
    _, topics = desk.table("86247NED").structure()
    groups = list(dict.fromkeys(topic.groups[-1] for topic in topics if topic.groups))
    police = [group for group in groups if "politie" in group.casefold() or "eenhe" in group.casefold()]
    seen = f"{len(groups)} indelingen, {'met ' + ', '.join(police) if police else 'geen van de politie'}"
    return True if police else None, seen, "Districten en basisteams blijven in data/areas.csv staan."


def paging(desk: Desk) -> Answer:
    """i: the feed must skip; what the other service does with $skip and a large $top is only to know."""
    api, feed = "/ODataApi/odata/47013NED/TypedDataSet", "/ODataFeed/odata/47013NED/TypedDataSet"
    skip, _ = desk.look(api, select="ID", skip="1", top="1")
    top, _ = desk.look(api, select="ID", top=_MANY)
    query = {"$format": "json", "$select": "ID", "$skip": "10", "$top": "1"}
    value = desk.transport.json(desk.base + feed, query, source="Tabel 47013NED")["value"]
    first = [row["ID"] for row in value]
    seen = (
        f"feed met $skip=10 begint bij rij {first}; ODataApi antwoordt op $skip met {skip}, op $top={_MANY} met {top}"
    )
    return first == [10], seen, "Meld dit bij de beheerder: verder bladeren werkt niet zoals verwacht."


def refusal(desk: Desk) -> Answer:
    """j: more than 10,000 rows must be refused with that number in the text, not cut off."""
    where = equals("RegioS", list(desk.ours)[:2])
    status, text = desk.look("/ODataApi/odata/47013NED/TypedDataSet", filter=where, select="ID")
    form = "JSON" if text.lstrip().startswith("{") else "tekst"
    seen = f"fout {status} als {form}: {' '.join(text.split())[:90]}"
    return (
        status == 500 and "10000" in text,
        seen,
        "Meld dit bij de beheerder: een te groot antwoord ziet er anders uit.",
    )


def outlines_at_once(desk: Desk) -> Answer:
    """k: how many outlines come in one answer."""
    path = "/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items"
    for limit in ("1000", "200", "100"):
        asked = {"f": "json", "limit": limit, "gemeentecode": desk.one}
        status, text = desk.transport.look(desk.base + path, asked, source="PDOK")
        if status == 200:
            found = json.loads(text)
            further = any(link["rel"] == "next" for link in found["links"])
            seen = (
                f"limit={limit} geeft {len(found['features'])} vlakken{' en een volgende bladzijde' if further else ''}"
            )
            return True, seen, ""
    return False, f"ook limit=100 geeft fout {status}", "Kijk bij PDOK of het adres is veranderd."


def newest_key_figures(desk: Desk) -> Answer:
    """l: the table of key figures of wijken and buurten of this year."""
    name, year = "kerncijfers wijken en buurten", datetime.now(UTC).year
    where = f"substringof('{name}',tolower(Title))"
    query = {"$format": "json", "$filter": where, "$select": "Identifier,Title,Modified"}
    answer = desk.transport.json(f"{desk.base}/ODataCatalog/Tables", query, source="De lijst van tabellen")
    titles = {table["Title"]: table["Identifier"] for table in answer["value"] if name in table["Title"].casefold()}
    tables = {found[0]: id for title, id in titles.items() if (found := re.search(r"\b20\d\d\b", title))}
    newest = max(tables, default="")
    seen = f"{len(tables)} tabellen; nieuwste {newest or 'onbekend'}: {tables.get(newest, 'geen')}"
    if newest >= str(year):
        return True, seen, ""
    return None, seen, f"Zet {year} in data/tables.csv zodra het CBS die tabel publiceert."


def certificate(desk: Desk) -> Answer:
    """m: the certificate of the police's host is trusted by this machine."""
    info = desk.table("47013NED").info()
    if not desk.base.startswith("https:"):
        return None, "het adres begint niet met https, dus er is geen certificaat", "Controleer data/services.csv."
    return True, f"vertrouwd; 47013NED is bijgewerkt op {info.modified[:10]}", ""


def _column(rows: Sequence[Mapping[str, Any]], stem: str) -> str:
    return next(name for name in rows[0] if name.startswith(stem))


def _same(codes: Sequence[Code], known: set[str], exactly: bool) -> Answer:
    keys = {code.key.strip() for code in codes}
    lost, new = sorted(known - keys), sorted(keys - known) if exactly else []
    seen = f"{len(keys)} codes"
    seen += f", niet meer: {', '.join(lost)}" if lost else ", alle bekende zijn er"
    seen += f", nieuw: {', '.join(new)}" if new else ""
    return not lost and not new, seen, "Pas de codes aan in data/indicators.csv."


Check = Callable[[Desk], Answer]
POINTS: tuple[tuple[str, str, str, Check], ...] = (
    ("a", "politie", "Lege cellen in 47013NED zijn nullen", zeros),
    ("b", "cbs", "Onze gemeenten in de Veiligheidsmonitor (85146NED)", survey_regions),
    ("c", "politie", "Verborgen misdrijven in 47018NED", hidden_crimes),
    ("d", "politie", "Soorten overlast in 47021NED", nuisance),
    ("e", "cbs", "Soorten misdrijf in 83648NED", cbs_crimes),
    ("f", "cbs", "Code van woninginbraak in 83651NED", burglary),
    ("g", "cbs", "Onderwerpen en jaren van 85655NED en 84847NED", columns_and_years),
    ("h", "cbs", "Politie in de gebiedsindelingen (86247NED)", police_areas),
    ("i", "politie", "Verder bladeren met $skip en $top", paging),
    ("j", "politie", "Te veel rijen wordt een fout", refusal),
    ("k", "pdok", "Grenzen in één antwoord van PDOK", outlines_at_once),
    ("l", "cbs", "Nieuwste kerncijfers wijken en buurten", newest_key_figures),
    ("m", "politie", "Certificaat van Politie open data", certificate),
)
"""Letter, service, Dutch title and question of every point."""
