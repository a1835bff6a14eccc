"""Clause 16: an association proposes a section, the Council approves it (REQ-47, REQ-48)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from associations import actions
from associations.documents.progress import progress
from associations.errors import SectionRefused
from associations.models import Section, SectionProposal
from associations.states import Stage
from bodies.errors import BodyEnded
from bodies.models import Body, Office
from meetings.models import AgendaItem, Meeting
from meetings.states import ItemState, MeetingState, OutcomeKind
from records import journal
from records.models import JournalEntry
from tests import factories as make
from tests.regulation import deciding

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORDS = {
    "name_kk": "«Деректер ғылымы» секциясы", "name_ru": "Секция «Наука о данных»",
    "profile": "Деректер ғылымы", "reasons": "Бейін бойынша бағдарламалар көбейді.",
}  # fmt: skip
NOT_PROPOSED = {
    "en": "Sections are proposed by an association decision.",
    "kk": "Секция ОӘБ шешімімен ұсынылады.",
    "ru": "Секция предлагается решением УМО.",
}
NOT_APPROVED = {
    "en": "The Council has not approved this section.",
    "kk": "РОӘК бұл секцияны бекіткен жоқ.",
    "ru": "РУМС не утвердил эту секцию.",
}


def now():
    return timezone.now()


def today():
    return timezone.localdate()


@pytest.fixture
def council():
    return make.council(size=4)


@pytest.fixture
def body(council):
    return make.association(size=6, parent=council)


@pytest.fixture
def clerk(body):
    return make.officer(body, Office.SECRETARY).user


@pytest.fixture
def council_clerk(council):
    return make.officer(council, Office.SECRETARY).user


@pytest.fixture
def proposal(body, clerk):
    return actions.draft_section(body.association, by=clerk, at=now(), **WORDS)


@pytest.fixture
def put(proposal, body, clerk):
    """On the association's agenda."""
    meeting = deciding.draft(body)
    actions.put_on_agenda(proposal, meeting=meeting, by=clerk, at=now())
    return fresh(proposal)


@pytest.fixture
def proposed(put):
    """The association's decision is in force."""
    deciding.in_force(put.proposed_in)
    return fresh(put)


@pytest.fixture
def submitted(proposed, council, council_clerk):
    """On the Council's agenda."""
    meeting = deciding.draft(council)
    actions.submit_to_council(proposed, meeting=meeting, by=council_clerk, at=now())
    return fresh(proposed)


@pytest.fixture
def approved(submitted):
    """Both decisions are in force."""
    deciding.in_force(submitted.approved_in)
    return fresh(submitted)


def fresh(proposal):
    return SectionProposal.objects.with_items().get(pk=proposal.pk)


def stage(proposal):
    return progress(proposal).stage


def create(proposal, by, *, on=None):
    return actions.create_section(proposal, starts_on=on or today(), by=by, at=now())


def facts():
    """What a refusal leaves as it was."""
    return (
        list(SectionProposal.objects.order_by("pk").values()), Section.objects.count(),
        Body.objects.count(), AgendaItem.objects.count(), JournalEntry.objects.count(),
    )  # fmt: skip


def refused(act, words):
    """In each language in its own words, by clause 16, and nothing is changed."""
    before = facts()
    for language, said in words.items():
        with translation.override(language), pytest.raises(SectionRefused) as refusal:
            act()
        assert (str(refusal.value), refusal.value.clause) == (said, "16")
    assert facts() == before


def test_16_a_section_comes_to_be_by_two_decisions(approved, clerk, body, council):
    section = create(approved, clerk, on=today() + DAY)

    made = section.body
    assert (made.kind, made.parent, made.name("kk"), made.name("ru"), made.starts_on) == (
        "section", body, WORDS["name_kk"], WORDS["name_ru"], today() + DAY,
    )  # fmt: skip
    assert (section.proposed_in, section.approved_in) == (
        approved.proposed_in, approved.approved_in,
    )  # fmt: skip
    act = made.starts_act
    assert (act.kind, act.issuer_text, act.number, act.signed_on) == (
        "decision", council.name("kk"), approved.approved_in.decision.number,
        approved.approved_in.meeting.day,
    )  # fmt: skip
    assert stage(approved) == Stage.DONE
    assert journal.verify(body.stream) == []
    assert set(Notification.objects.filter(kind="section_created").values_list("recipient")) == {
        (make.officer(each, office).user_id,)
        for each in (body, council)
        for office in (Office.CHAIR, Office.SECRETARY)
    }


