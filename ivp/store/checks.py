"""Checks on the figures that a reader can see on the page Verantwoording: what was compared, and what came out."""

from __future__ import annotations

import pandas as pd

from ivp.catalog.models import Catalog, Level


def quality_checks(published: pd.DataFrame, observed: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """All checks: columns name, source, passed, detail (Dutch)."""
    rows = [
        *_doubles(published),
        *_wijken_add_up(observed, catalog),
        *_types_add_up(published),
        *_members_add_up(published, catalog),
    ]
    return pd.DataFrame(rows, columns=["name", "source", "passed", "detail"])


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _doubles(published: pd.DataFrame) -> list[tuple[str, str, bool, str]]:
    keys = ["table", "code", "measure", "area", "period"]
    double = published.duplicated(keys).groupby(published["table"]).sum()
    return [
        ("Elk cijfer komt één keer voor", str(table), int(count) == 0, f"{_number(count)} dubbele cijfers")
        for table, count in double.items()
    ]


def _wijken_add_up(observed: pd.DataFrame, catalog: Catalog) -> list[tuple[str, str, bool, str]]:
    """Wijken and buurten may not sum to more than their gemeente (crimes without a known buurt are left over)."""
    parent = {area.code: area.parent for area in catalog.areas}
    level = {area.code: area.level for area in catalog.areas}
    result = []
    for below in (Level.WIJK, Level.BUURT):
        rows = observed[observed["area"].map(level) == below]
        counted = rows[rows["numerator"].notna()]
        for source, part in counted.groupby("source"):
            above = part["area"].map(parent)
            if below == Level.BUURT:
                above = above.map(parent)
            sums = part.assign(above=above).groupby(["indicator", "above", "period"])["numerator"].sum()
            whole = observed.set_index(["indicator", "area", "period"])["numerator"]
            difference = sums - whole.reindex(sums.index)
            worst = difference.max()
            name = f"Som van de {'wijken' if below == Level.WIJK else 'buurten'} is niet meer dan de gemeente"
            detail = f"{_number(len(sums))} sommen; grootste overschot {_number(max(worst, 0))}"
            result.append((name, str(source), bool(worst <= 0), detail))
    return result


def _types_add_up(published: pd.DataFrame) -> list[tuple[str, str, bool, str]]:
    """The types of crime or nuisance add up to the total of the country, in periods of which every type is known."""
    result = []
    for table, rows in published[published["area"] == "NL01"].groupby("table"):
        codes = set(rows["code"])
        if "0.0.0" not in codes or len(codes) < 5:
            continue
        whole = rows[rows["period"].isin(_whole_periods(rows))]
        if whole.empty:
            continue
        total = whole[whole["code"] == "0.0.0"].set_index("period")["value"]
        parts = whole[whole["code"] != "0.0.0"].groupby("period")["value"].sum()
        gap = (total - parts).abs().max()
        months = int((total.index.str.len() > 4).sum())
        spans = [f"{len(total) - months} jaren", *([f"{months} maanden"] if months else [])]
        detail = f"{' en '.join(spans)}, {len(codes) - 1} soorten; grootste verschil {_number(gap)}"
        result.append(("Soorten tellen op tot het totaal van Nederland", str(table), bool(gap == 0), detail))
    return result


def _whole_periods(rows: pd.DataFrame) -> list[str]:
    """Periods of which the figures of all types and the total are known (months have types that are withheld)."""
    known = rows.groupby("period")["value"].agg(["size", "count"])
    return list(known.index[(known["size"] == known["count"]) & (known["size"] == rows["code"].nunique())])


def _members_add_up(published: pd.DataFrame, catalog: Catalog) -> list[tuple[str, str, bool, str]]:
    """Where the source publishes an area with members itself: the members add up to it (within 0.1 %)."""
    pairs = pd.DataFrame(
        [(area, member) for area, codes in catalog.members.items() for member in codes], columns=["whole", "area"]
    )
    counted = published[published["margin"].isna() & published["value"].notna()]
    own = counted[counted["area"].isin(pairs["whole"])]
    keys = ["table", "code", "measure", "whole", "period"]
    parts = counted.merge(pairs, on="area").groupby(keys)["value"].agg(["sum", "size"]).reset_index()
    both = own.rename(columns={"area": "whole"}).merge(parts, on=keys)
    both = both[both["size"] == both["whole"].map(pairs.groupby("whole").size())]
    both["gap"] = (both["value"] - both["sum"]).abs()
    result = []
    for (table, code), rows in both.groupby(["table", "whole"]):
        passed = bool((rows["gap"] <= rows["value"] * 0.001).all())
        members = int(rows["size"].iloc[0])
        detail = f"{members} gemeenten, {len(rows)} cijfers; grootste verschil {_number(rows['gap'].max())}"
        result.append((f"Gemeenten tellen op tot {catalog.area(str(code)).name}", str(table), passed, detail))
    return result
