"""The Council of a new installation, with its first administrator and reviewer (cl. 2, 6, 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.actions import grant
from bodies.actions.newcomers import enter, invite_newcomer
from bodies.models import Body, BodyKind
from bodies.offices import Verb
from councils.errors import CouncilRefused
from councils.models import Council
from records import journal
from records.models import Authority, LegalAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the Council is called, in full and in short."""

    kk: str
    ru: str
    en: str
    short_kk: str
    short_ru: str
    short_en: str


REGULATION = Names(
    kk="Жоғары және (немесе) жоғары оқу орнынан кейінгі білім берудің республикалық "
    "оқу-әдістемелік кеңесі",
    ru="Республиканский учебно-методический совет высшего и (или) послевузовского образования",
    en="Republican educational-methodical council of higher and postgraduate education",
    short_kk="РОӘК",
    short_ru="РУМС",
    short_en="REMC",
)
"""The regulation's own name (cl. 2)."""


@transaction.atomic
def found_council(
    *,
    act: LegalAct,
    administrator: User,
    reviewer: User,
    starts_on: date,
    at: datetime,
    code: str = "rouk",
    names: Names = REGULATION,
) -> Council:
    """Record the one Council, and let two different people administer and review (REQ-01, F5).

    Both are entered where they are not known and invited by e-mail; everything further they do on
    screen. Raises CouncilRefused while there is an active Council, or when one person is to hold
    both grants: a change of composition needs two.
    """
    if administrator.email == reviewer.email:
        raise CouncilRefused(
            _("Name two different people: one records compositions, the other confirms them.")
        )
    act.save()
    body = Body(
        kind=BodyKind.COUNCIL, code=code, starts_on=starts_on, starts_act=act,
        name_kk=names.kk, name_ru=names.ru, name_en=names.en,
        short_kk=names.short_kk, short_ru=names.short_ru, short_en=names.short_en,
    )  # fmt: skip
    try:
        body.full_clean()
    except ValidationError as fault:
        raise CouncilRefused(fault.messages[0], clause="2") from fault
    body.save()
    council = Council.objects.create(
        body=body,
        working_body=Authority.objects.get(key="ministry"),
        centre=Authority.objects.get(key="centre"),
    )
    journal.append(
        stream=body.stream, kind="council_founded", actor=None, at=at, payload={"act": act.pk}
    )
    for person, verb in ((administrator, Verb.ADMINISTER), (reviewer, Verb.REVIEW_MINUTES)):
        enter(person)
        grant(user=person, verb=verb, on=body, basis=act, by=None, starts_on=starts_on)
        invite_newcomer(person, by=administrator)
    return council
