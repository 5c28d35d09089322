"""An area among the municipalities most like it."""

import numpy as np
import pytest
from scipy.stats import t

from ivp.analysis.levels import NONE
from ivp.analysis.peers import Likes, among_likes, likes_of, likes_of_sums, place_among

SEED = 20260206
NAN = float("nan")
CASES = np.array([[90.0, 110, 100, 120, 80, 95, 105, 130, 70, 100]])
PEOPLE = np.full((1, 10), 10_000.0)


def test_expected_is_the_median_rate():
    assert likes_of(CASES, PEOPLE).expected[0] == pytest.approx(0.01)
    odd = likes_of(np.delete(CASES, 0, axis=1), PEOPLE[:, 1:])
    assert odd.expected[0] == pytest.approx(0.01)
    skewed = CASES.copy()
    skewed[0, 7] = 10_000
    assert likes_of(skewed, PEOPLE).expected[0] == pytest.approx(0.01)


def test_the_prediction_interval_by_hand():
    logs = np.log((CASES[0] + 0.5) / 10_000)
    spread, chance = logs.var(ddof=1), np.mean(1 / (CASES[0] + 0.5))
    tau_squared = spread - chance
    assert tau_squared > 0
    half = t.ppf(0.975, 9) * np.sqrt(tau_squared + spread / 10 + 1 / 400.5)
    result = among_likes([400], [25_000], likes_of(CASES, PEOPLE))
    assert (result.lower[0], result.upper[0]) == pytest.approx((np.exp(logs.mean() - half), np.exp(logs.mean() + half)))
    assert result.ratio[0] == pytest.approx(1.6)
    assert result.outcome[0] == int(np.log(400.5 / 25_000) - logs.mean() > half) == 1


def test_unusual_is_outside_the_interval():
    likes = likes_of(np.tile(CASES, (4, 1)), np.tile(PEOPLE, (4, 1)))
    result = among_likes([250, 500, 120, NAN], [25_000] * 4, likes)
    assert result.outcome.tolist() == [0, 1, -1, NONE]
    assert np.isnan(result.upper[3])
    assert among_likes([500], [0], likes_of(CASES, PEOPLE)).outcome[0] == NONE


def test_likes_that_hardly_differ_leave_chance_alone():
    same = likes_of(np.full((1, 10), 100.0), PEOPLE)
    assert same.tau[0] == 0
    assert same.doubt[0] == 0
    half = t.ppf(0.975, 9) * np.sqrt(1 / 100.5)
    assert among_likes([100], [10_000], same).upper[0] == pytest.approx(100.5 / 10_000 * np.exp(half))


def test_at_least_eight_must_have_a_figure():
    cases, people = np.tile(CASES, (3, 1)), np.tile(PEOPLE, (3, 1))
    cases[1, :2], cases[2, :2], people[2, 2] = NAN, NAN, 0
    likes = likes_of(cases, people)
    assert likes.known.tolist() == [10, 8, 7]
    assert np.isnan(likes.expected).tolist() == [False, False, True]
    assert among_likes([300] * 3, [10_000] * 3, likes).outcome.tolist() == [1, 1, NONE]
    assert likes.expected[1] == pytest.approx(np.median(CASES[0, 2:]) / 10_000)


def test_the_place_by_hand():
    rates = np.array([[5.0, 4, 3, 2, 1, 6, 7, 8, 9, 10]])
    assert place_among([11], rates).place[0] == 1
    assert place_among([8], rates).place[0] == 3  # 10 and 9 are higher, the equal one is not
    assert place_among([0], rates).place[0] == 11
    assert place_among([0], rates).among[0] == 11
    rates[0, :2] = NAN
    assert (place_among([0], rates).place[0], place_among([0], rates).among[0]) == (9, 9)
    rates[0, 2] = NAN
    assert (place_among([0], rates).place[0], place_among([0], rates).among[0]) == (0, 0)
    assert place_among([NAN], np.ones((1, 10))).place[0] == 0


def of(expected, centre, tau, doubt, known):
    return Likes(*(np.array(a, dtype=float) for a in (expected, centre, tau, doubt)), np.array(known))


