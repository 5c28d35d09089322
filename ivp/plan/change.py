"""One row that changes, and what is said when two people change the same row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ivp.errors import UserError
from ivp.plan.files import Document
from ivp.plan.rows import Cells, differing


@dataclass(frozen=True)
class Change:
    """A row by its key: `before` None is a new row, `after` None takes it away; `place` is where it comes back."""

    table: str
    key: str
    before: Cells | None
    after: Cells | None
    action: Literal["save", "delete", "undo"]
    place: int | None = None
    undoes: str = ""

    def apply(self, document: Document) -> Document:
        """The document with this change."""
        at = document.find(self.key)
        if self.after is None:
            return document if at is None else document.drop(at)
        if at is None and self.place is not None:
            return document.insert(self.after, self.place)
        return document.put(self.after, at)


class ConflictError(UserError):
    """The row is not what the editor saw: `current` is in the file now (None: gone), `wanted` was to come there."""

    def __init__(
        self,
        table: str,
        key: str,
        current: Mapping[str, str] | None,
        expected: Mapping[str, str] | None,
        wanted: Mapping[str, str] | None,
    ) -> None:
        self.current, self.expected, self.wanted = current, expected, wanted
        super().__init__(
            f"De regel ‘{key}’ in {table}.csv is intussen veranderd, dus er is niets opgeslagen: "
            f"{_versions(current, expected, wanted)}. Haal de regel opnieuw op en neem over wat u wilt houden."
        )


def _versions(
    current: Mapping[str, str] | None, expected: Mapping[str, str] | None, wanted: Mapping[str, str] | None
) -> str:
    """Both versions, column by column where they differ."""
    if current is None:
        return f"de regel is weggehaald, en u wilde {_row(wanted)}"
    if wanted is None:
        return f"er staat nu {_row(current)}, en u wilde de regel weghalen"
    names = {*differing(current, expected or {}), *differing(wanted, expected or {})}
    parts = [
        f"{name} is nu ‘{current.get(name, '')}’ en u wilde ‘{wanted.get(name, '')}’"
        for name in {**current, **wanted}
        if name in names
    ]
    return "; ".join(parts) or f"er staat al {_row(current)}"


def _row(cells: Mapping[str, str] | None) -> str:
    if not cells:
        return "de regel weghalen"
    return "‘" + "; ".join(f"{name}: {text}" for name, text in cells.items()) + "’"
