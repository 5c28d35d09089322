"""What the database answers about the plan and its judgement, as frozen records in tuples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from ivp.analysis.goals import GoalState
from ivp.analysis.toets import FigureOutcome, Position
from ivp.analysis.toets import Outcome as ToetsOutcome
from ivp.catalog.models import State
from ivp.catalog.plan import Action, Commentary, Decision, Evidence, Goal, Link, Partner, Priority, Weight
from ivp.facts import Fact
from ivp.outcomes import FindingKind
from ivp.plan_facts import (
    Assessment,
    AssessmentPart,
    Candidate,
    Finding,
    PartGoal,
    PlacedAction,
    PlacedPriority,
    Progress,
    Says,
    Side,
)
from ivp.store.connection import asked_once
from ivp.store.figure_reader import FigureReader, likes, moves

M = TypeVar("M", bound=BaseModel)
Cells = Mapping[str, Any]
_BASES = tuple(f"{base}_{part}" for base in ("base", "mean") for part in ("period", "value", "percent", "outcome"))
_MOVES = ("arrow", *_BASES, "line", "since")
_LIKES = ("usual", "expected", "likes_lower", "likes_upper", "place", "among")


class PlanReader(FigureReader):
    """The part of `Store` that is about priorities; areas, themes and years that are left empty do not restrict."""

    def priorities(self, area: str = "") -> tuple[PlacedPriority, ...]:
        """The priorities; with `area` those that apply there."""
        return self.kept(self._priorities_of, area=area)

    def _priorities_of(self, area: str) -> tuple[PlacedPriority, ...]:
        return tuple(
            PlacedPriority(_model(Priority, row), self.area(row["area"]), row["theme_label"])
            for row in self.fields("priorities", area=area)
        )

    @cached_property
    def _priorities(self) -> dict[str, Priority]:
        return {one.priority.id: one.priority for one in self.priorities()}

    @asked_once
    def links(self, priority: str = "") -> tuple[Link, ...]:
        """The indicators of one priority, or all links."""
        return tuple(Link(**row) for row in self.fields("priority_links", priority=priority))

    @asked_once
    def goal_progress(self, area: str = "") -> tuple[Progress, ...]:
        """The goals with how far they are; with `area` its own and those of the areas that contain it."""
        return tuple(self._progress(row) for row in self.fields("goal_progress", area=area))

    def _progress(self, row: Cells) -> Progress:
        return Progress(
            goal=_model(Goal, row),
            area=self.area(row["area"]),
            year=row["year"],
            period=row["period"] or "",
            **{name: row[name] for name in ("value", "lower", "upper", "needed", "certain", "reason")},
            state=GoalState(row["state"]),
        )

    @asked_once
    def actions(self, area: str = "", priority: str = "") -> tuple[PlacedAction, ...]:
        """The actions in the order of the plan; `area` as for `goal_progress`."""
        names = {partner.id: partner.name for partner in self.partners()}
        found = []
        for row in self.fields("actions", area=area, priority=priority):
            action = _model(Action, row)
            partners = tuple(names.get(id, id) for id in action.partners)
            found.append(PlacedAction(action, self.area(action.area), partners))
        return tuple(found)

    @asked_once
    def partners(self) -> tuple[Partner, ...]:
        """The partners in the order of the plan."""
        return tuple(Partner(**row) for row in self.fields("partners"))

    @asked_once
    def commentary(self, priority: str = "", area: str = "") -> tuple[Commentary, ...]:
        """Duiding, newest first."""
        return tuple(Commentary(**row) for row in self.fields("commentary", priority=priority, area=area))

    @asked_once
    def decisions(self, priority: str = "", area: str = "") -> tuple[Decision, ...]:
        """Besluiten, newest first."""
        return tuple(Decision(**row) for row in self.fields("decisions", priority=priority, area=area))

    def assessments(
        self, year: int = 0, areas: Sequence[str] = (), priorities: Sequence[str] = ()
    ) -> tuple[Assessment, ...]:
        """The toets of priorities in areas, in display order of priority and area, then by year."""
        return self.kept(self._assessments, year=year, areas=tuple(areas), priorities=tuple(priorities))

    def _assessments(self, **bound: Any) -> tuple[Assessment, ...]:
        return tuple(
            Assessment(
                priority=self._priorities[row["priority"]],
                area=self.area(row["area"]),
                year=row["year"],
                outcome=ToetsOutcome(row["outcome"]),
                register=_side(row, "register"),
                survey=_side(row, "survey"),
            )
            for row in self.fields("assessments", **bound)
        )

    @asked_once
    def assessment_parts(self, priority: str, area: str, year: int) -> tuple[AssessmentPart, ...]:
        """The indicators behind one toets, deciding ones first."""
        rows = self.fields("assessment_parts", priority=priority, area=area, year=year)
        return tuple(self._part(row) for row in rows)

    def _part(self, row: Cells) -> AssessmentPart:
        return AssessmentPart(
            indicator=row["indicator"],
            evidence=Evidence(row["evidence"]),
            weight=Weight(row["weight"]),
            decides=row["decides"],
            excluded=row["excluded"],
            said=FigureOutcome(row["said"]),
            position=Position(row["position"]),
            old=row["old"],
            fact=self._judged_fact(row) if row["period"] is not None else None,
            goal=_part_goal(row),
        )

    def _judged_fact(self, row: Cells) -> Fact:
        """The figure of a part, with what was judged of it."""
        compared = tuple(row[name] for name in ("reference", "reference_value", "rest", "difference", "level_outcome"))
        return Fact(
            **{name: row[name] for name in ("indicator", "period", "value", "numerator", "denominator", "lower")},
            **{name: row[name] for name in ("upper", "indicative", "source")},
            area=self.area(row["area"]),
            state=State(row["state"]),
            comparison=self.comparison(compared),
            moves=moves(tuple(row[name] for name in _MOVES)),
            likes=likes(tuple(row[name] for name in _LIKES)),
        )

    def findings(self, area: str = "", theme: str = "", limit: int = 100) -> tuple[Finding, ...]:
        """Opvallend, the strongest first; `area` takes the areas inside it along."""
        return self.kept(self._findings, name="findings", area=area, theme=theme, most=limit)

    def signals(self, area: str) -> tuple[Finding, ...]:
        """Signals outside the priorities in `area`."""
        return self.kept(self._findings, name="signals", area=area)

    def candidate_evidence(self, area: str, theme: str = "") -> tuple[Finding, ...]:
        """What the candidates of `area` rest on, by theme."""
        return self.kept(self._findings, name="candidate_evidence", area=area, theme=theme)

    def _findings(self, name: str, **bound: Any) -> tuple[Finding, ...]:
        rows = self.rows(name, **bound)
        facts = self.facts_at((*row[:3], row[4] or "") for row in rows)
        return tuple(Finding(facts[row[:3]], FindingKind(row[3]), *row[5:]) for row in rows)

    @asked_once
    def candidates(self, area: str) -> tuple[Candidate, ...]:
        """The themes of `area`, best score first; then those that are no candidate, those without a score last."""
        return tuple(Candidate(self.area(row[0]), *row[1:]) for row in self.rows("candidates", area=area))


def _model(model: type[M], row: Cells) -> M:
    """The model of the plan that a row holds, with what stands beside it left out."""
    return model(**{name: row[name] for name in model.model_fields})


def _side(row: Cells, name: str) -> Side:
    kinds = ("worse", "better", "same", "both", "linked")
    return Side(Says(row[name]), *(row[f"{name}_{kind}"] for kind in kinds))


def _part_goal(row: Cells) -> PartGoal | None:
    if row["goal"] is None:
        return None
    return PartGoal(row["goal"], GoalState(row["goal_state"]), row["goal_needed"], bool(row["goal_certain"]))
