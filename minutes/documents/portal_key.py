"""The key the portal signs with: a PKCS#12 file named by the settings, kept outside the code.

On a machine of one's own (demo, development, tests) a key with a certificate authority of its own
is made on first use. In production a missing key is an error, never a silent new one.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.signers import SimpleSigner

YEARS = 10


def signer() -> SimpleSigner:
    """The portal's signer. Raises ImproperlyConfigured where there is no key, or a wrong one."""
    path = Path(settings.PORTAL_SIGNING_KEY)
    if not path.exists():
        if not may_make_its_own():
            raise ImproperlyConfigured(
                f"There is no signing key at {path}: set PORTAL_SIGNING_KEY, "
                "or make one with create_signing_key (docs/signing.md)."
            )
        create(path, organisation="Demo")
    return _load(str(path), path.stat().st_mtime_ns)


def authority() -> Asn1Certificate:
    """The certificate everything signed here leads to: what a checker is told to trust."""
    own = signer()
    issuers = list(own.cert_registry)
    return next((one for one in issuers if one.self_issued == "yes"), own.signing_cert)


def authority_pem() -> str:
    """The same for a file that people import."""
    body = b64encode(authority().dump()).decode()
    lines = "\n".join(body[start : start + 64] for start in range(0, len(body), 64))
    return f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"


def may_make_its_own() -> bool:
    """Only where nobody relies on the signatures: demo, development, this machine alone."""
    local = urlsplit(settings.PORTAL_ADDRESS).hostname in {"127.0.0.1", "localhost"}
    return bool(settings.DEBUG or settings.PORTAL_DEMO or local)


def create(path: Path, *, organisation: str) -> None:
    """Make an authority and, issued by it, the portal's key; the authority's key is thrown away."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = datetime.now(UTC)
    above, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Council portal CA", organisation, now, issuer=None, key=above, by=above)
    leaf = _certificate("Council portal", organisation, now, issuer=root, key=own, by=above)
    bundle = pkcs12.serialize_key_and_certificates(
        b"portal", own, leaf, [root], BestAvailableEncryption(passphrase(path).encode())
    )
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(bundle)
    draft.replace(path)


def passphrase(path: Path) -> str:
    """From the settings; beside a key of its own, one drawn once and kept readable to us alone."""
    if settings.PORTAL_SIGNING_PASSPHRASE:
        return str(settings.PORTAL_SIGNING_PASSPHRASE)
    kept = path.with_suffix(".passphrase")
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(32))
    return kept.read_text()


@lru_cache(maxsize=2)
def _load(path: str, changed: int) -> SimpleSigner:
    """Read once for each state of the file."""
    loaded = SimpleSigner.load_pkcs12(path, passphrase=passphrase(Path(path)).encode())
    if loaded is None:
        raise ImproperlyConfigured(f"The signing key at {path} cannot be read: wrong passphrase?")
    return loaded


def _certificate(
    name: str,
    organisation: str,
    now: datetime,
    *,
    issuer: x509.Certificate | None,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    is_root = issuer is None
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), True)
        .add_extension(_usage(is_root=is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False)
        .sign(by, hashes.SHA256())
    )


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
