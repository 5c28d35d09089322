"""The extra spread: found back from figures of which it is known."""

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import chi2

from ivp.analysis.noise import LEAST_PAIRS, Spread, borrowed, spread_of_counts, spread_of_shares
from ivp.analysis.rates import compare, counts

SEED = 20260202
MUNICIPALITIES, YEARS = 300, 10
TRUE = np.array([0.0, 0.05, 0.1, 0.2])


def a_table(typical: float, rounded: bool = False, events: float = 0.0):
    """Pairs of consecutive years of four indicators with the sigma of TRUE; the country rises 15 % a year.

    `events`: the part of all figures that a real event doubled.
    """
    random = np.random.default_rng(SEED)
    shape = (len(TRUE), MUNICIPALITIES, YEARS)
    usual = typical * np.exp(random.normal(0, 0.6, (1, MUNICIPALITIES, 1))) * 1.15 ** np.arange(YEARS)
    means = usual * np.exp(TRUE[:, None, None] * random.normal(size=shape))
    cases = random.poisson(means * np.where(random.random(shape) < events, 2.0, 1.0)).astype(float)
    cases = 5 * np.round(cases / 5) if rounded else cases
    whole = np.broadcast_to(cases.sum(axis=1, keepdims=True), shape)
    indicator = np.broadcast_to(np.arange(len(TRUE))[:, None, None], (len(TRUE), MUNICIPALITIES, YEARS - 1))
    return [a.ravel() for a in (cases[..., 1:], cases[..., :-1], whole[..., 1:], whole[..., :-1], indicator)]


@pytest.mark.parametrize("typical", [25, 80, 1000])
@pytest.mark.parametrize("rounded", [False, True])
def test_sigma_is_found_back(typical, rounded):
    *pairs, indicator = a_table(typical, rounded)
    spread = spread_of_counts(*pairs, indicator, len(TRUE), rounded)
    assert spread.sigma[1:] == pytest.approx(TRUE[1:], abs=0.015)
    assert spread.sigma[0] < 0.03
    assert spread.own.all()


def test_rounding_taken_for_spread_when_it_is_not_said():
    *pairs, indicator = a_table(40, rounded=True)
    told = spread_of_counts(*pairs, indicator, len(TRUE), True).sigma
    untold = spread_of_counts(*pairs, indicator, len(TRUE), False).sigma
    assert np.all(untold[1:] > told[1:])


def test_a_few_real_events_do_not_make_the_spread():
    *pairs, indicator = a_table(300, events=0.01)
    spread = spread_of_counts(*pairs, indicator, len(TRUE))
    assert spread.sigma == pytest.approx(TRUE, abs=0.025)


def test_with_the_sigma_found_one_pair_in_twenty_passes():
    """What the estimate is for: pairs held against each other, without what all did together."""
    now, then, whole, whole_then, indicator = a_table(120)
    spread = spread_of_counts(now, then, whole, whole_then, indicator, len(TRUE))
    tested = compare(counts(now, whole), counts(then, whole_then), spread.sigma[indicator])
    for one in range(len(TRUE)):
        assert np.mean(tested.certain[indicator == one] != 0) == pytest.approx(0.05, abs=0.012)


def test_pairs_that_tell_nothing_are_left_out():
    nan = float("nan")
    now, then = [30, 20, 49, nan, 60, 60], [30, 30, 0, 60, nan, 60]
    spread = spread_of_counts(now, then, 1000, 1000, [0, 0, 0, 0, 0, 1], 3)
    assert spread.pairs.tolist() == [2, 1, 0]
    assert not spread.own.any()
    assert np.isnan(spread.sigma[2])


def test_sigma_of_shares_is_found_back_on_the_logit():
    random = np.random.default_rng(SEED)
    shape = (len(TRUE), 2, 4000)
    whole = random.integers(80, 1500, shape).astype(float)
    usual = logit(random.uniform(0.15, 0.5, (1, 1, 4000))) + np.array([0.3, 0.0])[:, None]
    part = random.binomial(whole.astype(int), expit(usual + TRUE[:, None, None] * random.normal(size=shape))).astype(
        float
    )
    # the country as a whole went up by 0.3 on the logit
    country = [(expit(x) * 1e6, 1e6) for x in (0.3, 0.0)]
    indicator = np.broadcast_to(np.arange(len(TRUE))[:, None], (len(TRUE), 4000))
    spread = spread_of_shares((part[:, 0], whole[:, 0]), (part[:, 1], whole[:, 1]), *country, indicator, len(TRUE))
    assert spread.sigma == pytest.approx(TRUE, abs=0.015)
    assert np.all(spread.pairs <= 4000)
    assert np.all(spread.pairs > 3000)


