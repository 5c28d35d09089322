"""The parts of the map page: the map itself, and the areas that it lists, under which names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ivp.catalog.models import Indicator, Level
from ivp.facts import Fact, Outline
from ivp.figures.base import value_column
from ivp.figures.chart import Chart
from ivp.figures.drawnmap import drawn_map
from ivp.figures.maps import OUTCOME_SIGNS
from ivp.figures.table import Table
from ivp.outcomes import Measure
from ivp.web.components.charts import show_chart
from ivp.web.components.mapframe import Frame, known_frame
from ivp.web.components.tables import choice_table
from ivp.web.components.text import heading, quiet
from ivp.web.page import Page
from ivp.web.reference import SMALL
from ivp.web.selection.url import set_selection
from ivp.wording import numbers
from ivp.wording.areas import capital, plural
from ivp.wording.periods import period as period_label

LISTED = 12


def ranked(facts: Sequence[Fact], measure: Measure) -> list[Fact]:
    """The highest areas, at most twelve: gemeenten by their figure, wijken and buurten by their number of cases.

    In a small buurt the figure per inhabitant says little: a dozen cases on an industrial estate make a record.
    """
    key = Measure.COUNT if _by_cases(facts, measure) else Measure.VALUE
    known = [(amount, fact) for fact in facts if (amount := fact.amount(key)) is not None]
    return [fact for _, fact in sorted(known, key=lambda one: (-one[0], one[1].area.code))[:LISTED]]


def _by_cases(facts: Sequence[Fact], measure: Measure) -> bool:
    small = all(fact.area.level != Level.GEMEENTE for fact in facts)
    return measure == Measure.COUNT or (small and any(fact.numerator is not None for fact in facts))


def inside(page: Page, level: str, within: str) -> tuple[Outline, ...]:
    """The outlines of the wijken or buurten that lie in a gemeente, or of all of them when that is ''."""
    if level == Level.GEMEENTE:
        return ()
    return tuple(one for one in page.store.outlines(level) if page.known.inside(one.code, within))


def shown_title(page: Page, within: str, when: str) -> str:
    """'Fietsdiefstal per buurt in Roosendaal, 2024'."""
    where = f" in {page.known.gemeente_of(within)}" if within else ""
    return f"{page.indicator.label} per {page.selection.niveau}{where}, {when}"


def show_map(chart: Chart, frame: Frame, page: Page, on_select: Callable[[], None]) -> None:
    """The map on which an area can be clicked, or a drawing of it where the browser cannot show that."""
    when = period_label(page.selection.periode)
    if frame.plain:
        show_chart(drawn_map(chart, page.palette, frame.width), key="kaart-vast", period=when)
        return

    def clicked() -> None:
        now = known_frame()
        if not (now and now.plain):  # a map that failed still says, while it goes, that nothing is chosen
            on_select()

    show_chart(chart, key="kaart", on_select=clicked, period=when)


def with_gemeente(page: Page, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the gemeente behind the name of a wijk or buurt: there are many called Centrum."""
    return [
        fact.named(f"{fact.area.name} ({page.known.gemeente_of(fact.area.code)})") if fact.area.level in SMALL else fact
        for fact in facts
    ]


def ranking(page: Page, facts: Sequence[Fact], measure: Measure) -> None:
    """The highest areas as a table of buttons that choose one: gemeenten by figure, wijken and buurten by cases."""
    rows = ranked(facts, measure)
    if not rows:
        return
    level = rows[0].area.level
    areas, by_cases = plural(level), _by_cases(facts, measure)
    heading(f"{capital(areas)} met de meeste gevallen" if by_cases else "Van hoog naar laag", 3, key="volgorde")
    table = Table.of({capital(level): [fact.area.name for fact in rows]})
    if any(fact.numerator is not None for fact in rows):
        table = table.with_column("Aantal", [fact.numerator for fact in rows])
    if any(fact.value is not None for fact in facts):
        figures = [_figure(fact, page.indicator) for fact in rows]
        table = table.with_column(value_column(page.indicator), figures, at=None if by_cases else 1)
    choice_table(
        table,
        [fact.area.code for fact in rows],
        page.selection.gebied,
        alt=f"De {len(rows)} hoogste van {numbers.counted(len(facts), areas)}; kies een naam voor de uitleg",
        key="volgorde-lijst",
        on_choice=lambda code: set_selection(gebied=code),
    )
    if by_cases:
        quiet(f"De {len(rows)} hoogste aantallen van {numbers.counted(len(facts), areas)}.")


def _figure(fact: Fact, indicator: Indicator) -> str:
    """The figure with the sign of its outcome and the reservation, as text."""
    sign = OUTCOME_SIGNS[fact.outcome.sign] if fact.outcome.sign else ""
    reserved = "(indicatief)" if fact.indicative else ""
    return " ".join(part for part in (numbers.value(fact.value, indicator), sign, reserved) if part)
