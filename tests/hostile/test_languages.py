"""A refusal speaks the reader's language, with the numbers and the clause."""

import pytest

from meetings.models import AttendanceEvent
from tests.hostile.acts import ACTS, venue
from tests.hostile.hall import Act, Visitor, undone
from tests.hostile.test_states import refusal

pytestmark = pytest.mark.django_db

ACT = {act.route: act for act in ACTS}
CLAUSE = {"kk": "{}-тармақ", "ru": "п. {}", "en": "cl. {}"}
WORDED = {"kk": "{}", "ru": "{}", "en": "{}"}
# What is refused, by which clause, with which numbers.
REFUSALS = [
    (ACT["meetings:agenda_approve"], "18", ("0", "5", "3")),
    (Act("meetings:meeting_open", "deserted", "chair"), "19", ()),
    (Act("meetings:vote_open", "short", "chair"), "20", ("3", "5", "4")),
    (Act("meetings:meeting_schedule", "body",
         data=lambda place: venue(place) | {"scheduled_for": "2020-01-01T10:00"}), "24", ()),
    (Act("meetings:meeting_hand_over", "idle", "clerk",
         lambda place: {"to": place.member.pk}), "", ()),
    (ACT["meetings:hall_vote_enter"], "20", ()),
    (Act("meetings:absentee_sheet", "deserted", "member"), "20", ()),
    (Act("minutes:minutes_return", "minutes.signed", data=lambda _: {"reason": "-"}), "21", ()),
    (Act("minutes:minutes_edit", "minutes.ready.text", data=lambda _: {"edition": "1"}), "21", ()),
    (ACT["meetings:meeting_close"], "", ("1",)),
    (Act("meetings:item_remove", "consent.proposal"), "27.3", ()),
    (Act("minutes:minutes_draw_up", "approved"), "21", ()),
]  # fmt: skip


def shown(visitor: Visitor, act: Act) -> str:
    """All that the page says of the refusal."""
    response = visitor.do(act)
    said = " ".join(refusal(visitor, response))
    form = response.context.get("form") if response.context else None
    clause = getattr(getattr(form, "violation", None), "clause", "") or (
        response.context.get("clause", "") if response.context else ""
    )
    return f"{said} ({clause})" if clause else said


@pytest.mark.parametrize(("act", "clause", "numbers"), REFUSALS, ids=lambda v: str(v)[:40])
def test_a_refusal_is_read_in_three_languages(visitor, act, clause, numbers):
    place = visitor.hall.own
    with undone():
        if act.on == "short":
            place.objects["short"] = place["idle.vote"]
            for seat in place.seats[3:]:
                AttendanceEvent.objects.create(
                    meeting_id=place["idle"][0], membership=seat, presence="absent",
                    at=seat.history.first().history_date,
                )  # fmt: skip
        said = {}
        for language in ("kk", "ru", "en"):
            person = visitor.hall.person(act.who)
            type(person).objects.filter(pk=person.pk).update(language=language)
            said[language] = shown(visitor, act)

    assert len(set(said.values())) == 3, said
    for words in said.values():
        assert words
        assert clause in words
        assert all(number in words for number in numbers), words
