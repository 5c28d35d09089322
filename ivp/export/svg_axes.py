"""From figures to pixels: the axes and the plot area of a plotly specification of our own builders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ivp.figures.plotting import Spec

Place = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """From figures to pixels along one axis."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def of(self, figure: float) -> float:
        """The pixel of a figure."""
        return self.at(math.log10(figure) if self.log else figure)

    def at(self, place: float) -> float:
        """The pixel of a place on the axis, which for a logarithmic one is the logarithm."""
        return self.start + (place - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


@dataclass(frozen=True)
class Plot:
    """The plot area in pixels, and the axes in it by their names ('x', 'y2')."""

    left: float
    top: float
    width: float
    height: float
    axes: dict[str, Axis]
    font: Spec

    def place(self, ref: str, value: float) -> float:
        """The pixel of a coordinate of a note or shape: on an axis, or as a share of the plot area for '… paper'."""
        if ref == "x paper":
            return self.left + value * self.width
        if ref == "y paper":
            return self.top + (1 - value) * self.height
        return self.axes[ref].at(value)


def plot_of(spec: Spec, width: float) -> Plot:
    """The plot of a specification that is drawn so many pixels wide."""
    layout = spec["layout"]
    margin = layout["margin"]
    left, top = float(margin["l"]), float(margin["t"])
    across, up = width - left - margin["r"], layout["height"] - top - margin["b"]
    axes = {}
    for key, axis in layout.items():
        if key.startswith(("xaxis", "yaxis")):
            name = key[0] + key[5:]
            low, high = axis.get("range") or _reach(spec["data"], name)
            start, end = axis.get("domain", (0.0, 1.0))
            pixels = (
                (left + start * across, left + end * across)
                if key[0] == "x"
                else (top + (1 - start) * up, top + (1 - end) * up)
            )
            axes[name] = Axis(low, high, *pixels, log=axis.get("type") == "log")
    return Plot(left, top, across, up, axes, layout["font"])


def _reach(data: Sequence[Spec], name: str) -> Place:
    """The range of an axis that leaves it to the figures, with a little room."""
    values = [
        value for trace in data if trace.get(f"{name[0]}axis", name[0]) == name for value in trace[name[0]]
        if value is not None
    ]  # fmt: skip
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.04 or 0.5
    return low - room, high + room
