"""How much figures move by themselves, from the published rows to every interval and test."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ivp.analysis import rates
from ivp.catalog.models import Event, Indicator, Statistic
from ivp.store.build.work import Work
from tests.store import synthetic as made
from tests.store import world as w

RATE, SECOND = w.rate("geweld", "geweld"), w.rate("twee", "geweld")
ROUNDED = w.rate("rond", "geweld", rounding=5)
SHARE = made.indicator("deel", Statistic.SHARE, "T1", theme="geweld", code="deel", denominator_measure="geheel")
SIGMA = 0.2
NAN = float("nan")


def moving(indicator: Indicator, sigma: float, years: range = range(2001, 2013)) -> pd.DataFrame:
    """5,000 cases a year on average in every other gemeente, that move by `sigma` on top of chance."""
    chance = np.random.default_rng(7)
    return made.others(indicator, lambda area, year: (chance.poisson(5000 * np.exp(sigma * chance.normal())), 0), years)


def judged(published: pd.DataFrame, *indicators: Indicator, spread: list[pd.DataFrame]) -> Work:
    return w.world(published, indicators, spread=spread).judged()


def sigmas(work: Work) -> pd.DataFrame:
    return made.table(work, "spread", "indicator")


def counts(**numbers: float) -> pd.DataFrame:
    """The same numbers of the towns in every year; of some a changed one in 2025: `GM0001=100, GM0001_2025=50`."""
    return w.counts("geweld", lambda town, year: numbers.get(f"{town}_{year}", numbers.get(town)))


def test_sigma_comes_from_the_gemeenten_of_the_country_and_is_lent_where_there_are_few_pairs():
    spread = sigmas(judged(counts(GM0001=100), RATE, SECOND, spread=[moving(RATE, SIGMA)]))
    one, other = spread.loc["geweld"], spread.loc["twee"]
    assert one.sigma == pytest.approx(SIGMA, rel=0.1)
    assert (one.pairs, one.own) == (11 * len(made.OTHERS) + len(w.YEARS) - 1, True)
    assert (other.sigma, other.pairs, other.own) == (one.sigma, 0, False)
    seen = rates.least_visible(500, one.sigma)
    assert (one.least_down_500, one.least_up_500) == pytest.approx((seen.lower[()], seen.upper[()]))


def test_what_all_of_them_did_together_is_no_spread():
    of = made.others(RATE, lambda area, year: (1000 * 2 ** (year - 2001), 0), range(2001, 2005))
    assert sigmas(judged(counts(GM0001=100), RATE, spread=[of])).loc["geweld", "sigma"] == 0


def test_no_pair_across_a_break():
    knip = Event(id="knip", start=date(2007, 1, 1), label="Knip", text="-", breaks=True, sources=("T1",))
    catalog = made.catalog(RATE, events=(knip,), sources=(made.source("T1"),))
    work = made.derived(catalog, counts(GM0001=100), spread=[moving(RATE, SIGMA)])
    assert sigmas(work).loc["geweld", "pairs"] == 10 * len(made.OTHERS) + len(w.YEARS) - 1


def test_of_a_share_it_is_the_spread_of_the_logit():
    chance = np.random.default_rng(8)

    def part(area: str, year: int) -> tuple[float, float]:
        logit = SIGMA * chance.normal()
        return chance.binomial(20_000, 1 / (1 + np.exp(-logit))), 20_000

    row = sigmas(judged(counts(GM0001=100), RATE, SHARE, spread=[made.others(SHARE, part, range(2001, 2013))])).loc[
        "deel"
    ]
    assert row.sigma == pytest.approx(SIGMA, rel=0.1)
    assert np.isnan(row.least_up_100)


def test_without_any_spread_nothing_is_judged():
    work = judged(counts(GM0001=400, GM0002=100, GM0003=100, GM0004=100), RATE, spread=[])
    assert np.isnan(sigmas(work).loc["geweld", "sigma"])
    assert set(made.table(work, "comparison")["outcome"]) == {"none"}
    assert made.table(work, "finding").empty


@pytest.fixture(scope="module")
def uneven() -> Work:
    """Een has as many cases as the three others together."""
    return judged(counts(GM0001=300, GM0002=100, GM0003=100, GM0004=100, GM0001_2025=450), RATE,
                  spread=[moving(RATE, SIGMA)])  # fmt: skip


def test_the_interval_of_an_area_and_of_a_sum(uneven: Work):
    sigma = sigmas(uneven).loc["geweld", "sigma"]
    observed = made.table(uneven, "observation", "area", "period")
    own, whole = observed.loc[("GM0001", "2024")], observed.loc[("PD-X", "2024")]
    assert own.upper / own.value == pytest.approx(np.exp(1.959964 * np.sqrt(1 / 300 + sigma**2)))
    h = (300**2 + 3 * 100**2) / 600**2
    assert whole.upper / whole.value == pytest.approx(np.exp(1.959964 * np.sqrt(1 / 600 + sigma**2 * h)))
    assert whole.value / whole.lower == pytest.approx(whole.upper / whole.value)


def test_a_change_and_a_difference_carry_the_spread(uneven: Work):
    sigma = sigmas(uneven).loc["geweld", "sigma"]
    change = made.table(uneven, "change", "area", "period").loc[("GM0001", "2025")]
    assert change.z == pytest.approx(np.log(1.5) / np.sqrt(1 / 450 + 1 / 300 + 2 * sigma**2))
    assert change.outcome == "same"  # by chance alone z = 5.4
    rest = made.table(uneven, "comparison", "area", "period", "reference").loc[("GM0001", "2024", "PD-X")]
    assert rest.z == pytest.approx(np.log(3) / np.sqrt(1 / 300 + 1 / 300 + sigma**2 * (1 + 1 / 3)))


def test_a_mean_of_three_years_counts_a_third_of_the_spread(uneven: Work):
    sigma = sigmas(uneven).loc["geweld", "sigma"]
    row = made.table(uneven, "moving", "area", "period").loc[("GM0001", "2025")]
    assert row.mean_z == pytest.approx(np.log(1.5) / np.sqrt(1 / 450 + 1 / 900 + sigma**2 * (1 + 1 / 3)))


def test_the_concentration_of_people_stands_in_where_the_cases_of_the_members_are_not_known():
    sizes = {"GM0001": 90_000, "GM0002": 10_000, "GM0003": 20_000, "GM0004": 80_000, "PD-X": 200_000}
    published = made.rows("T1", {("PD-X", "2024"): 600}, code="geweld")
    work = w.world(published, (RATE,), sizes, [moving(RATE, SIGMA)]).judged()
    row = made.table(work, "observation", "area", "period").loc[("PD-X", "2024")]
    h = (90**2 + 10**2 + 20**2 + 80**2) / 200**2
    sigma = sigmas(work).loc["geweld", "sigma"]
    assert row.upper / row.value == pytest.approx(np.exp(1.959964 * np.sqrt(1 / 600 + sigma**2 * h)))


def test_a_rounded_zero_may_be_two_and_few_rounded_cases_are_not_tested():
    values = {"GM0001": 0, "GM0002": 20, "GM0003": 100, "GM0004": 100}
    both = {(town, str(year)): n * times for town, n in values.items() for year, times in ((2024, 1), (2025, 2))}
    published = made.rows("T1", both, code="rond")
    work = w.world(published, (ROUNDED,)).judged()
    observed = made.table(work, "observation", "area", "period")
    nothing = observed.loc[("GM0001", "2024")]
    two = rates.interval(rates.counts([2], [w.PEOPLE]), [0.0])
    assert (nothing.lower, nothing.upper) == (0, pytest.approx(two.upper[0]))
    change = made.table(work, "change", "area", "period")
    assert change.loc[("GM0002", "2025"), "outcome"] == "none"
    # the nearest that 100 and 200 can come together: 102 and 198
    assert change.loc[("GM0003", "2025"), "z"] == pytest.approx(np.log(198 / 102) / np.sqrt(1 / 198 + 1 / 102))
    # of a team both members may lie off
    assert change.loc[("BT-B", "2025"), "z"] == pytest.approx(np.log(396 / 204) / np.sqrt(1 / 396 + 1 / 204))


def test_the_margin_of_a_survey_stays_as_published():
    published = w.waves("onveilig", {("GM0001", "2025"): 30.0}, margin=2.0)
    row = made.table(w.world(published, (w.survey("onveilig", "geweld"),)).judged(), "observation", "area", "period")
    assert (row.loc[("GM0001", "2025"), "lower"], row.loc[("GM0001", "2025"), "upper"]) == (28, 32)


def test_the_funnel_stands_round_the_middle_gemeente():
    people = made.people({(area, 2012): 40_000.0 for area in made.OTHERS})
    of = made.others(RATE, lambda area, year: (400 if area > "GM1050" else 200, 0), (2012,))
    work = w.world(pd.concat([counts(GM0001=100), people]), (RATE,), spread=[of]).judged()
    limits = made.table(work, "funnel_limit")
    assert set(limits["period"]) == {"2012"}
    assert limits["target"].tolist() == pytest.approx([7.5] * len(limits))  # half has 5, half 10 per 1,000
    assert (limits["lower_firm"] < limits["lower"]).all()
    assert (limits["upper"] < limits["upper_firm"]).all()
    assert limits["upper"].iloc[-1] > 10  # as they differ, not as chance alone
