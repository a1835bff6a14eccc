"""What follows from an office: `regulation.md` E as one table.

A verb is a permission codename of `Body`; `user.has_perm("bodies.<verb>", body)` asks for it.
Nothing here is stored: the backend reads the memberships in force today and looks them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Verb(StrEnum):
    """Every permission on a body."""

    VIEW_BODY = "view_body"
    READ_MINUTES = "read_minutes"
    SCHEDULE_MEETING = "schedule_meeting"
    PROPOSE_ITEM = "propose_item"
    COMPOSE_AGENDA = "compose_agenda"
    CONSENT_AGENDA = "consent_agenda"
    APPROVE_AGENDA = "approve_agenda"
    DISCUSS = "discuss"
    PRESIDE = "preside"
    MARK_ATTENDANCE = "mark_attendance"
    OPERATE_VOTE = "operate_vote"
    VOTE = "vote"
    AGREE_METHOD = "agree_method"
    ENTER_WRITTEN_BALLOT = "enter_written_ballot"
    DRAW_UP_MINUTES = "draw_up_minutes"
    SIGN_MINUTES = "sign_minutes"
    SEND_COPIES = "send_copies"
    REVIEW_MINUTES = "review_minutes"
    NOMINATE = "nominate"
    PREPARE_MEMBERS = "prepare_members"
    MANAGE_MEMBERS = "manage_members"
    CONFIRM_COMPOSITION = "confirm_composition"
    CHANGE_PROCEDURE = "change_procedure"
    ADMINISTER = "administer"
    ACT_FOR_CENTRE = "act_for_centre"
    READ_JOURNAL = "read_journal"
    RECORD_FUNDING = "record_funding"
    READ_FUNDING = "read_funding"
    REGISTER_VIOLATION = "register_violation"
    ANSWER_VIOLATION = "answer_violation"
    EVALUATE = "evaluate"
    PREPARE_EVALUATION = "prepare_evaluation"
    READ_EVALUATIONS = "read_evaluations"
    PETITION = "petition"
    READ_PETITIONS = "read_petitions"


VERB_LABELS: dict[Verb, Promise] = {
    Verb.VIEW_BODY: _("See the body and its composition"),
    Verb.READ_MINUTES: _("Read minutes and decisions"),
    Verb.SCHEDULE_MEETING: _("Schedule meetings"),
    Verb.PROPOSE_ITEM: _("Propose agenda items"),
    Verb.COMPOSE_AGENDA: _("Compose the agenda"),
    Verb.CONSENT_AGENDA: _("Consent to the agenda"),
    Verb.APPROVE_AGENDA: _("Approve the agenda"),
    Verb.DISCUSS: _("Discuss items"),
    Verb.PRESIDE: _("Preside at meetings"),
    Verb.MARK_ATTENDANCE: _("Mark attendance"),
    Verb.OPERATE_VOTE: _("Open and close votes"),
    Verb.VOTE: _("Vote"),
    Verb.AGREE_METHOD: _("Agree an electronic method of voting"),
    Verb.ENTER_WRITTEN_BALLOT: _("Enter written ballots"),
    Verb.DRAW_UP_MINUTES: _("Draw up minutes"),
    Verb.SIGN_MINUTES: _("Sign minutes"),
    Verb.SEND_COPIES: _("Send copies"),
    Verb.REVIEW_MINUTES: _("Review minutes and decisions"),
    Verb.NOMINATE: _("Nominate candidates"),
    Verb.PREPARE_MEMBERS: _("Prepare changes of composition"),
    Verb.MANAGE_MEMBERS: _("Record members"),
    Verb.CONFIRM_COMPOSITION: _("Confirm changes of composition"),
    Verb.CHANGE_PROCEDURE: _("Change the rules of procedure"),
    Verb.ADMINISTER: _("Administer the portal"),
    Verb.ACT_FOR_CENTRE: _("Act for the Centre"),
    Verb.READ_JOURNAL: _("Read the journal"),
    Verb.RECORD_FUNDING: _("Record what the base institution pays"),
    Verb.READ_FUNDING: _("Read what the base institution pays"),
    Verb.REGISTER_VIOLATION: _("Register violations"),
    Verb.ANSWER_VIOLATION: _("Explain to the Council what is held against the association"),
    Verb.EVALUATE: _("Evaluate associations and their members"),
    Verb.PREPARE_EVALUATION: _("Prepare evaluations"),
    Verb.READ_EVALUATIONS: _("Read evaluations"),
    Verb.PETITION: _("Draw up petitions for discipline"),
    Verb.READ_PETITIONS: _("Read petitions for discipline"),
}

# What a grant is called: by whom it makes of a person where it brings more than one permission.
GRANT_LABELS: dict[str, Promise] = {str(verb): label for verb, label in VERB_LABELS.items()} | {
    Verb.ADMINISTER: _("Administrator"),
    Verb.REVIEW_MINUTES: _("Ministry reviewer"),
    Verb.ACT_FOR_CENTRE: _("Worker of the Centre"),
    "represent": _("Representative of an institution"),
}

_MEMBER = {Verb.VIEW_BODY, Verb.READ_MINUTES, Verb.PROPOSE_ITEM, Verb.DISCUSS}
_CONSENTING = _MEMBER | {Verb.CONSENT_AGENDA}
# Members of an association nominate candidates to it (cl. 27.5).
_NOMINATING = _CONSENTING | {Verb.NOMINATE}
_PAPERWORK = {
    Verb.SCHEDULE_MEETING, Verb.COMPOSE_AGENDA, Verb.MARK_ATTENDANCE, Verb.DRAW_UP_MINUTES,
    Verb.SIGN_MINUTES, Verb.PREPARE_MEMBERS,
}  # fmt: skip
_CHAIR = {Verb.APPROVE_AGENDA, Verb.PRESIDE, Verb.OPERATE_VOTE, Verb.SIGN_MINUTES}
# The deputy conducts in the chair's absence (cl. 8, 19); whether the chair is absent is the
# meeting's question, so the office only says that a deputy may ever preside.
_DEPUTY = {Verb.PRESIDE, Verb.OPERATE_VOTE, Verb.SIGN_MINUTES}
_ASSOCIATION_SECRETARY = _PAPERWORK | {
    Verb.AGREE_METHOD, Verb.ENTER_WRITTEN_BALLOT, Verb.SEND_COPIES,
}  # fmt: skip

# What the Council keeps of associations (cl. 13.11, 14.5, 28) and they of themselves (cl. 4).
_COUNCIL_CHAIR = {Verb.EVALUATE, Verb.PREPARE_EVALUATION, Verb.READ_EVALUATIONS}
_COUNCIL_SECRETARY = _COUNCIL_CHAIR | {Verb.REGISTER_VIOLATION, Verb.PETITION}
_COUNCIL_MEMBER = {Verb.PREPARE_EVALUATION, Verb.READ_EVALUATIONS}
_ANSWERING = {Verb.ANSWER_VIOLATION, Verb.READ_EVALUATIONS}

OFFICE_VERBS: dict[str, dict[str, frozenset[Verb]]] = {
    "council": {
        "chair": frozenset(_MEMBER | _CHAIR | _COUNCIL_CHAIR | {Verb.READ_PETITIONS}),
        "deputy_chair": frozenset(_MEMBER | _DEPUTY | {Verb.READ_PETITIONS}),
        "secretary": frozenset(_MEMBER | _PAPERWORK | _COUNCIL_SECRETARY | {Verb.READ_PETITIONS}),
        "member": frozenset(_MEMBER | _COUNCIL_MEMBER | {Verb.READ_PETITIONS}),
    },
    "association": {
        "chair": frozenset(_NOMINATING | _CHAIR | _ANSWERING | {Verb.READ_FUNDING}),
        "deputy_chair": frozenset(_NOMINATING | _DEPUTY | {Verb.READ_FUNDING}),
        "secretary": frozenset(
            _NOMINATING
            | _ASSOCIATION_SECRETARY
            | _ANSWERING
            | {Verb.READ_FUNDING, Verb.RECORD_FUNDING}
        ),
        "member": frozenset(_NOMINATING | {Verb.READ_EVALUATIONS, Verb.READ_FUNDING}),
    },
    "section": {
        "chair": frozenset(_CONSENTING | _CHAIR),
        "deputy_chair": frozenset(_CONSENTING | _DEPUTY),
        "secretary": frozenset(_CONSENTING | _ASSOCIATION_SECRETARY),
        "member": frozenset(_CONSENTING),
    },
}

# What a dated grant on a body brings with it. The key is what the grant says; a grant on the
# Council reaches every association and section below it.
GRANT_VERBS: dict[Verb, frozenset[Verb]] = {
    Verb.ADMINISTER: frozenset(
        {Verb.ADMINISTER, Verb.VIEW_BODY, Verb.READ_MINUTES, Verb.MANAGE_MEMBERS,
         Verb.CHANGE_PROCEDURE, Verb.READ_JOURNAL}
    ),
    Verb.REVIEW_MINUTES: frozenset(
        {Verb.REVIEW_MINUTES, Verb.VIEW_BODY, Verb.READ_MINUTES, Verb.READ_JOURNAL,
         Verb.CONFIRM_COMPOSITION}
    ),
    Verb.ACT_FOR_CENTRE: frozenset({Verb.ACT_FOR_CENTRE, Verb.VIEW_BODY, Verb.READ_MINUTES}),
}  # fmt: skip

# On the Council itself the Centre organises meetings and keeps the records (cl. 12).
CENTRE_ON_COUNCIL = frozenset(
    {Verb.SCHEDULE_MEETING, Verb.COMPOSE_AGENDA, Verb.PROPOSE_ITEM, Verb.MARK_ATTENDANCE,
     Verb.DRAW_UP_MINUTES, Verb.READ_JOURNAL, Verb.PREPARE_MEMBERS, Verb.REGISTER_VIOLATION,
     Verb.PREPARE_EVALUATION, Verb.READ_EVALUATIONS, Verb.READ_PETITIONS}
)  # fmt: skip
# The ministry may put items to the Council and hold violations against associations (cl. 7, E).
REVIEWER_ON_COUNCIL = frozenset(
    {Verb.PROPOSE_ITEM, Verb.REGISTER_VIOLATION, Verb.READ_EVALUATIONS, Verb.READ_PETITIONS}
)
REVIEWER_ON_ASSOCIATION = frozenset({Verb.READ_FUNDING})
# A seat in the Council lets read the associations it leads, a seat in an association its sections
# (cl. 2, 6, 16). Their meetings stay their own.
SEAT_ABOVE = frozenset({Verb.VIEW_BODY, Verb.READ_MINUTES})
# A section's composition is its association's own affair (cl. 16, REQ-49): the association's
# secretary records it by the association's decision, its chair is the second person.
OFFICE_ABOVE_SECTION: dict[str, frozenset[Verb]] = {
    "chair": frozenset({Verb.CONFIRM_COMPOSITION}),
    "secretary": frozenset({Verb.MANAGE_MEMBERS}),
}
NOT_GRANTED_ON_SECTION = frozenset({Verb.MANAGE_MEMBERS, Verb.CONFIRM_COMPOSITION})

# What a seat alone brings: no act of an administrator makes anybody vote, preside or sign.
OFFICE_ALONE = frozenset(
    {Verb.CONSENT_AGENDA, Verb.APPROVE_AGENDA, Verb.DISCUSS, Verb.PRESIDE, Verb.OPERATE_VOTE,
     Verb.VOTE, Verb.AGREE_METHOD, Verb.SIGN_MINUTES}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """An office held in a body on a day; `key` is the membership's."""

    key: int
    body: int
    office: str
    voting: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A grant in force on a body on a day; `key` is the grant's."""

    key: int
    body: int
    verb: Verb


