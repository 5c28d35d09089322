"""Presentations: a list of views that becomes slides, for a screen and for PowerPoint alike.

`views` is what a list is kept as, `codes` how it travels, `ready` the ready-made ones, `making` turns them into slides.
"""

from __future__ import annotations

from ivp.export.deck.making import deck_of
from ivp.export.deck.ready import area_playlist
from ivp.export.deck.showing import Showing
from ivp.export.deck.slides import chart_slide as chart_slide
from ivp.export.deck.slides import table_slides as table_slides
from ivp.export.document import Deck
from ivp.export.subject import Subject


def deck(subject: Subject) -> Deck:
    """The ready-made deck of one gemeente, basisteam or the district."""
    return deck_of(area_playlist(subject), Showing.of_subject(subject))
