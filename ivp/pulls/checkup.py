"""The whole of `python -m ivp doctor`: the points, the tables, what is supposed, and one sentence at the end.

What is printed also goes into a report that a steward can mail: nothing of the machine or the organisation is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from ivp import __version__
from ivp.catalog.load import load_catalog
from ivp.catalog.tables import Tables, load_tables
from ivp.errors import UserError, why
from ivp.pulls import active, examine, network
from ivp.pulls.doctor import Finding, doctor
from ivp.pulls.examine import Examined
from ivp.pulls.fetch import Kit
from ivp.pulls.progress import Progress
from ivp.pulls.recorder import Recorder
from ivp.pulls.report import moment_text
from ivp.sources.addresses import Addresses
from ivp.sources.transport import Patience, SourceError, Transport

PATIENCE = Patience(read=30, attempts=2, total=1_200)
_MARK = {True: "goed", False: "FOUT", None: "let op"}
_ADDRESS = re.compile(r"\bhttps?://[^\s)’;,]+")
_ROWS = 3


@dataclass(frozen=True)
class Asked:
    """What to look at (the folder with data), where the report goes, and where answers are kept (None: nowhere)."""

    data: Path
    report: Path
    record: Path | None = None


def run(asked: Asked, now: datetime, show: Callable[[str], None], patience: Patience = PATIENCE) -> int:
    """Ask everything, show every line as it comes and write the report; 0 when a refresh will work, 3 in part, 1 not.

    Raises `UserError` without a network, and when report or answers cannot be written.
    """
    catalog = load_catalog(asked.data)
    tables = load_tables(asked.data, catalog)
    ours = {area.code[2:6] for area in catalog.areas if area.code.startswith("GM")}
    record = Recorder(asked.record, {area.code for area in catalog.areas} | _marks(ours)) if asked.record else None
    public = Public(tables)
    lines = [f"Verslag van doctor, {moment_text(now)}, Veiligheidsbeeld {__version__}"]
    with Transport(patience, record=record) as transport:
        network.must_be_there(transport, (service.url for service in tables.services))
        kit = Kit(
            active.active(asked.data).snapshot,
            asked.data,
            catalog,
            tables,
            Addresses(transport),
            Progress(),
            False,
            False,
        )
        code = 1
        for line in _said(kit, record is not None):
            text = public.only(line if isinstance(line, str) else line[1])
            code = code if isinstance(line, str) else line[0]
            lines.append(text)
            show(text)
    _write(asked.report, lines)
    show(f"Dit verslag staat ook in {asked.report}; u kunt het mailen, er staat niets vertrouwelijks in.")
    return code


def _marks(numbers: Iterable[str]) -> set[str]:
    return {f"{kind}{number}" for kind in ("GM", "WK", "BU") for number in numbers}


def _said(kit: Kit, recording: bool) -> Iterator[str | tuple[int, str]]:
    """Every line; the last one with the exit code."""
    transport = kit.addresses.transport
    yield "\nPunten"
    for finding in doctor({one.id: kit.tables.urls(one.id)[0] for one in kit.tables.services}, transport, kit.catalog):
        yield from _shown(finding)
    yield "\nTabellen die verversen ophaalt"
    examined: list[Examined] = []
    for one in examine.tables(kit):
        examined.append(one)
        yield from _shown(one.finding)
        if recording:
            _first_rows(one)
    yield "\nEenheid, district en basisteams in de Veiligheidsmonitor"
    yield from (f"{one.source}  {line}" for one in examined for line in one.survey)
    yield "\nWat wij veronderstellen"
    for finding in examine.suppositions(examined):
        yield from _shown(finding)
    yield ""
    yield from _shown(examine.longest_finding(examined))
    code, sentence = examine.conclusion(examined)
    yield code, f"\n{sentence}"


def _shown(finding: Finding) -> Iterator[str]:
    yield f"{finding.point:<9}{_MARK[finding.passed]:<7}{finding.what}: {finding.seen}"
    if finding.passed is not True and finding.remedy:
        yield f"{'':<16}{finding.remedy}"


def _first_rows(one: Examined) -> None:
    """Ask the first rows, so that they are recorded; whether they come does not matter here."""
    for name in ("TypedDataSet", "UntypedDataSet"):
        try:
            if one.table:
                one.table.top("", (), _ROWS, name)
        except SourceError:
            continue


class Public:
    """Leaves of a text only addresses of the services themselves: a proxy may have put its own in."""

    def __init__(self, tables: Tables) -> None:
        self._hosts = {urlsplit(service.url).netloc for service in tables.services}

    def only(self, text: str) -> str:
        """The text with every other address as '(ander adres)'."""
        return _ADDRESS.sub(
            lambda found: found[0] if urlsplit(found[0]).netloc in self._hosts else "(ander adres)", text
        )


def _write(file: Path, lines: list[str]) -> None:
    try:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"Het verslag kan niet in {file.name} worden bewaard ({why(error)}). Kies met --report een "
            "plek waar u mag schrijven."
        ) from error
