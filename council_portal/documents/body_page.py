"""The page of one body: who sits, when it meets, by which rules, what is amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from accounts.models import User
from associations.access import reads_nominations
from associations.documents.passable import Adopted, adopted_by
from associations.documents.progress import Progress
from associations.documents.proposal_page import proposals_about
from bodies.access import DRAWERS, KEEPERS
from bodies.actions import ended
from bodies.backends import verbs_on
from bodies.documents import Composition, compositions, procedures_on
from bodies.models import (
    Body,
    BodyKind,
    CompositionChange,
    Delegation,
    Membership,
    Organisation,
    RulesOfProcedure,
)
from bodies.offices import Verb
from council_portal.documents.deeds import Deed, deeds
from council_portal.documents.grants import Granted, grants_on
from council_portal.documents.procedure import Sentence, procedure_sentences
from council_portal.documents.recorded import Recorded, recorded_about
from councils.access import proposes_removals
from meetings.access import visible_meetings
from meetings.models import Meeting
from meetings.rules import quorum
from records.models import JournalEntry

MEETINGS_SHOWN = 12
NAMED = 4
REGISTRAR = frozenset({Verb.MANAGE_MEMBERS, Verb.ADMINISTER})


@dataclass(frozen=True)
class BodyPage:
    """Everything the page shows."""

    body: Body
    day: date
    today: date
    composition: Composition
    needed: int
    rules: list[Sentence]
    record: RulesOfProcedure | None
    meetings: list[Meeting]
    sections: list[Composition]
    base: Organisation | None
    directions: list[str]
    authorities: list[tuple[str, str]]
    delegations: list[Delegation]
    grants: list[Granted]
    ahead: list[CompositionChange]
    waiting: list[CompositionChange]
    own_seat: Membership | None
    appoints: bool
    imports: bool
    nominates: bool
    reads_nominations: bool
    proposes_removal: bool
    delegates: bool
    reads_journal: bool
    recorded: list[Recorded]
    proposals: list[Progress]
    adopted: list[Adopted]
    passes: bool
    deeds: list[Deed]
    name_now: str
    ended: str

    @property
    def links(self) -> list[Deed]:
        """What may be done, beside the main thing."""
        return [deed for deed in self.deeds if not deed.main]


def body_page(body: Body, user: User, day: date) -> BodyPage:
    """Compose the page as `user` may see it: of the meetings those that `user` may see."""
    today = timezone.localdate()
    verbs = verbs_on(user, body, today)
    (composition,) = compositions([body], day)
    rules = procedures_on([body], day)[body.pk]
    association = getattr(body, "association", None)
    return BodyPage(
        body=body.named_on(day) if day != today else body,
        day=day,
        today=today,
        composition=composition,
        needed=quorum.needed(composition.voting) if composition.voting else 0,
        rules=procedure_sentences(body, rules, composition=composition.voting),
        record=body.rules_of_procedure.in_force_on(day).select_related("basis__issuer").first(),
        meetings=_meetings(body, user, today),
        sections=compositions(body.children.filter(kind="section").order_by("sort_key"), day),
        base=association.base_on(day) if association else None,
        directions=[str(d) for d in association.directions.order_by("code")] if association else [],
        authorities=_authorities(body, day),
        delegations=_delegations(body, day),
        grants=grants_on(body, day) if verbs & REGISTRAR else [],
        ahead=_ahead(body, day),
        waiting=_waiting(body) if verbs & KEEPERS else [],
        own_seat=Membership.objects.on(today).of(user).filter(body=body).first(),
        appoints=bool(verbs & DRAWERS) and body.exists_on(today) and body.kind != BodyKind.SECTION,
        imports=bool(verbs & DRAWERS) and body.exists_on(today) and body.kind != BodyKind.SECTION,
        nominates=Verb.NOMINATE in verbs and body.exists_on(today),
        reads_nominations=reads_nominations(user, body),
        proposes_removal=day == today and body.exists_on(today) and proposes_removals(user, today),
        delegates=Verb.MANAGE_MEMBERS in verbs
        and body.exists_on(today)
        and body.procedure_on(today).deputy_acts_for_chair,
        reads_journal=Verb.READ_JOURNAL in verbs,
        recorded=recorded_about(body, user, today),
        proposals=proposals_about(body),
        adopted=adopted_by([body.pk]) if body.kind == BodyKind.SECTION else [],
        passes=Verb.COMPOSE_AGENDA in verbs and body.exists_on(today),
        deeds=deeds(body, user, today),
        name_now=body.name() if body.name_on(day) != body.name() else "",
        ended=ended(body).message if body.ends_on else "",
    )


def _meetings(body: Body, user: User, day: date) -> list[Meeting]:
    rows = visible_meetings(user, day).of([body]).newest_first().select_related("minutes__pdf")
    return list(rows[:MEETINGS_SHOWN])


def _ahead(body: Body, day: date) -> list[CompositionChange]:
    """Confirmed changes that take effect after that day."""
    rows = body.changes.in_effect().filter(took_effect_on__gt=day).with_people()
    return list(rows.with_first_lines(NAMED).order_by("took_effect_on", "pk"))


def _waiting(body: Body) -> list[CompositionChange]:
    """Changes that nobody has decided yet, for whoever works on them."""
    rows = body.changes.waiting().with_people().with_first_lines(NAMED)
    return list(rows.order_by("drawn_up_at", "pk"))


def _delegations(body: Body, day: date) -> list[Delegation]:
    """The acts by which the deputy acts for the chair on that day or later (C28)."""
    rows = body.delegations.filter(ends_on__gte=day).select_related("deputy__user", "act__file")
    return list(rows.order_by("starts_on"))


def _authorities(body: Body, day: date) -> list[tuple[str, str]]:
    """The Council's working body and Centre under the names of that day (cl. 7, 12)."""
    council = getattr(body, "council", None)
    if council is None:
        return []
    language = get_language() or "kk"
    return [
        (pgettext("of the Council", "Working body"), council.working_body.name_on(day, language)),
        (pgettext("of the Council", "Centre"), council.centre.name_on(day, language)),
    ]


def journal_entries(body: Body) -> QuerySet[Any]:
    """The body's chain, the newest entry first."""
    rows = JournalEntry.objects.filter(stream=body.stream).select_related("actor")
    return rows.order_by("-position")
