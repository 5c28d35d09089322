"""The slides of the views about figures: areas beside each other, through time, on the map, one area as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ivp.catalog.models import Level
from ivp.errors import UserError
from ivp.export import charts
from ivp.export.deck import stage
from ivp.export.deck.showing import Showing, measure_of
from ivp.export.deck.slides import chart_slide, table_slides, text_slides
from ivp.export.deck.views import View
from ivp.export.document import Slide
from ivp.export.pair import against
from ivp.export.report import NO_FINDING, alike_text, headlines, statements
from ivp.export.sources import sources_table
from ivp.export.tables import own_figures
from ivp.facts import ALIKE as ALIKE_AREA
from ivp.figures.chart import Chart
from ivp.outcomes import Grain
from ivp.wording import deck as words
from ivp.wording.assessments import finding_sentence
from ivp.wording.deck import findings_title
from ivp.wording.numbers import MARGIN
from ivp.wording.pair import RULE, RULE_ALIKE, pair_title, theme_sentence, without_figures
from ivp.wording.rules import rule_text
from ivp.wording.titles import map_in_numbers

SMALL = (Level.WIJK, Level.BUURT)
ALL_INDICATORS, FUNNEL, MULTIPLES, ALIKE = "Alle indicatoren", "Trechter", "Per gebied", "Vergelijkbare gemeenten"
AGAINST = "A tegenover B"
_NOT_ON_A_SLIDE = (MARGIN, "Verandering")
_RULES = ("vergelijking", "kleuren", "indicatief", "marge")
_MOST_FINDINGS = 6


def overview(view: View, showing: Showing) -> Iterator[Slide]:
    """What stands out, of a theme where one is chosen; on its second tab all figures of the area."""
    subject = showing.of(view)
    source = subject.source_of(subject.told)
    if view.get("beeld") == ALL_INDICATORS:
        table = own_figures(subject)
        shown = table.only(*(name for name in table.names if name not in _NOT_ON_A_SLIDE))
        notes = " ".join(filter(None, (rule_text("vergelijking"), alike_text(subject))))
        yield from table_slides(headlines(subject)[1].removesuffix("."), shown, source, notes)
        return
    theme = view.get("thema")
    title = findings_title(subject.where)
    if not theme:
        yield from text_slides(title, statements(subject), source, rule_text("opvallend"))
        return
    label = next((one.label for one in showing.reading.themes() if one.id == theme), theme)
    found = showing.reading.findings(area=view.get("gebied"), theme=theme, limit=_MOST_FINDINGS)
    told = [finding_sentence(one, subject.by_id[one.fact.indicator]) for one in found]
    source = subject.source_of(one.fact for one in found)
    yield from text_slides(f"{title}: {label.lower()}", [*filter(None, told)] or [NO_FINDING], source,
                           rule_text("opvallend"))  # fmt: skip


def profile(view: View, showing: Showing) -> Iterator[Slide]:
    """Where the area stands on every indicator of the matrix, as many on a slide as can be read."""
    yield from (chart_slide(chart) for chart in charts.positions(showing.of(view), showing.palette, stage.STRIPS))


def comparison(view: View, showing: Showing) -> Iterator[Slide]:
    """The areas of one indicator beside each other, in the way of the tab that the view is of."""
    if view.get("beeld") == AGAINST:
        yield from _against(view, showing)
        return
    drawn = {FUNNEL: _funnel, MULTIPLES: _multiples, ALIKE: _alike}.get(view.get("beeld"), _dots)
    yield chart_slide(drawn(view, showing))


def _against(view: View, showing: Showing) -> Iterator[Slide]:
    """Two gemeenten, or one and its likes, in a sentence per theme."""
    one = showing.gemeente(view)
    other = showing.area(view.get("tweede")) if view.get("tweede") else ALIKE_AREA
    if one.level != Level.GEMEENTE or other.level != Level.GEMEENTE:
        raise UserError(words.NO_PAIR)
    found = against(showing.reading, one, other)
    told = [theme_sentence(theme.label, one, other, theme.pairs) for theme in found.themes]
    left = without_figures([theme.label for theme, said in zip(found.themes, told, strict=True) if not said])
    source = showing.subject(one.code).source_of(pair.fact for pair in found.pairs)
    rule = RULE_ALIKE if other == ALIKE_AREA else RULE
    yield from text_slides(pair_title(one, other, found.pairs), [*filter(None, (*told, left))], source, rule)


def _dots(view: View, showing: Showing) -> Chart:
    subject, indicator = showing.of(view), showing.indicator(view)
    return charts.comparison(subject, indicator, showing.palette, period=showing.period(view), brief=True)


def _funnel(view: View, showing: Showing) -> Chart:
    subject, indicator = showing.of(view), showing.indicator(view)
    chart = charts.funnel(subject, indicator, showing.palette, period=showing.period(view), height=stage.DRAWN_FLAT)
    if chart is None:
        raise UserError("Voor dit cijfer is er geen trechter: die vraagt cijfers van minstens honderd gemeenten.")
    return chart


def _multiples(view: View, showing: Showing) -> Chart:
    return charts.multiples(showing.of(view), showing.indicator(view), showing.palette)


def _alike(view: View, showing: Showing) -> Chart:
    subject = showing.subject(showing.gemeente(view).code, Level.LAND)
    return charts.among_alike(subject, showing.indicator(view), showing.palette, period=showing.period(view))


def course(view: View, showing: Showing) -> Iterator[Slide]:
    """One indicator through time, of the area and a second one."""
    subject, indicator = showing.of(view), showing.indicator(view)
    months = view.get("per") == Grain.MONTH
    yield chart_slide(
        charts.course(
            subject,
            indicator,
            showing.palette,
            second=showing.area(view.get("tweede")).code if view.get("tweede") else "",
            measure=measure_of(view),
            months=months,
            rolling=months and view.get("twaalf") != "false",
            breaks_only=True,
            height=stage.DRAWN_FLAT,
        )
    )


def on_map(view: View, showing: Showing) -> Iterator[Slide]:
    """One indicator on the map of gemeenten, wijken or buurten."""
    subject, indicator = showing.of(view), showing.indicator(view)
    level = Level(view.get("niveau")) if view.get("niveau") in SMALL else Level.GEMEENTE
    chart = charts.level_map(
        subject,
        indicator,
        showing.palette,
        period=showing.period(view),
        measure=measure_of(view),
        level=level,
        width=stage.DRAWN * stage.MAP_SHARE,
    )
    if chart is None:
        raise UserError("Voor dit cijfer is er geen kaart: de grenzen of de cijfers van deze gebieden zijn er niet.")
    shown = [fact for part in chart.shown for fact in part.facts]
    yield chart_slide(replace(chart, title=map_in_numbers(shown, indicator, measure_of(view))))


def sources(view: View, showing: Showing) -> Iterator[Slide]:
    """Where the figures come from."""
    subject = showing.of(view)
    used = sorted({fact.source for fact in subject.own.values() if fact.known})
    table = sources_table(used, subject.sources, subject.datasets)
    notes = "\n".join(rule_text(rule) for rule in _RULES)
    shown = table.only("Tabel", "Titel", "Uitgever", "Perioden", "Opgehaald")
    yield from table_slides("Waar de cijfers vandaan komen", shown, subject.source_of(subject.own.values()), notes)
