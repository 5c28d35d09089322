"""What the page on perception chooses to show beside one survey item."""

from __future__ import annotations

from ivp.catalog.models import Indicator, Statistic
from ivp.web.page import MEMBERS, Page
from ivp.web.selection.controls import remembered

_RENEWED = "85146NED"
_LIMITS = (
    "De Veiligheidsmonitor vraagt in elk basisteam en in elke gemeente vanaf 70.000 inwoners minstens 300 mensen. Een "
    "kleinere gemeente heeft alleen een eigen cijfer als zij meer mensen laat vragen. Wij nemen de cijfers van "
    "district en basisteam over van het CBS en rekenen ze nooit zelf uit. In 2021 zijn de opzet en de vragen "
    "vernieuwd: cijfers van voor en na 2021 staan nooit in één lijn. De cijfers vanaf 2021 komen uit tabel 85146NED{}. "
    "Heeft een gemeente eigen uitkomsten, dan kan de beheerder die inlezen met een sjabloon."
)
_SHOWN = 4


def limits(page: Page) -> str:
    """What the survey can and cannot say, and whether the figures since it was renewed are here."""
    here = any(page.known.periods.get(one.id) for one in page.known.indicators if one.source == _RENEWED)
    return _LIMITS.format("" if here else " en staan hier nog niet")


def same_unit(page: Page, item: Indicator, period: str) -> list[Indicator]:
    """The chosen item and those of the matrix in the same unit that have a figure in this period; at most four."""
    others = [
        one
        for one in page.known.indicators
        if one.statistic == Statistic.SURVEY
        and one.order is not None
        and one.id != item.id
        and one.unit == item.unit
        and period in page.known.periods_of(one.id, *MEMBERS)
    ]
    return [item, *others][:_SHOWN]


def register_beside(page: Page, period: str) -> Indicator | None:
    """A control with the registered figures of the same year; returns the chosen one, or None when there are none."""
    found = {
        one.id: one
        for one in page.known.indicators
        if one.statistic == Statistic.RATE and period in page.known.periods_of(one.id, "district")
    }
    if not found:
        return None
    code = remembered("register", list(found), lambda id: found[id].label, "Wat is geregistreerd")
    return found[code]
