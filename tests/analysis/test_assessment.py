"""The toets, worked by hand: one test per rule and per outcome."""

import itertools

import numpy as np
import pytest

from ivp.analysis.assessment import Judgement, Outcome, conclude, deciding, judge, majority
from ivp.analysis.levels import NONE

UNKNOWN = int(NONE)
LOWER_IS_BETTER, HIGHER_IS_BETTER, NO_POLARITY = -1, 1, 0


def one(polarity, level=UNKNOWN, trend=UNKNOWN, base=UNKNOWN, mean=UNKNOWN):
    judged = judge([polarity], [level], [trend], [[base], [mean]])
    return str(judged.judgement[0]), bool(judged.contradictory[0])


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        # rule 2: the wrong side of the reference, whatever the movement
        ({"level": 1}, ("worse", False)),
        ({"level": 2, "trend": 0, "base": 0, "mean": 0}, ("worse", False)),
        ({"level": 1, "trend": -1}, ("worse", True)),  # high, but falling: said
        # rule 2: an unfavourable movement, by each of the three
        ({"level": 0, "trend": 1}, ("worse", False)),
        ({"level": 0, "base": 1}, ("worse", False)),
        ({"level": 0, "mean": 2}, ("worse", False)),
        ({"level": -1, "trend": 1}, ("worse", True)),  # low, but rising: said
        # rule 3: a favourable movement on the right side or without a difference
        ({"level": 0, "trend": -1}, ("better", False)),
        ({"level": -2, "base": -1}, ("better", False)),
        ({"mean": -1}, ("better", False)),  # no reference: the movement alone
        # rule 4: no sign either way
        ({"level": 0}, ("steady", False)),
        ({"level": 0, "trend": 0, "base": 0, "mean": 0}, ("steady", False)),
        ({"level": -1, "trend": 0}, ("steady", False)),  # favourable, and staying so
        # rule 4: lower than in 2019 and higher than in 2020-2022 is a contradiction, not a movement
        ({"level": 0, "base": -1, "mean": 1}, ("steady", True)),
        ({"level": -1, "base": -1, "mean": 1}, ("steady", True)),
        ({"level": 1, "base": -1, "mean": 1}, ("worse", True)),
        # rule 5
        ({}, ("unknown", False)),
    ],
)
def test_one_indicator_where_lower_is_better(signs, expected):
    assert one(LOWER_IS_BETTER, **signs) == expected


def test_where_higher_is_better_every_sign_turns():
    codes = [-2, -1, 0, 1, 2, UNKNOWN]
    for signs in itertools.product(codes, repeat=4):
        turned = [code if code == UNKNOWN else -code for code in signs]
        assert one(HIGHER_IS_BETTER, *signs) == one(LOWER_IS_BETTER, *turned)


def test_without_polarity_nothing_is_good_or_bad():
    assert one(NO_POLARITY, level=2, trend=1, base=1) == ("unknown", False)


def test_a_wrong_polarity_is_refused():
    with pytest.raises(ValueError, match="polarity"):
        one(2, level=1)


def test_lead_indicators_decide_and_supporting_ones_only_without_them():
    group = [0, 0, 0, 1, 1, 2, 2]
    lead = [True, True, False, True, False, False, False]
    usable = [True, False, True, False, True, True, False]
    # group 0 has a usable lead one; group 1's lead one has no figure; group 2 has supporting ones only
    assert deciding(group, lead, usable).tolist() == [True, False, False, False, True, True, False]


def together(*judgements, decides=None):
    may = [True] * len(judgements) if decides is None else decides
    result = majority([0] * len(judgements), list(judgements), may, 1)
    return str(result.judgement[0]), int(result.worse[0]), int(result.better[0]), int(result.steady[0])


def test_the_majority_needs_more_than_half():
    assert together("worse", "worse", "better") == ("worse", 2, 1, 0)
    assert together("worse", "better") == ("steady", 1, 1, 0)  # a tie
    assert together("worse", "worse", "better", "steady") == ("steady", 2, 1, 1)  # half is not more than half
    assert together("better", "better", "steady") == ("better", 0, 2, 1)
    assert together("worse", "better", "better", decides=[True, False, False]) == ("worse", 1, 0, 0)
    assert together("worse", decides=[False]) == ("unknown", 0, 0, 0)


def test_groups_without_any_indicator_are_unknown():
    result = majority([1], ["worse"], [True], 3)
    assert result.judgement.tolist() == ["unknown", "worse", "unknown"]


@pytest.mark.parametrize(
    ("register", "survey", "outcome"),
    [
        ("worse", "unknown", Outcome.SUPPORTS),
        ("worse", "steady", Outcome.SUPPORTS),
        ("worse", "worse", Outcome.SUPPORTS),
        ("steady", "worse", Outcome.SUPPORTS),
        ("steady", "steady", Outcome.NO_REASON),
        ("steady", "unknown", Outcome.NO_REASON),
        ("better", "unknown", Outcome.IMPROVING),
        ("better", "steady", Outcome.IMPROVING),
        ("better", "better", Outcome.IMPROVING),
        ("worse", "better", Outcome.CONTRADICT),
        ("better", "worse", Outcome.CONTRADICT),
        ("unknown", "unknown", Outcome.INSUFFICIENT),
    ],
)
def test_every_outcome(register, survey, outcome):
    assert conclude([register], [survey]).tolist() == [outcome.value]
    assert conclude([survey], [register]).tolist() == [outcome.value]  # neither kind weighs more


def test_every_pair_of_judgements_has_an_outcome():
    pairs = list(itertools.product(Judgement, repeat=2))
    outcomes = conclude([str(a) for a, _ in pairs], [str(b) for _, b in pairs])
    assert set(outcomes) == {str(outcome) for outcome in Outcome}
    assert np.sum(outcomes == "insufficient") == 1
