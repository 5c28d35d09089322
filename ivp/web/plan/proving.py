"""What was just saved is put to the proof at once: the database must be makeable of it."""

from __future__ import annotations

from ivp.errors import UserError
from ivp.web import database


def prove() -> None:
    """Make the database of the files as they are now; raises when that fails, also when older figures stay open."""
    database.store()
    if problem := database.problem():
        raise UserError(problem)
