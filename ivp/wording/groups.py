"""Areas grouped by the side of the reference that they lie on, and the sentence about those groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ivp.facts import Fact
from ivp.outcomes import Outcome
from ivp.wording.areas import enumerate_names
from ivp.wording.numbers import counted, word

_NAMED = 3  # up to so many areas are named; more are counted
_MANY = 20  # of more areas than this a title gives numbers only


@dataclass(frozen=True)
class Groups:
    """Names by side of the reference, furthest first; `size` gives the denominator by name, where known.

    `uncompared` have a figure but no outcome; `missing` have no figure.
    """

    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    uncompared: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    size: dict[str, float] = field(default_factory=dict)

    @property
    def compared(self) -> int:
        """How many have an outcome."""
        return len(self.above) + len(self.below) + len(self.similar)

    @property
    def all(self) -> int:
        """How many there are."""
        return self.compared + len(self.uncompared) + len(self.missing)


def against_reference(fact: Fact) -> tuple[Outcome, float]:
    """The side of the reference that a fact lies on, and how far from it in the unit of the figure."""
    difference = fact.comparison.difference if fact.comparison else None
    return fact.outcome, abs(difference or 0.0)


def area_name(fact: Fact) -> str:
    """The name of the area of a fact."""
    return fact.area.name


def grouped(
    facts: Sequence[Fact],
    by: Callable[[Fact], str] = area_name,
    judged: Callable[[Fact], tuple[Outcome, float]] = against_reference,
) -> Groups:
    """The names that `by` gives, grouped by presence of a figure and by the side (and distance) that `judged` gives."""
    known = sorted(((by(fact), *judged(fact)) for fact in facts if fact.known), key=lambda one: -one[2])

    def names(*sides: Outcome) -> list[str]:
        return [name for name, outcome, _ in known if outcome in sides]

    return Groups(
        above=names(Outcome.HIGHER, Outcome.MUCH_HIGHER),
        below=names(Outcome.LOWER, Outcome.MUCH_LOWER),
        similar=names(Outcome.SIMILAR),
        uncompared=names(Outcome.NONE),
        missing=[by(fact) for fact in facts if not fact.known],
        size={by(fact): fact.denominator for fact in facts if fact.denominator is not None},
    )


@dataclass(frozen=True)
class Sides:
    """The words for both sides, first with what is held against and then alone, and for what lies between."""

    high: tuple[str, str]
    low: tuple[str, str]
    between: str


COMPARED = Sides(("hoger dan", "hoger"), ("lager dan", "lager"), "bij {} telt het verschil niet")
FUNNEL = Sides(("boven", "erboven"), ("onder", "eronder"), "{} erbinnen")


def groups_sentence(groups: Groups, plural: str, against: str, sides: Sides = COMPARED) -> str:
    """'A en B liggen hoger dan de rest van het district, de zes kleinere gemeenten lager', in small letters.

    Rule: above, below, without a difference that counts, without a figure; each only where there are any.
    """
    if not groups.compared:
        more = f" met {against}" if against else ""
        return f"de cijfers van de {plural} zijn niet te vergelijken{more}"
    if not groups.above and not groups.below:
        who = groups.similar[0] if groups.compared == 1 else f"de {plural}"
        return f"tussen {who} en {against} is geen verschil dat telt{_without(groups, plural)}"
    parts: list[str] = []
    told = 0
    for group, (side, later) in ((groups.above, sides.high), (groups.below, sides.low)):
        if group:
            name = _name(group, groups, plural, told)
            verb = "ligt" if len(group) == 1 else "liggen"
            parts.append(f"{name} {later}" if parts else f"{name} {verb} {side} {against}")
            told += len(group)
    sentence = ", ".join(parts)
    if groups.similar:
        rest = _name(groups.similar, groups, plural, told)
        sentence += f"; {sides.between.format(rest)}"
    return sentence + _without(groups, plural)


def _without(groups: Groups, plural: str) -> str:
    """Rule: who has no figure, or no comparison, is said too."""
    lines = ""
    for group, what in (
        (groups.missing, "er geen cijfer"),
        (groups.uncompared, "geen vergelijking te maken"),
    ):
        if group:
            few = len(group) <= _NAMED and groups.all <= _MANY
            name = enumerate_names(group) if few else counted(len(group), plural)
            lines += f"; van {name} is {what}"
    return lines


def _name(group: list[str], groups: Groups, plural: str, told: int) -> str:
    """How a group is called: by names up to three; else 'alle acht', 'de zes kleinere', 'de andere vijf',
    'x van de n'; of more than twenty areas only the number once the n is told.

    'Kleinere' and 'grotere' only when every one has a known denominator below (above) that of all others;
    'andere' only when they are all that is left after the `told` ones.
    """
    n = len(group)
    if n <= _NAMED:
        return enumerate_names(group)
    if n == groups.all:
        return f"alle {word(n)} {plural}"
    others = [name for name in groups.size if name not in group]
    if len(groups.size) == groups.all and len(groups.size) > n:
        mine, theirs = [groups.size[name] for name in group], [groups.size[name] for name in others]
        if max(mine) < min(theirs):
            return f"de {word(n)} kleinere {plural}"
        if min(mine) > max(theirs):
            return f"de {word(n)} grotere {plural}"
    if told and told + n == groups.all:
        return f"de andere {word(n)} {plural}"
    if told and groups.all > _MANY:
        return word(n)
    return f"{word(n)} van de {word(groups.all)} {plural}"
