"""What a file is by its first bytes, whatever its name says, and what to do with it so that it can be read."""

from __future__ import annotations

import io
import zipfile

from ivp.errors import UserError

ZIP = b"PK\x03\x04"
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel before 2007, and what has a password."""
AS_CSV = "bewaar het in Excel als ‘CSV UTF-8’ met een puntkomma tussen de velden"
_AS_WORKBOOK = "open het in Excel en bewaar het als .xlsx (Excel-werkmap)"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PAGE = (b"<!doctype", b"<html", b"<?xml")
_HEAD = 4096
_WORKBOOK = "het is een Excel-werkmap"
_OTHERS = {
    b"%PDF": "een PDF",
    b"\x1f\x8b": "een ingepakt bestand (gzip)",
    b"7z\xbc\xaf": "een ingepakt bestand (7z)",
    b"Rar!": "een ingepakt bestand (rar)",
    b"{\\rtf": "een tekstdocument (RTF)",
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een plaatje",
    b"PAR1": "een Parquet-bestand",
}
_ZIPPED = {"word/": "een Word-document", "ppt/": "een presentatie"}

Wrong = tuple[str, str]
"""What the file is, and the remedy."""


def other_than_text(raw: bytes) -> Wrong | None:
    """What a file is that should be CSV in UTF-8 and is something else; None when it can be text."""
    if raw.startswith(ZIP):
        return _zipped(raw, AS_CSV)
    if found := _binary(raw, AS_CSV):
        return found
    if raw.startswith(_UTF16) or b"\x00" in raw[:_HEAD]:
        return "het is bewaard als Unicode-tekst (UTF-16)", AS_CSV
    if raw[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
        return "het is een webpagina of XML, geen tabel", "haal het bestand zelf op en kies dat"
    return None


def refuse_other_than_text(raw: bytes, name: str) -> None:
    """Raise `UserError` with the remedy when a file that should be CSV is something else."""
    if found := other_than_text(raw):
        raise UserError(f"{name} is niet te lezen: {found[0]}; {found[1]}.")


def refuse_other_than_workbook(raw: bytes, name: str) -> None:
    """Raise `UserError` with the remedy when a file is no XLSX workbook; a damaged one passes."""
    if raw.startswith(ZIP):
        found = _zipped(raw, _AS_WORKBOOK)
        if found is None or found[0] == _WORKBOOK:
            return
    else:
        found = _binary(raw, _AS_WORKBOOK)
    if found:
        raise UserError(f"{name} is niet te lezen: {found[0]}; {found[1]}.")
    raise UserError(f"{name} is geen leesbaar Excel-bestand; {_AS_WORKBOOK}.")


def _zipped(raw: bytes, remedy: str) -> Wrong | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except Exception:  # a damaged file fails in many ways; who reads it says so
        return None
    if b"opendocument.spreadsheet" in kind:
        return "het is een OpenDocument-werkblad (.ods)", remedy
    for folder, what in _ZIPPED.items():
        if any(name.startswith(folder) for name in names):
            return f"het is {what}", "zet de tabel in Excel en bewaar haar daar"
    if any(name.startswith("xl/") for name in names):
        binary = any(name.endswith("workbook.bin") for name in names)
        return ("het is een binaire Excel-werkmap (.xlsb)" if binary else _WORKBOOK), remedy
    return "het is een ingepakt bestand (zip)", "pak het eerst uit en kies het bestand dat erin zit"


def _binary(raw: bytes, remedy: str) -> Wrong | None:
    if raw.startswith(OFFICE):
        return _old_office(raw, remedy)
    what = next((what for magic, what in _OTHERS.items() if raw.startswith(magic)), None)
    return None if what is None else (f"het is {what}", "kies het bestand met de tabel zelf (.xlsx of .csv)")


def _old_office(raw: bytes, remedy: str) -> Wrong:
    """Such a container is Excel before 2007, or a newer workbook with a password; the names of its streams tell.

    Source: [MS-CFB] for the container, [MS-OFFCRYPTO] 2.3 for the stream EncryptedPackage.
    """
    if "EncryptedPackage".encode("utf-16-le") in raw:
        how = "open het in Excel, haal het wachtwoord weg (Bestand, Info, Werkmap beveiligen) en bewaar het opnieuw"
        return "het is met een wachtwoord beveiligd", how
    if any(name.encode("utf-16-le") in raw for name in ("WordDocument", "PowerPoint Document")):
        return "het is een Word-document of presentatie", "zet de tabel in Excel en bewaar haar daar"
    return "het is een oud Excel-bestand (.xls)", remedy
