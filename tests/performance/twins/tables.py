"""What was measured, as Markdown with the targets; a figure of ours beyond its target stands in bold."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.performance.measure import p95
from tests.performance.twins.visit import PHONE, TABLET, Click, FirstView

EMPTY_NAME, DASH_NAME = "empty page", "Dash"
TIMES_EMPTY, PAYLOAD_KIB, USABLE_SECONDS, SESSION_MIB = 1.5, 150, 1.8, 0.5
OTHERS = (EMPTY_NAME, DASH_NAME, "Datasette", "naive Streamlit", "static page")


@dataclass(frozen=True)
class Figures:
    """What was measured of one page: its first view, clicks in the browser, reruns without one (ms), processor time
    per click (ms), pixels above its first figure on a tablet and a phone, and MiB idle and per extra session.
    """

    name: str
    view: FirstView
    clicks: tuple[Click, ...]
    reruns: tuple[float, ...]
    processor: float
    on_tablet: float | None
    on_phone: float | None
    idle: float
    per_session: float | None

    @property
    def p95(self) -> float:
        """Milliseconds of a click in the browser."""
        return p95([click.milliseconds for click in self.clicks])

    @property
    def payload(self) -> float:
        """KiB of content at most: of the first view or of a click."""
        return max(self.view.content, *(click.content for click in self.clicks))


def page_table(measured: Sequence[Figures]) -> str:
    """A line per page, the others first; needs the empty page, and compares with Dash where it is there."""
    by_name = {one.name: one for one in measured}
    empty, dash = by_name[EMPTY_NAME].p95, by_name[DASH_NAME].p95 if DASH_NAME in by_name else None
    head = (
        "page", "click p50 (ms)", "click p95 (ms)", "x empty page", "x Dash", "rerun p50 (ms)", "rerun p95 (ms)",
        "processor per click (ms)", "payload (KiB)", "first view in all (KiB)", "first usable (s)", "largest paint (s)",
        f"first figure at {TABLET[0]}x{TABLET[1]} (px)", f"at {PHONE[0]}x{PHONE[1]} (px)", "idle (MiB)",
        "per extra session (MiB)",
    )  # fmt: skip
    targets = ("target", "", "", f"≤ {TIMES_EMPTY}", "< 1", "", "", "", f"≤ {PAYLOAD_KIB}", "", f"≤ {USABLE_SECONDS}",
               "", f"< {TABLET[1]}", f"< {PHONE[1]}", "", f"≤ {SESSION_MIB}")  # fmt: skip
    lines = [_row(head), "|---|" + "---:|" * (len(head) - 1), _row(targets)]
    return "\n".join([*lines, *(_row(_cells(one, empty, dash)) for one in measured)])


def _cells(one: Figures, empty: float, dash: float | None) -> list[str]:
    ours = one.name not in OTHERS

    def judged(value: float | None, target: float, decimals: int) -> str:
        return cell(value, decimals, ours and value is not None and value > target)

    return [
        one.name,
        cell(statistics.median(click.milliseconds for click in one.clicks), 0),
        cell(one.p95, 0),
        judged(one.p95 / empty, TIMES_EMPTY, 2),
        judged(one.p95 / dash if dash else None, 1, 2),
        cell(statistics.median(one.reruns) if one.reruns else None, 0),
        cell(p95(list(one.reruns)) if one.reruns else None, 0),
        cell(one.processor, 0),
        judged(one.payload, PAYLOAD_KIB, 0),
        cell(one.view.everything, 0),
        judged(one.view.usable, USABLE_SECONDS, 2),
        cell(one.view.largest, 2),
        judged(one.on_tablet, TABLET[1], 0),
        judged(one.on_phone, PHONE[1], 0),
        cell(one.idle, 0),
        judged(one.per_session, SESSION_MIB, 2),
    ]


def click_table(measured: Sequence[Figures]) -> str:
    """A line per click of every page."""
    lines = [_row(("page", "click", "p50 (ms)", "p95 (ms)", "payload (KiB)")), "|---|---|---:|---:|---:|"]
    for one in measured:
        for name in dict.fromkeys(click.name for click in one.clicks):
            same = [click for click in one.clicks if click.name == name]
            times = [click.milliseconds for click in same]
            content = max(click.content for click in same)
            lines.append(
                _row((one.name, name, cell(statistics.median(times), 0), cell(p95(times), 0), cell(content, 0)))
            )
    return "\n".join(lines)


def cell(value: float | None, decimals: int, beyond: bool = False) -> str:
    """A figure, in bold when it is beyond its target; nothing where there is none."""
    text = "" if value is None else f"{value:.{decimals}f}"
    return f"**{text}**" if beyond else text


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
