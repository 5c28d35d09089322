"""Goals (streefwaarden) and the outlook as sentences in plain Dutch (B1), by fixed rules."""

from __future__ import annotations

from decimal import Decimal

from ivp.analysis.goals import GoalState
from ivp.analysis.outlook import LEAST, MOST_YEARS, Backtest, Outlook, Refusal
from ivp.catalog.models import Indicator
from ivp.catalog.plan import Goal
from ivp.plan_facts import AssessmentPart, Progress
from ivp.wording import areas, facts, numbers, periods
from ivp.wording.areas import capital

NOT_FAILED = "Een doel dat niet is gehaald, is nog geen mislukt plan."
CHANCE = "dat verschil kan toeval zijn"
_STATES = {
    GoalState.REACHED: "gehaald",
    GoalState.ON_SCHEDULE: "op schema",
    GoalState.BEHIND: "achter op schema",
    GoalState.UNKNOWN: "niet te zeggen",
}
_REASONS = {
    "no_indicator": "Dit cijfer staat niet in het dashboard, dus de voortgang is niet te zeggen.",
    "no_figure": "Er is nog geen cijfer van na het beginjaar, dus de voortgang is niet te zeggen.",
    "break": "De meting is sinds het beginjaar vernieuwd, dus begin en laatste cijfer zijn niet te vergelijken.",
}
_EDGE = 0.05  # a smaller chance is not given as a number
_LAST_YEAR = 9999
_REFUSALS = {
    Refusal.TOO_SHORT: f"de reeks is te kort (nodig: {LEAST[1]} jaren of {LEAST[12]} maanden)",
    Refusal.BREAK: "na de breuk in de reeks zijn er te weinig cijfers",
    Refusal.GAP: "er ontbreken cijfers in de reeks",
    Refusal.ZEROS: "het aantal is te vaak nul",
    Refusal.KNOWN: "dat jaar is al bekend",
    Refusal.TOO_FAR: f"dat is meer dan {numbers.word(MOST_YEARS)} jaar vooruit",
    Refusal.WORSE_THAN_NAIVE: "op bekende jaren was doortrekken duidelijk slechter dan het laatste jaar herhalen",
}


def goal_label(state: GoalState) -> str:
    """'gehaald', 'op schema', 'achter op schema' or 'niet te zeggen'."""
    return _STATES[state]


def goal_clause(part: AssessmentPart, indicator: Indicator) -> str:
    """The goal in the sentence of a linked figure: 'streefwaarde op schema (nu nodig: 4,6)'; empty without a goal."""
    if not part.goal or part.goal.state == GoalState.UNKNOWN:
        return ""
    return f"streefwaarde {goal_label(part.goal.state)} (nu nodig: {numbers.value(part.goal.needed, indicator)})"


def goal_sentence(row: Progress) -> str:
    """A goal and how far it is.

    Rule: what was set, by whom and with which standing; the last figure with its margin; what a straight path asks
    now; the state, and whether chance can explain it. Without a figure: why. Behind: that this is no failed plan.
    """
    goal = row.goal
    first = f"{goal.measure} in {areas.place(row.area)}: {_aim(goal)} ({goal.standing}; gesteld door {goal.set_by})."
    if row.reason:
        return f"{first} {_REASONS[row.reason]}"
    figure = f"{_amount(row.value, goal)} {periods.in_period(row.period)}{_margin(row)}"
    chance = "" if row.certain else f"; {CHANCE}"
    last = NOT_FAILED if row.state == GoalState.BEHIND else ""
    return " ".join(filter(None, [first, f"Laatste cijfer: {figure}. {_state(row)}{chance}.", last]))


def _aim(goal: Goal) -> str:
    base = f"{_amount(goal.base_value, goal)} in {goal.base_year}"
    if goal.target_value is None:
        return f"moet {goal.direction} vanaf {base}"
    return f"van {base} naar {_amount(goal.target_value, goal)} in {goal.target_year}"


def _state(row: Progress) -> str:
    if row.state == GoalState.REACHED:
        return "Het doel is gehaald"
    if row.goal.target_value is None:
        good = row.state == GoalState.ON_SCHEDULE
        return "Het cijfer gaat de goede kant op" if good else "Het cijfer gaat niet de goede kant op"
    needed = f"Op een rechte lijn is nu {_amount(row.needed, row.goal)} nodig"
    return f"{needed}: het doel ligt {goal_label(row.state)}"


