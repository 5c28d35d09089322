"""Every kind of mistake in the files gives exactly one Dutch line with file, row and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog
from ivp.errors import UserError
from tests.catalog.conftest import FILES, Spoil

I_ROW = "aantal;Aantal;Aantal;geweld;rate;per 1.000 inwoners;1;lower_is_better;reported;T1;A;misdrijven;;20"
I_HEAD = FILES["indicators.csv"].splitlines()[0]


def lines(folder: Path) -> list[str]:
    """The problems of the catalog in `folder`, as the user sees them."""
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    assert isinstance(caught.value, UserError)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return str(caught.value).splitlines()


CELLS = [
    (
        "themes.csv",
        "Jeugd",
        "<b>Jeugd",
        "themes.csv, regel 3: label ‘<b>Jeugd’ heeft een < of >; "
        "schrijf het in woorden: in een grafiek is dat teken opmaak",
    ),
    ("areas.csv", "WK000100;wijk;", "WK000100;wijkje;",
     "areas.csv, regel 10: level ‘wijkje’ bestaat niet; "
     "kies uit: land, eenheid, district, basisteam, gemeente, wijk, buurt"),
    ("areas.csv", "GM0002;gemeente;Twee;", "GM0002;gemeente;;", "areas.csv, regel 9: veld ‘name’ is leeg; vul name in"),
    ("themes.csv", "jeugd;Jeugd;jeugd", "jeugd;Jeugd;jeugdig",
     "themes.csv, regel 3: veld ‘jeugdig’ bestaat niet; "
     "kies uit: woon-en-leefomgeving, bedrijvigheid, jeugd, fysiek, integriteit, context"),
    ("sources.csv", "https://example.org/0", "example.org/0",
     "sources.csv, regel 3: url ‘example.org/0’ is geen webadres; laat het met https:// beginnen"),
    ("members.csv", "RE99;GM0009", "RE99;Breda",
     "members.csv, regel 4: member ‘Breda’ is geen gemeentecode; schrijf GM met vier cijfers"),
    ("indicators.csv", "aantal;Aantal;", "Het aantal;Aantal;",
     "indicators.csv, regel 2: id ‘Het aantal’ heeft verkeerde tekens; "
     "gebruik kleine letters, cijfers en losse streepjes"),
    ("indicators.csv", "lower_is_better", "laag",
     "indicators.csv, regel 2: polarity ‘laag’ bestaat niet; "
     "kies uit: lower_is_better, higher_is_better, none"),
    ("indicators.csv", "reported", "gemeld",
     "indicators.csv, regel 2: detection ‘gemeld’ bestaat niet; kies uit: reported, found, na"),
    ("indicators.csv", "geweld;rate;", "geweld;ratio;",
     "indicators.csv, regel 2: statistic ‘ratio’ bestaat niet; kies uit: rate, share, survey, number"),
    ("indicators.csv", "misdrijven;;20", "misdrijven;;1,5",
     "indicators.csv, regel 2: order ‘1,5’ is geen heel getal; vul een getal zonder komma in"),
    ("indicators.csv", "inwoners;1;", "inwoners;4;",
     "indicators.csv, regel 2: decimals ‘4’ is te groot; vul 3 of lager in"),
    ("indicators.csv", "inwoners;1;", "inwoners;-1;",
     "indicators.csv, regel 2: decimals ‘-1’ is te klein; vul 0 of hoger in"),
    ("indicators.csv", "aantal;Aantal;Aantal;", "aantal;Aantal;" + "x" * 35 + ";",
     "indicators.csv, regel 2: short is te lang (35 tekens); maak het hooguit 34 tekens"),
    ("events.csv", "2021-01-01", "2021", "events.csv, regel 2: start ‘2021’ is geen datum; "
     "schrijf een bestaande datum als jjjj-mm-dd"),
    ("events.csv", "2021-01-01", "2021-02-30", "events.csv, regel 2: start ‘2021-02-30’ is geen datum; "
     "schrijf een bestaande datum als jjjj-mm-dd"),
    ("events.csv", "2021-01-01;;", "2021-01-01;morgen;", "events.csv, regel 2: end ‘morgen’ is geen datum; "
     "schrijf een bestaande datum als jjjj-mm-dd"),
    ("events.csv", ";ja;", ";misschien;",
     "events.csv, regel 2: breaks ‘misschien’ is niet ja of nee; vul ja of nee in"),
    ("areas.csv", "NL01;land;Land;\n", "NL;land;Land;\n",
     "areas.csv, regel 3: code ‘NL’ is te kort; gebruik minstens 4 tekens"),
]  # fmt: skip

REFERENCES = [
    ("areas.csv", "GM0002;gemeente;Twee;BT-B", "GM0002;gemeente;Twee;BT-C",
     "areas.csv, regel 9: parent ‘BT-C’ bestaat niet; kies er een uit de kolom code (bedoelt u ‘BT-B’?)"),
    ("areas.csv", "GM0002;gemeente;Twee;BT-B", "GM0002;gemeente;Twee;",
     "areas.csv, regel 9: veld ‘parent’ is leeg; vul de code in van het gebied waar dit in ligt"),
    ("areas.csv", "NL01;land;Land;\n", "NL01;land;Land;RE99\n",
     "areas.csv, regel 3: de gebieden liggen in een kring (NL01 > RE99 > NL01); "
     "geef elk gebied een groter gebied als parent"),
    ("areas.csv", "BT-A;basisteam;Team A;PD-X", "BT-A;basisteam;Team A;BT-A",
     "areas.csv, regel 6: de gebieden liggen in een kring (BT-A > BT-A); "
     "geef elk gebied een groter gebied als parent"),
    ("areas.csv", "BT-B;basisteam;Team B;PD-X", "BT-B;basisteam;Team B;BT-A",
     "areas.csv, regel 7: parent ‘BT-A’ (basisteam) is niet groter dan een basisteam; "
     "kies een gebied van een hoger level"),
    ("areas.csv", "Wijk;GM0001", "Wijk;GM0002",
     "areas.csv, regel 10: parent ‘GM0002’ past niet bij code WK000100; vul GM0001 in"),
    ("areas.csv", "Buurt;WK000100", "Buurt;GM0001",
     "areas.csv, regel 11: parent ‘GM0001’ past niet bij code BU00010000; vul WK000100 in"),
    ("areas.csv", "BU00010000;buurt", "BU0001000;buurt",
     "areas.csv, regel 11: code ‘BU0001000’ past niet bij level buurt; schrijf BU en acht cijfers"),
    ("areas.csv", "GM0001;gemeente;Een;BT-A\n", "GM0001;gemeente;Een;BT-A\nGM0001;gemeente;Een;BT-A\n",
     "areas.csv, regel 9: code ‘GM0001’ staat ook op regel 8; geef elke regel een eigen code"),
    ("areas.csv", "RE99;eenheid;Eenheid;NL01", "NL02;land;Ander land;\nRE99;eenheid;Eenheid;NL01",
     "areas.csv, regel 4: er is al een gebied met level land; gebruik een ander level"),
    ("members.csv", "RE99;GM0009;Buiten het district", "RE98;GM0009;Buiten het district",
     "members.csv, regel 4: area ‘RE98’ bestaat niet; kies er een uit areas.csv (bedoelt u ‘RE99’?)"),
    ("members.csv", "RE99;GM0009;Buiten het district", "BT-A;GM0001;Een\nBT-A;GM0009;Buiten",
     "members.csv, regel 5: member ‘GM0009’ bestaat niet; kies een gemeente uit areas.csv (bedoelt u ‘GM0002’?)"),
    ("members.csv", "RE99;GM0001;Een", "RE99;GM0001;Anders",
     "members.csv, regel 2: member ‘GM0001’ heet in areas.csv Een en hier Anders; verbeter de code of de naam"),
    ("members.csv", "RE99;GM0001;Een\n", "RE99;GM0001;Een\nRE99;GM0001;Een\n",
     "members.csv, regel 3: ‘GM0001’ staat bij RE99 ook op regel 2; haal één van de regels weg"),
    ("members.csv", "RE99;GM0002;Twee\n", "",
     "members.csv: Twee (GM0002) ontbreekt bij RE99; voeg een regel toe of verander areas.csv"),
    ("themes.csv", "jeugd;Jeugd;jeugd\n", "jeugd;Jeugd;jeugd\njeugd;Nog eens;jeugd\n",
     "themes.csv, regel 4: id ‘jeugd’ staat ook op regel 3; geef elke regel een eigen id"),
    ("sources.csv", ";;T1\n", ";;T7\n",
     "sources.csv, regel 3: successor ‘T7’ bestaat niet; kies er een uit de kolom id"),
    ("sources.csv", ";;T1\n", ";;T0\n",
     "sources.csv, regel 3: successor is de bron zelf; noem een andere bron of maak het leeg"),
    ("indicators.csv", "Aantal;geweld;", "Aantal;gewelt;",
     "indicators.csv, regel 2: theme ‘gewelt’ bestaat niet; kies er een uit themes.csv (bedoelt u ‘geweld’?)"),
    ("indicators.csv", "reported;T1;", "reported;47013NED;",
     "indicators.csv, regel 2: source ‘47013NED’ bestaat niet; kies er een uit sources.csv"),
    ("indicators.csv", "\ndeel;Deel;", "\naantal;Deel;",
     "indicators.csv, regel 3: id ‘aantal’ staat ook op regel 2; geef elke regel een eigen id"),
    ("indicators.csv", "opgehelderd;misdrijven", "opgehelderd;",
     "indicators.csv, regel 3: een share zonder denominator_measure; vul in waar het een deel van is"),
    ("indicators.csv", "misdrijven;;20", "misdrijven;verdachten;20",
     "indicators.csv, regel 2: denominator_measure hoort alleen bij statistic share; maak het leeg of kies share"),
    ("indicators.csv", "per 1.000 inwoners", "per 10.000 inwoners",
     "indicators.csv, regel 2: unit ‘per 10.000 inwoners’ past niet bij statistic rate; vul ‘per 1.000 inwoners’ in"),
    ("indicators.csv", "share;%;", "share;procent;",
     "indicators.csv, regel 3: unit ‘procent’ past niet bij statistic share; laat unit met % beginnen"),
    ("indicators.csv", "reported", "found",
     "indicators.csv, regel 2: detection found kan geen goed of slecht hebben; maak polarity none"),
    ("indicators.csv", I_ROW, I_ROW + "\n" + I_ROW.replace("aantal;", "kopie;", 1),
     "indicators.csv, regel 3: ‘kopie’ heeft dezelfde source, code en measure als regel 2; "
     "pas code of measure aan, of haal één regel weg"),
    ("events.csv", "2021-01-01;;", "2021-01-01;2020-12-31;",
     "events.csv, regel 2: end ligt vóór start; wissel de datums om of verbeter ze"),
    ("events.csv", "T1, T0", "T1, T9",
     "events.csv, regel 2: source ‘T9’ bestaat niet; kies er een uit sources.csv"),
    ("events.csv", "\nknip;", "\nknip;2020-01-01;;Eerder;Tekst.;nee;;\nknip;",
     "events.csv, regel 3: id ‘knip’ staat ook op regel 2; geef elke regel een eigen id"),
]  # fmt: skip

COLUMNS = [
    ("indicators.csv", "polarity;", "richting;", [
        "indicators.csv, regel 1: kolom ‘polarity’ ontbreekt; voeg deze kolom toe aan de kopregel",
        "indicators.csv, regel 1: kolom ‘richting’ is niet bekend; haal deze kolom weg of verbeter de naam"]),
    ("areas.csv", "level;name;parent", "level;name;parent;parents", [
        "areas.csv, regel 2: kolom ‘parents’ is niet bekend; "
        "haal deze kolom weg of verbeter de naam (bedoelt u ‘parent’?)"]),
    ("themes.csv", "id;label;veld", "id;label;veld;label", [
        "themes.csv, regel 1: kolom ‘label’ staat er twee keer; haal er één weg"]),
    ("themes.csv", "jeugd;Jeugd;jeugd", "jeugd;Jeugd; en jongeren;jeugd", [
        "themes.csv, regel 3: de regel heeft meer dan 3 velden; "
        "zet tekst met een puntkomma erin tussen aanhalingstekens",
        "themes.csv, regel 3: veld ‘en jongeren’ bestaat niet; "
        "kies uit: woon-en-leefomgeving, bedrijvigheid, jeugd, fysiek, integriteit, context"]),
    ("themes.csv", "jeugd;Jeugd;", 'jeugd;"Jeugd;', [
        "themes.csv, regel 3: een aanhalingsteken is niet goed gesloten; "
        "zet aan beide kanten van de tekst één aanhalingsteken"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line"), CELLS)
def test_a_wrong_cell_is_one_line(spoil: Spoil, file: str, old: str, new: str, line: str) -> None:
    found = lines(spoil(file, old, new))
    assert line in found
    # a code that cannot be used is also missed by the rows that refer to it
    assert found == [line] or file == "areas.csv"


@pytest.mark.parametrize(("file", "old", "new", "line"), REFERENCES)
def test_what_does_not_fit_together_is_one_line(spoil: Spoil, file: str, old: str, new: str, line: str) -> None:
    assert lines(spoil(file, old, new)) == [line]


@pytest.mark.parametrize(("file", "old", "new", "expected"), COLUMNS)
def test_a_wrong_header_or_row(spoil: Spoil, file: str, old: str, new: str, expected: list[str]) -> None:
    assert lines(spoil(file, old, new)) == expected


def test_members_of_the_land_or_a_gemeente_are_refused(spoil: Spoil) -> None:
    old, new = "RE99;GM0009;Buiten het district", "NL01;GM0001;Een\nNL01;GM0002;Twee"
    remedy = "noem hier alleen een eenheid, district of basisteam"
    assert lines(spoil("members.csv", old, new)) == [
        f"members.csv, regel 4: area ‘NL01’ is een land; {remedy}",
        f"members.csv, regel 5: area ‘NL01’ is een land; {remedy}",
    ]


def test_a_tree_without_land(spoil: Spoil) -> None:
    folder = spoil("areas.csv", "NL01;land;Land;\n", "")
    assert "areas.csv: er is geen gebied met level land; voeg het land toe, zonder parent" in lines(folder)


def test_a_land_with_a_parent(spoil: Spoil) -> None:
    folder = spoil("areas.csv", "NL01;land;Land;\n", "NL01;land;Land;EU01\n")
    assert lines(folder) == ["areas.csv, regel 3: een land heeft geen parent; maak parent leeg"]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_wrong_separator(folder: Path, separator: str) -> None:
    (folder / "themes.csv").write_text(FILES["themes.csv"].replace(";", separator), encoding="utf-8")
    assert lines(folder) == [
        "themes.csv, regel 1: de velden zijn niet met een puntkomma gescheiden; "
        "bewaar het in Excel als ‘CSV UTF-8’ met een puntkomma tussen de velden"
    ]


def test_wrong_encoding_names_the_row(spoil: Spoil) -> None:
    folder = spoil("themes.csv", "Jeugd", "Financiën")
    file = folder / "themes.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    assert lines(folder) == [
        "themes.csv, regel 3: de tekens zijn niet leesbaar als UTF-8; "
        "bewaar het in Excel als ‘CSV UTF-8’ met een puntkomma tussen de velden"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen uitleg\n"])
def test_empty_file(folder: Path, text: str) -> None:
    (folder / "themes.csv").write_text(text, encoding="utf-8")
    assert lines(folder) == ["themes.csv, regel 1: het bestand is leeg; zet de kopregel en de gegevens terug"]


def test_header_without_rows(folder: Path) -> None:
    (folder / "sources.csv").write_text(FILES["sources.csv"].splitlines()[0], encoding="utf-8")
    found = lines(folder)
    assert "sources.csv: er staan geen gegevens onder de kopregel; vul minstens één regel in" in found


def test_missing_file(folder: Path) -> None:
    (folder / "events.csv").unlink()
    assert lines(folder) == ["events.csv: het bestand ontbreekt; zet het terug in de map met gegevens"]


def test_an_unreadable_file_gives_no_complaints_about_references_to_it(folder: Path) -> None:
    (folder / "sources.csv").unlink()
    assert lines(folder) == ["sources.csv: het bestand ontbreekt; zet het terug in de map met gegevens"]


def test_an_invalid_row_is_not_also_an_unknown_reference(spoil: Spoil) -> None:
    folder = spoil("themes.csv", "geweld;Geweld;", "geweld;;")
    assert lines(folder) == ["themes.csv, regel 2: veld ‘label’ is leeg; vul label in"]


def test_all_problems_are_collected_in_order(folder: Path, spoil: Spoil) -> None:
    spoil("themes.csv", "jeugd;Jeugd;jeugd", "jeugd;Jeugd;x")
    spoil("indicators.csv", "lower_is_better", "y")
    spoil("indicators.csv", "share;%;", "share;z;")
    found = [(problem.file, problem.row) for problem in _problems(folder)]
    assert found == [("indicators.csv", 2), ("indicators.csv", 3), ("themes.csv", 3)]


def test_two_mistakes_in_one_row_are_two_lines(spoil: Spoil) -> None:
    folder = spoil("indicators.csv", "lower_is_better;reported", "y;z")
    assert [problem.row for problem in _problems(folder)] == [2, 2]


def _problems(folder: Path) -> list[object]:
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    return list(caught.value.problems)
