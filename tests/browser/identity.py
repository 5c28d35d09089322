"""An OpenID Connect provider on loopback that signs in whoever it is told to, as far as `st.login` needs one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "veiligheidsbeeld"


class Provider:
    """Who signs in next is `email`; `address` is where it listens."""

    def __init__(self) -> None:
        self.email = ""
        self.verified = True
        self.key = RSAKey.generate_key(2048, {"kid": "proef", "use": "sig", "alg": "RS256"})
        self.nonces: dict[str, str] = {}
        self.address = ""

    def answer(self, path: str, query: dict[str, str], form: dict[str, str]) -> tuple[int, dict[str, str], object]:
        """Status, headers and JSON of one request."""
        if path == "/.well-known/openid-configuration":
            return 200, {}, {
                "issuer": self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }  # fmt: skip
        if path == "/keys":
            return 200, {}, {"keys": [self.key.as_dict(private=False)]}
        if path == "/authorize":
            code = f"code-{len(self.nonces)}"
            self.nonces[code] = query.get("nonce", "")
            back = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            return 302, {"Location": back}, {}
        if path == "/token":
            return 200, {}, {"access_token": "a", "token_type": "Bearer", "expires_in": 600,
                             "id_token": self._token(self.nonces[form["code"]])}  # fmt: skip
        return 404, {}, {}

    def _token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": self.email, "iat": now, "exp": now + 600, "nonce": nonce,
            "email": self.email, "email_verified": self.verified, "name": "Proef",
        }  # fmt: skip
        return jwt.encode({"alg": "RS256", "kid": "proef"}, claims, self.key)


@contextmanager
def provider() -> Iterator[Provider]:
    """A running provider."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._reply({name: values[0] for name, values in parse_qs(body).items()})

        def _reply(self, form: dict[str, str]) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, headers, answer = made.answer(parts.path, query, form)
            content = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
