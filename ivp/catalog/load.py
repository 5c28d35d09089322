"""Loading the catalog from the CSV files under data/, with every mistake as one Dutch line: file, row, remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import takewhile
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ivp import paths
from ivp.catalog import checks, dutch_numbers, excel_codes, series_checks
from ivp.catalog.dutch_numbers import Typed
from ivp.catalog.levels import OF_MEMBERS
from ivp.catalog.models import (
    Area,
    Catalog,
    Coverage,
    Event,
    Indicator,
    Level,
    Member,
    Model,
    Source,
    Subject,
    Theme,
)
from ivp.catalog.table import MOST_PROBLEMS, CatalogError, Problem, Row, read_rows

__all__ = ["CatalogError", "Problem", "load_catalog"]

M = TypeVar("M", bound=Model)
_BOOLEANS = {"ja": True, "waar": True, "true": True, "nee": False, "onwaar": False, "false": False}
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 32_000  # a cell of Excel holds 32,767 characters
# What XML and so XLSX cannot hold: control characters but tab and line breaks, halves of pairs, and non-characters
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DRAWN = (Area, Theme, Indicator, Event)
_AREA_CODES = {"code", "member"}
_IN_CHARTS = {"name", "label", "short", "unit"}
_UNREADABLE = object()  # refused by every field type, so that the mistake is reported with the others


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """The rows of one file that make a valid model, with their row numbers.

    `keys` has the first cell of every row, also of the invalid ones; None when the file could not be read.
    """

    file: str
    items: tuple[tuple[int, M], ...]
    keys: frozenset[str] | None

    @property
    def models(self) -> tuple[M, ...]:
        return tuple(item for _, item in self.items)


def load_catalog(folder: Path | None = None) -> Catalog:
    """The catalog in `folder` (default: the data folder of the project).

    Raises `CatalogError` with every problem found, in order of file and row; its message has one line each.
    """
    folder = paths.data_dir() if folder is None else folder
    problems: list[Problem] = []
    areas = load_file(folder / "areas.csv", Area, problems)
    members = load_file(folder / "members.csv", Member, problems, may_be_empty=True)
    themes = load_file(folder / "themes.csv", Theme, problems)
    sources = load_file(folder / "sources.csv", Source, problems)
    indicators = load_file(folder / "indicators.csv", Indicator, problems)
    events = load_file(folder / "events.csv", Event, problems, may_be_empty=True)
    subjects = _optional(folder / "subjects.csv", Subject, problems)
    coverage = _optional(folder / "coverage.csv", Coverage, problems)
    problems += checks.areas(areas.file, areas.items, areas.keys)
    problems += checks.members(members.file, members.items, areas.models, areas.keys)
    problems += checks.unique(themes.file, themes.items)
    problems += checks.sources(sources.file, sources.items, sources.keys)
    problems += checks.indicators(indicators.file, indicators.items, themes.keys, sources.keys)
    problems += checks.events(events.file, events.items, sources.keys)
    problems += series_checks.kinds(areas.file, areas.items)
    problems += series_checks.continued(indicators.file, indicators.items, sources.keys)
    problems += series_checks.subjects(subjects.file, subjects.items, indicators.keys)
    problems += series_checks.coverage(coverage.file, coverage.items, areas.models, sources.keys, areas.keys)
    if problems:
        raise CatalogError(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
    return Catalog(
        areas=areas.models,
        members=_members(areas.models, members.models),
        themes=themes.models,
        indicators=indicators.models,
        sources=sources.models,
        events=events.models,
        subjects=subjects.models,
        coverage=coverage.models,
    )


def _optional(path: Path, model: type[M], problems: list[Problem]) -> Loaded[M]:
    """The file when it is there; a folder without it says nothing of the kind."""
    return load_file(path, model, problems, may_be_empty=True) if path.exists() else Loaded(path.name, (), None)


def _members(areas: tuple[Area, ...], listed: tuple[Member, ...]) -> dict[str, tuple[str, ...]]:
    """The gemeenten of every area above gemeente but the land: as listed, else those below it in the tree."""
    parent = {area.code: area.parent for area in areas}
    below: dict[str, list[str]] = {area.code: [] for area in areas if area.level in OF_MEMBERS}
    for area in areas:
        above = area.parent if area.level == Level.GEMEENTE else None
        while above is not None:
            if above in below:
                below[above].append(area.code)
            above = parent[above]
    named: dict[str, list[str]] = {}
    for member in listed:
        named.setdefault(member.area, []).append(member.member)
    return {code: tuple(named.get(code, codes)) for code, codes in below.items()}


def load_file(
    path: Path,
    model: type[M],
    problems: list[Problem],
    *,
    may_be_empty: bool = False,
    raw: bytes | None = None,
) -> Loaded[M]:
    """The valid rows of one file (of `raw` in its place, when given); every mistake is added to `problems`."""
    required, optional = columns_of(model)
    rows = read_rows(path, required, optional, problems, raw)
    if rows is None:
        return Loaded(path.name, (), None)
    if not rows and not may_be_empty:
        what = "er staan geen gegevens onder de kopregel"
        problems.append(Problem(path.name, None, what, "vul minstens één regel in"))
    problems += dutch_numbers.unclear(path.name, _typed(rows, model))
    return load_rows(path.name, rows, model, problems)


def _typed(rows: Iterable[Row], model: type[Model]) -> list[Typed]:
    """What stands in the columns with decimals."""
    names = [name for name in model.model_fields if kind_of(model, name) is float]
    return [Typed(row.number, name, row.cells[name]) for row in rows for name in names if row.cells.get(name)]


def load_rows(file: str, rows: Iterable[Row], model: type[M], problems: list[Problem]) -> Loaded[M]:
    """The valid rows as models; every mistake is added to `problems`, as one of `file`, until there are too many."""
    rows = tuple(rows)
    read = takewhile(lambda _: len(problems) <= MOST_PROBLEMS, rows)
    made = ((row.number, _make(file, row, model, problems)) for row in read)
    key = next(iter(model.model_fields))
    keys = frozenset(row.cells.get(key, "") for row in rows)
    return Loaded(file, tuple((number, item) for number, item in made if item is not None), keys)


def columns_of(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that a file must have, and those that it may leave out."""
    fields = model.model_fields
    required = tuple(name for name, field in fields.items() if field.is_required())
    return required, tuple(name for name in fields if name not in required)


