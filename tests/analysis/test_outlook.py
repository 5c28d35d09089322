"""The outlook: what it refuses, its record, and that its interval holds on simulated series."""

import numpy as np
import pytest

from ivp.analysis.outlook import MOST_YEARS, WORSE_BY, Refusal, backtest, outlook

SEED = 20260202
YEARS = np.arange(2012, 2025)


def line(years=YEARS, start=900.0, step=-30.0):
    return start + step * np.arange(len(years))


def project(values, years=YEARS, segment=None, until=2026, per_year=1):
    return outlook(years, values, np.zeros(len(years)) if segment is None else segment, until, per_year)


def test_a_falling_line_goes_on_falling_but_more_slowly():
    found = project(line())
    assert found.refusal is None
    assert found.years.tolist() == [2025, 2026]
    assert (found.first, found.last) == (2012, 2024)
    last = line()[-1]
    # theta = 2 keeps half of the slope, on the square roots
    assert last > found.middle[0] > found.middle[1]
    assert last - found.middle[0] < 30


def test_bounds_lie_round_the_middle_and_widen():
    values = line() + np.random.default_rng(SEED).normal(0, 25, len(YEARS))
    found = project(values, until=2028)
    for low, high in ((found.lower95, found.lower80), (found.lower80, found.middle), (found.middle, found.upper80)):
        assert (low < high).all()
    width = found.upper95 - found.lower95
    assert (np.diff(width) >= -1e-9).all()


def test_the_same_series_gives_the_same_outlook():
    assert np.array_equal(project(line()).draws, project(line()).draws)


def test_the_chance_of_a_goal():
    found = project(line() + 15 * np.sin(np.arange(13)))
    assert found.chance(float(found.middle[-1]), higher=False) == pytest.approx(0.5, abs=0.01)
    assert found.chance(float(found.upper95[-1]), higher=False) == pytest.approx(0.975, abs=0.01)
    assert found.chance(0, higher=True) == 1
    assert found.chance(1e9, higher=True) == 0


@pytest.mark.parametrize(
    ("years", "segment", "until", "reason"),
    [
        (range(2018, 2025), None, 2026, Refusal.TOO_SHORT),
        (range(2012, 2025), [0] * 9 + [1] * 4, 2026, Refusal.BREAK),
        ([*range(2010, 2021), 2022], None, 2026, Refusal.GAP),
        (range(2012, 2025), None, 2024, Refusal.KNOWN),
        (range(2012, 2025), None, 2024 + MOST_YEARS + 1, Refusal.TOO_FAR),
    ],
)
def test_what_is_refused(years, segment, until, reason):
    years = np.array([*years])
    found = project(line(years), years, segment, until)
    assert found.refusal == reason
    assert len(found.years) == 0
    assert found.backtest is None
    assert np.isnan(found.chance(10, higher=True))


def test_eight_years_after_a_break_are_enough_and_the_rest_is_left_out():
    found = project(line(), segment=[0] * 5 + [1] * 8)
    assert found.refusal is None
    assert found.first == 2017


def test_many_zeros_are_refused():
    values = line()
    values[[0, 3, 6]] = 0
    assert project(values).refusal == Refusal.ZEROS


def test_worse_than_repeating_the_last_year_is_refused():
    # a trend that turns: following it is worse than staying put
    turning = np.array([100, 140, 180, 220, 260, 300, 290, 280, 270, 262, 255, 250, 246], dtype=float)
    found = project(turning)
    assert found.refusal == Refusal.WORSE_THAN_NAIVE
    assert found.backtest is not None
    assert found.backtest.relative > WORSE_BY


def test_missing_or_negative_values_are_an_error():
    for wrong in (-1, np.nan):
        values = line()
        values[3] = wrong
        with pytest.raises(ValueError, match="at least 0"):
            project(values)
    with pytest.raises(ValueError, match="increase"):
        project(line(), YEARS[::-1])


def test_the_record_counts_every_origin_and_horizon():
    # eight points: origins after 5, 6 and 7 of them; two years ahead where they are known: 2 + 2 + 1
    assert backtest(line()[:8], 1, 2).trials == 5
    # 36 months: the twelve after the first 24
    assert backtest(np.full(36, 10.0), 12, 1).trials == 1


def test_a_series_that_does_not_move_is_forecast_without_error():
    record = backtest(np.full(10, 50.0), 1, 2)
    assert record.mape == pytest.approx(0)
    assert record.relative == 1
    assert record.widened == 1


