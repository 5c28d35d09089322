"""The commands that fetch figures and say which are in use: refresh, status, diff, rollback, doctor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ivp import cli_lake, paths
from ivp.errors import UserError


def refresh(arguments: argparse.Namespace) -> int:
    """Pull fresh figures, show what changed, and take them into use: 0 when all came, 3 a part, 1 nothing."""
    from datetime import datetime

    from ivp.pulls import active, progress, report
    from ivp.pulls.refresh import Wish, refresh
    from ivp.sources.transport import Patience, Transport
    from ivp.wording.numbers import number

    data = paths.data_dir()
    wish = Wish(
        only=tuple(arguments.only),
        more=tuple(getattr(arguments, "with")),
        skip=tuple(arguments.skip),
        everything=arguments.scope == "alle",
        accept=arguments.accept,
        outlines=not arguments.no_outlines,
        strict=arguments.strict,
    )
    patience = Patience(pause=arguments.pause, total=arguments.minutes * 60)
    mode: progress.Mode = arguments.log or ("rich" if sys.stdout.isatty() else "json")
    with progress.progress(mode) as shown, Transport(patience) as transport:
        before = active.active(data).stamp
        done = refresh(data, transport, shown, wish, datetime.now())
        if done.stamp and (problem := _problem()):
            active.install(data, before)
            report.write(data, done.report.undone(problem))
            raise UserError(f"De nieuwe cijfers zijn niet bruikbaar; de oude zijn weer in gebruik. {problem}")
        for line in (*done.lines, f"Verversing van {done.report.summary}."):
            shown.say(line)
        if done.stamp:
            megabytes = number(transport.received / 1e6, 1)
            shown.say(f"Klaar: {number(transport.requests)} vragen, {megabytes} MB; in gebruik.")
            cli_lake.share_now()
    return done.report.code


def _problem() -> str:
    """Build the database of a new pull at once: why its figures cannot be used, '' when they can."""
    from ivp.store.current import open_current

    try:
        return open_current(paths.data_dir(), paths.cache_dir()).problem or ""
    except UserError as error:  # there is no older database either
        return str(error)


def status(arguments: argparse.Namespace) -> None:
    """Show age, source and number of figures per table, and what the last refresh did."""
    from ivp.pulls import status

    print(status.as_json(paths.data_dir()) if arguments.json else status.as_text(paths.data_dir()))


def diff(arguments: argparse.Namespace) -> None:
    """Show what changed between two pulls; 'meegeleverd' is the embedded figures."""
    from ivp.catalog.load import load_catalog
    from ivp.pulls import active, diff, diff_lines

    data = paths.data_dir()
    known = [*active.history(data), active.EMBEDDED]
    new = arguments.new or active.active(data).stamp or active.EMBEDDED
    old = arguments.old or next((stamp for stamp in known if stamp < new), active.EMBEDDED)
    before, after = active.place(data, old).snapshot, active.place(data, new).snapshot
    names = diff_lines.names_of(load_catalog(data), after)
    print(f"Van {old} naar {new}:")
    print("\n".join(diff_lines.lines(diff.diff(before, after), names)))


def rollback(arguments: argparse.Namespace) -> None:
    """Go back to the figures that were in use before, or take those of a stamp into use."""
    from ivp.pulls import active, status

    data = paths.data_dir()
    now = active.take_up(data, arguments.stamp) if arguments.stamp else active.rollback(data)
    print(f"In gebruik: {status.used(now.stamp)}.")
    cli_lake.share_now()


def doctor(arguments: argparse.Namespace) -> int:
    """Ask the sources whether a refresh will work: 0 wholly, 3 in part, 1 not at all."""
    from datetime import datetime

    from ivp.pulls import checkup

    asked = checkup.Asked(
        data=paths.data_dir(),
        report=Path(arguments.report),
        record=Path(arguments.record) if arguments.record else None,
    )
    return checkup.run(asked, datetime.now(), lambda line: print(line, flush=True))


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """These commands and their arguments."""
    fresh = add("refresh", refresh, "haal verse cijfers op uit de open bronnen")
    fresh.add_argument("--scope", choices=["district", "alle"], default="district", help="ook alle andere gemeenten")
    fresh.add_argument("--only", nargs="+", default=[], metavar="TABEL", help="alleen deze tabellen")
    fresh.add_argument("--with", nargs="+", default=[], metavar="TABEL", help="ook deze, die niet standaard zijn")
    fresh.add_argument("--skip", nargs="+", default=[], metavar="TABEL", help="deze tabellen niet")
    fresh.add_argument("--accept", action="store_true", help="ook als er perioden, soorten of gebieden verdwijnen")
    fresh.add_argument("--strict", action="store_true", help="alles of niets: één tabel die mislukt, houdt alles tegen")
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
    back = add("rollback", rollback, "ga terug naar de vorige cijfers")
    back.add_argument("stamp", nargs="?", help="neem deze in gebruik, zoals status die noemt; anders de vorige")
    asking = add("doctor", doctor, "vraag de bronnen of verversen nu zal werken")
    asking.add_argument("--report", default="doctor.txt", metavar="BESTAND", help="verslag om te mailen (doctor.txt)")
    asking.add_argument("--record", metavar="MAP", help="bewaar de kleine antwoorden van de diensten in deze map")
