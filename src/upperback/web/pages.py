"""The few pages that the server writes itself: the code, a missing page, the REST API in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
body { background: light-dark(#f6f3ec, #111614); color: light-dark(#1c2421, #edf2ef); }
form { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; margin: 1.5rem 0; }
input { font-size: 2rem; width: 8ch; letter-spacing: .2em; padding: .2em .4em; }
input, button { font-family: inherit; border: 1px solid light-dark(#dcd5c7, #313c37); }
input, button { border-radius: .8rem; }
button { font-size: 1.3rem; font-weight: 600; padding: .5em 1.4em; cursor: pointer; }
button { background: light-dark(#0b6b61, #72d8c6); color: light-dark(#fff, #06201c); }
code, pre { font-size: .9em; } pre { overflow: auto; }
[role=alert] { font-weight: bold; }
small { font-size: .9em; opacity: .8; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeWords:
    """What the page that asks for the code says, in one language."""

    title: str
    ask: str
    code: str
    go: str
    wrong: str
    locked: str
    warned: str


_CODE_WORDS: Mapping[str, _CodeWords] = {
    "en": _CodeWords(
        title="Upper back coach",
        ask="Type in the six digits that the computer shows.",
        code="Code",
        go="Go",
        wrong="That was not the code. The screen shows the current one.",
        locked="Too many wrong codes. Wait {seconds:.0f} seconds.",
        warned="Your browser warned of the certificate, because the computer made it itself. To be "
        "sure that this is your computer, compare the certificate's SHA-256 fingerprint in the "
        "browser with the one beside the code.",
    ),
    "de": _CodeWords(
        title="Coach für den oberen Rücken",
        ask="Gib die sechs Ziffern ein, die der Rechner zeigt.",
        code="Code",
        go="Weiter",
        wrong="Das war nicht der Code. Auf dem Rechner steht der aktuelle.",
        locked="Zu viele falsche Codes. Warte {seconds:.0f} Sekunden.",
        warned="Dein Browser hat vor dem Zertifikat gewarnt, weil der Rechner es selbst gemacht "
        "hat. Um sicher zu sein, dass dies dein Rechner ist, vergleiche den SHA-256-Fingerabdruck "
        "des Zertifikats im Browser mit dem neben dem Code.",
    ),
}


def language_of(accepted: str) -> str:
    """Return the first language of an Accept-Language header that there are words in."""
    wanted = (each.strip()[:2].lower() for each in accepted.split(","))
    return next((each for each in wanted if each in _CODE_WORDS), "en")


def _page(title: str, body: str, *, language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><main>{body}</main></html>"
    )


def code_page(*, is_wrong: bool, locked_s: float, language: str = "en") -> HTMLResponse:
    """Ask for the one-time code that the machine with the coach shows."""
    words = _CODE_WORDS[language]
    alert = ""
    if locked_s > 0:
        alert = f"<p role=alert>{words.locked.format(seconds=locked_s)}</p>"
    elif is_wrong:
        alert = f"<p role=alert>{words.wrong}</p>"
    body = (
        f"<h1>{words.title}</h1><p>{words.ask}</p>"
        f'{alert}<form method="post" action="/code"><label for="code">{words.code}</label> '
        '<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" '
        # As it is shown, with a space in the middle, or without.
        'pattern="[0-9]{3} ?[0-9]{3}" maxlength="7" required autofocus> '
        f"<button>{words.go}</button></form><p><small>{words.warned}</small></p>"
    )
    status = 429 if locked_s > 0 else 401
    return HTMLResponse(_page(words.code, body, language=language), status_code=status)


def missing_page() -> HTMLResponse:
    """Say what to do where the page was not built."""
    body = (
        "<h1>The page of the coach is not built yet</h1>"
        "<p>Run <code>make coach</code> in the project's folder. It builds the page and starts the "
        'server again.</p><p>The server itself works: <a href="/api/docs">its REST API</a>.</p>'
    )
    return HTMLResponse(_page("Not built", body), status_code=503)


def api_page(schema: Mapping[str, Any]) -> HTMLResponse:
    """Show the REST API in words; without a script, and without a network."""
    rows = "".join(_operations(schema.get("paths", {})))
    shapes = "".join(_shapes(schema.get("components", {}).get("schemas", {})))
    body = (
        f"<h1>{escape(schema['info']['title'])}</h1><p>{escape(schema['info']['description'])} "
        f'The same for programs: <a href="/api/openapi.json">openapi.json</a>.</p>{rows}'
        f"<h2>Bodies</h2>{shapes}"
    )
    return HTMLResponse(_page("REST API", body))


def _operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            asked = ", ".join(each["name"] for each in operation.get("parameters", ()))
            answers = ", ".join(operation.get("responses", {}))
            yield (
                f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
                f"<p>{escape(operation.get('description') or operation['summary'])}</p>"
                f"<p>Parameters: {escape(asked) or 'none'}. Answers: {escape(answers)}.</p>"
            )


def _shapes(schemas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, schema in schemas.items():
        fields = ", ".join(schema.get("properties", {}))
        yield f"<h3><code>{escape(name)}</code></h3><p>{escape(fields)}</p>"
