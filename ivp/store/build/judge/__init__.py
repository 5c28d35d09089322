"""What is judged when the database is built: the toets, the goals, what stands out, and the candidates."""

from __future__ import annotations

from ivp.catalog.models import Catalog
from ivp.catalog.plan import Plan
from ivp.store.build import records
from ivp.store.build.judge.assess import assess
from ivp.store.build.judge.goals import follow_goals
from ivp.store.build.judge.standing_out import look_through
from ivp.store.build.work import Work


def judge(work: Work, catalog: Catalog, plan: Plan) -> None:
    """Add the plan, and what the year figures in the database (`gather_years`) say about it."""
    records.add_plan(work, plan)
    latest = int(work.rows("judge/latest")[0][0])
    first = min([latest, *(priority.start for priority in plan.priorities)])
    follow_goals(work, first, latest, catalog.events)
    assess(work, latest)
    look_through(work, latest)
