"""What the ready-made deck says, before it is a file."""

from __future__ import annotations

import pytest

from ivp.export.deck import chart_slide, deck
from ivp.export.document import Bullets, Deck, Figures, Listing
from ivp.export.subject import Subject
from ivp.figures.dots import dot_plot
from ivp.figures.palette import LIGHT
from tests.export.made_up import OWN, TODAY, MadeUp
from tests.figures.examples import LOOK, RATE, indicator, row


@pytest.fixture(scope="module")
def made() -> Deck:
    return deck(Subject(MadeUp(), OWN, TODAY))


def test_one_thing_on_every_slide_with_source_and_notes(made: Deck) -> None:
    assert len(made.slides) >= 8
    assert {type(slide.content) for slide in made.slides} == {Listing, Bullets, Figures}
    assert all(slide.source.startswith("Bron") and slide.notes for slide in made.slides if slide.content)


def test_plan_figures_charts_map_goals_and_sources_are_in_it(made: Deck) -> None:
    charts = [slide.content.chart for slide in made.slides if isinstance(slide.content, Figures)]
    assert {chart.kind for chart in charts} == {"plotly", "pydeck"}
    assert any("Veilig wonen" in row for slide in made.slides if isinstance(slide.content, Listing)
               for row in slide.content.table.rows)  # fmt: skip
    titles = [slide.title for slide in made.slides]
    assert titles[0] == "Twee prioriteiten, nog niet getoetst"
    assert "Wat opvalt in Aadorp" in titles
    assert titles[-1] == "Waar de cijfers vandaan komen"
    assert {"Eén doel vastgelegd voor Aadorp", "Eén actie vastgelegd voor Aadorp"} < set(titles)
    assert len(set(titles)) == len(titles), "two slides with one title"


def test_a_chart_of_a_page_becomes_a_slide_with_its_definition_in_the_notes() -> None:
    about = indicator(RATE, definition="Wat de politie telt.", caveat="Voor 2018 anders geteld.")
    chart = dot_plot([row()], about, palette=LIGHT, **LOOK)
    slide = chart_slide(chart)
    assert (slide.title, slide.source) == (chart.title, chart.source)
    assert chart.alt in slide.notes
    assert "Misdrijven totaal: Wat de politie telt. Voor 2018 anders geteld." in slide.notes


def test_without_plan_goals_or_actions_there_are_no_empty_slides() -> None:
    bare = MadeUp(placed=())
    bare.goal_progress = bare.actions = lambda *_, **__: ()  # type: ignore[method-assign]
    for slide in deck(Subject(bare, OWN, TODAY)).slides:
        assert not isinstance(slide.content, Listing) or len(slide.content.table)
