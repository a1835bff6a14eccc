"""Addresses of this room, one list per part of the way."""

from django.urls import path

from meetings.urls_session import session_urls
from meetings.views import agenda, meeting

app_name = "meetings"

preparing = [
    path("meetings/", meeting.meeting_list, name="meeting_list"),
    path("bodies/<int:body_pk>/meetings/new/", meeting.meeting_schedule, name="meeting_schedule"),
    path("meetings/<int:pk>/", meeting.meeting_detail, name="meeting_detail"),
    path("meetings/<int:pk>/reschedule/", meeting.meeting_reschedule, name="meeting_reschedule"),
    path("meetings/<int:pk>/cancel/", meeting.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/repeat/", meeting.meeting_repeat, name="meeting_repeat"),
    path("meetings/<int:pk>/notice/", meeting.notice_send, name="notice_send"),
    path("meetings/<int:pk>/notice/answer/", meeting.notice_answer, name="notice_answer"),
    path("meetings/<int:pk>/agenda/add/", agenda.item_add, name="item_add"),
    path("meetings/<int:pk>/agenda/propose/", agenda.item_propose, name="item_propose"),
    path("meetings/<int:pk>/agenda/send/", agenda.agenda_send, name="agenda_send"),
    path("meetings/<int:pk>/agenda/answer/", agenda.agenda_answer, name="agenda_answer"),
    path("meetings/<int:pk>/agenda/remind/", agenda.agenda_remind, name="agenda_remind"),
    path("meetings/<int:pk>/agenda/approve/", agenda.agenda_approve, name="agenda_approve"),
    path("items/<int:pk>/", agenda.item_detail, name="item_detail"),
    path("items/<int:pk>/edit/", agenda.item_edit, name="item_edit"),
    path("items/<int:pk>/move/", agenda.item_move, name="item_move"),
    path("items/<int:pk>/remove/", agenda.item_remove, name="item_remove"),
    path("items/<int:pk>/include/", agenda.item_include, name="item_include"),
    path("items/<int:pk>/decline/", agenda.item_decline, name="item_decline"),
    path("items/<int:pk>/materials/", agenda.material_add, name="material_add"),
    path("materials/<int:pk>/", agenda.material_file, name="material_file"),
    path("materials/<int:pk>/remove/", agenda.material_remove, name="material_remove"),
]

urlpatterns = [*preparing, *session_urls]
