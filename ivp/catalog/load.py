"""Loading the catalog from the CSV files under data/, with every mistake as one Dutch line: file, row, remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ivp import paths
from ivp.catalog import checks
from ivp.catalog.levels import OF_MEMBERS
from ivp.catalog.models import Area, Catalog, Event, Indicator, Level, Member, Model, Source, Theme
from ivp.catalog.table import CatalogError, Problem, Row, read_rows

__all__ = ["CatalogError", "Problem", "load_catalog"]

M = TypeVar("M", bound=Model)
_BOOLEANS = {"ja": True, "waar": True, "true": True, "nee": False, "onwaar": False, "false": False}
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 32_000  # a cell of Excel holds 32,767 characters
# What XML and so XLSX cannot hold: control characters but tab and line breaks, halves of pairs, and non-characters
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DRAWN = (Area, Theme, Indicator, Event)
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
    problems += checks.areas(areas.file, areas.items, areas.keys)
    problems += checks.members(members.file, members.items, areas.models, areas.keys)
    problems += checks.unique(themes.file, themes.items)
    problems += checks.sources(sources.file, sources.items, sources.keys)
    problems += checks.indicators(indicators.file, indicators.items, themes.keys, sources.keys)
    problems += checks.events(events.file, events.items, sources.keys)
    if problems:
        raise CatalogError(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
    return Catalog(
        areas=areas.models,
        members=_members(areas.models, members.models),
        themes=themes.models,
        indicators=indicators.models,
        sources=sources.models,
        events=events.models,
    )


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
    return load_rows(path.name, rows, model, problems)


def load_rows(file: str, rows: Iterable[Row], model: type[M], problems: list[Problem]) -> Loaded[M]:
    """The valid rows as models; every mistake is added to `problems`, as one of `file`."""
    rows = tuple(rows)
    made = ((row.number, _make(file, row, model, problems)) for row in rows)
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
    """A cell as the field wants it: yes or no, a date as Excel writes it, a list or a decimal with commas."""
    kind = kind_of(model, name)
    if kind is bool:
        return _BOOLEANS.get(text.lower(), _UNREADABLE)
    if kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind is float:
        return text.replace(".", "").replace(",", ".") if "," in text else text
    if kind is date:
        dutch = _DUTCH_DATE.fullmatch(text)
        if dutch:
            day, month, year = dutch.groups()
            return f"{year}-{month:0>2}-{day:0>2}"
        # pydantic would read a bare number as seconds since 1970
        return text if _ISO_DATE.fullmatch(text) else _UNREADABLE
    return text


def kind_of(model: type[Model], name: str) -> Any:
    """The type of a field without 'or empty': bool, date, float, tuple, or another."""
    annotation = model.model_fields[name].annotation
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    if get_origin(annotation) is tuple:
        return tuple
    return kinds[0] if type(None) in get_args(annotation) and len(kinds) == 1 else annotation


def options_of(model: type[Model], name: str) -> list[str]:
    """The values that a field allows, for an enumeration or a Literal; else none."""
    kind = model.model_fields[name].annotation
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
    if kind == "string_pattern_mismatch":
        return _explain_pattern(name, text)
    if kind.startswith("int"):
        return f"{name} ‘{text}’ is geen heel getal", "vul een getal zonder komma in"
    if kind_of(model, name) is date:
        return f"{name} ‘{text}’ is geen datum", "schrijf een bestaande datum als jjjj-mm-dd"
    if kind_of(model, name) is float:
        return f"{name} ‘{text}’ is geen getal", "schrijf een getal, met een komma voor de decimalen"
    if kind_of(model, name) is bool:
        return f"{name} ‘{text}’ is niet ja of nee", "vul ja of nee in"
    return _explain_size(name, text, kind, context)


def _explain_pattern(name: str, text: str) -> tuple[str, str]:
    if name == "url":
        return f"url ‘{text}’ is geen webadres", "laat het met https:// beginnen"
    if name == "member":
        return f"member ‘{text}’ is geen gemeentecode", "schrijf GM met vier cijfers"
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
