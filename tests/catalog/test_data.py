"""The committed catalog: complete, in line with the sources, and honest about what is not known."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog, Detection, Indicator, Level, Polarity, Statistic, VeiligheidsVeld

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
    import pandas as pd

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


def test_the_matrix(catalog: Catalog) -> None:
    rows = sorted((i for i in catalog.indicators if i.order is not None), key=lambda i: i.order or 0)
    assert rows[0].id == "misdrijven-totaal"
    assert 20 <= len(rows) <= 30
    orders = [row.order for row in rows]
    assert len(orders) == len(set(orders))
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
    only_in_the_plan = {"wijkgericht-werken", "calamiteiten", "buitengebied"}
    assert {t.id for t in catalog.themes} - {i.theme for i in catalog.indicators} == only_in_the_plan
    assert only_in_the_plan <= {priority.theme for priority in load_plan(paths.data_dir(), catalog).priorities}
    # tables that continue into another, that give inhabitants or similar municipalities, or that a refresh only keeps
    continued = {"47018NED": "47013NED", "47024NED": "47021NED", "47025NED": "47013NED"}
    people = {"83765NED", "84583NED", "84799NED", "85039NED", "85318NED", "85618NED", "86165NED"}
    kept = {"85322NED", "85472NED", "85955NED", "85655NED", "84847NED", "EIGEN"}
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
