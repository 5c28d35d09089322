"""Every kind of view becomes a slide with the figures of now; what cannot be shown says so, among the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.catalog.models import Level
from ivp.export.deck import Showing, deck_of
from ivp.export.deck.making import PAGES, slides_of
from ivp.export.deck.views import Entry, Playlist, view
from ivp.export.document import Bullets, Figures, Listing, Paragraph, Slide
from ivp.facts import ThemeLabel
from ivp.figures.palette import DARK, LIGHT, Palette
from ivp.plan_facts import PlacedAction, PlacedPriority, Progress
from ivp.web.pages import PAGES as ALL_PAGES
from ivp.wording.deck import CANNOT
from tests.export.made_up import ACTION, GOAL, OWN, PLACES, TODAY, MadeUp, priority
from tests.figures.examples import row


def shown(page: str, title: str = "", note: str = "", palette: Palette = LIGHT, **choices: str) -> tuple[Slide, ...]:
    return slides_of(Entry(view(page, choices), title, note), Showing(MadeUp(), TODAY, palette))


def only(page: str, **choices: str) -> Slide:
    [slide] = shown(page, **choices)
    return slide


def test_every_page_but_presenting_itself_can_be_a_slide() -> None:
    assert {page.name for page in ALL_PAGES} - PAGES == {"presenteren"}


@pytest.mark.parametrize(
    ("page", "choices", "kind"),
    [
        ("overzicht", {"gebied": OWN}, Bullets),
        ("overzicht", {"thema": "totaal"}, Bullets),
        ("overzicht", {"gebied": OWN, "beeld": "Alle indicatoren"}, Listing),
        ("prioriteiten", {"gebied": OWN, "deel": "Vier niveaus"}, Listing),
        ("prioriteiten", {"gebied": OWN, "prioriteit": "wonen"}, Bullets),
        ("prioriteiten", {"gebied": OWN, "deel": "Signalen buiten de prioriteiten"}, Bullets),
        ("kaart", {"indicator": "vroeg"}, Figures),
        ("trends", {"indicator": "minder", "gebied": OWN}, Figures),
        ("trends", {"indicator": "minder", "gebied": OWN, "tweede": "GM0002", "maat": "aantal"}, Figures),
        ("vergelijken", {"indicator": "vroeg", "gebied": OWN}, Figures),
        ("vergelijken", {"indicator": "minder", "gebied": OWN, "periode": "2023"}, Figures),
        ("vergelijken", {"indicator": "vroeg", "gebied": OWN, "beeld": "Per gebied"}, Figures),
        ("vergelijken", {"indicator": "vroeg", "gebied": OWN, "beeld": "Vergelijkbare gemeenten"}, Figures),
        ("vergelijken", {"gebied": OWN, "tweede": "GM0002", "beeld": "A tegenover B"}, Bullets),
        ("gemeente", {"gebied": OWN}, Figures),
        ("beleving", {"indicator": "gevoel"}, Figures),
        ("uitvoering", {"gebied": OWN}, Bullets),
        ("uitvoering", {"partner": "halt"}, Bullets),
        ("evaluatie", {"gebied": OWN}, Listing),
        ("verantwoording", {}, Listing),
    ],
)
def test_a_view_is_a_slide(page: str, choices: dict[str, str], kind: type) -> None:
    slides = shown(page, **choices)
    assert slides[0].title != CANNOT, slides[0].content
    assert isinstance(slides[0].content, kind)
    assert {slide.link for slide in slides} == {view(page, choices).link}


@pytest.mark.parametrize(
    ("page", "choices", "told"),
    [
        ("trends", {"indicator": "weg"}, "De indicator weg is er niet (meer)"),
        ("trends", {}, "De indicator ontbreekt"),
        ("trends", {"indicator": "minder", "gebied": "GM9999"}, "Het gebied GM9999 is er niet (meer)"),
        ("trends", {"indicator": "minder", "vergelijk": "mars"}, "De vergelijking mars is er niet"),
        ("vergelijken", {"indicator": "vroeg", "periode": "1999"}, "De periode 1999 is er niet"),
        ("vergelijken", {"indicator": "vroeg", "beeld": "Trechter"}, "geen trechter"),
        ("vergelijken", {"gebied": "PD-X", "beeld": "A tegenover B"}, "Kies een gemeente"),
        ("kaart", {"indicator": "vroeg", "niveau": "buurt"}, "geen kaart"),
        ("kaart", {"indicator": "vroeg", "maat": "meter"}, "De maat meter is er niet"),
        ("prioriteiten", {"gebied": OWN, "prioriteit": "weg"}, "De prioriteit weg is er niet"),
        ("prioriteiten", {"gebied": OWN, "deel": "Kandidaten"}, "geen dia te maken"),
        ("evaluatie", {"gebied": OWN, "plan": "2019-2022"}, "2019-2022 is er niet"),
        ("uitvoering", {"partner": "weg"}, "partner weg is er niet"),
        ("uitvoering", {"thema": "weg"}, "Het thema weg is er niet"),
        ("presenteren", {}, "geen dia te maken"),
    ],
)
def test_what_cannot_be_shown_says_so_and_what_to_do(page: str, choices: dict[str, str], told: str) -> None:
    slide = only(page, **choices)
    assert slide.title == CANNOT
    assert isinstance(slide.content, Paragraph)
    assert told in slide.content.text


class Themed(MadeUp):
    """One action at a priority of the theme jeugd; one goal of an indicator of the theme totaal."""

    def priorities(self, area: str = "") -> tuple[PlacedPriority, ...]:
        return (PlacedPriority(priority("op-straat", "Jeugd op straat", theme="jeugd"), PLACES[OWN], "Jeugd"),)

    def themes(self) -> tuple[ThemeLabel, ...]:
        return (*super().themes(), ThemeLabel("jeugd", "Jeugd", "veld", "Veld"))

    def goal_progress(self, area: str = "") -> tuple[Progress, ...]:
        goal = GOAL.model_copy(update={"indicator": "minder"})
        return tuple(replace(one, goal=goal) for one in super().goal_progress(area))

    def actions(self, area: str = "", priority: str = "") -> tuple[PlacedAction, ...]:
        action = ACTION.model_copy(update={"priority": "op-straat", "partners": ("halt",)})
        return (PlacedAction(action, PLACES[OWN], ("Halt",)),) if area in ("", OWN) else ()


@pytest.mark.parametrize(
    ("choices", "kinds", "titles"),
    [
        ({"gebied": OWN}, [Bullets, Listing],
         ["Eén doel vastgelegd voor Aadorp", "Eén actie vastgelegd voor Aadorp"]),
        ({"gebied": OWN, "thema": "alle"}, [Bullets, Listing],
         ["Eén doel vastgelegd voor Aadorp", "Eén actie vastgelegd voor Aadorp"]),
        ({"gebied": OWN, "thema": "jeugd"}, [Listing], ["Eén actie vastgelegd voor Aadorp bij het thema Jeugd"]),
        ({"gebied": OWN, "thema": "totaal"}, [Bullets], ["Eén doel vastgelegd voor Aadorp bij het thema Thema totaal"]),
        ({"partner": "halt"}, [Listing], ["Halt: één actie in één gemeente, waarvan één over de datum"]),
        ({"partner": "halt", "thema": "jeugd"}, [Listing],
         ["Halt, thema Jeugd: één actie in één gemeente, waarvan één over de datum"]),
        ({"partner": "halt", "thema": "totaal"}, [Bullets],
         ["Halt, thema Thema totaal: er is nog geen actie vastgelegd"]),
    ],
)  # fmt: skip
def test_a_slide_of_execution_is_filtered_on_the_theme_as_its_page_is(
    choices: dict[str, str], kinds: list[type], titles: list[str]
) -> None:
    slides = slides_of(Entry(view("uitvoering", choices)), Showing(Themed(), TODAY))
    assert [type(slide.content) for slide in slides] == kinds
    assert [slide.title for slide in slides] == titles


def test_without_an_area_the_slide_of_execution_has_all_actions_as_its_page_has() -> None:
    slides = slides_of(Entry(view("uitvoering")), Showing(Themed(), TODAY))
    assert any(isinstance(slide.content, Listing) for slide in slides)


def test_one_wrong_view_leaves_the_others_as_they_are() -> None:
    entries = (Entry(view("trends", {"indicator": "weg"})), Entry(view("verantwoording")))
    deck = deck_of(Playlist("Lijst", entries), Showing(MadeUp(), TODAY))
    assert [slide.title for slide in deck.slides] == [CANNOT, "Waar de cijfers vandaan komen"]
    assert deck.title == "Lijst"


def test_a_title_of_ones_own_stands_above_what_the_figures_say() -> None:
    plain = only("vergelijken", indicator="vroeg")
    [told] = shown("vergelijken", title="Wat doen wij hieraan?", note="Vraag de wethouder.", indicator="vroeg")
    assert (told.title, told.finding) == ("Wat doen wij hieraan?", plain.title)
    assert told.notes == f"{plain.title}\nVraag de wethouder.\n{plain.notes}"
    assert plain.finding == ""


def test_without_a_period_it_is_the_latest_one_there_is_now() -> None:
    asked = Entry(view("vergelijken", {"indicator": "minder", "gebied": OWN}))
    assert "2024" in subtitle(slides_of(asked, Showing(MadeUp(), TODAY))[0])
    newer = MadeUp()
    newer.known = [*newer.known, *(row(code, "2025", 9.0, indicator="minder") for code in (OWN, "GM0002"))]
    newer.matrix = lambda ids, **_: tuple(
        fact for fact in newer.known if fact.period == "2025" and fact.indicator in ids
    )  # type: ignore[method-assign]
    assert "2025" in subtitle(slides_of(asked, Showing(newer, TODAY))[0])
    assert "2023" in subtitle(only("vergelijken", indicator="minder", gebied=OWN, periode="2023"))


def subtitle(slide: Slide) -> str:
    assert isinstance(slide.content, Figures)
    return slide.content.chart.subtitle


def test_the_charts_take_the_colours_that_were_asked() -> None:
    [slide] = shown("trends", palette=DARK, indicator="minder", gebied=OWN)
    assert isinstance(slide.content, Figures)
    assert slide.content.chart.spec["layout"]["paper_bgcolor"] == DARK.background


def test_what_an_area_is_held_against_is_what_the_view_says_where_that_lies_above_it() -> None:
    showing = Showing(MadeUp(), TODAY)
    assert showing.of(view("trends", {"gebied": OWN, "vergelijk": "basisteam"})).level == Level.BASISTEAM
    assert showing.of(view("trends", {"gebied": "PD-X", "vergelijk": "basisteam"})).level == Level.EENHEID
    assert showing.of(view("trends", {"gebied": "WK000101"})).area.code == OWN
    assert showing.of(view("trends")).area.code == "PD-X"


def test_on_a_slide_the_larger_areas_are_headings_and_a_line_and_no_rows() -> None:
    slide = only("vergelijken", indicator="vroeg", gebied=OWN)
    assert isinstance(slide.content, Figures)
    names = " ".join(slide.content.chart.spec["layout"]["yaxis"]["ticktext"])
    assert "Aadorp" in names
    assert "District" not in names
    assert len(slide.content.chart.spec["layout"]["shapes"]) == 1
