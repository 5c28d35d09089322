"""The typed records about the plan and what was judged of it, made by the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ivp.analysis.goals import GoalState
from ivp.analysis.toets import FigureOutcome, Position
from ivp.analysis.toets import Outcome as ToetsOutcome
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Action, Evidence, Goal, Partner, Priority, Weight
from ivp.facts import Area, Fact
from ivp.outcomes import FindingKind

ALL = "alle"
"""Stands for every one in a choice."""


@dataclass(frozen=True, slots=True)
class PlacedPriority:
    """A priority with the area that chose it and the label of its theme."""

    priority: Priority
    area: Area
    theme_label: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The priorities and indicators of a theme; with `theme` '' all there are."""

    theme: str
    priorities: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()

    @classmethod
    def of(cls, theme: str, priorities: Iterable[PlacedPriority], indicators: Iterable[Indicator]) -> Topic:
        """What belongs to a theme; '' and `ALL` stand for every theme."""
        if theme in ("", ALL):
            return cls("")
        own = frozenset(one.priority.id for one in priorities if one.priority.theme == theme)
        return cls(theme, own, frozenset(one.id for one in indicators if one.theme == theme))

    def has(self, priority: str, indicator: str = "") -> bool:
        """Whether what is about this priority or this indicator belongs to the theme."""
        return not self.theme or priority in self.priorities or indicator in self.indicators


@dataclass(frozen=True, slots=True)
class PlacedAction:
    """An action with its area and the names of its partners."""

    action: Action
    area: Area
    partners: tuple[str, ...]

    def overdue(self, today: date) -> bool:
        """Whether it is still open after its deadline."""
        return self.action.open and self.action.deadline is not None and self.action.deadline < today

    def fits(self, year: str, status: str, partner: str, topic: Topic) -> bool:
        """Whether it belongs to a choice: '' and `ALL` choose every year, status and partner."""
        return (
            year in ("", ALL, str(self.action.year))
            and status in ("", ALL, self.action.status)
            and partner in ("", ALL, *self.action.partners)
            and topic.has(self.action.priority)
        )


@dataclass(frozen=True, slots=True)
class PartnerNeed:
    """What the actions of a partner (None: all actions, each counted once) ask in a year, by unit; 0 where nothing.

    `actions` are those that were not stopped, `overdue` those still open after their deadline.
    """

    partner: Partner | None
    year: int
    actions: int
    overdue: int
    hours: float
    fte: float
    euros: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is by its last figure (`period`, `value`, 95 % bounds).

    `needed` is what a straight path asks in the year of the figure; `certain` that the interval lies wholly on that
    side. `reason` says why there is no state: no_indicator, no_figure, break; empty where there is one.
    """

    goal: Goal
    area: Area
    year: int
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    needed: float | None
    state: GoalState
    certain: bool
    reason: str


class Says(StrEnum):
    """What the deciding figures of one kind say together; none where none decides."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Side:
    """What one kind of evidence says, and how many deciding figures say so, of `linked` ones."""

    says: Says
    worse: int
    better: int
    same: int
    both: int
    linked: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The toets of a priority in an area, by the figures up to and including `year`."""

    priority: Priority
    area: Area
    year: int
    outcome: ToetsOutcome
    register: Side
    survey: Side


@dataclass(frozen=True, slots=True)
class Concern:
    """A priority that a partner works on in an area: its latest toets and lead figures there."""

    priority: PlacedPriority
    area: Area
    toets: Assessment | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """Everything of one partner, in all areas: its actions (newest year first) and what they concern."""

    partner: Partner
    actions: tuple[PlacedAction, ...]
    concerns: tuple[Concern, ...]
    needs: tuple[PartnerNeed, ...]

    def overdue(self, today: date) -> tuple[PlacedAction, ...]:
        """The actions that are still open after their deadline."""
        return tuple(one for one in self.actions if one.overdue(today))


@dataclass(frozen=True, slots=True)
class PartGoal:
    """The goal for a linked indicator: its state, and what a straight path asks now."""

    goal: str
    state: GoalState
    needed: float | None
    certain: bool


@dataclass(frozen=True, slots=True)
class AssessmentPart:
    """One linked indicator of a toets, with everything that its sentence needs.

    `fact` is the last figure up to the year, with what was judged of it: its movement, its place among similar
    municipalities and its comparison; None without one. `excluded` says why it does not decide: no_figure, not_fetched,
    found, no_polarity, modelled, old, no_interval, nothing_to_compare, not_comparable, supporting; empty where it does.
    """

    indicator: str
    evidence: Evidence
    weight: Weight
    decides: bool
    excluded: str
    said: FigureOutcome
    position: Position
    old: bool
    fact: Fact | None
    goal: PartGoal | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that stands out: a change or line that survives the control of false discoveries, or a difference
    that is certain and relevant; with its figure.
    """

    fact: Fact
    kind: FindingKind
    theme: str
    strength: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A theme of an area by the declared score (0-100; None where no figure has a good side) and its three parts.

    `rank` is 0 for a theme that is neither high nor worsening: size alone makes no candidate. `size`: its cases as a
    share of those of the district; `cases` are those of `cases_indicator` in `cases_period`; `documented`: already a
    priority there.
    """

    area: Area
    theme: str
    theme_label: str
    rank: int
    score: float | None
    high: float | None
    worsening: float | None
    size: float | None
    figures: int
    cases: float | None
    cases_indicator: str
    cases_period: str
    documented: bool
