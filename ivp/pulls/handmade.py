"""Figures that somebody imports by hand: checked whole, kept in `data/eigen` beside what a refresh pulls.

A figure has one place there: a later import of the same area, period and indicator replaces it, also when it came
from another file before. A refresh never touches this folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from ivp.catalog.file_kinds import AS_CSV, OFFICE, ZIP, refuse_other_than_text, refuse_other_than_workbook
from ivp.catalog.models import Catalog
from ivp.catalog.tables import load_tables
from ivp.errors import UserError
from ivp.locking import locked
from ivp.pulls import losses, own_files
from ivp.pulls.own_files import KEYS, MONITOR_FILE, PREFIX, REGISTRATION_FILE, Own, Prove
from ivp.snapshot import OWN_SCHEMA
from ivp.sources.statline_csv import layout_of, table_number
from ivp.sources.statline_rows import read_statline
from ivp.sources.template_checks import read_template
from ivp.sources.template_rows import is_template
from ivp.sources.templates import FORMS, MONITOR, write_template
from ivp.wording.numbers import count_cases, number

__all__ = ["Imported", "Outcome", "import_file", "preview", "read_import", "remove", "save", "write_template"]

Kind = Literal["monitor", "registratie", "statline"]
_LOCK = ".eigen.lock"
_BUSY = "Er wordt nu iets anders ingelezen; probeer het zo nog eens."
_PATIENCE = 20  # seconds
_SHOWN = 10
_MOST_BYTES = 200 * 1024 * 1024
_HEAD = 100_000  # bytes, enough to see what a file is
_FROM_STATLINE = re.compile("Perioden|Onderwerp|Regio.?s|Wijken en buurten|Bron: |StatLine")
_WHAT: dict[Kind, str] = {
    "monitor": "eigen uitkomsten van de Veiligheidsmonitor",
    "registratie": "eigen registratie",
    "statline": "download van StatLine",
}


@dataclass(frozen=True)
class Imported:
    """A file that passed every check: what it is, under which name it is kept, its observations, and what to say.

    `frame` has the columns of `OWN_SCHEMA`.
    """

    kind: Kind
    source: str
    name: str
    frame: pd.DataFrame
    report: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an import does to the figures that are there; `lines` says it in Dutch.

    `lost` says which figures an empty cell would take the place of: saving those asks for consent.
    """

    new: int
    changed: int
    same: int
    removed: int
    lost: tuple[str, ...]
    lines: tuple[str, ...]


def read_import(
    raw: bytes,
    name: str,
    catalog: Catalog,
    *,
    data: Path,
    metadata: tuple[bytes, str] | None = None,
    today: date | None = None,
) -> Imported:
    """Check a template (XLSX, CSV) or a StatLine download; nothing is kept.

    `data` is the folder with tables.csv; `metadata` the content and name of StatLine's metadata file. Raises
    `ImportMistakesError` with every mistake (place and remedy), `UserError` when the file is none of these, with
    the remedy for what it is.
    """
    today = today or date.today()
    if not raw.strip():
        raise UserError(f"{name} is leeg; kies een ander bestand.")
    if len(raw) > _MOST_BYTES:
        raise UserError(f"{name} is te groot ({len(raw) // 1024**2} MB); kies bij de bron minder gebieden of jaren.")
    if raw.startswith(ZIP) or _is_template(raw, name):
        made = read_template(raw, name, catalog, today)
        source = MONITOR_FILE if made.kind == MONITOR else REGISTRATION_FILE
        return Imported(made.kind, source, name, made.frame, made.notes, ", ".join(made.owners))
    if not table_number(name) and layout_of(raw) == "view" and not _FROM_STATLINE.search(_head(raw)):
        kinds = " of ".join(f"python -m ivp template {kind}" for kind in FORMS)
        raise UserError(
            f"{name} is niet te herkennen; zet de cijfers in een leeg sjabloon en lees dat in. Maak er een met {kinds}."
        )
    if metadata is not None:
        refuse_other_than_text(*metadata)
    found = read_statline(raw, name, catalog, load_tables(data, catalog), metadata, today)
    frame = found.frame.assign(n=float("nan"), owner=None)
    return Imported("statline", PREFIX + found.source, name, frame, found.notes)


