"""A document as DOCX that goes on being written in: real styles, numbered captions, header rows, alt text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from ivp.export.document import (
    Block,
    Bullets,
    Document,
    Figures,
    Listing,
    Paragraph,
    Statement,
    TextColumn,
    text_columns,
    widths,
)
from ivp.export.svg import chart_svg
from ivp.export.text import plain
from ivp.export.typesetting import pictures
from ivp.wording.periods import date_text

_WIDTH, _SHARPNESS = 720.0, 1.5  # pixels of a drawing, and of its picture for each of these: 170 to the inch
_PAGE = (21.0, 29.7)  # A4 in centimetres
_MARGIN = 2.3
_TEXT = _PAGE[0] - 2 * _MARGIN
_CHARACTER, _PADDING = 0.17, 0.45  # centimetres of a character in a table, and around a cell
_MAP_SHARE = 0.8
_TABLE_STYLE = "Light List Accent 1"
Word = Any  # python-docx has types for a part only


def document_docx(document: Document) -> bytes:
    """The report as a Word file, with what a civil servant needs to go on: styles, captions, fields for the numbers."""
    import docx  # heavy: only when a file is made

    word = docx.Document()
    _set_up(word, document)
    word.add_paragraph(plain(document.title), style="Title")
    word.add_paragraph(f"{plain(document.subtitle)}. Gemaakt op {date_text(document.made)}.", style="Subtitle")
    writer = _Writer(word, _drawings(document))
    word.add_heading("Samenvatting", 1)
    for block in document.summary:
        writer.write(block)
    for section in document.sections:
        heading = word.add_heading(plain(section.heading), section.level)
        heading.paragraph_format.page_break_before = section.fresh
        for block in section.blocks:
            writer.write(block)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _drawings(document: Document) -> dict[int, bytes]:
    """The charts as PNG, by the identity of their block."""
    blocks = [*document.summary, *(block for section in document.sections for block in section.blocks)]
    charts = [block for block in blocks if isinstance(block, Figures)]
    made = pictures([chart_svg(block.chart, _WIDTH, framed=False) for block in charts], _SHARPNESS)
    return {id(block): drawn for block, drawn in zip(charts, made, strict=True)}


def _set_up(word: Word, document: Document) -> None:
    """A4, Dutch, properties, and a footer with the page number."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(2.0)
    about = word.core_properties
    about.title, about.subject, about.author = plain(document.title), plain(document.subtitle), "Veiligheidsbeeld"
    about.comments, about.language = plain(document.source)[:255], "nl-NL"
    about.created = about.modified = datetime(document.made.year, document.made.month, document.made.day, 12)
    language = word.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "nl-NL")
    word.styles["Normal"].font.size = Pt(10.5)
    footer = section.footer.paragraphs[0]
    footer.text = f"{plain(document.title)} · {date_text(document.made)} · "
    _field(footer, "PAGE", "1")


class _Writer:
    """Writes blocks at the end of a document."""

    def __init__(self, word: Word, drawings: dict[int, bytes]) -> None:
        self.word, self.drawings = word, drawings
        self.numbers = {"Figuur": 0, "Tabel": 0}

    def write(self, block: Block) -> None:
        """One block in the styles of the document."""
        if isinstance(block, Paragraph):
            self._paragraph(block.text, quiet=block.quiet)
        elif isinstance(block, Statement):
            self._statement(block)
        elif isinstance(block, Bullets):
            for item in block.items:
                self.word.add_paragraph(plain(item), style="List Bullet")
        elif isinstance(block, Figures):
            self._chart(block)
        elif len(block.table):
            self._table(block)

    def _paragraph(self, text: str, *, quiet: bool = False) -> Word:
        from docx.shared import Pt

        made = self.word.add_paragraph()
        run = made.add_run(plain(text))
        if quiet:
            run.font.size = Pt(8.5)
        return made

    def _statement(self, block: Statement) -> None:
        made = self.word.add_paragraph()
        made.add_run(f"{plain(block.title)} ").bold = True
        made.add_run(plain(block.text))
        if block.kind:
            made.add_run(f" ({plain(block.kind)})").italic = True

    def _chart(self, block: Figures) -> None:
        from docx.shared import Cm

        chart = block.chart
        width = Cm(_TEXT * (_MAP_SHARE if chart.kind == "pydeck" else 1.0))
        picture = self.word.add_picture(io.BytesIO(self.drawings[id(block)]), width=width)
        properties = picture._inline.docPr
        properties.set("descr", plain(chart.alt))
        properties.set("title", plain(chart.title))
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("Figuur", f"{chart.title}. {chart.subtitle}").paragraph_format.keep_with_next = True
        self._paragraph(" ".join([*chart.notes, chart.source]), quiet=True)

    def _caption(self, kind: str, text: str) -> Word:
        """'Figuur 1: …' with a field that counts, so that a list of figures can be made and numbers follow."""
        self.numbers[kind] += 1
        made = self.word.add_paragraph(f"{kind} ", style="Caption")
        _field(made, f"SEQ {kind} \\* ARABIC", str(self.numbers[kind]))
        made.add_run(f": {plain(text)}")
        return made

    def _table(self, block: Listing) -> None:
        from docx.shared import Cm

        self._caption("Tabel", block.caption).paragraph_format.keep_with_next = True
        columns = text_columns(block.table)
        made = self.word.add_table(rows=1, cols=len(columns), style=_TABLE_STYLE)
        made.autofit = False
        _fill(made.rows[0], [column.name for column in columns], columns)
        _repeat(made.rows[0])
        for texts in zip(*(column.cells for column in columns), strict=True):
            _fill(made.add_row(), texts, columns)
        room = widths(columns, _TEXT, _CHARACTER, _PADDING)
        for column, wide, text in zip(made.columns, room, columns, strict=True):
            column.width = Cm(min(wide, text.longest * _CHARACTER + _PADDING))
            for cell in column.cells:
                cell.width = column.width
        _describe(made, block.caption)
        self._paragraph(block.source, quiet=True)


def _fill(row: Word, texts: Any, columns: list[TextColumn]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(plain(text)).font.size = Pt(8.5)
        paragraph.paragraph_format.space_after = Pt(2)
        if column.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Word) -> None:
    """The row is a header: repeated on every page, and named as such to a screen reader."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _describe(table: Word, text: str) -> None:
    """The alt text of a table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), plain(text))
    table._tbl.tblPr.append(described)


def _field(paragraph: Word, code: str, shown: str) -> None:
    """A field of Word with the text that it shows until Word counts again."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
