"""What all figures share: the words for areas, measures and outcomes, and the table twin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ivp.catalog.models import Indicator, Level, Polarity, Statistic
from ivp.facts import Area, Fact
from ivp.figures.table import Table
from ivp.outcomes import Measure, Outcome
from ivp.wording import facts as fact_words
from ivp.wording import numbers, periods
from ivp.wording.areas import capital
from ivp.wording.labels import SIMILAR, outcome_label, verdict
from ivp.wording.open_data import no_rate

MARGIN = f"{numbers.CONFIDENT}-marge"
LOWER, UPPER = f"Ondergrens {numbers.CONFIDENT}", f"Bovengrens {numbers.CONFIDENT}"
_LAST = {Level.BASISTEAM: 1, Level.DISTRICT: 2, Level.EENHEID: 3, Level.LAND: 4}


def facts_of(facts: Iterable[Fact], indicator: Indicator) -> list[Fact]:
    """The facts of one indicator."""
    return [fact for fact in facts if fact.indicator == indicator.id]


def valued(facts: Iterable[Fact], indicator: Indicator, measure: Measure = Measure.VALUE) -> list[Fact]:
    """The facts of one indicator that have a figure."""
    return [fact for fact in facts_of(facts, indicator) if fact.amount(measure) is not None]


def on_axis(measure: Measure) -> Measure:
    """What of a figure gives its place: the count or the figure; a difference or trend is only its colour or text."""
    return Measure.COUNT if measure == Measure.COUNT else Measure.VALUE


def highest(facts: Iterable[Fact]) -> float:
    """The top of the highest figure or margin; 1 without any."""
    return max((max(fact.upper or 0.0, fact.value or 0.0) for fact in facts), default=1.0)


def area_label(area: Area) -> str:
    """The name of an area as a label: its name, and for a district or basisteam the word for it."""
    if area.level == Level.DISTRICT:
        return "District"
    if area.level == Level.BASISTEAM and not area.name.lower().startswith("basisteam"):
        return f"Basisteam {area.name}"
    return area.name


def area_order(area: Area) -> tuple[int, int]:
    """Sort key: gemeenten and smaller first, then basisteam, district, eenheid and land; within by `sort`."""
    return _LAST.get(area.level, 0), area.sort


# --- words ----------------------------------------------------------------------------------------------------


def measure_text(indicator: Indicator, measure: Measure = Measure.VALUE) -> str:
    """Label and unit for a subtitle: 'Misdrijven totaal, per 1.000 inwoners'."""
    if measure == Measure.COUNT:
        return f"{indicator.label}, aantal {fact_words.noun(indicator)}"
    return f"{indicator.label}, {indicator.unit}"


def period_text(facts: Iterable[Fact]) -> str:
    """The span of the periods of the facts: '2022–2024'; empty without facts."""
    known = {fact.period for fact in facts}
    return periods.span(min(known), max(known)) if known else ""


def subtitle(indicator: Indicator, facts: Iterable[Fact], measure: Measure = Measure.VALUE) -> str:
    """Measure, unit and period."""
    return ", ".join(part for part in (measure_text(indicator, measure), period_text(facts)) if part)


def amount_text(amount: float | None, indicator: Indicator, measure: Measure) -> str:
    """A count as a whole number, another measure as the indicator's figure."""
    return numbers.number(amount) if measure == Measure.COUNT else numbers.value(amount, indicator)


def figure_text(fact: Fact, indicator: Indicator, measure: Measure = Measure.VALUE) -> str:
    """The figure as text: a rate with its count in brackets, '53,8 (4.185)'; without one, the word for why."""
    if fact.amount(measure) is None:
        return numbers.short_state(fact.state) or numbers.NO_FIGURE
    if measure == Measure.COUNT:
        return numbers.number(fact.numerator)
    text = numbers.value(fact.value, indicator)
    counted = indicator.statistic == Statistic.RATE and fact.numerator is not None and fact.value is not None
    return f"{text} ({numbers.number(fact.numerator)})" if counted else text


def shown_text(fact: Fact, indicator: Indicator, measure: Measure = Measure.VALUE) -> str:
    """`figure_text`, with the count alone, '288 misdrijven', where only the rate cannot be given."""
    if fact.amount(measure) is None and fact.numerator is not None:
        return numbers.count_cases(fact.numerator, fact_words.noun(indicator))
    return figure_text(fact, indicator, measure)


