"""One world for the whole matrix: the fifteen columns, four bodies, meetings at every step.

Scopes: the Council; association A, in which U* sit; a section of A, in which S* sit; association
B, which is foreign to all of them. In each, the same meetings lie ready.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Notification, User
from associations.models import Association, Section, SectionProposal
from bodies.actions import grant
from bodies.models import Body, BodyKind, Membership, Office
from meetings.actions import session, voting
from meetings.documents.texts import item_text_hash
from meetings.models import (
    AgendaConsent,
    AgendaItem,
    AttendanceEvent,
    Ballot,
    Comment,
    Material,
    Meeting,
    Recusal,
    RemoteRequest,
    Speech,
    Vote,
    WrittenChoice,
    WrittenPaper,
)  # fmt: skip
from meetings.states import ItemState, MeetingState, RequestState
from minutes.documents.building import draw
from minutes.documents.signers import slots
from minutes.models import Decision, Extract, ItemText, Minutes, Signature
from minutes.states import MinutesState
from records.models import Authority, AuthorityName, DocumentNumber
from tests import factories as make
from tests.access import composing
from tests.access.composition import changing, roster
from tests.access.dispatch import dispatched
from tests.access.place import (
    COUNCIL,
    FOREIGN,
    OWN,
    SCOPES,
    SECTION,
    Place,
    World,
    function_of,
    item,
    keep,
    paper,
)
from tests.access.recorded import kept
from tests.access.returned import returned_once


def build() -> World:
    """Everything, in the order in which it depends on each other."""
    council = make.council(size=4)
    AuthorityName.objects.create(
        authority=Authority.objects.get(key="centre"), name_kk="Орталық", starts_on=make.SINCE
    )
    own = make.association(size=5, parent=council)
    section = make.association(size=4, parent=own, kind="section")
    foreign = make.association(size=4, parent=council)
    bodies = dict(zip(SCOPES, (council, own, section, foreign), strict=True))
    places = {scope: furnished(Place(body)) for scope, body in bodies.items()}
    Section.objects.create(body=section, association=own.association, profile="Бейін")
    for place in (places[OWN], places[FOREIGN]):
        proposed(place)
        dispatched(place)
    for scope in (COUNCIL, SECTION):
        places[scope].objects["proposal"] = places[OWN]["proposal"]
        for copy in ("copy", "copy.ministrys", "copy.paper", "copy.extract"):
            places[scope].objects[copy] = places[OWN][copy]
    places[SECTION].objects["roster"] = places[OWN]["roster"]
    for place in places.values():
        kept(place, places[COUNCIL])
        composing.compose(place, places[COUNCIL])
    from tests.access.correcting import corrected
    from tests.access.executing import executed

    for place in places.values():
        corrected(place)
    for scope in (COUNCIL, SECTION):
        places[scope].objects["copy.correction"] = places[OWN]["copy.correction"]
    executed(places[COUNCIL], places[OWN], [places[scope] for scope in SCOPES[1:]])
    people = columns(places)
    changing(places, people)
    return World(people, places)


def columns(places: dict[str, Place]) -> dict[str, User]:
    """One person for each column of the matrix but the public."""
    council, own, section = places[COUNCIL], places[OWN], places[SECTION]
    people = {
        letter + office: seat.user
        for letter, place in (("R", council), ("U", own))
        for office, seat in (
            ("C", place.chair), ("D", make.officer(place.body, Office.DEPUTY_CHAIR)),
            ("S", place.clerk), ("M", place.member),
        )
    }  # fmt: skip
    base = Association.objects.get(body=own.body).base_institution
    assert base is not None
    # A superuser of the site: that gives the technical pages and nothing in a body.
    admin = make.user(is_staff=True, is_superuser=True)
    return people | {
        "SH": section.chair.user,
        "SM": section.member.user,
        "ADM": make.granted("administer", council.body, admin),
        "CTR": make.granted("act_for_centre", council.body),
        "MIN": make.granted("review_minutes", council.body),
        "HEI": make.granted("represent", base),
    }


def proposed(place: Place) -> None:
    """Proposals of sections: a draft, one the association has decided, one the Council has too."""
    decided = Decision.objects.filter(item__meeting__body=place.body).first()
    agreed = Decision.objects.filter(item__meeting__body=place.body.parent).first()
    steps = {
        "proposal": {},
        "proposal.proposed": {"proposed_in": decided.item},
        "proposal.approved": {"proposed_in": decided.item, "approved_in": agreed.item},
    }
    for step, pointers in steps.items():
        made = SectionProposal.objects.create(
            association=place.body.association, name_kk=f"{step} секциясы",
            name_ru=f"Секция {step}", profile="Бейін", reasons="Негіздеме",
            drawn_up_by=place.clerk.user, drawn_up_at=timezone.now(), **pointers,
        )  # fmt: skip
        place.objects[step] = (made.pk,)


def furnished(place: Place) -> Place:
    """Put the meetings into a body. The keys of `objects` are what a row says after `on=`."""
    place.objects["body"] = (place.body.pk,)
    told = Notification.objects.create(
        recipient=place.member.user, kind="password_changed", params={}, path="/",
        created_at=timezone.now(),
    )  # fmt: skip
    place.objects["notification"] = (told.pk,)
    place.objects["person"] = (place.member.user.pk,)
    basis = make.act(file=paper(place, "basis.pdf"))
    given = grant(
        user=make.user(), verb="review_minutes", on=place.body, basis=basis, by=None,
        starts_on=make.SINCE,
    )  # fmt: skip
    place.objects["grant"] = (given.pk,)
    place.objects["organisation"] = (make.institution(f"ЖОО {place.body.pk}").pk,)
    place.function = function_of(place.body).pk
    if place.body.kind != BodyKind.SECTION:  # composed by its association's decision (cl. 16)
        place.objects["roster"] = (roster(place).pk,)
    for step in (prepared, notified, deserted, sitting, failed, closed):
        step(place)
    return place


def prepared(place: Place) -> None:
    """A draft with an item, a material and a member's proposal; the same after it was sent."""
    states = {"draft": "draft", "consent": "consent", "agreed": "consent"}
    for step, state in states.items():
        meeting = make.meeting(place.body, state=state)
        if step == "agreed":
            agree(place, meeting)
        first = item(meeting)
        material = Material.objects.create(
            item=first, title="Қорытынды", file=paper(place), added_at=timezone.now()
        )
        asked = item(meeting, 0, state=ItemState.PROPOSED, proposed_by=place.member)
        keep(place, step, meeting, item=first, material=material, proposal=asked)
    meeting = make.meeting(place.body, state=MeetingState.APPROVED)
    vote = voted(item(meeting))
    RemoteRequest.objects.create(
        meeting=meeting, membership=place.member, reason="Іссапар", requested_at=timezone.now(),
        state=RequestState.AGREED,
    )  # fmt: skip
    keep(place, "approved", meeting, item=vote.item, vote=vote)


