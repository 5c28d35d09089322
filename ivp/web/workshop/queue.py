"""The row in front of the process that makes files: one order at a time, and a place in the row for who waits."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache

from ivp import paths
from ivp.errors import UserError
from ivp.web.workshop.orders import File, Order
from ivp.web.workshop.worker import FAILED

MOST_WAITING = 20
MOST_SECONDS = 90.0
IDLE_SECONDS = 120.0
"""After this the process ends; it keeps some 200 MB."""
_FULL = "Er wachten nu al veel bestanden op hun beurt. Probeer het over een minuut opnieuw."
_LOG = logging.getLogger(__name__)


@dataclass(eq=False)
class Ticket:
    """An order in the row: `file` or `problem` is there when `done` is set."""

    order: Order
    done: threading.Event = field(default_factory=threading.Event)
    file: File | None = None
    problem: str = ""


class Row:
    """Orders in the order in which they came, made one after the other by a process that starts when it is needed."""

    def __init__(self, seconds: float = MOST_SECONDS, idle: float = IDLE_SECONDS, most: int = MOST_WAITING) -> None:
        self._seconds, self._idle, self._most = seconds, idle, most
        self._changed = threading.Condition()
        self._waiting: deque[Ticket] = deque()
        self._busy: Ticket | None = None
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def add(self, order: Order) -> Ticket:
        """Put an order in the row. `UserError` when it is too long."""
        ticket = Ticket(order)
        with self._changed:
            if len(self._waiting) >= self._most:
                raise UserError(_FULL)
            self._waiting.append(ticket)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="files", daemon=True)
                self._thread.start()
            self._changed.notify()
        return ticket

    def ahead(self, ticket: Ticket) -> int:
        """How many orders are made before this one, the one in the making included; 0 for that one itself."""
        with self._changed:
            if ticket not in self._waiting:
                return 0
            return self._waiting.index(ticket) + (self._busy is not None)

    def now(self, order: Order) -> File:
        """Wait for an order and give its file. `UserError` when there is none."""
        ticket = self.add(order)
        if not ticket.done.wait(self._seconds * 2) or ticket.file is None:
            raise UserError(ticket.problem or FAILED)
        return ticket.file

    def close(self) -> None:
        """End the process; the next order starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._changed.wait_for(lambda: bool(self._waiting), self._idle):
                    self._thread = None
                    break
                self._busy = self._waiting.popleft()
            self._serve(self._busy)
            with self._changed:
                self._busy = None
        self.close()

    def _serve(self, ticket: Ticket) -> None:
        """Fill in what came of an order; a process that stopped or hangs costs that order only."""
        try:
            answer = self._ask(ticket.order)
        except Exception:
            _LOG.exception("the process that makes files failed")
            self.close()
            answer = FAILED
        ticket.file, ticket.problem = (answer, "") if isinstance(answer, File) else (None, answer)
        ticket.done.set()

    def _ask(self, order: Order) -> File | str:
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process was started without pipes")
        late = threading.Timer(self._seconds, process.kill)
        late.start()
        try:
            process.stdin.write(pickle.dumps(order))
            process.stdin.flush()
            answer: File | str = pickle.load(process.stdout)  # noqa: S301 - of our own process
            return answer
        finally:
            late.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ivp.web.workshop.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=paths.ROOT,
                env={**os.environ, "IVP_DATA": str(paths.data_dir().resolve())},
            )
        return self._process


@lru_cache(maxsize=1)
def row() -> Row:
    """The one row of this server."""
    return Row()


def content_of(order: Order) -> bytes:
    """What is in the file of an order that takes no longer than a click: made in the row, or here if that fails.

    A download that fails shows a line of Streamlit, in English; so this does not where it need not.
    """
    try:
        return row().now(order).content
    except UserError:
        return order.make().content
