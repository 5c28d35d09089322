"""The IVP matrix with the plan in it: priorities by level, each with the indicators that say something about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, alt_text, records
from ivp.figures.chart import Chart
from ivp.figures.matrix import Column, column_groups, indicator_row, legend, matrix_columns, unique_name
from ivp.figures.palette import Palette
from ivp.wording import numbers
from ivp.wording.assessments import assessment_label
from ivp.wording.plan import LEVEL_LABELS, short_outcome

ACTIONS = ({"page": "prioriteiten", "label": "Bekijk het dossier"},)
TONES = {
    "supports": "much_unfavourable",
    "no_reason": "similar",
    "improving": "much_favourable",
    "contradict": "much_higher",
    "insufficient": "missing",
}
NOT_HERE = "none"


def plan_matrix(
    priorities: pd.DataFrame,
    outcomes: Mapping[tuple[str, str], str],
    explanations: Mapping[tuple[str, str], str],
    lead: Mapping[str, Sequence[Indicator]],
    facts: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    title: str,
    source: str,
    palette: Palette,
    publishers: Mapping[str, str] | None = None,
) -> Chart:
    """Rows: priorities in sections by level, under each its lead indicators; columns as in `matrix_columns`.

    `priorities`: columns id, level, title, standing. `outcomes` and `explanations` by (priority, area); an area in
    which a priority does not hold has none. `lead`: indicators per priority. `facts`: one period per indicator.
    Row keys are 'priority' and 'priority/indicator'.
    """
    columns = matrix_columns(areas)
    by_place = {(row["indicator"], row["area"]): row for row in records(facts)}
    sections: dict[str, list[Record]] = {}
    for priority in sorted(records(priorities), key=lambda row: list(LEVEL_LABELS).index(row["level"])):
        rows = sections.setdefault(LEVEL_LABELS[priority["level"]], [])
        rows.append(_priority_row(priority, columns, outcomes, explanations))
        for indicator in lead.get(priority["id"], ()):
            row = indicator_row(indicator, columns, by_place, publishers or {})
            rows.append({**row, "key": f"{priority['id']}/{indicator.id}", "inner": True})
    cells = [cell for rows in sections.values() for row in rows if row.get("inner") for cell in row["cells"]]
    shown = {indicator.id: indicator for some in lead.values() for indicator in some}
    subject = f"{numbers.counted(len(priorities), 'prioriteiten')} naar gebied, met hun hoofdindicatoren"
    spec = {
        "caption": title,
        "columns": [{"area": c.area, "label": c.label, "group": c.group} for c in columns],
        "groups": column_groups(columns),
        "sections": [{"label": label, "rows": rows} for label, rows in sections.items()],
        "legend": [*_toets_legend(outcomes), *(legend(list(shown.values()), cells) if cells else [])],
        "tones": palette.tones(),
    }
    return Chart(
        kind="matrix", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Tabel", subject, title), table=_table(priorities, columns, outcomes), name="ivp-matrix",
    )  # fmt: skip


def _priority_row(
    priority: Record, columns: Sequence[Column], outcomes: Mapping[tuple[str, str], str],
    explanations: Mapping[tuple[str, str], str],
) -> Record:  # fmt: skip
    cells = []
    for column in columns:
        place = (priority["id"], column.area)
        outcome = outcomes.get(place)
        cells.append(
            {
                "area": column.area,
                "text": short_outcome(outcome) if outcome else "·",
                "sign": "",
                "sign_label": "",
                "fill": outcome or NOT_HERE,
                "tone": TONES.get(outcome or "", ""),
                "italic": False,
                "explain": explanations.get(place, "Deze prioriteit is hier niet gesteld."),
                "state": "value",
            }
        )
    return {
        "key": priority["id"],
        "kind": "priority",
        "label": priority["title"],
        "note": str(priority["standing"]),
        "actions": list(ACTIONS),
        "cells": cells,
    }


def _toets_legend(outcomes: Mapping[tuple[str, str], str]) -> list[dict[str, str]]:
    used = set(outcomes.values())
    made = [
        {"fill": name, "tone": tone, "label": f"{short_outcome(name)}: {assessment_label(name)}"}
        for name, tone in TONES.items()
        if name in used
    ]
    return [*made, {"fill": "", "tone": "", "label": "·: hier niet gesteld"}]


def _table(
    priorities: pd.DataFrame, columns: Sequence[Column], outcomes: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Level, priority and standing, then the outcome in words per area."""
    return pd.DataFrame(
        [
            {
                "Niveau": LEVEL_LABELS[row["level"]],
                "Prioriteit": row["title"],
                "Status": row["standing"],
                **{
                    unique_name(column): assessment_label(outcomes[row["id"], column.area])
                    if (row["id"], column.area) in outcomes
                    else ""
                    for column in columns
                },
            }
            for row in records(priorities)
        ]
    )
