"""Rows of a table as observations: padding, periods, margins and states."""

from __future__ import annotations

import pandas as pd
import pytest

from ivp.catalog.models import Level
from ivp.catalog.tables import Slice
from ivp.errors import UserError
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources import convert
from ivp.sources.convert import Column, Layout

CRIMES = (Column("GeregistreerdeMisdrijven_1", "misdrijven"),)


def part(**changes: object) -> Slice:
    base = {"id": "x", "source": "47013NED", "service": "politie", "region": "RegioS", "kind": "SoortMisdrijf",
            "levels": (Level.GEMEENTE,), "periods": "beide", "since": 2012}  # fmt: skip
    return Slice.model_validate({**base, **changes})


def layout(**changes: object) -> Layout:
    base = {"region": "RegioS", "kind": "SoortMisdrijf", "periods": "Perioden", "margins": "", "columns": CRIMES,
            "status": {}}  # fmt: skip
    return Layout(**{**base, **changes})  # type: ignore[arg-type]


def row(code: str, area: str, period: str, value: float | None) -> dict[str, object]:
    return {"ID": 1, "SoortMisdrijf": code, "RegioS": area, "Perioden": period, "GeregistreerdeMisdrijven_1": value}


def test_periods_become_ours_and_quarters_drop_out() -> None:
    found = convert.our_period(pd.Series(["2024JJ00", "2024MM04", "2024KW01", " 2023JJ00 "]))
    assert found.tolist()[:2] + found.tolist()[3:] == ["2024", "2024-04", "2023"]
    assert found.isna().tolist() == [False, False, True, False]


def test_padding_goes_and_the_country_has_one_code() -> None:
    assert convert.our_area(pd.Series(["NL00      ", "GM0748    ", "BU07480000"])).tolist() == [
        "NL01",
        "GM0748",
        "BU07480000",
    ]


def test_rows_become_observations() -> None:
    rows = [
        row("0.0.0 ", "GM0748", "2024JJ00", 12),
        row("1.1.1 ", "GM0748", "2024JJ00", None),
        row("0.0.0 ", "GM0748", "2011JJ00", 9),
    ]
    found = convert.observations(pd.DataFrame(rows), part(), layout())
    assert list(found.columns) == OBSERVATION_SCHEMA.names
    assert found[["table", "code", "measure", "area", "period", "state"]].to_numpy().tolist() == [
        ["47013NED", "0.0.0", "misdrijven", "GM0748", "2024", "value"],
        ["47013NED", "1.1.1", "misdrijven", "GM0748", "2024", "unknown"],
    ]
    assert found["value"].iloc[0] == 12
    assert pd.isna(found["value"].iloc[1]), "an empty cell is never a zero by itself"


@pytest.mark.parametrize("cell", [None, "", "  ", ".", "       .", "geheim", "Geheim "])
def test_the_ways_in_which_a_source_says_that_it_gives_no_number_are_unknown(cell: str | None) -> None:
    rows = [{**row("0.0.0 ", "GM0748", "2024JJ00", None), "GeregistreerdeMisdrijven_1": cell}]
    found = convert.observations(pd.DataFrame(rows), part(), layout())
    assert found["state"].tolist() == ["unknown"]
    assert found["value"].isna().all()


def test_another_text_in_a_cell_of_numbers_is_said_with_its_row_column_and_text() -> None:
    texts = ["12", "12 of 13", "n.v.t."]
    rows = [{**row("0.0.0 ", "GM0748", f"{2021 + at}JJ00", None), "GeregistreerdeMisdrijven_1": text}
            for at, text in enumerate(texts)]  # fmt: skip
    with pytest.raises(UserError) as refused:
        convert.observations(pd.DataFrame(rows), part(), layout())
    said = str(refused.value)
    assert said.startswith(
        "Rij 2, kolom GeregistreerdeMisdrijven_1: ‘12 of 13’ is geen cijfer, en nog één cel in die kolom. "
    )
    assert convert.observations(pd.DataFrame(rows[:1]), part(), layout())["value"].tolist() == [12.0]


