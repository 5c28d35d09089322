"""The whole on a made-up district with planted effects: what was put in comes out, and little else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ivp.catalog.plan import (
    Action,
    Body,
    Commentary,
    Decision,
    Evidence,
    Partner,
    Plan,
    PlanLevel,
    Standing,
    Status,
    Verdict,
    Weight,
)
from ivp.store.reader import Store
from tests.store import world as w

PLAN = Plan(
    priorities=(
        w.priority("veilig-wonen"),
        w.priority("geweld", theme="geweld"),
        w.priority("jeugd-drie", "GM0003", "jeugd", level=PlanLevel.LOKAAL),
        w.priority("drugs", theme="drugs"),
        w.priority("voorbeeld", theme="rest", standing=Standing.VOORBEELD),
        w.priority("vorig-plan", start=2019, end=2022),
    ),
    links=(
        w.link("veilig-wonen", "inbraak"),
        w.link("veilig-wonen", "onveilig", Evidence.SURVEY),
        w.link("veilig-wonen", "geweld", weight=Weight.SUPPORTING),
        w.link("geweld", "geweld"),
        w.link("jeugd-drie", "vernieling"),
        w.link("drugs", "drugs"),
        w.link("vorig-plan", "inbraak"),
    ),
    goals=(w.goal("minder-inbraak", "PD-X", "inbraak", 4.0, priority="veilig-wonen", base_value=6.25),),
    actions=(
        Action(
            id="lokfiets",
            area="PD-X",
            year=2025,
            title="Lokfiets",
            status=Status.RUNNING,
            standing=Standing.VOORBEELD,
            source="test",
            priority="veilig-wonen",
            partners=("politie",),
            deadline=date(2025, 12, 31),
        ),
        Action(id="plan", area="GM0003", year=2024, title="Plan", status=Status.PLANNED,
               standing=Standing.VOORBEELD, source="test"),
    ),
    partners=(Partner(id="politie", name="Politie", role="opsporing", source="test"),),
    commentary=(
        Commentary(id="d1", priority="veilig-wonen", area="GM0001", year=2025, text="Duiding.",
                   written=date(2026, 2, 1)),
    ),
    decisions=(
        Decision(id="b1", priority="veilig-wonen", area="PD-X", year=2025, verdict=Verdict.KEEP, body=Body.RAAD,
                 decided=date(2026, 3, 1)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return w.world(w.planted()).store(Path(tmp_path_factory.mktemp("world")) / "w.duckdb", PLAN)


def outcome(store: Store, priority: str, area: str, year: int = 2025) -> tuple[str, str, str]:
    row = store.assessments(year, [area], [priority]).iloc[0]
    return row["outcome"], row["register"], row["survey"]


def test_a_high_figure_and_a_bad_feeling_support_the_priority(store: Store) -> None:
    assert outcome(store, "veilig-wonen", "GM0001") == ("supports", "worse", "worse")
    row = store.assessments(2025, ["GM0001"], ["veilig-wonen"]).iloc[0]
    # the supporting indicator is falling, and does not decide beside a lead one
    assert (row.register_worse, row.register_better, row.register_linked) == (1, 0, 2)


def test_a_figure_that_does_not_stand_out_gives_no_reason(store: Store) -> None:
    # Twee is lower than the rest, and that does not change
    assert outcome(store, "veilig-wonen", "GM0002") == ("no_reason", "steady", "steady")


def test_falling_violence_is_an_improvement_everywhere(store: Store) -> None:
    for area in ("PD-X", "BT-A", "GM0004"):
        assert outcome(store, "geweld", area) == ("improving", "better", "unknown")


def test_what_is_found_by_looking_for_it_does_not_decide(store: Store) -> None:
    assert outcome(store, "drugs", "GM0002") == ("insufficient", "unknown", "unknown")
    assert store.assessment_parts("drugs", "GM0002", 2025).iloc[0].excluded == "found"


def test_a_priority_holds_in_its_area_and_inside_it_in_every_year_with_figures(store: Store) -> None:
    rows = store.assessments(priorities=["veilig-wonen"])
    assert set(rows["area"]) == {"PD-X", "BT-A", "BT-B", *w.TOWNS}
    assert set(rows["year"]) == {2023, 2024, 2025}  # the plan runs to 2026
    assert set(store.assessments(priorities=["jeugd-drie"])["area"]) == {"GM0003"}
    assert set(store.assessments(priorities=["vorig-plan"])["year"]) == {2019, 2020, 2021, 2022}


def test_a_part_carries_all_that_its_sentence_needs(store: Store) -> None:
    parts = store.assessment_parts("geweld", "GM0004", 2025)
    row = parts.iloc[0]
    assert len(parts) == 1
    assert (row.period, row.numerator, row.value) == ("2025", 225, 225 / 40)
    assert (row.level_outcome, row.reference, row.reference_name) == ("similar", "PD-X", "District X")
    assert (row.direction, row.trend_from) == ("falling", "2021")
    assert (row.base_period, row.base_value, row.base_outcome) == ("2019", 375 / 40, "down")
    assert row.base_percent == pytest.approx(-40)
    assert (row.mean_period, row.mean_value, row.mean_outcome) == ("2020-2022", 325 / 40, "down")
    assert row.mean_percent == pytest.approx((225 / 325 - 1) * 100)
    assert (row.judgement, row.decides, row.excluded, row.contradictory) == ("better", True, "", False)


def test_the_goal_stands_beside_the_toets_and_in_its_own_table(store: Store) -> None:
    goal = store.goal_progress("GM0001").iloc[0]  # a gemeente sees the goals of its district
    assert (goal.id, goal.area_name, goal.period, goal.value) == ("minder-inbraak", "District X", "2025", 6.25)
    assert goal.needed == pytest.approx(6.25 - 2.25 * 3 / 4)
    assert (goal.state, goal.certain, goal.reason) == ("behind", True, "")
    part = store.assessment_parts("veilig-wonen", "PD-X", 2025).set_index("indicator").loc["inbraak"]
    assert (part.goal, part.goal_state) == ("minder-inbraak", "behind")
    assert store.assessment_parts("veilig-wonen", "GM0001", 2025)["goal"].isna().all()


def test_findings_are_the_planted_effects_each_said_once(store: Store) -> None:
    found = store.findings()
    said = set(found[["kind", "indicator", "area", "side"]].itertuples(index=False, name=None))
    assert ("comparison", "inbraak", "GM0001", "higher") in said
    assert ("comparison", "onveilig", "GM0001", "higher") in said
    assert ("comparison", "drugs", "GM0002", "higher") in said
    assert ("trend", "geweld", "PD-X", "falling") in said
    assert ("change", "vernieling", "GM0003", "up") in said  # and not the basisteam, which only follows it
    assert found.groupby(["kind", "indicator"]).size().max() == 1
    noise = found["indicator"].str.startswith("ruis")
    assert noise.sum() <= 1
    assert found.set_index("indicator").loc["drugs", "unfavourable"] is not True


def test_findings_carry_their_fact_and_can_be_narrowed(store: Store) -> None:
    row = store.findings("GM0001", "inbraak").set_index("indicator").loc["inbraak"]
    assert (row.numerator, row.reference, row.outcome) == (400, "PD-X", "much_higher")
    assert row.reference_value == pytest.approx(5)
    assert "GM0003" in set(store.findings("BT-B")["area"]) <= {"BT-B", "GM0003", "GM0004"}
    assert len(store.findings(limit=2)) == 2


def test_signals_are_bad_news_that_no_priority_covers(store: Store) -> None:
    every = store.signals()
    assert not every["indicator"].isin(["inbraak", "onveilig", "drugs", "geweld"]).any()
    # vandalism in Drie is a priority there, but not of the district, whose comparison is with the eenheid: no figure
    assert store.signals("GM0003")["indicator"].tolist() == []
    assert every["unfavourable"].all()


def test_a_signal_appears_when_its_priority_goes(store: Store) -> None:
    judged = w.world(w.planted()).tables(Plan())
    signals = judged["signal"]
    assert ("GM0001", "inbraak", "comparison") in set(
        signals[["area", "indicator", "kind"]].itertuples(index=False, name=None)
    )
    assert "drugs" not in set(signals["indicator"])


def test_the_national_frame_covers_what_is_linked_and_no_theme() -> None:
    national = w.priority("land", "PD-X", "inbraak", level=PlanLevel.LANDELIJK)
    world = w.world(w.planted())

    def told(plan: Plan) -> set[str]:
        signals = world.tables(plan)["signal"]
        return set(signals.loc[signals["area"] == "GM0001", "indicator"])

    assert {"inbraak", "onveilig"} <= told(Plan(priorities=(national,)))
    linked = told(Plan(priorities=(national,), links=(w.link("land", "inbraak"),)))
    assert "inbraak" not in linked
    assert "onveilig" in linked
    candidate = world.tables(Plan(priorities=(national,)))["candidate"]
    assert not candidate["documented"].any()


def test_candidates_rank_every_theme_and_mark_what_is_a_priority(store: Store) -> None:
    ranked = store.candidates("GM0001").set_index("theme")
    assert set(ranked.index) == {"inbraak", "geweld", "jeugd", "drugs", "rest"}  # no totals, no context
    assert ranked["rank"].tolist() == [1, 2, 3, 4, 5]
    assert ranked.index[0] == "inbraak"
    top = ranked.loc["inbraak"]
    assert (top.high, top.cases, top.documented, top.priorities) == (1, 400, True, ["veilig-wonen"])
    assert not ranked.loc["jeugd"].documented
    assert not ranked.loc["rest"].documented  # an example is no priority
    last = ranked.loc["drugs"]
    assert (last["rank"], last.figures) == (5, 0)
    assert pd.isna(last.score)
    evidence = store.candidate_evidence("GM0001", "inbraak")
    assert set(evidence["indicator"]) == {"inbraak", "onveilig"}


def test_the_score_by_hand(store: Store) -> None:
    # district: of the burglaries Een is high; the survey of Een is high, of Twee and of the district it is not
    top = store.candidates("PD-X").set_index("theme").loc["inbraak"]
    assert top.figures == 8  # four towns and the district; the survey of two towns and the district
    assert top.high == pytest.approx(2 / 6)  # the district itself has nothing to be compared with
    assert top.worsening == 0
    assert top.large == pytest.approx(1000 / 1000)
    assert top.score == pytest.approx(100 * (2 / 6 + 0 + 1) / 3)


def test_what_people_wrote_comes_back_as_it_was(store: Store) -> None:
    assert store.priorities("GM0003")["id"].tolist() == [
        "veilig-wonen", "geweld", "jeugd-drie", "drugs", "voorbeeld", "vorig-plan",
    ]  # fmt: skip
    assert len(store.priorities("GM0001")) == 5
    assert store.links("geweld").to_dict("records") == [
        {"priority": "geweld", "indicator": "geweld", "evidence": "register", "weight": "hoofd"}
    ]
    assert store.goals("GM0003")["id"].tolist() == ["minder-inbraak"]
    action = store.actions("GM0001", 2025).iloc[0]
    assert (action.id, list(action.partners), action.deadline.date()) == ("lokfiets", ["politie"], date(2025, 12, 31))
    assert store.actions(priority="veilig-wonen")["id"].tolist() == ["lokfiets"]
    assert store.partners()["name"].tolist() == ["Politie"]
    assert store.commentary("veilig-wonen", "GM0001")["text"].tolist() == ["Duiding."]
    assert store.decisions("veilig-wonen")["verdict"].tolist() == ["handhaven"]
    assert store.decisions(area="GM0001").empty


def test_the_outlook_of_a_stored_series(store: Store) -> None:
    found = store.outlook("geweld", "GM0001", 2027)
    assert found.refusal is None
    assert found.years.tolist() == [2026, 2027]
    assert (found.first, found.last) == (2014, 2025)
    assert found.middle[-1] < 225 / 40
    assert store.outlook("geweld", "GM0001", 2027) is found
    assert store.outlook("onveilig", "GM0001", 2027).refusal == "too_short"
    assert store.outlook("geweld", "NL01", 2027).refusal == "too_short"


def test_without_a_plan_there_is_still_what_stands_out(tmp_path: Path) -> None:
    store = w.world(w.planted()).store(tmp_path / "w.duckdb", Plan())
    assert store.assessments().empty
    assert store.goal_progress().empty
    assert len(store.findings())
    assert len(store.candidates("GM0001")) == 5


def test_the_same_figures_give_the_same_tables() -> None:
    first, second = (w.world(w.planted()).tables(PLAN) for _ in range(2))
    for name, frame in first.items():
        pd.testing.assert_frame_equal(frame, second[name], obj=name)
