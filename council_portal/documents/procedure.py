"""The rules of procedure in words, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bodies.models import Body, BodyKind
from bodies.rules.procedure import (
    AgendaConsent,
    CastingVote,
    ChoicesVisible,
    MajorityBase,
    Procedure,
    QuorumCounts,
    Signer,
    SignMethod,
    clauses,
    defaults,
)
from meetings.rules import consent, quorum

CHANNELS = ("allow_online", "allow_absentee", "allow_written")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One rule: what it is about, what it says, its clause, whether the body departed from it."""

    subject: str
    text: str
    clause: str
    departs: bool = False


def procedure_sentences(body: Body, rules: Procedure, *, composition: int) -> list[Sentence]:
    """The rules a member asks for, with the arithmetic of today's composition."""
    usual, of = defaults(body.kind), clauses(body.kind)
    least = _("At least %(needed)s of %(composition)s members: two thirds of the composition.") % {
        "needed": quorum.needed(composition) if composition else 0,
        "composition": composition,
    }
    rows = [
        ("", _("Quorum"), least, of.decision),
        ("quorum_counts", _("Who counts toward it"), _counts(rules), of.decision),
        ("majority_base", _("Majority"), _majority(rules), of.decision),
        ("casting_vote", _("A tie"), _tie(rules), of.decision),
        ("allow_absentee", _("Ways of voting"), _channels(rules), of.decision),
        ("choices_visible", _("Open voting"), _visible(rules), of.decision),
        ("agenda_consent", _("Consent to the agenda"), _consent(rules, composition), of.agenda),
        ("signer", _("Signatures"), _signer(rules), of.minutes),
        ("sign_method", _("Way of signing"), _method(rules), of.minutes),
        ("notice_days", _("Notice"), _days(rules.notice_days), of.organiser),
        ("signing_days", _("Signing the minutes"), _days(rules.signing_days), of.minutes),
    ]
    if body.kind == BodyKind.ASSOCIATION:
        rows.append(("nomination_vote", _("Nominations"), _nominations(rules), "27.5"))
    return [
        Sentence(
            subject, text, clause,
            departs=bool(key) and getattr(rules, key) != getattr(usual, key),
        )
        for key, subject, text, clause in rows
    ]  # fmt: skip


def _counts(rules: Procedure) -> str:
    return {
        QuorumCounts.HALL: _("Members in the hall."),
        QuorumCounts.HALL_ONLINE: _("Members in the hall and online."),
        QuorumCounts.ALL_VOTERS: _("Everybody who votes, in any permitted way."),
    }[rules.quorum_counts]


def _majority(rules: Procedure) -> str:
    return {
        MajorityBase.FOR_AGAINST: _("More votes for than against; abstentions are not counted."),
        MajorityBase.VOTED: _("More than half of all votes cast, abstentions included."),
        MajorityBase.PARTICIPANTS: _("More than half of the participants."),
        MajorityBase.COMPOSITION: _("More than half of the composition."),
    }[rules.majority_base]


def _tie(rules: Procedure) -> str:
    return {
        CastingVote.PRESIDING: _("The vote of the person presiding decides."),
        CastingVote.CHAIR_ONLY: _("The chair's vote decides."),
        CastingVote.CHAIR_ELSE_PRESIDING: _(
            "The chair's vote decides; without it, that of the person presiding."
        ),
    }[rules.casting_vote]


def _channels(rules: Procedure) -> str:
    ways = [
        (True, _("in the hall")),
        (rules.allow_online, _("online")),
        (rules.allow_absentee, _("in absentia, by agreement with the Secretariat")),
        (rules.allow_written, _("in writing")),
    ]
    words = "; ".join(word for allowed, word in ways if allowed)
    return words[:1].upper() + words[1:] + "."


def _visible(rules: Procedure) -> str:
    if rules.choices_visible is ChoicesVisible.LIVE:
        return _("How each member votes is seen at once.")
    return _("Who has voted is seen at once, how each voted after the close.")


def _consent(rules: Procedure, composition: int) -> str:
    if rules.agenda_consent is AgendaConsent.MAJORITY:
        return _("More than half: %(needed)s of %(composition)s.") % {
            "needed": consent.needed(composition=composition, policy=rules.agenda_consent),
            "composition": composition,
        }
    return {
        AgendaConsent.NONE: _("Not asked: the chair approves the agenda."),
        AgendaConsent.TWO_THIRDS: _("Two thirds of the composition."),
        AgendaConsent.UNANIMOUS: _("Every member."),
        AgendaConsent.NO_OBJECTION: _("No objection within the days given."),
    }[rules.agenda_consent]


def _signer(rules: Procedure) -> str:
    return {
        Signer.PRESIDING: _("The person presiding and the secretary."),
        Signer.CHAIR: _("The chair and the secretary."),
        Signer.BOTH: _("The person presiding, the chair and the secretary."),
    }[rules.signer]


def _method(rules: Procedure) -> str:
    return {
        SignMethod.IN_SYSTEM: _("In the portal, confirmed with the password."),
        SignMethod.SCAN: _("In the portal, or on paper with the scan attached."),
        SignMethod.EDS: _("With the signer's own digital signature."),
    }[rules.sign_method]


def _nominations(rules: Procedure) -> str:
    if rules.nomination_vote:
        return _("The association votes on a nomination before it is approved.")
    return _("A nomination goes to the administrator without a vote.")


def _days(days: int) -> str:
    return _("Days: %(days)s.") % {"days": days}


def departures_in_words(body: Body, departures: dict[str, Any]) -> dict[str, str]:
    """What a record of the rules settles, by subject; a key nobody has words for stays as it is.

    Without the arithmetic of `procedure_sentences`: the record says the same at any composition.
    """
    settled = defaults(body.kind).as_dict() | departures
    rules = Procedure.from_dict(settled)
    said = {
        "quorum_counts": (_("Who counts toward it"), _counts(rules)),
        "majority_base": (_("Majority"), _majority(rules)),
        "casting_vote": (_("A tie"), _tie(rules)),
        "choices_visible": (_("Open voting"), _visible(rules)),
        "agenda_consent": (_("Consent to the agenda"), _share(rules)),
        "signer": (_("Signatures"), _signer(rules)),
        "sign_method": (_("Way of signing"), _method(rules)),
        "nomination_vote": (_("Nominations"), _nominations(rules)),
        "notice_days": (_("Notice"), _days(rules.notice_days)),
        "signing_days": (_("Signing the minutes"), _days(rules.signing_days)),
    } | dict.fromkeys(CHANNELS, (_("Ways of voting"), _channels(rules)))
    return dict(said.get(key, (key, str(value))) for key, value in departures.items())


def _share(rules: Procedure) -> str:
    if rules.agenda_consent is AgendaConsent.MAJORITY:
        return _("More than half of the composition.")
    return _consent(rules, composition=0)
