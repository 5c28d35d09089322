"""The figures of some indicators: published ones, sums of members, and a row for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.store.build.work import Work


def gather(work: Work, indicators: Sequence[str]) -> None:
    """Put the figures of these indicators with the others in the temporary table `gathered`."""
    work.run("figures", indicators=list(indicators))
    work.run("gathered")
