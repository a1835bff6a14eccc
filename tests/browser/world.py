"""A portal with everything in it: meetings in every state, long names, many people."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone, translation

from accounts.actions import send_password_link
from accounts.models import User
from bodies.actions import dry_run
from bodies.documents.roster_reading import read_sheet
from bodies.models import Body, Membership, Office, RosterImport
from meetings import actions
from meetings.actions import casting, closing, discussing, papers, session, voting
from meetings.models import AgendaItem, ItemFunction, Meeting, Vote, WrittenPaper
from meetings.states import ItemState, MeetingState
from minutes.actions import attach_dissent, draw_extract, draw_up, sign, submit
from minutes.models import Copy, Minutes
from records.actions import store_bytes
from records.models import LegalAct
from tests import factories as make
from tests.bodies.sheets import upload, xlsx
from tests.browser.composing import compose
from tests.browser.correcting import correct
from tests.browser.dispatching import receive, represent
from tests.browser.keeping import keep
from tests.browser.proving import prove
from tests.browser.returning import lay_open
from tests.meetings.agendas import function
from tests.minutes.conftest import hold, new_body, seat_people, write_texts

LONG_NAME = (
    "«Ақпараттық-коммуникациялық технологиялар және киберқауіпсіздік» кадрларды даярлау бағыты "
    "бойынша оқу-әдістемелік бірлестік"
)
LONG_TITLE = (
    "Педагогикалық кадрларды даярлауға арналған «Білім берудегі ақпараттық-коммуникациялық "
    "технологиялар және жасанды интеллект негіздері» оқулығын жоғары оқу орындарында пайдалануға "
    "ұсыну туралы"
)
LONG_RESOLUTION = (
    "1. Оқулық 6B011, 6B012 және 6B013 даярлау бағыттары үшін ұсынылсын.\n"
    "2. Авторлар ұжымы сарапшылардың ескертпелерін 2027 жылғы 15 қаңтарға дейін ескерсін.\n"
    "3. Орындалуын бақылау бірлестік төрағасының орынбасарына жүктелсін."
)
RUSSIAN = {
    "title_ru": "О рекомендации учебника «Информационно-коммуникационные технологии в образовании и "
    "основы искусственного интеллекта» к использованию в высших учебных заведениях",
    "resolution_ru": "Рекомендовать учебник для направлений подготовки 6B011, 6B012 и 6B013.",
}
TITLES = [
    LONG_TITLE,
    "2027–2028 оқу жылына арналған жұмыс жоспарын бекіту туралы",
    "Секциялардың құрамына өзгерістер енгізу туралы",
    "Алдыңғы шешімдердің орындалуы туралы",
]
LONGEST_PERSON = {
    "family_name_kk": "Мұхамбетқалиева-Жаңабергенова",
    "given_name_kk": "Айгүлзада",
    "patronymic_kk": "Нұрмұхамбетқызы",
}


@dataclass
class World:
    """Bodies, people by their part, meetings by their state, minutes by theirs."""

    now: datetime
    body: Body = field(init=False)
    other: Body = field(init=False)
    council: Body = field(init=False)
    roster: RosterImport = field(init=False)
    copy: Copy = field(init=False)
    unreached: Copy = field(init=False)
    people: dict[str, User] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    minutes: dict[str, Minutes] = field(default_factory=dict)
    papers: list[WrittenPaper] = field(default_factory=list)

    def item(self, state: str, position: int = 1) -> AgendaItem:
        return self.meetings[state].items.on_agenda().get(position=position)

    def proposal(self) -> AgendaItem:
        return AgendaItem.objects.filter(state=ItemState.PROPOSED).latest("pk")

    def vote(self, state: str, position: int = 1) -> Vote:
        return Vote.objects.get(item__meeting=self.meetings[state], item__position=position)

    def seats(self, body: Body | None = None) -> list[Membership]:
        """Chair, deputy, secretary, then the members."""
        found = Membership.objects.filter(body=body or self.body).select_related("user", "body")
        return list(found.order_by("pk"))

    def reset_link(self) -> str:
        """The address of the mail with which one chooses a password."""
        from django.core import mail

        send_password_link(self.people["member"])
        return next(word for word in mail.outbox[-1].body.split() if "/reset/key/" in word)


def build() -> World:
    """In a thread of its own: signing wants an event loop, and Playwright has taken this one's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_built).result()


