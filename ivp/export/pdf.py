"""A document as PDF that a screen reader can read: tagged, in Dutch, checked against PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ivp.errors import UserError
from ivp.export.document import Block, Bullets, Document, Figures, Listing, Paragraph, Section, Statement, text_columns
from ivp.export.svg import chart_svg
from ivp.export.typesetting import tagged_pdf
from ivp.figures.chart import Chart
from ivp.wording.periods import date_text

_WIDTH, _COMPACT = 720.0, 830.0  # pixels of a drawing as wide as the text: 13 px are then 8.4 or 7.7 points
_ROOM = 96  # characters that fit beside each other in a table
_MAP_SHARE = 0.8
_SIZES = (9.6, 9.2, 8.8, 8.4)  # points
Data = dict[str, Any]


class _Drawings:
    """The drawings of one document, each as wide."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.made: list[str] = []

    def add(self, chart: Chart) -> int:
        """Draw a chart; returns its place in `made`."""
        self.made.append(chart_svg(chart, self.width, framed=False))
        return len(self.made) - 1


def document_pdf(document: Document) -> bytes:
    """The report. Raises `UserError` when it would not meet PDF/UA-1; then no file is made."""
    return _typeset(document, compact=False)[0]


def one_page_pdf(shorter: Iterable[Document]) -> bytes:
    """A document of one page: the first that fits, in the largest letter with which it does.

    `shorter` are documents that say less and less. `UserError` when none fits, or would not meet PDF/UA-1.
    """
    for document in shorter:
        for size in _SIZES:
            made, pages = _typeset(document, compact=True, size=size)
            if pages == 1:
                return made
    raise UserError("Dit past niet op één A4: er zijn te veel prioriteiten. Maak het rapport (--vorm pdf).")


def _typeset(document: Document, *, compact: bool, size: float = 0.0) -> tuple[bytes, int]:
    drawings = _Drawings(_COMPACT if compact else _WIDTH)
    data = {
        "title": document.title,
        "subtitle": f"{document.subtitle}. Gemaakt op {date_text(document.made)}.",
        "footer": f"{document.title} · {date_text(document.made)}",
        "source": document.source,
        "compact": compact,
        "size": size,
        "summary": _blocks(document.summary, drawings),
        "sections": [_section(section, drawings) for section in document.sections],
    }
    return tagged_pdf(
        "report.typ", {"document": json.dumps(data), "drawings": json.dumps(drawings.made)}, document.made
    )


def _section(section: Section, drawings: _Drawings) -> Data:
    blocks = _blocks(section.blocks, drawings)
    return {"heading": section.heading, "level": section.level, "fresh": section.fresh, "blocks": blocks}


def _blocks(blocks: Sequence[Block], drawings: _Drawings) -> list[Data]:
    """The blocks as data; a paragraph before a chart stays with it."""
    told = [block for block in blocks if not isinstance(block, Listing) or len(block.table)]
    made = [_block(block, drawings) for block in told]
    for data, after in zip(made, [*told[1:], None], strict=True):
        data["sticky"] = isinstance(after, Figures)
    return made


def _block(block: Block, drawings: _Drawings) -> Data:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "quiet": block.quiet}
    if isinstance(block, Statement):
        return {"kind": "statement", "title": block.title, "text": block.text, "note": block.kind}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": block.items}
    if isinstance(block, Figures):
        return _chart(block, drawings)
    return _table(block)


def _chart(block: Figures, drawings: _Drawings) -> Data:
    chart = block.chart
    return {
        "kind": "chart",
        "drawing": drawings.add(chart),
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "notes": [" ".join(chart.notes), chart.source],
        "share": _MAP_SHARE if chart.kind == "pydeck" else 1.0,
    }


def _table(block: Listing) -> Data:
    columns = text_columns(block.table)
    return {
        "kind": "table",
        "caption": block.caption,
        "source": block.source,
        "columns": [
            {"name": one.name, "numeric": one.numeric, "weight": 0 if one.narrow else one.weight} for one in columns
        ],
        "filled": sum(one.longest + 2 for one in columns) > _ROOM,
        "rows": [list(row) for row in zip(*(one.cells for one in columns), strict=True)],
    }
