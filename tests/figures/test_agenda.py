"""Actions in time: at their deadline or in their year, apart where they coincide, and all of them in the twin."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ivp.catalog.plan import Action, Standing, Status
from ivp.figures.agenda import action_timeline
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.plan_facts import PlacedAction
from tests.figures.examples import LOOK, PLACES, check


def action(code: str = "GM0001", **changed: Any) -> PlacedAction:
    fields = {"id": "actie", "area": code, "year": 2024, "title": "Buurtgesprek", "status": Status.PLANNED,
              "standing": Standing.VOORBEELD, "source": "verzonnen"}  # fmt: skip
    return PlacedAction(Action(**(fields | changed)), PLACES[code], ("Boa’s", "Politie"))


def chart(*actions: PlacedAction) -> Chart:
    made = action_timeline(actions, palette=LIGHT, **LOOK)
    check(made)
    return made


def test_an_action_stands_at_its_deadline_or_in_the_middle_of_its_year() -> None:
    made = chart(action(deadline=date(2025, 7, 1)), action("PD-X"))
    [marks] = made.spec["data"]
    assert marks["x"] == [pytest.approx(2025.5), 2024.5]
    assert marks["hovertext"] == ["<b>Buurtgesprek</b><br>gepland, 1 juli 2025", "<b>Buurtgesprek</b><br>gepland, 2024"]
    axes = made.spec["layout"]
    assert axes["yaxis"]["ticktext"] == ["Aadorp", "District"]
    assert axes["xaxis"]["ticktext"] == ["2024", "2025"]


def test_two_actions_of_one_area_at_one_moment_do_not_cover_each_other() -> None:
    [marks] = chart(action(), action(), action("GM0002")).spec["data"]
    assert marks["x"][1] > marks["x"][0] == marks["x"][2]
    assert marks["y"] == [0.0, 0.0, -1.0]


def test_a_status_is_a_shape_that_the_note_explains_where_it_occurs() -> None:
    made = chart(action(status=Status.DONE), action(status=Status.RUNNING))
    assert made.spec["data"][0]["marker"]["symbol"] == ["square", "circle"]
    assert made.notes == ("rondje: loopt; vierkant: afgerond.",)
    shapes = {chart(action(status=status)).spec["data"][0]["marker"]["symbol"][0] for status in Status}
    assert len(shapes) == len(Status)


def test_a_title_with_signs_of_markup_is_a_title() -> None:
    [marks] = chart(action(title="<b>Nu</b> & straks")).spec["data"]
    assert marks["hovertext"][0].startswith("<b>&lt;b&gt;Nu&lt;/b&gt; &amp; straks</b>")


def test_the_twin_says_who_does_what_by_when() -> None:
    asks = {"needs": 0.5, "needs_unit": "fte", "obstacle": "Ziekte"}
    made = chart(action(lead="Gemeente", result="Klaar", deadline=date(2024, 12, 31), **asks), action("PD-X"))
    first, second = (dict(zip(made.table.names, row, strict=True)) for row in made.table.rows)
    assert first == {
        "Jaar": "2024", "Gebied": "Aadorp", "Actie": "Buurtgesprek", "Trekker": "Gemeente",
        "Partners": "Boa’s, Politie", "Stand": "gepland", "Deadline": "31 december 2024", "Resultaat": "Klaar",
        "Nodig": "0,5 fte", "Wat in de weg staat": "Ziekte", "Status": "voorbeeld", "Bron": "verzonnen",
    }  # fmt: skip
    assert (second["Nodig"], second["Wat in de weg staat"]) == ("", "")
    assert (second["Gebied"], second["Deadline"]) == ("District", "")


def test_without_actions_there_is_an_empty_line_through_time() -> None:
    made = chart()
    assert (made.spec["data"][0]["x"], made.notes) == ([], ())
    assert made.subtitle == "geen acties naar gebied en jaar"
