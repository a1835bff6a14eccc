"""Trusted time (RFC 3161) in a signature, where the portal has a time-stamping service.

Off unless `PORTAL_TSA` names one. Once named, a signature without its token is not made: the stamp
would promise what is not there.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO
from urllib.request import Request, urlopen

from asn1crypto.tsp import TimeStampReq, TimeStampResp
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

LONGEST_ANSWER = 1024 * 1024


class TimeService(TimeStamper):
    """A time-stamping service behind an address."""

    def __init__(self, address: str, *, seconds: float) -> None:
        super().__init__()
        self.address, self.seconds = address, seconds

    async def async_request_tsa_response(self, req: TimeStampReq) -> TimeStampResp:
        """Raises OSError where nobody answers, ValueError where the answer is none."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, question: bytes) -> TimeStampResp:
        request = Request(  # noqa: S310 - the address is the installation's own setting
            self.address, data=question, headers={"Content-Type": "application/timestamp-query"}
        )
        with urlopen(request, timeout=self.seconds) as answer:  # noqa: S310
            return TimeStampResp.load(answer.read(LONGEST_ANSWER), strict=True)


def clock() -> TimeService | None:
    """The service of this installation; None where there is none."""
    if not settings.PORTAL_TSA:
        return None
    return TimeService(settings.PORTAL_TSA, seconds=settings.PORTAL_TSA_SECONDS)


def stamped_at(pdf: bytes, *, field: str) -> datetime | None:
    """The moment in the token of the signature in `field`; None where it carries none."""
    for one in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        if one.field_name == field:
            for token in extract_tst_data_iter(one.signer_info, signed=False):
                moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
                return moment
    return None
