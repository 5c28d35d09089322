"""The ready-made presentations: lists of views, made from the catalog and the plan as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ivp.catalog.models import Indicator, Level
from ivp.catalog.plan import Weight
from ivp.errors import UserError
from ivp.export.deck.codes import from_code, is_own
from ivp.export.deck.figure_slides import ALL_INDICATORS
from ivp.export.deck.plan_slides import LEVELS, actions_of, partner_of
from ivp.export.deck.showing import Showing
from ivp.export.deck.views import Entry, Playlist, View, view
from ivp.export.subject import REPORTED, Subject
from ivp.plan_facts import Assessment, PlacedAction
from ivp.wording import deck as words
from ivp.wording.areas import capital, place

_TOLD = 4  # indicators with slides of their own
_OF_A_THEME = 5
_DOSSIERS = 6  # priorities of their own in an evaluation or for a partner
_AREA, _THEME, _PARTNER, _EVALUATION = "gebied", "thema", "partner", "evaluatie"


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made presentation: its code in a link, its group and its name in the list of them."""

    code: str
    group: str
    label: str


def ready(showing: Showing) -> tuple[Ready, ...]:
    """All ready-made presentations: district, basisteams, gemeenten, the evaluation, themes, partners."""
    reading = showing.reading
    areas = [one for level in reversed(REPORTED) for one in reading.areas() if one.level == level]
    used = {one.theme for one in reading.indicators() if one.order is not None}
    return (
        *(Ready(f"{_AREA}-{one.code}", "Gebied", capital(place(one))) for one in areas),
        *([Ready(_EVALUATION, "Plan", words.EVALUATION)] if reading.priorities() else []),
        *(Ready(f"{_THEME}-{one.id}", "Thema", f"Thema: {one.label}") for one in reading.themes() if one.id in used),
        *(Ready(f"{_PARTNER}-{one.id}", "Partner", f"Partner: {one.name}") for one in reading.partners()),
    )


def playlist(code: str, showing: Showing) -> Playlist:
    """The list of views of a code: one's own, or a ready-made one. `UserError` for a code that none has."""
    if is_own(code):
        return from_code(code)
    kind, _, which = code.partition("-")
    makers: dict[str, Callable[[str, Showing], Playlist]] = {
        _AREA: _of_area, _THEME: _of_theme, _PARTNER: _of_partner, _EVALUATION: _evaluation,
    }  # fmt: skip
    if kind not in makers:
        raise UserError(words.gone("presentatie", code))
    return makers[kind](which, showing)


def _of_area(code: str, showing: Showing) -> Playlist:
    if showing.area(code).level not in REPORTED:
        raise UserError(words.gone("gebied", code))
    return area_playlist(showing.subject(code))


def area_playlist(subject: Subject) -> Playlist:
    """Plan, what stands out, some figures at length, what is done; and behind that all figures and the sources."""
    here = {"gebied": subject.area.code}
    views = [
        *([view("prioriteiten", here | {"deel": LEVELS})] if subject.plan else []),
        view("overzicht", here),
        *(one for at, indicator in enumerate(subject.telling(_TOLD))
          for one in _at_length(subject, indicator, here, with_map=at == 0)),
        *([view("uitvoering", here)] if subject.goals or subject.actions else []),
        view("overzicht", here | {"beeld": ALL_INDICATORS}),
        view("verantwoording", here),
    ]  # fmt: skip
    return _list(words.area_deck_title(subject.name), views)


def _at_length(subject: Subject, indicator: Indicator, here: dict[str, str], *, with_map: bool) -> Iterator[View]:
    chosen = here | {"indicator": indicator.id}
    yield view("vergelijken", chosen)
    if len({fact.period for fact in subject.history(indicator) if fact.value is not None}) > 1:
        yield view("trends", chosen)
    if with_map and subject.reading.outlines(Level.GEMEENTE):
        yield view("kaart", chosen)


def _of_theme(code: str, showing: Showing) -> Playlist:
    label = next((one.label for one in showing.reading.themes() if one.id == code), None)
    if label is None:
        raise UserError(words.gone("thema", code))
    subject = showing.subject(showing.district.code)
    rows = [one for one in subject.leading if one.theme == code]
    known = [one for one in rows if any(fact.value is not None for fact in subject.large(one))][:_OF_A_THEME]
    here = {"gebied": subject.area.code}
    views = [
        view("overzicht", {"thema": code}),
        *(one for at, indicator in enumerate(known)
          for one in _at_length(subject, indicator, here, with_map=at == 0)),
        *(_dossier(row) for row in _by_priority(subject) if row.priority.theme == code),
    ]  # fmt: skip
    return _list(words.theme_deck_title(label, subject.where), views)


def _evaluation(_code: str, showing: Showing) -> Playlist:
    subject = showing.subject(showing.district.code)
    here = {"gebied": subject.area.code}
    views = [
        view("evaluatie", here),
        *(_dossier(row) for row in [one for one in _by_priority(subject) if _has_figures(subject, one)][:_DOSSIERS]),
        *([view("uitvoering", here)] if subject.goals or subject.actions else []),
    ]
    label = subject.plan.label if subject.plan else ""
    return _list(words.evaluation_deck_title(label), views)


def _by_priority(subject: Subject) -> Sequence[Assessment]:
    return subject.plan.toets if subject.plan else ()


def _has_figures(subject: Subject, row: Assessment) -> bool:
    return any(part.fact is not None and part.fact.value is not None for part in subject.parts(row))


def _dossier(row: Assessment) -> View:
    return view("prioriteiten", {"prioriteit": row.priority.id, "gebied": row.area.code})


def _of_partner(code: str, showing: Showing) -> Playlist:
    partner = partner_of(code, showing)
    mine = actions_of(partner, showing)
    places = list(dict.fromkeys((one.action.priority, one.area.code) for one in mine if one.action.priority))
    views = [
        view("uitvoering", {"partner": code}),
        *(view("prioriteiten", {"prioriteit": id, "gebied": area}) for id, area in places[:_DOSSIERS]),
        *(view("vergelijken", {"indicator": one}) for one in _leading(mine, showing)[:_TOLD]),
    ]
    return _list(words.partner_deck_title(partner.name), views)


def _leading(actions: Sequence[PlacedAction], showing: Showing) -> list[str]:
    """The leading indicators of the priorities that actions are about, those with figures."""
    subject = showing.subject(showing.district.code)
    asked = {one.action.priority for one in actions if one.action.priority}
    found = [one.indicator for one in showing.reading.links() if one.weight == Weight.LEAD and one.priority in asked]
    known = [id for id in dict.fromkeys(found) if id in subject.by_id]
    return [id for id in known if any(fact.value is not None for fact in subject.large(subject.by_id[id]))]


def _list(title: str, views: Sequence[View]) -> Playlist:
    return Playlist(title, tuple(Entry(one) for one in views))


def area_of(code: str) -> str:
    """The area that a ready-made presentation is about; empty for another one."""
    return code.removeprefix(f"{_AREA}-") if code.startswith(f"{_AREA}-") else ""
