"""The four levels: always there, with what is documented, what is computed in its place, and what is put away."""

from __future__ import annotations

import pytest

from ivp.analysis.toets import Outcome
from ivp.catalog.plan import PlanLevel
from ivp.figures.levels import MOST_COMPUTED, computed_of, documented, groups
from tests.figures.examples import INSIDE, PLACES, RATE, SURVEY, compared, row
from tests.figures.plan_examples import candidate, computed, finding, judged, local, priority, toets

AREA = "GM0001"
ONE = priority("geweld")


@pytest.mark.parametrize(
    ("outcomes", "figures", "is_judged", "not_by_figures", "shown"),
    [
        ({}, (), False, False, False),
        ({AREA: Outcome.INSUFFICIENT}, (), False, False, False),
        ({AREA: Outcome.INSUFFICIENT}, (RATE,), False, False, True),
        ({AREA: Outcome.INSUFFICIENT, "GM0002": Outcome.MIXED}, (RATE,), True, False, True),
        ({AREA: Outcome.NO_REASON}, (), True, False, True),
        ({AREA: Outcome.NOT_BY_FIGURES}, (), False, True, True),
        ({AREA: Outcome.NOT_BY_FIGURES, "GM0002": Outcome.INSUFFICIENT}, (), False, False, False),
    ],
)
def test_what_there_is_to_see_of_a_priority(
    outcomes: dict[str, Outcome], figures: tuple[object, ...], is_judged: bool, not_by_figures: bool, shown: bool
) -> None:
    made = judged(ONE, outcomes, *figures)  # type: ignore[arg-type]
    assert (made.judged, made.not_by_figures, made.shown) == (is_judged, not_by_figures, shown)


def test_a_priority_gets_its_outcomes_by_area_and_only_indicators_with_a_figure() -> None:
    other = priority("jeugd")
    found = {
        ("geweld", AREA): toets(ONE, AREA, Outcome.MIXED),
        ("geweld", "PD-X"): toets(ONE, "PD-X", Outcome.SUPPORTS),
        ("elders", AREA): toets(other, AREA, Outcome.MIXED),
    }
    facts = [compared(AREA, "higher"), row(AREA, value=None, indicator=SURVEY.id)]
    first, second = documented([ONE, other], found, {"geweld": [RATE, SURVEY]}, facts)
    assert {code: one.outcome for code, one in first.toets.items()} == {AREA: Outcome.MIXED, "PD-X": Outcome.SUPPORTS}
    assert first.indicators == (RATE,)
    assert (second.toets, second.indicators) == ({}, ())


def test_a_count_without_a_rate_is_a_figure() -> None:
    counted = row(AREA, value=None, numerator=12.0)
    [made] = documented([ONE], {}, {"geweld": [RATE]}, [counted])
    assert made.indicators == (RATE,)


def test_every_level_is_there_also_without_anything() -> None:
    made = groups((), INSIDE, {})
    assert [(group.level, group.area.code if group.area else "") for group in made] == [
        (PlanLevel.DISTRICT, "PD-X"), (PlanLevel.BASISTEAM, "BT-N"), (PlanLevel.BASISTEAM, "BT-Z"),
        (PlanLevel.REGIONAAL, ""), (PlanLevel.LOKAAL, ""),
    ]  # fmt: skip
    assert not any(group.documented or group.computed for group in made)


def test_a_priority_stands_at_its_level_and_of_a_basisteam_at_its_own() -> None:
    team = judged(priority("team", PlanLevel.BASISTEAM, "BT-Z"), {})
    own, regional = judged(local("wijk", AREA), {}), judged(ONE, {})
    found = {(group.level, group.area): group.documented for group in groups((team, own, regional), INSIDE, {})}
    assert found == {
        (PlanLevel.DISTRICT, PLACES["PD-X"]): (), (PlanLevel.BASISTEAM, PLACES["BT-N"]): (),
        (PlanLevel.BASISTEAM, PLACES["BT-Z"]): (team,), (PlanLevel.REGIONAAL, None): (regional,),
        (PlanLevel.LOKAAL, None): (own,),
    }  # fmt: skip


def test_what_is_computed_stands_only_where_nothing_is_documented() -> None:
    team = judged(priority("team", PlanLevel.BASISTEAM, "BT-Z"), {})
    some = {code: (computed(compared(code, "higher")),) for code in ("PD-X", "BT-N", "BT-Z", AREA)}
    found = {
        group.area.code if group.area else str(group.level): group.computed for group in groups((team,), INSIDE, some)
    }
    assert found == {"PD-X": some["PD-X"], "BT-N": some["BT-N"], "BT-Z": (), "regionaal": (), "lokaal": ()}


def test_judged_priorities_go_first_and_the_rest_keeps_its_order() -> None:
    none = judged(priority("a"), {AREA: Outcome.INSUFFICIENT})
    figures = judged(priority("b"), {AREA: Outcome.INSUFFICIENT}, RATE)
    looking = judged(priority("c"), {AREA: Outcome.NOT_BY_FIGURES})
    first = judged(priority("d"), {AREA: Outcome.SUPPORTS})
    [group] = [one for one in groups((none, figures, looking, first), INSIDE, {}) if one.level == PlanLevel.REGIONAAL]
    assert group.shown == (first, figures, looking)
    assert group.put_away == (none,)


def test_candidates_bring_their_strongest_statement_in_the_order_of_their_rank() -> None:
    candidates = [candidate("PD-X", "geweld", 2), candidate("PD-X", "fraude", 1)]
    evidence = [finding("geweld", 2.0), finding("geweld", 5.0), finding("fraude", 1.0)]
    made = computed_of(candidates, evidence, {RATE.id: RATE})
    assert [(one.candidate.theme, one.finding.strength, one.indicator) for one in made] == [
        ("fraude", 1.0, RATE), ("geweld", 5.0, RATE),
    ]  # fmt: skip


def test_what_is_a_priority_has_no_rank_or_no_statement_is_no_computed_subject() -> None:
    candidates = [
        candidate("PD-X", "geweld", 1, documented=True), candidate("PD-X", "fraude", 0), candidate("PD-X", "wonen", 2),
    ]  # fmt: skip
    evidence = [finding("geweld", 2.0), finding("fraude", 2.0)]
    assert computed_of(candidates, evidence, {RATE.id: RATE}) == ()
    assert computed_of([candidate("PD-X", "fraude", 1)], evidence, {}) == ()


def test_three_at_most_are_computed() -> None:
    candidates = [candidate("PD-X", f"thema{n}", n) for n in (5, 4, 3, 2, 1)]
    made = computed_of(candidates, [finding(one.theme, 1.0) for one in candidates], {RATE.id: RATE})
    assert [one.candidate.rank for one in made] == [1, 2, 3]
    assert len(made) == MOST_COMPUTED
