"""Who comes and goes in the demo: changes in every state, a nomination, a removal, terms that end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from associations.actions import Candidate, nominate
from bodies import actions
from bodies.actions import Draft, End, Seat
from bodies.models import Body, ChangeKind, ExitKind, Membership, Office
from council_portal.demo.bodies import FIRST, Household
from council_portal.demo.entries import DOMAIN
from council_portal.demo.people import DATA
from councils.actions.removals import propose_removal
from records.models import LegalAct

NEWCOMER = {
    "email": f"newcomer@{DOMAIN}", "family_name_kk": "Сәрсенова", "given_name_kk": "Айгерім",
    "patronymic_kk": "Маратқызы", "family_name_ru": "Сарсенова", "given_name_ru": "Айгерим",
    "patronymic_ru": "Маратовна",
}  # fmt: skip
CANDIDATE = {
    "email": f"candidate@{DOMAIN}", "family_name_kk": "Досанов", "given_name_kk": "Ержан",
    "patronymic_kk": "Қайратұлы", "family_name_ru": "Досанов", "given_name_ru": "Ержан",
    "patronymic_ru": "Кайратович",
}  # fmt: skip
ENDING = (85, 24)
"""In so many days the terms of two members end."""


def play(home: Household, now: datetime) -> None:
    """What the administrator, the ministry and a secretary have on their desks."""
    first, second = home.associations[FIRST], home.associations["6B011"]
    _end_terms(second, now)
    _prepared(first, now)
    _resignation(first, now)
    _ahead(second, now)
    _nomination(first, now)
    _removal(home.associations["6B073"], now)


def _person(key: str) -> User:
    return User.objects.get(email=f"{key}@{DOMAIN}")


def _ordinary(body: Body) -> list[Membership]:
    """Members without an office, the last appointed first; not those of the sign-in page."""
    rows = Membership.objects.filter(body=body, office=Office.MEMBER).select_related("user")
    return [seat for seat in rows.order_by("-pk") if "member@" not in (seat.user.email or "")]


def _act(now: datetime, number: str, kind: str = LegalAct.Kind.ORDER) -> LegalAct:
    return LegalAct(kind=kind, number=number, signed_on=timezone.localdate(now - timedelta(days=6)))


def _end_terms(body: Body, now: datetime) -> None:
    for days, seat in zip(ENDING, _ordinary(body), strict=False):
        seat.ends_on = timezone.localdate(now) + timedelta(days=days)
        seat.save()


def _prepared(body: Body, now: datetime) -> None:
    """The secretary has prepared an appointment; the administrator is to record it."""
    draft = Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=_act(now, "341"),
        effective_on=timezone.localdate(now) + timedelta(days=14),
        seats=[Seat(person=NEWCOMER, category="pedagogical")],
    )  # fmt: skip
    actions.prepare(draft, by=_person("secretary"), at=now - timedelta(days=2))


def _resignation(body: Body, now: datetime) -> None:
    """A member leaves of their own accord; the ministry is to confirm it."""
    seat = _ordinary(body)[3]
    draft = Draft(
        body=body, kind=ChangeKind.EXIT, act=_act(now, "", LegalAct.Kind.APPLICATION),
        effective_on=timezone.localdate(now) + timedelta(days=21),
        ends=[End(membership=seat, exit=ExitKind.RESIGNATION)],
        reason="Басқа жұмысқа ауысуына байланысты.",
    )  # fmt: skip
    actions.propose(draft, by=_person("administrator"), at=now - timedelta(days=3))


def _ahead(body: Body, now: datetime) -> None:
    """Confirmed already: from next month another member is deputy chair."""
    seats = Membership.objects.on(timezone.localdate(now)).filter(body=body)
    deputy = seats.select_related("user", "represents").get(office=Office.DEPUTY_CHAIR)
    successor = _ordinary(body)[5]
    draft = Draft(
        body=body, kind=ChangeKind.HANDOVER, act=_act(now, "352"),
        effective_on=timezone.localdate(now) + timedelta(days=30),
        ends=[
            End(membership=deputy, exit=ExitKind.HANDOVER),
            End(membership=successor, exit=ExitKind.HANDOVER),
        ],
        seats=[
            Seat(
                user=successor.user, office=Office.DEPUTY_CHAIR, category=successor.category,
                represents=successor.represents,
            ),
            Seat(user=deputy.user, category=deputy.category, represents=deputy.represents),
        ],
    )  # fmt: skip
    change = actions.propose(draft, by=_person("administrator"), at=now - timedelta(days=5))
    actions.confirm(change, by=_person("reviewer"), at=now - timedelta(days=4))


def _nomination(body: Body, now: datetime) -> None:
    """A member has put somebody forward; the administrator is to answer."""
    nominate(
        body, Candidate(person=CANDIDATE, category="scientific"), uploads=[_paper("usynys.pdf")],
        reasons="Деректер ғылымы бойынша он жылдық тәжірибесі бар, үш оқу құралының авторы.",
        by=_person("member"), at=now - timedelta(days=1),
    )  # fmt: skip


def _removal(body: Body, now: datetime) -> None:
    """The Council's chair proposes a removal; its secretary is to put it on the agenda."""
    propose_removal(
        _ordinary(body)[1], uploads=[_paper("qatysu-tizimi.pdf")],
        grounds="Оқу жылы бойы отырыстарға дәлелді себепсіз қатысқан жоқ.",
        by=_person("council-chair"), at=now - timedelta(days=2),
    )  # fmt: skip


def _paper(name: str) -> ContentFile[bytes]:
    return ContentFile((DATA / "draft.pdf").read_bytes(), name=name)
