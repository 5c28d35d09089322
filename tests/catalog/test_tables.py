"""What a refresh pulls: the shipped files are sound, and every mistake is one Dutch line with file, row and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.catalog.table import CatalogError
from ivp.catalog.tables import load_tables

FILES = ("services.csv", "tables.csv", "topics.csv", "comparison.csv", "outlines.csv")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(paths.ROOT / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_bytes((paths.ROOT / "data" / name).read_bytes())
    return tmp_path


def test_every_measure_of_an_indicator_is_pulled_where_its_table_is(catalog: Catalog) -> None:
    tables = load_tables(paths.ROOT / "data", catalog)
    pulled = {part.source for part in tables.slices}
    measures = {(topic.source, topic.measure) for topic in tables.topics}
    codes = {(topic.source, topic.code) for topic in tables.topics}
    for indicator in catalog.indicators:
        if indicator.source in pulled:
            for measure in filter(None, (indicator.measure, indicator.denominator_measure)):
                assert (indicator.source, measure) in measures, indicator.id
            given = {code for source, code in codes if source == indicator.source and code}
            assert not given or indicator.code in given, indicator.id


def test_the_comparison_municipalities_lie_outside(catalog: Catalog) -> None:
    tables = load_tables(paths.ROOT / "data", catalog)
    assert len(tables.comparison) == 42
    assert not {m.code for m in tables.comparison} & {area.code for area in catalog.areas}


def test_the_open_services_are_asked_over_https(catalog: Catalog) -> None:
    assert all(service.url.startswith("https://") for service in load_tables(paths.ROOT / "data", catalog).services)


def test_a_service_may_have_more_addresses_in_their_order(catalog: Catalog) -> None:
    tables = load_tables(paths.ROOT / "data", catalog)
    assert tables.urls("pdok") == ("https://api.pdok.nl",)
    first, *others = tables.urls("leefbaarometer")
    assert tables.service("leefbaarometer").url == first == "https://geo.leefbaarometer.nl/lbm3/ows"
    assert others
    assert tables.urls("politie")[::-1] == tables.urls("cbs")


def test_what_lies_in_more_tables_has_more_slices(catalog: Catalog) -> None:
    tables = load_tables(paths.ROOT / "data", catalog)
    assert [part.id for part in tables.slices if part.source == "47013NED"] == [
        "47013ned-eigen",
        "47013ned-vergelijking",
    ]
    assert [part.id for part in tables.slices if not part.standard] == ["47022ned-maand"]
    assert tables.service("politie").title == "Politie open data"


_SLICE = ";RegioS;SoortMisdrijf;;land"
MISTAKES = [
    ("tables.csv", f";politie;{_SLICE}", f";politi;{_SLICE}", "service ‘politi’ staat niet in services.csv (bedoelt u"),
    ("tables.csv", "eigen;47013NED", "eigen;47013NEE", "source ‘47013NEE’ staat niet in sources.csv"),
    ("tables.csv", "Geweld=T001540;land", "Geweld;land", "fixed ‘GebruikVanGeweld’ is niet van de vorm Dimensie=code"),
    ("tables.csv", "eigen;beide;2012", "eigen;kwartaal;2012", "periods"),
    ("tables.csv", "47018ned;", "47013ned-eigen;", "47013ned-eigen staat er al op regel"),
    ("topics.csv", "47008NED;prio1;", "47009NED;prio1;", "source ‘47009NED’ staat niet in tables.csv"),
    ("services.csv", "https://api.pdok.nl", "api.pdok.nl", "url"),
    ("services.csv", "https://api.pdok.nl", "https://api.pdok.nl/", "url"),
    ("services.csv", "https://geo.leefbaarometer.nl/wfs", "https://geo.leefbaarometer.nl/lbm3/ows", "staat er al op"),
    ("outlines.csv", "pdok;", "pdokk;", "service ‘pdokk’ staat niet in services.csv"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_one_line(catalog: Catalog, folder: Path, name: str, old: str, new: str, said: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_tables(folder, catalog)
    lines = str(caught.value).splitlines()
    assert any(said in line and line.startswith(f"{name}, regel ") for line in lines), lines


def test_a_table_without_topics_is_named(catalog: Catalog, folder: Path) -> None:
    lines = (folder / "topics.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("47008NED;")]
    (folder / "topics.csv").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(CatalogError, match="van tabel 47008NED staat geen onderwerp"):
        load_tables(folder, catalog)


def test_a_missing_file_is_named(catalog: Catalog, folder: Path) -> None:
    (folder / "tables.csv").unlink()
    with pytest.raises(CatalogError, match=r"tables\.csv: het bestand ontbreekt"):
        load_tables(folder, catalog)


def test_a_dimension_can_be_held_at_one_code(catalog: Catalog) -> None:
    fixed = {part.id: part.fixed_codes for part in load_tables(paths.ROOT / "data", catalog).slices if part.fixed}
    assert fixed
    assert all(dimension.isidentifier() and code for codes in fixed.values() for dimension, code in codes.items())


def test_the_topics_of_a_table_are_its_own(catalog: Catalog) -> None:
    tables = load_tables(paths.ROOT / "data", catalog)
    found = {part.source: tables.topics_of(part.source) for part in tables.slices}
    assert all(topics and {one.source for one in topics} == {source} for source, topics in found.items())
    assert sum(map(len, found.values())) == len([one for one in tables.topics if one.source in found])


def test_there_may_be_nobody_to_compare_with(folder: Path, catalog: Catalog) -> None:
    header = (folder / "comparison.csv").read_text(encoding="utf-8-sig").split("GM", 1)[0]
    (folder / "comparison.csv").write_text(header, encoding="utf-8")
    assert load_tables(folder, catalog).comparison == ()
