"""The toets, worked by hand: every cell of the table, every outcome and every edge."""

import itertools

import numpy as np
import pytest

from ivp.analysis.levels import NONE
from ivp.analysis.movement import Course
from ivp.analysis.toets import FIGURE_TABLE, Figures, Outcome, Position, Tally, assess, judge, position, side

UNKNOWN = int(NONE)
# what a figure says, by a course and a position that give it
SAYS = {
    "worse": (Course.UNFAVOURABLE, Position.USUAL),
    "stays": (Course.NONE, Position.UNFAVOURABLE),
    "better": (Course.FAVOURABLE, Position.USUAL),
    "same": (Course.NONE, Position.USUAL),
    "high but falling": (Course.FAVOURABLE, Position.UNFAVOURABLE),
    "mixed": (Course.MIXED, Position.USUAL),
    "level only": (Course.UNKNOWN, Position.UNFAVOURABLE),
    "unknown": (Course.UNKNOWN, Position.NOT_KNOWN),
    "lost, none": (Course.NONE, Position.NOT_COMPARABLE),
    "lost, favourable": (Course.FAVOURABLE, Position.NOT_COMPARABLE),
    "lost, unfavourable": (Course.UNFAVOURABLE, Position.NOT_COMPARABLE),
}


@pytest.mark.parametrize(
    ("goes", "lies", "expected"),
    [
        ("unfavourable", "unfavourable", "unfavourable"),
        ("unfavourable", "usual", "unfavourable"),
        ("unfavourable", "favourable", "unfavourable"),
        ("unfavourable", "not_known", "unfavourable"),
        ("unfavourable", "not_comparable", "unfavourable"),  # whatever the position is
        ("favourable", "unfavourable", "unfavourable_but_improving"),  # high, but falling
        ("favourable", "usual", "favourable"),
        ("favourable", "favourable", "favourable"),
        ("favourable", "not_known", "favourable"),
        ("favourable", "not_comparable", "not_comparable"),
        ("none", "unfavourable", "stays_unfavourable"),  # stays high
        ("none", "usual", "same"),
        ("none", "favourable", "same"),
        ("none", "not_known", "same"),
        ("none", "not_comparable", "not_comparable"),
        ("mixed", "unfavourable", "mixed"),
        ("mixed", "usual", "mixed"),
        ("mixed", "favourable", "mixed"),
        ("mixed", "not_known", "mixed"),
        ("mixed", "not_comparable", "mixed"),
        ("unknown", "unfavourable", "level_only"),
        ("unknown", "usual", "unknown"),
        ("unknown", "favourable", "unknown"),
        ("unknown", "not_known", "unknown"),
        ("unknown", "not_comparable", "unknown"),
    ],
)
def test_every_cell_of_the_table(goes, lies, expected):
    assert judge([goes], [lies]).outcome.tolist() == [expected]


def test_the_table_has_no_other_cell():
    assert set(FIGURE_TABLE) == set(Course)
    assert all(set(row) == set(Position) for row in FIGURE_TABLE.values())


def test_at_worst_and_at_best_only_a_lost_position_is_filled_in():
    cells = list(itertools.product(Course, Position))
    judged = judge([c.value for c, _ in cells], [p.value for _, p in cells])
    for (goes, lies), said, worst, best in zip(cells, judged.outcome, judged.at_worst, judged.at_best, strict=True):
        lost = lies == Position.NOT_COMPARABLE
        assert worst == (FIGURE_TABLE[goes][Position.UNFAVOURABLE] if lost else said)
        assert best == (FIGURE_TABLE[goes][Position.USUAL] if lost else said)


@pytest.mark.parametrize(
    ("polarity", "among", "rest", "complete", "expected"),
    [
        (-1, 1, -2, True, "unfavourable"),  # Moerdijk: below the rest of the district, high among its likes
        (-1, 0, 2, True, "usual"),
        (-1, -1, 2, True, "favourable"),
        (1, 1, UNKNOWN, True, "favourable"),
        (-1, UNKNOWN, 2, True, "unfavourable"),  # no likes: the rest of the district
        (-1, UNKNOWN, -1, True, "favourable"),
        (-1, UNKNOWN, 0, True, "usual"),
        (-1, UNKNOWN, UNKNOWN, True, "not_known"),
        (-1, UNKNOWN, -2, False, "not_comparable"),  # the likes are lost: the district does not stand in
        (-1, UNKNOWN, UNKNOWN, False, "not_comparable"),
        (-1, 1, UNKNOWN, False, "unfavourable"),  # the likes are there
        (0, 1, 1, True, "not_known"),
    ],
)
def test_the_position(polarity, among, rest, complete, expected):
    assert position([polarity], [among], [rest], [complete]).tolist() == [expected]


