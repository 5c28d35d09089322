"""Whatever stands in a URL, a page has a selection that it offers, and its link leads to that selection again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from ivp.outcomes import Measure
from ivp.web.selection.choices import KEYS, MAP_LEVELS, MEASURES, REFERENCES, choices, effect, link
from ivp.web.selection.resolve import resolve
from tests.properties import bounded
from tests.web.shared import AREAS, PERIODS, options

KNOWN = {
    "thema": ["diefstal", "beleving", "zonder"],
    "indicator": ["fietsdiefstal", "woninginbraak", "vertrouwen", "leeg"],
    "per": ["jaar", "maand"],
    "periode": sorted({period for periods in PERIODS.values() for period in periods}),
    "binnen": [area.code for area in AREAS],
    "gebied": [area.code for area in AREAS],
    "tweede": [area.code for area in AREAS],
    "vergelijk": [*REFERENCES],
    "maat": [*MEASURES],
    "niveau": [*MAP_LEVELS],
}
CODE = {key: st.one_of(st.sampled_from(codes), st.text(max_size=20)) for key, codes in KNOWN.items()}
URLS = st.fixed_dictionaries({}, optional=CODE)
PAGES = st.sampled_from(
    [
        options(),
        options(all_areas=False),
        options(levels=("wijk", "gemeente"), by_niveau=True),
        options(levels=("eenheid", "district", "basisteam", "gemeente"), measures=(Measure.VALUE, Measure.COUNT)),
    ]
)


def test_every_key_is_tried() -> None:
    assert set(KNOWN) == set(KEYS)


@bounded(300)
@given(URLS, PAGES)
def test_a_link_to_what_is_seen_leads_there_again(asked: dict[str, str], page: object) -> None:
    selection, notices = resolve(asked, page)
    again, repeated = resolve(dict(parse_qsl(urlsplit(link("kaart", selection)).query)), page)
    assert repeated == {}
    assert again == selection
    assert again.params() == selection.params()
    assert all("<" not in text and len(text) < 200 for text in notices.values())


@bounded(300)
@given(URLS, PAGES)
def test_what_is_selected_is_offered(asked: dict[str, str], page: object) -> None:
    selection, _ = resolve(asked, page)
    for key in ("thema", "indicator", "gebied", "tweede", "vergelijk", "maat", "niveau"):
        offered = choices(key, selection, page)
        assert getattr(selection, key) in offered
        assert len(set(offered.values())) == len(offered)


@bounded(200)
@given(URLS, PAGES, st.sampled_from(KEYS), st.data())
def test_what_is_chosen_is_selected(asked: dict[str, str], page: object, key: str, data: st.DataObject) -> None:
    selection, _ = resolve(asked, page)
    offered = choices(key, selection, page)
    if not offered:
        return
    code = data.draw(st.sampled_from(list(offered)))
    changed = selection.with_changes(**effect(key, code, selection, page))
    then, notices = resolve(changed.params(), page)
    assert key not in notices
    assert getattr(then, key) == code
