"""The few pages that the server writes itself: the code, a missing page, the REST API in words."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
input { font-size: 2rem; width: 8ch; letter-spacing: .2em; padding: .2em; }
button { font-size: 1.3rem; padding: .4em 1em; }
code, pre { font-size: .9em; } pre { overflow: auto; }
[role=alert] { font-weight: bold; }
"""


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><main>{body}</main></html>"
    )


def code_page(*, is_wrong: bool, locked_s: float) -> HTMLResponse:
    """Ask for the one-time code that the machine with the coach shows."""
    alert = ""
    if locked_s > 0:
        alert = f"<p role=alert>Too many wrong codes. Wait {locked_s:.0f} seconds.</p>"
    elif is_wrong:
        alert = "<p role=alert>That was not the code. The screen shows the current one.</p>"
    body = (
        "<h1>Upper back coach</h1>"
        "<p>Type in the six digits that the computer shows.</p>"
        f'{alert}<form method="post" action="/code"><label for="code">Code</label> '
        '<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" '
        'pattern="[0-9]{6}" maxlength="6" required autofocus> <button>Go</button></form>'
    )
    status = 429 if locked_s > 0 else 401
    return HTMLResponse(_page("Code", body), status_code=status)


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
