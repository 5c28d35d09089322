"""The cells of a StatLine download: every code and number must be one that the table can have, or is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date

import pandas as pd

from ivp.catalog import dutch_numbers, excel_codes
from ivp.catalog.dutch_numbers import Habit
from ivp.catalog.models import Catalog, Statistic
from ivp.catalog.table import Problem
from ivp.catalog.tables import Slice
from ivp.sources.convert import UNKNOWN
from ivp.sources.odata import Topic
from ivp.sources.statline_codes import Reading

_PERIOD_KEY = re.compile(r"\d{4}[A-Z][A-Z0-9]\d\d")
_NO_LETTERS = re.compile(r"[\d.,/ -]+")
_THOUSANDTHS = 3
_AGAIN = "download het bestand opnieuw en verander er niets in"
_COUNTED = (Statistic.RATE, Statistic.SHARE)
_DECIMAL_SIGN = {".": Habit.ENGLISH, ",": Habit.DUTCH}

Wrong = tuple[str, str]
"""What is wrong, and the remedy."""


def wrong_regions(name: str, cells: pd.Series, catalog: Catalog) -> list[Problem]:
    """Codes of areas without letters: Excel took those, or made a date of the code."""
    ours = [area.code for area in catalog.areas]

    def judge(text: str) -> Wrong | None:
        if not _NO_LETTERS.fullmatch(text):
            return None
        return excel_codes.changed("gebied", text, ours) or (f"‘{text}’ is geen code van een gebied", _AGAIN)

    return _problems(name, cells, judge)


def wrong_kinds(reading: Reading, part: Slice, cells: pd.Series) -> list[Problem]:
    """Kinds that the table cannot have: dates that Excel made, and codes unlike those that the table is known by."""
    listed = {code.key.strip() for code in reading.known.codes.get(part.kind, ())}
    known = listed | {part.closing, *part.withheld, *part.withheld_month}
    known |= {one.code for one in reading.catalog.indicators if one.source == part.source}
    shapes = {_shape(code) for code in known if code}
    whole = bool(part.closing or part.withheld)  # else kinds that nobody asks for are left out anyway

    def judge(text: str) -> Wrong | None:
        if mangled := excel_codes.changed("code", text, known):
            return mangled
        fits = text in listed if listed else _shape(text) in shapes
        return None if fits or not whole or not shapes else (f"‘{text}’ is geen code van deze tabel", _AGAIN)

    return _problems(reading.name, cells, judge)


def wrong_periods(name: str, cells: pd.Series, today: date) -> list[Problem]:
    """Periods that no table has, and years that are still to come."""

    def judge(text: str) -> Wrong | None:
        if not _PERIOD_KEY.fullmatch(text):
            return f"‘{text}’ is geen periode van StatLine", _AGAIN
        return (f"periode {text} moet nog komen", "verbeter de periode") if int(text[:4]) > today.year else None

    return _problems(name, cells, judge)


def numbers(reading: Reading, part: Slice, measure: str, cells: pd.Series, topic: Topic) -> tuple[pd.Series, pd.Series]:
    """Numbers, and which cells are empty on logical grounds; a text that is no figure is a problem of `reading`."""
    texts = cells.str.strip()
    counted = measure in _counted(reading.catalog, part.source)
    read = {text: _number(text, reading.file.decimal, topic.decimals, counted) for text in texts.unique()}
    wrong = {text: found for text, found in read.items() if isinstance(found, tuple)}
    reading.problems += _problems(reading.name, texts, wrong.get, str(cells.name), every=True)
    values = texts.map({text: found for text, found in read.items() if isinstance(found, float)}).astype(float)
    if topic.default == "Zero":  # what the table itself says that an empty cell means
        values = values.mask(texts == "", 0.0)
    return values, (texts == "") & (topic.default not in ("Zero", "Missing"))


def _counted(catalog: Catalog, source: str) -> Collection[str]:
    """The measures of a table that are whole numbers: what indicators count, and what they are a share of."""
    ones = [one for one in catalog.indicators if one.source == source and one.statistic in _COUNTED]
    return {name for one in ones for name in (one.measure, one.denominator_measure) if name}


def _number(text: str, sign: str, decimals: int, counted: bool) -> float | Wrong | None:
    """The number in a cell with this decimal sign, or what is wrong with it; None for an empty or unknown cell.

    A full dataset has decimal points and nothing else. So three digits behind a point are a question there, unless the
    metadata says that the topic has that many decimals.
    """
    if text.casefold() in UNKNOWN:
        return None
    number = dutch_numbers.parse(text)
    if number is None or number.percent or number.habit not in (Habit.NONE, Habit.EITHER, _DECIMAL_SIGN[sign]):
        return f"‘{text}’ is geen cijfer", _AGAIN
    value = number.value
    if number.habit == Habit.EITHER and sign == ".":
        if "," in text:
            return f"‘{text}’ is geen cijfer", _AGAIN
        if counted or decimals < _THOUSANDTHS:
            whole = dutch_numbers.as_text(value)
            remedy = f"schrijf {whole} als die punt duizendtallen scheidt, of {_AGAIN}"
            return dutch_numbers.two_ways(text, number), remedy
        value = float(text)
    if counted and (value < 0 or not value.is_integer()):
        return f"‘{text}’ is geen aantal", _AGAIN
    return value


def _shape(code: str) -> str:
    """'9.9.9' for 1.1.10, 'T9' for T001161."""
    return re.sub(r"\d+", "9", code)


def _problems(
    name: str, cells: pd.Series, judge: Callable[[str], Wrong | None], column: str = "", *, every: bool = False
) -> list[Problem]:
    """A problem for the first row of every text that is wrong, or for every such row."""
    texts = cells.str.strip()
    found = {text: wrong for text in texts.unique() if (wrong := judge(text)) is not None}
    rows = texts[texts.isin(list(found))] if found else texts[:0]
    rows = rows if every else rows.drop_duplicates()
    label = column or str(cells.name)
    return [Problem(name, int(row), *found[text], label) for row, text in zip(rows.index, rows, strict=True)]
