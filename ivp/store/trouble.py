"""What went wrong while the database was made, as one Dutch line; the traceback goes to the log."""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ivp.errors import UserError

_LOG = logging.getLogger(__name__)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_MEMORY = "Er is te weinig geheugen om de database te maken; geef de server meer geheugen of sluit andere programma’s."
_DISK = (
    "De database kan niet worden geschreven; controleer de ruimte op de schijf en de rechten op de map met de database."
)


@contextmanager
def in_dutch() -> Iterator[None]:
    """Let every failure inside become a `UserError`; one that is not ours is logged with its traceback."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        code = secrets.token_hex(3)
        _LOG.exception("message %s: the database cannot be made", code)
        raise UserError(_said(error, code)) from error


def _said(error: Exception, code: str) -> str:
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return _MEMORY
    if isinstance(error, duckdb.IOException | duckdb.TransactionException):  # the second: it could not be committed
        return _DISK
    if isinstance(error, OSError):
        name = Path(error.filename).name if isinstance(error.filename, str | Path) else "Een bestand"
        if error.errno in _FULL:
            return _DISK
        if error.errno in _CLOSED:
            return f"{name} is niet te lezen of te schrijven; controleer de rechten."
        if error.errno == errno.ENOENT:
            return f"{name} ontbreekt; zet het terug."
    return (
        "De bestanden zijn niet te verwerken; controleer ze met: python -m ivp check. Vindt dat niets? Geef dan dit "
        f"nummer door aan de beheerder: {code}."
    )
