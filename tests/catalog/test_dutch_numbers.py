"""One reader for every number that a person types: as it is shown, the Dutch way, or refused with a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog import dutch_numbers
from ivp.catalog.dutch_numbers import Habit, Typed, as_text, canonical, parse, unclear, whole
from ivp.catalog.load import CatalogError, load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.tables import load_tables


@pytest.mark.parametrize(
    ("text", "value", "habit"),
    [
        ("5125", 5125, Habit.NONE),
        ("+12", 12, Habit.NONE),
        ("007", 7, Habit.NONE),
        ("5.125", 5125, Habit.EITHER),
        ("5,125", 5.125, Habit.EITHER),
        ("-61.300", -61300, Habit.EITHER),
        ("1.234.567", 1234567, Habit.DUTCH),
        ("1.234,5", 1234.5, Habit.DUTCH),
        ("6,8", 6.8, Habit.DUTCH),
        ("0,125", 0.125, Habit.DUTCH),
        ("12 345", 12345, Habit.DUTCH),
        ("12\u00a0345,5", 12345.5, Habit.DUTCH),
        ("1\u202f234\u202f567", 1234567, Habit.DUTCH),
        ("6.8", 6.8, Habit.ENGLISH),
        ("0.125", 0.125, Habit.ENGLISH),
        ("1234.567", 1234.567, Habit.ENGLISH),
        ("1,234.5", 1234.5, Habit.ENGLISH),
        ("1,234,567", 1234567, Habit.ENGLISH),
        ("\u22122,5", -2.5, Habit.DUTCH),
        ("\u2013 3", -3, Habit.NONE),
        ("  8 ", 8, Habit.NONE),
    ],
)
def test_a_number_is_read_as_it_is_shown(text: str, value: float, habit: Habit) -> None:
    number = parse(text)
    assert number is not None
    assert (number.value, number.habit, number.percent) == (value, habit, False)


@pytest.mark.parametrize("text", ["23 %", "23%", "23\u00a0%"])
def test_a_percentage_is_what_stands_before_its_sign(text: str) -> None:
    number = parse(text)
    assert number is not None
    assert (number.value, number.percent) == (23, True)


@pytest.mark.parametrize(
    "text",
    ["", "-", "%", "x", "nan", "inf", "1e5", "1,", ",5", ".5", "1..250", "1.2.3", "12.34.567", "1.23,4", "1 23",
     "1.250 000", "5 %%", "5-", "€ 5", "5 fte", "٣", "1" * 16, "2001-01-01", "1'250"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse(text) is None


def test_a_whole_number_has_no_decimals_and_no_per_cent() -> None:
    assert [whole(parse(text)) for text in ("2.026", "12,0", "4,250", "12,5", "23 %", "x")] == [
        2026, 12, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("value", [0.0, 7.2, 16.0, 1e-7, 1234567.125, -2.5, 4.125])
def test_what_is_written_is_read_back(value: float) -> None:
    number = parse(as_text(value))
    assert number is not None
    assert number.value == value
    assert canonical(as_text(value)) == as_text(value)


def test_no_text_for_what_is_no_number() -> None:
    assert as_text(float("nan")) == as_text(float("inf")) == ""
    assert canonical("veel") == "veel"


def test_three_digits_behind_a_point_are_a_question_where_english_numbers_stand_beside_it() -> None:
    dutch = [Typed(3, "waarde", "5.125"), Typed(4, "waarde", "6,8")]
    assert unclear("x.csv", dutch) == []
    english = [*dutch, Typed(9, "ander", "6.8"), Typed(10, "waarde", "5,125")]
    assert [str(problem) for problem in unclear("x.csv", english)] == [
        "x.csv, regel 3: waarde ‘5.125’ kan 5125 of 5,125 zijn, want op regel 9 staat ‘6.8’; "
        "schrijf 5125 of 5,125: wat is bedoeld?",
        "x.csv, regel 10: waarde ‘5,125’ kan 5,125 of 5125 zijn, want op regel 9 staat ‘6.8’; "
        "schrijf 5,125 of 5125: wat is bedoeld?",
    ]


def test_a_number_that_excel_made_a_date_is_named() -> None:
    what, remedy = dutch_numbers.wrong("waarde", "2026-02-07")
    assert "Excel" in what
    assert "opmaak Getal" in remedy


def _goals(folder: Path, base: str, target: str) -> Path:
    file = folder / "plan" / "goals.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count("2022;7,5;2026;6;") == 1
    file.write_text(text.replace("2022;7,5;2026;6;", f"2022;{base};2026;{target};"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("base", "target", "expected"),
    [("8.100", "7.950", (8100, 7950)), ("8 100", "7 950,5", (8100, 7950.5)), ("31 %", "29%", (31, 29)),
     ("8.1", "7.9", (8.1, 7.9)), ("−1", "−2", (-1, -2))],
)  # fmt: skip
def test_a_file_of_the_plan_is_read_so(
    plan_folder: Path, base: str, target: str, expected: tuple[float, float]
) -> None:
    folder = _goals(plan_folder, base, target)
    goal = load_plan(folder, load_catalog(folder)).goals[0]
    assert (goal.base_value, goal.target_value) == expected


def test_both_habits_in_one_file_of_the_plan_are_refused(plan_folder: Path) -> None:
    folder = _goals(plan_folder, "8.100", "7.9")
    with pytest.raises(CatalogError) as caught:
        load_plan(folder, load_catalog(folder))
    assert str(caught.value) == (
        "goals.csv, regel 2: base_value ‘8.100’ kan 8100 of 8,1 zijn, want op regel 2 staat ‘7.9’; "
        "schrijf 8100 of 8,1: wat is bedoeld?"
    )


@pytest.mark.parametrize("text", ["1e3", "nan", "veel"])
def test_no_other_texts_pass_for_a_number(plan_folder: Path, text: str) -> None:
    folder = _goals(plan_folder, text, "6")
    with pytest.raises(CatalogError, match="is geen getal; schrijf een getal, met een komma"):
        load_plan(folder, load_catalog(folder))


def test_whole_numbers_may_have_a_thousands_point(plan_folder: Path) -> None:
    file = plan_folder / "indicators.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("misdrijven;;20", "misdrijven;;1.020"), encoding="utf-8")
    assert load_catalog(plan_folder).indicator("aantal").order == 1020


def test_the_files_of_a_refresh_are_read_by_the_same_reader(tmp_path: Path) -> None:
    from ivp.paths import ROOT

    for file in (ROOT / "data").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    outlines = tmp_path / "outlines.csv"
    lines = outlines.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.startswith("service;")).split(";")
    cells = lines[-1].split(";")
    cells[header.index("tolerance")] = "12,5"
    outlines.write_text("\n".join([*lines[:-1], ";".join(cells)]), encoding="utf-8")
    assert load_tables(tmp_path, load_catalog(tmp_path)).outlines[0].tolerance == 12.5
