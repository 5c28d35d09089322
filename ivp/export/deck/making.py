"""From a list of views to a deck: every view becomes one slide or more, with the figures of now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ivp.errors import UserError
from ivp.export.deck import figure_slides, plan_slides
from ivp.export.deck.showing import Showing
from ivp.export.deck.views import Entry, Playlist, View
from ivp.export.document import Deck, Paragraph, Slide
from ivp.export.report import subtitle
from ivp.wording.deck import CANNOT, NO_SLIDE

_MAKERS: dict[str, Callable[[View, Showing], Iterator[Slide]]] = {
    "overzicht": figure_slides.overview,
    "prioriteiten": plan_slides.priorities,
    "kaart": figure_slides.on_map,
    "trends": figure_slides.course,
    "vergelijken": figure_slides.comparison,
    "gemeente": figure_slides.profile,
    "beleving": figure_slides.comparison,
    "uitvoering": plan_slides.execution,
    "evaluatie": plan_slides.evaluation,
    "verantwoording": figure_slides.sources,
}
PAGES = frozenset(_MAKERS)
"""The pages of which a view can be a slide."""


Parts = tuple[tuple[Slide, ...], ...]
"""Per entry of a list its slides."""


def parts_of(playlist: Playlist, showing: Showing) -> Parts:
    """The slides of every entry. What cannot be shown (any more) is a slide that says so, among the others."""
    return tuple(slides_of(entry, showing) for entry in playlist.entries)


def deck_of(playlist: Playlist, showing: Showing, parts: Parts | None = None) -> Deck:
    """The whole presentation; of `parts` where they are made already."""
    slides = (slide for part in parts or parts_of(playlist, showing) for slide in part)
    about = subtitle(showing.subject(showing.district.code))
    return Deck(playlist.title, about, showing.today, tuple(slides))


def slides_of(entry: Entry, showing: Showing) -> tuple[Slide, ...]:
    """The slides of one view; the first one with the title and note of the entry, where it has them."""
    try:
        maker = _MAKERS.get(entry.view.page)
        if maker is None:
            raise UserError(NO_SLIDE)
        made = list(maker(entry.view, showing)) or [_cannot(NO_SLIDE)]
    except UserError as error:
        made = [_cannot(str(error))]
    return tuple(
        replace(_as_asked(slide, entry) if at == 0 else slide, link=entry.view.link) for at, slide in enumerate(made)
    )


def _cannot(why: str) -> Slide:
    return Slide(CANNOT, Paragraph(why), "")


def _as_asked(slide: Slide, entry: Entry) -> Slide:
    notes = "\n".join(filter(None, (entry.note, slide.notes)))
    if not entry.title:
        return replace(slide, notes=notes)
    return replace(slide, title=entry.title, finding=slide.title, notes=f"{slide.title}\n{notes}")
