"""Compiling from invented copies: what arrives in the snapshot, and one clear message for every kind of mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.compile.__main__ import main
from ivp.compile.names import EIGHT, codes_by_name
from ivp.compile.police import SIX, TWELVE
from ivp.compile.snapshot import compile_published
from ivp.errors import UserError
from ivp.sources import leefbaarometer
from tests.compile import synthetic as copies

COMPILED = date(2026, 1, 2)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    figures, geo = copies.write_all(tmp_path / "kopie")
    return figures, geo, tmp_path / "data"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("compiled")
    compile_published(*copies.write_all(base / "kopie"), base / "data", COMPILED)
    return base / "data"


def table(compiled: Path, name: str) -> pd.DataFrame:
    return snapshot.read_table(compiled / "snapshot", f"{name}.parquet")


def cell(frame: pd.DataFrame, **keys: str) -> pd.Series:
    for column, value in keys.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_both_folders_are_whole_and_say_where_they_come_from(compiled: Path) -> None:
    for name in ("snapshot", "geo"):
        snapshot.verify(compiled / name)
    manifest = snapshot.read_manifest(compiled / "snapshot")
    assert manifest.compiled == COMPILED
    assert len(manifest.files) == 21
    for entry in manifest.files:
        assert entry.retrieved == COMPILED
        assert all([entry.licence, entry.title, entry.periods, entry.note, entry.source])
        assert "gepubliceerde" in entry.origin


def test_units_get_their_code_and_rows_outside_the_country_are_left_out(compiled: Path) -> None:
    frame = table(compiled, "47013NED")
    assert set(frame["area"]) == {"NL01", *copies.GEMEENTEN, *[f"RE{n:02d}" for n in range(1, 11)]}
    assert cell(frame, area="RE08", period="2022")["value"] == 9


def test_a_checked_zero_stays_zero(compiled: Path) -> None:
    row = cell(table(compiled, "47025NED"), code="9.1.7", period="2021")
    assert (row["value"], row["state"]) == (0.0, "value")


def test_country_of_47022_is_the_sum_and_the_last_year_is_provisional(compiled: Path) -> None:
    frame = table(compiled, "47022NED")
    assert cell(frame, area="NL01", period="2021")["value"] == 10 * len(copies.GEMEENTEN)
    assert frame.groupby("period")["state"].unique().map(list).to_dict() == {"2021": ["value"], "2022": ["provisional"]}


def test_crimes_without_a_place_belong_to_the_country_only(compiled: Path) -> None:
    frame = table(compiled, "47018NED")
    assert "GM0000" not in set(frame["area"])
    assert cell(frame, code="1.1.1", area="NL01", period="2019")["value"] == 3 * (len(copies.GEMEENTEN) + 1)
    national = frame[frame["area"] == "NL01"]
    assert set(national["code"]) == set(TWELVE)  # the other copy lacks the crimes without a place
    assert set(national["period"]) == {str(year) for year in range(2012, 2026)}


def test_the_last_two_years_of_the_kinds_are_provisional(compiled: Path) -> None:
    frame = table(compiled, "47018NED")
    assert set(frame.loc[frame["state"] == "provisional", "period"]) == {"2024", "2025"}
    assert set(frame.loc[frame["period"] >= "2024", "state"]) == {"provisional"}


def test_a_kind_that_counted_something_else_and_a_later_merger_have_no_figure(compiled: Path) -> None:
    frame = table(compiled, "47018NED")
    first = frame[(frame["period"] == "2012") & (frame["area"] == "GM0748")]
    assert set(SIX) - set(first["code"]) == {"2.1.1", "3.9.1"}
    merged = frame[(frame["area"] == copies.OTHER) & frame["code"].isin(SIX)]
    assert set(merged["period"]) == {"2017", "2018", "2019", "2022", "2023", "2024"}
    assert frame["value"].notna().all()


def test_notifications_of_persons_keep_their_old_municipalities_with_a_name(compiled: Path) -> None:
    frame = table(compiled, "E33-2017")
    assert cell(frame, area="NL01", period="2017")["value"] == 5 * (len(copies.GEMEENTEN) + 1)
    names = table(compiled, "gemeenten_nl").set_index("code")["name"]
    assert names[copies.MERGED] == copies.name_of(copies.MERGED)
    assert set(frame["area"]) - {"NL01"} <= set(names.index)


def test_survey_of_2025_has_ours_only_and_no_margin(compiled: Path) -> None:
    frame = table(compiled, "85146NED")
    assert set(frame["area"]) == {"NL01", "GM0748", "GM1674"}
    assert frame["margin"].isna().all()
    assert set(frame["state"]) == {"value"}


def test_national_items_keep_the_margin_that_they_have(compiled: Path) -> None:
    frame = table(compiled, "VM-NL")
    assert set(frame["area"]) == {"NL01"}
    assert cell(frame, code="straatverlichting")["margin"] == pytest.approx(0.3)
    assert frame["margin"].notna().sum() == 1
    assert set(frame.loc[frame["code"] == "inbraak", "period"]) == {"2021", "2023"}


def test_the_yearbook_of_2015_is_a_source_of_its_own(compiled: Path) -> None:
    frame = table(compiled, "CR2015")
    assert set(frame["area"]) == {"NL01", "PD-MARKIEZATEN"}
    assert cell(frame, code="slachtoffers", area="PD-MARKIEZATEN")["value"] == 14.94


def test_liveability_has_a_class_and_a_deviation_per_dimension(compiled: Path) -> None:
    frame = table(compiled, "LBM3")
    assert set(frame["measure"]) == set(leefbaarometer._MEASURES.values())  # what a refresh calls them
    assert cell(frame, area="BU07160000", measure="klasse")["value"] == 7
    assert cell(frame, area="GM0748", measure="afwijking_overlast_en_onveiligheid")["value"] == -0.05


def test_incomplete_month_is_unknown_and_no_zero(compiled: Path) -> None:
    frame = table(compiled, "MIK")
    row = cell(frame, code="woninginbraak", area="GM0748", period="2023-04")
    assert np.isnan(row["value"])
    assert row["state"] == "unknown"
    assert cell(frame, code="poging", area="NL01", period="2023-05")["state"] == "provisional"


def test_a_mean_that_cannot_exist_yet_is_not_applicable(compiled: Path) -> None:
    frame = table(compiled, "03759ned")
    assert cell(frame, measure="bevolking_gemiddeld", area="NL01", period="2022")["state"] == "not_applicable"
    assert cell(frame, measure="bevolking_1_januari", area="NL01", period="2022")["state"] == "provisional"
    assert cell(frame, measure="bevolking_1_januari", area="NL01", period="2021")["state"] == "value"


def test_zero_that_may_be_a_filled_dot_is_unknown_only_in_that_copy(compiled: Path) -> None:
    frame = table(compiled, "83648NED")
    assert cell(frame, measure="opgehelderd", area=copies.OTHER, period="2020")["state"] == "unknown"
    row = cell(frame, measure="opgehelderd", area=copies.OTHER, period="2022")
    assert (row["value"], row["state"]) == (0.0, "value")


def test_country_of_thefts_is_the_sum_without_the_unplaced(compiled: Path) -> None:
    frame = table(compiled, "83651NED")
    assert cell(frame, code="CRI1122", area="NL01")["value"] == 10 * len(copies.GEMEENTEN)
    assert "GM0000" not in set(frame["area"])


def test_theft_zero_counts_only_with_the_rate_that_belongs_to_it(folders: tuple[Path, Path, Path]) -> None:
    def zeros(rows: list[list[str]]) -> None:
        (first, second) = [row for row in rows if row[0] == copies.OTHER][:2]
        first[4:] = ["0", "0.0"]
        second[4:] = ["0", ""]

    figures, geo, out = folders
    copies.change_rows(figures / copies.THEFTS_83651, zeros)
    compile_published(figures, geo, out, COMPILED)
    frame = table(out, "83651NED")
    assert cell(frame, code="CRI1122", area=copies.OTHER)["value"] == 0
    assert cell(frame, code="CRI1123", area=copies.OTHER)["state"] == "unknown"


def test_survey_keeps_its_areas_and_margins(compiled: Path) -> None:
    frame = table(compiled, "81928NED")
    assert set(frame["area"]) == {"NL01", "RE08", "PD-MARKIEZATEN", "BT-BERGEN-OP-ZOOM", "BT-ROOSENDAAL", "GM1674"}
    assert cell(frame, code="Oordeel_55", area="PD-MARKIEZATEN")["margin"] == 2.5
    assert np.isnan(cell(frame, code="Zeldzaam_9")["margin"])
    assert cell(frame, code="Schaal_51")["margin"] == 0


def test_empty_key_figure_is_unknown(compiled: Path) -> None:
    row = cell(table(compiled, "context_85984NED"), measure="inwoners", area="BU07160001")
    assert np.isnan(row["value"])
    assert row["state"] == "unknown"


def test_names_without_a_certain_code_are_left_out(compiled: Path) -> None:
    accidents = table(compiled, "context_BRON")
    assert set(accidents["area"]) == set(copies.GEMEENTEN)
    assert set(table(compiled, "37230ned")["area"]) == {*copies.GEMEENTEN, "NL01"}
    notes = {entry.source: entry.note for entry in snapshot.read_manifest(compiled / "snapshot").files}
    assert "1 gemeenten" in notes["BRON"]
    assert "1 gemeenten" in notes["37230ned"]


def test_name_matching_never_guesses() -> None:
    names = pd.DataFrame(
        {"code": ["GM1", "GM2", "GM3", "GM4"], "name": ["Grunn", "Hingel (O.)", "Berg (NH.)", "Hingel"]}
    )
    found = codes_by_name(["Grunn (gemeente)", "Grunn (PV)", "Hingel (O.)", "Hingel (Gld.)", "Berg (L.)", "Oud"], names)
    assert found == {"Grunn (gemeente)": "GM1", "Hingel (O.)": "GM2"}


def test_outlines_carry_their_credit_and_only_code_and_name(compiled: Path) -> None:
    collection = json.loads((compiled / "geo" / "gemeenten.geojson").read_text(encoding="utf-8"))
    assert collection["credit"] == "CBS, Kadaster (CC BY 4.0)"
    assert [one["properties"]["code"] for one in collection["features"]] == sorted(EIGHT)
    assert set(collection["features"][0]["properties"]) == {"code", "name"}
    assert collection["features"][0]["geometry"]["coordinates"][0][0][0] == [4.12346, 51.5]
    lines = (compiled / "geo" / "points.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["code;lon;lat", "BU07160000;4.1500;51.5500", "WK071600;4.1000;51.5000"]


def put(row: int, column: int, text: str) -> Callable[[list[list[str]]], None]:
    """Write `text` in a cell; `row` is the line number in the file."""

    def change(rows: list[list[str]]) -> None:
        rows[row - 1][column] = text

    return change


def again(row: int) -> Callable[[list[list[str]]], None]:
    return lambda rows: rows.append(rows[row - 1])


def without(text: str, column: int = 0) -> Callable[[list[list[str]]], None]:
    def change(rows: list[list[str]]) -> None:
        rows[:] = [row for row in rows if row[column] != text]

    return change


MISTAKES = [
    (copies.POLICE_47013, put(4, 4, "veel"), "rij 4: 'veel' in kolom geregistreerde_misdrijven is geen getal"),
    (copies.POLICE_47013, put(5, 2, "XX12"), "rij 5: 'XX12' in kolom code is geen geldige code"),
    (copies.POLICE_47013, put(2, 4, "93"), "de delen van 2021 tellen op tot 92 en het totaal is 93"),
    (copies.POLICE_47013, without("Limburg (RE)"), "'Limburg \\(RE\\)' ontbreekt in kolom regio"),
    (copies.TYPES_47025, put(2, 2, "5"), "de delen van 2021 tellen op tot 61 en het totaal is 57"),
    (copies.TYPES_47025, put(2, 0, "9.9.9 Nieuw"), "60 soorten in plaats van 59"),
    (copies.NUISANCE_47021, put(4, 0, "Lawaai"), "rij 4: 'Lawaai' in kolom soort_overlast is onbekend"),
    (copies.NUISANCE_47021, again(4), "komt dubbel voor"),
    (copies.GEMEENTEN_47022, put(3, 2, "22"), "rij 3: '22' in kolom jaar is geen geldige code of periode"),
    (copies.BUURTEN_47022, put(2, 2, "6"), "de delen van WK071600 in 2021 tellen niet op"),
    (copies.WIJKEN_47022, put(2, 2, "-1"), "rij 2: '-1' in kolom som_misdrijven_buurten is geen getal 0 of hoger"),
    (copies.MIK, put(2, 1, "2023-13"), "rij 2: '2023-13' in kolom maand"),
    (copies.MIK, put(2, 4, "half"), "'half' in kolom maand_volledigheid"),
    (copies.PEOPLE_03759, put(2, 3, ""), "rij 2: waarde en value_attribute spreken elkaar tegen"),
    (copies.PEOPLE_03759, without("GM0748"), "'GM0748' ontbreekt in kolom RegioS"),
    (copies.PEOPLE_37230, put(2, 3, "0"), "rij 2: '0' in kolom bevolking_31dec is geen getal 1 of hoger"),
    (copies.PEOPLE_37230, put(2, 1, copies.OTHER), "rij 2: de code hoort niet bij de naam"),
    (copies.CRIMES_83648, put(2, 3, "Moord"), "rij 2: 'Moord' in kolom soort_misdrijf"),
    (copies.CRIMES_83648_2022, put(2, 1, copies.name_of(copies.OTHER)), "heeft twee codes"),
    (copies.THEFTS_83651_EIGHT, put(2, 4, "11"), "rij 2: het totaal wijkt af"),
    (copies.THEFTS_83651, without("CRI1134", 3), "'CRI1134' ontbreekt in kolom soort_diefstal_code"),
    (copies.SURVEY_81928, put(9, 0, "Roosendaal "), None),  # blanks round a cell are no mistake
    (copies.SURVEY_81928, put(10, 3, "61"), "rij 10: een schaalscore boven de 10 bestaat niet"),
    (copies.SURVEY_81928, without("De Markiezaten (PD)"), "het gebied 'De Markiezaten \\(PD\\)' ontbreekt"),
    (copies.SURVEY_81928, put(2, 4, "101"), "'101' in kolom betrouwbaarheidsmarge is geen getal van 0 tot en met 100"),
    (copies.KWB_85984, put(2, 0, "GM07"), "rij 2: 'GM07' in kolom code"),
    (copies.KWB_85039, put(2, 2, "n.b."), "rij 2: 'n.b.' in kolom inwoners is geen getal"),
    (copies.HEALTH_50150, put(3, 2, "177"), "rij 3: '177' in kolom pct"),
    (copies.LIVEABILITY, put(2, 2, "0"), "rij 2: '0' in kolom kscore is geen getal van 1 tot en met 9"),
    (copies.LIVEABILITY_BUURTEN, put(2, 3, "12"), "rij 2: '12' in kolom value is geen getal van 1 tot en met 9"),
    (copies.LIVEABILITY_BUURTEN, without("onv", 2), "'onv' ontbreekt in kolom code"),
    (copies.TWELVE_47018, without("GM0000"), "GM0000 \\(gemeente onbekend\\) ontbreekt"),
    (copies.TWELVE_47018, without("3.1.3", 1), "'3.1.3' ontbreekt in kolom code"),
    (copies.SIX_47018, put(3, 4, "-4"), "rij 3: '-4' in kolom 2018 is geen getal 0 of hoger"),
    (copies.SIX_47018, again(3), "komt dubbel voor"),
    (copies.PERSONS_E33, put(2, 3, ""), "rij 2: '' in kolom 2013 is geen getal"),
    (copies.PERSONS_E33, put(2, 0, "GM1"), "rij 2: 'GM1' in kolom region_code"),
    (copies.SURVEY_85146, without("GM0748"), "het gebied 'GM0748' ontbreekt"),
    (copies.SURVEY_85146, put(2, 3, "61"), "rij 2: een score boven de 10 bestaat niet"),
    (copies.SURVEY_85146, put(3, 1, "2023"), "rij 3: '2023' in kolom period"),
    (copies.SURVEY_NATIONAL, put(4, 4, "5.1"), "rij 4: de waarde ligt buiten haar marge"),
    (copies.SURVEY_NATIONAL, put(3, 2, "Weer"), "rij 3: 'Weer' in kolom title is onbekend"),
    (copies.SURVEY_2015, without("De Markiezaten"), "het gebied 'De Markiezaten' ontbreekt"),
    (copies.ACCIDENTS, put(2, 2, ""), "rij 2: '' in kolom ongevallen_totaal is geen getal"),
    (copies.ACCIDENTS, put(1, 2, "anders"), "mist de kolom 'ongevallen_totaal'"),
    (copies.ACCIDENTS, lambda rows: rows.__delitem__(slice(1, None)), "heeft geen rijen"),
]


@pytest.mark.parametrize(("file", "change", "message"), MISTAKES)
def test_a_mistake_is_named_and_changes_nothing(
    folders: tuple[Path, Path, Path], file: str, change: Callable[[list[list[str]]], None], message: str | None
) -> None:
    figures, geo, out = folders
    copies.change_rows(figures / file, change)
    if message is None:
        compile_published(figures, geo, out, COMPILED)
        return
    with pytest.raises(UserError, match=message) as caught:
        compile_published(figures, geo, out, COMPILED)
    assert "haal" in str(caught.value)
    assert not out.exists()


def test_missing_and_unreadable_copies_are_named(folders: tuple[Path, Path, Path]) -> None:
    figures, geo, out = folders
    (figures / copies.MIK).write_bytes(b"gm_code\xff\xfe\n")
    with pytest.raises(UserError, match=f"{copies.MIK} is niet leesbaar als CSV"):
        compile_published(figures, geo, out, COMPILED)
    (figures / copies.MIK).unlink()
    with pytest.raises(UserError, match=f"Het bestand {copies.MIK} ontbreekt in de map 'figures'"):
        compile_published(figures, geo, out, COMPILED)


@pytest.mark.parametrize("text", ["{", '{"features": [{}]}', "[]"])
def test_unreadable_outlines_are_named(folders: tuple[Path, Path, Path], text: str) -> None:
    figures, geo, out = folders
    (geo / "gemeenten.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"gemeenten.geojson ontbreekt of is geen leesbare GeoJSON"):
        compile_published(figures, geo, out, COMPILED)


def test_outlines_elsewhere_or_of_others_are_refused(folders: tuple[Path, Path, Path]) -> None:
    figures, geo, out = folders
    file = geo / "gemeenten.geojson"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("51.5]", "1.5]"), encoding="utf-8")
    with pytest.raises(UserError, match="geen leesbare GeoJSON met codes in lengte en breedte"):
        compile_published(figures, geo, out, COMPILED)
    file.write_text(text.replace("GM0716", "GM0001"), encoding="utf-8")
    with pytest.raises(UserError, match="niet precies de acht gemeenten"):
        compile_published(figures, geo, out, COMPILED)
    file.write_text(text, encoding="utf-8")
    copies.change_rows(geo / "wijk_buurt_points.csv", put(3, 1, "51.5"))
    with pytest.raises(UserError, match=r"rij 3: '51\.5' in kolom lon is geen getal van 3 tot en met 7\.5"):
        compile_published(figures, geo, out, COMPILED)


def test_the_command_compiles_and_says_what_is_wrong(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, geo, out = folders
    monkeypatch.setenv("IVP_DATA", str(out))
    assert main([str(figures), str(geo), "--date", "2026-01-02"]) == 0
    assert "Klaar: 21 bestanden" in capsys.readouterr().out
    assert main([str(figures), str(geo), "--date", "gisteren"]) == 1
    assert "geef de datum als JJJJ-MM-DD" in capsys.readouterr().err
    (figures / copies.MIK).unlink()
    assert main([str(figures), str(geo)]) == 1
    assert copies.MIK in capsys.readouterr().err
    assert snapshot.read_manifest(out / "snapshot").compiled == COMPILED


def test_the_dashboard_never_comes_here() -> None:
    files = [file for folder in ("ivp", "pages") for file in (paths.ROOT / folder).rglob("*.py")]
    assert [f for f in files if f.parent.name != "compile" and "ivp.compile" in f.read_text(encoding="utf-8")] == []
