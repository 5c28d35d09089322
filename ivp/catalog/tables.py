"""What a refresh pulls: services, slices of tables, their topics, the comparison municipalities and the outlines.

Kept apart from the catalog proper: a mistake here stops a refresh, never the dashboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from ivp.catalog.load import Loaded, load_file
from ivp.catalog.models import Catalog, Level, Model, Slug
from ivp.catalog.table import CatalogError, Problem, did_you_mean

Codes = tuple[str, ...]
M = TypeVar("M", bound=Model)


class Service(Model):
    """An address of open data: `url` is the base without a trailing slash, `title` its Dutch name in messages.

    A service may have several, tried in the order of the file.
    """

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://[^/\s][^\s]*[^/\s]$")]


class Slice(Model):
    """A part of an OData table that is pulled as one whole.

    - `source`: the table, as in sources.csv; `table` its id at the service where that differs;
    - `region`, `kind`: the dimensions that give area and code; without `kind` the topics give the code;
    - `fixed`: dimensions held at one code, as 'Geslacht=T001038';
    - `levels`: of our own areas (who = eigen), or of the comparison municipalities (who = vergelijking);
    - `periods`: jaar, maand or beide; for a table without a dimension of periods the year itself;
    - `since`: the first year;
    - `partition`: what one resumable request covers: everything, one area, a gemeente with its wijken and buurten,
      or one year of those;
    - `closing`: the code of the total that the others must add up to; `withheld`: codes that the source does not
      publish in this table, `withheld_month`: not per month;
    - `standard`: pulled without being asked for.
    """

    id: Slug
    source: Annotated[str, Field(min_length=1)]
    service: Slug
    table: str = ""
    region: Annotated[str, Field(min_length=1)]
    kind: str = ""
    fixed: Codes = ()
    levels: tuple[Level, ...]
    who: Literal["eigen", "vergelijking"] = "eigen"
    periods: Annotated[str, Field(pattern=r"^(jaar|maand|beide|(19|20)\d\d)$")] = "jaar"
    since: Annotated[int, Field(ge=1900, le=2100)] = 2012
    partition: Literal["geheel", "gebied", "gemeente", "gemeente-jaar"] = "geheel"
    closing: str = ""
    withheld: Codes = ()
    withheld_month: Codes = ()
    survey: bool = False
    standard: bool = True

    @property
    def table_id(self) -> str:
        """The id of the table at its service."""
        return self.table or self.source

    @property
    def fixed_codes(self) -> dict[str, str]:
        """Code by dimension that is held fixed."""
        return dict(part.split("=", 1) for part in self.fixed)


class Topic(Model):
    """One measure of a table, found by `title` and by a piece of the title of a topic group that it lies in.

    `measure` (and `code`, where the table has no dimension of kinds) is what the indicators know it by.
    """

    source: Annotated[str, Field(min_length=1)]
    measure: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    group: str = ""
    code: str = ""


class Comparison(Model):
    """A municipality outside the district that ours are compared with."""

    code: Annotated[str, Field(pattern=r"^GM\d{4}$")]
    name: Annotated[str, Field(min_length=1)]


class Outline(Model):
    """Where the outlines of buurten come from, and how fine they are kept; those of larger areas are made of them.

    `tolerance` in metres (simplification that keeps shared borders), `decimals` of a degree in the file.
    """

    service: Slug
    collection: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    year: Annotated[int, Field(ge=2000, le=2100)]
    decimals: Annotated[int, Field(ge=3, le=7)] = 5
    tolerance: Annotated[float, Field(ge=0, le=1000)] = 10.0


class Tables(Model):
    """All that a refresh pulls, checked against the catalog."""

    services: tuple[Service, ...]
    slices: tuple[Slice, ...]
    topics: tuple[Topic, ...]
    comparison: tuple[Comparison, ...]
    outlines: tuple[Outline, ...]

    def service(self, id: str) -> Service:
        """The service with this id, at its first address; `KeyError` for an unknown one."""
        return {service.id: service for service in reversed(self.services)}[id]

    def urls(self, id: str) -> tuple[str, ...]:
        """The addresses of a service, the usual one first."""
        return tuple(service.url for service in self.services if service.id == id)

    def topics_of(self, source: str) -> tuple[Topic, ...]:
        """The topics that are pulled of a table."""
        return tuple(topic for topic in self.topics if topic.source == source)


def load_tables(folder: Path, catalog: Catalog) -> Tables:
    """The tables in `folder`; `CatalogError` with every mistake as one Dutch line (file, row, remedy)."""
    problems: list[Problem] = []
    services = load_file(folder / "services.csv", Service, problems)
    slices = load_file(folder / "tables.csv", Slice, problems)
    topics = load_file(folder / "topics.csv", Topic, problems)
    comparison = load_file(folder / "comparison.csv", Comparison, problems, may_be_empty=True)
    outlines = load_file(folder / "outlines.csv", Outline, problems, may_be_empty=True)
    known = {source.id for source in catalog.sources}
    named = {service.id for service in services.models}
    for listed, sources in ((slices, known), (topics, {s.source for s in slices.models})):
        problems += _unknown(listed, "source", sources, "sources.csv" if sources is known else "tables.csv")
    problems += _unknown(slices, "service", named, "services.csv")
    problems += _unknown(outlines, "service", named, "services.csv")
    problems += _double(services, "id", "url")
    problems += _double(slices, "id")
    problems += _double(topics, "source", "code", "measure", "title")
    problems += _double(comparison, "code")
    for row, _ in outlines.items[1:]:
        problems.append(Problem(outlines.file, row, "er staat al een verzameling boven", "laat er één staan"))
    problems += _without_topics(slices, {topic.source for topic in topics.models})
    problems += _fixed(slices)
    if problems:
        raise CatalogError(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
    return Tables(
        services=services.models,
        slices=slices.models,
        topics=topics.models,
        comparison=comparison.models,
        outlines=outlines.models,
    )


def _unknown(
    loaded: Loaded[Slice] | Loaded[Topic] | Loaded[Outline], column: str, known: set[str], where: str
) -> Iterable[Problem]:
    for row, item in loaded.items:
        value = getattr(item, column)
        if value not in known:
            what = f"{column} ‘{value}’ staat niet in {where}{did_you_mean(value, known)}"
            yield Problem(loaded.file, row, what, "verbeter de naam of voeg hem daar toe", column)


def _double(loaded: Loaded[M], *keys: str) -> Iterable[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row, item in loaded.items:
        key = tuple(str(getattr(item, name)) for name in keys)
        if key in seen:
            what = f"{' / '.join(part for part in key if part)} staat er al op regel {seen[key]}"
            yield Problem(loaded.file, row, what, "haal een van beide weg", keys[0])
        seen.setdefault(key, row)


def _without_topics(loaded: Loaded[Slice], known: set[str]) -> Iterable[Problem]:
    for row, item in loaded.items:
        if item.source not in known:
            what = f"van tabel {item.source} staat geen onderwerp in topics.csv"
            yield Problem(loaded.file, row, what, "zet er minstens één onderwerp bij", "source")


def _fixed(loaded: Loaded[Slice]) -> Iterable[Problem]:
    for row, item in loaded.items:
        for part in item.fixed:
            if not all(part.partition("=")):
                what = f"fixed ‘{part}’ is niet van de vorm Dimensie=code"
                yield Problem(loaded.file, row, what, "schrijf bijvoorbeeld Geslacht=T001038", "fixed")
