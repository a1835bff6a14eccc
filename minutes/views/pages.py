"""What the pages of minutes show, put together in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import SignedInRequest
from minutes import access, actions
from minutes.actions.permit import may_draw_up
from minutes.documents import qualified
from minutes.documents.building import draw
from minutes.documents.model import Document
from minutes.documents.printed import printed
from minutes.documents.signers import Slot, slots
from minutes.documents.wording import grouped
from minutes.errors import Gap, IllegalTransition
from minutes.forms import PaperSignatureForm, SignForm
from minutes.models import Extract, ItemText, Minutes, Signature
from minutes.querysets import MinutesQuerySet
from minutes.states import MinutesState
from minutes.views import correction_pages
from minutes.views.editing import places
from records.actions import store_file
from records.rules.file_types import PDF

TAGS = {
    MinutesState.DRAFT: "idle",
    MinutesState.RENDERING: "now",
    MinutesState.READY: "warn",
    MinutesState.PARTLY_SIGNED: "warn",
    MinutesState.SIGNED: "ok",
}
FROZEN = (MinutesState.READY, MinutesState.PARTLY_SIGNED)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list; nonsense in the address is no filter."""

    year: int | None = None
    body: int | None = None

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """From `?year=2026&body=3`."""
        given = {name: query.get(name, "") for name in ("year", "body")}
        return cls(**{name: int(v) for name, v in given.items() if v.isdecimal() and len(v) < 9})  # noqa: PLR2004

    def applied_to(self, found: MinutesQuerySet) -> MinutesQuerySet:
        """The minutes that match."""
        if self.year is not None:
            found = found.filter(meeting__year=self.year)
        if self.body is not None:
            found = found.filter(meeting__body=self.body)
        return found


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A place for a signature on screen: whose, and whether it is filled."""

    slot: Slot
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its minuted text, its decision and its extract."""

    text: ItemText
    extract: Extract | None


def detail(minutes: Minutes, user: User) -> dict[str, Any]:
    """Everything on the page of the minutes."""
    document = document_of(minutes)
    keeper = may_draw_up(user, minutes.meeting, timezone.now())
    lines = slot_lines(minutes)
    mine = [line for line in lines if line.slot.entry.membership.user_id == user.pk]
    frozen = minutes.state in FROZEN
    parts = printed(document)
    return {
        "minutes": minutes,
        "document": document,
        "parts": parts,
        "slots": lines,
        "items": item_lines(minutes),
        **way_of_the_text(minutes, user, keeper=keeper),
        **correction_pages.of_the_minutes(minutes, parts, user, keeper=keeper),
        "kind": TAGS[MinutesState(minutes.state)],
        "hash": grouped(minutes.document_hash),
        "keeper": keeper,
        "proves": access.may_prove(user, minutes.meeting),
        **waiting(minutes),
        "may_sign": frozen and any(line.signature is None for line in mine),
        "may_record_paper": frozen and keeper and actions.may_be_on_paper(minutes),
        "may_return": (frozen or minutes.state == MinutesState.RENDERING)
        and (keeper or bool(mine)),
    }


def way_of_the_text(minutes: Minutes, user: User, *, keeper: bool) -> dict[str, Any]:
    """The items' texts, the reading of the draft and the versions that became void."""
    return {
        "places": places(minutes) if keeper and minutes.is_editable else [],
        "inside": keeper or access.on_roll(user, minutes),
        "reading": minutes.readings.newest_first().first(),
        "void": minutes.void_versions.defer("document").order_by("-version"),
    }


def check(minutes: Minutes, user: User) -> dict[str, Any]:
    """The page before freezing: what is missing and where."""
    found = actions.gaps(minutes)
    items = {line.text.item_id: line.text.item for line in item_lines(minutes)}
    tasks = [
        {"text": gap.text, "item": items.get(gap.item or 0), "address": where(minutes, gap)}
        for gap in found
    ]
    return detail(minutes, user) | {"gaps": tasks}


def where(minutes: Minutes, gap: Gap) -> str:
    """The page, and on it the field, where what is missing is written."""
    if not gap.field:
        if gap.item is None:
            return minutes.meeting.get_absolute_url()
        return reverse("meetings:item_detail", args=[gap.item])
    if gap.item is None:
        page = reverse("minutes:minutes_layout", args=[minutes.pk])
    else:
        page = reverse("minutes:minutes_edit", args=[minutes.pk, gap.item])
    return f"{page}#id_{gap.field}"


