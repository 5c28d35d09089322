"""Titles and short sentences about the plan: its priorities, how they do, and what is being done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ivp.analysis.assessment import Judgement
from ivp.analysis.assessment import Outcome as ToetsOutcome
from ivp.catalog.plan import PlanLevel, Priority
from ivp.plan_facts import Assessment
from ivp.wording import numbers
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.assessments import COMPUTED, assessment_label, judgement_label

LEVEL_LABELS: dict[str, str] = {
    PlanLevel.REGIONAAL: "Regionaal",
    PlanLevel.DISTRICT: "District",
    PlanLevel.BASISTEAM: "Basisteam",
    PlanLevel.LOKAAL: "Lokaal",
    PlanLevel.LANDELIJK: "Landelijk kader",
}
_SHORT = {
    ToetsOutcome.SUPPORTS: "nodig",
    ToetsOutcome.NO_REASON: "gelijk",
    ToetsOutcome.IMPROVING: "beter",
    ToetsOutcome.CONTRADICT: "botst",
    ToetsOutcome.INSUFFICIENT: "te weinig",
}
_OF_MANY = {
    ToetsOutcome.SUPPORTS: "bij {n} ondersteunen de cijfers de prioriteit",
    ToetsOutcome.IMPROVING: "bij {n} wijzen ze op verbetering",
    ToetsOutcome.CONTRADICT: "bij {n} spreken register en beleving elkaar tegen",
    ToetsOutcome.NO_REASON: "bij {n} is er geen aanleiding tot bijstellen",
    ToetsOutcome.INSUFFICIENT: "bij {n} zijn er te weinig cijfers",
}


def short_outcome(outcome: ToetsOutcome) -> str:
    """One or two words for a cell: 'nodig', 'gelijk', 'beter', 'botst', 'te weinig'."""
    return _SHORT[outcome]


def toets_cell(row: Assessment) -> str:
    """The explanation of one cell: 'X in 2025: cijfers ondersteunen de prioriteit (register ongunstig, …)'."""
    sides = [
        f"{name} {judgement_label(side.judgement)}"
        for side, name in ((row.register, "register"), (row.survey, "beleving"))
        if side.judgement != Judgement.UNKNOWN
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
    """'Ondermijnende criminaliteit: onvoldoende cijfers in het district X'."""
    if not toets:
        return f"{priority.title}: niet gesteld voor {where}"
    return f"{priority.title}: {assessment_label(toets[0].outcome)} in {where}"


def execution_title(actions: int, goals: int, where: str) -> str:
    """'Vijf acties en twee doelen in X': how much is recorded."""
    if not actions and not goals:
        return f"Voor {where} is nog niets vastgelegd over de uitvoering"
    parts = [numbers.counted(n, noun) for n, noun in ((actions, "acties"), (goals, "doelen")) if n]
    return f"{capital(enumerate_names(parts))} vastgelegd voor {where}"


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


def candidates_lead(where: str) -> str:
    """The sentence above the candidates."""
    return f"Thema’s waar de cijfers van {where} op wijzen, {COMPUTED}. Sterkste eerst."
