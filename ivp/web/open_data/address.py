"""Where the open data stand for who asks: behind a proxy that is another address than the server's own."""

from __future__ import annotations

from starlette.requests import Request

from ivp.web.front.headers import came_by_https
from ivp.web.open_data.declare import ROOT


def public_root(request: Request) -> str:
    """The address of the open data as the visitor has it: 'https://voorbeeld.nl/veiligheid/open/v1'."""
    before = request.scope["path"].partition(ROOT)[0]
    scheme = "https" if came_by_https(request.scope) else "http"
    return f"{scheme}://{request.url.netloc}{before}{ROOT}"
