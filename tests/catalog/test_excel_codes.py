"""Codes that Excel made dates of, or took the zeros from, are named with the code that they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog.excel_codes import changed, is_date
from ivp.catalog.load import CatalogError, load_catalog
from ivp.catalog.load_plan import load_plan
from tests.catalog.conftest import Spoil

KINDS = ("0.0.0", "2.5.2", "1.1.1", "T001161")
AREAS = ("NL01", "GM0748", "GM1674", "WK074800", "BU07480000")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2-5-2002", "2.5.2"), ("02-05-2002", "2.5.2"), ("2002-05-02", "2.5.2"), ("2002-05-02 00:00:00", "2.5.2"),
     ("1/1/2001", "1.1.1"), ("1-1-01", "1.1.1"), ("2002-02-05", "2.5.2"), ("9-9-2009", "de code")],
)  # fmt: skip
def test_a_date_names_the_code_that_it_was(text: str, code: str) -> None:
    found = changed("soort", text, KINDS)
    assert found is not None
    assert found[0] == f"soort ‘{text}’ is een datum: die heeft Excel van een code gemaakt"
    assert found[1].startswith(f"zet {code} terug")


@pytest.mark.parametrize(
    ("text", "code"), [("748", "GM0748"), ("0748", "GM0748"), ("74800", "WK074800"), ("7480000", "BU07480000")]
)
def test_a_code_that_lost_its_zeros_is_named(text: str, code: str) -> None:
    found = changed("area", text, AREAS)
    assert found is not None
    assert "Excel haalt letters en nullen vooraan weg" in found[0]
    assert found[1].startswith(f"vul {code} in")


@pytest.mark.parametrize("text", ["749", "Roosendaal", "GM748", "1.1.1", "T001161", ""])
def test_anything_else_is_no_work_of_excel(text: str) -> None:
    assert changed("area", text, AREAS) is None


def test_short_dates_are_dates() -> None:
    assert is_date("1-jan")
    assert is_date("1-Mei-2001")
    assert not is_date("1.1.1")


def test_a_reference_in_the_plan_says_so(plan_folder: Path) -> None:
    file = plan_folder / "plan" / "goals.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("minder;GM0001;", "minder;1;"), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_plan(plan_folder, load_catalog(plan_folder))
    assert str(caught.value) == (
        "goals.csv, regel 2: area ‘1’ is niet de hele code: Excel haalt letters en nullen vooraan weg; "
        "vul GM0001 of NL01 in en geef de kolom in Excel eerst de opmaak Tekst"
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("members.csv", "RE99;GM0009", "RE99;9"), ("areas.csv", "GM0002;gemeente", "2;gemeente"),
     ("areas.csv", "BU00010000;buurt", "10000;buurt")],
)  # fmt: skip
def test_a_code_that_is_declared_without_its_letters_says_so(spoil: Spoil, file: str, old: str, new: str) -> None:
    text = new.removeprefix("RE99;").removesuffix(";gemeente").removesuffix(";buurt")
    with pytest.raises(CatalogError) as caught:
        load_catalog(spoil(file, old, new))
    assert any(
        f"‘{text}’ is niet de hele code: Excel haalt letters en nullen vooraan weg; schrijf haar voluit" in line
        for line in str(caught.value).splitlines()
    )


def test_a_code_of_an_indicator_that_became_a_date_is_refused(spoil: Spoil) -> None:
    folder = spoil("indicators.csv", "reported;T1;A;misdrijven", "reported;T1;3-1-2001;misdrijven")
    with pytest.raises(CatalogError, match=r"indicators\.csv, regel 2: code ‘3-1-2001’ is een datum"):
        load_catalog(folder)


@pytest.mark.parametrize("text", ["1-jan", "5-mei", "2-feb-01"])
def test_a_short_date_is_named_without_the_code_that_it_was(text: str) -> None:
    assert changed("soort", text, KINDS) == (
        f"soort ‘{text}’ is een datum: die heeft Excel van een code gemaakt",
        "zet de code terug en geef de kolom in Excel eerst de opmaak Tekst",
    )
