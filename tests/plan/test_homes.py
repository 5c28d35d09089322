"""The two homes of the plan are one plan: the same steps leave the same files and journal, and say the same lines."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ivp import cli
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, journal, records
from ivp.plan.moving import export_files, import_files
from ivp.plan.workbook import export_workbook, import_workbook
from tests.plan.conftest import NASTY, build, nasty_texts
from tests.plan.test_journal import NEW
from tests.plan.test_steps import links
from tests.plan.test_workbook import edited

Step = Callable[[Path, Catalog], object]


def row(data: Path, table: str, key: str) -> dict[str, str]:
    return next(cells for cells in journal.rows(data, table) if files.key_of(table, cells) == key)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def told(folder: Path) -> list[tuple[object, ...]]:
    """The journal without what differs by chance: ids, batches and times."""
    entries = records.read(folder / "journal.jsonl").entries
    places = {entry.id: place for place, entry in enumerate(entries)}
    return [
        (e.who, e.table, e.key, e.action, e.before, e.after, e.hash_before, e.hash_after, e.size, e.place,
         places.get(e.undoes)) for e in entries
    ]  # fmt: skip


def take_in(data: Path, catalog: Catalog) -> object:
    def edit(book: object) -> None:
        book["Partners"].append(["halt", "Halt", "Verwijst", "Test"])  # type: ignore[index]
        book["Acties"].cell(2, 4).value = '+31 6; "x"'  # type: ignore[index]
        book["Duiding"].delete_rows(2)  # type: ignore[index]

    return import_workbook(data, edited(export_workbook(data), edit), "Di", remove=True, catalog=catalog)


STEPS: list[Step] = [
    lambda data, _: journal.add(data, "priorities", NEW, "An", links),
    lambda data, _: journal.save(data, "goals", {"target_value": "5,50"}, "Bo", row(data, "goals", "minder")),
    lambda data, _: journal.save(data, "goals", {"target_value": "5,5"}, "Bo", row(data, "goals", "minder")),
    lambda data, _: journal.save(data, "goals", {"unit": 4}, "Cis", {**row(data, "goals", "minder"), "unit": "x"}),
    lambda data, _: journal.save(data, "actions", {"obstacle": "Geld"}, "Bo", row(data, "actions", "team")),
    lambda data, _: journal.save(data, "priorities", {**NEW, "area": "GM9"}, "An"),
    lambda data, _: journal.delete(data, "priorities", row(data, "priorities", "rust"), "An",
                                   seen=journal.references(data, "priorities", "rust")),
    lambda data, _: journal.delete(data, "partners", row(data, "partners", "wijk"), "An"),
    lambda data, _: journal.undo(data, journal.steps(data)[0].first.id, "Bo"),
    take_in,
    lambda data, _: journal.undo(data, journal.steps(data)[0].entries[-1].id, "Bo"),
    lambda data, _: journal.undo(data, journal.steps(data)[0].first.id, "Bo"),
    lambda data, _: journal.undo(data, journal.steps(data)[-1].first.id, "Bo"),
    lambda data, _: journal.save(data, "partners", {"name": "bel\x07", "role": "r", "source": "s"}, "An"),
    lambda data, _: [journal.save(data, "partners", {"name": text, "role": "r", "source": "s"}, "An")
                     for text in nasty_texts(seed=5, count=10)],
]  # fmt: skip


def outcome(step: Step, data: Path, catalog: Catalog) -> str:
    try:
        made = step(data, catalog)
    except UserError as error:
        return f"{type(error).__name__}: {error}"
    return "niets" if made is None else type(made).__name__


def test_the_same_steps_give_the_same_plan(
    moved: str, data: Path, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = build(tmp_path / "ander")
    kinds = set()
    for number, step in enumerate(STEPS):
        with monkeypatch.context() as patch:
            patch.delenv("IVP_PLAN")
            expected = outcome(step, other, catalog)
        assert outcome(step, data, catalog) == expected
        kinds.add(expected.split(":")[0])
        export_files(data, tmp_path / f"uit-{number}")
        mine, theirs = written(tmp_path / f"uit-{number}"), written(other / "plan")
        assert {name: raw for name, raw in mine.items() if name.endswith(".csv")} == {
            name: raw for name, raw in theirs.items() if name.endswith(".csv")
        }
        assert told(tmp_path / f"uit-{number}") == told(other / "plan")
    assert kinds == {"tuple", "Entry", "niets", "ConflictError", "CatalogError", "Report", "UserError", "list"}


def test_the_files_beside_it_are_left_alone(moved: str, data: Path) -> None:
    before = written(data / "plan")
    journal.add(data, "priorities", NEW, "An", links)
    assert written(data / "plan") == before
    assert [entry.who for entry in journal.history(data)] == ["An"] * 3


def spoiled(folder: Path, seed: int) -> Path:
    """A plan as people keep it: comments in between, other line ends, marks, quotes, nasty texts, and a journal."""
    chance = random.Random(seed)
    data = build(folder)
    for path in sorted((data / "plan").glob("*.csv")):
        lines = path.read_text("utf-8").splitlines()
        lines.insert(chance.randint(1, len(lines)), '# tussendoor; met "aanhaling')
        lines += [""] if chance.random() < 0.5 else []
        text = chance.choice(["\n", "\r\n"]).join(lines) + chance.choice(["", "\n"])
        path.write_bytes((b"\xef\xbb\xbf" if chance.random() < 0.5 else b"") + text.encode())
    for text in [*NASTY, *nasty_texts(seed, 5)]:
        if text.strip():
            journal.save(data, "partners", {"name": text, "role": "r", "source": "s"}, "An")
    return data


@pytest.mark.parametrize("seed", range(4))
def test_from_files_to_the_database_and_back_loses_no_byte(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    with monkeypatch.context() as patch:
        patch.delenv("IVP_PLAN")
        data = spoiled(tmp_path / "van", seed)
    before = written(data / "plan")
    assert "journal.jsonl" in before
    import_files(data, data / "plan")
    export_files(data, tmp_path / "naar")
    assert written(tmp_path / "naar") == before
    with monkeypatch.context() as patch:
        patch.delenv("IVP_PLAN")
        export_files(data, tmp_path / "kopie")
    assert written(tmp_path / "kopie") == before


def test_a_plan_with_a_mistake_or_a_missing_file_is_not_taken_in(address: str, data: Path, tmp_path: Path) -> None:
    shutil.copytree(data / "plan", tmp_path / "stuk")
    goals = tmp_path / "stuk" / "goals.csv"
    goals.write_text(goals.read_text("utf-8").replace("omlaag", "lager"), encoding="utf-8")
    with pytest.raises(UserError, match=r"goals\.csv, regel 2: direction ‘lager’ bestaat niet"):
        import_files(data, tmp_path / "stuk")
    goals.unlink()
    with pytest.raises(UserError, match=r"ontbreekt goals\.csv"):
        import_files(data, tmp_path / "stuk")
    with pytest.raises(UserError, match="De database van het plan is nog leeg; vul haar met"):
        journal.rows(data, "goals")
    with pytest.raises(UserError, match="is nog leeg"):
        journal.save(data, "priorities", NEW, "An")
    with pytest.raises(UserError, match="is nog leeg"):
        journal.recover(data)


def test_a_plan_is_never_written_over_another(moved: str, data: Path, tmp_path: Path) -> None:
    journal.save(data, "priorities", NEW, "An")
    with pytest.raises(UserError, match="In deze database staat al een plan, dus er is niets veranderd"):
        import_files(data, data / "plan")
    assert len(journal.history(data)) == 1
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "x").write_text("y", encoding="utf-8")
    with pytest.raises(UserError, match="bestaat al, dus er is niets geschreven"):
        export_files(data, tmp_path / "vol")
    (tmp_path / "leeg").mkdir()
    export_files(data, tmp_path / "leeg")
    assert "journal.jsonl" in written(tmp_path / "leeg")


def test_out_and_in_by_command(
    address: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IVP_DATA", str(data))
    assert cli.main(["plan", "import", str(data / "plan")]) == 0
    assert capsys.readouterr().out == "Klaar: 10 regels staan met hun journaal in de database.\n"
    assert cli.main(["plan", "export", str(tmp_path / "uit")]) == 0
    assert "staat met zijn journaal in de map" in capsys.readouterr().out
    assert written(tmp_path / "uit") == written(data / "plan")
    assert cli.main(["plan", "import", str(data / "plan")]) != 0
    assert capsys.readouterr().err.count("\n") == 1


def test_files_are_not_taken_in_where_the_plan_is_files(data: Path) -> None:
    with pytest.raises(UserError, match="Het plan staat in bestanden; zet ze zelf in de map plan"):
        import_files(data, data / "plan")
