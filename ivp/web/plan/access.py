"""Who may edit the plan: nobody unless it is switched on, then one local user or people on a list who signed in."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ivp.web.front import hosts, uploads

SETTING = "IVP_EDIT"
LOCAL, OIDC = "lokaal", "oidc"
ROLE = "coordinator"

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


def signs_in() -> bool:
    """Whether editors sign in, so that the addresses for that are needed."""
    return _mode() == OIDC


def access() -> Access:
    """What this visitor may do; who may edit, may send files to the server as well.

    `IVP_EDIT=lokaal`: one user, only while the server listens to this computer alone, and only in a browser on it
    that came straight to the server. `IVP_EDIT=oidc`: who signed in, and is listed as coordinator in `secrets.toml`
    under [ivp.editors] by an address that the provider verified, or by issuer and subject.
    """
    found = _access(_mode())
    visitor = get_script_run_ctx()
    if visitor is not None:
        uploads.allow(visitor.session_id, found.state == "ready")
    return found


def _mode() -> str:
    return os.environ.get(SETTING, "").strip().lower()


def _access(mode: str) -> Access:
    if not mode:
        return Access("off", why="De bewerkstand staat uit.")
    if mode == LOCAL:
        return _local()
    if mode == OIDC:
        return _signed_in()
    return Access("refused", why=f"{SETTING} is ‘{mode}’; kies ‘{LOCAL}’ of ‘{OIDC}’.")


def _local() -> Access:
    if not hosts.is_local_server():
        why = "De lokale bewerkstand werkt alleen als de server op localhost staat. Start met: python app.py"
        return Access("refused", why=why)
    if not hosts.is_from_here(st.context.headers):
        why = "De lokale bewerkstand werkt alleen in een browser op deze computer, op het adres localhost."
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
    listed = editors()
    subject = f"{st.user.get('iss')} {st.user.get('sub')}"
    if listed.get(subject) == ROLE:
        return Access("ready", who=f"{st.user.get('name') or email} ({st.user.get('sub')})")
    if st.user.get("email_verified") is not True:  # anybody can fill in any address at some providers
        return Access("refused", why="Uw e-mailadres is niet bevestigd door de organisatie die u aanmeldt.")
    if listed.get(email) != ROLE:
        return Access("refused", who=email, why=f"{email or 'Dit account'} staat niet op de lijst van coördinatoren.")
    return Access("ready", who=email)


def editors() -> dict[str, str]:
    """Role by e-mail address in small letters, or by issuer and subject as they are, with a space between.

    From secrets.toml; empty when there are none.
    """
    settings: Any = _secrets().get("ivp", {})
    listed = settings.get("editors", {})
    return {str(key) if " " in str(key) else str(key).lower(): str(role) for key, role in dict(listed).items()}


def _secrets() -> dict[str, Any]:
    try:
        return dict(st.secrets)
    except FileNotFoundError:
        return {}
