"""The process that makes files: it reads orders from its input and writes what came of them, until its input ends.

Started by `queue` as `python -m ivp.web.workshop.worker`; what it reads and writes are pickles of the same program.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import BinaryIO

from ivp.errors import UserError
from ivp.web.workshop.orders import File, Order

_NICE = 10  # pages go first
FAILED = "Dit bestand kan nu niet worden gemaakt. Probeer het later opnieuw; er is niets verloren."


def work(orders: BinaryIO, answers: BinaryIO) -> None:
    """Make every order that comes in; an answer is a `File`, or the one line that says why there is none."""
    while True:
        try:
            order = pickle.load(orders)  # noqa: S301 - of our own parent process
        except EOFError:
            return
        pickle.dump(made(order), answers)
        answers.flush()


def made(order: Order) -> File | str:
    """The file, or the line for the user; what nobody foresaw goes to the log as well."""
    try:
        return order.make()
    except UserError as error:
        return str(error)
    except Exception:
        import traceback

        traceback.print_exc()
        return FAILED


def main() -> None:
    """Keep the output for the answers: what anything prints goes to the log."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        work(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
