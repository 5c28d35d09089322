"""The matrix: who stands where, what a cell says in each of the five states, and a twin with the same figures."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.matrix import overview_matrix
from ivp.figures.palette import LIGHT
from tests.figures.examples import (
    DRUGS,
    INSIDE,
    LOOK,
    RATE,
    SHARE,
    SURVEY,
    TOWNS,
    check,
    compared,
    facts,
    indicator,
    row,
)
from tests.wording.examples import likes, moves

ORDER = ["GM0001", "GM0002", "BT-N", "GM0003", "GM0004", "BT-Z", "PD-X", "RE99", "NL01"]


def matrix(*rows: Fact, indicators: tuple[Any, ...] = (RATE,), **more: Any) -> Chart:
    made = overview_matrix(facts(*rows), indicators, INSIDE, palette=LIGHT, **(LOOK | more))
    check(made)
    return made


def cells(made: Chart, line: int = 0) -> dict[str, dict[str, Any]]:
    """The cells of one row by area."""
    rows = [row for section in made.spec["sections"] for row in section["rows"]]
    return {cell["area"]: cell for cell in rows[line]["cells"]}


def legend(made: Chart) -> str:
    return " | ".join(item["label"] for item in made.spec["legend"])


def test_every_row_has_one_cell_per_column_in_the_same_order() -> None:
    made = matrix(row("NL01"), row("GM0003"), row("GM0001"), indicators=(RATE, SURVEY))
    columns = [column["area"] for column in made.spec["columns"]]
    assert columns == ORDER
    for section in made.spec["sections"]:
        for line in section["rows"]:
            assert [cell["area"] for cell in line["cells"]] == columns


def test_rows_follow_their_order_in_sections_by_veld() -> None:
    one, two, three = (
        indicator(RATE, id=name, label=name, order=order) for name, order in (("a", 3), ("b", 1), ("c", None))
    )
    themes = {"a": "Veld 1", "b": "Veld 2", "c": "Veld 1"}
    sections = matrix(indicators=(one, two, three), themes=themes).spec["sections"]
    found = [(section["label"], [line["label"] for line in section["rows"]]) for section in sections]
    assert found == [("Veld 2", ["b"]), ("Veld 1", ["a", "c"])]


def test_a_cell_says_figure_outcome_and_movement_by_more_than_colour() -> None:
    made = matrix(compared("GM0001", "much_higher", 12.3, change_outcome="up"), compared("GM0002", "similar"))
    high, same = cells(made)["GM0001"], cells(made)["GM0002"]
    assert (high["text"], high["tone"], high["sign"]) == ("12,3", "much_unfavourable", "▲")
    assert high["sign_label"] == "stijging, meer dan toeval"
    assert "duidelijk hoger dan de rest van het district" in high["explain"]
    assert (same["tone"], same["sign"]) == ("similar", "")


def test_colour_follows_outcome_and_polarity() -> None:
    kinds = (RATE, indicator(SHARE, statistic="rate"), DRUGS)
    made = matrix(*(compared("GM0001", "higher", indicator=one.id) for one in kinds), indicators=kinds)
    assert [cells(made, line)["GM0001"]["tone"] for line in range(3)] == ["unfavourable", "favourable", "higher"]
    assert all(cells(made, line)["GM0001"]["fill"] == "higher" for line in range(3))


def test_the_arrow_comes_from_the_three_signals_and_else_from_the_change() -> None:
    made = matrix(
        row("GM0001", moves=moves("down"), change_outcome="up"),
        row("GM0002", moves=moves("none", line="same"), change_outcome="up"),
        row("BT-N", moves=moves("unknown", mean=None, line="none"), change_outcome="up"),
        row("GM0003", direction="falling", change_outcome="same"),
        row("GM0004", direction="falling"),
    )
    found = {code: (cell["sign"], cell["sign_label"]) for code, cell in cells(made).items() if cell["state"] == "value"}
    assert found == {
        "GM0001": ("↘", "daalt, meer dan toeval"),
        "GM0002": ("→", "geen beweging die telt"),
        "BT-N": ("", ""),
        "GM0003": ("–", "geen verschil dat telt"),
        "GM0004": ("", ""),
    }


def test_what_is_unusual_among_similar_municipalities_has_a_mark_beside_its_colour() -> None:
    made = matrix(
        compared("GM0001", "lower", likes=likes("high", 1)),
        compared("GM0002", "lower", likes=likes("usual", 1)),
        compared("GM0003", "lower"),
    )
    marks = {code: (cells(made)[code]["mark"], cells(made)[code]["mark_label"]) for code in TOWNS[:3]}
    outside = "buiten wat vergelijkbare gemeenten onderling verschillen"
    assert marks == {"GM0001": ("◆", outside), "GM0002": ("", ""), "GM0003": ("", "")}
    assert {cells(made)[code]["tone"] for code in TOWNS[:3]} == {"favourable"}
    assert f"◆ {outside}" in legend(made)
    assert "◆" not in legend(matrix(compared("GM0001", "lower", likes=likes("usual", 1))))


def test_the_column_of_the_chosen_area_stands_out() -> None:
    assert matrix(row()).spec["chosen"] == ""
    assert matrix(row(), chosen="GM0002").spec["chosen"] == "GM0002"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("unknown", "geen cijfer"),
        ("withheld", "niet gepubliceerd"),
        ("not_applicable", "n.v.t."),
        ("not_fetched", "nog niet opgehaald"),
    ],
)
def test_a_missing_figure_says_why_and_is_never_zero(state: str, text: str) -> None:
    made = matrix(row("GM0001", value=None, state=state), row("GM0002", value=0.0))
    missing, zero = cells(made)["GM0001"], cells(made)["GM0002"]
    assert (missing["text"], missing["tone"], missing["state"]) == (text, "missing", state)
    assert missing["explain"].startswith("Aadorp, 2024")
    assert (zero["text"], zero["tone"], zero["state"]) == ("0,00", "none", "value")
    assert made.table.column("Beedorp") == [0.0]
    assert made.table.column("Aadorp") == [None]


def test_a_provisional_figure_is_a_figure_that_says_so() -> None:
    cell = cells(matrix(compared("GM0001", "higher", state="provisional")))["GM0001"]
    assert (cell["state"], cell["text"]) == ("provisional", "10,0")
    assert "oorlopig" in cell["explain"]


@pytest.mark.parametrize(
    ("code", "name"),
    [("GM0001", "Aadorp"), ("BT-N", "Basisteam Noord"), ("PD-X", "District De Polder"), ("NL01", "Nederland")],
)
def test_an_area_that_the_frame_lacks_is_named_itself_in_the_explanation(code: str, name: str) -> None:
    cell = cells(matrix(row("GM0003")))[code]
    assert (cell["text"], cell["state"]) == ("geen cijfer", "unknown")
    assert cell["explain"].startswith(f"{name}: ") or cell["explain"].startswith(f"{name}.")


def test_few_cases_are_slanted_with_a_legend_only_then() -> None:
    few, many = matrix(row(indicative=True)), matrix(row())
    assert cells(few)["GM0001"]["italic"] is True
    assert cells(many)["GM0001"]["italic"] is False
    assert "cursief: minder dan 100 gevallen" in legend(few)
    assert "cursief" not in legend(many)


def test_the_legend_explains_signs_and_unjudged_colours_only_where_they_occur() -> None:
    plain = matrix(compared("GM0001", "higher"))
    assert "↗" not in legend(plain)
    assert "paars" not in legend(plain)
    assert "hoger beter" not in legend(plain)
    assert "↗ ↘ beweging, meer dan toeval; → geen beweging die telt" in legend(matrix(row(moves=moves("down"))))
    assert "↗" not in legend(matrix(row(moves=moves("unknown", mean=None, line="none"))))
    assert "paars" in legend(matrix(compared("GM0001", "higher", indicator=DRUGS.id), indicators=(DRUGS,)))
    assert "hoger beter" in legend(matrix(compared("GM0001", "lower", indicator=SURVEY.id), indicators=(SURVEY,)))


def test_every_colour_in_a_cell_has_a_tone_and_every_outcome_a_word() -> None:
    outcomes = ("much_higher", "higher", "similar", "lower")
    made = matrix(*(compared(code, outcome) for code, outcome in zip(ORDER, outcomes, strict=False)), row("BT-Z"))
    own = cells(made).values()
    assert {cell["tone"] for cell in own} <= made.spec["tones"].keys()
    words = {item["fill"] for item in made.spec["legend"]}
    assert {cell["fill"] for cell in own} - {"none"} <= words


def test_the_twin_has_the_figures_of_the_cells() -> None:
    made = matrix(
        row("GM0001", value=10.26), row("BT-N", value=8.0), row("BT-Z", value=7.0), row("NL01", value=5.0),
        row("GM0001", value=61.5, indicator=SURVEY.id, period="2019"), indicators=(RATE, SURVEY),
    )  # fmt: skip
    assert list(made.table.names) == [
        *("Indicator", "Eenheid", "Periode", "Tabel", "Aadorp", "Beedorp", "Basisteam Noord", "Ceedorp", "Deedorp"),
        *("Basisteam Zuid", "District De Polder", "Eenheid Polder", "Nederland"),
    ]
    assert made.table.column("Aadorp") == [10.26, 61.5]
    assert made.table.column("Basisteam Zuid")[0] == 7.0
    assert [cells(made, line)["GM0001"]["text"] for line in range(2)] == ["10,3", "61,5"]
    assert made.table.column("Periode") == ["2024", "2019"]
    known = [value for line in made.table.rows for value in line[4:] if value is not None]
    assert len(known) == sum(cell["tone"] != "missing" for line in range(2) for cell in cells(made, line).values())


def test_a_row_says_unit_period_and_table_of_the_figures_that_are_shown() -> None:
    made = matrix(row(period="2023", source="47018NED"))
    [line] = made.spec["sections"][0]["rows"]
    assert line["note"] == "per 1.000 inw. · 2023 · 47018NED"
    empty = matrix().spec["sections"][0]["rows"][0]
    assert empty["note"] == "per 1.000 inw. · 47013NED"
    assert {cell["text"] for cell in empty["cells"]} == {"geen cijfer"}
