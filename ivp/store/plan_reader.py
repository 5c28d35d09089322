"""What the reader answers about the plan and its judgement: named queries, each answered with a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


class PlanReader:
    """The part of `Store` that is about priorities; areas, themes and years that are left empty do not restrict.

    A frame with a figure in it has all columns of the fact frame (`Store.facts`), so that `wording.sentences` reads it.
    """

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer of a named query; see `Store.query`."""
        raise NotImplementedError

    def priorities(self, area: str = "") -> pd.DataFrame:
        """The fields of `Priority`, theme_label, area_name, area_level; with `area` those that apply there."""
        return self.query("priorities", area=area)

    def links(self, priority: str = "") -> pd.DataFrame:
        """The indicators of priorities: priority, indicator, evidence, weight."""
        return self.query("priority_links", priority=priority)

    def goals(self, area: str = "") -> pd.DataFrame:
        """The fields of `Goal`, area_name, area_level; with `area` its own and those of the areas that contain it."""
        return self.query("goals", area=area)

    def goal_progress(self, area: str = "") -> pd.DataFrame:
        """As `goals`, with year, period, value, lower, upper, figure_state, needed, state, certain, reason."""
        return self.query("goal_progress", area=area)

    def actions(self, area: str = "", year: int = 0, priority: str = "") -> pd.DataFrame:
        """The fields of `Action` (partners: a list), area_name, area_level; `area` as for `goals`."""
        return self.query("actions", area=area, year=year, priority=priority)

    def partners(self) -> pd.DataFrame:
        """The fields of `Partner`."""
        return self.query("partners")

    def commentary(self, priority: str = "", area: str = "") -> pd.DataFrame:
        """Duiding, the fields of `Commentary`, newest first."""
        return self.query("commentary", priority=priority, area=area)

    def decisions(self, priority: str = "", area: str = "") -> pd.DataFrame:
        """Besluiten, the fields of `Decision`, newest first."""
        return self.query("decisions", priority=priority, area=area)

    def assessments(self, year: int = 0, areas: Sequence[str] = (), priorities: Sequence[str] = ()) -> pd.DataFrame:
        """The toets: the table `assessment`, and title, level, theme, standing, start, end, area_name, area_level."""
        return self.query("assessments", year=year, areas=list(areas), priorities=list(priorities))

    def assessment_parts(self, priority: str, area: str, year: int) -> pd.DataFrame:
        """The indicators behind one toets: the table `assessment_part`, and area_name, area_level, reference_name."""
        return self.query("assessment_parts", priority=priority, area=area, year=year)

    def findings(self, area: str = "", theme: str = "", limit: int = 100) -> pd.DataFrame:
        """Opvallend: the fact frame with kind, side, z, p, q, strength, unfavourable, old, theme, theme_label.

        `area` takes the areas inside it along. Recent figures first, then the strongest.
        """
        return self.query("findings", area=area, theme=theme, most=limit)

    def signals(self, area: str = "") -> pd.DataFrame:
        """Signals outside the priorities in `area`: columns as `findings`."""
        return self.query("signals", area=area)

    def candidates(self, area: str) -> pd.DataFrame:
        """The table `candidate` of `area`, best score first, theme_label, veld, veld_label, area_name, area_level."""
        return self.query("candidates", area=area)

    def candidate_evidence(self, area: str, theme: str = "") -> pd.DataFrame:
        """What the candidates rest on: the fact frame, candidate_area, theme, kind, side, z, q, strength, old."""
        return self.query("candidate_evidence", area=area, theme=theme)
