"""The toets, what stands out, signals and candidates as sentences in plain Dutch (B1), by fixed rules.

Rows come from the reader: `assessments` and `assessment_parts` for the toets, `findings`, `signals`, `candidates`.
Goals and the outlook are in `wording.goals`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ivp.analysis.assessment import OLDEST, Judgement, Outcome
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Evidence
from ivp.wording import areas, facts, numbers, periods
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.facts import Fact
from ivp.wording.goals import goal_clause
from ivp.wording.labels import SIMILAR, direction_label, outcome_label
from ivp.wording.sentences import highlight

COMPUTED = "berekend uit de cijfers, niet vastgesteld"
CAVEAT = (
    "De toets zegt wat de cijfers laten zien, niet of het plan werkt. Een doel dat niet is gehaald, is nog geen "
    "mislukt plan: omstandigheden en capaciteit tellen ook."
)
_OUTCOMES = {
    Outcome.SUPPORTS: "cijfers ondersteunen de prioriteit",
    Outcome.NO_REASON: "geen aanleiding tot bijstellen",
    Outcome.IMPROVING: "cijfers wijzen op verbetering",
    Outcome.CONTRADICT: "register en beleving spreken elkaar tegen",
    Outcome.INSUFFICIENT: "onvoldoende cijfers",
}
_SAID = {
    Outcome.SUPPORTS: "de cijfers ondersteunen de prioriteit",
    Outcome.NO_REASON: "de cijfers geven geen aanleiding tot bijstellen",
    Outcome.IMPROVING: "de cijfers wijzen op verbetering",
    Outcome.CONTRADICT: "register en beleving spreken elkaar tegen",
    Outcome.INSUFFICIENT: "er zijn onvoldoende cijfers",
}
_WHY = {
    Outcome.SUPPORTS: "Eén ongunstig oordeel is genoeg, als het andere niet gunstig is.",
    Outcome.NO_REASON: "Geen van beide oordelen is gunstig of ongunstig.",
    Outcome.IMPROVING: "Er is een gunstig oordeel en geen ongunstig.",
    Outcome.CONTRADICT: "Het ene oordeel is gunstig, het andere ongunstig; we tellen ze niet bij elkaar op.",
    Outcome.INSUFFICIENT: "Geen enkel gekoppeld cijfer kan beslissen.",
}
_JUDGEMENTS = {
    Judgement.WORSE: "ongunstig",
    Judgement.BETTER: "gunstig",
    Judgement.STEADY: "neutraal",
    Judgement.UNKNOWN: "geen oordeel",
}
_EXCLUDED = {
    "no_figure": "geen open cijfer",
    "found": "meer controles geven meer registraties",
    "no_polarity": "niet goed of slecht",
    "old": f"ouder dan {numbers.word(OLDEST)} jaar",
    "no_interval": "geen marge bekend",
    "nothing_to_compare": "niets om mee te vergelijken",
    "supporting": "aanvullend",
}


def assessment_label(outcome: str) -> str:
    """The outcome of a toets in a few words: 'cijfers ondersteunen de prioriteit'. `ValueError` for another."""
    return _OUTCOMES[Outcome(outcome)]


def judgement_label(judgement: str) -> str:
    """'ongunstig', 'gunstig', 'neutraal' or 'geen oordeel'. Raises `ValueError` for another judgement."""
    return _JUDGEMENTS[Judgement(judgement)]


def excluded_label(excluded: str) -> str:
    """Why an indicator does not decide: 'geen open cijfer', 'ouder dan twee jaar'; empty where it does."""
    return _EXCLUDED[excluded] if excluded else ""


def assessment_text(
    row: Mapping[Any, Any], parts: Sequence[Mapping[Any, Any]], indicators: Mapping[str, Indicator]
) -> str:
    """One paragraph for one toets.

    Rule: the outcome; how register and survey are judged, and why that gives this outcome; every deciding figure;
    what does not decide, and why; what is missing altogether; the caveat. `row` is one row of `assessments`, `parts`
    the rows of `assessment_parts` that belong to it.
    """
    outcome = Outcome(row["outcome"])
    where = areas.full(row["area_level"], row["area_name"])
    first = f"Toets {row['year']} van ‘{row['title']}’ in {where}: {_SAID[outcome]}."
    sides = [_side(row, "register", "Register"), _side(row, "survey", "Beleving")]
    figures = [part_sentence(part, indicators[part["indicator"]]) for part in parts if part["decides"]]
    lines = [first, *sides, _WHY[outcome], *figures, _left_out(parts, indicators), _missing(row), CAVEAT]
    return " ".join(line for line in lines if line)


def _side(row: Mapping[Any, Any], name: str, label: str) -> str:
    """Rule: 'Register ongunstig: van de drie cijfers die beslissen zijn er twee ongunstig en één gunstig.' All of
    them: 'alle drie de cijfers die beslissen'."""
    counts = {kind: int(row[f"{name}_{kind}"]) for kind in ("worse", "better", "steady")}
    total = sum(counts.values())
    if not total:
        return f"{label}: geen oordeel."
    judged = judgement_label(row[name])
    if total == 1:
        return f"{label} {judged}: één cijfer beslist."
    told = [f"{numbers.word(n)} {judgement_label(kind)}" for kind, n in counts.items() if n]
    if len(told) == 1:
        return f"{label} {judged}: alle {numbers.word(total)} de cijfers die beslissen."
    return f"{label} {judged}: van de {numbers.word(total)} cijfers die beslissen zijn er {enumerate_names(told)}."


def part_sentence(part: Mapping[Any, Any], indicator: Indicator) -> str:
    """One linked figure with all its signs and its judgement.

    Rule: '{Label}: {figure} in {period} ({count; margin}); {level}; {direction}; {change since 2019}; {change since
    the mean of 2020-2022}. Oordeel: {judgement}.' Only signs that are known; contradictory signs are said.
    """
    if numbers.figure(part["value"]) is None:
        return f"{indicator.label}: {excluded_label('no_figure')}."
    fact = _as_fact(part)
    figure = f"{facts.figure_with_unit(fact, indicator)} {periods.in_period(part['period'])}"
    signs = [_level(fact, indicator), _direction(fact), *_changes(fact, indicator), goal_clause(part, indicator)]
    told = "; ".join([figure + facts.in_brackets(fact, indicator), *[sign for sign in signs if sign]])
    reservations = [word for word, so in _reservations(part) if so]
    note = f" ({enumerate_names(reservations)})" if reservations else ""
    against = " De tekens spreken elkaar tegen." if part["contradictory"] else ""
    return f"{indicator.label}: {told}{note}. Oordeel: {judgement_label(part['judgement'])}.{against}"


def _as_fact(part: Mapping[Any, Any]) -> dict[Any, Any]:
    return {**part, "level": part["area_level"], "outcome": part["level_outcome"]}


def _reservations(part: Mapping[Any, Any]) -> list[tuple[str, bool]]:
    return [
        ("voorlopig", part.get("state") == "provisional"),
        ("indicatief", facts.flag(part, "indicative")),
        (excluded_label("old"), facts.flag(part, "old")),
    ]


def _level(fact: Fact, indicator: Indicator) -> str:
    outcome, against = facts.text(fact, "outcome", "none"), facts.reference(fact)
    if outcome == "none" or not against:
        return ""
    other = numbers.value(fact["reference_value"], indicator)
    if outcome == "similar":
        return f"{SIMILAR} met {against} ({other})"
    return f"{outcome_label(outcome)} dan {against} ({other})"


def _direction(fact: Fact) -> str:
    direction, first = facts.text(fact, "direction", "too_few"), facts.text(fact, "trend_from")
    if direction == "too_few" or not first:
        return ""
    return f"{direction_label(direction)} over {periods.span(first, fact['period'])}"


def _changes(fact: Fact, indicator: Indicator) -> list[str]:
    """Rule: '25 % lager dan in 2019 (13,3)', without a percentage 'lager dan …, meer dan toeval'."""
    told = []
    for prefix in ("base", "mean"):
        outcome, base = facts.text(fact, f"{prefix}_outcome", "none"), facts.text(fact, f"{prefix}_period")
        if outcome == "none" or not base:
            continue
        then = f"{_base(base)} ({numbers.value(fact[f'{prefix}_value'], indicator)})"
        if outcome == "same":
            told.append(f"{SIMILAR} met {then}")
            continue
        then = then if "-" in base else f"in {then}"
        percent = facts.known(fact, f"{prefix}_percent")
        size = f"{numbers.rounded_percent(percent)} " if percent is not None else ""
        chance = "" if size else ", meer dan toeval"
        told.append(f"{size}{'hoger' if outcome == 'up' else 'lager'} dan {then}{chance}")
    return told


def _base(base: str) -> str:
    first, _, last = base.partition("-")
    return f"het gemiddelde van {periods.span(first, last)}" if last else base


def _left_out(parts: Sequence[Mapping[Any, Any]], indicators: Mapping[str, Indicator]) -> str:
    """Rule: 'Beslissen niet mee: X (geen open cijfer), Y (aanvullend).'"""
    told = [
        f"{indicators[part['indicator']].label} ({excluded_label(part['excluded'])})"
        for part in parts
        if not part["decides"]
    ]
    return f"Beslissen niet mee: {', '.join(told)}." if told else ""


def _missing(row: Mapping[Any, Any]) -> str:
    """Rule: a kind of evidence without any linked figure is said; so is a priority without figures at all."""
    linked = {
        evidence: int(row[f"{name}_linked"])
        for name, evidence in (("register", Evidence.REGISTER), ("survey", Evidence.SURVEY))
    }
    if not sum(linked.values()):
        return "Bij deze prioriteit hoort nog geen open cijfer; dat zegt niet dat het hier niet speelt."
    lacking = [evidence.value for evidence, number in linked.items() if not number]
    return f"Over {lacking[0]} is geen cijfer gekoppeld." if lacking else ""


def finding_sentence(row: Fact, indicator: Indicator) -> str:
    """A statement of Opvallend. Rule: `highlight` of its kind; a figure of some years ago says so."""
    sentence = highlight(row, indicator, row["kind"])
    if sentence and facts.flag(row, "old"):
        sentence += f" Dit is het nieuwste open cijfer; het is {excluded_label('old')}."
    return sentence


def signal_sentence(row: Fact, indicator: Indicator) -> str:
    """A signal outside the priorities. Rule: the finding, and that no priority here is about it."""
    sentence = finding_sentence(row, indicator)
    return sentence and f"{sentence} Geen prioriteit die hier geldt gaat hierover ({COMPUTED})."


def candidate_sentence(row: Mapping[Any, Any], indicators: Mapping[str, Indicator]) -> str:
    """A theme as a candidate for a next plan.

    Rule: 'Score 48 van 100 (berekend uit de cijfers, niet vastgesteld)', then its three parts where they are known.
    Without figures that have a good side: that there is no score, and that this does not say that nothing is wrong.
    """
    label, where = row["theme_label"], areas.full(row["area_level"], row["area_name"])
    score = numbers.figure(row["score"])
    if score is None:
        first = (
            f"{label} in {where}: geen score, want er is geen open cijfer met een goede en een slechte kant. "
            "Dat zegt niet dat het hier niet speelt."
        )
        return " ".join(filter(None, [first, capital(_cases(row, indicators)), _documented(row)]))
    parts = [
        _share(row["high"], "is ongunstiger dan de vergelijking"),
        _share(row["worsening"], "wordt ongunstiger"),
        _cases(row, indicators),
    ]
    told = "; ".join(part for part in parts if part)
    basis = f"{COMPUTED}; cijfers: {numbers.number(row['figures'])}"
    first = f"{label} in {where}: score {numbers.number(score)} van 100 ({basis})."
    return " ".join(filter(None, [first, capital(told) + ".", _documented(row)])).replace("..", ".")


def _share(share: Any, what: str) -> str:
    known = numbers.figure(share)
    return "" if known is None else f"{numbers.percent(100 * known, 0)} van de cijfers {what}"


def _cases(row: Mapping[Any, Any], indicators: Mapping[str, Indicator]) -> str:
    cases = numbers.figure(row["cases"])
    if cases is None:
        return ""
    indicator = indicators[row["cases_indicator"]]
    counted = numbers.count_cases(cases, facts.noun(indicator))
    return f"{counted} {periods.in_period(row['cases_period'])} ({facts.label_inside(indicator)})."


def _documented(row: Mapping[Any, Any]) -> str:
    return "Dit thema is hier al een prioriteit." if row["documented"] else ""
