"""The commands `report` and `nieuw`: files about one area or about all, with a bar that shows how far it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ivp.errors import UserError

if TYPE_CHECKING:
    from ivp.export.forms import Form
    from ivp.export.reading import Reading
    from ivp.export.subject import Subject
    from ivp.facts import Area

KINDS = ("pptx", "pdf", "docx", "xlsx", "a4")
OpenStore = Callable[[], "Reading"]


def add_commands(add: Callable[..., argparse.ArgumentParser], open_store: OpenStore, data: Callable[[], Path]) -> None:
    """Add both commands; `open_store` gives the figures, `data` the data folder, when a command runs."""
    report = add("report", lambda given: make_files(given, open_store()), "maak presentatie, rapport, cijfers of A4")
    report.add_argument("--vorm", choices=KINDS, help="welke soort bestand; bij --alles: elke soort (anders pdf)")
    report.add_argument("--template", metavar="BESTAND", help="eigen PowerPoint-sjabloon, bij --vorm pptx")
    fresh = add("nieuw", lambda given: tell_news(given, open_store(), data()), "zeg wat de laatste verversing bracht")
    fresh.add_argument("--adres", default="", help="adres van het dashboard, voor de links")
    for command in (report, fresh):
        which = command.add_mutually_exclusive_group(required=True)
        which.add_argument("--gemeente", metavar="NAAM", help="naam of code; ook een basisteam of het district")
        which.add_argument("--alles", action="store_true", help="van elke gemeente, elk basisteam en het district")
        command.add_argument("--naar", default=".", metavar="MAP", help="map waar het bestand komt (hier)")


def make_files(given: argparse.Namespace, reading: Reading) -> None:
    """Make the files that were asked for, each whole or not at all."""
    from ivp.export.forms import FORMS, with_template
    from ivp.export.saving import save
    from ivp.export.subject import Subject

    kinds = [given.vorm] if given.vorm else list(KINDS) if given.alles else ["pdf"]
    forms = [FORMS[kind] for kind in kinds]
    if given.template:
        if kinds != ["pptx"]:
            raise UserError("Een sjabloon hoort bij een presentatie; geef ook --vorm pptx.")
        forms = [with_template(_template(Path(given.template)))]
    folder = Path(given.naar)
    subjects = [Subject(reading, area.code, date.today()) for area in chosen(given, reading)]
    with _shown(len(subjects) * len(forms)) as tell:
        for subject, form in _pairs(subjects, forms):
            tell(str(save(folder, form.name(subject), form.make(subject))))


def _pairs(subjects: Iterable[Subject], forms: list[Form]) -> Iterator[tuple[Subject, Form]]:
    return ((subject, form) for subject in subjects for form in forms)


def _template(path: Path) -> bytes:
    """The content of a template that can be read as one."""
    from ivp.export.pptx_template import opened

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"Het sjabloon {path} is niet te lezen; controleer de naam en de rechten.") from error
    opened(content)
    return content


def chosen(given: argparse.Namespace, reading: Reading) -> list[Area]:
    """The areas that were asked for. `UserError` for a name that none has."""
    from ivp.export.subject import REPORTED
    from ivp.figures.base import area_label

    areas = [area for area in reading.areas() if area.level in REPORTED]
    if given.alles:
        return areas
    wanted = given.gemeente.strip().casefold()
    found = [one for one in areas if wanted in (one.name.casefold(), one.code.casefold(), area_label(one).casefold())]
    if not found:
        known = ", ".join(area_label(area) for area in areas)
        raise UserError(f"‘{given.gemeente}’ is geen gebied van dit dashboard; kies uit: {known}.")
    return found[:1]


def tell_news(given: argparse.Namespace, reading: Reading, data: Path) -> None:
    """Print what the last refresh brought, and with --naar write it as text, feed and mail."""
    from ivp.export.news import as_atom, as_mail, as_text, news
    from ivp.export.saving import save
    from ivp.export.subject import Subject
    from ivp.figures.base import file_stem
    from ivp.pulls.latest import latest

    last = latest(data)
    if last is None:
        raise UserError(
            "De meegeleverde cijfers zijn in gebruik, dus er is niets nieuws; ververs eerst met: python -m ivp refresh"
        )
    for area in chosen(given, reading):
        found = news(Subject(reading, area.code, date.today()), last.changes, last.since, last.made)
        stem = file_stem("nieuw", found.area)
        save(Path(given.naar), f"{stem}.txt", as_text(found).encode())
        save(Path(given.naar), f"{stem}.atom", as_atom(found, given.adres).encode())
        save(Path(given.naar), f"{stem}.html", as_mail(found, given.adres).encode())
        print(as_text(found))


@contextmanager
def _shown(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal for more than one file; every finished file is told on a line."""
    if total < 2 or not sys.stdout.isatty():
        yield print
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn("Bestanden"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("", total=total)

        def tell(line: str) -> None:
            bar.console.print(line, highlight=False, soft_wrap=True)
            bar.advance(task)

        yield tell
