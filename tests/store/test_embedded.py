"""What the embedded figures become in the database: states, sums, series of several tables, and breaks between them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ivp import paths
from ivp.catalog.models import Level, State
from ivp.facts import Fact
from ivp.outcomes import Grain, Outcome, Usual
from ivp.store.build import run
from ivp.store.connection import HARDENED
from ivp.store.figure_reader import ALIKE_LEVEL
from ivp.store.reader import Store

DATA = paths.ROOT / "data"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    file = Path(tmp_path_factory.mktemp("embedded")) / "x.duckdb"
    run.build(DATA, file)
    return Store(file)


def series(store: Store, indicator: str, area: str) -> dict[str, Fact]:
    """The years of one series, by period."""
    facts = store.facts([indicator], areas=[area], grain=Grain.YEAR, reference_level=Level.LAND)
    return {fact.period: fact for fact in facts}


def asked(store: Store, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(store.file), read_only=True, config=dict(HARDENED)) as connection:
        return connection.execute(question).fetchall()


def states(facts: dict[str, Fact]) -> dict[str, str]:
    return {period: str(fact.state) for period, fact in facts.items()}


def sources(facts: dict[str, Fact]) -> dict[str, str]:
    """The table of every count that is known."""
    return {period: fact.source for period, fact in facts.items() if fact.numerator is not None}


def test_kinds_of_crime_reach_the_district_for_every_year(store: Store) -> None:
    burglary = series(store, "politie-1-1-1", "PD-MARKIEZATEN")
    assert {period: fact.numerator for period, fact in burglary.items()} == {
        "2012": 1303, "2013": 1217, "2014": 1025, "2015": 1032, "2016": 792, "2017": 741, "2018": 662, "2019": 575,
        "2020": 599, "2021": 509, "2022": 406, "2023": 321, "2024": 392, "2025": 524,
    }  # fmt: skip
    assert burglary["2024"].state == burglary["2025"].state == State.PROVISIONAL
    assert all(fact.value is not None for fact in burglary.values())


def test_the_gap_between_the_years_of_the_other_kinds_is_not_fetched(store: Store) -> None:
    assert states(series(store, "politie-3-9-1", "GM1674")) == {
        "2016": "not_fetched", "2017": "value", "2018": "value", "2019": "value", "2020": "not_fetched",
        "2021": "not_fetched", "2022": "value", "2023": "value", "2024": "provisional", "2025": "not_fetched",
    }  # fmt: skip


def test_the_police_unit_is_summed_only_where_all_its_municipalities_are_there(store: Store) -> None:
    robbery = series(store, "politie-1-4-6", "RE08")
    known = sources(robbery).keys()
    assert known == {"2019", "2022", "2023", "2024"}  # one merged in 2019
    assert {fact.state for period, fact in robbery.items() if period not in known} == {State.NOT_FETCHED}


def test_the_country_has_the_crimes_without_a_place_and_no_figure_where_those_are_missing(store: Store) -> None:
    burglary = series(store, "politie-1-1-1", "NL01")["2012"]
    assert (burglary.numerator, burglary.source) == (91_596, "47018NED")
    shops = series(store, "politie-2-5-2", "NL01")
    assert shops["2023"].source == "47025NED"
    assert shops["2024"].state == State.NOT_FETCHED


def test_the_total_with_a_known_buurt_is_one_series_of_two_tables(store: Store) -> None:
    early = dict.fromkeys(["2012", "2017", "2018", "2019"], "47018NED")
    late = dict.fromkeys(["2021", "2022", "2023", "2024", "2025"], "47022NED")
    assert sources(series(store, "misdrijven-buurt", "GM1674")) == early | late
    total = sources(series(store, "misdrijven-totaal", "GM1674"))
    assert total == dict.fromkeys(["2022", "2023", "2024"], "47013NED")


@pytest.mark.parametrize("area", ["GM1674", "GM0748"])
def test_an_estimate_without_a_margin_is_never_tested(store: Store, area: str) -> None:
    unsafe = series(store, "vm-onveilig-buurt", area)["2025"]
    assert unsafe.state == State.VALUE
    assert unsafe.lower is None
    assert unsafe.outcome == Outcome.NONE


def test_surveys_of_other_years_are_other_series(store: Store) -> None:
    assert list(series(store, "vm2015-onveilig", "PD-MARKIEZATEN")) == ["2015"]
    assert "2015" not in series(store, "vm-onveilig-algemeen", "NL01")


def test_only_large_municipalities_wait_for_the_survey(store: Store) -> None:
    facts = store.facts(["vm-onveilig-buurt"], levels=[Level.GEMEENTE], reference_level=Level.LAND)
    state = {(fact.area.code, fact.period): fact.state for fact in facts}
    assert state["GM1674", "2021"] == state["GM1674", "2023"] == State.NOT_FETCHED
    assert state["GM0716", "2025"] == State.UNKNOWN
    assert ("GM0748", "2023") not in state


def test_liveability_is_there_for_buurten_and_not_fetched_for_wijken(store: Store) -> None:
    facts = store.facts(["leefbaarometer-3"], levels=[Level.GEMEENTE, Level.BUURT], reference_level=Level.LAND)
    assert Counter(fact.area.level for fact in facts if fact.value is not None) == {"buurt": 191, "gemeente": 8}
    assert {fact.state for fact in facts if fact.value is None} == {State.UNKNOWN}


def test_an_area_of_a_kind_and_one_where_few_people_live_have_counts_and_no_rate(store: Store) -> None:
    rows = asked(store, "SELECT no_rate, count(*), count(value), count(numerator) FROM observation GROUP BY no_rate")
    found = {reason: counts for reason, *counts in rows}
    assert found.keys() == {"", "few_people", "bedrijventerrein"}
    for reason in ("few_people", "bedrijventerrein"):
        rows_there, rates, counts = found[reason]
        assert (rates, rows_there >= counts > 0) == (0, True)


def test_one_indicator_of_a_subject_leads(store: Store) -> None:
    led = asked(store, "SELECT subject, sum(leads::INTEGER) FROM indicator WHERE subject <> '' GROUP BY subject")
    assert led
    assert {count for _, count in led} == {1}


def test_every_check_on_the_figures_passes(store: Store) -> None:
    checks = store.quality_checks()
    assert [check for check in checks if not check.passed] == []
    assert checks


def test_kinds_of_crime_move_as_much_as_was_measured(store: Store) -> None:
    noise = {one.indicator: one for one in store.spreads()}
    measured = {
        "politie-1-1-1": 0.17, "politie-1-2-1": 0.21, "politie-1-2-3": 0.17, "politie-2-2-1": 0.10,
        "politie-1-4-5": 0.07, "politie-1-4-4": 0.09, "politie-3-1-1": 0.17,
    }  # fmt: skip
    for indicator, sigma in measured.items():
        assert noise[indicator].sigma == pytest.approx(sigma, abs=0.01)
        assert noise[indicator].own
        assert noise[indicator].pairs > 1000
    at_500 = noise["politie-1-1-1"].least[1]
    assert (at_500.cases, at_500.down, at_500.up) == (500, pytest.approx(0.61, abs=0.01), pytest.approx(1.62, abs=0.01))
    assert not noise["straatroof"].own  # lent
    assert noise["ophelderingspercentage"].least == ()


def test_moerdijk_is_below_the_rest_of_the_district_and_highest_of_its_likes(store: Store) -> None:
    (fact,) = store.facts(["misdrijven-totaal"], areas=["GM1709"], periods=["2024"], reference_level=Level.DISTRICT)
    assert fact.outcome == Outcome.LOWER
    assert fact.likes is not None
    assert (fact.usual, fact.likes.place, fact.likes.among) == (Usual.HIGH, 1, 11)
    (same,) = store.facts(["misdrijven-totaal"], areas=["GM1709"], periods=["2024"], reference_level=ALIKE_LEVEL)
    assert same.outcome == Outcome.HIGHER


def test_the_country_moves_less_by_itself_than_a_municipality(store: Store) -> None:
    land, town = (series(store, "politie-1-1-1", area)["2025"] for area in ("NL01", "GM1674"))
    width = [(fact.upper or 0) / (fact.value or 1) - 1 for fact in (land, town)]
    assert width[0] < 0.06
    assert width[1] > 0.3


def test_nothing_older_than_two_years_stands_out(store: Store) -> None:
    found = [
        *store.findings(limit=1000),
        *(one for area in store.areas() for one in store.candidate_evidence(area.code)),
    ]
    assert min(one.fact.year for one in found) >= 2023
    leads = {id for (id,) in asked(store, "SELECT id FROM indicator WHERE leads")}
    assert {one.fact.indicator for one in found} <= leads
