"""The wide table of facts: always the same columns, codes beside names, nothing rounded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.export.fact_sheet import COLUMNS, FactSheet, download_table, fact_sheet
from ivp.figures.base import shown_text
from ivp.figures.chart import Shown
from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.matrix import overview_matrix
from ivp.figures.palette import LIGHT
from ivp.outcomes import Measure
from tests.figures.examples import AREAS, LOOK, RATE, SHARE, SURVEY, compared, row, series
from tests.wording.examples import fact

FULL = fact(direction="falling", trend_points=5)


def cells(*facts: object, one: object = RATE) -> dict[str, object]:
    sheet = fact_sheet([Shown(one, tuple(facts))])  # type: ignore[arg-type]
    return dict(zip(sheet.names, sheet.rows[0], strict=True))


def test_every_column_of_a_full_fact() -> None:
    assert cells(FULL) == {
        "Gebiedscode": "GM0001",
        "Gebied": "Aadorp",
        "Niveau": "gemeente",
        "Indicatorcode": "misdrijven-totaal",
        "Indicator": "Misdrijven totaal",
        "Eenheid": "per 1.000 inwoners",
        "Periode": "2024",
        "Cijfer": 53.8,
        "Op het scherm": "53,8 (4.185)",
        "Aantal": 4185.0,
        "Inwoners of totaal": 77800.0,
        "Ondergrens 95 %": 52.2,
        "Bovengrens 95 %": 55.4,
        "Status": "waarde",
        "Indicatief": "nee",
        "Vergeleken met": "de rest van het district",
        "Code vergelijking": "PD-X",
        "Vergelijkingscijfer": 42.0,
        "Verschil": 11.8,
        "Uitkomst": "duidelijk hoger",
        "Oordeel": "ongunstig",
        "Eerdere periode": "2023",
        "Eerder cijfer": 59.6,
        "Eerder aantal": 4635.0,
        "Verandering in procenten": -9.7,
        "Verandering": "daling, meer dan toeval",
        "Richting": "dalende lijn",
        "Tabel": "47013NED",
    }


def test_what_is_missing_is_empty_and_never_zero() -> None:
    told = cells(row(value=None, state="withheld"))
    numbers = [column.name for column in COLUMNS if column.decimals and column.name != "Inwoners of totaal"]
    assert {told[name] for name in numbers} == {None}
    assert (told["Op het scherm"], told["Status"], told["Uitkomst"]) == (
        "niet gepubliceerd",
        "niet gepubliceerd",
        "niet vergeleken",
    )


def test_an_empty_sheet_has_the_same_columns() -> None:
    assert fact_sheet([]).names == fact_sheet([Shown(RATE, (FULL,))]).names == tuple(one.name for one in COLUMNS)


def test_decimals_are_those_of_the_screen_and_cells_are_not_rounded() -> None:
    sheet = fact_sheet([Shown(RATE, (row(value=0.3751, numerator=3.0), row(value=12.345)))])
    assert sheet.column("Cijfer") == [0.3751, 12.345]
    assert sheet.decimals["Cijfer"] == (2, 1)
    assert sheet.decimals["Aantal"] == (0, 0)


def test_indicators_are_told_once() -> None:
    sheet = fact_sheet([Shown(RATE, (row(), row("GM0002"))), Shown(SURVEY, (row(indicator=SURVEY.id),))])
    assert [one.id for one in sheet.indicators] == [RATE.id, SURVEY.id]


@pytest.mark.parametrize(
    ("measure", "expected"), [(Measure.VALUE, "53,8 (4.185)"), (Measure.COUNT, "4.185"), (Measure.DIFFERENCE, "53,8")]
)
def test_shown_text_follows_the_measure(measure: Measure, expected: str) -> None:
    assert shown_text(FULL, RATE, measure).startswith(expected)


def test_what_is_not_compared_has_no_judgement() -> None:
    judged = next(column.cell for column in COLUMNS if column.name == "Oordeel")
    assert judged(row("GM0001"), RATE) == ""
    assert judged(compared("GM0001", "higher"), RATE) == "ongunstig"
    assert judged(compared("GM0001", "similar"), RATE) == "neutraal"


def test_a_percentage_has_its_sign() -> None:
    assert shown_text(fact(value=24.05, numerator=10.0), SHARE).replace("\u00a0", " ") == "24,1 %"


def test_the_download_of_a_chart_has_the_facts_behind_it() -> None:
    facts = [compared("GM0001", "higher", 20.0), row("PD-X", value=8.0)]
    made = download_table(dot_plot(facts, RATE, palette=LIGHT, **LOOK))
    assert isinstance(made, FactSheet)
    assert made.column("Gebiedscode") == ["GM0001", "PD-X"]
    matrix = overview_matrix(facts, [RATE, SURVEY], AREAS, palette=LIGHT, **LOOK)
    assert len(download_table(matrix)) == 2


def test_the_download_of_sums_is_the_twin() -> None:
    months = series({f"2024-{n:02d}": 1.0 for n in range(1, 13)})
    sums = trend_chart(months, RATE, palette=LIGHT, rolling=True, **LOOK)
    assert download_table(sums) == sums.table
    years = trend_chart([replace(one, period="2024") for one in months[:1]], RATE, palette=LIGHT, **LOOK)
    assert isinstance(download_table(years), FactSheet)