def _amount(value: float | None, goal: Goal) -> str:
    """The number as it was written, at most two decimals, with the unit of the goal."""
    if value is None:
        return numbers.NO_FIGURE
    exponent = Decimal(f"{round(value, 2):g}").as_tuple().exponent
    text = numbers.number(value, min(max(-int(exponent), 0), 2))
    unit = goal.unit
    return f"{text}{numbers.NBSP}{unit}" if unit.startswith("%") else f"{text} {unit}".strip()


def _margin(row: Progress) -> str:
    if row.lower is None or row.upper is None:
        return ""
    return f" ({numbers.MARGIN} {numbers.number(row.lower, 1)}{numbers.DASH}{numbers.number(row.upper, 1)})"


def outlook_sentence(found: Outlook, indicator: Indicator, area: str) -> str:
    """Where the series goes when it goes on, with the record of the method; `area` as it stands in a sentence.

    Rule: the median of the last year with both margins, then how it did on known years, and whether the margin was
    widened for that. Refused: why.
    """
    label = facts.subject(indicator)
    if found.refusal is not None:
        return f"Geen vooruitblik voor {label} in {area}: {_REFUSALS[found.refusal]}.{_record(found.backtest)}"
    figure = numbers.with_unit(found.middle[-1], indicator)
    like = found.middle[-1]
    inner = numbers.interval(found.lower80[-1], found.upper80[-1], indicator, like=like)
    outer = numbers.interval(found.lower95[-1], found.upper95[-1], indicator, like=like)
    year = f"{'heel ' if found.last > _LAST_YEAR else ''}{found.years[-1]}"
    return (
        f"Als de lijn van {_span(found)} doorloopt, komt {label} in {area} in {year} uit op {figure} "
        f"(80{numbers.NBSP}%-marge {inner}; {numbers.MARGIN} {outer}).{_known(found)}{_record(found.backtest)} "
        "Dit is een doortrekking van de cijfers, geen doel en geen belofte."
    )


def _span(found: Outlook) -> str:
    if found.last <= _LAST_YEAR:
        return periods.span(str(found.first), str(found.last))
    return periods.span(periods.month_text(found.first), periods.month_text(found.last))


def _known(found: Outlook) -> str:
    if not found.known_part or len(found.years) > 1:
        return ""
    return f" Van dat jaar zijn {numbers.word(found.known_part)} maanden al bekend."


def _record(test: Backtest | None) -> str:
    """Rule: trials, mean error and how it compares with repeating the last year, coverage; the widening if any."""
    if test is None:
        return ""
    trials = (
        "één proef op een bekend jaar" if test.trials == 1 else f"{numbers.word(test.trials)} proeven op bekende jaren"
    )
    told = (
        f" Bij {trials} zat deze methode er gemiddeld {numbers.percent(test.mape, 0)} naast, "
        f"{numbers.number(test.relative, 1)} keer zoveel als het laatste jaar herhalen; "
        f"{numbers.percent(100 * test.covered95, 0)} viel binnen de {numbers.MARGIN}."
    )
    if test.widened >= 1.05:
        told += f" Daarom is de marge {numbers.number(test.widened, 1)} keer zo breed gemaakt."
    return told


def chance_sentence(found: Outlook, target: float, indicator: Indicator, *, higher: bool) -> str:
    """The chance that a target is reached in the last year of the outlook; empty without an outlook.

    Rule: rounded to tens of per cents, because more is not known; 'minder dan 5 %' and 'meer dan 95 %' at the ends.
    """
    if found.refusal is not None:
        return ""
    chance = found.chance(target, higher=higher)
    size = f"ongeveer {numbers.percent(10 * round(10 * chance), 0)}"
    if chance < _EDGE:
        size = f"minder dan {numbers.percent(100 * _EDGE, 0)}"
    elif 1 - chance < _EDGE:
        size = f"meer dan {numbers.percent(100 * (1 - _EDGE), 0)}"
    aim = f"{numbers.value(target, indicator)} of {'hoger' if higher else 'lager'}"
    return capital(f"de kans dat dit in {found.years[-1]} op {aim} uitkomt, is {size} als de lijn doorloopt.")
