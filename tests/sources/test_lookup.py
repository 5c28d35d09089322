"""Areas by name: the police's own levels stand behind a name, or in it."""

from __future__ import annotations

import pytest

from ivp.catalog.models import Area, Level
from ivp.sources.lookup import Areas

AREAS = Areas(
    [
        Area(code="RE99", level=Level.EENHEID, name="Zuid-West", parent="NL01"),
        Area(code="PD-X", level=Level.DISTRICT, name="De Punt", parent="RE99"),
        Area(code="BT-DORP", level=Level.BASISTEAM, name="Basisteam Dorp", parent="PD-X"),
        Area(code="GM0001", level=Level.GEMEENTE, name="Dorp", parent="BT-DORP"),
        Area(code="WK000100", level=Level.WIJK, name="Wijk 00 Dorp", parent="GM0001"),
    ]
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Zuid - West (RE)", ["RE99"]),
        ("De Punt (PD)", ["PD-X"]),
        ("de punt (district)", ["PD-X"]),
        ("Dorp (BT)", ["BT-DORP"]),
        ("Basisteam Dorp", ["BT-DORP"]),
        ("basisteam dorp", ["BT-DORP"]),
        ("Dorp", ["GM0001"]),
        ("Dorp (gemeente)", ["GM0001"]),
        ("Dorp (PD)", []),
        ("De Punt (BT)", []),
        ("Wijk 00 Dorp", ["WK000100"]),
        ("00 Dorp", []),
    ],
)
def test_a_name_and_its_level(text: str, codes: list[str]) -> None:
    assert [area.code for area in AREAS.named(text)] == codes
