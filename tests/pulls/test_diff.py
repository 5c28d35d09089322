"""What changed between two snapshots, on made-up figures of which every change is planted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.pulls.diff import JUMP_DEVIATIONS, Diff, Revised, TableDiff, diff
from ivp.pulls.diff_lines import Names, lines, losses, names_of
from ivp.snapshot import Item, SnapshotDocument, SnapshotTable

Key = tuple[str, str, str, str]
NOTHING: tuple[str, ...] = ()
YEARS = ("2020", "2021", "2022", "2023")
_COLUMNS = ["code", "measure", "area", "period", "value"]


def cells(codes: Iterable[str] = ("a", "b"), areas: Iterable[str] = ("GM0001", "GM0002")) -> dict[Key, float | None]:
    """A steady table: every figure is 100."""
    return {(code, "m", area, year): 100.0 for code in codes for area in areas for year in YEARS}


def table(source: str, values: dict[Key, Any], file: str = "") -> SnapshotTable:
    frame = pd.DataFrame([(*key, value) for key, value in values.items()], columns=_COLUMNS)
    frame = frame.assign(table=source, margin=None, value=frame["value"].astype(float))
    frame["state"] = frame["value"].notna().map({True: "value", False: "unknown"})
    return SnapshotTable(file or f"{source}.parquet", source, "", "", "", "", "", frame)


def compared(folder: Path, old: dict[Key, Any], new: dict[Key, Any]) -> Diff:
    for name, values in (("old", old), ("new", new)):
        snapshot.write(folder / name, [table("T1", values)], date(2026, 1, 1), "")
    return diff(folder / "old", folder / "new")


def only(found: Diff) -> TableDiff:
    assert len(found) == 1
    return found[0]


def test_the_same_figures_are_no_change(tmp_path: Path) -> None:
    assert compared(tmp_path, cells(), cells()) == ()


def test_another_margin_or_order_alone_is_no_change(tmp_path: Path) -> None:
    item = table("T1", cells())
    snapshot.write(tmp_path / "old", [item], date(2026, 1, 1), "")
    wider = table("T1", cells())
    wider.frame["margin"] = 1.5
    snapshot.write(tmp_path / "new", [wider], date(2026, 1, 2), "another note")
    assert diff(tmp_path / "old", tmp_path / "new") == ()


@pytest.mark.parametrize(
    ("key", "field"),
    [
        (("a", "m", "GM0001", "2024"), "periods"),
        (("c", "m", "GM0001", "2023"), "codes"),
        (("a", "m", "GM0003", "2023"), "areas"),
    ],
)
def test_what_is_new_one_way_is_lost_the_other_way(tmp_path: Path, key: Key, field: str) -> None:
    more = {**cells(), key: 100.0}
    added = key[{"periods": 3, "codes": 0, "areas": 2}[field]]
    fields = [f"{way}_{what}" for way in ("new", "lost") for what in ("periods", "codes", "areas")]
    for number, (old, new, way, rows) in enumerate(
        ((cells(), more, "new", (16, 17)), (more, cells(), "lost", (17, 16)))
    ):
        found = only(compared(tmp_path / str(number), old, new))
        assert {name: getattr(found, name) for name in fields} == {
            name: ((added,) if name == f"{way}_{field}" else NOTHING) for name in fields
        }
        assert (found.rows, found.revised, found.emptied) == (rows, 0, 0)


def test_revised_figures_with_the_largest_first(tmp_path: Path) -> None:
    old = cells(codes="abcd")
    steps = {key: step for step, key in enumerate(old)}  # the first key stays as it is
    new = {key: 100.0 + (-1) ** step * step for key, step in steps.items()}
    found = only(compared(tmp_path, old, new))
    assert found.revised == len(old) - 1
    largest = sorted(old, key=lambda key: -steps[key])[:5]
    assert found.largest == tuple(Revised(*key, 100.0, new[key]) for key in largest)
    assert found.emptied == 0


def test_a_figure_that_became_empty_is_no_revision_and_one_that_was_filled_is_no_loss(tmp_path: Path) -> None:
    empty: dict[Key, float | None] = {**cells(), ("a", "m", "GM0001", "2022"): None}
    lost = only(compared(tmp_path / "1", cells(), empty))
    assert (lost.revised, lost.emptied, lost.largest) == (0, 1, ())
    assert lost.states == (("value", "unknown", 1),)
    known = only(compared(tmp_path / "2", empty, cells()))
    assert (known.revised, known.emptied, known.largest) == (0, 0, ())
    assert known.states == (("unknown", "value", 1),)


def test_states_that_changed_are_counted(tmp_path: Path) -> None:
    old, new = table("T1", cells()), table("T1", {**cells(), ("b", "m", "GM0001", "2020"): 101.0})
    old.frame["state"] = "provisional"
    new.frame.loc[:2, ["value", "state"]] = [None, "withheld"]
    for name, item in (("old", old), ("new", new)):
        snapshot.write(tmp_path / name, [item], date(2026, 1, 1), "")
    found = only(diff(tmp_path / "old", tmp_path / "new"))
    assert (found.revised, found.emptied) == (1, 3)
    assert found.states == (("provisional", "value", 13), ("provisional", "withheld", 3))
    assert "  andere status: voorlopig werd waarde (13), voorlopig werd niet gepubliceerd (3)" in lines(
        (found,), Names()
    )


def test_a_figure_without_a_row_counts_as_emptied(tmp_path: Path) -> None:
    """Its period, code and area are still there elsewhere, so nothing else would tell."""
    new = cells()
    del new[("a", "m", "GM0001", "2022")]
    found = only(compared(tmp_path, cells(), new))
    assert (found.rows, found.revised, found.emptied) == ((16, 15), 0, 1)
    assert found.states == (("value", "", 1),)
    assert losses((found,)) == ("T1: 1 cijfer is nu leeg",)
    assert lines((found,), Names())[1:] == ("  1 cijfer is nu leeg", "  andere status: waarde werd geen rij (1)")


def test_a_zero_is_a_figure(tmp_path: Path) -> None:
    found = only(compared(tmp_path, cells(), {**cells(), ("a", "m", "GM0001", "2022"): 0.0}))
    assert (found.revised, found.emptied) == (1, 0)


def series(*values: float | None, start: int = 2020, code: str = "a") -> dict[Key, float | None]:
    return {(code, "m", "GM0001", str(start + i)): value for i, value in enumerate(values)}


@pytest.mark.parametrize(
    ("before", "last", "jumps"),
    [
        ((100, 100, 100), 201, True),
        ((100, 100, 100), 200, False),  # not more than twice
        ((100, 100, 100), 49, False),  # more than twice, but 51 is less than six times the root of 100
        ((400, 400, 400), 199, True),
        ((4, 4, 4), 16, False),  # chance: 12 is six times the root of 4, not more
        ((4, 4, 4), 17, True),
        ((0, 0, 0), 6, False),
        ((0, 0, 0), 7, True),
        ((100, 100), 900, False),  # too few before it
        ((100, None, 100, 100), 900, True),
        ((900, 100, 100, 100), 210, True),  # only three before it count
    ],
)
def test_jumps_by_the_rule(tmp_path: Path, before: tuple[float | None, ...], last: float, jumps: bool) -> None:
    assert JUMP_DEVIATIONS == 6.0
    was, now = series(*before), series(*before, last)
    known = [value for value in before if value is not None][-3:]
    year = str(2020 + len(before))
    expected = (Revised("a", "m", "GM0001", year, sum(known) / 3, last),) if jumps else ()
    found = only(compared(tmp_path, was, now))
    assert (found.jumps, found.jumping) == (expected, len(expected))


def test_only_the_largest_jumps_of_all_kinds_are_given_and_all_are_counted(tmp_path: Path) -> None:
    now = {key: value for i in range(9) for key, value in series(10, 10, 10, 100 + i, code=f"c{i}").items()}
    found = only(compared(tmp_path, {}, now))
    assert found.jumping == 9
    assert [cell.code for cell in found.jumps] == ["c8", "c7", "c6", "c5", "c4"]
    assert lines((found,), Names())[2] == "  9 opvallende sprongen, kijk ernaar; de grootste:"


def test_a_jump_that_was_there_already_is_not_told_again(tmp_path: Path) -> None:
    was = series(100, 100, 100, 900)
    found = only(compared(tmp_path / "1", was, {**was, ("b", "m", "GM0001", "2023"): 1.0}))
    assert (found.jumping, found.jumps) == (0, ())
    revised = only(compared(tmp_path / "2", was, series(100, 100, 100, 901)))
    assert [cell.new for cell in revised.jumps] == [901]


def test_months_are_not_the_years_before_or_after(tmp_path: Path) -> None:
    months: dict[Key, float | None] = {("a", "m", "GM0001", f"2023-{i:02d}"): 8.0 for i in range(1, 5)}
    assert only(compared(tmp_path, {}, {**series(100, 100, 100, 100), **months})).jumps == ()


def test_tables_that_come_go_or_stay(tmp_path: Path) -> None:
    stays, goes, comes = table("T1", cells()), table("T2", cells()), table("T3", cells())
    snapshot.write(tmp_path / "old", [stays, goes], date(2026, 1, 1), "")
    snapshot.write(tmp_path / "new", [stays, comes], date(2026, 1, 1), "")
    gone, new = diff(tmp_path / "old", tmp_path / "new")
    assert (gone.source, gone.rows, gone.lost_periods, gone.lost_codes) == ("T2", (16, 0), YEARS, ("a", "b"))
    assert (new.source, new.rows, new.new_areas, new.lost_areas) == ("T3", (0, 16), ("GM0001", "GM0002"), ())
    assert losses((gone,)) == ("T2: de hele tabel ontbreekt in de nieuwe cijfers",)
    assert losses((new,)) == ()
    said = lines((gone, new), Names())
    assert "T2: 16 cijfers werden 0 (tabel vervallen)" in said
    assert "T3: 0 cijfers werden 16 (nieuwe tabel)" in said


def test_files_of_one_table_are_compared_together_and_other_files_not_at_all(tmp_path: Path) -> None:
    one, other = cells(areas=("GM0001",)), cells(areas=("GM0002",))
    document = SnapshotDocument("x.geojson", "T1", "", "", "", "", "", b"{}", 0)
    parts: list[Item] = [table("T1", one), table("T1", other, "rest_T1.parquet"), document]
    snapshot.write(tmp_path / "old", [table("T1", {**one, **other})], date(2026, 1, 1), "")
    snapshot.write(tmp_path / "new", parts, date(2026, 1, 1), "")
    assert diff(tmp_path / "old", tmp_path / "new") == ()


def test_a_folder_without_a_manifest_is_one_dutch_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ontbreekt"):
        diff(tmp_path, tmp_path)


@pytest.mark.parametrize(("emptied", "told"), [(1, 0), (2, 1)])
def test_more_than_one_in_a_hundred_emptied_is_a_loss(tmp_path: Path, emptied: int, told: int) -> None:
    old = cells(codes=[f"c{i}" for i in range(20)])
    assert len(old) == 160
    found = compared(tmp_path, old, {**old, **dict.fromkeys(list(old)[:emptied])})
    assert len(losses(found)) == told


def test_losses_are_dutch_lines(tmp_path: Path) -> None:
    gone = {key: value for key, value in cells().items() if key[0] == "a" and key[2] == "GM0001" and key[3] > "2021"}
    found = compared(tmp_path, cells(), {**gone, ("a", "m", "GM0001", "2023"): None})
    assert losses(found) == (
        "T1: perioden 2020, 2021 ontbreken in de nieuwe cijfers",
        "T1: soort b ontbreekt in de nieuwe cijfers",
        "T1: gebied GM0002 ontbreekt in de nieuwe cijfers",
        "T1: 1 cijfer is nu leeg",
    )


def test_the_changes_are_dutch_lines(tmp_path: Path) -> None:
    old = {**cells(), **series(1000, 1000, 1000, code="z")}
    new = {**old, ("z", "m", "GM0001", "2023"): 12345.5, ("a", "m", "GM0002", "2020"): None}
    new[("b", "m", "GM0002", "2021")] = 150.5
    new |= {("a", "m", f"GM{i:04d}", "2023"): 1.0 for i in range(10, 20)}
    assert lines(compared(tmp_path, old, new), Names(areas={"GM0001": "Voorbeeldstad"})) == (
        "T1: 19 cijfers werden 30",
        "  nieuw: gebieden GM0010 t/m GM0019 (10)",
        "  1 cijfer herzien: GM0002, b, m, 2021: 100 werd 150,50",
        "  1 cijfer is nu leeg",
        "  andere status: waarde werd onbekend (1)",
        "  1 opvallende sprong, kijk ernaar: Voorbeeldstad, z, m, 2023: 1.000 werd 12.345,50",
    )


@pytest.mark.parametrize("most", [1, 20, 50])
def test_how_many_kinds_are_compared_together_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    old: dict[Key, Any] = cells(codes=[f"c{i}" for i in range(9)])
    new = {key: 100.0 + at for at, key in enumerate(old) if key[0] not in ("c0", "c4")}
    new |= {("c1", "m", "GM0001", "2021"): None, ("c3", "m", "GM0002", "2023"): 7_000.0}
    new |= dict.fromkeys(cells(codes=["b", "d"]), 100.0)
    del new[("c5", "m", "GM0001", "2022")]
    together = only(compared(tmp_path, old, new))
    assert (together.revised, together.emptied, together.jumping) == (54, 2, 1)
    monkeypatch.setattr("ivp.pulls.diff.TOGETHER", most)
    assert only(diff(tmp_path / "old", tmp_path / "new")) == together


def test_many_changed_tables_fit_a_screen(tmp_path: Path) -> None:
    tables = [f"T{i:02d}" for i in range(14)]
    before = cells(codes=[f"c{i}" for i in range(9)])
    after = {key: 900.0 if key[3] == "2023" else 101.0 for key in before if key[3] != "2020"}
    for name, values in (("old", before), ("new", after)):
        snapshot.write(tmp_path / name, [table(source, values) for source in tables], date(2026, 1, 1), "")
    found = diff(tmp_path / "old", tmp_path / "new")
    said = lines(found, Names())
    assert len(said) == 14 * 3
    assert said[1] == "  vervallen: periode 2020"
    assert said[2] == "  54 cijfers herzien; de grootste: GM0001, c0, m, 2023: 100 werd 900"
    assert max(len(line) for line in said) <= 100
    assert len(lines(found[:1], Names())) == 3 + 5, "of one table more can be shown"


def test_titles_and_names_stand_in_the_place_of_codes(tmp_path: Path) -> None:
    names = Names(
        tables={"T1": "Registraties"},
        areas={"GM0001": "Voorbeeldstad", "GM0002": "Dorp"},
        kinds={("T1", "a"): "Lawaai", ("T1", "b"): "Vuurwerk"},
        figures={("T1", "b", "m"): "Vuurwerk, meldingen"},
    )
    new = {key: value for key, value in cells().items() if key[0] == "b" and key[2] == "GM0001"}
    new[("b", "m", "GM0001", "2023")] = 101.0
    new[("b", "m", "GM0001", "2024-03")] = 9.0
    found = compared(tmp_path, cells(), new)
    assert losses(found, names) == (
        "Registraties, tabel T1: soort Lawaai ontbreekt in de nieuwe cijfers",
        "Registraties, tabel T1: gebied Dorp ontbreekt in de nieuwe cijfers",
    )
    assert lines(found, names) == (
        "Registraties, tabel T1: 16 cijfers werden 5",
        "  nieuw: periode maart 2024",
        "  vervallen: soort Lawaai; gebied Dorp",
        "  1 cijfer herzien: Voorbeeldstad, Vuurwerk, meldingen, 2023: 100 werd 101",
    )


def test_the_catalog_and_the_snapshot_give_the_names() -> None:
    names = names_of(load_catalog(ROOT / "data"), ROOT / "data" / "snapshot")
    assert names.table("47021NED").endswith(", tabel 47021NED")
    assert names.areas["GM1674"] == "Roosendaal"
    assert names.areas["GM0363"] == "Amsterdam", "from the names in the snapshot"
    assert names.kinds["47018NED", "0.0.0"] == "Misdrijven totaal", "as in the table that continues it"
    assert names.kinds["47013NED", "0.0.0"] == names.figures["47013NED", "0.0.0", "misdrijven"] == "Misdrijven totaal"


def test_no_change_is_said() -> None:
    assert lines((), Names()) == ("Er is geen cijfer veranderd.",)
    assert losses(()) == ()