def figures(said, **more):
    """Figures of one group, all leading, of the register and with a good side, unless `more` says otherwise."""
    judged = judge([SAYS[one][0].value for one in said], [SAYS[one][1].value for one in said])
    size = len(said)
    given = {"lead": True, "survey": False, "found": False, "polar": True, "grounded": False} | more
    flags = {name: np.broadcast_to(np.asarray(value, dtype=bool), size) for name, value in given.items()}
    return Figures(group=np.zeros(size, dtype=np.int64), judged=judged, **flags)


def outcome(*said, **more):
    return str(assess(figures(said, **more), 1).outcome[0])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # all say so
        (("worse", "worse"), Outcome.SUPPORTS),
        (("worse", "stays"), Outcome.SUPPORTS),
        (("better", "better"), Outcome.IMPROVING),
        (("same", "same"), Outcome.NO_REASON),
        (("high but falling", "high but falling"), Outcome.MIXED),
        # ties
        (("worse", "better"), Outcome.MIXED),
        (("worse", "same"), Outcome.MIXED),
        (("better", "same"), Outcome.MIXED),
        (("better", "better", "worse", "worse"), Outcome.MIXED),
        # more than half, none or one against
        (("worse", "worse", "same"), Outcome.SUPPORTS),
        (("worse", "worse", "better"), Outcome.SUPPORTS),
        (("better", "better", "worse"), Outcome.IMPROVING),
        (("better", "better", "same"), Outcome.IMPROVING),
        (("same", "same", "worse"), Outcome.NO_REASON),
        (("same", "same", "better"), Outcome.NO_REASON),
        (("worse", "worse", "mixed"), Outcome.SUPPORTS),
        # half is not more than half
        (("worse", "worse", "same", "same"), Outcome.MIXED),
        (("better", "better", "mixed", "high but falling"), Outcome.MIXED),
        # more than half, but two against
        (("worse", "worse", "worse", "better", "better"), Outcome.MIXED),
        (("better", "better", "better", "worse", "worse"), Outcome.MIXED),
        (("same", "same", "same", "worse", "better"), Outcome.MIXED),
        # the others are not against
        (("worse", "worse", "worse", "same", "same"), Outcome.SUPPORTS),
        # fewer than two decide
        (("worse",), Outcome.INSUFFICIENT),
        (("worse", "unknown"), Outcome.INSUFFICIENT),
        (("stays", "level only"), Outcome.INSUFFICIENT),
        (("unknown", "unknown"), Outcome.INSUFFICIENT),
        (("better", "better", "unknown"), Outcome.IMPROVING),
        ((), Outcome.INSUFFICIENT),
    ],
)
def test_a_majority_of_the_deciding_figures(said, expected):
    for order in set(itertools.permutations(said)):
        assert outcome(*order) == expected.value


def test_what_figures_of_one_kind_say_together():
    worse, better, same, both = (np.array(column) for column in zip(
        (0, 0, 0, 0), (2, 1, 0, 0), (2, 2, 0, 0), (0, 3, 1, 1), (1, 0, 2, 0), (0, 0, 0, 1), strict=True
    ))  # fmt: skip
    assert side(Tally(worse, better, same, both)).tolist() == ["none", "worse", "both", "better", "same", "both"]


def test_one_figure_decides_with_both_a_base_and_a_line():
    assert outcome("worse", grounded=True) == "supports"
    assert outcome("better", grounded=True) == "improving"
    assert outcome("same", grounded=True) == "no_reason"
    assert outcome("mixed", grounded=True) == "mixed"
    assert outcome("level only", grounded=True) == "insufficient"
    # the one that decides must be the grounded one
    assert outcome("worse", "unknown", grounded=[False, True]) == "insufficient"
    assert outcome("worse", "unknown", grounded=[True, False]) == "supports"


def test_register_and_survey():
    survey = {"survey": [False, True]}
    assert outcome("worse", "better", **survey) == "contradict"
    assert outcome("better", "worse", **survey) == "contradict"
    assert outcome("stays", "better", **survey) == "contradict"
    assert outcome("worse", "worse", **survey) == "supports"
    assert outcome("worse", "same", **survey) == "mixed"
    assert outcome("worse", "high but falling", **survey) == "mixed"
    # two registered figures against one of the survey: still opposite, not outvoted
    assert outcome("worse", "worse", "better", survey=[False, False, True]) == "contradict"
    # the register is divided, so it is not opposite to the survey
    assert outcome("worse", "better", "better", survey=[False, False, True]) == "improving"


