"""A small table of texts and numbers: the twin of a chart, or a list on a page. Numbers stay numbers, unrounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

Value = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Rows under Dutch column names; None is an empty cell, never 0. A column holds texts or numbers, not both."""

    names: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Value]]) -> Table:
        """The table with these columns, in this order. Raises `ValueError` when they are not of one length."""
        return cls(tuple(columns), tuple(zip(*columns.values(), strict=True)))

    def column(self, name: str) -> list[Value]:
        """The cells of one column. Raises `ValueError` for a name that is not there."""
        place = self.names.index(name)
        return [row[place] for row in self.rows]

    def columns(self) -> Iterator[tuple[str, list[Value]]]:
        """Every name with its cells."""
        return ((name, self.column(name)) for name in self.names)

    def with_column(self, name: str, values: Sequence[Value], at: int | None = None) -> Table:
        """The table with one column more: last, or at a place."""
        place = len(self.names) if at is None else at
        rows = zip(self.rows, values, strict=True)
        return Table(
            (*self.names[:place], name, *self.names[place:]),
            tuple((*row[:place], value, *row[place:]) for row, value in rows),
        )

    def only(self, *names: str) -> Table:
        """The table with these columns, in this order."""
        return Table.of({name: self.column(name) for name in names})

    def without_empty(self) -> Table:
        """The table without the columns in which no cell has a value; a table without rows stays as it is."""
        used = [name for name, values in self.columns() if any(value not in (None, "") for value in values)]
        return self.only(*used) if self.rows else self

    @staticmethod
    def joined(tables: Sequence[Table]) -> Table:
        """Tables under each other; a column that a table does not have is empty there."""
        names = tuple(dict.fromkeys(chain.from_iterable(table.names for table in tables)))
        return Table.of(
            {
                name: [
                    value
                    for table in tables
                    for value in (table.column(name) if name in table.names else [None] * len(table))
                ]
                for name in names
            }
        )

    def __len__(self) -> int:
        return len(self.rows)


def is_numeric(values: Sequence[Value]) -> bool:
    """Whether a column holds numbers: no cell is a text."""
    return not any(isinstance(value, str) for value in values)
