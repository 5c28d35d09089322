"""Typed models of the Integraal Veiligheidsplan: priorities, goals, actions, and what people wrote and decided."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ivp.catalog.models import Model, Slug

Text = Annotated[str, Field(min_length=1)]
Url = Annotated[str, Field(pattern=r"^(https?://.*)?$")]
Year = Annotated[int, Field(ge=1990, le=2100)]


class PlanLevel(StrEnum):
    """The four levels of the plan, and the national frame that feeds them."""

    LANDELIJK = "landelijk"
    REGIONAAL = "regionaal"
    DISTRICT = "district"
    BASISTEAM = "basisteam"
    LOKAAL = "lokaal"


class Standing(StrEnum):
    """How sure it is that something belongs to the plan."""

    VASTGESTELD = "vastgesteld"
    NIEUWSBERICHT = "uit nieuwsbericht"
    AANNAME = "aanname"
    VOORBEELD = "voorbeeld"


class Evidence(StrEnum):
    """Whether a linked indicator is registered or felt; the two are never merged."""

    REGISTER = "register"
    SURVEY = "beleving"


class Weight(StrEnum):
    """Lead indicators decide the toets; supporting ones are shown beside them."""

    LEAD = "hoofd"
    SUPPORTING = "aanvullend"


class Status(StrEnum):
    """Status of an action; `onbekend` where no source says it."""

    PLANNED = "gepland"
    RUNNING = "loopt"
    DONE = "afgerond"
    STOPPED = "gestopt"
    UNKNOWN = "onbekend"


class NeedUnit(StrEnum):
    """What an action's need is counted in."""

    HOURS = "uren"
    FTE = "fte"
    EURO = "euro"


class Direction(StrEnum):
    """Which way a goal wants the figure to go."""

    LOWER = "omlaag"
    HIGHER = "omhoog"


class Verdict(StrEnum):
    """What people decided about a priority."""

    KEEP = "handhaven"
    ADJUST = "bijstellen"
    DROP = "afbouwen"
    ADD = "toevoegen"


class Body(StrEnum):
    """Who decided."""

    RAAD = "raad"
    COLLEGE = "college"
    DRIEHOEK = "driehoek"
    DISTRICT = "districtelijk driehoeksoverleg"


class Priority(Model):
    """What a level has chosen to work on, in a period (years, both included).

    `area` is the area that chose it; it holds there and in every area inside it.
    """

    id: Slug
    level: PlanLevel
    area: Text
    title: Text
    theme: Slug
    start: Year
    end: Year
    standing: Standing
    source: Text
    url: Url = ""
    description: str = ""


class Link(Model):
    """An indicator that says something about a priority; `reason` says in one line what."""

    priority: Slug
    indicator: Slug
    evidence: Evidence
    weight: Weight
    reason: str = ""


class Goal(Model):
    """A streefwaarde. `indicator` is empty where the figure is not in the catalog; `measure` always says what it is.

    `target_value` may be empty: then only the direction counts.
    """

    id: Slug
    area: Text
    measure: Text
    direction: Direction
    base_year: Year
    base_value: float = Field(allow_inf_nan=False)
    target_year: Year
    set_by: Text
    standing: Standing
    source: Text
    priority: str = ""
    indicator: str = ""
    unit: str = ""
    target_value: float | None = Field(default=None, allow_inf_nan=False)
    url: Url = ""


class Action(Model):
    """One line of a yearly uitvoeringsprogramma. `partners` are ids of partners.

    `needs` is what it asks in its year, in `needs_unit`; `obstacle` what stands in its way.
    """

    id: Slug
    area: Text
    year: Year
    title: Text
    status: Status
    standing: Standing
    source: Text
    priority: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    deadline: date | None = None
    result: str = ""
    url: Url = ""
    needs: float | None = Field(default=None, allow_inf_nan=False)
    needs_unit: NeedUnit | None = None
    obstacle: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in (Status.PLANNED, Status.RUNNING)


class Partner(Model):
    """A partner in the field, with its role."""

    id: Slug
    name: Text
    role: Text
    source: Text
    url: Url = ""


class Commentary(Model):
    """Duiding: what the coordinator says about the figures of a priority in an area and year."""

    id: Slug
    priority: Slug
    area: Text
    year: Year
    text: Text
    written: date
    author: str = ""


class Decision(Model):
    """Besluit about a priority in an area, for a year."""

    id: Slug
    priority: Slug
    area: Text
    year: Year
    verdict: Verdict
    body: Body
    decided: date
    text: str = ""
    source: str = ""


class Plan(Model):
    """All of the plan, checked for references. Empty where nothing is documented."""

    priorities: tuple[Priority, ...] = ()
    links: tuple[Link, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    partners: tuple[Partner, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    decisions: tuple[Decision, ...] = ()
