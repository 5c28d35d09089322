"""The nouns of an indicator and the words read from a fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.facts import ALIKE
from ivp.wording import facts
from tests.wording.examples import NUMBER, RATE, SHARE, SURVEY, THEFT, fact


@pytest.mark.parametrize(
    ("label", "measure", "expected"),
    [
        ("Misdrijven totaal", "misdrijven", "het aantal misdrijven"),
        ("Totaal misdrijven", "misdrijven", "het aantal misdrijven"),
        ("Alle misdrijven (per buurt)", "misdrijven", "het aantal misdrijven"),
        ("Overige misdrijven", "misdrijven", "het aantal overige misdrijven"),
        ("Verkeersongevallen", "ongevallen", "het aantal verkeersongevallen"),
        ("Fietsdiefstal", "diefstallen", "het aantal gevallen van fietsdiefstal"),
        ("Diefstallen totaal", "diefstallen", "het aantal diefstallen"),
        ("WhatsApp-fraude", "misdrijven", "het aantal gevallen van WhatsApp-fraude"),
        ("Burengerucht", "registraties", "het aantal registraties van burengerucht"),
        ("Woninginbraak", "aantal", "het aantal gevallen van woninginbraak"),
        ("Totaal", "registraties", "het aantal registraties"),
    ],
)
def test_what_is_counted(label: str, measure: str, expected: str) -> None:
    assert facts.subject(RATE.model_copy(update={"label": label, "measure": measure})) == expected


def test_subject_of_other_figures() -> None:
    assert facts.subject(SURVEY) == "het aandeel ‘Tevreden over de politie in de buurt’"
    assert facts.subject(NUMBER) == "het cijfer ‘Gemiddelde WOZ-waarde’"


def test_reference_words() -> None:
    assert facts.reference(fact()) == "de rest van het district"
    assert facts.reference(fact(), short=True) == "het district"
    assert facts.reference(fact(rest=False)) == "het district"
    assert facts.reference(fact(reference="NL01", reference_name="Nederland")) == "de rest van Nederland"
    assert facts.reference(fact(reference="NL01", reference_name="Nederland", rest=False)) == "Nederland"
    assert facts.reference(fact("reference")) == ""
    given = fact()
    assert given.comparison
    alike = replace(given, comparison=replace(given.comparison, reference=ALIKE, rest=False))
    assert facts.reference(alike) == facts.reference(alike, short=True) == "vergelijkbare gemeenten"


def test_names_inside_a_sentence_keep_the_capitals_of_a_name() -> None:
    names = RATE.model_copy(update={"label": "WhatsApp-fraude", "short": "BHV-incidenten"})
    assert (facts.label_inside(names), facts.short_inside(names)) == ("WhatsApp-fraude", "BHV-incidenten")
    assert (facts.label_inside(RATE), facts.short_inside(RATE)) == ("misdrijven totaal", "misdrijven")


@pytest.mark.parametrize(
    ("short", "plural"),
    [
        ("Misdrijven (buurt bekend)", True), ("Diefstallen", True), ("Vernieling en beschadiging", True),
        ("Fietsdiefstal", False), ("Diefstal uit of vanaf auto", False), ("Bendevorming", False),
    ],
)  # fmt: skip
def test_which_names_take_a_plural_verb(short: str, plural: bool) -> None:
    assert facts.is_plural(RATE.model_copy(update={"short": short})) == plural


def test_brackets_hold_count_rounding_and_margin() -> None:
    assert facts.in_brackets(fact(), RATE) == " (4.185 gevallen; 95\u00a0%-marge 52,2–55,4)"
    assert "(4.185 gevallen, afgerond op 5; " in facts.in_brackets(fact(), THEFT)
    share = fact(numerator=920.0, denominator=4100.0, value=22.4, lower=21.2, upper=23.7)
    assert facts.in_brackets(share, SHARE) == " (920 van 4.100; 95\u00a0%-marge 21,2–23,7\u00a0%)"
    own = fact(value=61.0, numerator=float("nan"), lower=57.0, upper=65.0, answers=1812.0)
    assert facts.in_brackets(own, SURVEY) == " (1.812 antwoorden; 95\u00a0%-marge 57,0–65,0\u00a0%)"
    nothing = float("nan")
    assert facts.in_brackets(fact(numerator=nothing, lower=nothing, upper=nothing), NUMBER) == ""
