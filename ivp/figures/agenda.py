"""Actions on a line through time: a row per area, a mark per action at its deadline or in its year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from ivp.catalog.plan import Action, Status
from ivp.figures.base import alt_text, area_label
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, axis, layout, text_width, wrap_name
from ivp.figures.series import place, place_of_date
from ivp.figures.table import Table
from ivp.plan_facts import PlacedAction
from ivp.wording import numbers
from ivp.wording.execution import need_text
from ivp.wording.periods import date_text

_ROW, _TOP, _BOTTOM = 40, 14, 34
_MARKS = {
    Status.PLANNED: ("circle-open", "open rondje"),
    Status.RUNNING: ("circle", "rondje"),
    Status.DONE: ("square", "vierkant"),
    Status.STOPPED: ("x", "kruis"),
    Status.UNKNOWN: ("diamond-open", "ruit"),
}


def action_timeline(actions: Sequence[PlacedAction], *, title: str, source: str, palette: Palette) -> Chart:
    """A mark stands at the deadline, or in the middle of its year without one."""
    areas = list(dict.fromkeys(area_label(one.area) for one in actions))
    places = {name: -float(n) for n, name in enumerate(areas)}
    xs = [_at(one.action) for one in actions]
    first, last = (int(min(xs)), int(max(xs))) if xs else (2023, 2026)
    years = list(range(first, last + 1))
    left = max((text_width(wrap_name(name, 18)) for name in areas), default=60) + 12
    drawn = layout(
        palette, round(_TOP + _BOTTOM + _ROW * max(len(areas), 1)), (left, 16, _TOP, _BOTTOM),
        xaxis=axis(palette, range=[first - 0.1, last + 1.1], tickvals=[year + 0.5 for year in years],
                   ticktext=[str(year) for year in years], tickangle=0),
        yaxis=axis(palette, range=[-len(areas) + 0.4, 0.6], automargin=False, tickvals=list(places.values()),
                   ticktext=[wrap_name(name, 18) for name in areas], tickfont={"size": SMALL, "color": palette.ink}),
    )  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": _apart(actions, xs), "y": [places[area_label(one.area)] for one in actions],
        "hovertext": [_hover(one.action) for one in actions],
        "marker": {"size": 13, "color": palette.navy, "line": {"color": palette.navy, "width": 2},
                   "symbol": [_MARKS[one.action.status][0] for one in actions]},
    }  # fmt: skip
    subject = f"{numbers.counted(len(actions), 'acties')} naar gebied en jaar"
    used = {one.action.status for one in actions}
    legend = "; ".join(f"{shape}: {status}" for status, (_, shape) in _MARKS.items() if status in used)
    return Chart(
        kind="plotly", spec={"data": [marks], "layout": drawn}, title=title, subtitle=subject, source=source,
        alt=alt_text("Tijdlijn", subject, title), twin=partial(action_table, actions), name="uitvoering",
        notes=(f"{legend}.",) if legend else (),
    )  # fmt: skip


def _at(action: Action) -> float:
    return place_of_date(action.deadline) if action.deadline else place(str(action.year))


def _hover(action: Action) -> str:
    when = date_text(action.deadline) if action.deadline else str(action.year)
    return f"<b>{escape(action.title, quote=False)}</b><br>{action.status}, {when}"


def _apart(actions: Sequence[PlacedAction], xs: Sequence[float]) -> list[float]:
    """The places, with marks of one area at one moment set a little beside each other."""
    seen: dict[tuple[str, float], int] = {}
    moved = []
    for one, x in zip(actions, xs, strict=True):
        key = (one.area.code, x)
        moved.append(x + 0.09 * seen.get(key, 0))
        seen[key] = seen.get(key, 0) + 1
    return moved


def action_table(actions: Sequence[PlacedAction]) -> Table:
    """The actions as a table with Dutch column names; the names of the partners joined by a comma."""
    own = [one.action for one in actions]
    return Table.of(
        {
            "Jaar": [str(action.year) for action in own],
            "Gebied": [area_label(one.area) for one in actions],
            "Actie": [action.title for action in own],
            "Trekker": [action.lead for action in own],
            "Partners": [", ".join(one.partners) for one in actions],
            "Stand": [str(action.status) for action in own],
            "Deadline": [date_text(action.deadline) if action.deadline else "" for action in own],
            "Resultaat": [action.result for action in own],
            "Nodig": [need_text(action) for action in own],
            "Wat in de weg staat": [action.obstacle for action in own],
            "Status": [str(action.standing) for action in own],
            "Bron": [action.source for action in own],
        }
    )
