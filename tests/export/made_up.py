"""A made-up district behind the questions of `Reading`, with awkward figures; nothing here is about a real place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ivp.catalog.models import Event, Indicator, Level, Source
from ivp.catalog.plan import (
    Action,
    Commentary,
    Decision,
    Direction,
    Goal,
    Link,
    Partner,
    PlanLevel,
    Priority,
    Standing,
    Status,
    Verdict,
)
from ivp.catalog.plan import Body as DecidedBy
from ivp.facts import Alike, Area, Availability, Dataset, Fact, FunnelLimit, Outline, ThemeLabel, Twin
from ivp.outcomes import Grain
from ivp.plan_facts import Assessment, AssessmentPart, Finding, PlacedAction, PlacedPriority, Progress
from tests.figures.examples import INSIDE, PLACES, RATE, SURVEY, TOWNS, indicator, outlines, row

TODAY = date(2026, 11, 26)
OWN = "GM0001"
AGAINST = {"reference": "PD-X", "reference_name": "De Polder", "rest": True}


def measured(id: str, order: int, base: Indicator = RATE, **more: Any) -> Indicator:
    """An indicator of the matrix."""
    return indicator(base, id=id, label=f"Soort {id}", short=f"Soort {id}", order=order, code=id, **more)


ZERO = measured("nul", 1)
WITHHELD = measured("geheim", 2)
EARLY = measured("vroeg", 3)
FEW = measured("weinig", 4)
LESS = measured("minder", 5)
FELT = measured("gevoel", 6, SURVEY)
UNKNOWN = measured("onbekend", 7)
COUNTED = measured("geteld", 8)
INDICATORS = (ZERO, WITHHELD, EARLY, FEW, LESS, FELT, UNKNOWN, COUNTED)
AWKWARD: dict[str, tuple[Indicator, Fact]] = {
    "zero": (ZERO, row(OWN, value=0.0, numerator=0.0, lower=0.0, upper=0.4, indicator="nul", outcome="lower",
                       difference=-2.5, reference_value=2.5, **AGAINST)),
    "withheld": (WITHHELD, row(OWN, value=None, state="withheld", indicator="geheim")),
    "provisional": (EARLY, row(OWN, value=53.849999999999994, numerator=4185.0, state="provisional",
                               indicator="vroeg")),
    "indicative": (FEW, row(OWN, value=0.375, numerator=10.0, lower=0.18, upper=0.69, indicative=True,
                            indicator="weinig", outcome="much_lower", difference=-1.2, reference_value=1.575,
                            **AGAINST)),
    "negative change": (LESS, row(OWN, value=12.5, numerator=1250.0, indicator="minder", previous_period="2023",
                                  previous_value=15.0, previous_numerator=1500.0, change=-2.5,
                                  change_percent=-16.7, change_outcome="down")),
    "survey": (FELT, row(OWN, value=22.05, numerator=None, denominator=None, lower=20.1, upper=24.0,
                         indicator="gevoel")),
    "unknown": (UNKNOWN, row(OWN, value=None, indicator="onbekend")),
    "count alone": (COUNTED, row(OWN, value=None, numerator=12.0, state="value", indicator="geteld")),
}  # fmt: skip
SHOWN = {
    "zero": "0,00 (0)",
    "withheld": "niet gepubliceerd",
    "provisional": "53,9 (4.185)",
    "indicative": "0,38 (10)",
    "negative change": "12,5 (1.250)",
    "survey": "22,1 %",
    "unknown": "geen cijfer",
    "count alone": "12 misdrijven",
}
"""What the dashboard shows of each: half up on the decimal digits, counts behind rates, a word where there is none."""


def others() -> list[Fact]:
    """Ordinary figures of the other towns and the district, on every indicator; and earlier years of one."""
    made = [
        row(code, value=5.0 + at, indicator=one.id, **({"numerator": None} if one.id == "gevoel" else {}))
        for one in INDICATORS
        for at, code in enumerate((*TOWNS[1:], "PD-X"))
    ]
    return made + [row(code, year, 14.0, indicator="minder") for code in (OWN, "PD-X") for year in ("2022", "2023")]


def priority(id: str, title: str, **more: Any) -> Priority:
    """A priority of the plan."""
    fields: dict[str, Any] = {
        "level": PlanLevel.LOKAAL, "area": OWN, "theme": "totaal", "start": 2023, "end": 2026,
        "standing": Standing.VOORBEELD, "source": "verzonnen",
    }  # fmt: skip
    return Priority(id=id, title=title, **(fields | more))


PLACED = (
    PlacedPriority(priority("wonen", "Veilig wonen"), PLACES[OWN], "Wonen"),
    PlacedPriority(
        priority("drugs", "Drugs", level=PlanLevel.DISTRICT, area="PD-X", standing=Standing.AANNAME),
        PLACES["PD-X"],
        "Ondermijning",
    ),
)
GOAL = Goal(
    id="d", area=OWN, measure="Diefstallen", direction=Direction.LOWER, base_year=2022, base_value=14,
    target_year=2026, target_value=10.5, unit="per 1.000", set_by="raad", standing=Standing.VOORBEELD, source="nota",
)  # fmt: skip
ACTION = Action(
    id="a", area=OWN, year=2025, title="Extra lampen", status=Status.RUNNING, standing=Standing.VOORBEELD,
    source="nota", deadline=date(2026, 1, 1),
)  # fmt: skip


HALT = Partner(id="halt", name="Halt", role="Leerstraffen voor jongeren", source="nota")


@dataclass
class MadeUp:
    """Answers the questions of `ivp.export.reading.Reading` from what it was given."""

    known: list[Fact] = field(default_factory=lambda: [*(fact for _, fact in AWKWARD.values()), *others()])
    rows: tuple[Indicator, ...] = INDICATORS
    placed: tuple[PlacedPriority, ...] = PLACED
    action: Action = ACTION
    told: tuple[Commentary, ...] = (
        Commentary(id="n", priority="wonen", area=OWN, year=2025, text="De cijfers dalen.", written=TODAY),
    )
    drawn: bool = True
    known_partners: tuple[Partner, ...] = (HALT,)
    known_twins: tuple[Twin, ...] = ()

    def area(self, code: str) -> Area:
        return PLACES[code]

    def areas(self) -> tuple[Area, ...]:
        return INSIDE

    def indicators(self) -> tuple[Indicator, ...]:
        return self.rows

    def twins(self) -> tuple[Twin, ...]:
        return self.known_twins

    def themes(self) -> tuple[ThemeLabel, ...]:
        used = dict.fromkeys(one.theme for one in self.rows)
        return tuple(ThemeLabel(id, f"Thema {id}", "veld", "Veld") for id in used)

    def partners(self) -> tuple[Partner, ...]:
        return self.known_partners

    def funnel_limits(self, indicator: str, period: str) -> tuple[FunnelLimit, ...]:
        return ()

    def signals(self, area: str) -> tuple[Finding, ...]:
        return ()

    def sources(self) -> tuple[Source, ...]:
        return tuple(
            Source(id=id, title=f"Tabel over {id}", publisher="Politie", licence="open", definition="Wat telt.",
                   rhythm="elk jaar")
            for id in sorted({one.source for one in self.rows})
        )  # fmt: skip

    def datasets(self) -> tuple[Dataset, ...]:
        return tuple(
            Dataset(f"{one.id}.parquet", one.id, one.title, "2022-2024", date(2026, 11, 24), "test", 9, "")
            for one in self.sources()
        )

    def availability(self) -> tuple[Availability, ...]:
        return tuple(
            Availability(one.id, level, period, 1, 1)
            for one in self.rows
            for level in {fact.area.level for fact in self.known}
            for period in sorted({fact.period for fact in self.known if fact.indicator == one.id})
        )

    def events(self) -> tuple[Event, ...]:
        return ()

    def outlines(self, level: str) -> tuple[Outline, ...]:
        return outlines(*TOWNS) if self.drawn and level == Level.GEMEENTE else ()

    def similar(self, area: str) -> tuple[Alike, ...]:
        return (Alike(PLACES["GM0901"], 0.3),) if area in TOWNS else ()

    def similar_variables(self) -> tuple[str, ...]:
        return ("Inwoners",)

    def matrix(self, indicators: Sequence[str], *, levels: Sequence[str], reference_level: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts(indicators, reference_level="district") if fact.period == "2024")

    def facts(
        self,
        indicators: Sequence[str],
        *,
        reference_level: str,
        areas: Sequence[str] = (),
        levels: Sequence[str] = (),
        periods: Sequence[str] = (),
        grain: Grain | None = None,
        all_netherlands: bool = False,
    ) -> tuple[Fact, ...]:
        return tuple(
            fact
            for fact in self.known
            if fact.indicator in indicators
            and fact.area.code in (areas or PLACES)
            and fact.period in (periods or [fact.period])
            and fact.area.level in (levels or Level)
        )

    def priorities(self, area: str = "") -> tuple[PlacedPriority, ...]:
        return self.placed

    def links(self, priority: str = "") -> tuple[Link, ...]:
        return ()

    def assessments(
        self, year: int = 0, areas: Sequence[str] = (), priorities: Sequence[str] = ()
    ) -> tuple[Assessment, ...]:
        return ()

    def assessment_parts(self, priority: str, area: str, year: int) -> tuple[AssessmentPart, ...]:
        return ()

    def findings(self, area: str = "", theme: str = "", limit: int = 100) -> tuple[Finding, ...]:
        return ()

    def goal_progress(self, area: str = "") -> tuple[Progress, ...]:
        from ivp.analysis.goals import GoalState

        return (Progress(GOAL, PLACES[OWN], 2024, "2024", 12.5, 11.5, 13.5, 12.3, GoalState.BEHIND, False, ""),)

    def actions(self, area: str = "", priority: str = "") -> tuple[PlacedAction, ...]:
        return (PlacedAction(self.action, PLACES[OWN], ("Halt",)),)

    def commentary(self, priority: str = "", area: str = "") -> tuple[Commentary, ...]:
        return self.told

    def decisions(self, priority: str = "", area: str = "") -> tuple[Decision, ...]:
        return (
            Decision(id="b", priority="wonen", area=OWN, year=2025, verdict=Verdict.KEEP, body=DecidedBy.RAAD,
                     decided=TODAY, text="Doorgaan."),
        )  # fmt: skip
