"""What the workspace of a meeting shows; rooms above extend it with what they know."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Membership
from meetings import access, actions
from meetings.documents import counting
from meetings.documents.explanation import quorum_sentence
from meetings.forms.agenda import AgendaAnswerForm
from meetings.forms.scheduling import NoticeAnswerForm
from meetings.models import AgendaItem, Material, Meeting
from meetings.rules.consent import ConsentVerdict
from meetings.states import BEFORE_SESSION, Answer, ItemState, MeetingState, Presence, RequestState
from meetings.views.timeline import timeline

S = MeetingState
AGENDA_OPEN = (S.DRAFT, S.CONSENT)
CONDUCTING = {"mark_attendance", "preside", "operate_vote"}
ANSWER_TAGS = {Answer.CONSENT: "ok", Answer.OBJECT: "bad"}
PRESENCE_TAGS = {
    Presence.HALL: "ok", Presence.ONLINE: "now", Presence.EXCUSED: "warn", Presence.ABSENT: "bad",
}  # fmt: skip


def workspace(user: User, meeting: Meeting) -> dict[str, Any]:
    """The whole context of `meetings/meeting_detail.html`."""
    today = timezone.localdate()
    verbs = verbs_on(user, meeting.body, today)
    reads = access.reads_agenda(user, meeting)
    items = agenda(meeting) if reads else []
    verdict = actions.consent_on(meeting, today) if meeting.state in AGENDA_OPEN else None
    may = permissions(user, meeting, verbs)
    return {
        "meeting": meeting,
        "crumbs": [{"url": reverse("meetings:meeting_list"), "label": _("Meetings")}],
        "steps": steps(meeting, verdict),
        "next_hand": next_hand(meeting, verdict),
        "may": may,
        "reads_agenda": reads,
        "items": items,
        "proposals": proposals(user, meeting, composes=may["compose"]),
        "consent": consent_facts(meeting, verdict) if verdict else None,
        "tasks": tasks(meeting, items, verdict, may) if meeting.state in BEFORE_SESSION else [],
        "people": people(meeting),
        "forecast": forecast(meeting),
        "events": timeline(meeting) if reads else [],
        **own(user, meeting),
    }


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items with everything a row shows. Three queries."""
    materials = Material.objects.select_related("file").order_by("pk")
    items = (
        meeting.items.on_agenda()
        .in_order()
        .select_related("function", "proposed_by__user")
        .with_votes()
        .prefetch_related(Prefetch("materials", queryset=materials))
    )
    return list(items)


def permissions(user: User, meeting: Meeting, verbs: frozenset[str]) -> dict[str, bool]:
    """Which buttons there are; the acts ask again."""
    agenda_open = meeting.state in AGENDA_OPEN
    before = meeting.state in BEFORE_SESSION
    composes = "compose_agenda" in verbs
    asks = meeting.consent_procedure().consent_required
    approves = meeting.state == S.CONSENT or (meeting.state == S.DRAFT and not asks)
    schedules = "schedule_meeting" in verbs
    voted = "vote" in verbs and meeting.state in {S.APPROVED, S.NOTIFIED}
    remote = voted and meeting.consent_procedure().allow_absentee
    agreed = meeting.remote_requests.filter(state=RequestState.AGREED)
    return {
        "compose": composes,
        "edit": composes and agenda_open,
        "propose": "propose_item" in verbs and agenda_open and not composes,
        "send": composes and meeting.state == S.DRAFT and asks,
        "remind": composes and meeting.state == S.CONSENT,
        "approve": approves and access.may_approve(user, meeting),
        "notify": schedules and meeting.state == S.APPROVED,
        "reschedule": schedules and before,
        "repeat": schedules and meeting.state in {S.FAILED, S.ADJOURNED},
        "conduct": bool(verbs & CONDUCTING) and meeting.state in {S.NOTIFIED, S.IN_SESSION},
        "enter": "discuss" in verbs and meeting.state == S.IN_SESSION,
        "vote_remotely": remote,
        "vote_now": remote and agreed.filter(membership__user=user).exists(),
    }