def agree(place: Place, meeting: Meeting) -> None:
    """Everybody has consented to the agenda."""
    AgendaConsent.objects.bulk_create(
        AgendaConsent(
            meeting=meeting, membership=seat, version=meeting.agenda_version, answer="consent",
            at=timezone.now(),
        )
        for seat in place.seats
    )  # fmt: skip


def voted(item: AgendaItem) -> Vote:
    return Vote.objects.create(item=item, text_hash=item_text_hash(item))


def today(place: Place) -> Meeting:
    return make.meeting(
        place.body, scheduled_for=timezone.now(), state=MeetingState.NOTIFIED,
        notified_at=timezone.now(),
    )  # fmt: skip


def come(place: Place, meeting: Meeting) -> None:
    """Everybody is in the hall."""
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(
            meeting=meeting, membership=seat, presence="hall", at=timezone.now(),
            by=place.clerk.user,
        )
        for seat in place.seats
    )  # fmt: skip


def notified(place: Place) -> None:
    """Its notice is out, everybody has come: it may be opened."""
    meeting = today(place)
    vote = voted(item(meeting))
    come(place, meeting)
    keep(place, "notified", meeting, item=vote.item, vote=vote)
    place.objects["notified.line"] = (meeting.pk, place.member.pk)


def deserted(place: Place) -> None:
    """Nobody has come; a member has asked to vote from afar."""
    meeting = today(place)
    vote = voted(item(meeting))
    asked = RemoteRequest.objects.create(
        meeting=meeting, membership=place.member, reason="Іссапар", requested_at=timezone.now()
    )
    keep(place, "deserted", meeting, item=vote.item, vote=vote, request=asked,
         paper=written(place, vote))  # fmt: skip


