"""What the words in a template mean: months as people write them, the reach of a unit, a line for a new indicator."""

from __future__ import annotations

import re

from ivp.catalog.models import Catalog, Indicator
from ivp.plan.rows import slug
from ivp.sources.templates import OWN_SOURCE

_SCALE = re.compile(r"schaalscore (\d+)-(\d+)")
_MONTHS = ("jan", "feb", "maa mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def scale(unit: str) -> tuple[int, int] | None:
    """The least and most that a figure with this unit can be; None when the unit does not say."""
    if unit.startswith("%"):
        return 0, 100
    if unit == "rapportcijfer":
        return 1, 10
    found = _SCALE.search(unit)
    return (int(found[1]), int(found[2])) if found else None


def month_of(text: str) -> str | None:
    """'2024-04' for 2024-04, 2024-4, 04-2024, 1-4-2024, april 2024 and apr-24 (what Excel makes of it)."""
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d{1,2})(-0?1)?", r"(0?1-)?(?P<m>\d{1,2})-(?P<y>\d{4})"):
        if (found := re.fullmatch(pattern, text)) and 1 <= int(found["m"]) <= len(_MONTHS):
            return f"{found['y']}-{int(found['m']):02}"
    if found := re.fullmatch(r"([a-z]{3,})\.?[ -](\d{4}|\d{2})", text.casefold()):
        number = next((i for i, names in enumerate(_MONTHS, start=1) if found[1][:3] in names.split()), None)
        year = found[2] if len(found[2]) == len("2024") else f"20{found[2]}"
        return f"{year}-{number:02}" if number else None
    return None


def indicator_line(text: str, catalog: Catalog) -> str:
    """A line for indicators.csv that makes an own registration of `text`; theme and wording are to be adapted."""
    name = re.sub(r"[;<>\"\r\n]+", " ", text).strip()
    id = slug(name) or "eigen-registratie"
    values: dict[str, object] = {
        "id": id, "label": name, "short": name[:34], "theme": catalog.themes[0].id, "statistic": "rate",
        "unit": "per 1.000 inwoners", "decimals": 1, "polarity": "none", "detection": "na", "source": OWN_SOURCE,
        "code": id, "measure": "aantal", "minimum": 100, "rounding": 1,
    }  # fmt: skip
    return ";".join(str(values.get(column, "")) for column in Indicator.model_fields)
