"""A running app and a real Chromium. Without Chromium these tests skip with the reason, except in CI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium_path
from tests.browser.visits import new_page, watch

ROOT = Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "artifacts"
START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the databases of the apps of this session are made, each one once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[str]:
    """Where the app listens, with a database of its own."""
    with running_app(tmp_path_factory.mktemp("log"), IVP_CACHE=str(cache)) as url:
        yield url


@pytest.fixture(scope="session")
def editing(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[tuple[str, Path]]:
    """An app in the edit mode over a copy of the data: its address and that copy."""
    folder = tmp_path_factory.mktemp("bewerken")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    with running_app(folder, IVP_CACHE=str(cache), IVP_DATA=str(data), IVP_EDIT="lokaal", IVP_IMPORT="aan") as url:
        yield url, data


@contextmanager
def running_app(folder: Path, **settings: str) -> Iterator[str]:
    """The app started as the README says, `python app.py`, with these settings; its log in `folder`. Its address."""
    chromium_path()
    port = free_port()
    settings |= {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true"}
    url = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("w") as log:
        environment = {**os.environ, **settings}
        server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_until_healthy(url, server)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the app stopped with exit code {server.returncode}")
        try:
            if httpx.get(f"{url}/gezondheid", timeout=20).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the app was not healthy within {START_SECONDS} s")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that may not ask another host for anything, nor report an error, whatever the journey is."""
    with new_page(browser) as opened:
        seen = watch(opened, address)
        yield opened
        assert not seen.outside
        assert not seen.errors
