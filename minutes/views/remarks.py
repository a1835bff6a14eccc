"""The draft before those who sat: laid open, answered, corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleViolation
from accounts.models import User
from accounts.requests import SignedInRequest
from meetings.models import RollEntry
from meetings.views.acting import accepted, attempt, by_now, worded
from minutes import access, actions
from minutes.actions.permit import may_draw_up
from minutes.actions.remarks import awaited
from minutes.errors import StaleText
from minutes.forms import EndingForm, OpeningForm, ProposalForm
from minutes.models import DraftReading, ItemText, Minutes, ProposedChange
from minutes.rules.differences import Stretch, differences
from minutes.views.editing import places, refuse_stale

any_of = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A proposed correction on screen; `moved`: the text has changed since it was proposed."""

    change: ProposedChange
    stretches: list[Stretch]
    moved: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Somebody on the roll and what they answered: agreed, proposed, or nothing yet."""

    entry: RollEntry
    agreed: bool
    proposed: bool


@require_safe
def minutes_remarks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Until when corrections are taken, who has answered, what was proposed and came of it."""
    minutes = access.minutes_with_past(request.user, pk)
    return render(request, "minutes/minutes_remarks.html", _page(minutes, request.user))


@require_POST
def reading_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lay the draft before everybody on the roll."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    form = OpeningForm(request.POST)
    act = by_now(request)
    if accepted(form, lambda: actions.open_reading(minutes, **act, **form.cleaned_data)):
        messages.success(request, _("The draft is open to everybody on the roll."))
        return redirect("minutes:minutes_remarks", pk)
    context = _page(minutes, request.user) | {"form": form}
    return render(request, "minutes/minutes_remarks.html", context)


@require_POST
def no_remarks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree with the draft as it stands."""
    minutes = access.minutes_to_answer(request.user, pk)
    done = _("Your answer is recorded: no remarks.")
    attempt(request, lambda: actions.say_no_remarks(minutes, **by_now(request)), done=done)
    return redirect("minutes:minutes_remarks", pk)


@any_of
def reading_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the reading before its time, with a reason."""
    minutes = access.minutes_to_draw_up(request.user, pk)
    form = EndingForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.close_reading(minutes, **act, **form.cleaned_data)):
        return redirect("minutes:minutes_remarks", pk)
    return render(request, "minutes/reading_close.html", {"minutes": minutes, "form": form})


@any_of
def change_propose(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """What should stand there instead, and why."""
    text = access.text_to_answer(request.user, pk, item)
    form = ProposalForm(request.POST or None, text=text, russian=text.minutes.meeting.russian)
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            _propose(request, text, form)
        except StaleText as refusal:
            newer = refuse_stale(form, text, refusal)
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            return redirect("minutes:minutes_remarks", pk)
    context = {"minutes": text.minutes, "text": text, "form": form, "newer": newer}
    return render(request, "minutes/change_propose.html", context, status=409 if newer else 200)


@require_POST
def change_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a correction over into the text; `by_hand`: it has been put in already."""
    change = access.change_to_settle(request.user, pk)
    act, by_hand = by_now(request), "by_hand" in request.POST
    done = _("The correction is taken over; whoever proposed it is told.")
    attempt(request, lambda: actions.accept_change(change, **act, by_hand=by_hand), done=done)
    return redirect("minutes:minutes_remarks", change.reading.minutes_id)


@any_of
def change_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the text as it is, with a reason."""
    change = access.change_to_settle(request.user, pk)
    form = EndingForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.decline_change(change, **act, **form.cleaned_data)):
        return redirect("minutes:minutes_remarks", change.reading.minutes_id)
    context = {"minutes": change.reading.minutes, "line": _line(change), "form": form}
    return render(request, "minutes/change_decline.html", context)


def _propose(request: SignedInRequest, text: ItemText, form: ProposalForm) -> None:
    actions.propose_changes(
        text, edition=form.cleaned_data["edition"], texts=form.texts(),
        why=form.cleaned_data["why"], **by_now(request),
    )  # fmt: skip
    messages.success(request, _("Your correction is with the secretary."))


def _page(minutes: Minutes, user: User) -> dict[str, Any]:
    now = timezone.now()
    reading = minutes.readings.select_related("opened_by", "ended_by").newest_first().first()
    taken = reading is not None and reading.is_open(now) and minutes.is_editable
    return {
        "minutes": minutes, "reading": reading, "taken": taken, "form": OpeningForm(),
        "answers": _answers(reading) if reading else [],
        "lines": [_line(change) for change in ProposedChange.objects.of(minutes)],
        "places": places(minutes),
        "keeper": may_draw_up(user, minutes.meeting, now),
        "may_answer": taken and not _opened(reading, user) and access.on_roll(user, minutes),
        "agreed": reading is not None
        and reading.agreed.filter(membership__user=user).exists(),
    }  # fmt: skip


def _opened(reading: DraftReading | None, user: User) -> bool:
    """Whoever opened the draft to the others does not answer it."""
    return reading is not None and reading.opened_by_id == user.pk


def _answers(reading: DraftReading) -> list[AnswerLine]:
    agreed = set(reading.agreed.values_list("membership", flat=True))
    proposed = set(reading.changes.values_list("membership", flat=True))
    return [
        AnswerLine(entry, entry.membership_id in agreed, entry.membership_id in proposed)
        for entry in awaited(reading)
    ]


def _line(change: ProposedChange) -> ChangeLine:
    current = getattr(change.text, change.field)
    moved = current not in {change.old, change.new}
    return ChangeLine(change, differences(change.old, change.new), moved)
