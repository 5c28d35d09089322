"""Stretches between breaks: which figures may stand side by side."""

from __future__ import annotations

from datetime import date

import pytest

from ivp.catalog.models import Event
from ivp.store.segments import segment
from tests.store.synthetic import BREAK

EVERYWHERE = Event(id="overal", start=date(2022, 7, 1), label="Overal", text="Alles.", breaks=True)
MARK = Event(id="merk", start=date(2015, 1, 1), label="Merk", text="Geen breuk.", breaks=False)


@pytest.mark.parametrize(
    ("source", "period", "expected"),
    [
        ("T1", "2019", 0),
        ("T1", "2020", 1),  # the break begins with the year
        ("T1", "2019-12", 0),
        ("T1", "2020-01", 1),
        ("T2", "2020", 0),  # concerns T1 alone
        ("T1", "2022", 1),  # begins before July
        ("T1", "2022-06", 1),
        ("T1", "2022-07", 2),
        ("T2", "2023", 1),
    ],
)
def test_the_breaks_of_its_own_source_before_a_period_are_counted(source: str, period: str, expected: int) -> None:
    assert segment(source, period, (BREAK, EVERYWHERE, MARK)) == expected
