"""Two gemeenten against each other, or one against its likes: a sentence per theme, and the figures behind them."""

from __future__ import annotations

from ivp.catalog.models import Level
from ivp.export.pair import Against, against
from ivp.facts import ALIKE
from ivp.figures.table import Table
from ivp.outcomes import Outcome
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, paragraphs, plain, small, source_note
from ivp.web.page import Page
from ivp.web.selection.controls import remembered
from ivp.wording.areas import capital
from ivp.wording.labels import outcome_label
from ivp.wording.pair import RULE, RULE_ALIKE, pair_title, theme_sentence, without_figures
from ivp.wording.periods import period


def show_pair(page: Page, area: str) -> None:
    """`area` against the gemeente in the control `tweede`, or against similar gemeenten."""
    others = [code for code in page.known.codes(Level.GEMEENTE) if code != area]
    names = {ALIKE.code: capital(ALIKE.name)} | {code: page.known.area[code].name for code in others}
    chosen = remembered("tweede", [ALIKE.code, *others], names.__getitem__, f"{page.known.area[area].name} tegenover")
    one, other = page.known.area[area], ALIKE if chosen == ALIKE.code else page.known.area[chosen]
    found = against(page.store, one, other)
    heading(pair_title(one, other, found.pairs), 2, key="tegenover")
    told = {theme.label: theme_sentence(theme.label, one, other, theme.pairs) for theme in found.themes}
    left = without_figures([label for label, said in told.items() if not said])
    source = page.known.source_line([pair.fact for pair in found.pairs])
    rest = [left, RULE_ALIKE if other == ALIKE else RULE, *source_note(source)]
    paragraphs(*(plain(said) for said in told.values() if said), *map(small, filter(None, rest)))
    show_table(_table(found), alt=f"Cijfers van {one.name} en {other.name}")


def _table(found: Against) -> Table:
    pairs = [pair for pair in found.pairs if pair.fact.value is not None]
    return Table.of(
        {
            "Indicator": [f"{pair.indicator.label}, {pair.indicator.unit}" for pair in pairs],
            "Periode": [period(pair.fact.period) for pair in pairs],
            found.one.name: [pair.fact.value for pair in pairs],
            capital(found.other.name): [pair.other for pair in pairs],
            "Uitkomst": [_outcome(pair.outcome) for pair in pairs],
        }
    )


def _outcome(outcome: Outcome) -> str:
    return "niet te vergelijken" if outcome == Outcome.NONE else outcome_label(outcome)
