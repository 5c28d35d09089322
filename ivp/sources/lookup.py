"""Finding the area or indicator that somebody means, by code or name; never a guess without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ivp.catalog import excel_codes
from ivp.catalog.models import Area, Indicator, Level
from ivp.catalog.table import did_you_mean

Wrong = tuple[str, str]
"""What is wrong, and the remedy."""
BEHIND = {"re": Level.EENHEID, "pd": Level.DISTRICT, "bt": Level.BASISTEAM}
"""How StatLine writes levels of the police behind a name: Zeeland - West-Brabant (RE), Roosendaal (BT)."""
_LEVELS = {level.value: level for level in Level} | {"politie-eenheid": Level.EENHEID} | BEHIND
"""The word for a level."""
_ORDER = list(Level)
_BEHIND = re.compile(r"(.+?)\s*\(([^()]+)\)")


def normal(text: str) -> str:
    """Letters and digits only, without capitals: how titles of StatLine are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())


class Areas:
    """The areas by code and by name. A bare name is the largest area that has it; its word chooses a smaller one."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = tuple(areas)
        self._codes = {area.code.casefold(): area for area in self._areas}

    def find(self, text: str) -> Area | Wrong:
        """The area that `text` means: 'GM1674', 'Roosendaal', 'wijk Steenbergen', 'Steenbergen (wijk)'."""
        if area := self._codes.get(text.casefold()):
            return area
        named = self.named(text)
        if successor := next((area for area in self._areas if text.upper() in area.continues), None):
            return f"gebied ‘{text}’ bestaat niet meer", f"vul {successor.code} in: {successor.name} zet het voort"
        if not named and (mangled := excel_codes.changed("gebied", text, [area.code for area in self._areas])):
            return mangled
        if not named:
            names = {area.name for area in self._areas} | {area.code for area in self._areas}
            return f"gebied ‘{text}’ bestaat niet", f"kies een code of naam uit areas.csv{did_you_mean(text, names)}"
        largest = min(_ORDER.index(area.level) for area in named)
        found = [area for area in named if _ORDER.index(area.level) == largest]
        if len(found) > 1:
            codes = ", ".join(area.code for area in found[:5])
            return f"er zijn {len(found)} gebieden die ‘{text}’ heten", f"vul de code in ({codes})"
        return found[0]

    def named(self, text: str, levels: Sequence[Level] = ()) -> list[Area]:
        """All areas with this name, with or without the word for their level; of these levels, when given.

        An area may itself be called by its level: 'Roosendaal (BT)' is the one named 'Basisteam Roosendaal'.
        """
        wanted: dict[str, Level | None] = {normal(text): None}
        first, _, rest = text.partition(" ")
        if level := _LEVELS.get(first.casefold()):
            wanted[normal(rest)] = level
        behind = _BEHIND.fullmatch(text.strip())
        if behind and (level := _LEVELS.get(behind[2].casefold())):
            wanted[normal(behind[1])] = level
        return [
            area
            for area in self._areas
            if any(name in wanted and wanted[name] in own for name, own in _names(area))
            and (not levels or area.level in levels)
        ]


def _names(area: Area) -> list[tuple[str, tuple[Level | None, ...]]]:
    """The name, and what is left of it without the word of its level: that one counts only with the level beside it."""
    whole, word = normal(area.name), normal(area.level.value)
    short = whole.removeprefix(word)
    return [(whole, (None, area.level)), *([(short, (area.level,))] if short not in (whole, "") else [])]


def find_indicator(text: str, choices: Sequence[Indicator]) -> Indicator | None:
    """The indicator with this id, label or short label; None when there is none or more than one."""
    wanted = normal(text)
    for one in choices:
        if one.id == text.strip().casefold():
            return one
    found = [one for one in choices if wanted in (normal(one.label), normal(one.short), normal(one.id))]
    return found[0] if len(found) == 1 else None


def suggestion(text: str, choices: Sequence[Indicator]) -> str:
    """' (bedoelt u ‘vm-onveilig-buurt’?)' for the id or label most like `text`."""
    by_text = {name.casefold(): name for one in choices for name in (one.id, one.label)}
    near = did_you_mean(text.casefold(), by_text)
    return re.sub(r"‘(.+)’", lambda found: f"‘{by_text[found[1]]}’", near)
