"""Boring people and bodies: valid by default, nothing random."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from associations.models import Association, TrainingDirection
from bodies.actions import grant
from bodies.models import Body, Membership, Office, Organisation
from councils.models import Council
from meetings.models import Meeting
from records.models import Authority, LegalAct

ASTANA = ZoneInfo("Asia/Almaty")
PASSWORD = "Жеті рет өлшеп"
SINCE = date(2020, 9, 1)

_numbers = itertools.count(1)
_FAMILIES = ["Тұрсынов", "Оразбаева", "Әбдіқадыр", "Жүнісов", "Есенғалиева", "Қыдырәлі", "Һасанова"]
_GIVEN = ["Дархан", "Анар", "Әлия", "Ерлан", "Қымбат", "Ғалым", "Үміт"]
_PATRONYMICS = [
    "Бақытұлы",
    "Бекзатқызы",
    "Сәкенқызы",
    "Қайратұлы",
    "Ұланқызы",
    "Өмірұлы",
    "Іңкәрқызы",
]


def user(email: str | None = "", **fields: Any) -> User:
    """A person with a name, an address and the password `PASSWORD`."""
    n = next(_numbers)
    named = {
        "family_name_kk": _FAMILIES[n % 7],
        "given_name_kk": _GIVEN[n // 7 % 7],
        "patronymic_kk": _PATRONYMICS[n // 49 % 7],
    }
    person = User(email=f"p{n}@example.kz" if email == "" else email, **(named | fields))
    person.set_password(PASSWORD)
    person.save()
    return person


def act(kind: str = LegalAct.Kind.ORDER, **fields: Any) -> LegalAct:
    """An order that something rests on."""
    given = {"number": str(next(_numbers)), "signed_on": SINCE, "title": "Құрам туралы"}
    return LegalAct.objects.create(kind=kind, **(given | fields))


def institution(short: str = "ҚазҰУ", **fields: Any) -> Organisation:
    """A higher-education institution."""
    given = {"kind": "institution", "name_kk": f"{short} университеті", "short_kk": short}
    return Organisation.objects.create(**(given | fields))


def member(
    body: Body, office: str = Office.MEMBER, person: User | None = None, **fields: Any
) -> Membership:
    """A seat in the body; the Council's secretary does not vote, an association's does (C7)."""
    voting = not (body.is_council and office == Office.SECRETARY)
    given = {"voting": voting, "starts_on": SINCE, "starts_act": fields.pop("act", None) or act()}
    return Membership.objects.create(
        body=body, user=person or user(), office=office, **(given | fields)
    )


def _seated(body: Body, size: int) -> Body:
    order = act()
    offices = [Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY][:size]
    for office in [*offices, *[Office.MEMBER] * (size - len(offices))]:
        member(body, office, act=order)
    return body


def association(size: int = 10, **fields: Any) -> Body:
    """An association with chair, deputy, secretary and members, `size` voting people in all."""
    n = next(_numbers)
    given = {
        "kind": "association", "code": f"6b{n:03}", "name_kk": f"№ {n} бағыт бойынша ОӘБ",
        "name_ru": f"УМО по направлению № {n}", "starts_on": SINCE, "starts_act": act(),
    }  # fmt: skip
    body = Body.objects.create(**(given | fields))
    extra = Association.objects.create(body=body, base_institution=institution(f"Базалық {n}"))
    extra.directions.add(
        TrainingDirection.objects.create(
            code=f"6B{n:04}",
            level="bachelor",
            field_code="6B06",
            field_kk="Сала",
            field_ru="Область",
            name_kk=f"{n} бағыты",
            name_ru=f"Направление {n}",
        )
    )
    return _seated(body, size)


def council(size: int = 9, **fields: Any) -> Body:
    """The Council: `size` voting people and a secretary who does not vote (C7)."""
    given = {
        "kind": "council", "code": "reok", "name_kk": "Республикалық оқу-әдістемелік кеңес",
        "name_ru": "Республиканский учебно-методический совет", "starts_on": SINCE,
        "starts_act": act(),
    }  # fmt: skip
    body = Body.objects.create(**(given | fields))
    ministry, _ = Authority.objects.get_or_create(key="ministry")
    centre, _ = Authority.objects.get_or_create(key="centre")
    Council.objects.create(body=body, working_body=ministry, centre=centre)
    order = act()
    member(body, Office.SECRETARY, act=order)
    for office in [Office.CHAIR, Office.DEPUTY_CHAIR, *[Office.MEMBER] * (size - 2)]:
        member(body, office, act=order)
    return body


def officer(body: Body, office: str) -> Membership:
    """Whoever holds the office."""
    return Membership.objects.select_related("user", "body").get(body=body, office=office)


def ordinary(body: Body) -> list[Membership]:
    """Members without an office, in order of appointment."""
    return list(
        Membership.objects.select_related("user", "body")
        .filter(body=body, office=Office.MEMBER)
        .order_by("pk")
    )


def granted(verb: str, on: Body | Organisation, person: User | None = None) -> User:
    """Somebody with a dated grant: administrator, reviewer, Centre, representative."""
    person = person or user()
    grant(user=person, verb=verb, on=on, basis=act(), by=None, starts_on=SINCE)
    return person


def noon(days: int = 0) -> datetime:
    """Today at noon in Astana, `days` later."""
    today = datetime.now(ASTANA).replace(hour=12, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def meeting(body: Body, **fields: Any) -> Meeting:
    """A draft meeting two weeks ahead, in the hall and online."""
    when = fields.get("scheduled_for") or noon(14)
    clerk = Membership.objects.filter(body=body, office=Office.SECRETARY).first()
    given = {
        "number": str(next(_numbers)), "year": when.year, "scheduled_for": when,
        "place": "Алматы қ., Манас к-сі, 34/1, 700-ауд.", "link": "https://meet.example.kz/1",
        "secretary": clerk.user if clerk else None,
    }  # fmt: skip
    return Meeting.objects.create(body=body, **(given | fields))
