"""Many tests at once: adjusted p-values, and false statements counted on simulated districts."""

import numpy as np
import pytest
from scipy import stats

from ivp.analysis import rates
from ivp.analysis.discovery import RATE, Family, adjusted, discovered, two_sided

SEED = 20260119
PEOPLE = np.array([78000, 68000, 37000, 31000, 26000, 25000, 24000, 22000.0])
NAN = float("nan")


def test_two_sided_by_hand():
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


def changes(chance: np.random.Generator, sigma: float, ratio: np.ndarray) -> np.ndarray:
    """z of every change by indicator and area, the shape of `ratio`; places move by `sigma` a year besides chance."""
    rate = chance.uniform(0.5, 12, (len(ratio), 1)) / 1000
    moved = np.exp(sigma * chance.normal(size=(2, *ratio.shape)))
    now, then = chance.poisson(rate * PEOPLE * ratio * moved[0]), chance.poisson(rate * PEOPLE * moved[1])
    return rates.compare(rates.counts(now, PEOPLE), rates.counts(then, PEOPLE), sigma, bounds=False).z


@pytest.mark.parametrize("sigma", [0.0, 0.1, 0.2])
def test_noise_gives_few_false_statements(sigma):
    """400 districts without any real change, 320 tests each: 128,000 tests.

    Without control some 5 % of the tests is called a change. With it, as nothing is true, every statement is false: in
    at most 5 % of the districts there is one at all.
    """
    chance = np.random.default_rng(SEED)
    nothing = np.ones((40, len(PEOPLE)))
    uncontrolled, with_any, tests = 0, 0, 0
    for _ in range(400):
        z = changes(chance, sigma, nothing).ravel()
        uncontrolled += int(np.sum(two_sided(z) <= 0.05))
        with_any += bool(discovered(z, Family.CHANGE.value).any())
        tests += z.size
    print(f"{tests} tests: {uncontrolled / tests:.2%} without control; {with_any / 400:.1%} districts")
    assert 0.035 < uncontrolled / tests < 0.06
    assert with_any / 400 <= RATE + 3 * np.sqrt(RATE * (1 - RATE) / 400)


def test_planted_changes_are_found_and_few_false_ones_come_along():
    """100 districts of 40 indicators, a quarter of which doubles in the largest gemeente."""
    chance = np.random.default_rng(SEED + 1)
    ratio = np.ones((40, len(PEOPLE)))
    ratio[:10, 0] = 2.0
    false_share, found = [], []
    for _ in range(100):
        said = discovered(changes(chance, 0.1, ratio).ravel(), Family.CHANGE.value).reshape(ratio.shape)
        false_share.append(np.sum(said & (ratio == 1)) / max(said.sum(), 1))
        found.append(np.mean(said[:10, 0]))
    print(f"false share {np.mean(false_share):.2%}, planted ones found {np.mean(found):.0%}")
    assert np.mean(false_share) <= RATE
    assert np.mean(found) > 0.8
