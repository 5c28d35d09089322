"""A deck for a screen: every slide as plain values and drawings, measured so that all of it can be read from afar."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ivp.export.deck import stage
from ivp.export.document import Block, Bullets, Deck, Figures, Listing, Paragraph, Slide, Statement, text_columns
from ivp.export.svg import chart_svg
from ivp.export.tables import map_table
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT, Palette
from ivp.figures.table import Table
from ivp.wording.periods import date_text

_BESIDE_A_MAP = ("Gebied", "Cijfer (aantal)")  # the outcome is in the colours and signs of the map


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in texts; `numeric` says which columns go to the right."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One slide: a drawing for a flat and one for a high screen, a table, sentences, or a drawing beside a table."""

    title: str
    subtitle: str
    source: str
    link: str
    opening: bool = False
    flat: str = ""
    high: str = ""
    table: Grid | None = None
    lines: tuple[str, ...] = ()
    notes: str = ""
    alt: str = ""

    def data(self) -> dict[str, Any]:
        """Plain values, for a browser."""
        return asdict(self)


def screen(deck: Deck, palette: Palette = LIGHT) -> tuple[Shown, ...]:
    """The slides behind an opening slide; `palette` is the one that its charts were made in."""
    opening = Shown(deck.title, deck.subtitle, f"Gemaakt op {date_text(deck.made)}", "", opening=True)
    return opening, *(_shown(slide, palette) for slide in deck.slides)


def _shown(slide: Slide, palette: Palette) -> Shown:
    content = slide.content
    subtitle, more = slide.finding, _content(content, palette)
    if isinstance(content, Figures):
        subtitle = ". ".join(filter(None, (slide.finding, content.chart.subtitle)))
    return Shown(slide.title, subtitle, slide.source, slide.link, **more)


def _content(content: Block, palette: Palette) -> dict[str, Any]:
    if isinstance(content, Figures):
        return _drawn(content.chart, palette)
    if isinstance(content, Listing):
        return {"table": _grid(content.table, content.caption)}
    if isinstance(content, Bullets):
        return {"lines": content.items}
    if isinstance(content, Statement):
        return {"lines": (f"{content.title} {content.text}",)}
    return {"lines": (content.text,)} if isinstance(content, Paragraph) else {}


def _drawn(chart: Chart, palette: Palette) -> dict[str, Any]:
    notes, beside = " ".join(chart.notes), chart.kind == "pydeck"
    width = stage.DRAWN * (stage.MAP_SHARE if beside else 1.0)
    flat, high = (
        chart_svg(chart, width, height, framed=False, palette=palette)
        for height in (stage.DRAWN_FLAT, stage.DRAWN_HIGH)
    )
    table = _grid(map_table(chart).only(*_BESIDE_A_MAP), chart.alt) if beside else None
    return {"flat": flat, "high": high, "table": table, "notes": notes, "alt": chart.alt}


def _grid(table: Table, alt: str) -> Grid:
    columns = text_columns(table)
    rows = tuple(zip(*(one.cells for one in columns), strict=True))
    return Grid(table.names, rows, tuple(one.numeric for one in columns), alt)
