"""An area that continues others after a merger: one column says so, and no message leads in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog
from ivp.catalog.load_plan import load_plan
from tests.catalog.conftest import FILES, PLAN

MERGED = """\
code;level;name;parent;continues
NL01;land;Land;;
RE99;eenheid;Eenheid;NL01;
PD-X;district;District;RE99;
BT-A;basisteam;Team A;PD-X;
GM0007;gemeente;Samen;BT-A;GM0001, GM0002
WK000100;wijk;Wijk;GM0007;
WK000101;wijk;Dorp;GM0007;
WK000200;wijk;Veld;GM0007;
BU00010000;buurt;Buurt;WK000100;
"""
BOTH = "GM0001, GM0002"
MEMBERS = "area;member;name\nRE99;GM0007;Samen\nRE99;GM0009;Buiten het district\n"


@pytest.fixture
def merged(plan_folder: Path) -> Path:
    """The two municipalities of the synthetic district became one, and keep the codes of their wijken."""
    (plan_folder / "areas.csv").write_text(MERGED, encoding="utf-8")
    (plan_folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    for name, text in PLAN.items():
        text = text.replace("GM0001", "GM0007").replace("GM0002", "GM0007").replace("BT-B", "BT-A")
        (plan_folder / "plan" / name).write_text(text, encoding="utf-8")
    return plan_folder


def lines(folder: Path) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        load_plan(folder, load_catalog(folder))
    return str(caught.value).splitlines()


def change(folder: Path, file: str, old: str, new: str) -> Path:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_catalog_knows_who_continues_whom(merged: Path) -> None:
    catalog = load_catalog(merged)
    load_plan(merged, catalog)
    assert catalog.predecessors == {"GM0007": ("GM0001", "GM0002")}
    assert catalog.members["BT-A"] == ("GM0007",)
    successor = catalog.successor("GM0002")
    assert successor is not None
    assert successor.name == "Samen"
    assert catalog.successor("GM0007") is None


def test_without_a_merger_nobody_continues_anything(folder: Path) -> None:
    assert load_catalog(folder).predecessors == {}
    assert "continues" not in FILES["areas.csv"]


def test_without_saying_so_one_line_for_each_lost_municipality_asks_for_it(merged: Path) -> None:
    assert lines(change(merged, "areas.csv", "GM0001, GM0002", "")) == [
        "areas.csv, regel 7: parent ‘GM0007’ past niet bij code WK000100; ging GM0001 op in GM0007, zet dan GM0001 in "
        "de kolom continues van GM0007; anders is de code verkeerd",
        "areas.csv, regel 8: parent ‘GM0007’ past niet bij code WK000101; ging GM0001 op in GM0007, zet dan GM0001 in "
        "de kolom continues van GM0007; anders is de code verkeerd",
        "areas.csv, regel 9: parent ‘GM0007’ past niet bij code WK000200; ging GM0002 op in GM0007, zet dan GM0002 in "
        "de kolom continues van GM0007; anders is de code verkeerd",
    ]


def test_many_rows_with_one_remedy_are_one_line(merged: Path) -> None:
    more = "".join(f"WK0001{n:02};wijk;Wijk {n};GM0007;\n" for n in range(2, 9))
    folder = change(merged, "areas.csv", "GM0001, GM0002", "GM0002")
    change(folder, "areas.csv", "WK000200;", f"{more}WK000200;")
    assert len(found := lines(folder)) == 1
    assert "past niet bij code WK000100 (net als op nog 8 regels); ging GM0001 op in GM0007" in found[0]


def test_the_advice_followed_gives_a_catalog_without_mistakes(merged: Path) -> None:
    """First the wijken under the old code, as the first message once asked; the next message leads out."""
    change(merged, "areas.csv", "GM0001, GM0002", "")
    change(merged, "areas.csv", "Wijk;GM0007;", "Wijk;GM0001;")
    change(merged, "areas.csv", "Dorp;GM0007;", "Dorp;GM0001;")
    change(merged, "areas.csv", "Veld;GM0007;", "Veld;GM0002;")
    assert "vul dan dat gebied hier in en zet GM0001 daar in de kolom continues" in lines(merged)[0]
    change(merged, "areas.csv", "Samen;BT-A;", "Samen;BT-A;GM0001,GM0002")
    assert "parent ‘GM0001’ bestaat niet meer" in lines(merged)[0]
    assert lines(merged)[0].endswith("; vul GM0007 in: Samen zet het voort")
    for name, code in (("Wijk", "GM0001"), ("Dorp", "GM0001"), ("Veld", "GM0002")):
        change(merged, "areas.csv", f"{name};{code};", f"{name};GM0007;")
    load_plan(merged, load_catalog(merged))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (BOTH, f"{BOTH}, GM12", "regel 6: ‘GM12’ in continues is geen code van een gemeente; schrijf GM en vier"),
        (BOTH, "GM0001, WK000200", "regel 6: ‘WK000200’ in continues is geen code van een gemeente"),
        (BOTH, f"{BOTH}, GM0007", "regel 6: Samen (GM0007) zet GM0007 voort, maar GM0007 staat hier"),
        (BOTH, f"{BOTH}, GM0002", "regel 6: GM0002 staat vaker in continues; laat het staan bij het ene"),
        (";Wijk;GM0007;", ";Wijk;GM0007;WK000101", "haal de regel van WK000101 weg"),
        (";Dorp;GM0007;", ";Dorp;GM0002;", "regel 8: parent ‘GM0002’ bestaat niet meer; vul GM0007 in"),
    ],
)  # fmt: skip
def test_what_cannot_be_continued_is_named(merged: Path, old: str, new: str, line: str) -> None:
    assert any(line in one for one in lines(change(merged, "areas.csv", old, new)))


def test_one_code_is_continued_by_one_area(merged: Path) -> None:
    change(merged, "areas.csv", "WK000100;wijk", "GM0008;gemeente;Ander;BT-A;GM0002\nWK000100;wijk")
    change(merged, "members.csv", "RE99;GM0009", "RE99;GM0008;Ander\nRE99;GM0009")
    assert [line.split("; ")[0] for line in lines(merged)] == ["areas.csv, regel 6: GM0002 staat vaker in continues"]


def test_a_member_that_is_gone_names_the_area_that_took_its_place(merged: Path) -> None:
    assert lines(change(merged, "members.csv", "RE99;GM0009", "RE99;GM0001;Een\nRE99;GM0009")) == [
        "members.csv, regel 3: GM0001 is opgegaan in Samen (GM0007); haal deze regel weg, en zet GM0007 bij RE99 als "
        "die er nog niet staat"
    ]


def test_the_plan_is_told_which_area_continues_the_old_one(merged: Path) -> None:
    change(merged, "plan/goals.csv", "minder;GM0007", "minder;GM0001")
    change(merged, "plan/priorities.csv", "jong;lokaal;GM0007", "jong;lokaal;GM0002")
    assert lines(merged) == [
        "goals.csv, regel 2: area ‘GM0001’ bestaat niet meer; vul GM0007 in: Samen zet het voort",
        "priorities.csv, regel 4: area ‘GM0002’ bestaat niet meer; vul GM0007 in: Samen zet het voort",
    ]
