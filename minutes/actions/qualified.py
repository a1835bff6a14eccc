"""A personal digital signature (ЭЦҚ) beside the portal's own (C25; cl. 11, 21)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from minutes.actions.rendering import file_name
from minutes.actions.signing import SHORT_HASH, Way, frozen, proof, put, require_slot
from minutes.documents import qualified
from minutes.errors import NotConfirmed, QualifiedRefused
from minutes.models import Minutes, Signature
from minutes.states import SignMethod
from records.actions import store_bytes

CMS, JSON = "application/pkcs7-signature", "application/json"


def sign_qualified(
    minutes: Minutes, cms: str, *, by: User, at: datetime, password_confirmed: bool,
    second_factor: str = "",
) -> Signature:  # fmt: skip
    """Take a detached CMS over the frozen PDF, once everything about it is found good.

    The CMS and the checking service's answer are kept. Called ЭЦҚ only from here. Raises
    NotConfirmed, NotASigner, IllegalTransition, QualifiedRefused, ServiceSilent, FileDamaged.
    """
    if not password_confirmed:
        raise NotConfirmed(_("Enter your password to sign."))
    require_slot(minutes, by)
    if not qualified.is_on():
        raise QualifiedRefused(_("This portal does not take personal digital signatures."))
    base = minutes.base_pdf
    assert base is not None  # noqa: S101 - a constraint holds it in these states
    data = qualified.read(cms)
    good = qualified.check(data, frozen(base), person=by, at=at)
    digest = hashlib.sha256(data).hexdigest()
    name = file_name(minutes)
    way = Way(
        method=SignMethod.QUALIFIED,
        columns={
            "cms": store_bytes(data, name=f"{name}.p7s", media_type=CMS, by=by),
            "checked": store_bytes(good.answer, name=f"{name}.json", media_type=JSON, by=by),
            "owner": good.owner,
        },
        journal={
            "method": "qualified", "cms": digest, "certificate": good.serial, "signed": base.sha256,
            "checked": hashlib.sha256(good.answer).hexdigest(),
        } | proof(second_factor),
        how="signed_qualified",
        note=f"№ {good.serial[:SHORT_HASH]}",
    )  # fmt: skip
    return put(minutes, way, signer=by, by=by, at=at)
