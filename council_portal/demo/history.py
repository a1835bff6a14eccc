"""The past academic year and this autumn, meeting by meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from associations.models import Association, Section
from bodies.models import Membership
from council_portal.demo.bodies import COUNCIL, FIRST, Household
from council_portal.demo.stage import Question, Stage
from council_portal.demo.topics import Topics
from meetings.actions import schedule_repeat, session
from meetings.models import AgendaItem, Meeting
from meetings.states import Choice, ItemState, Presence

Q = Question
SIGNED, ONCE, NONE = 2, 1, -1
SCHOOL_STARTS = 9
SATURDAY, SUNDAY = 6, 7


@dataclass(frozen=True)
class Past:
    """One meeting of the past: which body, when, on what, with whom, and how it was written up."""

    body: str
    month: int
    day: int
    questions: tuple[Question, ...]
    this_autumn: bool = False
    form: str = "mixed"
    online: int = 3
    missing: int = 2
    absentee: int = 0
    written: int = 0
    failed: bool = False
    repeats: bool = False
    signatures: int = SIGNED
    on_paper: bool = False
    russian: bool = True


STORY = (
    Past(FIRST, 10, 16, (Q(27, against=2), Q(41), Q(46, against=1, abstain=2),
                         Q(48, settled=ItemState.DEFERRED)), absentee=1),
    Past("6B017", 10, 23, (Q(38), Q(37, against=3), Q(29, against=2, abstain=1)),
         russian=False),
    Past("6B011", 11, 13, (Q(24, abstain=2), Q(30, tie=True, chair=Choice.ABSTAIN), Q(33))),
    Past(COUNCIL, 12, 11, (Q(12), Q(7, against=2), Q(15, abstain=1)), form="hall", online=0,
         on_paper=True),
    Past("6B073", 12, 18, (Q(40), Q(28, against=4), Q(43, votable=False)), online=5),
    Past("6B019", 1, 22, (Q(32, against=1), Q(60, against=8))),
    Past(FIRST, 2, 12, (Q(31, tie=True), Q(52, against=3), Q(47, abstain=2))),
    Past("6B112", 2, 19, (Q(34), Q(57, abstain=1)), online=2, missing=1, russian=False),
    Past("6B072", 3, 12, (Q(39), Q(42, against=2)), form="online", online=12, russian=False),
    Past("6B021", 3, 26, (Q(45, abstain=3), Q(55)), russian=False),
    Past(FIRST, 5, 14, (Q(35), Q(36, against=2)), missing=9, failed=True),
    Past(FIRST, 6, 4, (), repeats=True, written=1),
    Past(COUNCIL, 6, 11, (Q(18, against=1), Q(9), Q(14, abstain=2)), form="hall", online=0),
    Past(FIRST, 9, 17, (Q(55, abstain=1), Q(50)), this_autumn=True),
    Past("6B011", 9, 24, (Q(49), Q(26, against=14), Q(51)), this_autumn=True),
    Past(COUNCIL, 10, 1, (Q(1, against=1), Q(2), Q(21)), this_autumn=True, form="hall", online=0),
    Past(FIRST, 10, 8, (Q(49, against=1), Q(56), Q(59)), this_autumn=True, absentee=1,
         signatures=ONCE),
    Past("6B073", 10, 22, (Q(49, against=2), Q(40)), this_autumn=True),
    Past("6B072", 11, 5, (Q(28), Q(49, abstain=1)), this_autumn=True, signatures=NONE),
)  # fmt: skip


@dataclass
class History:
    """Plays the story up to `today`; `autumn` is the year this academic year began in."""

    home: Household
    today: date
    failed: dict[str, Meeting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.topics = Topics(self.autumn)

    @property
    def autumn(self) -> int:
        """The year in which the present academic year began."""
        return self.today.year - (self.today.month < SCHOOL_STARTS)

    def play(self) -> None:
        """Every meeting that lies at least a week back."""
        for past in STORY:
            day = self._day(past)
            if day < self.today - timedelta(days=7):
                self._meeting(past, moment(day, 15))
        self._sections()

    def _day(self, past: Past) -> date:
        """A working day of the past academic year, or of this autumn."""
        year = self.autumn - (past.month >= SCHOOL_STARTS and not past.this_autumn)
        day = date(year, past.month, past.day)
        return day + timedelta(days={SATURDAY: 2, SUNDAY: 1}.get(day.isoweekday(), 0))

    def _meeting(self, past: Past, when: datetime) -> None:
        body = self.home.body(past.body)
        stage = Stage(body, self.topics)
        ahead = when - timedelta(days=24)
        if past.repeats:
            self._repeat(stage, when)
        else:
            stage.schedule(when, at=ahead, form=past.form, russian=past.russian, past=True)
            stage.compose(past.questions, at=ahead + timedelta(hours=1))
        if not body.is_council:
            enough = len(stage.voters) * 2 // 3 + 1
            stage.consent(enough, at=ahead + timedelta(days=1))
        stage.approve(at=when - timedelta(days=18))
        stage.notify(at=when - timedelta(days=15))
        _answers(stage, past, at=when - timedelta(days=7))
        self._sit(stage, past, when)

    def _repeat(self, stage: Stage, when: datetime) -> None:
        """A meeting in place of the one that failed, with its questions."""
        failed = self.failed[stage.body.code]
        at = when - timedelta(days=20)
        stage.meeting = schedule_repeat(failed, by=stage.clerk, at=at, scheduled_for=when)

    def _sit(self, stage: Stage, past: Past, when: datetime) -> None:
        remote = _remote(stage, past, when)
        attending = _attending(stage, past, remote)
        stage.mark(_presence(stage, past, attending), at=when - timedelta(minutes=12))
        if past.failed:
            session.record_failure(stage.meeting, by=stage.clerk, at=when + timedelta(minutes=30))
            self.failed[stage.body.code] = stage.meeting
            return
        stage.open(at=when + timedelta(minutes=4))
        items = AgendaItem.objects.filter(meeting=stage.meeting).on_agenda().in_order()
        questions = past.questions or (Q(0), Q(0, against=2))
        clock = when + timedelta(minutes=10)
        for item, question in zip(items, questions, strict=True):
            if question.votable:
                stage.decide(question, item, attending, at=clock)
            clock += timedelta(minutes=14)
        stage.close(at=clock)
        if past.signatures != NONE:
            stage.write_minutes(
                at=moment(when.date() + timedelta(days=1), 11), signatures=past.signatures,
                on_paper_by=self.home.cast.named["centre"] if past.on_paper else None,
            )  # fmt: skip

    def _sections(self) -> None:
        """Which decisions made the sections: proposed by the association, approved by the Council."""
        approved = _decided(self.home.council.pk, "ОӘБ жанындағы даярлау бейіндері")
        for body in self.home.sections:
            proposed = _decided(body.parent_id or 0, "Жаңа бейіндік секция")
            Section.objects.create(
                body=body, association=Association.objects.get(body=body.parent),
                profile=body.name_kk, proposed_in=proposed,
                approved_in=approved if proposed else None,
            )  # fmt: skip


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day in Astana."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _decided(body: int, title: str) -> AgendaItem | None:
    return AgendaItem.objects.filter(
        meeting__body=body, title_kk__startswith=title, votes__outcome="adopted"
    ).first()


def _answers(stage: Stage, past: Past, *, at: datetime) -> None:
    coming = len(stage.voters) // 2
    way = Presence.ONLINE if past.form == "online" else Presence.HALL
    stage.answer({way: coming, Presence.EXCUSED: 1}, at=at)


def _remote(stage: Stage, past: Past, when: datetime) -> list[Membership]:
    """Whoever votes without coming: from afar by agreement, or on paper."""
    ordinary = [seat for seat in stage.voters if seat.office == "member"]
    afar = ordinary[: past.absentee]
    paper = ordinary[past.absentee : past.absentee + past.written]
    for seat in afar:
        stage.ask_remote(seat, at=when - timedelta(days=4))
        stage.vote_absent(seat, at=when - timedelta(days=2))
    for seat in paper:
        stage.vote_on_paper(seat, at=when - timedelta(days=1))
    return afar + paper


def _attending(stage: Stage, past: Past, remote: list[Membership]) -> list[Membership]:
    """Everybody but the remote and as many missing; who is missing differs from month to month."""
    away = {seat.pk for seat in remote}
    ordinary = [s for s in stage.seats if s.office == "member" and s.pk not in away]
    shift = past.month % max(1, len(ordinary))
    missing = {seat.pk for seat in (ordinary[shift:] + ordinary[:shift])[: past.missing]}
    return [seat for seat in stage.seats if seat.pk not in away | missing]


def _presence(stage: Stage, past: Past, attending: list[Membership]) -> dict[int, str]:
    there = {seat.pk for seat in attending}
    presence: dict[int, str] = {}
    online = past.online
    for seat in reversed(stage.seats):
        if seat.pk not in there:
            presence[seat.pk] = Presence.EXCUSED if len(presence) % 2 else Presence.ABSENT
        elif past.form == "online" or (online > 0 and past.form == "mixed"):
            presence[seat.pk] = Presence.ONLINE
            online -= 1
        else:
            presence[seat.pk] = Presence.HALL
    return presence
