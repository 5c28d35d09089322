"""Words and twin that all charts share: names, figures with their reservations, and a table with numbers as numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.catalog.models import Statistic
from ivp.figures.base import (
    add_outcome,
    alt_text,
    area_label,
    area_order,
    fact_table,
    figure_text,
    file_stem,
    hover,
    measure_text,
    outcome_notes,
    period_text,
    subtitle,
    value_column,
)
from ivp.figures.table import is_numeric
from ivp.outcomes import Measure
from tests.figures.examples import DRUGS, PLACES, RATE, SCALE, SHARE, SURVEY, compared, indicator, row

NUMBER = indicator(SCALE, id="ongevallen", statistic=Statistic.NUMBER, unit="aantal", decimals=0, polarity="none")
COLUMNS = ["Gebied", "Periode", "Per 1.000 inwoners", "Aantal", "Ondergrens 95 %", "Bovengrens 95 %", "Status"]


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("GM0001", "Aadorp"),
        ("BT-N", "Basisteam Noord"),
        ("PD-X", "District"),
        ("NL01", "Nederland"),
        ("WK000101", "Wijk 01 Haven"),
    ],
)
def test_a_district_and_a_basisteam_are_called_so(code: str, label: str) -> None:
    assert area_label(PLACES[code]) == label


def test_a_basisteam_is_not_called_so_twice() -> None:
    assert area_label(replace(PLACES["BT-N"], name="Basisteam Noord")) == "Basisteam Noord"


def test_small_areas_go_before_large_ones_and_within_a_level_as_the_catalog_has_them() -> None:
    areas = [PLACES[code] for code in ("NL01", "BT-Z", "RE99", "GM0002", "PD-X", "BT-N", "GM0001")]
    assert [area.code for area in sorted(areas, key=area_order)] == [
        *("GM0001", "GM0002", "BT-N", "BT-Z", "PD-X", "RE99", "NL01")
    ]


def test_the_subtitle_names_measure_unit_and_period() -> None:
    rows = [row(period="2023"), row(period="2021")]
    assert subtitle(RATE, rows) == "Misdrijven totaal, per 1.000 inwoners, 2021–2023"
    assert subtitle(RATE, rows, Measure.COUNT) == "Misdrijven totaal, aantal misdrijven, 2021–2023"
    assert subtitle(RATE, []) == measure_text(RATE) == "Misdrijven totaal, per 1.000 inwoners"
    assert period_text([row(period="2024-03")]) == "maart 2024"


def test_a_rate_stands_with_its_count_and_other_figures_alone() -> None:
    assert figure_text(row(value=53.84, numerator=4185.0), RATE) == "53,8 (4.185)"
    assert figure_text(row(value=53.84, numerator=4185.0), RATE, Measure.COUNT) == "4.185"
    assert figure_text(row(value=61.25, numerator=50.0), SHARE) == "61,3\u00a0%"
    assert figure_text(row(value=None), RATE) == "geen cijfer"
    assert figure_text(row(value=None, numerator=12.0), RATE) == "geen cijfer"
    assert figure_text(row(value=12.0, numerator=None), RATE) == "12,0"


def test_the_explanation_of_a_mark_is_dutch_and_complete() -> None:
    text = hover(compared("GM0001", "much_higher", 12.5, indicative=True, state="provisional"), RATE)
    assert text.split("<br>") == [
        "<b>Aadorp</b>, 2024",
        "12,5 per 1.000 inwoners",
        "125 misdrijven",
        "95 %-marge 11,5–13,5",
        "duidelijk hoger (de rest van het district)",
        "indicatief: minder dan 100 gevallen",
        "voorlopig",
    ]


def test_the_explanation_leaves_out_what_is_not_known() -> None:
    bare = row(value=5.0, numerator=None, lower=None)
    assert hover(bare, RATE).split("<br>") == ["<b>Aadorp</b>, 2024", "5,0 per 1.000 inwoners"]
    assert hover(row(value=None), RATE) == "<b>Aadorp</b>, 2024"


def test_notes_say_only_what_occurs() -> None:
    assert outcome_notes([row()], RATE) == []
    judged = outcome_notes([compared("GM0001", "higher")], RATE)
    assert judged[0].startswith("▲ hoger (ongunstig), ▼ lager (gunstig), ● geen verschil dat telt")
    assert judged[1] == "Vergeleken met de rest van het district."
    assert "gunstig" not in outcome_notes([compared("GM0001", "higher")], DRUGS)[0]
    better = outcome_notes([compared("GM0001", "higher")], SURVEY)
    assert better[0].startswith("▲ hoger (gunstig), ▼ lager (ongunstig)")
    few = outcome_notes([row(indicative=True, state="provisional")], RATE)
    assert few == ["Open teken: indicatief, minder dan 100 gevallen.", "Voorlopige cijfers."]


def test_a_rounded_table_says_what_its_zero_can_be() -> None:
    [told] = outcome_notes([row()], indicator(RATE, rounding=5))
    assert told == "De bron rondt aantallen af op 5: een 0 is 0 tot en met 2."


def test_rows_with_different_references_do_not_name_one_of_them() -> None:
    other = compared("GM0003", "lower", reference="BT-Z", rest=True)
    assert not [note for note in outcome_notes([compared("GM0001", "higher"), other], RATE) if "Vergeleken" in note]


def test_the_alt_text_ends_the_finding_with_one_full_stop() -> None:
    assert alt_text("Kaart", "iets", "Aadorp ligt hoog") == "Kaart van iets. Aadorp ligt hoog."
    assert alt_text("Kaart", "iets", "Ligt Aadorp hoog?") == "Kaart van iets. Ligt Aadorp hoog?"


def test_a_file_name_has_only_plain_signs() -> None:
    assert file_stem("trend", "", "GM0001", "Één/ander: 100 %") == "trend-gm0001-n-ander-100"
    assert "/" not in file_stem("../../x")


# --- table twin -----------------------------------------------------------------------------------------------


def test_the_twin_has_every_row_with_unrounded_numbers() -> None:
    table = fact_table([row(value=53.123456), row("GM0002", value=None, state="withheld")], RATE)
    assert list(table.names) == COLUMNS
    assert table.column("Per 1.000 inwoners") == [53.123456, None]
    assert all(is_numeric(table.column(name)) for name in COLUMNS[2:6])
    assert table.column("Gebied") == ["Aadorp", "Beedorp"]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("value", "waarde"), ("provisional", "voorlopig"), ("unknown", "onbekend"), ("withheld", "niet gepubliceerd"),
        ("not_applicable", "niet van toepassing"),
    ],
)  # fmt: skip
def test_the_twin_keeps_the_five_states_apart(state: str, word: str) -> None:
    value = 5.0 if state in ("value", "provisional") else None
    table = fact_table([row(value=value, state=state)], RATE)
    assert table.column("Status") == [word]
    assert table.column("Per 1.000 inwoners") == [value]


def test_columns_without_any_figure_are_left_out_but_not_the_figure_itself() -> None:
    survey = fact_table([row(value=6.5, numerator=None, lower=None, upper=None)], SCALE)
    assert list(survey.names) == ["Gebied", "Periode", "Schaalscore", "Status"]
    nothing = fact_table([row(value=None)], RATE)
    assert list(nothing.names) == ["Gebied", "Periode", "Per 1.000 inwoners", "Status"]
    assert list(fact_table([], RATE).names)[:3] == COLUMNS[:3]


def test_a_unit_that_is_called_as_the_count_does_not_lose_the_figure() -> None:
    table = fact_table([row(value=7.0, numerator=None, lower=None, upper=None)], NUMBER)
    assert table.column(value_column(NUMBER)) == [7.0]


def test_the_column_of_the_figure_has_a_dutch_name() -> None:
    assert value_column(SURVEY) == "Percentage"
    assert value_column(RATE) == "Per 1.000 inwoners"


def test_the_outcome_is_in_the_twin_only_where_rows_are_compared() -> None:
    plain, judged = [row()], [compared("GM0001", "much_lower", 5.0), row("PD-X", value=8.0)]
    assert "Uitkomst" not in add_outcome(fact_table(plain, RATE), plain).names
    table = add_outcome(fact_table(judged, RATE), judged)
    assert table.column("Uitkomst") == ["duidelijk lager", "niet vergeleken"]
    assert table.column("Vergeleken") == ["de rest van het district", ""]
    assert table.column("Vergelijkingscijfer") == [8.0, None]
