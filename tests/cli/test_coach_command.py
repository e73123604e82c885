"""What `upperback coach` says in the terminal."""

import pytest

from upperback.cli.coach_command import print_addresses
from upperback.web.serving import Addresses

FINGERPRINT = ":".join(f"{number:02X}" for number in range(32))


def test_a_phone_is_told_where_and_how_to_be_sure(capsys: pytest.CaptureFixture[str]) -> None:
    addresses = Addresses(
        here="http://127.0.0.1:8765/",
        network="https://192.168.1.5:8766/",
        fingerprint=FINGERPRINT,
        port_was_taken=False,
    )
    print_addresses(addresses, wanted_port=8765)
    told = capsys.readouterr().out
    assert "https://192.168.1.5:8766/" in told
    assert FINGERPRINT[:47] in told
    assert FINGERPRINT[48:] in told
    assert all(len(line) <= 100 for line in told.splitlines())


def test_this_machine_alone_needs_no_fingerprint(capsys: pytest.CaptureFixture[str]) -> None:
    addresses = Addresses(
        here="http://127.0.0.1:8766/", network=None, fingerprint=None, port_was_taken=True
    )
    print_addresses(addresses, wanted_port=8765)
    told = capsys.readouterr().out
    assert "Port 8765 is in use" in told
    assert "fingerprint" not in told
