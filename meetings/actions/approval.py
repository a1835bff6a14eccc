"""Prior consent of the members and approval by the chair (cl. 18; REQ-19, REQ-20, REQ-21)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Delegation, Membership, Office
from bodies.rules.procedure import AgendaConsent as AgendaPolicy
from meetings.actions.agenda import require_complete
from meetings.actions.permit import day_of, permit, require_existing, seat
from meetings.actions.telling import clerks, tell
from meetings.documents.explanation import consent_sentence
from meetings.documents.texts import item_text_hash
from meetings.errors import ConsentMissing, IllegalTransition, ItemRefused, StaleForm
from meetings.models import AgendaConsent, AgendaItem, Meeting, Vote
from meetings.rules import consent, notice
from meetings.rules.consent import ConsentVerdict
from meetings.states import Answer, MeetingState
from records.models import JournalEntry

SENT = "agenda_sent_for_consent"
AGAIN_AFTER = timedelta(hours=1)


@transaction.atomic
def send_for_consent(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """draft → consent: every member is asked (cl. 18). Raises ItemRefused for an empty agenda."""
    meeting.lock()
    permit(by, meeting.body, "compose_agenda", day=day_of(at), clause="18",
           refusal=_("Only the secretary of this body composes its agenda."))  # fmt: skip
    require_existing(meeting.body, day_of(at))
    meeting.require(MeetingState.DRAFT)
    if not meeting.consent_procedure().consent_required:
        raise IllegalTransition(
            _("The rules of this body ask for no prior consent: the chair approves the agenda.")
        )
    _require_items(meeting)
    meeting.advance(MeetingState.CONSENT, kind=SENT, by=by, at=at, version=meeting.agenda_version)
    tell(meeting, "agenda_for_consent", _people(_composition(meeting, day_of(at))))
    return meeting


@transaction.atomic
def answer_agenda(
    meeting: Meeting,
    *,
    by: User,
    at: datetime,
    answer: str,
    comment: str = "",
    version: int | None = None,
) -> AgendaConsent:
    """A member's consent or objection, once to each version of the agenda (cl. 18; REQ-19).

    `version` is the one the member has read; raises StaleForm when it is no longer the present.
    """
    meeting.lock()
    day = day_of(at)
    if not meeting.body.is_council:
        permit(by, meeting.body, "consent_agenda", day=day, refusal=_members_only(), clause="18")
    membership = seat(by, meeting.body, day)
    if membership is None:
        raise NotPermitted(_members_only(), clause="18")
    require_existing(meeting.body, day)
    meeting.require(MeetingState.CONSENT)
    _require_version(meeting, version)
    if meeting.consents.filter(membership=membership, version=meeting.agenda_version).exists():
        raise IllegalTransition(_("You have already answered this agenda."), clause="18")
    given = AgendaConsent.objects.create(
        meeting=meeting, membership=membership, version=meeting.agenda_version,
        answer=Answer(answer), comment=comment, at=at,
    )  # fmt: skip
    meeting.record(
        "agenda_answered", by=by, at=at, version=given.version, answer=given.answer,
        membership=membership.pk,
    )  # fmt: skip
    return given


@transaction.atomic
def remind_silent(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Remind whoever has not answered the agenda; returns how many they are.

    Within the hour they are not reminded of the same agenda again: that is a second click.
    """
    meeting.lock()
    permit(by, meeting.body, "compose_agenda", day=day_of(at), clause="18",
           refusal=_("Only the secretary of this body composes its agenda."))  # fmt: skip
    meeting.require(MeetingState.CONSENT)
    if _reminded_since(meeting, at - AGAIN_AFTER):
        return 0
    silent = silent_members(meeting, day_of(at))
    meeting.record("consent_reminder_sent", by=by, at=at, memberships=[m.pk for m in silent],
                   agenda=meeting.agenda_version)  # fmt: skip
    tell(meeting, "consent_reminder", _people(silent))
    return len(silent)