def _make(file: str, row: Row, model: type[M], problems: list[Problem]) -> M | None:
    """The model of one row, or None with its mistakes added to `problems`."""
    before = len(problems)
    values = {name: _value(model, name, text) for name, text in row.cells.items() if text}
    for name, text in row.cells.items():
        if wrong := unfit(name, text):
            problems.append(Problem(file, row.number, *wrong, column=name))
        if model in _DRAWN and name in _IN_CHARTS and set("<>") & set(text):
            what = f"{name} ‘{text}’ heeft een < of >"
            remedy = "schrijf het in woorden: in een grafiek is dat teken opmaak"
            problems.append(Problem(file, row.number, what, remedy, name))
    try:
        made = model(**values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            name = str(detail["loc"][0])
            what, remedy = _explain(model, name, row.cells.get(name, ""), detail)
            problems.append(Problem(file, row.number, what, remedy, name))
        return None
    return made if len(problems) == before else None


def unfit(name: str, text: str) -> tuple[str, str] | None:
    """What a cell can hold in neither Excel nor a text editor, and the remedy."""
    if len(text) > LONGEST:
        return f"{name} is te lang ({len(text)} tekens)", f"maak het hooguit {LONGEST} tekens"
    if _INVISIBLE.search(text):
        return f"{name} heeft een onzichtbaar stuurteken", "haal het weg of typ de tekst opnieuw"
    return None


def _value(model: type[Model], name: str, text: str) -> Any:
    """A cell as the field wants it: yes or no, a Dutch number, a date as Excel writes it, a list with commas."""
    kind = kind_of(model, name)
    if kind is bool:
        return _BOOLEANS.get(text.lower(), _UNREADABLE)
    if kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind in (int, float):
        return _number(text, kind)
    if kind is date:
        return iso_date(text) or _UNREADABLE  # pydantic would read a bare number as seconds since 1970
    return text


def _number(text: str, kind: type) -> Any:
    number = dutch_numbers.parse(text)
    if kind is int:
        known = dutch_numbers.whole(number)
        return _UNREADABLE if known is None else known
    return _UNREADABLE if number is None else number.value


def iso_date(text: str) -> str:
    """'2024-09-30' for that and for 30-9-2024; '' for what is written in another way."""
    if dutch := _DUTCH_DATE.fullmatch(text):
        day, month, year = dutch.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return text if _ISO_DATE.fullmatch(text) else ""


def kind_of(model: type[Model], name: str) -> Any:
    """The type of a field without 'or empty': bool, date, float, tuple, or another."""
    annotation = model.model_fields[name].annotation
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    if get_origin(annotation) is tuple:
        return tuple
    return kinds[0] if type(None) in get_args(annotation) and len(kinds) == 1 else annotation


def options_of(model: type[Model], name: str) -> list[str]:
    """The values that a field allows, for an enumeration or a Literal; else none."""
    kind = kind_of(model, name)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [str(value) for value in get_args(kind)] if get_origin(kind) is Literal else []


def _explain(model: type[Model], name: str, text: str, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to do, for one validation error of pydantic."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return f"veld ‘{name}’ is leeg", f"vul {name} in"
    if options := options_of(model, name):
        return f"{name} ‘{text}’ bestaat niet", f"kies uit: {', '.join(options)}"
    if name in _AREA_CODES and kind.startswith("string") and (cut := excel_codes.cut_short(name, text, "GM0123")):
        return cut
    if kind == "string_pattern_mismatch":
        return _explain_pattern(name, text)
    if kind.startswith("int"):
        return dutch_numbers.wrong(name, text, whole=True)
    if kind_of(model, name) is date:
        return f"{name} ‘{text}’ is geen datum", "schrijf een bestaande datum als jjjj-mm-dd"
    if kind_of(model, name) is float:
        return dutch_numbers.wrong(name, text)
    if kind_of(model, name) is bool:
        return f"{name} ‘{text}’ is niet ja of nee", "vul ja of nee in"
    return _explain_size(name, text, kind, context)


def _explain_pattern(name: str, text: str) -> tuple[str, str]:
    if name == "url":
        return f"url ‘{text}’ is geen webadres", "laat het met https:// beginnen"
    if name == "member":
        return f"member ‘{text}’ is geen gemeentecode", "schrijf GM met vier cijfers"
    if name == "years":
        return f"years ‘{text}’ zijn geen jaren", "schrijf ze als 2012-2025, of met een komma ertussen"
    return f"{name} ‘{text}’ heeft verkeerde tekens", "gebruik kleine letters, cijfers en losse streepjes"


def _explain_size(name: str, text: str, kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "string_too_long":
        longest = context["max_length"]
        return f"{name} is te lang ({len(text)} tekens)", f"maak het hooguit {longest} tekens"
    if kind == "string_too_short":
        return f"{name} ‘{text}’ is te kort", f"gebruik minstens {context['min_length']} tekens"
    if kind == "greater_than_equal":
        return f"{name} ‘{text}’ is te klein", f"vul {context['ge']} of hoger in"
    if kind == "less_than_equal":
        return f"{name} ‘{text}’ is te groot", f"vul {context['le']} of lager in"
    return f"{name} ‘{text}’ past hier niet", "vergelijk met de andere regels"
