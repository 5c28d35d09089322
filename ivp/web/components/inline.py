"""What the inline components share: their files, and the button that copies the link to a view."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ivp.web.scripts import loader

_ASSETS = Path(__file__).parent / "assets"


def asset(name: str) -> str:
    """The text of a file in `assets/`, for an inline component."""
    return (_ASSETS / name).read_text(encoding="utf-8")


_copy_link = st.components.v2.component(
    "kopieer_link", html="<div class='root'></div>", css=asset("copylink.css"), js=loader("copylink.js")
)


def copy_link_control(*, key: str = "kopieer-link") -> None:
    """A button that puts the link to this view on the clipboard; without a clipboard it shows the link to copy."""
    _copy_link(key=key, data={"label": "Kopieer link", "done": "Link gekopieerd",
                              "fallback": "Kopieer deze link:"}, width="content")  # fmt: skip


def this_view() -> str:
    """The address of what is on the screen now; empty outside a browser."""
    url = st.context.url
    if not url:
        return ""
    query = urlencode(st.query_params.to_dict())
    return f"{url if urlsplit(url).path else url + '/'}{f'?{query}' if query else ''}"
