"""Titles about the months of one area, made from rows of the fact frame by fixed rules."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.models import Indicator
from ivp.wording import facts, numbers, periods
from ivp.wording.areas import capital
from ivp.wording.facts import Fact

LAST = 12


def last_twelve(rows: Sequence[Fact]) -> list[Fact]:
    """The rows of the twelve months up to the last one with a figure, ascending; months without a row are left out."""
    known = sorted(str(row["period"]) for row in rows if figure(row) is not None)
    if not known:
        return []
    wanted = set(periods.months_until(known[-1], LAST))
    return sorted((row for row in rows if row["period"] in wanted), key=lambda row: str(row["period"]))


def figure(row: Fact) -> float | None:
    """The count of a month; of a figure that is no count the figure itself."""
    count = facts.known(row, "numerator")
    return count if count is not None else facts.known(row, "value")


def calendar_title(rows: Sequence[Fact], indicator: Indicator) -> str:
    """'Fietsdiefstal in Roosendaal: van 12 (juli 2024) tot 98 (december 2013) per maand'.

    Rule: the lowest and the highest month; where more months share it, the number alone.
    """
    known = [(amount, str(row["period"])) for row in rows if (amount := figure(row)) is not None]
    if not known:
        where = f" in {facts.area(rows[0])}" if rows else ""
        return f"{indicator.label}{where}: geen open cijfer per maand"
    ends = [_end(known, pick(amount for amount, _ in known)) for pick in (min, max)]
    area = facts.area(rows[0])
    if min(known)[0] == max(known)[0]:
        return f"{indicator.label} in {area}: {ends[0]} per maand"
    return f"{indicator.label} in {area}: van {ends[0]} tot {ends[1]} per maand"


def _end(known: Sequence[tuple[float, str]], amount: float) -> str:
    months = [period for other, period in known if other == amount]
    text = numbers.number(amount, 0 if float(amount).is_integer() else 2)
    return f"{text} ({periods.period(months[0])})" if len(months) == 1 else text


def same_months_title(rows: Sequence[Fact]) -> str:
    """'Roosendaal: in twee van de laatste twaalf maanden meer dan een jaar eerder, in één minder'.

    Rule: of the last twelve months those that can be compared, by a change beyond chance; `rows` are of one area.
    """
    compared = [row for row in last_twelve(rows) if facts.text(row, "change_outcome", "none") != "none"]
    name = capital(facts.area(rows[0])) if rows else ""
    if not compared:
        return f"{name}: geen maanden om met een jaar eerder te vergelijken".removeprefix(": ")
    outcomes = [facts.text(row, "change_outcome") for row in compared]
    up, down = outcomes.count("up"), outcomes.count("down")
    of = f"van de laatste {numbers.counted(len(compared), 'maanden')}"
    if not up and not down:
        return f"{name}: in geen {of} een verandering die telt, vergeleken met een jaar eerder"
    parts = [f"in {numbers.word(n)} {of if first else ''}".rstrip() + f" {words}" for n, first, words in (
        (up, True, "meer dan een jaar eerder"),
        (down, not up, "minder" if up else "minder dan een jaar eerder"),
    ) if n]  # fmt: skip
    return f"{name}: {', '.join(parts)}"
