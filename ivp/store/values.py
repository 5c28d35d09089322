"""Whether published figures can be right: below zero, no number, more than all, in the future, or against each other.

What cannot be right is a mistake, and no database is made of it; what is only unlikely is a warning.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ivp import snapshot
from ivp.catalog.models import Catalog, Indicator, Statistic
from ivp.errors import UserError
from ivp.pulls.active import active
from ivp.wording.numbers import number

_QUERIES = Path(__file__).parent / "queries"
_OWN = "eigen"
_INHABITANTS = ("bevolking_1_januari", "bevolking_31_december", "bevolking_gemiddeld", "inwoners")
_BELOW_ZERO = "^afwijking"
"""Measures that say how far an area is from a mean."""
_MOST = {"%": 100.0, "schaalscore 0-10": 10.0, "rapportcijfer": 10.0}
"""The most that a figure can be, by how its unit begins."""
_LEAST = 100  # a count below this can be ten times another one by chance
_SHOWN = 20
_MEMORY = "200MB"
_REMEDY = "haal de tabel opnieuw op of verbeter het bestand"
_JUMP = "jump"  # the one rule that is a warning
_WRONG = {
    "period": "dit is geen jaar (JJJJ) of maand (JJJJ-MM)",
    "future": "dit jaar was er nog niet toen de tabel werd opgehaald",
    "infinite": "dit is geen getal",
    "margin": "de marge is negatief",
    "negative": "{value} is negatief",
    "nobody": "er kunnen hier niet 0 inwoners zijn",
    "most": "{value} kan niet: {other} is het meeste",
    "above": "{value} is meer dan de {other} van het gebied waar dit in ligt",
    _JUMP: "{value} na {other} in het jaar ervoor",
}


@dataclass(frozen=True)
class Findings:
    """One Dutch line for each: file, table, area, period, and what is wrong or unlikely."""

    mistakes: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A figure that breaks a rule; `other` is the figure or the most that it is held against, `alike` how many do."""

    file: str
    table: str
    area: str
    period: str
    code: str
    measure: str
    value: float | None
    other: float | None
    rule: str
    alike: int

    @property
    def line(self) -> str:
        """The figure and what is wrong with it."""
        what = _WRONG[self.rule].format(value=_shown(self.value), other=_shown(self.other))
        where = f"{self.file}: {self.table}, {self.area}, {self.period}, {self.code} {self.measure}"
        return f"{where}: {what}; {_REMEDY if self.rule != _JUMP else 'kijk het na bij de bron'}"


def refuse_impossible(data: Path) -> None:
    """Raise `UserError` when a figure in use cannot be right whatever it measures, such as a count below zero."""
    mistakes = [line for folder in _folders(data) for line in _impossible(folder, ())]
    if mistakes:
        raise UserError("\n".join(mistakes))


def look_through(data: Path, catalog: Catalog, today: date | None = None) -> Findings:
    """All mistakes and warnings in the figures in use; a folder with mistakes is not looked at for warnings."""
    today = today or date.today()
    mistakes: list[str] = []
    warnings: list[str] = []
    indicators = tuple(_with_older_tables(catalog))
    for folder in _folders(data):
        wrong = [*_not_yet(folder, today), *_impossible(folder, indicators)]
        if not wrong:
            unlikely = _ask("unlikely_values", files=_files(folder), counts=_counts(indicators), least=_LEAST)
            wrong = _lines(one for one in unlikely if one.rule != _JUMP)
            warnings += _lines(one for one in unlikely if one.rule == _JUMP)
        mistakes += wrong
    return Findings(tuple(mistakes), tuple(warnings))


def _folders(data: Path) -> list[Path]:
    """The folders with figures in use; one that is not there is for who reads it to say."""
    folders = (active(data).snapshot, data / _OWN)
    return [folder for folder in folders if (folder / snapshot.MANIFEST).is_file() and _files(folder)]


def _files(folder: Path) -> list[str]:
    """The files with figures."""
    names = (entry.file for entry in snapshot.read_manifest(folder).files)
    return [str(folder / name) for name in names if name.endswith(".parquet") and name != snapshot.NAMES_FILE]


