"""The technical admin changes nothing that the regulation governs, for a superuser either."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from bodies.models import Office
from tests import factories

pytestmark = pytest.mark.django_db

# Written by the portal's own acts, each with its refusals and its entry in the journal.
GOVERNED = (
    "meetings.Meeting", "meetings.AgendaItem", "meetings.AgendaConsent", "meetings.Vote",
    "meetings.Ballot", "meetings.RollEntry", "meetings.AttendanceEvent", "minutes.Minutes",
    "minutes.Signature", "minutes.Decision", "bodies.Body", "bodies.Membership",
    "bodies.RulesOfProcedure", "bodies.Delegation", "bodies.Grant", "records.JournalEntry",
    "records.JournalStream", "records.DocumentNumber", "records.StoredFile", "records.LegalAct",
)  # fmt: skip
KEPT_THERE = {"accounts.User"}  # people are entered and invited there; tests/accounts/test_admin.py
ACTS = ("add", "change", "delete")


@pytest.fixture
def technician(client):
    person = factories.user(is_staff=True, is_superuser=True, language="kk")
    client.force_login(person)
    return person


def request_of(person):
    request = RequestFactory().get("/admin/")
    request.user = person
    return request


def allowed(site, person):
    """What may be done with the model's records: acts of the admin."""
    return [act for act in ACTS if getattr(site, f"has_{act}_permission")(request_of(person))]


def test_nothing_governed_is_added_changed_or_deleted_there(technician):
    touched = {
        label: acts
        for label in GOVERNED
        if (site := admin.site._registry.get(apps.get_model(label)))
        and (acts := allowed(site, technician))
    }

    assert touched == {}


def test_nothing_but_people_is_written_there(technician):
    """No address of somebody either: with it would go the letter that sets a new password."""
    writable = {
        model._meta.label
        for model, site in admin.site._registry.items()
        if allowed(site, technician)
    }

    assert writable == KEPT_THERE


def test_no_governed_record_is_edited_inside_another(technician):
    inside = [
        inline.model._meta.label
        for site in admin.site._registry.values()
        for inline in site.inlines
        if inline.model._meta.label in GOVERNED
    ]

    assert inside == []


@pytest.mark.parametrize("name", ["add", "delete"])
def test_a_journal_entry_is_neither_added_nor_deleted_by_its_address(client, technician, name):
    meeting = factories.meeting(factories.association(size=3))
    meeting.record("meeting_scheduled", by=technician, at=timezone.now())
    entry = apps.get_model("records.JournalEntry").objects.get(kind="meeting_scheduled")
    args = [entry.pk] if name == "delete" else []

    answer = client.post(reverse(f"admin:records_journalentry_{name}", args=args), {"post": "yes"})

    assert answer.status_code == 403
    assert apps.get_model("records.JournalEntry").objects.filter(pk=entry.pk).exists()


def test_a_journal_entry_is_read_there_and_not_changed(client, technician):
    meeting = factories.meeting(factories.association(size=3))
    meeting.record("meeting_scheduled", by=technician, at=timezone.now())
    entry = apps.get_model("records.JournalEntry").objects.get(kind="meeting_scheduled")
    path = reverse("admin:records_journalentry_change", args=[entry.pk])

    read, written = client.get(path), client.post(path, {"kind": "agenda_approved"})

    entry.refresh_from_db()
    assert (read.status_code, written.status_code) == (200, 403)
    assert entry.kind == "meeting_scheduled"


def test_staff_work_there_in_kazakh(client, technician):
    page = client.get("/admin/")

    text = page.content.decode()
    assert page.status_code == 200
    assert '<html lang="kk"' in text
    assert str(apps.get_model("records.LegalAct")._meta.verbose_name_plural).capitalize() in text
    assert "Site administration" not in text


@pytest.mark.parametrize("model", list(admin.site._registry), ids=str)
def test_every_list_there_opens_in_kazakh(client, technician, model):
    meeting = factories.meeting(factories.association(size=3))
    meeting.record("meeting_scheduled", by=technician, at=timezone.now())

    page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))

    assert page.status_code == 200


@pytest.mark.parametrize("who", [Office.CHAIR, Office.SECRETARY, "administer"])
def test_nobody_comes_there_by_an_office_or_a_grant(client, who):
    body = factories.association(size=3)
    person = (
        factories.granted(who, body) if who == "administer" else factories.officer(body, who).user
    )
    client.force_login(person)

    answer = client.get("/admin/")

    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_staff_without_permissions_see_no_records(client):
    client.force_login(factories.user(is_staff=True))

    page = client.get("/admin/")

    assert page.status_code == 200
    assert page.context["app_list"] == []
