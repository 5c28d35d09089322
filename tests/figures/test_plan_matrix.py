"""The first screen: the four levels with their outcomes and figures, what is computed, and what is put away."""

from __future__ import annotations

from typing import Any

from ivp.analysis.toets import Outcome
from ivp.catalog.plan import PlanLevel
from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.levels import Computed, Documented, groups
from ivp.figures.palette import LIGHT
from ivp.figures.plan_matrix import plan_matrix
from tests.figures.examples import DRUGS, INSIDE, LOOK, RATE, SURVEY, check, compared, row
from tests.figures.plan_examples import computed, judged, local, priority

GEWELD, WIJKEN = priority("geweld"), local("wijken", "GM0001")
SUPPORTED = judged(GEWELD, {"GM0001": Outcome.SUPPORTS})
COLUMNS = ["GM0001", "GM0002", "BT-N", "GM0003", "GM0004", "BT-Z", "PD-X"]


def matrix(
    *facts: Fact,
    every: tuple[Documented, ...] = (SUPPORTED,),
    shown: dict[str, tuple[Computed, ...]] | None = None,
    **more: Any,
) -> Chart:
    made = plan_matrix(groups(every, INSIDE, shown or {}), facts, INSIDE, palette=LIGHT, **LOOK, **more)
    check(made)
    return made


def sections(made: Chart) -> dict[str, dict[str, Any]]:
    return {section["label"]: section for section in made.spec["sections"]}


def rows(made: Chart) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for section in made.spec["sections"] for row in section["rows"]}


def legend(made: Chart) -> list[str]:
    return [entry["label"] for entry in made.spec["legend"]]


def test_every_level_has_its_section_with_a_cell_per_area() -> None:
    made = matrix(every=(SUPPORTED, judged(WIJKEN, {"GM0001": Outcome.MIXED})))
    labels = [(part["label"], [row["label"] for row in part["rows"]]) for part in made.spec["sections"]]
    assert labels == [
        ("District", []), ("Basisteam Noord", []), ("Basisteam Zuid", []), ("Regionaal", ["Geweld"]),
        ("Lokaal", ["Wijken"]),
    ]  # fmt: skip
    assert [column["area"] for column in made.spec["columns"]] == COLUMNS
    assert all([cell["area"] for cell in row["cells"]] == COLUMNS for row in rows(made).values())
    assert rows(made)["geweld"]["kind"] == "priority"
    assert rows(made)["geweld"]["note"] == "Eenheid Polder · vastgesteld"
    assert rows(made)["geweld"]["actions"] == [{"page": "prioriteiten", "label": "Bekijk het dossier"}]


def test_a_cell_says_the_outcome_of_the_toets_and_why_and_is_no_colour_of_a_figure() -> None:
    cell = rows(matrix())["geweld"]["cells"][0]
    assert (cell["text"], cell["fill"], cell["tone"], cell["state"]) == ("ongunstig", "verdict", "", "supports")
    assert cell["explain"] == (
        "Aadorp, cijfers tot en met 2025: cijfers ondersteunen de prioriteit (register ongunstig)."
    )


def test_where_a_priority_does_not_hold_the_cell_is_empty_and_outside() -> None:
    other = rows(matrix())["geweld"]["cells"][1]
    assert (other["text"], other["fill"], other["explain"]) == ("", "outside", "")


def test_indicators_stand_under_their_priority_with_a_key_of_their_own() -> None:
    made = matrix(
        compared("GM0001", "much_higher", 12.3),
        every=(judged(GEWELD, {"GM0001": Outcome.SUPPORTS}, RATE), judged(WIJKEN, {}, SURVEY)),
    )
    assert list(rows(made)) == ["geweld", f"geweld/{RATE.id}", "wijken", f"wijken/{SURVEY.id}"]
    inner = rows(made)[f"geweld/{RATE.id}"]
    assert inner["inner"] is True
    assert (inner["cells"][0]["text"], inner["cells"][0]["tone"]) == ("12,3", "much_unfavourable")
    assert {action["page"] for action in inner["actions"]} == {"trends", "vergelijken"}
    assert rows(made)["geweld"]["inner"] is False


def test_what_is_computed_is_marked_so_and_says_why_it_stands_there() -> None:
    district = compared("PD-X", "much_higher", 12.3)
    made = matrix(district, compared("GM0001", "higher"), shown={"PD-X": (computed(district),)})
    section = sections(made)["District"]
    assert (section["note"], section["badge"]) == (
        "Niet openbaar vastgesteld. Hier wijzen de cijfers op:", "berekend",
    )  # fmt: skip
    [line] = section["rows"]
    assert (line["key"], line["label"], line["kind"]) == (f"PD-X/{RATE.id}", "Misdrijven totaal", "")
    assert line["note"] == (
        "Het district: duidelijk hoger dan de rest van het district · per 1.000 inw. · 2024 · 47013NED"
    )
    assert [cell["text"] for cell in line["cells"]] == ["10,0", *["geen cijfer"] * 5, "12,3"]
    empty = sections(made)["Basisteam Noord"]
    assert (empty["note"], empty["badge"], empty["rows"]) == (
        "Niet openbaar vastgesteld, en de cijfers wijzen hier niets aan.", "", [],
    )  # fmt: skip


def test_a_level_with_documented_priorities_says_nothing_of_computing() -> None:
    section = sections(matrix())["Regionaal"]
    assert (section["note"], section["badge"]) == ("", "")
    assert sections(matrix(every=()))["Lokaal"]["note"] == ""


