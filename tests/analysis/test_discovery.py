"""Many comparisons at once: p-values from what is stored, and false statements counted on simulated districts."""

import numpy as np
import pytest
from scipy import stats

from ivp.analysis.change import change_counts
from ivp.analysis.comparison import compare_rates
from ivp.analysis.discovery import RATE, adjusted, two_sided, z_of_chi_squared, z_of_difference, z_of_ratio

SEED = 20260119
PEOPLE = np.array([78000, 68000, 37000, 31000, 26000, 25000, 24000, 22000.0])
NAN = float("nan")


def test_the_z_of_a_ratio_by_hand():
    # exp(-+1.96 * 0.1) round 1.2: the log ratio over 0.1
    z = z_of_ratio(1.2, 1.2 * np.exp(-0.196), 1.2 * np.exp(0.196))
    assert z == pytest.approx(np.log(1.2) / 0.1, rel=1e-4)
    assert z_of_ratio(1 / 1.2, np.exp(-0.196) / 1.2, np.exp(0.196) / 1.2) == pytest.approx(-z)


def test_the_bound_on_the_side_of_one_decides():
    assert z_of_ratio(2, 1.0, 9) == pytest.approx(1.96, abs=1e-3)  # the lower bound touches 1
    assert z_of_ratio(0.5, 0.1, 1.0) == pytest.approx(-1.96, abs=1e-3)


def test_what_has_no_z():
    assert np.isnan(z_of_ratio([0, NAN, 2], [0, 1, NAN], [0.5, 2, 3])).all()
    assert np.isnan(z_of_difference([1, NAN], [0, 1], [0, 1])).all()
    with pytest.raises(ValueError, match="at least 0"):
        z_of_ratio(-1, 0.5, 2)


def test_the_z_of_a_difference_and_of_a_trend_by_hand():
    assert z_of_difference(5, 3, 4) == pytest.approx(1.96, abs=1e-3)  # the margins together are 5
    assert z_of_chi_squared([9, 9], [-0.1, 2]).tolist() == [-3, 3]
    assert two_sided([1.959964, -1.959964, 0]) == pytest.approx([0.05, 0.05, 1], abs=1e-6)


def test_benjamini_hochberg_by_hand():
    # sorted p times n over rank, made non-decreasing from above: 4*.01/1, 4*.02/2, 4*.03/3, 4*.9/4
    assert adjusted([0.9, 0.01, 0.03, 0.02]) == pytest.approx([0.9, 0.04, 0.04, 0.04])
    with_missing = adjusted([0.01, NAN, 0.9])
    assert with_missing[[0, 2]] == pytest.approx([0.02, 0.9])
    assert np.isnan(with_missing[1])


def test_benjamini_hochberg_as_scipy_does_it():
    chance = np.round(np.random.default_rng(5).uniform(0, 0.2, 400), 3)  # with ties
    assert adjusted(chance) == pytest.approx(stats.false_discovery_control(chance, method="bh"), rel=1e-12)
    assert len(adjusted([])) == 0


@pytest.mark.parametrize("chance", [-0.1, 1.1])
def test_a_chance_lies_between_0_and_1(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted([0.5, chance])


def look(chance: np.random.Generator, indicators: int, ratio: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """p-values of every area against the rest and of every change: two arrays (indicators, areas)."""
    rate = chance.uniform(0.5, 12, (indicators, 1)) / 1000
    now = chance.poisson(rate * PEOPLE * ratio)
    then = chance.poisson(rate * PEOPLE)
    compared = compare_rates(now, PEOPLE, now.sum(axis=1, keepdims=True), np.full((indicators, 1), PEOPLE.sum()), True)
    level = two_sided(z_of_ratio(compared.ratio, compared.lower, compared.upper))
    return level, two_sided(change_counts(now, then).z)


def test_noise_gives_few_false_statements():
    """400 districts without any difference, 640 tests each: 256,000 tests.

    Without control some 5 % of the tests is called a difference. With it, as nothing is true, every statement is
    false: in at most 5 % of the districts there is one at all.
    """
    chance = np.random.default_rng(SEED)
    nothing = np.ones((40, len(PEOPLE)))
    uncontrolled, controlled, with_any, tests = 0, 0, 0, 0
    for _ in range(400):
        p = np.concatenate([part.ravel() for part in look(chance, 40, nothing)])
        said = adjusted(p) <= RATE
        uncontrolled += int(np.sum(p <= 0.05))
        controlled += int(said.sum())
        with_any += bool(said.any())
        tests += int(np.sum(~np.isnan(p)))
    print(
        f"{tests} tests: {uncontrolled / tests:.2%} without control, {controlled} with; {with_any / 400:.1%} districts"
    )
    assert tests > 250_000
    assert 0.035 < uncontrolled / tests < 0.055
    assert with_any / 400 <= RATE + 3 * np.sqrt(RATE * (1 - RATE) / 400)
    assert controlled / tests < 0.0005


def test_planted_effects_are_found_and_few_false_ones_come_along():
    """100 districts of 40 indicators in which the largest gemeente has 1.5 times its share of a quarter of them."""
    chance = np.random.default_rng(SEED + 1)
    ratio = np.ones((40, len(PEOPLE)))
    ratio[:10, 0] = 1.5
    false_share, found = [], []
    for _ in range(100):
        level, change = look(chance, 40, ratio)
        said = adjusted(np.concatenate([level, change])) <= RATE
        # the other areas are compared with a rest that holds the planted one: there is a real difference there too
        true = np.zeros((80, len(PEOPLE)), dtype=bool)
        true[:10], true[40:50, 0] = True, True
        false_share.append(np.sum(said & ~true) / max(said.sum(), 1))
        found.append(np.mean(said[:10, 0]))
    print(f"false share {np.mean(false_share):.2%}, planted ones found {np.mean(found):.0%}")
    assert np.mean(false_share) <= RATE
    assert np.mean(found) > 0.9