def steps(meeting: Meeting, verdict: ConsentVerdict | None) -> list[dict[str, str]]:
    """Draft → Consent → Approval → Notice → Meeting; what follows is the minutes' to say."""
    asks = meeting.consent_procedure().consent_required
    labels = [
        (S.DRAFT, pgettext("step", "Draft")),
        *([(S.CONSENT, pgettext("step", "Consent"))] if asks else []),
        ("approval", pgettext("step", "Approval")),
        (S.APPROVED, pgettext("step", "Notice")),
        (S.NOTIFIED, pgettext("step", "Meeting")),
    ]
    keys = [str(key) for key, _label in labels]
    current, failed = _current(meeting, verdict), meeting.state in {S.FAILED, S.CANCELLED}
    at = keys.index(current) if current in keys else len(keys)
    return [
        {"label": label, "state": _step_state(index, at, failed=failed)}
        for index, (_key, label) in enumerate(labels)
    ]


def _current(meeting: Meeting, verdict: ConsentVerdict | None) -> str:
    match meeting.state:
        case S.DRAFT | S.APPROVED | S.NOTIFIED:
            return str(meeting.state)
        case S.CONSENT:
            return "approval" if verdict is not None and verdict.reached else str(S.CONSENT)
        case S.IN_SESSION | S.FAILED:
            return str(S.NOTIFIED)
        case S.CANCELLED:
            if meeting.notified_at:
                return str(S.NOTIFIED)
            return str(S.APPROVED if meeting.agenda_approved_at else S.DRAFT)
        case _:
            return ""


def _step_state(index: int, at: int, *, failed: bool) -> str:
    if index == at:
        return "failed" if failed else "now"
    return "done" if index < at else "later"


def next_hand(meeting: Meeting, verdict: ConsentVerdict | None) -> str:
    """Whose turn it is, in a sentence; of a meeting that came to nothing, why."""
    if meeting.state == S.CONSENT and verdict is not None and verdict.reached:
        return _("Consent suffices: the chair may approve the agenda.")
    if meeting.state in {S.CANCELLED, S.FAILED, S.ADJOURNED} and meeting.reason:
        return _("Reason: %(reason)s") % {"reason": meeting.reason}
    return {
        str(S.DRAFT): _("The secretary draws up the agenda."),
        str(S.CONSENT): _("The members answer the agenda."),
        str(S.APPROVED): _("The secretary sends the notice."),
        str(S.NOTIFIED): _("The members say how they will take part."),
    }.get(meeting.state, "")


def proposals(user: User, meeting: Meeting, *, composes: bool) -> list[AgendaItem]:
    """Members' proposals: all for the secretary, to everybody else their own."""
    asked = meeting.items.exclude(proposed_by=None) | meeting.items.proposed()
    waiting = asked.select_related("function", "proposed_by__user").order_by("pk")
    if not composes:
        waiting = waiting.filter(proposed_by__user=user)
        return [item for item in waiting if item.state in {ItemState.PROPOSED, ItemState.DECLINED}]
    return [item for item in waiting if item.state == ItemState.PROPOSED]


def consent_facts(meeting: Meeting, verdict: ConsentVerdict) -> dict[str, Any] | None:
    """The number, its arithmetic, and how many have not answered."""
    if meeting.state != S.CONSENT:
        return None
    return {"verdict": verdict, "due": actions.consent_due(meeting)}


def forecast(meeting: Meeting) -> dict[str, Any] | None:
    """Who said they would come, against what the quorum needs."""
    if meeting.state != S.NOTIFIED:
        return None
    verdict = counting.forecast(meeting)
    return {"verdict": verdict, "sentence": quorum_sentence(verdict)}


