"""Rows of the plan in Dutch: what a table and a field are called, what a row is called, and what changed in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ivp.catalog.load import iso_date
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.periods import date_text

Cells = Mapping[str, str]

TABLES = {
    "commentary": ("duiding", "duidingen"),
    "decisions": ("besluit", "besluiten"),
    "goals": ("doel", "doelen"),
    "actions": ("actie", "acties"),
    "priorities": ("prioriteit", "prioriteiten"),
    "links": ("koppeling", "koppelingen"),
    "partners": ("partner", "partners"),
}
"""Table -> what one row is called, and more of them."""
FIELDS = {
    "id": "Naam in het bestand", "area": "Gebied", "priority": "Prioriteit", "year": "Jaar", "text": "Tekst",
    "written": "Datum", "author": "Schrijver", "verdict": "Besluit", "body": "Door", "decided": "Datum",
    "source": "Bron", "measure": "Wat wordt gemeten", "direction": "Richting", "base_year": "Beginjaar",
    "base_value": "Beginwaarde", "target_year": "Doeljaar", "target_value": "Streefwaarde", "unit": "Eenheid",
    "set_by": "Gesteld door", "standing": "Status van de bron", "indicator": "Indicator",
    "url": "Webadres van de bron", "title": "Titel", "status": "Stand", "lead": "Trekker", "partners": "Partners",
    "deadline": "Deadline", "result": "Resultaat", "level": "Niveau", "theme": "Thema", "start": "Eerste jaar",
    "end": "Laatste jaar", "description": "Toelichting", "needs": "Nodig", "needs_unit": "Nodig in",
    "obstacle": "Wat in de weg staat", "evidence": "Soort cijfer", "weight": "Gewicht", "reason": "Reden",
    "name": "Naam", "role": "Rol",
}  # fmt: skip
"""Column -> its label."""
_DATES = ("written", "decided", "deadline")
_SHORT = 70
_QUOTED = re.compile(r"(‘[^’]*’)")
_COLUMNS = re.compile(rf"\b({'|'.join(sorted(FIELDS, key=len, reverse=True))})\b(?!\.csv)")


@dataclass(frozen=True)
class Names:
    """What codes and ids are called; one that is not here is shown as it is."""

    areas: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)

    def shown(self, column: str, text: str) -> str:
        """A cell as it is read: names in place of codes, dates in words."""
        by_column = {"area": self.areas, "priority": self.priorities, "indicator": self.indicators,
                     "theme": self.themes}  # fmt: skip
        if column in by_column:
            return by_column[column].get(text, text)
        if column == "partners":
            return ", ".join(self.partners.get(id, id) for id in map(str.strip, text.split(",")))
        if column in _DATES and (day := iso_date(text)):
            return date_text(day)
        return text


@dataclass(frozen=True)
class Difference:
    """One field before and after; empty where there was or is nothing."""

    label: str
    old: str
    new: str


def row_title(table: str, cells: Cells, names: Names) -> str:
    """What a row is called: 'Roosendaal: Jeugd'; of a link 'koppeling Jeugd – Woninginbraak'."""
    if table == "links":
        ends = (names.shown(column, cells.get(column, "")) for column in ("priority", "indicator"))
        return "koppeling " + " – ".join(map(shortened, ends))
    what = next((cells[name] for name in ("title", "measure", "name", "text") if cells.get(name)), "")
    if table == "decisions":
        what = f"{cells.get('verdict', '')}, {names.shown('priority', cells.get('priority', ''))}"
    where = names.shown("area", cells.get("area", ""))
    return f"{where}: {shortened(what)}" if where else shortened(what) or cells.get("id", "")


def shortened(text: str, most: int = _SHORT) -> str:
    """The text on one line, cut at a word with '…' where it is longer than `most`."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"


def differences(before: Cells | None, after: Cells | None, names: Names) -> tuple[Difference, ...]:
    """Field by field what changed, in the order of the row; the name in the file is left out."""
    old, new = before or {}, after or {}
    return tuple(
        Difference(
            FIELDS.get(column, column),
            names.shown(column, old[column]) if column in old else "",
            names.shown(column, new[column]) if column in new else "",
        )
        for column in {**new, **old}
        if column != "id" and old.get(column, "") != new.get(column, "")
    )


def mistake(what: str, remedy: str) -> str:
    """What is wrong with a row, with the labels of the form for the names of columns; what was typed stays."""
    told = "".join(
        part if part.startswith("‘") and part[1:-1] not in FIELDS else _COLUMNS.sub(lambda name: FIELDS[name[0]], part)
        for part in _QUOTED.split(f"{what}; {remedy}.")
    )
    return capital(told)


def what_happened(before: Cells | None, after: Cells | None, *, undo: bool = False) -> str:
    """'toegevoegd', 'gewijzigd', 'weggehaald', or for an undo 'teruggezet'."""
    if undo:
        return "teruggezet"
    if before is None:
        return "toegevoegd"
    return "gewijzigd" if after is not None else "weggehaald"


def step_title(rows: Sequence[tuple[str, Cells | None, Cells | None]], names: Names, *, undo: bool = False) -> str:
    """One step of rows (table, before, after): 'Prioriteit Roosendaal: Jeugd toegevoegd, met 3 koppelingen'.

    A priority stands for the rows that came or went with it; a step of other tables is only counted.
    """
    chosen = [row for row in rows if row[0] == "priorities"] or list(rows)
    if len(chosen) > 1:
        return f"{capital(counted_rows(table for table, *_ in rows))} {'teruggezet' if undo else 'bijgewerkt'}"
    table, before, after = chosen[0]
    title = row_title(table, after or before or {}, names)
    name = title if table == "links" else f"{TABLES[table][0]} {title}"
    along = counted_rows(other for other, *_ in rows if other != table)
    with_it = f", met {along}" if along else ""
    return f"{capital(name)} {what_happened(before, after, undo=undo)}{with_it}"


def counted_rows(tables: Iterable[str]) -> str:
    """'1 doel en 3 koppelingen', in the order of `TABLES`."""
    counts = Counter(tables)
    return enumerate_names([f"{counts[t]} {one if counts[t] == 1 else more}" for t, (one, more) in TABLES.items()
                            if counts[t]])  # fmt: skip
