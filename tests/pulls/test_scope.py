"""What a slice asks of a table: the code of a dimension that is not declared, and requests that cover every area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level
from ivp.catalog.tables import Slice, load_tables
from ivp.pulls import scope
from ivp.sources.odata import Code, Dimension, ODataTable
from ivp.sources.transport import Patience, SourceError, Transport
from tests.services.server import Services
from tests.services.tables import NAMED

DELICT = Dimension("Delict", "Dimension", "Delict")


def part(*fixed: str) -> Slice:
    return Slice(id="x", source="85655NED", service="cbs", region="RegioS", levels=(Level.GEMEENTE,), fixed=fixed)


def held(codes: list[tuple[str, str]], *fixed: str) -> str:
    listed = [Code(key, title) for key, title in codes]
    return scope._fixed(part(*fixed), [DELICT], {"Delict": listed}, set())["Delict"].key


def test_a_dimension_is_held_at_its_only_total() -> None:
    assert held([("CRI1", "Vermogensmisdrijven"), ("T1", "Misdrijven, totaal")]) == "T1"
    assert held([("A", "Alles")]) == "A", "there is no other"


def test_a_declared_code_is_found_whatever_its_blanks() -> None:
    assert held([("T1     ", "Totaal"), ("CRI1   ", "Diefstal")], "Delict=CRI1") == "CRI1   "


@pytest.mark.parametrize("codes", [[("A", "Totaal"), ("B", "Totaal geweld")], [("A", "Mannen"), ("B", "Subtotaal")]])
def test_without_one_total_the_steward_must_choose(codes: list[tuple[str, str]]) -> None:
    with pytest.raises(SourceError, match=r"‘Delict’ .* A \(.*\), B \(.*\); vul fixed in"):
        held(codes)


def test_every_standard_slice_covers_its_areas_once(services: Services) -> None:
    catalog = load_catalog(paths.ROOT / "data")
    tables = load_tables(paths.ROOT / "data", catalog)
    hosts = {"politie": services.politie, "cbs": services.cbs}
    with Transport(Patience(pause=0)) as transport:
        for one in tables.slices:
            table = ODataTable(transport, hosts[one.service], one.table_id, one.id)
            planned = scope.scope(table, one, tables, catalog, everything=False)
            assert not planned.missing, one.id
            assert planned.rows > 0
            asked = [area for request in planned.parts for area in request.areas]
            times = len(planned.parts) if one.partition == "gemeente-jaar" else 1
            per_year = times // len({area[2:6] for area in planned.areas}) if times > 1 else 1
            assert sorted(asked) == sorted(planned.areas * per_year), one.id
            assert len({request.name for request in planned.parts}) == len(planned.parts)
            live = ODataTable(transport, tables.service(one.service).url, one.table_id, one.id)
            skip = "&$skip=9990000"
            assert max(len(live.address(q.where, planned.select) + skip) for q in planned.parts) <= 1_800, one.id
            assert max(len(q.keys) + len(q.kinds) for q in planned.parts) <= 22, one.id


@pytest.fixture(scope="module")
def served() -> Iterator[Services]:
    with Services(municipalities=NAMED) as running:
        yield running


def planned(services: Services, slice_id: str) -> scope.Scope:
    catalog = load_catalog(paths.ROOT / "data")
    tables = load_tables(paths.ROOT / "data", catalog)
    one = next(part for part in tables.slices if part.id == slice_id)
    with Transport(Patience(pause=0)) as transport:
        table = ODataTable(transport, getattr(services, one.service), one.table_id, one.id)
        return scope.scope(table, one, tables, catalog, everything=False)


def test_the_only_dimension_with_areas_counts_when_the_named_one_is_not_there(served: Services) -> None:
    found = planned(served, "85655ned")
    assert found.layout.region == "Woongemeente"
    assert {"NL01", "GM1674"} <= set(found.areas)
    assert "(Geslacht eq 'T001038')" in found.parts[0].where
    two = [Dimension(key, "GeoDimension", key) for key in ("Woongemeente", "Pleeggemeente")]
    assert scope.place_of("RegioS", two) == "", "of two nobody knows which"
    assert scope.place_of("Pleeggemeente", two) == "Pleeggemeente"


@pytest.mark.parametrize("slice_id", ["03759ned-eigen", "37230ned-eigen"])
def test_inhabitants_are_not_asked_of_units_that_their_tables_do_not_have(served: Services, slice_id: str) -> None:
    found = planned(served, slice_id)
    assert "RE08" not in found.areas
    assert (len(found.areas), found.missing, found.absent) == (9, (), ())


def test_a_survey_takes_districts_and_basisteams_by_their_title(served: Services) -> None:
    found = planned(served, "81877ned")
    police = [area for area in found.areas if area.startswith(("PD", "BT", "RE"))]
    assert police == ["RE08", "PD-MARKIEZATEN", "BT-BERGEN-OP-ZOOM", "BT-ROOSENDAAL"]
    keys = dict(zip(found.parts[0].areas, found.parts[0].keys, strict=True))
    assert found.layout.names == {keys[area].strip(): area for area in police}
    assert "GM0851" in found.absent
    assert found.missing == ()


@pytest.mark.parametrize(
    ("titles", "ours"),
    [
        (["De Markiezaten (PD)", "Bergen op Zoom (BT)"], {"PD-MARKIEZATEN": "1", "BT-BERGEN-OP-ZOOM": "2"}),
        (["de markiezaten (pd)"], {"PD-MARKIEZATEN": "1"}),
        (["Zeeland-West-Brabant (RE)"], {"RE08": "1"}),
        (["De Markiezaten", "Bergen op Zoom", "Roosendaal (GM)"], {}),
        (["Elders (PD)", "Markiezaten (BT)"], {}),
        (["Roosendaal (BT)", "Roosendaal (BT)"], {}),
    ],
    ids=["ours", "capitals", "unit", "no level", "others", "twice"],
)
def test_regions_are_ours_by_name_and_level(titles: list[str], ours: dict[str, str]) -> None:
    codes = [Code(f"{number}     ", title) for number, title in enumerate(titles, start=1)]
    found = scope.named_regions(codes, load_catalog(paths.ROOT / "data"))
    assert {area: code.key.strip() for area, code in found.items()} == ours


def test_margins_are_known_by_their_codes_whatever_the_dimension_is_called(served: Services) -> None:
    margins = served.table("85146NED").dimension("Marges")
    margins.key = "Betrouwbaarheidsmarges"
    try:
        assert planned(served, "85146ned").layout.margins == "Betrouwbaarheidsmarges"
    finally:
        margins.key = "Marges"


def test_wijken_that_areas_csv_does_not_have_are_seen(served: Services) -> None:
    places = served.table("86358NED").dimension("WijkenEnBuurten")
    before = list(places.codes)
    places.codes.append(replace(before[-1], key="BU16749999"))
    try:
        assert planned(served, "86358ned").strangers == ("BU16749999",)
    finally:
        places.codes = before


def test_a_table_without_any_area_of_ours_is_said(served: Services) -> None:
    regions = served.table("84847NED").dimension("RegioS")
    before = list(regions.codes)
    regions.codes = [code for code in before if code.key.startswith("VT")]
    try:
        with pytest.raises(SourceError, match="heeft bij ‘RegioS’ geen van onze gebieden"):
            planned(served, "84847ned")
    finally:
        regions.codes = before
