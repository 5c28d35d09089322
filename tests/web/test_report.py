"""What stands behind the figures, and the name of the dashboard as a picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ivp.facts import QualityCheck, Twin
from ivp.web.front.name_plate import name_plate
from ivp.web.parts import report
from tests.web.stand_in import INDICATORS, figure, page

SVG = "{http://www.w3.org/2000/svg}"


def test_everything_about_an_indicator_is_a_line_and_nothing_is_markup() -> None:
    lines = report.indicator_lines(page([figure("GM0001", "2019"), figure("GM0001", "2021")]))
    said = dict(line.replace("\\", "").split("**: ", 1) for line in lines[:-1])
    assert said["**Wat het is"] == "Wat 1NED telt."
    assert said["**Bron"] == "Politie, tabel 1NED: Misdrijven"
    assert said["**Perioden met cijfers"] == "2019–2021"
    assert said["**Lezen"] == "lager is gunstiger"
    assert said["**Soort"].startswith("brengdelict")
    assert "**Afronding door de bron" not in said
    assert "Alleen \\*meldingen\\*." in "".join(lines)
    assert lines[-1] == "[Tabel 1NED bij de bron](https://example.org/1NED)"


def test_an_indicator_that_counts_the_same_as_others_says_how_they_differ() -> None:
    note = "De politie telt aangiften, het CBS telt ook wat later bekend werd."
    twins = (Twin("fiets", note, leads=True), Twin("inbraak", "Anders.", leads=False))
    lines = report.indicator_lines(page([figure("GM0001", "2019")], twins=twins))
    assert f"**Telt hetzelfde als andere**: {note}" in [line.replace("\\", "") for line in lines]
    assert not [line for line in report.indicator_lines(page(twins=twins[1:])) if "Telt hetzelfde" in line]


def test_every_caveat_is_one_sentence_of_its_own() -> None:
    here = page(indicator="score")
    told = INDICATORS[4].model_copy(update={"caveat": "let op de schaal"})
    here.known.by_id["score"] = told
    here.known.sources["2NED"] = here.known.sources["2NED"].model_copy(update={"caveat": "Andere vragen."})
    assert "**Kanttekening**: Let op de schaal. Andere vragen." in [
        line.replace("\\", "") for line in report.indicator_lines(here)
    ]


def test_an_indicator_without_a_figure_says_so() -> None:
    lines = report.indicator_lines(page(indicator="vertrouwen"))
    assert "**Perioden met cijfers**: geen open cijfer" in lines
    assert any("schatting uit een enquête" in line for line in lines)


def test_one_row_for_every_file_with_its_date_in_dutch() -> None:
    table = report.datasets_table(page())
    assert table.names == ("Tabel", "Wat", "Opgehaald")
    assert table.rows == (
        ("1NED", "Misdrijven, 2019-2021", "24 nov 2026"),
        ("2NED", "Enquête, 2019", "23 nov 2026"),
    )


def test_one_line_for_every_file_and_every_source() -> None:
    files = [line.replace("\\", "") for line in report.dataset_lines(page())]
    assert files == ["**1NED** (12.345 rijen, rechtstreeks). Let op.", "**2NED** (10 rijen, bestand). "]
    sources = [line.replace("\\", "") for line in report.source_lines(page())]
    assert sources[0] == "**1NED**, Politie, CC BY 4.0. Wat 1NED telt. Verversing: jaarlijks. Alleen *meldingen*."
    assert len(sources) == 3


@pytest.mark.parametrize(("passed", "failed"), [([True, True], 0), ([False, True], 1), ([False, False], 2)])
def test_failed_checks_are_counted_and_named(passed: list[bool], failed: int) -> None:
    found = (QualityCheck("Som", "1NED", passed[0], "4 van 4"), QualityCheck("Sleutel", "2NED", passed[1], ""))
    count, lines = report.checks(page(quality_checks=found))
    assert count == failed
    assert [line.startswith("**In orde**") for line in lines] == passed
    assert lines[0].replace("\\", "").endswith("Som (1NED). 4 van 4.")
    assert lines[1].replace("\\", "").endswith("Sleutel (2NED). ")


def test_every_indicator_is_in_the_catalog_also_without_a_figure() -> None:
    table = report.catalog_table(page([figure("GM0001", "2019"), figure("GM0001", "2021")]))
    assert table.column("Indicator") == [one.label for one in INDICATORS]
    assert table.column("Perioden") == ["2019–2021", *["geen open cijfer"] * (len(INDICATORS) - 1)]
    assert table.column("Soort")[0] == "brengdelict"
    assert table.column("Indicatief onder")[0] == 100
    assert table.column("Indicatief onder")[2] is None


@pytest.mark.parametrize("name", ["Veiligheidsbeeld De Markiezaten", "A & B <b>"])
def test_the_name_plate_is_a_picture_of_the_name_and_never_markup(name: str) -> None:
    plate = ElementTree.fromstring(name_plate(name, dark=False))
    assert plate.tag == f"{SVG}svg"
    assert plate.find(f"{SVG}title").text == name
    assert plate.find(f"{SVG}text").text == name
    assert [child.tag for child in plate] == [f"{SVG}title", f"{SVG}text"]
    assert plate.get("width") == plate.find(f"{SVG}text").get("textLength")


def test_a_longer_name_is_wider_and_the_dark_page_has_its_own_colour() -> None:
    short, long = (ElementTree.fromstring(name_plate(name, dark=False)) for name in ("Kort", "Een stuk langer"))
    assert int(long.get("width")) > int(short.get("width"))
    colours = {ElementTree.fromstring(name_plate("X", dark=dark)).find(f"{SVG}text").get("fill") for dark in (0, 1)}
    assert len(colours) == 2


def test_the_page_opens_with_how_much_there_is_and_whether_it_was_in_order() -> None:
    here = page([figure("GM0001", "2019")])
    with_figures = sum(bool(periods) for periods in here.known.periods.values())
    said = report.summary_line(here, 0, 25)
    assert said.startswith(f"{len(INDICATORS)} indicatoren, waarvan {with_figures} met open cijfers, uit twee tabellen")
    assert said.endswith("opgehaald op 24 november 2026. Alle 25 controles op de cijfers zijn in orde.")
    assert report.checks_line(1, 25) == "Van de 25 controles op de cijfers is er 1 niet in orde."
    assert report.checks_line(2, 25) == "Van de 25 controles op de cijfers zijn er 2 niet in orde."
