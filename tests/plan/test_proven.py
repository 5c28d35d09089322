"""A change that no dashboard can be made of goes back, in the files and the journal, and others save meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.plan.workbook import export_workbook, import_workbook
from tests.plan.conftest import contents
from tests.plan.test_workbook import edited

PARTNER = {"id": "halt", "name": "Halt", "role": "Verwijst", "source": "Proef"}


def tables(data: Path) -> dict[str, str]:
    """The files without the mark that the first save puts before them."""
    return {name: raw.decode("utf-8-sig") for name, raw in contents(data).items() if name.endswith(".csv")}


def refuse() -> None:
    raise UserError("De cijfers passen er niet bij.")


def break_down() -> None:
    raise RuntimeError("iets binnenin")


def save(data: Path, catalog: Catalog, prove: Callable[[], None]) -> object:
    return journal.save(data, "partners", PARTNER, "An", catalog=catalog, prove=prove)


def delete(data: Path, catalog: Catalog, prove: Callable[[], None]) -> object:
    return journal.delete(data, "decisions", journal.rows(data, "decisions")[0], "An", catalog, prove)


def take_in(data: Path, catalog: Catalog, prove: Callable[[], None]) -> object:
    def edit(book: object) -> None:
        book["Partners"].append(list(PARTNER.values()))  # type: ignore[index]
        book["Acties"].cell(2, 4).value = "Andere titel"  # type: ignore[index]

    return import_workbook(data, edited(export_workbook(data), edit), "An", catalog=catalog, prove=prove)


@pytest.mark.parametrize("change", [save, delete, take_in])
@pytest.mark.parametrize(("prove", "why"), [(refuse, "De cijfers passen er niet bij"), (break_down, "")])
def test_what_cannot_be_built_goes_back(
    data: Path, catalog: Catalog, change: Callable[..., object], prove: Callable[[], None], why: str
) -> None:
    before = tables(data)
    with pytest.raises(UserError, match=f"niet te maken; zij is teruggezet.*{why}") as caught:
        change(data, catalog, prove)
    assert "binnenin" not in str(caught.value)
    assert tables(data) == before
    done = [entry.action for entry in journal.history(data)]
    assert set(done[: len(done) // 2]) == {"undo"}


def test_an_undo_that_cannot_be_built_is_turned_back_too(data: Path, catalog: Catalog) -> None:
    entry = journal.save(data, "partners", PARTNER, "An", catalog=catalog)
    assert entry is not None
    before = tables(data)
    with pytest.raises(UserError, match="teruggezet"):
        journal.undo(data, entry.id, "An", catalog, refuse)
    assert tables(data) == before


@pytest.mark.parametrize("change", [save, delete, take_in])
def test_what_can_be_built_stays_and_the_proof_sees_it(
    data: Path, catalog: Catalog, change: Callable[..., object]
) -> None:
    before, seen = tables(data), []
    change(data, catalog, lambda: seen.append(tables(data)))
    assert len(seen) == 1
    assert seen[0] == tables(data) != before


def test_others_save_while_the_proof_runs(data: Path, catalog: Catalog) -> None:
    def another() -> None:
        journal.save(data, "partners", {**PARTNER, "id": "school-2", "name": "School 2"}, "Bo", catalog=catalog)

    save(data, catalog, another)
    keys = [row["id"] for row in journal.rows(data, "partners")]
    assert keys[-2:] == ["halt", "school-2"]


def test_a_row_that_somebody_else_changed_meanwhile_is_not_taken_back(data: Path, catalog: Catalog) -> None:
    def changed_by_bo() -> None:
        row = next(row for row in journal.rows(data, "partners") if row["id"] == "halt")
        journal.save(data, "partners", {**row, "role": "Van Bo"}, "Bo", row, catalog)
        refuse()

    with pytest.raises(journal.ConflictError):
        save(data, catalog, changed_by_bo)
    assert "Van Bo" in files.path_of(data, "partners").read_text("utf-8-sig")


def test_without_a_change_there_is_nothing_to_prove(data: Path, catalog: Catalog) -> None:
    row = journal.rows(data, "partners")[0]
    assert journal.save(data, "partners", row, "An", row, catalog, refuse) is None
    import_workbook(data, export_workbook(data), "An", catalog=catalog, prove=refuse)
