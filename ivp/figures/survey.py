"""Survey figures with their margins, and a register figure beside a survey figure: two panels, never one score."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ivp.catalog.models import Indicator, Statistic
from ivp.figures.base import (
    Record,
    add_outcome,
    alt_text,
    area_label,
    area_order,
    fact_table,
    figure_text,
    file_stem,
    number_of,
    outcome_notes,
    period_text,
    records,
    subtitle,
)
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import LINE, SMALL, axis, layout, lines_in, note, text_width, value_axis, wrap
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
from ivp.wording import numbers

_BOTTOM = 34
_LABELLED = 1.2  # rows are so much higher where a figure stands above its point


def survey_dots(
    facts: pd.DataFrame,
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
    rows = sorted(records(facts), key=area_order)
    by_indicator = {one.id: [row for row in rows if row["indicator"] == one.id] for one in same}
    known = {key: [row for row in own if number_of(row, "value") is not None] for key, own in by_indicator.items()}
    shown = [indicator for indicator in same if known[indicator.id]]
    all_rows = [row for indicator in shown for row in known[indicator.id]]
    blocks = stack([(one.label, [(area_label(row), row) for row in known[one.id]]) for one in shown], strong)
    parts = _by_indicator(blocks, shown)
    left = left_margin(blocks)
    right = max((text_width(figure_text(row, one)) for one in shown for row in known[one.id]), default=40) + 16
    top = max((max(number_of(row, "upper") or 0.0, row["value"]) for row in all_rows), default=1.0) * 1.04
    percent = bool(shown) and numbers.is_percentage(shown[0])
    drawn = layout(
        palette, round(height_of(blocks) + 10 + _BOTTOM), (left, right, 10, _BOTTOM),
        xaxis=value_axis(palette, top, percent=percent, wanted=4),
        yaxis=y_axis_of(blocks, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    texts = [text for one, part in parts for text in value_texts(part, one, palette)]
    spec = {
        "data": [interval_trace(blocks, palette), *(point_trace(part, one, palette) for one, part in parts)],
        "layout": {**drawn, "annotations": [*texts, *headings(blocks, left, palette)]},
    }
    unit = f"{shown[0].unit}, " if shown else ""
    subject = f"{numbers.counted(len(shown), 'indicatoren')}, {unit}{period_text(all_rows)}"
    tables = [
        add_outcome(fact_table(known[one.id], one), known[one.id]).assign(Indicator=one.label) for one in shown
    ]  # fmt: skip
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Puntgrafiek met marges", subject, title),
        table=_joined(tables), name=file_stem("beleving", shown[0].theme if shown else ""),
        notes=(*_survey_notes(all_rows, shown), *_left_out(indicators, same)),
    )  # fmt: skip


def _survey_notes(rows: Sequence[Record], shown: Sequence[Indicator]) -> list[str]:
    notes = ["Streep: marge met 95 % zekerheid."] if rows else []
    polarities = {one.polarity for one in shown}
    if len(polarities) == 1:
        return [*outcome_notes(rows, shown[0]), *notes]
    return ["▲ hoger, ▼ lager, ● geen verschil dat telt; oranje is ongunstig, blauw gunstig.", *notes]


def _left_out(asked: Sequence[Indicator], same: Sequence[Indicator]) -> list[str]:
    others = len(asked) - len(same)
    return [f"Niet getoond: {numbers.counted(others, 'indicatoren')} met een andere eenheid."] if others else []


def _by_indicator(rows: Sequence[Row], shown: Sequence[Indicator]) -> list[tuple[Indicator, list[Row]]]:
    return [
        (one, [row for row in rows if row.record is not None and row.record["indicator"] == one.id]) for one in shown
    ]


def _joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not tables:
        return pd.DataFrame({"Indicator": pd.Series(dtype=str)})
    joined = pd.concat(tables, ignore_index=True)
    return joined[["Indicator", *(name for name in joined.columns if name != "Indicator")]]


def register_and_survey(
    register: pd.DataFrame,
    register_indicator: Indicator,
    survey: pd.DataFrame,
    survey_indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    strong: Sequence[str] = (),
) -> Chart:
    """What the police register and what people say, side by side: one row per area, each panel its own axis.

    Each frame holds one period. Areas that neither has a figure for are left out; nothing is combined.
    """
    sides = [(register, register_indicator), (survey, survey_indicator)]
    found = [
        {
            row["area"]: row
            for row in records(frame)
            if row["indicator"] == one.id and number_of(row, "value") is not None
        }
        for frame, one in sides
    ]
    areas = {row["area"]: row for own in reversed(found) for row in own.values()}
    order = sorted(areas.values(), key=area_order)
    names = stack([("", [(area_label(row), row) for row in order])], strong)
    left = left_margin(names)
    titles = [_panel_title(one, list(own.values())) for (_, one), own in zip(sides, found, strict=True)]
    top = max(lines_in(text) for text in titles) * LINE + 14
    height = height_of(names) * _LABELLED + top + _BOTTOM
    drawn = layout(
        palette, round(height), (left, 14, top, _BOTTOM),
        yaxis=y_axis_of(names, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    data: list[Record] = []
    notes: list[Record] = []
    for at, ((_, one), own) in enumerate(zip(sides, found, strict=True)):
        suffix, domain = ("", [0.0, 0.46]) if at == 0 else ("2", [0.54, 1.0])
        rows = [Row(row.label, row.y, own.get(row.record["area"]) if row.record else None) for row in names]
        axes = {"xaxis": f"x{suffix}", "yaxis": "y"}
        data += [interval_trace(rows, palette, axes), point_trace(rows, one, palette, axes, labels=True)]
        drawn[f"xaxis{suffix}"] = _panel_axis(list(own.values()), one, palette, domain)
        notes.append(_at_top(titles[at], domain[0], palette))
        notes += _absent(rows, domain, palette)
    subject = " naast ".join(subtitle(one, list(own.values())) for (_, one), own in zip(sides, found, strict=True))
    return Chart(
        kind="plotly", spec={"data": data, "layout": {**drawn, "annotations": notes}}, title=title, subtitle=subject,
        source=source, alt=alt_text("Twee puntgrafieken naast elkaar", subject, title),
        table=_joined([
            add_outcome(fact_table(list(own.values()), one), list(own.values())).assign(Indicator=one.label)
            for (_, one), own in zip(sides, found, strict=True) if own
        ]),
        name=file_stem("cijfer-en-gevoel", register_indicator.id, survey_indicator.id),
        notes=("Links wat de politie registreerde, rechts wat inwoners zeggen. De cijfers worden niet opgeteld.",
               "▲ hoger, ▼ lager, ● geen verschil dat telt, ◆ niet vergeleken. Streep: 95 %-marge."),
    )  # fmt: skip


def _panel_axis(rows: Sequence[Record], one: Indicator, palette: Palette, domain: list[float]) -> Record:
    top = max((max(number_of(row, "upper") or 0.0, row["value"]) for row in rows), default=1.0) * 1.06
    return value_axis(palette, top, percent=numbers.is_percentage(one), wanted=3, domain=domain, tickangle=0)


def _panel_title(one: Indicator, rows: Sequence[Record]) -> str:
    unit = "" if one.unit == "%" else f", {one.unit}"
    kind = "enquête" if one.statistic == Statistic.SURVEY else "geregistreerd"
    about = ", ".join(part for part in (f"{one.short}{unit}", period_text(rows)) if part)
    lines = wrap(about, 15).split("<br>")
    return "<br>".join([*(f"<b>{line}</b>" for line in lines), kind])


def _at_top(text: str, x: float, palette: Palette) -> Record:
    return note(text, x, 1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", yshift=2, align="left",
                font={"size": SMALL, "color": palette.navy})  # fmt: skip


def _absent(rows: Sequence[Row], domain: list[float], palette: Palette) -> list[Record]:
    return [
        note(numbers.NO_FIGURE, domain[0], row.y, xref="paper", yref="y", xanchor="left", yanchor="middle", xshift=4,
             font={"size": SMALL, "color": palette.muted})
        for row in rows
        if row.record is None
    ]  # fmt: skip
