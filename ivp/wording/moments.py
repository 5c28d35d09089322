"""Moments in Dutch local time."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ivp.wording.periods import date_text

_ZONE = "Europe/Amsterdam"


def moment_text(when: str) -> str:
    """'26 november 2026, 14.05 uur' for a moment in ISO form with its offset, on the clock of the Netherlands.

    On a machine without a list of time zones (and without the package `tzdata`) it is on the clock of that machine,
    and says so.
    """
    moment, zone = datetime.fromisoformat(when), _zone()
    local = moment.astimezone(zone)
    clock = f"{date_text(local.date())}, {local:%H.%M} uur"
    return clock if zone else f"{clock} (tijdzone van deze computer)"


@cache
def _zone() -> ZoneInfo | None:
    try:
        return ZoneInfo(_ZONE)
    except ZoneInfoNotFoundError:
        return None
