"""The command line: check the files, build the database, compile the embedded figures, time the whole.

Every command ends with exit code 0, or prints one Dutch message and ends with 1.
"""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ivp import paths
from ivp.errors import UserError


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

    start = time.perf_counter()
    current = open_current(paths.data_dir(), paths.cache_dir(), lambda part, text: print(f"{part:4.0%} {text}"))
    if current.problem:
        raise UserError(current.problem)
    size = current.store.file.stat().st_size / 1e6
    print(f"Klaar in {time.perf_counter() - start:.1f} s: {current.store.file.name} ({size:.1f} MB)")


def compile_figures(arguments: argparse.Namespace) -> None:
    """Compile the embedded snapshot from a folder with published copies of the tables."""
    from ivp.sources.published import compile_published

    manifest = compile_published(
        Path(arguments.figures), Path(arguments.geo), paths.data_dir(), date.fromisoformat(arguments.date)
    )
    print(f"Klaar: {len(manifest.files)} bestanden, {sum(entry.rows for entry in manifest.files)} rijen.")


def bench(_arguments: argparse.Namespace) -> None:
    """Time building and querying a synthetic country; the generator lives with the tests."""
    try:
        from tests.national import bench as national
    except ImportError as error:
        raise UserError("De meetproef hoort bij de broncode; start dit commando in de map van het project.") from error
    print(national.run())


def backtest(_arguments: argparse.Namespace) -> None:
    """Print how well the outlook forecast years that are known, for every series that allows one."""
    from ivp.store.current import open_current
    from ivp.store.outlooks import backtest_lines

    for line in backtest_lines(open_current(paths.data_dir(), paths.cache_dir()).store):
        print(line)


def plan_export(arguments: argparse.Namespace) -> None:
    """Write the whole plan as one workbook."""
    from ivp.plan import files, workbook

    target = Path(arguments.file)
    try:
        files.write(target, workbook.export_workbook(paths.data_dir()))
    except OSError as error:
        remedy = "sluit het in Excel, of kies een map die bestaat en waarin u mag schrijven"
        raise UserError(f"{target} kan niet worden geschreven; {remedy}.") from error
    print(f"Klaar: het plan staat in {target}.")


def plan_import(arguments: argparse.Namespace) -> None:
    """Read a workbook back into the files of the plan: all of it, or nothing."""
    from ivp.plan import workbook

    source = Path(arguments.file)
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise UserError(f"{source} is niet te lezen; controleer de naam en de rechten.") from error
    print(f"Klaar: {workbook.import_workbook(paths.data_dir(), raw, arguments.who, arguments.remove)}")


def refresh(arguments: argparse.Namespace) -> None:
    """Pull fresh figures from the open sources, show what changed, and take them into use."""
    from datetime import datetime

    from ivp.pulls import active, progress
    from ivp.pulls.refresh import Wish, refresh
    from ivp.sources.transport import Patience, Transport

    wish = Wish(
        only=tuple(arguments.only),
        more=tuple(getattr(arguments, "with")),
        skip=tuple(arguments.skip),
        everything=arguments.scope == "alle",
        accept=arguments.accept,
        outlines=not arguments.no_outlines,
    )
    patience = Patience(pause=arguments.pause, total=arguments.minutes * 60)
    mode: progress.Mode = arguments.log or ("rich" if sys.stdout.isatty() else "json")
    with progress.progress(mode) as shown, Transport(patience) as transport:
        before = active.active(paths.data_dir()).stamp
        outcome = refresh(paths.data_dir(), transport, shown, wish, datetime.now())
        if outcome.stamp:
            _ready(before)
        for line in outcome.lines:
            shown.say(line)
        if outcome.stamp:
            shown.say(f"Klaar: {transport.requests} vragen, {transport.received / 1e6:.1f} MB; in gebruik.")


