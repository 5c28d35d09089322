"""A valid catalog: what is read, the sums of areas, what Excel makes of a file, and the lookups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from ivp.catalog.load import CatalogError, columns_of, load_catalog, unfit
from ivp.catalog.models import Area, Coverage, Event, Indicator, Level, Member, Model, Subject, Theme
from tests.catalog.conftest import FILES, Spoil


def test_members_from_the_list_and_from_the_tree(folder: Path) -> None:
    assert load_catalog(folder).members == {
        "RE99": ("GM0001", "GM0002", "GM0009"),
        "PD-X": ("GM0001", "GM0002"),
        "BT-A": ("GM0001",),
        "BT-B": ("GM0002",),
    }


def test_members_of_an_eenheid_that_is_not_listed_come_from_the_tree(folder: Path) -> None:
    (folder / "members.csv").write_text("area;member;name\n", encoding="utf-8")
    assert load_catalog(folder).members["RE99"] == ("GM0001", "GM0002")


def test_columns_with_a_default_may_be_left_out(folder: Path) -> None:
    indicator = load_catalog(folder).indicator("aantal")
    assert (indicator.minimum, indicator.rounding, indicator.denominator_measure) == (100, 1, "")


def test_events(folder: Path) -> None:
    (event,) = load_catalog(folder).events
    assert (event.start, event.end, event.breaks, event.sources) == (date(2021, 1, 1), None, True, ("T1", "T0"))


def test_no_events_is_allowed(folder: Path) -> None:
    (folder / "events.csv").write_text(FILES["events.csv"].splitlines()[0] + "\n", encoding="utf-8")
    assert load_catalog(folder).events == ()


@pytest.mark.parametrize(
    ("written", "breaks"),
    [("ja", True), ("WAAR", True), ("True", True), ("Nee", False), ("ONWAAR", False), ("false", False)],
)
def test_yes_and_no_as_excel_writes_them(spoil: Spoil, written: str, breaks: bool) -> None:
    assert load_catalog(spoil("events.csv", ";ja;", f";{written};")).events[0].breaks is breaks


@pytest.mark.parametrize("written", ["2021-03-01", "1-3-2021", "01-03-2021"])
def test_dates_as_dutch_excel_writes_them(spoil: Spoil, written: str) -> None:
    folder = spoil("events.csv", "2021-01-01;;", f"{written};{written};")
    assert load_catalog(folder).events[0].start == load_catalog(folder).events[0].end == date(2021, 3, 1)


def test_a_file_that_went_through_excel_is_the_same(folder: Path) -> None:
    before = load_catalog(folder)
    for name, text in FILES.items():
        width = text.splitlines()[-1].count(";")
        rows = [row if ";" in row else f'"{row}"' + ";" * width for row in text.splitlines()]
        (folder / name).write_bytes("\r\n".join([*rows, ";" * width, ""]).encode("utf-8-sig"))
    assert load_catalog(folder) == before


def test_row_numbers_are_those_of_excel(folder: Path) -> None:
    """Comment lines, empty lines and a cell with a line break in it are rows in Excel, each one."""
    text = 'id;label;veld\n# uitleg\n\n"geweld";"Geweld\nen zeden";woon-en-leefomgeving\njeugd;Jeugd;x\n'
    (folder / "themes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    assert [problem.row for problem in caught.value.problems] == [5]


def test_a_quoted_cell_may_hold_the_separator(spoil: Spoil) -> None:
    folder = spoil("themes.csv", "jeugd;Jeugd;", 'jeugd;"Jeugd; en ""jongeren""";')
    assert load_catalog(folder).theme("jeugd").label == 'Jeugd; en "jongeren"'


def test_the_data_folder_can_be_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_DATA", str(folder))
    assert load_catalog().area("PD-X").name == "District"


def test_lookups(folder: Path) -> None:
    catalog = load_catalog(folder)
    assert catalog.area("GM0001").level == Level.GEMEENTE
    chain = ["WK000100", "GM0001", "BT-A", "PD-X", "RE99", "NL01"]
    assert [area.code for area in catalog.ancestors("BU00010000")] == chain
    assert catalog.ancestors("NL01") == ()
    assert catalog.indicator("deel").label == "Deel"
    assert catalog.source("T0").successor == "T1"


@pytest.mark.parametrize("lookup", ["area", "ancestors", "indicator", "theme", "source"])
def test_lookups_of_what_does_not_exist(folder: Path, lookup: str) -> None:
    with pytest.raises(KeyError):
        getattr(load_catalog(folder), lookup)("nergens")


@pytest.mark.parametrize(
    ("name", "model"), [("subjects.csv", Subject), ("coverage.csv", Coverage), ("members.csv", Member)]
)
def test_a_file_that_may_be_left_out_may_hold_a_header_only(folder: Path, name: str, model: type[Model]) -> None:
    required, optional = columns_of(model)
    (folder / name).write_text(";".join((*required, *optional)) + "\n", encoding="utf-8")
    assert load_catalog(folder).areas


def test_a_column_must_be_there_or_may_be_left_out() -> None:
    for model in (Area, Indicator, Event, Subject, Coverage):
        required, optional = columns_of(model)
        assert required
        assert not set(required) & set(optional)
        assert {*required, *optional} == set(model.model_fields)


@pytest.mark.parametrize("empty", ["", " ", ";;;", " ; ;\t;", " # uitleg;;", "#"])
def test_a_line_without_anything_in_it_is_passed_over(folder: Path, empty: str) -> None:
    file = folder / "themes.csv"
    file.write_text(file.read_text(encoding="utf-8") + f"{empty}\n", encoding="utf-8")
    assert len(load_catalog(folder).themes) == 2


def test_a_cell_holds_as_much_as_excel_can() -> None:
    assert unfit("tekst", "x" * 32_000) is None
    assert unfit("tekst", "x" * 32_001) == ("tekst is te lang (32001 tekens)", "maak het hooguit 32000 tekens")


def test_what_was_read_stays_as_it_is(folder: Path) -> None:
    area = load_catalog(folder).area("GM0001")
    with pytest.raises(ValidationError, match="frozen"):
        area.name = "Anders"
    assert Theme(id=" geweld ", label=" Geweld\n", veld="jeugd").label == "Geweld"
    with pytest.raises(ValidationError, match="Extra"):
        Theme(id="geweld", label="Geweld", veld="jeugd", anders="x")
