"""What views are shown with: the figures, the day, the colours; and the codes of a view turned into records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ivp.catalog.models import Indicator, Level
from ivp.errors import UserError
from ivp.export.deck.views import View
from ivp.export.reading import Reading
from ivp.export.subject import LARGE, REPORTED, Subject
from ivp.facts import ALIKE, Area
from ivp.figures.palette import LIGHT, Palette
from ivp.outcomes import Measure
from ivp.plan_facts import ALL, PlacedPriority, Topic
from ivp.wording.deck import gone

_REFERENCES = {*LARGE, ALIKE.code.casefold()}


@dataclass
class Showing:
    """The figures of a store on a day, in the colours of paper or of a dark screen; subjects are made once."""

    reading: Reading
    today: date
    palette: Palette = LIGHT
    _subjects: dict[tuple[str, str], Subject] = field(default_factory=dict)

    @classmethod
    def of_subject(cls, subject: Subject) -> Showing:
        """With the figures and the day of a subject, which is then known already."""
        return cls(subject.reading, subject.today, _subjects={(subject.area.code, ""): subject})

    def subject(self, code: str, level: str = "") -> Subject:
        """An area with what is known of it, held against the areas of a level."""
        if (code, level) not in self._subjects:
            self._subjects[code, level] = Subject(self.reading, code, self.today, level)
        return self._subjects[code, level]

    @property
    def district(self) -> Area:
        """The district, which a view is about that names no area; without one the largest area there is."""
        areas = self.reading.areas()
        return next((one for one in areas if one.level == Level.DISTRICT), areas[-1])

    def area(self, code: str) -> Area:
        """The area of a code, the district without one. `UserError` for one that is not there (any more)."""
        if not code:
            return self.district
        found = next((one for one in self.reading.areas() if one.code == code), None)
        if found is None:
            raise UserError(gone("gebied", code))
        return found

    def gemeente(self, view: View) -> Area:
        """The gemeente of a view that is about one; the first of the catalog where it names none."""
        gemeenten = [one for one in self.reading.areas() if one.level == Level.GEMEENTE]
        return self.area(view.get("gebied")) if view.get("gebied") or not gemeenten else gemeenten[0]

    def of(self, view: View) -> Subject:
        """The area that a view is about (of a wijk its gemeente), held against what the view says."""
        area = self.area(view.get("gebied"))
        while area.level not in REPORTED and area.parent:
            area = self.area(area.parent)
        level = view.get("vergelijk")
        if level and level not in _REFERENCES:
            raise UserError(gone("vergelijking", level))
        above = [one.level for one in self.subject(area.code).above]
        return self.subject(area.code, level if level in above or level == ALIKE.code.casefold() else "")

    def indicator(self, view: View) -> Indicator:
        """The indicator of a view. `UserError` for one that is not there (any more), or none."""
        code = view.get("indicator")
        found = next((one for one in self.reading.indicators() if one.id == code), None)
        if found is None:
            raise UserError(gone("indicator", code))
        return found

    def period(self, view: View) -> str:
        """The period of a view; empty for the latest. `UserError` where the indicator has no figures of it."""
        asked = view.get("periode")
        known = {one.period for one in self.reading.availability() if one.indicator == view.get("indicator")}
        if asked and asked not in known:
            raise UserError(gone("periode", asked))
        return asked

    def topic(self, view: View) -> Topic:
        """The theme of a view with what belongs to it. `UserError` for one that is not there (any more)."""
        code = view.get("thema")
        if code not in ("", ALL, *(one.id for one in self.reading.themes())):
            raise UserError(gone("thema", code))
        return Topic.of(code, self.reading.priorities(), self.reading.indicators())

    def label_of(self, topic: Topic) -> str:
        """The name of a theme, '' for every theme."""
        return next((one.label for one in self.reading.themes() if one.id == topic.theme), "")

    def priority(self, view: View) -> PlacedPriority:
        """The priority of a view. `UserError` for one that is not there (any more)."""
        code = view.get("prioriteit")
        found = next((one for one in self.reading.priorities() if one.priority.id == code), None)
        if found is None:
            raise UserError(gone("prioriteit", code))
        return found


def measure_of(view: View) -> Measure:
    """What of a figure a view shows. `UserError` for an unknown measure."""
    asked = view.get("maat")
    try:
        return Measure(asked) if asked else Measure.VALUE
    except ValueError as error:
        raise UserError(gone("maat", asked)) from error
