"""Figures that cannot be right are named one by one, and no database is made of them; what is unlikely is a warning."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivp import cli, paths, snapshot
from ivp.catalog.load import load_catalog
from ivp.errors import UserError
from ivp.store import values
from ivp.store.current import newest, open_current

TODAY = date(2026, 12, 1)
POLICE, SURVEY, PEOPLE, WIJKEN, KEY_FIGURES = "47013NED", "81928NED", "03759ned", "47022NED", "context_85984NED"
Change = Callable[[pd.DataFrame], None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", copy)
    return copy


def put(data: Path, table: str, content: pa.Table) -> None:
    """Another content of a file, with a manifest that fits."""
    file = data / "snapshot" / f"{table}.parquet"
    pq.write_table(content, file)
    manifest = json.loads((data / "snapshot" / snapshot.MANIFEST).read_text())
    (entry,) = (entry for entry in manifest["files"] if entry["file"] == file.name)
    entry.update(rows=content.num_rows, sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    (data / "snapshot" / snapshot.MANIFEST).write_text(json.dumps(manifest))


def spoil(data: Path, table: str, area: str, year: str, **cells: object) -> None:
    """Change the first row of this area and year."""
    frame = snapshot.read_table(data / "snapshot", f"{table}.parquet")
    row = frame.index[(frame["area"] == area) & (frame["period"] == year) & frame["value"].notna()][0]
    for name, cell in cells.items():
        frame.loc[row, name] = cell
    put(data, table, pa.Table.from_pandas(frame, schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False))
    snapshot.verify(data / "snapshot")


def found(data: Path) -> values.Findings:
    return values.look_through(data, load_catalog(data), TODAY)


def test_the_embedded_figures_have_no_mistakes(data: Path) -> None:
    assert found(data).mistakes == ()


@pytest.mark.parametrize(
    ("table", "area", "period", "cells", "said"),
    [
        (POLICE, "GM1674", "2024", {"value": -12.0}, "−12 is negatief"),
        (POLICE, "GM1674", "2024", {"value": float("inf")}, "dit is geen getal"),
        (SURVEY, "GM1674", "2019", {"margin": -1.5}, "de marge is negatief"),
        (SURVEY, "GM1674", "2019", {"margin": float("inf")}, "dit is geen getal"),
        (PEOPLE, "GM1674", "2025", {"value": 0.0}, "er kunnen hier niet 0 inwoners zijn"),
        (POLICE, "GM1674", "2024", {"period": "2031"}, "dit jaar was er nog niet toen de tabel werd opgehaald"),
        (POLICE, "GM1674", "2024", {"period": "2024-13"}, "dit is geen jaar (JJJJ) of maand (JJJJ-MM)"),
    ],
)
def test_what_cannot_be_right_is_a_mistake_and_nothing_is_made_of_it(
    data: Path, tmp_path: Path, table: str, area: str, period: str, cells: dict[str, object], said: str
) -> None:
    spoil(data, table, area, period, **cells)
    (line,) = found(data).mistakes
    assert line.startswith(f"{table}.parquet: {table}, {area}, {cells.get('period', period)}, ")
    assert f": {said}; " in line
    assert "\n" not in line
    with pytest.raises(UserError) as refused:
        newest(data, tmp_path / "cache")
    assert str(refused.value) == line


def test_a_percentage_above_100_is_a_mistake(data: Path) -> None:
    frame = snapshot.read_table(data / "snapshot", f"{SURVEY}.parquet")
    of_percent = next(i for i in load_catalog(data).indicators if i.source == SURVEY and i.unit == "%")
    mark = next(i for i in load_catalog(data).indicators if i.source == SURVEY and i.unit.startswith("schaalscore"))
    for indicator, value in ((of_percent, 100.0), (of_percent, 140.5), (mark, 10.5)):
        rows = frame.index[(frame["code"] == indicator.code) & frame["value"].notna()]
        frame.loc[rows[0 if value == 100 else 1], "value"] = value
    put(data, SURVEY, pa.Table.from_pandas(frame, schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False))
    lines = found(data).mistakes
    assert len(lines) == 2
    assert any("140,5 kan niet: 100 is het meeste" in line for line in lines)
    assert any("10,5 kan niet: 10 is het meeste" in line for line in lines)


def test_a_deviation_may_be_below_zero(data: Path) -> None:
    spoil(data, POLICE, "GM1674", "2024", value=-0.2, measure="afwijking_voorzieningen")
    assert found(data).mistakes == ()


def test_a_wijk_without_inhabitants_may_be_and_has_a_count_and_no_rate(data: Path, tmp_path: Path) -> None:
    frame = snapshot.read_table(data / "snapshot", f"{KEY_FIGURES}.parquet")
    frame.loc[frame["area"].str[2:8].eq("167402") & frame["measure"].eq("inwoners"), "value"] = 0.0
    put(data, KEY_FIGURES, pa.Table.from_pandas(frame, schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False))
    assert found(data).mistakes == ()
    store = newest(data, tmp_path / "cache").store
    facts = store.facts(["misdrijven-buurt"], areas=["WK167402"], periods=["2024"], reference_level="district")
    assert [(fact.numerator is None, fact.value) for fact in facts] == [(False, None)]


def test_a_wijk_above_its_gemeente_and_a_buurt_above_its_wijk_are_mistakes(data: Path) -> None:
    spoil(data, WIJKEN, "WK167402", "2024", value=999_999.0)
    lines = found(data).mistakes
    assert len(lines) == 1
    assert lines[0].startswith("47022NED.parquet: 47022NED, WK167402, 2024, ")
    assert "999.999 is meer dan de " in lines[0]
    frame = snapshot.read_table(data / "snapshot", f"{WIJKEN}.parquet")
    buurt = next(area for area in frame["area"] if area.startswith("BU167402"))
    spoil(data, WIJKEN, "WK167402", "2024", value=0.0)
    assert any(f", {buurt[:6]}" in line and line.count("BU1674") for line in found(data).mistakes)


def test_ten_times_the_year_before_is_a_warning(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = found(data).warnings
    spoil(data, POLICE, "GM1674", "2024", value=99_999.0)
    outcome = found(data)
    assert outcome.mistakes == ()
    (line,) = set(outcome.warnings) - set(before)
    assert line.startswith("47013NED.parquet: 47013NED, GM1674, 2024, ")
    assert "99.999 na " in line
    assert line.endswith("kijk het na bij de bron")


def test_a_file_from_the_future_is_named(data: Path) -> None:
    lines = values.look_through(data, load_catalog(data), date(2020, 1, 1)).mistakes
    assert any("47013NED.parquet: volgens manifest.json opgehaald op 2026-" in line for line in lines)


def test_text_in_a_column_of_numbers_is_named(data: Path, tmp_path: Path) -> None:
    frame = snapshot.read_table(data / "snapshot", f"{POLICE}.parquet")
    frame["value"] = frame["value"].astype(str).replace("nan", None)
    frame.loc[frame.index[0], "value"] = "veel"
    put(data, POLICE, pa.Table.from_pandas(frame, preserve_index=False))
    assert found(data).mistakes == (
        "47013NED.parquet: in de kolom value staan geen getallen; haal de tabel opnieuw op of verbeter het bestand",
    )
    with pytest.raises(UserError, match="staan geen getallen"):
        newest(data, tmp_path / "cache")


def test_not_a_number_is_named(data: Path) -> None:
    content = pq.read_table(data / "snapshot" / f"{POLICE}.parquet")
    column = content.column("value").to_pylist()
    column[3] = float("nan")
    put(data, POLICE, content.set_column(content.column_names.index("value"), "value", pa.array(column)))
    (line,) = found(data).mistakes
    assert "dit is geen getal" in line


def test_many_mistakes_of_a_kind_are_counted(data: Path) -> None:
    frame = snapshot.read_table(data / "snapshot", f"{POLICE}.parquet")
    frame["value"] = -frame["value"] - 1
    put(data, POLICE, pa.Table.from_pandas(frame, schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False))
    lines = found(data).mistakes
    assert len(lines) == 21
    assert lines[-1] == f"en nog {len(frame) - 20:,} keer zoiets".replace(",", ".")


def test_figures_by_hand_are_looked_at_too(data: Path) -> None:
    shutil.copytree(data / "snapshot", data / "eigen")
    frame = snapshot.read_table(data / "eigen", f"{POLICE}.parquet")
    frame.loc[0, "value"] = -1.0
    for file in (data / "eigen").glob("*.parquet"):
        if file.stem != POLICE:
            file.unlink()
    put_own = pa.Table.from_pandas(frame, schema=snapshot.OBSERVATION_SCHEMA, preserve_index=False)
    pq.write_table(put_own, data / "eigen" / f"{POLICE}.parquet")
    manifest = json.loads((data / "eigen" / snapshot.MANIFEST).read_text())
    manifest["files"] = [entry for entry in manifest["files"] if entry["file"] == f"{POLICE}.parquet"]
    (data / "eigen" / snapshot.MANIFEST).write_text(json.dumps(manifest))
    assert [line.split(":")[0] for line in found(data).mistakes] == ["47013NED.parquet"]


def test_a_district_is_not_made_of_a_gemeente_without_inhabitants(data: Path, tmp_path: Path) -> None:
    """The last good figures stay: the rate of the district on seven municipalities would look right."""
    good = open_current(data, tmp_path / "cache")
    spoil(data, PEOPLE, "GM1674", "2025", value=0.0)
    after = open_current(data, tmp_path / "cache")
    assert "0 inwoners" in after.problem
    assert after.store.file == good.store.file


def test_the_command_says_mistakes_and_warnings(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IVP_DATA", str(data))
    assert cli.main(["check"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1].startswith("In orde: ")
    assert all(line.startswith("Let op: ") for line in printed[:-1])

    spoil(data, POLICE, "GM1674", "2024", value=-12.0)
    assert cli.main(["check"]) == 1
    assert "47013NED, GM1674, 2024" in capsys.readouterr().err
