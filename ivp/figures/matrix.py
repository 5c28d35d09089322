"""The IVP matrix: indicators by area, as typed data for the table component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ivp.catalog.models import Indicator, Level, Polarity
from ivp.figures.base import Record, alt_text, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette, good, side, tone
from ivp.wording import facts as fact_words
from ivp.wording import numbers, periods, sentences
from ivp.wording.labels import direction_label, direction_sign, outcome_label

_OUTCOMES = ("much_higher", "higher", "similar", "lower", "much_lower")
_SHORT_UNITS = {"per 1.000 inwoners": "per 1.000 inw."}
AGAINST = "Ter vergelijking"
ACTIONS = (
    {"page": "trends", "label": "Bekijk het verloop"},
    {"page": "vergelijken", "label": "Vergelijk"},
)


@dataclass(frozen=True)
class Column:
    """One area of the matrix; `group` is the name of its basisteam, or its own full name."""

    area: str
    label: str
    group: str
    block: str


def matrix_columns(areas: pd.DataFrame) -> list[Column]:
    """Per basisteam its gemeenten and the basisteam itself, then district, eenheid and land.

    `areas`: columns code, level, name, parent, in display order. Gemeenten without a basisteam go before the rest.
    """
    rows = records(areas)
    columns: list[Column] = []
    for team in (row for row in rows if row["level"] == Level.BASISTEAM):
        name = team["name"] if str(team["name"]).lower().startswith("basisteam") else f"Basisteam {team['name']}"
        members = [row for row in rows if row["level"] == Level.GEMEENTE and row["parent"] == team["code"]]
        columns += [Column(row["code"], row["name"], name, name) for row in members]
        columns.append(Column(team["code"], "Basisteam", name, name))
    placed = {column.area for column in columns}
    columns += [
        Column(row["code"], row["name"], "Gemeenten", "Gemeenten")
        for row in rows
        if row["level"] == Level.GEMEENTE and row["code"] not in placed
    ]
    for level in (Level.DISTRICT, Level.EENHEID, Level.LAND):
        for row in (row for row in rows if row["level"] == level):
            district = level == Level.DISTRICT
            full = f"District {row['name']}" if district else str(row["name"])
            columns.append(Column(row["code"], "District" if district else str(row["name"]), full, AGAINST))
    return columns


def overview_matrix(
    facts: pd.DataFrame,
    indicators: Sequence[Indicator],
    areas: pd.DataFrame,
    themes: pd.DataFrame | None = None,
    *,
    title: str,
    source: str,
    palette: Palette,
    publishers: Mapping[str, str] | None = None,
) -> Chart:
    """Rows in the order of `order` (then as given), in sections by veiligheidsveld; columns as `matrix_columns`.

    `facts`: one period per indicator. `themes`: columns id (of the indicator) and veld_label; without it there is
    one section without a name. `publishers`: name of the publisher per table. An indicator without any figure
    stays as a row of cells without a figure.
    """
    columns = matrix_columns(areas)
    by_place = {(row["indicator"], row["area"]): row for row in records(facts)}
    sections: dict[str, list[Record]] = {}
    labels = dict(zip(themes["id"], themes["veld_label"], strict=True)) if themes is not None else {}
    ordered = sorted(indicators, key=lambda one: (one.order is None, one.order or 0))
    for indicator in ordered:
        row = indicator_row(indicator, columns, by_place, publishers or {})
        sections.setdefault(str(labels.get(indicator.id, "")), []).append(row)
    used = {str(row["period"]) for row in by_place.values() if number_of(row, "value") is not None}
    span = f", {periods.span(min(used), max(used))}" if used else ""
    subject = f"{numbers.counted(len(ordered), 'indicatoren')} naar gebied{span}, per indicator het laatste jaar"
    spec = {
        "caption": title,
        "columns": [{"area": c.area, "label": c.label, "group": c.group} for c in columns],
        "groups": column_groups(columns),
        "sections": [{"label": label, "rows": rows} for label, rows in sections.items()],
        "legend": legend(ordered, [cell for rows in sections.values() for row in rows for cell in row["cells"]]),
        "tones": palette.tones(),
    }
    return Chart(
        kind="matrix", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Tabel", subject, title), table=_table(ordered, columns, by_place), name="overzicht",
    )  # fmt: skip


def column_groups(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The blocks of columns above the names: label and number of columns."""
    groups: list[dict[str, Any]] = []
    for column in columns:
        if groups and groups[-1]["label"] == column.block:
            groups[-1]["span"] += 1
        else:
            groups.append({"label": column.block, "span": 1})
    return groups


