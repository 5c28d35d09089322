"""The command line: check the files, build the database, refresh the figures, time the whole.

Every command ends with exit code 0, or prints one Dutch message and ends with 1; `refresh` and `doctor` end with 3
when a part is well.
"""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ivp import cli_lake, cli_refresh, paths
from ivp.arguments import DutchParser
from ivp.errors import UserError
from ivp.export.command import add_commands

if TYPE_CHECKING:
    from ivp.store.reader import Store


def check(_arguments: argparse.Namespace) -> None:
    """Check catalog, plan, snapshot and the values in it without building anything; what is unlikely is printed."""
    from ivp import snapshot
    from ivp.catalog.load import load_catalog
    from ivp.catalog.tables import load_tables
    from ivp.plan import journal
    from ivp.pulls.active import active
    from ivp.store import values

    catalog = load_catalog(paths.data_dir())
    plan = journal.load(paths.data_dir(), catalog)
    if (paths.data_dir() / "tables.csv").exists():  # a folder without it cannot be refreshed, and needs no other file
        load_tables(paths.data_dir(), catalog)
    snapshot.verify(active(paths.data_dir()).snapshot)
    found = values.look_through(paths.data_dir(), catalog)
    if found.mistakes:
        raise UserError("\n".join(found.mistakes))
    for line in found.warnings:
        print(f"Let op: {line}")
    print(
        f"In orde: {len(catalog.areas)} gebieden, {len(catalog.indicators)} indicatoren, "
        f"{len(catalog.sources)} bronnen, {len(catalog.events)} gebeurtenissen; "
        f"{len(plan.priorities)} prioriteiten, {len(plan.goals)} doelen, {len(plan.actions)} acties."
    )


def build(_arguments: argparse.Namespace) -> None:
    """Build the database when it is not there yet, and say where it is."""
    from ivp.store.current import open_current
    from ivp.wording.numbers import number

    start = time.perf_counter()
    current = open_current(paths.data_dir(), paths.cache_dir(), lambda part, text: print(f"{part:4.0%} {text}"))
    if current.problem:
        raise UserError(current.problem)
    size = number(current.store.file.stat().st_size / 1e6, 1)
    print(f"Klaar in {number(time.perf_counter() - start, 1)} s: {current.store.file.name} ({size} MB)")
    cli_lake.share(current.store.file)


def begin(arguments: argparse.Namespace) -> None:
    """Make a folder for another district, and say which files are to be filled in."""
    from datetime import date

    from ivp.pulls.begin import begin as begun

    files = begun(paths.data_dir(), Path(arguments.folder), date.today())
    print(
        f"Klaar: {arguments.folder}. Vul nu: {', '.join(files)}. Dan: IVP_DATA={arguments.folder} python -m ivp check"
    )


def likes(_arguments: argparse.Namespace) -> None:
    """Print the municipalities most like ours as lines for comparison.csv."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls.active import active
    from ivp.pulls.likes import likes as found

    data = paths.data_dir()
    for code, name in found(active(data).snapshot, load_catalog(data)).items():
        print(f"{code};{name}")


def bench(_arguments: argparse.Namespace) -> None:
    """Time building and querying a synthetic country; the generator lives with the tests."""
    try:
        from tests.national import bench as national
    except ImportError as error:
        raise UserError("De meetproef hoort bij de broncode; start dit commando in de map van het project.") from error
    print(national.run())


def _store() -> Store:
    """The figures as the files have them now, or the last that were whole."""
    from ivp.store.current import open_current

    return open_current(paths.data_dir(), paths.cache_dir()).store


def backtest(_arguments: argparse.Namespace) -> None:
    """Print how well the outlook forecast years that are known, for every series that allows one."""
    from ivp.store.outlooks import backtest_lines

    for line in backtest_lines(_store()):
        print(line)


def plan_export(arguments: argparse.Namespace) -> None:
    """Write the whole plan as one workbook, or with its journal as files in a folder."""
    from ivp.plan import files, moving, workbook

    target = Path(arguments.file)
    if target.suffix.lower() != ".xlsx":
        moving.export_files(paths.data_dir(), target)
        print(f"Klaar: het plan staat met zijn journaal in de map {target}.")
        return
    try:
        files.write(target, workbook.export_workbook(paths.data_dir()))
    except OSError as error:
        remedy = "sluit het in Excel, of kies een map die bestaat en waarin u mag schrijven"
        raise UserError(f"{target} kan niet worden geschreven; {remedy}.") from error
    print(f"Klaar: het plan staat in {target}.")


def plan_import(arguments: argparse.Namespace) -> None:
    """Read a workbook back into the plan, or a folder of files into an empty database: all of it, or nothing."""
    from ivp.plan import moving, workbook

    source = Path(arguments.file)
    if source.is_dir():
        print(f"Klaar: {moving.import_files(paths.data_dir(), source)} regels staan met hun journaal in de database.")
        return
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise UserError(f"{source} is niet te lezen; controleer de naam en de rechten.") from error
    report = workbook.import_workbook(paths.data_dir(), raw, arguments.who, arguments.remove, prove=_prove)
    print(f"Klaar: {report}")


def import_figures(arguments: argparse.Namespace) -> None:
    """Read a file with figures by hand: all of it, or nothing."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls.handmade import import_file, remove

    data = paths.data_dir()
    if arguments.remove:
        print(remove(data, arguments.file, _prove))
        return
    file, catalog = Path(arguments.file), load_catalog(data)
    print(import_file(data, file, catalog, arguments.replace, accept=arguments.accept, prove=_prove))


