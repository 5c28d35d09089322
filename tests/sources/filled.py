"""Filled-in templates for tests, with figures that are plainly made up, and a catalog with two own registrations."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from openpyxl import Workbook, load_workbook

from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog, Indicator
from ivp.paths import ROOT
from ivp.sources.templates import FORMS, MONITOR, REGISTRATION, SHEET, Kind, template_xlsx

SURVEY_ROW = ("GM1674", "2023", "vm-onveilig-buurt", "11,1", "9,1", "13,1", "111", "gemeente Proef")
COUNT_ROW = ("GM1674", "2024-04", "", "proef-halt", "11", "Proef")


def own(id: str) -> Indicator:
    return Indicator.model_validate(
        {"id": id, "label": id.replace("-", " ").capitalize(), "short": id, "theme": "jeugd", "statistic": "rate",
         "unit": "per 1.000 inwoners", "decimals": 1, "polarity": "none", "detection": "na", "source": "EIGEN",
         "code": id, "measure": "aantal"}
    )  # fmt: skip


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog of the project with two own registrations."""
    real = load_catalog(ROOT / "data")
    return real.model_copy(update={"indicators": (*real.indicators, own("proef-halt"), own("proef-boa"))})


def as_csv(kind: Kind, *rows: Sequence[str]) -> bytes:
    lines = ["# uitleg", ";".join(FORMS[kind].columns), *(";".join(row) for row in rows)]
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode("utf-8")


def as_xlsx(kind: Kind, *rows: Sequence[object], formats: dict[str, str] | None = None) -> bytes:
    """The template itself with these rows typed in; `formats` gives the number format of cells by their address."""
    book = load_workbook(io.BytesIO(template_xlsx(kind, catalog())))
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            book[SHEET].cell(number, place).value = value
    for address, code in (formats or {}).items():
        book[SHEET][address].number_format = code
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(kind: Kind, **changes: str) -> tuple[str, ...]:
    """A good row of a template with some cells changed."""
    good = {MONITOR: SURVEY_ROW, REGISTRATION: COUNT_ROW}[kind]
    cells = dict(zip(FORMS[kind].columns, good, strict=True)) | changes
    return tuple(cells.values())
