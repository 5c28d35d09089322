"""Opvallend, signalen and candidates: what survives a look at all figures at once, each said once."""

from __future__ import annotations

import numpy as np

from ivp.analysis import candidates, discovery
from ivp.analysis.levels import Z, code_of_z
from ivp.analysis.toets import OLDEST
from ivp.catalog.levels import TOLD
from ivp.facts import ALIKE
from ivp.store.build.work import Arrays, Work

TOTALS = "totaalbeeld"
"""The theme that holds all crimes together: no theme to choose."""


def look_through(work: Work, latest: int) -> None:
    """Fill `finding`, `signal`, `candidate` and `candidate_evidence` from the tests of every indicator's last year."""
    told = [str(level) for level in TOLD]
    work.lend(_tested(work.arrays("judge/tests", latest=latest, oldest=OLDEST, told=told)))
    work.run("judge/tested", latest=latest)
    work.insert("finding", "judge/finding")
    work.insert("signal", "judge/signal")
    asked = {"told": told, "likes": ALIKE.code, "bound": Z, "latest": latest, "oldest": OLDEST, "totals": TOTALS}
    work.lend(_scored(work.arrays("judge/candidate_figures", **asked)))
    work.insert("candidate", "judge/candidate")
    work.insert("candidate_evidence", "judge/candidate_evidence")


def _tested(rows: Arrays) -> Arrays:
    """p, p adjusted within its family (q), and whether the test makes a statement.

    A difference of level is in no family: it is a statement where it is certain and relevant. A change or line that
    starts in corona must hold against 2019 too.
    """
    z, rule, of = rows["z"], rows["by_rule"].astype(bool), rows["family"] != ""
    rule &= discovery.holds_against_before_corona(rows["start"], code_of_z(z), rows["since_before"]) | ~of
    q, significant = np.full(z.shape, np.nan), rule.copy()
    q[of] = discovery.q_within(z[of], rows["family"][of])
    significant[of] = discovery.discovered(z[of], rows["family"][of], rule[of])
    return {"p": discovery.two_sided(z), "q": q, "significant": significant}


def _scored(rows: Arrays) -> Arrays:
    scored = candidates.score(rows["high"], rows["worsening"], rows["cases"], rows["district_cases"])
    return {"score": scored.score, "size": scored.size, "rank": candidates.ranks(rows["place"], scored)}
