"""A list of views as a code in a link, and as a small file: both checked when they come back."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ivp.errors import UserError
from ivp.export.deck.views import LONGEST_NOTE, LONGEST_TITLE, MOST_ENTRIES, Entry, Playlist, view

LONGEST_LINK = 3500
"""Characters of a code; a link of more does not pass every mail program and proxy."""
LARGEST_FILE = 100_000
"""Bytes of a file, and of what a code may unfold to."""
_OWN = "eigen."  # and behind it the code; what begins with another word is a ready-made list
_BROKEN_LINK = (
    "De link naar deze presentatie is niet heel. Vraag de link opnieuw, of open de presentatie uit een bestand."
)
_BROKEN_FILE = (
    "Dit bestand is geen presentatie van dit dashboard ({why}). Kies een bestand dat hier met ‘Bewaar als bestand’ is "
    "gemaakt."
)
_Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE, strip_whitespace=True)]
_Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE, strip_whitespace=True)]


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Slide(_Kept):
    pagina: Annotated[str, StringConstraints(max_length=40)]
    keuze: Annotated[dict[str, str], Field(max_length=30)] = {}
    titel: _Title = ""
    notitie: _Note = ""


class _File(_Kept):
    soort: Annotated[str, StringConstraints(pattern="^presentatie$")]
    versie: Annotated[int, Field(ge=1, le=1)]
    titel: _Title
    dias: Annotated[list[_Slide], Field(max_length=MOST_ENTRIES)]


def to_file(playlist: Playlist) -> bytes:
    """The list as a JSON file that a person can read."""
    return (json.dumps(_record(playlist).model_dump(), ensure_ascii=False, indent=1) + "\n").encode()


def from_file(content: bytes) -> Playlist:
    """The list in a file. `UserError` for a file that is too large, not JSON, or not such a list."""
    if len(content) > LARGEST_FILE:
        raise UserError(_BROKEN_FILE.format(why="het is te groot"))
    return _read(content, _BROKEN_FILE)


def to_code(playlist: Playlist) -> str:
    """The list as a code for a link. `UserError` when it becomes too long for one."""
    text = json.dumps(_record(playlist).model_dump(exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))
    code = _OWN + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(code) > LONGEST_LINK:
        raise UserError(
            "Deze presentatie past niet meer in een link; er is niets veranderd. "
            "Maak notities korter of haal een dia weg."
        )
    return code


def is_own(code: str) -> bool:
    """Whether a code holds a list itself, and not the name of a ready-made one."""
    return code.startswith(_OWN)


def from_code(code: str) -> Playlist:
    """The list in a code. `UserError` for a code that is cut off, too long, or not such a list."""
    packed = code.removeprefix(_OWN)
    if not is_own(code) or len(code) > LONGEST_LINK:
        raise UserError(_BROKEN_LINK)
    try:
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(base64.b64decode(packed + "=" * (-len(packed) % 4), b"-_", True), LARGEST_FILE)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise UserError(_BROKEN_LINK) from error
    if not unfolding.eof:
        raise UserError(_BROKEN_LINK)
    return _read(text, _BROKEN_LINK)


def _record(playlist: Playlist) -> _File:
    slides = [
        _Slide(pagina=one.view.page, keuze=dict(one.view.choices), titel=one.title, notitie=one.note)
        for one in playlist.entries
    ]
    return _File(soort="presentatie", versie=1, titel=playlist.title, dias=slides)


def _read(text: bytes, wrong: str) -> Playlist:
    try:
        found = _File.model_validate(json.loads(text.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise UserError(wrong.format(why="het is geen tekst")) from error
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "het begin"
        raise UserError(wrong.format(why=f"fout bij {place[:60]}")) from error
    except (ValueError, RecursionError) as error:
        raise UserError(wrong.format(why="het is geen JSON")) from error
    entries = (Entry(view(one.pagina, one.keuze), one.titel, one.notitie) for one in found.dias)
    return Playlist(found.titel, tuple(entries))
