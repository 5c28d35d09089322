"""The Word file: what a civil servant and a screen reader need to go on with it."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from ivp.export.document import Bullets, Document, Listing, Paragraph, Section, Statement
from ivp.export.docx import document_docx
from ivp.export.report import report
from ivp.export.subject import Subject
from ivp.figures.table import Table
from tests.export.made_up import OWN, TODAY, MadeUp

NASTY = "<w:p/> & =1+1 \x0b\x00 <b>vet</b>"
CLEAN = "<w:p/> & =1+1  <b>vet</b>"


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(document_docx(document)))


@pytest.fixture(scope="module")
def made() -> Any:
    return opened(report(Subject(MadeUp(), OWN, TODAY)))


def styles(word: Any) -> list[str]:
    return [paragraph.style.name for paragraph in word.paragraphs]


def test_real_styles(made: Any) -> None:
    used = styles(made)
    assert used[:3] == ["Title", "Subtitle", "Heading 1"]
    assert {"Heading 2", "List Bullet", "Caption"} <= set(used)
    assert {table.style.name for table in made.tables} == {"Light List Accent 1"}


def test_captions_count_by_themselves(made: Any) -> None:
    captions = [one for one in made.paragraphs if one.style.name == "Caption"]
    fields = [one._p.find(qn("w:fldSimple")).get(qn("w:instr")) for one in captions]
    assert {"SEQ Figuur \\* ARABIC", "SEQ Tabel \\* ARABIC"} == set(fields)
    shown = ["".join(text.text for text in one._p.iter(qn("w:t"))) for one in captions]
    figures = [text for text in shown if text.startswith("Figuur")]
    assert [text.split(":")[0] for text in figures] == [f"Figuur {n}" for n in range(1, len(figures) + 1)]


def test_pictures_and_tables_say_what_they_are(made: Any) -> None:
    assert len(made.inline_shapes) >= 4
    assert all(shape._inline.docPr.get("descr") for shape in made.inline_shapes)
    assert all(table._tbl.tblPr.find(qn("w:tblDescription")) is not None for table in made.tables)


def test_the_header_of_a_table_is_one(made: Any) -> None:
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_it_is_dutch_a4_and_has_properties(made: Any) -> None:
    assert made.core_properties.title == "Veiligheidsbeeld Aadorp"
    assert made.core_properties.language == "nl-NL"
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"
    assert round(made.sections[0].page_width.cm, 1) == 21.0
    assert "PAGE" in made.sections[0].footer.paragraphs[0]._p.xml


def test_tables_are_as_wide_as_the_text_at_most(made: Any) -> None:
    room = made.sections[0].page_width - made.sections[0].left_margin - made.sections[0].right_margin
    for table in made.tables:
        assert sum(column.width for column in table.columns) <= room * 1.02


def test_text_of_others_is_text_and_can_hold_anything() -> None:
    table = Listing(Table((NASTY,), ((NASTY,),)), NASTY, NASTY)
    blocks = (Paragraph(NASTY), Statement(NASTY, NASTY, NASTY), Bullets((NASTY,)), table)
    word = opened(Document(NASTY, NASTY, TODAY, NASTY, blocks, (Section(NASTY, blocks),)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts.count(CLEAN) >= 5
    assert word.tables[0].cell(1, 0).text == CLEAN


def test_a_table_without_rows_is_not_written() -> None:
    word = opened(Document("T", "", TODAY, "", (Listing(Table(("a",), ()), "Leeg"),), ()))
    assert word.tables == []
    assert "Caption" not in styles(word)
