"""The security headers on every answer, and the policy that keeps the browser to our own host."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_ONE_YEAR = "max-age=31536000"


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """The policy of the document; `script_hashes` are the sources of its inline scripts.

    - `'wasm-unsafe-eval'`: pydeck reads map data with WebAssembly;
    - `blob:` in `script-src`: Streamlit hands the script of an inline component to the browser as a blob. Serving it
      from an address of our own takes an installed package with a manifest, and this project is not a package. Only a
      script that already runs on the page can make such a blob, so nobody else gets in by it;
    - `'unsafe-inline'` in `style-src`: Streamlit and Plotly write their styles from script.
    """
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval' blob:", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware that puts the security headers on every HTTP answer; websockets pass untouched."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self._headers = {**_FIXED, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = came_by_https(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if secure:
                    headers["Strict-Transport-Security"] = _ONE_YEAR
            await send(message)

        await self.app(scope, receive, send_with_headers)


def came_by_https(scope: Scope) -> bool:
    """Whether the visitor used https, here or at the proxy in front; a false claim only concerns its own answer."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return scope.get("scheme") == "https" or forwarded.split(",")[0].strip().lower() == "https"
