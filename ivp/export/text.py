"""Text of others made harmless: nothing that a file cannot hold, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata

# Characters that XML 1.0 does not know (W3C, XML 1.0 section 2.2): no Office file can hold them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A cell that begins with one of these is run as a formula by a spreadsheet (OWASP, CSV Injection).
_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def plain(text: str) -> str:
    """The text without characters that an Office file cannot hold; line ends are a single line feed."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def starts_formula(text: str) -> bool:
    """Whether the first character that can be seen, or a tab or line end before it, would start a formula."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((one for one in text if unicodedata.category(one) not in _UNSEEN), "")
    return first in _FORMULA_STARTS


def harmless(text: str) -> str:
    """The text; with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if starts_formula(text) else text
