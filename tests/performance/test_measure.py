"""The measurement covers every page, and says so when a figure is beyond its target. The times are no test."""

from __future__ import annotations

from dataclasses import replace

from ivp.web.pages import PAGES
from tests.performance.changes import CHANGES
from tests.performance.measure import Figures, table

EMPTY = Figures("empty page", 70, 80, 100, 2, 2, 0.8, 0.1)


def test_every_page_has_a_change() -> None:
    assert list(CHANGES) == [page.name for page in PAGES]


def test_beyond_the_target_is_bold() -> None:
    within = replace(EMPTY, name="within", rerun_p95=200)
    beyond = replace(EMPTY, name="beyond", rerun_p95=201, usable=2.51)
    lines = table([within, beyond], EMPTY).splitlines()
    assert "**" not in lines[-3]
    assert "| **201** | **2.5** |" in lines[-2]
    assert "| **2.51** |" in lines[-2]
