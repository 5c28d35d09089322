"""Made-up priorities, outcomes and candidates for the tests of the first screen; no place here is real."""

from __future__ import annotations

from collections.abc import Mapping

from ivp.analysis.toets import Outcome
from ivp.catalog.models import Indicator
from ivp.catalog.plan import PlanLevel, Priority, Standing
from ivp.facts import Fact
from ivp.figures.levels import Computed, Documented
from ivp.outcomes import FindingKind
from ivp.plan_facts import Assessment, Candidate, Finding, PlacedPriority, Says, Side
from tests.figures.examples import PLACES, RATE, compared

WORSE = Side(Says.WORSE, worse=2, better=0, same=1, both=0, linked=3)
NO_SIDE = Side(Says.NONE, worse=0, better=0, same=0, both=0, linked=0)


def priority(id: str, level: PlanLevel = PlanLevel.REGIONAAL, area: str = "RE99") -> PlacedPriority:
    """A priority with its id as title."""
    chosen = Priority(id=id, level=level, area=area, title=id.capitalize(), theme="geweld", start=2023, end=2026,
                      standing=Standing.VASTGESTELD, source="verzonnen")  # fmt: skip
    return PlacedPriority(chosen, PLACES[area], "Geweld")


def local(id: str, area: str) -> PlacedPriority:
    """A priority of one gemeente."""
    return priority(id, PlanLevel.LOKAAL, area)


def toets(of: PlacedPriority, code: str, outcome: Outcome) -> Assessment:
    """The outcome in one area, with a register that is unfavourable."""
    return Assessment(of.priority, PLACES[code], 2025, outcome, WORSE, NO_SIDE)


def judged(of: PlacedPriority, outcomes: Mapping[str, Outcome], *indicators: Indicator) -> Documented:
    """A documented priority with outcomes by area and the indicators that have a figure."""
    return Documented(of, {code: toets(of, code, outcome) for code, outcome in outcomes.items()}, indicators)


def candidate(area: str, theme: str, rank: int, *, documented: bool = False) -> Candidate:
    """A theme of an area with its rank."""
    return Candidate(PLACES[area], theme, theme.capitalize(), rank, 50.0, 0.5, 0.5, 0.2, 4, 100.0, RATE.id, "2024",
                     documented)  # fmt: skip


def finding(theme: str, strength: float, fact: Fact | None = None) -> Finding:
    """A statement about a theme."""
    return Finding(fact or compared("PD-X", "much_higher"), FindingKind.COMPARISON, theme, strength)


def computed(fact: Fact, indicator: Indicator = RATE) -> Computed:
    """What is computed for the area of a fact."""
    return Computed(candidate(fact.area.code, "geweld", 1), finding("geweld", 9.0, fact), indicator)
