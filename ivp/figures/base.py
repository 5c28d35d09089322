"""What all figures share: the words for areas, measures and outcomes, and the table twin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import pandas as pd

from ivp.catalog.models import Indicator, Level, Statistic
from ivp.wording import facts as fact_words
from ivp.wording import numbers, periods
from ivp.wording.areas import capital, level_of
from ivp.wording.labels import SIMILAR, outcome_label, verdict

Record: TypeAlias = "dict[str, Any]"
Measure = Literal["value", "numerator"]


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows as dicts, which are much faster to read than Series; `to_dict("records")` takes four times as long."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def number_of(record: Mapping[str, Any], column: str) -> float | None:
    """The number in a column, or None."""
    return numbers.figure(record.get(column))


def area_label(record: Mapping[str, Any]) -> str:
    """The name of an area as a label: its name, and for a district or basisteam the word for it."""
    level, name = record["level"], str(record["area_name"])
    if level == Level.DISTRICT:
        return "District"
    if level == Level.BASISTEAM and not name.lower().startswith("basisteam"):
        return f"Basisteam {name}"
    return name


def area_order(record: Mapping[str, Any]) -> tuple[int, int]:
    """Sort key: gemeenten and smaller first, then basisteam, district, eenheid and land; within by `sort`."""
    last = {Level.BASISTEAM: 1, Level.DISTRICT: 2, Level.EENHEID: 3, Level.LAND: 4}
    return last.get(record["level"], 0), int(record["sort"])


def reference_label(record: Mapping[str, Any]) -> str:
    """The reference of a row by its level: 'District', 'Basisteam', 'Nederland', 'Politie-eenheid'; '' if none."""
    short = {Level.DISTRICT: "District", Level.BASISTEAM: "Basisteam", Level.EENHEID: "Politie-eenheid"}
    code = fact_words.text(record, "reference")
    level = level_of(code)
    return short[level] if level in short else fact_words.text(record, "reference_name", code)


# --- words ----------------------------------------------------------------------------------------------------


def measure_text(indicator: Indicator, measure: Measure = "value") -> str:
    """Label and unit for a subtitle: 'Misdrijven totaal, per 1.000 inwoners'."""
    if measure == "numerator":
        return f"{indicator.label}, aantal {fact_words.noun(indicator)}"
    return f"{indicator.label}, {indicator.unit}"


def period_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """The span of the periods of the rows: '2022–2024'; empty without rows."""
    known = sorted({str(row["period"]) for row in rows})
    return periods.span(known[0], known[-1]) if known else ""


def subtitle(indicator: Indicator, rows: Sequence[Mapping[str, Any]], measure: Measure = "value") -> str:
    """Measure, unit and period."""
    return ", ".join(part for part in (measure_text(indicator, measure), period_text(rows)) if part)


def figure_text(record: Mapping[str, Any], indicator: Indicator, measure: Measure = "value") -> str:
    """The figure as text: a rate with its count in brackets, '53,8 (4.185)'."""
    if measure == "numerator":
        return numbers.number(record.get("numerator"))
    text = numbers.value(record.get("value"), indicator)
    count = number_of(record, "numerator")
    counted = indicator.statistic == Statistic.RATE and count is not None and text != numbers.NO_FIGURE
    return f"{text} ({numbers.number(count)})" if counted else text


def hover(record: Mapping[str, Any], indicator: Indicator) -> str:
    """Area, period, figure with unit, count, margin and reservations, one a line."""
    value = number_of(record, "value")
    lines = [f"<b>{area_label(record)}</b>, {periods.period(str(record['period']))}"]
    if value is not None:
        lines.append(numbers.with_unit(value, indicator))
    count = number_of(record, "numerator")
    if count is not None:
        lines.append(numbers.count_cases(count, fact_words.noun(indicator)))
    margin = numbers.interval(record.get("lower"), record.get("upper"), indicator, like=value)
    if margin:
        lines.append(f"95 %-marge {margin}")
    if fact_words.text(record, "outcome", "none") not in ("none", ""):
        against = fact_words.reference(record)
        lines.append(f"{outcome_label(record['outcome'])} ({against})" if against else outcome_label(record["outcome"]))
    if fact_words.flag(record, "indicative"):
        lines.append(f"indicatief: minder dan {numbers.number(indicator.minimum)} gevallen")
    if record.get("state") == "provisional":
        lines.append("voorlopig")
    return "<br>".join(lines)


def outcome_notes(rows: Sequence[Mapping[str, Any]], indicator: Indicator) -> list[str]:
    """What the shapes and colours of the marks mean, only where they occur."""
    outcomes = {fact_words.text(row, "outcome", "none") for row in rows}
    notes = []
    if outcomes - {"none"}:
        high, low = (verdict(name, indicator.polarity) for name in ("higher", "lower"))
        words = [f"▲ hoger{f' ({high})' if high != 'neutraal' else ''}",
                 f"▼ lager{f' ({low})' if low != 'neutraal' else ''}", f"● {SIMILAR}"]  # fmt: skip
        notes.append(f"{', '.join(words)}; donkerder: duidelijk hoger of lager.")
        against = {fact_words.reference(row) for row in rows if fact_words.reference(row)}
        if len(against) == 1:
            notes.append(f"Vergeleken met {against.pop()}.")
    if any(fact_words.flag(row, "indicative") for row in rows):
        notes.append(f"Open teken: indicatief, minder dan {numbers.number(indicator.minimum)} gevallen.")
    if any(row.get("state") == "provisional" for row in rows):
        notes.append("Voorlopige cijfers.")
    return notes


def alt_text(kind: str, subject: str, title: str) -> str:
    """What kind of chart of what, and the finding."""
    end = "" if title.endswith((".", "?", "!")) else "."
    return f"{kind} van {subject}. {title}{end}"


def file_stem(*parts: str) -> str:
    """A safe stem for a file name."""
    joined = "-".join(part for part in parts if part).lower()
    return re.sub(r"[^a-z0-9]+", "-", joined).strip("-")


# --- table twin -----------------------------------------------------------------------------------------------


def value_column(indicator: Indicator) -> str:
    """The name of the column with the figure: 'Per 1.000 inwoners', 'Percentage', or the unit."""
    if indicator.unit.lower() == "aantal":
        return "Cijfer"  # 'Aantal' is the count behind a figure
    return "Percentage" if indicator.unit == "%" else capital(indicator.unit)


def fact_table(rows: Sequence[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
    """Rows of the fact frame as the twin: Gebied, Periode, figure, count, margin, state; numbers unrounded.

    Columns without any figure are left out, except the figure itself.
    """
    value = value_column(indicator)
    columns = {
        "Gebied": [area_label(row) for row in rows],
        "Periode": [periods.period(str(row["period"])) for row in rows],
        value: [number_of(row, "value") for row in rows],
        "Aantal": [number_of(row, "numerator") for row in rows],
        "Ondergrens 95 %": [number_of(row, "lower") for row in rows],
        "Bovengrens 95 %": [number_of(row, "upper") for row in rows],
        "Status": [numbers.state_label(row["state"]) for row in rows],
    }
    table = pd.DataFrame(columns)
    numeric = [name for name in columns if name not in ("Gebied", "Periode", "Status")]
    table[numeric] = table[numeric].astype(float)
    empty = [name for name in numeric if name != value and table[name].isna().all()]
    return table.drop(columns=empty)


def add_outcome(table: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The twin with the figure of the reference and the outcome in words, where rows are compared."""
    outcomes = [fact_words.text(row, "outcome", "none") for row in rows]
    if not any(outcome != "none" for outcome in outcomes):
        return table
    against = [number_of(row, "reference_value") for row in rows]
    return table.assign(
        Vergeleken=[fact_words.reference(row) or "" for row in rows],
        Vergelijkingscijfer=pd.Series(against, dtype=float),
        Uitkomst=[outcome_label(outcome) for outcome in outcomes],
    )
