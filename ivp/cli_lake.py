"""The commands for shared figures (`IVP_LAKE`): what was shared when, what changed, and going back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ivp.errors import UserError

if TYPE_CHECKING:
    from ivp.store.lake.place import Place


def share(file: Path) -> None:
    """Share the database that was built, where figures are shared at all, and say so."""
    from ivp.store.lake.place import shared

    place = shared()
    if place is None:
        return
    from ivp.store.lake.publish import publish

    number = publish(place, file)
    print("Deze cijfers waren al gedeeld." if number is None else f"Gedeeld als momentopname {number}.")


def share_now() -> None:
    """Build the database of the files as they are now and share it, where figures are shared at all."""
    from ivp import paths
    from ivp.store.current import open_current
    from ivp.store.lake.place import shared

    if shared() is None:
        return
    current = open_current(paths.data_dir(), paths.cache_dir())
    if current.problem:
        raise UserError(current.problem)
    share(current.store.file)


def history(_arguments: argparse.Namespace) -> None:
    """Show the snapshots that are kept, newest first."""
    from ivp.store.lake.history import history

    for one in reversed(history(_place())):
        print(f"{one.number:>6}  {one.shared} (UTC)  {one.said}")


def diff(arguments: argparse.Namespace) -> None:
    """Show how many figures differ between two snapshots, by table of the source."""
    from ivp.store.lake.history import difference, history
    from ivp.wording.numbers import number

    place = _place()
    kept = [one.number for one in history(place)]
    new = kept[-1] if arguments.new is None and kept else arguments.new
    old = max((one for one in kept if new is not None and one < new), default=None)
    old = old if arguments.old is None else arguments.old
    if old is None or new is None:
        raise UserError("Er is nog geen eerdere momentopname om mee te vergelijken.")
    print(f"Van momentopname {old} naar {new}:")
    found = difference(place, old, new)
    for one in found:
        counts = f"{number(one.new)} nieuw, {number(one.changed)} gewijzigd, {number(one.gone)} weg"
        print(f"{one.source}: {counts}")
    if not found:
        print("Geen verschil in de cijfers.")


def rollback(arguments: argparse.Namespace) -> None:
    """Share the figures of an earlier snapshot again."""
    from ivp.store.lake.publish import restore

    number = restore(_place(), arguments.snapshot)
    print(f"Momentopname {arguments.snapshot} is weer in gebruik, als {number}.")


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """These commands and their arguments."""
    lake = add("lake", history, "gedeelde cijfers (IVP_LAKE): wat er is, wat er veranderde, en terug")
    actions = lake.add_subparsers(dest="action", required=True, metavar="wat")
    actions.add_parser("history", help="toon de momentopnamen die bewaard zijn").set_defaults(run=history)
    changed = actions.add_parser("diff", help="toon hoeveel cijfers er tussen twee momentopnamen verschillen")
    changed.set_defaults(run=diff)
    changed.add_argument("old", nargs="?", type=int, help="het nummer van de oude; anders die ervoor")
    changed.add_argument("new", nargs="?", type=int, help="het nummer van de nieuwe; anders de laatste")
    back = actions.add_parser("rollback", help="deel de cijfers van een eerdere momentopname weer")
    back.set_defaults(run=rollback)
    back.add_argument("snapshot", type=int, help="het nummer, zoals history dat noemt")


def _place() -> Place:
    from ivp.store.lake.place import shared

    place = shared()
    if place is None:
        raise UserError("Cijfers worden hier niet gedeeld: IVP_LAKE is niet ingevuld. Zie docs/scale.md.")
    return place
