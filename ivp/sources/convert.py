"""From rows of an OData table to observations: codes without padding, our periods, and a state for every cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ivp.catalog.models import State
from ivp.catalog.tables import Slice
from ivp.errors import UserError
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.closing import close
from ivp.wording.numbers import counted

NATIONAL = {"NL00": "NL01"}
"""Tables of wijken and buurten have a code of their own for the country."""
UNKNOWN = ("", ".", "geheim")
"""What a cell holds where the source gives no number."""
_PROVISIONAL = ("Voorlopig", "NaderVoorlopig")
_MARGIN = {"MW0": "value", "MOG": "lower", "MBG": "upper"}
_PERIOD = r"^(\d{4})(?:JJ00|MM(\d\d))$"


@dataclass(frozen=True)
class Column:
    """A topic of the table (its key), and the code and measure that we know it by; code '' comes from the kind."""

    key: str
    measure: str
    code: str = ""


@dataclass(frozen=True)
class Layout:
    """Which column of the table holds what; '' where the table has no such dimension.

    `status` gives the status of every period by its key, as the table says; `names` our code of an area by its key
    (without blanks) where the table has another code for it.
    """

    region: str
    kind: str
    periods: str
    margins: str
    columns: tuple[Column, ...]
    status: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)


def our_period(keys: pd.Series) -> pd.Series:
    """'2024' for 2024JJ00, '2024-04' for 2024MM04; missing for quarters and other kinds of period."""
    parts = keys.str.strip().str.extract(_PERIOD)
    return parts[0].where(parts[1].isna(), parts[0] + "-" + parts[1])


def our_area(keys: pd.Series, names: Mapping[str, str] = NATIONAL) -> pd.Series:
    """Area codes without padding, and those that `names` has (the country under another code) as ours."""
    return keys.str.strip().replace(dict(names))


def observations(frame: pd.DataFrame, part: Slice, layout: Layout) -> pd.DataFrame:
    """Rows of TypedDataSet (its columns by name) as rows of the observation layout, sorted by its keys.

    Periods of another kind than the slice asks, before its first year, are left out. An empty cell is unknown
    unless the closing check proves it zero; a code that the source does not publish is withheld, whatever the cell
    holds; a survey's margin is half the width between its bounds. Raises `UserError` for a cell with another text than
    a number or one of `UNKNOWN`, and as `closing.close` does.
    """
    keys = pd.DataFrame({"area": our_area(frame[layout.region], {**NATIONAL, **layout.names})})
    keys["kind"] = frame[layout.kind].str.strip() if layout.kind else ""
    keys["period"] = our_period(frame[layout.periods]) if layout.periods else part.periods
    provisional = {key.strip() for key, status in layout.status.items() if status in _PROVISIONAL}
    keys["provisional"] = frame[layout.periods].str.strip().isin(provisional) if layout.periods else False
    wanted = _wanted(keys["period"], part)
    made = []
    for column in layout.columns:
        one = keys.assign(measure=column.measure, code=column.code or keys["kind"])
        one["cell"] = _numbers(frame.loc[wanted, column.key])
        one["bound"] = frame[layout.margins].str[:3].map(_MARGIN) if layout.margins else "value"
        made.append(_measure(one[wanted], part))
    result = pd.concat(made, ignore_index=True).assign(table=part.source)
    return result[OBSERVATION_SCHEMA.names].sort_values(["code", "measure", "area", "period"], ignore_index=True)


def _numbers(cells: pd.Series) -> pd.Series:
    """Numbers, missing where a cell is empty or `UNKNOWN`. `UserError` that names the first cell with another text."""
    values = pd.to_numeric(cells, errors="coerce").astype(float)
    odd = cells[values.isna() & cells.notna()].astype(str).str.strip()
    odd = odd[~odd.str.casefold().isin(UNKNOWN)]
    if len(odd):
        more = f", en nog {counted(len(odd) - 1, 'cellen')} in die kolom" if len(odd) > 1 else ""
        raise UserError(
            f"Rij {int(odd.index[0]) + 1}, kolom {cells.name}: ‘{odd.iloc[0]}’ is geen cijfer{more}. Onbekend is een "
            "lege cel, een punt of ‘geheim’; verbeter de cel of meld het bij de bron"
        )
    return values


def _wanted(period: pd.Series, part: Slice) -> pd.Series:
    length = {"jaar": (4,), "maand": (7,), "beide": (4, 7)}.get(part.periods, (4,))
    return period.notna() & period.str.len().isin(length) & (period.str[:4] >= str(part.since))


def _measure(cells: pd.DataFrame, part: Slice) -> pd.DataFrame:
    """The observations of one measure: code, measure, area, period, value, margin, state."""
    keys = ["code", "measure", "area", "period"]
    if part.survey:
        wide = cells.pivot(index=[*keys, "provisional"], columns="bound", values="cell")
        wide = wide.reindex(columns=["value", "lower", "upper"]).reset_index()
        rows = wide.assign(margin=(wide["upper"] - wide["lower"]) / 2)
        rows["margin"] = rows["margin"].where(rows["value"].notna())
    else:
        rows = cells[cells["bound"] == "value"].rename(columns={"cell": "value"}).assign(margin=float("nan"))
    rows["state"] = State.VALUE.value
    rows.loc[rows["value"].isna(), "state"] = State.UNKNOWN.value
    if part.closing and len(rows):
        closed = close(rows[["area", "code", "period", "value"]], part.closing, part.withheld_month)
        rows["value"], rows["state"] = closed["value"], closed["state"]
    hidden = rows["code"].isin(part.withheld)
    rows.loc[hidden, "value"] = float("nan")
    rows.loc[hidden, "state"] = State.WITHHELD.value
    rows.loc[rows["provisional"] & (rows["state"] == State.VALUE.value), "state"] = State.PROVISIONAL.value
    return rows[[*keys, "value", "margin", "state"]]
