"""What the last refresh changed: the pull in use beside the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from ivp.pulls import active
from ivp.pulls.diff import Diff, diff
from ivp.wording.periods import date_text


@dataclass(frozen=True)
class Latest:
    """The changes of the pull that was made at `made`; `since` says in words which figures came before."""

    since: str
    made: datetime
    changes: Diff


def latest(data: Path) -> Latest | None:
    """What the pull in use changed; None while the embedded figures are in use. `UserError` for a broken pull.

    Two pulls never change, so that they are compared once.
    """
    now = active.active(data)
    if not now.stamp:
        return None
    older = next((stamp for stamp in active.history(data) if stamp < now.stamp), active.EMBEDDED)
    return _between(data, older, now.stamp)


@lru_cache(maxsize=4)
def _between(data: Path, older: str, newer: str) -> Latest:
    since = "de meegeleverde cijfers" if older == active.EMBEDDED else date_text(older)
    found = diff(active.place(data, older).snapshot, active.place(data, newer).snapshot)
    return Latest(since, datetime.strptime(newer, active.STAMP_FORMAT), found)
