"""Opvallend, signalen and candidates: what survives a look at all figures at once, each said once."""

from __future__ import annotations

import numpy as np

from ivp.analysis import discovery
from ivp.analysis.assessment import OLDEST
from ivp.analysis.levels import Z
from ivp.catalog.levels import TOLD
from ivp.store.build.work import Arrays, Work

TOTALS = "totaalbeeld"
"""The theme that holds all crimes together: no theme to choose."""


def look_through(work: Work, latest: int) -> None:
    """Fill `finding`, `signal`, `candidate` and `candidate_evidence` from the tests of every indicator's last year."""
    told = [str(level) for level in TOLD]
    work.lend(_tested(work.arrays("judge/tests", latest=latest, oldest=OLDEST, told=told)))
    work.run("judge/tested", latest=latest, rate=discovery.RATE)
    work.insert("finding", "judge/finding", bound=Z)
    work.insert("signal", "judge/signal")
    work.run("judge/candidate_members", told=told)
    work.insert("candidate", "judge/candidate", told=told, totals=TOTALS)
    work.insert("candidate_evidence", "judge/candidate_evidence")


def _tested(rows: Arrays) -> Arrays:
    """z, p, and p adjusted for looking at all of them (q); NaN where there is no test."""
    ratio = discovery.z_of_ratio(rows["ratio"], rows["ratio_lower"], rows["ratio_upper"])
    difference = discovery.z_of_difference(rows["difference"], rows["half"], rows["half_ref"])
    compared = np.where(rows["is_rate"].astype(bool), ratio, difference)
    trended = discovery.z_of_chi_squared(rows["chi_squared"], rows["slope"])
    z = np.select([rows["kind"] == "comparison", rows["kind"] == "trend"], [compared, trended], rows["z"])
    p = discovery.two_sided(z)
    return {"z": z, "p": p, "q": discovery.adjusted(p)}
