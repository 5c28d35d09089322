"""Who may send files to the server, and how much: only sessions of editors, within a quota.

Streamlit takes a file from every session, on pages without a file to choose as well, and keeps it in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

MOST_FILES = 6
SESSION_BYTES = 60_000_000
ALL_BYTES = 200_000_000
_TOO_MUCH = "Er staan al te veel bestanden klaar. Haal er een weg, of laad de pagina opnieuw."

_editors: set[str] = set()
_under_way: Counter[str] = Counter()


def allow(session: str, allowed: bool) -> None:
    """Say whether this session is of somebody who may edit."""
    (_editors.add if allowed else _editors.discard)(session)


def is_allowed(session: str) -> bool:
    """Whether this session may send files."""
    return session in _editors


def refusal(session: str, length: str | None) -> tuple[int, str] | None:
    """Status and Dutch line when a file of this length (the header) may not come, else None."""
    if length is None or not length.isascii() or not length.isdigit():
        return 411, "De grootte van het bestand ontbreekt."
    kept = {name: [len(file.data) for file in files.values()] for name, files in _kept().items()}
    mine = kept.get(session, [])
    coming = int(length) + _under_way[session]
    too_much = (
        len(mine) >= MOST_FILES
        or sum(mine) + coming > SESSION_BYTES
        or sum(map(sum, kept.values())) + _under_way.total() + int(length) > ALL_BYTES
    )
    return (413, _TOO_MUCH) if too_much else None


@contextmanager
def coming_in(session: str, length: int) -> Iterator[None]:
    """Count a file while it comes in: it is not among what is kept yet."""
    _under_way[session] += length
    try:
        yield
    finally:
        _under_way[session] -= length
        if not _under_way[session]:
            del _under_way[session]


def _kept() -> dict[str, dict[str, UploadedFileRec]]:
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        raise TypeError("another version of Streamlit keeps files elsewhere: the quota is to be counted there")
    return {session: dict(files) for session, files in dict(manager.file_storage).items()}
