"""The committed plan: only what is documented, with source and standing, and nothing where nothing is known."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pytest

from ivp import paths
from ivp.catalog import series
from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog, Detection
from ivp.catalog.plan import Plan, PlanLevel, Priority, Standing, Status, Weight

CURRENT, PREVIOUS = (2023, 2026), (2019, 2022)
# No open source has anything to link: there are no figures about these two.
NO_FIGURES = {"district-2019-calamiteiten", "tholen-2019-water"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(paths.ROOT / "data")


@pytest.fixture(scope="module")
def plan(catalog: Catalog) -> Plan:
    return load_plan(paths.ROOT / "data", catalog)


def of(plan: Plan, period: tuple[int, int], level: PlanLevel) -> list[Priority]:
    return [p for p in plan.priorities if (p.start, p.end) == period and p.level == level]


def is_web(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not set(url) & set(" <>\"'")


def test_every_statement_has_its_source_and_standing(plan: Plan) -> None:
    for item in [*plan.priorities, *plan.goals, *plan.actions]:
        assert item.source, item.id
        assert item.standing in Standing, item.id
        assert item.standing != Standing.VOORBEELD, item.id  # examples are made up, and these are real places
        assert is_web(item.url), item.id


def test_partners_have_a_source(plan: Plan) -> None:
    assert [p.id for p in plan.partners if p.url and not is_web(p.url)] == []
    assert {p.id for p in plan.partners if not p.url} == {"woningcorporaties", "buurtbemiddeling"}


def test_all_belong_to_one_of_the_two_plans(plan: Plan) -> None:
    assert {(p.start, p.end) for p in plan.priorities} == {CURRENT, PREVIOUS}


def test_the_national_frame_is_the_veiligheidsagenda(plan: Plan) -> None:
    assert [p.title for p in of(plan, CURRENT, PlanLevel.LANDELIJK)] == [
        "Georganiseerde en ondermijnende criminaliteit", "Mensenhandel", "Cybercrime", "Gedigitaliseerde criminaliteit",
        "Online seksueel kindermisbruik", "Maatschappelijke onrust",
    ]  # fmt: skip
    assert of(plan, PREVIOUS, PlanLevel.LANDELIJK) == []


def test_the_regional_themes_are_assumed_for_this_period(plan: Plan) -> None:
    found = of(plan, CURRENT, PlanLevel.REGIONAAL)
    assert [p.theme for p in found] == ["ondermijning", "zorg-en-veiligheid", "cyber-en-fraude"]
    assert {p.standing for p in found} == {Standing.AANNAME}


def test_the_district_is_known_for_the_previous_plan_only(plan: Plan) -> None:
    assert of(plan, CURRENT, PlanLevel.DISTRICT) == []
    found = {p.title: p.standing for p in of(plan, PREVIOUS, PlanLevel.DISTRICT)}
    assert found == {
        "De aanpak van de georganiseerde criminaliteit in de strijd tegen ondermijning": Standing.VASTGESTELD,
        "Het creëren van een veilige buurt voor iedereen": Standing.VASTGESTELD,
        "Adequate voorbereiding op calamiteiten": Standing.NIEUWSBERICHT,
    }


def test_nothing_is_known_of_the_basisteams(plan: Plan) -> None:
    assert [p.id for p in plan.priorities if p.level == PlanLevel.BASISTEAM] == []


def test_local_accents_by_gemeente(plan: Plan, catalog: Catalog) -> None:
    def count(period: tuple[int, int]) -> dict[str, int]:
        return dict(Counter(catalog.area(p.area).name for p in of(plan, period, PlanLevel.LOKAAL)))

    assert count(CURRENT) == {"Roosendaal": 2, "Bergen op Zoom": 3, "Halderberge": 5}
    assert count(PREVIOUS) == {"Roosendaal": 3, "Rucphen": 1, "Tholen": 3}
    # the text of the plan is not open, so no local accent of 2023-2026 is known for certain
    assert Standing.VASTGESTELD not in {p.standing for p in of(plan, CURRENT, PlanLevel.LOKAAL)}


def test_no_goals_for_the_current_plan(plan: Plan) -> None:
    found = {goal.id: (goal.area, goal.target_year, goal.base_value, goal.target_value) for goal in plan.goals}
    assert found == {
        "halderberge-2022-rapportcijfer": ("GM1655", 2022, 7.2, 7.3),
        "halderberge-2022-onveilig": ("GM1655", 2022, 16, 15),
    }


def test_the_status_of_an_action_is_unknown_unless_its_source_says_so(plan: Plan) -> None:
    known = {action.id: action.status for action in plan.actions if action.status != Status.UNKNOWN}
    assert known == {"steenbergen-wijkgericht": Status.DONE, "moerdijk-zeehaven-2019": Status.DONE}


def test_nobody_has_spoken_or_decided_yet(plan: Plan) -> None:
    assert (plan.commentary, plan.decisions) == ((), ())


def test_nothing_is_there_twice(plan: Plan) -> None:
    titles = Counter((p.area, p.start, p.title.lower()) for p in plan.priorities)
    actions = Counter((a.area, a.year, a.title.lower()) for a in plan.actions)
    partners = Counter(p.name.lower() for p in plan.partners)
    assert [what for count in (titles, actions, partners) for what, times in count.items() if times > 1] == []


def test_every_priority_is_linked_where_there_are_figures(plan: Plan) -> None:
    assert {p.id for p in plan.priorities} - {link.priority for link in plan.links} == NO_FIGURES


def test_what_is_found_by_looking_never_leads(plan: Plan, catalog: Catalog) -> None:
    leads = {link.indicator for link in plan.links if link.weight == Weight.LEAD}
    assert [id for id in leads if catalog.indicator(id).detection == Detection.FOUND] == []


def test_every_partner_of_an_action_is_needed_once(plan: Plan) -> None:
    assert [a.id for a in plan.actions if len(set(a.partners)) < len(a.partners)] == []


def test_every_link_says_why_in_one_line(plan: Plan) -> None:
    assert [link for link in plan.links if not link.reason or len(link.reason) > 140 or "\n" in link.reason] == []


def test_one_crime_decides_once_per_priority(plan: Plan, catalog: Catalog) -> None:
    for priority in plan.priorities:
        leads = [link.indicator for link in plan.links if (link.priority, link.weight) == (priority.id, Weight.LEAD)]
        subjects = [subject.id for id in leads if (subject := series.subject_of(catalog, id))]
        assert len(subjects) == len(set(subjects)), priority.id
        assert not ("misdrijven-totaal" in subjects and len(leads) > 1), priority.id  # kinds are part of the total


def test_what_is_modelled_or_context_never_leads(plan: Plan, catalog: Catalog) -> None:
    leads = {link.indicator for link in plan.links if link.weight == Weight.LEAD}
    assert [id for id in leads if catalog.indicator(id).modelled] == []
    assert "e33-2013-2017" not in leads


def test_neighbourhood_priorities_rest_on_kinds_that_residents_notice_and_on_how_safe_they_feel(plan: Plan) -> None:
    for priority in ("roosendaal-wijkgericht-werken", "halderberge-leefbaarheid"):
        leads = {link.indicator for link in plan.links if (link.priority, link.weight) == (priority, Weight.LEAD)}
        assert leads == {"politie-2-2-1", "politie-1-1-1", "politie-1-4-5", "vm-onveilig-buurt"}


def test_youth_is_measured_by_youth_only(plan: Plan) -> None:
    youth = {p.id for p in plan.priorities if p.theme == "jeugd"}
    assert {link.indicator for link in plan.links if link.priority in youth} == {"overlast-e35", "vm-hangjongeren"}
