"""Moments on the Dutch clock, in summer and winter, also on a machine that has no time zones."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ivp.wording.moments import moment_text

WITHOUT_ZONES = """
import sys, zoneinfo
zoneinfo.reset_tzpath(to=())
sys.modules["tzdata"] = None
from ivp.wording.moments import moment_text
print(moment_text("2026-07-01T12:00:00+00:00"))
"""


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("2026-11-26T22:05:09.123+00:00", "26 november 2026, 23.05 uur"),
        ("2026-07-01T22:30:00+00:00", "2 juli 2026, 00.30 uur"),
        ("2026-03-29T00:59:00+00:00", "29 maart 2026, 01.59 uur"),
        ("2026-03-29T01:00:00+00:00", "29 maart 2026, 03.00 uur"),
        ("2026-10-25T00:59:00+00:00", "25 oktober 2026, 02.59 uur"),
        ("2026-12-31T23:30:00+01:00", "31 december 2026, 23.30 uur"),
    ],
)
def test_the_clock_of_the_netherlands(when: str, text: str) -> None:
    assert moment_text(when) == text


def test_without_time_zones_it_says_whose_clock_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ZONES],
        env=os.environ | {"TZ": "UTC"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1 juli 2026, 12.00 uur (tijdzone van deze computer)"