def _built() -> World:
    try:
        with translation.override("kk"):
            return _everything()
    finally:
        connection.close()


def _everything() -> World:
    """Through the portal's own actions; past minutes from rows."""
    world = World(timezone.now())
    _found(world)
    _bring_in(world)
    _prepare(world)
    _announce(world)
    _sit(world)
    _end(world)
    _write(world)
    compose(world)
    keep(world)
    lay_open(world)
    prove(world)
    correct(world)
    return world


def _found(world: World) -> None:
    world.body = make.association(size=21, name_kk=LONG_NAME, short_kk="АКТ ОӘБ")
    world.other = make.association(size=7, name_kk="«Педагогика ғылымдары» бағыты бойынша ОӘБ")
    world.council = make.council(size=9)
    for code in ("25.1", "25.5", "25.7"):
        function(code)
    ItemFunction.objects.filter(code="25.1").update(
        name_kk="Білім беру бағдарламаларының мазмұнын жетілдіру жөніндегі ұсыныстарды әзірлеу"
    )
    Body.objects.create(
        kind="section", code="akt-kauipsizdik", parent=world.body, starts_on=make.SINCE,
        name_kk="«Киберқауіпсіздік және деректерді қорғау» секциясы", starts_act=make.act(),
    )  # fmt: skip
    seats = world.seats()
    User.objects.filter(pk=seats[4].user_id).update(**LONGEST_PERSON)
    for name, place in [("chair", 0), ("deputy", 1), ("clerk", 2), ("member", 3), ("longest", 4)]:
        world.people[name] = User.objects.get(pk=seats[place].user_id)
    others = world.seats(world.other)
    world.people["other_chair"], world.people["other_clerk"] = others[0].user, others[2].user
    world.people["council_clerk"] = make.officer(world.council, Office.SECRETARY).user
    world.people["reviewer"] = make.granted("review_minutes", world.council)
    for body in (world.body, world.other):
        make.granted("review_minutes", body, world.people["reviewer"])
    world.people["administrator"] = make.granted("administer", world.council)
    for body in (world.body, world.other):
        make.granted("administer", body, world.people["administrator"])
        make.granted("manage_members", body, world.people["administrator"])
    world.people["university"] = make.granted("represent", world.body.association.base_institution)
    world.people["centre"] = make.granted("act_for_centre", world.council)
    world.people["nobody"] = make.user()


def _bring_in(world: World) -> None:
    """The dry run of a sheet in which somebody is new, somebody changes and one cell is wrong."""
    seats = world.seats()
    file = upload(
        xlsx(
            ["a.zhanabergenova@example.kz", *list(LONGEST_PERSON.values())[:2], "Мүше"],
            [seats[4].user.email, None, None, "Секретарь", "Ғылыми қызметкер"],
            [seats[5].user.email, None, None, "Директор"],
            [seats[6].user.email, "Басқа"],
        )
    )
    today = timezone.localdate()
    world.roster = dry_run(
        world.body, read_sheet(file), upload=file, act_upload=None, effective_on=today,
        act=LegalAct(kind="order", number="253", signed_on=today),
        by=world.people["administrator"], at=world.now,
    )  # fmt: skip


def _schedule(
    world: World, state: str, *, days: int, items: int = 2, body: Body | None = None
) -> Meeting:
    body = body or world.body
    clerk = make.officer(body, Office.SECRETARY).user
    at = world.now - timedelta(days=20)
    meeting = actions.schedule(
        body=body, by=clerk, at=at, scheduled_for=make.noon(days), form="mixed",
        place="Алматы қ., Манас көшесі, 34/1, Абай атындағы мәжіліс залы, 700-аудитория",
        link="https://meet.example.kz/akt/2026-11-30/room-with-a-rather-long-name",
    )  # fmt: skip
    for title in TITLES[:items]:
        kind = "13.10" if body.is_council else "25.5"
        actions.add_item(
            meeting, by=clerk, at=at, title_kk=title, resolution_kk=LONG_RESOLUTION, **RUSSIAN,
            speaker="Мұхамбетқалиева-Жаңабергенова А.Н.",
            function=function(kind, body.kind), votable=title != TITLES[3],
        )  # fmt: skip
    world.meetings[state] = meeting
    return meeting


