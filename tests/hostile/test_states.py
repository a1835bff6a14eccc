"""Every act in every state: it does what it is for where it may, and elsewhere says why not."""

import pytest

from tests.hostile.acts import ACTS, ITEM_ACTS, MEETING_ACTS, MINUTES_ACTS, VOTE_ACTS, document
from tests.hostile.hall import Act, changed, everything, undone

pytestmark = pytest.mark.django_db

BEFORE = {"draft", "consent", "approved", "notified", "deserted"}
SITTING = {"sitting", "idle"}
STATES = ["draft", "consent", "approved", "notified", "deserted", "sitting", "idle", "failed",
          "held", "adjourned", "cancelled"]  # fmt: skip
# Where an act does something; in every other state it is refused.
MEETINGS = {
    "meeting_reschedule": BEFORE,
    "meeting_cancel": BEFORE,
    "meeting_repeat": {"failed", "adjourned"},
    "notice_send": {"approved"},
    "notice_answer": {"notified", "deserted"},
    "item_add": {"draft", "consent"},
    "item_propose": {"draft", "consent"},
    "agenda_send": {"draft"},
    "agenda_answer": {"consent"},
    "agenda_remind": {"consent"},
    "agenda_approve": set(),  # nobody has consented
    "attendance_mark": {"notified", "deserted", *SITTING},
    "guest_add": BEFORE | SITTING,
    "operator_order": BEFORE | SITTING,
    "meeting_open": {"notified"},
    "meeting_fail": {"deserted"},
    "meeting_hand_over": set(),  # the chair presides already
    "meeting_adjourn": {"idle"},  # in the other a vote is open
    "meeting_close": set(),  # an item waits
    "remote_request": BEFORE - {"notified"},  # there the deputy is in the hall
    "absentee_sheet": {"approved"},
    "written_ballot_enter": {"deserted"},
    "absentee_remind": {"approved"},
    "minutes_draw_up": {"held"},
    "item_discussion": {"consent", "approved", "notified", "deserted", "sitting", "idle"},
    "floor_ask": {"sitting", "idle"},
    "floor_give": {"sitting", "idle"},
    "floor_end": {"sitting"},
    "item_edit": {"draft", "consent"},
    "item_move": set(),  # one item has no neighbour
    "item_remove": {"draft", "consent"},
    "item_include": set(),  # it is on the agenda already
    "item_decline": {"draft", "consent"},
    "material_add": {"draft", "consent"},
    "item_settle": {"idle"},  # in the other a vote is open
    "item_reword": {"idle"},
    "extract_create": set(),
    "ballot_cast": {"approved", "sitting"},
    "vote_open": {"idle"},
    "vote_close": {"sitting"},
    "vote_announce": {"sitting"},
    "hall_vote_enter": set(),  # nobody has ordered it
    "vote_roll_call": set(),
    "paper_enter": set(),
    "vote_annul": {"sitting"},
    "item_recuse": set(),  # the rules exclude nobody
}
MINUTES = {
    "minutes_layout": {"minutes.draft"},
    "minutes_submit": {"minutes.draft"},
    "minutes_retry": {"minutes.rendering"},
    "minutes_sign": {"minutes.true"},
    "minutes_return": {"minutes.rendering", "minutes.ready", "minutes.true", "minutes.partly"},
}


def refusal(visitor, response):
    """What the person reads: on the page, or on the one they are led to."""
    if response.status_code == 302:
        response = visitor.client.get(response["Location"].partition("#")[0])
    context = response.context
    said = [str(message) for message in context.get("messages") or []]
    said += [str(context["refusal"])] if context.get("refusal") else []
    form = context.get("form")
    if getattr(form, "is_bound", False):
        said += [str(form.violation)] if getattr(form, "violation", None) else []
        said += [text for texts in form.errors.values() for text in texts]
    return said


def tried(visitor, act, before):
    """Whether it did something; what was said if not; nothing may break."""
    with undone():
        response = visitor.do(act)
        did = bool(changed(before))
        if response.status_code in {403, 404}:
            return did, [str(response.status_code)]
        return did, [] if did else refusal(visitor, response)


@pytest.mark.parametrize("act", [*MEETING_ACTS, *ITEM_ACTS, *VOTE_ACTS], ids=lambda act: act.route)
def test_an_act_works_in_its_states_and_is_refused_in_words_in_all_others(visitor, act):
    before, own = everything(), visitor.hall.own
    part = {**dict.fromkeys(MEETING_ACTS, ""), **dict.fromkeys(VOTE_ACTS, ".vote")}.get(
        act, ".item"
    )
    name = act.route.partition(":")[2]
    states = [state for state in STATES if state + part in own.objects]
    does, silent = set(), set()
    for state in states:
        did, said = tried(visitor, act.at(state + part), before)
        does |= {state} if did else set()
        silent |= set() if did or said else {state}

    assert does == MEETINGS[name] & set(states)
    assert silent <= {"meeting_hand_over": {"idle", "sitting"}, "item_move": {"draft", "consent"},
                      "vote_close": {"held"}}.get(name, set())  # fmt: skip


@pytest.mark.parametrize("act", MINUTES_ACTS, ids=lambda act: act.route)
def test_an_act_on_minutes_works_in_its_states_only(visitor, act):
    before = everything()
    does, silent = set(), set()
    for state in ("draft", "rendering", "true", "ready", "partly", "signed"):
        on = f"minutes.{state}"
        if "sign" in act.route and state == "ready":
            continue  # its PDF is none
        data = document(on) if "sign" in act.route else act.data
        did, said = tried(visitor, Act(act.route, on, act.who, data), before)
        does |= {on} if did else set()
        silent |= set() if did or said else {on}

    assert does == MINUTES[act.route.partition(":")[2]]
    assert silent == set()


def test_frozen_minutes_are_not_edited(visitor):
    before = everything()
    edit = next(act for act in ACTS if act.route == "minutes:minutes_edit")
    for state in ("rendering", "ready", "partly", "signed"):
        did, said = tried(visitor, edit.at(f"minutes.{state}.text"), before)
        assert not did
        assert "21-тармақ" in said[0]


# What is new each time it is sent, and meant to be.
ANEW = {
    "meetings:material_add", "meetings:written_ballot_enter", "associations:nomination_attach",
}  # fmt: skip


def test_a_second_click_does_nothing_more(visitor):
    again = []
    for act in ACTS:
        with undone():
            visitor.do(act)
            once = everything()
            response = visitor.do(act)
            assert response.status_code < 500
            more = changed(once)
            if act.route in ANEW:
                assert set(more) <= {"records_storedfile", "meetings_material",
                                     "associations_nominationfile",
                                     "records_journalentry", "records_journalstream"}  # fmt: skip
            elif more:
                again.append((act.route, more))

    assert again == []
