"""The committed catalog: complete, in line with the sources, and honest about what is not known."""

from __future__ import annotations

import time
from collections import Counter

import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.catalog import series
from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import AreaKind, Catalog, Detection, Indicator, Level, Polarity, Statistic, VeiligheidsVeld
from ivp.catalog.series_checks import named_kind
from ivp.catalog.tables import load_tables

# The codes of dimension SoortMisdrijf of table 47013NED; 2.6.6 does not exist.
_SOORT_MISDRIJF = """
0.0.0 1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.6 1.4.7 1.5.2 1.6.1
1.6.2 1.6.3 2.1.1 2.2.1 2.4.1 2.4.2 2.5.1 2.5.2 2.6.1 2.6.2 2.6.3 2.6.4 2.6.5 2.6.7 2.6.8 2.6.9 2.6.10 2.6.11
2.6.12 2.6.13 2.6.14 2.7.2 2.7.3 3.1.1 3.1.2 3.1.3 3.2.1 3.2.2 3.3.2 3.3.5 3.4.2 3.5.2 3.5.5 3.6.4 3.7.1 3.7.2
3.7.3 3.7.4 3.9.1 3.9.2 3.9.3"""
POLICE_CODES = frozenset(_SOORT_MISDRIJF.split())
# Not brought by victims (after CBS), and the two of ondermijning that controls bring to light.
FOUND = {c for c in POLICE_CODES if c.startswith(("2.6.", "3.2.", "3.3.", "3.5."))} | {
    "1.3.1", "2.1.1", "2.4.1", "2.7.2", "3.1.1", "3.1.3", "3.4.2", "3.7.2",
    "1.6.3", "3.1.2",
}  # fmt: skip
WITHHELD = {"1.4.1", "3.2.1", "3.2.2", "3.7.3"}
NUISANCE_CODES = {"0.0.0", "E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22"}
THEFT_CODES = {f"CRI{n}" for n in (1122, 1123, 1124, 1125, 1127, 1128, 1131, 1132, 1133, 1134, 1137, 1144)}
EIGHT = ["GM0748", "GM0851", "GM0716", "GM0873", "GM1674", "GM1655", "GM1709", "GM0840"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(paths.ROOT / "data")


@pytest.fixture(scope="module")
def embedded(catalog: Catalog) -> pd.DataFrame:
    """The embedded figures that have a value or are provisional, with the level of their area; without months."""
    folder = paths.ROOT / "data" / "snapshot"
    names = [entry.file for entry in snapshot.read_manifest(folder).files if entry.file != snapshot.NAMES_FILE]
    rows = pd.concat([snapshot.read_table(folder, name) for name in names], ignore_index=True)
    level = {area.code: area.level for area in catalog.areas}
    rows = rows[rows["value"].notna() & rows["area"].isin(level) & (rows["period"].str.len() == 4)]
    return rows.assign(level=rows["area"].map(level), year=rows["period"].astype(int))


@pytest.fixture(scope="module")
def years(catalog: Catalog, embedded: pd.DataFrame) -> dict[str, int]:
    """How many years of figures of gemeenten every indicator has."""
    feeds = pd.DataFrame(series.feeds(catalog))
    found = embedded[embedded["level"] == Level.GEMEENTE].merge(feeds, on=["table", "code", "measure"])
    found = found[found["year"] >= found["since"]]
    return {str(id): int(number) for id, number in found.groupby("indicator")["year"].nunique().items()}


def of(catalog: Catalog, source: str) -> dict[str, Indicator]:
    """The indicators of one table by code."""
    return {indicator.code: indicator for indicator in catalog.indicators if indicator.source == source}


def test_loading_is_fast() -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        load_catalog(paths.ROOT / "data")
        took.append(time.perf_counter() - start)
    assert min(took) < 0.15


def test_areas(catalog: Catalog) -> None:
    levels = Counter(area.level.value for area in catalog.areas)
    assert levels == {"land": 1, "eenheid": 1, "district": 1, "basisteam": 2, "gemeente": 8, "wijk": 58, "buurt": 214}
    assert [area.code for area in catalog.areas if area.level == Level.GEMEENTE] == EIGHT
    assert not [area.name for area in catalog.areas if area.name.startswith("Wijk ")]
    assert catalog.area("WK167402").name == "Noord"
    assert catalog.area("BU16740202").name == "Kalsdonk"


def test_members(catalog: Catalog) -> None:
    assert len(catalog.members["RE08"]) == 37
    assert catalog.members["PD-MARKIEZATEN"] == tuple(EIGHT)
    assert catalog.members["BT-BERGEN-OP-ZOOM"] == tuple(EIGHT[:4])
    assert catalog.members["BT-ROOSENDAAL"] == tuple(EIGHT[4:])


@pytest.mark.parametrize(("year", "difference"), [("2022", 0), ("2023", 0), ("2024", 1)])
def test_the_members_of_the_police_unit_are_proven_by_their_crimes(
    catalog: Catalog, year: str, difference: int
) -> None:
    file = paths.ROOT / "data" / "snapshot" / "47013NED.parquet"
    if not file.exists():
        pytest.skip("data/snapshot heeft nog geen 47013NED")
    rows = pd.read_parquet(file)
    rows = rows[(rows["code"] == "0.0.0") & (rows["measure"] == "misdrijven") & (rows["period"] == year)]
    crimes = rows.set_index("area")["value"]
    assert crimes["RE08"] - crimes[list(catalog.members["RE08"])].sum() == difference


def test_all_police_types_are_there(catalog: Catalog) -> None:
    police = of(catalog, "47013NED")
    assert set(police) == POLICE_CODES
    assert police["0.0.0"].id == "misdrijven-totaal"
    assert {code: i.id for code, i in police.items() if code != "0.0.0"} == {
        code: "politie-" + code.replace(".", "-") for code in POLICE_CODES - {"0.0.0"}
    }


def test_what_is_found_by_looking_has_no_good_or_bad(catalog: Catalog) -> None:
    police = of(catalog, "47013NED")
    assert {code for code, i in police.items() if i.detection == Detection.FOUND} == FOUND
    assert {police[code].polarity for code in FOUND} == {Polarity.NONE}
    assert all(police[code].caveat for code in FOUND)


def test_withheld_types_say_so(catalog: Catalog) -> None:
    police = of(catalog, "47013NED")
    assert {code for code, i in police.items() if "Niet gepubliceerd" in i.caveat} == WITHHELD


def test_nuisance_is_not_crime(catalog: Catalog) -> None:
    nuisance = of(catalog, "47021NED")
    assert set(nuisance) == NUISANCE_CODES
    assert {i.detection for i in nuisance.values()} == {Detection.NOT_APPLICABLE}
    assert all("geen misdrijven" in i.caveat and i.measure == "registraties" for i in nuisance.values())


def test_thefts_and_other_tables_with_figures(catalog: Catalog) -> None:
    thefts = of(catalog, "83651NED")
    assert set(thefts) == THEFT_CODES
    assert {i.rounding for i in thefts.values()} == {5}
    assert thefts["CRI1134"].label == "Diefstal uit woning en schuur"
    share = catalog.indicator("ophelderingspercentage")
    assert (share.measure, share.denominator_measure) == ("opgehelderd", "misdrijven")


def test_veiligheidsmonitor(catalog: Catalog) -> None:
    survey = of(catalog, "81928NED")
    numbers = sorted(int(code.rsplit("_", 1)[1]) for code in survey)
    assert numbers == list(range(1, 73))
    assert {i.statistic for i in survey.values()} == {Statistic.SURVEY}
    scales = {code for code, i in survey.items() if i.unit == "schaalscore 0-10"}
    assert scales == {code for code in survey if "Schaalscore" in code}
    assert all(i.id.startswith("vm-") and i.unit in ("%", "schaalscore 0-10") for i in survey.values())


def test_polarity_of_the_survey(catalog: Catalog) -> None:
    def polarity(indicator: str) -> str:
        return catalog.indicator(indicator).polarity.value

    assert polarity("vm-buurt-tevreden") == polarity("vm-beschikbaarheid") == "higher_is_better"
    assert polarity("vm-buurt-ontevreden") == polarity("vm-buurt-te-weinig-gezien") == "lower_is_better"
    assert polarity("vm-contact") == polarity("vm-buurt-geen-oordeel") == polarity("vm-buurt-neutraal") == "none"


def test_the_matrix(catalog: Catalog, years: dict[str, int]) -> None:
    every = sorted((i for i in catalog.indicators if i.order is not None), key=lambda i: i.order or 0)
    orders = [row.order for row in every]
    assert len(orders) == len(set(orders))
    lead = series.leading(catalog, years)
    rows = [row for row in every if row.id in lead]
    assert rows[0].id == "misdrijven-buurt"  # until 47013NED has enough years
    assert 20 <= len(rows) <= 30
    fields = [catalog.theme(row.theme).veld for row in rows]
    assert fields == sorted(fields, key=list(VeiligheidsVeld).index)
    assert set(fields) == set(VeiligheidsVeld) - {VeiligheidsVeld.CONTEXT}


def test_names_tell_indicators_apart(catalog: Catalog) -> None:
    for field in ("label", "short"):
        names = Counter(getattr(i, field) for i in catalog.indicators)
        assert [name for name, times in names.items() if times > 1] == []


def test_every_indicator_has_a_definition_and_rates_a_minimum(catalog: Catalog) -> None:
    assert [i.id for i in catalog.indicators if not i.definition] == []
    rates = [i for i in catalog.indicators if i.statistic == Statistic.RATE]
    assert {i.minimum for i in rates} == {100}


def test_every_theme_and_source_is_used(catalog: Catalog) -> None:
    only_in_the_plan = {"calamiteiten", "buitengebied"}
    assert {t.id for t in catalog.themes} - {i.theme for i in catalog.indicators} == only_in_the_plan
    assert only_in_the_plan <= {priority.theme for priority in load_plan(paths.data_dir(), catalog).priorities}
    # tables that continue into another, that give inhabitants or similar municipalities, or that a refresh only keeps
    continued = {"47018NED": "47013NED", "47024NED": "47021NED", "47025NED": "47013NED", "EIGEN-85146NED": "85146NED"}
    people = {"83765NED", "84286NED", "84583NED", "84799NED", "85039NED", "85318NED", "85618NED", "86165NED"}
    people |= {"86358NED"}
    kept = {"81877NED", "81924NED", "85322NED", "85472NED", "85955NED", "85655NED", "84847NED", "EIGEN"}
    assert {s.id for s in catalog.sources} - {i.source for i in catalog.indicators} == {*continued, *people, *kept}
    assert {s.id: s.successor for s in catalog.sources if s.successor} == continued


def test_the_survey_breaks_and_nothing_else(catalog: Catalog) -> None:
    breaks = [event for event in catalog.events if event.breaks]
    assert [event.id for event in breaks] == ["veiligheidsmonitor-2021"]
    assert breaks[0].sources == ("81928NED", "85146NED")
    assert [event.start.isoformat() for event in catalog.events] == sorted(e.start.isoformat() for e in catalog.events)


def test_words_are_plain(catalog: Catalog) -> None:
    texts = [i.definition + i.caveat + i.label for i in catalog.indicators] + [e.text for e in catalog.events]
    assert [text for text in texts if "significant" in text or "#" in text or "  " in text] == []


def test_one_table_leads_where_several_count_the_same(catalog: Catalog, years: dict[str, int]) -> None:
    lead = series.leading(catalog, years)
    leaders = {subject.id: lead & set(subject.indicators) for subject in catalog.subjects}
    assert leaders == {
        "misdrijven-totaal": {"misdrijven-buurt"},  # 47013NED has three years embedded, and leads with five
        "woninginbraak": {"politie-1-1-1"},
        "diefstal-uit-voertuig": {"politie-1-2-1"},
        "diefstal-van-voertuig": {"politie-1-2-2"},
        "diefstal-fiets": {"politie-1-2-3"},
        "zakkenrollerij": {"zakkenrollerij"},  # CBS: the police tables have nothing by gemeente yet
        "straatroof": {"politie-1-4-6"},
        "overval": {"overval"},
        "winkeldiefstal": {"politie-2-5-2"},
        "diefstal-vaartuig": {"diefstal-vaartuig"},
        "slachtoffer-traditioneel": {"vm-slachtoffer-traditioneel"},
        "slachtoffer-geweld": {"vm-slachtoffer-geweld"},
    }


def test_after_a_refresh_the_police_table_leads(catalog: Catalog) -> None:
    lead = series.leading(catalog, {i.id: 14 for i in catalog.indicators if i.source == "47013NED"})
    leaders = {one for subject in catalog.subjects for one in subject.indicators if one in lead}
    surveys = {"vm-slachtoffer-traditioneel", "vm-slachtoffer-geweld"}
    assert {catalog.indicator(one).source for one in leaders - surveys} == {"47013NED"}


def test_every_theft_of_cbs_that_the_police_counts_too_has_its_twin(catalog: Catalog) -> None:
    alone = {i.id for i in of(catalog, "83651NED").values() if not series.twins(catalog, i.id)}
    assert alone == {"diefstal-dier"}


def test_the_police_tables_come_in_their_declared_order(catalog: Catalog) -> None:
    order = [source.id for source in catalog.sources]
    ranked = ["47013NED", "47018NED", "47022NED", "83648NED", "83651NED", "MIK"]
    assert sorted(ranked, key=order.index) == ranked


def test_the_total_without_sexual_offences_is_a_series_of_its_own(catalog: Catalog) -> None:
    tables = {
        feed.table: feed.indicator
        for feed in series.feeds(catalog)
        if (feed.code, feed.measure) == ("0.0.0", "misdrijven")
    }
    assert tables == {
        "47013NED": "misdrijven-totaal",
        "47025NED": "misdrijven-totaal",
        "47018NED": "misdrijven-buurt",
        "47022NED": "misdrijven-buurt",
    }


def test_no_table_holds_what_it_is_not_said_to_publish(catalog: Catalog, embedded: pd.DataFrame) -> None:
    said = {(one.source, level): one.each_year for one in catalog.coverage for level in one.levels if not one.areas}
    some = {(one.source, code): one.each_year for one in catalog.coverage for code in one.areas}
    rows = embedded[["table", "level", "area", "code", "year"]].drop_duplicates()
    for row in rows.itertuples(index=False):
        years = some.get((row.table, row.area)) or said.get((row.table, Level(row.level)))
        assert years is None or row.year in years, row
    for one in catalog.coverage:
        assert not set(rows.loc[rows["table"] == one.source, "code"]) & set(one.lacks)


def test_what_is_called_not_fetched_can_be_fetched(catalog: Catalog) -> None:
    pulled: dict[str, set[str]] = {"LBM3": {"gemeente", "wijk", "buurt"}}  # its layers are no slices
    for part in load_tables(paths.ROOT / "data", catalog).slices:
        pulled.setdefault(part.source, set()).update(part.levels)
    assert [one for one in catalog.coverage if not set(one.levels) <= pulled.get(one.source, set())] == []


def test_the_newest_open_figure_is_known(catalog: Catalog) -> None:
    newest = {
        (indicator, area): series.newest(catalog, indicator, catalog.area(area))
        for indicator in ("politie-1-4-6", "vm-onveilig-buurt", "vm-buurt-tevreden")
        for area in ("GM0748", "PD-MARKIEZATEN")
    }
    assert newest == {
        ("politie-1-4-6", "GM0748"): 2025,
        ("politie-1-4-6", "PD-MARKIEZATEN"): 2025,
        ("vm-onveilig-buurt", "GM0748"): 2025,
        ("vm-onveilig-buurt", "PD-MARKIEZATEN"): None,
        ("vm-buurt-tevreden", "GM0748"): None,  # nothing is claimed of a table that ended
        ("vm-buurt-tevreden", "PD-MARKIEZATEN"): None,
    }


def test_areas_that_are_industrial_beyond_doubt(catalog: Catalog) -> None:
    marked = {area.name: area.kind for area in catalog.areas if area.kind}
    assert set(marked.values()) == {AreaKind.INDUSTRIAL}
    assert set(marked) == {
        "Waterfront-Industriegebied", "Industrieterrein Reinierpolder", "Industrieterrein De Kooy", "Industriegebieden",
        "Borchwerf-Noord", "Borchwerf-Zuid", "Majoppeveld-Noord", "Majoppeveld-Zuid", "Vijfhuizenberg",
        "Industrieterrein Moerdijk", "Bedrijventerrein De Nijverhei",
    }  # fmt: skip
    forgotten = [a.name for a in catalog.areas if named_kind(a.name) and a.kind is None]
    assert forgotten == []


def test_what_is_modelled_says_so(catalog: Catalog) -> None:
    modelled = {i.id: i.caveat for i in catalog.indicators if i.modelled}
    assert {catalog.indicator(id).source for id in modelled} == {"LBM3", "50150NED"}
    assert all("model" in caveat for caveat in modelled.values())
    assert all("geen tweede bewijs" in modelled[id] for id in modelled if id.startswith("leefbaarometer"))


def test_a_context_series_can_never_judge(catalog: Catalog) -> None:
    assert catalog.indicator("e33-2013-2017").polarity == Polarity.NONE


def test_estimates_without_a_margin_say_so(catalog: Catalog, embedded: pd.DataFrame) -> None:
    survey = {(i.source, i.code): i.caveat for i in catalog.indicators if i.statistic == Statistic.SURVEY}
    bare = embedded[embedded["margin"].isna() & ~embedded["table"].isin(["81928NED"])]
    keys = {(row.table, row.code) for row in bare.itertuples()} & set(survey)
    assert len(keys) == 12 + 29 + 2  # of the national items one has a margin only
    assert [key for key in keys if "marge" not in survey[key] + catalog.source(key[0]).caveat] == []
