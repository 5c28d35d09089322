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
