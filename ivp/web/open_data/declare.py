"""What a resource is: a named query with columns and filters. Everything that is said about it is made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ivp.catalog.models import Indicator

VERSION = "1.0.0"
"""Of the addresses and columns: the first part changes when something is taken away, and stands in the address."""
ROOT = "/open/v1"

CSV = "text/csv; charset=utf-8; header=present"

Cell = str | int | float | bool | list[str] | None
Cells = Mapping[str, Any]


class Kind(StrEnum):
    """What a cell of a column holds, beside nothing."""

    TEXT = "tekst"
    NUMBER = "getal"
    WHOLE = "geheel getal"
    YES_NO = "ja of nee"
    DAY = "datum"
    CODES = "codes"


@dataclass(frozen=True)
class Column:
    """A column of an answer; `what` says in Dutch what it holds.

    `label` turns a code of the database into a Dutch word, one of `choices` where these are given. `made` makes the
    cell from the row and the indicators, by id; the query does not have that column.
    """

    name: str
    kind: Kind
    what: str
    label: Callable[[str], str] | None = None
    choices: tuple[str, ...] = ()
    made: Callable[[Cells, Mapping[str, Indicator]], Cell] | None = None


class Asks(StrEnum):
    """What a filter takes: values with a comma between them, or for the last two a single one."""

    CODES = "codes"
    CHOICES = "keuzes"
    PERIODS = "perioden"
    YEARS = "jaren"
    CHOICE = "keuze"
    SWITCH = "ja of nee"


@dataclass(frozen=True)
class Filter:
    """A query parameter, with the codes that the site has in its addresses; `bind` is its name in the query."""

    name: str
    bind: str
    asks: Asks
    what: str
    choices: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it takes one value."""
        return self.asks in (Asks.CHOICE, Asks.SWITCH)

    @property
    def nothing(self) -> Any:
        """What is bound when it is not asked for."""
        return {Asks.CHOICE: "", Asks.SWITCH: False}.get(self.asks, [])


@dataclass(frozen=True)
class Resource:
    """What stands on `ROOT/<name>`: the rows of `store/queries/<query>.sql`. `group` is 'cijfers' or 'plan'."""

    name: str
    title: str
    what: str
    group: str
    query: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Content:
    """What is sent: the bytes, their media type, and more headers."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
