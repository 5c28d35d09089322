"""The tables of the two loopback hosts, with synthetic figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.services import cbs as statistics
from tests.services import codes, police
from tests.services.codes import Country
from tests.services.cube import Table

NAMED = tuple(codes.NAMED)
"""The municipalities that the catalog names: enough for a refresh, and quick."""


def politie(municipalities: Sequence[str] = NAMED) -> dict[str, Table]:
    """The tables of the police."""
    return {table.id: table for table in police.tables(Country(tuple(municipalities)))}


def cbs(municipalities: Sequence[str] = NAMED) -> dict[str, Table]:
    """The tables of Statistics Netherlands."""
    return {table.id: table for table in statistics.tables(Country(tuple(municipalities)))}


def everything(municipalities: Sequence[str] | None = None) -> dict[str, dict[str, Table]]:
    """The tables of both hosts, to change at will: of the whole country as it is today, or of these municipalities."""
    here = tuple(codes.NATIONWIDE) if municipalities is None else tuple(municipalities)
    return {host: {id: table.fresh() for id, table in own.items()} for host, own in _made(here).items()}


@cache
def _made(municipalities: tuple[str, ...]) -> dict[str, dict[str, Table]]:
    return {"politie": politie(municipalities), "cbs": cbs(municipalities)}
