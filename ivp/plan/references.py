"""Which rows refer to a priority, and what becomes of them when it goes."""

from __future__ import annotations

from dataclasses import dataclass

from ivp.catalog.load_plan import TABLES
from ivp.plan.change import Change
from ivp.plan.repository import Reading, rows
from ivp.plan.rows import Cells, key_of

_COLUMN = "priority"


@dataclass(frozen=True)
class Reference:
    """A row that refers to a priority. One that cannot be without goes along; another stays, without priority."""

    table: str
    cells: Cells

    @property
    def goes(self) -> bool:
        """Whether it goes along."""
        return TABLES[self.table].model_fields[_COLUMN].is_required()

    def change(self) -> Change:
        """What becomes of it."""
        key = key_of(self.table, self.cells)
        if self.goes:
            return Change(self.table, key, self.cells, None, "delete")
        left = {name: text for name, text in self.cells.items() if name != _COLUMN}
        return Change(self.table, key, self.cells, left, "save")


def references(home: Reading, table: str, key: str) -> tuple[Reference, ...]:
    """The rows of all tables that refer to this row; only to a priority there can be any that go along."""
    if table != "priorities":
        return ()
    return tuple(
        Reference(name, cells)
        for name, model in TABLES.items()
        if _COLUMN in model.model_fields
        for cells in rows(home, name)
        if cells.get(_COLUMN) == key
    )