def test_supporting_figures_decide_only_where_no_leading_one_was_ever_linked():
    assert outcome("worse", "worse", lead=False) == "supports"
    assert outcome("better", "better", "worse", lead=[True, True, False]) == "improving"
    # the leading figure is missing: nothing takes its place
    assert outcome("unknown", "worse", "worse", lead=[True, False, False]) == "insufficient"
    assert outcome("lost, none", "worse", "worse", lead=[True, False, False]) == "insufficient"
    decides = assess(figures(("worse", "unknown", "worse"), lead=[True, True, False]), 1).decides
    assert decides.tolist() == [True, False, False]


def test_figures_found_by_looking_never_decide():
    assert outcome("worse", "worse", found=True) == "not_by_figures"
    assert outcome("unknown", found=True) == "not_by_figures"
    assert outcome("worse", "worse", "better", "better", found=[True, True, False, False]) == "improving"
    # there is one that may decide, but it says nothing
    assert outcome("worse", "unknown", found=[True, False]) == "insufficient"
    # the leading one is found by looking: supporting ones do not take its place
    assert outcome("worse", "better", "better", found=[True, False, False], lead=[True, False, False]) == (
        "not_by_figures"
    )


def test_figures_without_a_good_side_never_decide():
    assert outcome("worse", "worse", polar=False) == "insufficient"
    assert outcome("worse", "better", "better", polar=[False, True, True]) == "improving"


def test_a_lost_position_makes_the_outcome_insufficient_only_where_it_matters():
    assert outcome("lost, unfavourable", "worse") == "supports"
    assert outcome("lost, none", "same") == "insufficient"
    assert outcome("lost, none", "same", "same") == "no_reason"  # even stays high would be one against two
    assert outcome("lost, favourable", "better", "better") == "improving"
    assert outcome("lost, favourable", "better", grounded=True) == "insufficient"
    assert outcome("lost, none", "worse", "worse") == "supports"
    assert outcome("lost, none", "better", survey=[True, False], grounded=True) == "insufficient"


# mixed and contradict are neither better nor worse than each other
RANK = {"supports": 0, "mixed": 1, "contradict": 1, "no_reason": 2, "improving": 3}


def test_nobody_looks_better_because_a_neighbour_is_missing():
    """5,000 priorities of at most five figures, up to three positions lost: never more favourable than with them."""
    random = np.random.default_rng(20260207)
    number, most = 5000, 5
    shape = (number, most)
    courses = random.choice([one.value for one in Course], shape, p=[0.25, 0.25, 0.3, 0.1, 0.1])
    positions = random.choice([one.value for one in Position][:3], shape).astype("<U20")
    linked = random.random(shape) < 0.8
    group = np.broadcast_to(np.arange(number)[:, None], shape)[linked]
    survey, grounded = (random.random(linked.sum()) < share for share in (0.3, 0.7))
    yes, no = np.ones(linked.sum(), dtype=bool), np.zeros(linked.sum(), dtype=bool)

    def outcomes(where):
        judged = judge(courses[linked], where[linked])
        return assess(Figures(group, yes, survey, no, yes, grounded, judged), number).outcome

    full, kept = outcomes(positions), 0
    rank = np.vectorize(RANK.get)
    for lost in itertools.combinations_with_replacement(range(most), 3):
        without = positions.copy()
        without[:, lost] = Position.NOT_COMPARABLE.value
        now = outcomes(without)
        said = now != "insufficient"
        assert np.all(full[said] != "insufficient")
        assert np.all(rank(now[said]) <= rank(full[said]))
        kept += said.sum()
    assert kept > 10_000


def test_groups_apart_with_their_tallies():
    said = ["worse", "better", "high but falling", "worse", "same", "better"]
    judged = judge([SAYS[one][0].value for one in said], [SAYS[one][1].value for one in said])
    yes, no = np.ones(6, dtype=bool), np.zeros(6, dtype=bool)
    group = np.array([0, 0, 0, 2, 2, 2])
    survey = np.array([False, True, False, False, False, False])
    result = assess(Figures(group, yes, survey, no, yes, no, judged), 4)
    assert result.outcome.tolist() == ["mixed", "insufficient", "mixed", "insufficient"]
    assert result.register.worse.tolist() == [1, 0, 1, 0]
    assert result.register.both.tolist() == [1, 0, 0, 0]
    assert result.survey.better.tolist() == [1, 0, 0, 0]
    assert result.register.total.tolist() == [2, 0, 3, 0]
    assert result.decides.all()


def test_every_outcome_can_be():
    cases = [(("worse", "worse"), {}), (("better", "better"), {}), (("same", "same"), {}), (("worse", "better"), {})]
    cases += [(("worse", "better"), {"survey": [False, True]}), (("worse",), {"found": True}), (("worse",), {})]
    assert {outcome(*said, **more) for said, more in cases} == {one.value for one in Outcome}
