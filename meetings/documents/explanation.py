"""One explanation of quorum and outcome, printed by the room, the minutes and the import.

Every sentence carries its numbers and its clause, in the active language.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from bodies.rules.procedure import MajorityBase
from meetings.rules.consent import ConsentVerdict
from meetings.rules.majority import Outcome, Reason
from meetings.rules.quorum import QuorumVerdict


def quorum_sentence(verdict: QuorumVerdict) -> str:
    """«Кворум бар. Құрам: 21, қатысып отыр: 16, кемінде 14 мүше қажет (20-тармақ).»"""
    figures = {
        "n": verdict.composition, "p": verdict.participating, "q": verdict.needed,
        "clause": verdict.clause,
    }  # fmt: skip
    if verdict.reached:
        return (
            _("Quorum: %(p)s of %(n)s participate, at least %(q)s required (cl. %(clause)s).")
            % figures
        )
    return (
        _("No quorum: %(p)s of %(n)s participate, at least %(q)s required (cl. %(clause)s).")
        % figures
    )


def literal_sentence(verdict: QuorumVerdict) -> str:
    """The literal figure beside the effective one (C1): «Тек залда қатысқандар: 12.»"""
    sentence = _("In the hall only: %(hall)s.") % {"hall": verdict.hall}
    if verdict.rests_on_online:
        sentence += " " + _("The quorum rests on members taking part online.")
    return sentence


def consent_sentence(verdict: ConsentVerdict) -> str:
    """«Алдын ала келісім. Құрам: 21, келіскендер: 9, қажеті: 11.»"""
    return _("Prior consent: %(c)s of %(n)s; %(need)s needed (cl. 18).") % {
        "c": verdict.consents, "n": verdict.composition, "need": verdict.needed,
    }  # fmt: skip


def base_sentence(outcome: Outcome) -> str:
    """What the majority was counted over, where the body's rules depart from the text (C3)."""
    if outcome.base_kind is MajorityBase.FOR_AGAINST:
        return ""
    return _("Counted over %(base)s; at least %(threshold)s votes for are needed.") % {
        "base": outcome.base, "threshold": outcome.threshold,
    }  # fmt: skip


def outcome_sentence(outcome: Outcome, *, casting_name: str = "") -> str:
    """The outcome with its arithmetic and clause, in one sentence.

    `casting_name` is the person whose vote decided a tie, or who did not give it.
    """
    figures = {
        "for": outcome.tally.for_, "against": outcome.tally.against,
        "abstain": outcome.tally.abstain, "p": outcome.participating, "n": outcome.composition,
        "q": outcome.needed, "clause": outcome.clause, "name": casting_name,
    }  # fmt: skip
    match outcome.reason:
        case Reason.MAJORITY:
            text = _("Adopted: %(for)s for, %(against)s against (simple majority, cl. %(clause)s).")
        case Reason.NO_MAJORITY:
            text = _(
                "Not adopted: for %(for)s, against %(against)s, abstained %(abstain)s "
                "(simple majority, cl. %(clause)s)."
            )
        case Reason.CASTING_VOTE if outcome.adopted:
            text = _(
                "Adopted: the votes are equal (%(for)s and %(against)s); the decisive vote, for: "
                "%(name)s (cl. %(clause)s)."
            )
        case Reason.CASTING_VOTE:
            text = _(
                "Not adopted: the votes are equal (%(for)s and %(against)s); the decisive vote, "
                "against: %(name)s (cl. %(clause)s)."
            )
        case Reason.TIE_WITHOUT_CASTING_VOTE:
            text = _(
                "The votes are equal (%(for)s and %(against)s) and no decisive vote was given: "
                "not adopted (cl. %(clause)s)."
            )
        case Reason.NO_QUORUM:
            text = _(
                "Not adopted for lack of a quorum: %(p)s of %(n)s participated, at least %(q)s "
                "required (cl. %(clause)s)."
            )
    return text % figures


def outcome_sentences(outcome: Outcome, *, casting_name: str = "") -> list[str]:
    """The outcome's sentence, and the base's where it is not the text's own."""
    sentences = [outcome_sentence(outcome, casting_name=casting_name), base_sentence(outcome)]
    return [sentence for sentence in sentences if sentence]
