"""StatLine downloads in their three layouts: recorded ones give the embedded figures, broken ones a Dutch sentence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from ivp.catalog.models import Catalog, Level, State
from ivp.catalog.tables import Slice, Tables, Topic, load_tables
from ivp.errors import UserError
from ivp.paths import ROOT
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.mistakes import ImportMistakesError
from ivp.sources.statline_csv import Metadata, explain, layout_of, table_number
from ivp.sources.statline_rows import FromStatLine, read_statline
from ivp.sources.statline_view import read_view, topic_of
from tests.sources import filled

RECORDED = Path(__file__).parent / "recorded"
THEFTS = "83651NED_UntypedDataSet_extract.csv"
PEOPLE = "37230ned_table_export_extract.csv"
FEELING = "81877NED_table_export_head.csv"
META = "47013NED_metadata_export_extract.csv"
CRIMES = "47013NED_UntypedDataSet_proef.csv"
KEYS = ["table", "code", "measure", "area", "period"]
BOM = b"\xef\xbb\xbf"


def catalog() -> Catalog:
    return filled.catalog()


@lru_cache(maxsize=1)
def tables() -> Tables:
    return load_tables(ROOT / "data", catalog())


def with_slice(part: dict[str, object], *topics: dict[str, str]) -> Tables:
    """The tables with one slice in the place of all others of its source."""
    made = Slice.model_validate({"id": "proef", "service": "cbs", "region": "RegioS", **part})
    kept = tuple(one for one in tables().slices if one.source != made.source)
    titles = tuple(Topic.model_validate({"source": made.source, **topic}) for topic in topics)
    others = tuple(one for one in tables().topics if not titles or one.source != made.source)
    return tables().model_copy(update={"slices": (*kept, made), "topics": (*others, *titles)})


def recorded(name: str, known: Tables | None = None, called: str = "") -> FromStatLine:
    return read_statline((RECORDED / name).read_bytes(), called or name, catalog(), known or tables())


def crimes(*lines: str, header: str = "ID;SoortMisdrijf;RegioS;Perioden;GeregistreerdeMisdrijven_1") -> bytes:
    return BOM + "\r\n".join([header, *lines]).encode()


def embedded(table: str) -> pd.DataFrame:
    return pd.read_parquet(ROOT / "data" / "snapshot" / f"{table}.parquet")


@pytest.mark.parametrize(("name", "rows"), [(THEFTS, 384), (PEOPLE, 198)])
def test_recorded_downloads_give_the_embedded_figures(name: str, rows: int) -> None:
    made = recorded(name)
    assert list(made.frame.columns) == OBSERVATION_SCHEMA.names
    both = made.frame.merge(embedded(made.source), on=KEYS, suffixes=("", "_embedded"))
    assert len(both) == len(made.frame) == rows
    assert (both["value"] == both["value_embedded"]).all()


def test_each_layout_is_known_by_its_first_lines() -> None:
    found = {name: layout_of((RECORDED / name).read_bytes()) for name in (THEFTS, PEOPLE, FEELING, META)}
    assert found == {THEFTS: "untyped", PEOPLE: "view", FEELING: "view", META: "metadata"}
    assert layout_of(b"") == "view"


def test_the_number_of_the_table_comes_from_the_name() -> None:
    assert [table_number(name) for name in (THEFTS, PEOPLE, "Bevolking_21122025.csv")] == ["83651NED", "37230ned", ""]


def test_a_dot_is_unknown_and_a_blank_cannot_exist() -> None:
    """The rate column of the recorded file has dots; for that it is made the topic of the table."""
    known = with_slice(
        {"source": "83651NED", "kind": "SoortDiefstal", "levels": [Level.GEMEENTE], "since": 2018},
        {"measure": "per_1000", "title": "Geregistreerde diefstallen per 1000 inw"},
    )
    raw = (RECORDED / THEFTS).read_bytes()
    frame = read_statline(raw, THEFTS, catalog(), known).frame
    assert raw.count(b";       .") == (frame["state"] == State.UNKNOWN).sum() > 0
    raw = raw.replace(b"190;     2.9\n", b"190;\n", 1)
    assert raw.count(b";\n") == 1
    changed = read_statline(raw, THEFTS, catalog(), known).frame
    assert (changed["state"] == State.NOT_APPLICABLE).sum() == 1
    assert changed.loc[changed["state"] == State.NOT_APPLICABLE, "value"].isna().all()
    assert (changed["state"] == State.UNKNOWN).sum() == (frame["state"] == State.UNKNOWN).sum()


def test_months_of_a_view_are_provisional_where_the_star_says_so() -> None:
    known = with_slice({"source": "37230ned", "levels": [Level.LAND, Level.GEMEENTE], "periods": "beide"})
    frame = recorded(PEOPLE, known).frame
    months = frame[frame["period"].str.len() == len("2025-04")]
    assert sorted(months["period"].unique())[::9] == ["2025-01", "2025-10"]
    assert set(months["state"]) == {State.PROVISIONAL}
    assert set(frame[~frame.index.isin(months.index)]["state"]) == {State.VALUE}
    april = months[(months["area"] == "GM1674") & (months["period"] == "2025-04")]
    assert april["value"].tolist() == [77919.0]  # '2025 april *' has a blank before its star


def test_a_flat_view_is_read_by_title_and_group_with_a_decimal_comma() -> None:
    known = with_slice(
        {"source": "81877NED", "levels": [Level.LAND], "since": 2012, "survey": True},
        {"measure": "waarde", "title": "Voelt zich wel eens onveilig in buurt", "code": "buurt"},
        {"measure": "waarde", "title": "Rapportcijfer veiligheid in buurt", "group": "Beoordeling", "code": "cijfer"},
        {"measure": "waarde", "title": "Staat er niet in", "code": "weg"},
    )
    made = recorded(FEELING, known)
    assert made.frame[["code", "area", "period", "value"]].to_numpy().tolist()[:6:5] == [
        ["buurt", "NL01", "2013", 18.8], ["cijfer", "NL01", "2013", 7.1],
    ]  # fmt: skip
    assert set(made.frame["area"]) == {"NL01"}
    assert any("Staat er niet in" in note for note in made.notes)
    assert any("Zonder marges" in note for note in made.notes)


def test_margins_of_a_view_become_half_the_width() -> None:
    cells = {"Waarde": "11,1", "Ondergrens 95%-interval": "9,1", "Bovengrens 95%-interval": "13,1"}
    lines = [f'"{bound}";"2023";"Roosendaal";{value}' for bound, value in cells.items()]
    text = "\r\n".join(['"Marges";"Perioden";"Regio\'s";"Buurt/Proef (%)"', *lines])
    known = with_slice(
        {"source": "85146NED", "levels": [Level.GEMEENTE], "survey": True},
        {"measure": "waarde", "title": "Proef", "code": "proef"},
    )
    frame = read_statline(text.encode(), "85146NED_proef.csv", catalog(), known).frame
    assert frame[["area", "value"]].to_numpy().tolist() == [["GM1674", 11.1]]
    assert frame["margin"].tolist() == [pytest.approx(2.0)]


def test_the_title_above_the_figures_names_the_table_when_the_file_does_not() -> None:
    assert recorded(PEOPLE, called="gedownload.csv").source == "37230ned"
    with pytest.raises(UserError, match="zet het nummer vooraan in de naam"):
        recorded(FEELING, called="gedownload.csv")
    with pytest.raises(UserError, match="zet het nummer vooraan in de naam"):
        recorded(THEFTS, called="gedownload.csv")


def test_a_table_that_the_catalog_does_not_have_is_refused() -> None:
    with pytest.raises(UserError, match=r"Tabel 81876NED staat niet in data/tables\.csv"):
        recorded(FEELING, called="81876NED_table_export.csv")


def test_the_metadata_file_alone_has_no_figures() -> None:
    with pytest.raises(UserError, match="zonder cijfers"):
        recorded(META)


def test_metadata_gives_titles_groups_and_what_an_empty_cell_means() -> None:
    known = explain(Metadata((RECORDED / META).read_bytes(), META))
    assert [one.key for one in known.dimensions] == ["SoortMisdrijf", "RegioS", "Perioden"]
    assert [(one.key, one.default) for one in known.topics][:2] == [
        ("GeregistreerdeMisdrijven_1", "Missing"), ("Aangiften_2", "Missing"),
    ]  # fmt: skip
    assert [code.key for code in known.codes["SoortMisdrijf"]] == ["0.0.0 ", "1.1.1 ", "1.1.2 ", "1.2.1 ", "1.2.2 "]
    with pytest.raises(UserError, match="geen metadata van StatLine"):
        Metadata(b"TableInfos;;\nID;Title\n0;x\n", "x_metadata.csv")


def test_an_empty_cell_of_a_police_table_is_unknown_with_its_metadata_and_closing_proves_a_zero() -> None:
    rows = crimes("1;0.0.0 ;GM0748;2024JJ00;      12", "2;1.1.1 ;GM0748;2024JJ00;      12",
                  "3;1.1.2 ;GM0748;2024JJ00;       .", "4;0.0.0 ;GM0851;2024JJ00;       9",
                  "5;1.1.1 ;GM0851;2024JJ00;        ", "6;1.1.1 ;GM9999;2024JJ00;       7")  # fmt: skip
    beside = ((RECORDED / META).read_bytes(), META)
    frame = read_statline(rows, CRIMES, catalog(), tables(), beside).frame.set_index(["area", "code"])
    assert frame.loc[("GM0748", "1.1.2"), ["value", "state"]].tolist() == [0.0, State.VALUE]
    assert frame.loc[("GM0851", "1.1.1"), "state"] == State.UNKNOWN
    alone = read_statline(rows, CRIMES, catalog(), tables()).frame.set_index(["area", "code"])
    assert alone.loc[("GM0851", "1.1.1"), "state"] == State.NOT_APPLICABLE


def test_kinds_that_the_source_withholds_are_never_a_figure() -> None:
    rows = crimes("1;1.4.1 ;BU07480000;2024JJ00;0", "2;1.1.1 ;BU07480000;2024JJ00;0",
                  header="ID;SoortMisdrijf;WijkenEnBuurten;Perioden;GeregistreerdeMisdrijven_1")  # fmt: skip
    frame = read_statline(rows, "47018NED_x.csv", catalog(), tables()).frame.set_index("code")
    assert frame["state"].to_dict() == {"1.4.1": State.WITHHELD, "1.1.1": State.VALUE}


def test_what_is_not_asked_for_is_left_out() -> None:
    raw = (RECORDED / THEFTS).read_bytes()
    more = raw + b"1;T001540;CRI9999;GM0748;2018JJ00;1;1.0\n2;A048105;CRI1122;GM0748;2018JJ00;1;1.0\n"
    more += b"3;T001540;CRI1122;PV30  ;2018JJ00;1;1.0\n4;T001540;CRI1122;GM0748;2018KW01;1;1.0\n"
    assert len(read_statline(more, THEFTS, catalog(), tables()).frame) == 384


def test_a_cell_that_is_no_figure_is_named_with_row_and_column() -> None:
    raw = (RECORDED / THEFTS).read_bytes().replace(b"2018JJ00;190;", b"2018JJ00;1,9;", 1)
    with pytest.raises(ImportMistakesError) as caught:
        read_statline(raw, THEFTS, catalog(), tables())
    assert caught.value.lines == (
        f"{THEFTS}, rij 2, kolom TotaalGeregistreerdeDiefstallen_1: ‘1,9’ is geen cijfer; "
        "download het bestand opnieuw en verander er niets in",
    )


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (crimes("1;1.1.1 ;GM0748;2024JJ00;1", "2;1.1.1 ;GM0748;2024JJ00;2"), CRIMES, "rij 3: dit gebied"),
        (crimes("1;1.1.1 ;GM9999;2024KW01;1"), CRIMES, "geen cijfer van onze gebieden"),
        (crimes("1;1.1.1 ;GM0748;2024JJ00;1;2;3"), CRIMES, "meer velden dan de kop"),
        (crimes("1;1.1.1 ;GM0748;2024JJ00;1", "2;1.1.2 ;GM07"), CRIMES, "laatste regel van .* is afgekapt"),
        (crimes("1;1.1.1 ;GM0748;2024JJ00;1", "2;1.1.2 ;GM0748;2024JJ00;1;2;3"), CRIMES, "beschadigd of afgekapt"),
        (crimes("1;1.1.1 ;2024JJ00;1", header="ID;SoortMisdrijf;Perioden;X_1"), CRIMES, "geen kolom met regio"),
        (crimes("1;GM0748;2024JJ00;1", header="ID;RegioS;Perioden;X_1"), CRIMES, "staat niet"),
        (crimes("1;GM0748;2024JJ00;1", header="ID;RegioS;Perioden;GeregistreerdeMisdrijven_1"), CRIMES, "geen kolom"),
        (crimes("1;1.1.1 ;GM0748;1", header="ID;SoortMisdrijf;RegioS;GeregistreerdeMisdrijven_1"), CRIMES, "perioden"),
        (b"ID;\xff", "47013NED_x.csv", "beschadigd|geen kolom"),
        (b'"Perioden";"Regio\'s";"X"\n\xff', "47013NED_x.csv", "niet leesbaar als UTF-8"),
        (b"", "47013NED_x.csv", "geen cijfers onder de kop"),
        (b"titel\n;;Perioden\n;;2024\n", "47013NED_x.csv", "niet te herkennen"),
        (b"a;b;c\n1;2;3\n", "47013NED_x.csv", "In de kop van"),
        (crimes("1;GM0748;2024JJ00;1", header="ID;RegioS;Perioden;X_1"), "85322NED_x.csv", "alleen technische namen"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_get_one_dutch_sentence(raw: bytes, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_statline(raw, name, catalog(), tables())


def test_two_tables_are_not_mixed_up() -> None:
    beside = ((RECORDED / META).read_bytes(), META)
    with pytest.raises(UserError, match="twee tabellen"):
        read_statline((RECORDED / THEFTS).read_bytes(), THEFTS, catalog(), tables(), beside)


def test_an_ambiguous_name_asks_for_codes() -> None:
    text = '"Soort misdrijf";"Wijken en buurten";"Perioden";"Geregistreerde misdrijven (aantal)"\n'
    text += '"1.1.1 Diefstal";"Rucphen";"2024";1\n'
    with pytest.raises(UserError, match="gebieden die ‘Rucphen’ heten; kies op StatLine ‘CSV volledige dataset’"):
        read_statline(text.encode(), "47018NED_x.csv", catalog(), tables())


def test_a_row_with_too_few_cells_is_named() -> None:
    text = (RECORDED / FEELING).read_text(encoding="utf-8-sig").replace(";7,1\n", "\n", 1)
    with pytest.raises(ImportMistakesError, match="rij 2: de regel heeft 9 velden en de kop 10"):
        read_view(text, "x.csv")


def test_topics_in_the_columns_of_a_nested_view() -> None:
    text = "Proef;;;\n;Onderwerp;;\n;Een;;Twee\n;Perioden;;\nRegio's;2023;2024*;2023\nTholen;1;2,5;.\nBron: CBS;;;\n"
    view = read_view(text, "x.csv")
    assert view.heading == "Proef"
    assert view.dimensions == ("Regio's", "Perioden")
    assert view.frame.to_numpy().tolist() == [["Tholen", "2023", "1", "."], ["Tholen", "2024*", "2,5", ""]]


def test_a_topic_is_its_groups_title_and_unit() -> None:
    topic = topic_of("Buurt/Beoordeling/Vindt criminaliteit in buurt toegenomen  (%)")
    assert (topic.groups, topic.title, topic.unit) == (
        ("Buurt", "Beoordeling"), "Vindt criminaliteit in buurt toegenomen", "%",
    )  # fmt: skip
