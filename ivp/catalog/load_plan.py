"""Loading the plan from the files under data/plan, with every mistake as one Dutch line: file, row, remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from ivp.catalog import checks, plan_checks
from ivp.catalog.load import Loaded, load_file
from ivp.catalog.models import Catalog, Model
from ivp.catalog.plan import Action, Commentary, Decision, Goal, Link, Partner, Plan, Priority
from ivp.catalog.table import CatalogError, Problem

M = TypeVar("M", bound=Model)
FOLDER = "plan"
TABLES: dict[str, type[Model]] = {
    "priorities": Priority,
    "links": Link,
    "goals": Goal,
    "actions": Action,
    "partners": Partner,
    "commentary": Commentary,
    "decisions": Decision,
}


def load_plan(folder: Path, catalog: Catalog) -> Plan:
    """The plan in `folder`/plan (`folder` is the data folder); an empty plan where that folder is missing.

    Raises `CatalogError` with every problem found, in order of file and row; its message has one line each.
    """
    place = folder / FOLDER
    if not place.is_dir():
        return Plan()
    problems: list[Problem] = []

    def table(name: str, model: type[M]) -> Loaded[M]:
        return load_file(place / f"{name}.csv", model, problems, may_be_empty=True)

    priorities = table("priorities", Priority)
    links = table("links", Link)
    goals = table("goals", Goal)
    actions = table("actions", Action)
    partners = table("partners", Partner)
    commentary = table("commentary", Commentary)
    decisions = table("decisions", Decision)
    for loaded in (priorities, goals, actions, partners, commentary, decisions):
        problems += checks.unique(loaded.file, loaded.items)
    known = plan_checks.Known(catalog, priorities.keys, partners.keys)
    problems += plan_checks.priorities(priorities.file, priorities.items, known)
    problems += plan_checks.links(links.file, links.items, known)
    problems += plan_checks.goals(goals.file, goals.items, known)
    problems += plan_checks.actions(actions.file, actions.items, known)
    for written in (commentary, decisions):
        problems += plan_checks.written(written.file, written.items, known)
    if problems:
        raise CatalogError(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
    return Plan(
        priorities=priorities.models,
        links=links.models,
        goals=goals.models,
        actions=actions.models,
        partners=partners.models,
        commentary=commentary.models,
        decisions=decisions.models,
    )
