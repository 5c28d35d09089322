"""Names on a map that never lie over each other: a long one is broken or cut, and where there is no room it goes.

What goes is in the tooltip, in the list beside the map and in its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ivp.figures.plotting import wrap_name
from ivp.figures.shapes import View

Place = tuple[float, float]
LINE_HEIGHT = 1.15  # of the size of the letters
_CHARACTER = 0.53  # mean width of a character of a bold name, of the size of the letters
_GAP = 2.0  # pixels between names


@dataclass(frozen=True)
class Name:
    """What should stand at a place (lon, lat): a name, and the figure below it ('' for none)."""

    at: Place
    code: str
    name: str
    figure: str = ""


@dataclass(frozen=True)
class Text:
    """What stands there: lines of text."""

    at: Place
    code: str
    text: str


Box = tuple[float, float, float, float]


def fitted(names: Sequence[Name], view: View, size: float) -> list[Text]:
    """The names as they fit in the view, `size` pixels high; earlier ones have the choice of room.

    Every name is tried in ever narrower lines, then its figure alone; a name without any room is left out.
    """
    boxes: list[Box] = []
    texts = []
    for name in names:
        for text in _forms(name):
            box = _box(view.pixel(name.at), text, size)
            if box[0] >= 0 and box[2] <= view.width and not any(_touch(box, other) for other in boxes):
                boxes.append(box)
                texts.append(Text(name.at, name.code, text))
                break
    return texts


def _forms(name: Name) -> Iterator[str]:
    below = f"\n{name.figure}" if name.figure else ""
    for width in (18, 12, 9, 7):
        yield wrapped(name.name, width) + below
    if name.figure:
        yield name.figure


def wrapped(name: str, width: int) -> str:
    """A name in at most three lines of `width` characters or its longest word; what does not fit ends in '…'."""
    longest = max((len(word) for word in name.split()), default=1)
    return wrap_name(name, max(width, min(longest, 18))).replace("<br>", "\n")


def _box(at: tuple[float, float], text: str, size: float) -> Box:
    lines = text.split("\n")
    half = max(len(line) for line in lines) * size * _CHARACTER / 2
    high = len(lines) * size * LINE_HEIGHT / 2
    return at[0] - half, at[1] - high, at[0] + half, at[1] + high


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + _GAP and other[0] < one[2] + _GAP and one[1] < other[3] + _GAP and other[1] < one[3] + _GAP
    )
