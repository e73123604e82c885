"""The certificate for the network: made once, for these names, renewed in time, and private."""

import hashlib
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from upperback.web.certificate import certificate_for, fingerprint_of

NAMES = ("192.168.1.5", "localhost", "desk.local")


def test_it_names_the_addresses_and_is_for_its_owner_only(tmp_path: Path) -> None:
    file = certificate_for(NAMES, tmp_path / "data")
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    stated = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(each.value) for each in stated} == set(NAMES)
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE KEY" in file.read_bytes()


def test_its_fingerprint_is_what_a_browser_shows(tmp_path: Path) -> None:
    file = certificate_for(NAMES, tmp_path)
    pem = file.read_text()
    pem = pem[pem.index("-----BEGIN CERTIFICATE") :]
    shown = bytes.fromhex(fingerprint_of(file).replace(":", ""))
    assert shown == hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest()
    assert fingerprint_of(file).count(":") == 31


def test_it_is_kept_while_it_is_good(tmp_path: Path) -> None:
    first = certificate_for(NAMES, tmp_path).read_bytes()
    assert certificate_for(NAMES[:2], tmp_path).read_bytes() == first


def test_a_new_address_a_year_or_damage_make_a_new_one(tmp_path: Path) -> None:
    first = certificate_for(NAMES, tmp_path).read_bytes()
    second = certificate_for((*NAMES, "192.168.1.6"), tmp_path).read_bytes()
    assert second != first
    later = datetime.now(UTC) + timedelta(days=340)
    third = certificate_for(NAMES, tmp_path, now=later).read_bytes()
    assert third != second
    (tmp_path / "coach.pem").write_text("damaged")
    assert b"CERTIFICATE" in certificate_for(NAMES, tmp_path).read_bytes()
