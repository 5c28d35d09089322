"""Words and signs for outcomes; judgement only where polarity gives one."""

from __future__ import annotations

import pytest

from ivp.catalog.models import Polarity
from ivp.wording import labels, rules

LOWER, HIGHER, NONE = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER, Polarity.NONE


@pytest.mark.parametrize("polarity", list(Polarity))
def test_outcome_labels_say_the_side_only(polarity: Polarity) -> None:
    names = ("much_higher", "higher", "similar", "lower", "much_lower", "none")
    assert [labels.outcome_label(name, polarity) for name in names] == [
        "duidelijk hoger",
        "hoger",
        "geen verschil dat telt",
        "lager",
        "duidelijk lager",
        "niet vergeleken",
    ]
    with pytest.raises(KeyError):
        labels.outcome_label("beter", polarity)


@pytest.mark.parametrize(
    ("outcome", "lower", "higher"),
    [
        ("much_higher", "ongunstig", "gunstig"),
        ("higher", "ongunstig", "gunstig"),
        ("similar", "neutraal", "neutraal"),
        ("lower", "gunstig", "ongunstig"),
        ("much_lower", "gunstig", "ongunstig"),
        ("none", "neutraal", "neutraal"),
        ("up", "ongunstig", "gunstig"),
        ("down", "gunstig", "ongunstig"),
        ("same", "neutraal", "neutraal"),
        ("rising", "ongunstig", "gunstig"),
        ("falling", "gunstig", "ongunstig"),
        ("stable", "neutraal", "neutraal"),
        ("too_few", "neutraal", "neutraal"),
    ],
)
def test_verdict(outcome: str, lower: str, higher: str) -> None:
    assert labels.verdict(outcome, LOWER) == lower
    assert labels.verdict(outcome, HIGHER) == higher
    assert labels.verdict(outcome, NONE) == "neutraal"
    assert labels.verdict(outcome, "none") == "neutraal"  # as text from a frame
    assert labels.verdict(outcome, "lower_is_better") == lower


def test_directions() -> None:
    assert [labels.direction_sign(d) for d in ("rising", "falling", "stable", "too_few")] == [
        "▲",
        "▼",
        "–",
        "·",
    ]
    assert [labels.direction_sign(d) for d in ("up", "down", "same", "none")] == ["▲", "▼", "–", "·"]
    assert labels.direction_label("falling") == "dalende lijn"
    assert labels.direction_label("up") == "stijging, meer dan toeval"


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
