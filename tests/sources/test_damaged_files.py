"""Whatever stands in a file with figures that somebody sends: it is read, or refused in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ivp.paths import ROOT
from ivp.pulls.handmade import read_import
from ivp.sources.template_checks import read_template
from ivp.sources.templates import MONITOR, REGISTRATION
from tests.fuzzing import bytes_of, cells_of, never_fails, one_of, zip_of
from tests.sources.filled import COUNT_ROW, SURVEY_ROW, as_csv, as_xlsx, catalog

RECORDED = Path(__file__).parent / "recorded"
DATA = ROOT / "data"
TODAY = date(2026, 11, 25)
MONITORS, COUNTS = as_csv(MONITOR, SURVEY_ROW), as_csv(REGISTRATION, COUNT_ROW, COUNT_ROW)


def recorded(name: str, lines: int = 60) -> bytes:
    """The first lines of a recorded file."""
    return b"".join((RECORDED / name).read_bytes().splitlines(keepends=True)[:lines])


UNTYPED, VIEW = "83651NED_UntypedDataSet_extract.csv", "37230ned_table_export_extract.csv"
META = "47013NED_metadata_export_extract.csv"
CRIMES = b"\xef\xbb\xbfID;SoortMisdrijf;RegioS;Perioden;GeregistreerdeMisdrijven_1\r\n0;0.0.0 ;GM1674;2024JJ00;1111\r\n"


def read(name: str, metadata: tuple[bytes, str] | None = None) -> Callable[[bytes], object]:
    return lambda raw: read_import(raw, name, catalog(), data=DATA, metadata=metadata, today=TODAY)


def test_a_template_as_csv() -> None:
    damage = one_of(cells_of(MONITORS, COUNTS), cells_of(MONITORS, COUNTS), bytes_of(MONITORS, COUNTS))
    never_fails(damage, read("cijfers.csv"), 600)
    never_fails(damage, lambda raw: read_template(raw, "cijfers.csv", catalog(), TODAY), 600)


def test_a_template_as_a_workbook() -> None:
    whole = as_xlsx(MONITOR, SURVEY_ROW), as_xlsx(REGISTRATION, COUNT_ROW, (*COUNT_ROW[:4], 11.5, date(2024, 1, 1)))
    never_fails(zip_of(*whole), read("cijfers.xlsx"), 200)


@pytest.mark.parametrize("name", [UNTYPED, VIEW, "81877NED_table_export_head.csv"])
def test_a_download_of_statline(name: str) -> None:
    never_fails(one_of(cells_of(recorded(name)), bytes_of(recorded(name))), read(name), 100)


def test_the_metadata_beside_a_download() -> None:
    beside = recorded(META, 400)
    name = "47013NED_UntypedDataSet_proef.csv"
    never_fails(one_of(cells_of(beside), bytes_of(beside)), lambda raw: read(name, (raw, META))(CRIMES), 150)
