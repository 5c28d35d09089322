"""The first screen of one gemeente: its priorities of four levels as a list that reads well on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ivp.catalog.models import Indicator
from ivp.catalog.plan import PlanLevel
from ivp.facts import Fact
from ivp.figures.levels import Documented, Group
from ivp.web.components.text import heading, paragraphs, plain, quiet, small
from ivp.web.page import Page, page_link
from ivp.web.plan.goals import goal_lines
from ivp.web.plan.view import PlanView
from ivp.wording import numbers, periods
from ivp.wording import plan as words
from ivp.wording.areas import capital, enumerate_names
from ivp.wording.assessments import assessment_label
from ivp.wording.facts import noun
from ivp.wording.movement import arrow_sign, likes_clause, moves_clause
from ivp.wording.sentences import comparison_clause

_ORDER = (PlanLevel.LOKAAL, PlanLevel.BASISTEAM, PlanLevel.DISTRICT, PlanLevel.REGIONAAL)
"""A reader of one gemeente wants its own choices first."""


def own_list(page: Page, plan: PlanView, groups: Sequence[Group], facts: Sequence[Fact], area: str) -> None:
    """Every priority that holds in `area` with its outcome, figures, goal; what is computed, marked; what is done."""
    own = {fact.indicator: fact for fact in facts if fact.area.code == area}
    mine = [group for group in groups if group.area is None or area in _inside(page, group)]
    mine.sort(key=lambda one: _ORDER.index(one.level))
    held = [one for group in mine for one in group.documented if area in one.toets]
    heading(f"Wat geldt in {page.known.area[area].name}", 2, key="wat-geldt")
    for one in sorted((one for one in held if one.shown), key=lambda one: not one.judged):
        _documented(page, one, own, area)
    quiet(*_without_figures(page, held, area))
    _computed(mine, own)
    if source := page.known.source_line(own.values()):
        quiet(source)
    _done(page, area)


def _without_figures(page: Page, held: Sequence[Documented], area: str) -> Iterator[str]:
    """What holds in `area` but has nothing to show, and that it chose nothing itself."""
    if away := [one.placed.priority.title for one in held if not one.shown]:
        yield f"Zonder cijfers: {enumerate_names(away)}."
    if not any(one.placed.area.code == area for one in held):
        yield f"Geen openbaar accent van {page.known.area[area].name} zelf. {words.HOW_TO_ADD}"


def _computed(groups: Sequence[Group], own: Mapping[str, Fact]) -> None:
    """What the figures point to on the levels above, each indicator once with all of those levels."""
    levels: dict[str, list[str]] = {}
    every = [one.indicator for group in groups for one in group.computed]
    indicators = {one.id: one for one in every if one.id in own}
    for group in groups:
        for one in group.computed:
            levels.setdefault(one.indicator.id, []).append(words.group_label(group.level, group.area))
    if not indicators:
        return
    heading("Waar de cijfers verder op wijzen", 2, key="berekend")
    lines = [small("Berekend uit de cijfers, niet vastgesteld.")]
    for id, indicator in indicators.items():
        lines += [_item(indicator.label, " · ".join(levels[id]), words.COMPUTED_BADGE), _figure(own[id], indicator)]
    paragraphs(*lines)


def _inside(page: Page, group: Group) -> list[str]:
    return [one.code for one in page.known.areas if group.area in page.known.above(one.code)]


def _documented(page: Page, one: Documented, own: Mapping[str, Fact], area: str) -> None:
    priority = one.placed.priority
    level = words.LEVEL_LABELS[priority.level]
    head = _item(priority.title, f"{level} · {priority.standing}", assessment_label(one.toets[area].outcome))
    known = [(own[item.id], item) for item in one.indicators if item.id in own and own[item.id].known]
    if one.not_by_figures:
        told = [plain(words.found_by_looking([fact for fact, _ in known], [item for _, item in known]))]
    else:
        told = [_figure(fact, item, name=item.label) for fact, item in known]
    goals = [goal for goal in page.store.goal_progress(area) if goal.goal.priority == priority.id]
    paragraphs(head, *told, *goal_lines(page, goals))
    page_link("prioriteiten", "Dossier", page.selection.with_changes(gebied=area), prioriteit=priority.id)


def _item(title: str, note: str, badge: str) -> str:
    """The head of one entry: title, badge, and who set it."""
    mark = f" :gray-badge[{plain(badge)}]" if badge else ""
    return f"**{plain(title)}**{mark}  \n:small[:gray[{plain(note)}]]"


def _figure(fact: Fact, indicator: Indicator, name: str = "") -> str:
    """'3,8 per 1.000 inwoners · 103 gevallen in 2024 (voorlopig)'; under it movement, comparison, place among likes."""
    value = numbers.value(fact.value, indicator) if fact.value is not None else ""
    unit = numbers.with_unit(fact.value, indicator).removeprefix(value).strip() if value else ""
    cases = numbers.count_cases(fact.numerator, noun(indicator)) if fact.numerator is not None else ""
    about = " · ".join(part for part in (unit, cases if value else "") if part)
    first = f"{plain(name)}: " if name else ""
    reserved = ", ".join(
        word for word, so in (("voorlopig", fact.provisional), ("indicatief", fact.indicative)) if so and value
    )
    when = f"{periods.in_period(fact.period)}{f' ({reserved})' if reserved else ''}"
    told = " ".join(part for part in (about, when) if part)
    lines = [f"{first}**{plain(value or cases)}** {plain(told)}"]
    moves = moves_clause(fact, indicator)
    if moves:
        lines.append(plain(f"{arrow_sign(fact.arrow)} {moves}"))
    sides = [clause for clause in (comparison_clause(fact, indicator), likes_clause(fact, indicator)) if clause]
    if sides:
        lines.append(plain(f"{capital('; '.join(sides))}."))
    return "  \n".join(lines)


def _done(page: Page, area: str) -> None:
    name = page.known.area[area].name
    heading("Wat er gebeurt", 2, key="wat-er-gebeurt")
    actions = page.store.actions(area=area)
    if not actions:
        quiet(f"Nog geen acties van {name} vastgelegd.")
        return
    paragraphs(*(plain(f"{one.action.title} ({one.action.status}, {one.action.year})") for one in actions[:5]))
    page_link("uitvoering", "Naar de uitvoering", page.selection)