def _consented(world: World, meeting: Meeting) -> None:
    seats = world.seats(meeting.body)
    at = world.now - timedelta(days=18)
    actions.send_for_consent(meeting, by=seats[2].user, at=at)
    for seat in seats[: len(seats) * 2 // 3 + 1]:
        actions.answer_agenda(meeting, by=seat.user, at=at, answer="consent")


def _prepare(world: World) -> None:
    clerk, chair, now = world.people["clerk"], world.people["chair"], world.now
    draft = _schedule(world, "draft", days=40, items=3)
    actions.add_material(
        world.item("draft"), by=clerk, at=now, title="Сараптама қорытындысы және екі рецензия",
        upload=ContentFile(b"%PDF-1.4 x", name="saraptama-qorytyndysy-2026-11-30.pdf"),
    )  # fmt: skip
    seats = world.seats()
    for seat in seats[3:5]:
        actions.propose_item(
            draft, by=seat.user, at=now, title_kk=LONG_TITLE, resolution_kk="Ұсынылсын.",
            function=function(),
        )  # fmt: skip
    consent = _schedule(world, "consent", days=30, items=4)
    actions.send_for_consent(consent, by=clerk, at=now)
    for seat in seats[6:15]:
        actions.answer_agenda(consent, by=seat.user, at=now, answer="consent")
    actions.answer_agenda(
        consent, by=seats[15].user, at=now, answer="object",
        comment="Үшінші мәселе бойынша құжаттар толық емес.",
    )  # fmt: skip
    _consented(world, _schedule(world, "to_approve", days=26))
    approved = _schedule(world, "approved", days=24)
    _consented(world, approved)
    actions.approve_agenda(approved, by=chair, at=now - timedelta(days=15))
    _schedule(world, "council", days=21, body=world.council)


def _notify(world: World, state: str, **fields) -> Meeting:
    meeting = _schedule(world, state, **fields)
    _consented(world, meeting)
    seats = world.seats(meeting.body)
    at = world.now - timedelta(days=15)
    actions.approve_agenda(meeting, by=seats[0].user, at=at)
    actions.send_notice(meeting, by=seats[2].user, at=at)
    return meeting


def _announce(world: World) -> None:
    """Next week: answers, requests for a method, ballots of the absent and on paper."""
    seats, now = world.seats(), world.now
    meeting = _notify(world, "notified", days=7, items=3)
    for place, seat in enumerate(seats[4:18]):
        answer, reason = ("excused", "Шетелдік іссапар") if place > 10 else ("hall", "")
        answer = "online" if place in {2, 5} else answer
        actions.answer_notice(meeting, by=seat.user, at=now, answer=answer, reason=reason)
    for place in (5, 16, 17):
        asked = casting.request_remote(
            meeting, by=seats[place].user, at=now, reason="Іссапарға байланысты қатыса алмаймын"
        )
        if place != 17:
            casting.decide_remote(asked, by=world.people["clerk"], at=now, agree=True)
    world.people["absent"], world.people["voted"] = seats[5].user, seats[16].user
    choices = {vote.pk: "for" for vote in Vote.objects.filter(item__meeting=meeting)}
    casting.cast_all(meeting, by=seats[16].user, choices=choices, at=now)
    clerk = world.people["clerk"]
    scan = store_bytes(b"%PDF-1.4 x", name="b.pdf", media_type="application/pdf", by=clerk)
    for seat, choice in [(seats[18], "against"), (seats[15], "for"), (seats[14], "for")]:
        world.papers.append(papers.enter_paper(
            meeting, membership=seat, choices={world.vote("notified").pk: choice}, by=clerk,
            at=now, scan=scan,
        ))  # fmt: skip
    papers.confirm_paper(world.papers[0], by=world.people["chair"], at=now)
    papers.dispute_paper(
        world.papers[1], by=seats[15].user, at=now, dispute="Мен қол қойған жоқпын"
    )
    world.people["on_paper"] = seats[14].user


def _begin(world: World, meeting: Meeting, seats: list[Membership]) -> None:
    """The day has come and everybody but the last two is there."""
    clerk = make.officer(meeting.body, Office.SECRETARY).user
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=world.now)
    meeting.refresh_from_db()
    for place, seat in enumerate(seats[:-2]):
        where = "online" if place % 5 == 4 else "hall"
        session.mark(meeting, membership=seat, presence=where, by=clerk, at=world.now)


