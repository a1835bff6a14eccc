"""One meeting brought through the portal's own actions, at moments of the past or now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from bodies.models import Body, Membership, Office
from council_portal.demo.people import DATA
from council_portal.demo.topics import Topics
from meetings import actions
from meetings.actions import casting, papers, session, voting
from meetings.models import AgendaItem, Meeting, Vote
from meetings.states import Choice, ItemState, Presence
from minutes.actions import (
    draw_up,
    record_paper_signature,
    render,
    save_text,
    sign,
    submit,
)
from minutes.models import Minutes
from records.actions import store_bytes

PDF = "application/pdf"


@dataclass(frozen=True)
class Question:
    """An item of the agenda and how it ended: who was not for it, or what became of it instead."""

    topic: int
    against: int = 0
    abstain: int = 0
    chair: str = Choice.FOR
    tie: bool = False
    settled: str = ""
    votable: bool = True


@dataclass
class Stage:
    """A meeting on its way, with the people it needs at hand."""

    body: Body
    topics: Topics
    meeting: Meeting = field(init=False)
    seats: list[Membership] = field(init=False)

    def __post_init__(self) -> None:
        rows = Membership.objects.on(timezone.localdate()).filter(body=self.body)
        self.seats = list(rows.with_rank().in_roll_order())
        for seat in self.seats:
            seat.body = self.body

    def officer(self, office: str) -> Membership:
        """Whoever holds the office; the chair where nobody does."""
        return next((seat for seat in self.seats if seat.office == office), self.seats[0])

    @property
    def clerk(self) -> User:
        """The secretary."""
        return self.officer(Office.SECRETARY).user

    @property
    def chair(self) -> User:
        """The chair."""
        return self.officer(Office.CHAIR).user

    @property
    def voters(self) -> list[Membership]:
        """Everybody with a vote."""
        return [seat for seat in self.seats if seat.voting]

    def schedule(
        self,
        when: datetime,
        *,
        at: datetime,
        form: str,
        russian: bool = True,
        past: bool = False,
    ) -> Meeting:
        """A draft of a meeting."""
        hall, online = form != "online", form != "hall"
        self.meeting = actions.schedule(
            body=self.body, by=self.clerk, at=at, scheduled_for=when, form=form,
            place=_place(self.body) if hall else "",
            link=f"https://meet.{self.body.code}.example/{when:%Y%m%d}" if online else "",
            russian=russian, retrospective=past,
        )  # fmt: skip
        return self.meeting

    def compose(self, questions: Iterable[Question], *, at: datetime) -> None:
        """Put the questions on the agenda, the first with a paper."""
        for place, question in enumerate(questions):
            fields = self.topics.topic(question.topic).fields()
            fields["votable"] = question.votable
            fields["speaker"] = self.seats[(place + 3) % len(self.seats)].user.short_name("kk")
            item = actions.add_item(self.meeting, by=self.clerk, at=at, **fields)
            if place == 0:
                paper = ContentFile((DATA / "draft.pdf").read_bytes(), name="sheshim-zhobasy.pdf")
                actions.add_material(
                    item, by=self.clerk, at=at, title="Шешім жобасы және негіздеме", upload=paper
                )

    def consent(self, answers: int, *, at: datetime, objections: int = 0) -> None:
        """Ask the members; so many agree, the chair first."""
        actions.send_for_consent(self.meeting, by=self.clerk, at=at)
        for place, seat in enumerate(self.voters[: answers + objections]):
            later = at + timedelta(hours=2 + place)
            answer = "consent" if place < answers else "object"
            actions.answer_agenda(self.meeting, by=seat.user, at=later, answer=answer)

    def approve(self, *, at: datetime) -> None:
        """The chair approves."""
        actions.approve_agenda(self.meeting, by=self.chair, at=at)

    def notify(self, *, at: datetime) -> None:
        """The notice goes out."""
        actions.send_notice(self.meeting, by=self.clerk, at=at)

    def answer(self, answers: dict[str, int], *, at: datetime, silent: int = 0) -> None:
        """So many members answer the notice in each way; the `silent` seat does not."""
        waiting = (seat for seat in self.voters if seat.pk != silent)
        for answer, count in answers.items():
            for _ in range(count):
                seat = next(waiting)
                reason = "Іссапар" if answer == Presence.EXCUSED else ""
                actions.answer_notice(
                    self.meeting, by=seat.user, at=at, answer=answer, reason=reason
                )

    def ask_remote(self, seat: Membership, *, at: datetime, agree: bool | None = True) -> None:
        """A member asks to vote from afar; the Secretariat agrees, or has not answered yet."""
        asked = casting.request_remote(
            self.meeting, by=seat.user, at=at, reason="Іссапарға байланысты қатыса алмаймын"
        )
        if agree is not None:
            casting.decide_remote(asked, by=self.clerk, at=at + timedelta(hours=3), agree=agree)

    def votes(self) -> list[Vote]:
        """The votes of the meeting in the order of the agenda."""
        rows = Vote.objects.filter(item__meeting=self.meeting).select_related("item")
        return list(rows.order_by("item__position"))

    def vote_absent(self, seat: Membership, *, at: datetime) -> None:
        """Every question answered from afar at once."""
        choices = {vote.pk: str(Choice.FOR) for vote in self.votes()}
        casting.cast_all(self.meeting, by=seat.user, choices=choices, at=at)

    def vote_on_paper(self, seat: Membership, *, at: datetime) -> None:
        """A signed ballot on the first question, entered with its scan and confirmed by the chair."""
        scan = store_bytes(
            (DATA / "ballot.pdf").read_bytes(), name="bulleten.pdf", media_type=PDF, by=self.clerk
        )
        paper = papers.enter_paper(
            self.meeting, membership=seat, choices={self.votes()[0].pk: str(Choice.FOR)},
            by=self.clerk, at=at, scan=scan,
        )  # fmt: skip
        papers.confirm_paper(paper, by=self.chair, at=at + timedelta(hours=1))

    def mark(self, presence: dict[int, str], *, at: datetime) -> None:
        """Say of every member how they are there; keys are primary keys of memberships."""
        for place, seat in enumerate(self.seats):
            given = presence.get(seat.pk, Presence.ABSENT)
            reason = "Іссапар" if given == Presence.EXCUSED else ""
            moment = at + timedelta(seconds=12 * place)
            session.mark(
                self.meeting, membership=seat, presence=given, by=self.clerk, at=moment,
                reason=reason,
            )  # fmt: skip

    def open(self, *, at: datetime) -> None:
        """The chair opens."""
        session.open_meeting(self.meeting, by=self.chair, at=at)

    def decide(
        self,
        question: Question,
        item: AgendaItem,
        attending: list[Membership],
        *,
        at: datetime,
        lasting: timedelta = timedelta(minutes=6),
    ) -> None:
        """Put one question to the vote, or settle it otherwise."""
        if question.settled:
            reason = "" if question.settled == ItemState.NOTED else "Қосымша талдау қажет"
            voting.settle_item(item, state=question.settled, by=self.chair, at=at, reason=reason)
            return
        vote = Vote.objects.get(item=item)
        voting.open_vote(vote, by=self.chair, at=at)
        for place, (seat, choice) in enumerate(ballots(question, attending)):
            casting.cast(
                vote, by=seat.user, choice=choice, at=at + timedelta(seconds=9 + 5 * place)
            )
        voting.close_vote(vote, by=self.chair, at=at + lasting)

    def close(self, *, at: datetime) -> None:
        """The chair closes."""
        session.close_meeting(self.meeting, by=self.chair, at=at)

    def draft_minutes(self, *, at: datetime) -> Minutes:
        """Draw up and fill in what was said."""
        minutes = draw_up(self.meeting, by=self.clerk, at=at)
        for text in minutes.texts.select_related("item").order_by("item__position"):
            save_text(
                minutes, item=text.item, edition=text.edition, texts=self._said(text.item),
                by=self.clerk, at=at,
            )  # fmt: skip
        return minutes

    def write_minutes(
        self, *, at: datetime, signatures: int, on_paper_by: User | None = None
    ) -> Minutes:
        """Draft, freeze, render and sign so many times, the secretary first.

        `on_paper_by`: who records that the chair signed the printed pages.
        """
        minutes = self.draft_minutes(at=at)
        submit(minutes, by=self.clerk, at=at + timedelta(hours=2))
        render(minutes.pk, minutes.version)
        for place, signer in enumerate([self.clerk, self.chair][:signatures]):
            later = at + timedelta(days=1, hours=place)
            if on_paper_by and signer == self.chair:
                self._sign_on_paper(minutes, by=on_paper_by, at=later)
            else:
                sign(minutes, by=signer, at=later, password_confirmed=True)
        minutes.refresh_from_db()
        if minutes.fault:
            raise RuntimeError(minutes.fault)
        return minutes

    def _sign_on_paper(self, minutes: Minutes, *, by: User, at: datetime) -> None:
        minutes.refresh_from_db()
        assert minutes.base_pdf is not None  # noqa: S101 - rendered just now
        scan = store_bytes(
            minutes.base_pdf.read(), name="qol-qoiylgan-hattama.pdf", media_type=PDF, by=by
        )
        record_paper_signature(
            minutes, signer=self.chair, signed_on=timezone.localdate(at), scan=scan, by=by, at=at
        )

    def _said(self, item: AgendaItem) -> dict[str, str]:
        answering = self.seats[(item.position + 5) % len(self.seats)].user
        return {
            "heard_kk": f"Баяндамашы: {item.speaker} «{item.title('kk')}» мәселесі бойынша шешім "
            "жобасы мен оның негіздемесі ұсынылды.",
            "heard_ru": f"Докладчик: {item.speaker} По вопросу «{item.title('ru')}» представлены "
            "проект решения и его обоснование.",
            "spoke_kk": f"{answering.short_name('kk')}: ұсынылған жоба қолдау тапты, іске асыру "
            "мерзімдерін нақтылау ұсынылды.",
            "spoke_ru": f"{answering.short_name('ru')}: проект поддержан, предложено уточнить сроки "
            "исполнения.",
        }


def ballots(question: Question, attending: list[Membership]) -> list[tuple[Membership, str]]:
    """How each of those attending votes. On a tie as many are for as against."""
    voters = [seat for seat in attending if seat.voting]
    chair = next((seat for seat in voters if seat.office == Office.CHAIR), None)
    others = [seat for seat in voters if seat is not chair]
    choices: dict[int, str] = {}
    against, abstain = question.against, question.abstain
    if question.tie:
        decides = question.chair != Choice.ABSTAIN
        abstain = (len(others) - decides) % 2
        leaning = {Choice.FOR: 1, Choice.AGAINST: -1}.get(Choice(question.chair), 0)
        against = (len(others) - abstain + leaning) // 2
    for place, seat in enumerate(others):
        if place < against:
            choices[seat.pk] = Choice.AGAINST
        else:
            choices[seat.pk] = Choice.ABSTAIN if place < against + abstain else Choice.FOR
    cast: list[tuple[Membership, Any]] = [(seat, choices[seat.pk]) for seat in others]
    if chair is not None:
        cast.append((chair, question.chair))
    return cast


def _place(body: Body) -> str:
    if body.is_council:
        return "Астана қ., Мәңгілік Ел даңғылы, 8, үлкен мәжіліс залы"
    return "Алматы қ., Манас к-сі, 34/1, 700-аудитория"
