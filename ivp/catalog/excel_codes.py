"""Codes that Excel changed when it opened a file: 1.1.1 became the date 1-1-2001, and 0748 lost its zeros."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DATES = (
    re.compile(r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ]00:00(?::00)?)?"),
)
_SHORT_DATE = re.compile(r"\d{1,2}-(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)(?:-\d{2,4})?")
_NUMBERED = re.compile(r"[A-Z]{2}(\d+)")
_AS_TEXT = "geef de kolom in Excel eerst de opmaak Tekst"


def is_date(text: str) -> bool:
    """Whether a text is a date as Excel writes one; no code of a table or an area looks like that."""
    return _SHORT_DATE.fullmatch(text.casefold()) is not None or any(date.fullmatch(text) for date in _DATES)


def changed(name: str, text: str, codes: Iterable[str]) -> tuple[str, str] | None:
    """What Excel did to a code, and what to do, with the code it was where that is one of `codes`; None for no such."""
    if is_date(text):
        was = next((code for code in _before_the_date(text) if code in set(codes)), "")
        what = f"{name} ‘{text}’ is een datum: die heeft Excel van een code gemaakt"
        return what, f"zet {was or 'de code'} terug en {_AS_TEXT}"
    lost = [code for code in codes if text.isdecimal() and _number_of(code) == int(text)]
    if lost:
        what = f"{name} ‘{text}’ is niet de hele code: Excel haalt letters en nullen vooraan weg"
        return what, f"vul {' of '.join(sorted(lost))} in en {_AS_TEXT}"
    return None


def cut_short(name: str, text: str, example: str) -> tuple[str, str] | None:
    """The same for a code of an area that stands where it is declared, so that there is no list to find it in."""
    if not text.isdecimal():
        return None
    what = f"{name} ‘{text}’ is niet de hele code: Excel haalt letters en nullen vooraan weg"
    return what, f"schrijf haar voluit, zoals {example}, en {_AS_TEXT}"


def _before_the_date(text: str) -> list[str]:
    """'1.1.1' for 1-1-2001 and for 2001-01-01, in the order of the Netherlands and of America."""
    found = next((parts for date in _DATES if (parts := date.fullmatch(text))), None)
    if found is None:
        return []
    day, month, year = int(found["d"]), int(found["m"]), int(found["y"]) % 100
    return [f"{day}.{month}.{year}", f"{month}.{day}.{year}"]


def _number_of(code: str) -> int | None:
    found = _NUMBERED.fullmatch(code)
    return int(found[1]) if found else None
