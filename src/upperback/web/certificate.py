"""The certificate of `upperback coach --lan`: browsers open the camera only to HTTPS."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_FILE = "coach.pem"
_VALID = timedelta(days=365)
# Renewed before phones begin to complain.
_SPARE = timedelta(days=30)
# A clock that is behind must not find it not valid yet.
_SLACK = timedelta(days=1)


def certificate_for(names: Iterable[str], folder: Path, *, now: datetime | None = None) -> Path:
    """Return a file with key and certificate for these names and addresses; made if needed."""
    file, wanted = folder / _FILE, frozenset(names)
    moment = now or datetime.now(UTC)
    if not _is_good(file, wanted, moment):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(_made(sorted(wanted), moment))
    return file


def fingerprint_of(file: Path) -> str:
    """Return the SHA-256 of a certificate as browsers show it: ``AB:CD:...``, 32 bytes."""
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _is_good(file: Path, wanted: frozenset[str], moment: datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        stated = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    known = {str(each.value) for each in stated}
    return wanted <= known and certificate.not_valid_after_utc - moment > _SPARE


def _made(names: Iterable[str], moment: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Upper back coach")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _SLACK)
        .not_valid_after(moment + _VALID)
        .add_extension(x509.SubjectAlternativeName(map(_general_name, names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
