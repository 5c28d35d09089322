"""Streamlit's one HTML document, made Dutch: language, title, and the words shown without JavaScript."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from streamlit import file_util

_HERE = Path(__file__).parent
_ICON, _STYLE = _HERE / "icon.svg", _HERE / "page.css"
_SCRIPTS = tuple(_HERE / name for name in ("print.js", "still.js", "tabs.js"))
_NOSCRIPT = (
    "<noscript><p>Dit dashboard werkt met JavaScript. Zet JavaScript aan in uw browser en laad de pagina opnieuw.</p>"
    "</noscript>"
)
_LOADING = (
    '<div id="root"><p style="margin:3rem 1rem;text-align:center;font:1rem/1.5 sans-serif">'
    "Het veiligheidsbeeld wordt geladen …</p></div>"
)
# Where the server is, so that Streamlit need not try: on /kaart it asks /kaart/_stcore/... first, which is a 404 in the
# console and a round trip. Pages are one level deep. Should a later version not read it, it tries again as before.
# And the language: dates, lists and calendars of Streamlit's controls follow the browser, but the dashboard is Dutch.
_SERVER = (
    "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('./', location.href).href };"
    "Object.defineProperties(navigator, { language: { value: 'nl-NL' }, languages: { value: ['nl-NL', 'nl'] } })"
    "</script>"
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """The document as it is sent: plain, compressed, its ETag (without quotes) and the hashes of inline scripts."""

    plain: bytes
    compressed: bytes
    etag: str
    script_hashes: tuple[str, ...]


def installed_index() -> str:
    """The text of the `index.html` of the installed Streamlit."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def dutch_document(source: str, title: str) -> Document:
    """The document `source` with `lang="nl"`, this title, our icon and style, and Dutch words while it is loading.

    Raises `ValueError` when `source` lacks one of these places, so that a new version of Streamlit is noticed.
    """
    icon = f"data:image/svg+xml,{quote(_text(_ICON), safe='')}"
    text = source
    for pattern, new in (
        (r"<html\b[^>]*>", '<html lang="nl" translate="no">'),  # translated titles contradict the figures
        (r"<title>.*?</title>", f"<title>{html.escape(title)}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" type="image/svg+xml" href="{icon}" />'),
        (r"<noscript>.*?</noscript>", _NOSCRIPT),
        (r"(?=<script\b)", _SERVER),
        (r"(?=</head>)", f"<style>{_text(_STYLE)}</style><script>{''.join(map(_text, _SCRIPTS))}</script>"),
        (r'<div id="root">\s*</div>', _LOADING),
    ):
        text, found = re.subn(pattern, new.replace("\\", r"\\"), text, count=1, flags=re.DOTALL)
        if not found:
            raise ValueError(f"no place in index.html of Streamlit for {pattern}")
    body = text.encode()
    return Document(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:32], _hashes(text))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _hashes(text: str) -> tuple[str, ...]:
    """The inline scripts of the document, as the sources that a Content-Security-Policy allows."""
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(text)
    )
