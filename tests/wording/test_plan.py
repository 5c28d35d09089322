"""Titles and sentences about the plan."""

from __future__ import annotations

import pandas as pd
import pytest

from ivp.wording import plan


def toets(*outcomes: str) -> pd.DataFrame:
    return pd.DataFrame({"outcome": list(outcomes)})


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
    row = {"area_name": "Aadorp", "year": 2025, "outcome": "contradict", "register": "worse", "survey": "better"}
    assert plan.toets_cell(row) == (
        "Aadorp, cijfers tot en met 2025: register en beleving spreken elkaar tegen (register ongunstig, beleving "
        "gunstig)."
    )
    nothing = {**row, "outcome": "insufficient", "register": "unknown", "survey": "unknown"}
    assert plan.toets_cell(nothing) == "Aadorp, cijfers tot en met 2025: onvoldoende cijfers."


def test_the_title_of_a_dossier() -> None:
    priority = {"title": "Jeugd"}
    assert (
        plan.dossier_title(priority, toets("improving"), "Aadorp") == "Jeugd: cijfers wijzen op verbetering in Aadorp"
    )
    assert plan.dossier_title(priority, toets(), "Aadorp") == "Jeugd: niet gesteld voor Aadorp"


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
