"""Which requests the form answers: those from its own pages, in the browser that it was opened in.

The server listens to 127.0.0.1 only, but any page in the browser, and any program on the machine, can
send requests there. So every request must name the server's own address (against DNS rebinding) and
carry the token of this start, and one that changes something must come from the server's own pages,
with the token of their forms (against cross-site request forgery).
"""

import hmac
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp

LARGEST_FILE = 2_000_000
"""The maximum size of a file that is handed over, in bytes."""
LARGEST = 3_000_000
"""The maximum size of a request's body, in bytes. The largest file fits in it in base64, as it comes back
to be saved."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_READS = ("GET", "HEAD")


class Guard(NamedTuple):
    """The address and the token of one start."""

    port: int
    token: str

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the token: browsers send a port's cookies to all ports."""
        return f"mh_token_{self.port}"

    @property
    def form_token(self) -> str:
        """What every form of ours carries. It does not give away the token of the start."""
        return hmac.new(self.token.encode(), b"form", sha256).hexdigest()

    def refuses(self, method: str, query: str, headers: Mapping[str, str]) -> str | None:
        """The key of the reason why a request is not heard, or ``None``."""
        host = headers.get("host", "")
        if host not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return "web.refused.host"
        kept = cookie_parser(headers.get("cookie", "")).get(self.cookie, "")
        if not (self.opens(query) or hmac.compare_digest(kept.encode(), self.token.encode())):
            return "web.refused.token"
        ours = method in _READS or headers.get("origin", "") == f"http://{host}"
        return None if ours else "web.refused.origin"

    def opens(self, query: str) -> bool:
        """Whether a request carries the token in its address, as the first one does."""
        return hmac.compare_digest(parse_qs(query).get("token", [""])[0].encode(), self.token.encode())

    def form_is_ours(self, token: object) -> bool:
        """Whether the token of a form is right."""
        return isinstance(token, str) and hmac.compare_digest(token.encode(), self.form_token.encode())


class Guarded(BaseHTTPMiddleware):
    """An application behind the guard. ``refuse`` answers a request that is not heard, by the reason."""

    def __init__(self, app: ASGIApp, guard: Guard, refuse: Callable[[str], Response]) -> None:
        super().__init__(app)
        self.guard, self.refuse = guard, refuse

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Answer a request, or refuse it."""
        query = request.scope["query_string"].decode("latin-1")
        refused = self.guard.refuses(request.method, query, request.headers)
        # A body of unknown length may be of any.
        length = request.headers.get("content-length", "0" if request.method in _READS else "")
        if refused is None and (not length.isdecimal() or int(length) > LARGEST):
            refused = "web.refused.large"
        answer = await call_next(request) if refused is None else self.refuse(refused)
        answer.headers.update(HEADERS)
        return answer
