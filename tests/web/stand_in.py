"""A page over a made-up store: the frames that a reader gives, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from ivp.catalog.models import Event, Indicator
from ivp.figures.palette import LIGHT
from ivp.web.choices import Selection
from ivp.web.page import Page
from ivp.web.reference import Reference
from tests.web.shared import AREAS, indicator
from tests.wording.examples import fact

NAMES = {code: (name, level, parent or "") for code, name, level, parent in AREAS}
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


def figure(code: str, period: str, of: str = "fiets", **changes: Any) -> dict[str, Any]:
    """One row of the fact frame for one of the made-up areas."""
    name, level, parent = NAMES[code]
    known = {"source": next(one.source for one in INDICATORS if one.id == of)}
    where = {"area": code, "area_name": name, "level": level, "parent": parent}
    return fact(**{"indicator": of, "period": period, "year": int(period[:4]), **where, **known, **changes}).to_dict()


class StandIn:
    """The reader's answers, from rows that a test gives."""

    def __init__(self, rows: Sequence[dict[str, Any]], **tables: pd.DataFrame) -> None:
        columns = list(fact().index)
        self.rows = pd.DataFrame(list(rows), columns=columns)
        self.tables = tables
        self.asked: list[dict[str, Any]] = []

    def areas(self) -> pd.DataFrame:
        return pd.DataFrame(AREAS, columns=["code", "name", "level", "parent"])

    def indicators(self) -> list[Indicator]:
        return list(INDICATORS)

    def themes(self) -> pd.DataFrame:
        return pd.DataFrame(
            [(one.id, one.theme, one.theme.capitalize(), "veld", "Veld") for one in INDICATORS],
            columns=["id", "theme", "theme_label", "veld", "veld_label"],
        )

    def availability(self) -> pd.DataFrame:
        counted = self.rows.assign(
            known=self.rows["value"].notna() | self.rows["numerator"].notna(), valued=self.rows["value"].notna()
        )
        return counted.groupby(["indicator", "level", "period"], as_index=False)[["known", "valued"]].sum()

    def events(self) -> list[Event]:
        return [CUT, CALM]

    def query(self, name: str, **_: Any) -> pd.DataFrame:
        return self.tables[name]

    def year_to_date(self, indicator: str, period: str) -> pd.DataFrame:
        frame = self.tables["year_to_date"]
        return frame[(frame["indicator"] == indicator) & (frame["period"] == period)]

    def facts(self, indicators: Sequence[str], **wanted: Any) -> pd.DataFrame:
        self.asked.append(wanted)
        rows = self.rows[self.rows["indicator"].isin(indicators)]
        for column, key in (("area", "areas"), ("level", "levels"), ("period", "periods")):
            if wanted.get(key):
                rows = rows[rows[column].isin(wanted[key])]
        return rows

    def matrix(self, indicators: Sequence[str], *, levels: Sequence[str], **_: Any) -> pd.DataFrame:
        rows = self.rows[self.rows["indicator"].isin(indicators) & self.rows["level"].isin(levels)]
        return rows[rows["period"] == rows.groupby("indicator")["period"].transform("max")]


SOURCES = pd.DataFrame(
    [
        {
            "id": id,
            "title": title,
            "publisher": publisher,
            "licence": "CC BY 4.0",
            "url": f"https://example.org/{id}",
            "definition": f"Wat {id} telt.",
            "rhythm": "jaarlijks",
            "caveat": caveat,
        }
        for id, title, publisher, caveat in (
            ("1NED", "Misdrijven", "Politie", "Alleen *meldingen*."),
            ("2NED", "Enquête", "CBS", ""),
            ("T", "Proef", "Niemand", ""),
        )
    ]
)
DATASETS = pd.DataFrame(
    [
        ("1NED", "Misdrijven", "2019-2021", "2026-11-24T10:00:00", 12345, "rechtstreeks", "Let op."),
        ("2NED", "Enquête", "2019", "2026-11-23T10:00:00", 10, "bestand", ""),
    ],
    columns=["source", "title", "periods", "retrieved", "rows", "origin", "note"],
)


def page(rows: Sequence[dict[str, Any]] = (), chosen: Sequence[str] = (), **rest: Any) -> Page:
    """A page with these facts; `rest` is the selection, or a frame by the name of its query."""
    frames = {name: value for name, value in rest.items() if isinstance(value, pd.DataFrame)}
    codes = {name: value for name, value in rest.items() if name not in frames}
    store: Any = StandIn(rows, **({"sources": SOURCES, "datasets": DATASETS} | frames))
    selection = Selection(**({"indicator": "fiets"} | codes), chosen=frozenset(chosen))
    return Page(store, Reference(store), selection, LIGHT, None)  # type: ignore[arg-type]