def written(place: Place, vote: Vote) -> WrittenPaper:
    """A member's paper that the secretary has entered."""
    entered = WrittenPaper.objects.create(
        meeting=vote.item.meeting, membership=place.member, scan=paper(place),
        entered_by=place.clerk.user, entered_at=timezone.now(),
    )  # fmt: skip
    WrittenChoice.objects.create(paper=entered, vote=vote, choice="for", text_hash=vote.text_hash)
    return entered


def sitting(place: Place) -> None:
    """In session with the chair presiding: a vote open, a vote to come, nothing left to do."""
    for step in ("sitting", "idle", "done"):
        meeting = today(place)
        topic = item(meeting, votable=step != "done")
        more = {} if step == "done" else {"item": topic, "vote": voted(topic)}
        come(place, meeting)
        session.open_meeting(meeting, by=place.chair.user, at=timezone.now())
        # One sits after the other: opening looks at who holds the composition.
        Body.objects.filter(pk=place.body.pk).update(composition_held_by="")
        if step == "sitting":
            voting.open_vote(more["vote"], by=place.chair.user, at=timezone.now())
            more["ballot"] = ballot(more["vote"], place.chair)
            more["comment"] = Comment.objects.create(
                item=topic, membership=place.member, text="Қолдаймын.", at=timezone.now()
            )
            Speech.objects.create(
                item=topic, membership=place.chair, asked_at=timezone.now(),
                given_at=timezone.now(), given_by=place.clerk.user,
            )  # fmt: skip
            for screen in ("room", "console"):
                place.objects[f"sitting.{screen}"] = (meeting.pk, screen)
        if step == "idle":
            more["recusal"] = Recusal.objects.create(
                item=topic, membership=place.member, reason="Өз мәселесі", at=timezone.now(),
                by=place.clerk.user,
            )  # fmt: skip
        keep(place, step, meeting, **more)


def ballot(vote: Vote, seat: Membership) -> Ballot:
    return Ballot.objects.create(
        vote=vote, membership=seat, choice="for", channel="hall", cast_at=timezone.now(),
        text_hash=vote.text_hash, receipt=f"{vote.pk}-{seat.pk}",
    )  # fmt: skip


def failed(place: Place) -> None:
    """Did not take place; a repeat may be scheduled."""
    meeting = make.meeting(
        place.body, scheduled_for=make.noon(-3), state=MeetingState.FAILED, reason="Кворум жоқ"
    )
    keep(place, "failed", meeting)


