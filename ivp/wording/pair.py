"""Two gemeenten against each other in words: one sentence per theme, which says no more than was tested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ivp.catalog.models import Indicator
from ivp.facts import ALIKE, Area, Fact
from ivp.outcomes import Outcome
from ivp.wording import facts as fact_words
from ivp.wording import numbers
from ivp.wording.areas import capital, enumerate_names, place
from ivp.wording.periods import period

_FIGURES = 3  # of a side that are told with their figures
_ONCE = "Van cijfers die hetzelfde tellen telt er één mee. Cijfers zonder eenheid zijn per 1.000 inwoners."
RULE = (
    "Getoetst is of het verschil tussen de twee cijfers van hetzelfde jaar meer is dan toeval (95 % zeker), met de "
    "schommelingen die elk cijfer ook zonder oorzaak heeft. Een verschil zegt vooral hoe stedelijk een gemeente is, en "
    f"niet hoe goed zij het doet. {_ONCE}"
)
RULE_ALIKE = f"Getoetst is of een cijfer valt buiten wat vergelijkbare gemeenten onderling verschillen. {_ONCE}"


class PairWords(Protocol):
    """The part of `ivp.export.pair.Pair` that is read here."""

    @property
    def indicator(self) -> Indicator: ...
    @property
    def fact(self) -> Fact: ...
    @property
    def other(self) -> float | None: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def indicative(self) -> bool: ...


def pair_title(one: Area, other: Area, pairs: Sequence[PairWords]) -> str:
    """'Roosendaal ligt bij negen van de 21 cijfers hoger dan Tholen en bij drie lager'.

    Rule: counts of what was judged; what was not is not counted.
    """
    judged = [pair for pair in pairs if pair.outcome != Outcome.NONE]
    if not judged:
        return f"{capital(place(one))} en {_than(other)}: geen cijfers om te vergelijken"
    higher, lower = (sum(pair.outcome.sign == sign for pair in judged) for sign in (1, -1))
    of_all = f"bij {numbers.word(higher)} van de {numbers.word(len(judged))} cijfers"
    if not higher and not lower:
        return f"{capital(place(one))} verschilt bij geen van de {numbers.word(len(judged))} cijfers van {_than(other)}"
    return f"{capital(place(one))} ligt {of_all} hoger dan {_than(other)} en bij {numbers.word(lower)} lager"


def theme_sentence(label: str, one: Area, other: Area, pairs: Sequence[PairWords]) -> str:
    """One sentence about a theme; empty where nothing in it was judged.

    Rule: '{Theme}: {one} ligt hoger dan {other} bij {label} ({figure} tegen {figure} in {year}) … en lager bij …; bij …
    telt het verschil niet.', in that order, what is not there left out. The largest differences first; of more than
    three on a side the others by name only. Not judged: said by name.
    """
    judged = [pair for pair in pairs if pair.outcome != Outcome.NONE]
    if not judged:
        return ""
    sides = [(word, side) for word, sign in (("hoger", 1), ("lager", -1)) if (side := _side(judged, sign))]
    told = [
        f"{word}{f' dan {_than(other)}' if at == 0 else ''} bij {enumerate_names(_named(side))}"
        for at, (word, side) in enumerate(sides)
    ]
    same = [_label(pair.indicator) for pair in judged if pair.outcome == Outcome.SIMILAR]
    differs = f"{place(one)} ligt {' en '.join(told)}" if told else ""
    nothing = f"bij {enumerate_names(same)} telt het verschil niet" if same else ""
    unknown = [_label(pair.indicator) for pair in pairs if pair.outcome == Outcome.NONE]
    left = f" Niet te vergelijken: {enumerate_names(unknown)}." if unknown else ""
    return f"{label}: {'; '.join(filter(None, (differs, nothing)))}.{left}"


def without_figures(labels: Sequence[str]) -> str:
    """Which themes have nothing that could be judged; empty without any."""
    return f"Zonder cijfers om te vergelijken: {enumerate_names([one.lower() for one in labels])}." if labels else ""


def _than(other: Area) -> str:
    return ALIKE.name if other.code == ALIKE.code else place(other)


def _side(pairs: Sequence[PairWords], sign: int) -> list[PairWords]:
    """Those on a side, the largest difference first."""
    found = [pair for pair in pairs if pair.outcome.sign == sign]
    return sorted(found, key=lambda pair: -abs(_times(pair)))


def _times(pair: PairWords) -> float:
    """How far apart the two are: the larger over the smaller."""
    low, high = sorted((pair.fact.value or 0.0, pair.other or 0.0))
    return high / low if low > 0 else float("inf")


def _named(pairs: Sequence[PairWords]) -> list[str]:
    return [_with_figures(pair) if at < _FIGURES else _label(pair.indicator) for at, pair in enumerate(pairs)]


def _with_figures(pair: PairWords) -> str:
    figures = " tegen ".join(numbers.value(value, pair.indicator) for value in (pair.fact.value, pair.other))
    few = ", indicatief" if pair.indicative else ""
    return f"{_label(pair.indicator)} ({figures} in {period(pair.fact.period)}{few})"


def _label(indicator: Indicator) -> str:
    return fact_words.label_inside(indicator)
