"""What may not be seen in another district: words of this one, and a count of gemeenten that is not its own."""

from __future__ import annotations

import re

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level

_NAMED = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
_OTHER = ("Markiezaten", "Zeeland", "Brabant", "Baronie")


def _words() -> re.Pattern[str]:
    areas = load_catalog(paths.ROOT / "data").areas
    names = {area.name.removeprefix("Basisteam ") for area in areas if area.level in _NAMED}
    codes = {area.code for area in areas if area.level is not Level.LAND}
    texts = "|".join(re.escape(text) for text in sorted(names | codes | set(_OTHER), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{texts}|(?:alle )?acht (?:\w+ )?gemeenten|de acht\b(?! \w+ (?:jaren|maanden)))", re.IGNORECASE)


WORDS = _words()


def leaks(text: str) -> list[str]:
    """The lines of a text that have such a word."""
    return [line[:200] for line in text.splitlines() if WORDS.search(line)]
