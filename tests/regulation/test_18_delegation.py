"""Clause 18: the chair approves the agenda; the deputy only by a dated delegation act (C28)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from bodies.actions import delegate
from bodies.errors import BodyEnded, DelegationRefused
from bodies.models import Delegation, Membership, Office, RulesOfProcedure
from meetings import actions
from meetings.states import MeetingState
from records.errors import FileRefused
from records.models import JournalEntry, LegalAct, StoredFile
from tests import factories as f
from tests.meetings.agendas import consent, in_consent, seats

pytestmark = pytest.mark.django_db

DAYS = timedelta(days=10)


@pytest.fixture
def body():
    body = f.association(size=4)
    RulesOfProcedure.objects.create(
        body=body, starts_on=f.SINCE, basis=f.act("decision"),
        departures={"deputy_acts_for_chair": True},
    )  # fmt: skip
    return body


@pytest.fixture
def administrator(body):
    return f.granted("administer", body)


def paper(name="delegation.pdf", data=b"%PDF-1.7\n%%EOF\n"):
    return SimpleUploadedFile(name, data, "application/pdf")


def record(body, by, *, upload=None, first=0, last=10, **act):
    today = timezone.localdate()
    given = {"kind": LegalAct.Kind.DELEGATION, "number": "7-С", "signed_on": today} | act
    return delegate(
        body=body, by=by, act=LegalAct(**given), upload=upload or paper(),
        starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last),
    )  # fmt: skip


def refused(body, by, error=DelegationRefused, **given):
    acts = LegalAct.objects.count()
    with translation.override("en"), pytest.raises(error) as refusal:
        record(body, by, **given)
    assert not Delegation.objects.exists()
    assert not JournalEntry.objects.filter(kind="delegation_recorded").exists()
    assert (LegalAct.objects.count(), StoredFile.objects.count()) == (acts, 0)
    return str(refusal.value)


def test_18_a_recorded_delegation_lets_the_deputy_approve_the_agenda(body, administrator):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    deputy = f.officer(body, Office.DEPUTY_CHAIR)

    given = record(body, administrator)
    actions.approve_agenda(meeting, by=deputy.user, at=timezone.now())

    assert (meeting.state, meeting.delegation) == (MeetingState.APPROVED, given)
    assert meeting.agenda_approved_by == deputy


def test_18_outside_the_days_of_the_act_the_deputy_approves_nothing(body, administrator):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    record(body, administrator, first=1)

    with pytest.raises(NotPermitted):
        actions.approve_agenda(
            meeting, by=f.officer(body, Office.DEPUTY_CHAIR).user, at=timezone.now()
        )

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CONSENT


def test_18_the_act_is_kept_with_its_file_and_journalled(body, administrator):
    given = record(body, administrator)

    entry = JournalEntry.objects.get(stream=body.stream, kind="delegation_recorded")
    assert (given.act.number, given.act.file.uploaded_by) == ("7-С", administrator)
    assert (entry.actor, entry.payload["sha256"]) == (administrator, given.act.file.sha256)


def test_18_where_the_rules_do_not_permit_it_nobody_acts_for_the_chair(administrator):
    other = f.association(size=4)

    text = refused(other, administrator)

    assert text == "The rules of procedure do not let the deputy act for the chair."


@pytest.mark.parametrize("lacking", [{"number": ""}, {"signed_on": None}, {"kind": "order"}])
def test_18_a_delegation_rests_on_an_act_with_number_and_date(body, administrator, lacking):
    text = refused(body, administrator, **lacking)

    assert text == "State the number and date of the delegation act."


def test_18_the_act_does_not_reach_back_before_its_signing(body, administrator):
    text = refused(body, administrator, signed_on=timezone.localdate() + timedelta(days=1))

    assert text == "A delegation does not begin before the day its act was signed."


def test_18_a_delegation_does_not_end_before_it_starts(body, administrator):
    assert refused(body, administrator, last=-1) == "A term cannot end before it starts."


@pytest.mark.parametrize("leaves", [-1, 5])
def test_18_only_a_deputy_of_all_these_days_acts_for_the_chair(body, administrator, leaves):
    Membership.objects.filter(body=body, office=Office.DEPUTY_CHAIR).update(
        ends_on=timezone.localdate() + timedelta(days=leaves)
    )

    text = refused(body, administrator)

    assert text == "The body has no deputy chair who holds the office on all these days."


def test_18_the_same_days_are_not_delegated_twice(body, administrator):
    record(body, administrator)

    with translation.override("en"), pytest.raises(DelegationRefused) as refusal:
        record(body, administrator, first=10, last=20)

    assert str(refusal.value) == "A delegation on some of these days is already recorded."
    assert Delegation.objects.count() == 1
    assert record(body, administrator, first=11, last=20)


def test_18_a_file_that_lies_about_its_type_records_nothing(body, administrator):
    refused(body, administrator, error=FileRefused, upload=paper(data=b"MZ not a pdf"))


def test_18_a_dissolved_association_delegates_nothing(body, administrator):
    body.ends_on = timezone.localdate() - timedelta(days=1)
    body.ends_act = f.act("minister_order")
    body.save()

    refused(body, administrator, error=BodyEnded)


def test_18_a_delegation_stays_in_the_record(body, administrator):
    given = record(body, administrator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=given.pk).delete()

    assert Delegation.objects.filter(pk=given.pk).exists()


# The screen -----------------------------------------------------------------------------------


def typed(**changes):
    today = timezone.localdate()
    return {
        "act_number": "7-С", "act_signed_on": today.isoformat(), "act_issuer": "Төраға",
        "starts_on": today.isoformat(), "ends_on": (today + DAYS).isoformat(), "upload": paper(),
        **changes,
    }  # fmt: skip


def test_18_the_administrator_records_the_act_from_the_page_of_the_body(
    client, body, administrator
):
    client.force_login(administrator)
    path = f"/bodies/{body.pk}/delegate/"
    before = client.get(f"/bodies/{body.pk}/").content.decode()

    response = client.post(path, typed())

    given = Delegation.objects.get()
    after = client.get(f"/bodies/{body.pk}/").context["page"].delegations
    assert (path in before, response.status_code, after) == (True, 302, [given])
    assert (given.act.number, given.act.issuer_text) == ("7-С", "Төраға")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"act_number": ""}, "act_number"),
        ({"act_signed_on": ""}, "act_signed_on"),
        ({"upload": ""}, "upload"),
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": ""}, "ends_on"),
        ({"starts_on": "2020-01-01"}, "__all__"),
    ],
)
def test_18_what_is_refused_keeps_what_was_typed(client, body, administrator, change, field):
    client.force_login(administrator)

    response = client.post(f"/bodies/{body.pk}/delegate/", typed(**change))

    assert list(response.context["form"].errors) == [field]
    assert "Төраға" in response.content.decode()
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY])
def test_18_nobody_but_the_administrator_records_it(client, body, office):
    client.force_login(f.officer(body, office).user)

    answer = client.post(f"/bodies/{body.pk}/delegate/", typed())

    assert (answer.status_code, Delegation.objects.exists()) == (403, False)


def test_18_where_the_rules_do_not_permit_it_the_page_offers_nothing(client, administrator):
    other = f.association(size=4)
    f.granted("administer", other, administrator)
    client.force_login(administrator)

    page = client.get(f"/bodies/{other.pk}/").content.decode()

    assert f"/bodies/{other.pk}/delegate/" not in page


@pytest.mark.parametrize("recorded", [True, False])
def test_18_the_deputy_approves_on_the_same_page_as_the_chair(
    client, body, administrator, recorded
):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    if recorded:
        record(body, administrator)
    client.force_login(f.officer(body, Office.DEPUTY_CHAIR).user)

    client.post(
        reverse("meetings:agenda_approve", args=[meeting.pk]), {"version": meeting.agenda_version}
    )

    meeting.refresh_from_db()
    assert (meeting.state == MeetingState.APPROVED) is recorded
