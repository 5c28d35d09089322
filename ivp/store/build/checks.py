"""Checks on the figures that a reader can see on the page Verantwoording: what was compared, and what came out."""

from __future__ import annotations

from ivp.store.build.work import Work

_SMALL = {"wijk": "wijken", "buurt": "buurten"}


def add_checks(work: Work) -> None:
    """Fill `quality_check` with all checks (Dutch)."""
    rows = [*_doubles(work), *_small_areas_add_up(work), *_types_add_up(work), *_members_add_up(work)]
    columns = ("name", "source", "passed", "detail")
    work.add("quality_check", [dict(zip(columns, row, strict=True)) for row in rows])


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _doubles(work: Work) -> list[tuple[str, str, bool, str]]:
    name = "Elk cijfer komt één keer voor"
    return [(name, table, n == 0, f"{_number(n)} dubbele cijfers") for table, n in work.rows("check_doubles")]


def _small_areas_add_up(work: Work) -> list[tuple[str, str, bool, str]]:
    """Wijken and buurten may not sum to more than their gemeente (crimes without a known buurt are left over)."""
    result = []
    for level, source, sums, worst in work.rows("check_small_areas"):
        name = f"Som van de {_SMALL[level]} is niet meer dan de gemeente"
        detail = f"{_number(sums)} sommen; grootste overschot {_number(max(worst, 0))}"
        result.append((name, source, worst <= 0, detail))
    return result


def _types_add_up(work: Work) -> list[tuple[str, str, bool, str]]:
    """The types of crime or nuisance add up to the total of the country, in periods of which every type is known."""
    result = []
    for table, years, months, types, gap in work.rows("check_types"):
        spans = f"{years} jaren en {months} maanden" if months else f"{years} jaren"
        detail = f"{spans}, {types} soorten; grootste verschil {_number(gap)}"
        result.append(("Soorten tellen op tot het totaal van Nederland", table, gap == 0, detail))
    return result


def _members_add_up(work: Work) -> list[tuple[str, str, bool, str]]:
    """Where the source publishes an area with members itself: the members add up to it (within 0.1 %)."""
    result = []
    for table, area, members, figures, gap, passed in work.rows("check_members"):
        detail = f"{members} gemeenten, {figures} cijfers; grootste verschil {_number(gap)}"
        result.append((f"Gemeenten tellen op tot {area}", table, passed, detail))
    return result
