"""From published rows to observations: sums, denominators, missing rows."""

import numpy as np
import pandas as pd
import pytest

from ivp.catalog.models import AreaKind, Coverage, Level, Statistic
from tests.store import synthetic as made

RATE = made.indicator("misdrijven", Statistic.RATE, "T1")
SOURCES = (made.source("T1"),)
PEOPLE = made.people({(area.code, 2024): 1000 for area in made.AREAS} | {("PD-X", 2024): 4000, ("BT-A", 2024): 2000})


def observe(published: pd.DataFrame, *indicators, people=PEOPLE, sources=SOURCES, coverage=()) -> pd.DataFrame:
    catalog = made.catalog(*indicators, sources=sources).model_copy(update={"coverage": coverage})
    observed = made.table(made.derived(catalog, published, people), "observation", "indicator", "area", "period")
    return observed[~observed.index.get_level_values("area").isin(made.OTHERS)]


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


def cover(*levels: Level, years: str = "2023-2024", areas=(), source: str = "T1") -> Coverage:
    return Coverage(source=source, levels=levels, years=years, areas=areas, basis="lijst")


def test_a_missing_cell_that_the_table_publishes_is_not_fetched_and_so_is_its_sum():
    counts = {("GM0001", "2024"): 30, ("GM0003", "2024"): 5, ("GM0004", "2024"): 5}
    observed = observe(made.rows("T1", counts), RATE, coverage=(cover(Level.GEMEENTE, years="2024"),))
    for area in ("GM0002", "BT-A", "PD-X"):
        row = observed.loc[("misdrijven", area, "2024")]
        assert row.state == "not_fetched"
        assert np.isnan(row.numerator)
        assert row.source == "T1"
    assert observed.loc[("misdrijven", "GM0001", "2024")].state == "value"
    assert observed.loc[("misdrijven", "BT-B", "2024")].state == "value"


def test_years_between_that_the_table_has_get_a_row_so_that_the_gap_shows():
    counts = {("GM0001", "2022"): 30, ("GM0001", "2024"): 20}
    observed = observe(made.rows("T1", counts), RATE, coverage=(cover(Level.GEMEENTE, years="2022-2024"),))
    states = observed.loc[("misdrijven", "GM0001"), "state"].to_dict()
    assert states == {"2022": "value", "2023": "not_fetched", "2024": "value"}
    assert ("misdrijven", "NL01", "2023") not in observed.index  # nothing is said of the land


def test_what_no_table_is_said_to_publish_stays_unknown():
    counts = {("GM0001", "2024"): 30, ("GM0001", "2021"): 20}
    observed = observe(made.rows("T1", counts), RATE, coverage=(cover(Level.GEMEENTE, years="2024"),))
    assert observed.loc[("misdrijven", "GM0002", "2021")].state == "unknown"
    assert observed.loc[("misdrijven", "GM0002", "2024")].state == "not_fetched"


def test_what_the_source_itself_leaves_empty_stays_unknown_and_so_does_its_sum():
    counts = {("GM0001", "2024"): 30, ("GM0002", "2024"): None, ("GM0003", "2024"): 5}
    observed = observe(made.rows("T1", counts), RATE, coverage=(cover(Level.GEMEENTE, years="2024"),))
    for area in ("GM0002", "BT-A", "PD-X"):
        assert observed.loc[("misdrijven", area, "2024")].state == "unknown"
    assert observed.loc[("misdrijven", "BT-B", "2024")].state == "not_fetched"


def test_a_survey_of_large_municipalities_is_not_fetched_for_those_only():
    survey = made.indicator("gevoel", Statistic.SURVEY, "T1", unit="%")
    only = cover(Level.GEMEENTE, years="2024", areas=("GM0002",))
    observed = observe(made.rows("T1", {("GM0001", "2024"): 30}), survey, coverage=(only,))
    assert observed.loc[("gevoel", "GM0002", "2024")].state == "not_fetched"
    assert observed.loc[("gevoel", "GM0003", "2024")].state == "unknown"
    assert ("gevoel", "BT-A", "2024") not in observed.index


def test_an_older_table_that_has_it_is_named_as_the_one_to_fetch():
    sources = (made.source("T1"), made.source("T0", successor="T1"))
    published = made.rows("T0", {("GM0001", "2024"): 30})
    observed = observe(published, RATE, sources=sources, coverage=(cover(Level.GEMEENTE, source="T0", years="2024"),))
    assert observed.loc[("misdrijven", "GM0002", "2024")].source == "T0"


def test_figures_before_the_first_comparable_year_are_left_out():
    late = made.indicator("misdrijven", Statistic.RATE, "T1", since=2024)
    published = made.rows("T1", {("GM0001", "2023"): 10, ("GM0001", "2024"): 30})
    observed = observe(published, late, coverage=(cover(Level.GEMEENTE),))
    assert set(observed.index.get_level_values("period")) == {"2024"}


