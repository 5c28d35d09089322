"""The name of the dashboard at the upper left, as a picture: that place takes no text."""

from __future__ import annotations

import html

_HEIGHT = 32
_SIZE = 17
_LIGHT, _DARK = "#154273", "#9cc7ea"


def name_plate(name: str, *, dark: bool) -> str:
    """An SVG picture with `name` in one line, for a light or a dark page.

    An image cannot use the fonts of the page, so the text is fitted to a width (a bold letter is about 0.54 of its
    size) and looks the same in whatever font the reader has.
    """
    width = round(len(name) * _SIZE * 0.54)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img"><title>{html.escape(name)}</title>'
        f'<text x="0" y="21" font-family="Segoe UI, Helvetica Neue, Arial, Liberation Sans, DejaVu Sans, sans-serif" '
        f'font-size="{_SIZE}" font-weight="700" textLength="{width}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{_DARK if dark else _LIGHT}">{html.escape(name)}</text></svg>'
    )