def test_16_how_far_a_proposal_is_follows_from_the_two_items(proposal, clerk, body, council,
                                                             council_clerk):  # fmt: skip
    seen = [stage(proposal)]
    item = actions.put_on_agenda(proposal, meeting=deciding.draft(body), by=clerk, at=now())
    seen.append(stage(proposal))
    deciding.settled(item)
    seen.append(stage(proposal))
    deciding.in_force(item)
    seen.append(stage(proposal))
    item = actions.submit_to_council(
        proposal, meeting=deciding.draft(council), by=council_clerk, at=now()
    )
    seen.append(stage(proposal))
    deciding.settled(item)
    seen.append(stage(proposal))
    deciding.in_force(item)
    seen.append(stage(proposal))

    assert seen == [
        Stage.DRAFT, Stage.AT_ASSOCIATION, Stage.UNSIGNED, Stage.PROPOSED, Stage.AT_COUNCIL,
        Stage.COUNCIL_UNSIGNED, Stage.APPROVED,
    ]  # fmt: skip


def test_16_no_status_of_a_proposal_is_stored():
    columns = {field.name for field in SectionProposal._meta.get_fields()}

    assert not columns & {"state", "status", "stage"}


@pytest.mark.parametrize("step", ["proposal", "put"])
def test_16_without_the_associations_decision_nothing_goes_to_the_council(
    request, step, council, council_clerk
):
    proposal, meeting = request.getfixturevalue(step), deciding.draft(council)

    refused(
        lambda: actions.submit_to_council(proposal, meeting=meeting, by=council_clerk, at=now()),
        NOT_PROPOSED,
    )


def test_16_a_decision_whose_minutes_are_not_signed_is_none_yet(put, council, council_clerk):
    deciding.settled(put.proposed_in)
    meeting = deciding.draft(council)

    refused(
        lambda: actions.submit_to_council(put, meeting=meeting, by=council_clerk, at=now()),
        NOT_PROPOSED,
    )


@pytest.mark.parametrize("step", ["proposal", "put"])
def test_16_no_section_without_the_associations_decision(request, step, clerk):
    proposal = request.getfixturevalue(step)

    refused(lambda: create(proposal, clerk), NOT_PROPOSED)


@pytest.mark.parametrize("step", ["proposed", "submitted"])
def test_16_an_association_does_not_create_a_section_by_itself(request, step, clerk):
    proposal = request.getfixturevalue(step)

    refused(lambda: create(proposal, clerk), NOT_APPROVED)


@pytest.mark.parametrize("outcome", [OutcomeKind.REJECTED, OutcomeKind.NO_QUORUM])
def test_16_what_the_council_has_not_adopted_is_not_approved(submitted, clerk, outcome):
    deciding.settled(submitted.approved_in, outcome)

    refused(lambda: create(submitted, clerk), NOT_APPROVED)


def test_16_what_was_voted_down_is_put_on_no_agenda_again(put, clerk, body):
    deciding.settled(put.proposed_in, OutcomeKind.REJECTED)
    before = facts()

    with pytest.raises(SectionRefused):
        actions.put_on_agenda(put, meeting=make.meeting(body), by=clerk, at=now())

    assert stage(put) == Stage.NOT_PROPOSED
    assert facts()[:4] == (before[0], before[1], before[2], before[3])


@pytest.mark.parametrize("lost", ["withdrawn", "deferred", "cancelled", "no_quorum"])
def test_16_what_was_left_undecided_may_be_put_on_another_agenda(put, clerk, body, lost):
    if lost == "cancelled":
        Meeting.objects.filter(pk=put.proposed_in.meeting_id).update(state=MeetingState.CANCELLED)
    elif lost == "no_quorum":
        deciding.settled(put.proposed_in, OutcomeKind.NO_QUORUM)
    else:
        AgendaItem.objects.filter(pk=put.proposed_in_id).update(state=ItemState(lost))
    assert stage(put) == Stage.DRAFT

    item = actions.put_on_agenda(put, meeting=make.meeting(body), by=clerk, at=now())

    assert (fresh(put).proposed_in, stage(put)) == (item, Stage.AT_ASSOCIATION)


