"""Adopting a computed candidate: a priority in the plan that the editor chooses, with its indicators, in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

import streamlit as st

from ivp import paths
from ivp.catalog.models import Statistic
from ivp.catalog.plan import Evidence, PlanLevel, Standing, Weight
from ivp.plan import journal
from ivp.plan_facts import Candidate
from ivp.web.components.text import plain, quiet
from ivp.web.page import Page
from ivp.web.plan.changing import Done, change
from ivp.web.plan.proving import prove
from ivp.web.plan.view import Period, current_period, plan_periods
from ivp.wording import assessments as words

_YEARS = 4  # of a plan
_LEVELS = {"gemeente": PlanLevel.LOKAAL, "basisteam": PlanLevel.BASISTEAM, "district": PlanLevel.DISTRICT}


def adopt_candidate(page: Page, who: str) -> None:
    """The candidates of the chosen area, each with a button that makes it a priority; first: of which plan."""
    area = page.selection.gebied or page.known.codes("district")[0]
    offered = plans_to_choose(plan_periods(page), date.today().year)
    plan = st.selectbox(
        "In welk plan?",
        list(offered),
        format_func=lambda one: f"{one[0]}–{one[1]} ({offered[one]})",
        key="neem-over-plan",
    )
    st.markdown(plain(f"Kandidaten voor {page.known.name(area)}, {words.COMPUTED}."))
    there = {one.priority.theme for one in page.store.priorities() if one.priority.area == area
             and (one.priority.start, one.priority.end) == plan}  # fmt: skip
    rows = [row for row in page.store.candidates(area) if row.rank and row.theme not in there]
    if not rows:
        quiet("Er is hier geen kandidaat met ongunstige cijfers die nog niet in dit plan staat.")
    for row in rows:
        st.markdown(plain(words.candidate_sentence(row, page.known.by_id)))
        if st.button("Neem over in het plan", key=f"neem-over-{row.theme}", icon=":material/add:"):
            _adopt(page, row, plan, who)


def plans_to_choose(known: list[Period], year: int) -> dict[Period, str]:
    """The plans that a priority can be added to, with what they are: the next ones first, then the running one."""
    running = current_period(known, year)
    coming = sorted(period for period in known if period[0] > year)
    if not coming:
        start = running[1] + 1 if running and running[1] >= year else year
        coming = [(start, start + _YEARS - 1)]
    chosen = dict.fromkeys(coming, "volgend plan")
    return chosen | ({running: "lopend plan"} if running and running[0] <= year <= running[1] else {})


def _adopt(page: Page, row: Candidate, plan: Period, who: str) -> None:
    priority = {
        "level": _LEVELS[page.known.levels[row.area.code]],
        "area": row.area.code,
        "title": row.theme_label,
        "theme": row.theme,
        "start": plan[0],
        "end": plan[1],
        "standing": Standing.AANNAME,
        "source": "Kandidaat, berekend uit de cijfers",
        "description": "Overgenomen uit de kandidaten; nog niet vastgesteld.",
    }
    where = f"het plan {plan[0]}–{plan[1]} van {page.known.name(row.area.code)}"
    said = f"{row.theme_label} staat als aanname in {where}."
    links = partial(_links, page, row)
    add = partial(journal.add, paths.data_dir(), "priorities", priority, who, links, prove=prove)
    change(add, lambda entries: Done(said, "priorities", entries[0].after))


def _links(page: Page, row: Candidate, priority: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """A link to every indicator that the candidate rests on."""
    evidence = page.store.candidate_evidence(row.area.code, row.theme)
    for id in dict.fromkeys(one.fact.indicator for one in evidence):
        survey = page.known.by_id[id].statistic == Statistic.SURVEY
        kind = Evidence.SURVEY if survey else Evidence.REGISTER
        yield "links", {"priority": priority, "indicator": id, "evidence": kind, "weight": Weight.LEAD}