def test_under_coverage_widens_the_interval():
    # flat for long, then jumps that no interval from the flat part allows for
    jumps = np.array([300, 301, 299, 300, 301, 300, 360, 300, 370, 310, 250, 330.0, 300])
    record = backtest(jumps, 1, 1)
    assert record.covered95 < 0.95
    assert record.widened > 1


def test_months_become_years_and_known_months_are_kept():
    months = np.arange(2022 * 12, 2026 * 12 + 5)  # January 2022 up to May 2026
    season = 100 + 40 * np.cos(2 * np.pi * (months % 12) / 12)
    values = np.random.default_rng(SEED).poisson(season * 0.98 ** np.arange(len(months))).astype(float)
    found = project(values, months, until=2026, per_year=12)
    assert found.years.tolist() == [2026]
    assert found.known_part == 5
    known = values[-5:].sum()
    assert found.draws.min() > known
    assert found.middle[0] == pytest.approx(1200 * 0.98**54, rel=0.1)  # twelve months round the 54th
    assert project(values, months, until=2027, per_year=12).years.tolist() == [2026, 2027]


def test_a_whole_last_year_of_months_leaves_no_known_part():
    months = np.arange(2022 * 12, 2026 * 12)
    values = np.random.default_rng(SEED + 2).poisson(100 * 0.98 ** np.arange(len(months))).astype(float)
    found = project(values, months, until=2026, per_year=12)
    assert found.known_part == 0
    assert found.years.tolist() == [2026]


def test_intervals_hold_on_simulated_counts():
    """Steady and falling Poisson series: of the years that come, about as many lie inside as the interval says."""
    chance = np.random.default_rng(SEED + 3)
    inside = []
    for shrink in (1.0, 0.95):
        for _ in range(40):
            values = chance.poisson(800 * shrink ** np.arange(12)).astype(float)
            found = outlook(np.arange(10), values[:10], np.zeros(10), 11)
            if found.refusal is None:
                came = values[10:]
                inside.append(
                    [(low <= came) & (came <= high) for low, high in
                     ((found.lower80, found.upper80), (found.lower95, found.upper95))]
                )  # fmt: skip
    covered80, covered95 = np.mean(inside, axis=(0, 2))
    print(f"{len(inside)} series: {covered80:.0%} inside 80 %, {covered95:.0%} inside 95 %")
    assert covered80 > 0.78
    assert covered95 > 0.93


def test_the_mean_error_leaves_out_what_cannot_be_a_percentage():
    """A series that does not move is forecast as it was: the error is what the last year differs."""
    flat = [4.0] * 9
    assert backtest(np.array([*flat, 5.0]), 1, 1).mape == pytest.approx(100 * (1 / 5) / 5)
    assert backtest(np.array([*flat, 0.0]), 1, 1).mape == pytest.approx(0)
    assert backtest(np.array([*flat, 0.5]), 1, 1).mape == pytest.approx(100 * (3.5 / 0.5) / 5)


def test_too_low_a_forecast_widens_as_much_as_too_high_a_one():
    flat = [20.0] * 9
    up, down = (backtest(np.array([*flat, last]), 1, 1).widened for last in (25.0, 15.0))
    assert up == pytest.approx(down)
    assert up > 1


@pytest.mark.parametrize(("months", "known"), [(36, True), (35, False)])
def test_three_years_of_months_are_enough(months, known):
    moments = np.arange(2025 * 12 + 12 - months, 2026 * 12)
    found = outlook(moments, np.full(months, 50.0), np.zeros(months, int), 2026, 12)
    assert (found.refusal is None) == known
    assert known or (found.refusal, found.known_part) == (Refusal.TOO_SHORT, 0)


def test_a_forecast_can_come_down_to_none():
    values = np.array([9.0, 4, 6, 3, 5, 1, 2, 1, 0, 1])
    found = outlook(np.arange(2016, 2026), values, np.zeros(10, int), 2026)
    assert found.refusal is None
    assert found.draws.min() == 0


def test_an_error_stays_in_the_level():
    """Draws of a later year scatter more, and go with those of the year before, where the level follows what comes."""
    walk = np.cumsum(np.tile([9.0, 7, -6, -8, 10, -5, 8, -9], 3)) + 100
    draws = outlook(np.arange(2002, 2026), walk, np.zeros(24, int), 2028).draws
    assert len(draws)
    assert np.corrcoef(np.sqrt(draws[:, 0]), np.sqrt(draws[:, 2]))[0, 1] > 0.2
