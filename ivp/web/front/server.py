"""What stands around the pages: the middleware, the health route, the start of the server and its error message."""

from __future__ import annotations

import gc
import importlib
import logging
import secrets
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit import config, file_util
from streamlit.errors import StreamlitAPIException

import ivp
from ivp.errors import UserError
from ivp.web import scripts
from ivp.web.front import hosts
from ivp.web.front.document import Document, dutch_document, installed_index
from ivp.web.front.door import FrontDoor
from ivp.web.front.gate import Gate
from ivp.web.front.headers import SecurityHeaders, content_security_policy
from ivp.web.front.sockets import send_at_once
from ivp.web.front.static_files import CompressedFiles
from ivp.web.open_data.service import OpenData
from ivp.web.pages import ADDRESSES, PAGES, product_name
from ivp.web.plan import access

if TYPE_CHECKING:
    from ivp.store.reader import Store

SHELL = Path(__file__).parent.parent / "shell.py"
_LOG = logging.getLogger(__name__)
# What a visit needs and what takes a moment to load: an outlook at a click is fitted by statsmodels.
_CODE = ("ivp.web.page", "statsmodels.tsa.forecasting.theta", "statsmodels.tsa.seasonal")
_NEVER = 1_000_000
_TIDY_SECONDS = 30
_UNAVAILABLE = "De cijfers zijn nu niet beschikbaar. Probeer het later opnieuw."


def middleware() -> list[Middleware]:
    """The middleware of the app, outermost first."""
    document = _document()
    return [
        Middleware(SecurityHeaders, policy=content_security_policy(document.script_hashes)),
        Middleware(Gate, base=_base, signing_in=access.signs_in),
        Middleware(OpenData, open_store=_open_store, base=_base),
        Middleware(
            FrontDoor,
            document=document,
            files=_files(),
            addresses=ADDRESSES,
            home=PAGES[0].name,
            base=_base,
        ),
    ]


def _base() -> str:
    return config.get_option("server.baseUrlPath") or ""


def _open_store() -> Store:
    from ivp.web import database

    return database.outside_pages()


def routes() -> list[Route]:
    """Our own addresses besides those of Streamlit."""
    return [
        Route("/gezondheid", health),
        *(Route(f"/{address}", partial(_script, file)) for address, file in scripts.files().items()),
    ]


async def _script(file: Path, _request: Request) -> Response:
    """To who takes no compressed files; the others are answered at the front door."""
    return FileResponse(file, media_type="text/javascript")


async def health(_request: Request) -> JSONResponse:
    """Whether the figures can be shown, and which: JSON, with status 503 when there are none."""
    code, answer = await to_thread.run_sync(_health)
    return JSONResponse(answer, code, headers={"Cache-Control": "no-store"})


def _health() -> tuple[int, dict[str, Any]]:
    version = {"versie": ivp.__version__}
    try:
        from ivp.web import database

        found = database.status()
    except UserError as error:
        return 503, {"status": "niet beschikbaar", **version, "melding": str(error)}
    except Exception:
        _LOG.exception("the database cannot be opened")
        return 503, {"status": "niet beschikbaar", **version, "melding": _UNAVAILABLE}
    status = "vorige cijfers" if found.get("probleem") else "bewerken kan niet" if found.get("bewerken") else "in orde"
    return 200, {"status": status, **version, **found}


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """While the server runs, without making anybody wait: get everything ready, then tidy the memory now and then."""
    hosts.answer_to_local_names()
    send_at_once()
    stopped = threading.Event()
    threading.Thread(target=_background, args=(stopped,), name="background", daemon=True).start()
    yield
    stopped.set()


def _background(stopped: threading.Event) -> None:
    _load_code()
    # Streamlit walks every object in memory after every script (config.toml switches that off), and Python does in the
    # middle of one: with all that pandas and statsmodels load, that was four fifths of the processor time of a click.
    # So what is loaded here is never walked again, and what scripts leave behind is collected when no script runs.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
    _health()
    _compress_files()
    while not stopped.wait(_TIDY_SECONDS):
        collect_when_quiet()


