"""A place to draw SVG on. Text is always text: the tree escapes it, no markup is made from strings."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import count
from xml.etree import ElementTree as Tree

from ivp.export.text import plain
from ivp.figures.plotting import LINE

FONT = "Source Sans 3, Source Sans Pro, Liberation Sans, Arial, Helvetica, Libertinus Serif, sans-serif"
_NAMESPACE = "http://www.w3.org/2000/svg"
_MARKUP = re.compile(r"(<br>|</?b>|</?i>)")
_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
Anchor = str  # 'start', 'middle' or 'end'


class Canvas:
    """A drawing, or a part of it that is moved; (0, 0) is its top left corner, in pixels."""

    def __init__(self, width: float, height: float, *, title: str, description: str) -> None:
        self.root = Tree.Element(
            "svg",
            {
                "xmlns": _NAMESPACE,
                "width": _n(width),
                "height": _n(height),
                "viewBox": f"0 0 {_n(width)} {_n(height)}",
                "role": "img",
                "lang": "nl",
                "font-family": FONT,
                "aria-labelledby": "titel beschrijving",
            },
        )
        Tree.SubElement(self.root, "title", {"id": "titel"}).text = plain(title)
        Tree.SubElement(self.root, "desc", {"id": "beschrijving"}).text = plain(description)
        self.here = self.root
        self.ids = count(1)

    def _inside(self, element: Tree.Element) -> Canvas:
        made = Canvas.__new__(Canvas)
        made.root, made.here, made.ids = self.root, element, self.ids
        return made

    def moved(self, x: float, y: float) -> Canvas:
        """A part of the drawing with its own corner."""
        return self._inside(Tree.SubElement(self.here, "g", {"transform": f"translate({_n(x)} {_n(y)})"}))

    def clipped(self, x: float, y: float, width: float, height: float) -> Canvas:
        """A part of the drawing that shows only what lies within the frame."""
        name = f"vlak{next(self.ids)}"
        frame = Tree.SubElement(self.here, "clipPath", {"id": name})
        Tree.SubElement(frame, "rect", _box(x, y, width, height))
        return self._inside(Tree.SubElement(self.here, "g", {"clip-path": f"url(#{name})"}))

    def rectangle(
        self, x: float, y: float, width: float, height: float, *, fill: str, line: str = "", stroke: float = 0.0
    ) -> None:
        """A filled rectangle, with an edge where there is a `stroke`."""
        Tree.SubElement(self.here, "rect", _box(x, y, width, height) | _filled(fill) | _stroked(line, stroke))

    def circle(
        self, x: float, y: float, radius: float, *, fill: str, line: str, width: float, opacity: float = 1.0,
        tip: str = "",
    ) -> None:  # fmt: skip
        """A circle; `tip` is what a browser shows when it is pointed at."""
        at = {"cx": _n(x), "cy": _n(y), "r": _n(radius)}
        self._with_tip(Tree.SubElement(self.here, "circle", at | _filled(fill, opacity) | _stroked(line, width)), tip)

    def path(
        self, path: str, *, fill: str = "none", opacity: float = 1.0, line: str = "", width: float = 0.0,
        dash: str = "", tip: str = "",
    ) -> None:  # fmt: skip
        """A path in the language of SVG; `dash` as plotly writes it."""
        look = {"d": path, "stroke-linejoin": "round"} | _filled(fill, opacity) | _stroked(line, width)
        dashes = _dashes(dash)
        self._with_tip(Tree.SubElement(self.here, "path", look | ({"stroke-dasharray": dashes} if dashes else {})), tip)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "") -> None:
        """A line through the points."""
        if len(points) > 1 and width > 0:
            self.path("M" + " L".join(f"{_n(x)},{_n(y)}" for x, y in points), line=colour, width=width, dash=dash)

    def text(
        self, x: float, y: float, text: str, *, size: float, colour: str, anchor: Anchor = "start", bold: bool = False,
        italic: bool = False, halo: str = "", turned: bool = False,
    ) -> None:  # fmt: skip
        """One line of text on the base line `y`; `halo` is the colour of a wide edge, without which there is none."""
        look = {"x": _n(x), "y": _n(y), "font-size": _n(size), "fill": colour, "text-anchor": anchor}
        look |= {"font-weight": "bold"} if bold else {}
        look |= {"font-style": "italic"} if italic else {}
        look |= {"stroke": halo, "stroke-width": "4", "stroke-linejoin": "round", "aria-hidden": "true"} if halo else {}
        look |= {"transform": f"rotate(-90 {_n(x)} {_n(y)})"} if turned else {}
        Tree.SubElement(self.here, "text", look).text = plain(text)

    def rich(
        self, x: float, top: float, text: str, *, size: float, colour: str, anchor: Anchor, line: float = LINE
    ) -> None:
        """Lines of text from `top` down, in the little HTML that plotly reads: <br>, <b> and <i>."""
        bold = italic = False
        for at, written in enumerate(text.split("<br>")):
            look = {"x": _n(x), "y": _n(top + at * line + line * 0.76), "font-size": _n(size), "fill": colour}
            element = Tree.SubElement(self.here, "text", look | {"text-anchor": anchor})
            for piece in _MARKUP.split(written):
                if _MARKUP.fullmatch(piece):
                    bold = piece == "<b>" if piece.endswith("b>") else bold
                    italic = piece == "<i>" if piece.endswith("i>") else italic
                elif piece:
                    weight = ({"font-weight": "bold"} if bold else {}) | ({"font-style": "italic"} if italic else {})
                    Tree.SubElement(element, "tspan", weight).text = plain(html.unescape(piece))

    def text_of(self) -> str:
        """The whole drawing."""
        return Tree.tostring(self.root, encoding="unicode")

    def _with_tip(self, element: Tree.Element, tip: str) -> None:
        if tip:
            Tree.SubElement(element, "title").text = plain(tip)


def _n(x: float) -> str:
    return f"{x:.1f}".removesuffix(".0")


def _box(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}


def _filled(fill: str, opacity: float = 1.0) -> dict[str, str]:
    colour, own = solid(fill)
    shown = own * opacity
    return {"fill": colour} | ({"fill-opacity": f"{shown:g}"} if shown < 1 and colour != "none" else {})


def _stroked(line: str, width: float) -> dict[str, str]:
    return {"stroke": line, "stroke-width": f"{width:g}"} if line and width else {}


def solid(colour: str) -> tuple[str, float]:
    """'#rrggbb' and opacity of a colour as plotly writes it: '#rrggbb' or 'rgba(r,g,b,a)'."""
    found = _RGBA.fullmatch(colour)
    if not found:
        return colour, 1.0
    red, green, blue = (int(part) for part in found.groups()[:3])
    return f"#{red:02x}{green:02x}{blue:02x}", float(found[4])


def _dashes(dash: str) -> str:
    named = {"": "", "solid": "", "dash": "6 4", "dot": "1.5 3"}
    return named[dash] if dash in named else dash.replace("px", "").replace(",", " ")
