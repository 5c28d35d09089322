"""A plan of a plainly synthetic district: what is read, and every kind of mistake as one Dutch line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.plan import Direction, Plan, Status
from tests.catalog.conftest import FILES, PLAN, Spoil


@pytest.fixture
def spoil_plan(plan_folder: Path) -> Spoil:
    """`spoil_plan(file, old, new)`: the plan with one text replaced, which must be there once."""

    def replace(file: str, old: str, new: str) -> Path:
        path = plan_folder / "plan" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return plan_folder

    return replace


def plan_of(folder: Path) -> Plan:
    return load_plan(folder, load_catalog(folder))


def lines(folder: Path) -> list[str]:
    """The problems of the plan in `folder`, as the user sees them."""
    with pytest.raises(CatalogError) as caught:
        plan_of(folder)
    return str(caught.value).splitlines()


def test_all_tables_are_read(plan_folder: Path) -> None:
    plan = plan_of(plan_folder)
    assert [priority.id for priority in plan.priorities] == ["rust", "jong"]
    assert [(link.priority, link.indicator) for link in plan.links] == [("rust", "aantal"), ("rust", "gevoel")]
    assert (plan.goals[0].direction, plan.goals[0].base_value, plan.goals[0].target_value) == (Direction.LOWER, 7.5, 6)
    assert (plan.actions[0].status, plan.actions[0].partners) == (Status.RUNNING, ("wijk", "school"))
    assert plan.commentary[0].text == "Minder; maar “waarom”?"
    assert plan.decisions[0].decided == date(2024, 6, 1)


def test_no_plan_at_all_is_an_empty_plan(folder: Path) -> None:
    assert plan_of(folder) == Plan()


def test_tables_with_a_header_only(plan_folder: Path) -> None:
    for name, text in PLAN.items():
        header = next(line for line in text.splitlines() if not line.startswith("#"))
        (plan_folder / "plan" / name).write_text(header + "\n", encoding="utf-8")
    assert plan_of(plan_folder) == Plan()


@pytest.mark.parametrize("written", ["2024-09-30", "30-9-2024", "30-09-2024"])
def test_dates_in_dutch_and_iso_form(spoil_plan: Spoil, written: str) -> None:
    plan = plan_of(spoil_plan("actions.csv", "30-9-2024", written))
    assert plan.actions[0].deadline == date(2024, 9, 30)


def test_content_that_is_to_be_written_is_checked_in_place_of_the_file(plan_folder: Path) -> None:
    catalog = load_catalog(plan_folder)
    raw = PLAN["partners.csv"].replace("Wijkteam", "Buurtteam").encode()
    assert load_plan(plan_folder, catalog, {"partners": raw}).partners[0].name == "Buurtteam"
    with pytest.raises(CatalogError, match=r"actions\.csv, regel 2: partners ‘wijk’ bestaat niet"):
        load_plan(plan_folder, catalog, {"partners": raw.replace(b"wijk;", b"buurt;")})


P, G, A = "priorities.csv", "goals.csv", "actions.csv"
MISTAKES = [
    (P, "rust;basisteam", "Rust;basisteam", f"{P}, regel 3: id ‘Rust’ heeft verkeerde tekens; "
     "gebruik kleine letters, cijfers en losse streepjes"),
    (P, "jong;lokaal;GM0002", "jong;lokaal;GM0003",
     f"{P}, regel 4: area ‘GM0003’ bestaat niet; kies er een uit areas.csv (bedoelt u ‘GM0002’?)"),
    (P, "Jongeren;jeugd", "Jongeren;jeugt",
     f"{P}, regel 4: theme ‘jeugt’ bestaat niet; kies er een uit themes.csv (bedoelt u ‘jeugd’?)"),
    (P, "jong;lokaal", "jong;plaatselijk", f"{P}, regel 4: level ‘plaatselijk’ bestaat niet; "
     "kies uit: landelijk, regionaal, district, basisteam, lokaal"),
    (P, "jong;lokaal", "jong;basisteam", f"{P}, regel 4: level ‘basisteam’ past niet bij area ‘GM0002’; "
     "kies een gebied van level basisteam, of een ander level"),
    (P, "jong;lokaal;GM0002;Jongeren;jeugd;2023;2026", "jong;lokaal;GM0002;Jongeren;jeugd;2023;2022",
     f"{P}, regel 4: end 2022 ligt voor start 2023; verwissel de jaren of verbeter er een"),
    (P, "aanname;Krant", "zeker;Krant",
     f"{P}, regel 4: standing ‘zeker’ bestaat niet; kies uit: vastgesteld, uit nieuwsbericht, aanname, voorbeeld"),
    (P, "aanname;Krant", "aanname;", f"{P}, regel 4: veld ‘source’ is leeg; vul source in"),
    (P, "https://example.org/krant", "example.org",
     f"{P}, regel 4: url ‘example.org’ is geen webadres; laat het met https:// beginnen"),
    (P, "jong;lokaal;GM0002;Jongeren", "jong;lokaal;GM0002;Jon\x07geren",
     f"{P}, regel 4: title heeft een onzichtbaar stuurteken; haal het weg of typ de tekst opnieuw"),
    (P, "jong;lokaal;GM0002;Jongeren", f"jong;lokaal;GM0002;{'j' * 32_001}",
     f"{P}, regel 4: title is te lang (32001 tekens); maak het hooguit 32000 tekens"),
    (P, "\njong;lokaal", "\nrust;lokaal",
     f"{P}, regel 4: id ‘rust’ staat ook op regel 3; geef elke regel een eigen id"),
    ("links.csv", "rust;aantal", "rus;aantal",
     "links.csv, regel 2: priority ‘rus’ bestaat niet; kies er een uit priorities.csv (bedoelt u ‘rust’?)"),
    ("links.csv", "rust;aantal", "rust;aantl",
     "links.csv, regel 2: indicator ‘aantl’ bestaat niet; kies er een uit indicators.csv (bedoelt u ‘aantal’?)"),
    ("links.csv", "aantal;register", "aantal;beleving",
     "links.csv, regel 2: evidence ‘beleving’ past niet bij ‘aantal’; maak er register van"),
    ("links.csv", "gevoel;beleving", "gevoel;register",
     "links.csv, regel 3: evidence ‘register’ past niet bij ‘gevoel’; maak er beleving van"),
    ("links.csv", "rust;aantal;register;hoofd", "rust;gevonden;register;hoofd", "links.csv, regel 2: ‘gevonden’ heeft "
     "geen goede of slechte kant en kan niet beslissen; maak het gewicht aanvullend"),
    ("links.csv", "rust;gevoel;beleving;hoofd", "rust;aantal;register;aanvullend",
     "links.csv, regel 3: deze koppeling staat ook op regel 2; haal er één weg"),
    (G, "omlaag;2022", ";2022", f"{G}, regel 2: veld ‘direction’ is leeg; vul direction in"),
    (G, "omlaag;2022", "lager;2022", f"{G}, regel 2: direction ‘lager’ bestaat niet; kies uit: omlaag, omhoog"),
    (G, "omlaag;2022", "omhoog;2022", f"{G}, regel 2: het doel gaat niet omhoog; verbeter direction of de waarden"),
    (G, "omlaag;2022", "omlaag;2027",
     f"{G}, regel 2: target_year 2026 ligt voor base_year 2027; verbeter een van de jaren"),
    (G, "7,5", "veel", f"{G}, regel 2: base_value ‘veel’ is geen getal; "
     "schrijf een getal, met een komma voor de decimalen"),
    (G, "7,5", "inf", f"{G}, regel 2: base_value ‘inf’ is geen getal; "
     "schrijf een getal, met een komma voor de decimalen"),
    (G, ";2026;6;", ";2026;nan;", f"{G}, regel 2: target_value ‘nan’ is geen getal; "
     "schrijf een getal, met een komma voor de decimalen"),
    (G, "2022;7,5", "22;7,5", f"{G}, regel 2: base_year ‘22’ is te klein; vul 1990 of hoger in"),
    (G, "minder;GM0001", "minder;GM0002", f"{G}, regel 2: priority ‘rust’ is van BT-A en geldt niet in area ‘GM0002’; "
     "kies een andere prioriteit, of een gebied binnen BT-A"),
    (G, "rust;aantal", "rust;aantall",
     f"{G}, regel 2: indicator ‘aantall’ bestaat niet; kies er een uit indicators.csv (bedoelt u ‘aantal’?)"),
    (A, "rust;wijk, school", "rust;wijk, scholen",
     f"{A}, regel 2: partners ‘scholen’ bestaat niet; kies er een uit partners.csv (bedoelt u ‘school’?)"),
    (A, "loopt", "bezig", f"{A}, regel 2: status ‘bezig’ bestaat niet; "
     "kies uit: gepland, loopt, afgerond, gestopt, onbekend"),
    (A, "30-9-2024", "31-9-2024",
     f"{A}, regel 2: deadline ‘31-9-2024’ is geen datum; schrijf een bestaande datum als jjjj-mm-dd"),
    (A, "30-9-2024", "45565",
     f"{A}, regel 2: deadline ‘45565’ is geen datum; schrijf een bestaande datum als jjjj-mm-dd"),
    ("partners.csv", "school;School", "wijk;School",
     "partners.csv, regel 3: id ‘wijk’ staat ook op regel 2; geef elke regel een eigen id"),
    ("commentary.csv", "duiding;rust", "duiding;onrust",
     "commentary.csv, regel 2: priority ‘onrust’ bestaat niet; kies er een uit priorities.csv (bedoelt u ‘rust’?)"),
    ("commentary.csv", "2024-05-01", "mei",
     "commentary.csv, regel 2: written ‘mei’ is geen datum; schrijf een bestaande datum als jjjj-mm-dd"),
    ("decisions.csv", "handhaven", "doorgaan",
     "decisions.csv, regel 2: verdict ‘doorgaan’ bestaat niet; kies uit: handhaven, bijstellen, afbouwen, toevoegen"),
    ("decisions.csv", "raad;", "burgemeester;", "decisions.csv, regel 2: body ‘burgemeester’ bestaat niet; "
     "kies uit: raad, college, driehoek, districtelijk driehoeksoverleg"),
    ("decisions.csv", "rust;GM0001", "rust;GM0009",
     "decisions.csv, regel 2: area ‘GM0009’ bestaat niet; kies er een uit areas.csv (bedoelt u ‘GM0002’?)"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line"), MISTAKES)
def test_a_mistake_is_one_line(spoil_plan: Spoil, file: str, old: str, new: str, line: str) -> None:
    found = lines(spoil_plan(file, old, new))
    assert line in found
    # an id that changes is also missed by the rows that refer to it
    assert found == [line] or file in ("priorities.csv", "partners.csv")


def test_all_mistakes_are_collected_in_order(spoil_plan: Spoil) -> None:
    spoil_plan(A, "loopt", "bezig")
    spoil_plan(G, "omlaag", "lager")
    folder = spoil_plan("links.csv", "aantal;register", "aantal;beleving")
    assert [line.split(",")[0] for line in lines(folder)] == ["actions.csv", "goals.csv", "links.csv"]


def test_a_missing_file_gives_no_complaints_about_references_to_it(plan_folder: Path) -> None:
    (plan_folder / "plan" / "partners.csv").unlink()
    assert lines(plan_folder) == ["partners.csv: het bestand ontbreekt; zet het terug in de map met gegevens"]


def test_the_files_of_the_catalog_are_not_touched_by_those_of_the_plan(plan_folder: Path) -> None:
    assert {path.name for path in plan_folder.glob("*.csv")} == set(FILES)


def test_a_priority_may_be_of_one_year(spoil_plan: Spoil) -> None:
    plan = plan_of(spoil_plan("priorities.csv", ";jeugd;2023;2026;", ";jeugd;2023;2023;"))
    assert (plan.priorities[1].start, plan.priorities[1].end) == (2023, 2023)
