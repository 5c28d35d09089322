"""The sentences of the toets, findings and candidates, on made-up records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ivp.analysis.goals import GoalState
from ivp.analysis.toets import FigureOutcome, Outcome, Position
from ivp.catalog.plan import Evidence, PlanLevel, Priority, Standing, Weight
from ivp.facts import BaseChange
from ivp.outcomes import FindingKind, Movement
from ivp.plan_facts import Assessment, AssessmentPart, Candidate, Finding, PartGoal, Says, Side
from ivp.wording import assessments as a
from tests.wording.examples import DRUGS, RATE, SURVEY, THEFT, area, fact, likes, moves

INDICATORS = {indicator.id: indicator for indicator in (RATE, THEFT, DRUGS, SURVEY)}
PLAIN = str.maketrans("\u00a0", " ")
PRIORITY = Priority(
    id="p", level=PlanLevel.LOKAAL, area="GM0001", title="Veilig wonen", theme="wonen", start=2023, end=2026,
    standing=Standing.VOORBEELD, source="verzonnen",
)  # fmt: skip
NO_SIDE = Side(Says.NONE, worse=0, better=0, same=0, both=0, linked=1)
UNLINKED = replace(NO_SIDE, linked=0)


def side(says: Says, **counts: int) -> Side:
    return replace(NO_SIDE, says=says, **counts)


def toets(outcome: Outcome, register: Side = NO_SIDE, survey: Side = NO_SIDE) -> Assessment:
    return Assessment(PRIORITY, area("GM0001", "Aadorp"), 2024, outcome, register, survey)


PART = AssessmentPart(
    indicator=RATE.id,
    evidence=Evidence.REGISTER,
    weight=Weight.LEAD,
    decides=True,
    excluded="",
    said=FigureOutcome.UNFAVOURABLE_BUT_IMPROVING,
    position=Position.UNFAVOURABLE,
    old=False,
    fact=fact("change", moves=moves("down"), likes=likes("high", 1)),
    goal=None,
)
BARE = replace(PART, fact=fact("change", "reference"), said=FigureOutcome.UNFAVOURABLE)
CAVEAT = (
    "De toets zegt wat de cijfers laten zien, niet of het plan werkt. Een doel dat niet is gehaald, is nog geen "
    "mislukt plan: omstandigheden en capaciteit tellen ook."
)


def test_every_outcome_has_its_words():
    assert [a.assessment_label(outcome) for outcome in Outcome] == [
        "cijfers ondersteunen de prioriteit",
        "cijfers wijzen op verbetering",
        "geen aanleiding tot bijstellen",
        "cijfers wijzen twee kanten op",
        "register en beleving spreken elkaar tegen",
        "cijfers beslissen hier niet",
        "onvoldoende cijfers",
    ]
    assert [a.says_label(says) for says in Says] == ["ongunstig", "gunstig", "gelijk", "gemengd", "geen oordeel"]


@pytest.mark.parametrize(
    ("said", "lower", "higher"),
    [
        (FigureOutcome.UNFAVOURABLE, "ongunstig", "ongunstig"),
        (FigureOutcome.STAYS_UNFAVOURABLE, "ongunstig: blijft hoog", "ongunstig: blijft laag"),
        (FigureOutcome.FAVOURABLE, "gunstig", "gunstig"),
        (FigureOutcome.SAME, "gelijk", "gelijk"),
        (
            FigureOutcome.UNFAVOURABLE_BUT_IMPROVING,
            "gemengd: hoog, maar dalend",
            "gemengd: laag, maar stijgend",
        ),
        (FigureOutcome.MIXED, "gemengd", "gemengd"),
        (FigureOutcome.LEVEL_ONLY, "onbekend: alleen het niveau", "onbekend: alleen het niveau"),
        (FigureOutcome.NOT_COMPARABLE, "onvoldoende: niet te vergelijken", "onvoldoende: niet te vergelijken"),
        (FigureOutcome.UNKNOWN, "onbekend", "onbekend"),
    ],
)
def test_what_one_figure_says_goes_by_which_side_is_good(said: FigureOutcome, lower: str, higher: str):
    assert a.figure_label(said, RATE) == lower
    assert a.figure_label(said, SURVEY) == higher


@pytest.mark.parametrize(
    ("excluded", "why"),
    [
        ("", ""),
        ("no_figure", "geen open cijfer"),
        ("not_fetched", "nog niet opgehaald"),
        ("found", "meer controles geven meer registraties"),
        ("no_polarity", "niet goed of slecht"),
        ("modelled", "berekend, geen telling"),
        ("old", "ouder dan twee jaar"),
        ("no_interval", "geen marge bekend"),
        ("nothing_to_compare", "niets om mee te vergelijken"),
        ("not_comparable", "niet te vergelijken"),
        ("supporting", "aanvullend"),
    ],
)
def test_why_a_figure_does_not_decide(excluded: str, why: str):
    assert a.excluded_label(excluded) == why


def test_a_part_with_every_sign():
    assert a.part_sentence(PART, RATE).translate(PLAIN) == (
        "Misdrijven totaal: 53,8 misdrijven per 1.000 inwoners in 2024 (4.185 gevallen; 95 %-marge 52,2–55,4); "
        "daalt: 11 % lager dan in 2019 (60,1), een dalende lijn over 2020–2024; "
        "hoogste van 11 vergelijkbare gemeenten (midden 40,0), ongewoon hoog, buiten wat die onderling verschillen; "
        "duidelijk hoger dan de rest van het district (42,0). Oordeel: gemengd (hoog, maar dalend)."
    )


def test_a_part_with_few_signs_and_reservations():
    few = fact(
        "change", "reference", numerator=24.0, value=0.31, lower=0.2, upper=0.46, indicative=True, state="provisional"
    )
    part = replace(BARE, fact=few, said=FigureOutcome.LEVEL_ONLY)
    assert a.part_sentence(part, RATE).translate(PLAIN) == (
        "Misdrijven totaal: 0,31 misdrijven per 1.000 inwoners in 2024 (24 gevallen; 95 %-marge 0,20–0,46); "
        "het cijfer is voorlopig en indicatief. Oordeel: onbekend (alleen het niveau)."
    )
    old = replace(BARE, old=True, said=FigureOutcome.SAME)
    assert a.part_sentence(old, RATE).endswith("; het cijfer is ouder dan twee jaar. Oordeel: gelijk.")


def test_a_level_without_a_difference_that_counts_is_told_as_well():
    part = replace(BARE, fact=fact("change", outcome="similar"), said=FigureOutcome.SAME)
    told = a.part_sentence(part, RATE)
    assert told.endswith("; geen verschil dat telt met de rest van het district (42,0). Oordeel: gelijk.")


def test_a_change_without_a_percentage_gives_its_base_only():
    grown = moves("up", None, BaseChange("2021-2022", 30.0, None, Movement.UP), "up")
    told = a.part_sentence(replace(BARE, fact=fact("change", "reference", moves=grown)), RATE)
    assert "; stijgt: hoger dan het gemiddelde van 2021–2022 (30,0), een stijgende lijn over 2020–2024. Oordeel" in told


def test_a_part_with_a_goal_and_one_without_a_figure():
    told = a.part_sentence(replace(BARE, goal=PartGoal("g", GoalState.BEHIND, 50.0, False)), RATE)
    assert "; streefwaarde achter op schema (nu nodig: 50,0). Oordeel" in told
    for unknown in (None, fact("figure")):
        assert a.part_sentence(replace(PART, fact=unknown), RATE) == "Misdrijven totaal: geen open cijfer."
    waiting = replace(PART, fact=None, decides=False, excluded="not_fetched")
    assert a.part_sentence(waiting, RATE) == "Misdrijven totaal: nog niet opgehaald."


def test_a_goal_that_is_not_known_is_not_named():
    unknown = replace(BARE, goal=PartGoal("g", GoalState.UNKNOWN, None, False))
    assert a.part_sentence(unknown, RATE) == a.part_sentence(BARE, RATE)


def test_the_verdict_and_what_does_not_decide():
    given = toets(Outcome.MIXED, side(Says.BOTH, both=1, linked=3), side(Says.SAME, same=1, linked=1))
    parts = [
        PART,
        replace(PART, indicator=THEFT.id, decides=False, excluded="old"),
        replace(PART, indicator=DRUGS.id, decides=False, excluded="found"),
    ]
    assert a.assessment_verdict(given) == (
        "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers wijzen twee kanten op. "
        "Register gemengd: één cijfer beslist. Beleving gelijk: één cijfer beslist. "
        "Geen van de kanten heeft een duidelijke meerderheid."
    )
    assert a.assessment_rest(given, parts, INDICATORS) == (
        "Beslissen niet mee: Fietsdiefstal (ouder dan twee jaar), Drugshandel (meer controles geven meer registraties)."
    )
    assert a.CAVEAT == CAVEAT


def test_a_figure_of_a_survey_with_its_margin_and_its_judgement():
    felt = fact(
        "change", "reference", indicator=SURVEY.id, value=35.2, numerator=None, denominator=None, lower=31.0, upper=39.4
    )
    part = replace(BARE, indicator=SURVEY.id, evidence=Evidence.SURVEY, fact=felt, said=FigureOutcome.SAME)
    assert a.part_sentence(part, SURVEY).translate(PLAIN) == (
        "Tevreden over de politie in de buurt: 35,2 % in 2024 (95 %-marge 31,0–39,4 %). Oordeel: gelijk."
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (toets(Outcome.SUPPORTS, side(Says.WORSE, worse=3)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers ondersteunen de prioriteit. "
         "Register ongunstig: alle drie de cijfers die beslissen. Beleving: geen oordeel. "
         "Alle cijfers die beslissen, of een duidelijke meerderheid, zijn ongunstig."),
        (toets(Outcome.IMPROVING, side(Says.BETTER, better=2, same=1)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers wijzen op verbetering. "
         "Register gunstig: van de drie cijfers die beslissen zijn er twee gunstig en één gelijk. "
         "Beleving: geen oordeel. Alle cijfers die beslissen, of een duidelijke meerderheid, zijn gunstig."),
        (toets(Outcome.NO_REASON, side(Says.SAME, same=2)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers geven geen aanleiding tot bijstellen. "
         "Register gelijk: beide cijfers die beslissen. Beleving: geen oordeel. "
         "Alle cijfers die beslissen, of een duidelijke meerderheid, zijn gelijk."),
        (toets(Outcome.MIXED, side(Says.BOTH, worse=1, better=1, same=1, both=1)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers wijzen twee kanten op. "
         "Register gemengd: van de vier cijfers die beslissen zijn er één ongunstig, één gunstig, één gelijk en één "
         "gemengd. Beleving: geen oordeel. Geen van de kanten heeft een duidelijke meerderheid."),
        (toets(Outcome.CONTRADICT, side(Says.BETTER, better=1), side(Says.WORSE, worse=1)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: register en beleving spreken elkaar tegen. "
         "Register gunstig: één cijfer beslist. Beleving ongunstig: één cijfer beslist. "
         "Het een wijst de ene kant op, het ander de andere; we tellen ze niet bij elkaar op."),
        (toets(Outcome.NOT_BY_FIGURES),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: de cijfers beslissen hier niet. "
         "Register: geen oordeel. Beleving: geen oordeel. "
         "Wat de politie zoekt, vindt zij: meer controles geven meer registraties. De cijfers zijn hier context."),
        (toets(Outcome.INSUFFICIENT, side(Says.WORSE, worse=1)),
         "Toets 2024 van ‘Veilig wonen’ in Aadorp: er zijn onvoldoende cijfers. "
         "Register ongunstig: één cijfer beslist. Beleving: geen oordeel. "
         "Nodig zijn twee cijfers die beslissen, of één met een begin en een lijn."),
    ],
)  # fmt: skip
def test_the_verdict_in_words_for_every_outcome(given: Assessment, told: str):
    assert a.assessment_verdict(given) == told


def test_no_outcome_is_left_without_a_verdict():
    told = {a.assessment_verdict(toets(outcome)) for outcome in Outcome}
    assert len(told) == len(Outcome)
    assert not [text for text in told if ".." in text or "  " in text or not text.endswith(".")]


@pytest.mark.parametrize(
    ("register", "survey", "told"),
    [
        (NO_SIDE, NO_SIDE, ""),
        (NO_SIDE, UNLINKED, "Over beleving is geen cijfer gekoppeld."),
        (UNLINKED, NO_SIDE, "Uit het register is geen cijfer gekoppeld."),
        (UNLINKED, UNLINKED, "Bij deze prioriteit hoort nog geen open cijfer; dat zegt niet dat het hier niet speelt."),
    ],
)
def test_what_has_no_linked_figure_is_said(register: Side, survey: Side, told: str):
    assert a.assessment_rest(toets(Outcome.INSUFFICIENT, register, survey), [], {}) == told


def test_findings():
    given = Finding(fact(), FindingKind.COMPARISON, theme="wonen", strength=4.0)
    told = a.finding_sentence(given, RATE)
    assert told == (
        "Misdrijven totaal in Aadorp: 53,8 per 1.000 inwoners in 2024, in de rest van het district 42,0. "
        "Dat is duidelijk hoger."
    )
    nothing = replace(given, fact=fact("change"), kind=FindingKind.CHANGE)
    assert a.finding_sentence(nothing, RATE) == ""


CANDIDATE = Candidate(
    area=area("BT-A", "Team A"),
    theme="geweld",
    theme_label="Geweld en zeden",
    rank=1,
    score=48.1,
    high=1 / 3,
    worsening=1 / 9,
    size=0.4,
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
        "Misdrijven totaal (thema geweld en zeden) in basisteam Team A: score 48 van 100 (berekend uit de cijfers, "
        "niet vastgesteld; cijfers: 9). 33 % van de cijfers is ongunstiger dan de vergelijking; 11 % van de cijfers "
        "wordt ongunstiger; 985 misdrijven in 2024."
    )
    survey_only = told(cases=None, cases_indicator="", worsening=None, documented=True)
    assert survey_only.startswith("Geweld en zeden in basisteam Team A: score 48 van 100")
    assert survey_only.endswith(
        "cijfers: 9). 33 % van de cijfers is ongunstiger dan de vergelijking. Dit thema is hier al een prioriteit."
    )


def test_of_one_figure_no_percentage_is_given():
    assert told(figures=1, high=1.0, worsening=1.0).endswith(
        "cijfers: 1). Dit ene cijfer is ongunstiger dan de vergelijking; dit ene cijfer wordt ongunstiger; "
        "985 misdrijven in 2024."
    )
    assert "%" not in told(figures=1, high=0.0, worsening=1.0)
    assert "vergelijking" not in told(figures=1, high=0.0, worsening=1.0)


def test_a_candidate_with_a_score_only():
    assert told(cases=None, high=None, worsening=None).endswith("niet vastgesteld; cijfers: 9).")


def test_a_candidate_without_figures_is_not_called_good():
    unknown = {"score": None, "high": None, "worsening": None, "figures": 0}
    assert told(**unknown, cases=None, cases_indicator="") == (
        "Geweld en zeden in basisteam Team A: geen score, want er is geen open cijfer met een goede en een slechte "
        "kant. Dat zegt niet dat het hier niet speelt."
    )
    assert told(**unknown).endswith(" 985 misdrijven in 2024.")


def test_a_candidate_is_named_after_what_was_counted_and_not_twice():
    assert told(theme_label=RATE.label).startswith("Misdrijven totaal in basisteam Team A: score")
    stolen = told(cases_indicator=THEFT.id, cases=1.0)
    assert stolen.startswith("Fietsdiefstal (thema geweld en zeden) in basisteam Team A: score")
    assert stolen.endswith("; 1 diefstal in 2024.")
