"""The tests hold their level where nothing changes but by noise, and see what really changes: by simulation."""

import numpy as np
import pytest

from ivp.analysis.discovery import RATE, Family, discovered
from ivp.analysis.line import line_of_rates
from ivp.analysis.noise import spread_of_counts
from ivp.analysis.rates import compare, counts
from tests.analysis import simulation

SEED = 20260201


@pytest.mark.parametrize("sigma", simulation.SIGMAS)
@pytest.mark.parametrize("places", simulation.PLACES)
@pytest.mark.parametrize("test", simulation.TESTS.values(), ids=simulation.TESTS.keys())
def test_false_alarms_are_as_many_as_is_said(test, places, sigma):
    """For 10 to 5,000 cases, in one place and in a sum of eight."""
    random = np.random.default_rng(SEED)
    for cases in simulation.CASES:
        found = test(random, cases, sigma, places)
        assert 0.03 <= found.at_95 <= 0.07, cases
        assert found.at_998 <= 0.005, cases


def test_without_the_extra_spread_a_third_would_be_false():
    """The check can fail: the same counts tested as if they were Poisson alone."""
    random = np.random.default_rng(SEED)
    now, then = simulation.drawn(random, 500, 0.1), simulation.drawn(random, 500, 0.1)
    assert 0.3 < simulation.alarms(compare(now, then, 0.0).z).at_95 < 0.5


@pytest.mark.parametrize("sigma", simulation.SIGMAS)
@pytest.mark.parametrize("places", simulation.PLACES)
def test_intervals_hold_the_truth_as_often_as_they_say(places, sigma):
    random = np.random.default_rng(SEED + 1)
    for cases in simulation.CASES:
        assert simulation.covered(random, cases, sigma, places) == pytest.approx(0.95, abs=0.02), cases


@pytest.mark.parametrize("sigma", simulation.SIGMAS)
def test_movement_is_seldom_false(sigma):
    random = np.random.default_rng(SEED + 2)
    for cases in (10, 100, 5000):
        found = simulation.moved(random, np.full(6, float(cases)), sigma)
        assert 0.02 < np.mean((found == "up") | (found == "down")) < 0.042, cases
        assert np.mean(found == "mixed") < 0.001
        assert not np.any(found == "unknown")


def test_what_movement_sees_of_a_real_change():
    """10 % a year since 2019, in 2024: three quarters at 300 cases, four in ten at 50."""
    random = np.random.default_rng(SEED + 3)
    for yearly, direction in ((1.1, "up"), (0.9, "down")):
        path = yearly ** np.arange(6)
        many = np.mean(simulation.moved(random, 300 * path, 0.1) == direction)
        few = np.mean(simulation.moved(random, 50 * path, 0.1) == direction)
        assert 0.72 < many < 0.88
        assert 0.33 < few < 0.5


PLACES, EIGHT, INDICATORS, YEARS, COUNTRIES = 150, 8, 30, 6, 100


def a_country(random: np.random.Generator, real: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cases (indicators, places, years), inhabitants (places) and sigma estimated as the build does it.

    `real` is the factor by which the last year of every indicator and place really differs.
    """
    people = np.exp(random.normal(10.3, 0.8, PLACES))
    people[:EIGHT] = [78000, 68000, 37000, 31000, 26000, 25000, 24000, 22000]
    sigma = random.uniform(0.0, 0.2, (INDICATORS, 1, 1))
    rate = np.exp(random.uniform(np.log(0.0005), np.log(0.02), (INDICATORS, 1, 1)))
    shape = (INDICATORS, PLACES, YEARS)
    means = np.broadcast_to(rate * people[:, None], shape) * np.exp(sigma * random.normal(size=shape))
    means[:, :, -1] *= real
    cases = random.poisson(means).astype(float)
    whole = np.broadcast_to(cases.sum(axis=1, keepdims=True), shape)
    indicator = np.broadcast_to(np.arange(INDICATORS)[:, None, None], (INDICATORS, PLACES, YEARS - 1))
    pairs = (a.ravel() for a in (cases[..., 1:], cases[..., :-1], whole[..., 1:], whole[..., :-1], indicator))
    return cases, people, spread_of_counts(*pairs, INDICATORS).sigma


def found_in_the_district(cases: np.ndarray, people: np.ndarray, sigma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Discoveries (indicators, eight and their sum): changes of the last year, lines."""
    eight = cases[:, :EIGHT]
    total = eight.sum(axis=1, keepdims=True)
    every = np.concatenate([eight, total], axis=1)
    of_sum = (eight**2).sum(axis=1, keepdims=True) / total**2
    share = np.concatenate([np.ones_like(eight), of_sum], axis=1)
    size = np.append(people[:EIGHT], people[:EIGHT].sum())[None, :, None]
    rows = counts(every, size, share)
    spread = np.broadcast_to(sigma[:, None], every.shape[:2])
    now, then = (counts(every[..., year], size[..., 0], share[..., year]) for year in (-1, -2))
    change = compare(now, then, spread).z
    flat = counts(*(a.reshape(-1, YEARS) for a in (every, rows.people, share)))
    line = line_of_rates(flat, spread.ravel())
    z = np.concatenate([change.ravel(), line.z])
    family = np.repeat([Family.CHANGE.value, Family.LINE.value], change.size)
    rule = np.concatenate([np.ones(change.size, dtype=bool), line.certain != 0])
    said = discovered(z, family, rule).reshape(2, *change.shape)
    return said[0], said[1]


def test_what_stands_out_is_not_noise():
    """Nothing changed in any country: every discovery is false, so one district in twenty may have any, per family."""
    random = np.random.default_rng(SEED + 4)
    any_change, any_line, tests = 0, 0, 0
    for _ in range(COUNTRIES):
        changes, lines = found_in_the_district(*a_country(random, np.ones((INDICATORS, PLACES))))
        any_change, any_line, tests = any_change + changes.any(), any_line + lines.any(), tests + changes.size
    most = RATE + 2 * np.sqrt(RATE * (1 - RATE) / COUNTRIES)
    assert tests > 25_000
    assert any_change / COUNTRIES <= most
    assert any_line / COUNTRIES <= most


def test_of_what_is_said_at_most_a_twentieth_is_false():
    """In the two largest places a third of the figures really doubled in the last year."""
    random = np.random.default_rng(SEED + 5)
    real = np.ones((INDICATORS, PLACES))
    real[::3, :2] = 2.0
    false_share, seen = [], []
    for _ in range(60):
        changes, _ = found_in_the_district(*a_country(random, real))
        true = np.zeros_like(changes)
        true[::3, :2], true[::3, -1] = True, True  # the sum of the eight moves with them
        false_share.append(np.sum(changes & ~true) / max(changes.sum(), 1))
        seen.append(np.mean(changes[::3, :2]))
    assert np.mean(false_share) <= RATE
    assert np.mean(seen) > 0.6
