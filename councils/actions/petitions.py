"""Petitions for disciplinary liability (cl. 14.5; REQ-14)."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from bodies.models import Body, BodyKind, Membership
from councils.documents import letter
from councils.errors import PetitionRefused
from councils.models import Petition
from meetings.actions.permit import day_of, permit
from meetings.models import AgendaItem
from minutes.models import in_force
from records import journal
from records.actions import store_bytes, store_file, take_number

logger = logging.getLogger(__name__)

CLAUSE = "14.5"
PDF = "application/pdf"


@transaction.atomic
def draw_up_petition(
    item: AgendaItem | None,
    membership: Membership,
    *,
    addressee: str,
    grounds: str,
    by: User,
    at: datetime,
) -> Petition:
    """A numbered letter to the employer of a member of the Council or of an association.

    The second order for the same decision and member returns the first. Raises NotPermitted for
    anybody but the Council's secretary, and PetitionRefused without a decision of the Council on
    such a petition that is in force, without an addressee or grounds, or for a member of a section.
    """
    if item is None:
        raise _undecided()
    council, day = item.meeting.body, day_of(at)
    _permit(by, council, day)
    item.meeting.lock()
    function = item.function
    if function is None or function.code != CLAUSE or not in_force(item):
        raise _undecided()
    _require_complete(membership, addressee, grounds)
    known = Petition.objects.filter(item=item, membership=membership).first()
    if known is not None:
        return known
    number = take_number(
        series=f"petitions:{council.pk}", year=day.year,
        subject=f"petition:{item.pk}:{membership.pk}",
    )  # fmt: skip
    petition = Petition.objects.create(
        council=council, item=item, membership=membership, addressee=addressee, grounds=grounds,
        number=number, drawn_up_by=by, drawn_up_at=at,
    )  # fmt: skip
    _record(petition, "petition_drawn_up", by=by, at=at, number=number.number, year=number.year,
            item=item.pk, membership=membership.pk, addressee=addressee,
            grounds=grounds)  # fmt: skip
    render_letter.enqueue(petition.pk)
    petition.refresh_from_db()
    return petition


@transaction.atomic
def send_petition(
    petition: Petition, *, sent_on: date, how: str, by: User, at: datetime
) -> Petition:
    """Record that the letter went out; once. Raises NotPermitted, PetitionRefused while the letter
    is being prepared, for a day before it was drawn up or a day to come.
    """
    day = day_of(at)
    locked = _locked(petition)
    _permit(by, locked.council, day)
    if locked.sent_on is not None:
        return locked
    if locked.letter_id is None:
        raise PetitionRefused(_("The letter is still being prepared."), clause=CLAUSE)
    if not day_of(locked.drawn_up_at) <= sent_on <= day:
        raise PetitionRefused(
            _("The letter is sent on a day from its drawing up until today."), clause=CLAUSE
        )
    locked.sent_on, locked.sent_how = sent_on, how
    locked.save(update_fields=["sent_on", "sent_how"])
    _record(locked, "petition_sent", by=by, at=at, sent_on=sent_on.isoformat(), how=how)
    return locked


@transaction.atomic
def answer_petition(
    petition: Petition,
    *,
    answered_on: date,
    text: str,
    upload: File | None = None,
    by: User,
    at: datetime,
) -> Petition:
    """Record the employer's answer, in words or as a file; once.

    Raises NotPermitted, PetitionRefused before the letter was sent, for a day before that or to
    come, and with neither words nor file; FileRefused.
    """
    day = day_of(at)
    locked = _locked(petition)
    _permit(by, locked.council, day)
    if locked.answered_on is not None:
        return locked
    if locked.sent_on is None:
        raise PetitionRefused(_("The petition has not been sent yet."), clause=CLAUSE)
    if not locked.sent_on <= answered_on <= day:
        raise PetitionRefused(_("An answer comes after the letter was sent."), clause=CLAUSE)
    if not (text.strip() or upload):
        raise PetitionRefused(_("Write what was answered or attach the answer."), clause=CLAUSE)
    locked.answer_file = store_file(upload, by=by) if upload else None
    locked.answered_on, locked.answer = answered_on, text
    locked.save(update_fields=["answered_on", "answer", "answer_file"])
    _record(locked, "petition_answered", by=by, at=at, answered_on=answered_on.isoformat(),
            answer=text, sha256=locked.answer_file.sha256 if locked.answer_file else "")  # fmt: skip
    return locked


@task()
def render_letter(petition_pk: int) -> None:
    """Set the letter once; a second run does nothing."""
    petition = Petition.objects.with_everything().filter(pk=petition_pk, letter=None).first()
    if petition is None:
        return
    try:
        data = letter.render(petition)
    except Exception as error:
        logger.exception("The letter of petition %s could not be rendered", petition_pk)
        Petition.objects.filter(pk=petition_pk).update(fault=f"{type(error).__name__}: {error}")
        return
    _store(petition, data)


@transaction.atomic
def _store(petition: Petition, data: bytes) -> None:
    locked = Petition.objects.select_for_update().get(pk=petition.pk)
    if locked.letter_id is not None:
        return
    number, by = petition.number, petition.drawn_up_by
    name = f"otinishhat-{number.year}-{number.number}.pdf"
    locked.letter, locked.fault = store_bytes(data, name=name, media_type=PDF, by=by), ""
    locked.save(update_fields=["letter", "fault"])
    _record(petition, "petition_letter_set", by=by, at=petition.drawn_up_at,
            pdf=locked.letter.sha256)  # fmt: skip


def _undecided() -> PetitionRefused:
    return PetitionRefused(_("A Council decision is required for the petition."), clause=CLAUSE)


def _require_complete(membership: Membership, addressee: str, grounds: str) -> None:
    if membership.body.kind == BodyKind.SECTION:
        raise PetitionRefused(
            _("The Council petitions about members of the Council and of associations."),
            clause=CLAUSE,
        )
    if not addressee.strip():
        raise PetitionRefused(_("Name the employer the petition is addressed to."), clause=CLAUSE)
    if not grounds.strip():
        raise PetitionRefused(_("State the grounds."), clause=CLAUSE)


def _permit(by: User, council: Body, day: date) -> None:
    permit(by, council, "petition", day=day, clause=CLAUSE,
           refusal=_("Only the Council's secretary draws up petitions."))  # fmt: skip


def _locked(petition: Petition) -> Petition:
    rows = Petition.objects.select_for_update(of=("self",)).select_related("council")
    found: Petition = rows.get(pk=petition.pk)
    return found


def _record(petition: Petition, kind: str, *, by: User, at: datetime, **facts: object) -> None:
    journal.append(
        stream=petition.council.stream, kind=kind, actor=by, at=at,
        payload={"petition": petition.pk, **facts},
    )  # fmt: skip
