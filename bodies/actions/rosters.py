"""A composition as a sheet: first only looked at, then drawn up as one change with many lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.actions.changes import prepare, propose
from bodies.actions.checking import require_act
from bodies.actions.drafts import Draft, End, Seat
from bodies.actions.holding import require_existing, require_to_come
from bodies.actions.roster_planning import as_json, plan
from bodies.backends import verbs_on
from bodies.errors import ChangeRefused
from bodies.models import (
    Body,
    ChangeKind,
    CompositionChange,
    ExitKind,
    Membership,
    Organisation,
    RosterImport,
    RosterState,
)
from bodies.offices import Verb
from bodies.rules.roster import Fate, Planned, Sheet
from records.actions import store_file
from records.models import LegalAct
from records.rules.file_types import XLSX

PREPARING = frozenset({Verb.MANAGE_MEMBERS, Verb.PREPARE_MEMBERS})


@transaction.atomic
def dry_run(
    body: Body, sheet: Sheet, *, upload: File, act: LegalAct, act_upload: File | None,
    effective_on: date, by: User, at: datetime,
) -> RosterImport:  # fmt: skip
    """Keep the sheet with what would become of each row. Nothing of the composition changes.

    Brought a second time with the same particulars, it is the same dry run, planned anew.

    Raises NotPermitted unless `by` records or prepares members of the body, ChangeRefused for a
    past first day or an act that does not do (REQ-12), BodyEnded (REQ-06).
    """
    today = timezone.localdate(at)
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not verbs_on(by, body, today) & PREPARING:
        raise NotPermitted(_("You do not record the composition of this body."))
    require_existing(body, effective_on)
    require_to_come(body, effective_on, today)
    roster = RosterImport(body=body, effective_on=effective_on, by=by, at=at)
    roster.state_act(require_act(body, ChangeKind.ROSTER, act, seats=True, today=today))
    planned = as_json(plan(body, sheet, on=effective_on))
    known = _same(roster, upload, act_upload)
    if known is not None:
        known.plan = planned
        known.save(update_fields=["plan"])
        return known
    roster.sheet, roster.plan = sheet.as_dict(), planned
    roster.file = store_file(upload, by=by, allowed=[XLSX])
    roster.act_file = store_file(act_upload, by=by) if act_upload else None
    roster.save()
    return roster


def _same(roster: RosterImport, upload: File, act_upload: File | None) -> RosterImport | None:
    """The dry run of the same sheet with the same act, where one waits already."""
    rows = RosterImport.objects.filter(
        body=roster.body, by=roster.by, state=RosterState.PLANNED,
        effective_on=roster.effective_on, act_kind=roster.act_kind, act_number=roster.act_number,
        act_signed_on=roster.act_signed_on, act_issuer=roster.act_issuer,
        act_issuer_text=roster.act_issuer_text, file__sha256=_sha256(upload),
        act_file__sha256=_sha256(act_upload) if act_upload else None,
    )  # fmt: skip
    return rows.first()


def _sha256(upload: File) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


@transaction.atomic
def draw_up_roster(roster: RosterImport, *, by: User, at: datetime) -> CompositionChange | None:
    """planned → drawn up: one change of composition that a second person is to confirm (F5).

    The plan is made once more, against the composition of this moment; where it has become
    another, it is kept and shown anew, nothing is drawn up, and the answer is None. Pressed twice,
    it answers with the change there is. Raises ChangeRefused for a sheet with errors or nothing
    to do, and what `propose` does.
    """
    # Whoever changes a composition locks the body first.
    body = Body.objects.select_for_update().get(pk=roster.body_id)
    fresh = RosterImport.objects.select_for_update().get(pk=roster.pk)
    roster.state, roster.plan, roster.change = fresh.state, fresh.plan, fresh.change
    if roster.state == RosterState.DRAWN_UP:
        return roster.change
    planned = plan(body, roster.read(), on=roster.effective_on)
    if as_json(planned) != roster.plan:
        roster.plan = as_json(planned)
        roster.save(update_fields=["plan"])
        return None
    _require_ready(roster)
    records = Verb.MANAGE_MEMBERS in verbs_on(by, body, timezone.localdate(at))
    deed = propose if records else prepare
    roster.change = deed(_draft(roster, planned), by=by, at=at)
    roster.state = RosterState.DRAWN_UP
    roster.save(update_fields=["state", "change"])
    return roster.change


def _require_ready(roster: RosterImport) -> None:
    if roster.counts()[Fate.ERROR]:
        raise ChangeRefused(_("The sheet has errors: correct them and upload it anew."))
    if not roster.ready():
        raise ChangeRefused(_("Everything in the sheet is so already: there is nothing to change."))


def _draft(roster: RosterImport, planned: list[Planned]) -> Draft:
    """One change: whoever changes leaves the seat and takes another, nobody else leaves (14.4)."""
    moving = [line for line in planned if line.fate in (Fate.ADD, Fate.CHANGE)]
    people = _by_key(User.objects, (line.user for line in moving))
    seats = _by_key(
        Membership.objects.select_related("user", "body", "represents"),
        (line.membership for line in moving),
    )
    organisations = _by_key(Organisation.objects, (line.represents for line in moving))
    return Draft(
        body=roster.body, kind=ChangeKind.ROSTER, act=roster.act(),
        effective_on=roster.effective_on,
        ends=[
            End(membership=seats[line.membership], exit=ExitKind.HANDOVER)
            for line in moving if line.membership is not None
        ],
        seats=[
            Seat(
                user=people.get(line.user), person=line.person, office=line.office,
                voting=line.voting, category=line.category,
                represents=organisations.get(line.represents),
                ends_on=date.fromisoformat(line.ends_on) if line.ends_on else None,
            )
            for line in moving
        ],
    )  # fmt: skip


def _by_key(rows: Any, keys: Iterable[int | None]) -> dict[int | None, Any]:
    return {row.pk: row for row in rows.filter(pk__in={key for key in keys if key})}
