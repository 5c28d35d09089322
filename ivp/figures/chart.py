"""The one thing that every figure builder returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.table import Table
from ivp.outcomes import Measure


@dataclass(frozen=True, slots=True)
class Shown:
    """The facts of one indicator that a chart draws, and what of them gives their place."""

    indicator: Indicator
    facts: tuple[Fact, ...]
    measure: Measure = Measure.VALUE


@dataclass(frozen=True)
class Chart:
    """A chart with all that must go with it.

    `spec` is a plotly figure dict (`data`, `layout`), a deck.gl JSON dict, or the matrix component's data;
    `title` says the finding, `subtitle` names measure, unit, period; `alt` is the text for who cannot see it;
    `twin` makes the table with Dutch column names and numbers as numbers, when somebody opens it; `source` is the
    Dutch source line; `name` is the stem of the file name of a download; `notes` are short lines under the chart;
    `shown` are the facts behind it, for files to take along (empty where it draws something else, such as sums).
    """

    kind: Literal["plotly", "pydeck", "matrix"]
    spec: dict[str, Any]
    title: str
    subtitle: str
    alt: str
    twin: Callable[[], Table]
    source: str
    name: str
    notes: tuple[str, ...] = field(default=())
    shown: tuple[Shown, ...] = ()

    @property
    def table(self) -> Table:
        """The twin."""
        return self.twin()
