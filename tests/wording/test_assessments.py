"""The sentences of the toets, findings, signals and candidates, on made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.wording import assessments as a
from tests.wording.examples import DRUGS, RATE, SURVEY, THEFT, fact

NAN = float("nan")
INDICATORS = {indicator.id: indicator for indicator in (RATE, THEFT, DRUGS, SURVEY)}
PLAIN = str.maketrans("\u00a0", " ")


def row(**changed: Any) -> dict[str, Any]:
    counts = {f"{side}_{kind}": 0 for side in ("register", "survey") for kind in ("worse", "better", "steady")}
    given = {
        "priority": "p",
        "title": "Veilig wonen",
        "area": "GM0001",
        "area_name": "Aadorp",
        "area_level": "gemeente",
        "year": 2024,
        "outcome": "insufficient",
        "register": "unknown",
        "survey": "unknown",
        "register_linked": 1,
        "survey_linked": 1,
    }
    return counts | given | changed


def part(**changed: Any) -> dict[str, Any]:
    given = {
        "indicator": RATE.id,
        "evidence": "register",
        "weight": "hoofd",
        "decides": True,
        "excluded": "",
        "area_name": "Aadorp",
        "area_level": "gemeente",
        "period": "2024",
        "value": 53.8,
        "numerator": 4185.0,
        "denominator": 77800.0,
        "lower": 52.2,
        "upper": 55.4,
        "state": "value",
        "indicative": False,
        "old": False,
        "level_outcome": "much_higher",
        "reference": "PD-X",
        "reference_name": "De Polder",
        "reference_value": 42.0,
        "rest": True,
        "direction": "falling",
        "trend_from": "2020",
        "base_period": "2019",
        "base_value": 60.1,
        "base_percent": -10.5,
        "base_outcome": "down",
        "mean_period": "2020-2022",
        "mean_value": 54.0,
        "mean_percent": -0.4,
        "mean_outcome": "same",
        "judgement": "worse",
        "contradictory": True,
        "goal_state": None,
        "goal_needed": NAN,
    }
    return given | changed


BARE = {
    "level_outcome": None,
    "reference": None,
    "reference_name": None,
    "direction": None,
    "trend_from": None,
    "base_period": None,
    "base_outcome": None,
    "mean_period": None,
    "mean_outcome": None,
    "contradictory": False,
}


def test_labels():
    assert a.assessment_label("supports") == "cijfers ondersteunen de prioriteit"
    assert a.assessment_label("no_reason") == "geen aanleiding tot bijstellen"
    assert a.assessment_label("improving") == "cijfers wijzen op verbetering"
    assert a.assessment_label("contradict") == "register en beleving spreken elkaar tegen"
    assert a.assessment_label("insufficient") == "onvoldoende cijfers"
    assert [a.judgement_label(j) for j in ("worse", "better", "steady", "unknown")] == [
        "ongunstig", "gunstig", "neutraal", "geen oordeel",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="anders"):
        a.assessment_label("anders")


def test_a_part_with_every_sign():
    assert a.part_sentence(part(), RATE).translate(PLAIN) == (
        "Misdrijven totaal: 53,8 misdrijven per 1.000 inwoners in 2024 (4.185 gevallen; 95 %-marge 52,2–55,4); "
        "duidelijk hoger dan de rest van het district (42,0); dalende lijn over 2020–2024; "
        "11 % lager dan in 2019 (60,1); geen verschil dat telt met het gemiddelde van 2020–2022 (54,0). "
        "Oordeel: ongunstig. De tekens spreken elkaar tegen."
    )


def test_a_part_with_few_signs_and_reservations():
    few = part(**BARE, numerator=24.0, value=0.31, lower=0.2, upper=0.46, indicative=True, state="provisional")
    assert a.part_sentence(few | {"judgement": "unknown"}, RATE).translate(PLAIN) == (
        "Misdrijven totaal: 0,31 misdrijven per 1.000 inwoners in 2024 (24 gevallen; 95 %-marge 0,20–0,46) "
        "(voorlopig en indicatief). Oordeel: geen oordeel."
    )


def test_a_change_without_a_percentage_says_that_it_is_more_than_chance():
    told = a.part_sentence(part(**BARE) | {"mean_period": "2021-2022", "mean_value": 30.0, "mean_percent": NAN,
                                           "mean_outcome": "up"}, RATE)  # fmt: skip
    assert "; hoger dan het gemiddelde van 2021–2022 (30,0), meer dan toeval. Oordeel" in told


def test_a_part_with_a_goal_and_one_without_a_figure():
    told = a.part_sentence(part(**BARE, goal_state="behind", goal_needed=50.0), RATE)
    assert "; streefwaarde achter op schema (nu nodig: 50,0). Oordeel" in told
    assert a.part_sentence(part(value=None), RATE) == "Misdrijven totaal: geen open cijfer."


def test_a_whole_paragraph():
    survey = part(
        **BARE,
        indicator=SURVEY.id,
        evidence="beleving",
        value=35.2,
        numerator=NAN,
        denominator=NAN,
        lower=31.0,
        upper=39.4,
        judgement="steady",
    )
    given = row(
        outcome="supports", register="worse", survey="steady",
        register_worse=1, survey_steady=1, register_linked=3, survey_linked=1,
    )  # fmt: skip
    parts = [
        part(contradictory=False, direction="stable", mean_period=None, mean_outcome=None),
        part(indicator=THEFT.id, decides=False, excluded="old"),
        part(indicator=DRUGS.id, decides=False, excluded="found"),
        survey,
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
        ({"outcome": "no_reason", "register": "steady", "register_worse": 1, "register_better": 1},
         "Register neutraal: van de twee cijfers die beslissen zijn er één ongunstig en één gunstig. "
         "Beleving: geen oordeel. Geen van beide oordelen is gunstig of ongunstig."),
        ({"outcome": "improving", "register": "better", "register_better": 2, "register_steady": 1},
         "Register gunstig: van de drie cijfers die beslissen zijn er twee gunstig en één neutraal. "
         "Beleving: geen oordeel. Er is een gunstig oordeel en geen ongunstig."),
        ({"outcome": "improving", "register": "better", "register_better": 3},
         "Register gunstig: alle drie de cijfers die beslissen. Beleving: geen oordeel."),
        ({"outcome": "contradict", "register": "better", "register_better": 1, "survey": "worse", "survey_worse": 1},
         "Register gunstig: één cijfer beslist. Beleving ongunstig: één cijfer beslist. "
         "Het ene oordeel is gunstig, het andere ongunstig; we tellen ze niet bij elkaar op."),
        ({"outcome": "insufficient", "survey_linked": 0},
         "Register: geen oordeel. Beleving: geen oordeel. Geen enkel gekoppeld cijfer kan beslissen. "
         "Over beleving is geen cijfer gekoppeld."),
        ({"outcome": "insufficient", "survey_linked": 0, "register_linked": 0},
         "Geen enkel gekoppeld cijfer kan beslissen. Bij deze prioriteit hoort nog geen open cijfer; "
         "dat zegt niet dat het hier niet speelt."),
    ],
)  # fmt: skip
def test_the_rule_in_words_for_every_outcome(given, told):
    assert told in a.assessment_text(row(**given), [], {})


def test_findings_and_signals():
    given = fact(kind="comparison", old=False)
    told = a.finding_sentence(given, RATE)
    assert told == (
        "Misdrijven totaal in Aadorp: 53,8 per 1.000 inwoners in 2024, in de rest van het district 42,0. "
        "Dat is duidelijk hoger."
    )
    assert a.finding_sentence(fact(kind="comparison", old=True), RATE) == (
        told + " Dit is het nieuwste open cijfer; het is ouder dan twee jaar."
    )
    assert a.signal_sentence(given, RATE) == (
        told + " Geen prioriteit die hier geldt gaat hierover (berekend uit de cijfers, niet vastgesteld)."
    )
    assert a.signal_sentence(fact("change", kind="change", old=False), RATE) == ""


def candidate(**changed: Any) -> dict[str, Any]:
    given = {
        "theme_label": "Geweld en zeden",
        "area_name": "Team A",
        "area_level": "basisteam",
        "score": 48.1,
        "high": 1 / 3,
        "worsening": 1 / 9,
        "figures": 9,
        "cases": 985.0,
        "cases_indicator": RATE.id,
        "cases_period": "2024",
        "documented": False,
    }
    return given | changed


def test_candidates():
    assert a.candidate_sentence(candidate(), INDICATORS).translate(PLAIN) == (
        "Geweld en zeden in basisteam Team A: score 48 van 100 (berekend uit de cijfers, niet vastgesteld; cijfers: 9)."
        " 33 % van de cijfers is ongunstiger dan de vergelijking; 11 % van de cijfers wordt ongunstiger; "
        "985 misdrijven in 2024 (misdrijven totaal)."
    )
    survey_only = candidate(cases=NAN, cases_indicator=None, worsening=NAN, documented=True)
    assert (
        a.candidate_sentence(survey_only, INDICATORS)
        .translate(PLAIN)
        .endswith(
            "cijfers: 9). 33 % van de cijfers is ongunstiger dan de vergelijking. Dit thema is hier al een prioriteit."
        )
    )


def test_a_candidate_without_figures_is_not_called_good():
    none = candidate(score=NAN, high=NAN, worsening=NAN, figures=0, cases=NAN, cases_indicator=None)
    assert a.candidate_sentence(none, INDICATORS) == (
        "Geweld en zeden in basisteam Team A: geen score, want er is geen open cijfer met een goede en een slechte "
        "kant. Dat zegt niet dat het hier niet speelt."
    )
    found = candidate(score=NAN, high=NAN, worsening=NAN, figures=0)
    assert a.candidate_sentence(found, INDICATORS).endswith(" 985 misdrijven in 2024 (misdrijven totaal).")
