"""Agendas for tests: meetings with items, at the step a test starts from."""

from django.utils import timezone

from bodies.models import Body, Membership
from meetings import actions
from meetings.models import AgendaItem, ItemFunction, Meeting
from meetings.states import Answer, MeetingState
from tests import factories as f


def function(code: str = "25.5", kind: str = "association") -> ItemFunction:
    return ItemFunction.objects.get_or_create(
        code=code,
        defaults={"kind": kind, "position": 1, "name_kk": "Сараптама", "name_ru": "Экспертиза",
                  "name_en": "Expert examination"},
    )[0]  # fmt: skip


def item(meeting: Meeting, title: str = "Оқулықты ұсыну туралы", **fields) -> AgendaItem:
    council = meeting.body.is_council
    given = {
        "title_kk": title, "resolution_kk": "Ұсынылсын.", "speaker": "Ә.С. Әбдіқадыр",
        "position": meeting.items.on_agenda().count() + 1,
        "function": function("13.10", "council") if council else function(),
    }  # fmt: skip
    return AgendaItem.objects.create(meeting=meeting, **(given | fields))


def in_consent(body: Body, items: int = 1, **fields) -> Meeting:
    """Sent to the members, nobody has answered."""
    meeting = f.meeting(body, state=MeetingState.CONSENT, **fields)
    for number in range(1, items + 1):
        item(meeting, f"{number}-мәселе туралы")
    return meeting


def consent(meeting: Meeting, seats: list[Membership], answer: str = Answer.CONSENT) -> None:
    for seat in seats:
        actions.answer_agenda(meeting, by=seat.user, at=timezone.now(), answer=answer)


def seats(body: Body) -> list[Membership]:
    """Everybody, in order of appointment."""
    return list(body.memberships.select_related("user", "body").order_by("pk"))
