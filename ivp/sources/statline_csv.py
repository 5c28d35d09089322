"""CSV files that a person downloads from StatLine: which of the three layouts it is, and what it holds as text.

- `Untyped`: "CSV volledige dataset", technical column names and codes, decimal point (can be large: read in pieces);
- metadata: sections in one file, read beside the figures for titles, statuses and what an empty cell means;
- view: "CSV" of the table on screen, with titles and a decimal comma (`statline_view`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from ivp.errors import UserError
from ivp.sources.odata import Code, Dimension, ODataTable, Topic
from ivp.sources.statline_view import read_view

Layout = Literal["untyped", "metadata", "view"]
_SECTION = re.compile(r'^"?(\w+)"?;*$')
_UNDER_SECTION = re.compile(r'^"?(ID|Key)"?;')
_TOPIC = re.compile(r"_\d+$")
_PLACE = re.compile(r"[0-9]{1,9}")
_ID = re.compile(r"(?<!\d)\d{5}[A-Za-z]{3}(?![A-Za-z])")
_PIECE = 200_000  # rows at once
_TAIL = 10_000  # bytes, more than a line
_MOST_COLUMNS = 1_000
_MOST_CELLS = 200_000  # of a view, which is read as a whole; StatLine shows fewer
_SAVE_AS = "download het opnieuw van StatLine en bewaar het zoals het is, zonder het in Excel te openen"


@dataclass(frozen=True)
class StatLineFile:
    """Figures of one table as text.

    `frame`: a column per dimension (`dimensions`, by key or title) and per topic (its `key`); the index is the row in
    the file. `titles`: whether dimensions hold titles; else codes. `decimal` is the sign in numbers. `heading`: the
    title above a view.
    """

    frame: pd.DataFrame
    dimensions: tuple[str, ...]
    topics: tuple[Topic, ...]
    titles: bool
    decimal: str
    heading: str = ""


class Metadata(ODataTable):
    """The same sets as the service gives (info, structure, codes), from a metadata file."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.source = name
        self._sections = _sections(decode(raw, name))
        if "DataProperties" not in self._sections:
            raise UserError(f"{name} is geen metadata van StatLine: het deel DataProperties ontbreekt; {_SAVE_AS}.")

    def _list(self, name: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._sections.get(name, [])]

    @property
    def table(self) -> str:  # type: ignore[override]
        """The number of the table; '' when the file does not say."""
        rows = self._sections.get("TableInfos", [])
        return str(rows[0].get("Identifier") or "").strip() if rows else ""


@dataclass(frozen=True)
class Explained:
    """What is known beside the figures; everything is empty without a metadata file."""

    dimensions: tuple[Dimension, ...] = ()
    topics: tuple[Topic, ...] = ()
    codes: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)


def explain(metadata: Metadata | None) -> Explained:
    """Dimensions, topics and codes of a metadata file."""
    if metadata is None:
        return Explained()
    dimensions, topics = metadata.structure()
    return Explained(dimensions, topics, {one.key: metadata.codes(one.key) for one in dimensions})


def layout_of(raw: bytes) -> Layout:
    """Which of the three layouts a file has, by its first lines."""
    lines = raw[:100_000].decode("utf-8-sig", "replace").splitlines()[:2]
    first = lines[0].split(";") if lines else [""]
    if len(lines) > 1 and _SECTION.match(lines[0]) and _UNDER_SECTION.match(lines[1]):
        return "metadata"
    return "untyped" if first[0].strip('" ') == "ID" else "view"


def table_number(name: str) -> str:
    """The number of a table in the name of a file; '' when there is none."""
    found = _ID.search(name)
    return found[0] if found else ""


def read_figures(raw: bytes, name: str, keep: Callable[[pd.DataFrame], pd.Series], columns: Explained) -> StatLineFile:
    """The figures of a full dataset or a table view; of a full dataset only the rows that `keep` says True to.

    Raises `UserError` for a file that cannot be read, `ImportMistakesError` with the rows that are wrong.
    """
    if layout_of(raw) == "untyped":
        return _untyped(raw, name, keep, columns)
    if raw.count(b";") > _MOST_CELLS:
        raise UserError(f"{name} is te groot voor een tabel op het scherm; kies op StatLine ‘CSV volledige dataset’.")
    view = read_view(decode(raw, name), name)
    return StatLineFile(view.frame, view.dimensions, view.topics, titles=True, decimal=",", heading=view.heading)


def decode(raw: bytes, name: str) -> str:
    """The text of a file; `UserError` when it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise UserError(f"{name}, rij {row}: de tekens zijn niet leesbaar als UTF-8; {_SAVE_AS}.") from error


def _untyped(raw: bytes, name: str, keep: Callable[[pd.DataFrame], pd.Series], columns: Explained) -> StatLineFile:
    first, last = raw[: raw.find(b"\n") + 1], raw[-_TAIL:].rstrip().rpartition(b"\n")[2]
    if first.count(b";") > _MOST_COLUMNS:
        raise UserError(f"{name} heeft te veel kolommen; kies op StatLine minder onderwerpen.")
    if last.count(b";") < first.count(b";"):
        raise UserError(f"De laatste regel van {name} is afgekapt; {_SAVE_AS}.")
    taken = []
    try:
        pieces = pd.read_csv(
            io.BytesIO(raw), sep=";", dtype=str, keep_default_na=False, chunksize=_PIECE, encoding="utf-8-sig"
        )
        for piece in pieces:
            if not isinstance(piece.index, pd.RangeIndex):  # pandas takes the first of too many cells as an index
                raise UserError(f"{name} heeft meer velden dan de kop en is niet te lezen; {_SAVE_AS}.")
            piece.columns = [str(column).strip() for column in piece.columns]
            piece.index = piece.index + 2  # as an editor counts, below the header
            taken.append(piece[keep(piece)])
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise UserError(f"{name} is beschadigd of afgekapt en niet te lezen; {_SAVE_AS}.") from error
    frame = pd.concat(taken) if taken else pd.DataFrame()
    names = [column for column in frame.columns if column != "ID"]
    known = {topic.key: topic for topic in columns.topics}
    topics = tuple(known.get(key, _bare(key)) for key in names if _TOPIC.search(key))
    return StatLineFile(frame, tuple(n for n in names if not _TOPIC.search(n)), topics, titles=False, decimal=".")


def _bare(key: str) -> Topic:
    """A topic of which only the technical name is known."""
    return Topic(key, _TOPIC.sub("", key), (), "", 0, "", "")


def _sections(text: str) -> dict[str, list[dict[str, Any]]]:
    """Rows by section. Sections are cut at whole lines first, so that a broken text stays within its own."""
    lines = text.splitlines(keepends=True)
    starts = [
        at for at, line in enumerate(lines[:-1]) if _SECTION.match(line.strip()) and _UNDER_SECTION.match(lines[at + 1])
    ]
    found: dict[str, list[dict[str, Any]]] = {}
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].strip().strip(";").strip('"')
        found[name] = list(_rows(name, lines[start + 1 : end]))
    return found


def _rows(name: str, lines: list[str]) -> Iterable[dict[str, Any]]:
    records = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=";")
    header = [column for column in next(records) if column]
    for cells in records:
        if not any(cells) or not cells[0].strip():
            continue
        row: dict[str, Any] = dict(zip(header, cells, strict=False))
        if name == "DataProperties":
            row["odata.type"] = f"Cbs.OData.{row.get('Type', '')}"
            row["ParentID"] = row.get("ParentID") or None
            row["Position"] = int(row["Position"]) if _PLACE.fullmatch(row.get("Position", "")) else None
        yield row
