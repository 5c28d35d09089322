"""What is saved in one step is one step in the journal, and is turned back in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import journal
from ivp.plan.journal import ConflictError
from ivp.plan.rows import key_of
from ivp.plan.workbook import export_workbook, import_workbook
from tests.plan.conftest import contents
from tests.plan.test_journal import NEW, row
from tests.plan.test_workbook import edited

INDICATORS = ("aantal", "gevoel")


def links(key: str) -> list[tuple[str, dict[str, object]]]:
    kinds = ("register", "beleving")
    return [
        ("links", {"priority": key, "indicator": id, "evidence": kind, "weight": "hoofd"})
        for id, kind in zip(INDICATORS, kinds, strict=True)
    ]


def adopted(data: Path) -> tuple[journal.Entry, ...]:
    return journal.add(data, "priorities", NEW, "An", links)


def texts(data: Path) -> dict[str, str]:
    """The files without the mark that the first save puts before them."""
    return {name: raw.decode("utf-8-sig") for name, raw in contents(data).items() if name.endswith(".csv")}


def keys(data: Path, table: str) -> list[str]:
    return [key_of(table, cells) for cells in journal.rows(data, table)]


def test_a_row_and_what_comes_along_is_one_step(data: Path) -> None:
    entries = adopted(data)
    assert [(entry.table, entry.key) for entry in entries] == [
        ("priorities", "rustige-straten"),
        ("links", "rustige-straten/aantal"),
        ("links", "rustige-straten/gevoel"),
    ]
    assert len({entry.batch for entry in entries}) == 1
    (step,) = journal.steps(data)
    assert step.entries == entries
    assert not step.undone


def test_undoing_any_line_of_a_step_undoes_the_step(data: Path) -> None:
    before = texts(data)
    for entry in (0, 1, 2):
        entries = adopted(data)
        journal.undo(data, entries[entry].id, "Bo")
        assert texts(data) == before
    newest, older, *_ = journal.steps(data)
    assert [entry.table for entry in newest.entries] == ["links", "links", "priorities"]
    assert (newest.undone, older.undone) == (False, True)


def test_an_undo_of_a_step_can_be_undone(data: Path) -> None:
    entries = adopted(data)
    after = texts(data)
    back = journal.undo(data, entries[0].id, "Bo")
    again = journal.undo(data, back.id, "Cis")
    assert texts(data) == after
    assert [step.undone for step in journal.steps(data)] == [False, True, False]
    journal.undo(data, again.id, "Cis")
    assert [step.undone for step in journal.steps(data)] == [False, True, False, True]


def test_when_something_along_is_wrong_nothing_is_added(data: Path) -> None:
    before = contents(data)
    with pytest.raises(CatalogError, match=r"links\.csv.*‘nergens’ bestaat niet"):
        journal.add(data, "priorities", NEW, "An", lambda key: [*links(key), ("links", {
            "priority": key, "indicator": "nergens", "evidence": "register", "weight": "hoofd"})])  # fmt: skip
    assert contents(data) == before


def change_link(data: Path) -> None:
    seen = row(data, "links", "rustige-straten/gevoel")
    journal.save(data, "links", {**seen, "weight": "aanvullend"}, "Bo", seen)


def delete_link(data: Path) -> None:
    journal.delete(data, "links", row(data, "links", "rustige-straten/gevoel"), "Bo")


@pytest.mark.parametrize("meanwhile", [change_link, delete_link])
def test_one_row_that_changed_later_holds_the_whole_step_and_is_named(
    data: Path, meanwhile: Callable[[Path], None]
) -> None:
    entries = adopted(data)
    meanwhile(data)
    before = contents(data)
    with pytest.raises(ConflictError, match=r"De regel ‘rustige-straten/gevoel’ in links\.csv is intussen veranderd"):
        journal.undo(data, entries[0].id, "An")
    assert contents(data) == before


def test_an_import_of_a_workbook_is_one_step_to_undo(data: Path, catalog: Catalog) -> None:
    before = texts(data)

    def edit(book: object) -> None:
        book["Partners"].delete_rows(2, 2)  # type: ignore[index]
        book["Acties"].cell(2, 4).value = "Andere titel"  # type: ignore[index]
        book["Acties"].cell(2, 8).value = None  # type: ignore[index]
        book["Acties"].cell(2, 9).value = None  # type: ignore[index]

    import_workbook(data, edited(export_workbook(data), edit), "An", remove=True, catalog=catalog)
    assert keys(data, "partners") == []
    (step,) = journal.steps(data)
    assert len(step.entries) == 3
    journal.undo(data, step.entries[1].id, "Bo")
    assert keys(data, "partners") == ["wijk", "school"]
    assert texts(data)["partners.csv"] == before["partners.csv"]
    assert row(data, "actions", "team")["title"] == "Team op straat"


def test_rows_that_go_together_come_back_where_they_stood(data: Path, catalog: Catalog) -> None:
    for name in "bcd":
        journal.save(data, "partners", {"id": name, "name": name, "role": "r", "source": "s"}, "An", catalog=catalog)
    journal.save(data, "actions", {"partners": ()}, "An", row(data, "actions", "team"), catalog)
    before = keys(data, "partners")

    def edit(book: object) -> None:
        book["Partners"].delete_rows(5)  # type: ignore[index]
        book["Partners"].delete_rows(3)  # type: ignore[index]
        book["Partners"].delete_rows(2)  # type: ignore[index]

    import_workbook(data, edited(export_workbook(data), edit), "An", remove=True, catalog=catalog)
    assert keys(data, "partners") == ["b", "d"]
    journal.undo(data, journal.steps(data)[0].first.id, "Bo")
    assert keys(data, "partners") == before


def test_what_refers_to_a_priority_goes_along_or_lets_go(data: Path) -> None:
    before = texts(data)
    found = journal.references(data, "priorities", "rust")
    assert [(one.table, one.goes) for one in found] == [
        ("links", True), ("links", True), ("goals", False), ("actions", False), ("commentary", True),
        ("decisions", True)]  # fmt: skip
    entry = journal.delete(data, "priorities", row(data, "priorities", "rust"), "An", seen=found)
    assert entry.key == "rust"
    assert keys(data, "priorities") == ["jong"]
    assert [keys(data, table) for table in ("links", "commentary", "decisions")] == [[], [], []]
    assert "priority" not in row(data, "goals", "minder")
    assert "priority" not in row(data, "actions", "team")
    assert len(journal.steps(data)) == 1
    journal.undo(data, entry.id, "Bo")
    assert texts(data) == before


def test_what_came_to_refer_since_it_was_shown_holds_the_deletion(data: Path) -> None:
    found = journal.references(data, "priorities", "rust")
    seen = row(data, "commentary", "duiding")
    journal.save(data, "commentary", {**seen, "text": "Meer"}, "Bo", seen)
    before = contents(data)
    with pytest.raises(UserError, match="Wat bij ‘rust’ hoort, is intussen veranderd, dus er is niets weggehaald"):
        journal.delete(data, "priorities", row(data, "priorities", "rust"), "An", seen=found)
    assert contents(data) == before


def test_only_a_priority_is_referred_to(data: Path) -> None:
    assert journal.references(data, "goals", "minder") == ()
    assert journal.references(data, "priorities", "jong") == ()
