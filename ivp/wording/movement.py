"""How a figure moves, and where it lies among similar municipalities: the same words in cells, lists and the toets."""

from __future__ import annotations

from ivp.catalog.models import Indicator
from ivp.facts import Arrow, BaseChange, Fact, Likes, Movement, Usual
from ivp.wording import numbers, periods
from ivp.wording.areas import enumerate_names
from ivp.wording.labels import SIMILAR

OUTSIDE = "buiten wat vergelijkbare gemeenten onderling verschillen"
_ARROWS = {Arrow.UP: "↗", Arrow.DOWN: "↘", Arrow.NONE: "→", Arrow.MIXED: "↕", Arrow.UNKNOWN: ""}
_LABELS = {
    Arrow.UP: "stijgt, meer dan toeval",
    Arrow.DOWN: "daalt, meer dan toeval",
    Arrow.NONE: "geen beweging die telt",
    Arrow.MIXED: "beweegt twee kanten op",
    Arrow.UNKNOWN: "",
}
_LINE = {Movement.UP: "stijgende lijn", Movement.DOWN: "dalende lijn"}


def arrow_sign(arrow: Arrow) -> str:
    """'↗' up, '↘' down, '→' nothing that counts, '↕' both ways; empty where it is not known."""
    return _ARROWS[arrow]


def arrow_label(arrow: Arrow) -> str:
    """The arrow in words: 'stijgt, meer dan toeval'; empty where it is not known."""
    return _LABELS[arrow]


def moves_clause(fact: Fact, indicator: Indicator) -> str:
    """'stijgt: hoger dan in 2019 (1,2) en dan het gemiddelde van 2020–2022 (1,1), stijgende lijn 2020–2024'.

    Rule: the arrow in words, then every signal that says so; where nothing counts, what it was held against. Empty
    where fewer than two signals are known.
    """
    moves = fact.moves
    if moves is None or moves.arrow == Arrow.UNKNOWN:
        return ""
    bases = [base for base in (moves.base, moves.mean) if base is not None and base.outcome != Movement.NONE]
    if moves.arrow == Arrow.NONE:
        against = [_base_name(base) for base in bases]
        line = f" en geen lijn over {periods.span(moves.since, fact.period)}" if moves.since else ""
        return f"{SIMILAR} met {enumerate_names(against)}{line}" if against else f"geen beweging die telt{line}"
    told = [_against(base, indicator) for base in bases if base.outcome.sign]
    if moves.line.sign:
        told.append(
            f"{_LINE[moves.line]} {periods.span(moves.since, fact.period)}" if moves.since else _LINE[moves.line]
        )
    word = {Arrow.UP: "stijgt", Arrow.DOWN: "daalt"}.get(moves.arrow, "beweegt twee kanten op")
    return f"{word}: {', '.join(told)}" if told else word


def _base_name(base: BaseChange) -> str:
    first, _, last = base.period.partition("-")
    return f"het gemiddelde van {periods.span(first, last)}" if last else first


def _against(base: BaseChange, indicator: Indicator) -> str:
    """'25 % hoger dan in 2019 (13,3)'; without a percentage 'hoger dan …'."""
    then = f"{_base_name(base)} ({numbers.value(base.value, indicator)})"
    size = f"{numbers.rounded_percent(base.percent)} " if base.percent is not None else ""
    return f"{size}{'hoger' if base.outcome.sign > 0 else 'lager'} dan {then if '-' in base.period else f'in {then}'}"


def place_text(likes: Likes) -> str:
    """'hoogste van 11', '3e van 11', 'laagste van 11'; empty for a sum, or where the likes are not known."""
    if not likes.among:
        return ""
    ends = {1: "hoogste", likes.among: "laagste"}
    return f"{ends.get(likes.place, f'{likes.place}e')} van {numbers.number(likes.among)}"


def likes_clause(fact: Fact, indicator: Indicator) -> str:
    """'hoogste van 11 vergelijkbare gemeenten (midden 3,4), binnen wat die onderling verschillen'.

    Rule: the place, the middle figure of the likes, and whether that is unusual. A sum of municipalities has no place:
    then what the likes of its members would give. Empty where fewer than eight likes have a figure.
    """
    likes = fact.likes
    if likes is None or likes.usual == Usual.UNKNOWN:
        return ""
    middle = numbers.value(likes.expected, indicator)
    place = place_text(likes)
    unusual = {Usual.HIGH: "ongewoon hoog, buiten", Usual.LOW: "ongewoon laag, buiten"}
    outside = unusual.get(likes.usual, "binnen")
    if place:
        return f"{place} vergelijkbare gemeenten (midden {middle}), {outside} wat die onderling verschillen"
    return f"vergelijkbare gemeenten geven {middle}; {outside} wat die onderling verschillen"
