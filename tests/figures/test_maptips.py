"""Shared explanations: filled in as a browser does it, each says exactly what it said in full."""

from __future__ import annotations

from ivp.figures.maptips import Tips, shared
from tests.figures.examples import shown_tip

TOLD = "misdrijven per 1.000 inwoners in 2024"
TIPS = [
    *(
        f"Buurt {n} (Aadorp): {n},5 {TOLD} (1.20{n} gevallen; 95\u00a0%-marge {n},1–1{n},0).\n"
        "Dat is hoger dan het district (8,0)."
        for n in range(1, 9)
    ),
    *(f"Buurt {n} (Beedorp): {n} misdrijven in 2024.\nPer 1.000 inwoners is niet te geven." for n in range(1, 9)),
    "Buurt 't Veld <b> & Co (Aadorp): 5 misdrijven in 2024.\nPer 1.000 inwoners is niet te geven.",
    "Geen cijfer",
]


def packed(tips: list[str]) -> Tips:
    made = shared(tips)
    assert made
    return made


def test_every_explanation_reads_as_it_did() -> None:
    made = packed(TIPS)
    assert [shown_tip(made.html, fields) for fields in made.fields] == TIPS


def test_only_what_differs_is_sent_per_area() -> None:
    made = packed(TIPS)
    first = list(made.fields[0].values())
    assert first == ["block", "Buurt 1 (Aadorp)", "1,5", "1.201", "1,1", "11,0"]
    assert made.html.count(TOLD) == 1
    assert made.html.count("Dat is hoger dan het district (8,0).") == 1


def test_the_words_are_never_markup() -> None:
    made = packed(["Aa: 1 <b>&</b>.", "Bb: 2 <b>&</b>.", *TIPS])
    assert "<b>" not in made.html
    assert shown_tip(made.html, made.fields[0]) == "Aa: 1 <b>&</b>."


def test_a_text_with_braces_of_its_own_is_left_alone() -> None:
    assert shared(["Wijk {0} (Aadorp): 1 misdrijf.", *TIPS]) is None


def test_few_that_share_nothing_are_shorter_in_full() -> None:
    assert shared(["Aadorp: 1 misdrijf.", "Beedorp heeft geen cijfer."]) is None
    assert shared([]) is None


def test_more_forms_than_there_are_letters_are_left_in_full() -> None:
    assert shared([f"Aadorp: {'a' * n} {m}" for n in range(1, 40) for m in range(9)]) is None