def closed(place: Place) -> None:
    """Held: without minutes, and with minutes in each of their states."""
    keep(place, "held", held(place))
    steps: dict[str, Callable[[Place, Minutes], Minutes]] = {
        "draft": lambda _place, minutes: minutes, "ready": ready, "signed": signed,
    }  # fmt: skip
    for step, brought in steps.items():
        meeting = held(place)
        topic = meeting.items.get()
        minutes = Minutes.objects.create(
            meeting=meeting, drawn_up_by=place.clerk.user, drawn_up_at=timezone.now()
        )
        ItemText.objects.create(minutes=minutes, item=topic, heard_kk="Тыңдалды.")
        name = f"minutes.{step}"
        place.objects[name] = (brought(place, minutes).pk,)
        place.objects[f"{name}.meeting"] = (meeting.pk,)
        place.objects[f"{name}.item"] = (topic.pk,)
        place.objects[f"{name}.text"] = (minutes.pk, topic.pk)
        place.objects[f"{name}.vote"] = (topic.vote.pk,)
        place.objects[f"{name}.base"] = (minutes.pk, "base")
        place.objects[f"{name}.newest"] = (minutes.pk, "newest")
        if step == "ready":
            returned_once(place, minutes)
        if step == "signed":
            extract = Extract.objects.create(
                item=topic, minutes=minutes, requested_by=place.clerk.user,
                requested_at=timezone.now(), file=paper(place, "extract.pdf"),
            )  # fmt: skip
            decision = Decision.objects.create(item=topic, minutes=minutes, number="1/1")
            place.objects["decision"] = (decision.pk,)
            place.objects["extract"] = (extract.pk,)
            place.objects["verification"] = (minutes.document_hash[:16],)


def held(place: Place) -> Meeting:
    """A meeting of the day before yesterday, one item of which was adopted."""
    when = make.noon(-2)
    rules = place.body.procedure_on(when.date()).as_dict()
    meeting = make.meeting(
        place.body, scheduled_for=when, state=MeetingState.CLOSED, opened_at=when,
        closed_at=when + timedelta(hours=1), presiding=place.chair, procedure_frozen=rules,
        consent_frozen=rules, russian=False, retrospective=True,
    )  # fmt: skip
    session.freeze_roll(meeting)
    come(place, meeting)
    vote = voted(item(meeting))
    ballot(vote, place.chair)
    composition = sum(seat.voting for seat in place.seats)
    facts = {"opened_at": when, "closed_at": when, "presiding": place.chair, "outcome": "adopted"}
    Vote.objects.filter(pk=vote.pk).update(
        state="closed", result=outcome(place, composition), **facts
    )
    return meeting


def outcome(place: Place, composition: int) -> dict[str, Any]:
    """Everybody there, one vote for: as the rules state it."""
    from meetings.rules import majority, quorum
    from meetings.rules.attendance import Participation

    verdict = quorum.check(
        composition=composition, participation=Participation(hall=composition),
        counts=place.body.procedure_on(timezone.localdate()).quorum_counts,
        clause=place.body.decision_clause,
    )  # fmt: skip
    return majority.decide(
        tally=majority.Tally.of(["for"]), quorum=verdict,
        base_kind=place.body.procedure_on(timezone.localdate()).majority_base,
        casting=None, casting_choice=None,
    ).as_dict()  # fmt: skip


def ready(place: Place, minutes: Minutes) -> Minutes:
    """Frozen and numbered, with some bytes for its PDF."""
    subject = f"minutes:{minutes.pk}"
    minutes.number = DocumentNumber.objects.create(
        series=f"minutes:{place.body.pk}", year=2026, number=minutes.pk, subject=subject,
        issued_at=timezone.now(),
    )  # fmt: skip
    minutes.number_text = str(minutes.pk)
    document = draw(minutes, at=timezone.now())
    minutes.document, minutes.document_hash = document.as_dict(), document.fingerprint()
    minutes.frozen_at = timezone.now()
    minutes.base_pdf = minutes.pdf = paper(place, "minutes.pdf")
    minutes.state = MinutesState.READY
    minutes.save()
    return minutes


def signed(place: Place, minutes: Minutes) -> Minutes:
    """With both signatures."""
    ready(place, minutes)
    for slot in slots(minutes.meeting):
        Signature.objects.create(
            minutes=minutes, version=minutes.version, role=slot.role,
            signer=slot.entry.membership.user, membership=slot.entry.membership,
            signed_at=timezone.now(), document_hash=minutes.document_hash, pdf=minutes.pdf,
        )  # fmt: skip
    minutes.state, minutes.signed_at = MinutesState.SIGNED, timezone.now()
    minutes.save()
    return minutes
