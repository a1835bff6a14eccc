"""Forty members come in from a sheet, as the administrator and the second person do it."""

from __future__ import annotations

from django.utils import timezone

from bodies.models import CompositionChange, Membership, RosterImport
from tests import factories as make
from tests.bodies.sheets import xlsx
from tests.browser.test_promised_steps import Taps

MOST = 5
"""Presses from the body's page to the change that waits; three minutes leave room for the typing."""


def members(count: int) -> list[list[str]]:
    return [[f"m{n}@example.kz", "Сейітқали", f"Мәди{n}", "Мүше"] for n in range(count)]


def test_forty_members_are_imported_in_five_presses(arrive, tmp_path):
    body = make.association(size=5)
    admin, reviewer = make.granted("administer", body), make.granted("review_minutes", body)
    sheet = tmp_path / "құрам.xlsx"
    sheet.write_bytes(xlsx(*members(40)))
    person = arrive(admin)
    person.visit(f"/bodies/{body.pk}/")
    page, taps = person.page, Taps(person.page)

    taps.press(f"a[href='/bodies/{body.pk}/roster/']")
    page.set_input_files("input[name=upload]", sheet)
    page.fill("input[name=act_number]", "253")
    page.fill("input[name=act_signed_on]", timezone.localdate().isoformat())
    taps.submit()
    roster = RosterImport.objects.get()
    page.wait_for_url(f"**/bodies/rosters/{roster.pk}/")
    assert roster.counts()["add"] == 40
    assert "Мәди39" in person.text()
    taps.press(f"form[action='/bodies/rosters/{roster.pk}/confirm/'] button")
    change = CompositionChange.objects.get()
    page.wait_for_url(f"**/bodies/changes/{change.pk}/")

    assert taps.count <= MOST
    assert Membership.objects.filter(body=body).count() == 5
    second = arrive(reviewer)
    second.visit(f"/bodies/changes/{change.pk}/")
    confirming = Taps(second.page)
    confirming.press(f"a[href='/bodies/changes/{change.pk}/confirm/']")
    confirming.submit()
    assert (confirming.count, Membership.objects.filter(body=body).count()) == (2, 45)
