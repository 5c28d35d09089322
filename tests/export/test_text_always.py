"""What leaves in a file for a spreadsheet is never run, and is else what it was."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from ivp.export.table_csv import table_csv
from ivp.export.text import harmless, starts_formula
from ivp.figures.table import Table
from tests.properties import ALWAYS, bounded

UNSEEN = ["\u200b", "\u00a0", "\ufeff", "\u2060", "\t", "\n", "\r", " ", "\u3164", "\u0301"]
TYPED = st.one_of(
    st.text(max_size=20), st.lists(st.sampled_from([*UNSEEN, *"=+-@＝－'\";a1"]), max_size=8).map("".join)
)
NUMBERS = st.one_of(st.none(), st.integers(-(10**15), 10**15), st.floats(allow_nan=True, allow_infinity=True))
DANGEROUS = tuple("=+-@\t\r\n")


@bounded(300)
@given(TYPED)
def test_a_text_is_never_run_and_never_changed_but_for_its_apostrophe(typed: str) -> None:
    made = harmless(typed)
    assert not made.lstrip(" ").startswith(DANGEROUS)
    assert not starts_formula(made)
    assert made in (typed, f"'{typed}")
    assert harmless(made) == made


@ALWAYS
@given(st.lists(st.tuples(TYPED, NUMBERS), max_size=8), TYPED)
def test_a_table_is_read_back_cell_by_cell(rows: list[tuple[str, float | None]], note: str) -> None:
    raw = table_csv(Table(("Gebied", "=Waarde"), tuple(rows)), "-titel", "Bron: +31", "https://x.example", "2024", note)
    text = raw.decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert cells[0] == ["Gebied", "'=Waarde"]
    for (typed, number), (name, shown) in zip(rows, cells[1:], strict=False):
        assert name == harmless(typed)
        if number is None or number != number or abs(number) == float("inf"):
            assert shown == ""
        else:
            read = float(shown.replace(",", "."))
            assert abs(read - number) <= 1e-14 * abs(number)
            assert "e" not in shown.lower()
    assert cells[-1] == ["Opmerking", harmless(note)] or not note
    assert ["Bron", "'+31"] in cells
