"""What a document or a deck says, before it is a file: every writer (PDF, DOCX, PPTX) reads these same records.

A number in it is a text that `ivp.wording` made, or stands in a chart; no writer formats one, so that the same figure
reads the same in every file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ivp.figures.chart import Chart
from ivp.figures.table import Table, Value, is_numeric
from ivp.wording.numbers import figure, number

_MOST_DECIMALS = 3
_NARROW, _WIDEST = 17, 40  # characters: of a column that never wraps, and that always does


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` for a source line or a remark."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph with its first words in bold, and behind them what kind of thing it is."""

    title: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences under each other; never empty."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart with everything that goes with it."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with its caption and source; texts stay as they are, numbers become Dutch ones.

    A table without rows is not written at all.
    """

    table: Table
    caption: str
    source: str = ""


Block = Paragraph | Statement | Bullets | Figures | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; `level` 1 or 2. `fresh`: on a new page."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report: `summary` stands on the first page, under the title, before the sections."""

    title: str
    subtitle: str
    made: date
    source: str
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: the finding as its title, one thing to look at, source line, and notes for who presents.

    `finding` is what the figures say where somebody gave the slide another title; `link` leads to the same within the
    dashboard.
    """

    title: str
    content: Block
    source: str
    notes: str = ""
    finding: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides behind a title slide."""

    title: str
    subtitle: str
    made: date
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column as it is written: its name, its cells as text, and whether these are numbers (to the right)."""

    name: str
    cells: tuple[str, ...]
    numeric: bool

    @property
    def longest(self) -> int:
        """The characters of its longest text."""
        return max(map(len, (self.name, *self.cells)))

    @property
    def narrow(self) -> bool:
        """Whether it gets the room of its longest text; the others share what is left by their `weight`."""
        return self.longest <= _NARROW

    @property
    def longest_word(self) -> int:
        """The characters of its longest word: less room would break it."""
        return max(len(word) for text in (self.name, *self.cells) for word in text.split() or [""])

    @property
    def weight(self) -> int:
        """The share of the room that a column that is not narrow asks for."""
        return min(self.longest, _WIDEST)


def widths(columns: Sequence[TextColumn], room: float, character: float, padding: float) -> list[float]:
    """The widths of columns in a room, in its unit; `character` is the width of one, `padding` that around a cell.

    A narrow column gets what its longest text needs, another what its longest word needs and its share of what is left.
    """
    needed = [(one.longest if one.narrow else one.longest_word) * character + padding for one in columns]
    left = max(room - sum(needed), 0.0)
    total = sum(one.weight for one in columns if not one.narrow) or 1
    return [
        width + (0 if one.narrow else left * one.weight / total) for one, width in zip(columns, needed, strict=True)
    ]


def text_columns(table: Table) -> list[TextColumn]:
    """The columns of a table as text.

    A number is written in Dutch, a column with as many decimals as its figures need (three at the most); a missing
    one is an empty cell.
    """
    made = []
    for name, values in table.columns():
        numeric = is_numeric(values)
        cells = numbers_in_dutch(values) if numeric else ["" if value is None else str(value) for value in values]
        made.append(TextColumn(name, tuple(cells), numeric))
    return made


def numbers_in_dutch(values: Sequence[Value]) -> list[str]:
    """The numbers of one column, all with the decimals that they need."""
    known = [figure(value) for value in values]
    decimals = decimals_needed(known)
    return ["" if value is None else number(value, decimals) for value in known]


def decimals_needed(values: Sequence[float | None]) -> int:
    """How many decimals the numbers of one column need, three at the most."""
    known = [value for value in values if value is not None]
    return next(
        (n for n in range(_MOST_DECIMALS) if all(abs(round(x, n) - round(x, _MOST_DECIMALS)) < 5e-4 for x in known)),
        _MOST_DECIMALS,
    )
