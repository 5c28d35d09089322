"""The part of Verantwoording about the open data: what there is, where it stands, and how to ask for a part of it."""

from __future__ import annotations

import streamlit as st

from ivp.figures.table import Table
from ivp.web.components.tables import show_table
from ivp.web.components.text import heading, paragraphs
from ivp.web.open_data.declare import ROOT
from ivp.web.open_data.feed import NAME
from ivp.web.open_data.question import MOST_ROWS
from ivp.web.open_data.resources import RESOURCES
from ivp.wording import open_data as words
from ivp.wording.numbers import number

_HERE = ROOT.removeprefix("/")  # pages are one level deep, so that this holds behind a proxy as well


def show_open_data() -> None:
    """Heading, text, the descriptions for programs, and the table of addresses."""
    heading("Open data", 2, key="open-data")
    paragraphs(
        words.ABOUT.format(most=number(MOST_ROWS)),
        words.LEFT_OUT,
        f"[Alle adressen]({_HERE}) · [Beschrijving voor programma’s (OpenAPI)]({_HERE}/openapi.json) · "
        f"[Beschrijving voor dataportalen (DCAT)]({_HERE}/catalogus.jsonld) · "
        f"[Nieuw sinds de vorige verversing (Atom)]({_HERE}/{NAME})",
    )
    with st.expander(f"Alle {len(RESOURCES)} adressen, met hun filters"):
        show_table(addresses_table(), alt="Adressen van de open data, wat er staat en met welke filters")


def addresses_table() -> Table:
    """One row per resource."""
    rows = RESOURCES.values()
    return Table.of(
        {
            "Adres": [f"{ROOT}/{one.name}" for one in rows],
            "Wat": [one.what for one in rows],
            "Filters": [", ".join(wanted.name for wanted in one.filters) for one in rows],
        }
    )
