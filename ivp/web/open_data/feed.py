"""*Nieuw sinds* as a feed: what the last refresh brought for one area."""

from __future__ import annotations

from datetime import date, datetime

from ivp import paths
from ivp.export.news import as_atom, empty_atom, news
from ivp.export.subject import REPORTED, Subject
from ivp.facts import Area
from ivp.pulls.latest import latest
from ivp.store.reader import Store
from ivp.web.open_data.declare import ROOT
from ivp.web.open_data.question import WrongQuestionError, parameters

NAME = "nieuw.atom"


def asked_area(store: Store, query: bytes) -> Area:
    """The area that is asked for: the district without one. Raises `WrongQuestionError`."""
    given = parameters(query)
    known = {area.code: area for area in store.areas() if area.level in REPORTED}
    code = given.pop("gebied", next(iter(known), ""))
    if given or code not in known:
        raise WrongQuestionError(
            f"Vraag de feed van één gebied met gebied=, en geef een van deze codes: {', '.join(known)}."
        )
    return known[code]


def feed(store: Store, area: Area, root: str) -> str:
    """The feed; without an entry while the embedded figures are in use."""
    subject = Subject(store, area.code, date.today())
    dashboard, own = f"{root.removesuffix(ROOT)}/", f"{root}/{NAME}?gebied={area.code}"
    last = latest(paths.data_dir())
    if last is None:
        return empty_atom(subject.name, area.code, datetime.fromisoformat(store.info["compiled"]), dashboard, own)
    found = news(subject, last.changes, last.since, last.made)
    return as_atom(found, dashboard, own)
