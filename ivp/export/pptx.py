"""A deck as PPTX: real placeholders, charts and tables that can be edited, the map as shapes, notes, alt text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from ivp.export.document import Block, Bullets, Deck, Figures, Listing, Paragraph, Slide, Statement
from ivp.export.native import Bars, Lines, native
from ivp.export.pptx_chart import Panel, bar_panel, line_panel
from ivp.export.pptx_map import draw_map
from ivp.export.pptx_table import draw_table
from ivp.export.pptx_template import Box, Template, fitting, opened, write_text
from ivp.export.tables import map_table
from ivp.export.text import plain
from ivp.figures.chart import Chart
from ivp.wording.periods import date_text

_MAP_SHARE = 0.6
_TEXT = 20.0  # points
_TABLE_SIZES = (14.0, 12.0)  # points: of a table over the whole slide, and of one beside a map
Pptx = Any  # python-pptx has types for a part only


def deck_pptx(deck: Deck, template: bytes | None = None) -> bytes:
    """The deck as a PowerPoint file, in our own plain look or in that of a `template` (.pptx or .potx).

    Raises `UserError` for a template that cannot be read.
    """
    shown = opened(template)
    _title_slide(shown, deck)
    for slide in deck.slides:
        _slide(shown, slide, deck)
    about = shown.presentation.core_properties
    about.title, about.subject, about.author = plain(deck.title), plain(deck.subtitle), "Veiligheidsbeeld"
    about.language, about.keywords, about.comments = "nl-NL", "", ""
    about.created = about.modified = datetime(deck.made.year, deck.made.month, deck.made.day, 12)
    out = io.BytesIO()
    shown.presentation.save(out)
    return out.getvalue()


def _title_slide(shown: Template, deck: Deck) -> None:
    made = shown.add(shown.opening)
    title = made.shapes.title
    if title is not None:
        write_text(title.text_frame, [deck.title], fitting(deck.title, Box.of(title), most=40))
    under = f"{deck.subtitle}\nGemaakt op {date_text(deck.made)}"
    others = [one for one in made.placeholders if title is None or one.shape_id != title.shape_id]
    if others:
        write_text(others[0].text_frame, under.split("\n"), 20)
        for empty in others[1:]:
            empty._element.getparent().remove(empty._element)


def _slide(shown: Template, slide: Slide, deck: Deck) -> None:
    made = shown.add(shown.content)
    title = made.shapes.title
    if title is not None and shown.title is not None:
        write_text(title.text_frame, [slide.title], fitting(slide.title, shown.title))
    made.notes_slide.notes_text_frame.text = plain(slide.notes or slide.title)
    _content(shown, made, slide.content)
    shown.foot(made, " · ".join(filter(None, (slide.source, f"gemaakt {date_text(deck.made)}"))))


def _content(shown: Template, made: Pptx, content: Block) -> None:
    """The one thing to look at, in the placeholder for it where the template has one."""
    place, box = shown.place(made), shown.room
    if isinstance(content, Figures):
        _chart(made, content.chart, place, box)
    elif isinstance(content, Listing):
        draw_table(made, content.table, content.caption, place, box, _TABLE_SIZES[0])
    else:
        target = place if place is not None else made.shapes.add_textbox(*box)
        lines = _lines(content)
        write_text(target.text_frame, lines, fitting("\n".join(lines), box, most=_TEXT, wide=0.55))


def _lines(content: Block) -> list[str]:
    if isinstance(content, Bullets):
        return list(content.items)
    if isinstance(content, Statement):
        return [f"{content.title} {content.text}"]
    return [content.text] if isinstance(content, Paragraph) else []


def _chart(made: Pptx, chart: Chart, place: Pptx, box: Box) -> None:
    panels = native(chart)
    if chart.kind == "pydeck":
        _map(made, chart, place, box)
    elif not panels:
        draw_table(made, chart.table, chart.alt, place, box, _TABLE_SIZES[0])
    elif len(panels) == 1:
        _panel(panels[0], chart).draw(made, place, box)
    else:
        _drop(place)
        for part, panel in zip(box.halves(0.5), panels, strict=True):
            _panel(panel, chart).draw(made, None, part)


def _panel(panel: Bars | Lines, chart: Chart) -> Panel:
    return bar_panel(panel, chart) if isinstance(panel, Bars) else line_panel(panel, chart)


def _map(made: Pptx, chart: Chart, place: Pptx, box: Box) -> None:
    """The map, and beside it the figures that it is coloured by."""
    _drop(place)
    left, right = box.halves(_MAP_SHARE)
    draw_map(made, chart, left)
    right, under = right.cut(0.82)
    note = " ".join(chart.notes)
    write_text(made.shapes.add_textbox(*under).text_frame, [note], fitting(note, under, most=12, least=9))
    table = map_table(chart)
    if len(table):
        draw_table(made, table, f"Cijfers bij de kaart: {chart.subtitle}", None, right, _TABLE_SIZES[1])


def _drop(place: Pptx) -> None:
    """Take an empty placeholder away: a slide shows nothing that says 'click here'."""
    if place is not None:
        place._element.getparent().remove(place._element)