def _ready(before: str) -> None:
    """Build the database of a new pull at once; figures that cannot be built make way for those in use `before`."""
    from ivp.pulls import active
    from ivp.store.current import open_current

    try:
        problem = open_current(paths.data_dir(), paths.cache_dir()).problem
    except UserError as error:  # there is no older database either
        problem = str(error)
    if problem:
        active.install(paths.data_dir(), before)
        raise UserError(f"De nieuwe cijfers zijn niet bruikbaar; de oude zijn weer in gebruik. {problem}")


def status(arguments: argparse.Namespace) -> None:
    """Show age, source and number of figures per table."""
    from ivp.pulls import status

    print(status.as_json(paths.data_dir()) if arguments.json else status.as_text(paths.data_dir()))


def diff(arguments: argparse.Namespace) -> None:
    """Show what changed between two pulls; 'meegeleverd' is the embedded figures."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls import active, diff

    data = paths.data_dir()
    known = [*active.history(data), active.EMBEDDED]
    new = arguments.new or active.active(data).stamp or active.EMBEDDED
    old = arguments.old or next((stamp for stamp in known if stamp < new), active.EMBEDDED)
    names = {area.code: area.name for area in load_catalog(data).areas}
    print(f"Van {old} naar {new}:")
    print("\n".join(diff.lines(diff.diff(active.place(data, old).snapshot, active.place(data, new).snapshot), names)))


def rollback(_arguments: argparse.Namespace) -> None:
    """Go back to the figures that were in use before."""
    from ivp.pulls import active

    now = active.rollback(paths.data_dir())
    print(f"In gebruik: {now.stamp or 'de meegeleverde cijfers'}.")


def doctor(_arguments: argparse.Namespace) -> None:
    """Ask the sources whether they behave as this program expects."""
    from ivp.catalog.load import load_catalog
    from ivp.catalog.tables import load_tables
    from ivp.pulls.doctor import doctor
    from ivp.sources.transport import Patience, Transport

    tables = load_tables(paths.data_dir(), load_catalog(paths.data_dir()))
    wrong = 0
    with Transport(Patience(read=20, attempts=2, total=55)) as transport:
        for finding in doctor({service.id: service.url for service in tables.services}, transport):
            wrong += finding.passed is False
            mark = {True: "goed", False: "FOUT", None: "let op"}[finding.passed]
            print(f"{finding.point}) {mark:<7}{finding.what}: {finding.seen}", flush=True)
            if finding.passed is not True and finding.remedy:
                print(f"           {finding.remedy}")
    if wrong:
        raise UserError(f"{wrong} van de bronnen gedragen zich anders dan verwacht; zie hierboven.")


def import_figures(arguments: argparse.Namespace) -> None:
    """Read a file with figures by hand: all of it, or nothing."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls.handmade import import_file, remove

    data = paths.data_dir()
    if arguments.remove:
        print(remove(data, arguments.file))
    else:
        print(import_file(data, Path(arguments.file), load_catalog(data), arguments.replace))


def template(arguments: argparse.Namespace) -> None:
    """Write an empty template to fill in and import."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls.handmade import write_template

    target = Path(arguments.file or f"sjabloon-{arguments.kind}.xlsx")
    write_template(arguments.kind, target, load_catalog(paths.data_dir()))
    print(f"Klaar: het sjabloon staat in {target}.")


def _user() -> str:
    """Who runs the command, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "onbekend"


