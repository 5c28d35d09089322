"""A small table: rows under names, an empty cell where there is nothing, never a zero."""

from __future__ import annotations

import pytest

from ivp.figures.table import Table, is_numeric

TOWNS = Table.of({"Gebied": ["Aadorp", "Beedorp"], "Cijfer": [1.5, None]})


def test_a_table_holds_what_it_is_given_and_can_be_read_by_column() -> None:
    assert TOWNS.rows == (("Aadorp", 1.5), ("Beedorp", None))
    assert TOWNS.column("Cijfer") == [1.5, None]
    assert len(TOWNS) == 2
    with pytest.raises(ValueError, match="not in tuple"):
        TOWNS.column("Inwoners")


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Table.of({"Gebied": ["Aadorp", "Beedorp"], "Cijfer": [1.5]})
    with pytest.raises(ValueError, match="shorter"):
        TOWNS.with_column("Jaar", ["2024"])


def test_a_column_more_stands_last_or_where_it_is_put() -> None:
    assert TOWNS.with_column("Jaar", ["2023", "2024"]).names == ("Gebied", "Cijfer", "Jaar")
    first = TOWNS.with_column("Jaar", ["2023", "2024"], at=0)
    assert first.names == ("Jaar", "Gebied", "Cijfer")
    assert first.rows[1] == ("2024", "Beedorp", None)
    assert TOWNS.names == ("Gebied", "Cijfer")


def test_only_some_columns_in_the_order_asked() -> None:
    assert TOWNS.only("Cijfer", "Gebied").rows == ((1.5, "Aadorp"), (None, "Beedorp"))


def test_joined_tables_keep_all_columns_and_leave_empty_what_one_does_not_have() -> None:
    other = Table.of({"Gebied": ["Ceedorp"], "Aantal": [12]})
    joined = Table.joined([TOWNS, other])
    assert joined.names == ("Gebied", "Cijfer", "Aantal")
    assert joined.rows == (("Aadorp", 1.5, None), ("Beedorp", None, None), ("Ceedorp", None, 12))


def test_a_column_without_a_text_is_of_numbers() -> None:
    assert [is_numeric(cells) for _, cells in TOWNS.columns()] == [False, True]


def test_a_column_without_any_value_is_left_out() -> None:
    table = Table.of({"Gebied": ["Aadorp", "Beedorp"], "Uren": [None, None], "Nodig": ["", ""], "Over": [0, None]})
    assert table.without_empty().names == ("Gebied", "Over")
    assert TOWNS.without_empty() == TOWNS
    nothing = Table.of({"Gebied": [], "Uren": []})
    assert nothing.without_empty() == nothing
