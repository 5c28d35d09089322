"""Loading the plan from the files under data/plan, with every mistake as one Dutch line: file, row, remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ivp.catalog import checks, plan_checks
from ivp.catalog.load import Loaded, load_file
from ivp.catalog.models import Catalog, Model
from ivp.catalog.plan import Action, Commentary, Decision, Goal, Link, Partner, Plan, Priority
from ivp.catalog.table import CatalogError, Problem

FOLDER = "plan"
"""The folder within the data folder."""
TABLES: dict[str, type[Model]] = {
    "priorities": Priority,
    "links": Link,
    "goals": Goal,
    "actions": Action,
    "partners": Partner,
    "commentary": Commentary,
    "decisions": Decision,
}
"""Name of the file and of the field of `Plan` -> what one row is."""


def load_plan(folder: Path, catalog: Catalog, changed: Mapping[str, bytes] | None = None) -> Plan:
    """The plan in `folder`/plan (`folder` is the data folder); an empty plan where that folder is missing.

    `changed` gives the content of tables (a name of `TABLES`) that are to be read in place of their files.
    Raises `CatalogError` with every problem found, in order of file and row; its message has one line each.
    """
    place = folder / FOLDER
    changed = changed or {}
    if not changed and not place.is_dir():
        return Plan()
    problems: list[Problem] = []
    tables: dict[str, Loaded[Any]] = {
        name: load_file(place / f"{name}.csv", model, problems, may_be_empty=True, raw=changed.get(name))
        for name, model in TABLES.items()
    }
    return checked_plan(tables, catalog, problems)


def checked_plan(tables: Mapping[str, Loaded[Any]], catalog: Catalog, problems: list[Problem]) -> Plan:
    """The plan of loaded tables (one for each of `TABLES`), after the checks between them and with the catalog.

    Raises `CatalogError` with these problems and those already in `problems`.
    """
    for name, table in tables.items():
        if name != "links":
            problems += checks.unique(table.file, table.items)
    known = plan_checks.Known(catalog, tables["priorities"].models, tables["priorities"].keys, tables["partners"].keys)
    for name, check in plan_checks.CHECKS.items():
        problems += check(tables[name].file, tables[name].items, known)
    if problems:
        raise CatalogError(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
    return Plan(**{name: table.models for name, table in tables.items()})
