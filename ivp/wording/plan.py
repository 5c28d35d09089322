"""Titles and short sentences about the plan: its priorities, how they do, and what is being done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ivp.analysis.toets import Outcome as ToetsOutcome
from ivp.catalog.models import Indicator, Level
from ivp.catalog.plan import PlanLevel, Priority
from ivp.facts import Area, Fact
from ivp.outcomes import FindingKind
from ivp.plan_facts import Assessment, Finding, PlacedPriority, Says
from ivp.wording import areas, numbers, periods
from ivp.wording import facts as fact_words
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.assessments import COMPUTED, assessment_label, says_label
from ivp.wording.labels import direction_label, outcome_label
from ivp.wording.movement import unusual_text

LEVEL_LABELS: dict[str, str] = {
    PlanLevel.REGIONAAL: "Regionaal",
    PlanLevel.DISTRICT: "District",
    PlanLevel.BASISTEAM: "Basisteam",
    PlanLevel.LOKAAL: "Lokaal",
    PlanLevel.LANDELIJK: "Landelijk kader",
}
_SHORT = {
    ToetsOutcome.SUPPORTS: "ongunstig",
    ToetsOutcome.IMPROVING: "gunstig",
    ToetsOutcome.NO_REASON: "gelijk",
    ToetsOutcome.MIXED: "gemengd",
    ToetsOutcome.CONTRADICT: "botst",
    ToetsOutcome.NOT_BY_FIGURES: "beslist niet",
    ToetsOutcome.INSUFFICIENT: "te weinig",
}
_OF_MANY = {
    ToetsOutcome.SUPPORTS: "bij {n} ondersteunen de cijfers de prioriteit",
    ToetsOutcome.IMPROVING: "bij {n} wijzen ze op verbetering",
    ToetsOutcome.MIXED: "bij {n} wijzen ze twee kanten op",
    ToetsOutcome.CONTRADICT: "bij {n} spreken register en beleving elkaar tegen",
    ToetsOutcome.NO_REASON: "bij {n} is er geen aanleiding tot bijstellen",
    ToetsOutcome.NOT_BY_FIGURES: "bij {n} beslissen cijfers niet",
    ToetsOutcome.INSUFFICIENT: "bij {n} zijn er te weinig cijfers",
}


def short_outcome(outcome: ToetsOutcome) -> str:
    """A word or two for a cell: 'ongunstig', 'gunstig', 'gelijk', 'gemengd', 'botst', 'beslist niet', 'te weinig'."""
    return _SHORT[outcome]


def toets_cell(row: Assessment) -> str:
    """The explanation of one cell: 'X, cijfers tot en met 2025: cijfers ondersteunen de prioriteit (register …).'"""
    sides = [
        f"{name} {says_label(side.says)}"
        for side, name in ((row.register, "register"), (row.survey, "beleving"))
        if side.says != Says.NONE
    ]
    why = f" ({', '.join(sides)})" if sides else ""
    return f"{row.area.name}, cijfers tot en met {row.year}: {assessment_label(row.outcome)}{why}."


def plan_headline(toets: Sequence[Assessment], where: str = "") -> str:
    """'Van de negen prioriteiten in X: bij drie ondersteunen de cijfers de prioriteit, bij zes …'.

    Rule: counts by outcome in a fixed order, what is not there is left out; one toets per
    priority. Without `where` they are of several areas.
    """
    inside = f" in {where}" if where else ""
    if not toets:
        return f"Er is geen prioriteit vastgelegd{inside}"
    counts = Counter(row.outcome for row in toets)
    if len(counts) == 1:
        outcome = next(iter(counts))
        return f"{capital(numbers.counted(len(toets), 'prioriteiten'))}{inside}: {assessment_label(outcome)}"
    parts = [text.format(n=numbers.word(counts[name])) for name, text in _OF_MANY.items() if counts[name]]
    return f"Van de {numbers.word(len(toets))} prioriteiten{inside}: {enumerate_names(parts)}"


def undocumented(levels: Collection[str]) -> str:
    """Which of the four levels have no documented priority; empty when all have one."""
    missing = [label for level, label in LEVEL_LABELS.items() if level not in levels and level != PlanLevel.LANDELIJK]
    if not missing:
        return ""
    return f"Niet openbaar vastgelegd: de prioriteiten op niveau {enumerate_names([m.lower() for m in missing])}."


def dossier_title(priority: Priority, toets: Sequence[Assessment], where: str) -> str:
    """'Jeugd: onvoldoende cijfers in het district X'; the 'hier' of an outcome goes, because the place is named."""
    if not toets:
        return f"{priority.title}: niet gesteld voor {where}"
    return f"{priority.title}: {assessment_label(toets[0].outcome).replace(' hier ', ' ')} in {where}"


def execution_title(actions: int, goals: int, where: str, theme: str = "") -> str:
    """'Vijf acties en twee doelen vastgelegd voor X bij het thema Y': how much is recorded."""
    about = f" bij het thema {theme}" if theme else ""
    if not actions and not goals:
        return f"Voor {where} is nog niets vastgelegd over de uitvoering{about}"
    parts = [numbers.counted(n, noun) for n, noun in ((actions, "acties"), (goals, "doelen")) if n]
    return f"{capital(enumerate_names(parts))} vastgelegd voor {where}{about}"


def evaluation_title(toets: Sequence[Assessment], plan: str, where: str) -> str:
    """'Plan 2023–2026 in X: van de …'."""
    return f"Plan {plan}. {plan_headline(toets, where)}"


def sharing(themes: Mapping[str, Sequence[str]]) -> str:
    """Which themes more than one gemeente has as a local priority; what is recorded, not what is shared in fact."""
    shared = {theme: names for theme, names in themes.items() if len(names) > 1}
    if not shared:
        return "Voor zover openbaar vastgelegd, deelt geen gemeente een lokale prioriteit met een andere."
    told = [f"{theme} ({enumerate_names(names)})" for theme, names in shared.items()]
    return f"Meer dan één gemeente heeft als lokale prioriteit: {enumerate_names(told)}."


def signals_lead(where: str) -> str:
    """The sentence above the signals outside the priorities."""
    return f"Ongunstige cijfers in {where} waar geen prioriteit over gaat, {COMPUTED}."


def signals_title(found: int, where: str) -> str:
    """'Drie ongunstige cijfers in Roosendaal waar geen prioriteit over gaat'."""
    if not found:
        return f"In {where} valt elk ongunstig cijfer onder een prioriteit"
    what = "ongunstig cijfer" if found == 1 else "ongunstige cijfers"
    return f"{capital(numbers.word(found))} {what} in {where} waar geen prioriteit over gaat"


def candidates_title(themes: Sequence[str], where: str) -> str:
    """'Waar de cijfers van Roosendaal het meest op wijzen: fraude en diefstal'."""
    if not themes:
        return f"De cijfers van {where} wijzen geen nieuw thema aan"
    return f"Waar de cijfers van {where} het meest op wijzen: {enumerate_names([one.lower() for one in themes[:2]])}"


def candidates_lead(where: str) -> str:
    """The sentence above the candidates."""
    return f"Thema’s waar de cijfers van {where} op wijzen, {COMPUTED}. Sterkste eerst."


COMPUTED_BADGE = "berekend"
HOW_TO_ADD = "Toevoegen kan in data/plan/priorities.csv of in de bewerkstand."
_GROUPS = {
    PlanLevel.LANDELIJK: "Landelijk kader",
    PlanLevel.DISTRICT: "District",
    PlanLevel.REGIONAAL: "Regionaal",
    PlanLevel.LOKAAL: "Lokaal",
}


def group_label(level: PlanLevel, area: Area | None) -> str:
    """'District', 'Basisteam Roosendaal', 'Regionaal', 'Lokaal'."""
    if level == PlanLevel.BASISTEAM and area is not None:
        return capital(areas.place(area))
    return _GROUPS[level]


def computed_note(any_computed: bool) -> str:
    """What stands behind the heading of a level without documented priorities."""
    if any_computed:
        return "Niet openbaar vastgesteld. Hier wijzen de cijfers op:"
    return "Niet openbaar vastgesteld, en de cijfers wijzen hier niets aan."


def set_by(placed: PlacedPriority) -> str:
    """'Roosendaal · uit nieuwsbericht': who set a priority, and how sure that is."""
    return f"{placed.area.name} · {placed.priority.standing}"


def priority_line(placed: PlacedPriority) -> str:
    """'Halderberge: digitale weerbaarheid'."""
    return f"{placed.area.name}: {placed.priority.title}"


def put_away(level: PlanLevel, placed: Sequence[PlacedPriority]) -> str:
    """'Vier prioriteiten van Halderberge en één van Roosendaal zonder cijfers'; of another level their titles.

    Rule: local ones are counted by gemeente, up to two of a higher level are named.
    """
    if level != PlanLevel.LOKAAL and len(placed) <= _NAMED:
        return f"{enumerate_names([one.priority.title for one in placed])}: zonder cijfers"
    if level != PlanLevel.LOKAAL:
        return f"{capital(numbers.counted(len(placed), 'prioriteiten'))} zonder cijfers"
    by_area = Counter(one.area.name for one in placed)
    (first, count), *others = by_area.items()
    told = [f"{numbers.counted(count, 'prioriteiten')} van {first}"]
    told += [f"{numbers.word(more)} van {name}" for name, more in others]
    return f"{capital(enumerate_names(told))} zonder cijfers"


_NAMED = 2


def without_accent(names: Sequence[str]) -> str:
    """'Steenbergen en Tholen: geen openbaar accent'."""
    return f"{enumerate_names(names)}: geen openbaar accent"


def found_by_looking(facts: Sequence[Fact], indicators: Sequence[Indicator]) -> str:
    """'Wat de politie zoekt, vindt zij. Drugshandel 2024: 403 in het district (context).' `facts` are of one area."""
    told = [
        f"{indicator.label} {periods.period(fact.period)}: {numbers.number(fact.numerator)}"
        for fact, indicator in zip(facts, indicators, strict=True)
        if fact.numerator is not None
    ]
    where = areas.short(facts[0].area.level, facts[0].area.name) if facts else ""
    return "Wat de politie zoekt, vindt zij." + (f" {'; '.join(told)} in {where} (context)." if told else "")


def computed_reason(finding: Finding) -> str:
    """Why a computed subject stands here, in a few words: 'Woensdrecht: stijgt', 'Het basisteam: stijgende lijn'.

    Rule: about which area, then the movement where it moves, else a change against a year before where that is the
    finding, else that it is unusual among similar municipalities, else the side of the comparison, else the line.
    """
    fact = finding.fact
    gemeente = fact.area.level == Level.GEMEENTE
    where = fact.area.name if gemeente else capital(areas.short(fact.area.level, fact.area.name))
    return f"{where}: {_why(fact, finding.kind)}"


def _why(fact: Fact, kind: FindingKind) -> str:
    if fact.arrow.sign:
        return "stijgt" if fact.arrow.sign > 0 else "daalt"
    if kind == FindingKind.CHANGE and fact.change:
        return f"{'hoger' if fact.movement.sign > 0 else 'lager'} dan {periods.in_period(fact.change.period)}"
    if fact.likes and fact.usual.sign:
        return unusual_text(fact.likes)
    if fact.outcome.sign:
        return f"{outcome_label(fact.outcome)} dan {fact_words.reference(fact)}"
    return direction_label(fact.direction)
