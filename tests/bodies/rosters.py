"""Sheets brought in as an administrator does it."""

from datetime import timedelta

from django.utils import timezone

from bodies import actions
from bodies.documents.roster_reading import read_sheet
from bodies.documents.roster_writing import composition_sheet
from bodies.models import Membership
from records.models import LegalAct
from tests.bodies.sheets import upload, xlsx

DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def order(**fields):
    given = {"kind": "order", "number": "12", "signed_on": today() - DAY}
    return LegalAct(**(given | fields))


def run(body, by, *rows, headings=None, content=None, act=None, on=None):
    file = upload(content or xlsx(*rows, headings=headings))
    return actions.dry_run(
        body, read_sheet(file), upload=file, act=act or order(), act_upload=None,
        effective_on=on or today(), by=by, at=timezone.now(),
    )  # fmt: skip


def draw_up(roster, by):
    return actions.draw_up_roster(roster, by=by, at=timezone.now())


def row(email, family="Сейітқали", *, given="Мәди", office=None, category=None,
        organisation=None, votes=None, until=None):  # fmt: skip
    return [email, family, given, office, category, organisation, votes, until]


def line(roster, number=2):
    return next(line for line in roster.planned() if line.row == number)


def composition(body, day=None):
    seats = Membership.objects.on(day or today()).filter(body=body)
    return set(seats.values_list("user", "office", "category", "represents", "voting", "ends_on"))


def exported(body, day=None):
    seats = Membership.objects.on(day or today()).filter(body=body).with_rank().in_roll_order()
    return composition_sheet(
        seats.select_related("user", "represents", "starts_act"), addresses=True
    )
