"""The tables of the page that evaluates a plan."""

from __future__ import annotations

import pandas as pd

from ivp.figures.base import Record, records
from ivp.web.page import Page
from ivp.web.plan import PlanView
from ivp.wording import numbers
from ivp.wording.assessments import assessment_label
from ivp.wording.labels import direction_label, outcome_label
from ivp.wording.periods import date_text, period, span
from ivp.wording.plan import LEVEL_LABELS


def toets_per_year(priorities: pd.DataFrame, toets: pd.DataFrame) -> pd.DataFrame:
    """One row per priority, one column per year: the outcome in words."""
    years = sorted(set(toets["year"]))
    outcome = {(row["priority"], row["year"]): row["outcome"] for row in records(toets)}
    return pd.DataFrame(
        [
            {
                "Niveau": LEVEL_LABELS[row["level"]],
                "Prioriteit": row["title"],
                **{str(year): _outcome(outcome.get((row["id"], year))) for year in years},
            }
            for row in records(priorities)
        ]
    )


def _outcome(outcome: str | None) -> str:
    return assessment_label(outcome) if outcome else ""


def base_and_end(page: Page, priority: str, area: str, year: int) -> pd.DataFrame:
    """Per linked indicator the base, the last figure and whether the change is more than chance; empty without any."""
    rows = [row for row in records(page.store.assessment_parts(priority, area, year)) if pd.notna(row["value"])]
    return pd.DataFrame(
        [
            {
                "Indicator": page.known.by_id[row["indicator"]].label,
                "Begin": _figure(page, row, "base_value", "base_period")
                if pd.notna(row["base_value"])
                else _figure(page, row, "mean_value", "mean_period"),
                "Laatste cijfer": _figure(page, row, "value", "period"),
                "Verandering": _change(row),
                "Vergeleken": outcome_label(row["level_outcome"]) if pd.notna(row["level_outcome"]) else "",
            }
            for row in rows
        ]
    )


def _change(row: Record) -> str:
    """The change against the base that is shown: 2019, or else the mean of 2020-2022; empty without one."""
    outcome = row["base_outcome"] if pd.notna(row["base_outcome"]) else row["mean_outcome"]
    return direction_label(outcome) if pd.notna(outcome) else ""


def _figure(page: Page, row: Record, value: str, when: str) -> str:
    if pd.isna(row[value]) or pd.isna(row[when]):
        return numbers.NO_FIGURE
    first, _, last = str(row[when]).partition("-")
    text = f"gemiddelde van {span(first, last)}" if len(last) == 4 else period(str(row[when]))
    return f"{numbers.with_unit(row[value], page.known.by_id[row['indicator']])} ({text})"


def decisions_table(page: Page, priorities: pd.DataFrame, area: str) -> pd.DataFrame:
    """Decisions about these priorities in an area, newest first."""
    titles = dict(zip(priorities["id"], priorities["title"], strict=True))
    return pd.DataFrame(
        [
            {
                "Datum": date_text(str(row["decided"])[:10]),
                "Prioriteit": titles[row["priority"]],
                "Besluit": row["verdict"],
                "Door": row["body"],
                "Toelichting": row["text"],
            }
            for row in records(page.store.decisions(area=area))
            if row["priority"] in titles
        ]
    )


def worksheet(page: Page, plan: PlanView, area: str) -> pd.DataFrame:
    """The priorities that hold in an area, then the computed candidates that are none yet, with an empty proposal."""
    toets = {
        row["priority"]: row["outcome"]
        for row in records(page.store.assessments(year=plan.year, areas=[area], priorities=list(plan.priorities["id"])))
    }
    rows = [
        {
            "Thema": row["theme_label"],
            "Prioriteit": row["title"],
            "Herkomst": f"{LEVEL_LABELS[row['level']]}, {row['standing']}",
            "Toets": _outcome(toets.get(row["id"])),
            "Voorstel": "",
        }
        for row in records(plan.priorities)
    ]
    for row in records(page.store.candidates(area)):
        if not row["documented"] and pd.notna(row["score"]) and row["score"] >= 1:
            rows.append(
                {
                    "Thema": row["theme_label"],
                    "Prioriteit": "",
                    "Herkomst": "kandidaat, berekend uit de cijfers",
                    "Toets": "",
                    "Voorstel": "",
                }
            )
    return pd.DataFrame(rows)
