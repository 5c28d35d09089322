"""The table on screen as CSV: titles, a decimal comma, a flat or a nested header, and a line 'Bron: CBS' at the end."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ivp.catalog.table import Problem
from ivp.errors import UserError
from ivp.sources.lookup import normal
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.odata import Topic

TOPIC = "Onderwerp"
PERIODS = "Perioden"
_NAMES = {normal(name) for name in (TOPIC, PERIODS, "Regio's", "Wijken en buurten", "Marges")}
_UNIT = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")
_PERIOD = re.compile(r"(?:19|20)\d\d\b")
_END = ("Bron:", "©")
_REMEDY = "kies op StatLine ‘CSV volledige dataset’, die is altijd te lezen"

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class View:
    """The cells as text: a column per dimension (its title) and topic (its `key`); the index is the row in the file."""

    frame: pd.DataFrame
    dimensions: tuple[str, ...]
    topics: tuple[Topic, ...]
    heading: str


def read_view(text: str, name: str) -> View:
    """Read a table view. Raises `UserError` for a header that is not understood, `ImportMistakesError` for rows."""
    lines = _lines(text)
    if len(lines) < 2:
        raise UserError(f"{name} heeft geen cijfers onder de kop; {_REMEDY}.")
    return _flat(lines, name) if all(lines[0][1]) and len(lines[0][1]) > 1 else _nested(lines, name)


def _lines(text: str) -> list[Line]:
    """(row in the file, cells) of every line with something in it, without the source at the end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    found: list[Line] = []
    start = 1
    for record in reader:
        cells = [cell.strip() for cell in record]
        if any(cells) and not cells[0].startswith(_END):
            found.append((start, cells))
        start = reader.line_num + 1
    if found and found[0][1][0] and not any(found[0][1][1:]):
        found[0] = (found[0][0], [found[0][1][0]])
    return found


def topic_of(text: str) -> Topic:
    """'group/subgroup/title (unit)' as a topic; the text itself is its key."""
    found = _UNIT.match(text)
    path, unit = (found[1], found[2]) if found else (text, "")
    parts = [part.strip() for part in path.split("/")]
    return Topic(text, parts[-1], tuple(parts[:-1]), unit.strip(), 0, "", "")


def _flat(lines: list[Line], name: str) -> View:
    header = lines[0][1]
    last = max((at for at, cell in enumerate(header) if normal(cell) in _NAMES), default=-1)
    if last < 0 or last + 1 == len(header):
        raise UserError(f"In de kop van {name} staan geen perioden, regio’s en onderwerpen; {_REMEDY}.")
    _same_width(lines, len(header), name)
    frame = pd.DataFrame([cells for _, cells in lines[1:]], columns=header, index=[row for row, _ in lines[1:]])
    return View(frame, tuple(header[: last + 1]), tuple(topic_of(text) for text in header[last + 1 :]), "")


def _nested(lines: list[Line], name: str) -> View:
    heading = lines[0][1][0] if len(lines[0][1]) == 1 else ""
    rest = lines[1:] if heading else lines
    at = next((at for at, (_, cells) in enumerate(rest) if cells[0]), None)
    if at is None or at + 1 >= len(rest):
        raise UserError(f"De kop van {name} is niet te herkennen; {_REMEDY}.")
    above, header = [cells for _, cells in rest[:at]], rest[at][1]
    left = min((place for cells in above for place, cell in enumerate(cells) if cell), default=0)
    if not left:
        return _flat(rest, name) if not above else _unknown(name)
    body = rest[at + 1 :]
    _same_width(rest[at:], len(header), name)
    levels = _levels([cells[left : len(header)] for cells in [*above, header]])
    return _long(heading, header[:left], levels, body, name)


def _unknown(name: str) -> View:
    raise UserError(f"De kop van {name} is niet te herkennen; {_REMEDY}.")


def _levels(lines: Sequence[list[str]]) -> list[tuple[str, list[str]]]:
    """The dimensions in the header: name and the value above every column (blank: the same as to the left)."""
    found = []
    name = ""
    for number, cells in enumerate(lines, start=1):
        filled = [cell for cell in cells if cell]
        alone = len(filled) == 1 and bool(cells[0])
        if alone and number < len(lines) and (len(cells) > 1 or normal(cells[0]) in _NAMES):
            name = cells[0]
            continue
        values = _filled(cells)
        found.append((name or (PERIODS if all(map(_PERIOD.match, values)) else TOPIC), values))
        name = ""
    return found


def _filled(cells: list[str]) -> list[str]:
    result: list[str] = []
    for cell in cells:
        result.append(cell or (result[-1] if result else ""))
    return result


def _long(
    heading: str, left: list[str], levels: list[tuple[str, list[str]]], body: list[Line], name: str
) -> View:  # fmt: skip
    """One row for every combination of dimensions, with a column per topic."""
    names = [column for column in left if column] + [level for level, _ in levels]
    dimensions = tuple(column for column in names if normal(column) != normal(TOPIC))
    if len(dimensions) == len(names):
        raise UserError(f"In de kop van {name} staat geen ‘{TOPIC}’; {_REMEDY}.")
    cells: dict[tuple[str, ...], dict[str, str]] = {}
    rows: dict[tuple[str, ...], int] = {}
    before: dict[str, str] = {}
    for row, values in body:
        fixed = {column: values[at] or before.get(column, "") for at, column in enumerate(left) if column}
        before = fixed
        for place, value in enumerate(values[len(left) :]):
            where = fixed | {level: titles[place] for level, titles in levels}
            key = tuple(where[column] for column in dimensions)
            topic = next(text for column, text in where.items() if normal(column) == normal(TOPIC))
            cells.setdefault(key, {})[topic] = value
            rows.setdefault(key, row)
    topics = list(dict.fromkeys(topic for found in cells.values() for topic in found))
    frame = pd.DataFrame(
        [(*key, *(found.get(topic, "") for topic in topics)) for key, found in cells.items()],
        columns=[*dimensions, *topics],
        index=list(rows.values()),
    )
    return View(frame, dimensions, tuple(topic_of(text) for text in topics), heading)


def _same_width(lines: list[Line], width: int, name: str) -> None:
    problems = [
        Problem(name, row, f"de regel heeft {len(cells)} velden en de kop {width}", "download het bestand opnieuw")
        for row, cells in lines
        if len(cells) != width
    ]
    if problems:
        raise ImportMistakesError(problems)
