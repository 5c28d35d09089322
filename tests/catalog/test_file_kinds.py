"""A file that is something else than its name says is refused with the remedy for that kind of file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ivp.catalog.file_kinds import other_than_text, refuse_other_than_text, refuse_other_than_workbook
from ivp.catalog.load import CatalogError, load_catalog
from ivp.errors import UserError

OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = b"\xef\xbb\xbfgebied;waarde\r\nGM0001;7,2\r\n"


def streams(*names: str) -> bytes:
    """A container of before 2007 with streams of these names (they are written as UTF-16)."""
    return OFFICE + b"".join(name.encode("utf-16-le") + bytes(40) for name in names)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


KINDS = [
    (streams("EncryptionInfo", "EncryptedPackage"), "met een wachtwoord beveiligd", "haal het wachtwoord weg"),
    (streams("Workbook", "SummaryInformation"), r"een oud Excel-bestand \(\.xls\)", None),
    (streams("Book"), r"een oud Excel-bestand \(\.xls\)", None),
    (streams("WordDocument"), "een Word-document", "zet de tabel in Excel"),
    (zipped(word__document=b"<x/>"), "een Word-document", "zet de tabel in Excel"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), r"OpenDocument-werkblad \(\.ods\)", None),
    (zipped(xl__worksheets__sheet1=b"", **{"xl__workbook.bin": b""}), r"binaire Excel-werkmap \(\.xlsb\)", None),
    (zipped(cijfers=b"1"), "een ingepakt bestand", "pak het eerst uit"),
    (b"%PDF-1.7\n", "een PDF", "kies het bestand met de tabel zelf"),
    (b"\x1f\x8b\x08\x00", "een ingepakt bestand", "kies het bestand met de tabel zelf"),
]


@pytest.mark.parametrize(("raw", "what", "remedy"), KINDS)
def test_as_text_and_as_workbook_the_same_file_has_its_own_remedy(raw: bytes, what: str, remedy: str | None) -> None:
    with pytest.raises(UserError, match=what) as as_text:
        refuse_other_than_text(raw, "cijfers.csv")
    with pytest.raises(UserError, match=what) as as_workbook:
        refuse_other_than_workbook(raw, "cijfers.xlsx")
    assert (remedy or "‘CSV UTF-8’ met een puntkomma") in str(as_text.value)
    assert (remedy or "bewaar het als .xlsx") in str(as_workbook.value)
    assert "StatLine" not in f"{as_text.value}{as_workbook.value}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel_is_named(encoding: str) -> None:
    text = TEXT.decode("utf-8-sig").encode(encoding)
    with pytest.raises(UserError, match=r"bewaard als Unicode-tekst \(UTF-16\); bewaar het in Excel als ‘CSV UTF-8’"):
        refuse_other_than_text(text, "x.csv")


def test_a_web_page_is_no_table() -> None:
    with pytest.raises(UserError, match="een webpagina of XML"):
        refuse_other_than_text(b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "x.csv")


def test_a_workbook_is_no_text_and_text_no_workbook() -> None:
    book = zipped(xl__workbook=b"<workbook/>")
    refuse_other_than_workbook(book, "x.xlsx")
    with pytest.raises(UserError, match="een Excel-werkmap; bewaar het in Excel als ‘CSV UTF-8’"):
        refuse_other_than_text(book, "x.csv")
    with pytest.raises(UserError, match="geen leesbaar Excel-bestand; open het in Excel"):
        refuse_other_than_workbook(TEXT, "x.xlsx")


@pytest.mark.parametrize("raw", [TEXT, b"", b"a;b\n", "é;ë\n".encode(), b"PK", b"<5;1\n"])
def test_what_can_be_text_passes(raw: bytes) -> None:
    assert other_than_text(raw) is None


def test_a_file_of_the_catalog_that_excel_kept_as_another_kind_is_named(folder: Path) -> None:
    (folder / "themes.csv").write_bytes(streams("EncryptedPackage"))
    with pytest.raises(CatalogError, match=r"themes\.csv: het is met een wachtwoord beveiligd; open het in Excel"):
        load_catalog(folder)
    (folder / "themes.csv").write_bytes("id;label;veld\n".encode("utf-16"))
    with pytest.raises(CatalogError, match=r"themes\.csv: het is bewaard als Unicode-tekst"):
        load_catalog(folder)
