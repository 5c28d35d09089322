"""Who may edit the plan: nobody unless it is switched on, then one local user or people on a list who signed in."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit import config

SETTING = "IVP_EDIT"
LOCAL, OIDC = "lokaal", "oidc"
ROLE = "coordinator"
_HERE_ONLY = {"localhost", "127.0.0.1", "::1"}

State = Literal["off", "ready", "sign_in", "refused"]


@dataclass(frozen=True)
class Access:
    """Whether this visitor may edit, under which name, and if not why (Dutch)."""

    state: State
    who: str = ""
    why: str = ""


def is_on() -> bool:
    """Whether the edit mode is switched on at all."""
    return bool(os.environ.get(SETTING, "").strip())


def access() -> Access:
    """What this visitor may do.

    `IVP_EDIT=lokaal`: one user, and only while the server listens to this computer alone. `IVP_EDIT=oidc`: who
    signed in with a verified address that `secrets.toml` lists under [ivp.editors] as coordinator.
    """
    mode = os.environ.get(SETTING, "").strip().lower()
    if not mode:
        return Access("off", why="De bewerkstand staat uit.")
    if mode == LOCAL:
        return _local()
    if mode == OIDC:
        return _signed_in()
    return Access("refused", why=f"{SETTING} is ‘{mode}’; kies ‘{LOCAL}’ of ‘{OIDC}’.")


def _local() -> Access:
    address = config.get_option("server.address")
    if address not in _HERE_ONLY:
        why = "De lokale bewerkstand werkt alleen als de server op localhost staat. Start met: python app.py"
        return Access("refused", why=why)
    return Access("ready", who=_user_name())


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a system account without a name
        return "lokale gebruiker"


def _signed_in() -> Access:
    if "auth" not in _secrets():
        why = "Aanmelden is nog niet ingesteld. Vul [auth] en [ivp.editors] in .streamlit/secrets.toml in."
        return Access("refused", why=why)
    if not st.user.get("is_logged_in"):
        return Access("sign_in", why="Meld u aan om te bewerken.")
    email = str(st.user.get("email") or "").lower()
    if st.user.get("email_verified") is False:
        return Access("refused", why="Uw e-mailadres is niet bevestigd door de organisatie die u aanmeldt.")
    if editors().get(email) != ROLE:
        return Access("refused", who=email, why=f"{email or 'Dit account'} staat niet op de lijst van coördinatoren.")
    return Access("ready", who=email)


def editors() -> dict[str, str]:
    """Role by e-mail address in small letters, from secrets.toml; empty when there are none."""
    settings: Any = _secrets().get("ivp", {})
    listed = settings.get("editors", {})
    return {str(email).lower(): str(role) for email, role in dict(listed).items()}


def _secrets() -> dict[str, Any]:
    try:
        return dict(st.secrets)
    except FileNotFoundError:
        return {}
