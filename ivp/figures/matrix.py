"""The IVP matrix: indicators by area, as typed data for the table component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ivp.catalog.models import Indicator, Polarity, State
from ivp.facts import Area, Fact
from ivp.figures.base import alt_text, facts_of
from ivp.figures.chart import Chart, Shown
from ivp.figures.grid import Action, Cell, Column, Entry, Row, Section, matrix_columns, matrix_spec
from ivp.figures.palette import Palette, tone
from ivp.figures.table import Table
from ivp.outcomes import Movement, Outcome
from ivp.wording import numbers, periods, sentences
from ivp.wording.labels import direction_label, direction_sign, outcome_label
from ivp.wording.movement import OUTSIDE as OUTSIDE_LIKES
from ivp.wording.movement import arrow_label, arrow_sign

ByPlace = Mapping[tuple[str, str], Fact]
_OUTCOMES = (Outcome.MUCH_HIGHER, Outcome.HIGHER, Outcome.SIMILAR, Outcome.LOWER, Outcome.MUCH_LOWER)
_UNJUDGED = {outcome.value for outcome in _OUTCOMES if outcome.sign}
_SHORT_UNITS = {"per 1.000 inwoners": "per 1.000 inw."}
_MISSING = "missing"
UNUSUAL = "◆"
ACTIONS = (Action("trends", "Bekijk het verloop"), Action("vergelijken", "Vergelijk"))


def overview_matrix(
    facts: Sequence[Fact],
    indicators: Sequence[Indicator],
    areas: Sequence[Area],
    themes: Mapping[str, str] | None = None,
    *,
    title: str,
    source: str,
    palette: Palette,
    chosen: str = "",
) -> Chart:
    """Rows in the order of `order` (then as given), in sections by veiligheidsveld; columns as `matrix_columns`.

    `facts`: one period per indicator. `themes`: the label of the veld by indicator; without it there is one section
    without a name. An indicator without any figure stays as a row of cells without a figure.
    """
    columns = matrix_columns(areas)
    by_place = facts_by_place(facts)
    rows: dict[str, list[Row]] = {}
    ordered = sorted(indicators, key=lambda one: (one.order is None, one.order or 0))
    for indicator in ordered:
        section = rows.setdefault((themes or {}).get(indicator.id, ""), [])
        section.append(indicator_row(indicator, columns, by_place))
    sections = [Section(label, tuple(some)) for label, some in rows.items()]
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    used = {fact.period for fact in by_place.values() if fact.value is not None}
    span = f", {periods.span(min(used), max(used))}" if used else ""
    subject = f"{numbers.counted(len(ordered), 'indicatoren')} naar gebied{span}, per indicator het laatste jaar"
    return Chart(
        kind="matrix", spec=matrix_spec(title, columns, sections, legend(ordered, cells), palette, chosen), title=title,
        subtitle=subject, source=source, alt=alt_text("Tabel", subject, title),
        twin=partial(_table, ordered, columns, by_place), name="overzicht",
        shown=tuple(Shown(one, tuple(facts_of(facts, one))) for one in ordered),
    )  # fmt: skip


def facts_by_place(facts: Sequence[Fact]) -> ByPlace:
    """The facts by indicator and area."""
    return {(fact.indicator, fact.area.code): fact for fact in facts}


def indicator_row(indicator: Indicator, columns: Sequence[Column], by_place: ByPlace) -> Row:
    """One row: what is measured with unit, period and table, and a cell per column."""
    own = [by_place.get((indicator.id, column.area)) for column in columns]
    present = [fact for fact in own if fact]
    shown = next((fact for fact in present if fact.value is not None), present[0] if present else None)
    period, table = (periods.period(shown.period), shown.source) if shown else ("", indicator.source)
    unit = _SHORT_UNITS.get(indicator.unit, indicator.unit)
    return Row(
        key=indicator.id,
        label=indicator.label,
        note=" · ".join(part for part in (unit, period, table) if part),
        actions=ACTIONS,
        cells=tuple(_cell(fact, indicator, column) for column, fact in zip(columns, own, strict=True)),
    )


def _cell(fact: Fact | None, indicator: Indicator, column: Column) -> Cell:
    if fact is None:
        return _no_figure(column, State.UNKNOWN, sentences.missing(indicator, column.name, ""))
    explain = sentences.cell(fact, indicator)
    if fact.value is None:
        return _no_figure(column, fact.state, explain)
    sign, sign_label = _movement(fact)
    return Cell(
        area=column.area,
        text=numbers.number(fact.value, numbers.decimals_of(fact.value, indicator)),
        fill=fact.outcome.value,
        tone=tone(fact.outcome, indicator.polarity),
        explain=explain,
        state=fact.state.value,
        sign=sign,
        sign_label=sign_label,
        mark=UNUSUAL if fact.usual.sign else "",
        mark_label=OUTSIDE_LIKES if fact.usual.sign else "",
        italic=fact.indicative,
    )


def _movement(fact: Fact) -> tuple[str, str]:
    """The arrow with its words; of a figure without one, such as a month, its change against a year before."""
    if fact.moves:
        return arrow_sign(fact.arrow), arrow_label(fact.arrow)
    if fact.movement == Movement.NONE:
        return "", ""
    return direction_sign(fact.movement), direction_label(fact.movement)


def _no_figure(column: Column, state: State, explain: str) -> Cell:
    text = numbers.short_state(state) or numbers.NO_FIGURE
    return Cell(column.area, text, fill=_MISSING, tone=_MISSING, explain=explain, state=state.value)


def legend(indicators: Sequence[Indicator], cells: Sequence[Cell]) -> list[Entry]:
    """The outcomes in words, then what the colours judge, the signs and the slanted figures."""
    entries = [Entry(outcome_label(one), one.value, tone(one, Polarity.LOWER_IS_BETTER)) for one in _OUTCOMES]
    entries.append(Entry(numbers.NO_FIGURE, _MISSING, _MISSING))
    used = {cell.tone for cell in cells}
    words = "Oranje is ongunstig, blauw is gunstig"
    higher_is_better = any(one.polarity == Polarity.HIGHER_IS_BETTER for one in indicators)
    if higher_is_better and any("favourable" in name for name in used):
        words += ", ook waar hoger beter is: dan is hoger blauw"
    if used & _UNJUDGED:
        words += "; paars (hoger) en grijsgroen (lager) hebben geen oordeel"
    entries.append(Entry(f"{words}."))
    if any(cell.mark for cell in cells):
        entries.append(Entry(f"{UNUSUAL} {OUTSIDE_LIKES}"))
    if any(cell.sign for cell in cells):
        entries.append(Entry("↗ ↘ beweging, meer dan toeval; → geen beweging die telt"))
    if any(cell.italic for cell in cells):
        few = min((one.minimum for one in indicators if one.minimum), default=100)
        entries.append(Entry(f"cursief: minder dan {numbers.number(few)} gevallen", "italic"))
    return entries


def _table(indicators: Sequence[Indicator], columns: Sequence[Column], by_place: ByPlace) -> Table:
    """Indicator, unit, period and table, then a column of figures per area."""
    rows = []
    for indicator in indicators:
        own = [by_place.get((indicator.id, column.area)) for column in columns]
        shown = next((fact for fact in own if fact and fact.value is not None), None)
        about = (periods.period(shown.period), shown.source) if shown else ("", indicator.source)
        rows.append((indicator.label, indicator.unit, *about, *(fact.value if fact else None for fact in own)))
    return Table(("Indicator", "Eenheid", "Periode", "Tabel", *(column.name for column in columns)), tuple(rows))
