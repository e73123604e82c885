"""Addresses and ports of this machine."""

import socket
from contextlib import closing
from ipaddress import ip_address

from upperback.errors import LiveError

# Nothing is sent there: asking for the way is enough to learn the own address.
_FAR_AWAY = ("192.0.2.1", 9)
_N_TRIES = 20


def lan_addresses() -> tuple[str, ...]:
    """Return the addresses by which the local network reaches this machine, the usual one first."""
    found: dict[str, None] = {}
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(_FAR_AWAY)
            found[probe.getsockname()[0]] = None
        except OSError:
            pass
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        known = []
    found |= {str(each[4][0]): None for each in known}
    return tuple(each for each in found if not ip_address(each).is_loopback)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by name or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Listen on a port, or on the next free one; port 0 takes any."""
    reason = "no port"
    for candidate in range(port, port + _N_TRIES) if port else (0,):
        try:
            return socket.create_server((host, candidate), backlog=512)
        except OSError as error:
            reason = error.strerror or str(error)
    raise LiveError(
        f"cannot listen on {host}, ports {port} to {port + _N_TRIES - 1}: {reason}; "
        "choose another with --port"
    )
