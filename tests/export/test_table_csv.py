"""The CSV of a table: opened as a Dutch Excel would, safe, and with its source."""

from __future__ import annotations

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pytest

from ivp.export.table_csv import table_csv

SOURCE = "Bron: Politie, tabel 47013NED · opgehaald 24 november 2026"


def written(table: pd.DataFrame, **more: str) -> list[list[str]]:
    content = table_csv(table, "Titel van de tabel", SOURCE, "https://voorbeeld.nl/?a=1", "2022–2024", **more)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_bytes_are_what_a_dutch_excel_expects() -> None:
    content = table_csv(pd.DataFrame({"Gemeente": ["Café"], "Per 1.000": [53.8]}), "T", SOURCE, None, "2024")
    assert (
        content
        == (
            "\ufeffGemeente;Per 1.000\r\nCafé;53,8\r\n\r\nTitel;T\r\nPeriode;2024\r\n"
            "Bron;Politie, tabel 47013NED · opgehaald 24 november 2026\r\n"
        ).encode()
    )


def test_what_goes_with_the_table() -> None:
    rows = written(pd.DataFrame({"a": [1]}), note="Voorlopige cijfers", retrieved="2026-11-24")
    assert rows[2] == []
    assert rows[3:] == [
        ["Titel", "Titel van de tabel"],
        ["Periode", "2022–2024"],
        ["Bron", "Politie, tabel 47013NED · opgehaald 24 november 2026"],
        ["Opgehaald", "24 november 2026"],
        ["Link", "https://voorbeeld.nl/?a=1"],
        ["Opmerking", "Voorlopige cijfers"],
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (53.8, "53,8"),
        (-3.25, "-3,25"),
        (1234567.5, "1234567,5"),
        (4185.0, "4185"),
        (100.0, "100"),
        (0.1 + 0.2, "0,3"),
        (1.2e-5, "0,000012"),
        (1e20, "100000000000000000000"),
        (0, "0"),
        (-0.0, "0"),
        (7, "7"),
        (-7, "-7"),
        (np.int64(7), "7"),
        (np.float64(0.5), "0,5"),
        (True, "ja"),
        (np.bool_(False), "nee"),
        (float("nan"), ""),
        (float("inf"), ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (date(2026, 11, 24), "2026-11-24"),
        (pd.Timestamp("2026-11-24"), "2026-11-24"),
        ("geen cijfer", "geen cijfer"),
        ("−3", "−3"),
        ("", ""),
    ],
)
def test_cells(value: object, expected: str) -> None:
    assert written(pd.DataFrame({"a": pd.Series([value], dtype=object)}))[1] == ([expected] if expected else [""])


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", '=HYPERLINK("x";"y")']
)
def test_text_is_never_a_formula(text: str) -> None:
    assert written(pd.DataFrame({text: [text]}))[:2] == [[f"'{text}"], [f"'{text}"]]
    assert written(pd.DataFrame({"a": [1]}), note=text)[-1] == ["Opmerking", f"'{text}"]


@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\ufeff", "\u00a0", "\u2060", "\u200e", "\u00ad", "\u3164", "\u2800", "\ufe0f", "\u034f", "\x00", "\x0b",
     " \u200b\u00a0\ufeff"],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "﹦", "﹢"])
def test_a_formula_behind_what_cannot_be_seen_is_text(unseen: str, sign: str) -> None:
    text = f"{unseen}{sign}1+1"
    assert f"'{text}".encode() in table_csv(pd.DataFrame({"a": [text]}), "T", SOURCE, None, "2024")


@pytest.mark.parametrize("text", ["\u200bgewoon = niet", "a=1", "\u00a0Tholen", "−3", "e\u0301=1", "\u200b"])
def test_other_text_behind_it_stays_as_it_is(text: str) -> None:
    assert written(pd.DataFrame({"a": [text]}))[1] == [text]


def test_numbers_are_not_taken_for_formulas() -> None:
    assert written(pd.DataFrame({"a": [-1.5]}))[1] == ["-1,5"]


def test_separators_and_quotes_in_text_stay_one_cell() -> None:
    text = 'a;b "c"\nd'
    assert written(pd.DataFrame({"a": [text], "b": [1]}))[1] == [text, "1"]


def test_two_columns_of_one_name_and_an_empty_table() -> None:
    table = pd.DataFrame([[1, 2.5]], columns=["a", "a"], index=["niet geschreven"])
    assert written(table)[:2] == [["a", "a"], ["1", "2,5"]]
    assert list(table.columns) == ["a", "a"]
    assert written(pd.DataFrame({"a": []}))[:2] == [["a"], []]


def test_categories_and_nullable_columns() -> None:
    table = pd.DataFrame(
        {
            "c": pd.Categorical(["x", "y"]),
            "n": pd.array([1, None], dtype="Int64"),
            "s": pd.array(["=1", None], dtype="string"),
        }
    )
    assert written(table)[1:3] == [["x", "1", "'=1"], ["y", "", ""]]
