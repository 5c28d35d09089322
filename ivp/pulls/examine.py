"""Will a refresh work now? Every table is planned as a refresh would, and of its figures one row is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ivp.catalog.models import Level
from ivp.catalog.tables import Slice
from ivp.pulls import fetch, places
from ivp.pulls.doctor import Finding
from ivp.pulls.fetch import Kit, LossError
from ivp.pulls.questions import Question
from ivp.pulls.scope import Scope, named_regions, place_of
from ivp.pulls.supposed import ALL_OURS, NO_OTHERS, SUPPOSED, About, Supposed
from ivp.sources import leefbaarometer
from ivp.sources.odata import Code, ODataTable
from ivp.sources.transport import RefusedError, SourceError
from ivp.wording.areas import full
from ivp.wording.numbers import count_cases, number

_TIME = "TimeDimension"
_EXAMPLES = 5
_EMPTY = "De dienst geeft geen rijen; de codes of hun spaties zijn veranderd."
_ELSEWHERE = "Verversen vraagt deze tabel niet; zie de punten hierboven."
_TELL = "Het is anders dan verondersteld. Geef dit door aan de bouwer van het dashboard."
_LOOK = "Kijk of dit zo kan kloppen."
_LEVELS = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM)


@dataclass
class Examined:
    """One table: `problem` says why a refresh would leave it as it is ('' when it would not), `notes` what to know.

    `facts` are, by side of the table, what was found; `told` the same for a person.
    """

    source: str
    title: str
    problem: str = ""
    notes: tuple[str, ...] = ()
    facts: dict[About, tuple[str, ...]] = field(default_factory=dict)
    told: dict[About, str] = field(default_factory=dict)
    table: ODataTable | None = None
    scopes: tuple[Scope, ...] = ()
    survey: tuple[str, ...] = ()

    def saw(self, about: About, facts: tuple[str, ...], told: str) -> None:
        """Remember what one side of the table is like."""
        self.facts[about], self.told[about] = facts, told

    @property
    def finding(self) -> Finding:
        """What a person reads of it."""
        asked = sum(len(one.parts) for one in self.scopes)
        told = [f"{about}: {text}" for about, text in self.told.items()]
        seen = "; ".join([*told, *([count_cases(asked, "vragen")] if asked else [])])
        if self.problem:
            return Finding(self.source, self.title, False, seen or "niet gevonden", self.problem)
        return Finding(self.source, self.title, None if self.notes else True, seen, " ".join(self.notes))


def tables(kit: Kit) -> Iterator[Examined]:
    """Every standard table, the Leefbaarometer and the outlines, one by one."""
    files: dict[str, list[Slice]] = {}
    for part in kit.tables.slices:
        if part.standard:
            files.setdefault(part.source, []).append(part)
    for source, parts in files.items():
        yield _table(kit, Examined(source, kit.catalog.source(source).title), parts)
    yield _maps(kit)
    yield _outlines(kit)


def _table(kit: Kit, made: Examined, parts: Sequence[Slice]) -> Examined:
    try:
        found = fetch.find(kit, parts[0])
        made.table = found.table
        _look(kit, made, found.table, parts[0])
        planned = fetch.plan(kit, found, parts)
        made.scopes, made.notes = planned.scopes, planned.notes
        first = planned.scopes[0]
        made.problem = "" if found.table.top(first.parts[0].where, first.select, 1) else _EMPTY
    except (SourceError, LossError) as error:
        made.problem = str(error)
    return made


def _look(kit: Kit, made: Examined, table: ODataTable, part: Slice) -> None:
    """What the table has, whether that is as expected or not."""
    dimensions, topics = table.structure()
    keys = tuple(dimension.key for dimension in dimensions)
    made.saw(About.DIMENSIONS, keys, ", ".join(keys))
    chains = tuple(" › ".join((*topic.groups, topic.title)) for topic in topics)
    made.saw(About.TOPICS, chains, number(len(chains)))
    if place := place_of(part.region, dimensions):
        regions = table.codes(place)
        kinds = Counter(code.key[:2] for code in regions)
        told = ", ".join(f"{kind} {number(n)}" for kind, n in kinds.items())
        made.saw(About.REGIONS, (*kinds, *_neighbourhoods(kit, regions)), told)
        made.survey = _survey(kit, regions) if part.survey else ()
    if time := next((dimension.key for dimension in dimensions if dimension.kind == _TIME), ""):
        codes = table.codes(time)
        years, marks = sorted({code.key[:4] for code in codes}), sorted({code.key[4:6] for code in codes})
        made.saw(About.PERIODS, tuple(marks), f"{years[0]} tot en met {years[-1]} ({', '.join(marks)})")


def _neighbourhoods(kit: Kit, regions: Sequence[Code]) -> tuple[str, ...]:
    """Whether the wijken and buurten are those of areas.csv, all and no others."""
    ours = {area.code for area in kit.catalog.areas if area.level in (Level.WIJK, Level.BUURT)}
    within = {code[2:6] for code in ours}
    there = {key for code in regions if (key := code.key.strip())[:2] in ("WK", "BU") and key[2:6] in within}
    return (*([ALL_OURS] if ours <= there else []), *([NO_OTHERS] if there <= ours else []))


def _survey(kit: Kit, regions: Sequence[Code]) -> tuple[str, ...]:
    """What a survey has for our unit, district and basisteams: its code and title, or that it has none."""
    known = named_regions(regions, kit.catalog)
    said = []
    for area in kit.catalog.areas:
        if area.level in _LEVELS:
            code = known.get(area.code) or next((one for one in regions if one.key.strip() == area.code), None)
            what = f"{code.key.strip()} ‘{code.title}’" if code else "staat er niet in"
            said.append(f"{full(area.level, area.name)}: {what}")
    return tuple(said)


def _maps(kit: Kit) -> Examined:
    made = Examined(leefbaarometer.TABLE, kit.catalog.source(leefbaarometer.TABLE).title)
    try:
        address, rows = places.try_liveability(kit)
    except SourceError as error:
        made.problem = str(error)
    else:
        made.saw(About.ADDRESS, (address,), f"{address}: {count_cases(rows, 'cijfers')} van onze gemeenten")
        made.notes = tuple(filter(None, (fetch.moved(kit, places.LBM, address),)))
    return made


def _outlines(kit: Kit) -> Examined:
    made = Examined(places.OUTLINES, "Grenzen op de kaart")
    try:
        found = places.try_outlines(kit)
    except SourceError as error:
        made.problem = str(error)
    else:
        made.saw(About.REGIONS, (), found)
    return made


def suppositions(examined: Sequence[Examined]) -> list[Finding]:
    """Every supposition, and what was found."""
    by_source = {one.source: one for one in examined}
    return [
        _supposition(one, by_source.get(table) or Examined(table, "", _ELSEWHERE))
        for one in SUPPOSED
        for table in one.tables
    ]


def _supposition(one: Supposed, table: Examined) -> Finding:
    what = f"{one.about.capitalize()}, verondersteld: {one.what}"
    if one.about not in table.facts:
        return Finding(table.source, what, None, "niet te zien", table.problem)
    facts = table.facts[one.about]
    missing = [wanted for wanted in one.wants if not any(fact.endswith(wanted) for fact in facts)]
    seen = table.told[one.about]
    if one.about is About.TOPICS:
        some = one.wants if one.wants and not missing else facts[:_EXAMPLES]
        seen += f", waaronder {'; '.join(some)}"
    if missing:
        return Finding(table.source, what, None, f"{seen}; zonder {', '.join(missing)}", _TELL)
    return Finding(table.source, what, True if one.wants else None, seen, "" if one.wants else _LOOK)


def longest(examined: Sequence[Examined]) -> tuple[ODataTable, Scope, Question] | None:
    """The longest address that a refresh will send."""
    asked = [(t.table, plan, one) for t in examined if t.table for plan in t.scopes for one in plan.parts]
    return max(asked, key=lambda one: len(one[0].address(one[2].where, one[1].select)), default=None)


def longest_finding(examined: Sequence[Examined]) -> Finding:
    """Send that address, for one row."""
    found = longest(examined)
    what = "Langste adres dat verversen stuurt"
    if found is None:
        return Finding("adres", what, None, "geen tabel kon worden gelezen", "")
    table, planned, one = found
    length = len(table.address(one.where, planned.select))
    of = f"{number(length)} tekens (tabel {table.table}, {len(one.keys) + len(one.kinds)} gebieden en soorten)"
    try:
        rows = table.top(one.where, planned.select, 1)
    except RefusedError as error:
        return Finding("adres", what, None, f"{of}: {error}", "Verversen vraagt het dan in delen.")
    except SourceError as error:
        return Finding("adres", what, False, f"{of}: geen antwoord", str(error))
    return Finding("adres", what, bool(rows), f"{of}: {count_cases(len(rows), 'rijen')}", "" if rows else _EMPTY)


def conclusion(examined: Sequence[Examined]) -> tuple[int, str]:
    """Exit code, and one sentence: will a refresh work now, wholly, in part or not at all."""
    failing = [one.source for one in examined if one.problem]
    of = f"{number(len(examined) - len(failing))} van de {number(len(examined))} tabellen"
    if not failing:
        return 0, f"Verversen zal nu helemaal werken: alle {number(len(examined))} tabellen zijn er."
    if len(failing) == len(examined):
        return 1, "Verversen zal nu niet werken: geen enkele tabel is zoals verwacht."
    return 3, f"Verversen zal nu voor een deel werken: {of}; zonder {', '.join(failing)}, die hun oude cijfers houden."