@transaction.atomic
def approve_agenda(
    meeting: Meeting, *, by: User, at: datetime, version: int | None = None
) -> Meeting:
    """consent → approved; draft → approved where the rules ask for no consent (cl. 18).

    Only the chair approves, or the deputy by a delegation where the rules provide it (C28).
    Freezes the rules of consent and remote ballots, and opens each item's vote to those.
    Raises NotPermitted (REQ-21), ConsentMissing (REQ-20), ItemRefused, StaleForm.
    """
    meeting.lock()
    day = day_of(at)
    approver, delegation = _approver(meeting, by, day)
    require_existing(meeting.body, day)
    procedure = meeting.consent_procedure()
    meeting.require(
        MeetingState.CONSENT, *([] if procedure.consent_required else [MeetingState.DRAFT])
    )
    _require_version(meeting, version)
    items = _require_items(meeting)
    verdict = consent_on(meeting, day)
    if not verdict.reached:
        raise ConsentMissing(consent_sentence(verdict), clause=verdict.clause)
    meeting.agenda_approved_at, meeting.agenda_approved_by = at, approver
    meeting.delegation, meeting.consent_frozen = delegation, procedure.as_dict()
    votes = [Vote(item=item, text_hash=item_text_hash(item)) for item in items if item.votable]
    Vote.objects.bulk_create(votes)
    meeting.advance(
        MeetingState.APPROVED, kind="agenda_approved", by=by, at=at,
        version=meeting.agenda_version, consents=verdict.consents,
        composition=verdict.composition, needed=verdict.needed,
        delegation=delegation.pk if delegation else None,
        items=[[item.pk, item.position] for item in items],
        texts={str(vote.item_id): vote.text_hash for vote in votes},
    )  # fmt: skip
    tell(meeting, "agenda_approved", clerks(meeting, day))
    return meeting


def consent_on(meeting: Meeting, day: date) -> ConsentVerdict:
    """How far consent to the present agenda has come, among the voting composition of `day`."""
    procedure = meeting.consent_procedure()
    voting = {member.pk for member in _composition(meeting, day) if member.voting}
    answers = list(
        meeting.consents.filter(version=meeting.agenda_version, membership__in=voting).values_list(
            "answer", flat=True
        )
    )
    return consent.check(
        composition=len(voting),
        consents=answers.count(Answer.CONSENT),
        objections=answers.count(Answer.OBJECT),
        policy=procedure.agenda_consent,
        window_closed=procedure.agenda_consent is AgendaPolicy.NO_OBJECTION
        and consent_overdue(meeting, day),
    )


def consent_due(meeting: Meeting) -> date | None:
    """The last day for answering the present agenda: working days since it last changed."""
    entry = (
        JournalEntry.objects.filter(
            stream=meeting.stream, payload__meeting=meeting.pk,
            payload__version=meeting.agenda_version,
        )
        .exclude(kind="agenda_answered")
        .order_by("-position")
        .first()
    )  # fmt: skip
    if entry is None or meeting.state == MeetingState.DRAFT:
        return None
    return notice.deadline(
        "consent_days", start=day_of(entry.at), procedure=meeting.consent_procedure()
    )


def consent_overdue(meeting: Meeting, day: date) -> bool:
    """Whether the days for answering have passed."""
    due = consent_due(meeting)
    return due is not None and notice.overdue(due=due, today=day)


def silent_members(meeting: Meeting, day: date) -> list[Membership]:
    """Voting members who have not answered the present agenda."""
    answered = set(
        meeting.consents.filter(version=meeting.agenda_version).values_list("membership", flat=True)
    )
    return [m for m in _composition(meeting, day) if m.voting and m.pk not in answered]


def _reminded_since(meeting: Meeting, moment: datetime) -> bool:
    entries = JournalEntry.objects.filter(
        stream=meeting.stream, kind="consent_reminder_sent", at__gt=moment,
        payload__meeting=meeting.pk, payload__agenda=meeting.agenda_version,
    )  # fmt: skip
    return entries.exists()


def _composition(meeting: Meeting, day: date) -> list[Membership]:
    seats = Membership.objects.on(day).filter(body=meeting.body_id)
    return list(seats.with_rank().in_roll_order())


def _people(seats: list[Membership]) -> list[User]:
    return [seat.user for seat in seats]


def _members_only() -> str:
    return _("Only members of this body consent to its agenda.")


def _require_version(meeting: Meeting, version: int | None) -> None:
    if version is not None and version != meeting.agenda_version:
        raise StaleForm(_("The agenda has changed; please respond again."), clause="18")


def _require_items(meeting: Meeting) -> list[AgendaItem]:
    items = list(
        meeting.items.on_agenda().in_order().select_related("function")
        .prefetch_related("materials__file")
    )  # fmt: skip
    if not items:
        raise ItemRefused(_("The agenda is empty: add an item first."), clause="18")
    for item in items:
        item.meeting = meeting
        require_complete(item)
    return items


def _approver(meeting: Meeting, by: User, day: date) -> tuple[Membership, Delegation | None]:
    """The chair; or the deputy with the delegation that lets the deputy act (C28)."""
    seats = Membership.objects.on(day).of(by).filter(body=meeting.body_id)
    chair = seats.holding(Office.CHAIR).first()
    if chair is not None and "approve_agenda" in verbs_on(by, meeting.body, day):
        return chair, None
    deputy = seats.holding(Office.DEPUTY_CHAIR).first()
    if deputy is not None and meeting.consent_procedure().deputy_acts_for_chair:
        delegation = Delegation.objects.on(day).filter(body=meeting.body_id, deputy=deputy).first()
        if delegation is not None:
            return deputy, delegation
    raise NotPermitted(_("Only the chair approves the agenda."), clause="18")
