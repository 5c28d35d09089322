"""Every gemeente among those most like it, and sums among the likes of their members."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ivp.analysis import peers
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Plan
from ivp.facts import ALIKE, Fact
from ivp.outcomes import Outcome, Usual
from ivp.store.build.similar import TABLE
from ivp.store.figure_reader import ALIKE_LEVEL
from ivp.store.reader import Store
from tests.store import synthetic as made
from tests.store import world as w

RATE = w.rate("geweld", "geweld")
ROUNDED = w.rate("geweld", "geweld", rounding=5)
LIKES, FAR = made.OTHERS[:10], made.OTHERS[10:]
NUMBERS = (100, 110, 120, 130, 140, 150, 160, 170, 180, 190)
"""Cases of the likes of every town; their middle is 145."""
MIDDLE = 145 / 40


def published(towns: dict[str, float], likes: tuple[float, ...] = NUMBERS) -> pd.DataFrame:
    """2025: the towns, and as many of LIKES as there are numbers. Every town lies off in a way of its own, so that the
    LIKES are nearer to it than the other towns."""
    background = [
        made.rows(TABLE, {(area, "2024"): value for area, value in values.items()}, f"maat-{town}")
        for town in w.TOWNS
        for values in [{area: float(area == town) for area in (*w.TOWNS, *LIKES)} | dict.fromkeys(FAR, 1000.0)]
    ]
    cases = towns | dict(zip(LIKES, likes, strict=False))
    figures = made.rows("T1", {(area, "2025"): n for area, n in cases.items()}, code="geweld")
    return pd.concat([*background, figures, made.people({(area, 2025): float(w.PEOPLE) for area in LIKES})])


def found(towns: dict[str, float], likes: tuple[float, ...] = NUMBERS, indicator: Indicator = RATE) -> pd.DataFrame:
    work = w.world(published(towns, likes), (indicator,)).judged()
    return made.table(work, "peer").query("period == '2025'").set_index("area")


ALL = {"GM0001": 500.0, "GM0002": 145.0, "GM0003": 165.0, "GM0004": 20.0}


def test_a_town_has_its_expected_rate_its_place_and_whether_it_is_unusual() -> None:
    rows = found(ALL)
    own = rows.loc["GM0001"]
    assert own.expected == pytest.approx(MIDDLE)
    assert (own.usual, own.place, own.among) == ("high", 1, 11)
    by_hand = peers.among_likes([500], [w.PEOPLE], peers.likes_of([NUMBERS], np.full((1, 10), w.PEOPLE)))
    assert (own.lower, own.upper) == pytest.approx((by_hand.lower[0] * 1000, by_hand.upper[0] * 1000))
    assert (rows.loc["GM0002", "usual"], rows.loc["GM0002", "place"]) == ("usual", 6)
    assert (rows.loc["GM0004", "usual"], rows.loc["GM0004", "place"]) == ("low", 11)


def test_a_sum_is_held_against_what_the_likes_of_its_members_give() -> None:
    sizes = w.SIZES | {"GM0001": 80_000, "BT-A": 120_000}
    rows = made.table(w.world(published(ALL), (RATE,), sizes).judged(), "peer").query("period == '2025'")
    team = rows.set_index("area").loc["BT-A"]
    assert team.expected == pytest.approx(MIDDLE)  # each of its members is expected to have the middle rate
    assert (team.place, team.among) == (0, 0)
    assert team.usual == "high"  # 645 cases where 435 are expected
    assert set(rows["area"]) == {*w.TOWNS, "BT-A", "BT-B", "PD-X"}


def test_a_sum_of_which_a_member_has_no_figure_is_not_there() -> None:
    assert set(found({town: n for town, n in ALL.items() if town != "GM0002"}).index) == {
        "GM0001", "GM0003", "GM0004", "BT-B",
    }  # fmt: skip


def test_with_seven_likes_there_is_nothing_to_say() -> None:
    assert "GM0001" in found(ALL, NUMBERS[:8]).index
    assert found(ALL, NUMBERS[:7]).empty


def test_rounding_leaves_few_cases_open() -> None:
    rows = found(ALL, indicator=ROUNDED)
    assert (rows.loc["GM0004", "usual"], rows.loc["GM0004", "place"]) == ("unknown", 11)  # 20 cases
    assert rows.loc["GM0001", "usual"] == "high"


def test_similar_municipalities_are_a_reference(tmp_path: Path) -> None:
    store: Store = w.world(published(ALL), (RATE,)).store(tmp_path / "w.duckdb", Plan())
    facts: dict[str, Fact] = {
        fact.area.code: fact for fact in store.facts(["geweld"], reference_level=ALIKE_LEVEL, periods=["2025"])
    }
    one, two, land = facts["GM0001"], facts["GM0002"], facts.get("NL01")
    assert one.comparison is not None
    assert (one.comparison.reference, one.comparison.rest, one.outcome) == (ALIKE, False, Outcome.HIGHER)
    assert one.comparison.value == pytest.approx(MIDDLE)
    assert one.comparison.difference == pytest.approx(12.5 - MIDDLE)
    assert one.likes is not None
    assert (one.usual, one.likes.place, one.likes.among) == (Usual.HIGH, 1, 11)
    assert two.outcome == Outcome.SIMILAR
    assert facts["GM0004"].outcome == Outcome.LOWER
    assert land is None or land.comparison is None
    district = store.facts(["geweld"], reference_level="district", areas=["GM0001"], periods=["2025"])[0]
    assert district.comparison is not None
    assert district.comparison.reference.code == "PD-X"  # and the likes stand beside it
    assert district.likes == one.likes
