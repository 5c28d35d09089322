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

_ICON = Path(__file__).with_name("icon.svg")
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
_SERVER = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('./', location.href).href }</script>"
# The control to choose a file has its words in English, and no setting for them.
_FILE = '[data-testid="stFileUploaderDropzone"]'
_WORDS = (
    f"<style>{_FILE} button p,"
    '[data-testid="stFileUploaderDropzoneInstructions"] span{font-size:0}'
    f'{_FILE} button p::after{{content:"Kies een bestand";font-size:.875rem}}'
    '[data-testid="stFileUploaderDropzoneInstructions"] span::after{content:"hooguit 20 MB";font-size:.875rem}'
    # Room for the figures: Streamlit leaves 5 rem at both sides.
    '[data-testid="stMainBlockContainer"]{padding:4.5rem clamp(1rem,2.5vw,4rem) 3rem!important}'
    # Beside the table of the first screen there is room for text only on a wide screen.
    '@media (max-width:1200px){.st-key-eerste-scherm [data-testid="stHorizontalBlock"]:has(>[data-testid="stColumn"])'
    '{flex-wrap:wrap}.st-key-eerste-scherm [data-testid="stColumn"]{flex:1 1 100%;min-width:100%}}'
    # One control and a button on a phone, all controls where there is room (see selection.controls).
    "@media (max-width:640px){.st-key-keuze-meer-dicht{display:none!important}}"
    "@media (min-width:641px){.st-key-keuze-rij{align-items:flex-start!important}}"
    '@media (min-width:641px){.st-key-keuze-rij>:has(>[class*="st-key-keuze-meer"]){flex:1 1 24rem!important}}'
    "@media (min-width:641px){.st-key-keuze-knop{display:none!important}}"
    # While the server cannot be reached; after a moment, so that it does not flash at the start.
    '[data-testid="stApp"]:is([data-test-connection-state="PINGING_SERVER"],[data-test-connection-state="CONNECTING"],'
    '[data-test-connection-state="DISCONNECTED_FOREVER"])::after{content:"De verbinding met het dashboard is even weg. '
    'Wat u ziet blijft staan; zodra het weer kan, gaat het vanzelf verder.";position:fixed;left:1rem;right:1rem;bottom:'
    "1rem;padding:.75rem 1rem;border-radius:.5rem;background:#1d3557;color:#fff;font-size:.9375rem;text-align:center;"
    "z-index:1000000;animation:weg 0s 3s both}@keyframes weg{from{visibility:hidden}to{visibility:visible}}"
    "</style>"
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
    """The document `source` with `lang="nl"`, this title, our icon and Dutch words while there is no application.

    Raises `ValueError` when `source` lacks one of these places, so that a new version of Streamlit is noticed.
    """
    icon = f"data:image/svg+xml,{quote(_ICON.read_text(encoding='utf-8'), safe='')}"
    text = source
    for pattern, new in (
        (r"<html\b[^>]*>", '<html lang="nl" translate="no">'),  # translated titles contradict the figures
        (r"<title>.*?</title>", f"<title>{html.escape(title)}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" type="image/svg+xml" href="{icon}" />'),
        (r"<noscript>.*?</noscript>", _NOSCRIPT),
        (r"(?=<script\b)", _SERVER),
        (r"(?=</head>)", _WORDS),
        (r'<div id="root">\s*</div>', _LOADING),
    ):
        text, found = re.subn(pattern, new.replace("\\", r"\\"), text, count=1, flags=re.DOTALL)
        if not found:
            raise ValueError(f"no place in index.html of Streamlit for {pattern}")
    body = text.encode()
    return Document(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:32], _hashes(text))


def _hashes(text: str) -> tuple[str, ...]:
    """The inline scripts of the document, as the sources that a Content-Security-Policy allows."""
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(text)
    )
