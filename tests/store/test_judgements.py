"""The store's side of the judgements: which figure counts, against which base, and what is said once."""

from __future__ import annotations

import pandas as pd
import pytest

from ivp.catalog.plan import Direction, Plan
from tests.store import synthetic as made
from tests.store import world as w

ONE = (w.rate("geweld", "geweld"),)
FEEL = (w.survey("onveilig", "geweld"),)


def base(published: pd.DataFrame, indicators=ONE, area: str = "GM0001", year: int = 2025) -> pd.Series:
    """The signals of the figure of that year; missing where there are none."""
    rows = made.table(w.world(published, indicators).judged(), "movement", "area", "period")
    return rows.reindex([(area, str(year))]).iloc[0]


def counted(values: dict[int, float], area: str = "GM0001") -> pd.DataFrame:
    return made.rows("T1", {(area, str(year)): n for year, n in values.items()}, code="geweld")


def felt(values: dict[int, float], margin: float = 2.0) -> pd.DataFrame:
    return w.waves("onveilig", {("GM0001", str(year)): value for year, value in values.items()}, margin)


def test_the_base_is_2019_and_the_mean_of_three_years():
    row = base(counted({2019: 400, 2020: 200, 2021: 250, 2022: 300, 2025: 300}))
    assert (row.base_period, row.base_value, row.base_outcome) == ("2019", 10, "down")
    assert row.base_percent == pytest.approx(-25)
    assert (row.mean_period, row.mean_value, row.mean_outcome) == ("2020-2022", 6.25, "up")
    assert row.mean_percent == pytest.approx(20)


def test_the_mean_of_three_years_is_tested_with_three_years_of_chance():
    # 300 against 3 * 265: z = ln(300 / 265) / sqrt(1/300 + 1/795) = 1.83; against one year of 265 it is 1.47
    row = base(counted({2020: 265, 2021: 265, 2022: 265, 2025: 300}))
    assert row.mean_outcome == "same"
    # 305: 2.09, where one year of 265 would give 1.67
    assert base(counted({2020: 265, 2021: 265, 2022: 265, 2025: 305})).mean_outcome == "up"


def test_two_of_the_three_years_are_named_and_one_is_no_base():
    assert base(counted({2021: 250, 2022: 300, 2025: 300})).mean_period == "2021-2022"
    row = base(counted({2021: 250, 2025: 300}))
    assert pd.isna(row.mean_period)
    assert pd.isna(row.base_period)


def test_no_percentage_below_thirty_cases_and_no_base_in_its_own_years():
    row = base(counted({2019: 20, 2025: 60}))
    assert row.base_outcome == "up"
    assert pd.isna(row.base_percent)
    assert pd.isna(base(counted({2019: 20, 2020: 30, 2021: 30, 2022: 60}), year=2022).mean_period)


def test_a_survey_is_never_held_against_a_base_across_the_break():
    row = base(felt({2019: 20, 2021: 25, 2023: 25, 2025: 30}), FEEL)
    assert pd.isna(row.base_period)  # renewed in 2021
    assert pd.isna(row.mean_period)  # 2021 alone is one year of corona


def test_a_survey_on_one_side_of_the_break_is_compared_by_its_margins():
    row = base(felt({2021: 20, 2022: 22, 2025: 26}), FEEL)
    # mean 21 with margin sqrt(8) / 2 = 1.41; 5 is more than sqrt(2^2 + 1.41^2) = 2.45
    assert (row.mean_period, row.mean_value, row.mean_outcome) == ("2021-2022", 21, "up")
    assert pd.isna(row.mean_percent)


PLAN = Plan(priorities=(w.priority("p", theme="geweld"),), links=(w.link("p", "geweld"),))


def part(published: pd.DataFrame, year: int, area: str = "GM0001", plan: Plan = PLAN) -> pd.Series:
    parts = made.table(w.world(published, ONE).judged(plan), "assessment_part")
    return parts[(parts["area"] == area) & (parts["year"] == year)].iloc[0]


def test_the_toets_of_a_year_sees_no_later_figure():
    published = w.counts("geweld", lambda town, year: 300 if (town, year) == ("GM0001", 2025) else 100)
    before, after = part(published, 2024), part(published, 2025)
    assert (before.period, before.level_outcome, before.arrow, before.said) == ("2024", "similar", "none", "same")
    assert (after.period, after.level_outcome, after.arrow, after.said) == ("2025", "much_higher", "up", "unfavourable")


