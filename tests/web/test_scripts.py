"""Scripts at addresses of ours: every one is served, named by its content, and known to nobody by another name."""

from __future__ import annotations

import re

import httpx
import pytest

from ivp.web import scripts
from tests.performance.servers import ROOT, our_app


def test_every_script_has_an_address_that_changes_with_it() -> None:
    names = [file.name for file in scripts.files().values()]
    assert {scripts.PLOTLY, "plot.js", "matrix.js"} <= set(names)
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"onderdelen/[0-9a-f]{12}/[a-z.]+\.js", address) for address in scripts.files())
    assert scripts.address("plot.js") in scripts.loader("plot.js")


@pytest.mark.slow
def test_the_server_gives_them_compressed_to_who_can_and_plain_to_who_cannot() -> None:
    with our_app(ROOT) as server:
        for address, file in scripts.files().items():
            url = f"{server.url}/{address}"
            packed = httpx.get(url, headers={"Accept-Encoding": "gzip"})
            plain = httpx.get(url, headers={"Accept-Encoding": "identity"})
            assert packed.content == plain.content == file.read_bytes()
            assert packed.headers["content-encoding"] == "gzip"
            assert "immutable" in packed.headers["cache-control"]
            assert plain.headers["content-type"].startswith("text/javascript")
        assert httpx.get(f"{server.url}/onderdelen/000000000000/plot.js").status_code == 404