def signing(minutes: Minutes, form: SignForm, user: User) -> dict[str, Any]:
    """The page of the signature."""
    own = [slot for slot in slots(minutes.meeting) if slot.entry.membership.user_id == user.pk]
    question = form.passkey_question
    return {
        "minutes": minutes,
        "parts": printed(document_of(minutes)),
        "form": form,
        "slot": own[0] if own else None,
        "hash": grouped(minutes.document_hash),
        "file_hash": grouped(minutes.pdf.sha256) if minutes.pdf else "",
        "open": minutes.state in FROZEN,
        "ncalayer": settings.PORTAL_NCALAYER if qualified.is_on() else "",
        "question": {"request_options": question} if question else None,
        **waiting(minutes),
    }


def waiting(minutes: Minutes) -> dict[str, Any]:
    """Why there are no pages to sign yet, and whether to make them again."""
    if minutes.state != MinutesState.RENDERING:
        return {"stuck": False, "why": ""}
    return {
        "stuck": minutes.is_stuck(timezone.now()),
        "why": actions.why_no_pages(minutes),
    }


def sign_form(minutes: Minutes, request: SignedInRequest) -> SignForm:
    """The form of the signature, bound when it was sent."""
    return SignForm(
        request.user, request.POST or None, qualified=qualified.is_on(),
        initial={"document": minutes.document_hash},
    )  # fmt: skip


def paper_form(minutes: Minutes, request: SignedInRequest) -> PaperSignatureForm:
    """The form of a signature on paper: whoever has not signed yet may be named."""
    given = minutes.signatures.filter(version=minutes.version).values("signer")
    wanted = [slot.entry.membership.user_id for slot in slots(minutes.meeting)]
    signers = User.objects.filter(pk__in=wanted).exclude(pk__in=given).order_by("sort_key")
    sent = request.method == "POST"
    return PaperSignatureForm(
        request.POST if sent else None, request.FILES if sent else None, signers=signers
    )


@transaction.atomic
def record_on_paper(minutes: Minutes, form: PaperSignatureForm, user: User) -> Signature:
    """Keep the scan and record the signature; a refusal keeps neither."""
    given = form.cleaned_data
    scan = store_file(given["scan"], by=user, allowed=(PDF,))
    return actions.record_paper_signature(
        minutes, signer=given["signer"], signed_on=given["signed_on"], scan=scan, by=user,
        at=timezone.now(),
    )  # fmt: skip


def sign_what_was_shown(minutes: Minutes, form: SignForm, user: User) -> Signature:
    """Refuse when the document is no longer the one that stood on the screen, then sign."""
    if form.cleaned_data["document"] != minutes.document_hash:
        raise IllegalTransition(
            _("The minutes have changed since you opened this page. Read them again."),
            clause=minutes.meeting.body.minutes_clause,
        )
    now, factor = timezone.now(), form.second_factor_used
    cms = form.cleaned_data.get("cms")
    if cms:
        return actions.sign_qualified(
            minutes, cms, by=user, at=now, password_confirmed=True, second_factor=factor
        )
    return actions.sign(minutes, by=user, at=now, password_confirmed=True, second_factor=factor)


def document_of(minutes: Minutes) -> Document:
    """Frozen, or drawn from the rows as they stand."""
    if minutes.document is not None:
        return Document.from_dict(minutes.document)
    return draw(minutes)


def slot_lines(minutes: Minutes) -> list[SlotLine]:
    """The places for signatures and what stands in them."""
    given = {one.role: one for one in minutes.signatures.of_version(minutes.version)}
    return [SlotLine(slot, given.get(slot.role.value)) for slot in slots(minutes.meeting)]


def item_lines(minutes: Minutes) -> list[ItemLine]:
    """The items in order."""
    extracts = {one.item_id: one for one in minutes.extracts.select_related("file").order_by("pk")}
    texts = minutes.texts.select_related("item__decision").order_by("item__position", "item_id")
    return [ItemLine(text, extracts.get(text.item_id)) for text in texts]
