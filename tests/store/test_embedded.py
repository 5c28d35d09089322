"""What the embedded figures become in the database: states, sums, series of several tables, and breaks between them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ivp import paths
from ivp.store import build
from ivp.store.reader import Store

DATA = paths.ROOT / "data"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    file = Path(tmp_path_factory.mktemp("embedded")) / "x.duckdb"
    build.build(DATA, file)
    return Store(file)


def series(store: Store, indicator: str, area: str) -> pd.DataFrame:
    """The years of one series, by period."""
    facts = store.facts([indicator], areas=[area])
    return facts[facts["month"].isna()].set_index("period").sort_index()


def test_kinds_of_crime_reach_the_district_for_every_year(store: Store) -> None:
    burglary = series(store, "politie-1-1-1", "PD-MARKIEZATEN")
    assert burglary["numerator"].to_dict() == {
        "2012": 1303, "2013": 1217, "2014": 1025, "2015": 1032, "2016": 792, "2017": 741, "2018": 662, "2019": 575,
        "2020": 599, "2021": 509, "2022": 406, "2023": 321, "2024": 392, "2025": 524,
    }  # fmt: skip
    assert set(burglary.loc["2024":, "state"]) == {"provisional"}
    assert burglary["value"].notna().all()


def test_the_gap_between_the_years_of_the_other_kinds_is_not_fetched(store: Store) -> None:
    fraud = series(store, "politie-3-9-1", "GM1674")["state"]
    assert fraud.to_dict() == {
        "2016": "not_fetched", "2017": "value", "2018": "value", "2019": "value", "2020": "not_fetched",
        "2021": "not_fetched", "2022": "value", "2023": "value", "2024": "provisional", "2025": "not_fetched",
    }  # fmt: skip


def test_the_police_unit_is_summed_only_where_all_its_municipalities_are_there(store: Store) -> None:
    robbery = series(store, "politie-1-4-6", "RE08")
    known = set(robbery.index[robbery["numerator"].notna()])
    assert known == {"2019", "2022", "2023", "2024"}  # one merged in 2019
    assert set(robbery.loc[~robbery.index.isin(known), "state"]) == {"not_fetched"}


def test_the_country_has_the_crimes_without_a_place_and_no_figure_where_those_are_missing(store: Store) -> None:
    burglary = series(store, "politie-1-1-1", "NL01")
    assert (burglary.loc["2012", "numerator"], burglary.loc["2012", "source"]) == (91_596, "47018NED")
    shops = series(store, "politie-2-5-2", "NL01")
    assert shops["source"].to_dict()["2023"] == "47025NED"
    assert shops.loc["2024", "state"] == "not_fetched"


def test_the_total_with_a_known_buurt_is_one_series_of_two_tables(store: Store) -> None:
    total = series(store, "misdrijven-buurt", "GM1674")
    known = total[total["numerator"].notna()]["source"].to_dict()
    early = dict.fromkeys(["2012", "2017", "2018", "2019"], "47018NED")
    assert known == early | dict.fromkeys(["2021", "2022", "2023", "2024", "2025"], "47022NED")
    assert set(series(store, "misdrijven-totaal", "GM1674").loc[["2022", "2023", "2024"], "source"]) == {"47013NED"}


def test_an_estimate_without_a_margin_is_never_tested(store: Store) -> None:
    for area in ("GM1674", "GM0748"):
        unsafe = series(store, "vm-onveilig-buurt", area).loc["2025"]
        assert unsafe["state"] == "value"
        assert pd.isna(unsafe["lower"])
        assert unsafe["outcome"] == "none"


def test_surveys_of_other_years_are_other_series(store: Store) -> None:
    assert list(series(store, "vm2015-onveilig", "PD-MARKIEZATEN").index) == ["2015"]
    assert "2015" not in series(store, "vm-onveilig-algemeen", "NL01").index


def test_only_large_municipalities_wait_for_the_survey(store: Store) -> None:
    states = store.facts(["vm-onveilig-buurt"], levels=["gemeente"]).set_index(["area", "period"])["state"].to_dict()
    assert states["GM1674", "2021"] == states["GM1674", "2023"] == "not_fetched"
    assert states["GM0716", "2025"] == "unknown"
    assert ("GM0748", "2023") not in states


def test_liveability_is_there_for_buurten_and_not_fetched_for_wijken(store: Store) -> None:
    facts = store.facts(["leefbaarometer-3"], levels=["gemeente", "buurt"])
    assert facts.groupby("level")["value"].count().to_dict() == {"buurt": 191, "gemeente": 8}
    assert set(facts.loc[facts["value"].isna(), "state"]) == {"unknown"}


def test_every_check_on_the_figures_passes(store: Store) -> None:
    checks = store.query("quality_checks")
    assert checks[~checks["passed"]].empty
