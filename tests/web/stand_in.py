"""A page over a made-up store: the records that a reader gives, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivp.catalog.models import Event, Indicator, Level, Source
from ivp.facts import Area, Availability, Dataset, Fact, ThemeLabel, YearToDate
from ivp.figures.palette import LIGHT
from ivp.web.page import Page
from ivp.web.reference import Reference
from ivp.web.selection.choices import Selection
from tests.web.shared import AREAS, indicator
from tests.wording.examples import fact

BY_CODE = {area.code: area for area in AREAS}
INDICATORS = (
    indicator("fiets", "diefstal", label="Fietsdiefstal", source="1NED"),
    indicator("inbraak", "diefstal", source="1NED"),
    indicator("vertrouwen", "beleving", statistic="survey", unit="%", minimum=0, source="2NED", order=1),
    indicator("tevreden", "beleving", statistic="survey", unit="%", minimum=0, source="2NED", order=2),
    indicator("score", "beleving", statistic="survey", unit="schaalscore", minimum=0, source="2NED", order=3),
    indicator("los", "beleving", statistic="survey", unit="%", minimum=0, source="2NED"),
    indicator("leeg", "beleving"),
)
CUT = Event(id="knip", start=date(2020, 1, 1), label="Knip", text="Andere vragen.", breaks=True, sources=("2NED",))
CALM = Event(
    id="rust", start=date(2021, 3, 1), end=date(2021, 12, 31), label="Rust", text="Overal.", breaks=False, sources=()
)
SOURCES = tuple(
    Source(
        id=id,
        title=title,
        publisher=publisher,
        licence="CC BY 4.0",
        url=f"https://example.org/{id}",
        definition=f"Wat {id} telt.",
        rhythm="jaarlijks",
        caveat=caveat,
    )
    for id, title, publisher, caveat in (
        ("1NED", "Misdrijven", "Politie", "Alleen *meldingen*."),
        ("2NED", "Enquête", "CBS", ""),
        ("T", "Proef", "Niemand", ""),
    )
)
DATASETS = (
    Dataset("1.parquet", "1NED", "Misdrijven", "2019-2021", date(2026, 11, 24), "rechtstreeks", 12345, "Let op."),
    Dataset("2.parquet", "2NED", "Enquête", "2019", date(2026, 11, 23), "bestand", 10, ""),
)


def figure(code: str, period: str, of: str = "fiets", **changes: Any) -> Fact:
    """One fact for one of the made-up areas, from flat names (see `tests.wording.examples.fact`)."""
    place = BY_CODE[code]
    known = {"source": next(one.source for one in INDICATORS if one.id == of)}
    where = {"area": code, "area_name": place.name, "level": place.level, "parent": place.parent}
    return fact(**{"indicator": of, "period": period, **where, **known, **changes})


class StandIn:
    """The reader's answers, from facts that a test gives; another answer is given by its name."""

    info: Mapping[str, str] = {}

    def __init__(self, rows: Sequence[Fact], **answers: Any) -> None:
        self.all = tuple(rows)
        self.answers = {
            "sources": SOURCES, "datasets": DATASETS, "neighbourhood_year": ("", {}), "twins": (), "coverage": (),
        } | answers  # fmt: skip
        self.asked: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("answers", {}):
            return lambda *_, **__: self.answers[name]
        raise AttributeError(name)

    def areas(self) -> tuple[Area, ...]:
        return AREAS

    def indicators(self) -> tuple[Indicator, ...]:
        return INDICATORS

    def themes(self) -> tuple[ThemeLabel, ...]:
        used = dict.fromkeys(one.theme for one in INDICATORS)
        return tuple(ThemeLabel(theme, theme.capitalize(), "veld", "Veld") for theme in used)

    def availability(self) -> tuple[Availability, ...]:
        places = dict.fromkeys((row.indicator, row.area.level, row.period) for row in self.all)
        return tuple(
            Availability(
                *place,
                known=sum(row.known for row in self._at(place)),
                valued=sum(row.value is not None for row in self._at(place)),
            )
            for place in places
        )

    def _at(self, place: tuple[str, Level, str]) -> list[Fact]:
        return [row for row in self.all if (row.indicator, row.area.level, row.period) == place]

    def events(self) -> tuple[Event, ...]:
        return (CUT, CALM)

    def year_to_date(self, indicator: str, period: str) -> tuple[YearToDate, ...]:
        return tuple(row for row in self.answers["year_to_date"] if row.period == period)

    def facts(self, indicators: Sequence[str], **wanted: Any) -> tuple[Fact, ...]:
        self.asked.append(wanted)
        return tuple(
            row
            for row in self.all
            if row.indicator in indicators
            and row.area.code in (wanted.get("areas") or (row.area.code,))
            and row.area.level in (wanted.get("levels") or (row.area.level,))
            and row.period in (wanted.get("periods") or (row.period,))
        )

    def matrix(self, indicators: Sequence[str], *, levels: Sequence[str], **wanted: Any) -> tuple[Fact, ...]:
        self.asked.append(wanted)
        rows = [row for row in self.all if row.indicator in indicators and row.area.level in levels]
        latest = {row.indicator: max(one.period for one in rows if one.indicator == row.indicator) for row in rows}
        return tuple(row for row in rows if row.period == latest[row.indicator])


def page(rows: Sequence[Fact] = (), chosen: Sequence[str] = (), **rest: Any) -> Page:
    """A page with these facts; `rest` is the selection, or an answer of the store by the name of its method."""
    answers = {name: value for name, value in rest.items() if isinstance(value, tuple)}
    codes = {name: value for name, value in rest.items() if name not in answers}
    store: Any = StandIn(rows, **answers)
    selection = Selection(**({"indicator": "fiets"} | codes), chosen=frozenset(chosen))
    return Page(store, Reference(store), selection, LIGHT, None)  # type: ignore[arg-type]
