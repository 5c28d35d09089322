"""Stretches of time between two breaks of a table: figures of different stretches are never put side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ivp.catalog.models import Event


def segment(source: str, period: str, events: Iterable[Event]) -> int:
    """How many breaks of the table `source` lie before a period ('2024' or '2025-03')."""
    year, _, month = period.partition("-")
    start = date(int(year), int(month or 1), 1)
    return sum(event.breaks and event.start <= start and _concerns(event, source) for event in events)


def _concerns(event: Event, source: str) -> bool:
    return not event.sources or source in event.sources
