"""Opvallend: what is said, where, and what is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ivp.catalog.models import Statistic, Subject
from tests.store import synthetic as made
from tests.store import world as w

ONE = (w.rate("geweld", "geweld"),)
FEEL = (w.survey("onveilig", "geweld"),)


def said(published: pd.DataFrame, kind: str = "change", indicators=ONE) -> set[tuple[str, str]]:
    found = made.table(w.world(published, indicators).judged(), "finding")
    moved = found[found["kind"] == kind]
    return set(moved[["area", "side"]].itertuples(index=False, name=None))


def jump(**of: float) -> pd.DataFrame:
    """200 a year everywhere; in 2025 what `of` says."""
    return w.counts("geweld", lambda town, year: of.get(town, 200) if year == 2025 else 200)


def level(**of: float) -> pd.DataFrame:
    """1,000 a year everywhere, but for what `of` says."""
    return w.counts("geweld", lambda town, year: of.get(town, 1000))


def test_a_change_of_all_is_said_of_each():
    assert said(jump(**dict.fromkeys(w.TOWNS, 300.0))) == {(town, "up") for town in w.TOWNS}


def test_a_change_of_one_is_said_there_and_not_above_it():
    assert said(jump(GM0001=400.0)) == {("GM0001", "up")}


def test_a_change_of_one_team_is_said_at_the_smallest_areas_that_show_it():
    assert said(jump(GM0001=300.0, GM0002=300.0)) == {("GM0001", "up"), ("GM0002", "up")}
    # 242 is too small for a town (z = 2.0, with all that are looked at), and large enough for two together
    assert said(jump(GM0001=242.0, GM0002=242.0)) == {("BT-A", "up")}


def test_a_change_too_small_in_each_is_said_where_they_are_together():
    # each z = 1.4, a team 2.0, the district 2.8
    assert said(jump(**dict.fromkeys(w.TOWNS, 229.0))) == {("PD-X", "up")}


def test_opposite_changes_are_both_said():
    found = said(jump(GM0001=300.0, GM0002=300.0, GM0003=120.0, GM0004=120.0))
    assert found == {("GM0001", "up"), ("GM0002", "up"), ("GM0003", "down"), ("GM0004", "down")}


def test_a_change_out_of_corona_must_hold_against_2019_too():
    def years(last: float) -> pd.DataFrame:
        numbers = {2019: 200, 2021: 100, 2022: last}
        return w.counts("geweld", lambda town, year: numbers.get(year) if town == "GM0001" else 200, range(2019, 2023))

    assert said(years(400)) == {("GM0001", "up")}
    assert said(years(200)) == set()  # only up because 2021 was low


def test_a_line_out_of_corona_must_hold_against_2019_too():
    def years(before: float) -> pd.DataFrame:
        numbers = {2019: before, 2021: 100, 2022: 150, 2023: 200, 2024: 250, 2025: 300}
        return w.counts("geweld", lambda town, year: numbers.get(year) if town == "GM0001" else 200, range(2019, 2026))

    assert ("GM0001", "rising") in said(years(100), "trend")
    assert ("GM0001", "rising") not in said(years(300), "trend")


def test_differences_are_said_where_they_are_certain_and_relevant():
    compared = made.table(w.world(level(GM0001=1150), ONE).judged(), "against", "area", "period")
    row = compared.loc[("GM0001", "2025")]
    # ln(1.15) / sqrt(1/1150 + 1/3000) = 4.03, certain; but less than a quarter higher
    assert row.z == pytest.approx(np.log(1.15) / np.sqrt(1 / 1150 + 1 / 3000))
    assert row.outcome == "higher"
    assert said(level(GM0001=1150), "comparison") == set()
    assert said(level(GM0001=1250), "comparison") == {("GM0001", "higher")}
    assert said(level(GM0001=800), "comparison") == {("GM0001", "lower")}


def test_a_difference_is_said_at_the_smallest_area_that_shows_it():
    teams = w.counts("geweld", lambda town, year: 60 if town in ("GM0001", "GM0002") else 36)
    # a town: ln(60 / 44) / sqrt(1/60 + 1/132) = 2.0; a team: ln(120 / 72) / sqrt(1/120 + 1/72) = 3.4
    assert said(teams, "comparison") == {("BT-A", "higher"), ("BT-B", "lower")}
    towns = w.counts("geweld", lambda town, year: 400 if town in ("GM0001", "GM0002") else 200)
    assert {("GM0001", "higher"), ("GM0002", "higher")} <= said(towns, "comparison")
    assert "BT-A" not in {area for area, _ in said(towns, "comparison")}


def test_nothing_older_than_two_years_is_said():
    def told(last: int) -> set[str]:
        old = w.counts("oud", lambda town, year: 3000 if town == "GM0001" else 1000, range(2014, last + 1))
        both = pd.concat([old, level()])
        found = made.table(w.world(both, (*ONE, w.rate("oud", "rest"))).judged(), "tested")
        return set(found["indicator"])

    assert "oud" in told(2023)
    assert "oud" not in told(2022)


def test_one_crime_counts_once():
    twice = pd.concat([level(GM0001=2000), level(GM0001=2000).assign(code="twee")])
    world = w.world(twice, (*ONE, w.rate("twee", "geweld")))
    subject = Subject(id="een", label="Een", indicators=("geweld", "twee"), note="Tweemaal geteld.")
    known = world.catalog.model_copy(update={"subjects": (subject,)})
    for one, told in ((world, {"geweld", "twee"}), (replace(world, catalog=known), {"geweld"})):
        work = one.judged()
        assert set(made.table(work, "finding")["indicator"]) == told
        assert set(made.table(work, "candidate_evidence")["indicator"]) == told


def test_families_are_looked_through_apart():
    # one change among many lines: its q is that of the seven changes of the areas
    work = w.world(jump(GM0001=270.0), ONE).judged()
    tested = made.table(work, "tested", "kind", "area")
    row = tested.loc[("change", "GM0001")]
    assert row.q == pytest.approx(7 * row.p)
    assert tested.loc["comparison"]["q"].isna().all()


def test_a_survey_is_looked_through_by_its_margins():
    published = w.waves("onveilig", {("GM0001", "2025"): 30, ("PD-X", "2025"): 20, ("GM0002", "2025"): 21})
    tested = made.table(w.world(published, FEEL).judged(), "tested", "area")
    assert tested.loc["GM0001", "z"] == pytest.approx(1.959964 * 10 / 8**0.5)
    assert tested.loc["GM0001", "significant"]
    assert not tested.loc["GM0002", "significant"]


def test_a_number_without_a_margin_is_never_a_finding():
    number = made.indicator("woz", Statistic.NUMBER, "T1", theme="rest", code="woz")
    published = w.counts("woz", lambda town, year: 900 if town == "GM0001" else 100)
    assert made.table(w.world(published, (number,)).judged(), "tested").empty
