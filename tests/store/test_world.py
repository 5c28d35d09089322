"""The whole on a made-up district with planted effects: what was put in comes out, and little else."""

from __future__ import annotations

from collections.abc import Sequence
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
from ivp.plan_facts import Finding
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
    (one,) = store.assessments(year, [area], [priority])
    return one.outcome, one.register.says, one.survey.says


def test_a_high_figure_supports_the_priority(store: Store) -> None:
    # of the feeling only the level is known: no wave of before the renewal, and too few after it
    assert outcome(store, "veilig-wonen", "GM0001") == ("supports", "worse", "none")
    (one,) = store.assessments(2025, ["GM0001"], ["veilig-wonen"])
    # the supporting indicator is falling, and does not decide beside a lead one
    assert (one.register.worse, one.register.better, one.register.linked) == (1, 0, 2)
    parts = store.assessment_parts("veilig-wonen", "GM0001", 2025)
    assert {part.indicator: (part.said, part.excluded) for part in parts} == {
        "inbraak": ("stays_unfavourable", ""),
        "geweld": ("favourable", "supporting"),
        "onveilig": ("level_only", "nothing_to_compare"),
    }


def test_a_figure_that_does_not_stand_out_gives_no_reason(store: Store) -> None:
    # Twee is lower than the rest, and that does not change
    assert outcome(store, "veilig-wonen", "GM0002") == ("no_reason", "same", "none")


def test_falling_violence_is_an_improvement_everywhere(store: Store) -> None:
    for area in ("PD-X", "BT-A", "GM0004"):
        assert outcome(store, "geweld", area) == ("improving", "better", "none")


def test_what_is_found_by_looking_for_it_does_not_decide(store: Store) -> None:
    assert outcome(store, "drugs", "GM0002") == ("not_by_figures", "none", "none")
    assert store.assessment_parts("drugs", "GM0002", 2025)[0].excluded == "found"


def test_a_priority_holds_in_its_area_and_inside_it_in_every_year_with_figures(store: Store) -> None:
    found = store.assessments(priorities=["veilig-wonen"])
    assert {one.area.code for one in found} == {"PD-X", "BT-A", "BT-B", *w.TOWNS}
    assert {one.year for one in found} == {2023, 2024, 2025}  # the plan runs to 2026
    assert {one.area.code for one in store.assessments(priorities=["jeugd-drie"])} == {"GM0003"}
    assert {one.year for one in store.assessments(priorities=["vorig-plan"])} == {2019, 2020, 2021, 2022}


def test_a_part_carries_all_that_its_sentence_needs(store: Store) -> None:
    (part,) = store.assessment_parts("geweld", "GM0004", 2025)
    fact = part.fact
    assert fact is not None
    assert fact.moves is not None
    assert fact.comparison is not None
    assert (fact.period, fact.numerator, fact.value) == ("2025", 225, 225 / 40)
    assert (fact.outcome, fact.comparison.reference.code, fact.comparison.reference.name) == (
        "similar", "PD-X", "District X",
    )  # fmt: skip
    assert (fact.arrow, fact.moves.line, fact.moves.since) == ("down", "down", "2021")
    base, mean = fact.moves.base, fact.moves.mean
    assert base is not None
    assert mean is not None
    assert (base.period, base.value, base.outcome) == ("2019", 375 / 40, "down")
    assert base.percent == pytest.approx(-40)
    assert (mean.period, mean.value, mean.outcome) == ("2020-2022", 325 / 40, "down")
    assert mean.percent == pytest.approx((225 / 325 - 1) * 100)
    assert (part.said, part.position, part.decides, part.excluded) == ("favourable", "usual", True, "")
    assert fact.likes is None


