"""Addresses of the sitting: the console, the room, the wall, the ballots."""

from django.urls import path

from meetings.views import ballot, live, session, voting

session_urls = [
    path("meetings/<int:pk>/console/", session.meeting_console, name="meeting_console"),
    path("meetings/<int:pk>/attendance/", session.attendance_mark, name="attendance_mark"),
    path(
        "meetings/<int:pk>/attendance/<int:membership>/",
        session.attendance_edit,
        name="attendance_edit",
    ),
    path("meetings/<int:pk>/guests/", session.guest_add, name="guest_add"),
    path("meetings/<int:pk>/keys/", session.operator_order, name="operator_order"),
    path("meetings/<int:pk>/open/", session.meeting_open, name="meeting_open"),
    path("meetings/<int:pk>/failed/", session.meeting_fail, name="meeting_fail"),
    path("meetings/<int:pk>/presiding/", session.meeting_hand_over, name="meeting_hand_over"),
    path("meetings/<int:pk>/adjourn/", session.meeting_adjourn, name="meeting_adjourn"),
    path("meetings/<int:pk>/close/", session.meeting_close, name="meeting_close"),
    path("meetings/<int:pk>/room/", session.meeting_room, name="meeting_room"),
    path("meetings/<int:pk>/display/", live.hall_display, name="hall_display"),
    path("meetings/<int:pk>/live/<slug:screen>/", live.live_stream, name="live_stream"),
    path("meetings/<int:pk>/live/<slug:screen>/state/", live.live_state, name="live_state"),
    path("meetings/<int:pk>/written/", voting.written_ballot_enter, name="written_ballot_enter"),
    path("meetings/<int:pk>/remote/", ballot.remote_request, name="remote_request"),
    path("meetings/remote/<int:pk>/", voting.remote_decide, name="remote_decide"),
    path("meetings/<int:pk>/absentee/", ballot.absentee_sheet, name="absentee_sheet"),
    path("meetings/<int:pk>/receipts/", ballot.absentee_receipts, name="absentee_receipts"),
    path("items/<int:pk>/settle/", session.item_settle, name="item_settle"),
    path("items/<int:pk>/wording/", session.item_reword, name="item_reword"),
    path("meetings/vote/<int:pk>/", ballot.ballot_cast, name="ballot_cast"),
    path("meetings/vote/<int:pk>/open/", voting.vote_open, name="vote_open"),
    path("meetings/vote/<int:pk>/close/", voting.vote_close, name="vote_close"),
    path("meetings/vote/<int:pk>/result/", voting.vote_result, name="vote_result"),
    path("meetings/vote/<int:pk>/hall/", voting.hall_vote_enter, name="hall_vote_enter"),
    path("ballots/", ballot.my_ballots, name="my_ballots"),
    path("ballots/<int:pk>/", ballot.ballot_receipt, name="ballot_receipt"),
]
