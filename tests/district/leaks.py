"""What may not be seen in another district: words and codes of this one, and a count of its gemeenten."""

from __future__ import annotations

import re

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level

_AREAS = load_catalog(paths.ROOT / "data").areas
_NAMED = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
_NAMES = {area.name.removeprefix("Basisteam ") for area in _AREAS if area.level in _NAMED}
_OTHER = ("Markiezaten", "Zeeland", "Brabant", "Baronie", "alle acht", "acht gemeenten")
_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted({*_NAMES, *_OTHER})))})(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"(?:GM|WK|BU|RE|PD-|BT-)[\dA-Z-]+")
_CODES = {area.code for area in _AREAS if area.level is not Level.LAND}


def leaks(text: str) -> list[str]:
    """What a text says of this district: words with what stands around them, and codes."""
    words = [text[max(found.start() - 60, 0) : found.end() + 20] for found in _WORDS.finditer(text)]
    return words + sorted(_CODES & set(_CODE.findall(text)))
