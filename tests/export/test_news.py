"""What a refresh brought: sentences, and those as text, feed and mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Tree

from ivp.export.news import NOTHING, News, as_atom, as_mail, as_text, news
from ivp.export.subject import Subject
from ivp.pulls.diff import Revised, TableDiff
from tests.export.made_up import OWN, TODAY, MadeUp

MADE = datetime(2026, 11, 26, 9, 30)
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = '<script>alert("x")</script> & =1'


def table(**more: Any) -> TableDiff:
    fields: dict[str, Any] = {
        "source": "47013NED", "rows": (10, 12), "new_periods": (), "lost_periods": (), "new_codes": (),
        "lost_codes": (), "new_areas": (), "lost_areas": (), "revised": 0, "largest": (), "emptied": 0, "states": (),
        "jumping": 0, "jumps": (),
    }  # fmt: skip
    return TableDiff(**(fields | more))


def told(*tables: TableDiff, code: str = OWN, **more: Any) -> tuple[str, ...]:
    return news(Subject(MadeUp(**more), code, TODAY), tables, "1 november 2026", MADE).lines


def test_new_figures_are_told_one_by_one() -> None:
    lines = told(table(new_periods=("2024",)))
    assert any(line.startswith("Nieuw: Soort minder. Aadorp: 12,5 misdrijven per 1.000 inwoners in 2024") for line in
               lines)  # fmt: skip
    assert not any("Soort geheim" in line for line in lines)  # withheld: there is no figure to tell


def test_only_the_largest_revisions_here_are_told() -> None:
    here = Revised("minder", "misdrijven", OWN, "2023", 1500.0, 1498.0)
    below = replace(here, area="WK000101")
    elsewhere = replace(here, area="GM0002")
    unknown = replace(here, code="9.9.9")
    assert told(table(revised=4, largest=(here, below, elsewhere, unknown))) == (
        "Herzien: Soort minder in Aadorp, 2023: 1.500 werd 1.498.",
        "Herzien: Soort minder in Wijk 01 Haven, 2023: 1.500 werd 1.498.",
        "Herzien: 9.9.9, misdrijven in Aadorp, 2023: 1.500 werd 1.498.",
    )


def test_the_district_hears_of_all_that_lies_in_it() -> None:
    change = Revised("minder", "misdrijven", "GM0002", "2023", 1.5, 2.0)
    assert told(table(largest=(change,)), code="PD-X") == (
        "Herzien: Soort minder in Beedorp, 2023: 1,5 werd 2,0.",
    )  # fmt: skip


def test_a_period_that_is_gone_is_told() -> None:
    assert told(table(lost_periods=("2022",))) == (
        "Tabel over 47013NED (47013NED): de cijfers over 2022 staan niet meer in de bron.",
    )


def test_nothing_new_says_so() -> None:
    assert told() == told(table(source="99999NED", new_periods=("2024",))) == (NOTHING,)


FOUND = News("Aadorp", OWN, "1 november 2026", MADE, ("Nieuw: iets.", NASTY))


def test_as_text() -> None:
    assert as_text(FOUND) == (
        f"Veiligheidsbeeld Aadorp: nieuw sinds 1 november 2026\n\n- Nieuw: iets.\n- {NASTY}\n"
    )  # fmt: skip


def test_the_feed_has_what_rfc_4287_asks() -> None:
    feed = Tree.fromstring(as_atom(FOUND, "https://voorbeeld.nl/"))
    assert feed.tag == f"{ATOM}feed"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    for part in (feed, entry):
        assert all(part.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
        assert part.find(f"{ATOM}link").get("href") == "https://voorbeeld.nl/"  # type: ignore[union-attr]
    updated = entry.findtext(f"{ATOM}updated") or ""
    assert datetime.fromisoformat(updated).tzinfo is not None
    assert NASTY in (entry.findtext(f"{ATOM}content") or "")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None


def test_two_refreshes_are_two_entries() -> None:
    later = replace(FOUND, made=MADE.replace(day=27))
    ids = {Tree.fromstring(as_atom(one)).findtext(f"{ATOM}entry/{ATOM}id") for one in (FOUND, later)}
    assert len(ids) == 2


def test_the_mail_is_a_page_without_anything_that_a_mail_program_refuses() -> None:
    page = as_mail(FOUND, "https://voorbeeld.nl/")
    assert page.startswith("<!doctype html>")
    assert '<html lang="nl">' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not {"<style", "<img", "<link"} & set(page.split())
    assert 'href="https://voorbeeld.nl/"' in page
    assert "href" not in as_mail(FOUND)
