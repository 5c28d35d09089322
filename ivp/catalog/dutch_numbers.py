"""The one reader of numbers that people type: Dutch, as they are shown, and never a guess.

Points or spaces between groups of three digits are thousands, a comma is the decimal sign, and a number may end in
a per cent sign: '4.250' and '4 250' are 4250, '7,2' is 7.2, '18 %' is 18. A point that cannot be a thousands point
is a decimal point: '7.2' is 7.2, '0.125' is 0.125, '1,250.5' is 1250.5.

With exactly three digits behind its only point or comma a number can be read in two ways: '4.250' is 4250 here and
4.25 in English, '4,250' the other way round. Such a number is read the Dutch way, unless the same file shows the
English habit as well ('7.2'): then it is refused, with the question which of the two is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import isfinite

from ivp.catalog.table import Problem

_MOST_DIGITS = 15  # a double holds no more
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
_MINUSES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"), "-")
_SHAPE = re.compile(r"([+-]?) ?([0-9][0-9 .,]*?)( ?%)?")
_DIGITS = re.compile(r"[0-9]+")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([ .,])[0-9]{3})(?:\1[0-9]{3})*")
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2}")


class Habit(Enum):
    """Whose way of writing a number shows: nobody's (only digits), Dutch, English, or it can be either."""

    NONE = "none"
    DUTCH = "dutch"
    ENGLISH = "english"
    EITHER = "either"


@dataclass(frozen=True)
class Number:
    """A number as it was typed; `value` of a percentage is what stands before the sign (18 for '18 %')."""

    value: float
    habit: Habit
    percent: bool = False
    other: float | None = None
    """The English reading, where `habit` is EITHER."""


@dataclass(frozen=True)
class Typed:
    """A text in a numeric column, with its place for messages."""

    row: int
    column: str
    text: str


def parse(text: str) -> Number | None:
    """The number that a text shows; None when it is none, or has more digits than can be kept."""
    found = _SHAPE.fullmatch(text.translate(_SPACES).translate(_MINUSES).strip())
    if found is None or sum(map(str.isdigit, found[2])) > _MOST_DIGITS:
        return None
    sign = -1.0 if found[1] == "-" else 1.0
    read = _reading(found[2])
    if read is None:
        return None
    dutch, habit, english = read
    return Number(sign * dutch, habit, bool(found[3]), None if english is None else sign * english)


def _reading(digits: str) -> tuple[float, Habit, float | None] | None:
    """The value, the habit, and the other reading where there are two."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        whole = _whole(digits, " ")
        return None if whole is None else (whole, Habit.NONE if digits.isdigit() else Habit.DUTCH, None)
    last = marks[-1]
    group = "." if last == "," else ","
    if len(marks) > 1 and set(marks) == {last}:  # 1.250.000, or 1,250,000
        whole = _whole(digits, last)
        return None if whole is None else (whole, Habit.DUTCH if last == "." else Habit.ENGLISH, None)
    before, _, after = digits.rpartition(last)
    whole = _whole(before, group) if group in before else _whole(before, " ")
    if whole is None or not _DIGITS.fullmatch(after):
        return None
    decimal = float(f"{whole:.0f}.{after}")
    if len(marks) == 1 and _GROUPS.fullmatch(digits):
        thousands = float(before + after)
        return (thousands, Habit.EITHER, decimal) if last == "." else (decimal, Habit.EITHER, thousands)
    return decimal, Habit.DUTCH if last == "," else Habit.ENGLISH, None


def _whole(digits: str, group: str) -> float | None:
    """A whole number, with or without this mark between groups of three."""
    groups = _GROUPS.fullmatch(digits)
    if not _DIGITS.fullmatch(digits) and (groups is None or groups[1] != group):
        return None
    return float(digits.replace(group, ""))


def whole(number: Number | None) -> int | None:
    """The number where it is a whole one and no percentage, else None."""
    known = number is not None and not number.percent and number.value.is_integer()
    return int(number.value) if number is not None and known else None


def as_text(value: float) -> str:
    """'7,2', '16', '0,00001': as few digits as give the same number back, never an exponent; '' for no number."""
    if not isfinite(value):
        return ""
    text = f"{Decimal(repr(float(value))):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def canonical(text: str) -> str:
    """The same number in the one way that files have it; a text that is no number stays as it is."""
    number = parse(text)
    return text if number is None else as_text(number.value)


def wrong(name: str, text: str, *, whole: bool = False) -> tuple[str, str]:
    """What is wrong with a text that is no number, and what to type."""
    if _DATE.fullmatch(text):
        what = f"{name} is een datum ({text}): die heeft Excel van een getal gemaakt"
        return what, "geef de cel de opmaak Getal en typ het getal opnieuw, met een komma voor de decimalen"
    if whole:
        return f"{name} ‘{text}’ is geen heel getal", "vul een getal zonder komma in"
    return f"{name} ‘{text}’ is geen getal", "schrijf een getal, met een komma voor de decimalen"


def unclear(file: str, cells: Sequence[Typed], row: str = "regel") -> list[Problem]:
    """A problem for every number of a file that can be read in two ways while the file shows the English habit."""
    read = [(cell, number) for cell in cells if (number := parse(cell.text)) is not None]
    english = next((cell for cell, number in read if number.habit == Habit.ENGLISH), None)
    if english is None:
        return []
    why = f"want op {row} {english.row} staat ‘{english.text}’"
    return [
        Problem(file, cell.row, f"{cell.column} {two_ways(cell.text, number)}, {why}", _which(number), cell.column)
        for cell, number in read
        if number.habit == Habit.EITHER
    ]


def two_ways(text: str, number: Number) -> str:
    """'‘4.250’ kan 4250 of 4,25 zijn'."""
    return f"‘{text}’ kan {as_text(number.value)} of {as_text(number.other or 0)} zijn"


def _which(number: Number) -> str:
    return f"schrijf {as_text(number.value)} of {as_text(number.other or 0)}: wat is bedoeld?"
