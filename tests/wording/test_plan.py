"""Titles and sentences about the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.analysis.toets import Outcome
from ivp.catalog.plan import PlanLevel, Priority, Standing
from ivp.facts import Fact
from ivp.outcomes import FindingKind
from ivp.plan_facts import Assessment, Finding, PlacedPriority, Says, Side
from ivp.wording import plan
from tests.wording.examples import DRUGS, RATE, area, fact, likes, moves

PRIORITY = Priority(
    id="jeugd", level=PlanLevel.LOKAAL, area="GM0001", title="Jeugd", theme="jeugd", start=2023, end=2026,
    standing=Standing.VOORBEELD, source="verzonnen",
)  # fmt: skip
NO_SIDE = Side(Says.NONE, worse=0, better=0, same=0, both=0, linked=1)
WORSE, BETTER = replace(NO_SIDE, says=Says.WORSE), replace(NO_SIDE, says=Says.BETTER)
TOETS = Assessment(PRIORITY, area("GM0001", "Aadorp"), 2025, Outcome.INSUFFICIENT, NO_SIDE, NO_SIDE)


def toets(*outcomes: str) -> list[Assessment]:
    return [replace(TOETS, outcome=Outcome(outcome)) for outcome in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "where", "said"),
    [
        ((), "Aadorp", "Er is geen prioriteit vastgelegd in Aadorp"),
        (("supports",), "Aadorp", "Eén prioriteit in Aadorp: cijfers ondersteunen de prioriteit"),
        (("insufficient",) * 3, "", "Drie prioriteiten: onvoldoende cijfers"),
        (
            ("insufficient", "supports", "supports", "improving"),
            "Aadorp",
            "Van de vier prioriteiten in Aadorp: bij twee ondersteunen de cijfers de prioriteit, bij één wijzen ze op "
            "verbetering en bij één zijn er te weinig cijfers",
        ),
        (
            ("insufficient", "not_by_figures", "no_reason", "contradict", "mixed", "improving", "supports"),
            "",
            "Van de zeven prioriteiten: bij één ondersteunen de cijfers de prioriteit, bij één wijzen ze op "
            "verbetering, bij één wijzen ze twee kanten op, bij één spreken register en beleving elkaar tegen, bij één "
            "is er geen aanleiding tot bijstellen, bij één beslissen cijfers niet en bij één zijn er te weinig cijfers",
        ),
    ],
)
def test_the_headline_counts_the_outcomes(outcomes: tuple[str, ...], where: str, said: str) -> None:
    assert plan.plan_headline(toets(*outcomes), where) == said


def test_every_outcome_has_a_word_of_its_own_for_a_cell() -> None:
    assert [plan.short_outcome(outcome) for outcome in Outcome] == [
        "ongunstig", "gunstig", "gelijk", "gemengd", "botst", "beslist niet", "te weinig",
    ]  # fmt: skip


def test_a_cell_says_outcome_and_why() -> None:
    row = replace(TOETS, outcome=Outcome.CONTRADICT, register=WORSE, survey=BETTER)
    assert plan.toets_cell(row) == (
        "Aadorp, cijfers tot en met 2025: register en beleving spreken elkaar tegen (register ongunstig, beleving "
        "gunstig)."
    )
    assert plan.toets_cell(TOETS) == "Aadorp, cijfers tot en met 2025: onvoldoende cijfers."


def test_the_title_of_a_dossier() -> None:
    assert (
        plan.dossier_title(PRIORITY, toets("improving"), "Aadorp") == "Jeugd: cijfers wijzen op verbetering in Aadorp"
    )
    assert (
        plan.dossier_title(PRIORITY, toets("not_by_figures"), "het district De Polder")
        == "Jeugd: cijfers beslissen niet in het district De Polder"
    )
    assert plan.dossier_title(PRIORITY, toets(), "Aadorp") == "Jeugd: niet gesteld voor Aadorp"


@pytest.mark.parametrize(
    ("actions", "goals", "said"),
    [
        (0, 0, "Voor Aadorp is nog niets vastgelegd over de uitvoering"),
        (1, 0, "Eén actie vastgelegd voor Aadorp"),
        (13, 2, "13 acties en twee doelen vastgelegd voor Aadorp"),
    ],
)
def test_how_much_is_recorded(actions: int, goals: int, said: str) -> None:
    assert plan.execution_title(actions, goals, "Aadorp") == said
    assert plan.execution_title(actions, goals, "Aadorp", "Jeugd") == f"{said} bij het thema Jeugd"


def test_what_is_not_documented_is_said() -> None:
    assert plan.undocumented({"regionaal", "lokaal", "landelijk"}) == (
        "Niet openbaar vastgelegd: de prioriteiten op niveau district en basisteam."
    )
    assert plan.undocumented({"regionaal", "district", "basisteam", "lokaal"}) == ""


def test_only_themes_of_more_than_one_gemeente_are_shared() -> None:
    shared = {"Jeugd": ["Aadorp", "Beedorp"], "Water": ["Ceedorp"]}
    assert plan.sharing(shared) == "Meer dan één gemeente heeft als lokale prioriteit: Jeugd (Aadorp en Beedorp)."
    assert plan.sharing({"Water": ["Ceedorp"]}).startswith("Voor zover openbaar vastgelegd, deelt geen gemeente")
    two = {"Jeugd": ["Aadorp", "Beedorp", "Ceedorp"], "Water": ["Aadorp", "Ceedorp"]}
    assert plan.sharing(two) == (
        "Meer dan één gemeente heeft als lokale prioriteit: Jeugd (Aadorp, Beedorp en Ceedorp) en Water (Aadorp en "
        "Ceedorp)."
    )


def test_the_title_of_an_evaluation_names_the_plan_and_the_outcomes() -> None:
    assert plan.evaluation_title(toets("supports"), "2023–2026", "Aadorp") == (
        "Plan 2023–2026. Eén prioriteit in Aadorp: cijfers ondersteunen de prioriteit"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (0, "In Aadorp valt elk ongunstig cijfer onder een prioriteit"),
        (1, "Eén ongunstig cijfer in Aadorp waar geen prioriteit over gaat"),
        (14, "14 ongunstige cijfers in Aadorp waar geen prioriteit over gaat"),
    ],
)
def test_signals_are_counted(found: int, said: str) -> None:
    assert plan.signals_title(found, "Aadorp") == said
    assert plan.signals_lead("Aadorp") == (
        "Ongunstige cijfers in Aadorp waar geen prioriteit over gaat, berekend uit de cijfers, niet vastgesteld."
    )


def test_two_candidates_at_most_are_named() -> None:
    assert plan.candidates_title(["Fraude", "Diefstal", "Geweld"], "Aadorp") == (
        "Waar de cijfers van Aadorp het meest op wijzen: fraude en diefstal"
    )
    assert plan.candidates_title([], "Aadorp") == "De cijfers van Aadorp wijzen geen nieuw thema aan"
    assert plan.candidates_lead("Aadorp") == (
        "Thema’s waar de cijfers van Aadorp op wijzen, berekend uit de cijfers, niet vastgesteld. Sterkste eerst."
    )


@pytest.mark.parametrize(
    ("level", "where", "said"),
    [
        (PlanLevel.DISTRICT, area("PD-X", "De Polder"), "District"),
        (PlanLevel.BASISTEAM, area("BT-A", "Aadorp"), "Basisteam Aadorp"),
        (PlanLevel.BASISTEAM, area("BT-A", "Basisteam Aadorp"), "Basisteam Aadorp"),
        (PlanLevel.REGIONAAL, None, "Regionaal"),
        (PlanLevel.LOKAAL, None, "Lokaal"),
        (PlanLevel.LANDELIJK, None, "Landelijk kader"),
    ],
)
def test_the_heading_of_a_level(level: PlanLevel, where: object, said: str) -> None:
    assert plan.group_label(level, where) == said  # type: ignore[arg-type]


def test_a_level_without_documented_priorities_says_so() -> None:
    assert plan.computed_note(True) == "Niet openbaar vastgesteld. Hier wijzen de cijfers op:"
    assert plan.computed_note(False) == "Niet openbaar vastgesteld, en de cijfers wijzen hier niets aan."


def placed(*of: tuple[str, str]) -> list[PlacedPriority]:
    """Priorities by the name of the area and their title."""
    return [
        PlacedPriority(PRIORITY.model_copy(update={"title": title}), area(f"GM{name}", name), "Thema")
        for name, title in of
    ]


def test_who_set_a_priority_and_how_sure_that_is() -> None:
    [one] = placed(("Aadorp", "digitale weerbaarheid"))
    assert plan.set_by(one) == "Aadorp · voorbeeld"
    assert plan.priority_line(one) == "Aadorp: digitale weerbaarheid"


@pytest.mark.parametrize(
    ("level", "of", "said"),
    [
        (PlanLevel.LOKAAL, (("Aadorp", "Jeugd"),), "Eén prioriteit van Aadorp zonder cijfers"),
        (
            PlanLevel.LOKAAL,
            (("Aadorp", "Jeugd"), ("Beedorp", "Water"), ("Aadorp", "Vuur"), ("Beedorp", "Wind"), ("Ceedorp", "Licht")),
            "Twee prioriteiten van Aadorp, twee van Beedorp en één van Ceedorp zonder cijfers",
        ),
        (PlanLevel.REGIONAAL, (("De Polder", "Jeugd"),), "Jeugd: zonder cijfers"),
        (PlanLevel.REGIONAAL, (("De Polder", "Jeugd"), ("De Polder", "Water")), "Jeugd en Water: zonder cijfers"),
        (PlanLevel.DISTRICT, (("De Polder", "Jeugd"),) * 3, "Drie prioriteiten zonder cijfers"),
    ],
)
def test_what_has_no_figures_is_put_away_in_one_line(
    level: PlanLevel, of: tuple[tuple[str, str], ...], said: str
) -> None:
    assert plan.put_away(level, placed(*of)) == said


def test_who_has_no_accent_of_its_own() -> None:
    assert plan.without_accent(["Aadorp", "Beedorp"]) == "Aadorp en Beedorp: geen openbaar accent"


def test_what_is_found_by_looking_is_context() -> None:
    district = fact(area="PD-X", area_name="De Polder", level="district", indicator=DRUGS.id, numerator=1403.0)
    more = replace(district, indicator=RATE.id, numerator=1.0, period="2023")
    assert plan.found_by_looking([district], [DRUGS]) == (
        "Wat de politie zoekt, vindt zij. Drugshandel 2024: 1.403 in het district (context)."
    )
    assert plan.found_by_looking([district, more], [DRUGS, RATE]) == (
        "Wat de politie zoekt, vindt zij. Drugshandel 2024: 1.403; Misdrijven totaal 2023: 1 in het district (context)."
    )
    assert plan.found_by_looking([fact("figure")], [RATE]) == "Wat de politie zoekt, vindt zij."
    assert plan.found_by_looking([], []) == "Wat de politie zoekt, vindt zij."


TEAM = {"area": "BT-A", "area_name": "Aadorp", "level": "basisteam"}


@pytest.mark.parametrize(
    ("of", "kind", "said"),
    [
        (fact(moves=moves("up", line="up"), likes=likes("high", 1)), "comparison", "Aadorp: stijgt"),
        (fact(moves=moves("down")), "trend", "Aadorp: daalt"),
        (fact(**TEAM, moves=moves("up", line="up")), "trend", "Het basisteam: stijgt"),
        (fact(likes=likes("high", 1)), "change", "Aadorp: lager dan in 2023"),
        (fact(change_outcome="up"), "change", "Aadorp: hoger dan in 2023"),
        (
            fact(likes=likes("high", 1)),
            "comparison",
            "Aadorp: ongewoon hoog naast vergelijkbare gemeenten (hoogste van 11)",
        ),
        (
            fact(**TEAM, likes=likes("low", 0, 0)),
            "comparison",
            "Het basisteam: ongewoon laag naast vergelijkbare gemeenten",
        ),
        (fact(likes=likes("usual")), "comparison", "Aadorp: duidelijk hoger dan de rest van het district"),
        (fact("reference", direction="rising"), "trend", "Aadorp: stijgende lijn"),
    ],
)
def test_why_a_computed_subject_stands_in_the_plan(of: Fact, kind: str, said: str) -> None:
    finding = Finding(of, FindingKind(kind), theme="totaal", strength=1.0)
    assert plan.computed_reason(finding) == said
