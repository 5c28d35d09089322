"""The parts of the edit mode: change a row, take it away, and take the plan to Excel and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from ivp import paths
from ivp.catalog.load_plan import TABLES
from ivp.errors import UserError
from ivp.plan import journal, workbook
from ivp.plan.references import Reference
from ivp.web.components.text import plain
from ivp.web.page import Page
from ivp.web.plan import changing
from ivp.web.plan.changing import Done, change
from ivp.web.plan.forms import NEW, row_form
from ivp.web.plan.names import names_of
from ivp.web.plan.proving import prove
from ivp.wording.areas import capital
from ivp.wording.plan_rows import TABLES as WORDS
from ivp.wording.plan_rows import Names, counted_rows, row_title, shortened

EDITABLE = {
    "commentary": "Duiding",
    "decisions": "Besluiten",
    "goals": "Doelen",
    "actions": "Acties",
    "priorities": "Prioriteiten",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SECOND = "bewerk-tweede"
_ROWS = "bewerk-rijen"
_SUBJECT = ("priority", "area", "year")

Rows = dict[str, dict[str, str]]
Values = Mapping[str, Any]


def edit_table(page: Page, table: str, who: str) -> None:
    """Choose a row or a new one, change it in a form, and save; the row as it was opened guards against overwriting."""
    names = names_of(page)
    rows = _rows(table)
    chosen = st.selectbox(
        "Regel",
        [NEW, *rows],
        format_func=lambda id: "Nieuwe regel" if id == NEW else row_title(table, rows[id], names),
        key=f"regel-{table}",
    )
    seen = None if chosen == NEW else changing.opened((table, chosen), rows[chosen])
    key = f"formulier-{table}-{chosen}-{changing.turn()}"
    values = row_form(page, TABLES[table], seen or _start(page, who), key=key)
    if values is not None:
        st.session_state.pop(_SECOND, None)
        if table == "commentary" and (other := _same_subject(values, rows, chosen)):
            st.session_state[_SECOND] = (key, other, values)
        else:
            _save(table, values, seen, who, names)
    _ask_about_second(table, key, rows, seen, who, names)
    if seen is not None:
        _ask_before_deleting(table, seen, who, names)


def _rows(table: str) -> Rows:
    """The rows by id; those of the last time when they cannot be read now, so that what is being typed stays."""
    try:
        st.session_state[_ROWS] = (table, {row["id"]: row for row in journal.rows(paths.data_dir(), table)})
    except UserError:
        if st.session_state.get(_ROWS, ("", {}))[0] != table:
            raise
    rows: Rows = st.session_state[_ROWS][1]
    return rows


def _start(page: Page, who: str) -> dict[str, str]:
    """What a new row begins with: the area and priority that were chosen, this year, and the editor."""
    return {
        "area": page.selection.gebied or page.known.codes("district")[0],
        "priority": st.query_params.get("prioriteit", ""),
        "year": str(date.today().year),
        "author": who,
    }


def _save(table: str, values: Values, seen: dict[str, str] | None, who: str, names: Names) -> None:
    save = partial(journal.save, paths.data_dir(), table, values, who, seen, prove=prove)

    def done(entry: journal.Entry | None) -> Done:
        if entry is None:
            return Done("Er was niets veranderd, dus er is niets bewaard.")
        row = entry.after or {}
        return Done(f"Bewaard: {WORDS[table][0]} {row_title(table, row, names)}.", table, row)

    change(save, done)


def _same_subject(values: Values, rows: Rows, chosen: str) -> str:
    """The id of another row about the same priority, area and year; '' without one."""
    subject = [str(values.get(name, "")).strip() for name in _SUBJECT]
    return next((id for id, row in rows.items() if id != chosen and [row.get(n, "") for n in _SUBJECT] == subject), "")


def _ask_about_second(table: str, key: str, rows: Rows, seen: dict[str, str] | None, who: str, names: Names) -> None:
    """What was to be saved says something about what has a text already: open that one, or save a second."""
    form, other, values = st.session_state.get(_SECOND, ("", "", {}))
    if form != key or other not in rows:
        return
    first = rows[other]
    about = f"{names.shown('priority', first['priority'])}, {names.shown('area', first['area'])}, {first['year']}"
    st.warning(
        plain(f"Er is al een duiding over {about}: ‘{shortened(first['text'], 200)}’ Er is nog niets bewaard."),
        icon=":material/content_copy:",
    )
    with st.container(horizontal=True, gap="small"):
        st.button("Open de eerste", key="open-eerste", on_click=_open, args=(table, other), type="primary")
        if st.button("Bewaar als tweede", key="bewaar-tweede"):
            st.session_state.pop(_SECOND)
            _save(table, values, seen, who, names)


def _open(table: str, id: str) -> None:
    st.session_state.pop(_SECOND, None)
    st.session_state[f"regel-{table}"] = id


def _ask_before_deleting(table: str, row: dict[str, str], who: str, names: Names) -> None:
    try:
        found = journal.references(paths.data_dir(), table, row["id"])
    except UserError:  # what goes along cannot be said now, so it is not offered
        return
    title = f"{WORDS[table][0]} {row_title(table, row, names)}"
    with st.popover("Haal deze regel weg", icon=":material/delete:"):
        st.markdown(f"**{plain(f'{capital(title)} weghalen?')}**")
        for goes, what in ((True, "Dit gaat mee weg:"), (False, "Dit blijft, zonder prioriteit:")):
            if some := [one for one in found if one.goes == goes]:
                st.markdown(f"{what}\n{_listed(some, names)}")
        st.markdown("Terugzetten kan daarna bij Geschiedenis, in één keer.")
        if st.button("Ja, haal weg", key=f"weg-{table}", icon=":material/delete:", type="primary"):
            along = counted_rows(one.table for one in found if one.goes)
            said = f"Weggehaald: {title}{f', met {along}' if along else ''}. Terugzetten kan bij Geschiedenis."
            delete = partial(journal.delete, paths.data_dir(), table, row, who, prove=prove, seen=found)
            change(delete, lambda _: Done(said))


def _listed(rows: list[Reference], names: Names) -> str:
    lines = (one if row.table == "links" else f"{WORDS[row.table][0]} {one}"
             for row in rows for one in [row_title(row.table, row.cells, names)])  # fmt: skip
    return "\n".join(f"- {plain(line)}" for line in lines)


def excel(who: str) -> None:
    """The whole plan as one workbook, and back: everything is checked first, all or nothing."""
    st.download_button(
        "Download het plan als Excel",
        data=lambda: workbook.export_workbook(paths.data_dir()),
        file_name="veiligheidsplan.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
    )
    remove = st.checkbox("Haal regels en getallen weg die niet in het werkboek staan", key="werkboek-weg")
    file = st.file_uploader("Lees een bewerkt werkboek terug", type="xlsx", key=f"werkboek-{changing.turn()}")
    if file is not None and st.button("Lees in", key="lees-in", icon=":material/upload:", type="primary"):
        take_in = partial(workbook.import_workbook, paths.data_dir(), file.getvalue(), who, remove, prove=prove)
        change(take_in, lambda report: Done(f"Het werkboek is ingelezen: {report}"))