def test_the_same_movement_stands_at_the_figure_everywhere(store: Store) -> None:
    (fact,) = store.facts(["geweld"], areas=["GM0004"], periods=["2025"], reference_level="district")
    part = store.assessment_parts("geweld", "GM0004", 2025)[0]
    assert part.fact is not None
    assert fact.moves == part.fact.moves
    assert fact.comparison is not None
    assert part.fact.comparison is not None
    assert fact.comparison.difference == part.fact.comparison.difference


def test_the_goal_stands_beside_the_toets_and_in_its_own_table(store: Store) -> None:
    goal = store.goal_progress("GM0001")[0]  # a gemeente sees the goals of its district
    assert (goal.goal.id, goal.area.name, goal.period, goal.value) == ("minder-inbraak", "District X", "2025", 6.25)
    assert goal.needed == pytest.approx(6.25 - 2.25 * 3 / 4)
    assert (goal.state, goal.certain, goal.reason) == ("behind", True, "")
    parts = {part.indicator: part.goal for part in store.assessment_parts("veilig-wonen", "PD-X", 2025)}
    assert parts["inbraak"] is not None
    assert (parts["inbraak"].goal, parts["inbraak"].state) == ("minder-inbraak", "behind")
    assert all(part.goal is None for part in store.assessment_parts("veilig-wonen", "GM0001", 2025))


def said(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.fact.indicator, one.fact.area.code) for one in found]


def test_findings_are_the_planted_effects_each_said_once(store: Store) -> None:
    found = said(store.findings())
    assert {
        ("comparison", "inbraak", "GM0001"),
        ("comparison", "onveilig", "GM0001"),
        ("comparison", "drugs", "GM0002"),
        ("change", "vernieling", "GM0003"),  # and not the basisteam, which only follows it
    } <= set(found)
    assert {one for one in found if one[:2] == ("change", "vernieling")} == {("change", "vernieling", "GM0003")}
    # all towns show the fall of violence by themselves
    assert {one[2] for one in found if one[:2] == ("trend", "geweld")} == set(w.TOWNS)
    # of the differences of one indicator the one that lies furthest out
    assert len([one for one in found if one[:2] == ("comparison", "inbraak")]) == 1
    assert len([one for one in found if one[1].startswith("ruis")]) <= 1


def test_findings_carry_their_fact_and_can_be_narrowed(store: Store) -> None:
    one = next(one for one in store.findings("GM0001", "inbraak") if one.fact.indicator == "inbraak")
    assert one.fact.comparison is not None
    assert (one.fact.numerator, one.fact.comparison.reference.code, one.fact.outcome) == (400, "PD-X", "much_higher")
    assert one.fact.comparison.value == pytest.approx(5)
    assert one.theme == "inbraak"
    inside = {finding.fact.area.code for finding in store.findings("BT-B")}
    assert "GM0003" in inside <= {"BT-B", "GM0003", "GM0004"}
    # what lies furthest out is looked for among the areas that are asked
    assert ("comparison", "inbraak", "GM0002") in said(store.findings("GM0002"))
    assert len(store.findings(limit=2)) == 2


def test_signals_are_bad_news_that_no_priority_covers(store: Store) -> None:
    every = [one for area in store.areas() for one in store.signals(area.code)]
    assert not {one.fact.indicator for one in every} & {"inbraak", "onveilig", "drugs", "geweld"}
    # vandalism in Drie is a priority there, and not of its team
    assert store.signals("GM0003") == ()
    assert [one.fact.indicator for one in store.signals("BT-B")] == ["vernieling"]


def test_a_signal_appears_when_its_priority_goes(store: Store) -> None:
    judged = w.world(w.planted()).tables(Plan())
    signals = judged["signal"]
    assert ("GM0001", "inbraak", "comparison") in set(
        signals[["area", "indicator", "kind"]].itertuples(index=False, name=None)
    )
    assert "drugs" not in set(signals["indicator"])
    assert signals["unfavourable"].all()


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