def _load_code() -> None:
    try:
        for module in _CODE:
            importlib.import_module(module)
    except Exception:
        _LOG.exception("the pages cannot be loaded")


def _compress_files() -> None:
    files = _files()
    source = _document().plain.decode()
    for address in files.addresses():
        if f".{address}" in source or address.lstrip("/") in scripts.files():
            key = files.find(address)
            if key:
                files.compress(key)


def collect_when_quiet(patience: float = 3) -> None:
    """Collect garbage as soon as no script runs; after `patience` seconds in any case."""
    until = time.monotonic() + patience
    while script_runs() and time.monotonic() < until:
        time.sleep(0.01)
    gc.collect()


def script_runs() -> bool:
    """Whether Streamlit runs the script of any visitor now."""
    return any(thread.name.startswith("ScriptRunner") for thread in threading.enumerate())


def on_script_error(error: Exception) -> bool:
    """Show one Dutch message with a way on instead of a traceback; Streamlit has logged the traceback already."""
    from ivp.store.following import NothingToShowError
    from ivp.web.components.text import plain
    from ivp.web.selection.url import reset

    if isinstance(error, NothingToShowError):
        st.title("De cijfers zijn er nu niet", anchor=False)
        lines = "  \n".join([_UNAVAILABLE, "Voor de beheerder:", *map(plain, str(error).splitlines())])
        st.error(lines, icon=":material/error:")
    elif isinstance(error, UserError):
        st.error(plain(str(error)), icon=":material/error:")
    else:
        code = secrets.token_hex(3)
        _LOG.error("message %s to the visitor: %s: %s", code, type(error).__name__, error)
        st.error(
            "Deze pagina kan nu niet worden getoond. De cijfers zelf zijn niet veranderd. Probeer het opnieuw of begin "
            f"met een lege keuze. Blijft het misgaan? Geef dan dit nummer door aan de beheerder: {code}.",
            icon=":material/error:",
        )
    try:
        with st.container(horizontal=True):
            st.button("Probeer opnieuw", key="fout-opnieuw", icon=":material/refresh:")
            st.button("Begin met een lege keuze", key="fout-leeg", icon=":material/undo:", on_click=reset)
    except StreamlitAPIException:
        pass  # a second part of the same page failed: one set of buttons is enough
    return True


def run(app: str) -> None:
    """Start `app` as `streamlit run` does, with its flags, variables and files; on this computer only by default.

    A value that cannot be used ends the program with one line.
    """
    from streamlit.web import cli

    release = config.on_config_parsed(_stay_local, force_connect=True)
    try:
        cli.main(["run", app, *sys.argv[1:]], standalone_mode=False)
    except click.Abort:
        sys.exit(130)
    except click.BadParameter as error:
        sys.exit(_wrong_value(error))
    except click.UsageError as error:
        sys.exit(f"Deze opdracht klopt niet: {error.format_message()}")
    except (OSError, OverflowError, RuntimeError) as error:
        place = f"adres {config.get_option('server.address')}, poort {config.get_option('server.port')}"
        sys.exit(f"Het dashboard kan niet starten met deze instellingen ({place}): {str(error).rstrip('.')}.")
    finally:
        release()


def _stay_local() -> None:
    if not config.is_manually_set("server.address"):
        config.set_option("server.address", "localhost")


def _wrong_value(error: click.BadParameter) -> str:
    option = error.param
    if not isinstance(option, click.Option):
        return error.format_message()
    wrong = "is niet true of false" if option.type is click.BOOL else "is geen getal"
    return f"{option.envvar} of {option.opts[0]} {wrong}. Geef een andere waarde of laat de instelling weg."


@lru_cache(maxsize=1)
def _document() -> Document:
    return dutch_document(installed_index(), product_name())


@lru_cache(maxsize=1)
def _files() -> CompressedFiles:
    return CompressedFiles(
        Path(file_util.get_static_dir()), others={f"/{address}": file for address, file in scripts.files().items()}
    )
