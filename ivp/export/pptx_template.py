"""The template of a deck: our own plain 16:9 one, or that of a municipality; its layouts, placeholders and footer."""

from __future__ import annotations

import copy
import io
import math
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from ivp.errors import UserError
from ivp.export.pptx_xml import under
from ivp.export.text import plain

WIDE = (12_192_000, 6_858_000)  # 16:9, 13.33 by 7.5 inch, in EMU
_INCH, _POINT = 914_400, 12_700
_MOST_BYTES = 60_000_000  # of a template, unpacked
_TEMPLATE = b"presentationml.template.main+xml"
_PRESENTATION = b"presentationml.presentation.main+xml"
_NAVY = "154273"
_SMALL = 10.5
_EXTENSIONS = "{http://schemas.openxmlformats.org/presentationml/2006/main}extLst"
Pptx = Any  # python-pptx has types for a part only


class Box(NamedTuple):
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def of(cls, shape: Pptx) -> Box:
        """Where a shape stands."""
        return cls(shape.left, shape.top, shape.width, shape.height)

    def halves(self, share: float) -> tuple[Box, Box]:
        """The box cut in a left part of so large a share and a right part, with a gap between them."""
        gap = _INCH // 8
        left = int(self.width * share)
        return (
            Box(self.left, self.top, left - gap, self.height),
            Box(self.left + left + gap, self.top, self.width - left - gap, self.height),
        )

    def cut(self, share: float) -> tuple[Box, Box]:
        """The box cut in an upper part of so large a share and a lower part."""
        upper = int(self.height * share)
        return (
            Box(self.left, self.top, self.width, upper),
            Box(self.left, self.top + upper, self.width, self.height - upper),
        )


