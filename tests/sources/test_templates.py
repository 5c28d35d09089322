"""The templates: what is written can be read back, and every wrong cell is named with sheet, row, column and remedy."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ivp.catalog.load import load_catalog
from ivp.catalog.models import State
from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.snapshot import OWN_SCHEMA
from ivp.sources import templates
from ivp.sources.mistakes import MOST_SHOWN, ImportMistakesError
from ivp.sources.template_checks import FromTemplate, read_template
from ivp.sources.template_words import indicator_line, month_of, scale
from ivp.sources.templates import MONITOR, REGISTRATION, Kind, choices, write_template
from tests.sources.filled import COUNT_ROW, SURVEY_ROW, as_csv, as_xlsx, catalog, row, saved

TODAY = date(2026, 11, 25)
GRADE = "vm-rapportcijfer-veiligheid"
APRIL = ("2024-04", "2024-4", "04-2024", "1-4-2024", "01-04-2024", "april 2024", "apr-24", "2024-04-01")


def read(raw: bytes, name: str = "cijfers.csv") -> FromTemplate:
    return read_template(raw, name, catalog(), TODAY)


def mistakes(raw: bytes, name: str = "cijfers.csv") -> tuple[str, ...]:
    with pytest.raises(ImportMistakesError) as caught:
        read(raw, name)
    return caught.value.lines


def only_mistake(kind: Kind, **changes: str) -> str:
    found = mistakes(as_csv(kind, row(kind, **changes)))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("kind", [MONITOR, REGISTRATION])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_template_is_written_once_and_an_empty_one_holds_no_figures(kind: Kind, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"sjabloon{suffix}"
    write_template(kind, target, catalog())
    assert "geen cijfers onder de kopregel" in mistakes(target.read_bytes(), target.name)[0]
    before = target.read_bytes()
    with pytest.raises(UserError, match="bestaat al"):
        write_template(kind, target, catalog())
    assert target.read_bytes() == before


def test_a_template_of_another_kind_or_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="kies uit: monitor, registratie"):
        write_template("enquete", tmp_path / "x.xlsx", catalog())
    with pytest.raises(UserError, match="eindigt niet op"):
        write_template("monitor", tmp_path / "x.txt", catalog())
    with pytest.raises(UserError, match="niet te schrijven"):
        write_template("monitor", tmp_path / "weg" / "x.csv", catalog())
    with pytest.raises(UserError, match=r"de map .*weg is er niet; maak haar eerst"):
        write_template("monitor", tmp_path / "weg" / "x.csv", catalog())
    assert list(tmp_path.iterdir()) == []


def test_a_template_comes_where_it_is_told_also_in_a_folder(tmp_path: Path) -> None:
    assert write_template("registratie", tmp_path, catalog()) == tmp_path / "sjabloon-registratie.xlsx"
    assert write_template("monitor", tmp_path / "A.CSV", catalog()) == tmp_path / "A.CSV"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["A.CSV", "sjabloon-registratie.xlsx"]
    with pytest.raises(UserError, match=r"sjabloon-registratie\.xlsx bestaat al"):
        write_template("registratie", tmp_path, catalog())


def test_the_workbook_lists_every_area_and_the_indicators_of_its_kind() -> None:
    book = load_workbook(io.BytesIO(templates.template_xlsx(MONITOR, catalog())))
    assert [cell.value for cell in book["Gebieden"]["A"]][1:] == [area.code for area in catalog().areas]
    assert [cell.value for cell in book["Indicatoren"]["A"]][1:] == [one.id for one in choices(MONITOR, catalog())]
    assert all(one.source != "81928NED" for one in choices(MONITOR, catalog()))
    assert [one.id for one in choices(REGISTRATION, catalog())] == ["proef-halt", "proef-boa"]
    lists = [check.formula1 for check in book["Invoer"].data_validations.dataValidation]
    assert lists[0] == f"Gebieden!$A$2:$A${len(catalog().areas) + 1}"


def test_the_example_in_the_help_is_a_good_row() -> None:
    read(as_csv(MONITOR, templates.FORMS[MONITOR].of(catalog()).example))
    assert b"# " + b"Veiligheidsmonitor" in templates.template_csv(MONITOR, catalog())


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_survey_row_becomes_an_observation_with_half_the_width_as_margin(make: object) -> None:
    made = read(make(MONITOR, SURVEY_ROW), "vm")  # type: ignore[operator]
    assert list(made.frame.columns) == OWN_SCHEMA.names
    cells = made.frame.iloc[0].to_dict()
    assert cells.pop("margin") == pytest.approx(2.0)
    assert cells == {"table": "EIGEN-85146NED", "code": "VoeltZichWeleensOnveiligInBuurt_50", "measure": "waarde",
                     "area": "GM1674", "period": "2023", "value": 11.1, "state": "value",
                     "n": 111, "owner": "gemeente Proef"}  # fmt: skip


def test_numbers_of_excel_stay_numbers_and_percentages_are_read_as_shown() -> None:
    rows = ("BT-ROOSENDAAL", 2023, "Voelt zich weleens onveilig in de buurt", 0.111, 0.09, 0.13, 111)
    made = read(as_xlsx(MONITOR, rows, formats={"D2": "0.0%", "E2": "0%", "F2": "0%"}), "vm.xlsx")
    assert made.frame["value"].tolist() == [pytest.approx(11.1)]
    assert made.frame["margin"].tolist() == [pytest.approx(2.0)]
    assert made.frame["area"].tolist() == ["BT-ROOSENDAAL"]


@pytest.mark.parametrize("area", ["PD-MARKIEZATEN", "district De Markiezaten", "pd-markiezaten"])
def test_district_and_basisteam_are_areas_like_any_other(area: str) -> None:
    assert read(as_csv(MONITOR, row(MONITOR, gebied=area))).frame["area"].tolist() == ["PD-MARKIEZATEN"]


def test_a_name_means_the_largest_area_and_the_report_says_so() -> None:
    made = read(as_csv(MONITOR, row(MONITOR, gebied="Steenbergen"), row(MONITOR, gebied="wijk Steenbergen")))
    assert made.frame["area"].tolist() == ["GM0851", "WK085100"]
    assert any("‘Steenbergen’ is gelezen als gemeente (GM0851)" in note for note in made.notes)


@pytest.mark.parametrize(
    ("changes", "place", "what"),
    [
        ({"gebied": "Roosendal"}, "gebied", "bedoelt u ‘Roosendaal’"),
        ({"gebied": ""}, "gebied", "gebied is leeg"),
        ({"jaar": "2019"}, "jaar", "opzet en vragen zijn in 2021 veranderd"),
        ({"jaar": "2022"}, "jaar", "geen Veiligheidsmonitor"),
        ({"jaar": "2027"}, "jaar", "niet tussen 2000 en nu"),
        ({"jaar": "23"}, "jaar", "geen jaartal"),
        ({"indicator": "vm-onveilig-buur"}, "indicator", "bedoelt u ‘vm-onveilig-buurt’"),
        ({"indicator": "vm-optreden"}, "indicator", "tot en met 2019"),
        ({"indicator": "misdrijven-totaal"}, "indicator", "geen enquêtecijfer"),
        ({"waarde": "8,0"}, "waarde", "ligt niet tussen ondergrens en bovengrens"),
        ({"waarde": "13,2"}, "waarde", "ligt niet tussen ondergrens en bovengrens"),
        ({"waarde": "elf"}, "waarde", "geen getal"),
        ({"bovengrens": "113"}, "bovengrens", "van 0 tot en met 100"),
        ({"ondergrens": "-1"}, "ondergrens", "past niet bij %"),
        ({"indicator": GRADE, "waarde": "7", "ondergrens": "6,5"}, "bovengrens", "rapportcijfer"),
        ({"ondergrens": ""}, "ondergrens", "is leeg"),
        ({"n": "0"}, "n", "geen aantal antwoorden"),
        ({"n": "1,5"}, "n", "geen aantal antwoorden"),
        ({"n": "50 %"}, "n", "geen aantal antwoorden"),
        ({"gebied": "748"}, "gebied", "Excel haalt letters en nullen vooraan weg; vul GM0748 in"),
        ({"waarde": "2026-02-07"}, "waarde", "die heeft Excel van een getal gemaakt"),
        ({"waarde": "1e1"}, "waarde", "geen getal"),
        ({"bron": "CBS"}, "bron", "eigen uitkomsten zijn niet van het CBS; noem de gemeente of partner"),
        ({"bron": "x" * 101}, "bron", "maak het hooguit 100 tekens"),
        ({"bron": "a\x07b"}, "bron", "onzichtbaar stuurteken"),
    ],
)  # fmt: skip
def test_every_wrong_cell_of_the_monitor_is_named(changes: dict[str, str], place: str, what: str) -> None:
    found = only_mistake(MONITOR, **changes)
    assert found.startswith(f"cijfers.csv, rij 3, kolom {place}: ")
    assert what in found
    assert "; " in found


@pytest.mark.parametrize(
    ("changes", "place", "what"),
    [
        ({"maand": ""}, "maand", "allebei leeg"),
        ({"jaar": "2024"}, "maand", "allebei ingevuld"),
        ({"maand": "2024-13"}, "maand", "geen maand"),
        ({"maand": "2026-12"}, "maand", "moet nog komen"),
        ({"maand": "", "jaar": "2027"}, "jaar", "niet tussen 2000 en nu"),
        ({"aantal": "-1"}, "aantal", "heel getal van 0 of hoger"),
        ({"aantal": "1,5"}, "aantal", "heel getal van 0 of hoger"),
        ({"aantal": ""}, "aantal", "aantal is leeg"),
        ({"aantal": "nan"}, "aantal", "geen getal"),
        ({"aantal": "1,250"}, "aantal", "heel getal van 0 of hoger"),
        ({"aantal": "1.25.0"}, "aantal", "geen getal"),
        ({"indicator": "proef-hal"}, "indicator", "bedoelt u ‘proef-halt’"),
        ({"indicator": "vm-onveilig-buurt"}, "indicator", "voeg daar deze regel toe"),
    ],
)
def test_every_wrong_cell_of_a_registration_is_named(changes: dict[str, str], place: str, what: str) -> None:
    found = only_mistake(REGISTRATION, **changes)
    assert found.startswith(f"cijfers.csv, rij 3, kolom {place}: ")
    assert what in found


def test_in_excel_the_sheet_the_row_and_the_letter_are_named() -> None:
    found = mistakes(as_xlsx(MONITOR, SURVEY_ROW, row(MONITOR, jaar="2025", waarde="x")), "vm.xlsx")
    assert found == (
        "blad Invoer, rij 3, kolom D (waarde): waarde ‘x’ is geen getal; "
        "schrijf een getal, met een komma voor de decimalen",
    )


def test_a_formula_is_reported_once() -> None:
    found = mistakes(as_xlsx(MONITOR, row(MONITOR, waarde="=1+1")), "vm.xlsx")
    assert len(found) == 1
    assert found[0].startswith("blad Invoer, rij 2, kolom D (waarde): de cel bevat een formule")


def test_one_mistake_refuses_the_file_and_many_are_cut_off() -> None:
    bad = [row(MONITOR, waarde="x") for _ in range(MOST_SHOWN + 2)]
    with pytest.raises(ImportMistakesError) as caught:
        read(as_csv(MONITOR, SURVEY_ROW, *bad))
    assert len(caught.value.problems) == MOST_SHOWN + 2
    assert str(caught.value).splitlines()[-1] == "… en nog 2 fouten"


def test_the_same_figure_twice_is_a_mistake() -> None:
    found = mistakes(as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="Roosendaal", waarde="12")))
    assert found[0].startswith("cijfers.csv, rij 4: vm-onveilig-buurt voor GM1674 in 2023 staat ook op rij 3")


def test_columns_that_lack_or_do_not_belong_are_named() -> None:
    book = Workbook()
    book.active.append(["gebied", "jaar", "indicator", "waarde", "onder", "bovengrens"])
    book.active.append(["GM1674", 2023, "vm-onveilig-buurt", 11, 9, 13])
    lines = mistakes(saved(book), "vm.xlsx")
    found = "\n".join(lines)
    assert len(lines) == 2
    assert "kolom E (onder): deze kolom is niet bekend" in found
    assert "kolom ‘ondergrens’ ontbreekt" in found
    raw = as_csv(MONITOR, SURVEY_ROW).replace(b"bovengrens", b"boven")
    assert any("kolom ‘bovengrens’ ontbreekt" in line for line in mistakes(raw))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04 niet echt", "geen leesbaar Excel-bestand"),
        (b"gebied;jaar;indicator\nGM1674;2023;x\n", "geen sjabloon voor eigen cijfers"),
        (b"gebied;indicator;waarde;aantal\n", "niet beide"),
    ],
)
def test_what_is_no_template_gets_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(raw)


def test_a_workbook_without_its_sheet_is_refused() -> None:
    book = Workbook()
    book.create_sheet("Ook")
    with pytest.raises(UserError, match="ontbreekt het blad ‘Invoer’"):
        read(saved(book), "vm.xlsx")


def test_a_count_becomes_an_observation_and_the_running_period_is_provisional() -> None:
    raw = as_csv(REGISTRATION, COUNT_ROW, row(REGISTRATION, maand="2026-11", aantal="1.200"),
                 row(REGISTRATION, maand="", jaar="2026", aantal="0"))  # fmt: skip
    made = read(raw)
    assert made.frame[["table", "code", "measure", "period", "value", "state"]].to_numpy().tolist() == [
        ["EIGEN", "proef-halt", "aantal", "2024-04", 11.0, State.VALUE],
        ["EIGEN", "proef-halt", "aantal", "2026-11", 1200.0, State.PROVISIONAL],
        ["EIGEN", "proef-halt", "aantal", "2026", 0.0, State.PROVISIONAL],
    ]
    assert made.frame["margin"].isna().all()
    assert made.owners == ("Proef",)


def test_a_month_that_excel_made_a_date_is_a_month() -> None:
    made = read(as_xlsx(REGISTRATION, ("GM1674", datetime(2024, 4, 1), None, "proef-halt", 11, None)), "boa.xlsx")
    assert made.frame["period"].tolist() == ["2024-04"]


@pytest.mark.parametrize("text", APRIL)
def test_months_as_people_and_excel_write_them(text: str) -> None:
    assert month_of(text) == "2024-04"


@pytest.mark.parametrize("text", ["2024", "15-4-2024", "2024-13", "avril 2024", "4-24", ""])
def test_what_is_no_month_is_not_made_one(text: str) -> None:
    assert month_of(text) is None


def test_small_counts_in_a_buurt_and_fractions_ask_for_a_look() -> None:
    small = read(as_csv(REGISTRATION, row(REGISTRATION, gebied="BU07480000", aantal="2")))
    assert any("onder de 5" in note for note in small.notes)
    assert not any("onder de 5" in note for note in read(as_csv(REGISTRATION, row(REGISTRATION, aantal="2"))).notes)
    tiny = {"waarde": "0,5", "ondergrens": "0,4", "bovengrens": "0,6"}
    areas = ("GM1674", "GM0748", "GM0851")
    rows = [row(MONITOR, gebied=area, **tiny) for area in areas]
    assert any("alle percentages zijn 1 of lager" in note for note in read(as_csv(MONITOR, *rows)).notes)


@pytest.mark.parametrize(
    ("unit", "reach"),
    [("%", (0, 100)), ("% van de woningen", (0, 100)), ("rapportcijfer", (1, 10)), ("schaalscore 0-10", (0, 10)),
     ("inwoners", None)],
)  # fmt: skip
def test_scales(unit: str, reach: tuple[int, int] | None) -> None:
    assert scale(unit) == reach


def test_the_line_that_a_message_proposes_can_be_added_to_the_catalog(tmp_path: Path) -> None:
    for file in (ROOT / "data").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    line = indicator_line("Rapporten; van <boa's>", catalog())
    with (tmp_path / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    known = load_catalog(tmp_path)
    assert [one.id for one in choices(REGISTRATION, known)][-1] == "rapporten-van-boa-s"
    made = read_template(as_csv(REGISTRATION, row(REGISTRATION, indicator="rapporten-van-boa-s")), "x", known, TODAY)
    assert len(made.frame) == 1


@pytest.mark.parametrize(
    ("value", "lower", "upper", "expected"),
    [("12 %", "10%", "14 %", (12, 2)), ("12,5", "10,5", "14,5", (12.5, 2)), ("12.5", "10.5", "14.5", (12.5, 2)),
     ("\u00a012,5", "10,5", "14,5\u202f", (12.5, 2))],
)  # fmt: skip
@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_figures_are_read_as_they_are_shown(
    value: str, lower: str, upper: str, expected: tuple[float, float], make: Callable[..., bytes]
) -> None:
    made = read(make(MONITOR, row(MONITOR, waarde=value, ondergrens=lower, bovengrens=upper)), "vm")
    assert (made.frame["value"].item(), made.frame["margin"].item()) == pytest.approx(expected)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_figure_that_can_be_two_is_a_question(make: Callable[..., bytes]) -> None:
    grade = row(MONITOR, indicator=GRADE, waarde="7,125", ondergrens="7.0", bovengrens="7.2", gebied="GM0748")
    found = mistakes(make(MONITOR, SURVEY_ROW, grade), "vm")
    assert len(found) == 1
    assert re.search(r"rij [34], kolom .*waarde.*: waarde ‘7,125’ kan 7,125 of 7125 zijn, want op rij", found[0])


@pytest.mark.parametrize("number_format", ['0"%"', "0.0"])
def test_a_per_cent_sign_that_is_only_drawn_does_not_multiply(number_format: str) -> None:
    rows = ("GM1674", 2023, "vm-onveilig-buurt", 11.5, 9.5, 13.5, 111)
    made = read(as_xlsx(MONITOR, rows, formats={"D2": number_format}), "vm.xlsx")
    assert made.frame["value"].tolist() == [11.5]


def test_a_year_may_have_a_thousands_point_and_no_decimals() -> None:
    assert read(as_csv(MONITOR, row(MONITOR, jaar="2.023"))).frame["period"].tolist() == ["2023"]
    assert "geen jaartal" in only_mistake(MONITOR, jaar="20,23")


def test_an_owner_that_is_not_named_is_said_and_never_cbs() -> None:
    made = read(as_csv(MONITOR, SURVEY_ROW, row(MONITOR, gebied="GM0748", bron="")))
    assert made.frame["owner"].tolist() == ["gemeente Proef", templates.UNNAMED]
    assert made.frame["n"].tolist() == [111, 111]
    assert any("vul de kolom bron in" in note for note in made.notes)
    assert not any("kolom bron" in note for note in read(as_csv(MONITOR, SURVEY_ROW)).notes)


def test_a_template_of_before_there_were_owners_is_still_read() -> None:
    raw = b"gebied;jaar;indicator;waarde;ondergrens;bovengrens;n\nGM1674;2023;vm-onveilig-buurt;11,1;9,1;13,1;111\n"
    assert read(raw).frame["owner"].tolist() == [templates.UNNAMED]


def test_a_survey_without_a_source_for_own_results_asks_for_that_line() -> None:
    known = catalog().model_copy(
        update={"sources": tuple(one for one in catalog().sources if one.id != "EIGEN-85146NED")}
    )
    assert choices(MONITOR, known) == ()
    with pytest.raises(ImportMistakesError, match=r"zet in sources\.csv een regel EIGEN-85146NED met 85146NED"):
        read_template(as_csv(MONITOR, SURVEY_ROW), "vm.csv", known, TODAY)


def test_an_area_that_went_up_in_another_names_that_one() -> None:
    areas = tuple(
        area.model_copy(update={"code": "GM1990", "name": "Samen", "continues": ("GM0748",)})
        if area.code == "GM0748"
        else area
        for area in catalog().areas
    )
    known = catalog().model_copy(update={"areas": areas})
    with pytest.raises(ImportMistakesError, match="gebied ‘gm0748’ bestaat niet meer; vul GM1990 in: Samen zet het"):
        read_template(as_csv(MONITOR, row(MONITOR, gebied="gm0748")), "vm.csv", known, TODAY)


def test_more_rows_than_may_be_and_a_file_that_is_too_large_are_refused() -> None:
    line = ";".join(COUNT_ROW).encode() + b"\n"
    raw = as_csv(REGISTRATION) + b"\r\n"
    with pytest.raises(UserError, match="meer dan 20000 regels; verdeel het over meer bestanden"):
        read(raw + line * 20_001)
    with pytest.raises(UserError, match="verdeel het over meer bestanden"):
        read(raw + b"#" * 9_000_000)


def test_after_many_mistakes_no_more_are_looked_for() -> None:
    with pytest.raises(ImportMistakesError) as caught:
        read(as_csv(MONITOR, *(row(MONITOR, gebied=f"Nergens {number}") for number in range(3_000))))
    assert MOST_SHOWN < len(caught.value.problems) < 300
