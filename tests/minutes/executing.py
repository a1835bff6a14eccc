"""The Council's decisions in force and everybody who has to do with carrying them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from bodies.models import Body, Office, Organisation
from minutes import actions
from minutes.models import Decision, Execution
from tests import factories as make
from tests.councils import decisions


@dataclass
class Cast:
    """The Council, an association, an institution, and their people by office."""

    council: Body
    association: Body
    institution: Organisation
    clerk: User
    chair: User
    centre: User
    person: User
    representative: User

    @property
    def officers(self) -> list[User]:
        """Chair and secretary of the association: it answers through them."""
        return [
            make.officer(self.association, office).user
            for office in (Office.CHAIR, Office.SECRETARY)
        ]


def cast() -> Cast:
    council = make.council(size=4)
    association = make.association(size=4, parent=council, short_kk="ОӘБ 6B061")
    institution = make.institution("ҚазҰУ")
    return Cast(
        council, association, institution,
        clerk=make.officer(council, Office.SECRETARY).user,
        chair=make.officer(council, Office.CHAIR).user,
        centre=make.granted("act_for_centre", council),
        person=make.user(family_name_kk="Қожахмет"),
        representative=make.granted("represent", institution),
    )  # fmt: skip


def decided(body: Body, **fields: object) -> Decision:
    """A decision of the body that is in force."""
    code = "13.1" if body.is_council else "25.1"
    return Decision.objects.get(item=decisions.in_force(body, code, **fields))


def day(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def assigned(cast: Cast, decision: Decision | None = None, *, days: int = 10, **named) -> Execution:
    return actions.assign_execution(
        decision or decided(cast.council), due_on=day(days), by=cast.clerk, at=timezone.now(),
        **(named or {"person": cast.person}),
    )  # fmt: skip


def report(execution: Execution, by: User, *, text: str = "Орындалды.", files: int = 1):
    uploads = [SimpleUploadedFile(f"esep{n}.pdf", b"%PDF-1.7 x", "application/pdf")
               for n in range(files)]  # fmt: skip
    return actions.report_execution(execution, text=text, uploads=uploads, by=by, at=timezone.now())


def line(cast: Cast) -> Execution:
    """An assigned decision as rows, without its letters: for lists of many."""
    return Execution.objects.create(
        decision=decided(cast.council), due_on=day(5), person=cast.person,
        organisation=cast.institution, association=cast.association,
    )  # fmt: skip
