"""Where figures are from, in one line and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ivp.catalog.models import Source
from ivp.facts import Dataset, Fact
from ivp.figures.table import Table
from ivp.wording import sentences
from ivp.wording.periods import date_text


def source_line(facts: Iterable[Fact], sources: Mapping[str, Source], datasets: Sequence[Dataset]) -> str:
    """Tables, publishers, dates of retrieval and state of some figures; empty without figures."""
    provisional: dict[str, bool] = {}
    for fact in facts:
        if fact.known:
            provisional[fact.source] = provisional.get(fact.source, False) or fact.provisional
    lines = []
    for table, early in sorted(provisional.items()):
        dated = next((one.retrieved for one in datasets if one.source == table), "")
        publisher = sources[table].publisher if table in sources else ""
        lines.append(sentences.source_line(_name(table, sources), publisher, dated, provisional=early))
    return sentences.joined_sources(lines)


def _name(table: str, sources: Mapping[str, Source]) -> str:
    """The table number, or the title of a source that is no numbered table."""
    return table if table[:1].isdigit() or table not in sources else sources[table].title


def sources_table(tables: Iterable[str], sources: Mapping[str, Source], datasets: Sequence[Dataset]) -> Table:
    """The tables behind a file: number, title, publisher, licence, periods and date of retrieval."""
    own = [sources[table] for table in dict.fromkeys(tables) if table in sources]
    pulled = {one.source: one for one in reversed(datasets)}
    return Table.of(
        {
            "Tabel": [one.id for one in own],
            "Titel": [one.title for one in own],
            "Uitgever": [one.publisher for one in own],
            "Licentie": [one.licence for one in own],
            "Perioden": [pulled[one.id].periods if one.id in pulled else "" for one in own],
            "Opgehaald": [date_text(pulled[one.id].retrieved) if one.id in pulled else "" for one in own],
        }
    )