def _not_yet(folder: Path, today: date) -> list[str]:
    return [
        f"{entry.file}: volgens {snapshot.MANIFEST} opgehaald op {entry.retrieved}, en dat moet nog komen; zet de klok "
        "van deze computer goed of haal de tabel opnieuw op"
        for entry in snapshot.read_manifest(folder).files
        if entry.retrieved > today
    ]


def _impossible(folder: Path, indicators: Iterable[tuple[str, Indicator]]) -> list[str]:
    files = _files(folder)
    mistakes = [line for file in files for line in _no_numbers(Path(file))]
    if mistakes:
        return mistakes
    fetched = [{"file": e.file, "retrieved": e.retrieved.year} for e in snapshot.read_manifest(folder).files]
    found = _ask(
        "impossible_values",
        files=files,
        fetched=fetched,
        limits=_limits(indicators),
        inhabitants=_INHABITANTS,
        deviations=_BELOW_ZERO,
    )
    return _lines(found)


def _no_numbers(file: Path) -> list[str]:
    """The columns that are missing, and columns of numbers that hold something else."""
    try:
        kinds = {field.name: field.type for field in pq.read_schema(file)}
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{file.name} ontbreekt of is niet leesbaar; {_REMEDY}.") from error
    missing = [name for name in snapshot.OBSERVATION_SCHEMA.names if name not in kinds]
    if missing:
        return [f"{file.name} mist de kolom {missing[0]}; {_REMEDY}"]
    return [
        f"{file.name}: in de kolom {name} staan geen getallen; {_REMEDY}"
        for name in ("value", "margin")
        if not (pa.types.is_floating(kinds[name]) or pa.types.is_integer(kinds[name]))
    ]


def _limits(indicators: Iterable[tuple[str, Indicator]]) -> list[dict[str, Any]]:
    return [
        {**_key(table, indicator), "most": most}
        for table, indicator in indicators
        if indicator.statistic != Statistic.SHARE and (most := _most(indicator)) is not None
    ]


def _most(indicator: Indicator) -> float | None:
    return next((most for unit, most in _MOST.items() if indicator.unit.startswith(unit)), None)


def _counts(indicators: Iterable[tuple[str, Indicator]]) -> list[dict[str, Any]]:
    """What is counted, so that a part is not more than its whole."""
    return [
        {**_key(table, indicator), "rounding": float(indicator.rounding or 0)}
        for table, indicator in indicators
        if indicator.statistic in (Statistic.RATE, Statistic.SHARE) or indicator.measure in _INHABITANTS
    ]


def _key(table: str, indicator: Indicator) -> dict[str, str]:
    return {"table": table, "code": indicator.code, "measure": indicator.measure}


def _with_older_tables(catalog: Catalog) -> Iterator[tuple[str, Indicator]]:
    """Every indicator with each table that its figures come from: its own and those that it continues."""
    older: dict[str, set[str]] = {}
    for source in catalog.sources:
        if source.successor:
            older.setdefault(source.successor, set()).add(source.id)

    def with_older(table: str) -> Iterator[str]:
        yield table
        for before in sorted(older.get(table, ())):
            yield from with_older(before)

    seen = set()
    for indicator in catalog.indicators:
        for table in with_older(indicator.source):
            if (key := (table, indicator.code, indicator.measure)) not in seen:
                seen.add(key)
                yield table, indicator


def _lines(found: Iterable[_Found]) -> list[str]:
    """A line for each, and for every rule that more figures break than are shown how many more."""
    found = list(found)
    more = {one.rule: one.alike - _SHOWN for one in found if one.alike > _SHOWN}
    return [one.line for one in found] + [f"en nog {number(count)} keer zoiets" for count in more.values()]


def _shown(value: float | None) -> str:
    return "" if value is None else number(value, 0 if value.is_integer() else 1)


@cache
def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _ask(name: str, **asked: Any) -> list[_Found]:
    with (
        tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as aside,
        duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1, "temp_directory": aside}) as connection,
    ):
        return [_Found(*row) for row in connection.execute(_sql(name), {**asked, "shown": _SHOWN}).fetchall()]
