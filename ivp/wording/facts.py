"""What the sentences read from one fact, and the nouns that belong to an indicator."""

from __future__ import annotations

import re

from ivp.catalog.models import Indicator, Statistic
from ivp.facts import ALIKE, Fact
from ivp.wording import areas, numbers

_COUNTED = frozenset(
    {"misdrijven", "diefstallen", "registraties", "ongevallen", "incidenten", "meldingen", "verdachten"}
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_TOTAL = re.compile(r"[\s,]*\b(totaal|alle)\b[\s,]*", re.IGNORECASE)
_OF = frozenset({"registraties", "meldingen"})


def area(fact: Fact) -> str:
    """The area as it stands in a sentence: 'Roosendaal', 'het district De Markiezaten'."""
    return areas.place(fact.area)


def reference(fact: Fact, short: bool = False) -> str:
    """The reference in words: 'de rest van het district', 'Nederland'; short: 'het district'. Empty if none."""
    if fact.comparison is None:
        return ""
    other = fact.comparison.reference
    if other == ALIKE:
        return other.name
    named = areas.rest if fact.comparison.rest and not short else areas.short
    return named(other.level, other.name)


def noun(indicator: Indicator) -> str:
    """The plural of what is counted: the measure where that is a Dutch noun ('misdrijven'), else 'gevallen'."""
    return indicator.measure if indicator.measure in _COUNTED else "gevallen"


def label_inside(indicator: Indicator) -> str:
    """The label as it stands inside a sentence: a small first letter, unless the word has more capitals (BHV)."""
    return _inside(indicator.label)


def short_inside(indicator: Indicator) -> str:
    """As `label_inside`, of the short name."""
    return _inside(indicator.short)


def is_plural(indicator: Indicator) -> bool:
    """Whether the short name takes a plural verb: 'misdrijven (buurt bekend)', 'vernieling en beschadiging'."""
    return " en " in indicator.short or indicator.short.lower().split()[0] in _COUNTED


def _inside(name: str) -> str:
    first = name.split()[0]
    return name if first[1:] != first[1:].lower() else first[:1].lower() + name[1:]


def counted(indicator: Indicator) -> str:
    """What a rate counts, as the subject of a sentence: 'het aantal misdrijven', 'het aantal gevallen van
    …'.

    Rule: where one of the first two words of the label (without 'totaal', 'alle' and brackets) is or ends
    in the noun, the label says what is counted; otherwise 'gevallen van' (or 'registraties van') goes
    before it.
    """
    plural = noun(indicator)
    label = _TOTAL.sub(" ", _BRACKETS.sub("", label_inside(indicator))).strip()
    if not label or any(word.endswith(plural) for word in label.split()[:2]):
        return f"het aantal {label or plural}"
    return f"het aantal {plural if plural in _OF else 'gevallen'} van {label}"


def subject(indicator: Indicator) -> str:
    """What goes up or down: 'het aantal misdrijven', or for other figures 'het aandeel ‘…’', 'het cijfer
    ‘…’'.
    """
    if indicator.statistic == Statistic.RATE:
        return counted(indicator)
    kind = "het aandeel" if numbers.is_percentage(indicator) else "het cijfer"
    return f"{kind} ‘{indicator.label}’"


def figure_with_unit(fact: Fact, indicator: Indicator) -> str:
    """The figure of a fact with noun and unit: '53,8 misdrijven per 1.000 inwoners', '22,1 %'.

    Rule: the noun goes in where the unit begins with 'per' and the measure is a noun.
    """
    if indicator.unit.startswith("per ") and indicator.measure in _COUNTED:
        return f"{numbers.value(fact.value, indicator)} {indicator.measure} {indicator.unit}"
    return numbers.with_unit(fact.value, indicator)


def in_brackets(fact: Fact, indicator: Indicator) -> str:
    """What goes in brackets behind a figure: count, rounding by the source, 95 % margin. Empty if nothing is known."""
    parts = []
    if fact.numerator is not None:
        if indicator.statistic == Statistic.SHARE and fact.denominator is not None:
            parts.append(f"{numbers.number(fact.numerator)} van {numbers.number(fact.denominator)}")
        else:
            rounding = f", afgerond op {indicator.rounding}" if indicator.rounding > 1 else ""
            parts.append(numbers.count_cases(fact.numerator) + rounding)
    if fact.answers is not None:
        parts.append(f"{numbers.number(fact.answers)} antwoorden")
    margin = numbers.interval(fact.lower, fact.upper, indicator, like=fact.value)
    if margin:
        parts.append(f"{numbers.MARGIN} {margin}")
    return f" ({'; '.join(parts)})" if parts else ""