def test_a_table_that_an_indicator_continues_fills_it_and_not_the_successor():
    sources = (made.source("T1"), made.source("T0", successor="T1"), made.source("T2"))
    own = made.indicator("eigen-reeks", Statistic.RATE, "T2", continues="T0")
    published = pd.concat([made.rows("T0", {("GM0001", "2023"): 8}), made.rows("T2", {("GM0001", "2024"): 9})])
    observed = observe(published, RATE, own, sources=sources)
    assert observed.loc[("eigen-reeks", "GM0001"), "numerator"].to_dict() == {"2023": 8, "2024": 9}
    assert "misdrijven" not in observed.index.get_level_values("indicator")


def test_own_results_fill_what_the_survey_does_not_have_and_give_way_to_what_it_has():
    survey = made.indicator("gevoel", Statistic.SURVEY, "T1", unit="%")
    sources = (made.source("T1"), made.source("EIGEN-T1", successor="T1"))
    theirs = made.rows("T1", {("GM0001", "2024"): 30, ("GM0002", "2024"): None}, margin=2.0)
    ours = made.rows("EIGEN-T1", {("GM0001", "2024"): 33, ("GM0002", "2024"): 44, ("GM0003", "2024"): None}, margin=3.0)
    observed = observe(pd.concat([theirs, ours.assign(respondents=210.0, owner="Twee")]), survey, sources=sources)
    cells = observed.loc["gevoel"].xs("2024", level="period")
    assert cells["value"].dropna().to_dict() == {"GM0001": 30, "GM0002": 44}
    assert (cells.loc["GM0002", "owner"], cells.loc["GM0002", "respondents"]) == ("Twee", 210)
    assert cells.loc["GM0002", "source"] == "EIGEN-T1"
    assert pd.isna(cells.loc["GM0001", "owner"])
    assert cells.loc["GM0003", "state"] == "unknown"


def merged(counts: dict, *indicators, people=PEOPLE) -> pd.DataFrame:
    """GM0001 continues GM0008 and GM0009, which are gone."""
    areas = [area.model_copy(update={"continues": ("GM0008", "GM0009")}) if area.code == "GM0001" else area
             for area in made.AREAS]  # fmt: skip
    catalog = made.catalog(*indicators or (RATE,), sources=SOURCES).model_copy(update={"areas": tuple(areas)})
    gone = made.people({("GM0008", 2023): 300, ("GM0009", 2023): 700})
    work = made.derived(catalog, made.rows("T1", counts), people, gone)
    return made.table(work, "observation", "indicator", "area", "period").loc["misdrijven"]


def test_before_a_merger_an_area_is_the_sum_of_those_that_went_up_in_it():
    rows = merged({("GM0008", "2023"): 3, ("GM0009", "2023"): 4, ("GM0002", "2023"): 5, ("GM0001", "2024"): 9})
    before = rows.loc[("GM0001", "2023")]
    assert (before.numerator, before.denominator, before.value) == (7, 1000, 7)
    assert rows.loc[("GM0001", "2024")].numerator == 9
    assert rows.loc[("BT-A", "2023")].numerator == 12
    assert "GM0008" not in rows.index.get_level_values("area")


def test_a_merged_area_of_which_one_part_is_missing_is_unknown():
    rows = merged({("GM0008", "2023"): 3, ("GM0009", "2023"): None, ("GM0002", "2023"): 5})
    assert np.isnan(rows.loc[("GM0001", "2023")].numerator)


def test_what_the_source_gives_for_a_merged_area_itself_holds():
    rows = merged({("GM0008", "2023"): 3, ("GM0009", "2023"): 4, ("GM0001", "2023"): 8})
    assert rows.loc[("GM0001", "2023")].numerator == 8


def test_scores_of_areas_that_merged_are_not_added_up():
    survey = made.indicator("misdrijven", Statistic.SURVEY, "T1", unit="%")
    rows = merged({("GM0008", "2023"): 3, ("GM0009", "2023"): 4, ("GM0001", "2024"): 9}, survey)
    assert ("GM0001", "2023") not in rows.index or np.isnan(rows.loc[("GM0001", "2023")].value)


@pytest.mark.parametrize(("people", "kind", "reason"), [(199, None, "few_people"), (200, None, ""),
                                                        (5000, AreaKind.PORT, "haven")])  # fmt: skip
def test_where_hardly_anybody_lives_there_is_a_count_and_no_rate(people, kind, reason):
    areas = tuple(area.model_copy(update={"kind": kind}) if area.code == "GM0001" else area for area in made.AREAS)
    catalog = made.catalog(RATE, sources=SOURCES).model_copy(update={"areas": areas})
    counts = made.rows("T1", {("GM0001", "2024"): 30, ("GM0002", "2024"): 30})
    work = made.derived(catalog, counts, made.people({("GM0001", 2024): people, ("GM0002", 2024): 9000}))
    row = made.table(work, "observation", "area").loc["GM0001"]
    assert (row.numerator, row.no_rate) == (30, reason)
    assert np.isnan(row.value) == np.isnan(row.denominator) == np.isnan(row.lower) == bool(reason)
    compared = made.table(work, "comparison", "area")
    assert "GM0001" not in compared.index or reason == "" or compared.loc[["GM0001"], "outcome"].eq("none").all()
