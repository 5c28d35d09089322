"""What the map page chooses: the measure of the figures, and which areas it lists."""

from __future__ import annotations

import pandas as pd

from ivp.figures.base import records
from ivp.figures.maps import MapMeasure
from ivp.web.components import heading, quiet, show_table
from ivp.web.page import Page
from ivp.wording import numbers
from ivp.wording.areas import capital, plural

MEASURES: dict[str, MapMeasure] = {
    "per-1000": "rate",
    "aantal": "count",
    "verschil": "difference",
    "trend": "trend",
}
LISTED = 12


def ranked(facts: pd.DataFrame, measure: MapMeasure) -> pd.DataFrame:
    """Gemeenten by their figure, wijken and buurten by their number of cases; at most twelve, highest first.

    In a small buurt the figure per inhabitant says little: a dozen cases on an industrial estate make a record.
    """
    by_figure = measure != "count" and (facts["level"] == "gemeente").any()
    key = "value" if by_figure else "numerator"
    return facts[facts[key].notna()].sort_values([key, "area"], ascending=[False, True]).head(LISTED)


def with_gemeente(page: Page, facts: pd.DataFrame) -> pd.DataFrame:
    """The facts with the gemeente behind the name of a wijk or buurt: there are many called Centrum."""
    small = facts["level"].isin(["wijk", "buurt"])
    names = [
        f"{name} ({page.known.gemeente_of(area)})" if is_small else name
        for name, area, is_small in zip(facts["area_name"], facts["area"], small, strict=True)
    ]
    return facts.assign(area_name=names)


def most_cases(page: Page, facts: pd.DataFrame) -> None:
    """The wijken or buurten with most cases, as a table with the figure per inhabitant where there is one."""
    rows = records(ranked(facts, "count"))
    if not rows:
        return
    heading(f"{capital(plural(rows[0]['level']))} met de meeste gevallen", 3, key="meeste")
    table = pd.DataFrame(
        {
            "Gebied": [row["area_name"] for row in rows],
            "Aantal": [row["numerator"] for row in rows],
        }
    )
    if facts["value"].notna().any():
        table["Per 1.000"] = [
            numbers.value(row["value"], page.indicator) + (" (indicatief)" if row["indicative"] else "") for row in rows
        ]
    show_table(table, alt=f"De {len(rows)} gebieden met de meeste gevallen")
    quiet(f"De {len(rows)} hoogste aantallen van {numbers.counted(len(facts), plural(rows[0]['level']))}.")