def test_only_in_edit_mode_what_is_computed_can_be_taken_into_the_plan() -> None:
    district = compared("PD-X", "higher")
    shown = {"PD-X": (computed(district),)}
    adopt = {"page": "bewerken", "label": "Neem op in het plan"}
    assert adopt not in rows(matrix(district, shown=shown))[f"PD-X/{RATE.id}"]["actions"]
    editing = rows(matrix(district, shown=shown, editing=True))
    assert editing[f"PD-X/{RATE.id}"]["actions"][-1] == adopt
    assert adopt not in editing["geweld"]["actions"]


def test_what_figures_cannot_judge_says_what_is_known_of_its_largest_area() -> None:
    places = dict.fromkeys(("GM0001", "PD-X"), Outcome.NOT_BY_FIGURES)
    made = matrix(
        row("GM0001", value=2.0, indicator=DRUGS.id),
        row("PD-X", value=40.3, indicator=DRUGS.id),
        every=(judged(GEWELD, places, DRUGS, RATE),),
    )
    line = rows(made)["geweld"]
    assert (line["badge"], line["cells"]) == ("cijfers beslissen hier niet", [])
    assert line["text"] == "Wat de politie zoekt, vindt zij. Drugshandel 2024: 403 in het district (context)."
    assert list(rows(made)) == ["geweld"]
    nothing = matrix(every=(judged(GEWELD, places, DRUGS),))
    assert rows(nothing)["geweld"]["text"] == "Wat de politie zoekt, vindt zij."


def test_what_has_no_figures_is_put_away_in_one_line_that_opens() -> None:
    away = tuple(judged(local(id, area), {}) for id, area in (("jeugd", "GM0001"), ("water", "GM0002")))
    made = matrix(every=(*away, judged(WIJKEN, {"GM0001": Outcome.MIXED})))
    first, second = sections(made)["Lokaal"]["folds"]
    assert first == {
        "label": "Eén prioriteit van Aadorp en één van Beedorp zonder cijfers",
        "lines": ["Aadorp: Jeugd", "Beedorp: Water"],
    }
    assert second == {
        "label": "Ceedorp en Deedorp: geen openbaar accent",
        "lines": ["Toevoegen kan in data/plan/priorities.csv of in de bewerkstand."],
    }
    assert list(rows(made)) == ["wijken"]


def test_where_everything_is_shown_and_everybody_has_an_accent_nothing_is_folded() -> None:
    towns = ("GM0001", "GM0002", "GM0003", "GM0004")
    made = matrix(every=tuple(judged(local(f"p-{code.lower()}", code), {code: Outcome.MIXED}) for code in towns))
    assert [section["folds"] for section in made.spec["sections"]] == [[], [], [], [], []]


def test_the_legend_has_the_outcomes_that_occur_and_the_colours_only_with_figures() -> None:
    assert legend(matrix()) == ["ongunstig: cijfers ondersteunen de prioriteit"]
    made = matrix(compared("GM0001", "higher"), every=(judged(GEWELD, {"GM0001": Outcome.SUPPORTS}, RATE),))
    assert {"hoger", "geen cijfer", "ongunstig: cijfers ondersteunen de prioriteit"} < set(legend(made))
    looking = matrix(every=(judged(GEWELD, {"GM0001": Outcome.NOT_BY_FIGURES}),))
    assert legend(looking) == []


def test_every_outcome_has_a_word_of_its_own() -> None:
    made = [
        rows(matrix(every=(judged(GEWELD, {"GM0001": one}, RATE),)))["geweld"]["cells"][0]
        for one in Outcome
        if one != Outcome.NOT_BY_FIGURES
    ]
    assert len({cell["text"] for cell in made}) == len({cell["state"] for cell in made}) == len(Outcome) - 1


def test_the_column_of_the_chosen_gemeente_stands_out() -> None:
    assert matrix(chosen="GM0002").spec["chosen"] == "GM0002"


def test_the_twin_has_the_outcomes_in_words_and_the_computed_figures_per_area() -> None:
    district = compared("PD-X", "much_higher", 12.3)
    table = matrix(
        district,
        every=(judged(WIJKEN, {"GM0001": Outcome.MIXED}), SUPPORTED),
        shown={"PD-X": (computed(district),)},
    ).table
    assert table.names == (
        "Niveau", "Prioriteit", "Status", "Aadorp", "Beedorp", "Basisteam Noord", "Ceedorp", "Deedorp",
        "Basisteam Zuid", "District De Polder",
    )  # fmt: skip
    assert table.column("Niveau") == ["District", "Regionaal", "Lokaal"]
    assert table.column("Prioriteit") == ["Misdrijven totaal", "Geweld", "Wijken"]
    assert table.column("Status") == ["berekend", "vastgesteld", "vastgesteld"]
    assert table.column("Aadorp") == [
        "geen cijfer", "cijfers ondersteunen de prioriteit", "cijfers wijzen twee kanten op",
    ]  # fmt: skip
    assert table.column("District De Polder") == ["12,3", "", ""]


def test_the_subtitle_counts_what_is_documented() -> None:
    assert matrix(every=()).subtitle == "geen prioriteiten op vier niveaus naar gebied, met hun cijfers"
    assert matrix().subtitle == "één prioriteit op vier niveaus naar gebied, met hun cijfers"


def test_what_is_documented_by_a_basisteam_goes_before_what_is_computed_there() -> None:
    team = priority("team", PlanLevel.BASISTEAM, "BT-N")
    fact = compared("BT-N", "higher")
    made = matrix(fact, every=(judged(team, {"GM0001": Outcome.MIXED}),), shown={"BT-N": (computed(fact),)})
    assert [line["key"] for line in sections(made)["Basisteam Noord"]["rows"]] == ["team"]
