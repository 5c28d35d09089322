"""What the dimensions of a StatLine download say: titles become the codes of the table, other rows fall away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from ivp.catalog.models import Catalog
from ivp.catalog.table import Problem
from ivp.catalog.tables import Slice
from ivp.errors import UserError
from ivp.sources import convert
from ivp.sources.lookup import Areas, normal
from ivp.sources.statline_csv import Explained, StatLineFile

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip
_PERIOD = re.compile(r"(\d{4})(?:\s+([a-z]+))?\s*(\*{0,2})")
_MARGINS = {"waarde": "MW00000", "ondergrens": "MOG0095", "bovengrens": "MBG0095"}
_MARKS = {"jaar": "JJ", "maand": "MM"}
BY_CODE = "kies op StatLine ‘CSV volledige dataset’, daar staan codes in"
BESIDE = "leg het metadata-bestand van dezelfde tabel ernaast ({id}_metadata.csv)"


@dataclass
class Reading:
    """What is found while reading one file."""

    name: str
    id: str
    file: StatLineFile
    known: Explained
    catalog: Catalog
    notes: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Say something once."""
        self.notes[text] = None


def places(reading: Reading, part: Slice) -> dict[str, str]:
    """The column of the file for region, kind, periods and margins; `UserError` when one that must be there is not."""
    wanted = {"region": part.region, "kind": part.kind, "periods": "Perioden", "margins": "Marges"}
    there = {normal(column): column for column in reading.file.dimensions}
    found = {role: there[normal(key)] for role, key in wanted.items() if key and normal(key) in there}
    for role in ("region", "kind"):
        if wanted[role] and role not in found:
            raise UserError(f"{reading.name} heeft geen kolom ‘{wanted[role]}’; neem die dimensie mee in de download.")
    if "periods" not in found and not part.periods.isdigit():
        raise UserError(f"{reading.name} heeft geen kolom met perioden; neem die mee in de download.")
    return found


def status(reading: Reading, frame: pd.DataFrame, periods: str) -> dict[str, str]:
    """The status of periods by key: from the metadata, or from the * behind a title."""
    if reading.file.titles and periods:
        found = {text: _PERIOD.fullmatch(text.casefold()) for text in frame[periods].unique()}
        return {_period_key(text): "Voorlopig" for text, parts in found.items() if parts and parts[3]}
    known = {code.key.strip(): code.status for code in reading.known.codes.get("Perioden", ())}
    if periods and not known:
        reading.note("Welke perioden voorlopig zijn, staat alleen in het metadata-bestand; dat lag er niet bij.")
    return known


def _period_key(text: str) -> str:
    """'2025MM01' for '2025 januari*', '2013JJ00' for '2013'; '' for other kinds of period."""
    found = _PERIOD.fullmatch(text.casefold())
    if found is None or (found[2] and found[2] not in _MONTHS):
        return ""
    return f"{found[1]}MM{_MONTHS.index(found[2]) + 1:02}" if found[2] else f"{found[1]}JJ00"


def coded(reading: Reading, part: Slice, frame: pd.DataFrame, place: dict[str, str]) -> pd.DataFrame:
    """The rows that the slice wants, with codes in columns named as the table names them."""
    named = {"region": part.region, "kind": part.kind, "periods": "Perioden", "margins": "Marges"}
    coders: dict[str, Callable[[str], str]] = {
        "region": lambda text: _area(reading, part, text),
        "kind": lambda text: _kind(reading, part, text),
        "periods": _period_key,
        "margins": lambda text: _MARGINS.get(normal(text)[:10], _MARGINS.get(normal(text)[:6], "")),
    }
    for role, column in place.items():
        texts = frame[column].str.strip()
        if reading.file.titles:
            coder = coders[role]
            texts = texts.map({text: coder(text) for text in texts.unique()})
        frame[named[role]] = texts
    frame[part.region] = convert.our_area(frame[part.region])
    others = [column for column in reading.file.dimensions if column not in place.values()]
    for column in others:
        frame = frame[frame[column].str.strip() == _held(reading, part, column, frame[column])]
    wanted = _wanted(part, frame[part.region], reading.catalog)
    if part.kind and not part.closing and not part.withheld:  # as a refresh: only what the indicators ask for
        wanted &= frame[part.kind].isin({i.code for i in reading.catalog.indicators if i.source == part.source})
    mark = _MARKS.get(part.periods)
    if mark and "periods" in place:
        wanted &= frame["Perioden"].str[4:6] == mark
    frame = frame[wanted]
    twice = frame.duplicated([named[role] for role in place])
    if twice.any():
        raise UserError(
            f"{reading.name}, rij {twice.idxmax()}: dit gebied en deze periode staan er twee keer; {BY_CODE}."
        )
    return frame


def _wanted(part: Slice, codes: pd.Series, catalog: Catalog) -> pd.Series:
    levels = {code: area.level for area in catalog.areas for code in (area.code, *area.continues)}
    if part.who == "eigen":
        return codes.map(levels).isin(part.levels)
    return ~codes.isin(levels) & codes.str.fullmatch(r"GM\d{4}")


def _area(reading: Reading, part: Slice, title: str) -> str:
    """The code of a region by its title; '' for one that is not ours."""
    listed = [code.key.strip() for code in reading.known.codes.get(part.region, ()) if code.title == title]
    if len(listed) == 1:
        return listed[0]
    found = Areas(reading.catalog.areas).named(title, part.levels)
    if len(found) > 1:
        raise UserError(f"{reading.name}: er zijn {len(found)} gebieden die ‘{title}’ heten; {BY_CODE}.")
    return found[0].code if found else ""


def _kind(reading: Reading, part: Slice, title: str) -> str:
    """The code of a kind by its title: from the metadata, or as it stands before the title (1.1.1 Diefstal …)."""
    listed = [code.key.strip() for code in reading.known.codes.get(part.kind, ()) if code.title == title]
    if len(listed) == 1:
        return listed[0]
    first = title.split(" ")[0]
    if re.fullmatch(r"\d+\.\d+\.\d+", first):
        return first
    if first.casefold() == "totaal" and part.closing:
        return part.closing
    raise UserError(
        f"{reading.name}: welke code ‘{title}’ heeft, is niet te zien; {BESIDE.format(id=reading.id)}, of {BY_CODE}."
    )


def _held(reading: Reading, part: Slice, column: str, cells: pd.Series) -> str:
    """The one code (or title) at which another dimension is held: as the slice says, else its only or its total one."""
    there = [str(text).strip() for text in cells.unique()]
    codes = reading.known.codes.get(column, ())
    fixed = next((code for key, code in part.fixed_codes.items() if normal(key) == normal(column)), None)
    titles = {code.key.strip(): code.title for code in codes}
    if fixed is not None:
        wanted = [text for text in there if text == fixed or text == titles.get(fixed)]
    else:
        wanted = there if len(there) == 1 else [t for t in there if titles.get(t, t).casefold().startswith("totaal")]
    if len(wanted) != 1:
        raise UserError(
            f"{reading.name}: van ‘{column}’ is niet zeker welke soort geldt; kies op StatLine alleen het totaal."
        )
    return wanted[0]
