"""The accessibility statement says what is tested: the list, the page and the document are the same."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from ivp.paths import ROOT
from ivp.web.components.text import plain
from ivp.wording.accessibility import CHECKS, GAPS, LIMITS, TESTED, Check, Gap, document, statement
from ivp.wording.periods import date_text
from tests.pages.visits import visit

WRITE = "write it again: python -c 'from ivp.wording.accessibility import document; print(document(), end=\"\")'"


def lines(name: str = "", mail: str = "") -> list[str]:
    """All texts of the statement."""
    return [text for part in statement(name, mail) for text in chain([part.title, part.opening], part.lines)]


def test_the_document_is_the_statement() -> None:
    assert (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8") == document(), WRITE


def test_every_text_of_the_statement_is_in_the_document() -> None:
    assert [text for text in lines() if text not in document()] == []


def test_the_page_says_all_of_the_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IVP_PUBLISHER", raising=False)
    page = visit("verantwoording")
    shown = "\n".join(one.value for one in chain(page.markdown, page.header, page.subheader))
    titles = {"Aan welke eisen", "Status"}  # these two stand at once under the heading of the page
    assert [text for text in lines() if text not in titles and plain(text) not in shown] == []


@pytest.mark.parametrize("check", CHECKS, ids=[check.test.split("::")[1] for check in CHECKS])
def test_what_is_said_to_be_tested_has_its_test(check: Check) -> None:
    file, function = check.test.split("::")
    code = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {function}\(", code, re.MULTILINE)
    assert not re.search(r"mark\.(skip|xfail)|pytest\.skip", code)


def test_every_exception_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    gap = Gap("een-regel", "[een-plek]", "Wat dat betekent.", "Waarom het blijft.")
    monkeypatch.setattr("ivp.wording.accessibility.GAPS", (*GAPS, gap))
    monkeypatch.setattr("ivp.wording.accessibility.LIMITS", (*LIMITS, "Wat bekend is."))
    told = "\n".join(lines())
    for text in (gap.means, gap.why, "Wat bekend is."):
        assert text in told
        assert text in document()
    assert f"| `{gap.rule}` | `{gap.selector}` |" in document()


def test_it_says_when_and_where_to_report() -> None:
    assert date_text(TESTED) in "\n".join(lines())
    assert "IVP_PUBLISHER" in "\n".join(lines())
    own = "\n".join(lines("Gemeente Voorbeeld", "veilig@voorbeeld.example"))
    assert "Mail Gemeente Voorbeeld: veilig@voorbeeld.example." in own
    assert "IVP_PUBLISHER" not in own


def test_no_status_is_claimed_that_asks_for_an_audit() -> None:
    status = next(part.opening for part in statement() if part.title == "Status")
    assert status.startswith("Status: eerste maatregelen genomen.")
