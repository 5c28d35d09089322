"""Looking back: what was changed, by whom and when, what it was before, and a button that turns a step back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ivp import paths
from ivp.plan import journal
from ivp.plan.records import Step
from ivp.web.components.text import plain, quiet
from ivp.web.page import Page
from ivp.web.plan.changing import Done, change
from ivp.web.plan.names import names_of
from ivp.web.plan.proving import prove
from ivp.wording.periods import moment_text
from ivp.wording.plan_rows import Difference, Names, differences, row_title, shortened, step_title

_SHOWN_STEPS = 25
_SHOWN_FIELDS = 3
_LONGEST = 90
"""Of a text that is shown at once; the whole stands one click away."""


def show_history(page: Page, who: str) -> None:
    """The last steps, newest first, each with what changed and a button that turns all of it back."""
    steps = journal.steps(paths.data_dir())
    if not steps:
        quiet("Er is nog niets gewijzigd.")
    names = names_of(page, [entry for step in reversed(steps) for entry in step.entries])
    for step in steps[:_SHOWN_STEPS]:
        with st.container(border=True, key=f"stap-{step.first.id}"):
            _show(step, names, who)


def _show(step: Step, names: Names, who: str) -> None:
    title = _title(step, names)
    left, right = st.columns([5, 1], vertical_alignment="center")
    by = plain(f"{step.first.who}, {moment_text(step.first.when)}")
    left.markdown(f"**{plain(title)}** :small[:gray[{by}]]")
    if step.undone:
        right.markdown(":small[:gray[Al teruggezet]]")
    elif right.button("Zet terug", key=f"terug-{step.first.id}", icon=":material/undo:"):
        undo = partial(journal.undo, paths.data_dir(), step.first.id, who, prove=prove)
        change(undo, lambda _: Done(f"Teruggezet: {title}."))
    _changes(step, names)


def _title(step: Step, names: Names) -> str:
    rows = [(entry.table, entry.before, entry.after) for entry in step.entries]
    return step_title(rows, names, undo=step.first.action == "undo")


def _changes(step: Step, names: Names) -> None:
    """The first fields of one changed row, shortened; where there is more, all of it stands one click away."""
    only = step.entries[0] if len(step.entries) == 1 else None
    changed = differences(only.before, only.after, names) if only else ()
    short = len(changed) <= _SHOWN_FIELDS and all(len(d.old) <= _LONGEST and len(d.new) <= _LONGEST for d in changed)
    if only and only.before and only.after:
        st.markdown("  \n".join(_line(one, _LONGEST) for one in changed[:_SHOWN_FIELDS]))
        if short:
            return
    with st.expander("Alles wat is veranderd"):
        for entry in step.entries:
            if not only:
                st.markdown(f"**{plain(row_title(entry.table, entry.after or entry.before or {}, names))}**")
            lines = [_line(one) for one in differences(entry.before, entry.after, names)]
            st.markdown("  \n".join(lines))


def _line(one: Difference, most: int = 0) -> str:
    """'Titel: Oud → Nieuw', as it was typed; what is longer than `most` is cut."""
    old, new = (_as_typed(text, most) for text in (one.old, one.new))
    arrow = f"{old} → {new}" if one.old and one.new else (new or f"{old} → leeg")
    return f":gray[{plain(one.label)}:] {arrow}"


def _as_typed(text: str, most: int) -> str:
    text = shortened(text, most) if most else text
    return "  \n".join(plain(line) for line in text.split("\n"))