def _sit(world: World) -> None:
    """In session: one vote closed, one open, one to come. Another body: about to open, and done."""
    seats, chair, now = world.seats(), world.people["chair"], world.now
    meeting = _notify(world, "in_session", days=1, items=4)
    _begin(world, meeting, seats)
    session.open_meeting(meeting, by=chair, at=now)
    session.add_guest(
        meeting, name="Сейітқали М.Б.", by=world.people["clerk"], at=now,
        organisation="Қазақстан Республикасы Ғылым және жоғары білім министрлігі",
    )  # fmt: skip
    first = world.vote("in_session")
    voting.open_vote(first, by=chair, at=now)
    for place, seat in enumerate(seats[:-2]):
        choice = "against" if place > 14 else "abstain" if place == 9 else "for"
        casting.cast(first, by=seat.user, choice=choice, at=now)
    voting.close_vote(first, by=chair, at=now)
    voting.open_vote(world.vote("in_session", 2), by=chair, at=now)
    for seat in seats[4:12]:
        casting.cast(world.vote("in_session", 2), by=seat.user, choice="for", at=now)
    session.order_operator(meeting, operator=world.people["clerk"], by=chair, at=now)
    _discuss(world, meeting, seats)

    _begin(world, _notify(world, "today", days=1, body=world.other), world.seats(world.other))


def _discuss(world: World, meeting: Meeting, seats: list[Membership]) -> None:
    """On the item being voted on: comments, one of them withdrawn, and a list of speakers."""
    item, clerk, now = world.item("in_session", 2), world.people["clerk"], world.now
    for seat, text in [
        (seats[3], "Жоспардың үшінші бөліміндегі мерзімдерді нақтылау қажет: қыркүйек айында "
         "сараптама кеңестерінің жұмысы аяқталмайды."),
        (seats[4], "Қолдаймын."), (seats[5], "Артық айтылған сөз."),
    ]:  # fmt: skip
        said = discussing.comment(item, by=seat.user, at=now, text=text)
    discussing.withdraw_comment(said, by=seats[5].user, at=now)
    for seat in seats[4:7]:
        discussing.ask_for_floor(item, by=seat.user, at=now)
    for seat in seats[4:6]:
        discussing.give_floor(item, membership=seat, by=clerk, at=now)
    attach_dissent(
        world.item("in_session"), by=seats[15].user, at=now, text="Мерзімі негізсіз қысқартылған."
    )
    closing.announce_close(
        world.vote("in_session", 2), minutes=10, by=world.people["chair"], at=now
    )
    world.people["dissenter"] = seats[15].user


def _end(world: World) -> None:
    """Meetings that ended each in its way."""
    clerk, now = world.people["clerk"], world.now
    cancelled = _notify(world, "cancelled", days=12)
    actions.cancel(cancelled, by=clerk, at=now, reason="Баяндамашының ауруына байланысты")
    for state, reason in [
        (MeetingState.FAILED, "Кворум болмады: 21 мүшенің 9-ы қатысты, кемінде 14 қажет."),
        (MeetingState.ADJOURNED, "Кворум жоғалды."),
    ]:
        meeting = _notify(world, state, days=3)
        world.meetings[state] = meeting
        Meeting.objects.filter(pk=meeting.pk).update(
            state=state, reason=reason, scheduled_for=now - timedelta(days=9)
        )


def _write(world: World) -> None:
    """Held meetings: without minutes, and with minutes in every state."""
    body = new_body()
    seats = seat_people(body)
    represent(world, seats)
    make.granted("review_minutes", body, world.people["reviewer"])
    later = hold(body, seat=seats).meeting.closed_at + timedelta(hours=3)
    names = ("past_chair", "past_deputy", "past_clerk")
    world.people |= {name: seats[place].user for place, name in enumerate(names)}
    clerk, chair = seats[2].user, seats[0].user
    for state in ("closed", "drawn_up", "ready", "partly", "signed"):
        meeting = hold(body, seat=seats).meeting
        world.meetings[state] = meeting
        if state == "closed":
            continue
        minutes = draw_up(meeting, by=clerk, at=later)
        world.minutes[state] = minutes
        write_texts(minutes)
        if state == "drawn_up":
            continue
        submit(minutes, by=clerk, at=later)
        signers = {"ready": [], "partly": [clerk], "signed": [clerk, chair]}[state]
        for signer in signers:
            sign(minutes, by=signer, at=later + timedelta(days=1), password_confirmed=True)
        minutes.refresh_from_db()
    receive(world)
    item = world.meetings["signed"].items.get(position=2)
    draw_extract(item, by=clerk, at=later + timedelta(days=2))
