"""Text of others made harmless: nothing that a file cannot hold, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata

# Characters that XML 1.0 does not know (W3C, XML 1.0 section 2.2): no Office file can hold them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Cells that begin with one of these, or a wide or small form of it, are run as a formula by a spreadsheet, and so is
# what begins with a tab or line break (OWASP, CSV Injection).
_FORMULA_SIGNS = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n")
# Spaces, separators, control and formatting characters (zero width, byte order, direction), and marks without a letter
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"})
# Letters and a symbol that are drawn as nothing at all (Unicode: Default_Ignorable_Code_Point, and braille blank)
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def plain(text: str) -> str:
    """The text without characters that an Office file cannot hold; line ends are a single line feed."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def starts_formula(text: str) -> bool:
    """Whether the text, or what follows what cannot be seen, would start a formula."""
    first = next((sign for sign in text if sign not in _BLANKS and unicodedata.category(sign) not in _UNSEEN), "")
    return text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in _FORMULA_SIGNS


def harmless(text: str) -> str:
    """The text; with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if starts_formula(text) else text
