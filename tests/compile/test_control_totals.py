"""The embedded snapshot against published control totals: real figures of the tables, not made by our code.

The totals come with the published copies (their checks) or are the table's own total.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.compile.names import EIGHT

DATA = paths.ROOT / "data"
SNAPSHOT, GEO = DATA / "snapshot", DATA / "geo"
MEGABYTE = 1_000_000


def table(name: str) -> pd.DataFrame:
    return snapshot.read_table(SNAPSHOT, f"{name}.parquet")


def sums(frame: pd.DataFrame, by: str = "period") -> dict[str, float]:
    result: dict[str, float] = frame.groupby(by)["value"].sum().to_dict()
    return result


def test_both_folders_are_unchanged_since_they_were_compiled() -> None:
    snapshot.verify(SNAPSHOT)
    snapshot.verify(GEO)


def test_every_file_is_in_the_manifest_and_together_they_are_small() -> None:
    for folder in (SNAPSHOT, GEO):
        listed = {entry.file for entry in snapshot.read_manifest(folder).files}
        assert {file.name for file in folder.iterdir()} == listed | {snapshot.MANIFEST}
    assert sum(file.stat().st_size for folder in (SNAPSHOT, GEO) for file in folder.iterdir()) < 5 * MEGABYTE


def test_the_source_is_a_table_and_never_a_repository() -> None:
    for folder in (SNAPSHOT, GEO):
        for entry in snapshot.read_manifest(folder).files:
            told = " ".join([entry.source, entry.title, entry.origin, entry.note, entry.licence]).lower()
            assert "github" not in told
            assert "/" not in entry.source
            assert all([entry.note, entry.licence, entry.origin])


def test_all_crimes_of_the_eight() -> None:
    frame = table("47013NED")
    eight = frame[frame["area"].isin(EIGHT)]
    assert sums(eight) == {"2022": 13_087, "2023": 13_591, "2024": 13_464}
    # The published copy lacks one municipality, Bronckhorst (GM1876); all others of 2024 are there.
    now = set(table("47022NED")["area"][lambda a: a.str.startswith("GM")])
    for _, year in frame[frame["area"].str.startswith("GM")].groupby("period"):
        assert now - set(year["area"]) == {"GM1876"}
    country = frame[frame["area"] == "NL01"].set_index("period")["value"]
    assert country.to_dict() == {"2022": 800_027, "2023": 805_590, "2024": 805_559}


@pytest.mark.parametrize("pattern", ["GM", "WK", "BU"])
def test_crimes_by_neighbourhood_add_up_on_every_level(pattern: str) -> None:
    frame = table("47022NED")
    inside = frame["area"].str.startswith(pattern) & (
        frame["area"].isin(EIGHT) if pattern == "GM" else frame["area"].notna()
    )
    assert sums(frame[inside]) == {"2021": 13_441, "2022": 13_030, "2023": 13_527, "2024": 13_381, "2025": 13_288}
    assert frame[inside]["area"].nunique() == {"GM": 8, "WK": 58, "BU": 214}[pattern]


def test_country_of_47022_is_the_sum_of_342_municipalities() -> None:
    frame = table("47022NED")
    municipalities = frame[frame["area"].str.startswith("GM")]
    assert municipalities["area"].nunique() == 342
    assert sums(municipalities) == sums(frame[frame["area"] == "NL01"])
    assert set(frame.loc[frame["state"] == "provisional", "period"]) == {"2025"}


def test_types_of_the_country_add_up_to_the_total_so_that_zero_is_zero() -> None:
    for name, types in (("47025NED", 58), ("47021NED", 8)):
        frame = table(name)
        parts = frame[frame["code"] != "0.0.0"]
        assert parts["code"].nunique() == types
        assert sums(parts) == sums(frame[frame["code"] == "0.0.0"])
        assert (frame["state"] == "value").all()


def test_national_thefts() -> None:
    frame = table("83651NED")
    burglary = frame[(frame["code"] == "CRI1134") & (frame["area"] == "NL01")]
    assert sums(burglary) == {"2018": 55_535, "2019": 51_855, "2020": 44_525, "2021": 35_860}
    # The control totals that came with the copies lack Nuenen, Gerwen en Nederwetten (a comma in its name) and hold
    # the five thefts of 2018 without a municipality: with those two differences they agree exactly.
    nuenen = sums(frame[(frame["code"] == "CRI1134") & (frame["area"] == "GM0820")])
    control = {"2018": 55_475 - 5, "2019": 51_785, "2020": 44_450, "2021": 35_815}
    assert {year: value - nuenen[year] for year, value in sums(burglary).items()} == control
    size = frame[frame["area"] != "NL01"].groupby("period")["area"].nunique().to_dict()
    assert size == {"2018": 380, "2019": 355, "2020": 355, "2021": 352}
    police = table("47025NED")
    police = police[police["code"].isin(["1.1.1", "1.1.2"]) & police["period"].isin(size)]
    assert sums(police) == {"2018": 55_413, "2019": 51_724, "2020": 44_375, "2021": 35_810}
    assert all(abs(sums(burglary)[year] / value - 1) < 0.005 for year, value in sums(police).items())


def test_halderberge_and_woensdrecht_have_no_older_cbs_figure() -> None:
    frame = table("83648NED")
    assert sorted(set(frame["period"])) == [str(year) for year in range(2010, 2021)] + ["2022"]
    assert set(frame.loc[frame["area"].isin(["GM1655", "GM0873"]), "period"]) == {"2022"}
    assert set(EIGHT) <= set(frame["area"])
    country = frame[(frame["area"] == "NL01") & (frame["measure"] == "misdrijven")].set_index("period")["value"]
    assert (country["2010"], country["2020"]) == (1_200_825, 808_030)


def test_inhabitants() -> None:
    frame = table("03759ned")
    january = frame[(frame["measure"] == "bevolking_1_januari") & (frame["period"] == "2026")].set_index("area")
    published = {"GM0748": 70_692, "GM1674": 78_165, "GM1709": 38_467, "GM1655": 31_484, "GM0716": 27_031}
    published |= {"GM0851": 24_596, "GM0840": 23_973, "GM0873": 22_301}
    assert january.loc[list(published), "value"].to_dict() == published
    assert (january["state"] == "provisional").all()
    december = table("37230ned")
    assert set(december["period"]) == {str(year) for year in range(2002, 2025)}


def test_municipalities_add_up_to_the_country_so_that_no_name_got_a_wrong_code() -> None:
    december = table("37230ned")
    december = december[december["period"] >= "2018"]  # before, abolished municipalities without a code are left out
    country = sums(december[december["area"] == "NL01"])
    assert sums(december[december["area"].str.startswith("GM")]) == country
    assert len(country) == 7


def test_survey_ends_in_2019_and_knows_district_and_basisteams() -> None:
    frame = table("81928NED")
    assert set(frame["period"]) == {"2012", "2013", "2014", "2015", "2016", "2017", "2019"}
    assert frame["code"].nunique() == 72
    row = frame[(frame["code"] == "TotaleFunctionerenTevreden_55") & (frame["area"] == "PD-MARKIEZATEN")]
    assert row.set_index("period").loc["2019", ["value", "margin"]].tolist() == [22.1, 1.8]


def test_months_are_provisional_and_incomplete_ones_unknown() -> None:
    frame = table("MIK")
    unknown = frame["state"] == "unknown"
    assert set(frame.loc[unknown, "period"]) == {"2023-04", "2026-06"}
    assert set(frame.loc[~unknown, "state"]) == {"provisional"}
    assert set(frame["area"]) == {*EIGHT, "NL01"}


def test_every_municipality_with_a_figure_has_a_name() -> None:
    named = set(table("gemeenten_nl")["code"])
    for entry in snapshot.read_manifest(SNAPSHOT).files:
        if entry.file != snapshot.NAMES_FILE:
            areas = snapshot.read_table(SNAPSHOT, entry.file)["area"]
            assert set(areas[areas.str.startswith("GM")]) <= named, entry.file


def test_places_are_complete_and_lie_in_the_region() -> None:
    collection = json.loads((GEO / "gemeenten.geojson").read_text(encoding="utf-8"))
    assert sorted(one["properties"]["code"] for one in collection["features"]) == sorted(EIGHT)
    assert collection["credit"] == "CBS, Kadaster (CC BY 4.0)"
    points = pd.read_csv(GEO / "points.csv", sep=";")
    assert points["code"].str[:2].value_counts().to_dict() == {"BU": 214, "WK": 58}
    assert points["lon"].between(3.8, 4.8).all()
    assert points["lat"].between(51.3, 51.8).all()
    assert set(points["code"]) == set(table("47022NED")["area"][lambda a: a.str[:2].isin(["WK", "BU"])])
    assert not list(Path(GEO).glob("*buurten*"))


STAYED = {
    "03759ned.parquet": (144, 270_328_925.0, 27),
    "37230ned.parquet": (8_274, 762_398_651.0, 0),
    "47013NED.parquet": (1_056, 7_230_103.0, 0),
    "47021NED.parquet": (108, 9_081_780.0, 0),
    "47022NED.parquet": (3_075, 8_003_108.0, 615),
    "47025NED.parquet": (708, 21_236_014.0, 0),
    "81928NED.parquet": (2_649, 72_375.4, 0),
    "83648NED.parquet": (15_352, 33_147_820.2, 6),
    "83651NED.parquet": (17_352, 1_849_470.0, 0),
    "MIK.parquet": (702, 64_574.0, 702),
    "context_50150NED.parquet": (985, 73_298.7, 0),
    "context_85039NED.parquet": (4_576, 18_112_885.1, 3),
    "context_85984NED.parquet": (3_360, 2_796_803.6, 238),
    "context_BRON.parquet": (345, 1_073_811.0, 0),
}
"""Rows, sum of values, and rows in another state than value, of the files that were there before the kinds of crime."""


@pytest.mark.parametrize("file", STAYED)
def test_what_was_there_before_is_what_it_was(file: str) -> None:
    frame = snapshot.read_table(SNAPSHOT, file)
    found = (len(frame), round(frame["value"].sum(), 1), int((frame["state"] != "value").sum()))
    assert found == STAYED[file]


KINDS = {
    "1.1.1": 1303, "1.1.2": 309, "1.2.1": 2111, "1.2.2": 185, "1.2.3": 1743, "1.4.2": 60, "1.4.4": 650, "1.4.5": 845,
    "2.2.1": 2653, "2.5.1": 582, "3.1.1": 352, "3.1.3": 90,
}  # fmt: skip
"""The eight together in 2012, added up by hand from the published copy."""


def test_kinds_by_municipality_agree_with_the_country_of_another_table() -> None:
    """Published check: over 2012-2022 within 6, bicycles up to 49, weapons 14. The country has the unplaced too."""
    kinds, country = table("47018NED"), table("47025NED")
    national = kinds[kinds["area"] == "NL01"].set_index(["code", "period"])["value"]
    other = country.set_index(["code", "period"])["value"].reindex(national.index)
    gap = (national - other).abs()[lambda g: g.index.get_level_values("period") <= "2022"].groupby("code").max()
    assert gap.drop(["1.2.3", "3.1.3", "1.4.4"]).max() <= 6
    assert (gap["1.2.3"], gap["3.1.3"], gap["1.4.4"]) == (49, 14, 7)  # 1.4.4 once 7, in 2020
    both = national.loc[["1.1.1", "1.1.2"]].groupby("period").sum()
    assert both.loc["2018":"2021"].tolist() == [55_414, 51_724, 44_374, 35_811]
    assert "GM0000" not in set(kinds["area"])


def test_the_country_is_more_than_its_municipalities_by_the_crimes_without_a_place() -> None:
    frame = table("47018NED")
    burglary = frame[frame["code"] == "1.1.1"]
    placed = sums(burglary[burglary["area"] != "NL01"])
    national = sums(burglary[burglary["area"] == "NL01"])
    assert (national["2012"] - placed["2012"], national["2025"] - placed["2025"]) == (648, 10)
    assert burglary[burglary["area"] != "NL01"].groupby("period")["area"].nunique().eq(342).all()


def test_kinds_of_the_eight() -> None:
    frame = table("47018NED")
    ours = frame[frame["area"].isin(EIGHT)]
    assert {code: sums(ours[ours["period"] == "2012"], "code")[code] for code in KINDS} == KINDS
    burglary = sums(ours[ours["code"] == "1.1.1"])
    assert (burglary["2019"], burglary["2023"], burglary["2025"]) == (575, 321, 524)
    assert set(frame.loc[frame["period"] >= "2024", "state"]) == {"provisional"}
    assert set(frame.loc[frame["period"] < "2024", "state"]) == {"value"}


def test_the_total_of_47018_equals_that_of_47022_in_every_municipality() -> None:
    total = table("47018NED")
    total = total[total["code"] == "0.0.0"]
    months = table("47022NED").set_index(["area", "period"])["value"]
    both = total[total["period"].isin(["2022", "2023", "2024"])].set_index(["area", "period"])["value"]
    assert len(both) == 1_025
    assert (both == months.reindex(both.index)).all()
    assert sums(total[total["area"].isin(EIGHT)])["2012"] == 18_299


def test_the_years_of_six_kinds_are_those_of_the_copy_and_nothing_between() -> None:
    frame = table("47018NED")
    years = {"2012", "2017", "2018", "2019", "2022", "2023", "2024"}
    for code in ("0.0.0", "1.4.6", "2.5.2", "3.7.4"):
        assert set(frame.loc[frame["code"] == code, "period"]) == years
    for code in ("2.1.1", "3.9.1"):
        assert set(frame.loc[frame["code"] == code, "period"]) == years - {"2012"}
    size = frame[frame["code"] == "0.0.0"].groupby("period")["area"].nunique().to_dict()
    assert size == {"2012": 318, "2017": 325, "2018": 328, "2019": 337, "2022": 341, "2023": 342, "2024": 342}


def test_twelve_kinds_never_exceed_all_crimes_of_47013() -> None:
    kinds = table("47018NED")
    kinds = kinds[kinds["code"].isin(KINDS) & kinds["area"].str.startswith("GM")]
    parts = kinds.groupby(["area", "period"])["value"].sum()
    whole = table("47013NED")
    whole = whole[whole["area"].str.startswith("GM")].set_index(["area", "period"])["value"]
    assert len(whole) == 1_023
    assert (parts.reindex(whole.index) <= whole).all()


def test_survey_of_2025_has_twelve_items_of_three_areas_without_margins() -> None:
    frame = table("85146NED")
    assert (frame["code"].nunique(), set(frame["area"]), set(frame["period"])) == (
        12,
        {"GM0748", "GM1674", "NL01"},
        {"2025"},
    )
    assert frame["margin"].isna().all()
    unsafe = frame[frame["code"] == "VoeltZichWeleensOnveiligInBuurt_50"].set_index("area")["value"]
    assert unsafe.to_dict() == {"GM0748": 24.4, "GM1674": 26.2, "NL01": 16.8}


def test_surveys_that_nothing_continues() -> None:
    district = table("CR2015")
    values = district.set_index(["code", "area"])["value"].round(1).to_dict()
    assert values == {
        ("slachtoffers", "NL01"): 17.6,
        ("slachtoffers", "PD-MARKIEZATEN"): 14.9,
        ("onveilig", "NL01"): 35.6,
        ("onveilig", "PD-MARKIEZATEN"): 36.0,
    }
    national = table("VM-NL")
    assert (len(national), set(national["area"]), int(national["margin"].notna().sum())) == (32, {"NL01"}, 2)
    assert national[national["code"] == "traditioneel"]["value"].tolist() == [19.9]


def test_liveability_adds_up_and_covers_what_was_recorded() -> None:
    frame = table("LBM3")
    wide = frame.pivot(index="area", columns="measure", values="value")
    dimensions = [name for name in wide.columns if name.startswith("afwijking_")]
    assert len(dimensions) == 5
    assert (wide["afwijking"] - wide[dimensions].sum(axis=1)).abs().max() < 1e-5
    assert wide.index.str[:2].value_counts().to_dict() == {"GM": 342, "BU": 191}
    assert wide.loc["GM1674", ["klasse", "afwijking"]].tolist() == [5, -0.129969]


def test_notifications_of_persons_are_nearly_those_of_the_country() -> None:
    frame = table("E33-2017")
    added = sums(frame[frame["area"] != "NL01"])
    assert added == sums(frame[frame["area"] == "NL01"])
    country = table("47021NED")
    country = sums(country[(country["code"] == "E33") & country["period"].isin(added)])
    assert all(0.995 < added[year] / country[year] < 1 for year in added)
    assert sums(frame[frame["area"].isin(EIGHT)])["2017"] == 1_088
