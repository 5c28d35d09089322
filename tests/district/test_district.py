"""Everything of the dashboard for another district: it works, and says no word about this one."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ivp import paths
from ivp.export.forms import FORMS
from ivp.export.subject import Subject
from ivp.store.current import open_current
from ivp.store.reader import Store
from ivp.web import database
from ivp.web.front import document, server
from ivp.web.open_data.resources import RESOURCES
from ivp.web.pages import EDITOR, PAGES, product_name
from tests.district.conftest import Made
from tests.district.leaks import leaks
from tests.district.made_up import DISTRICT, GEMEENTEN, OF_80, SHORTEST, TEAMS, UNIT
from tests.pages import visits
from tests.pages.visits import visit
from tests.web.open_world import client

TODAY = date(2026, 11, 26)
STATES = [
    *((entry.name, {}) for entry in (*PAGES, EDITOR)),
    ("overzicht", {"beeld": "Alle indicatoren"}),
    ("prioriteiten", {"gebied": "GM9904", "prioriteit": "lang-inbraak"}),
    ("kaart", {"niveau": "wijk", "indicator": "misdrijven-buurt"}),
    ("kaart", {"niveau": "buurt", "indicator": "misdrijven-buurt", "gebied": "GM9904"}),
    ("trends", {"gebied": "GM9903", "per": "maand"}),
    *(("gemeente", {"gebied": code}) for code in GEMEENTEN),
    *((name, {"gebied": "GM9904", "vergelijk": "vergelijkbaar"}) for name in ("vergelijken", "gemeente")),
    *(("evaluatie", {"gebied": code}) for code in (*TEAMS, UNIT[0])),
]
"""Every page as it opens, and what it has for levels, areas and references."""


@pytest.fixture(scope="module", autouse=True)
def app(made: Made) -> Iterator[None]:
    """The app on the folders of the other district."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IVP_DATA", str(made.data))
        patch.setenv("IVP_CACHE", str(made.cache))
        patch.setenv("IVP_EDIT", "lokaal")
        patch.setattr(database, "_holder", database._Holder())
        yield
        database._holder.get().store.close()


@pytest.fixture(scope="module")
def store(made: Made) -> Iterator[Store]:
    opened = open_current(made.data, made.cache).store
    yield opened
    opened.close()


def test_it_was_made_as_the_document_says(made: Made) -> None:
    text = (paths.ROOT / "docs" / "another-district.md").read_text(encoding="utf-8")
    steps = text.split("<!-- steps -->")[1].split("<!-- /steps -->")[0]
    assert re.findall(r"python -m ivp (\w+)", steps) == list(made.said)
    left_open = made.said["begin"].split("Vul nu: ")[1].split(". Dan")[0].split(", ")
    assert {name.removeprefix("plan/") for name in left_open} <= set(re.findall(r"`(\w+\.csv)`", text))


def test_no_command_says_a_word_of_this_district(made: Made) -> None:
    assert "9 tabellen opgehaald" in made.said["refresh"]
    assert leaks("\n".join(made.said.values())) == []


def test_the_files_that_it_began_with_say_no_word_of_this_district(made: Made) -> None:
    files = [*made.data.glob("*.csv"), *made.data.glob("plan/*.csv"), *made.data.glob("pulls/*/*/*.json")]
    assert len(files) > 20
    assert leaks("\n".join(file.read_text(encoding="utf-8-sig") for file in files)) == []


@pytest.mark.parametrize(("name", "params"), STATES)
def test_a_page_shows_this_district_and_no_word_of_another(name: str, params: dict[str, str]) -> None:
    test = visit(name, **params)
    visits.holds_for_every_page(test)
    assert leaks(visits.words(test)) == []


def test_names_of_every_length_are_whole() -> None:
    said = visits.words(visit("vergelijken"))
    assert [name for name, _ in GEMEENTEN.values() if name not in said] == []
    assert visits.title(visit("gemeente", gebied="GM9904")).startswith(f"{OF_80}: ")
    assert visits.title(visit("gemeente", gebied="GM9901")).startswith(f"{SHORTEST}: ")


def test_sums_and_likes_are_there_as_for_any_district(store: Store) -> None:
    facts = store.facts(["misdrijven-totaal"], reference_level="district", periods=["2025"])
    assert {fact.area.code for fact in facts if fact.value} >= {*GEMEENTEN, *TEAMS, DISTRICT[0], UNIT[0], "NL01"}
    assert all(fact.likes for fact in facts if fact.area.code in GEMEENTEN)


def test_a_leak_would_be_seen() -> None:
    assert leaks("Fietsdiefstal in Tholen en WK071600; alle acht gemeenten") != []
    assert leaks("Fietsdiefstal in Oo") == []


def test_the_name_of_the_product_is_that_of_the_district() -> None:
    assert product_name() == f"Veiligheidsbeeld {DISTRICT[1]}"
    page = document.dutch_document(document.installed_index(), product_name()).plain.decode()
    assert f"<title>{product_name()}</title>" in page
    answer = TestClient(Starlette(routes=server.routes())).get("/gezondheid")
    assert (answer.status_code, answer.json()["status"]) == (200, "in orde")
    assert leaks(page + answer.text) == []


@pytest.mark.parametrize(("area", "kind"), [*(("GM9904", kind) for kind in FORMS), (DISTRICT[0], "pptx")])
def test_a_file_opens_and_says_nothing_of_another(store: Store, area: str, kind: str) -> None:
    subject, form = Subject(store, area, TODAY), FORMS[kind]
    said = text_of(kind, form.make(subject))
    assert len(form.name(subject).encode()) < 200, "a name that every disk takes"
    assert subject.name in " ".join(said.split())
    assert leaks(said) == []


def test_news_and_templates_are_of_this_district(made: Made, tmp_path: Path) -> None:
    said = made.ivp("nieuw", "--gemeente", OF_80, "--naar", str(tmp_path))
    made.ivp("template", "monitor", str(tmp_path / "leeg.csv"))
    files = [file.read_text(encoding="utf-8-sig") for file in tmp_path.iterdir()]
    assert len(files) == 4, "text, feed, mail and template"
    assert OF_80 in said
    assert leaks("\n".join([said, *files])) == []


def test_open_data_have_every_table_and_no_word_of_another(store: Store) -> None:
    answers = client(store)
    of_one = dict.fromkeys(("cijfers", "vergelijkingen", "nieuw.atom"), "?gebied=GM9904")
    for name in (*RESOURCES, "catalogus.jsonld", "nieuw.atom", "openapi.json", ""):
        answer = answers.get(f"/open/v1/{name}".rstrip("/") + of_one.get(name, ""))
        assert answer.status_code == 200, name
        assert leaks(answer.text) == [], name
    assert OF_80 in answers.get("/open/v1/gebieden").text


def text_of(kind: str, content: bytes) -> str:
    """What can be read in a file; of a PDF where there is a program for it, else only its properties."""
    file = io.BytesIO(content)
    if kind == "xlsx":
        return "\n".join(str(cell) for sheet in load_workbook(file) for row in sheet.values for cell in row if cell)
    if kind in ("pptx", "docx"):
        opened = Presentation(file) if kind == "pptx" else docx.Document(file)
        assert opened
        parts = zipfile.ZipFile(io.BytesIO(content))
        xml = "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))
        return re.sub(r"</(?:a|w):p>|<[^>]+>", lambda tag: "\n" if tag[0].endswith(":p>") else "", xml)
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
