"""The CSV of a table: opened as a Dutch Excel would, safe, and with its source."""

from __future__ import annotations

import csv
import io

import pytest

from ivp.export.table_csv import table_csv
from ivp.figures.table import Table, Value

SOURCE = "Bron: Politie, tabel 47013NED · opgehaald 24 november 2026"


def one(value: Value, name: str = "a") -> Table:
    return Table((name,), ((value,),))


def written(table: Table, **more: str) -> list[list[str]]:
    content = table_csv(table, "Titel van de tabel", SOURCE, "https://voorbeeld.nl/?a=1", "2022–2024", **more)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_bytes_are_what_a_dutch_excel_expects() -> None:
    content = table_csv(Table.of({"Gemeente": ["Café"], "Per 1.000": [53.8]}), "T", SOURCE, "", "2024")
    assert (
        content
        == (
            "\ufeffGemeente;Per 1.000\r\nCafé;53,8\r\n\r\nTitel;T\r\nPeriode;2024\r\n"
            "Bron;Politie, tabel 47013NED · opgehaald 24 november 2026\r\n"
        ).encode()
    )


def test_what_goes_with_the_table() -> None:
    rows = written(one(1), note="Voorlopige cijfers")
    assert rows[2] == []
    assert rows[3:] == [
        ["Titel", "Titel van de tabel"],
        ["Periode", "2022–2024"],
        ["Bron", "Politie, tabel 47013NED · opgehaald 24 november 2026"],
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
        (0.5, "0,5"),
        (True, "ja"),
        (False, "nee"),
        (float("nan"), ""),
        (float("inf"), ""),
        (None, ""),
        ("geen cijfer", "geen cijfer"),
        ("−3", "−3"),
        ("", ""),
    ],
)
def test_cells(value: Value, expected: str) -> None:
    assert written(one(value))[1] == [expected]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", '=HYPERLINK("x";"y")']
)
def test_text_is_never_a_formula(text: str) -> None:
    assert written(one(text, name=text))[:2] == [[f"'{text}"], [f"'{text}"]]
    assert written(one(1), note=text)[-1] == ["Opmerking", f"'{text}"]


@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\ufeff", "\u00a0", "\u2060", "\u200e", "\u00ad", "\u3164", "\u2800", "\ufe0f", "\u034f", "\x00", "\x0b",
     " \u200b\u00a0\ufeff"],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "﹦", "﹢"])
def test_a_formula_behind_what_cannot_be_seen_is_text(unseen: str, sign: str) -> None:
    text = f"{unseen}{sign}1+1"
    assert f"'{text}".encode() in table_csv(one(text), "T", SOURCE, "", "2024")


@pytest.mark.parametrize("text", ["\u200bgewoon = niet", "a=1", "\u00a0Tholen", "−3", "e\u0301=1", "\u200b"])
def test_other_text_behind_it_stays_as_it_is(text: str) -> None:
    assert written(one(text))[1] == [text]


def test_numbers_are_not_taken_for_formulas() -> None:
    assert written(one(-1.5))[1] == ["-1,5"]


def test_separators_and_quotes_in_text_stay_one_cell() -> None:
    text = 'a;b "c"\nd'
    assert written(Table(("a", "b"), ((text, 1),)))[1] == [text, "1"]


def test_two_columns_of_one_name_and_an_empty_table() -> None:
    assert written(Table(("a", "a"), ((1, 2.5),)))[:2] == [["a", "a"], ["1", "2,5"]]
    assert written(Table(("a",), ()))[:2] == [["a"], []]


@pytest.mark.parametrize("text", ["\u200b=1+1", "\ufeff@x", "\u00ad-2", "\u00a0+31"])
def test_a_formula_behind_characters_that_cannot_be_seen_is_none(text: str) -> None:
    assert written(one(text))[1] == [f"'{text}"]
