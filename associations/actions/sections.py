"""From a wish to a section: the association decides, the Council approves (cl. 16; REQ-47, 48)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kazakh.alphabet import search_key
from associations.actions import telling
from associations.actions.dissolving import day_after
from associations.actions.permit import require_clerk
from associations.documents.agenda_words import agenda_words
from associations.documents.decisions import act_of
from associations.documents.progress import Progress, approves_profiles_only, progress
from associations.errors import SectionRefused
from associations.models import Association, Section, SectionProposal
from associations.states import Stage
from bodies.actions import Draft, propose, require_existing
from bodies.models import Body, BodyKind, ChangeKind
from meetings.actions import add_item
from meetings.models import AgendaItem, ItemFunction, Meeting
from minutes.states import Fate
from records import journal

if TYPE_CHECKING:
    from accounts.models import User

FUNCTION = "16"
WORDS = ("name_kk", "name_ru", "profile", "reasons")


@transaction.atomic
def draft_section(
    association: Association, *, by: User, at: datetime, **words: str
) -> SectionProposal:
    """The association's secretary drafts a section: `name_kk`, `name_ru`, `profile`, `reasons`.

    Raises NotPermitted, BodyEnded (REQ-06), SectionRefused for a name that is taken (REQ-47).
    """
    body = _lock(association.body)
    require_clerk(body, by=by, at=at)
    _require_words(words)
    same = SectionProposal.objects.open().filter(
        association=association, closes=None, proposed_in=None, drawn_up_by=by, **words
    )
    if (twice := same.first()) is not None:
        return twice
    _require_free_name(association, words["name_kk"], words["name_ru"], at=at)
    proposal = SectionProposal.objects.create(
        association=association, drawn_up_by=by, drawn_up_at=at, **words
    )
    _record(proposal, "section_drafted", by=by, at=at)
    return proposal


@transaction.atomic
def edit_section(
    proposal: SectionProposal, *, by: User, at: datetime, **words: str
) -> SectionProposal:
    """Change the words of a draft; once on an agenda they are the agenda's. The same are no change."""
    locked = _locked(proposal, by=by, at=at)
    if locked.closes_id is not None or progress(locked).stage != Stage.DRAFT:
        raise SectionRefused(_("Only a draft can be changed."), clause="16")
    _require_words(words)
    _require_free_name(locked.association, words["name_kk"], words["name_ru"], at=at, own=locked.pk)
    if all(getattr(locked, name) == value for name, value in words.items()):
        return locked
    for name, value in words.items():
        setattr(locked, name, value)
    locked.save()
    _record(locked, "section_edited", by=by, at=at)
    return locked


@transaction.atomic
def draft_closing(section: Section, *, by: User, at: datetime, reasons: str) -> SectionProposal:
    """Propose that a section be no more: the same path as to its beginning (F, cl. 16)."""
    association = section.association
    _lock(association.body)
    require_clerk(association.body, by=by, at=at)
    if not section.body.exists_on(timezone.localdate(at)):
        raise SectionRefused(_("This section is closed already."), clause="16")
    waiting = SectionProposal.objects.open().filter(closes=section).with_items()
    for other in waiting:
        if progress(other).stage not in (Stage.NOT_PROPOSED, Stage.REFUSED):
            return other
    proposal = SectionProposal.objects.create(
        association=association, closes=section, name_kk=section.body.name("kk"),
        name_ru=section.body.name("ru"), profile=section.profile, reasons=reasons,
        drawn_up_by=by, drawn_up_at=at,
    )  # fmt: skip
    _record(proposal, "section_drafted", by=by, at=at)
    return proposal


