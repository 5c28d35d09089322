"""One table back into its file: the row that changed, and not a byte besides; every text comes back as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ivp.catalog.load import CatalogError
from ivp.plan import files
from ivp.plan.rows import key_of
from tests.plan.conftest import NASTY, nasty_texts

TEXT = (
    "# uitleg; met een puntkomma\n#\n\nid;name;role;source\n# eerst\nwijk;Wijkteam;Helpt;Plan\n\n"
    'school;"School; en opvang";"Leert\nen helpt";Plan\n# slot\n'
)


@pytest.fixture
def partners(tmp_path: Path) -> Path:
    path = tmp_path / "partners.csv"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_what_is_read(partners: Path) -> None:
    document = files.read(partners)
    assert document.columns == ("id", "name", "role", "source")
    assert document.rows[1] == {
        "id": "school",
        "name": "School; en opvang",
        "role": "Leert\nen helpt",
        "source": "Plan",
    }
    assert (document.find("school"), document.find("niemand")) == (1, None)
    assert document.help == ("uitleg; met een puntkomma",)


def test_reading_and_writing_changes_nothing_but_adds_the_bom(partners: Path) -> None:
    assert files.read(partners).content() == b"\xef\xbb\xbf" + TEXT.encode()
    partners.write_bytes(files.read(partners).content())
    assert files.read(partners).content() == partners.read_bytes()


def test_only_the_line_of_the_row_changes(partners: Path) -> None:
    document = files.read(partners)
    changed = document.put({**document.rows[0], "role": "Steunt"}, 0).content().decode("utf-8-sig")
    assert changed == TEXT.replace("Helpt", "Steunt")


def test_a_new_row_comes_last_and_a_row_can_come_back_where_it_was(partners: Path) -> None:
    document = files.read(partners)
    row = {"id": "halt", "name": "Halt", "role": "Verwijst", "source": "Plan"}
    line = "halt;Halt;Verwijst;Plan\n"
    assert document.put(row).content().decode("utf-8-sig") == TEXT + line
    assert document.insert(row, 0).content().decode("utf-8-sig") == TEXT.replace("wijk;", line + "wijk;")
    assert document.insert(row, 9).content() == document.put(row).content()
    assert document.drop(0).insert(document.rows[0], 0).rows == document.rows


def test_a_dropped_row_leaves_the_comments(partners: Path) -> None:
    text = files.read(partners).drop(0).content().decode("utf-8-sig")
    assert text == TEXT.replace("wijk;Wijkteam;Helpt;Plan\n", "")


def test_line_ends_and_a_missing_last_one(partners: Path) -> None:
    partners.write_bytes(b"id;name;role;source\r\nwijk;Wijkteam;Helpt;Plan")
    row = {"id": "halt", "name": "Halt", "role": "a\nb", "source": "Plan"}
    written = files.read(partners).put(row).content()
    assert written == b'\xef\xbb\xbfid;name;role;source\r\nwijk;Wijkteam;Helpt;Plan\nhalt;Halt;"a\nb";Plan\r\n'
    partners.write_bytes(written)
    assert files.read(partners).rows[1] == row


def test_a_column_that_the_file_leaves_out_is_added_when_a_row_needs_it(partners: Path) -> None:
    document = files.read(partners)
    changed = document.put({**document.rows[0], "url": "https://example.org"}, 0)
    partners.write_bytes(changed.content())
    assert files.read(partners).columns == ("id", "name", "role", "source", "url")
    assert files.read(partners).rows == changed.rows
    assert "url" not in files.read(partners).rows[1]


def test_columns_in_another_order(partners: Path) -> None:
    partners.write_text("role;id;source;name\nHelpt;wijk;Plan;Wijkteam\n", encoding="utf-8")
    document = files.read(partners)
    assert key_of("partners", document.rows[0]) == "wijk"
    partners.write_bytes(document.put({**document.rows[0], "name": "Team"}, 0).content())
    assert partners.read_text(encoding="utf-8-sig") == "role;id;source;name\nHelpt;wijk;Plan;Team\n"
    with pytest.raises(files.UserError, match="De kolom id moet vooraan staan"):
        document.put({**document.rows[0], "role": "# lijkt op uitleg"}, 0)


@pytest.mark.parametrize("text", [*NASTY, *nasty_texts(seed=1, count=200)])
def test_every_text_comes_back(partners: Path, text: str) -> None:
    row = {"id": "x", "name": text, "role": text[::-1].strip() or "r", "source": text}
    partners.write_bytes(files.read(partners).put(row).content())
    found = files.read(partners)
    assert found.rows[-1] == {name: value.strip() for name, value in row.items() if value.strip()}
    assert len(found.rows) == 3


@pytest.mark.parametrize("text", ["id;naam;role;source\n", "id;name\n", 'id;name;role;source\nx;"y;z;p\n', ""])
def test_a_file_that_cannot_be_read_is_a_dutch_line(partners: Path, text: str) -> None:
    partners.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"^partners\.csv"):
        files.read(partners)


def test_a_file_is_replaced_in_one_step_and_keeps_its_rights(partners: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    partners.chmod(0o640)
    steps: list[str] = []
    replace, fsync = os.replace, os.fsync

    def watched_replace(one: Path, other: Path) -> None:
        steps.append(f"replace {Path(one).parent == Path(other).parent}")
        replace(one, other)

    def watched_fsync(handle: int) -> None:
        steps.append("fsync")
        fsync(handle)

    monkeypatch.setattr(os, "replace", watched_replace)
    monkeypatch.setattr(os, "fsync", watched_fsync)
    files.write(partners, b"id\n")
    assert steps == ["fsync", "replace True", "fsync"]
    assert partners.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in partners.parent.iterdir()] == ["partners.csv"]
