"""What changed between two snapshots, in Dutch: titles and names where the catalog has them, else the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.pulls.diff import SHOWN, Diff, Revised, TableDiff
from ivp.snapshot import NAMES_FILE
from ivp.wording.numbers import count_cases, number, state_label
from ivp.wording.periods import period

LOST_SHARE = 0.01
_FEW = 3
_LISTED = 6
_PLURAL = {"periode": "perioden", "soort": "soorten", "gebied": "gebieden"}


@dataclass(frozen=True)
class Names:
    """What things are called: tables and areas by code, kinds by table and code, figures by table, code and measure."""

    tables: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    figures: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def table(self, source: str) -> str:
        """'Veiligheidsmonitor, kerncijfers, tabel 85146NED'."""
        return f"{self.tables[source]}, tabel {source}" if source in self.tables else source

    def figure(self, source: str, cell: Revised) -> str:
        """Which figure it is, without its period: area, and label or else code and measure."""
        what = self.figures.get((source, cell.code, cell.measure)) or f"{cell.code}, {cell.measure}"
        return f"{self.areas.get(cell.area, cell.area)}, {what}"


def names_of(catalog: Catalog, folder: Path) -> Names:
    """The names that the catalog gives, and those of other municipalities in the snapshot `folder`."""
    has_names = any(entry.file == NAMES_FILE for entry in snapshot.read_manifest(folder).files)
    others = snapshot.read_table(folder, NAMES_FILE) if has_names else pd.DataFrame(columns=["code", "name"])
    listed = list(reversed(catalog.indicators))  # where two have the same code, the first in the file names it
    kinds = {(one.source, one.code): one.label for one in listed}
    for source in catalog.sources:  # a table that continues into another has the same kinds
        kinds |= {(source.id, code): label for (of, code), label in kinds.items() if of == source.successor}
    return Names(
        tables={source.id: source.title for source in catalog.sources},
        areas=dict(zip(others["code"], others["name"], strict=True)) | {a.code: a.name for a in catalog.areas},
        kinds=kinds,
        figures={(one.source, one.code, one.measure): one.label for one in listed},
    )


def losses(found: Diff, names: Names | None = None) -> tuple[str, ...]:
    """What a refresh may only lose when a person accepts it, as Dutch lines.

    That is a table, period, kind or area that is gone, and more than `LOST_SHARE` of the figures left empty.
    """
    known = names or Names()
    told = []
    for table in found:
        name = known.table(table.source)
        if not table.rows[1]:
            told.append(f"{name}: de hele tabel ontbreekt in de nieuwe cijfers")
            continue
        for part in _named(table, known, table.lost_periods, table.lost_codes, table.lost_areas):
            verb = "ontbreekt" if len(part[1]) == 1 else "ontbreken"
            told.append(f"{name}: {_some(*part)} {verb} in de nieuwe cijfers")
        if table.emptied > LOST_SHARE * table.rows[0]:
            told.append(f"{name}: {count_cases(table.emptied, 'cijfers')} {_verb(table.emptied)} nu leeg")
    return tuple(told)


def lines(found: Diff, names: Names) -> tuple[str, ...]:
    """What changed, as Dutch lines for a data steward.

    Of many tables only the largest revision and jump are told, so that it fits a screen.
    """
    most = SHOWN if len(found) <= _FEW else 1
    told = [line for table in found for line in _lines(table, names, most)]
    return tuple(told) or ("Er is geen cijfer veranderd.",)


def _lines(table: TableDiff, names: Names, most: int) -> list[str]:
    note = " (nieuwe tabel)" if not table.rows[0] else " (tabel vervallen)" if not table.rows[1] else ""
    told = [f"{names.table(table.source)}: {number(table.rows[0])} cijfers werden {number(table.rows[1])}{note}"]
    for word, *listed in (
        ("nieuw", table.new_periods, table.new_codes, table.new_areas),
        ("vervallen", table.lost_periods, table.lost_codes, table.lost_areas),
    ):
        parts = [_some(*part) for part in _named(table, names, *listed)]
        if parts:
            told.append(f"  {word}: {'; '.join(parts)}")

    def cells(what: str, count: int, largest: Sequence[Revised]) -> list[str]:
        return _with_cells(what, count, [_one(names.figure(table.source, cell), cell) for cell in largest[:most]])

    if table.revised:
        told += cells(f"{count_cases(table.revised, 'cijfers')} herzien", table.revised, table.largest)
    if table.emptied:
        told.append(f"  {count_cases(table.emptied, 'cijfers')} {_verb(table.emptied)} nu leeg")
    if table.states:
        told.append(f"  andere status: {', '.join(_state(*one) for one in table.states)}")
    if table.jumping:
        sort = "opvallende sprong" if table.jumping == 1 else "opvallende sprongen"
        told += cells(f"{number(table.jumping)} {sort}, kijk ernaar", table.jumping, table.jumps)
    return told


def _named(
    table: TableDiff, names: Names, periods: Sequence[str], codes: Sequence[str], areas: Sequence[str]
) -> list[tuple[str, list[str]]]:
    """Noun and names of what there is of each."""
    listed = [
        ("periode", [_period(one) for one in periods]),
        ("soort", [names.kinds.get((table.source, one), one) for one in codes]),
        ("gebied", [names.areas.get(one, one) for one in areas]),
    ]
    return [(noun, found) for noun, found in listed if found]


def _with_cells(what: str, count: int, told: list[str]) -> list[str]:
    head = f"  {what}{'; de grootste' if count > len(told) else ''}:"
    return [f"{head} {told[0]}"] if len(told) == 1 else [head, *(f"    {one}" for one in told)]


def _one(figure: str, cell: Revised) -> str:
    return f"{figure}, {_period(cell.period)}: {_figure(cell.old)} werd {_figure(cell.new)}"


def _period(text: str) -> str:
    try:
        return period(text)
    except UserError:
        return text


def _figure(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 2)


def _verb(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _state(was: str, now: str, count: int) -> str:
    return f"{state_label(was)} werd {state_label(now) if now else 'geen rij'} ({number(count)})"


def _some(noun: str, found: Sequence[str]) -> str:
    """'soort Straatroof', 'gebieden Tholen, Rucphen', 'perioden 2012 t/m 2024 (13)'."""
    if len(found) == 1:
        return f"{noun} {found[0]}"
    if len(found) <= _LISTED:
        return f"{_PLURAL[noun]} {', '.join(found)}"
    return f"{_PLURAL[noun]} {found[0]} t/m {found[-1]} ({number(len(found))})"
