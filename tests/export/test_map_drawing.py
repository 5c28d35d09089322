"""The map of a chart as flat shapes."""

from __future__ import annotations

import pytest

from ivp.export.map_drawing import Circle, Label, Outlined, map_drawing
from ivp.figures.maps import area_map
from ivp.figures.palette import LIGHT
from ivp.outcomes import Measure
from tests.figures.examples import LOOK, RATE, TOWNS, compared, outlines, row

FACTS = [compared("GM0001", "much_higher", 20.0), *(row(code, value=5.0) for code in TOWNS[1:])]


def parts(kind: type, **more: object) -> list[object]:
    chart = area_map(FACTS, RATE, outlines(*TOWNS), palette=LIGHT, **LOOK, **more)  # type: ignore[arg-type]
    return [part for part in map_drawing(chart, 400).parts if isinstance(part, kind)]


def test_everything_fits_in_the_frame() -> None:
    drawing = map_drawing(area_map(FACTS, RATE, outlines(*TOWNS), palette=LIGHT, **LOOK), 400)
    points = [point for part in drawing.parts if isinstance(part, Outlined) for ring in part.rings for point in ring]
    assert min(x for x, _ in points) >= 0
    assert max(x for x, _ in points) <= 400
    assert min(y for _, y in points) >= 0
    assert max(y for _, y in points) <= drawing.height


def test_north_is_up_and_squares_keep_their_shape() -> None:
    [first, *_] = [part for part in parts(Outlined) if isinstance(part, Outlined) and part.fill]
    xs, ys = zip(*first.rings[0], strict=True)
    # a tenth of a degree is less wide than high here: cos(51.5 degrees)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.6225, abs=0.01)


def test_areas_have_their_colour_and_words() -> None:
    told = {part.tip.split(":")[0]: part for part in parts(Outlined) if isinstance(part, Outlined) and part.tip}
    assert told["Aadorp"].fill is not None
    assert told["Aadorp"].fill.hex == LIGHT.fills["much_unfavourable"]


def test_borders_are_open() -> None:
    assert any(part.fill is None for part in parts(Outlined) if isinstance(part, Outlined))


def test_counts_are_circles_whose_surface_follows_the_count() -> None:
    radius = {part.tip.split(":")[0]: part.radius for part in parts(Circle, measure=Measure.COUNT)
              if isinstance(part, Circle)}  # fmt: skip
    assert (radius["Aadorp"] / radius["Beedorp"]) ** 2 == pytest.approx(4, rel=0.01)


def test_every_gemeente_has_its_name() -> None:
    assert {part.text.split("\n")[0] for part in parts(Label) if isinstance(part, Label)} == {
        "Aadorp", "Beedorp", "Ceedorp", "Deedorp",
    }  # fmt: skip