def indicator_row(
    indicator: Indicator, columns: Sequence[Column], by_place: Mapping[tuple[str, str], Record],
    publishers: Mapping[str, str],
) -> Record:  # fmt: skip
    """One row: what is measured with unit, period and table, and a cell per column."""
    own = [by_place[indicator.id, column.area] for column in columns if (indicator.id, column.area) in by_place]
    known = [row for row in own if number_of(row, "value") is not None] or own
    period = periods.period(str(known[0]["period"])) if known else ""
    table = str(known[0]["source"]) if known else indicator.source
    where = f"{publishers[table]} {table}" if table in publishers else table
    unit = _SHORT_UNITS.get(indicator.unit, indicator.unit)
    return {
        "key": indicator.id,
        "actions": list(ACTIONS),
        "label": indicator.label,
        "note": " · ".join(part for part in (unit, period, where) if part),
        "cells": [_cell(by_place.get((indicator.id, column.area)), indicator, column) for column in columns],
    }


def _cell(row: Record | None, indicator: Indicator, column: Column) -> Record:
    if row is None:
        explain = sentences.missing(indicator, unique_name(column), "")
        return {**_no_figure(column.area, "unknown", indicator), "explain": explain}
    explain = sentences.cell(row, indicator)
    if number_of(row, "value") is None:
        return {**_no_figure(column.area, str(row["state"]), indicator), "explain": explain}
    outcome = fact_words.text(row, "outcome", "none")
    movement = _movement(row)
    return {
        "area": column.area,
        "text": numbers.number(row["value"], numbers.decimals_of(row["value"], indicator)),
        "sign": direction_sign(movement) if movement else "",
        "sign_label": direction_label(movement) if movement else "",
        "fill": outcome,
        "good": good(outcome, indicator.polarity),
        "tone": tone(outcome, indicator.polarity),
        "italic": fact_words.flag(row, "indicative"),
        "explain": explain,
        "state": str(row["state"]),
    }


def _movement(row: Record) -> str:
    """The change against the year before; without one the direction over five years; else empty."""
    change = fact_words.text(row, "change_outcome", "none")
    if change != "none":
        return change
    direction = fact_words.text(row, "direction", "too_few")
    return direction if direction != "too_few" else ""


def _no_figure(area: str, state: str, indicator: Indicator) -> Record:
    text = numbers.short_state(state) or numbers.NO_FIGURE
    return {"area": area, "text": text, "sign": "", "sign_label": "", "fill": "missing", "good": "neutral",
            "tone": "missing", "italic": False, "state": state}  # fmt: skip


def legend(indicators: Sequence[Indicator], cells: Sequence[Record]) -> list[dict[str, str]]:
    """The outcomes in words, then what the colours judge, the signs and the slanted figures."""
    entries = [
        {"fill": name, "tone": tone(name, Polarity.LOWER_IS_BETTER), "label": outcome_label(name)} for name in _OUTCOMES
    ]
    entries.append({"fill": "missing", "tone": "missing", "label": numbers.NO_FIGURE})
    compared = {cell["tone"] for cell in cells if side(cell["fill"])}
    higher_is_better = any(one.polarity == Polarity.HIGHER_IS_BETTER for one in indicators)
    words = "Oranje is ongunstig, blauw is gunstig"
    if higher_is_better and any("favourable" in name for name in compared):
        words += ", ook waar hoger beter is: dan is hoger blauw"
    if compared & {"higher", "much_higher", "lower", "much_lower"}:
        words += "; paars (hoger) en grijsgroen (lager) hebben geen oordeel"
    entries.append({"fill": "", "tone": "", "label": f"{words}."})
    if any(cell["sign"] in ("▲", "▼") for cell in cells):
        entries.append({"fill": "", "tone": "", "label": "▲▼ verandering of trend, meer dan toeval"})
    if any(cell["italic"] for cell in cells):
        few = min((one.minimum for one in indicators if one.minimum), default=100)
        entries.append({"fill": "italic", "tone": "", "label": f"cursief: minder dan {numbers.number(few)} gevallen"})
    return entries


def _table(
    indicators: Sequence[Indicator], columns: Sequence[Column], by_place: Mapping[tuple[str, str], Record]
) -> pd.DataFrame:
    """Indicator, unit, period and table, then a column of figures per area."""
    rows: list[Record] = []
    for indicator in indicators:
        own = [by_place.get((indicator.id, column.area)) for column in columns]
        known = [row for row in own if row is not None and number_of(row, "value") is not None]
        rows.append({
            "Indicator": indicator.label,
            "Eenheid": indicator.unit,
            "Periode": periods.period(str(known[0]["period"])) if known else "",
            "Tabel": str(known[0]["source"]) if known else indicator.source,
            **{unique_name(column): number_of(row, "value") if row else None
               for column, row in zip(columns, own, strict=True)},
        })  # fmt: skip
    table = pd.DataFrame(rows, columns=["Indicator", "Eenheid", "Periode", "Tabel", *(unique_name(c) for c in columns)])
    numeric = [unique_name(column) for column in columns]
    table[numeric] = table[numeric].astype(float)
    return table


def unique_name(column: Column) -> str:
    """The column's name in the twin: two basisteams do not share one."""
    return column.group if column.label in ("Basisteam", "District") else column.label