@transaction.atomic
def put_on_agenda(
    proposal: SectionProposal, *, meeting: Meeting, by: User, at: datetime
) -> AgendaItem:
    """Before the association: an item of its agenda that the proposal points to (cl. 16).

    A second click finds the item there. Raises NotPermitted, AgendaClosed, SectionRefused when
    the association has decided already or another agenda has it.
    """
    locked = _locked(proposal, by=by, at=at)
    read = progress(locked)
    if locked.proposed_in is not None and locked.proposed_in.meeting_id == meeting.pk:
        return locked.proposed_in
    if read.proposed is not Fate.NOTHING:
        raise _elsewhere(locked.proposed_in)
    if meeting.body_id != locked.association_id:
        raise SectionRefused(_("Sections are proposed by an association decision."), clause="16")
    question = "propose" if locked.closes_id is None else "propose_closing"
    item = _item(locked, meeting, question, by=by, at=at)
    locked.proposed_in = item
    locked.save(update_fields=["proposed_in"])
    _record(locked, "section_put_to_association", by=by, at=at, item=item.pk)
    return item


@transaction.atomic
def submit_to_council(
    proposal: SectionProposal, *, meeting: Meeting, by: User, at: datetime
) -> AgendaItem:
    """Before the Council, by its secretary or the Centre, once the association's decision is in
    force (REQ-47). Raises NotPermitted, AgendaClosed, SectionRefused.
    """
    locked = _relocked(proposal)
    require_existing(locked.association.body, timezone.localdate(at))
    require_clerk(meeting.body, by=by, at=at)
    read = progress(locked)
    _require_proposed(read)
    if locked.approved_in is not None and locked.approved_in.meeting_id == meeting.pk:
        return locked.approved_in
    if read.approved is not Fate.NOTHING or locked.done:
        raise _elsewhere(locked.approved_in)
    if meeting.body_id != locked.association.body.parent_id:
        raise SectionRefused(_("The Council has not approved this section."), clause="16")
    question = "approve" if locked.closes_id is None else "approve_closing"
    if question == "approve" and approves_profiles_only(locked):
        question = "approve_profile"
    item = _item(locked, meeting, question, by=by, at=at)
    locked.approved_in = item
    locked.save(update_fields=["approved_in"])
    _record(locked, "section_put_to_council", by=by, at=at, item=item.pk)
    telling.submitted(locked, meeting, at=at)
    return item


@transaction.atomic
def create_section(
    proposal: SectionProposal, *, starts_on: date, by: User, at: datetime
) -> Section:
    """Both decisions in force: the section begins, by the Council's decision (REQ-47, REQ-48).

    A second click finds it. Raises NotPermitted, BodyEnded, SectionRefused.
    """
    locked = _locked(proposal, by=by, at=at)
    if locked.section is not None:
        return locked.section
    deciding = _require_approved(progress(locked))
    if starts_on < timezone.localdate(at):
        raise SectionRefused(_("A section begins today or later."), clause="16")
    association = locked.association
    _require_free_name(association, locked.name_kk, locked.name_ru, at=at, own=locked.pk)
    act = act_of(deciding)
    act.save()
    body = Body(
        kind=BodyKind.SECTION, code=_code(association.body), parent=association.body,
        name_kk=locked.name_kk, name_ru=locked.name_ru, starts_on=starts_on, starts_act=act,
    )  # fmt: skip
    body.full_clean()
    body.save()
    section = Section.objects.create(
        body=body, association=association, profile=locked.profile,
        proposed_in=locked.proposed_in, approved_in=locked.approved_in,
    )  # fmt: skip
    locked.section = section
    locked.save(update_fields=["section"])
    _record(locked, "section_created", by=by, at=at, section=body.pk, act=act.pk,
            starts_on=starts_on.isoformat())  # fmt: skip
    telling.created(locked, body, at=at)
    return section


@transaction.atomic
def close_section(
    proposal: SectionProposal, *, last_day: date, by: User, at: datetime
) -> SectionProposal:
    """Both decisions in force: the section and its seats end once a second person confirms it.

    Raises NotPermitted, SectionRefused (REQ-47, REQ-48), and what `bodies.actions.propose` does.
    """
    locked = _locked(proposal, by=by, at=at)
    if locked.closes is None or locked.closing_id is not None:
        return locked
    deciding = _require_approved(progress(locked))
    draft = Draft(
        body=locked.closes.body, kind=ChangeKind.DISSOLUTION, act=act_of(deciding),
        effective_on=day_after(last_day), reason=locked.reasons,
    )  # fmt: skip
    locked.closing = propose(draft, by=by, at=at)
    locked.save(update_fields=["closing"])
    return locked


