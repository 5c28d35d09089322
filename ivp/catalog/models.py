"""Typed models of what exists: areas, themes, indicators, sources and events on the time axis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Level(StrEnum):
    """Level of an area, from large to small."""

    LAND = "land"
    EENHEID = "eenheid"
    DISTRICT = "district"
    BASISTEAM = "basisteam"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"


class VeiligheidsVeld(StrEnum):
    """The five fields of the VNG Kernbeleid Veiligheid, and `context` for background figures."""

    WOON_EN_LEEFOMGEVING = "woon-en-leefomgeving"
    BEDRIJVIGHEID = "bedrijvigheid"
    JEUGD = "jeugd"
    FYSIEK = "fysiek"
    INTEGRITEIT = "integriteit"
    CONTEXT = "context"


VELD_LABELS: dict[VeiligheidsVeld, str] = {
    VeiligheidsVeld.WOON_EN_LEEFOMGEVING: "Veilige woon- en leefomgeving",
    VeiligheidsVeld.BEDRIJVIGHEID: "Bedrijvigheid en veiligheid",
    VeiligheidsVeld.JEUGD: "Jeugd en veiligheid",
    VeiligheidsVeld.FYSIEK: "Fysieke veiligheid",
    VeiligheidsVeld.INTEGRITEIT: "Integriteit en veiligheid",
    VeiligheidsVeld.CONTEXT: "Context",
}


class Statistic(StrEnum):
    """How a figure is made from what the source gives, and so which interval it gets.

    - `rate`: count per 1,000 inhabitants (Byar's interval);
    - `share`: one count as a percentage of another (Wilson's interval);
    - `survey`: a published estimate with a published margin (half width of the 95 % interval);
    - `number`: a published value without an interval.
    """

    RATE = "rate"
    SHARE = "share"
    SURVEY = "survey"
    NUMBER = "number"


class Polarity(StrEnum):
    """What a high value means; `none` for figures that have no good or bad side."""

    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"
    NONE = "none"


class Detection(StrEnum):
    """How a registered crime comes to be known.

    `reported`: brengdelict, victims come to the police; `found`: haaldelict, found by looking for it,
    so more controls give more registrations; `na`: not a registered crime.
    """

    REPORTED = "reported"
    FOUND = "found"
    NOT_APPLICABLE = "na"


class State(StrEnum):
    """The six states of a figure; they are never mixed (missing is not zero).

    `not_fetched`: the table publishes it (`Coverage`) and this dashboard has not fetched it yet. It is said when the
    database is built; a snapshot never holds it.
    """

    VALUE = "value"
    PROVISIONAL = "provisional"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not_applicable"
    NOT_FETCHED = "not_fetched"


class AreaKind(StrEnum):
    """What an area is where hardly anybody lives, so that a figure per inhabitant says nothing."""

    INDUSTRIAL = "bedrijventerrein"
    PORT = "haven"
    JUNCTION = "knooppunt"
    HOLIDAY_PARK = "recreatiepark"


class KindReason(StrEnum):
    """How that is known: from the area's own name, from that of its wijk, or from the land use that a source gives."""

    NAME = "naam"
    WIJK = "wijk"
    LAND_USE = "grondgebruik"


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Area(Model):
    """An area that figures can be about.

    `code` is the CBS code (NL01, RE08, GM…, WK…, BU…) or our own for district (`PD-…`) and basisteam (`BT-…`).
    `continues` lists the codes of areas that went up in this one as a whole, after a merger or a change of code:
    before it exists, its counts are theirs together.
    An area with a `kind` gets counts, no figures per inhabitant (method, section 7); `kind_reason`: how it is known.
    """

    code: Annotated[str, Field(min_length=4, max_length=40)]
    level: Level
    name: Annotated[str, Field(min_length=1)]
    parent: str | None = None
    continues: tuple[str, ...] = ()
    kind: AreaKind | None = None
    kind_reason: KindReason | None = None


class Member(Model):
    """One gemeente of an area that reaches beyond the gemeenten in the tree, such as the police unit."""

    area: Annotated[str, Field(min_length=1)]
    member: Annotated[str, Field(pattern=r"^GM\d{4}$")]
    name: Annotated[str, Field(min_length=1)]


class Theme(Model):
    """A theme within one of the five veiligheidsvelden, in display order of the file."""

    id: Slug
    label: Annotated[str, Field(min_length=1)]
    veld: VeiligheidsVeld


class Source(Model):
    """A table that figures come from. Their order in the file is that in which tables lead (`series.leading`).

    `successor` names the table that continues this one with the same definition: figures of this table fill the
    area-periods that the successor does not have.
    """

    id: Annotated[str, Field(min_length=1)]
    title: str
    publisher: str
    licence: str
    url: Annotated[str, Field(pattern=r"^https://|^$")] = ""
    definition: str
    rhythm: str
    caveat: str = ""
    successor: str = ""


class Indicator(Model):
    """One series: what is measured, from which table and codes, and how it is read.

    `code` and `measure` select the rows of the snapshot of table `source`; for a `share`, `denominator_measure`
    names the measure that it is a share of. `minimum` is the count below which a rate is shown as *indicatief*.
    `order` gives the place in the matrix; empty: not in the matrix by default. `continues` names a table of which
    the same code and measure belong to this indicator, not to that of its successor. Figures before the year `since`
    count something else and are left out. `modelled`: computed with a model, so that it never decides in the toets.
    """

    id: Slug
    label: Annotated[str, Field(min_length=1)]
    short: Annotated[str, Field(min_length=1, max_length=34)]
    theme: Slug
    statistic: Statistic
    unit: Annotated[str, Field(min_length=1)]
    decimals: Annotated[int, Field(ge=0, le=3)]
    polarity: Polarity
    detection: Detection
    source: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(min_length=1)]
    measure: Annotated[str, Field(min_length=1)]
    denominator_measure: str = ""
    minimum: Annotated[int, Field(ge=0)] = 100
    rounding: Annotated[int, Field(ge=1)] = 1
    order: int | None = None
    definition: str = ""
    caveat: str = ""
    continues: str = ""
    since: Annotated[int, Field(ge=1990, le=2100)] | None = None
    modelled: bool = False


class Subject(Model):
    """What several indicators count, each by its own table: one of them leads, the others are shown on request.

    `note` says how they differ, where a reader chooses between them.
    """

    id: Slug
    label: Annotated[str, Field(min_length=1)]
    indicators: Annotated[tuple[str, ...], Field(min_length=2)]
    note: Annotated[str, Field(min_length=1)]


class Coverage(Model):
    """What a table publishes, whether it was fetched or not: levels (or only some `areas`) and years.

    `years` as '2012-2025' or '2021, 2023, 2025'; `lacks` are codes that the table does not give there; `basis` says
    how this is known.
    """

    source: Annotated[str, Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    years: Annotated[str, Field(pattern=r"^(19|20)\d\d(-(19|20)\d\d)?(, ?(19|20)\d\d(-(19|20)\d\d)?)*$")]
    basis: Annotated[str, Field(min_length=1)]
    areas: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def each_year(self) -> frozenset[int]:
        """The years that the table has, one by one."""
        spans = [[int(year) for year in span.split("-")] for span in self.years.split(",")]
        return frozenset(year for span in spans for year in range(span[0], span[-1] + 1))


class Event(Model):
    """A documented event on the time axis; `breaks` says whether a line may not run across it.

    `sources` lists the tables that it concerns (empty: all). `start` and `end` are dates; for a break the line
    is cut between the last period that begins before `start` and the first that begins on or after it.
    """

    id: Slug
    start: date
    end: date | None = None
    label: Annotated[str, Field(min_length=1, max_length=60)]
    text: str
    breaks: bool
    sources: tuple[str, ...] = ()
    url: str = ""


class Catalog(Model):
    """All that exists, checked for unknown references and double ids.

    `members` gives the gemeenten (codes) of every eenheid, district and basisteam. The lookups raise `KeyError`
    for a code or id that does not exist.
    """

    areas: tuple[Area, ...]
    members: dict[str, tuple[str, ...]]
    themes: tuple[Theme, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    subjects: tuple[Subject, ...] = ()
    coverage: tuple[Coverage, ...] = ()

    def area(self, code: str) -> Area:
        """The area with this code."""
        return _find((area for area in self.areas if area.code == code), code)

    @property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """Code of an area -> the codes that it continues; only areas that continue others."""
        return {area.code: area.continues for area in self.areas if area.continues}

    def successor(self, code: str) -> Area | None:
        """The area that continues one that is gone; None for a code that nobody continues."""
        return next((area for area in self.areas if code in area.continues), None)

    def ancestors(self, code: str) -> tuple[Area, ...]:
        """The areas that contain this one, from its parent up to the land."""
        above = []
        area = self.area(code)
        while area.parent is not None:
            area = self.area(area.parent)
            above.append(area)
        return tuple(above)

    def indicator(self, id: str) -> Indicator:
        """The indicator with this id."""
        return _find((indicator for indicator in self.indicators if indicator.id == id), id)

    def theme(self, id: str) -> Theme:
        """The theme with this id."""
        return _find((theme for theme in self.themes if theme.id == id), id)

    def source(self, id: str) -> Source:
        """The source with this id."""
        return _find((source for source in self.sources if source.id == id), id)


def _find(matches: Iterator[T], key: str) -> T:
    for match in matches:
        return match
    raise KeyError(key)
