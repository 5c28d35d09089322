"""What the map page chooses: which areas it lists, and under which names."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.models import Level
from ivp.facts import Fact
from ivp.figures.table import Table
from ivp.outcomes import Measure
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, quiet
from ivp.web.page import Page
from ivp.web.reference import SMALL
from ivp.wording import numbers
from ivp.wording.areas import capital, plural

LISTED = 12


def ranked(facts: Sequence[Fact], measure: Measure) -> list[Fact]:
    """Gemeenten by their figure, wijken and buurten by their number of cases; at most twelve, highest first.

    In a small buurt the figure per inhabitant says little: a dozen cases on an industrial estate make a record.
    """
    by_figure = measure != Measure.COUNT and any(fact.area.level == Level.GEMEENTE for fact in facts)
    key = Measure.VALUE if by_figure else Measure.COUNT
    known = [(amount, fact) for fact in facts if (amount := fact.amount(key)) is not None]
    return [fact for _, fact in sorted(known, key=lambda one: (-one[0], one[1].area.code))[:LISTED]]


def with_gemeente(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the gemeente behind the name of a wijk or buurt: there are many called Centrum."""
    return [
        fact.named(f"{fact.area.name} ({page.known.gemeente_of(fact.area.code)})") if fact.area.level in SMALL else fact
        for fact in facts
    ]


def most_cases(page: Page, facts: Sequence[Fact]) -> None:
    """The wijken or buurten with most cases, as a table with the figure per inhabitant where there is one."""
    rows = ranked(facts, Measure.COUNT)
    if not rows:
        return
    areas = plural(rows[0].area.level)
    heading(f"{capital(areas)} met de meeste gevallen", 3, key="meeste")
    table = Table.of({"Gebied": [fact.area.name for fact in rows], "Aantal": [fact.numerator for fact in rows]})
    if any(fact.value is not None for fact in facts):
        rates = [
            numbers.value(fact.value, page.indicator) + (" (indicatief)" if fact.indicative else "") for fact in rows
        ]
        table = table.with_column("Per 1.000", rates)
    show_table(table, alt=f"De {len(rows)} gebieden met de meeste gevallen")
    quiet(f"De {len(rows)} hoogste aantallen van {numbers.counted(len(facts), areas)}.")
