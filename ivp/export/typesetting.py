"""The one door to typst: documents to tagged PDF, drawings to PNG. Only its own fonts, no network."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ivp.errors import UserError

_HERE = Path(__file__).parent
_ONE_PICTURE = """
#set page(width: auto, height: auto, margin: 0pt)
#for drawing in json(bytes(sys.inputs.drawings)) { page(image(bytes(drawing), format: "svg")) }
"""
_KEPT_FOR = 10
_PIXELS_PER_INCH = 96  # of an SVG


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts inside typst: the same on every machine."""
    import typst  # heavy: only when a file is made

    return typst.Fonts(include_system_fonts=False)


def pictures(drawings: Sequence[str], sharpness: float) -> list[bytes]:
    """SVG documents as PNG, in the same order, with `sharpness` pixels for every one of the drawing."""
    if not drawings:
        return []
    inputs = {"drawings": json.dumps(list(drawings))}
    made = _compile(_ONE_PICTURE.encode(), inputs, format="png", ppi=_PIXELS_PER_INCH * sharpness)
    return [made] if isinstance(made, bytes) else list(made)


def _compile(source: bytes, inputs: dict[str, str], **how: Any) -> Any:
    """What typst makes of a source with texts for it; `RuntimeError` when it cannot."""
    import typst

    try:
        return typst.Compiler(source, root=_HERE, font_paths=_fonts(), sys_inputs=inputs).compile(**how)
    finally:
        _forget(typst)


def _forget(typst: Any) -> None:
    """Empty the memory of typst: it keeps what it made for ten documents, which grows to hundreds of megabytes."""
    for _ in range(_KEPT_FOR + 1):
        typst.Compiler(b"", font_paths=_fonts()).compile(format="pdf")


def tagged_pdf(template: str, inputs: dict[str, str], day: date) -> tuple[bytes, int]:
    """The PDF of a template in this folder with texts for it, and its number of pages.

    It meets PDF/UA-1 (ISO 14289-1) as far as a program can check; where it would not, typst refuses and this raises
    `UserError`. `day` is the date in its properties, so that the same document is the same file.
    """
    made = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    source = (_HERE / template).read_bytes()
    try:
        pdf: bytes = _compile(source, inputs, format="pdf", pdf_standards=["ua-1"], timestamp=made)
    except RuntimeError as error:
        raise UserError(
            f"De PDF voldoet niet aan de eisen voor toegankelijkheid (PDF/UA-1) en is niet gemaakt ({error}). "
            "Meld dit aan de beheerder; de andere vormen kunt u wel maken."
        ) from error
    return pdf, _pages(pdf)


def _pages(pdf: bytes) -> int:
    """The number of pages, from the file's own page objects."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
