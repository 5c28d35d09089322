"""The parts of the edit mode: change a row, adopt a candidate, look back and undo, take the plan to Excel and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import streamlit as st

from ivp import paths
from ivp.catalog.load_plan import TABLES
from ivp.catalog.models import Statistic
from ivp.catalog.plan import Evidence, PlanLevel, Standing, Weight
from ivp.errors import UserError
from ivp.plan import journal, workbook
from ivp.plan_facts import Candidate
from ivp.web.components.text import plain, quiet
from ivp.web.page import Page
from ivp.web.plan.forms import NEW, row_form
from ivp.web.plan.proving import prove
from ivp.wording import assessments as words
from ivp.wording.periods import moment_text

EDITABLE = {
    "commentary": "Duiding",
    "decisions": "Besluiten",
    "goals": "Doelen",
    "actions": "Acties",
    "priorities": "Prioriteiten",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN_CHANGES = 25
_YEARS = 4  # of a plan
_LEVELS = {"gemeente": PlanLevel.LOKAAL, "basisteam": PlanLevel.BASISTEAM, "district": PlanLevel.DISTRICT}


def edit_table(page: Page, table: str, who: str) -> None:
    """Choose a row or a new one, change it in a form, and save; the row as it was opened guards against overwriting."""
    rows = {row["id"]: row for row in journal.rows(paths.data_dir(), table)}
    chosen = st.selectbox(
        "Regel",
        [NEW, *rows],
        format_func=lambda id: "Nieuwe regel" if id == NEW else _name(page, table, rows[id]),
        key=f"regel-{table}",
    )
    opened = _opened(table, chosen, rows)
    turn = st.session_state.get("bewerk-beurt", 0)
    values = row_form(page, TABLES[table], opened or _start(page, who), key=f"formulier-{table}-{chosen}-{turn}")
    if values is not None:
        _change(partial(journal.save, paths.data_dir(), table, values, who, opened, prove=prove), "Bewaard.")
    if opened is not None and st.button("Haal deze regel weg", key=f"weg-{table}", icon=":material/delete:"):
        _change(
            lambda: journal.delete(paths.data_dir(), table, opened, who, prove=prove),
            "Weggehaald. Terugzetten kan bij Geschiedenis.",
        )


def _start(page: Page, who: str) -> dict[str, str]:
    """What a new row begins with: the area and priority that were chosen, this year, and the editor."""
    return {
        "area": page.selection.gebied or page.known.codes("district")[0],
        "priority": st.query_params.get("prioriteit", ""),
        "year": str(date.today().year),
        "author": who,
    }


def _name(page: Page, table: str, row: Mapping[str, str]) -> str:
    code = row.get("area", "")
    where = page.known.area[code].name if code in page.known.area else code
    what = row.get("title") or row.get("measure") or row.get("text") or row.get("verdict") or row["id"]
    return f"{where}: {what[:70]}"


def _opened(table: str, chosen: str, rows: Mapping[str, Mapping[str, str]]) -> dict[str, str] | None:
    """The row as this editor first saw it, kept until it is saved or another one is chosen."""
    if chosen == NEW:
        return None
    kept: dict[str, object] = st.session_state.setdefault("bewerk-geopend", {})
    if kept.get("plaats") != (table, chosen):
        kept.update(plaats=(table, chosen), rij=dict(rows[chosen]))
    row = kept["rij"]
    return dict(row) if isinstance(row, dict) else None


def _change(do: Callable[[], object], said: str) -> None:
    """Do it; say in Dutch what is wrong and change nothing, or show the new state."""
    try:
        do()
    except UserError as error:
        st.error("  \n".join(plain(line) for line in str(error).splitlines()), icon=":material/error:")
        if isinstance(error, journal.ConflictError):
            st.button("Toon de nieuwe versie", key="nieuwe-versie", on_click=_start_again)
        return
    _start_again()
    st.toast(said, icon=":material/check:")
    st.rerun()


def _start_again() -> None:
    st.session_state.pop("bewerk-geopend", None)
    st.session_state["bewerk-beurt"] = st.session_state.get("bewerk-beurt", 0) + 1


def adopt_candidate(page: Page, who: str) -> None:
    """Make a computed candidate a priority of the chosen area, in one step; it gets the standing 'aanname'."""
    area = page.selection.gebied or page.known.codes("district")[0]
    rows = [row for row in page.store.candidates(area) if row.score is not None and not row.documented]
    st.markdown(plain(f"Kandidaten voor {page.known.name(area)}, {words.COMPUTED}."))
    if not rows:
        quiet("Er is hier geen kandidaat die nog geen prioriteit is.")
    for row in rows:
        st.markdown(plain(words.candidate_sentence(row, page.known.by_id)))
        if st.button("Neem over in het plan", key=f"neem-over-{row.theme}", icon=":material/add:"):
            _change(partial(_adopt, page, area, row, who), "Overgenomen als aanname.")


def _adopt(page: Page, area: str, row: Candidate, who: str) -> None:
    """The priority of the next plan, and a link to every indicator that the candidate rests on."""
    start = _next_plan(page)
    priority = {
        "level": _LEVELS[page.known.levels[area]],
        "area": area,
        "title": row.theme_label,
        "theme": row.theme,
        "start": start,
        "end": start + _YEARS - 1,
        "standing": Standing.AANNAME,
        "source": "Kandidaat, berekend uit de cijfers",
        "description": "Overgenomen uit de kandidaten; nog niet vastgesteld.",
    }
    entry = journal.save(paths.data_dir(), "priorities", priority, who)
    evidence = page.store.candidate_evidence(area, row.theme)
    for id in dict.fromkeys(one.fact.indicator for one in evidence):
        survey = page.known.by_id[id].statistic == Statistic.SURVEY
        link = {
            "priority": entry.key if entry else "",
            "indicator": id,
            "evidence": Evidence.SURVEY if survey else Evidence.REGISTER,
            "weight": Weight.LEAD,
        }
        journal.save(paths.data_dir(), "links", link, who)


def _next_plan(page: Page) -> int:
    """The first year after the plan that runs now; this year when there is none."""
    year = date.today().year
    running = [one.priority.end for one in page.store.priorities() if one.priority.end >= year]
    return min(running) + 1 if running else year


def show_history(who: str) -> None:
    """The last changes, newest first, each with a button that turns it back."""
    entries = journal.history(paths.data_dir())
    if not entries:
        quiet("Er is nog niets gewijzigd.")
    for entry in entries[:_SHOWN_CHANGES]:
        did = {"save": "bewaard", "delete": "weggehaald", "undo": "teruggezet"}[entry.action]
        left, right = st.columns([5, 1], vertical_alignment="center")
        when = moment_text(entry.when)
        table = EDITABLE.get(entry.table, entry.table)
        by = plain(f"{entry.who}, {when}")
        left.markdown(f"**{plain(entry.key)}** {did} in {table} :small[:gray[{by}]]")
        if right.button("Zet terug", key=f"terug-{entry.id}", icon=":material/undo:"):
            _change(partial(journal.undo, paths.data_dir(), entry.id, who, prove=prove), "Teruggezet.")


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
    turn = st.session_state.get("bewerk-beurt", 0)
    file = st.file_uploader("Lees een bewerkt werkboek terug", type="xlsx", key=f"werkboek-{turn}")
    if file is not None and st.button("Lees in", key="lees-in", icon=":material/upload:", type="primary"):
        take_in = partial(workbook.import_workbook, paths.data_dir(), file.getvalue(), who, remove, prove=prove)
        _change(take_in, "Bijgewerkt.")
