"""The headline of the first screen: what matters to its reader, made from the figures by fixed rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from ivp.analysis.toets import OLDEST
from ivp.catalog.models import Detection, Indicator, Level, Polarity, Statistic
from ivp.facts import Fact
from ivp.outcomes import Good, good
from ivp.wording import areas
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.facts import is_plural, reference, short_inside, subject
from ivp.wording.movement import unusual_text

_MOST = 2
_CLAUSES = 3
_VERBS = {1: ("stijgt", "stijgen"), -1: ("daalt", "dalen")}


def headline(facts: Sequence[Fact], indicators: Mapping[str, Indicator], area: str) -> str:
    """'Fietsdiefstal stijgt in het district sinds 2019; woninginbraak en diefstal uit auto’s dalen sinds 2019'.

    Rule: of the figures of `area` that have a good side, are not found by looking for them and are at most OLDEST years
    older than its newest one: what moves the wrong way first, then what moves the right way, up and down apart, each up
    to two with the largest number of cases first; 'sinds 2019' where all of them differ from that year. Of a gemeente
    then what differs for certain from what it is held against, and what is unusual among its likes. At most three
    clauses. Nothing of that: that is said; without any figure too.
    """
    own = [fact for fact in facts if fact.area.code == area and _counts(indicators[fact.indicator])]
    own = [fact for fact in own if fact.value is not None]
    if not own:
        return "Er zijn hier nog geen cijfers om een prioriteit aan te toetsen"
    newest = max(fact.year for fact in own)
    known = sorted((fact for fact in own if newest - fact.year <= OLDEST), key=lambda fact: -(fact.numerator or 0))
    place = known[0].area
    if place.level == Level.GEMEENTE:
        still = [fact for fact in known if not fact.arrow.sign]
        told = _movements(known, indicators) + _stands_out(still, indicators)
        told = told or ["geen cijfer beweegt meer dan toeval of verschilt duidelijk"]
        return f"{place.name}: {'; '.join(told[:_CLAUSES])}"
    where = f" in {areas.short(place.level, place.name)}"
    told = _movements(known, indicators, where) or [f"geen cijfer beweegt{where} meer dan toeval"]
    return capital("; ".join(told[:_CLAUSES]))


def _counts(indicator: Indicator) -> bool:
    return indicator.polarity != Polarity.NONE and indicator.detection != Detection.FOUND


def _name(indicator: Indicator) -> str:
    """The short name of what is counted; of other figures, whose names are no nouns, 'het aandeel ‘…’'."""
    return short_inside(indicator) if indicator.statistic == Statistic.RATE else subject(indicator)


def _movements(facts: Sequence[Fact], indicators: Mapping[str, Indicator], where: str = "") -> list[str]:
    """'fietsdiefstal en mishandeling stijgen in het district'; where is said once."""
    told: list[str] = []
    for judged, sign in product((Good.UNFAVOURABLE, Good.FAVOURABLE), _VERBS):
        some = [fact for fact in facts if fact.arrow.sign == sign]
        some = [fact for fact in some if good(sign, indicators[fact.indicator].polarity) == judged][:_MOST]
        if some:
            about = [indicators[fact.indicator] for fact in some]
            many = len(about) > 1 or (about[0].statistic == Statistic.RATE and is_plural(about[0]))
            names = enumerate_names([_name(one) for one in about])
            told.append(f"{names} {_VERBS[sign][many]}{where if not told else ''}{_since(some)}")
    return told


def _since(facts: Sequence[Fact]) -> str:
    years = {fact.moves.base.period if fact.moves and fact.moves.base and fact.moves.base.outcome.sign else ""
             for fact in facts}  # fmt: skip
    return f" sinds {year}" if len(years) == 1 and (year := years.pop()) else ""


def _stands_out(facts: Sequence[Fact], indicators: Mapping[str, Indicator]) -> list[str]:
    """What is clearly higher or lower than what it is held against, then what is unusual among the likes."""
    told = []
    for sign, word in ((1, "duidelijk hoger"), (-1, "duidelijk lager")):
        far = [fact for fact in facts if fact.outcome.firm and fact.outcome.sign == sign][:_MOST]
        if far:
            names = [_name(indicators[fact.indicator]) for fact in far]
            told.append(f"{enumerate_names(names)} {word} dan {reference(far[0])}")
    odd = [fact for fact in facts if fact.likes and fact.usual.sign]
    return told + [f"{_name(indicators[fact.indicator])} {unusual_text(fact.likes)}" for fact in odd if fact.likes]