def template(arguments: argparse.Namespace) -> None:
    """Write an empty template to fill in and import."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls.handmade import write_template

    place = Path(arguments.file or ".").expanduser()
    target = write_template(arguments.kind, place, load_catalog(paths.data_dir())).resolve()
    print(f"Klaar: het sjabloon staat in {target}.")


def _prove() -> None:
    """Make the database of the files as they are now; `UserError` when that fails, also when an older one is there.

    A folder without any figures has no database to make.
    """
    from ivp.pulls.active import active
    from ivp.snapshot import MANIFEST
    from ivp.store.current import open_current

    if not (active(paths.data_dir()).snapshot / MANIFEST).exists():
        return
    if problem := open_current(paths.data_dir(), paths.cache_dir()).problem:
        raise UserError(problem)


def _user() -> str:
    """Who runs the command, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "onbekend"


def parser() -> argparse.ArgumentParser:
    """The arguments of `python -m ivp`."""
    top = DutchParser(prog="python -m ivp", description="Veiligheidsbeeld: gegevens en database")
    commands = top.add_subparsers(dest="command", required=True, metavar="opdracht")

    def add(name: str, run: Callable[[argparse.Namespace], int | None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("check", check, "controleer de bestanden onder data/")
    add("build", build, "maak de database")
    add("begin", begin, "maak een map voor een ander district").add_argument("folder", help="de nieuwe map")
    add("likes", likes, "noem de gemeenten die het meest op de onze lijken, voor data/comparison.csv")
    add("bench", bench, "meet bouwen en bevragen op een verzonnen landelijke kubus")
    add("backtest", backtest, "toets de vooruitblik aan jaren die al bekend zijn")
    plan = add("plan", check, "neem het plan mee naar Excel of naar bestanden, en terug")
    actions = plan.add_subparsers(dest="action", required=True, metavar="wat")
    exporting = actions.add_parser("export", help="schrijf het hele plan als één werkboek, of als map met bestanden")
    exporting.set_defaults(run=plan_export)
    importing = actions.add_parser("import", help="lees een werkboek terug, of een map in een lege database")
    importing.set_defaults(run=plan_import)
    for command in (exporting, importing):
        command.add_argument("file", help="het werkboek (.xlsx), of een map")
    importing.add_argument("--remove", action="store_true", help="haal ook de regels weg die er niet meer in staan")
    importing.add_argument("--who", default=_user(), help="wie dit doet, voor het journaal")
    _figures(add)
    add_commands(add, _store, paths.data_dir)
    return top


def _figures(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands about figures from outside."""
    cli_refresh.add_to(add)
    cli_lake.add_to(add)
    importing = add(
        "import", import_figures, "lees cijfers uit een bestand: StatLine, Veiligheidsmonitor of eigen telling"
    )
    importing.add_argument("file", help="het bestand (.csv of .xlsx); met --remove: monitor, registratie of een tabel")
    importing.add_argument("--replace", action="store_true", help="vervang alles wat eerder zo is ingelezen")
    importing.add_argument("--remove", action="store_true", help="haal weg wat eerder is ingelezen")
    importing.add_argument("--accept", action="store_true", help="ook als lege cellen over bestaande cijfers komen")
    empty = add("template", template, "schrijf een leeg sjabloon om in te vullen en in te lezen")
    empty.add_argument("kind", choices=["monitor", "registratie"], help="voor welke cijfers")
    empty.add_argument("file", nargs="?", help="waar het sjabloon komt: een map, of een naam op .xlsx of .csv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parsed = parser().parse_args(arguments)
    try:
        return parsed.run(parsed) or 0
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
