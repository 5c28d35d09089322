"""The matrix of the plan: priorities by level with their toets, under each the indicators that decide."""

from __future__ import annotations

from typing import Any

from ivp.analysis.assessment import Judgement, Outcome

from ivp.catalog.plan import PlanLevel, Priority, Standing
from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.plan_matrix import plan_matrix
from ivp.plan_facts import Assessment, PlacedPriority, Side
from tests.figures.examples import INSIDE, LOOK, PLACES, RATE, SURVEY, check, compared

WORSE = Side(Judgement.WORSE, worse=2, better=0, steady=1, linked=3)
NO_SIDE = Side(Judgement.UNKNOWN, worse=0, better=0, steady=0, linked=0)


def priority(id: str, level: PlanLevel, area: str = "PD-X") -> PlacedPriority:
    chosen = Priority(id=id, level=level, area=area, title=id.capitalize(), theme="geweld", start=2023, end=2026,
                      standing=Standing.VASTGESTELD, source="verzonnen")  # fmt: skip
    return PlacedPriority(chosen, PLACES[area], "Geweld")


LOCAL, REGIONAL = priority("wijken", PlanLevel.LOKAAL, "GM0001"), priority("geweld", PlanLevel.REGIONAAL)


def toets(of: PlacedPriority, code: str, outcome: Outcome) -> dict[tuple[str, str], Assessment]:
    found = Assessment(of.priority, PLACES[code], 2025, outcome, WORSE, NO_SIDE)
    return {(of.priority.id, code): found}


def matrix(*facts: Fact, judged: Any = None, lead: Any = None) -> Chart:
    found = judged or toets(REGIONAL, "GM0001", Outcome.SUPPORTS)
    made = plan_matrix([LOCAL, REGIONAL], found, lead or {}, facts, INSIDE, palette=LIGHT, **LOOK)
    check(made)
    return made


def rows(made: Chart) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for section in made.spec["sections"] for row in section["rows"]}


def test_priorities_stand_in_sections_by_level_with_a_cell_per_area() -> None:
    made = matrix()
    sections = [(part["label"], [row["label"] for row in part["rows"]]) for part in made.spec["sections"]]
    assert sections == [("Regionaal", ["Geweld"]), ("Lokaal", ["Wijken"])]
    columns = [column["area"] for column in made.spec["columns"]]
    assert all([cell["area"] for cell in row["cells"]] == columns for row in rows(made).values())
    assert rows(made)["geweld"]["kind"] == "priority"
    assert rows(made)["geweld"]["note"] == "vastgesteld"
    assert rows(made)["geweld"]["actions"] == [{"page": "prioriteiten", "label": "Bekijk het dossier"}]


def test_a_cell_says_the_outcome_of_the_toets_and_why() -> None:
    cell = rows(matrix())["geweld"]["cells"][0]
    assert (cell["text"], cell["fill"], cell["tone"]) == ("nodig", "supports", "much_unfavourable")
    assert cell["explain"].startswith("Aadorp, cijfers tot en met 2025: cijfers ondersteunen de prioriteit")
    assert "register ongunstig" in cell["explain"]
    assert "beleving" not in cell["explain"]


def test_where_a_priority_does_not_hold_the_cell_says_so() -> None:
    other = rows(matrix())["geweld"]["cells"][1]
    assert (other["text"], other["fill"], other["explain"]) == ("·", "none", "Deze prioriteit is hier niet gesteld.")


def test_lead_indicators_stand_under_their_priority_with_a_key_of_their_own() -> None:
    made = matrix(compared("GM0001", "much_higher", 12.3), lead={"geweld": [RATE], "wijken": [SURVEY]})
    assert list(rows(made)) == ["geweld", f"geweld/{RATE.id}", "wijken", f"wijken/{SURVEY.id}"]
    inner = rows(made)[f"geweld/{RATE.id}"]
    assert inner["inner"] is True
    assert (inner["cells"][0]["text"], inner["cells"][0]["tone"]) == ("12,3", "much_unfavourable")
    assert {action["page"] for action in inner["actions"]} == {"trends", "vergelijken"}
    assert rows(made)["geweld"]["inner"] is False


def test_the_legend_has_the_outcomes_that_occur_and_the_colours_only_with_indicators() -> None:
    labels = [entry["label"] for entry in matrix().spec["legend"]]
    assert labels == ["nodig: cijfers ondersteunen de prioriteit", "·: hier niet gesteld"]
    made = matrix(compared("GM0001", "higher"), lead={"geweld": [RATE]})
    assert {"hoger", "geen cijfer"} < {entry["label"] for entry in made.spec["legend"]}


def test_every_outcome_has_a_tone_and_a_word_of_its_own() -> None:
    made = [rows(matrix(judged=toets(REGIONAL, "GM0001", one)))["geweld"]["cells"][0] for one in Outcome]
    assert len({cell["text"] for cell in made}) == len({cell["tone"] for cell in made}) == len(Outcome)


def test_the_twin_has_the_outcome_in_words_per_area() -> None:
    table = matrix().table
    assert table.names[:5] == ("Niveau", "Prioriteit", "Status", "Aadorp", "Beedorp")
    assert table.column("Prioriteit") == ["Wijken", "Geweld"]
    assert table.column("Aadorp") == ["", "cijfers ondersteunen de prioriteit"]
