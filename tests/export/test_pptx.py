"""The deck as a file: opened again, its charts compared with the figures, and in templates of others."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from ivp.errors import UserError
from ivp.export.deck import chart_slide, deck, table_slides
from ivp.export.document import Bullets, Deck, Slide
from ivp.export.native import Lines, Series
from ivp.export.pptx import deck_pptx
from ivp.export.pptx_chart import line_panel
from ivp.export.pptx_template import Box, fitting, opened
from ivp.export.subject import Subject
from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.maps import area_map
from ivp.figures.palette import LIGHT
from ivp.figures.survey import register_and_survey
from ivp.figures.table import Table
from tests.export.made_up import OWN, TODAY, MadeUp
from tests.figures.examples import LOOK, RATE, SURVEY, TOWNS, compared, outlines, row, series

FACTS = [
    compared("GM0001", "much_higher", 20.0), compared("GM0002", "lower", 5.0), row("GM0003", value=None),
    row("PD-X", value=8.0),
]  # fmt: skip
DOTS = dot_plot(FACTS, RATE, palette=LIGHT, **LOOK)
TREND = trend_chart(series({"2022": 3.25, "2023": None, "2024": 5.5}), RATE, palette=LIGHT, focus=["GM0001"], **LOOK)
MAP = area_map([one for one in FACTS if one.area.code in TOWNS], RATE, outlines(*TOWNS), palette=LIGHT, **LOOK)
NASTY = "=1+1 <b>&\x0b\u200b"


def made(*slides: Slide, template: bytes | None = None) -> Any:
    return Presentation(io.BytesIO(deck_pptx(Deck("Titel", "Onder", TODAY, slides), template)))


def one_slide(slide: Slide, template: bytes | None = None) -> Any:
    return made(slide, template=template).slides[1]


@pytest.fixture(scope="module")
def whole() -> Any:
    return Presentation(io.BytesIO(deck_pptx(deck(Subject(MadeUp(), OWN, TODAY)))))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def descriptions(slide: Any) -> list[str]:
    return [element.get("descr", "") for element in slide.shapes._spTree.iter() if element.tag.endswith("}cNvPr")]


def test_it_is_wide_and_every_slide_has_title_source_date_number_and_notes(whole: Any) -> None:
    assert whole.slide_width / whole.slide_height == pytest.approx(16 / 9)
    for slide in list(whole.slides)[1:]:
        kinds = {one.placeholder_format.type for one in slide.placeholders}
        assert {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
        foot = next(one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
        assert "Bron" in foot.text
        assert "gemaakt 26 november 2026" in foot.text
        assert slide.notes_slide.notes_text_frame.text
        assert slide.shapes.title.text


def test_titles_are_findings_and_the_first_slide_says_what_it_is(whole: Any) -> None:
    titles = [slide.shapes.title.text for slide in whole.slides]
    assert titles[0] == "Veiligheidsbeeld Aadorp"
    assert any("hoger" in title or "lager" in title for title in titles[1:])


def test_every_object_says_what_it_is(whole: Any) -> None:
    for slide in whole.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                assert shape._element.xpath("string(.//p:cNvPr/@descr)"), slide.shapes.title.text


def test_no_slide_has_an_empty_place(whole: Any) -> None:
    for slide in whole.slides:
        for one in slide.placeholders:
            if one.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
                assert not one.has_text_frame or one.text.strip(), slide.shapes.title.text


def test_all_stays_on_the_slide(whole: Any) -> None:
    for slide in whole.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= whole.slide_width
            assert shape.top + shape.height <= whole.slide_height * 1.01, slide.shapes.title.text


def test_bars_hold_the_figures_of_the_facts() -> None:
    [chart] = charts(one_slide(chart_slide(DOTS)))
    assert list(chart.plots[0].categories) == ["▲ Aadorp (200)", "▼ Beedorp (50)", "Ceedorp: geen cijfer",
                                               "District (80)"]  # fmt: skip
    assert list(chart.plots[0].series[0].values) == [20.0, 5.0, None, 8.0]
    plus = [float(text) for text in chart._chartSpace.xpath("//c:errBars/c:plus//c:v/text()")]
    minus = [float(text) for text in chart._chartSpace.xpath("//c:errBars/c:minus//c:v/text()")]
    assert (plus, minus) == ([1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 1.0])
    fills = chart._chartSpace.xpath("//c:dPt/c:spPr/a:solidFill/a:srgbClr/@val")
    assert fills[0] == LIGHT.fills["much_unfavourable"].removeprefix("#").upper()


def test_the_chart_stands_in_the_placeholder_of_the_layout() -> None:
    slide = one_slide(chart_slide(DOTS))
    frames = [shape for shape in slide.shapes if shape.has_chart]
    assert [frame.is_placeholder for frame in frames] == [True]


def test_error_bars_stand_where_the_schema_wants_them() -> None:
    [chart] = charts(one_slide(chart_slide(DOTS)))
    names = [child.tag.split("}")[1] for child in chart._chartSpace.xpath("//c:ser")[0]]
    order = ["idx", "order", "tx", "spPr", "invertIfNegative", "dPt", "dLbls", "errBars", "cat", "val"]
    assert [name for name in order if name in names] == list(dict.fromkeys(names))


def test_lines_hold_the_figures_and_their_gap() -> None:
    [chart] = charts(one_slide(chart_slide(TREND)))
    assert list(chart.plots[0].categories) == ["2022", "2023", "2024"]
    assert list(chart.plots[0].series[0].values) == [3.25, None, 5.5]
    assert chart._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]


def test_the_workbook_inside_can_be_opened_and_runs_nothing() -> None:
    from openpyxl import load_workbook

    nasty = dot_plot([row().named(NASTY)], RATE, palette=LIGHT, **LOOK)
    [chart] = charts(one_slide(chart_slide(nasty)))
    page = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    assert [cell.data_type for cells in page.iter_rows() for cell in cells if cell.value is not None] == ["s", "s", "n"]


def test_two_panels_are_two_charts() -> None:
    pair = register_and_survey([row()], RATE, [row(indicator=SURVEY.id)], SURVEY, palette=LIGHT, **LOOK)
    left, right = (shape for shape in one_slide(chart_slide(pair)).shapes if shape.has_chart)
    assert left.left + left.width <= right.left


def test_the_map_is_shapes_with_their_own_words_and_a_table_beside_it() -> None:
    slide = one_slide(chart_slide(MAP))
    [group] = [shape for shape in slide.shapes if shape.shape_type == 6]
    told = descriptions(slide)
    assert any(text.startswith("Aadorp: 20,0") for text in told)
    assert MAP.alt in group._element.xpath("string(./p:nvGrpSpPr/p:cNvPr/@descr)")
    free = [shape for shape in group.shapes if shape._element.xpath(".//a:custGeom")]
    assert len(free) >= len(TOWNS)
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[1].cells] == ["Aadorp", "20,0 (200)", "▲ duidelijk hoger"]


def test_a_long_table_is_cut_into_slides_of_about_as_many_rows() -> None:
    table = Table(("a",), tuple((f"rij {n}",) for n in range(21)))
    slides = list(table_slides("Titel", table, "Bron: x"))
    assert [slide.title for slide in slides] == ["Titel (1 van 3)", "Titel (2 van 3)", "Titel (3 van 3)"]
    assert [len(slide.content.table) for slide in slides] == [7, 7, 7]  # type: ignore[union-attr]
    assert list(table_slides("Titel", Table(("a",), ()), "Bron: x")) == []


def test_text_of_others_is_text_and_can_hold_anything() -> None:
    slide = one_slide(Slide(NASTY, Bullets((NASTY,)), NASTY, NASTY))
    assert slide.shapes.title.text == "=1+1 <b>&\u200b"
    assert "<b>" in slide.notes_slide.notes_text_frame.text


# --- templates --------------------------------------------------------------------------------------------------


def template(change: Any = lambda _: None) -> bytes:
    """A presentation of somebody else: 4:3, with a slide of its own."""
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[1]).shapes.title.text = "Van een ander"
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def as_potx(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, text.replace(b"presentation.main+xml", b"template.main+xml"))
    return out.getvalue()


@pytest.mark.parametrize("given", [template(), as_potx(template())], ids=["pptx", "potx"])
def test_a_template_gives_its_size_and_layouts_and_loses_its_slides(given: bytes) -> None:
    shown = made(chart_slide(DOTS), chart_slide(MAP), template=given)
    assert shown.slide_width == Emu(9_144_000)
    assert [slide.shapes.title.text for slide in shown.slides] == ["Titel", DOTS.title, MAP.title]
    assert not any("Van een ander" in shape.text for slide in shown.slides for shape in slide.shapes if
                   shape.has_text_frame)  # fmt: skip


def test_a_file_with_a_template_has_every_part_once() -> None:
    content = deck_pptx(Deck("T", "", TODAY, (chart_slide(DOTS),)), template())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
    assert len(names) == len(set(names))
    assert sorted(name for name in names if name.startswith("ppt/slides/slide")) == [
        "ppt/slides/slide1.xml", "ppt/slides/slide2.xml",
    ]  # fmt: skip


def without_places(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for one in list(layout.placeholders):
            if one.placeholder_format.type != PP_PLACEHOLDER.TITLE:
                one._element.getparent().remove(one._element)


def with_one_number_for_all(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for one in layout.placeholders:
            one._element.ph.attrib.pop("idx", None)


@pytest.mark.parametrize("change", [without_places, with_one_number_for_all])
def test_a_template_without_sound_places_gets_its_things_at_the_right_spot(change: Any) -> None:
    slide = one_slide(chart_slide(DOTS), template(change))
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    assert frame.top > 1_000_000
    assert frame.width > 7_000_000
    assert any("Bron" in shape.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize("content", [b"", b"geen zip", template()[:2000], b"PK\x05\x06" + b"\0" * 18])
def test_a_broken_template_is_one_dutch_line(content: bytes) -> None:
    with pytest.raises(UserError, match=r"^Het sjabloon is geen PowerPoint-bestand dat te lezen is; bewaar het in"):
        opened(content)


def test_a_template_that_unpacks_to_far_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "x")
        packed.writestr("groot", b"\0" * 70_000_000)
    with pytest.raises(UserError, match="te groot"):
        opened(out.getvalue())


def test_text_is_made_to_fit() -> None:
    box = Box(0, 0, 9_144_000, 914_400)
    assert fitting("Kort", box) == 30
    assert fitting("Een lange titel die niet op een regel past. " * 9, box) == 14


def test_a_name_at_the_end_of_a_line_is_cut_where_there_is_no_room() -> None:
    long = Series("Sint-Verzonnen aan de Bedachte Waterkant met Polders", (1.0, 2.0), "#000000", 3.0, dashed=False)
    short = replace(long, name="Aadorp (vanaf 2022)")
    panel = line_panel(Lines("Titel", ("2023", "2024"), (long, short), 1, percent=False), TREND)
    assert [one.name for one in panel.data] == ["Sint-Verzonnen aan de Bedachte …", "Aadorp (vanaf 2022)"]


def lines_on_a_slide(lines: Lines) -> Any:
    """The chart of lines on an empty slide of ten by five inches."""
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    line_panel(lines, TREND).draw(slide, None, Box(Emu(0), Emu(0), Emu(9_144_000), Emu(4_572_000)))
    return charts(slide)[0]


def line(name: str, *values: float, width: float = 1.0) -> Series:
    return Series(name, values, "#154273", width, False)


def named(chart: Any) -> list[str]:
    """The lines that have their name at their end."""
    return [one.name for one in chart.plots[0].series if one._element.findall(".//{*}dLbl")]


def test_periods_stand_upright_and_short_and_all_figures_lie_within_the_axis() -> None:
    years = tuple(f"{year}{' (voorlopig)' if year > 2023 else ''}" for year in range(2012, 2026))
    chart = lines_on_a_slide(Lines("Titel", years, (line("Aadorp", *[2.9] * 14),), 1, percent=False))
    assert chart.category_axis._element.txPr.bodyPr.get("rot") == "0"
    assert list(chart.plots[0].categories)[-2:] == ["2024*", "2025*"]
    assert "* voorlopig" in chart.chart_title.text_frame.text
    assert chart.value_axis.maximum_scale >= 2.9
    assert "voorlopig" not in lines_on_a_slide(
        Lines("Titel", years[:3], (line("Aadorp", 1, 2, 3),), 1, percent=False)
    ).chart_title.text_frame.text  # fmt: skip


def test_names_at_the_ends_of_lines_never_overlap_a_long_one_takes_more_room() -> None:
    def of(*ends: tuple[str, float]) -> list[str]:
        series = tuple(line(name, 10.0, end) for name, end in ends)
        return named(lines_on_a_slide(Lines("Titel", ("2023", "2024"), series, 1, percent=False)))

    assert of(("Aadorp", 10.0), ("Beedorp", 9.0)) == ["Aadorp", "Beedorp"]
    assert of(("Aadorp", 10.0), ("Beedorp", 9.8)) == ["Aadorp"]
    assert of(("Basisteam Bergen aan Zee", 10.0), ("Beedorp", 9.3)) == ["Basisteam Bergen aan Zee"]
    assert of(("Aadorp", 10.0), ("Beedorp", 9.3)) == ["Aadorp", "Beedorp"]


def test_the_labels_of_bars_stand_on_one_line_however_long_they_are() -> None:
    """LibreOffice breaks a label that takes more than about a third of the width, and then leaves out others."""

    def points(name: str) -> float:
        [chart] = charts(one_slide(chart_slide(dot_plot([row().named(name)], RATE, palette=LIGHT, **LOOK))))
        return float(chart.category_axis.tick_labels.font.size.pt)

    long = "Sint-Verzonnen aan de Bedachte Waterkant"
    assert points("Aadorp") == 14
    assert points(long) * 0.6 * len(f"{long} (100)") <= 0.38 * 12.4 * 72


def test_the_code_of_a_table_stands_on_one_line_also_in_a_wide_letter() -> None:
    rows = [("47013NED", "Geregistreerde misdrijven en aangiften, soort misdrijf, gemeente, en meer " * 2)] * 6
    [slide] = table_slides("Bronnen", Table(("Tabel", "Titel"), tuple(rows)), "Bron")
    shape = next(one for one in one_slide(slide).shapes if one.has_table)
    points = shape.table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt
    widest = 0.7 * len("47013NED") * points  # capitals and digits of DejaVu Sans are at most 0.7 of its size
    assert shape.table.columns[0].width.pt >= widest + 14.4, "and the margins of a cell, a tenth of an inch each"
