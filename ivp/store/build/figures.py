"""The figures of some indicators: published ones, sums of members, and a row for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.analysis.small_numbers import LEAST_PEOPLE
from ivp.store.build.work import Work


def gather(work: Work, indicators: Sequence[str]) -> None:
    """Put the figures of these indicators with the others in the temporary table `gathered`."""
    work.run("given", indicators=list(indicators))
    work.run("sums")
    work.run("missing", indicators=list(indicators))
    work.run("rates", least_people=LEAST_PEOPLE)
    work.run("gathered")
