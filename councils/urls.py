"""Addresses of this room, one list per concept."""

from django.urls import path

from councils.views import removals

app_name = "councils"

removed = [
    path("removals/", removals.removal_list, name="removal_list"),
    path("bodies/seats/<int:pk>/removal/", removals.removal_propose, name="removal_propose"),
    path("removals/<int:pk>/", removals.removal_detail, name="removal_detail"),
    path("removals/<int:pk>/put/", removals.removal_put, name="removal_put"),
    path("removals/<int:pk>/answer/", removals.removal_answer, name="removal_answer"),
    path("removals/<int:pk>/execute/", removals.removal_execute, name="removal_execute"),
    path("removals/<int:pk>/withdraw/", removals.removal_withdraw, name="removal_withdraw"),
    path("removals/files/<int:pk>/", removals.removal_file, name="removal_file"),
]

urlpatterns = [*removed]
