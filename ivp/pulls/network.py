"""Is there a network at all? Without one every source fails in the same way, and that is one thing to say."""

from __future__ import annotations

from collections.abc import Iterable

from ivp.errors import UserError
from ivp.sources.transport import SourceError, Transport, UnreachableError


class NoNetworkError(UserError):
    """None of the services answers; the message says it once, with what to do."""


def must_be_there(transport: Transport, urls: Iterable[str]) -> None:
    """Ask the hosts in turn for whatever they answer, until one does; `NoNetworkError` when not one does."""
    hosts = list(dict.fromkeys("/".join(url.split("/")[:3]) for url in urls))
    away: list[UnreachableError] = []
    for host in hosts:
        if transport.answered(host):
            return
        try:
            transport.look(f"{host}/", source=host)
        except UnreachableError as error:
            away.append(error)
        except SourceError:
            return  # it broke off, so it is there
        else:
            return
    if away:
        raise NoNetworkError(
            f"Geen netwerk: geen van de diensten met open data antwoordt ({away[0].what}). Er is niets veranderd. "
            f"{away[0].remedy}"
        )
