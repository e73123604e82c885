"""`upperback coach`: serve the page of the live coach, and open it."""

import sys
import webbrowser

from upperback.web.serving import DEFAULT_PORT, Addresses, Place, Reporter, serve


def coach(*, host: str, port: int | None, browser: bool, lan: bool, journal: str | None) -> None:
    """Serve the live coach until Ctrl-C."""
    place = Place(host=host, port=DEFAULT_PORT if port is None else port, lan=lan)

    def ready(addresses: Addresses) -> None:
        print_addresses(addresses, wanted_port=place.port)
        if browser:
            # Without a browser it returns False, and the address stands above.
            webbrowser.open(addresses.here)

    serve(place, Reporter(ready=ready, code=_print_code), journal=journal)


def print_addresses(addresses: Addresses, *, wanted_port: int) -> None:
    """Say where the server is, and how a phone can be sure of it."""
    if addresses.port_was_taken:
        _say(f"Port {wanted_port} is in use by another program; I took the next free one.")
    _say(f"The coach is at {addresses.here} (Ctrl-C stops it)")
    if addresses.network is None:
        return
    _say(f"\nPhone or tablet in the same network: {addresses.network}")
    _say(_qr_code(addresses.network))
    _say("The browser there warns once that it does not know the certificate, because this machine")
    _say("made it itself. To be sure whom you meet, let the browser show the certificate (tap the")
    _say("warning or the lock sign) and compare its SHA-256 fingerprint; then go on to the page.")
    for line in _fingerprint_lines(addresses.fingerprint or ""):
        _say(f"  {line}")


def _fingerprint_lines(fingerprint: str) -> tuple[str, str]:
    """Return both halves, 16 bytes each: as many as browsers put on a line."""
    half = len(fingerprint) // 2
    return fingerprint[:half], fingerprint[half + 1 :]


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
