"""Every code and number of a StatLine download is one that the table can have, or its row is named."""

from __future__ import annotations

from datetime import date

import pytest

from ivp.errors import UserError
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.statline_rows import FromStatLine, read_statline
from tests.sources.test_statline_csv import CRIMES, META, RECORDED, catalog, crimes, tables, with_slice

TODAY = date(2026, 11, 26)


def read(
    raw: bytes, name: str = CRIMES, known: object = None, metadata: tuple[bytes, str] | None = None
) -> FromStatLine:
    return read_statline(raw, name, catalog(), known or tables(), metadata, TODAY)  # type: ignore[arg-type]


def mistakes(raw: bytes, name: str = CRIMES, **more: object) -> tuple[str, ...]:
    with pytest.raises(ImportMistakesError) as caught:
        read(raw, name, **more)  # type: ignore[arg-type]
    return caught.value.lines


def row(number: str, kind: str = "2.5.2 ", area: str = "GM0748", period: str = "2024JJ00") -> str:
    return f"1;{kind};{area};{period};{number}"


def test_periods_of_all_kinds_in_one_file_are_taken_as_far_as_they_are_asked_for() -> None:
    made = read(crimes(row("7"), row("1", period="2024MM03"), row("2", period="2024KW01"), row("3", period="2024W112"),
                       row("4", period="2024X000"), row("5", period="2024HJ01")))  # fmt: skip
    assert dict(zip(made.frame["period"], made.frame["value"], strict=True)) == {"2024": 7, "2024-03": 1}
    assert "Niet overgenomen: 4 regels over een andere periode dan een jaar of een maand." in made.notes


@pytest.mark.parametrize(
    ("line", "place", "what"),
    [
        (row("5", kind="2-5-2002"), "SoortMisdrijf", "‘2-5-2002’ is een datum: die heeft Excel van een code"),
        (row("5", kind="2002-05-02"), "SoortMisdrijf", "zet 2.5.2 terug"),
        (row("5", kind="winkel"), "SoortMisdrijf", "‘winkel’ is geen code van deze tabel"),
        (row("5", kind="2.5"), "SoortMisdrijf", "‘2.5’ is geen code van deze tabel"),
        (row("5", area="748"), "RegioS", "Excel haalt letters en nullen vooraan weg; vul GM0748 in"),
        (row("5", area="0001.5"), "RegioS", "‘0001.5’ is geen code van een gebied"),
        (row("5", period="2024"), "Perioden", "‘2024’ is geen periode van StatLine"),
        (row("5", period="1-1-2024"), "Perioden", "‘1-1-2024’ is geen periode van StatLine"),
        (row("5", period="2027JJ00"), "Perioden", "periode 2027JJ00 moet nog komen"),
        (row("-5"), "GeregistreerdeMisdrijven_1", "‘-5’ is geen aantal"),
        (row("5.5"), "GeregistreerdeMisdrijven_1", "‘5.5’ is geen aantal"),
        (row("5,5"), "GeregistreerdeMisdrijven_1", "‘5,5’ is geen cijfer"),
        (row("5,250"), "GeregistreerdeMisdrijven_1", "‘5,250’ is geen cijfer"),
        (row("5 %"), "GeregistreerdeMisdrijven_1", "‘5 %’ is geen cijfer"),
        (row("x"), "GeregistreerdeMisdrijven_1", "‘x’ is geen cijfer; download het bestand opnieuw"),
        (row("6.250"), "GeregistreerdeMisdrijven_1", "‘6.250’ kan 6250 of 6,25 zijn; schrijf 6250"),
    ],
)  # fmt: skip
def test_what_the_table_cannot_have_is_named_with_row_and_column(line: str, place: str, what: str) -> None:
    found = mistakes(crimes(row("3", kind="1.1.1 "), line))
    assert len(found) == 1
    assert found[0].startswith(f"{CRIMES}, rij 3, kolom {place}: ")
    assert what in found[0]


