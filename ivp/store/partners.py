"""What the plan asks of the partners in the field: everything of one of them, and sums by partner and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ivp.catalog.models import Level
from ivp.catalog.plan import NeedUnit, Partner, Status, Weight
from ivp.plan_facts import Concern, PartnerNeed, PartnerView, PlacedAction
from ivp.store.reader import Store


def partner_view(store: Store, partner: str, today: date | None = None, area: str = "") -> PartnerView:
    """Everything of one partner (its id); with `area` of that area and those that contain it.

    Figures are compared with the district. Raises `KeyError` for a partner that is not in the plan.
    """
    known = {one.id: one for one in store.partners()}
    mine = [one for one in store.actions(area=area) if partner in one.action.partners]
    actions = tuple(sorted(mine, key=lambda one: -one.action.year))
    needs = needs_by_partner(actions, [known[partner]], today or date.today())
    return PartnerView(known[partner], actions, _concerns(store, actions), tuple(one for one in needs if one.partner))


def _concerns(store: Store, actions: Iterable[PlacedAction]) -> tuple[Concern, ...]:
    """Of every priority in every area that the actions name, in the order of the plan."""
    priorities = {one.priority.id: one for one in store.priorities()}
    order = list(priorities)
    places = {(one.action.priority, one.area.code): one.area for one in actions if one.action.priority}
    leads = {id: [link.indicator for link in store.links(id) if link.weight == Weight.LEAD] for id, _ in places}
    wanted = list(dict.fromkeys(indicator for some in leads.values() for indicator in some))
    facts = store.matrix(wanted, levels=[Level.GEMEENTE], reference_level=Level.DISTRICT)
    toets = {(row.priority.id, row.area.code): row for row in store.assessments(priorities=list(leads))}
    return tuple(
        Concern(
            priorities[id],
            area,
            toets.get((id, code)),
            tuple(fact for fact in facts if fact.indicator in leads[id] and fact.area.code == code),
        )
        for (id, code), area in sorted(places.items(), key=lambda item: (order.index(item[0][0]), item[1].sort))
    )


def needs_by_partner(
    actions: Sequence[PlacedAction], partners: Sequence[Partner], today: date
) -> tuple[PartnerNeed, ...]:
    """By year (newest first) and partner what the actions ask, and last of a year all actions together.

    An action counts at each of its partners, because how they divide it is not known: only the line of all together
    is a sum without doubles. What was stopped asks nothing.
    """
    going = [one for one in actions if one.action.status != Status.STOPPED]
    result = []
    for year in sorted({one.action.year for one in going}, reverse=True):
        of_year = [one for one in going if one.action.year == year]
        for partner in partners:
            mine = [one for one in of_year if partner.id in one.action.partners]
            if mine:
                result.append(_sum(partner, year, mine, today))
        result.append(_sum(None, year, of_year, today))
    return tuple(result)


def _sum(partner: Partner | None, year: int, actions: Sequence[PlacedAction], today: date) -> PartnerNeed:
    asked = [one.action for one in actions]
    by_unit = {unit: sum(one.needs or 0 for one in asked if one.needs_unit == unit) for unit in NeedUnit}
    return PartnerNeed(
        partner=partner,
        year=year,
        actions=len(actions),
        overdue=sum(one.overdue(today) for one in actions),
        hours=by_unit[NeedUnit.HOURS],
        fte=by_unit[NeedUnit.FTE],
        euros=by_unit[NeedUnit.EURO],
    )
