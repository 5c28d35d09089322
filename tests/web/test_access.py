"""Who may edit: one user on this computer, or people on a list whom the provider knows for certain."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import config

from ivp.web.front import uploads
from ivp.web.plan import access
from ivp.web.plan.access import Access

ISSUER = "https://aanmelden.example/v2.0"
EDITORS = {
    "An@Gemeente.nl": "coordinator",
    "gast@gemeente.nl": "lezer",
    f"{ISSUER} AbC-1": "coordinator",
}


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A visitor with these claims, headers and session; the mode is that for people who sign in."""
    made = SimpleNamespace(
        user={},
        secrets={"auth": {}, "ivp": {"editors": EDITORS}},
        context=SimpleNamespace(headers={"Host": "localhost:8501"}),
    )
    monkeypatch.setattr(access, "st", made)
    monkeypatch.setattr(access, "get_script_run_ctx", lambda: SimpleNamespace(session_id="session"))
    monkeypatch.setenv("IVP_EDIT", "oidc")
    return made


def signed_in(visitor: SimpleNamespace, **claims: Any) -> Access:
    visitor.user = {"is_logged_in": True, **claims}
    return access.access()


def test_a_verified_address_on_the_list_may_edit(visitor: SimpleNamespace) -> None:
    may = signed_in(visitor, email="an@gemeente.nl", email_verified=True)
    assert (may.state, may.who) == ("ready", "an@gemeente.nl")
    assert uploads.is_allowed("session")


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": None},
                                      {"email_verified": "true"}, {"email_verified": 1}])  # fmt: skip
def test_an_address_that_is_not_said_to_be_verified_may_not(
    visitor: SimpleNamespace, verified: dict[str, object]
) -> None:
    may = signed_in(visitor, email="an@gemeente.nl", **verified)
    assert may.state == "refused"
    assert "niet bevestigd" in may.why
    assert not uploads.is_allowed("session")


def test_an_issuer_and_subject_on_the_list_may_edit_without_an_address(visitor: SimpleNamespace) -> None:
    may = signed_in(visitor, iss=ISSUER, sub="AbC-1", name="An de Vries")
    assert (may.state, may.who) == ("ready", "An de Vries (AbC-1)")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://ander.example", "sub": "AbC-1"},
        {"iss": ISSUER, "sub": "abc-1"},
        {"iss": ISSUER, "sub": "AbC-2"},
        {"sub": "AbC-1"},
        {"email": f"{ISSUER} AbC-1"},
    ],
)
def test_another_issuer_or_subject_may_not(visitor: SimpleNamespace, claims: dict[str, str]) -> None:
    assert signed_in(visitor, **claims).state == "refused"


@pytest.mark.parametrize("email", ["gast@gemeente.nl", "vreemd@elders.nl", ""])
def test_who_is_not_a_coordinator_may_not(visitor: SimpleNamespace, email: str) -> None:
    may = signed_in(visitor, email=email, email_verified=True)
    assert may.state == "refused"
    assert "niet op de lijst" in may.why


def test_who_did_not_sign_in_is_asked_to(visitor: SimpleNamespace) -> None:
    assert access.access().state == "sign_in"


def test_who_may_no_longer_edit_sends_no_files_any_more(visitor: SimpleNamespace) -> None:
    signed_in(visitor, email="an@gemeente.nl", email_verified=True)
    visitor.secrets["ivp"]["editors"] = {}
    assert signed_in(visitor, email="an@gemeente.nl", email_verified=True).state == "refused"
    assert not uploads.is_allowed("session")


@pytest.fixture
def local(visitor: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.setenv("IVP_EDIT", "lokaal")
    monkeypatch.setattr(config, "get_option", lambda name: {"server.address": "localhost"}[name])
    return visitor


def test_a_browser_on_this_computer_may_edit(local: SimpleNamespace) -> None:
    assert access.access().state == "ready"
    assert uploads.is_allowed("session")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost", "X-Forwarded-For": "192.0.2.1"},
        {"Host": "localhost", "Forwarded": "for=192.0.2.1"},
        {"Host": "localhost", "Via": "1.1 proxy"},
        {"Host": "localhost", "Origin": "https://evil.example"},
    ],
)
def test_nobody_gets_in_by_another_name_or_through_a_proxy(local: SimpleNamespace, headers: dict[str, str]) -> None:
    local.context.headers = headers
    may = access.access()
    assert may.state == "refused"
    assert "op deze computer" in may.why
    assert not uploads.is_allowed("session")