def _head(raw: bytes) -> str:
    return raw[:_HEAD].decode("utf-8-sig", "replace")


def _is_template(raw: bytes, name: str) -> bool:
    """Whether a file is (meant as) a template; `UserError` with the remedy when it is no CSV file with semicolons."""
    if raw.startswith(OFFICE):  # a workbook in any case: as .xlsx it can stay one
        refuse_other_than_workbook(raw, name)
    refuse_other_than_text(raw, name)
    lines = (line for line in _head(raw).splitlines() if line.strip(" ;") and not line.lstrip(' "').startswith("#"))
    first = next(lines, "")
    if ";" not in _head(raw) and len(re.split(r"[,\t|]", first)) > 2:
        raise UserError(f"{name} is niet te lezen: de velden zijn niet met een puntkomma gescheiden; {AS_CSV}.")
    return layout_of(raw) == "view" and is_template(first.replace('"', "").split(";"))


def preview(data: Path, imported: Imported, catalog: Catalog, replace: bool = False) -> Outcome:
    """What `save` would do, without doing it."""
    return _outcome(data, imported, own_files.load(data), catalog, replace)


def save(
    data: Path,
    imported: Imported,
    catalog: Catalog,
    replace: bool = False,
    *,
    accept: bool = False,
    who: str = "",
    today: date | None = None,
    prove: Prove | None = None,
) -> Outcome:
    """Keep the figures of a checked file; with `replace` those that earlier files of this kind gave go away.

    `who` saved them and `today` stand with the name of the file in the manifest. Without `accept` no empty cell takes
    the place of a figure. `prove` makes the database of what is kept now; when it cannot, all goes back.

    The same file again changes nothing, not a byte. Raises `UserError` when someone else is saving, when the folder
    is damaged, or when the disk, the consent or the proof refuses; then nothing was changed.
    """
    today = today or date.today()
    with locked(data / _LOCK, _PATIENCE, _BUSY):
        kept = own_files.load(data)
        outcome = _outcome(data, imported, kept, catalog, replace)
        if outcome.lost and not accept:
            raise UserError("\n".join([*outcome.lost, "Er is niets bewaard. Is dit de bedoeling? Geef dan --accept."]))
        if outcome.new or outcome.changed or outcome.removed:
            origin = f"{imported.name} ({'; '.join(filter(None, (today.isoformat(), imported.about, who)))})"
            with own_files.proven(data, prove):
                _write(data, imported, kept, catalog, replace, origin, today)
    return outcome


def import_file(
    data: Path,
    file: Path,
    catalog: Catalog,
    replace: bool = False,
    *,
    accept: bool = False,
    prove: Prove | None = None,
) -> str:
    """Check a file and keep its figures; the Dutch report. StatLine's metadata is read when it lies beside it.

    Raises `UserError` (see `read_import` and `save`); then nothing was changed.
    """
    imported = read_import(_bytes(file), file.name, catalog, data=data, metadata=_beside(file))
    return "\n".join(save(data, imported, catalog, replace, accept=accept, prove=prove).lines)


def remove(data: Path, source: str, prove: Prove | None = None) -> str:
    """Take away what was imported under this name (monitor, registratie, or the number of a table); the Dutch report.

    Raises `UserError` when there is nothing under that name.
    """
    wanted = (PREFIX + source.casefold().removeprefix(PREFIX.casefold())).casefold()
    with locked(data / _LOCK, _PATIENCE, _BUSY):
        kept = own_files.load(data)
        gone = [name for name in kept if name.casefold() == wanted]
        if not gone:
            there = ", ".join(kept) or "er is nog niets ingelezen"
            raise UserError(f"Onder ‘{source}’ is niets ingelezen; kies uit: {there}.")
        rows = len(kept.pop(gone[0]).frame)
        with own_files.proven(data, prove):
            own_files.write(data, kept, date.today())
    return f"Weggehaald: {count_cases(rows, 'cijfers')} ({gone[0]})."


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UserError(f"{file.name} is te groot; kies bij de bron minder gebieden of jaren.")
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} is niet te lezen; controleer de naam en de rechten.") from error


