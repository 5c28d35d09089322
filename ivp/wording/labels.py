"""Words and signs for outcomes and directions. A high figure is only called good or bad where polarity
says so.
"""

from __future__ import annotations

from ivp.catalog.models import Polarity

SIMILAR = "geen verschil dat telt"
_OUTCOMES = {
    "much_higher": "duidelijk hoger",
    "higher": "hoger",
    "similar": SIMILAR,
    "lower": "lager",
    "much_lower": "duidelijk lager",
    "none": "niet vergeleken",
}
_DIRECTIONS = {
    "rising": "stijgende lijn",
    "falling": "dalende lijn",
    "stable": "geen duidelijke richting",
    "too_few": "te weinig punten voor een trend",
    "up": "stijging, meer dan toeval",
    "down": "daling, meer dan toeval",
    "same": SIMILAR,
    "none": "niet vergeleken",
}
_SIGNS = {
    "rising": "▲",
    "up": "▲",
    "falling": "▼",
    "down": "▼",
    "stable": "–",
    "same": "–",
    "too_few": "·",
    "none": "·",
}
_HIGH = {"higher", "much_higher", "rising", "up"}
_LOW = {"lower", "much_lower", "falling", "down"}


def outcome_label(outcome: str, polarity: Polarity | str = Polarity.NONE) -> str:
    """'duidelijk hoger', 'hoger', 'geen verschil dat telt', 'lager', 'duidelijk lager', 'niet
    vergeleken'.

    Rule: the words say which side, never whether that is good, so they are the same for every polarity;
    `verdict` gives the judgement. Raises KeyError for an unknown outcome.
    """
    del polarity
    return _OUTCOMES[outcome]


def verdict(outcome: str, polarity: Polarity | str) -> str:
    """'ongunstig', 'gunstig' or 'neutraal' for an outcome, a change or a direction.

    Rule: the side that polarity calls better is 'gunstig', the other 'ongunstig'; without polarity, without a
    difference that counts, or without a comparison it is 'neutraal'.
    """
    side = 1 if outcome in _HIGH else -1 if outcome in _LOW else 0
    if not side or polarity == Polarity.NONE:
        return "neutraal"
    return "gunstig" if (side > 0) == (polarity == Polarity.HIGHER_IS_BETTER) else "ongunstig"


def direction_label(direction: str) -> str:
    """Words for a trend direction (rising, falling, stable, too_few) or a change outcome (up, down, same,
    none).
    """
    return _DIRECTIONS[direction]


def direction_sign(direction: str) -> str:
    """'▲' rising or up, '▼' falling or down, '–' no direction or change that counts, '·' not known."""
    return _SIGNS[direction]
