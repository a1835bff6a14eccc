"""Entering an organisation and changing what is known of it (cl. 2, 3)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.kazakh.alphabet import sort_key
from bodies.errors import OrganisationRefused, StaleEdit
from bodies.models import Organisation


@transaction.atomic
def enter_organisation(facts: dict[str, Any], *, reason: str) -> Organisation:
    """Enter an organisation; who did it and why stand in its history.

    Raises OrganisationRefused when one of that kind and name is known, ValidationError without a
    name.
    """
    organisation = Organisation(**facts)
    _require_unknown(organisation)
    return _saved(organisation, reason)


@transaction.atomic
def edit_organisation(
    organisation: Organisation, facts: dict[str, Any], *, version: int, reason: str
) -> Organisation:
    """Change an organisation as it was read in `version`. The given instance stays as it is.

    Raises StaleEdit when somebody else has saved since, OrganisationRefused when another of that
    kind and name is known, ValidationError without a name.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.version != version:
        raise StaleEdit(
            _("Somebody else has changed this meanwhile; what they saved stands beside your text.")
        )
    for name, value in facts.items():
        setattr(locked, name, value)
    _require_unknown(locked)
    locked.version += 1
    return _saved(locked, reason)


def _require_unknown(organisation: Organisation) -> None:
    """The same name, whatever its case and quotation marks, is the same organisation."""
    organisation.derive_keys()
    named = sort_key(organisation.name("kk"))
    alike = Organisation.objects.filter(
        kind=organisation.kind, sort_key=organisation.sort_key
    ).exclude(pk=organisation.pk)
    if any(sort_key(other.name("kk")) == named for other in alike):
        raise OrganisationRefused(_("An organisation of this kind and name is entered already."))


def _saved(organisation: Organisation, reason: str) -> Organisation:
    organisation.full_clean()
    # What simple-history keeps beside the row.
    organisation._change_reason = reason  # type: ignore[attr-defined]  # noqa: SLF001
    organisation.save()
    return organisation
