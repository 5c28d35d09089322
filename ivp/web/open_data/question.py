"""From the query of an address to what is bound in a query of the database; what is wrong is one Dutch line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ivp.errors import UserError
from ivp.web.open_data.declare import Asks, Filter, Resource

LONGEST = 2_000  # characters of a query
MOST_VALUES = 100  # of one filter
USUAL_ROWS, MOST_ROWS = 1_000, 5_000
MOST_PAGES = 100_000
PAGE, ROWS = "pagina", "aantal"
_SHOWN = 40
_PERIOD = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SWITCH = {"ja": True, "nee": False}

Codes = Mapping[str, Set[str]]
"""Every code that can be asked for, by what it is a code of: 'gebied', 'indicator', 'thema', 'bron', 'prioriteit'."""


class WrongQuestionError(UserError):
    """A question that has no answer; the message says in one Dutch line what is wrong with it."""


@dataclass(frozen=True)
class Question:
    """What is bound in the query, and which part of the rows is asked for; `asked` is the query without the page."""

    bound: Mapping[str, Any]
    page: int
    rows: int
    asked: tuple[tuple[str, str], ...]

    @property
    def skip(self) -> int:
        """How many rows come before."""
        return (self.page - 1) * self.rows

    @property
    def next_query(self) -> str:
        """The query of the rows after these."""
        return urlencode([*self.asked, (PAGE, str(self.page + 1))])


def parameters(query: bytes) -> dict[str, str]:
    """The parameters of a query, each once. Raises `WrongQuestionError`."""
    if len(query) > LONGEST:
        raise WrongQuestionError(f"De vraag is te lang: hooguit {LONGEST} tekens. Vraag minder codes tegelijk.")
    found: dict[str, str] = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name in found:
            raise WrongQuestionError(f"{_quoted(name)} staat er twee keer; zet de codes met een komma achter elkaar.")
        if not value.strip():
            raise WrongQuestionError(f"{_quoted(name)} is leeg; geef een waarde of laat het weg.")
        found[name] = value.strip()
    return found


def read(resource: Resource, query: bytes, codes: Codes) -> Question:
    """What is asked of a resource. Raises `WrongQuestionError`."""
    given = parameters(query)
    page, rows = _whole(given, PAGE, 1, MOST_PAGES), _whole(given, ROWS, USUAL_ROWS, MOST_ROWS)
    asked = tuple((name, value) for name, value in given.items() if name != PAGE)
    bound = {one.bind: _value(one, given.pop(one.name, None), codes) for one in resource.filters}
    for name in given.keys() - {PAGE, ROWS}:
        known = ", ".join([*(one.name for one in resource.filters), ROWS, PAGE])
        raise WrongQuestionError(f"{_quoted(name)} is geen filter van {resource.name}; kies uit: {known}.")
    return Question(bound, page, rows, asked)


def _whole(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = given.get(name, str(usual))
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
        raise WrongQuestionError(f"{_quoted(text)} kan niet bij {name}; geef een heel getal van 1 tot en met {most}.")
    return int(text)


def _value(one: Filter, text: str | None, codes: Codes) -> Any:
    if text is None:
        return one.nothing
    values = [text] if one.single else [value.strip() for value in text.split(",")]
    if len(values) > MOST_VALUES:
        raise WrongQuestionError(f"{one.name} heeft te veel waarden: hooguit {MOST_VALUES} tegelijk.")
    for value in values:
        _check(one, value, codes)
    if one.asks is Asks.SWITCH:
        return _SWITCH[text]
    if one.asks is Asks.YEARS:
        return [int(value) for value in values]
    return text if one.single else values


def _check(one: Filter, value: str, codes: Codes) -> None:
    if one.asks is Asks.CODES:
        fits, remedy = value in codes.get(one.name, ()), f"geef {one.what}"
    elif one.asks is Asks.PERIODS:
        fits, remedy = bool(_PERIOD.fullmatch(value)), f"geef {one.what}"
    elif one.asks is Asks.YEARS:
        fits, remedy = bool(_YEAR.fullmatch(value)), f"geef {one.what}"
    else:
        choices = one.choices or tuple(_SWITCH)
        fits, remedy = value in choices, f"kies uit: {', '.join(choices)}"
    if not fits:
        raise WrongQuestionError(f"{_quoted(value)} kan niet bij {one.name}; {remedy}.")


def _quoted(text: str) -> str:
    """A text of somebody else, short and on one line."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text[:_SHOWN])
    return f"‘{plain}{'…' if len(text) > _SHOWN else ''}’"
