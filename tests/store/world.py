"""A made-up district with planted effects, from published rows to judgements; nothing here is about a real place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ivp.catalog.models import Catalog, Detection, Event, Indicator, Polarity, Statistic, Theme, VeiligheidsVeld
from ivp.catalog.plan import Direction, Evidence, Goal, Link, Plan, PlanLevel, Priority, Standing, Weight
from ivp.store import SCHEMA_VERSION
from ivp.store.build import run
from ivp.store.build.judge import judge
from ivp.store.build.judge.years import gather_years
from ivp.store.build.work import Work, opened
from ivp.store.reader import Store
from tests.store import synthetic as made

SEED = 20260303
TOWNS = ("GM0001", "GM0002", "GM0003", "GM0004")
PEOPLE = 40_000
YEARS = range(2014, 2026)
THEMES = (
    Theme(id="totaalbeeld", label="Totaal", veld=VeiligheidsVeld.WOON_EN_LEEFOMGEVING),
    Theme(id="inbraak", label="Inbraak", veld=VeiligheidsVeld.WOON_EN_LEEFOMGEVING),
    Theme(id="geweld", label="Geweld", veld=VeiligheidsVeld.WOON_EN_LEEFOMGEVING),
    Theme(id="jeugd", label="Jeugd", veld=VeiligheidsVeld.JEUGD),
    Theme(id="drugs", label="Drugs", veld=VeiligheidsVeld.INTEGRITEIT),
    Theme(id="rest", label="Rest", veld=VeiligheidsVeld.FYSIEK),
    Theme(id="context", label="Context", veld=VeiligheidsVeld.CONTEXT),
)
RENEWED = Event(
    id="vernieuwd", start=date(2021, 1, 1), label="Enquête vernieuwd", text="Opzet.", breaks=True, sources=("T2",)
)


def rate(id: str, theme: str, **more: object) -> Indicator:
    return made.indicator(id, Statistic.RATE, "T1", theme=theme, code=id, **more)


def survey(id: str, theme: str, **more: object) -> Indicator:
    return made.indicator(
        id,
        Statistic.SURVEY,
        "T2",
        theme=theme,
        code=id,
        unit="%",
        detection=Detection.NOT_APPLICABLE,
        **more,
    )


INDICATORS = (
    rate("inbraak", "inbraak"),
    rate("geweld", "geweld"),
    rate("vernieling", "jeugd"),
    rate("drugs", "drugs", polarity=Polarity.NONE, detection=Detection.FOUND),
    survey("onveilig", "inbraak"),
    *(rate(f"ruis-{n}", "rest") for n in range(20)),
)


def priority(id: str, area: str = "PD-X", theme: str = "inbraak", **more: Any) -> Priority:
    fields: dict[str, Any] = {
        "id": id,
        "level": PlanLevel.DISTRICT,
        "area": area,
        "title": id,
        "theme": theme,
        "start": 2023,
        "end": 2026,
        "standing": Standing.AANNAME,
        "source": "test",
    }
    return Priority(**{**fields, **more})


def link(of: str, indicator: str, evidence: Evidence = Evidence.REGISTER, weight: Weight = Weight.LEAD) -> Link:
    return Link(priority=of, indicator=indicator, evidence=evidence, weight=weight)


def goal(id: str, area: str, indicator: str, target: float | None, **more: Any) -> Goal:
    fields: dict[str, Any] = {
        "id": id,
        "area": area,
        "measure": id,
        "direction": Direction.LOWER,
        "base_year": 2022,
        "base_value": 5.0,
        "target_year": 2026,
        "set_by": "test",
        "standing": Standing.AANNAME,
        "source": "test",
        "indicator": indicator,
        "target_value": target,
    }
    return Goal(**{**fields, **more})


Counts = Mapping[str, Callable[[str, int], float | None]]


def counts(indicator: str, of: Callable[[str, int], float | None], years: range = YEARS) -> pd.DataFrame:
    """Published counts of the towns: `of(town, year)`; None leaves one out."""
    values = {(town, str(year)): of(town, year) for town in TOWNS for year in years}
    return made.rows("T1", {key: n for key, n in values.items() if n is not None}, code=indicator)


def waves(indicator: str, values: Mapping[tuple[str, str], float], margin: float = 2.0) -> pd.DataFrame:
    return made.rows("T2", dict(values), code=indicator, margin=margin)


def planted() -> pd.DataFrame:
    """Een has twice the burglaries of the others; violence falls everywhere; vandalism jumps in Drie in 2025; people
    of Een feel less safe than those of the district; the rest is noise."""
    chance = np.random.default_rng(SEED)
    parts = [
        counts("inbraak", lambda town, year: 400 if town == "GM0001" else 200),
        counts("geweld", lambda town, year: 500 - 25 * (year - 2014)),
        counts("vernieling", lambda town, year: 330 if (town, year) == ("GM0003", 2025) else 200),
        counts("drugs", lambda town, year: 400 if town == "GM0002" else 100),
        waves(
            "onveilig",
            {
                (area, year): value
                for area, value in (("GM0001", 30.0), ("PD-X", 20.0), ("GM0002", 19.0))
                for year in ("2019", "2021", "2023", "2025")
            },
        ),
        *(counts(f"ruis-{n}", lambda town, year: float(chance.poisson(150))) for n in range(20)),
    ]
    return pd.concat(parts, ignore_index=True)


JUDGEMENTS = (
    *("assessment", "assessment_part", "goal_progress", "finding", "signal", "candidate", "candidate_evidence"),
)
SIZES = dict.fromkeys(TOWNS, PEOPLE) | {"BT-A": 2 * PEOPLE, "BT-B": 2 * PEOPLE, "PD-X": 4 * PEOPLE}


@dataclass(frozen=True)
class World:
    """Published rows of a made-up district; every town has PEOPLE inhabitants in every year."""

    catalog: Catalog
    published: pd.DataFrame

    def judged(self, plan: Plan | None = None) -> Work:
        """A database in memory with everything between published rows and the judgements."""
        work = made.derived(self.catalog, self.published, spread=())
        gather_years(work)
        judge(work, self.catalog, plan or Plan())
        return work

    def tables(self, plan: Plan) -> dict[str, pd.DataFrame]:
        """The tables with judgements."""
        work = self.judged(plan)
        return {name: made.table(work, name) for name in JUDGEMENTS}

    def store(self, file: Path, plan: Plan) -> Store:
        """A database file with these figures and this plan."""
        with opened(file) as work:
            info = {"schema_version": SCHEMA_VERSION, "complete": "yes"}
            work.add("build_info", [{"key": key, "value": value} for key, value in info.items()])
            made.take_in(work, self.catalog, self.published)
            run.derive(work, self.catalog)
            gather_years(work)
            judge(work, self.catalog, plan)
            work.finish()
        return Store(file)


def world(
    published: pd.DataFrame,
    indicators: tuple[Indicator, ...] = INDICATORS,
    sizes: Mapping[str, int] = SIZES,
    spread: Sequence[pd.DataFrame] | None = None,
) -> World:
    """A world of these rows; `sizes` are the inhabitants by area, `spread` as in `synthetic.derived`."""
    catalog = Catalog(
        areas=made.AREAS,
        members=made.MEMBERS,
        themes=THEMES,
        indicators=indicators,
        sources=(made.source("T1"), made.source("T2")),
        events=(RENEWED,),
    )
    people = made.people({(area, year): float(size) for area, size in sizes.items() for year in range(2010, 2030)})
    moving = made.steady(catalog) if spread is None else spread
    return World(catalog, pd.concat([published, people, *moving], ignore_index=True))
