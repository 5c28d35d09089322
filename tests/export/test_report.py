"""What a report and an A4 say, before they are a file."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ivp.export.document import Block, Bullets, Document, Figures, Listing, Paragraph, Section, Statement, text_columns
from ivp.export.report import NO_PLAN, one_page, report
from ivp.export.subject import Subject
from ivp.export.tables import own_figures
from ivp.figures.table import Table
from ivp.wording.assessments import CAVEAT
from tests.export.made_up import OWN, TODAY, MadeUp


def subject(code: str = OWN, **more: object) -> Subject:
    return Subject(MadeUp(**more), code, TODAY)  # type: ignore[arg-type]


def blocks(document: Document) -> list[Block]:
    return [*document.summary, *(block for section in document.sections for block in section.blocks)]


def words(document: Document) -> str:
    told: list[str] = []
    for block in blocks(document):
        if isinstance(block, Paragraph):
            told.append(block.text)
        elif isinstance(block, Statement):
            told += [block.title, block.text, block.kind]
        elif isinstance(block, Bullets):
            told += block.items
        elif isinstance(block, Figures):
            told += [block.chart.title, block.chart.source]
        else:
            told += [str(cell) for row in block.table.rows for cell in row]
    return "\n".join(told)


def section(document: Document, heading: str) -> Section:
    return next(one for one in document.sections if one.heading == heading)


@pytest.fixture(scope="module")
def made() -> Document:
    return report(subject())


def test_title_and_parts(made: Document) -> None:
    assert made.title == "Veiligheidsbeeld Aadorp"
    assert made.subtitle == "Integraal Veiligheidsplan 2023–2026, cijfers tot en met 2026"
    headings = [one.heading for one in made.sections if one.level == 1]
    assert headings == [
        "De prioriteiten", "De cijfers naast het district", "Doelen en acties", "Duiding en besluiten",
        "Hoe wij rekenen", "Bronnen",
    ]  # fmt: skip


def test_headings_never_skip_a_level(made: Document) -> None:
    levels = [1, *(one.level for one in made.sections)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_own_level_comes_first_and_what_is_not_documented_is_said(made: Document) -> None:
    assert [one.heading for one in made.sections[1:3]] == ["Lokaal", "District"]
    assert "Niet openbaar vastgelegd: de prioriteiten op niveau regionaal en basisteam." in words(made)


def test_standing_and_source_go_with_every_priority(made: Document) -> None:
    local = section(made, "Lokaal").blocks
    assert any(isinstance(block, Statement) and block.kind == "Wonen; voorbeeld" for block in local)
    assert Paragraph("Bron: verzonnen.", quiet=True) in local


def test_charts_have_alt_text_and_source(made: Document) -> None:
    charts = [block.chart for block in blocks(made) if isinstance(block, Figures)]
    assert len(charts) >= 4
    assert all(chart.alt and chart.source.startswith("Bron") for chart in charts)


def test_goals_actions_duiding_and_decisions_are_in_it(made: Document) -> None:
    told = words(made)
    assert "Diefstallen in Aadorp: van 14 per 1.000 in 2022 naar 10,5 per 1.000 in 2026" in told
    assert "Extra lampen" in told
    assert "Extra lampen (1 januari 2026)." in told  # open after its deadline
    assert "De cijfers dalen." in told
    assert "Besluit over Veilig wonen: handhaven." in told


def test_the_caveat_and_the_rules_are_in_it(made: Document) -> None:
    told = words(made)
    assert CAVEAT in told
    assert "Hoe werkt de toets?" in told
    assert "Waarom ontbreekt een cijfer?" in told


def test_similar_municipalities_are_named_with_the_method(made: Document) -> None:
    assert "Gemeenten die het meest op Aadorp lijken: Verdorp. Dat is bepaald op inwoners." in words(made)


def test_many_indicators_become_charts_that_stay_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> list[list[str]]:
        charts = [block.chart for block in blocks(report(subject())) if isinstance(block, Figures)]
        return [[part.indicator.id for part in one.shown] for one in charts if one.title.startswith("Waar staat")]

    [together] = drawn()
    monkeypatch.setattr("ivp.export.report._STRIPS", 2)
    apart = drawn()
    assert max(map(len, apart)) == 2
    assert [id for one in apart for id in one] == together


def test_a_district_is_held_against_the_police_unit() -> None:
    made = report(subject("PD-X"))
    assert made.title == "Veiligheidsbeeld district De Polder"
    assert any(one.heading == "De cijfers naast de politie-eenheid" for one in made.sections)


def test_without_a_plan_it_says_so() -> None:
    made = report(subject(placed=()))
    assert NO_PLAN in words(made)
    assert made.subtitle == "Cijfers over veiligheid"


def test_without_figures_or_outlines_there_is_still_a_report() -> None:
    made = report(subject(known=[], drawn=False))
    assert not [block for block in blocks(made) if isinstance(block, Figures) and block.chart.name != "doelen"]
    assert "Geen open cijfers." in words(made)


def test_without_any_indicator_there_is_still_a_report() -> None:
    assert "Geen open cijfers." in words(report(subject(known=[], rows=())))


def test_every_next_a4_says_less() -> None:
    pages = list(one_page(subject()))
    assert sum(isinstance(block, Figures) for block in blocks(pages[0])) == 1
    assert sum(isinstance(block, Figures) for block in blocks(pages[1])) == 0
    tables = [[block for block in blocks(page) if isinstance(block, Listing)][1] for page in (pages[1], pages[-1])]
    assert len(tables[0].table) > len(tables[1].table) == 1


def test_an_a4_says_which_part_of_the_figures_it_shows_and_where_the_others_are() -> None:
    pages = list(one_page(subject()))
    there_are = len(own_figures(subject()))
    assert there_are > 1
    assert f"Hier staat 1 van de {there_are} cijfers; de rest staat in het rapport." in words(pages[-1])
    assert "de rest staat in het rapport" not in words(pages[0]), "all of them are on it"


@pytest.mark.parametrize(
    ("cells", "numeric", "texts"),
    [
        ((1.5, 2.25, None), True, ("1,50", "2,25", "")),
        ((1234.0, 5.0), True, ("1.234", "5")),
        (("a", None), False, ("a", "")),
    ],
)
def test_columns_as_text(cells: tuple[object, ...], numeric: bool, texts: tuple[str, ...]) -> None:
    [column] = text_columns(Table(("naam",), tuple((cell,) for cell in cells)))  # type: ignore[misc]
    assert (column.numeric, column.cells) == (numeric, texts)