class Template:
    """An empty presentation: the layout of its title slide, that of all others, and where their things stand."""

    def __init__(self, presentation: Pptx, layouts: Sequence[Pptx]) -> None:
        from pptx.enum.shapes import PP_PLACEHOLDER

        self.presentation = presentation
        self.opening, self.content = _layout(layouts, "title"), _layout(layouts, "obj")
        kinds = {one.placeholder_format.type: one for one in self.content.placeholders}
        self.footer = kinds.pop(PP_PLACEHOLDER.FOOTER, None)
        self.number = kinds.pop(PP_PLACEHOLDER.SLIDE_NUMBER, None)
        kinds.pop(PP_PLACEHOLDER.DATE, None)
        title = kinds.pop(PP_PLACEHOLDER.TITLE, None) or kinds.pop(PP_PLACEHOLDER.CENTER_TITLE, None)
        self.title = Box.of(title) if title is not None else None
        self.box = max((Box.of(one) for one in kinds.values()), key=lambda box: box.width * box.height, default=None)
        self.room = self.box or self._free()
        places = [one.placeholder_format.idx for one in self.content.placeholders]
        self.sound = len(set(places)) == len(
            places
        )  # LibreOffice gives all places one number: they cannot be told apart

    def _free(self) -> Box:
        """The room of a layout without a place for content: under the title, within margins of a twentieth."""
        width, height = self.presentation.slide_width, self.presentation.slide_height
        top = self.title.top + self.title.height if self.title else height // 6
        return Box(width // 20, top, width * 9 // 10, height * 9 // 10 - top)

    def add(self, layout: Pptx) -> Pptx:
        """A new slide."""
        return self.presentation.slides.add_slide(layout)

    def place(self, slide: Pptx) -> Pptx:
        """The placeholder for the content on a new slide; None where the layout has no sound one. Others go away."""
        title = slide.shapes.title
        found = [one for one in slide.placeholders if title is None or one.shape_id != title.shape_id]
        best = max(found, key=lambda one: one.width * one.height) if self.sound and found else None
        for other in found:
            if other is not best:
                other._element.getparent().remove(other._element)
        return best

    def foot(self, slide: Pptx, text: str) -> None:
        """Source and date in the footer, and the number of the slide, in the placeholders of the layout.

        The footer becomes as wide as the content: a source does not fit in a third of a slide.
        """
        if self.number is not None:
            _copied(slide, self.number)
        left, wide = self.room.left, self.room.width
        if self.footer is None:
            top = int(self.presentation.slide_height * 0.93)
            made = slide.shapes.add_textbox(left, top, wide, int(_INCH * 0.4))
        else:
            made = _copied(slide, self.footer)
            if self.number is not None and self.number.left > left + wide // 2:
                wide = self.number.left - left
            made.left, made.top, made.width, made.height = left, self.footer.top, wide, self.footer.height
        write_text(made.text_frame, [text], _SMALL)


def opened(template: bytes | None) -> Template:
    """The template, without the slides that were in it. `UserError` when it cannot be read."""
    from pptx import Presentation

    if template is None:
        presentation = Presentation()
        _plain_look(presentation)
    else:
        presentation = _read(template)
        _empty(presentation)
    layouts = list(presentation.slide_layouts)
    if not layouts:
        raise UserError("Het sjabloon heeft geen indelingen voor dia’s; kies een ander PowerPoint-bestand.")
    return Template(presentation, layouts)


def _read(template: bytes) -> Pptx:
    """The presentation in a file; a .potx is read as the .pptx that it is but for its name."""
    from pptx import Presentation

    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise UserError("Het sjabloon is te groot (meer dan 60 MB); haal er plaatjes uit.")
            types = packed.read("[Content_Types].xml")
        if _TEMPLATE in types:
            template = _repacked(template, types.replace(_TEMPLATE, _PRESENTATION))
        return Presentation(io.BytesIO(template))
    except UserError:
        raise
    except Exception as error:  # whatever a broken file makes the libraries under it say
        raise UserError(
            "Het sjabloon is geen PowerPoint-bestand dat te lezen is; bewaar het in PowerPoint als .pptx of .potx."
        ) from error


def _repacked(template: bytes, types: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, types if part.filename == "[Content_Types].xml" else old.read(part))
    return out.getvalue()


def _empty(presentation: Pptx) -> None:
    """Take the slides out, and the sections that name them."""
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    for extensions in presentation.part._element.findall(_EXTENSIONS):
        presentation.part._element.remove(extensions)


def _layout(layouts: Sequence[Pptx], kind: str) -> Pptx:
    """The layout of this kind ('title', 'obj'), else the one most like it: with a title and one place beside it."""
    named = [one for one in layouts if one._element.get("type") == kind]
    if named:
        return named[0]

    def fit(layout: Pptx) -> tuple[bool, int]:
        types = [str(one.placeholder_format.type) for one in layout.placeholders]
        titled = any(name.startswith(("TITLE", "CENTER_TITLE")) for name in types)
        others = sum(name.startswith(("OBJECT", "BODY", "SUBTITLE", "CHART", "TABLE")) for name in types)
        return titled, -abs(others - 1)

    return max(layouts, key=fit)


def _copied(slide: Pptx, placeholder: Pptx) -> Pptx:
    """A placeholder of the layout on the slide itself: only then is it shown."""
    element = copy.deepcopy(placeholder._element)
    slide.shapes._spTree.append(element)
    made = slide.shapes[-1]
    element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
    return made


# --- text -----------------------------------------------------------------------------------------------------


def write_text(frame: Pptx, lines: Sequence[str], size: float) -> None:
    """Lines as paragraphs, in Dutch and in one size."""
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.util import Pt

    frame.word_wrap = True
    frame.text = "\n".join(plain(line).replace("\n", " ") for line in lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
            run.font.language_id = MSO_LANGUAGE_ID.DUTCH


def fitting(text: str, box: Box, *, most: float = 30.0, least: float = 14.0, wide: float = 0.62) -> float:
    """The largest size in points from `most` down to `least` in which a text fits in a box.

    `wide` is the mean width of a character as a share of its size.
    """
    width, height = (box.width - _INCH // 5) / _POINT, (box.height - _INCH // 10) / _POINT
    size = most
    while size > least:
        across = max(width / (size * wide), 1.0)
        lines = sum(max(math.ceil(len(line) / across), 1) for line in text.split("\n"))
        if lines * size * 1.22 <= height:
            break
        size -= 1
    return size


# --- our own look ---------------------------------------------------------------------------------------------


def _plain_look(presentation: Pptx) -> None:
    """The template of python-pptx made wide and quiet: title on the left, room for a chart, source along the foot."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    share = WIDE[0] / presentation.slide_width
    presentation.slide_width, presentation.slide_height = WIDE
    master = presentation.slide_master
    for shapes in (layout.shapes for layout in presentation.slide_layouts):
        for shape in shapes:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * share), int(shape.width * share)
    left, right = int(0.6 * _INCH), WIDE[0] - int(0.6 * _INCH)
    places = {
        PP_PLACEHOLDER.TITLE: Box(left, int(0.35 * _INCH), right - left, int(1.15 * _INCH)),
        PP_PLACEHOLDER.BODY: Box(left, int(1.6 * _INCH), right - left, int(5.05 * _INCH)),
        PP_PLACEHOLDER.DATE: Box(left, int(6.85 * _INCH), _INCH, int(0.45 * _INCH)),
        PP_PLACEHOLDER.FOOTER: Box(left, int(6.85 * _INCH), int(11.2 * _INCH), int(0.45 * _INCH)),
        PP_PLACEHOLDER.SLIDE_NUMBER: Box(right - int(0.9 * _INCH), int(6.85 * _INCH), int(0.9 * _INCH),
                                         int(0.45 * _INCH)),
    }  # fmt: skip
    for shape in master.placeholders:
        shape.left, shape.top, shape.width, shape.height = places[shape.placeholder_format.type]
    _styles(master)
    for shape in _layout(list(presentation.slide_layouts), "title").placeholders:  # as the others: on the left
        shape.left, shape.width = left, right - left
        for level in shape._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}lvl1pPr"):
            level.set("algn", "l")


def _styles(master: Pptx) -> None:
    """Titles bold, navy and on the left; footers on the left."""
    from pptx.enum.shapes import PP_PLACEHOLDER
    from pptx.oxml.ns import qn

    look = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    look.set("algn", "l")
    run = look.find(qn("a:defRPr"))
    run.set("b", "1")
    fill = run.find(qn("a:solidFill"))
    for child in list(fill):
        fill.remove(child)
    under(fill, "a:srgbClr", val=_NAVY)
    for shape in master.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
