"""The synthetic figures agree with each other as the real ones do: totals, years, units, buurten, withheld kinds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from tests.services import codes
from tests.services.codes import AREAS, BUURTEN, MEMBERS, NOWHERE, OWN, WITHHELD
from tests.services.cube import Table
from tests.services.figures import LARGE, size
from tests.services.tables import everything, politie

TABLES = [id for host in everything(["GM0748"]).values() for id in host]


@lru_cache(maxsize=1)
def whole() -> dict[str, Table]:
    return {id: table for host in everything().values() for id, table in host.items()}


def cube(id: str, topic: int = 0, /, **chosen: str) -> np.ndarray:
    """Figures of a topic over all dimensions, those with one chosen code left out."""
    table = whole()[id]
    axes = [
        [i for i, code in enumerate(d.codes) if d.key not in chosen or code.key == chosen[d.key]]
        for d in table.dimensions
    ]
    grid = np.meshgrid(*axes, indexing="ij")
    found = table.topics[topic].values(tuple(one.ravel() for one in grid)).reshape(grid[0].shape)
    return np.squeeze(found, axis=tuple(i for i, d in enumerate(table.dimensions) if d.key in chosen))


def keys(id: str, dimension: str) -> list[str]:
    return [code.key for code in whole()[id].dimension(dimension).codes]


@pytest.mark.parametrize("id", ["47013NED", "47021NED"])
def test_kinds_add_up_per_year_with_empty_as_zero(id: str) -> None:
    years = ["JJ" in key for key in keys(id, "Perioden")]
    figures = np.nan_to_num(cube(id))[:, :, years]
    assert (figures[0] == figures[1:].sum(axis=0)).all()
    assert (cube(id) != 0).all(), "a zero arrives empty"
    assert np.isnan(cube(id)).mean() > 0.02


@pytest.mark.parametrize("id", ["47013NED", "47021NED", "47024NED", "47008NED"])
def test_months_add_up_to_years_and_the_running_year_has_none(id: str) -> None:
    periods = keys(id, "Perioden")
    kind = {"47013NED": {"SoortMisdrijf": "0.0.0"}}.get(id, {})
    count = next(i for i, topic in enumerate(whole()[id].topics) if topic.unit == "aantal")
    figures = np.nan_to_num(cube(id, count, **kind))
    for year in range(2012, 2026):
        months = [i for i, key in enumerate(periods) if key.startswith(f"{year}MM")]
        assert (figures[..., months].sum(axis=-1) == figures[..., periods.index(f"{year}JJ00")]).all()
    assert "2026MM10" in periods
    assert not {"2026JJ00", "2026MM11"} & set(periods)


def test_four_kinds_have_no_months_but_are_in_the_total() -> None:
    for code in WITHHELD:
        monthly = ["MM" in key for key in keys("47013NED", "Perioden")]
        figures = cube("47013NED", SoortMisdrijf=code)
        assert np.isnan(figures[:, monthly]).all()
        assert np.nansum(figures[0, ~np.array(monthly)]) > 0
        assert (cube("47018NED", SoortMisdrijf=code) == 0).all()
    total = cube("47013NED", SoortMisdrijf="0.0.0")[0, 0]
    assert total > np.nansum(cube("47013NED", Perioden="2012MM01")[1:, 0])


def test_units_are_the_sum_of_their_members_and_the_country_is_more() -> None:
    figures = dict(zip(keys("47013NED", "RegioS"), np.nan_to_num(cube("47013NED", SoortMisdrijf="0.0.0")), strict=True))
    assert (figures["RE08"] == sum(figures[code] for code in MEMBERS)).all()
    provinces = [code for code in figures if code.startswith("PV")]
    assert (figures["NL01"] == sum(figures[code] for code in provinces)).all()
    placed = sum(cells for code, cells in figures.items() if code.startswith("GM") and code not in NOWHERE)
    assert (placed <= figures["NL01"]).all()
    assert placed.sum() < figures["NL01"].sum()


@pytest.mark.parametrize(("id", "same"), [("47018NED", "47013NED"), ("47024NED", "47021NED")])
def test_buurten_make_up_their_wijk_and_nearly_their_municipality(id: str, same: str) -> None:
    total, places = "0.0.0", keys(id, "WijkenEnBuurten")
    kind = whole()[id].dimensions[0].key
    figures = dict(zip(places, np.nan_to_num(cube(id, **{kind: total})), strict=True))
    for gm in OWN:
        wijken = [code for code in AREAS if code.startswith("WK" + gm[2:])]
        for wijk in wijken:
            inside = [code for code in BUURTEN[gm] if code[2:].startswith(wijk[2:])]
            assert (sum(figures[code] for code in inside) == figures[wijk]).all()
        known = sum(figures[wijk] for wijk in wijken)
        assert (known <= figures[gm]).all()
        assert 0.95 < known.sum() / figures[gm].sum() < 1
    assert figures["BU00000000"].sum() > 0
    shared = [i for i, key in enumerate(keys(same, "Perioden")) if key in set(keys(id, "Perioden"))]
    of_gemeente = np.nan_to_num(cube(same, **{kind: total, "RegioS": "GM0748"}))[shared]
    assert (of_gemeente == figures["GM0748"]).all()


def test_months_of_buurten_are_those_of_their_years() -> None:
    chosen = {"SoortMisdrijf": "1.1.1", "WijkenEnBuurten": BUURTEN["GM0748"][0]}
    months, years = cube("47022NED", **chosen), cube("47018NED", **chosen)
    assert (months[: 14 * 12].reshape(14, 12).sum(axis=1) == years).all()


def test_reports_are_part_of_what_is_registered_and_two_months_behind() -> None:
    registered, reported, online = (np.nan_to_num(cube("47013NED", topic)) for topic in range(3))
    assert (reported <= registered).all()
    assert (online <= reported).all()
    assert online.sum() > 0
    assert (reported[0, :, -2:] == 0).all()
    assert reported[0, 0, -3] > 0


def test_response_times_add_up() -> None:
    parts = sum(np.nan_to_num(cube("47008NED", topic)) for topic in range(2, 8))
    assert (parts == np.nan_to_num(cube("47008NED", 1))).all()


def test_counts_of_cbs_are_rounded_and_small_ones_have_no_rate() -> None:
    for id, rate in (("83648NED", 2), ("83651NED", 1)):
        counts, rates = cube(id), cube(id, rate)
        here = np.isfinite(counts)
        assert (counts[here] % 5 == 0).all()
        assert np.isnan(rates[here & (counts > 0) & (counts < 95)]).all()
        assert (rates[here & (counts == 0)] == 0).all()
        assert np.isfinite(rates[here & (counts >= 100)]).all()
        gone = keys(id, "RegioS").index("GM0003")
        assert np.isinf(counts.take(gone, axis=-2)).all()


def test_crimes_of_cbs_follow_their_classification() -> None:
    listed, figures = keys("83648NED", "SoortMisdrijf"), cube("83648NED")[:, 0]
    for parent, children in {
        "CRI3300": [f"CRI33{n}0" for n in range(1, 8)],
        "CRI2210": ["CRI2211", "CRI2212"],
        "T001161": [f"CRI{n}000" for n in (1, 2, 3, 4, 5, 6, 7, 9)],
    }.items():
        parts = sum(figures[listed.index(child)] for child in children)
        assert (abs(parts - figures[listed.index(parent)]) <= 2.5 * (len(children) + 1)).all()
    assert {"CRI1000", "CRI1100", "CRI1110", "CRI5000"} <= set(listed)


def test_inhabitants_agree_from_table_to_table() -> None:
    first = cube("03759ned", 0, Geslacht="T001038", Leeftijd="10000", BurgerlijkeStaat="T001019")
    regions, years = keys("03759ned", "RegioS"), keys("03759ned", "Perioden")
    end, slots = cube("37230ned", 4), keys("37230ned", "Perioden")
    for code in ("NL01", "GM0748", "GM1674"):
        at = regions.index(code)
        assert (
            first[at, years.index("2025JJ00")] == end[at, slots.index("2024JJ00")] == end[at, slots.index("2024MM12")]
        )
    mean = cube("03759ned", 1, Geslacht="T001038", Leeftijd="10000", BurgerlijkeStaat="T001019")
    assert np.isnan(mean[:, years.index("2026JJ00")]).all()
    assert np.isfinite(first[regions.index("GM0748"), years.index("2026JJ00")])
    assert np.isnan(first[regions.index("GM0003")]).all()
    statuses = {code.key: code.more["Status"] for code in whole()["03759ned"].dimension("Perioden").codes}
    assert (statuses["2026JJ00"], statuses["2020JJ00"]) == ("Voorlopig", "Definitief")
    columns = [topic.key.rpartition("_")[0] for topic in whole()["85984NED"].topics]
    gemeente = cube("85984NED", columns.index("AantalInwoners"))[keys("85984NED", "WijkenEnBuurten").index("GM0748")]
    assert gemeente == 5 * round(first[regions.index("GM0748"), years.index("2024JJ00")] / 5)


def test_survey_values_lie_within_their_bounds() -> None:
    for id in ("85146NED", "85322NED", "85472NED", "85955NED"):
        for topic in range(len(whole()[id].topics)):
            value, lower, upper = cube(id, topic)
            assert (lower <= value).all()
            assert (value <= upper).all()
            assert (lower >= 0).all()
    assert [code for code in OWN if size(code) >= LARGE] == [code for code in OWN if code in keys("85146NED", "RegioS")]


def test_the_newest_key_figures_lack_incomes() -> None:
    for id, empty in (("85984NED", False), ("86165NED", True)):
        topics = whole()[id].topics
        at = next(i for i, topic in enumerate(topics) if topic.key.startswith("GemiddeldInkomenPerInwoner"))
        assert np.isnan(cube(id, at)).all() == empty


@pytest.mark.parametrize("id", TABLES)
def test_every_cell_of_a_table_can_be_computed(id: str) -> None:
    """First and last row and some between, of every topic."""
    table = whole()[id]
    at = tuple(np.unravel_index(np.linspace(0, table.size - 1, 50).astype(int), table.shape))
    for topic in table.topics:
        found = topic.values(at)
        assert found.shape == (50,)
        assert (found.dtype == object) == (topic.datatype == "String")


def test_figures_are_the_same_every_time() -> None:
    codes_ = ["GM0748", "GM0851"]
    one, other = (politie(codes_)["47013NED"].topics[0] for _ in range(2))
    at = tuple(np.zeros(1, dtype=int) for _ in range(3))
    assert one.values(at) == other.values(at)
    assert set(codes.NATIONWIDE) >= set(OWN)
