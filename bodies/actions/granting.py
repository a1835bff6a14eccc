"""Permissions that do not follow from an office: given by an act, taken back with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import Language, User
from bodies import offices
from bodies.actions.newcomers import enter, invite_newcomer
from bodies.backends import lineage
from bodies.errors import GrantRefused
from bodies.models import Body, Grant, GrantState, Organisation, OrganisationKind
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from django.core.files.base import File


@transaction.atomic
def grant(
    *,
    user: User,
    verb: str,
    on: Body | Organisation,
    basis: LegalAct,
    by: User | None,
    starts_on: date,
    ends_on: date | None = None,
) -> Grant:
    """Give a permission that does not follow from an office, dated and with its basis.

    `by` is None for what is set up with the installation: it may reach back, and nobody is told.
    Raises GrantRefused for oneself, for what only an office brings, for days before today or
    before the act, for an organisation that receives no copies, and for days on which the person
    has this permission already.
    """
    User.objects.select_for_update().get(pk=user.pk)
    _require_grantable(user, verb, on, by)
    _require_days(basis, by, starts_on, ends_on)
    content_type = ContentType.objects.get_for_model(on)
    given = Grant(
        user=user, content_type=content_type, object_pk=str(on.pk), basis=basis, granted_by=by,
        permission=Permission.objects.get(content_type=content_type, codename=verb),
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    _require_new(given)
    given.save()
    journal.append(
        stream=on.stream, kind="permission_granted", actor=by, at=timezone.now(),
        payload={"grant": given.pk, "user": user.pk, "verb": verb, "act": basis.pk,
                 "starts_on": starts_on.isoformat(),
                 "ends_on": ends_on.isoformat() if ends_on else None},
    )  # fmt: skip
    if by is not None:
        _tell(given, on, "permission_granted", by)
    return given


@transaction.atomic
def grant_and_invite(
    *,
    person: User,
    verb: str,
    on: Body | Organisation,
    act: LegalAct,
    by: User,
    starts_on: date,
    ends_on: date | None = None,
    upload: File | None = None,
) -> Grant:
    """Grant to somebody, known to the portal or not, by an act not yet recorded.

    The act with its file, the person, the grant and the invitation come together or not at all.
    Raises what `grant` does, and FileRefused.
    """
    act.file = store_file(upload, by=by) if upload else None
    act.save()
    enter(person)
    given = grant(
        user=person, verb=verb, on=on, basis=act, by=by, starts_on=starts_on, ends_on=ends_on
    )
    invite_newcomer(person, by=by)
    return given


@transaction.atomic
def revoke(given: Grant, *, by: User, at: datetime, reason: str) -> None:
    """Take a permission back at once; the term that was granted stays on record beside it.

    From the day of the revocation on the grant is not in force, even if it began that day. Raises
    GrantRefused when it is revoked or over already, without a reason, or when it is the last by
    which the body has an administrator.
    """
    on: Any = given.content_object
    if isinstance(on, Body):
        # Whoever takes away two administrators' permissions at once goes one after the other.
        Body.objects.select_for_update().get(pk=lineage(on)[-1])
    locked = Grant.dated.select_for_update().get(pk=given.pk)
    day = timezone.localdate(at)
    _require_revocable(locked, day, reason)
    if isinstance(on, Body) and locked.verb == offices.Verb.ADMINISTER:
        _require_another_administrator(locked, on, day)
    locked.revoked_on, locked.revoked_at, locked.revoked_by = day, at, by
    locked.revoke_reason = reason.strip()
    locked.save(update_fields=["revoked_on", "revoked_at", "revoked_by", "revoke_reason"])
    journal.append(
        stream=on.stream, kind="permission_revoked", actor=by, at=at,
        payload={"grant": locked.pk, "user": locked.user_id, "verb": locked.verb,
                 "revoked_on": day.isoformat(), "reason": locked.revoke_reason},
    )  # fmt: skip
    _tell(locked, on, "permission_revoked", by, reason=locked.revoke_reason)


def _require_grantable(user: User, verb: str, on: Body | Organisation, by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise GrantRefused(_("Nobody grants a permission to themselves."))
    if verb in offices.OFFICE_ALONE:
        raise GrantRefused(_("This follows from an office alone and cannot be granted."))
    if isinstance(on, Organisation) and on.kind != OrganisationKind.INSTITUTION:
        raise GrantRefused(
            _("Copies go to higher-education institutions: only they have a representative here."),
            clause="22",
        )


def _require_days(basis: LegalAct, by: User | None, starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise GrantRefused(_("A term cannot end before it starts."))
    if by is None:
        return
    if starts_on < timezone.localdate():
        raise GrantRefused(_("A permission cannot be granted for days that have passed."))
    if basis.signed_on is not None and starts_on < basis.signed_on:
        raise GrantRefused(_("A permission does not begin before the day its act was signed."))


def _require_new(given: Grant) -> None:
    if Grant.dated.standing().overlapping(given).exists():
        raise GrantRefused(
            _("%(name)s has this permission on some of these days already.")
            % {"name": given.user.full_name()}
        )


def _require_revocable(given: Grant, day: date, reason: str) -> None:
    if given.revoked_at is not None:
        raise GrantRefused(
            _("This permission was already revoked by %(name)s at %(time)s.")
            % {
                "name": given.revoked_by.full_name() if given.revoked_by else "—",
                "time": timezone.localtime(given.revoked_at).strftime("%d.%m.%Y %H:%M"),
            }
        )
    if given.state_on(day) == GrantState.ENDED:
        raise GrantRefused(_("This permission has ended already."))
    if not reason.strip():
        raise GrantRefused(_("Say why the permission is revoked."))


def _require_another_administrator(given: Grant, body: Body, day: date) -> None:
    """Somebody with an open account still administers the body, from here or from above."""
    if given.state_on(day) != GrantState.IN_FORCE:
        return
    others = Grant.dated.on(day).on_bodies(lineage(body)).exclude(pk=given.pk)
    if not others.filter(permission=given.permission_id, user__is_active=True).exists():
        raise GrantRefused(
            _("This is the last administrator: grant the permission to somebody else first.")
        )


def _tell(given: Grant, on: Body | Organisation, kind: str, by: User, **more: str) -> None:
    """A letter to the person: what, where, on which days, by which act, from whom."""
    notify(
        recipients=[given.user],
        kind=kind,
        params={
            "what": _in_each(lambda: given.verb_label),
            "on": _in_each(on.name),
            "act": _in_each(lambda: str(given.basis)),
            "by": _in_each(by.full_name),
            "starts_on": given.starts_on.isoformat(),
            "ends_on": given.ends_on.isoformat() if given.ends_on else "",
            **more,
        },
        path="/",
    )


def _in_each(say: Callable[[], str]) -> dict[str, str]:
    """The same words in every language of the portal."""
    said = {}
    for language in Language.values:
        with translation.override(language):
            said[language] = say()
    return said