def test_16_a_second_click_does_everything_once(body, council, clerk, council_clerk):
    meeting, ours = deciding.draft(council), deciding.draft(body)
    for _click in range(2):
        proposal = actions.draft_section(body.association, by=clerk, at=now(), **WORDS)
    for _click in range(2):
        item = actions.put_on_agenda(proposal, meeting=ours, by=clerk, at=now())
    deciding.in_force(item)
    for _click in range(2):
        item = actions.submit_to_council(proposal, meeting=meeting, by=council_clerk, at=now())
    deciding.in_force(item)
    for _click in range(2):
        create(proposal, clerk)

    assert (SectionProposal.objects.count(), Section.objects.count(), AgendaItem.objects.count()) \
        == (1, 1, 2)  # fmt: skip


def test_16_a_name_is_one_sections_in_its_association(approved, clerk, body):
    create(approved, clerk)
    before = facts()

    with translation.override("en"), pytest.raises(SectionRefused) as refusal:
        actions.draft_section(
            body.association, by=clerk, at=now(), **WORDS | {"name_kk": "«ДЕРЕКТЕР ғылымы» секциясы"}
        )  # fmt: skip

    assert str(refusal.value) == (
        "The association has a section, or a proposal, of this name already."
    )
    assert facts() == before


def test_16_another_association_may_have_a_section_of_that_name(proposal, council):
    other = make.association(size=4, parent=council)
    clerk = make.officer(other, Office.SECRETARY).user

    actions.draft_section(other.association, by=clerk, at=now(), **WORDS)

    assert SectionProposal.objects.count() == 2


@pytest.mark.parametrize("missing", list(WORDS))
def test_16_a_proposal_says_name_profile_and_reasons(body, clerk, missing):
    with pytest.raises(SectionRefused):
        actions.draft_section(body.association, by=clerk, at=now(), **WORDS | {missing: " "})

    assert SectionProposal.objects.count() == 0


@pytest.mark.parametrize("column", ["chair", "member", "council_clerk", "outsider", "admin"])
def test_16_only_the_associations_secretary_drafts_and_creates(approved, body, council, column):
    people = {
        "chair": make.officer(body, Office.CHAIR).user,
        "member": make.ordinary(body)[0].user,
        "council_clerk": make.officer(council, Office.SECRETARY).user,
        "outsider": make.user(),
        "admin": make.granted("administer", council),
    }
    before = facts()

    with pytest.raises(NotPermitted):
        actions.draft_section(body.association, by=people[column], at=now(), **WORDS)
    with pytest.raises(NotPermitted):
        create(approved, people[column])

    assert facts() == before


def test_16_the_associations_secretary_does_not_compose_the_councils_agenda(
    proposed, council, clerk
):
    meeting, before = deciding.draft(council), facts()

    with pytest.raises(NotPermitted):
        actions.submit_to_council(proposed, meeting=meeting, by=clerk, at=now())

    assert facts() == before


def test_16_a_section_does_not_begin_in_the_past(approved, clerk):
    before = facts()

    with pytest.raises(SectionRefused):
        create(approved, clerk, on=today() - DAY)

    assert facts() == before


def test_16_a_draft_can_be_changed_until_it_is_on_an_agenda(proposal, clerk, body):
    actions.edit_section(proposal, by=clerk, at=now(), **WORDS | {"profile": "Басқа бейін"})
    assert fresh(proposal).profile == "Басқа бейін"
    actions.put_on_agenda(proposal, meeting=deciding.draft(body), by=clerk, at=now())

    with pytest.raises(SectionRefused):
        actions.edit_section(proposal, by=clerk, at=now(), **WORDS)

    assert fresh(proposal).profile == "Басқа бейін"


def test_16_a_dissolved_association_proposes_no_section(body, clerk, proposal, proposed, council,
                                                        council_clerk):  # fmt: skip
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)
    body.refresh_from_db()
    meeting, before = deciding.draft(council), facts()
    acts = [
        lambda: actions.draft_section(body.association, by=clerk, at=now(), **WORDS),
        lambda: actions.edit_section(proposal, by=clerk, at=now(), **WORDS),
        lambda: actions.put_on_agenda(proposal, meeting=make.meeting(body), by=clerk, at=now()),
        lambda: actions.submit_to_council(proposed, meeting=meeting, by=council_clerk, at=now()),
        lambda: create(proposed, clerk),
    ]

    for act in acts:
        with translation.override("en"), pytest.raises(BodyEnded) as refusal:
            act()
        assert str(refusal.value) == "The association has been dissolved; records are read-only."

    assert facts() == before
