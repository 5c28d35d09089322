"""The copy of the services is made of what was recorded and of what is supposed, and every side says of which."""

from __future__ import annotations

import pytest

from ivp.pulls.supposed import SUPPOSED, About
from tests.services import codes
from tests.services.tables import everything

SIDES = (About.DIMENSIONS, About.REGIONS, About.TOPICS)
RECORDED = {(row["table"], row["about"]) for row in codes.facts("recorded.csv")}
MARKED = {(table, str(one.about)) for one in SUPPOSED for table in one.tables}
SERVED = [table for host in everything(["GM0748"]).values() for table in host]


@pytest.mark.parametrize("table", SERVED)
@pytest.mark.parametrize("side", SIDES)
def test_every_side_of_a_table_is_recorded_or_marked_as_supposed(table: str, side: About) -> None:
    """A part may be recorded and the rest supposed, but nothing is neither."""
    assert (table, str(side)) in RECORDED | MARKED


def test_what_is_marked_or_recorded_is_served() -> None:
    assert {table for table, _ in RECORDED | MARKED} == {*SERVED, "LBM3"}


def test_every_origin_is_told() -> None:
    assert all(row["origin"] for row in codes.facts("recorded.csv"))