def hover(fact: Fact, indicator: Indicator) -> str:
    """Area, period, figure with unit, count, margin and reservations, one a line."""
    lines = [f"<b>{area_label(fact.area)}</b>, {periods.period(fact.period)}"]
    if fact.value is not None:
        lines.append(numbers.with_unit(fact.value, indicator))
    if fact.numerator is not None:
        lines.append(numbers.count_cases(fact.numerator, fact_words.noun(indicator)))
    if fact.lower is not None and fact.upper is not None:
        lines.append(f"{MARGIN} {numbers.interval(fact.lower, fact.upper, indicator, like=fact.value)}")
    if fact.outcome != Outcome.NONE:
        lines.append(f"{outcome_label(fact.outcome)} ({fact_words.reference(fact)})")
    if fact.indicative:
        lines.append(f"indicatief: minder dan {numbers.number(indicator.minimum)} gevallen")
    if fact.provisional:
        lines.append("voorlopig")
    return "<br>".join(lines)


def judged(outcome: Outcome, polarity: Polarity) -> str:
    """The judgement of a side in brackets behind its name: ' (ongunstig)'; empty without one."""
    word = verdict(outcome, polarity)
    return f" ({word})" if word != "neutraal" else ""


def references(facts: Iterable[Fact]) -> list[str]:
    """What the facts are compared with, in words; each once."""
    return list(dict.fromkeys(fact_words.reference(fact) for fact in facts if fact.comparison))


def outcome_notes(facts: Sequence[Fact], indicator: Indicator) -> list[str]:
    """What the shapes and colours of the marks mean, only where they occur."""
    notes = []
    if any(fact.outcome != Outcome.NONE for fact in facts):
        high, low = (judged(outcome, indicator.polarity) for outcome in (Outcome.HIGHER, Outcome.LOWER))
        notes.append(f"▲ hoger{high}, ▼ lager{low}, ● {SIMILAR}; sterk gekleurd: duidelijk hoger of lager.")
        if len(against := references(facts)) == 1:
            notes.append(f"Vergeleken met {against[0]}.")
    if any(fact.indicative for fact in facts):
        notes.append(f"Open teken: indicatief, minder dan {numbers.number(indicator.minimum)} gevallen.")
    return [*notes, *no_rate_note(facts, indicator), *rounding_note(indicator), *provisional_note(facts)]


def no_rate_note(facts: Iterable[Fact], indicator: Indicator) -> list[str]:
    """Why some areas have a count and no rate."""
    reasons = list(dict.fromkeys(no_rate(fact.no_rate) for fact in facts if fact.no_rate))
    return [f"Alleen een aantal, geen cijfer {indicator.unit}: {', '.join(reasons)}."] if reasons else []


def rounding_note(indicator: Indicator) -> list[str]:
    """That the table rounds its counts, and what its zero can be."""
    if indicator.rounding < 2:
        return []
    most = (indicator.rounding - 1) // 2
    return [f"De bron rondt aantallen af op {indicator.rounding}: een 0 is 0 tot en met {most}."]


def provisional_note(facts: Iterable[Fact]) -> list[str]:
    """That figures may still change, where they may."""
    return ["Voorlopige cijfers."] if any(fact.provisional for fact in facts) else []


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


def fact_table(facts: Sequence[Fact], indicator: Indicator) -> Table:
    """The twin: Gebied, Periode, figure, count, margin, state; numbers unrounded.

    Columns without any figure are left out, except the figure itself.
    """
    value = value_column(indicator)
    figures = {
        value: [fact.value for fact in facts],
        "Aantal": [fact.numerator for fact in facts],
        LOWER: [fact.lower for fact in facts],
        UPPER: [fact.upper for fact in facts],
    }
    known = {name: cells for name, cells in figures.items() if name == value or any(cell is not None for cell in cells)}
    return Table.of(
        {
            "Gebied": [area_label(fact.area) for fact in facts],
            "Periode": [periods.period(fact.period) for fact in facts],
            **known,
            "Status": [numbers.state_label(fact.state) for fact in facts],
        }
    )


def add_outcome(table: Table, facts: Sequence[Fact]) -> Table:
    """The twin with the figure of the reference and the outcome in words, where facts are compared."""
    if all(fact.outcome == Outcome.NONE for fact in facts):
        return table
    against = [fact.comparison.value if fact.comparison else None for fact in facts]
    return (
        table.with_column("Vergeleken", [fact_words.reference(fact) for fact in facts])
        .with_column("Vergelijkingscijfer", against)
        .with_column("Uitkomst", [outcome_label(fact.outcome) for fact in facts])
    )


def compared_table(facts: Sequence[Fact], indicator: Indicator) -> Table:
    """The twin of figures that are held against a reference."""
    return add_outcome(fact_table(facts, indicator), facts)


def tables_by_indicator(parts: Iterable[tuple[Indicator, Table]]) -> Table:
    """The twins of several indicators under each other, the indicator in front."""
    named = [table.with_column("Indicator", [one.label] * len(table), at=0) for one, table in parts]
    return Table.joined([Table(("Indicator",), ()), *named])
