"""The toets of every priority, in every area where it applies, for every year of its period with figures."""

from __future__ import annotations

import numpy as np

from ivp.analysis import assessment as rules
from ivp.catalog.levels import ASSESSED
from ivp.catalog.plan import Evidence, Weight
from ivp.store.build.work import Arrays, Work


def assess(work: Work, latest: int) -> None:
    """Fill `assessment_part` (one row per linked indicator) and `assessment` (per priority, area and year)."""
    assessed = [str(level) for level in ASSESSED]
    parts = work.arrays("judge/assessment_parts", latest=latest, oldest=rules.OLDEST, assessed=assessed)
    judged = _judged(parts)
    work.lend(judged)
    work.insert("assessment_part", "judge/assessment_part")
    work.lend(_concluded(parts, judged, work.rows("judge/assessed")[0][0]))
    work.insert("assessment", "judge/assessment")


def _judged(parts: Arrays) -> Arrays:
    """The judgement of every part, and whether it decides; an old figure and one without polarity say nothing."""
    old = parts["old"].astype(bool)
    judged = rules.judge(parts["polarity"], parts["level"], parts["direction"], [parts["base"], parts["mean"]])
    judgement = np.where(old, rules.Judgement.UNKNOWN.value, judged.judgement)
    usable = (judgement != rules.Judgement.UNKNOWN.value) & ~parts["found"].astype(bool)
    leads = parts["weight"] == Weight.LEAD.value
    return {
        "judgement": judgement,
        "contradictory": judged.contradictory & ~old,
        "decides": rules.deciding(parts["kind_of_evidence"], leads, usable),
    }


def _concluded(parts: Arrays, judged: Arrays, number: int) -> Arrays:
    """Per toets the judgements of register and survey, the counts behind them, and the outcome."""
    result: Arrays = {}
    for name, evidence in (("register", Evidence.REGISTER), ("survey", Evidence.SURVEY)):
        of = parts["evidence"] == evidence.value
        toets = parts["toets"][of]
        together = rules.majority(toets, judged["judgement"][of], judged["decides"][of], number)
        result[name] = together.judgement
        result[f"{name}_worse"], result[f"{name}_better"] = together.worse, together.better
        result[f"{name}_steady"] = together.steady
        result[f"{name}_linked"] = np.bincount(toets, minlength=number)
    result["outcome"] = rules.conclude(result["register"], result["survey"])
    return result
