"""The register of decisions as lines: what the screen, the sheet and the paper print alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.kazakh import dates
from bodies.documents.sheets import list_sheet
from minutes.documents import paper
from minutes.models import Correction, Decision, Execution, Review, those_in_force
from minutes.states import ExecutionState

TAGS: dict[str, str] = {
    ExecutionState.ASSIGNED: "idle",
    ExecutionState.IN_PROGRESS: "now",
    ExecutionState.REPORTED: "warn",
    ExecutionState.RETURNED: "warn",
    ExecutionState.DONE: "ok",
    ExecutionState.CANCELLED: "idle",
}
MOST_ON_PAPER = 500
"""So many decisions are set as a PDF within seconds; for more there is the sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One decision: what was decided, what force it has, how far it is carried out."""

    decision: Decision
    execution: Execution | None
    function: str
    nature: str
    responsible: list[str]
    state: str
    kind: str
    overdue: bool
    corrected: bool = False

    @property
    def tag(self) -> str:
        """The state as a tag has room for it."""
        return pgettext("execution", "Overdue") if self.overdue else self.state

    @property
    def due_on(self) -> date | None:
        """Until when it is carried out, that day included."""
        return self.execution.due_on if self.execution else None


def lines(decisions: Iterable[Decision], day: date) -> list[Line]:
    """Of decisions read `with_everything`. Three queries, however many there are."""
    listed = list(decisions)
    standing = those_in_force([one.item_id for one in listed])
    answered = _answers(listed)
    corrections = Correction.objects.signed().filter(minutes__decisions__in=listed)
    corrected = set(corrections.values_list("minutes", flat=True))
    return [
        replace(
            _line(one, day, in_effect=one.item_id in standing, answer=answered.get(one.pk)),
            corrected=one.minutes_id in corrected,
        )
        for one in listed
    ]


def _answers(listed: list[Decision]) -> dict[int, Review]:
    """What the ministry said last of each decision (cl. 22)."""
    said: dict[int, Review] = {}
    for review in Review.objects.filter(decision__in=listed).order_by("at", "pk"):
        if review.decision_id is not None:
            said[review.decision_id] = review
    return said


def _line(decision: Decision, day: date, *, in_effect: bool, answer: Review | None) -> Line:
    execution: Execution | None = getattr(decision, "execution", None)
    overdue = execution is not None and execution.is_overdue(day)
    function = decision.item.function
    return Line(
        decision=decision,
        execution=execution,
        function=function.code if function else "",
        nature=str(decision.nature.label),
        responsible=execution.responsible() if execution else [],
        state=_state(decision, execution, answer, in_effect=in_effect, overdue=overdue),
        kind="bad" if overdue else TAGS[execution.state] if execution else "idle",
        overdue=overdue,
    )


def _state(
    decision: Decision,
    execution: Execution | None,
    answer: Review | None,
    *,
    in_effect: bool,
    overdue: bool,
) -> str:
    if not in_effect:
        return _("Not in force yet")
    if execution is not None:
        said = execution.get_state_display()
        return pgettext("execution", "Overdue") + f": {said.lower()}" if overdue else said
    if decision.item.meeting.body.is_council:
        return pgettext("execution", "Not assigned")
    if answer is not None:
        return answer.get_outcome_display()
    return pgettext("decision of an association", "In force")


def decision_sheet(listed: Iterable[Line]) -> bytes:
    """The register as an .xlsx."""
    columns = [
        (_("Number"), 12), (_("Body"), 28), (_("Date of the meeting"), 14), (_("Item"), 44),
        (_("Decision"), 60), (_("Function"), 11), (_("Nature"), 22), (_("Responsible"), 34),
        (_("Due day"), 14), (_("State"), 24),
    ]  # fmt: skip
    return list_sheet(
        pgettext("name of a sheet", "Decisions"),
        columns,
        (
            (
                line.decision.number, line.decision.item.meeting.body.short_name(),
                line.decision.item.meeting.day, line.decision.item.title(),
                line.decision.item.resolution(), line.function, line.nature,
                ", ".join(line.responsible), line.due_on, line.state,
            )
            for line in listed
        ),
    )  # fmt: skip


def decision_paper(listed: list[Line], *, chosen: str, day: date) -> bytes:
    """The register as a PDF; `chosen` says in words which decisions were asked for."""
    language = (get_language() or "kk")[:2]
    context = {
        "language": language,
        "title": _("Register of decisions"),
        "lines": listed,
        "chosen": chosen,
        "day": dates.long_date(day, language),
    }
    html = render_to_string("minutes/documents/decision_register.html", context)
    return paper.press(html, stylesheet="register.css")
