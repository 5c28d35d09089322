"""What the page of one municipality says besides its charts."""

from __future__ import annotations

from ivp.catalog.models import Indicator, Statistic
from ivp.web.page import Page
from ivp.wording.areas import capital
from ivp.wording.numbers import number

_CONTEXT = ("bevolking", "kwb-dichtheid")


def context_line(page: Page, area: str) -> str:
    """'Basisteam Roosendaal · 78.165 inwoners (1 januari 2026) · …': where it lies and how large it is."""
    facts = page.store.matrix(list(_CONTEXT), levels=("gemeente",))
    own = facts[(facts["area"] == area) & facts["value"].notna()].set_index("indicator")
    parts = [capital(page.known.name(page.known.parents[area]))]
    for id in _CONTEXT:
        if id in own.index:
            row = own.loc[id]
            parts.append(f"{number(row['value'])} {page.known.by_id[id].unit} ({row['period']})")
    return " · ".join(parts)


def local_series(page: Page, area: str) -> Indicator | None:
    """The registered crime that goes down to the wijk: the one with the longest series, first in the catalog."""
    wijken = [
        indicator
        for indicator in page.known.indicators
        if indicator.statistic == Statistic.RATE and page.known.periods_of(indicator.id, "wijk")
    ]
    return max(wijken, key=lambda one: len(page.known.periods_of(one.id, "wijk")), default=None)