def test_candidates_are_every_theme_and_mark_what_is_a_priority(store: Store) -> None:
    found = store.candidates("GM0001")
    assert {one.theme for one in found} == {"inbraak", "geweld", "jeugd", "drugs", "rest"}  # no totals, no context
    top = found[0]
    assert (top.theme, top.rank, top.high, top.worsening) == ("inbraak", 1, 1, 0)
    assert (top.cases, top.cases_indicator, top.cases_period, top.documented) == (400, "inbraak", "2025", True)
    by_theme = {one.theme: one for one in found}
    assert not by_theme["jeugd"].documented
    assert not by_theme["rest"].documented  # an example is no priority
    assert by_theme["geweld"].rank == 0  # neither high nor worsening: its size alone is nothing
    assert (by_theme["geweld"].score or 0) > 0
    last = found[-1]
    assert (last.theme, last.rank, last.figures, last.score) == ("drugs", 0, 0, None)
    evidence = store.candidate_evidence("GM0001", "inbraak")
    assert {one.fact.indicator for one in evidence} == {"inbraak", "onveilig"}
    assert {one.kind for one in evidence} == {"comparison"}


def test_the_score_by_hand(store: Store) -> None:
    # district: of the burglaries Een is high; the survey of Een is high, that of Twee is not; the district itself has
    # nothing to be compared with, and of the survey no movement either
    top = next(one for one in store.candidates("PD-X") if one.theme == "inbraak")
    assert top.figures == 7
    assert top.high == pytest.approx(2 / 6)
    assert top.worsening == 0
    assert top.size == 1  # 1,000 cases are more than a tenth of those of the district
    assert top.score == pytest.approx(100 * (0.8 * (2 / 6 + 0) / 2 + 0.2))


def test_what_moves_the_wrong_way_is_evidence_of_a_candidate() -> None:
    rising = w.counts("geweld", lambda town, year: 200 + 40 * (year - 2014) if town == "GM0001" else 200)
    tables = w.world(rising, (w.rate("geweld", "geweld"),)).tables(Plan())
    row = tables["candidate"].set_index(["area", "theme"]).loc[("GM0001", "geweld")]
    assert (row["rank"], row.worsening) == (1, 1)
    evidence = tables["candidate_evidence"].query("area == 'GM0001'").set_index("kind")
    assert (evidence.loc["trend", "side"], evidence.loc["trend", "member"]) == ("rising", "GM0001")


def test_what_people_wrote_comes_back_as_it_was(store: Store) -> None:
    assert [one.priority.id for one in store.priorities("GM0003")] == [
        "veilig-wonen", "geweld", "jeugd-drie", "drugs", "voorbeeld", "vorig-plan",
    ]  # fmt: skip
    assert len(store.priorities("GM0001")) == 5
    (link,) = store.links("geweld")
    assert (link.priority, link.indicator, link.evidence, link.weight) == ("geweld", "geweld", "register", "hoofd")
    assert [one.goal.id for one in store.goal_progress("GM0003")] == ["minder-inbraak"]
    action = store.actions("GM0001")[0].action
    assert (action.id, action.partners, action.deadline) == ("lokfiets", ("politie",), date(2025, 12, 31))
    assert [one.action.id for one in store.actions(priority="veilig-wonen")] == ["lokfiets"]
    assert [one.name for one in store.partners()] == ["Politie"]
    assert [one.text for one in store.commentary("veilig-wonen", "GM0001")] == ["Duiding."]
    assert [one.verdict for one in store.decisions("veilig-wonen")] == ["handhaven"]
    assert not store.decisions(area="GM0001")


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
    assert not store.assessments()
    assert not store.goal_progress()
    assert len(store.findings())
    assert len(store.candidates("GM0001")) == 5


def test_the_same_figures_give_the_same_tables() -> None:
    first, second = (w.world(w.planted()).tables(PLAN) for _ in range(2))
    for name, frame in first.items():
        pd.testing.assert_frame_equal(frame, second[name], obj=name)
