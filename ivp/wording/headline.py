"""The headline of the first screen: what matters to its reader, made from the figures by fixed rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ivp.catalog.models import Detection, Indicator, Level, Polarity
from ivp.facts import Fact, Good, good
from ivp.wording import areas
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.facts import reference, short_inside
from ivp.wording.movement import place_text

_MOST = 2
_CLAUSES = 3
_NOTHING = "geen cijfer beweegt of verschilt meer dan toeval"


def headline(facts: Sequence[Fact], indicators: Mapping[str, Indicator], area: str) -> str:
    """'Fietsdiefstal stijgt in het district; woninginbraak en diefstal uit auto’s dalen'.

    Rule: of the figures of `area` that have a good side and are not found by looking for them, what moves the wrong way
    first, then what moves the right way, each up to two with the largest number of cases first. Of a gemeente also
    what differs for certain from the rest of its district, and what is unusual among its likes. Nothing of that: that
    is said; without any figure too.
    """
    own = [fact for fact in facts if fact.area.code == area and _counts(indicators[fact.indicator])]
    known = sorted((fact for fact in own if fact.value is not None), key=lambda fact: -(fact.numerator or 0))
    if not known:
        return "Er zijn hier nog geen cijfers om een prioriteit aan te toetsen"
    place = known[0].area
    where = f" in {areas.short(place.level, place.name)}" if place.level != Level.GEMEENTE else ""
    moving = {side: [fact for fact in known if _goes(fact, indicators) == side] for side in (True, False)}
    parts = [_moves(some, indicators, where if not at else "") for at, some in enumerate(filter(None, moving.values()))]
    if place.level == Level.GEMEENTE:
        moved = {fact.indicator for fact in known if fact.arrow.sign}
        parts += _stands_out([fact for fact in known if fact.indicator not in moved], indicators)
    told = "; ".join(parts[:_CLAUSES]) or _NOTHING + where
    return f"{place.name}: {told}" if place.level == Level.GEMEENTE else capital(told)


def _counts(indicator: Indicator) -> bool:
    return indicator.polarity != Polarity.NONE and indicator.detection != Detection.FOUND


def _goes(fact: Fact, indicators: Mapping[str, Indicator]) -> bool | None:
    """True: the wrong way; False: the right way; None: neither."""
    judged = good(fact.arrow.sign, indicators[fact.indicator].polarity)
    return None if judged == Good.NEUTRAL else judged == Good.UNFAVOURABLE


def _moves(facts: Sequence[Fact], indicators: Mapping[str, Indicator], where: str) -> str:
    """'fietsdiefstal en mishandeling stijgen in het district': those of the side of the first."""
    up = facts[0].arrow.sign
    names = [short_inside(indicators[fact.indicator]) for fact in facts if fact.arrow.sign == up][:_MOST]
    verb = ("stijgt" if up > 0 else "daalt") if len(names) == 1 else ("stijgen" if up > 0 else "dalen")
    return f"{enumerate_names(names)} {verb}{where}"


def _stands_out(facts: Sequence[Fact], indicators: Mapping[str, Indicator]) -> list[str]:
    """What is clearly higher or lower than the rest of the district, then what is unusual among the likes."""
    told = []
    for sign, word in ((1, "duidelijk hoger"), (-1, "duidelijk lager")):
        far = [fact for fact in facts if fact.outcome.firm and fact.outcome.sign == sign][:_MOST]
        if far:
            names = [short_inside(indicators[fact.indicator]) for fact in far]
            told.append(f"{enumerate_names(names)} {word} dan {reference(far[0])}")
    for fact in facts:
        if fact.usual.sign and fact.likes:
            place = place_text(fact.likes) or "ongewoon"
            told.append(f"{short_inside(indicators[fact.indicator])} {place} vergelijkbare gemeenten")
    return told
