"""Survey figures with their margins, and a register figure beside a survey figure: two panels, never one score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ivp.catalog.models import Indicator, Statistic
from ivp.facts import Fact
from ivp.figures.base import (
    MARGIN,
    alt_text,
    area_label,
    area_order,
    compared_table,
    figure_text,
    file_stem,
    highest,
    outcome_notes,
    period_text,
    subtitle,
    tables_by_indicator,
    valued,
)
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette
from ivp.figures.plotting import LINE, SMALL, Spec, axis, layout, lines_in, note, text_width, value_axis, wrap
from ivp.figures.rowsplot import (
    Row,
    headings,
    height_of,
    interval_trace,
    left_margin,
    point_trace,
    stack,
    value_texts,
    y_axis_of,
)
from ivp.figures.table import Table
from ivp.wording import numbers
from ivp.wording.labels import SIMILAR

_BOTTOM = 34
_LABELLED = 1.2  # rows are so much higher where a figure stands above its point


def survey_dots(
    facts: Sequence[Fact],
    indicators: Sequence[Indicator],
    *,
    title: str,
    source: str,
    palette: Palette,
    strong: Sequence[str] = (),
) -> Chart:
    """Per indicator a block with a row per area: the figure with its margin; one axis, so one unit.

    Indicators of another unit than the first one are left out: percentages and scores do not share an axis.
    `strong` are codes of names in bold. Small areas first, the Netherlands last.
    """
    same = [indicator for indicator in indicators if indicator.unit == indicators[0].unit]
    ordered = sorted(facts, key=lambda fact: area_order(fact.area))
    known = [(one, own) for one in same if (own := valued(ordered, one))]
    shown = [one for one, _ in known]
    everything = [fact for _, own in known for fact in own]
    blocks = stack([(one.label, [(area_label(fact.area), fact) for fact in own]) for one, own in known], strong)
    parts = [(one, [row for row in blocks if row.fact and row.fact.indicator == one.id]) for one in shown]
    left = left_margin(blocks)
    right = max((text_width(figure_text(fact, one)) for one, own in known for fact in own), default=40) + 16
    percent = bool(shown) and numbers.is_percentage(shown[0])
    drawn = layout(
        palette, round(height_of(blocks) + 10 + _BOTTOM), (left, right, 10, _BOTTOM),
        xaxis=value_axis(palette, highest(everything) * 1.04, percent=percent, wanted=4),
        yaxis=y_axis_of(blocks, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    texts = [text for one, part in parts for text in value_texts(part, one, palette)]
    spec = {
        "data": [interval_trace(blocks, palette), *(point_trace(part, one, palette) for one, part in parts)],
        "layout": {**drawn, "annotations": [*texts, *headings(blocks, left, palette)]},
    }
    unit = f"{shown[0].unit}, " if shown else ""
    subject = f"{numbers.counted(len(shown), 'indicatoren')}, {unit}{period_text(everything)}"
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Puntgrafiek met marges", subject, title), twin=partial(_table, known),
        name=file_stem("beleving", shown[0].theme if shown else ""),
        notes=(*_survey_notes(everything, shown), *_left_out(indicators, same)),
        shown=tuple(Shown(one, tuple(own)) for one, own in known),
    )  # fmt: skip


def _table(parts: Iterable[tuple[Indicator, Sequence[Fact]]]) -> Table:
    return tables_by_indicator((one, compared_table(facts, one)) for one, facts in parts)


def _survey_notes(facts: Sequence[Fact], shown: Sequence[Indicator]) -> list[str]:
    margins = any(fact.lower is not None for fact in facts)
    notes = [f"Streep: marge met {numbers.CONFIDENT} zekerheid."] if margins else []
    if any(fact.lower is None for fact in facts):
        notes.append("Zonder streep: een schatting zonder marge, dus niet te toetsen.")
    if len({one.polarity for one in shown}) == 1:
        return [*outcome_notes(facts, shown[0]), *notes]
    return [f"▲ hoger, ▼ lager, ● {SIMILAR}; oranje is ongunstig, blauw gunstig.", *notes]


def _left_out(asked: Sequence[Indicator], same: Sequence[Indicator]) -> list[str]:
    others = len(asked) - len(same)
    return [f"Niet getoond: {numbers.counted(others, 'indicatoren')} met een andere eenheid."] if others else []


def register_and_survey(
    register: Sequence[Fact],
    register_indicator: Indicator,
    survey: Sequence[Fact],
    survey_indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    strong: Sequence[str] = (),
) -> Chart:
    """What the police register and what people say, side by side: one row per area, each panel its own axis.

    `register` and `survey` hold one period each. Areas that neither has a figure for are left out; nothing is combined.
    """
    sides = ((register_indicator, register), (survey_indicator, survey))
    by_area = [{fact.area.code: fact for fact in valued(facts, one)} for one, facts in sides]
    panels = [(one, list(found.values())) for (one, _), found in zip(sides, by_area, strict=True)]
    order = sorted((by_area[1] | by_area[0]).values(), key=lambda fact: area_order(fact.area))
    names = stack([("", [(area_label(fact.area), fact) for fact in order])], strong)
    left = left_margin(names)
    titles = [_panel_title(one, own) for one, own in panels]
    top = max(lines_in(text) for text in titles) * LINE + 14
    height = height_of(names) * _LABELLED + top + _BOTTOM
    drawn = layout(
        palette, round(height), (left, 14, top, _BOTTOM),
        yaxis=y_axis_of(names, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    data: list[Spec] = []
    notes: list[Spec] = []
    for at, (one, own) in enumerate(panels):
        suffix, domain = ("", [0.0, 0.46]) if at == 0 else ("2", [0.54, 1.0])
        rows = [Row(row.label, row.y, by_area[at].get(row.fact.area.code) if row.fact else None) for row in names]
        axes = {"xaxis": f"x{suffix}", "yaxis": "y"}
        data += [interval_trace(rows, palette, axes), point_trace(rows, one, palette, axes, labels=True)]
        drawn[f"xaxis{suffix}"] = value_axis(
            palette, highest(own) * 1.06, percent=numbers.is_percentage(one), wanted=3, domain=domain, tickangle=0
        )
        notes.append(_at_top(titles[at], domain[0], palette))
        notes += _absent(rows, domain, palette)
    subject = " naast ".join(subtitle(one, own) for one, own in panels)
    return Chart(
        kind="plotly", spec={"data": data, "layout": {**drawn, "annotations": notes}}, title=title, subtitle=subject,
        source=source, alt=alt_text("Twee puntgrafieken naast elkaar", subject, title),
        twin=partial(_table, [panel for panel in panels if panel[1]]),
        name=file_stem("cijfer-en-gevoel", register_indicator.id, survey_indicator.id),
        notes=("Links wat de politie registreerde, rechts wat inwoners zeggen. De cijfers worden niet opgeteld.",
               f"▲ hoger, ▼ lager, ● {SIMILAR}, ◆ niet vergeleken. Streep: {MARGIN}."),
        shown=tuple(Shown(one, tuple(own)) for one, own in panels if own),
    )  # fmt: skip


def _panel_title(one: Indicator, facts: Sequence[Fact]) -> str:
    unit = "" if one.unit == "%" else f", {one.unit}"
    kind = "enquête" if one.statistic == Statistic.SURVEY else "geregistreerd"
    about = ", ".join(part for part in (f"{one.short}{unit}", period_text(facts)) if part)
    lines = wrap(about, 15).split("<br>")
    return "<br>".join([*(f"<b>{line}</b>" for line in lines), kind])


def _at_top(text: str, x: float, palette: Palette) -> Spec:
    return note(text, x, 1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", yshift=2, align="left",
                font={"size": SMALL, "color": palette.navy})  # fmt: skip


def _absent(rows: Sequence[Row], domain: list[float], palette: Palette) -> list[Spec]:
    return [
        note(numbers.NO_FIGURE, domain[0], row.y, xref="paper", yref="y", xanchor="left", yanchor="middle", xshift=4,
             font={"size": SMALL, "color": palette.muted})
        for row in rows
        if row.fact is None
    ]  # fmt: skip