def tasks(
    meeting: Meeting, items: list[AgendaItem], verdict: ConsentVerdict | None, may: dict[str, bool]
) -> list[dict[str, Any]]:
    """Preparation as a task list: done in plain words, what is open with a tag."""
    with_files = sum(bool(item.materials.all()) for item in items)
    asks = meeting.consent_procedure().consent_required
    drawn_up = bool(items)
    rows = [
        _task(_("Agenda"), done=drawn_up, ready=may["edit"],
              url=reverse("meetings:item_add", args=[meeting.pk]),
              status=_("No items yet")),
        _task(_("Materials"), done=drawn_up and with_files == len(items), ready=drawn_up,
              url="#agenda", status=f"{with_files} / {len(items)}"),
    ]  # fmt: skip
    if asks:
        sent = meeting.state != S.DRAFT
        reached = sent and (verdict is None or verdict.reached)
        open_answers = f"{verdict.consents} / {verdict.needed}" if verdict else ""
        rows += [
            _task(_("Agenda sent to the members"), done=sent, ready=drawn_up, url="#agenda"),
            _task(_("Consent of the members"), done=reached, ready=sent, url="#consent",
                  status=open_answers),
        ]  # fmt: skip
    else:
        reached = drawn_up
    approved = meeting.agenda_approved_at is not None
    return [
        *rows,
        _task(_("Approval by the chair"), done=approved, ready=reached and may["approve"],
              waits=reached, url=reverse("meetings:agenda_approve", args=[meeting.pk])),
        _task(_("Notice to the members"), done=meeting.notified_at is not None, ready=approved,
              url="#agenda"),
    ]  # fmt: skip


def _task(
    label: str, *, done: bool, ready: bool, url: str = "", status: str = "", waits: bool = False
) -> dict[str, Any]:
    if done:
        return {"label": label, "url": url if url.startswith("#") else "#agenda",
                "status": _("Completed")}  # fmt: skip
    if ready:
        return {"label": label, "url": url, "status": status or _("To do"), "kind": "warn"}
    if waits:
        return {"label": label, "status": _("Awaited"), "kind": "warn"}
    return {"label": label, "status": _("Cannot start yet")}


def people(meeting: Meeting) -> list[dict[str, Any]]:
    """The composition on the day of the meeting with each member's answer. Four queries."""
    seats = (
        Membership.objects.on(meeting.day).filter(body=meeting.body_id).with_rank().in_roll_order()
    )
    consents = dict(
        meeting.consents.filter(version=meeting.agenda_version).values_list("membership", "answer")
    )
    rsvps = dict(meeting.rsvps.values_list("membership", "answer"))
    return [
        {"seat": seat, **_answer(meeting, consents.get(seat.pk), rsvps.get(seat.pk))}
        for seat in seats
    ]


def _answer(meeting: Meeting, consent: str | None, rsvp: str | None) -> dict[str, str]:
    if meeting.state == S.CONSENT:
        if consent is None:
            return {"kind": "idle", "answer": _("No answer yet")}
        return {"kind": ANSWER_TAGS[Answer(consent)], "answer": str(Answer(consent).label)}
    if meeting.state == S.NOTIFIED:
        if rsvp is None:
            return {"kind": "idle", "answer": _("No answer yet")}
        return {"kind": PRESENCE_TAGS[Presence(rsvp)], "answer": str(Presence(rsvp).label)}
    return {"kind": "", "answer": ""}


def own(user: User, meeting: Meeting) -> dict[str, Any]:
    """The reader's own answers, and the forms for those still to be given."""
    facts: dict[str, Any] = {
        "own_consent": None, "consent_form": None, "own_rsvp": None, "rsvp_form": None,
    }  # fmt: skip
    seats = Membership.objects.of(user).filter(body=meeting.body_id)
    if meeting.state == S.CONSENT and seats.on(timezone.localdate()).exists():
        facts["own_consent"] = meeting.consents.filter(
            membership__user=user, version=meeting.agenda_version
        ).first()
        facts["consent_form"] = AgendaAnswerForm(initial={"version": meeting.agenda_version})
    if meeting.state == S.NOTIFIED and seats.on(meeting.day).exists():
        given = meeting.rsvps.filter(membership__user=user).first()
        facts["own_rsvp"] = given
        facts["rsvp_form"] = NoticeAnswerForm(
            meeting=meeting,
            initial={"answer": given.answer, "reason": given.reason} if given else None,
        )
    return facts
