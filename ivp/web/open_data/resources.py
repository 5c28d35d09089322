"""Every resource, by name, in the order in which they are told of."""

from __future__ import annotations

from ivp.web.open_data.declare import Resource
from ivp.web.open_data.figures import FIGURES
from ivp.web.open_data.plan import PLAN

RESOURCES: dict[str, Resource] = {one.name: one for one in (*FIGURES, *PLAN)}
