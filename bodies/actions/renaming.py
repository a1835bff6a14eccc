"""A body takes another name from a day on; the one before is kept for what is past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from bodies.actions.holding import require_existing
from bodies.backends import verbs_on
from bodies.errors import RenamingRefused
from bodies.models import NAMES, Body, BodyName
from bodies.offices import Verb
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User


@transaction.atomic
def rename(
    body: Body,
    *,
    names: Mapping[str, str],
    act: LegalAct,
    starts_on: date,
    by: User,
    at: datetime,
    upload: File | None = None,
) -> Body:
    """Let the body bear `names` (see `NAMES`) from `starts_on` on, by `act`.

    A day to come is refused: screens tell today's name without asking for the day. Raises
    NotPermitted, BodyEnded (REQ-06), RenamingRefused.
    """
    locked = Body.objects.select_for_update(of=("self",)).select_related("parent").get(pk=body.pk)
    require_existing(locked, timezone.localdate(at))
    require_administrator(locked, by=by, at=at)
    _require_day(locked, act, starts_on, today=timezone.localdate(at))
    given = {name: names.get(name, "").strip() for name in NAMES}
    if given == {name: getattr(locked, name) for name in NAMES}:
        raise RenamingRefused(_("The body bears this name already."))
    if not given["name_kk"]:
        raise RenamingRefused(_("Give the name in Kazakh: documents are kept in Kazakh."))
    if act.pk is None:
        act.file = store_file(upload, by=by) if upload else act.file
        act.save()
    before = _first_names(locked)
    BodyName.objects.create(body=locked, starts_on=starts_on, act=act, **given)
    for name, value in given.items():
        setattr(locked, name, value)
    locked.save()
    journal.append(
        stream=locked.stream, kind="body_renamed", actor=by, at=at,
        payload={"before": before, "names": given, "starts_on": starts_on.isoformat(),
                 "act": act.pk},
    )  # fmt: skip
    return locked


def require_administrator(body: Body, *, by: User, at: datetime) -> None:
    """Only an administrator changes what a body is (matrix E, cl. 2, 3). Raises NotPermitted."""
    if Verb.ADMINISTER not in verbs_on(by, body, timezone.localdate(at)):
        raise NotPermitted(_("Only an administrator founds and changes bodies."))


def _require_day(body: Body, act: LegalAct, starts_on: date, *, today: date) -> None:
    if not act.number or act.signed_on is None:
        raise RenamingRefused(_("State the number and the date of the act."))
    if act.signed_on > today:
        raise RenamingRefused(_("The act is dated in the future."))
    newest = body.names.order_by("-starts_on").first()
    earliest = newest.starts_on if newest else body.starts_on
    if not earliest < starts_on <= today:
        raise RenamingRefused(
            _("The first day lies after %(first)s and not after today.")
            % {"first": earliest.strftime("%d.%m.%Y")}
        )


def _first_names(body: Body) -> dict[str, str]:
    """The names the body has borne so far; kept as its first when it was never renamed."""
    before = {name: getattr(body, name) for name in NAMES}
    if not body.names.exists():
        BodyName.objects.create(
            body=body, starts_on=body.starts_on, act=body.starts_act, **before
        )  # fmt: skip
    return before
