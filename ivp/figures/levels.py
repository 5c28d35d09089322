"""The four levels of the plan, always all of them: what is documented, and where nothing is, what the figures point to.

What is computed is marked so and never looks documented. What has no figure is put away, not left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ivp.analysis.toets import Outcome
from ivp.catalog.models import Indicator, Level
from ivp.catalog.plan import PlanLevel
from ivp.facts import Area, Fact
from ivp.plan_facts import Assessment, Candidate, Finding, PlacedPriority

MOST_COMPUTED = 3
"""So many statements at most stand where a level has no documented priority."""


@dataclass(frozen=True)
class Documented:
    """A priority that a level set: its toets by area code, and its lead indicators that have a figure."""

    placed: PlacedPriority
    toets: Mapping[str, Assessment]
    indicators: tuple[Indicator, ...]

    @property
    def outcomes(self) -> set[Outcome]:
        """The outcomes in all areas where it holds."""
        return {one.outcome for one in self.toets.values()}

    @property
    def judged(self) -> bool:
        """Whether figures decide anywhere."""
        return bool(self.outcomes - {Outcome.INSUFFICIENT, Outcome.NOT_BY_FIGURES})

    @property
    def not_by_figures(self) -> bool:
        """Whether figures cannot decide: what is found by looking for it."""
        return self.outcomes == {Outcome.NOT_BY_FIGURES}

    @property
    def shown(self) -> bool:
        """Whether there is anything to see: a judgement, that there can be none, or a figure."""
        return self.judged or self.not_by_figures or bool(self.indicators)


@dataclass(frozen=True)
class Computed:
    """A candidate with the statement that it rests on most, and the indicator that is about."""

    candidate: Candidate
    finding: Finding
    indicator: Indicator


@dataclass(frozen=True)
class Group:
    """One level, of basisteams one of each: its `area` (None for all gemeenten together)."""

    level: PlanLevel
    area: Area | None
    documented: tuple[Documented, ...]
    computed: tuple[Computed, ...] = ()

    @property
    def shown(self) -> tuple[Documented, ...]:
        """What has something to see, judged ones first."""
        return tuple(sorted((one for one in self.documented if one.shown), key=lambda one: not one.judged))

    @property
    def put_away(self) -> tuple[Documented, ...]:
        """What has no figure at all."""
        return tuple(one for one in self.documented if not one.shown)


def documented(
    priorities: Sequence[PlacedPriority],
    toets: Mapping[tuple[str, str], Assessment],
    lead: Mapping[str, Sequence[Indicator]],
    facts: Iterable[Fact],
) -> tuple[Documented, ...]:
    """The priorities with their toets by area and the lead indicators that have a figure among `facts`."""
    known = {fact.indicator for fact in facts if fact.known}
    by_priority: dict[str, dict[str, Assessment]] = {}
    for (priority, area), row in toets.items():
        by_priority.setdefault(priority, {})[area] = row
    return tuple(
        Documented(
            one,
            by_priority.get(one.priority.id, {}),
            tuple(indicator for indicator in lead.get(one.priority.id, ()) if indicator.id in known),
        )
        for one in priorities
    )


def groups(
    every: Sequence[Documented], areas: Sequence[Area], computed: Mapping[str, Sequence[Computed]]
) -> tuple[Group, ...]:
    """District, each basisteam, regional, local: each with its priorities, or without any with what is computed there.

    `computed` by area code.
    """
    found = []
    for level, area in _places(areas):
        own = tuple(
            one
            for one in every
            if one.placed.priority.level == level and (area is None or one.placed.area.code == area.code)
        )
        some = tuple(computed.get(area.code, ())) if area and not own else ()
        found.append(Group(level, area, own, some))
    return tuple(found)


def _places(areas: Sequence[Area]) -> list[tuple[PlanLevel, Area | None]]:
    district = [(PlanLevel.DISTRICT, area) for area in areas if area.level == Level.DISTRICT]
    teams = [(PlanLevel.BASISTEAM, area) for area in areas if area.level == Level.BASISTEAM]
    return [*district, *teams, (PlanLevel.REGIONAAL, None), (PlanLevel.LOKAAL, None)]


def computed_of(
    candidates: Sequence[Candidate], evidence: Sequence[Finding], indicators: Mapping[str, Indicator]
) -> tuple[Computed, ...]:
    """The strongest candidates that are no priority yet, each with its strongest statement; at most MOST_COMPUTED."""
    found: list[Computed] = []
    for candidate in sorted((one for one in candidates if one.rank and not one.documented), key=lambda one: one.rank):
        behind = [one for one in evidence if one.theme == candidate.theme and one.fact.indicator in indicators]
        if behind:
            strongest = max(behind, key=lambda one: one.strength)
            found.append(Computed(candidate, strongest, indicators[strongest.fact.indicator]))
    return tuple(found[:MOST_COMPUTED])
