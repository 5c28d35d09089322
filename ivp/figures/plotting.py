"""What all plotly charts share: layout, axes with Dutch numbers, labels that keep apart. Plain dicts, for speed."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from typing import Any, TypeAlias

from ivp.figures.palette import Mark, Palette
from ivp.wording import numbers

Spec: TypeAlias = "dict[str, Any]"
"""A part of what plotly, deck.gl or the matrix component reads."""
FONT = '"Source Sans", "Source Sans 3", sans-serif'
SIZE = 13
SMALL = 12
LINE = 15.0  # height of one line of small text in pixels
_CHARACTER = 6.3  # mean width of a character of small text in pixels, a little on the safe side


def text_width(text: str) -> float:
    """Estimated width in pixels of the longest line of small text; bold is wider, markup does not count."""
    widths = [
        len(re.sub(r"<[^>]+>", "", line)) * _CHARACTER * (1.08 if "<b>" in line else 1.0) for line in text.split("<br>")
    ]
    return max(widths)


def lines_in(text: str) -> int:
    """How many lines a text with <br> has."""
    return text.count("<br>") + 1


def wrap(text: str, width: int) -> str:
    """The text in lines of at most `width` characters, where its words allow it."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False)) or text


def wrap_name(name: str, width: int, lines: int = 3) -> str:
    """The name of an area in so many lines at most; a longer one ends in '…' (hover text and table have all of it)."""
    found = textwrap.wrap(name, width, break_long_words=False, max_lines=lines, placeholder=" …")
    return "<br>".join(found) or name


def layout(palette: Palette, height: int, margin: tuple[float, float, float, float], **extra: Any) -> Spec:
    """A quiet layout: no legend, no title (the page shows it), Dutch separators. Margin: left, right, top, bottom."""
    left, right, top, bottom = margin
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 4},
        "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        "paper_bgcolor": palette.background,
        "plot_bgcolor": palette.background,
        "separators": ",.",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": palette.background,
            "bordercolor": palette.axis,
            "font": {"family": FONT, "size": SIZE, "color": palette.ink},
            "align": "left",
        },
        "annotations": [],
        "shapes": [],
        **extra,
    }


def axis(palette: Palette, **extra: Any) -> Spec:
    """An axis with light grid lines and no line of its own; fixed, so that a finger scrolls the page."""
    return {
        "showgrid": True,
        "gridcolor": palette.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": SMALL, "color": palette.muted},
        **extra,
    }


def bare_axis(palette: Palette, **extra: Any) -> Spec:
    """An axis that only places things."""
    return axis(palette, showgrid=False, showticklabels=False, **extra)


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round tick values (1, 2, 2.5 or 5 times a power of ten) from below `low` to the last within `high`."""
    if not math.isfinite(high - low) or high <= low:
        return [low]
    raw = (high - low) / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def value_axis(
    palette: Palette, top: float, *, bottom: float = 0.0, percent: bool = False, wanted: int = 5, **extra: Any
) -> Spec:
    """An axis for figures, from `bottom` (zero for counts and rates) to `top`, with ticks in Dutch."""
    high = top if top > bottom else bottom + 1
    ticks = nice_ticks(bottom, high, wanted)
    decimals = next((n for n in range(4) if all(abs(t - round(t, n)) < 1e-9 for t in ticks)), 3)
    unit = f"{numbers.NBSP}%" if percent else ""
    texts = [numbers.number(tick, decimals) + unit for tick in ticks]
    return axis(palette, range=[bottom, high], tickvals=ticks, ticktext=texts, **extra)


def note(text: str, x: float, y: float, **extra: Any) -> Spec:
    """An annotation without an arrow."""
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"size": SMALL}, **extra}


def point_marker(marks: Sequence[Mark], size: float, edge: float) -> Spec:
    """The points of one trace, each with its own look; `edge` is the width of their outline in pixels."""
    return {
        "size": size, "opacity": 1, "symbol": [mark.symbol for mark in marks], "color": [mark.fill for mark in marks],
        "line": {"color": [mark.edge for mark in marks], "width": edge},
    }  # fmt: skip


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels along a line, as near as can be to where they want to be without touching.

    `wanted` are the centres and `sizes` the heights, in the same unit; all stay between `low` and `high` where
    they fit, else they run on above `high`. Keeps the order of the centres.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[list[int], float, float]] = []  # members, total size, centre
    for i in order:
        members, size, centre = [i], sizes[i], _clamp(wanted[i], sizes[i], low, high)
        while blocks and blocks[-1][2] + blocks[-1][1] / 2 > centre - size / 2:
            before, its_size, _ = blocks.pop()
            members, size = before + members, its_size + size
            centre = _clamp(_wish(members, wanted, sizes), size, low, high)
        blocks.append((members, size, centre))
    places = [0.0] * len(wanted)
    for members, size, centre in blocks:
        at = centre - size / 2
        for i in members:
            places[i] = at + sizes[i] / 2
            at += sizes[i]
    return places


def _wish(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """The centre of a block at which its members are, on average, where they want to be."""
    total, at, wish = sum(sizes[i] for i in members), 0.0, 0.0
    for i in members:
        wish += wanted[i] - (at + sizes[i] / 2 - total / 2)
        at += sizes[i]
    return wish / len(members)


def _clamp(centre: float, size: float, low: float, high: float) -> float:
    return max(min(centre, high - size / 2), low + size / 2)
