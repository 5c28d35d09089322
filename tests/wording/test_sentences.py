"""Sentences about one figure: every rule, on made-up facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ivp.catalog.models import AreaKind
from ivp.facts import ALIKE
from ivp.outcomes import FindingKind
from ivp.wording import sentences
from tests.wording.examples import DRUGS, NUMBER, RATE, SCALE, SURVEY, THEFT, fact, likes, moves

NAN = float("nan")
P = "\u00a0%"
FIRST = f"Aadorp: 53,8 misdrijven per 1.000 inwoners in 2024 (4.185 gevallen; 95{P}-marge 52,2–55,4)."


def test_cell_with_comparison_and_change() -> None:
    assert sentences.cell(fact(), RATE) == (
        f"{FIRST} Dat is duidelijk hoger dan de rest van het district (42,0). "
        f"Daling van 10{P} ten opzichte van 2023 (4.635 gevallen), meer dan toeval."
    )


def test_cell_without_difference_that_counts() -> None:
    row = fact(outcome="similar", change_outcome="same", change_percent=1.2)
    assert sentences.cell(row, RATE) == (
        f"{FIRST} Geen verschil dat telt met de rest van het district (42,0). "
        "Geen verschil dat telt met 2023 (4.635 gevallen)."
    )


def test_cell_without_reference_and_change_is_one_sentence() -> None:
    assert sentences.cell(fact("reference", "change"), RATE) == FIRST


def test_cell_of_a_figure_that_cannot_be_compared_names_the_other() -> None:
    row = fact("change", outcome="none", reference_value=300.0, rest=False, value=312.0, numerator=NAN, lower=NAN)
    assert sentences.cell(row, NUMBER) == "Aadorp: 312 x 1.000 euro in 2024. Ter vergelijking: het district 300."
    assert sentences.cell(fact("change", outcome="none", reference_value=NAN), RATE) == FIRST


def test_cell_with_few_cases_is_indicative_and_has_no_percentage() -> None:
    row = fact(
        value=0.38,
        numerator=10.0,
        lower=0.18,
        upper=0.7,
        indicative=True,
        outcome="much_lower",
        reference_value=2.5,
        change_outcome="down",
        change_percent=NAN,
        previous_numerator=25.0,
    )
    assert sentences.cell(row, THEFT) == (
        "Aadorp: 0,38 diefstallen per 1.000 inwoners in 2024 (10 gevallen, afgerond op 5; "
        f"95{P}-marge 0,18–0,70). "
        "Dat is duidelijk lager dan de rest van het district (2,5). "
        "Daling ten opzichte van 2023 (25 gevallen), meer dan toeval. "
        "Indicatief: minder dan 100 gevallen, toeval weegt zwaar."
    )


def test_cell_with_one_and_with_no_case() -> None:
    one = sentences.cell(fact("reference", "change", value=0.1, numerator=1.0, lower=0.0, upper=0.4), RATE)
    assert "(1 geval; " in one
    zero = sentences.cell(fact("reference", "change", value=0.0, numerator=0.0, lower=0.0, upper=0.14), RATE)
    assert zero == (f"Aadorp: 0,00 misdrijven per 1.000 inwoners in 2024 (0 gevallen; 95{P}-marge 0,00–0,14).")


def test_cell_provisional_month() -> None:
    row = fact("reference", period="2025-03", state="provisional", previous_period="2024-03")
    text = sentences.cell(row, RATE)
    assert "in maart 2025" in text
    assert "ten opzichte van maart 2024" in text
    assert text.endswith("Voorlopig cijfer.")


def test_cell_with_trend() -> None:
    row = fact("reference", "change", direction="rising", trend_from="2020", trend_points=5)
    assert sentences.cell(row, RATE) == f"{FIRST} Stijgende lijn over vijf cijfers (2020–2024)."
    stable = sentences.cell(fact("reference", "change", direction="stable", trend_from="2020"), RATE)
    assert stable.endswith("Geen duidelijke richting over vijf cijfers (2020–2024).")


def test_cell_with_movement_tells_the_signals_and_not_the_line_again() -> None:
    row = fact("reference", "change", moves=moves("down"), likes=likes("usual"), direction="falling")
    assert sentences.cell(row, RATE) == (
        f"{FIRST} 3e van 11 vergelijkbare gemeenten (midden 40,0), binnen wat die onderling verschillen. "
        f"Daalt: 11{P} lager dan in 2019 (60,1), een dalende lijn over 2020–2024."
    )


def test_cell_with_everything_has_its_sentences_in_one_order() -> None:
    row = fact(moves=moves("down"), likes=likes("high", place=1), indicative=True, state="provisional")
    text = sentences.cell(row, RATE)
    starts = (
        FIRST,
        "Dat is duidelijk hoger dan",
        "Hoogste van 11",
        "Daalt: ",
        "Daling van",
        "Indicatief: ",
        "Voorlopig",
    )
    assert [text.index(start) for start in starts] == sorted(text.index(start) for start in starts)
    assert ".." not in text
    assert "  " not in text


def test_cell_without_enough_signals_or_likes_says_nothing_of_them() -> None:
    row = fact("reference", "change", moves=moves("unknown", mean=None, line="none"), likes=likes("unknown"))
    assert sentences.cell(row, RATE) == FIRST


def test_cell_against_similar_municipalities() -> None:
    row = fact("change", outcome="higher", reference_value=40.0)
    assert row.comparison
    alike = replace(row, comparison=replace(row.comparison, reference=ALIKE, rest=False))
    assert sentences.cell(alike, RATE) == f"{FIRST} Dat is hoger dan vergelijkbare gemeenten (40,0)."
    assert sentences.comparison_clause(alike, RATE) == "hoger dan vergelijkbare gemeenten (40,0)"
    placed = replace(alike, likes=likes("high", 1))
    assert sentences.comparison_clause(placed, RATE) == ""
    assert sentences.cell(placed, RATE) == (
        f"{FIRST} Hoogste van 11 vergelijkbare gemeenten (midden 40,0), ongewoon hoog, buiten wat die onderling "
        "verschillen."
    )


def test_cell_of_an_own_survey_says_how_many_answered() -> None:
    row = fact("reference", "change", value=61.0, lower=57.0, upper=65.0, numerator=NAN, owner="Aadorp", answers=812.0)
    assert sentences.cell(row, SURVEY) == f"Aadorp: 61,0{P} in 2024 (812 antwoorden; 95{P}-marge 57,0–65,0{P})."


def test_cell_of_a_survey() -> None:
    row = fact(
        area="PD-X",
        area_name="De Polder",
        level="district",
        period="2019",
        value=22.1,
        numerator=NAN,
        denominator=NAN,
        lower=20.1,
        upper=24.1,
        reference="NL01",
        reference_name="Nederland",
        reference_value=27.8,
        rest=False,
        outcome="much_lower",
        previous_period="2017",
        previous_value=25.0,
        previous_numerator=NAN,
        change_percent=NAN,
        change_outcome="same",
    )
    assert sentences.cell(row, SURVEY) == (
        f"Het district De Polder: 22,1{P} in 2019 (95{P}-marge 20,1–24,1{P}). "
        f"Dat is duidelijk lager dan Nederland (27,8{P}). Geen verschil dat telt met 2017 (25,0{P})."
    )
    assert "6,1 (schaalscore) in 2024" in sentences.cell(fact(value=6.1, numerator=NAN), SCALE)


def test_found_by_looking_is_never_good_or_bad() -> None:
    text = sentences.cell(fact(), DRUGS)
    assert text.endswith("Meer controles geven meer registraties: dit cijfer is niet goed of slecht.")
    assert "gunstig" not in text
    same = sentences.cell(fact(outcome="similar", change_outcome="same"), DRUGS)
    assert "controles" not in same


def test_cell_without_rate_gives_the_count() -> None:
    row = fact(
        "reference",
        "change",
        level="buurt",
        area_name="Noord",
        value=NAN,
        numerator=12.0,
        state="provisional",
    )
    assert sentences.cell(row, RATE) == (
        "Buurt Noord: 12 misdrijven in 2024. Per 1.000 inwoners is niet te geven: het aantal "
        "inwoners is niet bekend. "
        "Voorlopig cijfer."
    )


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("few_people", "hier wonen minder dan 200 mensen"),
        ("bedrijventerrein", "dit is een bedrijventerrein, hier wonen weinig mensen"),
        ("haven", "dit is een havengebied, hier wonen weinig mensen"),
        ("knooppunt", "dit is een verkeersknooppunt, hier wonen weinig mensen"),
        ("recreatiepark", "dit is een recreatiegebied, wie hier verblijft woont meestal elders"),
        ("", "het aantal inwoners is niet bekend"),
    ],
)
def test_a_count_without_a_rate_says_why(reason: str, why: str) -> None:
    row = fact("reference", "change", level="buurt", area_name="Kade", value=NAN, numerator=1.0, no_rate=reason)
    assert sentences.cell(row, RATE) == (f"Buurt Kade: 1 misdrijf in 2024. Per 1.000 inwoners is niet te geven: {why}.")


def test_every_kind_of_area_without_a_rate_has_its_reason() -> None:
    kinds = [kind.value for kind in AreaKind]
    told = [sentences.cell(fact("reference", value=NAN, numerator=1.0, no_rate=kind), RATE) for kind in kinds]
    assert not [text for text in told if "niet bekend" in text]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("unknown", "Aadorp, 2024: geen open cijfer in tabel 47013NED."),
        ("withheld", "Aadorp, 2024: de bron (tabel 47013NED) publiceert dit cijfer niet."),
        ("not_applicable", "Aadorp, 2024: dit cijfer is hier niet van toepassing."),
        (
            "not_fetched",
            "Aadorp, 2024: nog niet opgehaald. Tabel 47013NED heeft dit cijfer; een verversing vult het.",
        ),
    ],
)
def test_cell_without_figure_says_why(state: str, expected: str) -> None:
    assert sentences.cell(fact("figure", state=state), RATE) == expected


def test_missing() -> None:
    assert sentences.missing(RATE, "het district De Polder", "2024-03", "2023-03") == (
        "Het district De Polder, maart 2024: geen open cijfer in tabel 47013NED. "
        "Het dichtstbijzijnde cijfer is van maart 2023."
    )
    assert sentences.missing(SURVEY, "Aadorp", "2019") == (
        "Aadorp, 2019: geen open cijfer. Alleen een enquête met genoeg antwoorden in dit gebied vult dit "
        "(tabel 81928NED)."
    )
    other = RATE.model_copy(update={"source": "MIK"})
    assert sentences.missing(other, "Aadorp", "") == "Aadorp: geen open cijfer in bron MIK."
    assert sentences.missing(RATE, "Aadorp", "2024", source="47022NED") == (
        "Aadorp, 2024: geen open cijfer in tabel 47022NED."
    )
    own_survey = SURVEY.model_copy(update={"source": "EIGEN"})
    assert sentences.missing(own_survey, "Aadorp", "") == "Aadorp: geen open cijfer in bron EIGEN."


@pytest.mark.parametrize(
    ("year", "newest", "said"),
    [
        (2025, 2025, ""),
        (2024, 2024, "Dit is het nieuwste open cijfer; het is twee jaar oud."),
        (2013, 2013, "Dit is het nieuwste open cijfer; het is 13 jaar oud."),
        (2019, 2022, "Het nieuwste cijfer in dit dashboard is zeven jaar oud. De bron heeft nieuwere cijfers."),
        (2019, None, "Het nieuwste cijfer in dit dashboard is zeven jaar oud."),
        (2019, 2017, "Het nieuwste cijfer in dit dashboard is zeven jaar oud."),
    ],
)
def test_the_newest_open_figure_is_only_called_so_where_a_table_says_that_it_is(
    year: int, newest: int | None, said: str
) -> None:
    assert sentences.age(year, 2026, newest) == said


def test_highlight_of_a_change() -> None:
    assert sentences.highlight(fact(), RATE) == (
        f"In Aadorp daalde het aantal misdrijven van 4.635 in 2023 naar 4.185 in 2024: 10{P} minder, meer dan toeval."
    )
    few = fact(numerator=28.0, previous_numerator=10.0, change_outcome="up", change_percent=NAN, indicative=True)
    assert sentences.highlight(few, THEFT) == (
        "In Aadorp steeg het aantal gevallen van fietsdiefstal van 10 in 2023 naar 28 in 2024, meer "
        "dan toeval. "
        "Het cijfer is indicatief."
    )
    survey = fact(value=22.1, previous_value=25.0, previous_numerator=NAN, numerator=NAN, change_percent=-11.6)
    assert sentences.highlight(survey, SURVEY, FindingKind.CHANGE) == (
        f"In Aadorp daalde het aandeel ‘Tevreden over de politie in de buurt’ van 25,0{P} in 2023 "
        f"naar 22,1{P} in 2024, "
        "meer dan toeval."
    )


def test_highlight_of_a_comparison() -> None:
    expected = (
        "Misdrijven totaal in Aadorp: 53,8 per 1.000 inwoners in 2024, in de rest van het district 42,0. "
        "Dat is duidelijk hoger."
    )
    assert sentences.highlight(fact(), RATE, FindingKind.COMPARISON) == expected
    assert sentences.highlight(fact("change"), RATE) == expected
    early = sentences.highlight(fact("change", state="provisional", indicative=True), RATE)
    assert early == f"{expected} Het cijfer is voorlopig en indicatief."


def test_highlight_of_a_trend() -> None:
    row = fact("change", "reference", direction="falling", trend_from="2020")
    assert sentences.highlight(row, RATE) == (
        "Misdrijven totaal in Aadorp: dalende lijn over vijf cijfers (2020–2024), tot 53,8 per 1.000 inwoners in 2024."
    )
    count = replace(row, value=None, numerator=12.0)
    assert sentences.highlight(count, RATE).endswith("tot 12 misdrijven in 2024.")


def test_nothing_to_highlight() -> None:
    assert sentences.highlight(fact("figure"), RATE) == ""
    assert sentences.highlight(fact("change", "reference"), RATE) == ""
    assert sentences.highlight(fact(outcome="similar", change_outcome="same"), RATE) == ""
    assert sentences.highlight(fact(change_outcome="same"), RATE, FindingKind.CHANGE) == ""


def test_source_line() -> None:
    assert sentences.source_line("47013NED", "Politie", date(2026, 11, 24), provisional=True) == (
        "Bron: Politie, tabel 47013NED · opgehaald 24 november 2026 · voorlopige cijfers"
    )
    assert sentences.source_line("Misdaad in kaart", "Politie", "2026-11-24", "2025-03") == (
        "Bron: Politie, Misdaad in kaart · maart 2025 · opgehaald 24 november 2026"
    )
    assert " · 2022–2024 · " in sentences.source_line("47013NED", "Politie", "2026-11-24", "2022–2024")


@pytest.mark.parametrize("polarity", ["lower_is_better", "higher_is_better", "none"])
def test_sentences_never_judge(polarity: str) -> None:
    indicator = RATE.model_copy(update={"polarity": polarity})
    for text in (sentences.cell(fact(), indicator), sentences.highlight(fact(), indicator)):
        assert not any(word in text for word in ("gunstig", "beter", "slechter"))