def parser() -> argparse.ArgumentParser:
    """The arguments of `python -m ivp`."""
    top = argparse.ArgumentParser(prog="python -m ivp", description="Veiligheidsbeeld: gegevens en database")
    commands = top.add_subparsers(dest="command", required=True, metavar="opdracht")

    def add(name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("check", check, "controleer de bestanden onder data/")
    add("build", build, "maak de database")
    add("bench", bench, "meet bouwen en bevragen op een verzonnen landelijke kubus")
    add("backtest", backtest, "toets de vooruitblik aan jaren die al bekend zijn")
    compiling = add("compile", compile_figures, "stel de meegeleverde cijfers samen uit gepubliceerde kopieën")
    compiling.add_argument("figures", help="map met de CSV-kopieën van de tabellen")
    compiling.add_argument("geo", help="map met de omtrekken en punten")
    compiling.add_argument("--date", default=date.today().isoformat(), help="datum van samenstelling (JJJJ-MM-DD)")
    plan = add("plan", check, "neem het plan mee naar Excel, en terug")
    actions = plan.add_subparsers(dest="action", required=True, metavar="wat")
    exporting = actions.add_parser("export", help="schrijf het hele plan als één werkboek")
    exporting.set_defaults(run=plan_export)
    importing = actions.add_parser("import", help="lees een werkboek terug: alles, of bij één fout niets")
    importing.set_defaults(run=plan_import)
    for command in (exporting, importing):
        command.add_argument("file", help="het werkboek (.xlsx)")
    importing.add_argument("--remove", action="store_true", help="haal ook de regels weg die er niet meer in staan")
    importing.add_argument("--who", default=_user(), help="wie dit doet, voor het journaal")
    _figures(add)
    return top


def _figures(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands about figures from outside."""
    fresh = add("refresh", refresh, "haal verse cijfers op uit de open bronnen")
    fresh.add_argument("--scope", choices=["district", "alle"], default="district", help="ook alle andere gemeenten")
    fresh.add_argument("--only", nargs="+", default=[], metavar="TABEL", help="alleen deze tabellen")
    fresh.add_argument("--with", nargs="+", default=[], metavar="TABEL", help="ook deze, die niet standaard zijn")
    fresh.add_argument("--skip", nargs="+", default=[], metavar="TABEL", help="deze tabellen niet")
    fresh.add_argument("--accept", action="store_true", help="ook als er perioden, soorten of gebieden verdwijnen")
    fresh.add_argument("--no-outlines", action="store_true", help="laat de grenzen op de kaart zoals ze zijn")
    fresh.add_argument("--log", choices=["rich", "stil", "json"], help="balken, niets of regels JSON")
    fresh.add_argument("--pause", type=float, default=1.0, help="seconden tussen twee vragen aan een dienst (1)")
    fresh.add_argument("--minutes", type=float, default=120.0, help="na zoveel minuten stopt het (120)")
    add("status", status, "toon leeftijd, bron en aantal cijfers per tabel").add_argument(
        "--json", action="store_true", help="als JSON"
    )
    changed = add("diff", diff, "toon wat er veranderde tussen twee verversingen")
    changed.add_argument("old", nargs="?", help="de oude, zoals status die noemt; anders de vorige")
    changed.add_argument("new", nargs="?", help="de nieuwe; anders die in gebruik is")
    add("rollback", rollback, "ga terug naar de vorige cijfers")
    add("doctor", doctor, "vraag de bronnen of ze zich gedragen zoals verwacht")
    importing = add(
        "import", import_figures, "lees cijfers uit een bestand: StatLine, Veiligheidsmonitor of eigen telling"
    )
    importing.add_argument("file", help="het bestand (.csv of .xlsx); met --remove: monitor, registratie of een tabel")
    importing.add_argument("--replace", action="store_true", help="vervang alles wat eerder zo is ingelezen")
    importing.add_argument("--remove", action="store_true", help="haal weg wat eerder is ingelezen")
    empty = add("template", template, "schrijf een leeg sjabloon om in te vullen en in te lezen")
    empty.add_argument("kind", choices=["monitor", "registratie"], help="voor welke cijfers")
    empty.add_argument("file", nargs="?", help="waar het sjabloon komt (.xlsx of .csv)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parsed = parser().parse_args(arguments)
    try:
        parsed.run(parsed)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except ValueError as error:
        if parsed.command != "compile":
            raise
        print(f"Onjuiste invoer: {error}. Geef de datum als JJJJ-MM-DD.", file=sys.stderr)
        return 1
    return 0
