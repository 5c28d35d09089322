"""The plan as tables: one per model, with the fields of the model as its columns."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pydantic import BaseModel

from ivp.catalog.plan import Action, Commentary, Decision, Goal, Link, Partner, Plan, Priority

MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "priority": (Priority, "priorities"),
    "priority_link": (Link, "links"),
    "goal": (Goal, "goals"),
    "action": (Action, "actions"),
    "partner": (Partner, "partners"),
    "commentary": (Commentary, "commentary"),
    "decision": (Decision, "decisions"),
}
"""Table name -> its model, and the field of `Plan` that holds the rows."""


def plan_tables(plan: Plan) -> dict[str, pd.DataFrame]:
    """Every table of `MODELS` as a frame, rows in the order of the plan (`sort`)."""
    return {name: _frame(model, getattr(plan, field)) for name, (model, field) in MODELS.items()}


def _frame(model: type[BaseModel], rows: Sequence[BaseModel]) -> pd.DataFrame:
    columns = [*model.model_fields, "sort"]
    values = [{**row.model_dump(), "sort": place} for place, row in enumerate(rows)]
    frame = pd.DataFrame(values, columns=columns)
    if "partners" in frame:
        frame["partners"] = [list(codes) for codes in frame["partners"]]
    return frame
