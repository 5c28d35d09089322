"""What actions ask of partners, as a table by year and partner."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.figures.table import Table
from ivp.plan_facts import PartnerNeed
from ivp.wording.execution import TOGETHER


def needs_table(needs: Sequence[PartnerNeed]) -> Table:
    """One row per year and partner, in the order given; empty where nothing is recorded, which is not 0."""
    return Table.of(
        {
            "Jaar": [str(one.year) for one in needs],
            "Partner": [one.partner.name if one.partner else TOGETHER for one in needs],
            "Acties": [one.actions for one in needs],
            "Over de datum": [one.overdue for one in needs],
            "Uren": [one.hours or None for one in needs],
            "Fte": [one.fte or None for one in needs],
            "Euro": [one.euros or None for one in needs],
        }
    )
