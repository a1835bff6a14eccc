"""Every kind of act that the portal journals has words, and no words are kept for nothing."""

import ast

import pytest
from django.utils import timezone, translation

from meetings.models import Meeting
from meetings.views.timeline import timeline
from records import journal
from records.models import JournalEntry
from records.names import ACTS, FAULTS
from records.rules.chain import FaultKind
from tests import factories, source

# What writes an entry: the place of `kind` among its positional arguments, None where it is named.
WRITERS = {"append": None, "record": 0, "advance": None, "agenda_changed": 1, "_record": 1,
           "_note": 0, "_journal": 1}  # fmt: skip


def called(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def kind_of(call):
    """What stands for `kind` in a call of a writer; None when it is another function's call."""
    for keyword in call.keywords:
        if keyword.arg == "kind":
            return keyword.value
    place = WRITERS[called(call)]
    actor = {"by", "actor"} & {keyword.arg for keyword in call.keywords}
    journals = actor or called(call) == "_note"
    return call.args[place] if journals and place is not None else None


def emitted():
    """Every kind in the source, and whatever stands for a kind without being readable."""
    known, unread = {}, []
    for path in source.python():
        constants = {
            target.id: node.value.value
            for node in source.tree(path).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for function in source.functions(path):
            for call in filter(lambda node: isinstance(node, ast.Call), ast.walk(function)):
                kind = kind_of(call) if called(call) in WRITERS else None
                match kind:
                    case ast.Constant(str(word)):
                        known.setdefault(word, source.name(path))
                    case ast.Name(name) if name in constants:
                        known.setdefault(constants[name], source.name(path))
                    case ast.Name("kind") if function.name in WRITERS:
                        pass
                    case None:
                        pass
                    case _ if "by" in {keyword.arg for keyword in call.keywords}:
                        unread.append(f"{source.name(path)}:{call.lineno}")
    return known, unread


def test_every_kind_the_source_journals_has_words():
    known, unread = emitted()

    assert unread == [], "give the kind as it is, so that its words can be found"
    assert {kind: place for kind, place in known.items() if kind not in ACTS} == {}


def test_no_words_are_kept_for_an_act_that_nothing_journals():
    assert set(ACTS) - set(emitted()[0]) == set()


def test_every_fault_of_a_chain_has_words():
    assert set(FAULTS) == set(FaultKind)


@pytest.fixture
def meeting(db):
    return factories.meeting(factories.association(size=3))


def test_the_journal_is_read_in_words(client, meeting):
    meeting.record("agenda_approved", by=None, at=timezone.now())
    client.force_login(factories.granted("administer", meeting.body))

    page = client.get(f"/bodies/{meeting.body.pk}/journal/", HTTP_ACCEPT_LANGUAGE="kk")

    assert "agenda_approved" not in page.content.decode()
    assert JournalEntry.objects.get(kind="agenda_approved").words in page.content.decode()


def test_a_fault_of_the_chain_is_told_in_words(client, meeting, monkeypatch):
    fault = journal.Fault(FaultKind.MISSING, 3)
    monkeypatch.setattr(journal, "verify", lambda _stream: [fault])
    client.force_login(factories.granted("administer", meeting.body))

    page = client.get(f"/bodies/{meeting.body.pk}/journal/")

    assert str(FAULTS[FaultKind.MISSING]) in page.content.decode()


def test_the_story_of_a_meeting_leaves_single_members_answers_out(meeting):
    for kind in ("meeting_scheduled", "agenda_answered", "minutes_returned", "minutes_signed"):
        meeting.record(kind, by=None, at=timezone.now())

    with translation.override("en"):
        told = [event["title"] for event in timeline(Meeting.objects.get(pk=meeting.pk))]

    assert told == ["Minutes signed by all signers", "Meeting scheduled"]
