"""The toets of every priority, in every area where it applies, for every year of its period with figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ivp.analysis import toets as rules
from ivp.analysis.levels import BoolArray
from ivp.analysis.movement import Course, TextArray, course
from ivp.catalog.levels import ASSESSED
from ivp.catalog.plan import Evidence, Weight
from ivp.store.build.work import Arrays, Work

_TALLIED = ("worse", "better", "same", "both")


def assess(work: Work, latest: int) -> None:
    """Fill `assessment_part` (one row per linked indicator) and `assessment` (per priority, area and year)."""
    assessed = [str(level) for level in ASSESSED]
    rows = work.arrays("judge/assessment_parts", latest=latest, oldest=rules.OLDEST, assessed=assessed)
    parts = {name: column.astype(bool) if name in _FLAGS else column for name, column in rows.items()}
    position = _position(parts)
    figures = _figures(parts, position)
    number = work.rows("judge/assessed")[0][0]
    outcome = rules.assess(figures, number)
    said = np.where(parts["old"] | parts["behind"], rules.FigureOutcome.UNKNOWN.value, figures.judged.outcome)
    work.lend({"said": said.astype(object), "position": position.astype(object), "decides": outcome.decides})
    work.insert("assessment_part", "judge/assessment_part")
    work.lend(_concluded(figures, outcome, number))
    work.insert("assessment", "judge/assessment")


_FLAGS = {"old", "behind", "found", "modelled", "complete", "grounded"}


def _position(parts: Arrays) -> TextArray:
    """An old figure says nothing about where the area lies now."""
    found = rules.position(parts["polarity"], parts["among_likes"], parts["against_rest"], parts["complete"])
    return np.where(parts["old"], rules.Position.NOT_KNOWN.value, found)


def _figures(parts: Arrays, position: TextArray) -> rules.Figures:
    goes = np.where(parts["old"], Course.UNKNOWN.value, course(parts["arrow"], parts["polarity"]))
    return rules.Figures(
        group=parts["toets"],
        lead=parts["weight"] == Weight.LEAD.value,
        survey=parts["evidence"] == Evidence.SURVEY.value,
        found=parts["found"],
        polar=(parts["polarity"] != 0) & ~parts["modelled"],
        grounded=parts["grounded"],
        judged=_with_lost(rules.judge(goes, position), parts["behind"]),
    )


def _with_lost(judged: rules.Judged, behind: BoolArray) -> rules.Judged:
    """A sum of which a member has no figure yet says nothing, and could have said anything."""
    unknown, worst, best = (
        rules.FigureOutcome.UNKNOWN.value,
        rules.FigureOutcome.UNFAVOURABLE.value,
        rules.FigureOutcome.FAVOURABLE.value,
    )
    return replace(
        judged,
        outcome=np.where(behind, unknown, judged.outcome),
        at_worst=np.where(behind, worst, judged.at_worst),
        at_best=np.where(behind, best, judged.at_best),
    )


def _concluded(figures: rules.Figures, assessed: rules.Assessed, number: int) -> Arrays:
    """Per toets the outcome, what register and survey say, and the figures behind that."""
    result: Arrays = {"outcome": assessed.outcome.astype(object)}
    for name, tally, of in (
        ("register", assessed.register, ~figures.survey),
        ("survey", assessed.survey, figures.survey),
    ):
        result[name] = rules.side(tally).astype(object)
        result |= {f"{name}_{kind}": getattr(tally, kind) for kind in _TALLIED}
        result[f"{name}_linked"] = np.bincount(figures.group[of], minlength=number)
    return result
