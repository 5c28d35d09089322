"""What is judged when the database is built: the toets, the goals, what stands out, and the candidates."""

from __future__ import annotations

import pandas as pd

from ivp.catalog.plan import Plan
from ivp.store import assess, candidates, findings
from ivp.store.goals import goal_progress
from ivp.store.yearly import Figures


def judgement_tables(plan: Plan, figures: Figures) -> dict[str, pd.DataFrame]:
    """The tables assessment, assessment_part, goal_progress, finding, signal, candidate and candidate_evidence."""
    progress = goal_progress(plan.goals, figures, _years(plan, figures))
    toets = assess.assess(plan, figures, progress)
    tested = findings.look_through(figures)
    return {
        "assessment": toets.assessment,
        "assessment_part": toets.part,
        "goal_progress": progress[progress["year"] == figures.latest],
        "finding": findings.findings(tested, figures),
        "signal": findings.signals(tested, plan, figures),
        "candidate": candidates.candidates(tested, plan, figures),
        "candidate_evidence": candidates.evidence(tested, figures),
    }


def _years(plan: Plan, figures: Figures) -> range:
    """From the first year that a priority has, up to the latest figure, which is always in it."""
    first = min([priority.start for priority in plan.priorities], default=figures.latest)
    return range(min(first, figures.latest), figures.latest + 1)
