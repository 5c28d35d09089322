"""What a slice asks of a table: the code of a dimension that is not declared, and requests that cover every area."""

from __future__ import annotations

import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level
from ivp.catalog.tables import Slice, load_tables
from ivp.pulls import scope
from ivp.sources.odata import Code, Dimension, ODataTable
from ivp.sources.transport import Patience, SourceError, Transport
from tests.services.server import Services

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
            assert max(len(request.where) for request in planned.parts) < 4000, "addresses stay short"