def test_a_figure_of_more_than_two_years_ago_is_shown_and_does_not_decide():
    towns = w.counts("geweld", lambda town, year: 300 if town == "GM0001" else 100)
    published = towns[(towns["area"] == "GM0004") | (towns["period"] <= "2022")]
    for year, old in ((2024, False), (2025, True)):
        row = part(published, year)
        assert row.period == "2022"
        assert row.old == old
        assert (row.said, row.excluded) == (("unknown", "old") if old else ("stays_unfavourable", ""))
        assert row.position == ("not_known" if old else "unfavourable")


def test_without_any_figure_the_reason_is_said():
    published = w.counts("geweld", lambda town, year: 100 if town != "GM0001" else None)
    assert part(published, 2025).excluded == "no_figure"
    assert part(published, 2025).said == "unknown"


def test_months_count_as_a_year_only_when_all_twelve_are_known():
    months = {
        (town, f"{year}-{month:02d}"): 30.0 if town == "GM0001" else 10.0
        for town in w.TOWNS
        for year in (2024, 2025)
        for month in range(1, 13)
        if (year, month) != (2025, 12)
    }
    work = w.world(made.rows("T1", months, code="geweld"), ONE).judged()
    observed = made.table(work, "year_figure", "area", "period")
    assert set(observed.index.get_level_values("period")) == {"2024"}
    row = observed.loc[("GM0001", "2024")]
    assert (row.numerator, row.value, row.of_months) == (360, 9, True)
    assert observed.loc[("BT-A", "2024")].numerator == 480
    compared = made.table(work, "against", "area", "reference")
    assert compared.loc[("GM0001", "PD-X"), "outcome"] == "much_higher"
    assert made.table(work, "tested").empty  # months are told as they are, by the year so far


def test_references_by_level():
    values = {(area, "2025"): n for area, n in zip(w.TOWNS, (300, 100, 100, 100), strict=True)}
    values |= {("NL01", "2025"): 9000.0}
    world = w.world(made.rows("T1", values, code="geweld"), ONE, w.SIZES | {"NL01": 4_000_000})
    used = made.table(world.judged(), "against", "area")["reference"].to_dict()
    assert used == {**dict.fromkeys([*w.TOWNS, "BT-A", "BT-B"], "PD-X"), "PD-X": "NL01"}  # no figure of the eenheid


def progress(goals, published: pd.DataFrame, indicators=ONE, start: int = 2025) -> pd.DataFrame:
    """The goals by the figures up to every year from `start`, when the only priority begins."""
    plan = Plan(goals=goals, priorities=(w.priority("p", start=start),))
    return made.table(w.world(published, indicators).judged(plan), "goal_year", "goal", "year")


def test_goals_by_year_and_never_after_their_target_year():
    published = counted({2022: 200, 2023: 180, 2024: 150, 2025: 100})
    goals = (w.goal("g", "GM0001", "geweld", 4.0, target_year=2024),)
    found = progress(goals, published, start=2022)
    assert found["state"].tolist() == ["unknown", "on_schedule", "reached", "reached"]
    assert found["reason"].tolist() == ["no_figure", "", "", ""]
    assert found.loc[("g", 2025), "period"] == "2024"
    assert found.loc[("g", 2023), "needed"] == 4.5


def test_a_goal_says_why_it_cannot_be_judged():
    goals = (
        w.goal("onbekend", "GM0001", "", 4.0),
        w.goal("later", "GM0002", "geweld", 4.0),
        w.goal("gevoel", "GM0001", "onveilig", 15.0, base_year=2019, base_value=20),
        w.goal("stijgen", "GM0001", "geweld", None, direction=Direction.HIGHER, base_value=4.0),
    )
    published = pd.concat([counted({2022: 200, 2025: 300}), felt({2019: 20, 2021: 18, 2025: 14})])
    found = progress(goals, published, ONE + FEEL).droplevel("year")
    assert found["reason"].to_dict() == {
        "onbekend": "no_indicator",
        "later": "no_figure",
        "gevoel": "break",
        "stijgen": "",
    }
    assert found["state"].to_dict() == {
        "onbekend": "unknown", "later": "unknown", "gevoel": "unknown", "stijgen": "on_schedule",
    }  # fmt: skip
