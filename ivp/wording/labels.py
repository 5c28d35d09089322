"""Words and signs for outcomes and directions. A high figure is only called good or bad where polarity says so."""

from __future__ import annotations

from ivp.catalog.models import Polarity
from ivp.outcomes import Direction, Good, Movement, Outcome, good

SIMILAR = "geen verschil dat telt"
_OUTCOMES = {
    Outcome.MUCH_HIGHER: "duidelijk hoger",
    Outcome.HIGHER: "hoger",
    Outcome.SIMILAR: SIMILAR,
    Outcome.LOWER: "lager",
    Outcome.MUCH_LOWER: "duidelijk lager",
    Outcome.NONE: "niet vergeleken",
}
_DIRECTIONS: dict[Direction | Movement, str] = {
    Direction.RISING: "stijgende lijn",
    Direction.FALLING: "dalende lijn",
    Direction.STABLE: "geen duidelijke richting",
    Direction.TOO_FEW: "te weinig punten voor een trend",
    Movement.UP: "stijging, meer dan toeval",
    Movement.DOWN: "daling, meer dan toeval",
    Movement.SAME: SIMILAR,
    Movement.NONE: "niet vergeleken",
}
_SIGNS = {1: "▲", -1: "▼", 0: "–"}
_UNKNOWN = (Direction.TOO_FEW, Movement.NONE)
_VERDICTS = {Good.FAVOURABLE: "gunstig", Good.UNFAVOURABLE: "ongunstig", Good.NEUTRAL: "neutraal"}


def outcome_label(outcome: Outcome) -> str:
    """'duidelijk hoger', 'hoger', 'geen verschil dat telt', 'lager', 'duidelijk lager', 'niet vergeleken'.

    Rule: the words say which side, never whether that is good; `verdict` gives the judgement.
    """
    return _OUTCOMES[outcome]


def verdict(outcome: Outcome | Movement | Direction, polarity: Polarity) -> str:
    """'ongunstig', 'gunstig' or 'neutraal' for an outcome, a change or a direction, as `ivp.facts.good` says."""
    return _VERDICTS[good(outcome.sign, polarity)]


def direction_label(direction: Direction | Movement) -> str:
    """Words for a trend direction or a change: 'stijgende lijn', 'daling, meer dan toeval', …"""
    return _DIRECTIONS[direction]


def direction_sign(direction: Direction | Movement) -> str:
    """'▲' rising or up, '▼' falling or down, '–' no direction or change that counts, '·' not known."""
    return "·" if direction in _UNKNOWN else _SIGNS[direction.sign]
