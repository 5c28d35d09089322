"""The *toets*: do the figures of an area support a priority? Declared rules, made before the figures arrive.

No norm prescribes them; they are ours, after three examples. The Scottish National Performance Framework fixes per
indicator when it is improving or worsening, judged by statisticians and not by ministers. OHID Fingertips turns a
comparison and a trend into better or worse by the polarity of the indicator. The Wijkprofiel of Rotterdam shows that
registration and feeling can point opposite ways, so the two are told apart when they do.

Of one figure (`judge`): its course (`movement`) decides first, its position among similar municipalities second; the
table is FIGURE_TABLE. Of a priority (`assess`): the leading figures that have a good side and are not found by looking
for them; supporting ones only where no leading one was ever linked, so that nothing takes the place of a leading
figure that is missing. One side decides with all, or with more than half and no more than one against it. A figure
whose position is lost because figures of other areas are missing decides nothing, and where its position could have
changed the outcome there is none: nobody looks better because a neighbour is missing.
A goal (`goals`) is shown beside the outcome and never decides. The toets advises; the decision is the council's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import NONE, BoolArray
from ivp.analysis.movement import Course, TextArray
from ivp.analysis.noise import IntArray

OLDEST = 2
"""A figure decides up to two years after its own year: the slowest source, the Veiligheidsmonitor, comes that often."""
LEAST_DECIDING = 2


class Position(StrEnum):
    """Where the level lies. Not known: there is nothing to hold it against. Not comparable: others are missing."""

    UNFAVOURABLE = "unfavourable"
    USUAL = "usual"
    FAVOURABLE = "favourable"
    NOT_KNOWN = "not_known"
    NOT_COMPARABLE = "not_comparable"


class FigureOutcome(StrEnum):
    """What one figure says about a priority."""

    UNFAVOURABLE = "unfavourable"
    STAYS_UNFAVOURABLE = "stays_unfavourable"
    FAVOURABLE = "favourable"
    SAME = "same"
    UNFAVOURABLE_BUT_IMPROVING = "unfavourable_but_improving"
    MIXED = "mixed"
    LEVEL_ONLY = "level_only"
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the figures together say about a priority."""

    SUPPORTS = "supports"
    IMPROVING = "improving"
    NO_REASON = "no_reason"
    MIXED = "mixed"
    CONTRADICT = "contradict"
    NOT_BY_FIGURES = "not_by_figures"
    INSUFFICIENT = "insufficient"


def _row(unfavourable: FigureOutcome, otherwise: FigureOutcome, lost: FigureOutcome) -> dict[Position, FigureOutcome]:
    return {
        Position.UNFAVOURABLE: unfavourable,
        Position.USUAL: otherwise,
        Position.FAVOURABLE: otherwise,
        Position.NOT_KNOWN: otherwise,
        Position.NOT_COMPARABLE: lost,
    }


_F = FigureOutcome
FIGURE_TABLE = {
    Course.UNFAVOURABLE: _row(_F.UNFAVOURABLE, _F.UNFAVOURABLE, _F.UNFAVOURABLE),
    Course.FAVOURABLE: _row(_F.UNFAVOURABLE_BUT_IMPROVING, _F.FAVOURABLE, _F.NOT_COMPARABLE),
    Course.NONE: _row(_F.STAYS_UNFAVOURABLE, _F.SAME, _F.NOT_COMPARABLE),
    Course.MIXED: _row(_F.MIXED, _F.MIXED, _F.MIXED),
    Course.UNKNOWN: _row(_F.LEVEL_ONLY, _F.UNKNOWN, _F.UNKNOWN),
}
"""Where the position is lost the course still decides if every position gives the same."""
WORSE = (FigureOutcome.UNFAVOURABLE, FigureOutcome.STAYS_UNFAVOURABLE)
BETTER = (FigureOutcome.FAVOURABLE,)
SAME = (FigureOutcome.SAME,)
BOTH = (FigureOutcome.MIXED, FigureOutcome.UNFAVOURABLE_BUT_IMPROVING)


@dataclass(frozen=True)
class Judged:
    """Arrays of one shape with values of `FigureOutcome`: `outcome`, and what it would be where the position is lost,
    with the worst one and with any other.
    """

    outcome: TextArray
    at_worst: TextArray
    at_best: TextArray


@dataclass(frozen=True)
class Figures:
    """Arrays of one shape, a row per linked figure of a priority, area and year, which `group` numbers.

    `lead`: linked as leading; `survey`: of the survey, not the register; `found`: found by looking for it; `polar`:
    has a good side; `grounded`: both a change against a base and a line over five points are known.
    """

    group: IntArray
    lead: BoolArray
    survey: BoolArray
    found: BoolArray
    polar: BoolArray
    grounded: BoolArray
    judged: Judged


@dataclass(frozen=True)
class Tally:
    """Per group the deciding figures that say worse, better, the same, or two things at once."""

    worse: IntArray
    better: IntArray
    same: IntArray
    both: IntArray

    @property
    def total(self) -> IntArray:
        return self.worse + self.better + self.same + self.both


@dataclass(frozen=True)
class Assessed:
    """`outcome` per group (values of `Outcome`) with what it rests on; `decides` per figure.

    A figure decides when it may and says something; one that may and does not is *onvoldoende* itself.
    """

    outcome: TextArray
    register: Tally
    survey: Tally
    decides: BoolArray


