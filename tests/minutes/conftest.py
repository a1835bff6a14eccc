"""A closed meeting of an association, built from rows: what minutes are drawn up from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from bodies.models import Body, Membership, Office
from bodies.rules.procedure import Procedure
from meetings.models import (
    AgendaConsent,
    AgendaItem,
    AttendanceEvent,
    Ballot,
    Guest,
    Material,
    Meeting,
    RollEntry,
    Vote,
)
from meetings.rules import casting, majority, quorum
from meetings.rules.attendance import Event, Mode, modes, participation
from minutes import actions
from minutes.documents import correction_paper, extract, fields, pdf, typesetting
from minutes.documents.fields import Field, with_fields
from minutes.documents.typesetting import Place
from minutes.models import ItemText, Minutes
from records.actions import store_bytes
from records.models import LegalAct
from tests.factories import PASSWORD

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))
PEOPLE = [
    ("Тұрсынов", "Дархан", "Бақытұлы", "Турсынов", "Дархан", "Бакытович", "ХАТУ", Office.CHAIR),
    ("Қыдырәлі", "Ғалым", "Өмірұлы", "", "", "", "ҚазҰУ", Office.DEPUTY_CHAIR),
    ("Оразбаева", "Анар", "Бекзатқызы", "Оразбаева", "Анар", "Бекзатовна", "ХАТУ", Office.SECRETARY),
    ("Әбдіқадыр", "Әлия", "Сәкенқызы", "", "", "", "ҚазҰУ", Office.MEMBER),
    ("Жүнісов", "Ерлан", "Қайратұлы", "", "", "", "«Қазақтелеком» АҚ", Office.MEMBER),
    ("Һасанова", "Үміт", "Іңкәрқызы", "", "", "", "ЕҰУ", Office.MEMBER),
    ("Есенғалиева", "Қымбат", "Ұланқызы", "", "", "", "ҚарТУ", Office.MEMBER),
    ("Сейітқали", "Мәди", "", "", "", "", "АӨЖ", Office.MEMBER),
    ("Өтегенов", "Бауыржан", "Талғатұлы", "", "", "", "СДУ", Office.MEMBER),
]  # fmt: skip
HALL, ONLINE, EXCUSED = "hall", "online", "excused"
PRESENCE = [HALL, HALL, HALL, ONLINE, HALL, ONLINE, HALL, "", EXCUSED]
RUSSIAN = {"Алдыңғы шешімдердің орындалуы туралы": "Об исполнении предыдущих решений"}


@dataclass
class Held:
    """The meeting, its people by office and the members in roll order."""

    meeting: Meeting
    members: list[Membership]

    @property
    def chair(self) -> User:
        return self.members[0].user

    @property
    def deputy(self) -> User:
        return self.members[1].user

    @property
    def clerk(self) -> User:
        return self.members[2].user

    @property
    def member(self) -> User:
        return self.members[3].user

    @property
    def item(self) -> AgendaItem:
        """«Деректер ғылымы»: adopted 4 to 2."""
        return self.meeting.items.get(position=2)


def person(number: int, names: tuple) -> User:
    user = User(
        email=f"minutes{number}@example.kz", family_name_kk=names[0], given_name_kk=names[1],
        patronymic_kk=names[2], family_name_ru=names[3], given_name_ru=names[4],
        patronymic_ru=names[5],
    )  # fmt: skip
    user.set_password(PASSWORD)
    user.save()
    return user


def seat_people(body: Body, *, size: int = 9) -> list[Membership]:
    act = LegalAct.objects.create(kind="order", number="1", signed_on=NOON.date(), title="Құрам")
    start = body.starts_on
    return [
        Membership.objects.create(
            body=body, user=person(number, PEOPLE[number]), office=PEOPLE[number][7],
            voting=not (body.is_council and PEOPLE[number][7] == "secretary"), starts_on=start,
            starts_act=act,
        )
        for number in range(size)
    ]  # fmt: skip


def new_body(kind: str = "association", **fields: object) -> Body:
    given = {
        "kind": kind, "code": "6b061", "starts_on": NOON.date().replace(year=2020),
        "name_kk": "«Ақпараттық-коммуникациялық технологиялар» кадрларды даярлау бағыты бойынша "
        "оқу-әдістемелік бірлестік",
        "name_ru": "Учебно-методическое объединение по направлению подготовки кадров "
        "«Информационно-коммуникационные технологии»",
        "short_kk": "ОӘБ 6B061", "short_ru": "УМО 6B061",
    }  # fmt: skip
    return Body.objects.create(**(given | fields))


def hold(
    body: Body, *, presiding: int = 0, procedure: Procedure | None = None,
    seat: list[Membership] | None = None,
) -> Held:  # fmt: skip
    """A closed meeting with three items: adopted 4 to 2, noted, and a tie."""
    procedure = procedure or body.procedure_on(NOON.date())
    members = seat or seat_people(body)
    meeting = Meeting.objects.create(
        body=body, year=2026, number=str(body.meetings.count() + 4), state="closed", form="mixed", scheduled_for=NOON,
        place="Алматы қ., Манас к-сі, 34/1, 700-ауд.", secretary=members[2].user, russian=True,
        opened_at=NOON, closed_at=NOON + timedelta(hours=2), presiding=members[presiding],
        procedure_frozen=procedure.as_dict(), consent_frozen=procedure.as_dict(),
        retrospective=True,
    )  # fmt: skip
    enrol(meeting, members, absent=() if presiding == 0 else (0,))
    Guest.objects.create(meeting=meeting, name="Ермек Ж.", organisation="Цифрлық даму министрлігі")
    for member in members[:6]:
        AgendaConsent.objects.create(
            meeting=meeting, membership=member, version=1, answer="consent", at=NOON
        )
    new_item(
        meeting, 1, "Алдыңғы шешімдердің орындалуы туралы", votable=False, state="noted",
        title_ru="Об исполнении предыдущих решений",
    )  # fmt: skip
    item = new_item(
        meeting, 2, "«Деректер ғылымы» оқулығын ұсыну туралы",
        title_ru="О рекомендации учебника «Наука о данных»",
        resolution_kk="1. «Деректер ғылымы» оқулығы 6B061 даярлау бағыты үшін ұсынылсын.\n"
        "2. Авторлар 2027 жылғы 15 қаңтарға дейін үшінші тарауды толықтырсын. "
        "Жауапты: Әбдіқадыр Ә.С.",
        resolution_ru="Рекомендовать учебник «Наука о данных» для направления 6B061.\n"
        "Авторам дополнить третью главу до 15 января 2027 года.",
        speaker="Әбдіқадыр Ә.С.",
    )  # fmt: skip
    paper = store_bytes(b"%PDF-1.4", name="o.pdf", media_type="application/pdf", by=None)
    Material.objects.create(item=item, title="Сараптама қорытындысы", file=paper, added_at=NOON)
    decide(
        item,
        members,
        "for for for against against for -",
        presiding,
        ["", "", "", "", "", "absentee"],
    )
    tie = new_item(
        meeting, 3, "2027–2028 оқу жылының жұмыс жоспары туралы",
        title_ru="О плане работы на 2027–2028 учебный год", resolution_kk="Жоспар мақұлдансын.",
        resolution_ru="Одобрить план.",
    )  # fmt: skip
    decide(tie, members, "for for against against abstain - -", presiding)
    return Held(meeting, members)


def enrol(meeting: Meeting, members: list[Membership], *, absent: tuple[int, ...] = ()) -> None:
    for number, member in enumerate(members):
        user, organisation = member.user, PEOPLE[number][6]
        RollEntry.objects.create(
            meeting=meeting, membership=member, position=number + 1, office=member.office,
            voting=member.voting, name_kk=user.full_name("kk"), name_ru=user.full_name("ru"),
            organisation_kk=organisation, organisation_ru=organisation,
        )  # fmt: skip
        presence = "absent" if number in absent else PRESENCE[number]
        if presence:
            AttendanceEvent.objects.create(
                meeting=meeting, membership=member, presence=presence,
                at=NOON - timedelta(minutes=5),
            )  # fmt: skip


def new_item(meeting: Meeting, position: int, title: str, **fields: object) -> AgendaItem:
    return AgendaItem.objects.create(meeting=meeting, position=position, title_kk=title, **fields)


def decide(
    item: AgendaItem, members: list[Membership], choices: str, presiding: int,
    channels: list[str] | None = None,
) -> Vote:  # fmt: skip
    """Close a vote on `item`: one word per member in roll order, "-" for no ballot."""
    meeting = item.meeting
    at = NOON + timedelta(minutes=30 * item.position)
    vote = Vote.objects.create(item=item, state="open", text_hash="0" * 64, opened_at=at)
    cast = {}
    for number, choice in enumerate(choices.split()):
        if choice == "-" or not members[number].voting:
            continue
        channel = (channels or [])[number : number + 1] or [""]
        channel = channel[0] or PRESENCE[number] or "absentee"
        if channel == "excused":
            channel = "written"
        Ballot.objects.create(
            vote=vote, membership=members[number], choice=choice, channel=channel, cast_at=at,
            text_hash="0" * 64, receipt=f"{vote.pk}-{number}",
        )  # fmt: skip
        cast[members[number].pk] = choice
    procedure = meeting.procedure()
    voting = [one.pk for one in members if one.voting]
    events = [
        Event(member=one.membership_id, mode=Mode(one.presence), at=one.at, sequence=one.pk)
        for one in AttendanceEvent.objects.filter(meeting=meeting)
    ]
    verdict = quorum.check(
        composition=len(voting), participation=participation(modes(events), voting=voting),
        counts=procedure.quorum_counts, clause=meeting.body.decision_clause,
    )  # fmt: skip
    holder = casting.holder(
        policy=procedure.casting_vote, presiding=members[presiding].pk, chair=members[0].pk
    )
    outcome = majority.decide(
        tally=majority.Tally.of(cast.values()), quorum=verdict, base_kind=procedure.majority_base,
        casting=holder.member, casting_choice=cast.get(holder.member),
    )  # fmt: skip
    vote.state, vote.closed_at, vote.presiding = (
        "closed",
        at + timedelta(minutes=5),
        members[presiding],
    )
    vote.result, vote.outcome = outcome.as_dict(), str(outcome.outcome)
    vote.save()
    return vote


def write_texts(minutes: Minutes) -> None:
    """What was heard, on every item."""
    for text in ItemText.objects.filter(minutes=minutes):
        text.heard_kk = "Әбдіқадыр Ә.С.: оқулықтың сараптама қорытындысын және екі рецензияның мазмұнын баяндады."
        text.heard_ru = "Абдикадыр А.С.: изложила заключение экспертизы и содержание двух рецензий."
        text.spoke_kk = "Жүнісов Е.Қ.: үшінші тарауға тәжірибелік тапсырмалар қосуды ұсынды."
        text.spoke_ru = "Жунисов Е.К.: предложил добавить в третью главу практические задания."
        text.save()


@pytest.fixture(autouse=True)
def signing_key(settings, tmp_path_factory):
    """One key for the whole run: drawing it is not what these tests are about."""
    settings.PORTAL_SIGNING_KEY = tmp_path_factory.getbasetemp() / "keys" / "portal.p12"
    settings.PORTAL_SIGNING_PASSPHRASE = ""


@pytest.fixture
def plain_paper(monkeypatch):
    """For tests that are not about the page: sheet and stamp are empty, set once for the run."""
    plain_pages(monkeypatch)


def plain_pages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(extract, "render", lambda *_document, **_by: blank_stamp())
    patch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())
    patch.setattr(
        pdf, "render", lambda document: sheet(tuple(box["field"] for box in pdf.boxes(document)))
    )
    patch.setattr(correction_paper, "render", pdf.render)


@cache
def blank_stamp() -> bytes:
    said = dict.fromkeys(("name", "signed", "when", "key", "hash"), "0")
    return typesetting.typeset("stamp.typ", said, at=NOON).pdf


@cache
def sheet(names: tuple[str, ...]) -> bytes:
    places = [Place(0, 9 * place, 2, 9 * place + 8, 9) for place in range(len(names))]
    fields = [Field(name, name, place) for name, place in zip(names, places, strict=True)]
    return with_fields(blank_stamp(), fields)


@pytest.fixture
def association(db) -> Body:
    return new_body()


@pytest.fixture
def held(association) -> Held:
    return hold(association)


@pytest.fixture
def draft(held) -> Minutes:
    """Drawn up, every text written."""
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON + timedelta(hours=3))
    write_texts(minutes)
    return minutes


@pytest.fixture
def ready(draft, held) -> Minutes:
    """Numbered, frozen, rendered."""
    return actions.submit(draft, by=held.clerk, at=NOON + timedelta(hours=4))


@pytest.fixture
def signed(ready, held) -> Minutes:
    """With both signatures."""
    later = NOON + timedelta(days=2)
    actions.sign(ready, by=held.clerk, at=later, password_confirmed=True)
    actions.sign(ready, by=held.chair, at=later, password_confirmed=True)
    ready.refresh_from_db()
    return ready
