"""The arguments of the command line in Dutch: argparse speaks English of itself."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_DUTCH = (
    (r"the following arguments are required: (.*)", r"er ontbreekt nog: \1"),
    (r"one of the arguments (.*) is required", r"kies een van deze: \1"),
    (r"argument (.*): expected .* arguments?", r"achter \1 hoort nog een waarde"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"bij \1 kan \2 niet; kies uit: \3"),
    (r"argument (.*): invalid .* value: (.*)", r"bij \1 kan \2 niet"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 en \2 gaan niet samen"),
    (r"unrecognized arguments: (.*)", r"dit is niet bekend: \1"),
)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """An `ArgumentParser`, and so are its subcommands, whose usage, help and mistakes are Dutch."""

    def __init__(self, **more) -> None:  # type: ignore[no-untyped-def]
        super().__init__(**{"formatter_class": _Help, **more, "add_help": False})
        self._positionals.title, self._optionals.title = "opdrachten en namen", "keuzes"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong in Dutch, and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{dutch(message)}. Zie: {self.prog} --help\n")


def dutch(message: str) -> str:
    """What argparse says, in Dutch; what it never said before is not repeated."""
    for english, own in _DUTCH:
        if found := re.fullmatch(english, message):
            return _capital(found.expand(own))
    return "De opdracht is niet goed geschreven"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
