"""The same awkward figures in every file: the same number in the same rounding, and the same words for why not."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from ivp.catalog.models import Indicator
from ivp.export import pdf as pdf_room
from ivp.export.deck import chart_slide, deck
from ivp.export.document import Deck
from ivp.export.docx import document_docx
from ivp.export.fact_sheet import fact_sheet
from ivp.export.pdf import document_pdf
from ivp.export.pptx import deck_pptx
from ivp.export.report import report
from ivp.export.selection import selection_xlsx
from ivp.export.subject import Subject
from ivp.export.svg import chart_svg
from ivp.export.table_csv import table_csv
from ivp.facts import Fact
from ivp.figures.base import figure_text
from ivp.figures.chart import Shown
from ivp.figures.dots import dot_plot
from ivp.figures.palette import LIGHT
from ivp.wording import numbers
from tests.export.made_up import AWKWARD, INDICATORS, OWN, SHOWN, TODAY, MadeUp

NBSP = "\u00a0"
KNOWN = [name for name in AWKWARD if AWKWARD[name][1].known]
VALUED = [name for name in AWKWARD if AWKWARD[name][1].value is not None]
Texts = dict[str, list[str]]


def subject() -> Subject:
    return Subject(MadeUp(), OWN, TODAY)


def flat(text: str) -> str:
    return " ".join(text.replace(NBSP, " ").split())


def dutch(value: float, format_: str) -> str:
    """A number as a Dutch office program shows it in a format such as '#,##0.00'."""
    return numbers.number(value, len(format_.split('"')[0].strip().partition(".")[2]))


def label(one: Indicator) -> str:
    return f"{one.label}, {one.unit}"


# --- what a reader of each file sees, by indicator --------------------------------------------------------------


@lru_cache(maxsize=1)
def rows_of_the_workbook() -> dict[str, dict[str, Any]]:
    page = load_workbook(io.BytesIO(selection_xlsx(subject())))["Cijfers"]
    names = [cell.value for cell in page[1]]
    rows = [dict(zip(names, cells, strict=True)) for cells in page.iter_rows(min_row=2)]
    return {
        row["Indicatorcode"].value: row
        for row in rows
        if row["Gebiedscode"].value == OWN and row["Periode"].value == "2024"
    }


@lru_cache(maxsize=1)
def rows_of_the_csv() -> dict[str, dict[str, str]]:
    sheet = fact_sheet([Shown(one, (fact,)) for one, fact in AWKWARD.values()])
    text = table_csv(sheet, "Titel", "Bron: test", "", "2024").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    return {row[3]: dict(zip(rows[0], row, strict=True)) for row in rows[1 : len(AWKWARD) + 1]}


@lru_cache(maxsize=1)
def rows_of_the_docx() -> Texts:
    word = docx.Document(io.BytesIO(document_docx(report(subject()))))
    tables = [[[flat(cell.text) for cell in row.cells] for row in table.rows] for table in word.tables]
    return {row[0]: row for table in tables for row in table}


@lru_cache(maxsize=1)
def deck_file() -> Any:
    return Presentation(io.BytesIO(deck_pptx(deck(subject()))))


@lru_cache(maxsize=1)
def rows_of_the_deck() -> Texts:
    tables = [shape.table for slide in deck_file().slides for shape in slide.shapes if shape.has_table]
    found = [[flat(cell.text) for cell in row.cells] for table in tables for row in table.rows]
    return {row[0]: row for row in found}


@lru_cache(maxsize=1)
def text_of_the_pdf() -> str:
    made = document_pdf(report(subject()))
    if not shutil.which("pdftotext"):
        return flat(" ".join(_given_to_typst()))  # the next best: what the template puts down, word for word
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True)
    return flat(done.stdout.decode())


def _given_to_typst() -> Iterator[str]:
    kept: dict[str, str] = {}

    def keep(_template: str, inputs: dict[str, str], _day: Any) -> tuple[bytes, int]:
        kept.update(inputs)
        return b"", 1

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf_room, "tagged_pdf", keep)
        document_pdf(report(subject()))
    waiting = [json.loads(kept["document"])]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, str):
            yield part
        elif isinstance(part, list | dict):
            waiting += part.values() if isinstance(part, dict) else part


# --- the test ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AWKWARD)
def test_the_expected_text_is_what_the_dashboard_shows(name: str) -> None:
    one, fact = AWKWARD[name]
    if name != "count alone":  # the dashboard shows a count in its own column
        assert flat(figure_text(fact, one)) == SHOWN[name]


@pytest.mark.parametrize("name", AWKWARD)
def test_xlsx(name: str) -> None:
    one, fact = AWKWARD[name]
    row = rows_of_the_workbook()[one.id]
    assert flat(row["Op het scherm"].value) == SHOWN[name]
    assert row["Status"].value == numbers.state_label(fact.state)
    assert row["Indicatief"].value == ("ja" if fact.indicative else "nee")
    assert row["Cijfer"].value == pytest.approx(fact.value) if fact.value is not None else row["Cijfer"].value is None
    if fact.value is not None:
        assert dutch(row["Cijfer"].value, row["Cijfer"].number_format) == SHOWN[name].split(" ")[0]
    if fact.numerator is not None:
        assert dutch(row["Aantal"].value, row["Aantal"].number_format) in SHOWN[name]


@pytest.mark.parametrize("name", AWKWARD)
def test_csv(name: str) -> None:
    one, fact = AWKWARD[name]
    row = rows_of_the_csv()[one.id]
    assert flat(row["Op het scherm"]) == SHOWN[name]
    assert row["Status"] == numbers.state_label(fact.state)
    if fact.value is None:
        assert row["Cijfer"] == ""
    else:
        figure = float(row["Cijfer"].replace(",", "."))
        assert numbers.number(figure, numbers.decimals_of(fact.value, one)) == SHOWN[name].split(" ")[0]


def expected_cell(name: str) -> str:
    _, fact = AWKWARD[name]
    reservations = [word for word, so in (("indicatief", fact.indicative), ("voorlopig", fact.provisional)) if so]
    return ", ".join([SHOWN[name], *reservations])


@pytest.mark.parametrize("rows", [rows_of_the_docx, rows_of_the_deck], ids=["docx", "pptx"])
@pytest.mark.parametrize("name", KNOWN)
def test_tables(name: str, rows: Callable[[], Texts]) -> None:
    assert rows()[label(AWKWARD[name][0])][2] == expected_cell(name)


@pytest.mark.parametrize("name", KNOWN)
def test_pdf(name: str) -> None:
    told = expected_cell(name).split(", ")
    assert all(part in text_of_the_pdf() for part in told)


@pytest.mark.parametrize("name", [name for name in AWKWARD if name not in KNOWN])
def test_what_has_no_figure_is_said_with_the_word_for_why(name: str) -> None:
    one, _ = AWKWARD[name]
    said = f"{one.label} ({SHOWN[name]})"
    word = docx.Document(io.BytesIO(document_docx(report(subject()))))
    assert any(said in paragraph.text for paragraph in word.paragraphs)
    assert said in text_of_the_pdf()


def chart_of(one: Indicator, fact: Fact) -> Any:
    return dot_plot([fact], one, title="Titel", source="Bron: test", palette=LIGHT)


@pytest.mark.parametrize("name", [name for name in AWKWARD if name != "count alone"])
def test_svg(name: str) -> None:
    drawn = ElementTree.fromstring(chart_svg(chart_of(*AWKWARD[name])))
    texts = [flat("".join(element.itertext())) for element in drawn.iter() if element.tag.endswith("text")]
    assert SHOWN[name] in texts


@pytest.mark.parametrize("name", VALUED)
def test_native_chart(name: str) -> None:
    """The figure in the workbook of the chart, in the format of its label, and the reservations in its category."""
    one, fact = AWKWARD[name]
    made = Deck("Titel", "", TODAY, (chart_slide(chart_of(one, fact)),))
    slides = Presentation(io.BytesIO(deck_pptx(made))).slides
    [drawn] = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    [value] = drawn.plots[0].series[0].values
    format_ = drawn._chartSpace.xpath("//c:dLbl/c:numFmt/@formatCode")[0]
    assert value == pytest.approx(fact.value)
    assert dutch(value, format_) == SHOWN[name].split(" ")[0]
    [category] = drawn.plots[0].categories
    if fact.numerator is not None:
        assert numbers.number(fact.numerator) in category
    assert ("voorlopig" in category, "indicatief" in category) == (fact.provisional, fact.indicative)


def test_a_native_chart_says_why_there_is_no_figure() -> None:
    made = Deck("Titel", "", TODAY, (chart_slide(chart_of(*AWKWARD["withheld"])),))
    slides = Presentation(io.BytesIO(deck_pptx(made))).slides
    [drawn] = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    assert list(drawn.plots[0].categories) == ["Aadorp: niet gepubliceerd"]
    assert list(drawn.plots[0].series[0].values) == [None]


def test_the_change_is_told_with_its_side_everywhere() -> None:
    one, _ = AWKWARD["negative change"]
    assert rows_of_the_workbook()[one.id]["Verandering in procenten"].value == pytest.approx(-16.7)
    assert rows_of_the_workbook()[one.id]["Verandering"].value == "daling, meer dan toeval"
    assert rows_of_the_csv()[one.id]["Verandering in procenten"] == "-16,7"
    assert rows_of_the_docx()[label(one)][-1] == "daling, meer dan toeval (sinds 2023)"


def test_the_margin_of_a_survey_is_the_same() -> None:
    one, _ = AWKWARD["survey"]
    row = rows_of_the_workbook()[one.id]
    assert [row[name].value for name in ("Ondergrens 95 %", "Bovengrens 95 %")] == [20.1, 24.0]
    assert "20,1–24,0 %" in rows_of_the_docx()[label(one)]
    assert "20,1–24,0 %" in text_of_the_pdf()


def test_every_awkward_figure_has_a_text_to_expect() -> None:
    assert SHOWN.keys() == AWKWARD.keys()
    assert {one.id for one, _ in AWKWARD.values()} == {one.id for one in INDICATORS}
