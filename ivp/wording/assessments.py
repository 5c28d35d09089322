"""The toets, what stands out and candidates as sentences in plain Dutch (B1), by fixed rules.

Goals and the outlook are in `wording.goals`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ivp.analysis.assessment import OLDEST, Judgement
from ivp.analysis.assessment import Outcome as ToetsOutcome
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Evidence
from ivp.facts import BaseChange, Direction, Fact, Movement, Outcome
from ivp.plan_facts import Assessment, AssessmentPart, Candidate, Finding, Side
from ivp.wording import areas, facts, numbers, periods
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.goals import goal_clause
from ivp.wording.labels import SIMILAR, direction_label, outcome_label
from ivp.wording.sentences import highlight

COMPUTED = "berekend uit de cijfers, niet vastgesteld"
CAVEAT = (
    "De toets zegt wat de cijfers laten zien, niet of het plan werkt. Een doel dat niet is gehaald, is nog geen "
    "mislukt plan: omstandigheden en capaciteit tellen ook."
)
_OUTCOMES = {
    ToetsOutcome.SUPPORTS: "cijfers ondersteunen de prioriteit",
    ToetsOutcome.NO_REASON: "geen aanleiding tot bijstellen",
    ToetsOutcome.IMPROVING: "cijfers wijzen op verbetering",
    ToetsOutcome.CONTRADICT: "register en beleving spreken elkaar tegen",
    ToetsOutcome.INSUFFICIENT: "onvoldoende cijfers",
}
_SAID = {
    ToetsOutcome.SUPPORTS: "de cijfers ondersteunen de prioriteit",
    ToetsOutcome.NO_REASON: "de cijfers geven geen aanleiding tot bijstellen",
    ToetsOutcome.IMPROVING: "de cijfers wijzen op verbetering",
    ToetsOutcome.CONTRADICT: "register en beleving spreken elkaar tegen",
    ToetsOutcome.INSUFFICIENT: "er zijn onvoldoende cijfers",
}
_WHY = {
    ToetsOutcome.SUPPORTS: "Eén ongunstig oordeel is genoeg, als het andere niet gunstig is.",
    ToetsOutcome.NO_REASON: "Geen van beide oordelen is gunstig of ongunstig.",
    ToetsOutcome.IMPROVING: "Er is een gunstig oordeel en geen ongunstig.",
    ToetsOutcome.CONTRADICT: "Het ene oordeel is gunstig, het andere ongunstig; we tellen ze niet bij elkaar op.",
    ToetsOutcome.INSUFFICIENT: "Geen enkel gekoppeld cijfer kan beslissen.",
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


def assessment_label(outcome: ToetsOutcome) -> str:
    """The outcome of a toets in a few words: 'cijfers ondersteunen de prioriteit'."""
    return _OUTCOMES[outcome]


def judgement_label(judgement: Judgement) -> str:
    """'ongunstig', 'gunstig', 'neutraal' or 'geen oordeel'."""
    return _JUDGEMENTS[judgement]


def excluded_label(excluded: str) -> str:
    """Why an indicator does not decide: 'geen open cijfer', 'ouder dan twee jaar'; empty where it does."""
    return _EXCLUDED[excluded] if excluded else ""


def assessment_text(row: Assessment, parts: Sequence[AssessmentPart], indicators: Mapping[str, Indicator]) -> str:
    """One paragraph for one toets, with the parts that belong to it.

    Rule: the outcome; how register and survey are judged, and why that gives this outcome; every deciding figure;
    what does not decide, and why; what is missing altogether; the caveat.
    """
    where = areas.place(row.area)
    first = f"Toets {row.year} van ‘{row.priority.title}’ in {where}: {_SAID[row.outcome]}."
    sides = [_side(row.register, "Register"), _side(row.survey, "Beleving")]
    figures = [part_sentence(part, indicators[part.indicator]) for part in parts if part.decides]
    lines = [first, *sides, _WHY[row.outcome], *figures, _left_out(parts, indicators), _missing(row), CAVEAT]
    return " ".join(line for line in lines if line)


def _side(side: Side, label: str) -> str:
    """Rule: 'Register ongunstig: van de drie cijfers die beslissen zijn er twee ongunstig en één gunstig.' All of
    them: 'alle drie de cijfers die beslissen'."""
    counts = {Judgement.WORSE: side.worse, Judgement.BETTER: side.better, Judgement.STEADY: side.steady}
    total = sum(counts.values())
    if not total:
        return f"{label}: geen oordeel."
    judged = judgement_label(side.judgement)
    if total == 1:
        return f"{label} {judged}: één cijfer beslist."
    told = [f"{numbers.word(n)} {judgement_label(kind)}" for kind, n in counts.items() if n]
    if len(told) == 1:
        return f"{label} {judged}: alle {numbers.word(total)} de cijfers die beslissen."
    return f"{label} {judged}: van de {numbers.word(total)} cijfers die beslissen zijn er {enumerate_names(told)}."


def part_sentence(part: AssessmentPart, indicator: Indicator) -> str:
    """One linked figure with all its signs and its judgement.

    Rule: '{Label}: {figure} in {period} ({count; margin}); {level}; {direction}; {change since 2019}; {change since
    the mean of 2020-2022}. Oordeel: {judgement}.' Only signs that are known; contradictory signs are said.
    """
    fact = part.fact
    if fact is None or fact.value is None:
        return f"{indicator.label}: {excluded_label('no_figure')}."
    figure = f"{facts.figure_with_unit(fact, indicator)} {periods.in_period(fact.period)}"
    changes = [_base(base, indicator) for base in (part.base, part.mean)]
    signs = [_level(fact, indicator), _direction(fact), *changes, goal_clause(part, indicator)]
    told = "; ".join([figure + facts.in_brackets(fact, indicator), *[sign for sign in signs if sign]])
    reservations = _reservations(fact, part.old)
    note = f" ({enumerate_names(reservations)})" if reservations else ""
    against = " De tekens spreken elkaar tegen." if part.contradictory else ""
    return f"{indicator.label}: {told}{note}. Oordeel: {judgement_label(part.judgement)}.{against}"


def _reservations(fact: Fact, old: bool) -> list[str]:
    given = (("voorlopig", fact.provisional), ("indicatief", fact.indicative), (excluded_label("old"), old))
    return [word for word, so in given if so]


def _level(fact: Fact, indicator: Indicator) -> str:
    if not fact.comparison or fact.outcome == Outcome.NONE:
        return ""
    than = f"{facts.reference(fact)} ({numbers.value(fact.comparison.value, indicator)})"
    if fact.outcome == Outcome.SIMILAR:
        return f"{SIMILAR} met {than}"
    return f"{outcome_label(fact.outcome)} dan {than}"


def _direction(fact: Fact) -> str:
    trend = fact.trend
    if not trend or trend.direction == Direction.TOO_FEW:
        return ""
    return f"{direction_label(trend.direction)} over {periods.span(trend.since, fact.period)}"


def _base(base: BaseChange | None, indicator: Indicator) -> str:
    """Rule: '25 % lager dan in 2019 (13,3)', without a percentage 'lager dan …, meer dan toeval'."""
    if not base or base.outcome == Movement.NONE:
        return ""
    first, _, last = base.period.partition("-")
    name = f"het gemiddelde van {periods.span(first, last)}" if last else first
    then = f"{name} ({numbers.value(base.value, indicator)})"
    if base.outcome == Movement.SAME:
        return f"{SIMILAR} met {then}"
    size = f"{numbers.rounded_percent(base.percent)} " if base.percent is not None else ""
    side = "hoger" if base.outcome == Movement.UP else "lager"
    return f"{size}{side} dan {'' if last else 'in '}{then}{'' if size else ', meer dan toeval'}"


def _left_out(parts: Sequence[AssessmentPart], indicators: Mapping[str, Indicator]) -> str:
    """Rule: 'Beslissen niet mee: X (geen open cijfer), Y (aanvullend).'"""
    told = [
        f"{indicators[part.indicator].label} ({excluded_label(part.excluded)})" for part in parts if not part.decides
    ]
    return f"Beslissen niet mee: {', '.join(told)}." if told else ""


def _missing(row: Assessment) -> str:
    """Rule: a kind of evidence without any linked figure is said; so is a priority without figures at all."""
    linked = {Evidence.REGISTER: row.register.linked, Evidence.SURVEY: row.survey.linked}
    if not any(linked.values()):
        return "Bij deze prioriteit hoort nog geen open cijfer; dat zegt niet dat het hier niet speelt."
    lacking = [evidence.value for evidence, number in linked.items() if not number]
    return f"Over {lacking[0]} is geen cijfer gekoppeld." if lacking else ""


def finding_sentence(finding: Finding, indicator: Indicator) -> str:
    """A statement of Opvallend. Rule: `highlight` of its kind; a figure of some years ago says so."""
    sentence = highlight(finding.fact, indicator, finding.kind)
    if sentence and finding.old:
        sentence += f" Dit is het nieuwste open cijfer; het is {excluded_label('old')}."
    return sentence


def candidate_sentence(row: Candidate, indicators: Mapping[str, Indicator]) -> str:
    """A theme as a candidate for a next plan.

    Rule: 'Score 48 van 100 (berekend uit de cijfers, niet vastgesteld)', then its three parts where they are known.
    Without figures that have a good side: that there is no score, and that this does not say that nothing is wrong.
    """
    what = f"{row.theme_label} in {areas.place(row.area)}"
    documented = "Dit thema is hier al een prioriteit." if row.documented else ""
    if row.score is None:
        first = (
            f"{what}: geen score, want er is geen open cijfer met een goede en een slechte kant. "
            "Dat zegt niet dat het hier niet speelt."
        )
        return " ".join(filter(None, [first, _sentence(_cases(row, indicators)), documented]))
    parts = [
        _share(row.high, "is ongunstiger dan de vergelijking"),
        _share(row.worsening, "wordt ongunstiger"),
        _cases(row, indicators),
    ]
    basis = f"{COMPUTED}; cijfers: {numbers.number(row.figures)}"
    first = f"{what}: score {numbers.number(row.score)} van 100 ({basis})."
    return " ".join(filter(None, [first, _sentence("; ".join(filter(None, parts))), documented]))


def _sentence(text: str) -> str:
    return text and f"{capital(text)}."


def _share(share: float | None, what: str) -> str:
    return "" if share is None else f"{numbers.percent(100 * share, 0)} van de cijfers {what}"


def _cases(row: Candidate, indicators: Mapping[str, Indicator]) -> str:
    if row.cases is None:
        return ""
    indicator = indicators[row.cases_indicator]
    counted = numbers.count_cases(row.cases, facts.noun(indicator))
    return f"{counted} {periods.in_period(row.cases_period)} ({facts.label_inside(indicator)})"
