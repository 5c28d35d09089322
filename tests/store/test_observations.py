"""From published rows to observations: sums, denominators, missing rows."""

import numpy as np
import pandas as pd
import pytest

from ivp.catalog.models import Statistic
from tests.store import synthetic as made

RATE = made.indicator("misdrijven", Statistic.RATE, "T1")
SOURCES = (made.source("T1"),)
PEOPLE = made.people({(area.code, 2024): 1000 for area in made.AREAS} | {("PD-X", 2024): 4000, ("BT-A", 2024): 2000})


def observe(published: pd.DataFrame, *indicators, people=PEOPLE, sources=SOURCES) -> pd.DataFrame:
    work = made.derived(made.catalog(*indicators, sources=sources), published, people)
    return made.table(work, "observation", "indicator", "area", "period")


def test_a_team_is_the_sum_of_its_members_and_the_rate_comes_from_the_sums():
    counts = {("GM0001", "2024"): 30, ("GM0002", "2024"): 10, ("GM0003", "2024"): 5, ("GM0004", "2024"): 5}
    observed = observe(made.rows("T1", counts), RATE)
    team = observed.loc[("misdrijven", "BT-A", "2024")]
    assert (team.numerator, team.denominator, team.value) == (40, 2000, 20)
    assert team.summed
    assert team.state == "value"
    assert observed.loc[("misdrijven", "PD-X", "2024")].numerator == 50


def test_a_missing_member_makes_the_sum_unknown_not_smaller():
    counts = {("GM0001", "2024"): 30, ("GM0003", "2024"): 5, ("GM0004", "2024"): 5}
    observed = observe(made.rows("T1", counts), RATE)
    for area in ("BT-A", "PD-X", "GM0002"):
        row = observed.loc[("misdrijven", area, "2024")]
        assert row.state == "unknown"
        assert np.isnan(row.value)
        assert np.isnan(row.numerator)
    assert observed.loc[("misdrijven", "BT-B", "2024")].numerator == 10


def test_a_member_without_a_value_counts_as_missing():
    counts = {("GM0001", "2024"): 30, ("GM0002", "2024"): None}
    observed = observe(made.rows("T1", counts), RATE)
    assert observed.loc[("misdrijven", "BT-A", "2024")].state == "unknown"
    assert observed.loc[("misdrijven", "GM0002", "2024")].state == "unknown"


def test_a_published_figure_is_never_replaced_by_a_sum():
    counts = {("GM0001", "2024"): 30, ("GM0002", "2024"): 10, ("BT-A", "2024"): 41}
    team = observe(made.rows("T1", counts), RATE).loc[("misdrijven", "BT-A", "2024")]
    assert team.numerator == 41
    assert not team.summed


def test_zero_is_a_figure():
    row = observe(made.rows("T1", {("GM0001", "2024"): 0}), RATE).loc[("misdrijven", "GM0001", "2024")]
    assert row.state == "value"
    assert row.value == 0
    assert row.upper > 0


def test_few_cases_are_indicative_from_the_minimum_of_the_indicator():
    counts = {("GM0001", "2024"): 99, ("GM0002", "2024"): 100}
    observed = observe(made.rows("T1", counts), RATE)
    assert observed.loc[("misdrijven", "GM0001", "2024")].indicative
    assert not observed.loc[("misdrijven", "GM0002", "2024")].indicative


def test_without_inhabitants_there_is_a_count_and_no_rate():
    row = observe(made.rows("T1", {("GM0001", "2019"): 12}), RATE).loc[("misdrijven", "GM0001", "2019")]
    assert row.numerator == 12
    assert np.isnan(row.value)
    assert row.state == "value"


def test_a_provisional_member_makes_the_sum_provisional():
    counts = pd.concat(
        [
            made.rows("T1", {("GM0001", "2024"): 30}),
            made.rows("T1", {("GM0002", "2024"): 10}, state="provisional"),
        ]
    )
    assert observe(counts, RATE).loc[("misdrijven", "BT-A", "2024")].state == "provisional"


def test_a_share_is_summed_over_both_counts():
    share = made.indicator(
        "opgehelderd", Statistic.SHARE, "T1", measure="opgehelderd", denominator_measure="aantal", unit="%"
    )
    published = pd.concat(
        [
            made.rows("T1", {("GM0001", "2024"): 100, ("GM0002", "2024"): 300}),
            made.rows("T1", {("GM0001", "2024"): 50, ("GM0002", "2024"): 30}, measure="opgehelderd"),
        ]
    )
    observed = observe(published, share)
    assert observed.loc[("opgehelderd", "GM0001", "2024")].value == 50
    assert observed.loc[("opgehelderd", "BT-A", "2024")].value == 20  # 80 of 400, not the mean of 50 and 10


def test_survey_scores_are_never_summed_or_averaged():
    survey = made.indicator("gevoel", Statistic.SURVEY, "T1", unit="%")
    published = made.rows("T1", {("GM0001", "2024"): 20, ("GM0002", "2024"): 30}, margin=3.0)
    observed = observe(published, survey)
    assert ("gevoel", "BT-A", "2024") not in observed.index
    row = observed.loc[("gevoel", "GM0001", "2024")]
    assert (row.lower, row.upper) == pytest.approx((17, 23))


def test_the_older_table_fills_only_what_the_newer_does_not_have():
    published = pd.concat(
        [
            made.rows("T0", {("NL01", "2011"): 7, ("NL01", "2024"): 99}),
            made.rows("T1", {("NL01", "2024"): 100}),
        ]
    )
    observed = observe(published, RATE, sources=(made.source("T0", successor="T1"), made.source("T1")))
    assert observed.loc[("misdrijven", "NL01", "2011")].numerator == 7
    assert observed.loc[("misdrijven", "NL01", "2011")].source == "T0"
    assert observed.loc[("misdrijven", "NL01", "2024")].numerator == 100


def test_inhabitants_come_from_the_best_table_and_sums_need_all_members():
    published = pd.concat(
        [
            made.rows("03759ned", {("GM0001", "2024"): 10}, measure="bevolking_1_januari"),
            made.rows("37230ned", {("GM0001", "2023"): 11, ("GM0002", "2023"): 20}, measure="bevolking_31_december"),
        ]
    )
    work = made.derived(made.catalog(RATE, sources=SOURCES), published)
    people = made.table(work, "inhabitants", "area", "year")
    assert people.loc[("GM0001", 2024)].value == 10  # not the 31 December of the other table
    assert people.loc[("GM0002", 2024)].value == 20  # 31 December 2023 is 1 January 2024
    assert people.loc[("BT-A", 2024)].value == 30
    assert ("PD-X", 2024) not in people.index
