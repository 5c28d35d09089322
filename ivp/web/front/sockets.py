"""Answers that leave at once.

asyncio switches Nagle's algorithm off only for a socket that was made with the protocol TCP by name, and Streamlit's is
not: then a message of a page waits until the one before has been acknowledged, which a system may put off by 40 ms and
more. Said of the socket that listens, it holds for every connection that comes in (tcp(7)).
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

_OPEN_FILES = Path("/dev/fd")  # of this process; Linux and macOS


def send_at_once() -> None:
    """Let every connection to this process send without waiting; where open files cannot be listed, nothing happens."""
    for entry in _OPEN_FILES.iterdir() if _OPEN_FILES.is_dir() else ():
        with suppress(OSError):  # closed meanwhile
            if entry.is_socket():
                _switch_off_waiting(int(entry.name))


def _switch_off_waiting(number: int) -> None:
    with socket.socket(fileno=os.dup(number)) as one:
        internet = one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
        if internet and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