def test_a_text_in_a_period_that_nobody_asked_for_is_no_trouble() -> None:
    rows = [row("0.0.0 ", "GM0748", "2024JJ00", 3), {**row("0.0.0 ", "GM0748", "2009JJ00", None),
            "GeregistreerdeMisdrijven_1": "zie noot"}]  # fmt: skip
    assert convert.observations(pd.DataFrame(rows), part(), layout())["value"].tolist() == [3.0]


@pytest.mark.parametrize(
    ("periods", "kept"), [("jaar", ["2024"]), ("maand", ["2024-01"]), ("beide", ["2024", "2024-01"])]
)
def test_only_the_kind_of_period_that_was_asked(periods: str, kept: list[str]) -> None:
    rows = [row("0.0.0 ", "GM0748", "2024JJ00", 12), row("0.0.0 ", "GM0748", "2024MM01", 1)]
    assert convert.observations(pd.DataFrame(rows), part(periods=periods), layout())["period"].tolist() == kept


def test_a_withheld_code_is_never_a_zero() -> None:
    rows = [row("0.0.0 ", "GM0748", "2024JJ00", 12), row("1.4.1 ", "GM0748", "2024JJ00", 0)]
    found = convert.observations(pd.DataFrame(rows), part(withheld=("1.4.1",)), layout()).set_index("code")
    assert found.loc["1.4.1", "state"] == "withheld"
    assert pd.isna(found.loc["1.4.1", "value"])


def test_the_closing_check_decides_empty_cells_of_the_slice() -> None:
    rows = [
        row("0.0.0 ", "GM0748", "2024JJ00", 12),
        row("1.1.1 ", "GM0748", "2024JJ00", 12),
        row("1.1.2 ", "GM0748", "2024JJ00", None),
    ]
    found = convert.observations(pd.DataFrame(rows), part(closing="0.0.0"), layout()).set_index("code")
    assert (found.loc["1.1.2", "value"], found.loc["1.1.2", "state"]) == (0, "value")


def test_a_period_that_the_source_calls_provisional_is_provisional() -> None:
    rows = [row("0.0.0 ", "GM0748", "2024JJ00", 12), row("1.1.1 ", "GM0748", "2024JJ00", None)]
    found = convert.observations(pd.DataFrame(rows), part(), layout(status={"2024JJ00": "Voorlopig"}))
    assert found["state"].tolist() == ["provisional", "unknown"]


def test_a_survey_gets_half_the_width_of_its_bounds() -> None:
    def cell(margin: str, value: float | None, area: str = "GM1674") -> dict[str, object]:
        return {"RegioS": area, "Perioden": "2023JJ00", "Marges": margin, "Onveilig_50": value}

    rows = [
        cell("MW00000", 20.0),
        cell("MOG0095", 17.0),
        cell("MBG0095", 24.0),
        cell("MW00000", None, "NL01  "),
        cell("MOG0095", None, "NL01  "),
        cell("MBG0095", None, "NL01  "),
    ]
    shape = layout(kind="", margins="Marges", columns=(Column("Onveilig_50", "waarde", "Onveilig"),))
    found = convert.observations(pd.DataFrame(rows), part(kind="", survey=True, periods="jaar"), shape)
    assert found[["area", "code", "value", "margin", "state"]].iloc[0].tolist() == [
        "GM1674",
        "Onveilig",
        20.0,
        3.5,
        "value",
    ]
    assert found["state"].iloc[1] == "unknown"
    assert pd.isna(found["margin"].iloc[1])


def test_a_table_without_periods_is_of_the_year_of_the_slice() -> None:
    rows = [{"WijkenEnBuurten": "BU07480000", "AantalInwoners_5": 1200}]
    shape = layout(
        region="WijkenEnBuurten", kind="", periods="", columns=(Column("AantalInwoners_5", "inwoners", "KWB"),)
    )
    found = convert.observations(pd.DataFrame(rows), part(kind="", periods="2024", since=2024), shape)
    assert found[["code", "measure", "area", "period", "value"]].to_numpy().tolist() == [
        ["KWB", "inwoners", "BU07480000", "2024", 1200.0]
    ]
