"""Clause 29: a dissolved association is read-only; what it held may still be minuted (REQ-06)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from accounts.errors import RuleViolation
from accounts.models import Notification
from associations.actions import (
    change_directions,
    confirm_change,
    rebase,
    register_dissolution,
)
from associations.errors import AssociationRefused
from bodies import actions as bodies
from bodies.actions import Draft, End, Seat
from bodies.models import Body, ChangeKind, CompositionChange, ExitKind, Membership, Office
from meetings import actions
from meetings.actions import casting, session, voting
from meetings.models import AgendaItem, Meeting, RemoteRequest, Vote
from meetings.states import ItemState, MeetingState, VoteState
from minutes.actions import draw_up, sign, submit
from minutes.models import Minutes
from records.models import Authority, JournalEntry, LegalAct
from tests import factories as make
from tests.access.place import Place
from tests.access.world import held
from tests.regulation import deciding

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
READ_ONLY = {
    "en": "The association has been dissolved; records are read-only.",
    "kk": "ОӘБ таратылған; жазбалар тек оқу үшін қолжетімді.",
    "ru": "УМО ликвидировано; записи доступны только для чтения.",
}


def now():
    return timezone.now()


def today():
    return timezone.localdate()


@pytest.fixture
def body():
    return make.association(size=6, parent=make.council(size=3))


@pytest.fixture
def admin(body):
    return make.granted("administer", body.parent)


@pytest.fixture
def reviewer(body):
    return make.granted("review_minutes", body.parent)


def order(**fields):
    minister, _ = Authority.objects.get_or_create(key="minister")
    given = {"kind": "minister_order", "issuer": minister, "number": "400", "signed_on": today()}
    return LegalAct(**(given | fields))


def scan():
    return SimpleUploadedFile("order.pdf", b"%PDF-1.4 x", "application/pdf")


def register(body, by, **fields):
    given = {"act": order(), "last_day": today(), "upload": scan()}
    return register_dissolution(body.association, by=by, at=now(), **(given | fields))


def dissolve(body, admin, reviewer, **fields):
    confirm_change(register(body, admin, **fields), by=reviewer, at=now())
    body.refresh_from_db()


class Scene:
    """A dissolved association with a meeting at every step and people still at their screens."""

    def __init__(self, body) -> None:
        self.body = body
        self.clerk = make.officer(body, Office.SECRETARY).user
        self.chair = make.officer(body, Office.CHAIR).user
        self.seat = make.ordinary(body)[0]
        self.member = self.seat.user
        self.draft, self.consent = deciding.draft(body), make.meeting(body, state="consent")
        self.approved = make.meeting(body, state="approved")
        self.notified = make.meeting(body, state="notified", scheduled_for=now())
        self.failed = make.meeting(body, state="failed", scheduled_for=make.noon(-3))
        self.item, self.second = self.topic(self.draft, 1), self.topic(self.draft, 2)
        self.proposal = self.topic(self.draft, 0, state=ItemState.PROPOSED, proposed_by=self.seat)
        self.vote = Vote.objects.create(
            item=self.topic(self.approved, 1), text_hash="0" * 64, state=VoteState.REMOTE
        )
        self.asked = RemoteRequest.objects.create(
            meeting=self.approved, membership=self.seat, reason="Іссапар", requested_at=now()
        )
        self.words = {"title_kk": "Жаңа мәселе", "function": deciding.function()}
        Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)
        for meeting in Meeting.objects.all():
            meeting.body.refresh_from_db()
        body.refresh_from_db()

    def topic(self, meeting, position, **fields):
        return AgendaItem.objects.create(
            meeting=meeting, position=position, title_kk=f"{position}-мәселе",
            function=deciding.function(), **fields,
        )  # fmt: skip

    def fresh(self, thing):
        return type(thing).objects.get(pk=thing.pk)


def acts(s):
    """Every act of meetings and of bodies that a dissolved association refuses."""
    by, at = s.clerk, now()
    venue = {"scheduled_for": make.noon(9), "form": "hall", "place": "5-зал"}
    return {
        "schedule": lambda: actions.schedule(body=s.body, by=by, at=at, **venue),
        "reschedule": lambda: actions.reschedule(
            s.fresh(s.draft), by=by, at=at, link="", reason="Себебі бар", **venue
        ),
        "cancel": lambda: actions.cancel(s.fresh(s.draft), by=by, at=at, reason="Себебі бар"),
        "repeat": lambda: actions.schedule_repeat(
            s.fresh(s.failed), by=by, at=at, scheduled_for=make.noon(9)
        ),
        "add": lambda: actions.add_item(s.fresh(s.draft), by=by, at=at, **s.words),
        "edit": lambda: actions.edit_item(s.fresh(s.item), by=by, at=at, title_kk="Басқа"),
        "move": lambda: actions.move_item(s.fresh(s.second), by=by, at=at, up=True),
        "remove": lambda: actions.remove_item(s.fresh(s.item), by=by, at=at),
        "propose": lambda: actions.propose_item(s.fresh(s.draft), by=s.member, at=at, **s.words),
        "receive": lambda: actions.receive_item(s.fresh(s.draft), by=s.member, at=at, **s.words),
        "include": lambda: actions.include_item(s.fresh(s.proposal), by=by, at=at),
        "decline": lambda: actions.decline_item(
            s.fresh(s.proposal), by=by, at=at, reason="Себебі бар"
        ),
        "material": lambda: actions.add_material(
            s.fresh(s.item), by=by, at=at, title="Қорытынды", upload=scan()
        ),
        "send": lambda: actions.send_for_consent(s.fresh(s.draft), by=by, at=at),
        "answer": lambda: actions.answer_agenda(
            s.fresh(s.consent), by=s.member, at=at, version=1, answer="consent"
        ),
        "remind": lambda: actions.remind_silent(s.fresh(s.consent), by=by, at=at),
        "approve": lambda: actions.approve_agenda(
            s.fresh(s.consent), by=s.chair, at=at, version=1
        ),
        "notice": lambda: actions.send_notice(s.fresh(s.approved), by=by, at=at),
        "rsvp": lambda: actions.answer_notice(
            s.fresh(s.notified), by=s.member, at=at, answer="hall", reason=""
        ),
        "remote": lambda: casting.request_remote(
            s.fresh(s.approved), by=s.member, at=at, reason="Іссапар"
        ),
        "decide_remote": lambda: casting.decide_remote(s.asked, by=by, at=at, agree=True),
        "cast": lambda: casting.cast(s.fresh(s.vote), by=s.member, choice="for", at=at),
        "mark": lambda: session.mark(
            s.fresh(s.notified), membership=s.seat, presence="hall", by=by, at=at
        ),
        "guest": lambda: session.add_guest(
            s.fresh(s.notified), name="Ермек", organisation="", by=by, at=at
        ),
        "operator": lambda: session.order_operator(
            s.fresh(s.notified), operator=by, by=s.chair, at=at
        ),
        "open": lambda: session.open_meeting(s.fresh(s.notified), by=s.chair, at=at),
        "fail": lambda: session.record_failure(s.fresh(s.notified), by=by, at=at),
        "reword": lambda: voting.reword(
            s.fresh(s.vote).item, by=by, at=at,
            texts={"resolution_kk": "Басқаша.", "resolution_ru": "", "resolution_en": ""},
        ),
    }  # fmt: skip


NAMES = [
    "schedule", "reschedule", "cancel", "repeat", "add", "edit", "move", "remove", "propose",
    "receive", "include", "decline", "material", "send", "answer", "remind", "approve", "notice",
    "rsvp", "remote", "decide_remote", "cast", "mark", "guest", "operator", "open", "fail", "reword",
]  # fmt: skip


def answer(act, language):
    """The refusal in that language; nothing when the act was done."""
    with translation.override(language):
        try:
            act()
        except RuleViolation as refusal:
            return str(refusal)
    return ""


def facts():
    return (
        list(Meeting.objects.order_by("pk").values()), list(AgendaItem.objects.values_list("pk")),
        JournalEntry.objects.count(), Notification.objects.count(),
    )  # fmt: skip


@pytest.fixture
def scene(body):
    return Scene(body)


def test_29_nothing_is_done_in_a_dissolved_association(scene):
    assert list(acts(scene)) == NAMES
    before, said = facts(), {}

    for name, act in acts(scene).items():
        for language in READ_ONLY:
            said.setdefault(name, {})[language] = answer(act, language)

    assert {name: words for name, words in said.items() if words != READ_ONLY} == {}
    assert facts() == before


def test_29_a_dissolved_association_takes_no_members_name_base_or_direction(body, admin):
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)
    body.refresh_from_db()
    act = {"act": order(kind="order"), "by": admin, "at": now()}
    seat = Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(), effective_on=today(),
        seats=[Seat(user=make.user())],
    )  # fmt: skip
    tried = [
        lambda: bodies.propose(seat, by=admin, at=now()),
        lambda: bodies.rename(body, names={"name_kk": "Жаңа"}, starts_on=today(), **act),
        lambda: rebase(
            body.association, institution=make.institution("ЕҰУ"), starts_on=today(), **act
        ),
        lambda: change_directions(body.association, directions=[], **act),
        lambda: register(body, admin),
    ]

    for language, words in READ_ONLY.items():
        for one in tried:
            with translation.override(language), pytest.raises(RuleViolation) as refusal:
                one()
            assert str(refusal.value) == words

    assert CompositionChange.objects.count() == 0


def test_29_dissolution_waits_for_the_ministry(body, admin, reviewer):
    change = register(body, admin)
    body.refresh_from_db()
    assert body.ends_on is None

    confirm_change(change, by=reviewer, at=now())

    body.refresh_from_db()
    seats = Membership.objects.filter(body=body)
    assert (body.ends_on, body.ends_act.number) == (today(), "400")
    assert set(seats.values_list("ends_on", "exit")) == {(today(), "dissolution")}


def test_29_the_administrator_does_not_confirm_alone(body, admin):
    change = register(body, admin)

    with pytest.raises(RuleViolation):
        confirm_change(change, by=admin, at=now())

    body.refresh_from_db()
    assert body.ends_on is None


def test_29_an_order_sent_twice_is_registered_once(body, admin):
    assert register(body, admin) == register(body, admin)
    with pytest.raises(AssociationRefused):
        register(body, admin, act=order(number="401"))

    assert CompositionChange.objects.count() == 1


@pytest.mark.parametrize("missing", ["number", "signed_on", "issuer", "upload"])
def test_29_an_association_ends_by_nothing_but_a_whole_order_of_the_minister(body, admin, missing):
    given = {"upload": None} if missing == "upload" else {
        "act": order(**{missing: "" if missing == "number" else None})
    }  # fmt: skip
    words = {
        "en": "An association can be dissolved only by the Minister's order.",
        "kk": "ОӘБ Министрдің бұйрығымен ғана таратылады.",
        "ru": "УМО ликвидируется только приказом Министра.",
    }

    for language, said in words.items():
        with translation.override(language), pytest.raises(AssociationRefused) as refusal:
            register(body, admin, **given)
        assert (str(refusal.value), refusal.value.clause) == (said, "29")

    body.refresh_from_db()
    assert (CompositionChange.objects.count(), body.ends_on) == (0, None)


def test_29_meetings_beyond_the_last_day_are_cancelled_and_members_are_told(body, admin, reviewer):
    ahead = make.meeting(body, state="notified")
    draft = make.meeting(body)
    section = make.association(size=3, kind="section", parent=body)
    inner = make.meeting(section, state="consent")
    earlier = make.meeting(body, state="failed", scheduled_for=make.noon(-3))

    dissolve(body, admin, reviewer)

    states = {m: Meeting.objects.get(pk=m.pk) for m in (ahead, draft, inner, earlier)}
    assert [states[m].state for m in (ahead, draft, inner, earlier)] == [
        MeetingState.CANCELLED, MeetingState.CANCELLED, MeetingState.CANCELLED,
        MeetingState.FAILED,
    ]  # fmt: skip
    assert states[ahead].reason == READ_ONLY["kk"]
    told = Notification.objects.filter(kind="meeting_cancelled")
    assert {n.recipient_id for n in told} == {
        seat.user_id for seat in Membership.objects.filter(body__in=[body, section])
    }
    assert len(told) == 6 + 3


def test_29_meetings_until_the_last_day_may_still_take_place(body, admin, reviewer):
    soon = make.meeting(body, state="notified", scheduled_for=make.noon(3))
    later = make.meeting(body, state="notified", scheduled_for=make.noon(8))

    dissolve(body, admin, reviewer, last_day=today() + 5 * DAY)

    assert Meeting.objects.get(pk=soon.pk).state == MeetingState.NOTIFIED
    assert Meeting.objects.get(pk=later.pk).state == MeetingState.CANCELLED


def test_29_nobody_sits_beyond_the_last_day(body, admin, reviewer):
    """An office handed over once the order is known ends with the body; so does an exit undone."""
    left = make.ordinary(body)[0]
    exit_ = bodies.propose(
        Draft(body=body, kind=ChangeKind.EXIT, effective_on=today() + DAY,
              act=LegalAct(kind="application", number="1", signed_on=today()),
              ends=[End(membership=left, exit=ExitKind.RESIGNATION)]),
        by=admin, at=now(),
    )  # fmt: skip
    bodies.confirm(exit_, by=reviewer, at=now())
    change = register(body, admin, last_day=today() + 3 * DAY)
    confirm_change(change, by=reviewer, at=now())
    end = Body.objects.get(pk=body.pk).ends_on

    heir, chair = make.ordinary(body)[1], make.officer(body, Office.CHAIR)
    handover = bodies.propose(
        Draft(body=body, kind=ChangeKind.HANDOVER, effective_on=today() + DAY,
              act=LegalAct(kind="order", number="2", signed_on=today()),
              ends=[End(membership=chair, exit=ExitKind.HANDOVER),
                    End(membership=heir, exit=ExitKind.HANDOVER)],
              seats=[Seat(user=heir.user, office=Office.CHAIR)]),
        by=admin, at=now(),
    )  # fmt: skip
    bodies.confirm(handover, by=reviewer, at=now())
    bodies.undo(exit_, by=reviewer, at=now(), reason="Қате")

    seats = Membership.objects.standing().filter(body=body)
    assert not seats.filter(ends_on=None).exists()
    assert not seats.filter(ends_on__gt=end).exists()
    new = seats.get(office=Office.CHAIR, user=heir.user)
    assert (new.ends_on, new.exit) == (end, ExitKind.DISSOLUTION)
    back = seats.get(pk=left.pk)
    assert (back.ends_on, back.exit) == (end, ExitKind.DISSOLUTION)


def test_29_minutes_already_held_are_still_drawn_up_and_signed(
    body, admin, reviewer, django_capture_on_commit_callbacks, settings, tmp_path, client
):
    settings.PORTAL_SIGNING_KEY = tmp_path / "portal.p12"
    meeting = held(Place(body))
    clerk, chair = make.officer(body, Office.SECRETARY).user, make.officer(body, Office.CHAIR).user
    dissolve(body, admin, reviewer)
    tomorrow = now() + DAY

    with django_capture_on_commit_callbacks(execute=True):
        minutes = draw_up(meeting, by=clerk, at=tomorrow)
        minutes.texts.update(heard_kk="Тыңдалды.", spoke_kk="Сөйледі.")
        submit(minutes, by=clerk, at=tomorrow)
    for person in (clerk, chair):
        sign(Minutes.objects.get(pk=minutes.pk), by=person, at=tomorrow, password_confirmed=True)

    assert Minutes.objects.get(pk=minutes.pk).state == "signed"


def test_29_the_former_secretary_is_reminded_of_the_minutes(client, body):
    meeting = held(Place(body))
    clerk = make.officer(body, Office.SECRETARY).user
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)
    Membership.objects.filter(body=body).update(ends_on=today() - DAY)
    client.force_login(clerk)

    urls = [task.url for task in client.get("/").context["desk"].tasks]

    assert urls == [meeting.get_absolute_url()]
    assert client.get(meeting.get_absolute_url()).status_code == 200