def test_too_few_pairs_borrow_the_median_of_their_statistic():
    sigma = np.array([0.1, 0.2, 0.3, 0.9, np.nan, 0.5])
    pairs = np.array([LEAST_PAIRS, 500, 100, LEAST_PAIRS - 1, 0, 3])
    spread = Spread(sigma, pairs, pairs >= LEAST_PAIRS)
    # the last one is the only one of its statistic
    assert borrowed(spread, [0, 0, 0, 0, 0, 1])[:5] == pytest.approx([0.1, 0.2, 0.3, 0.2, 0.2])
    assert np.isnan(borrowed(spread, [0, 0, 0, 0, 0, 1])[5])


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="at least 0"):
        spread_of_counts([-1], [30], [100], [100], [0], 1)


USUAL_SQUARE = chi2(3).cdf(chi2(1).ppf(0.95)) - chi2(3).cdf(chi2(1).ppf(0.05))
"""Times 1 / 0.9: the mean of a chi-squared between its 5 % and 95 % quantiles."""


def sigma_by_hand(apart: float, chance: float) -> float:
    """Where all pairs are equally far apart the trimmed mean is one of them: d^2 / (v + 2 sigma^2) = 0.801."""
    return float(np.sqrt(max(apart**2 / (USUAL_SQUARE / 0.9) - chance, 0.0) / 2))


@pytest.mark.parametrize(("rounded", "more"), [(None, 0.0), (False, 0.0), (True, 25 / 12 * (1 / 90**2 + 1 / 60**2))])
def test_the_chance_between_two_counts_by_hand(rounded, more):
    pair = [np.full(LEAST_PAIRS, n) for n in (90.0, 60.0, 1100.0, 1000.0)]
    said = {} if rounded is None else {"rounded": rounded}
    spread = spread_of_counts(*pair, np.zeros(LEAST_PAIRS, int), 1, **said)
    expected = sigma_by_hand(np.log(90 / 60) - np.log(1.1), 1 / 90 + 1 / 60 + more)
    assert spread.sigma[0] == pytest.approx(expected, abs=1e-6)
    assert expected > 0.1
    assert spread.own[0]


@pytest.mark.parametrize("rounded", [None, False, True])
def test_the_chance_between_two_shares_by_hand(rounded):
    now, then, all_now, all_then = ((40, 100), (30, 120), (500, 1000), (480, 1000))
    pairs = [tuple(np.full(LEAST_PAIRS, float(n)) for n in side) for side in (now, then, all_now, all_then)]
    said = {} if rounded is None else {"rounded": rounded}
    spread = spread_of_shares(*pairs, np.zeros(LEAST_PAIRS, int), 1, **said)
    apart = np.log(40 / 60) - np.log(30 / 90) - (np.log(500 / 500) - np.log(480 / 520))
    chance = 1 / 40 + 1 / 60 + 1 / 30 + 1 / 90
    if rounded:  # the part moves both the part and what is left of the whole, the whole what is left
        chance += 25 / 12 * ((1 / 40 + 1 / 60) ** 2 + 1 / 60**2 + (1 / 30 + 1 / 90) ** 2 + 1 / 90**2)
    assert spread.sigma[0] == pytest.approx(sigma_by_hand(apart, chance), abs=1e-6)
    assert spread.sigma[0] > 0.1


@pytest.mark.parametrize(
    ("now", "then", "taken"),
    [
        ((25, 100), (25, 100), True),
        ((24, 100), (25, 100), False),
        ((75, 100), (75, 100), True),
        ((76, 100), (75, 100), False),
        ((1, 100), (49, 100), True),
        ((0, 100), (50, 100), False),
    ],
)
def test_both_the_part_and_what_is_left_must_have_fifty_cases(now, then, taken):
    rest = ((500, 1000), (480, 1000))
    pairs = [tuple(np.array([float(n)]) for n in side) for side in (now, then, *rest)]
    assert spread_of_shares(*pairs, [0], 1).pairs[0] == taken


@pytest.mark.parametrize(
    ("pair", "taken"),
    [((25, 25, 9, 9), True), ((25, 24, 9, 9), False), ((49, 1, 1, 1), True), ((50, 0, 9, 9), False),
     ((25, 25, 0, 9), False)],
)  # fmt: skip
def test_a_pair_has_fifty_cases_together_and_some_in_both_years(pair, taken):
    assert spread_of_counts(*([float(n)] for n in pair), [0], 1).pairs[0] == taken


def test_from_a_hundred_pairs_a_sigma_is_its_own():
    for number in (LEAST_PAIRS - 1, LEAST_PAIRS):
        pair = [np.full(number, n) for n in (90.0, 60.0, 1100.0, 1000.0)]
        spread = spread_of_counts(*pair, np.zeros(number, int), 1)
        assert (spread.pairs[0], spread.own[0]) == (number, number == 100)
