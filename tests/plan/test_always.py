"""Whatever is typed into the plan comes back from its files and its workbook, and other lines stay as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.plan import files
from ivp.plan.records import JOURNAL
from ivp.plan.rows import Cells, cells_of, slug, unique
from ivp.plan.workbook import Report, export_workbook, import_workbook
from tests.plan.conftest import build, contents
from tests.plan.test_workbook import edited
from tests.properties import ALWAYS, SELDOM, bounded

TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
KEY = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
EDITS = st.lists(st.tuples(st.sampled_from(["put", "insert", "drop"]), st.integers(0, 20), KEY, LINES), max_size=12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that the tests of this module share; they leave it as it was, or change one field of it."""
    return build(tmp_path_factory.mktemp("always") / "data")


@pytest.fixture(scope="module")
def known(folder: Path) -> Catalog:
    return load_catalog(folder)


@ALWAYS
@given(EDITS, st.sampled_from(["\n", "\r\n"]))
def test_a_file_is_the_list_of_rows_that_it_was_made(edits: list[tuple[str, int, str, str]], newline: str) -> None:
    raw = "# uitleg;;\nid;name;role;source\n# tussen\n".replace("\n", newline).encode()
    path = Path("partners.csv")
    document, rows = files.read(path, raw), []
    for what, place, key, name in edits:
        cells: Cells = {"id": key, "name": name}
        if what == "drop" and rows:
            document, _ = document.drop(place % len(rows)), rows.pop(place % len(rows))
        elif what == "put" and rows:
            document = document.put(cells, place % len(rows))
            rows[place % len(rows)] = cells
        elif what != "drop":
            document = document.insert(cells, place)
            rows.insert(place, cells)
    back = files.read(path, document.content())
    assert list(back.rows) == list(document.rows) == rows
    assert back.content() == document.content()
    comments = [line.raw for line in back.lines if line.cells is None]
    assert comments == [f"# tussen{newline}"]
    assert back.head == document.head


@SELDOM
@given(TEXT, LINES, st.decimals(-(10**6), 10**6, places=3), st.dates(date(1900, 3, 1), date(2100, 1, 1)))
def test_a_workbook_holds_the_whole_plan(
    folder: Path, known: Catalog, title: str, result: str, number: Decimal, day: date
) -> None:
    """Out with it, everything removed, and in again: the same plan, and the same again without a change."""
    write(folder, "actions", {"title": title, "result": result, "deadline": day})
    write(folder, "goals", {"base_value": float(number), "target_value": float(number - 1)})
    plan, raw = (
        load_plan(folder, known),
        edited(export_workbook(folder, known), lambda book: book.remove(book["Stand"])),
    )
    assert plan.actions[0].result == result
    assert (plan.goals[0].base_value, plan.goals[0].target_value) == (float(number), float(number - 1))
    for path in (folder / "plan").glob("*.csv"):
        path.write_bytes("".join(files.read(path).head).encode("utf-8-sig"))
    import_workbook(folder, raw, "An", catalog=known)
    assert load_plan(folder, known) == plan
    before = contents(folder)
    assert import_workbook(folder, raw, "Bo", catalog=known) == Report(0, 0, 0)
    assert contents(folder) == before
    (folder / "plan" / JOURNAL).unlink()


def write(folder: Path, table: str, values: Mapping[str, object]) -> None:
    """Change the first row of a table in its file."""
    path = files.path_of(folder, table)
    document = files.read(path)
    path.write_bytes(document.put(document.rows[0] | cells_of(table, values), 0).content())


@bounded(200)
@given(st.text(max_size=120), st.sets(KEY, max_size=5))
def test_an_id_is_short_plain_and_new(text: str, taken: set[str]) -> None:
    made = slug(text)
    assert len(made) <= 60
    assert made == slug(made)
    assert made.strip("-").replace("-", "").isalnum() or made == ""
    assert unique(made, taken) not in taken
