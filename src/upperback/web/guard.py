"""What stands before every request: known host, own pages only, a code from the network."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from upperback.web.access import COOKIE, OneTimeCode
from upperback.web.documents import error_document
from upperback.web.pages import code_page, language_of

CODE_PATH = "/code"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_MAX_FORM_BYTES = 1000
_YEAR_S = 365 * 24 * 3600


class Guard:
    """Lets through what may come in, and puts the security headers on what goes out.

    Parameters
    ----------
    app
        What is guarded.
    hosts
        Host names and addresses that this server answers to. A page of another site
        that points its name at this machine (DNS rebinding) brings its own name along.
    code
        The way in from the network; None where only this machine may come in.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], code: OneTimeCode | None) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._code = code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = await self._refused(scope, receive, headers) or self._app
        host = headers.get("host", "")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), host)
            await send(message)

        # Pages of a live socket send and hear 15 times a second: there is nothing to guard in that.
        await answer(scope, receive, send if scope["type"] == "websocket" else send_guarded)

    async def _refused(self, scope: Scope, receive: Receive, headers: Headers) -> Response | None:
        if _name(headers.get("host", "")) not in self._hosts:
            return _no("unknown_host", "This server does not answer to that name.")
        if scope["type"] == "http" and _is_foreign(scope, headers):
            return _no("foreign_page", "Only pages of this server may ask for that.")
        if self._code is None or _is_local(scope) or self._code.knows(_token(headers)):
            return None
        if scope["type"] == "http":
            return await self._at_the_door(Request(scope, receive), self._code)
        return _no("not_allowed", "Type in the code first.")

    async def _at_the_door(self, request: Request, code: OneTimeCode) -> Response:
        language = language_of(request.headers.get("accept-language", ""))
        if request.url.path == CODE_PATH and request.method == "POST":
            token = code.exchange(await _stated_code(request))
            if token is not None:
                return _let_in(token)
            return code_page(is_wrong=True, locked_s=code.locked_s, language=language)
        if request.url.path.startswith("/api/"):
            return _no("not_allowed", "Type in the code first.", status=401)
        return code_page(is_wrong=False, locked_s=code.locked_s, language=language)


def _add_headers(headers: MutableHeaders, host: str) -> None:
    headers["Content-Security-Policy"] = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
        # Older browsers do not count sockets as 'self'.
        f"connect-src 'self' ws://{host} wss://{host}; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    # Nothing for other sites. With less, browsers would not even tell us that a form is our own.
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"


def _let_in(token: str) -> Response:
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        COOKIE, token, max_age=_YEAR_S, httponly=True, secure=True, samesite="strict"
    )
    return response


async def _stated_code(request: Request) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM_BYTES:
            return ""
    return parse_qs(body.decode("ascii", "replace")).get("code", [""])[0]


def _token(headers: Headers) -> str | None:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie is not None else None


def _is_foreign(scope: Scope, headers: Headers) -> bool:
    """Whether another site's page asks for a change."""
    origin = headers.get("origin")
    if scope["method"] in _SAFE_METHODS or origin is None:
        return False
    return origin.partition("://")[2] != headers.get("host")


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return the name of a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _no(code: str, text: str, *, status: int = 403) -> Response:
    return JSONResponse(error_document(code, text), status_code=status)
