"""Periods and dates in Dutch. A period is '2024', '2025-03', '2024-H2' or '2024-Q3'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ivp.errors import UserError

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_HERE = ZoneInfo("Europe/Amsterdam")
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|H(?P<half>[12])|Q(?P<quarter>[1-4])))?")


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[str, str, int]:
    """Year, kind ('year', 'month', 'half', 'quarter') and number within the year (0 for a year)."""
    match = _PERIOD.fullmatch(text)
    if not match:
        raise UserError(
            f"De periode '{text}' is niet te lezen; schrijf bijvoorbeeld 2024, 2024-03, 2024-H2 of 2024-Q3."
        )
    for kind in ("month", "half", "quarter"):
        if match[kind]:
            return match["year"], kind, int(match[kind])
    return match["year"], "year", 0


def period(text: str, short: bool = False) -> str:
    """'2024', 'maart 2025' (short: 'mrt 2025'), '2e helft 2024', '3e kwartaal 2024' (short: '3e kw. 2024').

    Raises `UserError` for what is not a period.
    """
    year, kind, n = _parts(text)
    if kind == "month":
        return f"{(SHORT_MONTHS if short else MONTHS)[n - 1]} {year}"
    if kind == "half":
        return f"{n}e helft {year}"
    if kind == "quarter":
        return f"{n}e {'kw.' if short else 'kwartaal'} {year}"
    return year


def is_month(text: str) -> bool:
    """Whether a text is a month: '2025-03'."""
    match = _PERIOD.fullmatch(text)
    return match is not None and match["month"] is not None


def reach(known: Sequence[str]) -> str:
    """What a series covers, from its periods (ascending): '2012–2025', and where it has months too '2012–2025 en per
    maand januari 2012 – oktober 2026'. Empty without periods.
    """
    years, months = ([one for one in known if is_month(one) == wanted] for wanted in (False, True))
    parts = [span(some[0], some[-1]) for some in (years, months) if some]
    return " en per maand ".join(parts)


def in_period(text: str) -> str:
    """'in 2024', 'in maart 2025', 'in de 2e helft van 2024', 'in het 3e kwartaal van 2024'."""
    year, kind, n = _parts(text)
    if kind == "half":
        return f"in de {n}e helft van {year}"
    if kind == "quarter":
        return f"in het {n}e kwartaal van {year}"
    return f"in {period(text)}"


def span(first: str, last: str, short: bool = False) -> str:
    """'2021–2025', 'januari–maart 2025', 'april 2023 – juni 2026'; one period when both are the same."""
    if first == last:
        return period(first, short)
    (first_year, first_kind, first_n), (last_year, last_kind, _) = _parts(first), _parts(last)
    if first_kind == last_kind == "year":
        return f"{first}–{last}"
    if first_kind == last_kind == "month" and first_year == last_year:
        return f"{(SHORT_MONTHS if short else MONTHS)[first_n - 1]}–{period(last, short)}"
    return f"{period(first, short)} – {period(last, short)}"


def month_number(text: str) -> int:
    """A month as a number that counts on over the years: 24290 for '2024-03'. Raises `ValueError` for no month."""
    return 12 * int(text[:4]) + int(text[5:7]) - 1


def month_text(number: int) -> str:
    """The month with this number: '2024-03' for 24290."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def months_until(last: str, count: int) -> list[str]:
    """The `count` months up to and including `last`, ascending."""
    end = month_number(last)
    return [month_text(n) for n in range(end - count + 1, end + 1)]


def previous(text: str) -> str:
    """The same period a year earlier: '2023' for '2024', '2024-03' for '2025-03'."""
    year = _parts(text)[0]
    return f"{int(year) - 1:04d}{text[4:]}"


def date_text(day: date | str, short: bool = False) -> str:
    """'24 november 2026' (short: '24 nov 2026') for a date, or for a date or moment in ISO form.

    Raises `UserError` for what is not a date.
    """
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day[:10])
        except ValueError as error:
            raise UserError(f"De datum '{day}' is niet te lezen; schrijf bijvoorbeeld 2026-11-24.") from error
    return f"{day.day} {(SHORT_MONTHS if short else MONTHS)[day.month - 1]} {day.year}"


def moment_text(moment: str) -> str:
    """'24 november 2026, 15.04 uur' in Dutch time, for a moment in ISO form with its zone. `UserError` for another."""
    try:
        there = datetime.fromisoformat(moment).astimezone(_HERE)
    except (ValueError, OverflowError) as error:
        raise UserError(f"Het tijdstip '{moment}' is niet te lezen; schrijf bijvoorbeeld 2026-11-24T14:04Z.") from error
    return f"{date_text(there.date())}, {there:%H.%M} uur"


def months_so_far(text: str) -> str:
    """The months of the year up to this one: 'januari' or 'januari tot en met mei'. `UserError` for no month."""
    if _parts(text)[1] != "month":
        raise UserError(f"De periode '{text}' is geen maand; schrijf bijvoorbeeld 2024-03.")
    last = period(text).rsplit(" ", 1)[0]
    return last if last == "januari" else f"januari tot en met {last}"
