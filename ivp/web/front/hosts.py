"""Under which names the server answers, and whether a request comes from this computer itself.

A page of somebody else can give its own name the address 127.0.0.1 (DNS rebinding), and a proxy on this computer
passes on what comes from anywhere: both look local to a server that only looks at the address. The names that a
browser sends tell them apart.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

_NAMES = ["localhost", "127.0.0.1", "::1"]
_FORWARDING = {"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip"}
_FORWARDING_START = ("x-forwarded-", "x-original-", "cf-")


def is_local_server() -> bool:
    """Whether the server listens to this computer alone."""
    return _is_loopback(config.get_option("server.address") or "")


def answer_to_local_names() -> None:
    """Where the server listens to this computer alone and nobody named hosts, only its own names are answered to."""
    if is_local_server() and not config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", list(dict.fromkeys([*_NAMES, config.get_option("server.address")])))


def is_known(hosts: Iterable[str]) -> bool:
    """Whether the Host headers of a request are one, and a name that is answered to."""
    found = list(hosts)
    return len(found) < 2 and is_host_allowed(found[0] if found else None)


def is_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a request of a browser on this computer came straight to the server, by the server's own name."""
    names = {name.lower() for name in headers}
    if names & _FORWARDING or any(name.startswith(_FORWARDING_START) for name in names):
        return False
    asked = (f"//{headers.get('Host', 'localhost')}", headers.get("Origin") or "//localhost")
    return all(_is_loopback(_name(url)) for url in asked)


def _name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
