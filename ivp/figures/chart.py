"""The one thing that every figure builder returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from ivp.figures.table import Table


@dataclass(frozen=True)
class Chart:
    """A chart with all that must go with it.

    `spec` is a plotly figure dict (`data`, `layout`), a deck.gl JSON dict, or the matrix component's data;
    `title` says the finding, `subtitle` names measure, unit, period; `alt` is the text for who cannot see it;
    `twin` makes the table with Dutch column names and numbers as numbers, when somebody opens it; `source` is the
    Dutch source line; `name` is the stem of the file name of a download; `notes` are short lines under the chart.
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

    @property
    def table(self) -> Table:
        """The twin."""
        return self.twin()
