"""What awaits a person today, most urgent first; a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from accounts.models import User
from bodies.documents import procedures_on
from bodies.models import Body, Delegation, Membership, Office
from bodies.querysets import BodyQuerySet
from bodies.rules.procedure import Procedure
from council_portal.documents.section_tasks import section_tasks
from council_portal.documents.standing import Standing
from council_portal.documents.tasks import LATER, SOON, URGENT, Task
from meetings.documents.explanation import consent_sentence
from meetings.models import AgendaConsent, AgendaItem, Meeting, RemoteRequest
from meetings.rules import consent
from meetings.rules.consent import ConsentVerdict
from meetings.states import ENDED, Answer, MeetingState, RequestState
from minutes.models import Minutes, Signature
from minutes.states import MinutesState


class Queue:
    """The tasks of one person; what several tasks ask is asked once."""

    def __init__(self, standing: Standing, now: datetime) -> None:
        self.standing = standing
        self.now = now
        self.user: User = standing.user
        self.clerked = {body.pk for body in standing.clerked}
        self.chaired = {body.pk for body in standing.bodies(Office.CHAIR)}
        self.delegated = delegated_bodies(self.user, timezone.localdate(now))
        self.presided = self.chaired | {b.pk for b in standing.bodies(Office.DEPUTY_CHAIR)}
        self.consenting = {b.pk for b in standing.bodies() if not b.is_council}

    def tasks(self) -> list[Task]:
        """Everything, most urgent first, then by the date it is for."""
        return sorted(
            [
                *self.of_meetings(),
                *self.proposals(),
                *self.requests(),
                *self.of_minutes(),
                *section_tasks(self.standing),
            ]
        )

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Meetings being prepared or in session, of every body this person works in."""
        bodies = {body.pk for body in self.standing.bodies()} | self.clerked
        live = Meeting.objects.of(bodies).exclude(state__in=ENDED).with_body().with_item_count()
        return list(live.soonest_first())

    @cached_property
    def several(self) -> bool:
        """Whether a task has to say of which body it is."""
        return len({body.pk for body in self.standing.bodies()} | self.clerked) > 1

    @cached_property
    def rules(self) -> dict[int, Procedure]:
        """The rules of procedure of those bodies."""
        return procedures_on([m.body for m in self.meetings], self.standing.day)

    def of_meetings(self) -> Iterable[Task]:
        """What the state of each meeting asks of this person."""
        for meeting in self.meetings:
            yield from self._clerk(meeting)
            yield from self._chair(meeting)
            if meeting.state == MeetingState.CONSENT and self._owes_consent(meeting):
                yield self._task(
                    SOON, meeting, _("Your consent to the agenda"), "", _("Read the agenda")
                )

    def _clerk(self, meeting: Meeting) -> Iterable[Task]:
        if meeting.body_id not in self.clerked:
            return
        match meeting.state:
            case MeetingState.DRAFT:
                hint = _("Items on the agenda: %(items)s.") % {"items": _items(meeting)}
                yield self._task(SOON, meeting, _("Agenda to compose"), hint, _("Compose"))
            case MeetingState.CONSENT:
                verdict = self.consent(meeting)
                yield self._task(
                    LATER if verdict.reached else SOON, meeting, _("Consent to the agenda"),
                    consent_sentence(verdict), _("See the answers"),
                )  # fmt: skip
            case MeetingState.APPROVED:
                hint = _("The agenda is approved; members do not know of the meeting yet.")
                yield self._task(URGENT, meeting, _("Notice to send"), hint, _("Send the notice"))
            case MeetingState.IN_SESSION:
                yield self._sitting(meeting)

    def _approves(self, meeting: Meeting) -> bool:
        """In the chair's office, or as the deputy by a delegation in force (C28)."""
        if meeting.body_id in self.chaired:
            return True
        rules = meeting.consent_procedure
        return meeting.body_id in self.delegated and rules().deputy_acts_for_chair

    def _chair(self, meeting: Meeting) -> Iterable[Task]:
        day = timezone.localdate(self.now)
        if self._approves(meeting) and self._awaits_approval(meeting):
            hint = self._approval_hint(meeting)
            url = reverse("meetings:agenda_approve", args=[meeting.pk])
            yield self._task(URGENT, meeting, _("Agenda to approve"), hint, _("Approve"), url=url)
        if meeting.body_id in self.presided:
            if meeting.state == MeetingState.NOTIFIED and meeting.day == day:
                yield self._task(
                    URGENT, meeting, _("Meeting to open today"), meeting.place, _("To the meeting")
                )
            if meeting.state == MeetingState.IN_SESSION and meeting.body_id not in self.clerked:
                yield self._sitting(meeting)

    def _sitting(self, meeting: Meeting) -> Task:
        url = reverse("meetings:meeting_console", args=[meeting.pk])
        title = _("The meeting is in session")
        return self._task(URGENT, meeting, title, "", _("To the meeting"), url=url)

    def _awaits_approval(self, meeting: Meeting) -> bool:
        if meeting.state == MeetingState.CONSENT:
            return self.consent(meeting).reached
        asked = self.rules[meeting.body_id].consent_required
        return meeting.state == MeetingState.DRAFT and not asked and _items(meeting) > 0

    def _approval_hint(self, meeting: Meeting) -> str:
        if meeting.state == MeetingState.CONSENT:
            return consent_sentence(self.consent(meeting))
        return _("Items on the agenda: %(items)s.") % {"items": _items(meeting)}

    def _owes_consent(self, meeting: Meeting) -> bool:
        own = self.own_seats.get(meeting.body_id)
        if own is None or not own.voting or meeting.body_id not in self.consenting:
            return False
        return (meeting.pk, meeting.agenda_version, own.pk) not in self.answered

    @cached_property
    def own_seats(self) -> dict[int, Membership]:
        """The person's seat in each body."""
        return {seat.body_id: seat for seat in self.standing.seats}

    @cached_property
    def asked(self) -> list[Meeting]:
        """Meetings whose agenda is out for consent."""
        return [m for m in self.meetings if m.state == MeetingState.CONSENT]

    @cached_property
    def answered(self) -> set[tuple[int, int, int]]:
        """Meeting, version and seat of every consent this person has answered."""
        rows = AgendaConsent.objects.filter(
            meeting__in=self.asked, membership__user=self.user
        ).values_list("meeting_id", "version", "membership_id")
        return set(rows)

    @cached_property
    def answers(self) -> dict[tuple[int, int, str], int]:
        """How many voting members gave each answer to each version."""
        rows = (
            AgendaConsent.objects.filter(meeting__in=self.asked, membership__voting=True)
            .values_list("meeting_id", "version", "answer")
            .annotate(count=Count("pk"))
            .order_by()
        )
        return {(meeting, version, answer): count for meeting, version, answer, count in rows}

    @cached_property
    def voting(self) -> dict[int, int]:
        """The voting composition of each body today."""
        rows = (
            Membership.objects.on(self.standing.day)
            .voting()
            .filter(body__in={m.body_id for m in self.meetings})
            .values_list("body_id")
            .annotate(count=Count("pk"))
            .order_by()
        )
        return dict(rows)

    def consent(self, meeting: Meeting) -> ConsentVerdict:
        """How far consent to the present agenda has come."""
        key = (meeting.pk, meeting.agenda_version)
        return consent.check(
            composition=self.voting.get(meeting.body_id, 0),
            consents=self.answers.get((*key, Answer.CONSENT), 0),
            objections=self.answers.get((*key, Answer.OBJECT), 0),
            policy=self.rules[meeting.body_id].agenda_consent,
        )

    def proposals(self) -> Iterable[Task]:
        """Items that members proposed and nobody has answered (cl. 27.3)."""
        waiting = AgendaItem.objects.proposed().filter(
            meeting__in=[m for m in self.meetings if m.body_id in self.clerked]
        )
        known = {meeting.pk: meeting for meeting in self.meetings}
        for item in waiting.select_related("proposed_by__user").in_order():
            proposer = item.proposed_by.user.short_name() if item.proposed_by else ""
            yield self._task(
                SOON, known[item.meeting_id], _("Proposal to the agenda"),
                f"{item.title()} · {proposer}", _("Answer"),
            )  # fmt: skip

    def requests(self) -> Iterable[Task]:
        """Requests for an electronic method that the Secretariat has not answered (cl. 20)."""
        known = {m.pk: m for m in self.meetings if m.body_id in self.clerked}
        waiting = RemoteRequest.objects.filter(meeting__in=known, state=RequestState.REQUESTED)
        for request in waiting.select_related("membership__user").order_by("pk"):
            yield self._task(
                URGENT, known[request.meeting_id], _("Request to vote by an electronic method"),
                f"{request.membership.user.short_name()} · {request.reason}", _("Answer"),
            )  # fmt: skip

    def of_minutes(self) -> Iterable[Task]:
        """Minutes to draw up, to finish and to sign (cl. 11, 21)."""
        kept = Q(body__in=self.clerked) | Q(body__in=self.ended, secretary=self.user)
        unwritten = Meeting.objects.held().filter(kept, minutes=None).with_body()
        for meeting in unwritten.soonest_first():
            yield self._task(SOON, meeting, _("Minutes to draw up"), "", _("Draw up"))
        for minutes in self.unsigned:
            yield from self._paper(minutes)

    def _paper(self, minutes: Minutes) -> Iterable[Task]:
        meeting = minutes.meeting
        url = minutes.get_absolute_url()
        if minutes.state == MinutesState.DRAFT and self._keeps(meeting):
            yield self._task(SOON, meeting, _("Minutes to finish"), "", _("Continue"), url=url)
        elif self._signs(minutes):
            sign = reverse("minutes:minutes_sign", args=[minutes.pk])
            yield self._task(
                URGENT, meeting, _("Minutes to sign"), _signed_by(minutes), _("Sign"), url=sign
            )

    def _keeps(self, meeting: Meeting) -> bool:
        """In office, or as secretary of that meeting once the body is no more (cl. 29)."""
        gone = meeting.body_id not in self.clerked and meeting.secretary_id == self.user.pk
        return meeting.body_id in self.clerked or (
            gone and not meeting.body.exists_on(self.standing.day)
        )

    def _signs(self, minutes: Minutes) -> bool:
        if minutes.state not in (MinutesState.READY, MinutesState.PARTLY_SIGNED):
            return False
        presiding = minutes.meeting.presiding
        signers = {minutes.meeting.secretary_id, presiding and presiding.user_id}
        given = {s.signer_id for s in minutes.signatures.all() if s.version == minutes.version}
        return self.user.pk in signers - given

    @property
    def ended(self) -> BodyQuerySet:
        """Bodies that are no more: minutes of what they held may still be signed (cl. 29)."""
        gone: BodyQuerySet = Body.objects.filter(ends_on__lt=self.standing.day)
        return gone

    @cached_property
    def unsigned(self) -> list[Minutes]:
        """Minutes of this person's bodies that lack a signature."""
        own = Q(meeting__secretary=self.user) | Q(meeting__presiding__user=self.user)
        rows = Minutes.objects.exclude(state=MinutesState.SIGNED).filter(
            Q(meeting__body__in=self.clerked | self.presided)
            | (Q(meeting__body__in=self.ended) & own)
        )
        return list(
            rows.select_related("meeting__body", "meeting__presiding")
            .prefetch_related("signatures__signer")
            .order_by("meeting__scheduled_for")
        )

    def _task(
        self, urgency: int, meeting: Meeting, title: str, hint: str, action: str, *, url: str = ""
    ) -> Task:
        when = dates.short_date(meeting.day)
        about = _("Meeting № %(number)s, %(date)s") % {"number": meeting.number, "date": when}
        lines = [about, meeting.body.short_name() if self.several else "", hint]
        return Task(
            urgency, meeting.scheduled_for, title, " · ".join(line for line in lines if line),
            url or meeting.get_absolute_url(), action,
        )  # fmt: skip


def _items(meeting: Meeting) -> int:
    """As `with_item_count` has counted them."""
    return int(vars(meeting)["items_on_agenda"])


def delegated_bodies(user: User, day: date) -> set[int]:
    """Bodies in which the person acts for the chair by a delegation in force that day."""
    delegations = Delegation.objects.on(day).filter(deputy__user=user)
    return set(delegations.values_list("body_id", flat=True))


def _signed_by(minutes: Minutes) -> str:
    given: list[Signature] = [s for s in minutes.signatures.all() if s.version == minutes.version]
    if not given:
        return _("Nobody has signed yet.")
    names = ", ".join(signature.signer.short_name() for signature in given)
    return _("Signed: %(names)s.") % {"names": names}
