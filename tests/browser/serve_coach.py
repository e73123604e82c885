"""The real server as no command starts it: another page, another name, or as a phone sees it.

`python serve_coach.py --port N [--page FOLDER] [--name NAME] [--phone FOLDER]`
"""

import argparse
import dataclasses
import sys
import time
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from upperback import wiring
from upperback.web.access import OneTimeCode
from upperback.web.addresses import listen
from upperback.web.app import create_app
from upperback.web.certificate import certificate_for
from upperback.web.serving import desk_of, server_config, setup_for
from upperback.web.setup import LOCAL_HOSTS
from upperback.wiring.journal import open_training

# Of the addresses for examples (RFC 5737): nobody has it.
_A_PHONE = ("192.0.2.7", 50_000)


class FromAPhone:
    """Lets every request look as if it came from the network."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, "client": _A_PHONE}, receive, send)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--phone", type=Path, help="folder of the certificate")
    return parser.parse_args()


def _tell(code: str) -> None:
    sys.stdout.write(f"code {code}\n")
    sys.stdout.flush()


def main() -> None:
    options = _options()
    hosts = LOCAL_HOSTS | set(options.name)
    code = OneTimeCode(now_s=time.monotonic, announce=_tell) if options.phone else None
    with (
        open_training(None) as training,
        wiring.live_sessions_of(training.journal) as sessions,
    ):
        setup = setup_for(sessions, hosts=hosts, code=code, desk=desk_of(training))
        if options.page:
            setup = dataclasses.replace(setup, page_folder=options.page)
        app: ASGIApp = create_app(setup)
        certificate = certificate_for(hosts, options.phone) if options.phone else None
        served = FromAPhone(app) if options.phone else app
        config = server_config(served, lifespan=True, certificate=certificate)
        uvicorn.Server(config).run(sockets=[listen("127.0.0.1", options.port)])


if __name__ == "__main__":
    main()