def test_a_sum_of_municipalities_by_hand():
    """Two of 30,000 and 10,000 inhabitants; the middles give 30 and 20 cases, so shares of 0.6 and 0.4."""
    members = of([0.001, 0.002], np.log([0.001, 0.002]), [0.3, 0.2], [0.01, 0.04], [10, 9])
    likes = likes_of_sums(members, [30_000, 10_000], [0, 0], 1)
    assert likes.expected[0] == pytest.approx(50 / 40_000)
    tau_squared = 0.36 * 0.09 + 0.16 * 0.04
    assert likes.tau[0] == pytest.approx(np.sqrt(tau_squared))
    assert likes.doubt[0] == pytest.approx((0.6 * 0.1 + 0.4 * 0.2) ** 2)
    assert likes.centre[0] == pytest.approx(np.log(50 / 40_000) + (0.6 * 0.09 + 0.4 * 0.04 - tau_squared) / 2)
    assert likes.known[0] == 9


def test_a_sum_of_one_is_that_one():
    member = likes_of(CASES, PEOPLE)
    alone = likes_of_sums(member, [25_000], [0], 1)
    for name in ("expected", "centre", "tau", "doubt", "known"):
        assert getattr(alone, name)[0] == pytest.approx(getattr(member, name)[0])


def test_a_sum_with_an_unknown_member_is_not_known():
    cases, people = np.tile(CASES, (2, 1)), np.tile(PEOPLE, (2, 1))
    cases[1, :5] = NAN
    likes = likes_of_sums(likes_of(cases, people), [1000, 1000], [0, 0], 1)
    assert np.isnan(likes.expected[0])
    assert likes.known[0] == 5
    assert among_likes([40], [2000], likes).outcome[0] == NONE


@pytest.mark.parametrize("tau", [0.0, 0.1, 0.3, 0.6])
@pytest.mark.parametrize("typical", [10, 100, 1000])
def test_of_areas_like_their_likes_few_are_unusual(typical, tau):
    """One municipality, and a sum of four with likes in common (the worst case)."""
    random = np.random.default_rng(SEED)

    def drawn(number):
        people = typical * np.exp(random.normal(0, 0.5, (10_000, number)))
        return random.poisson(people * np.exp(random.normal(0, tau, people.shape))), people

    (cases, people), (own, own_people), (four, four_people) = drawn(10), drawn(1), drawn(4)
    likes = likes_of(cases, people)
    single = among_likes(own[:, 0], own_people[:, 0], likes).outcome
    assert np.mean(single != 0) < 0.06
    row = np.repeat(np.arange(10_000), 4)
    members = Likes(*(getattr(likes, name)[row] for name in Likes.__dataclass_fields__))
    together = likes_of_sums(members, four_people.ravel(), row, 10_000)
    summed = among_likes(four.sum(axis=1), four_people.sum(axis=1), together).outcome
    assert np.mean(summed != 0) < (0.08 if typical == 10 else 0.07)
    if tau:
        assert np.mean(single != 0) > 0.015
    doubled = among_likes(random.poisson(own_people[:, 0] * 3), own_people[:, 0], likes).outcome
    if tau <= 0.1:
        assert np.mean(doubled == 1) > 0.6


def test_a_rounded_count_is_unusual_only_with_the_worst_rounding_too():
    likes = likes_of(np.full((1, 10), 1000.0), np.full((1, 10), 1000.0))
    # the likes do not differ: half = t(9) sqrt(s^2 / k + 1/n) with s = 0, so high from n = 123
    assert among_likes([122, 123], [100, 100], likes).outcome.tolist() == [0, 1]
    assert among_likes([124, 125], [100, 100], likes, slack=2).outcome.tolist() == [0, 1]
    assert among_likes([24, 25], [4, 4], likes, slack=2).outcome.tolist() == [NONE, 1]


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        likes_of(-CASES, PEOPLE)


def test_a_like_of_one_inhabitant_is_one_and_of_none_is_not():
    cases, people = np.full((2, 8), 3.0), np.full((2, 8), 1000.0)
    people[0, 0], people[1, 0] = 1, 0
    found = likes_of(cases, people)
    assert found.known.tolist() == [8, 7]
    assert np.isnan(found.expected).tolist() == [False, True]


@pytest.mark.parametrize(("likes", "median"), [(8, 4.5), (9, 5.0), (10, 5.5)])
def test_the_median_of_any_number_of_likes(likes, median):
    cases = np.full((1, 11), NAN)
    cases[0, :likes] = np.arange(1, likes + 1)[::-1]
    assert likes_of(cases, np.ones((1, 11))).expected[0] == pytest.approx(median)


def test_an_area_of_one_inhabitant_has_an_outcome_and_of_none_not():
    likes = likes_of(np.repeat(CASES, 2, axis=0), np.repeat(PEOPLE, 2, axis=0))
    found = among_likes([400, 400], [1, 0], likes)
    assert found.outcome.tolist() == [1, NONE]
    assert found.ratio[0] == pytest.approx(400 / 0.01)
