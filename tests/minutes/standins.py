"""What others run, standing on this machine: a time-stamping service, and a service that checks
personal signatures as NCANode does, with an RSA authority of its own."""

import asyncio
import base64
import json
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto.cms import ContentInfo
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.tsp import TimeStampReq
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs7,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko_certvalidator import ValidationContext

from tests.minutes.conftest import NOON

SINCE, UNTIL = NOON - timedelta(days=30), NOON + timedelta(days=365)


@cache
def key(_name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(
    name: str, *, by: str = "root", until: datetime = UNTIL, usage: str = "SIGN",
    patronymic: str = "", stamping: bool = False,
) -> x509.Certificate:  # fmt: skip
    """Of `name`, issued by the authority `by` (itself: a root)."""
    root = name == by
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if patronymic:
        subject.append(x509.NameAttribute(NameOID.GIVEN_NAME, patronymic))
    flags = dict.fromkeys(
        ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "encipher_only", "decipher_only"], False,
    )  # fmt: skip
    flags |= {"content_commitment": usage == "SIGN" and not root}
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(subject))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not root, key_cert_sign=root, crl_sign=root, **flags
            ),
            critical=True,
        )
    )  # fmt: skip
    if stamping:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    return builder.sign(key(by), hashes.SHA256())


@cache
def root(name: str = "root") -> x509.Certificate:
    return certificate(name, by=name)


def plain(one: x509.Certificate) -> Certificate:
    return Certificate.load(one.public_bytes(Encoding.DER))


def sealed(data: bytes, owner: x509.Certificate, name: str) -> str:
    """A detached CMS over `data`, as NCALayer hands it to a page."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
    builder = builder.add_signer(owner, key(name), hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return base64.b64encode(builder.sign(Encoding.DER, options)).decode()


class Time:
    """A time-stamping authority that answers real RFC 3161 tokens, always at `NOON`."""

    media_type = "application/timestamp-reply"

    def __init__(self) -> None:
        own = key("tsa").private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self.tsa = DummyTimeStamper(
            plain(certificate("tsa", stamping=True)), PrivateKeyInfo.load(own), fixed_dt=NOON
        )

    def __call__(self, _path: str, question: bytes) -> bytes:
        return self.tsa.request_tsa_response(TimeStampReq.load(question)).dump()


class Checker:
    """NCANode's `POST /cms/verify`: signature, chain up to its own root, revocation."""

    media_type = "application/json"

    def __init__(self) -> None:
        self.revoked: set[int] = set()
        self.asked: list[dict] = []

    def __call__(self, path: str, question: bytes) -> bytes:
        assert path == "/cms/verify"
        asked = json.loads(question)
        self.asked.append(asked)
        cms = base64.b64decode(asked["cms"])
        content = ContentInfo.load(cms)["content"]
        own = content["certificates"][0].chosen
        context = ValidationContext(
            trust_roots=[plain(root())],
            allow_fetching=False,
            moment=NOON,
            revocation_mode="soft-fail",
        )
        status = asyncio.run(
            async_validate_detached_cms(
                base64.b64decode(asked["data"]), content, signer_validation_context=context
            )
        )
        commits = "non_repudiation" in own.key_usage_value.native
        revoked = own.serial_number in self.revoked
        answer = {
            "status": 200, "message": "OK", "valid": bool(status.intact and status.valid),
            "signers": [{
                "certificates": [{
                    "valid": bool(status.trusted),
                    "revocations": [{"revoked": revoked, "by": "OCSP"}],
                    "notBefore": own.not_valid_before.isoformat(),
                    "notAfter": own.not_valid_after.isoformat(),
                    "keyUsage": "SIGN" if commits else "AUTH",
                    "serialNumber": f"{own.serial_number:x}",
                    "subject": {
                        "commonName": own.subject.native["common_name"],
                        "lastName": own.subject.native.get("given_name", ""),
                    },
                }],
            }],
        }  # fmt: skip
        return json.dumps(answer, ensure_ascii=False).encode()


@contextmanager
def serving(answer):
    """The stand-in behind an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = answer(self.path, body)
            self.send_response(200)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_args):
            """In silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
