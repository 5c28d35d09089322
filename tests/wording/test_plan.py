"""Titles and sentences about the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ivp.analysis.assessment import Judgement, Outcome

from ivp.catalog.plan import PlanLevel, Priority, Standing
from ivp.plan_facts import Assessment, Side
from ivp.wording import plan
from tests.wording.examples import area

PRIORITY = Priority(
    id="jeugd", level=PlanLevel.LOKAAL, area="GM0001", title="Jeugd", theme="jeugd", start=2023, end=2026,
    standing=Standing.VOORBEELD, source="verzonnen",
)  # fmt: skip
NO_SIDE = Side(Judgement.UNKNOWN, worse=0, better=0, steady=0, linked=1)
WORSE, BETTER = replace(NO_SIDE, judgement=Judgement.WORSE), replace(NO_SIDE, judgement=Judgement.BETTER)
TOETS = Assessment(PRIORITY, area("GM0001", "Aadorp"), 2025, Outcome.INSUFFICIENT, NO_SIDE, NO_SIDE)


def toets(*outcomes: str) -> list[Assessment]:
    return [replace(TOETS, outcome=Outcome(outcome)) for outcome in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "where", "said"),
    [
        ((), "Aadorp", "Er is geen prioriteit vastgelegd in Aadorp"),
        (("supports",), "Aadorp", "Één prioriteit in Aadorp: cijfers ondersteunen de prioriteit"),
        (("insufficient",) * 3, "", "Drie prioriteiten: onvoldoende cijfers"),
        (
            ("insufficient", "supports", "supports", "improving"),
            "Aadorp",
            "Van de vier prioriteiten in Aadorp: bij twee ondersteunen de cijfers de prioriteit, bij één wijzen ze op "
            "verbetering en bij één zijn er te weinig cijfers",
        ),
    ],
)
def test_the_headline_counts_the_outcomes(outcomes: tuple[str, ...], where: str, said: str) -> None:
    assert plan.plan_headline(toets(*outcomes), where) == said


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
    assert plan.dossier_title(PRIORITY, toets(), "Aadorp") == "Jeugd: niet gesteld voor Aadorp"


@pytest.mark.parametrize(
    ("actions", "goals", "said"),
    [
        (0, 0, "Voor Aadorp is nog niets vastgelegd over de uitvoering"),
        (1, 0, "Één actie vastgelegd voor Aadorp"),
        (13, 2, "13 acties en twee doelen vastgelegd voor Aadorp"),
    ],
)
def test_how_much_is_recorded(actions: int, goals: int, said: str) -> None:
    assert plan.execution_title(actions, goals, "Aadorp") == said


def test_what_is_not_documented_is_said() -> None:
    assert plan.undocumented({"regionaal", "lokaal", "landelijk"}) == (
        "Niet openbaar vastgelegd: de prioriteiten op niveau district en basisteam."
    )
    assert plan.undocumented({"regionaal", "district", "basisteam", "lokaal"}) == ""


def test_only_themes_of_more_than_one_gemeente_are_shared() -> None:
    shared = {"Jeugd": ["Aadorp", "Beedorp"], "Water": ["Ceedorp"]}
    assert plan.sharing(shared) == "Meer dan één gemeente heeft als lokale prioriteit: Jeugd (Aadorp en Beedorp)."
    assert plan.sharing({"Water": ["Ceedorp"]}).startswith("Voor zover openbaar vastgelegd, deelt geen gemeente")