def position(
    polarity: npt.ArrayLike, among_likes: npt.ArrayLike, against_rest: npt.ArrayLike, complete: npt.ArrayLike
) -> TextArray:
    """Values of `Position` from outcome codes: among similar municipalities, else against the rest of the district.

    `polarity` as in `movement.course`. `complete` is False where a reference that this indicator has for other areas
    or years is not there because figures of others are missing (merged, not fetched, too few likes): the district then
    does not stand in for the likes.
    """
    side = np.asarray(polarity, dtype=np.int64)
    among, rest = np.asarray(among_likes, dtype=np.int64), np.asarray(against_rest, dtype=np.int64)
    code = np.where(among != NONE, among, rest)
    good = np.where(code == NONE, 0, np.sign(code)) * side
    rules = [(among == NONE) & ~np.asarray(complete, dtype=bool), (code == NONE) | (side == 0), good < 0, good > 0]
    answers = [Position.NOT_COMPARABLE, Position.NOT_KNOWN, Position.UNFAVOURABLE, Position.FAVOURABLE]
    return np.select(rules, [answer.value for answer in answers], Position.USUAL.value)


def judge(courses: npt.ArrayLike, positions: npt.ArrayLike) -> Judged:
    """Judge figures by FIGURE_TABLE; `courses` and `positions` hold values of `Course` and `Position`."""
    goes, lies = np.broadcast_arrays(np.asarray(courses, dtype=np.str_), np.asarray(positions, dtype=np.str_))
    cells = [(c, p) for c in Course for p in Position]
    where = [(goes == c.value) & (lies == p.value) for c, p in cells]

    def with_lost_as(stand_in: Position) -> TextArray:
        said = [FIGURE_TABLE[c][stand_in if p is Position.NOT_COMPARABLE else p].value for c, p in cells]
        return np.select(where, said, _F.UNKNOWN.value)

    return Judged(*(with_lost_as(p) for p in (Position.NOT_COMPARABLE, Position.UNFAVOURABLE, Position.USUAL)))


def assess(figures: Figures, groups: int) -> Assessed:
    """The outcome of every group 0 ... `groups` - 1 by the rules above.

    At least LEAST_DECIDING figures decide, or one that is grounded; else insufficient. Where register and survey each
    decide, and opposite, they contradict each other. Only figures found by looking: not by figures.
    """
    has_lead = _number(figures, figures.lead, groups) > 0
    counts = figures.lead | ~has_lead[figures.group]
    may = counts & figures.polar & ~figures.found
    register, survey, outcome = _outcome(figures, may, figures.judged.outcome, groups)
    for said in _possible(figures.judged):
        outcome = np.where(outcome == _outcome(figures, may, said, groups)[2], outcome, Outcome.INSUFFICIENT.value)
    only_found = (_number(figures, may, groups) == 0) & (_number(figures, counts & figures.found, groups) > 0)
    outcome = np.where(only_found, Outcome.NOT_BY_FIGURES.value, outcome)
    says = np.isin(figures.judged.outcome, [one.value for one in (*WORSE, *BETTER, *SAME, *BOTH)])
    return Assessed(outcome, register, survey, may & says)


def _possible(judged: Judged) -> list[TextArray]:
    """What the figures could say if no position were lost: at worst, at best, and as far apart as can be."""
    improving = judged.at_worst == _F.UNFAVOURABLE_BUT_IMPROVING.value
    return [judged.at_worst, judged.at_best, np.where(improving, judged.at_best, judged.at_worst)]


def _outcome(figures: Figures, may: BoolArray, said: TextArray, groups: int) -> tuple[Tally, Tally, TextArray]:
    """The tallies of register and survey of the figures that `may` decide by what they `said`, and the outcome."""
    register, survey = (_tally(figures, may & (figures.survey == kind), said, groups) for kind in (False, True))
    both = Tally(*(getattr(register, k) + getattr(survey, k) for k in ("worse", "better", "same", "both")))
    grounded = _tally(figures, may & figures.grounded, said, groups).total
    enough = (both.total >= LEAST_DECIDING) | ((both.total == 1) & (grounded == 1))
    one, two = side(register), side(survey)
    opposite = (one != two) & np.isin(one, ["worse", "better"]) & np.isin(two, ["worse", "better"])
    together = side(both)
    rules = [~enough, opposite, together == "worse", together == "better", together == "same"]
    answers = [Outcome.INSUFFICIENT, Outcome.CONTRADICT, Outcome.SUPPORTS, Outcome.IMPROVING, Outcome.NO_REASON]
    return register, survey, np.select(rules, [answer.value for answer in answers], Outcome.MIXED.value)


def side(tally: Tally) -> TextArray:
    """worse, better or same where more than half say so and at most one says otherwise; both where none of these has
    that, none where no figure decides.
    """
    worse, better, same, total = tally.worse, tally.better, tally.same, tally.total
    rules = [
        total == 0,
        (2 * worse > total) & (better <= 1),
        (2 * better > total) & (worse <= 1),
        (2 * same > total) & (worse + better <= 1),
    ]
    return np.select(rules, ["none", "worse", "better", "same"], "both")


def _tally(figures: Figures, of: BoolArray, said: TextArray, groups: int) -> Tally:
    kinds = (WORSE, BETTER, SAME, BOTH)
    return Tally(*(_number(figures, of & np.isin(said, [one.value for one in kind]), groups) for kind in kinds))


def _number(figures: Figures, of: BoolArray, groups: int) -> IntArray:
    return np.bincount(figures.group[of], minlength=groups).astype(np.int64)
