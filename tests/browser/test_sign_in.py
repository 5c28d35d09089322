"""Signing in to edit: with an OpenID Connect provider on loopback, in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ivp.plan import journal
from tests.browser.chromium import chromium_path
from tests.browser.conftest import ROOT, _wait_until_healthy, free_port
from tests.browser.identity import CLIENT, Provider, provider
from tests.browser.visits import new_page, open_page, settle, violations

pytestmark = pytest.mark.browser
EDITOR = "coordinator@gemeente.example"


@pytest.fixture(scope="module")
def people() -> Iterator[Provider]:
    with provider() as made:
        yield made


@pytest.fixture(scope="module")
def place(people: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An app of its own with signing in configured, over a copy of the data: its address and that copy."""
    chromium_path()
    folder = tmp_path_factory.mktemp("oidc")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    port = free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"x" * 40}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "proef"\n'
        f'server_metadata_url = "{people.address}/.well-known/openid-configuration"\n\n'
        f'[ivp.editors]\n"{EDITOR}" = "coordinator"\n"lezer@gemeente.example" = "lezer"\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "IVP_EDIT": "oidc", "IVP_DATA": str(data), "IVP_CACHE": str(folder / "cache")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1",
               "--server.port", str(port), "--secrets.files", str(secrets)]  # fmt: skip
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}", data
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def as_shown(text: str) -> re.Pattern[str]:
    """The text on a page, where an address has a joiner so that it is no link."""
    return re.compile(re.escape(text).replace("@", "\u2060@"))


def sign_in(page: Page, address: str) -> None:
    open_page(page, f"{address}/bewerken")
    expect(page.get_by_text("Meld u aan om te bewerken.")).to_be_visible()
    assert page.get_by_role("textbox", name="Tekst").count() == 0
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(f"{address}/")
    open_page(page, f"{address}/bewerken")


def test_a_coordinator_signs_in_and_saves_under_the_own_name(
    browser: Browser, place: tuple[str, Path], people: Provider
) -> None:
    address, data = place
    people.email, people.verified = EDITOR, True
    with new_page(browser) as page:
        sign_in(page, address)
        expect(page.get_by_text(as_shown(f"U bewerkt als {EDITOR}"))).to_be_visible()
        assert not violations(page)
        page.get_by_role("textbox", name="Tekst").fill("Gezien in de driehoek")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text(re.compile("^Bewaard: duiding "))).to_be_visible(timeout=30_000)
        settle(page)
    entries = journal.history(data)
    assert [(entry.who, entry.table, entry.action) for entry in entries] == [(EDITOR, "commentary", "save")]


@pytest.mark.parametrize(
    ("email", "verified", "why"),
    [
        ("vreemde@elders.example", True, "vreemde@elders.example staat niet op de lijst van coördinatoren."),
        ("lezer@gemeente.example", True, "lezer@gemeente.example staat niet op de lijst van coördinatoren."),
        (EDITOR, False, "Uw e-mailadres is niet bevestigd door de organisatie die u aanmeldt."),
    ],
)
def test_nobody_else_gets_in(
    browser: Browser, place: tuple[str, Path], people: Provider, email: str, verified: bool, why: str
) -> None:
    address, _ = place
    people.email, people.verified = email, verified
    with new_page(browser) as page:
        sign_in(page, address)
        expect(page.get_by_text(as_shown(why))).to_be_visible()
        assert page.get_by_role("textbox", name="Tekst").count() == 0
