"""Questions to a table: which rows one request chain asks, how many must come, and how to ask it in parts.

A service takes only so long an address, and only so many comparisons in one filter. So a question knows how to
become two: half of its regions, or half of its kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ivp.sources import odata
from ivp.sources.odata import ODataTable

COMPARISONS = 22
"""So many regions and kinds at once were seen to be answered (85541NED, 2026); of more nobody has told."""


@dataclass(frozen=True)
class Question:
    """One request chain; `name` tells it apart when a pull is resumed.

    `keys` are the regions of the dimension `region` that are asked one by one, with the blanks of the table; without
    them `always` says which regions. `kinds` are the codes of the dimension `kind` that are asked (none: all). `areas`
    are those of ours that come of it, in the order of `keys`. `each` is how many rows come per key and kind.
    """

    name: str
    region: str
    keys: tuple[str, ...]
    kind: str
    kinds: tuple[str, ...]
    always: tuple[str, ...]
    areas: tuple[str, ...]
    each: int

    @property
    def where(self) -> str:
        """The filter."""
        return odata.both(odata.equals(self.region, self.keys), *self.always, odata.equals(self.kind, self.kinds))

    @property
    def rows(self) -> int:
        """How many rows must come."""
        return max(len(self.keys), 1) * max(len(self.kinds), 1) * self.each

    def halves(self) -> tuple[Question, ...]:
        """The same in two questions; nothing when it cannot be asked in parts."""
        if len(self.keys) > 1:
            middle = len(self.keys) // 2
            first = replace(self, keys=self.keys[:middle], areas=self.areas[:middle])
            rest = replace(self, keys=self.keys[middle:], areas=self.areas[middle:])
            return first, replace(rest, name=self.name.replace(self.areas[0], rest.areas[0], 1))
        if len(self.kinds) > 1:
            middle = len(self.kinds) // 2
            rest = replace(self, kinds=self.kinds[middle:], name=f"{self.name}-{self.kinds[middle].strip()}")
            return replace(self, kinds=self.kinds[:middle]), rest
        return ()


def short(questions: Iterable[Question], table: ODataTable, select: Sequence[str]) -> Iterator[Question]:
    """The same questions, in parts where the address would be too long or the filter has too many comparisons."""
    for one in questions:
        few = len(one.keys) + len(one.kinds) <= COMPARISONS
        parts = () if few and table.fits(one.where, select) else one.halves()
        yield from short(parts, table, select) if parts else (one,)