def _beside(file: Path) -> tuple[bytes, str] | None:
    """The metadata file of the same table in the same folder, if there is one."""
    table = table_number(file.name).casefold()
    if not table or file.suffix.lower() != ".csv":
        return None
    for other in sorted(file.parent.glob("*.csv")):
        if "metadata" in other.name.casefold() and table_number(other.name).casefold() == table and other != file:
            return _bytes(other), other.name
    return None


def _outcome(data: Path, imported: Imported, kept: dict[str, Own], catalog: Catalog, replace: bool) -> Outcome:
    before = pd.concat([own.frame.assign(own=name) for name, own in kept.items()]) if kept else own_files.nothing()
    new, changed, same = own_files.compare(before, imported.frame)
    removed = 0
    if replace and imported.source in kept:
        old = pd.MultiIndex.from_frame(kept[imported.source].frame[KEYS])
        removed = int((~old.isin(pd.MultiIndex.from_frame(imported.frame[KEYS]))).sum())
    lost = losses.lines(losses.emptied(data, imported.frame, before))
    years = imported.frame["period"].str[:4]
    span = years.min() if years.min() == years.max() else f"{years.min()} tot en met {years.max()}"
    areas = imported.frame["area"].nunique()
    where = f"{areas} gebieden" if areas != 1 else "1 gebied"
    lines = [
        f"{imported.name} ({_WHAT[imported.kind]}, {imported.source}): {count_cases(len(imported.frame), 'cijfers')} "
        f"van {where}, {span}.",
        f"{number(new)} nieuw, {number(len(changed))} veranderd, {number(same)} gelijk"
        + (f", {number(removed)} weggehaald." if replace else "."),
        *_changes(changed, catalog),
        *lost,
        *imported.report,
    ]
    return Outcome(new, len(changed), same, removed, lost, tuple(lines))


def _changes(changed: pd.DataFrame, catalog: Catalog) -> list[str]:
    """The first changes in words: '- GM1674, 2023, vm-onveilig-buurt: 11,1 wordt 12'."""
    continued = {source.id: source.successor for source in catalog.sources}
    ids = {(i.source, i.code, i.measure): i.id for i in catalog.indicators}
    lines = []
    for row in changed.head(_SHOWN).itertuples(index=False):
        series = continued.get(row.table) or row.table
        what = ids.get((series, row.code, row.measure), f"{row.code} {row.measure}")
        before, after = _shown(row.value_before), _shown(row.value)
        how = f"{before} wordt {after}" if before != after else f"{after}, met een andere marge of status"
        lines.append(f"- {row.area}, {row.period}, {what}: {how}")
    if len(changed) > _SHOWN:
        lines.append(f"- … en nog {number(len(changed) - _SHOWN)}")
    return lines


def _shown(value: object) -> str:
    if not isinstance(value, float) or value != value:
        return "geen cijfer"
    return f"{value:.10g}".replace(".", ",")


def _write(
    data: Path, imported: Imported, kept: dict[str, Own], catalog: Catalog, replace: bool, origin: str, today: date
) -> None:
    keys = pd.MultiIndex.from_frame(imported.frame[KEYS])
    left = {name: own.without(keys) for name, own in kept.items()}
    mine = left.pop(imported.source, None)
    earlier = mine.frame if mine is not None and not replace else own_files.nothing()
    frame = pd.concat([rows for rows in (earlier, imported.frame) if len(rows)], ignore_index=True)[OWN_SCHEMA.names]
    origins = mine.origins if mine is not None and not replace else ()
    titles = {source.id: (source.title, source.licence) for source in catalog.sources}
    tables = {str(table): titles.get(str(table), (str(table), "")) for table in frame["table"].unique()}
    own = Own(tables, (*(one for one in origins if one != origin), origin), frame)
    others = {name: one for name, one in left.items() if len(one.frame)}
    own_files.write(data, {**others, imported.source: own}, today)