@dataclass(frozen=True, slots=True)
class Source:
    """What one seat or one grant brings on a body."""

    held: Seat | Given
    verbs: frozenset[Verb]
    above: bool


def sources(kind: str, chain: Sequence[int], held: Iterable[Seat | Given]) -> list[Source]:
    """Where every permission of one person on a body comes from.

    `chain` is the body's primary key and then those of the bodies above it; what is held elsewhere
    brings nothing. A seat above lets read, a grant above reaches down whole. The nearest come first,
    seats before grants.
    """
    reaching = [each for each in held if each.body in chain]
    reaching.sort(key=lambda each: (chain.index(each.body), isinstance(each, Given), each.key))
    return [
        Source(
            each,
            _brought(each, kind, above=each.body != chain[0], directly=each.body in chain[1:2]),
            each.body != chain[0],
        )
        for each in reaching
    ]


def verbs_from(found: Iterable[Source]) -> frozenset[Verb]:
    """All that these sources bring together."""
    return frozenset().union(*(source.verbs for source in found))


def _brought(held: Seat | Given, kind: str, *, above: bool, directly: bool) -> frozenset[Verb]:
    if isinstance(held, Given):
        return verbs_of_grant(held.verb, kind)
    if above:
        return verbs_of_seat_above(kind, held.office, directly=directly)
    return verbs_of_office(kind, held.office, voting=held.voting)


