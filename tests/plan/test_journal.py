"""Saving, deleting, undoing: what is in the file and in the journal afterwards, and what is refused."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError, load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.plan.journal import ConflictError
from tests.plan.conftest import NASTY, contents, nasty_texts

NEW = {"level": "lokaal", "area": "GM0001", "title": "Rustige straten!", "theme": "geweld", "start": 2023, "end": 2026,
       "standing": "voorbeeld", "source": "Test"}  # fmt: skip


def row(data: Path, table: str, key: str) -> dict[str, str]:
    document = files.read(files.path_of(data, table))
    place = document.find(key)
    assert place is not None
    return document.rows[place]


def lines(data: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (data / "plan" / "journal.jsonl").read_text("utf-8").splitlines()]


def test_a_new_row_gets_an_id_of_its_title(data: Path) -> None:
    entry = journal.save(data, "priorities", NEW, "An")
    assert entry is not None
    assert entry.key == "rustige-straten"
    assert journal.save(data, "priorities", NEW, "An").key == "rustige-straten-2"
    plan = load_plan(data, load_catalog(data))
    assert [priority.id for priority in plan.priorities] == ["rust", "jong", "rustige-straten", "rustige-straten-2"]


def test_the_journal_says_who_what_and_when(data: Path) -> None:
    path = files.path_of(data, "priorities")
    before = files.digest(path.read_bytes())
    journal.save(data, "priorities", {**NEW, "id": "x"}, " An ")
    (line,) = lines(data)
    assert (line["who"], line["table"], line["key"], line["action"]) == ("An", "priorities", "x", "save")
    assert line["before"] is None
    assert line["after"] == {"id": "x", **{name: str(value) for name, value in NEW.items()}}
    assert (line["hash_before"], line["hash_after"]) == (before, files.digest(path.read_bytes()))
    assert datetime.fromisoformat(str(line["when"])).utcoffset().total_seconds() == 0


def test_changing_a_row_keeps_help_and_other_rows(data: Path) -> None:
    path = files.path_of(data, "priorities")
    old = path.read_text("utf-8")
    seen = row(data, "priorities", "jong")
    journal.save(data, "priorities", {**seen, "title": "Jeugd"}, "An", seen)
    assert path.read_text("utf-8-sig") == old.replace("Jongeren", "Jeugd")


def test_only_the_columns_that_are_given_change(data: Path) -> None:
    seen = row(data, "goals", "minder")
    journal.save(data, "goals", {"target_value": 5.25, "unit": None}, "An", seen)
    assert row(data, "goals", "minder") == {**seen, "target_value": "5,25"}


def test_emptying_a_cell(data: Path) -> None:
    seen = row(data, "actions", "team")
    journal.save(data, "actions", {"partners": (), "deadline": None}, "An", seen)
    assert row(data, "actions", "team") == {k: v for k, v in seen.items() if k not in ("partners", "deadline")}


def test_a_change_that_says_the_same_is_no_change(data: Path) -> None:
    before = contents(data)
    seen = row(data, "goals", "minder")
    assert journal.save(data, "goals", {**seen, "base_value": "7,50"}, "An", seen) is None
    assert contents(data) == before


def test_what_was_seen_may_be_written_otherwise(data: Path) -> None:
    seen = {**row(data, "actions", "team"), "deadline": "2024-09-30", "partners": "wijk,school"}
    assert journal.save(data, "actions", {"status": "afgerond"}, "An", seen) is not None
    assert row(data, "actions", "team")["deadline"] == "30-9-2024"


def test_deleting_and_undoing_brings_the_file_back(data: Path) -> None:
    path = files.path_of(data, "partners")
    journal.save(data, "actions", {"partners": ""}, "An", row(data, "actions", "team"))
    old = path.read_bytes()
    entry = journal.delete(data, "partners", row(data, "partners", "wijk"), "An")
    assert files.read(path).find("wijk") is None
    journal.undo(data, entry.id, "Bo")
    assert path.read_bytes().removeprefix(b"\xef\xbb\xbf") == old.removeprefix(b"\xef\xbb\xbf")
    assert [line["action"] for line in lines(data)] == ["save", "delete", "undo"]
    assert lines(data)[-1]["undoes"] == entry.id


def test_undoing_a_change_a_new_row_and_an_undo(data: Path) -> None:
    seen = row(data, "partners", "wijk")
    changed = journal.save(data, "partners", {"role": "Steunt"}, "An", seen)
    added = journal.save(data, "partners", {"name": "Halt", "role": "r", "source": "s"}, "An")
    assert changed is not None and added is not None  # noqa: PT018
    back = journal.undo(data, changed.id, "Bo")
    assert row(data, "partners", "wijk") == seen
    journal.undo(data, added.id, "Bo")
    assert files.read(files.path_of(data, "partners")).find("halt") is None
    journal.undo(data, back.id, "Bo")
    assert row(data, "partners", "wijk")["role"] == "Steunt"


def test_an_id_of_a_deleted_row_is_not_given_again(data: Path) -> None:
    partner = {"name": "Halt", "role": "r", "source": "s"}
    journal.save(data, "partners", partner, "An")
    journal.delete(data, "partners", row(data, "partners", "halt"), "An")
    assert journal.save(data, "partners", partner, "An").key == "halt-2"


def test_links_are_known_by_their_pair(data: Path) -> None:
    link = {"priority": "jong", "indicator": "deel", "evidence": "register", "weight": "hoofd"}
    entry = journal.save(data, "links", link, "An")
    assert entry is not None
    assert entry.key == "jong/deel"
    journal.save(data, "links", {"weight": "aanvullend"}, "An", link)
    with pytest.raises(UserError, match="bestaat al in links"):
        journal.save(data, "links", link, "An")
    with pytest.raises(UserError, match="houdt haar naam"):
        journal.save(data, "links", {"indicator": "aantal"}, "An", {**link, "weight": "aanvullend"})


def test_history_newest_first_of_a_row_or_a_priority(data: Path) -> None:
    assert journal.history(data) == ()
    journal.save(data, "goals", {"target_value": 5}, "An", row(data, "goals", "minder"))
    journal.save(data, "priorities", {"title": "Rust"}, "Bo", row(data, "priorities", "rust"))
    journal.save(data, "priorities", {"title": "Jeugd"}, "Cis", row(data, "priorities", "jong"))
    assert [entry.who for entry in journal.history(data)] == ["Cis", "Bo", "An"]
    assert [entry.who for entry in journal.history(data, "rust")] == ["Bo", "An"]
    assert [entry.who for entry in journal.history(data, "minder")] == ["An"]


def test_two_people_change_the_same_row(data: Path) -> None:
    seen = row(data, "priorities", "jong")
    journal.save(data, "priorities", {"title": "Van An"}, "An", seen)
    before = contents(data)
    with pytest.raises(ConflictError) as caught:
        journal.save(data, "priorities", {**seen, "title": "Van Bo"}, "Bo", seen)
    assert str(caught.value) == (
        "De regel ‘jong’ in priorities.csv is intussen veranderd, dus er is niets opgeslagen: title is nu ‘Van An’ en "
        "u wilde ‘Van Bo’. Haal de regel opnieuw op en neem over wat u wilt houden."
    )
    assert contents(data) == before


def test_changing_a_row_that_is_gone_and_deleting_one_that_changed(data: Path) -> None:
    seen = row(data, "partners", "school")
    journal.save(data, "partners", {"role": "Onderwijst"}, "An", seen)
    with pytest.raises(ConflictError, match=r"er staat nu ‘id: school;.*Onderwijst.*’, en u wilde de regel weghalen"):
        journal.delete(data, "partners", seen, "Bo")
    journal.save(data, "actions", {"partners": "wijk"}, "An", row(data, "actions", "team"))
    journal.delete(data, "partners", row(data, "partners", "school"), "An")
    with pytest.raises(ConflictError, match="de regel is weggehaald, en u wilde ‘id: school"):
        journal.save(data, "partners", {**seen, "role": "x"}, "Bo", seen)


def test_undoing_what_was_changed_again_is_a_conflict(data: Path) -> None:
    first = journal.save(data, "partners", {"role": "1"}, "An", row(data, "partners", "wijk"))
    assert first is not None
    journal.save(data, "partners", {"role": "2"}, "An", row(data, "partners", "wijk"))
    with pytest.raises(ConflictError, match="role is nu ‘2’ en u wilde ‘Helpt’"):
        journal.undo(data, first.id, "Bo")


REFUSED = [
    ("priorities", {**NEW, "area": "GM9999"}, r"priorities\.csv, regel 5: area ‘GM9999’ bestaat niet"),
    ("priorities", {**NEW, "title": ""}, r"priorities\.csv, regel 5: veld ‘title’ is leeg"),
    ("priorities", {**NEW, "level": "district"}, "past niet bij area"),
    ("links", {"priority": "rust", "indicator": "gevonden", "evidence": "register", "weight": "hoofd"},
     "kan niet beslissen"),
    ("partners", {"name": "bel\x07", "role": "r", "source": "s"}, r"partners\.csv: name heeft een onzichtbaar"),
    ("partners", {"name": "half \ud83d", "role": "r", "source": "s"}, r"partners\.csv: name heeft een onzichtbaar"),
    ("partners", {"name": "x" * 40_000, "role": "r", "source": "s"}, "name is te lang"),
    ("partners", {"naam": "Halt"}, r"heeft geen kolom ‘naam’; verbeter de naam \(bedoelt u ‘name’\?\)"),
    ("partner", {"name": "Halt"}, r"De tabel ‘partner’ bestaat niet.*bedoelt u ‘partners’"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "values", "message"), REFUSED)
def test_a_mistake_changes_nothing(data: Path, table: str, values: dict[str, object], message: str) -> None:
    before = contents(data)
    with pytest.raises(UserError, match=message):
        journal.save(data, table, values, "An")
    assert contents(data) == before


def test_a_row_that_others_refer_to_cannot_go(data: Path) -> None:
    before = contents(data)
    with pytest.raises(CatalogError) as caught:
        journal.delete(data, "priorities", row(data, "priorities", "rust"), "An")
    assert {problem.file for problem in caught.value.problems} == {
        "links.csv", "goals.csv", "actions.csv", "commentary.csv", "decisions.csv"}  # fmt: skip
    assert contents(data) == before


def test_who_unknown_entries_and_a_missing_folder(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="wie dit opslaat"):
        journal.save(data, "priorities", NEW, "  ")
    with pytest.raises(UserError, match="staat niet in het journaal"):
        journal.undo(data, "nergens", "An")
    with pytest.raises(UserError, match="ontbreekt"):
        journal.save(tmp_path / "leeg", "priorities", NEW, "An")


def test_texts_of_any_kind_are_kept(data: Path, catalog: Catalog) -> None:
    for text in [*NASTY, *nasty_texts(seed=2, count=20)]:
        if not text.strip():
            continue
        entry = journal.save(data, "partners", {"name": text, "role": "r", "source": "s"}, "An", catalog=catalog)
        assert entry is not None
        assert row(data, "partners", entry.key)["name"] == text.strip()
        assert load_plan(data, catalog).partners[-1].name == text.strip()
        assert journal.history(data)[0].after == row(data, "partners", entry.key)


def test_ids_of_titles() -> None:
    from ivp.plan.rows import slug

    assert slug("Één café: ’s avonds  (2023)") == "een-cafe-s-avonds-2023"
    assert slug("a" * 100) == "a" * 60
    assert slug("woord " * 30) == "-".join(["woord"] * 10)
    assert slug("🙂") == ""
