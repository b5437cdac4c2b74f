"""The gate: who may come in, and what every answer carries. Knows nothing of apps or matching."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = "token"
"""The part of the address that holds the token."""

TOKEN_BYTES = 32
"""Nobody guesses 256 bits."""

LOCAL_NAMES = ("127.0.0.1", "localhost")
"""What a browser on this computer calls it. Another name would be a page elsewhere that points here."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def new_token() -> str:
    """A token that has never been used."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Gate:
    """Lets in who has the token, in the address the first time and in a cookie afterwards."""

    def __init__(self, token: str, port: int, refusal: str) -> None:
        self._token = token.encode()
        self._port = port
        self._refusal = refusal
        self.cookie = f"shopladder-{port}"
        """Its own name for each port, since cookies do not tell ports apart."""

    def set_port(self, port: int) -> None:
        """Say which port was given, when any was asked for."""
        self._port = port
        self.cookie = f"shopladder-{port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which requests may come."""
        return tuple(f"{name}:{self._port}" for name in LOCAL_NAMES)

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse, send on to the bare address, or let in; mark every answer either way."""
        if not self._is_here(request):
            response: web.StreamResponse = self._refuse()
        elif self._is_token(request.query.get(TOKEN)) and request.path == "/":
            response = web.Response(status=303, headers={"Location": "/"})
            response.set_cookie(self.cookie, self._token.decode(), httponly=True, samesite="Strict", path="/")
        elif self._is_token(request.query.get(TOKEN)) or self._is_token(request.cookies.get(self.cookie)):
            try:
                response = await handler(request)
            except web.HTTPException as error:
                response = web.Response(status=error.status, text=error.reason)
        else:
            response = self._refuse()
        if not response.prepared:
            response.headers.update(self.headers())
        return response

    def _is_here(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        if request.host not in self.hosts:
            return False
        return origin is None or origin in {f"http://{host}" for host in self.hosts}

    def _is_token(self, given: str | None) -> bool:
        return given is not None and hmac.compare_digest(given.encode(errors="replace"), self._token)

    def _refuse(self) -> web.Response:
        return web.Response(status=403, text=self._refusal + "\n")

    def headers(self) -> Mapping[str, str]:
        """What every answer says: nothing from elsewhere, in no frame, kept nowhere, told to nobody."""
        sockets = " ".join(f"ws://{host}" for host in self.hosts)
        return {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                f" img-src 'self' data:; font-src 'self'; connect-src 'self' {sockets};"
                " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Cache-Control": "no-store",
            "Server": "shopladder",
        }


__all__ = ["LOCAL_NAMES", "TOKEN", "Gate", "new_token"]