def verbs_of_office(kind: str, office: str, *, voting: bool) -> frozenset[Verb]:
    """Permissions of an office in a body of this kind; the vote follows the voting right."""
    verbs = OFFICE_VERBS[kind][office]
    return verbs | {Verb.VOTE} if voting else verbs


def verbs_of_seat_above(kind: str, office: str, *, directly: bool) -> frozenset[Verb]:
    """Permissions on a body that come from an office in a body above it."""
    if kind == "section" and directly:
        return SEAT_ABOVE | OFFICE_ABOVE_SECTION.get(office, frozenset())
    return SEAT_ABOVE


def verbs_of_grant(granted: Verb, kind: str) -> frozenset[Verb]:
    """Permissions that a grant brings on a body of this kind."""
    verbs = GRANT_VERBS.get(granted, frozenset({granted}))
    if kind == "section":
        verbs -= NOT_GRANTED_ON_SECTION
    if kind == "council" and granted is Verb.ACT_FOR_CENTRE:
        return verbs | CENTRE_ON_COUNCIL
    if kind == "council" and granted is Verb.REVIEW_MINUTES:
        return verbs | REVIEWER_ON_COUNCIL
    if kind == "association" and granted is Verb.REVIEW_MINUTES:
        return verbs | REVIEWER_ON_ASSOCIATION
    return verbs
