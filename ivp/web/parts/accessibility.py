"""The accessibility statement on the page Verantwoording."""

from __future__ import annotations

import streamlit as st

from ivp.web.components.text import heading, paragraphs, plain
from ivp.web.open_data.publisher import publisher
from ivp.wording.accessibility import statement


def show_accessibility() -> None:
    """Heading and statement: its demands and status at once, the rest in a fold."""
    offered = publisher()
    first, status, *rest = statement(*((offered.name, offered.mail) if offered else ()))
    heading("Toegankelijkheid", 2, key="toegankelijkheid")
    paragraphs(plain(first.opening), plain(status.opening))
    with st.expander("Toegankelijkheidsverklaring: wat nog niet voldoet, hoe er is getest, en waar u iets meldt"):
        for section in rest:
            heading(section.title, 3)
            paragraphs(plain(section.opening), "\n".join(f"- {plain(line)}" for line in section.lines))
