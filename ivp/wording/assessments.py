"""The toets, what stands out and candidates as sentences in plain Dutch (B1), by fixed rules.

Goals and the outlook are in `wording.goals`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ivp.analysis.toets import OLDEST, FigureOutcome
from ivp.analysis.toets import Outcome as ToetsOutcome
from ivp.catalog.models import Indicator, Polarity
from ivp.facts import Fact
from ivp.plan_facts import Assessment, AssessmentPart, Candidate, Finding, Says, Side
from ivp.wording import areas, facts, numbers, periods
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.goals import goal_clause
from ivp.wording.movement import likes_clause, moves_clause
from ivp.wording.sentences import comparison_clause, highlight

COMPUTED = "berekend uit de cijfers, niet vastgesteld"
CAVEAT = (
    "De toets zegt wat de cijfers laten zien, niet of het plan werkt. Een doel dat niet is gehaald, is nog geen "
    "mislukt plan: omstandigheden en capaciteit tellen ook."
)
_OUTCOMES = {
    ToetsOutcome.SUPPORTS: "cijfers ondersteunen de prioriteit",
    ToetsOutcome.IMPROVING: "cijfers wijzen op verbetering",
    ToetsOutcome.NO_REASON: "geen aanleiding tot bijstellen",
    ToetsOutcome.MIXED: "cijfers wijzen twee kanten op",
    ToetsOutcome.CONTRADICT: "register en beleving spreken elkaar tegen",
    ToetsOutcome.NOT_BY_FIGURES: "cijfers beslissen hier niet",
    ToetsOutcome.INSUFFICIENT: "onvoldoende cijfers",
}
_SAID = _OUTCOMES | {
    ToetsOutcome.SUPPORTS: "de cijfers ondersteunen de prioriteit",
    ToetsOutcome.IMPROVING: "de cijfers wijzen op verbetering",
    ToetsOutcome.NO_REASON: "de cijfers geven geen aanleiding tot bijstellen",
    ToetsOutcome.MIXED: "de cijfers wijzen twee kanten op",
    ToetsOutcome.NOT_BY_FIGURES: "de cijfers beslissen hier niet",
    ToetsOutcome.INSUFFICIENT: "er zijn onvoldoende cijfers",
}
_WHY = {
    ToetsOutcome.SUPPORTS: "Alle cijfers die beslissen, of een duidelijke meerderheid, zijn ongunstig.",
    ToetsOutcome.IMPROVING: "Alle cijfers die beslissen, of een duidelijke meerderheid, zijn gunstig.",
    ToetsOutcome.NO_REASON: "Alle cijfers die beslissen, of een duidelijke meerderheid, zijn gelijk.",
    ToetsOutcome.MIXED: "Geen van de kanten heeft een duidelijke meerderheid.",
    ToetsOutcome.CONTRADICT: "Het een wijst de ene kant op, het ander de andere; we tellen ze niet bij elkaar op.",
    ToetsOutcome.NOT_BY_FIGURES: (
        "Wat de politie zoekt, vindt zij: meer controles geven meer registraties. De cijfers zijn hier context."
    ),
    ToetsOutcome.INSUFFICIENT: "Nodig zijn twee cijfers die beslissen, of één met een begin en een lijn.",
}
_SAYS = {
    Says.WORSE: "ongunstig",
    Says.BETTER: "gunstig",
    Says.SAME: "gelijk",
    Says.BOTH: "gemengd",
    Says.NONE: "geen oordeel",
}
_FIGURES = {
    FigureOutcome.UNFAVOURABLE: "ongunstig",
    FigureOutcome.STAYS_UNFAVOURABLE: "ongunstig: blijft {high}",
    FigureOutcome.FAVOURABLE: "gunstig",
    FigureOutcome.SAME: "gelijk",
    FigureOutcome.UNFAVOURABLE_BUT_IMPROVING: "gemengd: {high}, maar {better}",
    FigureOutcome.MIXED: "gemengd",
    FigureOutcome.LEVEL_ONLY: "onbekend: alleen het niveau",
    FigureOutcome.NOT_COMPARABLE: "onvoldoende: niet te vergelijken",
    FigureOutcome.UNKNOWN: "onbekend",
}
_EXCLUDED = {
    "no_figure": "geen open cijfer",
    "not_fetched": "nog niet opgehaald",
    "found": "meer controles geven meer registraties",
    "no_polarity": "niet goed of slecht",
    "modelled": "berekend, geen telling",
    "old": f"ouder dan {numbers.word(OLDEST)} jaar",
    "no_interval": "geen marge bekend",
    "nothing_to_compare": "niets om mee te vergelijken",
    "not_comparable": "niet te vergelijken",
    "supporting": "aanvullend",
}


def assessment_label(outcome: ToetsOutcome) -> str:
    """The outcome of a toets in a few words: 'cijfers ondersteunen de prioriteit'."""
    return _OUTCOMES[outcome]


def says_label(says: Says) -> str:
    """'ongunstig', 'gunstig', 'gelijk', 'gemengd' or 'geen oordeel'."""
    return _SAYS[says]


def figure_label(said: FigureOutcome, indicator: Indicator) -> str:
    """What one figure says: 'ongunstig: blijft hoog', 'gemengd: hoog, maar dalend'; of a figure that should be high
    'laag, maar stijgend'.
    """
    high_is_good = indicator.polarity == Polarity.HIGHER_IS_BETTER
    words = {"high": "laag", "better": "stijgend"} if high_is_good else {"high": "hoog", "better": "dalend"}
    return _FIGURES[said].format(**words)


def excluded_label(excluded: str) -> str:
    """Why an indicator does not decide: 'geen open cijfer', 'ouder dan twee jaar'; empty where it does."""
    return _EXCLUDED[excluded] if excluded else ""


def assessment_verdict(row: Assessment) -> str:
    """The outcome, how register and survey are judged, and why that gives this outcome."""
    where = areas.place(row.area)
    first = f"Toets {row.year} van ‘{row.priority.title}’ in {where}: {_SAID[row.outcome]}."
    return " ".join([first, _side(row.register, "Register"), _side(row.survey, "Beleving"), _WHY[row.outcome]])


def assessment_rest(row: Assessment, parts: Sequence[AssessmentPart], indicators: Mapping[str, Indicator]) -> str:
    """What does not decide, and why; and what is missing altogether."""
    return " ".join(line for line in (_left_out(parts, indicators), _missing(row)) if line)


def _side(side: Side, label: str) -> str:
    """Rule: 'Register ongunstig: van de drie cijfers die beslissen zijn er twee ongunstig en één gunstig.' All of
    them: 'beide cijfers die beslissen', 'alle drie de cijfers die beslissen'; one: 'één cijfer beslist'."""
    counts = {Says.WORSE: side.worse, Says.BETTER: side.better, Says.SAME: side.same, Says.BOTH: side.both}
    total = sum(counts.values())
    if not total:
        return f"{label}: geen oordeel."
    judged = says_label(side.says)
    if total == 1:
        return f"{label} {judged}: één cijfer beslist."
    told = [f"{numbers.word(n)} {says_label(kind)}" for kind, n in counts.items() if n]
    if len(told) == 1:
        every = "beide" if total == 2 else f"alle {numbers.word(total)} de"
        return f"{label} {judged}: {every} cijfers die beslissen."
    return f"{label} {judged}: van de {numbers.word(total)} cijfers die beslissen zijn er {enumerate_names(told)}."


def part_sentence(part: AssessmentPart, indicator: Indicator) -> str:
    """One linked figure with all its signs and what it says.

    Rule: '{Label}: {figure} in {period} ({count; margin}); {movement}; {place among likes}; {level}; {goal};
    {reservations}. Oordeel: {…}.' Only what is known.
    """
    fact = part.fact
    if fact is None or fact.value is None:
        return f"{indicator.label}: {excluded_label(part.excluded or 'no_figure')}."
    figure = f"{facts.figure_with_unit(fact, indicator)} {periods.in_period(fact.period)}"
    signs = [moves_clause(fact, indicator), likes_clause(fact, indicator), comparison_clause(fact, indicator)]
    more = [*signs, goal_clause(part, indicator), _reservations(fact, part.old)]
    told = "; ".join([figure + facts.in_brackets(fact, indicator), *filter(None, more)])
    judged, _, why = figure_label(part.said, indicator).partition(": ")
    return f"{indicator.label}: {told}. Oordeel: {judged}{f' ({why})' if why else ''}."


def _reservations(fact: Fact, old: bool) -> str:
    given = (("voorlopig", fact.provisional), ("indicatief", fact.indicative), (excluded_label("old"), old))
    words = [word for word, so in given if so]
    return f"het cijfer is {enumerate_names(words)}" if words else ""


def _left_out(parts: Sequence[AssessmentPart], indicators: Mapping[str, Indicator]) -> str:
    """Rule: 'Beslissen niet mee: X (geen open cijfer), Y (aanvullend).'"""
    told = [
        f"{indicators[part.indicator].label} ({excluded_label(part.excluded)})" for part in parts if not part.decides
    ]
    return f"Beslissen niet mee: {', '.join(told)}." if told else ""


def _missing(row: Assessment) -> str:
    """Rule: a kind of evidence without any linked figure is said; so is a priority without figures at all."""
    if not row.register.linked and not row.survey.linked:
        return "Bij deze prioriteit hoort nog geen open cijfer; dat zegt niet dat het hier niet speelt."
    if not row.register.linked:
        return "Uit het register is geen cijfer gekoppeld."
    return "" if row.survey.linked else "Over beleving is geen cijfer gekoppeld."


def finding_sentence(finding: Finding, indicator: Indicator) -> str:
    """A statement of Opvallend. Rule: `highlight` of its kind."""
    return highlight(finding.fact, indicator, finding.kind)


def candidate_sentence(row: Candidate, indicators: Mapping[str, Indicator]) -> str:
    """A theme as a candidate for a next plan.

    Rule: named after what was counted, with the theme behind it; 'score 48 van 100 (berekend uit de cijfers, niet
    vastgesteld)', then its three parts where they are known.
    Without figures that have a good side: that there is no score, and that this does not say that nothing is wrong.
    """
    counted = indicators[row.cases_indicator].label if row.cases_indicator in indicators else ""
    theme = f" (thema {row.theme_label.lower()})" if counted and counted != row.theme_label else ""
    what = f"{counted or row.theme_label}{theme} in {areas.place(row.area)}"
    documented = "Dit thema is hier al een prioriteit." if row.documented else ""
    if row.score is None:
        first = (
            f"{what}: geen score, want er is geen open cijfer met een goede en een slechte kant. "
            "Dat zegt niet dat het hier niet speelt."
        )
        return " ".join(filter(None, [first, _sentence(_cases(row, indicators)), documented]))
    parts = [
        _share(row.high, row.figures, "is ongunstiger dan de vergelijking"),
        _share(row.worsening, row.figures, "wordt ongunstiger"),
        _cases(row, indicators),
    ]
    basis = f"{COMPUTED}; cijfers: {numbers.number(row.figures)}"
    first = f"{what}: score {numbers.number(row.score)} van 100 ({basis})."
    return " ".join(filter(None, [first, _sentence("; ".join(filter(None, parts))), documented]))


def _sentence(text: str) -> str:
    return text and f"{capital(text)}."


def _share(share: float | None, figures: int, what: str) -> str:
    """'33 % van de cijfers wordt ongunstiger'; of one figure no percentage: 'dit ene cijfer …', where it is so."""
    if share is not None and figures == 1:
        return f"dit ene cijfer {what}" if share else ""
    return "" if share is None else f"{numbers.percent(100 * share, 0)} van de cijfers {what}"


def _cases(row: Candidate, indicators: Mapping[str, Indicator]) -> str:
    if row.cases is None:
        return ""
    indicator = indicators[row.cases_indicator]
    return f"{numbers.count_cases(row.cases, facts.noun(indicator))} {periods.in_period(row.cases_period)}"
