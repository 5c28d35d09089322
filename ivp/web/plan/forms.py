"""A form for one row of a table of the plan, made from the fields of its model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

import streamlit as st

from ivp.catalog import dutch_numbers
from ivp.catalog.load import iso_date, kind_of
from ivp.catalog.models import Model
from ivp.web.components.text import plain
from ivp.web.page import DISTRICT_LEVELS, Page

NEW = ""
_LONG = {"description", "text", "result"}
_LABELS = {
    "area": "Gebied", "priority": "Prioriteit", "year": "Jaar", "text": "Tekst", "written": "Datum",
    "author": "Schrijver",
    "verdict": "Besluit", "body": "Door", "decided": "Datum", "source": "Bron", "measure": "Wat wordt gemeten",
    "direction": "Richting", "base_year": "Beginjaar", "base_value": "Beginwaarde", "target_year": "Doeljaar",
    "target_value": "Streefwaarde", "unit": "Eenheid", "set_by": "Gesteld door", "standing": "Status van de bron",
    "indicator": "Indicator", "url": "Webadres van de bron", "title": "Titel", "status": "Stand", "lead": "Trekker",
    "partners": "Partners", "deadline": "Deadline", "result": "Resultaat", "level": "Niveau", "theme": "Thema",
    "start": "Eerste jaar", "end": "Laatste jaar", "description": "Toelichting",
}  # fmt: skip


def row_form(page: Page, model: type[Model], cells: Mapping[str, str], *, key: str) -> dict[str, object] | None:
    """Draw the form with the cells of a row; the values when it was sent in complete, else None.

    A field that must be filled and is not, or that is no number, is named in one Dutch line; nothing typed is lost.
    """
    with st.form(key, border=True):
        values: dict[str, object] = {}
        for name, field in model.model_fields.items():
            if name == "id":
                continue
            label = _LABELS.get(name, name) + ("" if field.is_required() else " (mag leeg)")
            values[name] = _field(
                page, name, field.annotation, label, cells.get(name, ""), f"{key}-{name}", required=field.is_required()
            )
        sent = st.form_submit_button("Bewaar", icon=":material/save:", type="primary")
    if not sent:
        return None
    empty = [_LABELS.get(name, name) for name, value in values.items() if _must(model, name) and value in ("", None)]
    if empty:
        st.error(f"Vul nog in: {', '.join(empty)}. Er is niets bewaard.", icon=":material/error:")
        return None
    if wrong := _wrong_numbers(model, values):
        st.error("  \n".join([*map(plain, wrong), "Er is niets bewaard."]), icon=":material/error:")
        return None
    return {**({"id": cells["id"]} if "id" in cells else {}), **values}


def _wrong_numbers(model: type[Model], values: Mapping[str, object]) -> list[str]:
    """One line for every field that must be a number and is none."""
    lines = []
    for name, text in values.items():
        kind = kind_of(model, name)
        if kind not in (int, float) or not isinstance(text, str) or not text.strip():
            continue
        number = dutch_numbers.parse(text)
        if number is None or (kind is int and dutch_numbers.whole(number) is None):
            what, remedy = dutch_numbers.wrong(_LABELS.get(name, name), text.strip(), whole=kind is int)
            lines.append(f"{what}; {remedy}.")
    return lines


def _must(model: type[Model], name: str) -> bool:
    return model.model_fields[name].is_required()


def _field(page: Page, name: str, kind: Any, label: str, value: str, key: str, *, required: bool) -> object:
    """One control by the type of the field; references are chosen by name from what exists."""
    options = _options(page, name, kind)
    if options is not None and required:
        options.pop("", None)
    if options is not None:
        codes = list(options)
        if value and value not in codes:
            codes.insert(0, value)
        at = codes.index(value) if value in codes else 0
        return st.selectbox(label, codes, index=at, format_func=lambda code: options.get(code, code), key=key)
    if get_origin(kind) is tuple:
        names = _partners(page)
        chosen = [part.strip() for part in value.split(",") if part.strip() in names]
        return tuple(st.multiselect(label, list(names), default=chosen, format_func=names.__getitem__, key=key,
                                    placeholder="Kies partners"))  # fmt: skip
    if date in (kind, *get_args(kind)):
        start = _date(value) or (None if type(None) in get_args(kind) else date.today())
        return st.date_input(label, value=start, format="DD-MM-YYYY", key=key)
    if name in _LONG:
        return st.text_area(label, value=value, key=key, max_chars=4000)
    return st.text_input(label, value=value, key=key, max_chars=400)


def _date(text: str) -> date | None:
    """The date in a file, in either order; None for none, or for one that the check of the file refuses."""
    try:
        return date.fromisoformat(iso_date(text))
    except ValueError:
        return None


def _options(page: Page, name: str, kind: Any) -> dict[str, str] | None:
    """What can be chosen for a field, as label by code; None for a field that is typed."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(one.value): str(one.value) for one in kind}
    makers: dict[str, Callable[[Page], dict[str, str]]] = {
        "area": _areas, "priority": _priorities, "theme": _themes, "indicator": _indicators,
    }  # fmt: skip
    return makers[name](page) if name in makers else None


def _areas(page: Page) -> dict[str, str]:
    inside = page.known.codes(*DISTRICT_LEVELS)
    return {code: page.known.name(code) for code in inside}


def _priorities(page: Page) -> dict[str, str]:
    rows = [(one.area.name, one.priority) for one in page.store.priorities()]
    return {"": "Geen"} | {one.id: f"{where}: {one.title} ({one.start})" for where, one in rows}


def _themes(page: Page) -> dict[str, str]:
    return {theme.id: theme.label for theme in page.known.themes}


def _indicators(page: Page) -> dict[str, str]:
    return {"": "Geen"} | {one.id: one.label for one in page.known.indicators}


def _partners(page: Page) -> dict[str, str]:
    return {partner.id: partner.name for partner in page.store.partners()}
