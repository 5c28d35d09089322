"""The arrow and the toets in the database: what decides, what is said, and what if figures of others go missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ivp.catalog.models import Coverage, Level
from ivp.catalog.plan import Evidence, Plan, Weight
from tests.store import synthetic as made
from tests.store import world as w

INDICATORS = tuple(w.rate(name, "geweld") for name in ("een", "twee", "drie"))
MODELLED = w.rate("model", "geweld", modelled=True)
FEEL = w.survey("onveilig", "geweld")
Of = Callable[[str, int], float | None]


def flat(town: str, year: int) -> float:
    return 400


def rising(town: str, year: int) -> float:
    return 400 + 60 * (year - 2014)


def falling(town: str, year: int) -> float:
    return 1400 - 80 * (year - 2014)


def high(town: str, year: int) -> float:
    return 800 if town == "GM0001" else 400


def high_and_falling(town: str, year: int) -> float:
    return falling(town, year) * (2 if town == "GM0001" else 1)


def leads(**of: Of) -> tuple[pd.DataFrame, Plan]:
    """Counts of the towns, and a plan of the district that is linked to all of them."""
    figures = pd.concat([w.counts(name, each) for name, each in of.items()])
    plan = Plan(priorities=(w.priority("p", theme="geweld"),), links=tuple(w.link("p", name) for name in of))
    return figures, plan


def toets(published: pd.DataFrame, plan: Plan, indicators=INDICATORS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The toets of 2025 by area, and its parts by area and indicator."""
    work = w.world(published, indicators).judged(plan)
    whole, parts = made.table(work, "assessment"), made.table(work, "assessment_part")
    return (
        whole[whole["year"] == 2025].set_index("area"),
        parts[parts["year"] == 2025].set_index(["area", "indicator"]),
    )


@pytest.mark.parametrize(
    ("of", "arrow", "said", "outcome"),
    [
        (flat, "none", "same", "no_reason"),
        (rising, "up", "unfavourable", "supports"),
        (falling, "down", "favourable", "improving"),
        (high, "none", "stays_unfavourable", "supports"),
        (high_and_falling, "down", "unfavourable_but_improving", "mixed"),
    ],
)
def test_one_grounded_figure_by_itself(of: Of, arrow: str, said: str, outcome: str) -> None:
    whole, parts = toets(*leads(een=of))
    row = parts.loc[("GM0001", "een")]
    assert (row.arrow, row.said, row.decides, row.excluded) == (arrow, said, True, "")
    assert whole.loc["GM0001", "outcome"] == outcome


def test_signals_on_both_sides_are_mixed() -> None:
    def corona(town: str, year: int) -> float:
        return 400 if year < 2020 else 900 if year < 2023 else 600

    row = toets(*leads(een=corona))[1].loc[("GM0001", "een")]
    assert (row.base_outcome, row.mean_outcome, row.arrow, row.said) == ("up", "down", "mixed", "mixed")


def test_the_arrow_stands_at_the_figure_of_every_year_with_two_signals() -> None:
    work = w.world(leads(een=rising)[0], INDICATORS).judged()
    arrows = made.table(work, "movement").set_index(["area", "period"])["arrow"]["GM0001"]
    assert arrows.to_dict() == {
        **{str(year): "unknown" for year in (2018, 2019)},  # only the line
        **{str(year): "up" for year in range(2020, 2026)},
    }


def test_register_and_feeling_against_each_other() -> None:
    figures, plan = leads(een=rising)
    waves = {("GM0001", str(year)): value for year, value in ((2021, 40.0), (2022, 40.0), (2023, 35.0), (2024, 30.0),
                                                                (2025, 20.0))}  # fmt: skip
    published = pd.concat([figures, w.waves("onveilig", waves)])
    plan = plan.model_copy(update={"links": (*plan.links, w.link("p", "onveilig", Evidence.SURVEY))})
    row = toets(published, plan, (*INDICATORS, FEEL))[0].loc["GM0001"]
    assert (row.outcome, row.register, row.survey) == ("contradict", "worse", "better")
    assert (row.register_worse, row.register_linked, row.survey_better, row.survey_linked) == (1, 1, 1, 1)


def test_a_modelled_figure_is_shown_and_never_decides() -> None:
    figures, plan = leads(model=rising)
    plan = plan.model_copy(update={"links": (w.link("p", "model", weight=Weight.SUPPORTING),)})
    whole, parts = toets(figures, plan, (MODELLED,))
    row = parts.loc[("GM0001", "model")]
    assert (row.arrow, row.decides, row.excluded) == ("up", False, "modelled")
    assert whole.loc["GM0001", "outcome"] == "insufficient"


