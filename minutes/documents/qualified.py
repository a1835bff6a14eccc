"""Personal qualified signatures (ЭЦҚ, НУЦ РК): what a service says of a CMS over our bytes.

The key never leaves the person's own machine: NCALayer makes a detached CMS there over the frozen
PDF. Certificates of НУЦ РК may be GOST, which the cryptography here cannot read, so signature,
chain and revocation are checked by a service that speaks NCANode's protocol (`PORTAL_NCANODE`); its
answer is kept word for word. Whose certificate it is, the portal judges itself.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

from asn1crypto.cms import ContentInfo
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from minutes.errors import QualifiedRefused, ServiceSilent

LONGEST_CMS = 512 * 1024
LONGEST_ANSWER = 2 * 1024 * 1024
ARMOUR = re.compile(r"-----(BEGIN|END) CMS-----|\s+")


@dataclass(frozen=True, slots=True)
class Checked:
    """A signature the service found good: whose, by which certificate, and its answer."""

    owner: str
    serial: str
    answer: bytes


def is_on() -> bool:
    """Whether this portal takes personal digital signatures at all."""
    return bool(settings.PORTAL_NCANODE)


def read(text: str) -> bytes:
    """The CMS out of what the browser sent. Raises QualifiedRefused for anything else."""
    try:
        cms = base64.b64decode(ARMOUR.sub("", text), validate=True)
        kind = ContentInfo.load(cms, strict=True)["content_type"].native
    except (binascii.Error, ValueError, TypeError, KeyError) as error:
        raise QualifiedRefused(_("This is no digital signature: sign again.")) from error
    if kind != "signed_data" or len(cms) > LONGEST_CMS:
        raise QualifiedRefused(_("This is no digital signature: sign again."))
    return cms


def check(cms: bytes, data: bytes, *, person: User, at: datetime) -> Checked:
    """Signature, chain, revocation, dates, purpose and owner; every one of them or a refusal.

    Raises ServiceSilent when the service does not answer, QualifiedRefused with what is wrong.
    """
    answer = _ask(cms, data)
    try:
        said = json.loads(answer)
        signers = said["signers"] or []
    except (ValueError, TypeError, KeyError) as error:
        raise ServiceSilent(_silence()) from error
    if said.get("valid") is not True or len(signers) != 1:
        raise QualifiedRefused(
            _("The digital signature does not belong to these minutes or is damaged.")
        )
    certificate = (signers[0].get("certificates") or [{}])[0]
    _require_good(certificate, at)
    owner = _owner(certificate.get("subject") or {})
    if not _is(person, owner):
        raise QualifiedRefused(
            _("The certificate belongs to somebody else: %(owner)s.") % {"owner": owner or "—"}
        )
    return Checked(owner, str(certificate.get("serialNumber", "")), answer)


def _ask(cms: bytes, data: bytes) -> bytes:
    question = {
        "revocationCheck": ["OCSP"],
        "cms": base64.b64encode(cms).decode(),
        "data": base64.b64encode(data).decode(),
    }
    request = Request(  # noqa: S310 - the address is the installation's own setting
        f"{settings.PORTAL_NCANODE.rstrip('/')}/cms/verify",
        data=json.dumps(question).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=settings.PORTAL_NCANODE_SECONDS) as answer:  # noqa: S310
            told: bytes = answer.read(LONGEST_ANSWER)
    except OSError as error:
        raise ServiceSilent(_silence()) from error
    return told


def _silence() -> str:
    return _(
        "The service that checks digital signatures does not answer. Nothing was signed; "
        "try again later or sign in the system."
    )


def _require_good(certificate: dict[str, Any], at: datetime) -> None:
    """The certificate leads to the authority, is not revoked, holds today and is for signing."""
    revocations = certificate.get("revocations") or []
    if any(one.get("revoked") is not False for one in revocations):
        raise QualifiedRefused(_("The certificate has been revoked."))
    if not revocations:
        raise QualifiedRefused(_("It could not be found out whether the certificate is revoked."))
    if not _moment(certificate, "notBefore") <= at <= _moment(certificate, "notAfter"):
        raise QualifiedRefused(_("The certificate is out of date."))
    if certificate.get("keyUsage") != "SIGN":
        raise QualifiedRefused(
            _("This key is for signing in to sites. Choose the key for signing (RSA or GOST).")
        )
    if certificate.get("valid") is not True:
        raise QualifiedRefused(_("The certificate does not lead to the national authority."))


def _moment(certificate: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(certificate[name])
    except (KeyError, TypeError, ValueError) as error:
        raise QualifiedRefused(_("The certificate is out of date.")) from error
    return moment if moment.tzinfo else moment.astimezone()


def _owner(subject: dict[str, Any]) -> str:
    """«ТҰРСЫНОВ ДАРХАН БАҚЫТҰЛЫ»: family and given name, and the patronymic where there is one."""
    parts = (subject.get("commonName", ""), subject.get("lastName", ""))
    return " ".join(str(part).strip() for part in parts if part)[:255]


def _is(person: User, owner: str) -> bool:
    """Family and given name are this person's in Kazakh or Russian spelling; a patronymic, where
    both know one, agrees too.
    """
    said = _letters(owner)
    for language in ("kk", "ru"):
        own = _letters(person.full_name(language))
        if len(said) >= 2 and said[:2] == own[:2] and (  # noqa: PLR2004
            len(said) == 2 or len(own) == 2 or said[2:] == own[2:]  # noqa: PLR2004
        ):  # fmt: skip
            return True
    return False


def _letters(name: str) -> list[str]:
    return name.casefold().replace("ё", "е").split()
