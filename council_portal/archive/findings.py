"""What a live meeting would have been refused for: findings with their clause, never refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bodies.models import BodyKind, Office
from bodies.rules.procedure import clauses
from council_portal.archive.judging import NO_VOTE, NOT_PROVIDED, Cast, Judged, Sitting
from meetings.rules.attendance import Mode

Finding = tuple[str, str]
"""Clause and message."""

WITHOUT_VOTE = gettext_noop(
    "Item %(number)s: ballots of members without a vote are not counted: %(names)s"
)
OUTSIDE_HALL = gettext_noop(
    "Item %(number)s: ballots from outside the hall are not counted: %(names)s"
)
NOT_MARKED_THERE = gettext_noop(
    "Item %(number)s: voted in the hall or online without being marked there: %(names)s"
)
IN_ABSENTIA = gettext_noop("Item %(number)s: voted in absentia although attending: %(names)s")
IN_WRITING = gettext_noop("Item %(number)s: voted in writing although attending: %(names)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyState:
    """What a finding may say of the body itself."""

    kind: str
    has_base_institution: bool
    has_directions: bool
    under_association: bool


def of_meeting(
    sitting: Sitting,
    body: BodyState,
    *,
    secretary: int,
    items: int,
    names: Mapping[int, str],
) -> Iterator[Finding]:
    """Findings about the body, its offices, its agenda and who was there."""
    yield from _of_body(body)
    yield from _of_offices(sitting, body, secretary=secretary, names=names)
    if body.kind != BodyKind.COUNCIL:
        yield (
            "18",
            (
                _("The members' prior consent to the agenda is not recorded.")
                if items
                else _("The meeting has no agenda.")
            ),
        )
    yield from _of_attendance(sitting, body, names)


def _of_body(body: BodyState) -> Iterator[Finding]:
    if body.kind == BodyKind.ASSOCIATION and not body.has_base_institution:
        yield "3", _("The association has no base institution of higher education.")
    if body.kind == BodyKind.ASSOCIATION and not body.has_directions:
        yield "3", _("The association has no training direction.")
    if body.kind == BodyKind.SECTION and not body.under_association:
        yield "16", _("The section does not belong to an association.")


def _of_offices(
    sitting: Sitting, body: BodyState, *, secretary: int, names: Mapping[int, str]
) -> Iterator[Finding]:
    clause = clauses(body.kind)
    composition_clause = "8" if body.kind == BodyKind.COUNCIL else "15"
    held = {office: _holders(sitting, office) for office in Office.values}
    if not held[Office.CHAIR]:
        yield composition_clause, _("Nobody holds the office of chair on that day.")
    if not held[Office.DEPUTY_CHAIR]:
        yield composition_clause, _("Nobody holds the office of deputy chair on that day.")
    for office in (Office.CHAIR, Office.DEPUTY_CHAIR):
        if len(held[office]) > 1:
            message = _("Several people hold the office “%(office)s” on that day: %(names)s")
            named = {"office": office.label, "names": listed(held[office], names)}
            yield composition_clause, message % named
    if not held[Office.SECRETARY]:
        yield clause.minutes, _("Nobody holds the office of secretary on that day.")
    elif secretary not in held[Office.SECRETARY]:
        message = _("The person named as secretary does not hold that office on that day: %(name)s")
        yield clause.minutes, message % {"name": names[secretary]}
    if secretary == sitting.presiding:
        yield clause.minutes, _("The presiding person and the secretary are the same person.")
    if twice := sorted(person for person, seat in sitting.roll.items() if seat.listed > 1):
        message = _("Listed more than once on that day, counted once: %(names)s")
        yield _decision_of(body, "15"), message % {"names": listed(twice, names)}


def _of_attendance(
    sitting: Sitting, body: BodyState, names: Mapping[int, str]
) -> Iterator[Finding]:
    presiding_clause = clauses(body.kind).presiding
    if not _attends(sitting, sitting.presiding):
        yield presiding_clause, _("The presiding person is not marked as attending.")
    seat = sitting.roll.get(sitting.presiding)
    if seat is None or seat.office not in (Office.CHAIR, Office.DEPUTY_CHAIR):
        yield (
            presiding_clause,
            _("The person who presided was neither chair nor deputy chair on that day."),
        )
    elif seat.office == Office.DEPUTY_CHAIR:
        chairs = [p for p in _holders(sitting, Office.CHAIR) if _attends(sitting, p)]
        if chairs:
            message = _("The deputy chair presided although the chair attended: %(names)s")
            yield presiding_clause, message % {"names": listed(chairs, names)}
    if strangers := [person for person in sitting.modes if person not in sitting.roll]:
        message = _("Marked in the attendance but not in office on that day: %(names)s")
        yield sitting.clause, message % {"names": listed(strangers, names)}
    yield from _of_quorum(sitting, body)


def _of_quorum(sitting: Sitting, body: BodyState) -> Iterator[Finding]:
    verdict = sitting.quorum()
    figures = {
        "composition": verdict.composition, "participating": verdict.participating,
        "hall": verdict.hall, "needed": verdict.needed,
    }  # fmt: skip
    if not verdict.reached:
        message = _(
            "No quorum. Composition: %(composition)s, participating: %(participating)s,"
            " needed: %(needed)s."
        )
        yield sitting.clause, message % figures
    if body.kind == BodyKind.COUNCIL and verdict.rests_on_online:
        message = _(
            "The Council's quorum rests on people online. In the hall: %(hall)s,"
            " participating: %(participating)s, needed: %(needed)s."
        )
        yield sitting.clause, message % figures


def of_item(
    sitting: Sitting,
    judged: Judged,
    ballots: Sequence[Cast],
    *,
    number: int,
    names: Mapping[int, str],
) -> Iterator[Finding]:
    """Findings about the ballots of one item; none for an item that cannot be judged."""
    if judged.outcome is None:
        return
    elsewhere: list[int] = []
    arrived: list[int] = []
    on_paper: list[int] = []
    for ballot in ballots:
        mode = sitting.modes.get(ballot.person, Mode.ABSENT)
        if ballot.channel in ("hall", "online"):
            if mode.value != ballot.channel:
                elsewhere.append(ballot.person)
        elif mode.attends:
            (on_paper if ballot.channel == "written" else arrived).append(ballot.person)
    for clause, message, people in (
        (sitting.clause, WITHOUT_VOTE, _among(ballots, judged, NO_VOTE)),
        (sitting.clause, OUTSIDE_HALL, _among(ballots, judged, NOT_PROVIDED)),
        (sitting.clause, NOT_MARKED_THERE, elsewhere),
        (sitting.clause, IN_ABSENTIA, arrived),
        ("27.4", IN_WRITING, on_paper),
    ):
        if people:
            yield clause, _(message) % {"number": number, "names": listed(people, names)}


def _among(ballots: Sequence[Cast], judged: Judged, reason: str) -> list[int]:
    pairs = zip(ballots, judged.untallied, strict=True)
    return [ballot.person for ballot, why in pairs if why == reason]


def _holders(sitting: Sitting, office: str) -> list[int]:
    return sorted(person for person, seat in sitting.roll.items() if seat.office == office)


def _attends(sitting: Sitting, person: int) -> bool:
    return sitting.modes.get(person, Mode.ABSENT).attends


def _decision_of(body: BodyState, otherwise: str) -> str:
    return clauses(body.kind).decision if body.kind == BodyKind.COUNCIL else otherwise


def listed(people: Iterable[int], names: Mapping[int, str]) -> str:
    """Short names, in the order given."""
    return ", ".join(names[person] for person in people)
