"""What the codes in rows of the plan are called, also of rows that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.plan.records import Entry
from ivp.web.page import Page
from ivp.wording.plan_rows import Names


def names_of(page: Page, entries: Sequence[Entry] = ()) -> Names:
    """The names of areas, priorities, indicators, themes and partners; `entries` tell those that are gone."""
    gone = {
        table: {entry.key: (entry.after or entry.before or {}).get(column, entry.key) for entry in entries
                if entry.table == table}
        for table, column in (("priorities", "title"), ("partners", "name"))
    }  # fmt: skip
    return Names(
        areas={code: area.name for code, area in page.known.area.items()},
        priorities=gone["priorities"] | {one.priority.id: one.priority.title for one in page.store.priorities()},
        indicators={id: one.label for id, one in page.known.by_id.items()},
        themes={id: one.label for id, one in page.known.theme.items()},
        partners=gone["partners"] | {one.id: one.name for one in page.store.partners()},
    )
