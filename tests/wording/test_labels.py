"""Words and signs for outcomes; judgement only where polarity gives one."""

from __future__ import annotations

import pytest

from ivp.catalog.models import Polarity
from ivp.outcomes import Direction, Movement, Outcome
from ivp.wording import components, labels, rules

LOWER, HIGHER, NONE = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER, Polarity.NONE


def test_outcome_labels_say_the_side_only() -> None:
    assert [labels.outcome_label(outcome) for outcome in Outcome] == [
        "duidelijk hoger",
        "hoger",
        "geen verschil dat telt",
        "lager",
        "duidelijk lager",
        "niet vergeleken",
    ]


@pytest.mark.parametrize(
    ("outcome", "lower", "higher"),
    [
        (Outcome.MUCH_HIGHER, "ongunstig", "gunstig"),
        (Outcome.HIGHER, "ongunstig", "gunstig"),
        (Outcome.SIMILAR, "neutraal", "neutraal"),
        (Outcome.LOWER, "gunstig", "ongunstig"),
        (Outcome.MUCH_LOWER, "gunstig", "ongunstig"),
        (Outcome.NONE, "neutraal", "neutraal"),
        (Movement.UP, "ongunstig", "gunstig"),
        (Movement.DOWN, "gunstig", "ongunstig"),
        (Movement.SAME, "neutraal", "neutraal"),
        (Movement.NONE, "neutraal", "neutraal"),
        (Direction.RISING, "ongunstig", "gunstig"),
        (Direction.FALLING, "gunstig", "ongunstig"),
        (Direction.STABLE, "neutraal", "neutraal"),
        (Direction.TOO_FEW, "neutraal", "neutraal"),
    ],
)
def test_verdict(outcome: Outcome | Movement | Direction, lower: str, higher: str) -> None:
    assert labels.verdict(outcome, LOWER) == lower
    assert labels.verdict(outcome, HIGHER) == higher
    assert labels.verdict(outcome, NONE) == "neutraal"


def test_directions() -> None:
    assert [labels.direction_sign(direction) for direction in Direction] == ["▲", "▼", "–", "·"]
    assert [labels.direction_sign(movement) for movement in Movement] == ["▲", "▼", "–", "·"]
    assert labels.direction_label(Direction.FALLING) == "dalende lijn"
    assert labels.direction_label(Movement.UP) == "stijging, meer dan toeval"


def test_every_rule_is_explained_with_its_numbers() -> None:
    for rule in ("vergelijking", "verandering", "trend", "indicatief", "kleuren"):
        assert rule in rules.RULES
    assert "95 %" in rules.rule_text("vergelijking")
    assert "99,8 %" in rules.rule_text("vergelijking")
    assert "30 gevallen" in rules.rule_text("verandering")
    assert "vijf" in rules.rule_text("trend")
    assert "100 gevallen" in rules.rule_text("indicatief")
    with pytest.raises(KeyError):
        rules.rule_text("onbekend")


def test_every_rule_is_opened_by_a_question() -> None:
    assert tuple(components.RULE_TITLES) == rules.RULES
    assert all(question.endswith("?") for question in components.RULE_TITLES.values())
