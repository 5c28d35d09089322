"""The PDF: tagged and checked, one page where one was asked, and the text of others is never markup."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ivp.catalog.plan import Commentary
from ivp.errors import UserError
from ivp.export.document import Document, Figures, Listing, Paragraph, Section, Statement
from ivp.export.pdf import document_pdf, one_page_pdf
from ivp.export.report import one_page, report
from ivp.export.subject import Subject
from ivp.export.typesetting import tagged_pdf
from ivp.figures.dots import dot_plot
from ivp.figures.palette import LIGHT
from ivp.figures.table import Table
from tests.export.made_up import OWN, TODAY, MadeUp
from tests.figures.examples import LOOK, RATE, row

NASTY = '#panic("x") *vet* _schuin_ $x$ `c` <label> @bron \\ // /* [a] {b} = kop\n- lijst "aanhaling"'
CHART = dot_plot([row()], RATE, palette=LIGHT, **LOOK)
reads = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")


def text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u00a0", " ").split())


def document(*blocks: object, title: str = "Titel") -> Document:
    return Document(title, "Onder", TODAY, "Bron: x", tuple(blocks), ())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made() -> bytes:
    return document_pdf(report(Subject(MadeUp(), OWN, TODAY)))


def test_it_says_that_it_is_accessible(made: bytes) -> None:
    assert made.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo" in made
    assert re.search(rb"/Lang\s*\(nl", made)
    assert b"pdfuaid:part" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made or b'pdfuaid:part="1"' in made


def test_the_same_document_is_the_same_file(made: bytes) -> None:
    assert document_pdf(report(Subject(MadeUp(), OWN, TODAY))) == made


def test_a_picture_without_alt_text_is_refused_loudly() -> None:
    with pytest.raises(UserError, match=r"PDF/UA-1.*niet gemaakt"):
        document_pdf(document(Figures(replace(CHART, alt=""))))


def test_a_document_without_a_title_is_refused_loudly() -> None:
    with pytest.raises(UserError, match="PDF/UA-1"):
        document_pdf(document(Paragraph("x"), title=""))


@reads
def test_text_of_others_is_never_markup() -> None:
    nasty = document(
        Paragraph(NASTY), Statement(NASTY, NASTY, NASTY), Listing(Table((NASTY,), ((NASTY,),)), NASTY, NASTY),
        title="#titel",
    )  # fmt: skip
    told = text(document_pdf(replace(nasty, sections=(Section(NASTY, (Paragraph(NASTY),)),))))
    assert told.count('#panic("x")') >= 8
    assert "#titel" in told
    assert "*vet* _schuin_ $x$ `c` <label> @bron" in told


@reads
def test_what_a_coordinator_wrote_comes_through_as_it_was_written() -> None:
    note = Commentary(id="n", priority="wonen", area=OWN, year=2025, text=NASTY, written=TODAY)
    made = document_pdf(report(Subject(MadeUp(told=(note,)), OWN, TODAY)))
    assert '#panic("x")' in text(made)


@reads
def test_an_a4_is_one_page_with_the_plan_and_the_figures() -> None:
    made = one_page_pdf(one_page(Subject(MadeUp(), OWN, TODAY)))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    told = text(made)
    assert "Veilig wonen" in told
    assert "53,9 (4.185)" in told


def test_what_does_not_fit_on_a_page_is_refused_in_dutch() -> None:
    far_too_much = document(*(Paragraph("Een zin die ruimte kost. " * 40) for _ in range(20)))
    with pytest.raises(UserError, match="past niet op één A4"):
        one_page_pdf([far_too_much])


def test_the_first_that_fits_is_taken() -> None:
    far_too_much = document(*(Paragraph("Een zin die ruimte kost. " * 40) for _ in range(20)))
    assert one_page_pdf([far_too_much, document(Paragraph("Kort"))]).startswith(b"%PDF")


def test_number_of_pages() -> None:
    block = {"kind": "paragraph", "text": "x", "quiet": False, "sticky": False}
    part = {"heading": "Kop", "level": 1, "fresh": True, "blocks": [block]}
    data = {"title": "T", "subtitle": "", "footer": "", "source": "", "compact": False, "size": 0,
            "summary": [block], "sections": [part, part]}  # fmt: skip
    inputs = {"document": json.dumps(data), "drawings": "[]"}
    assert tagged_pdf("report.typ", inputs, TODAY)[1] == 3


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs pdfinfo")
def test_another_reader_finds_the_tags(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(made)
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Title:\s+Veiligheidsbeeld Aadorp", told)


def test_pictures_are_drawings_and_not_pixels(made: bytes) -> None:
    assert io.BytesIO(made).read().count(b"/Subtype /Image") == 0
