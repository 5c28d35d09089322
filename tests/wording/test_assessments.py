"""The sentences of the toets, findings and candidates, on made-up records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ivp.analysis.assessment import Judgement, Outcome
from ivp.analysis.goals import GoalState
from ivp.catalog.plan import Evidence, PlanLevel, Priority, Standing, Weight
from ivp.facts import BaseChange, FindingKind, Movement
from ivp.plan_facts import Assessment, AssessmentPart, Candidate, Finding, PartGoal, Side
from ivp.wording import assessments as a
from tests.wording.examples import DRUGS, RATE, SURVEY, THEFT, area, fact

INDICATORS = {indicator.id: indicator for indicator in (RATE, THEFT, DRUGS, SURVEY)}
PLAIN = str.maketrans("\u00a0", " ")
PRIORITY = Priority(
    id="p", level=PlanLevel.LOKAAL, area="GM0001", title="Veilig wonen", theme="wonen", start=2023, end=2026,
    standing=Standing.VOORBEELD, source="verzonnen",
)  # fmt: skip
NO_SIDE = Side(Judgement.UNKNOWN, worse=0, better=0, steady=0, linked=1)


def side(judgement: Judgement, **counts: int) -> Side:
    return replace(NO_SIDE, judgement=judgement, **counts)


def toets(outcome: Outcome, register: Side = NO_SIDE, survey: Side = NO_SIDE) -> Assessment:
    return Assessment(PRIORITY, area("GM0001", "Aadorp"), 2024, outcome, register, survey)


FACT = fact("change", direction="falling", trend_from="2020", trend_points=5)
BARE_FACT = fact("change", "reference")
PART = AssessmentPart(
    indicator=RATE.id,
    evidence=Evidence.REGISTER,
    weight=Weight.LEAD,
    decides=True,
    excluded="",
    judgement=Judgement.WORSE,
    contradictory=True,
    old=False,
    fact=FACT,
    base=BaseChange("2019", 60.1, -10.5, Movement.DOWN),
    mean=BaseChange("2020-2022", 54.0, -0.4, Movement.SAME),
    goal=None,
)
BARE = replace(PART, fact=BARE_FACT, base=None, mean=None, contradictory=False)


def test_labels():
    assert a.assessment_label(Outcome.SUPPORTS) == "cijfers ondersteunen de prioriteit"
    assert a.assessment_label(Outcome.NO_REASON) == "geen aanleiding tot bijstellen"
    assert a.assessment_label(Outcome.IMPROVING) == "cijfers wijzen op verbetering"
    assert a.assessment_label(Outcome.CONTRADICT) == "register en beleving spreken elkaar tegen"
    assert a.assessment_label(Outcome.INSUFFICIENT) == "onvoldoende cijfers"
    assert [a.judgement_label(judgement) for judgement in Judgement] == [
        "ongunstig", "gunstig", "neutraal", "geen oordeel",
    ]  # fmt: skip


def test_a_part_with_every_sign():
    assert a.part_sentence(PART, RATE).translate(PLAIN) == (
        "Misdrijven totaal: 53,8 misdrijven per 1.000 inwoners in 2024 (4.185 gevallen; 95 %-marge 52,2–55,4); "
        "duidelijk hoger dan de rest van het district (42,0); dalende lijn over 2020–2024; "
        "11 % lager dan in 2019 (60,1); geen verschil dat telt met het gemiddelde van 2020–2022 (54,0). "
        "Oordeel: ongunstig. De tekens spreken elkaar tegen."
    )


def test_a_part_with_few_signs_and_reservations():
    few = fact(
        "change", "reference", numerator=24.0, value=0.31, lower=0.2, upper=0.46, indicative=True, state="provisional"
    )
    part = replace(BARE, fact=few, judgement=Judgement.UNKNOWN)
    assert a.part_sentence(part, RATE).translate(PLAIN) == (
        "Misdrijven totaal: 0,31 misdrijven per 1.000 inwoners in 2024 (24 gevallen; 95 %-marge 0,20–0,46) "
        "(voorlopig en indicatief). Oordeel: geen oordeel."
    )


def test_a_change_without_a_percentage_says_that_it_is_more_than_chance():
    told = a.part_sentence(replace(BARE, mean=BaseChange("2021-2022", 30.0, None, Movement.UP)), RATE)
    assert "; hoger dan het gemiddelde van 2021–2022 (30,0), meer dan toeval. Oordeel" in told


def test_a_part_with_a_goal_and_one_without_a_figure():
    told = a.part_sentence(replace(BARE, goal=PartGoal("g", GoalState.BEHIND, 50.0, False)), RATE)
    assert "; streefwaarde achter op schema (nu nodig: 50,0). Oordeel" in told
    for unknown in (None, fact("figure")):
        assert a.part_sentence(replace(PART, fact=unknown), RATE) == "Misdrijven totaal: geen open cijfer."


def test_a_goal_that_is_not_known_is_not_named():
    unknown = replace(BARE, goal=PartGoal("g", GoalState.UNKNOWN, None, False))
    assert a.part_sentence(unknown, RATE) == a.part_sentence(BARE, RATE)


def test_a_whole_paragraph():
    felt = fact(
        "change", "reference", indicator=SURVEY.id, value=35.2, numerator=None, denominator=None, lower=31.0, upper=39.4
    )
    given = toets(
        Outcome.SUPPORTS, side(Judgement.WORSE, worse=1, linked=3), side(Judgement.STEADY, steady=1, linked=1)
    )
    stable = fact("change", direction="stable", trend_from="2020", trend_points=5)
    parts = [
        replace(PART, fact=stable, contradictory=False, mean=None),
        replace(PART, indicator=THEFT.id, decides=False, excluded="old"),
        replace(PART, indicator=DRUGS.id, decides=False, excluded="found"),
        replace(BARE, indicator=SURVEY.id, evidence=Evidence.SURVEY, fact=felt, judgement=Judgement.STEADY),
    ]
    assert a.assessment_text(given, parts, INDICATORS).translate(PLAIN) == (
        "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers ondersteunen de prioriteit. "
        "Register ongunstig: één cijfer beslist. Beleving neutraal: één cijfer beslist. "
        "Eén ongunstig oordeel is genoeg, als het andere niet gunstig is. "
        "Misdrijven totaal: 53,8 misdrijven per 1.000 inwoners in 2024 (4.185 gevallen; 95 %-marge 52,2–55,4); "
        "duidelijk hoger dan de rest van het district (42,0); geen duidelijke richting over 2020–2024; "
        "11 % lager dan in 2019 (60,1). Oordeel: ongunstig. "
        "Tevreden over de politie in de buurt: 35,2 % in 2024 (95 %-marge 31,0–39,4 %). Oordeel: neutraal. "
        "Beslissen niet mee: Fietsdiefstal (ouder dan twee jaar), "
        "Drugshandel (meer controles geven meer registraties). "
        "De toets zegt wat de cijfers laten zien, niet of het plan werkt. Een doel dat niet is gehaald, is nog geen "
        "mislukt plan: omstandigheden en capaciteit tellen ook."
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (toets(Outcome.NO_REASON, side(Judgement.STEADY, worse=1, better=1)),
         "Register neutraal: van de twee cijfers die beslissen zijn er één ongunstig en één gunstig. "
         "Beleving: geen oordeel. Geen van beide oordelen is gunstig of ongunstig."),
        (toets(Outcome.IMPROVING, side(Judgement.BETTER, better=2, steady=1)),
         "Register gunstig: van de drie cijfers die beslissen zijn er twee gunstig en één neutraal. "
         "Beleving: geen oordeel. Er is een gunstig oordeel en geen ongunstig."),
        (toets(Outcome.IMPROVING, side(Judgement.BETTER, better=3)),
         "Register gunstig: alle drie de cijfers die beslissen. Beleving: geen oordeel."),
        (toets(Outcome.CONTRADICT, side(Judgement.BETTER, better=1), side(Judgement.WORSE, worse=1)),
         "Register gunstig: één cijfer beslist. Beleving ongunstig: één cijfer beslist. "
         "Het ene oordeel is gunstig, het andere ongunstig; we tellen ze niet bij elkaar op."),
        (toets(Outcome.INSUFFICIENT, survey=replace(NO_SIDE, linked=0)),
         "Register: geen oordeel. Beleving: geen oordeel. Geen enkel gekoppeld cijfer kan beslissen. "
         "Over beleving is geen cijfer gekoppeld."),
        (toets(Outcome.INSUFFICIENT, replace(NO_SIDE, linked=0), replace(NO_SIDE, linked=0)),
         "Geen enkel gekoppeld cijfer kan beslissen. Bij deze prioriteit hoort nog geen open cijfer; "
         "dat zegt niet dat het hier niet speelt."),
    ],
)  # fmt: skip
def test_the_rule_in_words_for_every_outcome(given, told):
    assert told in a.assessment_text(given, [], {})


def test_findings():
    given = Finding(fact(), FindingKind.COMPARISON, theme="wonen", strength=4.0, old=False)
    told = a.finding_sentence(given, RATE)
    assert told == (
        "Misdrijven totaal in Aadorp: 53,8 per 1.000 inwoners in 2024, in de rest van het district 42,0. "
        "Dat is duidelijk hoger."
    )
    assert a.finding_sentence(replace(given, old=True), RATE) == (
        told + " Dit is het nieuwste open cijfer; het is ouder dan twee jaar."
    )
    nothing = replace(given, fact=fact("change"), kind=FindingKind.CHANGE, old=True)
    assert a.finding_sentence(nothing, RATE) == ""


CANDIDATE = Candidate(
    area=area("BT-A", "Team A"),
    theme="geweld",
    theme_label="Geweld en zeden",
    score=48.1,
    high=1 / 3,
    worsening=1 / 9,
    large=1.0,
    figures=9,
    cases=985.0,
    cases_indicator=RATE.id,
    cases_period="2024",
    documented=False,
)


def told(**changed: Any) -> str:
    return a.candidate_sentence(replace(CANDIDATE, **changed), INDICATORS).translate(PLAIN)


def test_candidates():
    assert told() == (
        "Geweld en zeden in basisteam Team A: score 48 van 100 (berekend uit de cijfers, niet vastgesteld; cijfers: 9)."
        " 33 % van de cijfers is ongunstiger dan de vergelijking; 11 % van de cijfers wordt ongunstiger; "
        "985 misdrijven in 2024 (misdrijven totaal)."
    )
    survey_only = told(cases=None, cases_indicator="", worsening=None, documented=True)
    assert survey_only.endswith(
        "cijfers: 9). 33 % van de cijfers is ongunstiger dan de vergelijking. Dit thema is hier al een prioriteit."
    )


def test_a_candidate_with_a_score_only():
    assert told(cases=None, high=None, worsening=None).endswith("niet vastgesteld; cijfers: 9).")


def test_a_candidate_without_figures_is_not_called_good():
    unknown = {"score": None, "high": None, "worsening": None, "figures": 0}
    assert told(**unknown, cases=None, cases_indicator="") == (
        "Geweld en zeden in basisteam Team A: geen score, want er is geen open cijfer met een goede en een slechte "
        "kant. Dat zegt niet dat het hier niet speelt."
    )
    assert told(**unknown).endswith(" 985 misdrijven in 2024 (misdrijven totaal).")