def _require_proposed(read: Progress) -> None:
    """REQ-47."""
    if read.proposed is not Fate.IN_FORCE:
        raise SectionRefused(_("Sections are proposed by an association decision."), clause="16")


def _require_approved(read: Progress) -> AgendaItem:
    """REQ-47 and REQ-48; the item whose decision the section rests on."""
    _require_proposed(read)
    if read.stage != Stage.APPROVED:
        raise SectionRefused(_("The Council has not approved this section."), clause="16")
    deciding = read.proposal.approved_in if read.approved is Fate.IN_FORCE else None
    return deciding or read.proposal.proposed_in  # type: ignore[return-value]


def _require_words(words: dict[str, str]) -> None:
    if not all(words.get(name, "").strip() for name in WORDS):
        raise SectionRefused(
            _("State the name in Kazakh and in Russian, the profile and the reasons."), clause="16"
        )


def _require_free_name(
    association: Association, *names: str, at: datetime, own: int | None = None
) -> None:
    """REQ-47: a name is one section's, or one proposal's, in its association."""
    asked = {search_key(name.strip()) for name in names}
    today = timezone.localdate(at)
    bodies = [
        (body.name_kk, body.name_ru)
        for body in Body.objects.filter(parent=association.body_id, kind=BodyKind.SECTION)
        if body.ends_on is None or body.ends_on >= today
    ]
    others = association.section_proposals.open().filter(closes=None).exclude(pk=own)
    drafted = [
        (read.proposal.name_kk, read.proposal.name_ru)
        for read in map(progress, others)
        if read.stage not in (Stage.NOT_PROPOSED, Stage.REFUSED)
    ]
    if any(asked & {search_key(name.strip()) for name in pair} for pair in [*bodies, *drafted]):
        raise SectionRefused(
            _("The association has a section, or a proposal, of this name already."), clause="16"
        )


def _elsewhere(item: AgendaItem | None) -> SectionRefused:
    if item is None:
        return SectionRefused(_("This proposal has been carried out already."), clause="16")
    return SectionRefused(
        _("This proposal is on an agenda or decided already: meeting No. %(number)s.")
        % {"number": item.meeting.number},
        clause="16",
    )


def _item(
    proposal: SectionProposal, meeting: Meeting, question: str, *, by: User, at: datetime
) -> AgendaItem:
    words: Any = agenda_words(proposal, question)
    function = ItemFunction.objects.filter(code=FUNCTION).first()
    return add_item(meeting, by=by, at=at, function=function, **words)


def _code(body: Body) -> str:
    """«6b061-s3»: the association's code and the next free number."""
    stem = body.code[:34]
    taken = set(Body.objects.filter(code__startswith=f"{stem}-s").values_list("code", flat=True))
    number = 1
    while f"{stem}-s{number}" in taken:
        number += 1
    return f"{stem}-s{number}"


def _lock(body: Body) -> Body:
    return Body.objects.select_for_update(of=("self",)).select_related("parent").get(pk=body.pk)


def _locked(proposal: SectionProposal, *, by: User, at: datetime) -> SectionProposal:
    """Read anew under the association's lock, for its secretary."""
    locked = _relocked(proposal)
    require_clerk(locked.association.body, by=by, at=at)
    return locked


def _relocked(proposal: SectionProposal) -> SectionProposal:
    SectionProposal.objects.select_for_update().get(pk=proposal.pk)
    fresh: SectionProposal = SectionProposal.objects.with_items().get(pk=proposal.pk)
    return fresh


def _record(proposal: SectionProposal, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    journal.append(
        stream=proposal.association.body.stream, kind=kind, actor=by, at=at,
        payload={"proposal": proposal.pk, "name": proposal.name_kk, "profile": proposal.profile,
                 "closes": proposal.closes_id, **facts},
    )  # fmt: skip
