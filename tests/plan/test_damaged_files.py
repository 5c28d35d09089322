"""Whatever stands in a workbook or journal of the plan: it is read or refused in Dutch, and then nothing changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import journal, records
from ivp.plan.workbook import export_workbook, import_workbook
from tests.fuzzing import bytes_of, json_lines_of, never_fails, one_of, zip_of
from tests.plan.conftest import contents


def test_a_workbook(data: Path, catalog: Catalog) -> None:
    before = contents(data)

    def read(raw: bytes) -> None:
        try:
            import_workbook(data, raw, "An", remove=True, catalog=catalog)
        except UserError:
            assert contents(data) == before
            raise
        for name, content in before.items():
            (data / "plan" / name).write_bytes(content)
        (data / "plan" / records.JOURNAL).unlink(missing_ok=True)

    never_fails(zip_of(export_workbook(data, catalog)), read, 100)


def test_a_journal(data: Path, catalog: Catalog) -> None:
    partner = {"id": "nieuw", "name": "Nieuw", "role": "Helpt", "source": "Test"}
    for number in range(3):
        journal.save(data, "partners", partner | {"id": f"nieuw-{number}"}, "An", catalog=catalog)
    entry = journal.delete(data, "partners", partner | {"id": "nieuw-1"}, "Bo", catalog=catalog)
    assert entry is not None
    file = data / "plan" / records.JOURNAL
    whole, table = file.read_bytes(), (data / "plan" / "partners.csv").read_bytes()

    def read(raw: bytes) -> None:
        file.write_bytes(raw)
        (data / "plan" / "partners.csv").write_bytes(table)
        records.read(file)
        journal.save(data, "partners", partner | {"role": f"Op {date(2026, 1, 1)}"}, "Cé", catalog=catalog)

    never_fails(one_of(bytes_of(whole), json_lines_of(whole)), read, 100)
