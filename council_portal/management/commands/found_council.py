"""`manage.py found_council`: the Council of a new installation and its first two people."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.errors import RuleViolation
from accounts.models import User
from council_portal import reference
from councils.actions import found_council
from records.models import Authority, LegalAct


class Command(BaseCommand):
    """Refuses while there is an active Council (REQ-01); then nothing is changed."""

    help = "Record the Council with its act; invite its first administrator and reviewer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The act, and two people as in a letter: "Family Given Patronymic <address>"."""
        parser.add_argument("--act-number", required=True)
        parser.add_argument("--act-date", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--administrator", required=True, metavar="PERSON")
        parser.add_argument("--reviewer", required=True, metavar="PERSON")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Found it, or say why not."""
        reference.load()
        signed_on = day(options["act_date"])
        act = LegalAct(
            kind=LegalAct.Kind.MINISTER_ORDER, number=options["act_number"], signed_on=signed_on,
            issuer=Authority.objects.get(key="minister"),
        )  # fmt: skip
        try:
            council = found_council(
                act=act, starts_on=signed_on, at=timezone.now(),
                administrator=person(options["administrator"]),
                reviewer=person(options["reviewer"]),
            )  # fmt: skip
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Founded: {council.body.name()}")


def day(text: str) -> date:
    """A day that has come."""
    try:
        given = date.fromisoformat(text)
    except ValueError as fault:
        raise CommandError(f"Not a date: {text}") from fault
    if given > timezone.localdate():
        raise CommandError(f"This day has not come: {text}")
    return given


def person(text: str) -> User:
    """Whoever has the address already, or somebody new by that name."""
    name, address = parseaddr(text)
    try:
        validate_email(address)
    except ValidationError as fault:
        raise CommandError(f"No address in: {text}") from fault
    known = User.objects.filter(email=address.lower()).first()
    if known is not None:
        return known
    family, given, patronymic = [*name.split(), "", "", ""][:3]
    if not family:
        raise CommandError(f"No name in: {text}")
    return User(
        email=address.lower(), family_name_kk=family, given_name_kk=given, patronymic_kk=patronymic
    )
