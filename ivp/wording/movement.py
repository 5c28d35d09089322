"""How a figure moves, and where it lies among similar municipalities: the same words in cells, lists and the toets."""

from __future__ import annotations

from ivp.catalog.models import Indicator
from ivp.facts import ALIKE, BaseChange, Fact, Likes
from ivp.outcomes import Arrow, Direction, Movement, Usual
from ivp.wording import numbers, periods
from ivp.wording.areas import enumerate_names
from ivp.wording.labels import SIMILAR, direction_label

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
_SAID = {
    Arrow.UP: "stijgt:",
    Arrow.DOWN: "daalt:",
    Arrow.MIXED: "beweegt twee kanten op:",
    Arrow.NONE: "geen beweging die telt: alleen",
}
_SIDES = {Usual.HIGH: "ongewoon hoog", Usual.LOW: "ongewoon laag"}


def arrow_sign(arrow: Arrow) -> str:
    """'↗' up, '↘' down, '→' nothing that counts, '↕' both ways; empty where it is not known."""
    return _ARROWS[arrow]


def arrow_label(arrow: Arrow) -> str:
    """The arrow in words: 'stijgt, meer dan toeval'; empty where it is not known."""
    return _LABELS[arrow]


def moves_clause(fact: Fact, indicator: Indicator) -> str:
    """'stijgt: 25 % hoger dan in 2019 (1,2), een stijgende lijn over 2020–2024'.

    Rule: the arrow in words, then every signal with a side; one signal that is not enough for an arrow is called the
    only one; a line is told as `line_words` does. Without any, what it was held against. Empty where fewer than two
    signals are known.
    """
    moves = fact.moves
    if moves is None or moves.arrow == Arrow.UNKNOWN:
        return ""
    bases = [base for base in (moves.base, moves.mean) if base is not None and base.outcome != Movement.NONE]
    over = f"over {periods.span(moves.since, fact.period)}" if moves.since else ""
    told = [_against(base, indicator) for base in bases if base.outcome.sign]
    if moves.line.sign:
        line = line_words(fact) if fact.direction == Direction.STABLE else f"een {_LINE[moves.line]}"
        told.append(f"{line} {over}")
    if told:
        return f"{_SAID[moves.arrow]} {', '.join(told)}"
    line = f", en geen duidelijke lijn {over}" if over else ""
    return f"{SIMILAR} met {enumerate_names([_base_name(base) for base in bases])}{line}"


def line_words(fact: Fact) -> str:
    """What the line over the last five figures says: 'stijgende lijn', 'tekenen van een stijgende lijn' for a signal of
    one (95 %) that is no line (99.8 %), 'geen duidelijke richting'. Every sentence about a line says it in these words.
    """
    signal = fact.moves.line if fact.moves else Movement.NONE
    if fact.direction == Direction.STABLE and signal.sign:
        return f"tekenen van een {_LINE[signal]}"
    return direction_label(fact.direction)


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
    then what the likes of its members come to. Empty where fewer than eight likes have a figure.
    """
    likes = fact.likes
    if likes is None or likes.usual == Usual.UNKNOWN:
        return ""
    middle = numbers.value(likes.expected, indicator)
    place = place_text(likes)
    differ = "wat die onderling verschillen"
    if place:
        outside = f"{_SIDES[likes.usual]}, buiten" if likes.usual.sign else "binnen"
        return f"{place} vergelijkbare gemeenten (midden {middle}), {outside} {differ}"
    outside = f"is {_SIDES[likes.usual]}, buiten" if likes.usual.sign else "ligt binnen"
    return f"vergelijkbare gemeenten komen uit op {middle}, en dit cijfer {outside} {differ}"


def told_by_likes(fact: Fact) -> bool:
    """Whether what a fact is held against are its likes, of which `likes_clause` says more."""
    against = fact.comparison.reference if fact.comparison else None
    return against == ALIKE and fact.usual != Usual.UNKNOWN


def unusual_text(likes: Likes) -> str:
    """'ongewoon hoog naast vergelijkbare gemeenten (2e van 11)', of a sum without the place; empty where it is not."""
    if not likes.usual.sign:
        return ""
    place = place_text(likes)
    return f"{_SIDES[likes.usual]} naast vergelijkbare gemeenten{f' ({place})' if place else ''}"