def test_a_wrong_code_is_named_once_and_every_wrong_number() -> None:
    dates = [row("7", kind="2-5-2002", period=f"{year}JJ00") for year in (2021, 2022, 2023)]
    lines = mistakes(crimes(*dates, row("y", kind="1.1.1 "), row("y", kind="1.1.2 ")))
    assert [line.split(", kolom ")[0] for line in lines] == [f"{CRIMES}, rij {number}" for number in (2, 5, 6)]


def test_with_its_metadata_a_table_has_just_the_codes_that_stand_there() -> None:
    metadata = ((RECORDED / META).read_bytes(), META)
    assert len(read(crimes(row("3", kind="1.1.1 ")), metadata=metadata).frame) == 1
    assert "‘9.9.9’ is geen code" in mistakes(crimes(row("3", kind="9.9.9 ")), metadata=metadata)[0]


def test_kinds_that_nobody_asks_for_are_left_out_where_kinds_need_not_add_up() -> None:
    head = "ID;SoortMisdrijf;RegioS;Perioden;TotaalGeregistreerdeMisdrijven_1"
    made = read(crimes(row("3", kind="T001161"), row("4", kind="iets"), header=head), "83648NED_x.csv")
    assert made.frame["value"].tolist() == [3]
    with pytest.raises(ImportMistakesError, match=r"‘3\.512’ kan 3512 of 3,512 zijn"):
        read(crimes(row("3.512", kind="T001161"), header=head), "83648NED_x.csv")


def view(number: str) -> bytes:
    return f'"Perioden";"Regio\'s";"Groep/Proef (aantal)"\n"2024";"Roosendaal";{number}\n'.encode()


def survey() -> object:
    return with_slice(
        {"source": "85146NED", "levels": ["gemeente"], "survey": True},
        {"measure": "waarde", "title": "Proef", "code": "proef"},
    )


@pytest.mark.parametrize(
    ("number", "value"), [("6.250", 6250), ("6,25", 6.25), ("6,250", 6.25), ("1.006,5", 1006.5), ("-3", -3)]
)
def test_a_table_on_screen_has_dutch_numbers(number: str, value: float) -> None:
    assert read(view(number), "85146NED_x.csv", survey()).frame["value"].tolist() == [value]


@pytest.mark.parametrize("number", ["6.25", "1,006.5", "1e3", "nan", "zes"])
def test_and_no_others(number: str) -> None:
    assert f"‘{number}’ is geen cijfer" in mistakes(view(number), "85146NED_x.csv", known=survey())[0]


def test_three_decimals_are_no_question_where_the_metadata_says_that_there_are_three() -> None:
    """The recorded metadata, with a topic that has three decimals."""
    text = (RECORDED / META).read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("ID;Position;ParentID")).split(";")
    topic = next(line for line in lines if "GeregistreerdeMisdrijven_1" in line)
    cells = topic.split(";")
    cells[head.index("Decimals")] = "3"
    metadata = (text.replace(topic, ";".join(cells)).encode(), META)
    known = with_slice(
        {"source": "47013NED", "kind": "SoortMisdrijf", "levels": ["gemeente"]},
        {"measure": "maat", "title": "Geregistreerde misdrijven"},
    )
    asked = crimes(row("6.250", kind="1.1.1 "))
    assert read(asked, known=known, metadata=metadata).frame["value"].tolist() == [6.25]
    with pytest.raises(ImportMistakesError, match=r"kan 6250 of 6,25 zijn"):
        read(asked, known=known)


def test_files_that_are_too_wide_or_too_much_for_a_view_are_refused() -> None:
    wide = ("ID;" + ";".join(f"X_{n}" for n in range(1001)) + "\n").encode()
    with pytest.raises(UserError, match="te veel kolommen; kies op StatLine minder onderwerpen"):
        read(wide)
    with pytest.raises(UserError, match="te groot voor een tabel op het scherm"):
        read(b"a;b\n" * 210_000)


@pytest.mark.parametrize("text", [".", "geheim", "Geheim"])
def test_what_the_source_keeps_to_itself_is_unknown_in_a_download_too(text: str) -> None:
    made = read(crimes(row("3", kind="1.1.1 "), row(text)))
    states = dict(zip(made.frame["code"], made.frame["state"], strict=True))
    assert states["2.5.2"] == "unknown"