def test_only_figures_found_by_looking_do_not_decide() -> None:
    found = w.rate("drugs", "drugs", detection="found")
    whole, parts = toets(*leads(drugs=rising), indicators=(found,))
    assert whole.loc["GM0001", "outcome"] == "not_by_figures"
    assert parts.loc[("GM0001", "drugs"), "excluded"] == "found"


def test_a_supporting_figure_never_takes_the_place_of_a_leading_one() -> None:
    figures, plan = leads(een=flat, twee=rising)
    plan = plan.model_copy(update={"links": (w.link("p", "een"), w.link("p", "twee", weight=Weight.SUPPORTING))})
    without = figures[(figures["code"] != "een")]
    whole, parts = toets(without, plan)
    assert whole.loc["GM0001", "outcome"] == "insufficient"
    assert parts.loc[("GM0001", "een"), "excluded"] == "no_figure"
    assert parts.loc[("GM0001", "twee"), "excluded"] == "supporting"


def test_what_the_table_has_and_we_do_not_is_not_fetched() -> None:
    figures, plan = leads(een=flat, twee=flat)
    has = Coverage(source="T1", levels=(Level.GEMEENTE,), years="2025", basis="test")
    world = w.world(figures[figures["code"] == "een"], INDICATORS)
    known = world.catalog.model_copy(update={"coverage": (has,)})
    parts = made.table(w.World(known, world.published).judged(plan), "assessment_part", "area", "indicator", "year")
    assert parts.loc[("GM0001", "twee", 2025), "excluded"] == "not_fetched"
    assert parts.loc[("PD-X", "twee", 2025), "excluded"] == "not_fetched"


def test_without_the_neighbour_an_area_cannot_be_compared() -> None:
    figures, plan = leads(een=high)
    gone = figures[~((figures["area"] == "GM0004") & (figures["period"] == "2025"))]
    whole, parts = toets(gone, plan)
    for town in ("GM0001", "GM0002"):
        row = parts.loc[(town, "een")]
        assert (row.position, row.said, row.excluded) == ("not_comparable", "not_comparable", "not_comparable")
        assert whole.loc[town, "outcome"] == "insufficient"


def test_without_the_neighbour_a_rise_is_a_rise() -> None:
    figures, plan = leads(een=rising)
    gone = figures[~((figures["area"] == "GM0004") & (figures["period"] == "2025"))]
    whole, parts = toets(gone, plan)
    assert (parts.loc[("GM0001", "een"), "said"], whole.loc["GM0001", "outcome"]) == ("unfavourable", "supports")


def test_a_sum_does_not_lean_on_an_older_year_when_a_member_is_missing() -> None:
    figures, plan = leads(een=falling)
    gone = figures[~((figures["area"] == "GM0004") & (figures["period"] == "2025"))]
    whole, parts = toets(gone, plan)
    row = parts.loc[("PD-X", "een")]
    assert (row.period, row.said, row.excluded) == ("2024", "unknown", "not_comparable")
    assert whole.loc["PD-X", "outcome"] == "insufficient"
    assert whole.loc["BT-A", "outcome"] == "insufficient"  # its rest of the district is gone
    assert toets(figures, plan)[0].loc["PD-X", "outcome"] == "improving"


RANK = {"supports": 0, "mixed": 1, "contradict": 1, "no_reason": 2, "improving": 3}


def drawn(seed: int) -> pd.DataFrame:
    """Three figures of four towns, each at a level of its own and moving a way of its own."""
    chance = np.random.default_rng(seed)

    def figure(name: str) -> pd.DataFrame:
        start = {town: chance.uniform(150, 500) for town in w.TOWNS}
        step = {town: chance.choice([-0.08, 0.0, 0.08]) for town in w.TOWNS}
        return w.counts(name, lambda town, year: chance.poisson(start[town] * np.exp(step[town] * (year - 2020))))

    return pd.concat([figure(name) for name in ("een", "twee", "drie")], ignore_index=True)


@pytest.mark.parametrize("seed", range(6))
def test_no_judgement_becomes_more_favourable_when_figures_of_another_area_go_missing(seed: int) -> None:
    published, plan = drawn(seed), leads(een=flat, twee=flat, drie=flat)[1]
    before = toets(published, plan)[0]["outcome"]
    town = w.TOWNS[seed % 4]
    lacks = {
        "the last year": published["period"] == "2025",
        "all years": published["period"] != "",
        "the last year of one figure": (published["period"] == "2025") & (published["code"] == "een"),
    }
    for what, lost in lacks.items():
        after = toets(published[~((published["area"] == town) & lost)], plan)[0]["outcome"]
        for area in before.index.drop(town):
            if after[area] != "insufficient":
                assert RANK[after[area]] <= RANK.get(before[area], 0), (what, area, before[area], after[area])
