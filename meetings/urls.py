"""Addresses of this room, one list per part of the way: preparing, then what others add."""

from django.urls import path

from meetings.views import meeting

app_name = "meetings"

preparing = [
    path("meetings/<int:pk>/", meeting.meeting_detail, name="meeting_detail"),
]

urlpatterns = [*preparing]
