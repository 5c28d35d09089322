"""Facts as one wide table for other programs: codes, figures, counts, margins, state, comparison and movement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import LOWER, UPPER, area_label, shown_text
from ivp.figures.chart import Chart, Shown
from ivp.figures.table import Table, Value
from ivp.outcomes import Outcome
from ivp.wording import facts as words
from ivp.wording import numbers
from ivp.wording.labels import direction_label, outcome_label, verdict

FIGURE, SCREEN, COUNT, STATE = "Cijfer", "Op het scherm", "Aantal", "Status"


@dataclass(frozen=True)
class FactSheet(Table):
    """The table of some facts; `decimals` says per column of numbers how many every cell is shown with.

    The cells themselves are not rounded. `indicators` are those that the facts are of, each once.
    """

    decimals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()


class Column(NamedTuple):
    """A column: its name, what it means, its cell, and for numbers the decimals that the cell is shown with."""

    name: str
    meaning: str
    cell: Callable[[Fact, Indicator], Value]
    decimals: Callable[[Fact, Indicator], int] | None = None


def _judged(fact: Fact, indicator: Indicator) -> str:
    return verdict(fact.outcome, indicator.polarity) if fact.outcome != Outcome.NONE else ""


def _whole(_fact: Fact, _indicator: Indicator) -> int:
    return 0


def _like_the_figure(fact: Fact, indicator: Indicator) -> int:
    return numbers.decimals_of(fact.value, indicator)


def _like(number: Callable[[Fact], float | None]) -> Callable[[Fact, Indicator], int]:
    return lambda fact, indicator: numbers.decimals_of(number(fact), indicator)


def _reference_value(fact: Fact) -> float | None:
    return fact.comparison.value if fact.comparison else None


def _earlier_value(fact: Fact) -> float | None:
    return fact.change.value if fact.change else None


def _percent(fact: Fact) -> float | None:
    return fact.change.percent if fact.change else None


def _percent_decimals(fact: Fact, _indicator: Indicator) -> int:
    return int(abs(_percent(fact) or 0) < 1)  # as `numbers.rounded_percent`


COLUMNS: tuple[Column, ...] = (
    Column("Gebiedscode", "code van het CBS; PD- en BT- zijn eigen codes", lambda f, _: f.area.code),
    Column("Gebied", "naam van het gebied", lambda f, _: area_label(f.area)),
    Column("Niveau", "gemeente, basisteam, district, eenheid, land, wijk of buurt", lambda f, _: str(f.area.level)),
    Column("Indicatorcode", "vaste naam van de indicator in het dashboard", lambda f, _: f.indicator),
    Column("Indicator", "wat er is gemeten", lambda _, i: i.label),
    Column("Eenheid", "waarin het cijfer staat", lambda _, i: i.unit),
    Column("Periode", "jaar, of jaar en maand", lambda f, _: f.period),
    Column(FIGURE, "het cijfer, niet afgerond; leeg is onbekend, nooit nul", lambda f, _: f.value, _like_the_figure),
    Column(SCREEN, "het cijfer zoals het dashboard het toont", shown_text),
    Column(COUNT, "het getelde aantal achter het cijfer", lambda f, _: f.numerator, _whole),
    Column(
        "Inwoners of totaal",
        "waardoor is gedeeld: inwoners, of bij een aandeel het totaal",
        lambda f, _: f.denominator,
        _whole,
    ),
    Column(LOWER, "ondergrens van de marge", lambda f, _: f.lower, _like_the_figure),
    Column(UPPER, "bovengrens van de marge", lambda f, _: f.upper, _like_the_figure),
    Column(STATE, "waarde, voorlopig, of waarom er geen cijfer is", lambda f, _: numbers.state_label(f.state)),
    Column("Indicatief", "ja: weinig gevallen, toeval weegt zwaar", lambda f, _: "ja" if f.indicative else "nee"),
    Column("Vergeleken met", "waarmee het cijfer is vergeleken", lambda f, _: words.reference(f)),
    Column("Code vergelijking", "code daarvan", lambda f, _: f.comparison.reference.code if f.comparison else ""),
    Column("Vergelijkingscijfer", "het cijfer daarvan", lambda f, _: _reference_value(f), _like(_reference_value)),
    Column(
        "Verschil",
        "het cijfer min het vergelijkingscijfer",
        lambda f, _: f.comparison.difference if f.comparison else None,
        _like_the_figure,
    ),
    Column("Uitkomst", "of het verschil meer dan toeval is", lambda f, _: outcome_label(f.outcome)),
    Column("Oordeel", "of dat gunstig is, waar dat vaststaat", _judged),
    Column("Eerdere periode", "waarmee de verandering is berekend", lambda f, _: f.change.period if f.change else ""),
    Column("Eerder cijfer", "het cijfer van toen", lambda f, _: _earlier_value(f), _like(_earlier_value)),
    Column("Eerder aantal", "het aantal van toen", lambda f, _: f.change.numerator if f.change else None, _whole),
    Column(
        "Verandering in procenten",
        "van het aantal; leeg onder 30 gevallen",
        lambda f, _: _percent(f),
        _percent_decimals,
    ),
    Column("Verandering", "of de verandering meer dan toeval is", lambda f, _: direction_label(f.movement)),
    Column("Richting", "de lijn over vijf cijfers", lambda f, _: direction_label(f.direction)),
    Column("Tabel", "tabel van de bron", lambda f, _: f.source),
)
"""Every column of a sheet, with its meaning in Dutch. What a fact gets more, gets a line here."""


def fact_sheet(facts: Iterable[Shown]) -> FactSheet:
    """All columns of some facts, in the order given: the table of a CSV or XLSX file.

    The columns are always the same ones, also where all cells of one are empty.
    """
    pairs = [(fact, part.indicator) for part in facts for fact in part.facts]
    rows = tuple(tuple(column.cell(*pair) for column in COLUMNS) for pair in pairs)
    decimals = {column.name: tuple(column.decimals(*pair) for pair in pairs) for column in COLUMNS if column.decimals}
    indicators = {indicator.id: indicator for _, indicator in pairs}
    names = tuple(map(itemgetter(0), COLUMNS))
    return FactSheet(names, rows, decimals, tuple(indicators.values()))


def download_table(chart: Chart) -> Table:
    """What goes into the file of a chart: all that is known of its facts, else its twin."""
    return fact_sheet(chart.shown) if any(part.facts for part in chart.shown) else chart.table
