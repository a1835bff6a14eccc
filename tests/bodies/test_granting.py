"""Permissions by grant: given by an act, taken back with a reason, never rewritten."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.models import Notification, User
from bodies.actions import grant, grant_and_invite, revoke
from bodies.backends import represented_by, verbs_on
from bodies.errors import GrantRefused
from bodies.models import Grant, GrantState
from bodies.offices import OFFICE_ALONE, Verb
from records import journal
from records.models import JournalEntry, LegalAct
from tests import factories as f

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def council():
    return f.council(size=3)


@pytest.fixture
def administrator(council):
    return f.granted("administer", council)


def give(on, by, person=None, verb="review_minutes", **given):
    return grant(
        user=person or f.user(), verb=verb, on=on, by=by, basis=given.pop("basis", None) or f.act(),
        **({"starts_on": timezone.localdate()} | given),
    )  # fmt: skip


def take(given, by, reason="Қызметтен кетті", at=None):
    revoke(given, by=by, at=at or timezone.now(), reason=reason)


def refused(act, error=GrantRefused):
    """The sentence of a refusal, after which nothing has changed."""
    before = facts()
    with translation.override("en"), pytest.raises(error) as refusal, transaction.atomic():
        act()
    assert facts() == before
    return str(refusal.value)


def facts():
    return (
        list(Grant.dated.order_by("pk").values()), JournalEntry.objects.count(),
        Notification.objects.count(), LegalAct.objects.count(), User.objects.count(),
    )  # fmt: skip


# Giving ---------------------------------------------------------------------------------------


def test_a_grant_is_journalled_and_the_person_is_told(council, administrator, today):
    given = give(council, administrator, ends_on=today + 30 * DAY)

    entry = JournalEntry.objects.get(stream=council.stream, kind="permission_granted",
                                     actor=administrator)  # fmt: skip
    (letter,) = [one for one in mail.outbox if given.user.email in one.to]
    assert entry.payload == {
        "grant": given.pk, "user": given.user_id, "verb": "review_minutes",
        "act": given.basis_id, "starts_on": today.isoformat(),
        "ends_on": (today + 30 * DAY).isoformat(),
    }  # fmt: skip
    assert "Министрліктің жауапты қызметкері" in letter.subject
    assert council.name_kk in letter.body
    assert str(given.basis) in letter.body


def test_the_letter_speaks_the_language_of_the_person(council, administrator):
    person = f.user(language="ru")

    give(council, administrator, person)

    assert "Ответственный сотрудник министерства" in mail.outbox[-1].subject
    assert council.name_ru in mail.outbox[-1].body


def test_a_grant_for_an_institution_is_journalled_in_its_own_stream(administrator):
    university = f.institution()

    given = give(university, administrator, verb="represent")

    entry = JournalEntry.objects.get(stream=f"organisation:{university.pk}")
    assert (entry.kind, entry.payload["grant"]) == ("permission_granted", given.pk)
    assert represented_by(given.user, timezone.localdate()) == [university.pk]
    assert journal.verify(university.stream) == []


def test_a_newcomer_is_entered_granted_and_invited_together(council, administrator, today):
    act = LegalAct(kind="order", number="7", signed_on=today, issuer_text="Министр")
    paper = SimpleUploadedFile("7.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")

    given = grant_and_invite(
        person=User(email="zhana@example.kz", family_name_kk="Сейітқали"), verb="review_minutes",
        on=council, act=act, upload=paper, by=administrator, starts_on=today,
    )  # fmt: skip

    told = Notification.objects.filter(recipient=given.user).order_by("pk")
    assert [one.kind for one in told] == ["permission_granted", "invitation"]
    assert (given.basis.number, given.basis.file.name) == ("7", "7.pdf")
    assert given.user.has_perm("bodies.review_minutes", council)


def test_what_is_refused_leaves_neither_person_nor_act(council, administrator, today):
    def act():
        grant_and_invite(
            person=User(email="zhana@example.kz", family_name_kk="Сейітқали"),
            verb="review_minutes", on=council, act=LegalAct(kind="order", number="7"),
            by=administrator, starts_on=today - DAY,
        )  # fmt: skip

    assert refused(act) == "A permission cannot be granted for days that have passed."


def test_nobody_grants_to_themselves(council, administrator):
    def act():
        give(council, administrator, administrator)

    assert refused(act) == "Nobody grants a permission to themselves."


@pytest.mark.parametrize("verb", sorted(OFFICE_ALONE))
def test_no_grant_makes_anybody_vote_preside_or_sign(council, administrator, verb):
    def act():
        give(council, administrator, verb=verb)

    assert refused(act) == "This follows from an office alone and cannot be granted."


def test_only_an_institution_of_higher_education_has_a_representative(administrator):
    employer = f.institution("Зауыт", kind="employer")

    said = refused(lambda: give(employer, administrator, verb="represent"))

    assert said.startswith("Copies go to higher-education institutions")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"ends_on": -1}, "A term cannot end before it starts."),
        ({"starts_on": -1}, "A permission cannot be granted for days that have passed."),
        ({"signed_on": 1}, "A permission does not begin before the day its act was signed."),
    ],
)
def test_the_days_of_a_grant_are_of_its_act_and_not_of_the_past(council, administrator, today, days, said):  # fmt: skip
    days = {name: today + n * DAY for name, n in days.items()}
    basis = f.act(signed_on=days.pop("signed_on", today))

    assert refused(lambda: give(council, administrator, basis=basis, **days)) == said


def test_the_same_permission_is_not_given_twice_for_a_day(council, administrator, today):
    person = f.user()
    give(council, administrator, person, ends_on=today + 10 * DAY)

    def act():
        give(council, administrator, person, starts_on=today + 10 * DAY)

    assert (
        refused(act) == f"{person.full_name()} has this permission on some of these days already."
    )
    assert give(council, administrator, person, starts_on=today + 11 * DAY)


def test_another_permission_or_another_body_is_no_repetition(council, administrator):
    person = f.user()
    give(council, administrator, person)

    assert give(council, administrator, person, verb="act_for_centre")
    assert give(f.association(size=3, parent=council), administrator, person)


# Taking back ----------------------------------------------------------------------------------


def test_a_grant_that_began_today_is_over_at_once(council, administrator, today):
    given = give(council, administrator)
    assert given.user.has_perm("bodies.review_minutes", council)

    take(given, administrator)

    assert not given.user.has_perm("bodies.review_minutes", council)
    assert verbs_on(given.user, council, today) == frozenset()


def test_a_revoked_term_stays_on_record_as_it_was_granted(council, administrator, today):
    person, since = f.user(), date(2026, 1, 10)
    given = give(council, None, person, starts_on=since)
    before = verbs_on(person, council, today - DAY)

    take(given, administrator)

    given.refresh_from_db()
    assert (given.starts_on, given.ends_on) == (since, None)
    assert (given.revoked_on, given.revoked_by) == (today, administrator)
    assert given.revoke_reason == "Қызметтен кетті"
    assert verbs_on(person, council, today - DAY) == before
    assert Verb.REVIEW_MINUTES in before
    assert [given.state_on(day) for day in (since - DAY, since, today - DAY, today)] == [
        GrantState.TO_COME, GrantState.IN_FORCE, GrantState.IN_FORCE, GrantState.REVOKED,
    ]  # fmt: skip


def test_a_grant_to_come_never_begins_once_revoked(council, administrator, today):
    given = give(council, administrator, starts_on=today + 5 * DAY)

    take(given, administrator)

    assert verbs_on(given.user, council, today + 6 * DAY) == frozenset()


def test_what_was_revoked_may_be_granted_again_the_same_day(council, administrator):
    given = give(council, administrator)
    take(given, administrator)

    again = give(council, administrator, given.user)

    assert again.user.has_perm("bodies.review_minutes", council)


def test_a_revocation_is_journalled_with_its_reason_and_the_person_is_told(council, administrator):
    given = give(council, administrator)

    take(given, administrator, "Басқа жұмысқа ауысты")

    entry = JournalEntry.objects.filter(stream=council.stream).latest("position")
    assert (entry.kind, entry.actor) == ("permission_revoked", administrator)
    assert entry.payload["reason"] == "Басқа жұмысқа ауысты"
    assert "Басқа жұмысқа ауысты" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [given.user.email]


def test_a_revocation_for_an_institution_is_journalled_too(administrator):
    university = f.institution()
    given = give(university, administrator, verb="represent")

    take(given, administrator)

    kinds = JournalEntry.objects.filter(stream=university.stream).values_list("kind", flat=True)
    assert sorted(kinds) == ["permission_granted", "permission_revoked"]
    assert represented_by(given.user, timezone.localdate()) == []


def test_the_second_to_revoke_is_told_who_was_faster(council, administrator):
    given, stale = give(council, administrator), None
    stale = Grant.dated.get(pk=given.pk)
    take(given, administrator)

    said = refused(lambda: take(stale, administrator))

    assert said.startswith(f"This permission was already revoked by {administrator.full_name()} at")


def test_a_grant_is_revoked_for_a_reason_and_while_it_lasts(council, administrator, today):
    given = give(council, administrator)
    over = give(council, None, starts_on=f.SINCE, ends_on=today - DAY)

    assert refused(lambda: take(given, administrator, " ")) == "Say why the permission is revoked."
    assert refused(lambda: take(over, administrator)) == "This permission has ended already."


def test_the_last_administrator_is_not_revoked(council, administrator):
    last = Grant.dated.get(user=administrator)

    said = refused(lambda: take(last, administrator))

    assert said.startswith("This is the last administrator")


def test_an_administrator_who_may_not_sign_in_is_none(council, administrator):
    last = Grant.dated.get(user=administrator)
    other = f.granted("administer", council)
    other.is_active = False
    other.save()

    assert refused(lambda: take(last, administrator)).startswith("This is the last administrator")


def test_with_a_second_administrator_the_first_may_go(council, administrator):
    other = f.granted("administer", council)

    take(Grant.dated.get(user=administrator), administrator, "Өз еркімен")

    assert not administrator.has_perm("bodies.administer", council)
    assert other.has_perm("bodies.administer", council)


def test_an_administrator_of_one_body_may_go_while_one_above_remains(council, administrator):
    body = f.association(size=3, parent=council)
    given = give(body, administrator, verb="administer")

    take(given, administrator)

    assert not given.user.has_perm("bodies.administer", body)


@pytest.mark.parametrize("half", [{"revoked_on": date(2026, 1, 1)}, {"revoke_reason": "Себеп"}])
def test_half_a_revocation_is_no_row(council, half):
    given = give(council, None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.dated.filter(pk=given.pk).update(**half)
