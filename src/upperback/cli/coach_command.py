"""`upperback coach`: serve the page of the live coach, and open it."""

import sys
import webbrowser

from upperback.web.serving import DEFAULT_PORT, Addresses, Place, Reporter, serve


def coach(*, host: str, port: int | None, browser: bool, lan: bool, journal: str | None) -> None:
    """Serve the live coach until Ctrl-C."""
    place = Place(host=host, port=DEFAULT_PORT if port is None else port, lan=lan)

    def ready(addresses: Addresses) -> None:
        _print_addresses(addresses, wanted_port=place.port)
        if browser:
            # Without a browser it returns False, and the address stands above.
            webbrowser.open(addresses.here)

    serve(place, Reporter(ready=ready, code=_print_code), journal=journal)


def _print_addresses(addresses: Addresses, *, wanted_port: int) -> None:
    if addresses.port_was_taken:
        _say(f"Port {wanted_port} is in use by another program; I took the next free one.")
    _say(f"The coach is at {addresses.here} (Ctrl-C stops it)")
    if addresses.network is None:
        return
    _say(f"\nPhone or tablet in the same network: {addresses.network}")
    _say("It warns once that it does not know the certificate: this machine made it itself.")
    _say(_qr_code(addresses.network))


def _qr_code(address: str) -> str:
    import io

    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(out=drawn, compact=True, border=2)
    return drawn.getvalue()


def _print_code(code: str) -> None:
    _say(f"Code for the next device: {code[:3]} {code[3:]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
