"""A small made-up catalog for the tests of the selection and the page components."""

from __future__ import annotations

from typing import Any

from ivp.catalog.models import Indicator, Level
from ivp.facts import Area
from ivp.web.selection.choices import Options

AREAS = tuple(
    Area(code, Level(level), name, parent, sort)
    for sort, (code, name, level, parent) in enumerate(
        [
            ("NL01", "Nederland", "land", ""),
            ("RE08", "Testeenheid", "eenheid", "NL01"),
            ("PD-TEST", "Testdistrict", "district", "RE08"),
            ("BT-NOORD", "Noord", "basisteam", "PD-TEST"),
            ("GM0001", "Aadorp", "gemeente", "BT-NOORD"),
            ("GM0002", "Beedorp", "gemeente", "BT-NOORD"),
            ("WK000101", "Centrum", "wijk", "GM0001"),
            ("WK000201", "Centrum", "wijk", "GM0002"),
        ]
    )
)
PERIODS = {"fietsdiefstal": ["2019", "2020", "2021"], "woninginbraak": ["2025-01", "2025-02"], "vertrouwen": ["2019"]}


def indicator(code: str, theme: str, **changes: Any) -> Indicator:
    """An indicator with just enough filled in."""
    fields: dict[str, Any] = {
        "id": code, "label": code.capitalize(), "short": code, "theme": theme, "statistic": "rate",
        "unit": "per 1.000 inwoners", "decimals": 1, "polarity": "lower_is_better", "detection": "reported",
        "source": "T", "code": "c", "measure": "m", "minimum": 100,
    }  # fmt: skip
    return Indicator(**(fields | changes))


def options(**changes: Any) -> Options:
    """Options with four indicators in two themes and eight areas."""
    fields: dict[str, Any] = {
        "indicators": (
            indicator("fietsdiefstal", "diefstal"),
            indicator("woninginbraak", "diefstal"),
            indicator("vertrouwen", "beleving", statistic="survey", unit="%"),
            indicator("leeg", "beleving"),
        ),
        "areas": AREAS,
        "periods": PERIODS,
        "themes": {"diefstal": "Diefstal", "beleving": "Beleving", "zonder": "Zonder cijfers"},
    }
    return Options(**(fields | changes))
