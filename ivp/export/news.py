"""Nieuw sinds: what a refresh brought for one area, in sentences, and those as text, Atom feed and mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from ivp.catalog.models import Indicator
from ivp.export.subject import Subject
from ivp.export.text import plain
from ivp.figures.palette import LIGHT
from ivp.wording import numbers
from ivp.wording.areas import enumerate_names
from ivp.wording.periods import date_text, period
from ivp.wording.sentences import cell

if TYPE_CHECKING:
    from ivp.pulls.diff import Revised, TableDiff

NOTHING = "Er is voor dit gebied geen cijfer veranderd."
_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 12  # new figures that are told one by one


@dataclass(frozen=True, slots=True)
class News:
    """What is new for an area: `since` is the refresh before, `made` the moment of this one."""

    area: str
    code: str
    since: str
    made: datetime
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """'Veiligheidsbeeld Tholen: nieuw sinds 24 november 2026'."""
        return f"Veiligheidsbeeld {self.area}: nieuw sinds {self.since}"


def news(subject: Subject, changes: Sequence[TableDiff], since: str, made: datetime) -> News:
    """What the tables brought for the area and the wijken and buurten in it.

    Rule: the figures of new periods are told one by one, those of the matrix first; of revised figures only those
    that are among the largest of their table; a table that lost periods is named.
    """
    lines = [line for table in changes for line in _of_table(subject, table)]
    return News(subject.name, subject.area.code, since, made, tuple(lines) or (NOTHING,))


def _of_table(subject: Subject, table: TableDiff) -> Iterator[str]:
    source = subject.sources.get(table.source)
    name = f"{source.title} ({table.source})" if source else f"Tabel {table.source}"
    own = [one for one in subject.by_id.values() if one.source == table.source]
    if table.new_periods and own:
        yield from _new_figures(subject, own, table.new_periods, name)
    yield from _revised(subject, own, table)
    if table.lost_periods:
        gone = enumerate_names([period(one) for one in table.lost_periods])
        yield f"{name}: de cijfers over {gone} staan niet meer in de bron."


def _new_figures(subject: Subject, own: list[Indicator], periods: Sequence[str], name: str) -> Iterator[str]:
    ordered = sorted(own, key=lambda one: (one.order is None, one.order or 0))
    ids, areas = [one.id for one in ordered], [subject.area.code]
    found = subject.reading.facts(ids, reference_level=subject.level, areas=areas, periods=list(periods))
    known = sorted((fact for fact in found if fact.known), key=lambda fact: ids.index(fact.indicator))
    for fact in known[:_MOST]:
        yield f"Nieuw: {subject.by_id[fact.indicator].label}. {cell(fact, subject.by_id[fact.indicator])}"
    if len(known) > _MOST:
        yield f"{name}: nog {numbers.counted(len(known) - _MOST, 'cijfers')} over nieuwe perioden."


def _revised(subject: Subject, own: list[Indicator], table: TableDiff) -> Iterator[str]:
    names = {one.code: one.name for one in subject.reading.areas() if _inside(subject, one.code)}
    for change in table.largest:
        if change.area in names:
            yield f"Herzien: {_what(change, own)} in {names[change.area]}, {period(change.period)}: {_amounts(change)}."


def _inside(subject: Subject, code: str) -> bool:
    """Whether an area is the one that this is about, or lies in it."""
    known = {one.code: one.parent for one in subject.reading.areas()}
    while code and code != subject.area.code:
        code = known.get(code, "")
    return bool(code)


def _what(change: Revised, own: list[Indicator]) -> str:
    labels = [one.label for one in own if (one.code, one.measure) == (change.code, change.measure)]
    return labels[0] if labels else f"{change.code}, {change.measure}"


def _amounts(change: Revised) -> str:
    decimals = 0 if float(change.old).is_integer() and float(change.new).is_integer() else 1
    return f"{numbers.number(change.old, decimals)} werd {numbers.number(change.new, decimals)}"


# --- forms ----------------------------------------------------------------------------------------------------


def as_text(found: News) -> str:
    """Plain text, a line each."""
    return "\n".join([found.title, "", *(f"- {line}" for line in found.lines), ""])


def as_atom(found: News, address: str = "", own_address: str = "") -> str:
    """An Atom feed (RFC 4287) with the refresh as its entry; `address` is that of the dashboard."""
    feed = _feed(found.area, found.code, found.made, address, own_address)
    stamp = _stamp(found.made)
    entry = Tree.SubElement(feed, "entry")
    _child(entry, "id", f"{_name(found.code)}:{stamp}")
    _child(entry, "title", found.title)
    _child(entry, "updated", stamp)
    _link(entry, address, "alternate")
    _child(entry, "content", "\n".join(found.lines)).set("type", "text")
    return _document(feed)


def empty_atom(area: str, code: str, since: datetime, address: str = "", own_address: str = "") -> str:
    """The feed of an area while nothing was refreshed yet: without an entry."""
    return _document(_feed(area, code, since, address, own_address))


def _feed(area: str, code: str, updated: datetime, address: str, own_address: str) -> Tree.Element:
    feed = Tree.Element("feed", {"xmlns": _ATOM, "xml:lang": "nl"})
    _child(feed, "id", _name(code))
    _child(feed, "title", f"Veiligheidsbeeld {area}")
    _child(feed, "updated", _stamp(updated))
    _child(Tree.SubElement(feed, "author"), "name", "Veiligheidsbeeld")
    _link(feed, address, "alternate")
    _link(feed, own_address, "self")
    return feed


def _link(place: Tree.Element, address: str, relation: str) -> None:
    if address:
        Tree.SubElement(place, "link", {"href": address, "rel": relation})


def _name(code: str) -> str:
    return f"urn:veiligheidsbeeld:{code}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone().isoformat(timespec="seconds")


def _document(feed: Tree.Element) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Tree.tostring(feed, encoding="unicode")


def as_mail(found: News, address: str = "") -> str:
    """An HTML page that a mail program takes as it is: no script, no pictures, no style sheet of its own."""
    page = Tree.Element("html", {"lang": "nl"})
    head = Tree.SubElement(page, "head")
    Tree.SubElement(head, "meta", {"charset": "utf-8"})
    _child(head, "title", found.title)
    look = f"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:{LIGHT.ink};max-width:640px"
    body = Tree.SubElement(page, "body", {"style": look})
    _child(body, "h1", found.title).set("style", f"font-size:22px;color:{LIGHT.navy}")
    listed = Tree.SubElement(body, "ul")
    for line in found.lines:
        _child(listed, "li", line).set("style", "margin-bottom:8px")
    foot = _child(body, "p", f"Gemaakt op {date_text(found.made.date())}.")
    foot.set("style", f"font-size:13px;color:{LIGHT.muted}")
    if address:
        _child(body, "a", "Naar het dashboard").set("href", address)
    return "<!doctype html>\n" + Tree.tostring(page, encoding="unicode", method="html")


def _child(parent: Tree.Element, tag: str, text: str) -> Tree.Element:
    made = Tree.SubElement(parent, tag)
    made.text = plain(text)
    return made
